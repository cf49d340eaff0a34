package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"

	"github.com/paulmach/orb"

	"sanad/claim"
	"sanad/internal/fault"
	"sanad/internal/fsx"
	"sanad/internal/network"
	"sanad/internal/register"
	"sanad/vocab"
)

type networkCommand struct {
	Cables   cablesCommand   `cmd:"" help:"What is lost when cable systems are cut, and whether the rest can carry it."`
	Fibre    fibreCommand    `cmd:"" help:"How far a fibre network and its sites have come, and the cheapest way to connect the rest."`
	Overlaps overlapsCommand `cmd:"" help:"Which agreements of the register may promise the same, who stands between two partners, what depends on what."`
}

type cablesCommand struct {
	File string   `arg:"" help:"A CSV of systems: system,holder,corridor,installed,activated in Tbit/s; - is standard input."`
	Cut  []string `help:"Only the loss of these together." placeholder:"SYSTEM"`
}

func (cablesCommand) Help() string {
	return `  sanad network cables corpus/pk-cables.csv
  sanad network cables corpus/pk-cables.csv --cut SMW4,IMEWE

It is assumed that every other system can be activated to its full installed capacity
at once, so a shortfall is the least there would be.`
}

func (c cablesCommand) Run(g *globals) error {
	in, closeFile, err := open(g, c.File)
	if err != nil {
		return fmt.Errorf("%s: %w", c.File, err)
	}
	defer closeFile()
	all, err := network.ReadCables(in)
	wrong := told(g, c.File, err)
	if len(all) == 0 && wrong != nil {
		return wrong
	}
	if len(c.Cut) > 0 {
		loss, err := all.Cut(c.Cut...)
		if err != nil {
			return usageError{err}
		}
		w := tabwriter.NewWriter(g.out, 2, 0, 2, ' ', 0)
		losses(w, "cut", []network.Loss{loss})
		return errors.Join(w.Flush(), wrong)
	}
	return errors.Join(cableTables(g.out, all), wrong)
}

func cableTables(out io.Writer, all network.Cables) error {
	w := tabwriter.NewWriter(out, 2, 0, 2, ' ', 0)
	fmt.Fprint(w, "Tbit/s, each meaning by itself")
	var given []network.Meaning
	for _, m := range network.Meanings {
		if _, known := all.Total(m); known > 0 {
			given = append(given, m)
			fmt.Fprintf(w, "\t%s", strings.TrimPrefix(string(m), "capacity-"))
		}
	}
	fmt.Fprintln(w, "\tholder\tcorridor")
	for _, s := range all {
		fmt.Fprint(w, s.Name)
		for _, m := range given {
			if r, ok := s.Capacity[m]; ok {
				fmt.Fprintf(w, "\t%.2f", r.Tbit())
			} else {
				fmt.Fprint(w, "\tnot given")
			}
		}
		fmt.Fprintf(w, "\t%s\t%s\n", s.Holder, s.Corridor)
	}
	fmt.Fprint(w, "together")
	for _, m := range given {
		sum, known := all.Total(m)
		fmt.Fprintf(w, "\t%.2f", sum.Tbit())
		if known < len(all) {
			fmt.Fprintf(w, " of %d", known)
		}
	}
	fmt.Fprint(w, "\n\n")
	losses(w, "without", all.Singles())
	if pairs := all.Pairs(); len(pairs) > 0 {
		fmt.Fprintln(w)
		losses(w, "without both, and short", pairs)
	}
	if corridors := all.Corridors(); len(corridors) > 1 {
		fmt.Fprintln(w)
		losses(w, "without a whole corridor", corridors)
	}
	holders, index := all.Holders()
	fmt.Fprint(w, "\nholder\tactivated\tshare\n")
	for _, h := range holders {
		fmt.Fprintf(w, "%s\t%.2f\t%.1f %%\t%s\n", h.Holder, h.Activated.Tbit(), 100*h.Share, strings.Join(h.Systems, ", "))
	}
	fmt.Fprintf(w, "concentration of holders (HHI)\t%d of 10000\n", index)
	return w.Flush()
}

func losses(w io.Writer, head string, all []network.Loss) {
	fmt.Fprintf(w, "%s\tactivated lost\tshare\tinstalled left\tshort\n", head)
	for _, l := range all {
		short := "–"
		if l.Short > 0 {
			short = fmt.Sprintf("%.2f", l.Short.Tbit())
		}
		fmt.Fprintf(w, "%s\t%.2f\t%.1f %%\t%.2f\t%s\n", strings.Join(l.Cut, " + "), l.Lost.Tbit(), 100*l.Share, l.Left.Tbit(), short)
	}
}

// told prints what is wrong in a file, line by line, and is an error that sums it
// up, or nil.
func told(g *globals, file string, err error) error {
	if err == nil {
		return nil
	}
	lines := []error{err}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		lines = joined.Unwrap()
	}
	if len(lines) == 1 {
		return fmt.Errorf("%s: %w", file, lines[0])
	}
	for _, line := range lines {
		fmt.Fprintf(g.err, "%s: %v\n", file, line)
	}
	return fault.New(fault.Invalid, "%s: %d places are wrong; the rest is counted", file, len(lines)).WithHint("mend them and run it again")
}

type fibreCommand struct {
	Network string  `help:"The network: JSON of the Open Fibre Data Standard." placeholder:"FILE"`
	Sites   string  `help:"The sites: CSV with id,name,latitude,longitude,state." placeholder:"FILE"`
	Terrain string  `help:"Where cable could go: GeoJSON lines with cost or cost_per_km." placeholder:"FILE"`
	Snap    float64 `help:"How far, in kilometres, a site may lie from the nearest junction." default:"5" placeholder:"KM"`
	Output  string  `short:"o" help:"Where to write the plan, as GeoJSON." placeholder:"FILE"`
}

func (fibreCommand) Help() string {
	return `  sanad network fibre --network ofds.json
  sanad network fibre --sites sites.csv --terrain roads.geojson --network ofds.json -o plan.geojson

A site's state is one of listed, surveyed, right-of-way, built, tested, in-service.`
}

func (c fibreCommand) Run(g *globals) error {
	if c.Network == "" && c.Sites == "" {
		return usageError{fault.New(fault.Invalid, "neither --network nor --sites is given")}
	}
	if c.Terrain != "" && c.Sites == "" || c.Output != "" && c.Terrain == "" {
		return usageError{fault.New(fault.Invalid, "a plan needs both --sites and --terrain")}
	}
	var wrong []error
	networks, err := fromFile(g, c.Network, network.ReadOFDS)
	wrong = append(wrong, err)
	sites, err := fromFile(g, c.Sites, network.ReadSites)
	wrong = append(wrong, err)
	terrain, err := fromFile(g, c.Terrain, network.ReadTerrain)
	wrong = append(wrong, err)
	w := tabwriter.NewWriter(g.out, 2, 0, 2, ' ', 0)
	for _, n := range networks {
		fmt.Fprintf(w, "%s\tspans\troute km\twithout a route\n", n.Name)
		for _, l := range n.Lengths() {
			state := l.State
			if state == "" {
				state = "no state of the standard"
			}
			fmt.Fprintf(w, "%s\t%d\t%.1f\t%d\n", state, l.Spans, l.Km, l.Unknown)
		}
		fmt.Fprintln(w)
	}
	if len(sites) > 0 {
		fmt.Fprintln(w, "sites that came at least so far")
		for _, s := range network.Steps(sites) {
			fmt.Fprintf(w, "%s\t%d\n", s.State, s.Sites)
		}
	}
	if terrain.Graph != nil && len(sites) > 0 {
		r := terrain.Reach(sites, networks, c.Snap)
		fmt.Fprintf(w, "\nto connect\t%d sites\nover\t%d stretches\nat a cost of\t%.1f\nno plan costs less than\t%.1f\t(this one at most %.1f %% more than the best)\n",
			len(r.Connected), len(r.Ways), r.Cost, r.Least, 100*r.Gap())
		for _, s := range r.Off {
			fmt.Fprintf(w, "not reached\t%s\t%s\n", s.ID, s.Name)
		}
		if c.Output != "" {
			wrong = append(wrong, writePlan(c.Output, terrain, r))
		}
	}
	return errors.Join(append(wrong, w.Flush())...)
}

func fromFile[T any](g *globals, name string, read func(io.Reader) (T, error)) (T, error) {
	var zero T
	if name == "" {
		return zero, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return zero, plainPathError(err)
	}
	defer f.Close()
	out, err := read(f)
	return out, told(g, name, err)
}

// writePlan writes the stretches to build as GeoJSON lines.
func writePlan(name string, t network.Terrain, r network.Reach) error {
	type line struct {
		Type        string         `json:"type"`
		Coordinates orb.LineString `json:"coordinates"`
	}
	type feature struct {
		Type       string         `json:"type"`
		Geometry   line           `json:"geometry"`
		Properties map[string]any `json:"properties"`
	}
	file := struct {
		Type     string    `json:"type"`
		Features []feature `json:"features"`
	}{Type: "FeatureCollection", Features: []feature{}}
	for _, w := range r.Ways {
		file.Features = append(file.Features, feature{"Feature", line{"LineString", t.Routes[w]}, map[string]any{"cost": t.Ways[w].Cost}})
	}
	b, err := json.Marshal(file)
	if err != nil {
		return err
	}
	return fsx.WriteAtomic(name, append(b, '\n'), 0o644, false)
}

type overlapsCommand struct {
	Most int `help:"How many overlaps to list." default:"50"`
	homeFlag
}

func (c overlapsCommand) Run(g *globals) error {
	rules, err := rulesFlags{}.rules(g.Data)
	if err != nil {
		return err
	}
	if err := c.apply(&rules); err != nil {
		return err
	}
	view, err := openRegister(g)
	if err != nil {
		return err
	}
	defer view.Close()
	var all []network.Agreement
	called := map[string]string{}
	err = register.Each(g.Context, view, register.Filter{}, func(row register.Row, a register.Agreement) error {
		if !row.Passing {
			called[string(row.ID)] = sides(row.Sides)
			all = append(all, comparable(row, a))
		}
		return nil
	})
	if err != nil {
		return err
	}
	return overlapTables(g.out, all, called, rules.Home, c.Most)
}

// comparable is what comparing agreements needs of one.
func comparable(row register.Row, a register.Agreement) network.Agreement {
	out := network.Agreement{ID: string(row.ID), Title: row.Title, Themes: row.Themes}
	for _, s := range row.Sides {
		out.Sides = append(out.Sides, network.Party{ID: string(s.ID), Name: s.Name, Country: s.Country})
	}
	if place := a.Place.Text(); place != "" {
		out.Places = []string{place}
	}
	for _, v := range a.Quantities {
		if q, ok := v.Value.(claim.Quantity); ok && q.What != "" {
			out.Audiences = append(out.Audiences, strings.ToLower(q.What))
		}
	}
	return out
}

func overlapTables(out io.Writer, all []network.Agreement, called map[string]string, home string, most int) error {
	theme := func(code string) string { return vocab.Themes.Label(code) }
	found, more := network.Overlaps(all, most)
	fmt.Fprintln(out, "May promise the same: one theme, and a side, a place or an audience in common")
	w := tabwriter.NewWriter(out, 2, 0, 2, ' ', 0)
	for _, o := range found {
		var common []string
		for _, t := range o.Themes {
			common = append(common, theme(t))
		}
		for _, p := range o.Sides {
			common = append(common, p.Name)
		}
		common = append(append(common, o.Places...), o.Audiences...)
		fmt.Fprintf(w, "  %s\t%s\n  %s\t%s\n  \tin common: %s\n", o.A, called[o.A], o.B, called[o.B], strings.Join(common, "; "))
	}
	if len(found) == 0 {
		fmt.Fprintln(w, "  none")
	}
	if more > 0 {
		fmt.Fprintf(w, "  and %d more\n", more)
	}
	fmt.Fprintln(w, "\nStand between several partners abroad on one theme")
	for _, b := range network.TwoPartners(all) {
		var partners []string
		for i, p := range b.Partners {
			partners = append(partners, p.Name+" ("+b.In[i]+")")
		}
		fmt.Fprintf(w, "  %s\t%s\t%s\n", b.Body.Name, theme(b.Theme), strings.Join(partners, ", "))
	}
	fmt.Fprintln(w, "\nNeeds others, by the trade's experience; no source says so")
	for _, d := range network.Dependences(all, home) {
		on := "nothing in the register"
		if len(d.On) > 0 {
			on = strings.Join(d.On, ", ")
		}
		fmt.Fprintf(w, "  %s\t%s needs %s\t%s\n", d.Agreement, theme(d.Theme), theme(d.Need), on)
	}
	return w.Flush()
}
