package main

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"sanad/claim"
	"sanad/internal/delivery"
	"sanad/internal/fault"
	"sanad/internal/meeting"
	"sanad/internal/register"
	"sanad/internal/register/sqlview"
)

// rulesFlags are what an office may set of how agreements are followed.
type rulesFlags struct {
	Dormant int    `help:"After how many days without evidence an agreement is dormant; else as rules.json, else 180." placeholder:"DAYS"`
	Soon    int    `help:"Within how many days something counts as due soon; else as rules.json, else 30." placeholder:"DAYS"`
	AsOn    string `name:"as-on" help:"As if today were this day: YYYY-MM-DD." placeholder:"DATE"`
}

// rules are the office's, from its data directory; flags go before them.
func (r rulesFlags) rules(data string) (delivery.Rules, error) {
	rules, err := delivery.LoadRules(os.DirFS(data))
	if err != nil {
		return rules, fmt.Errorf("%s: %w", data, err)
	}
	if r.Dormant < 0 || r.Soon < 0 {
		return rules, usageError{fault.New(fault.Invalid, "--dormant and --soon are numbers of days")}
	}
	rules.Dormant, rules.Soon = cmp.Or(r.Dormant, rules.Dormant), cmp.Or(r.Soon, rules.Soon)
	return rules, nil
}

func (r rulesFlags) today() (time.Time, error) {
	if r.AsOn == "" {
		return time.Now(), nil
	}
	t, err := time.Parse(time.DateOnly, r.AsOn)
	if err != nil {
		return t, usageError{fault.New(fault.Invalid, "--as-on %q is not a day", r.AsOn).WithHint("YYYY-MM-DD")}
	}
	return t, nil
}

// open gives what is needed to tell how agreements stand.
func (r rulesFlags) open(g *globals) (rules delivery.Rules, today time.Time, view *sqlview.View, err error) {
	if today, err = r.today(); err != nil {
		return rules, today, nil, err
	}
	if rules, err = r.rules(g.Data); err != nil {
		return rules, today, nil, err
	}
	view, err = openRegister(g)
	return rules, today, view, err
}

// homeFlag names the country whose office keeps the register.
type homeFlag struct {
	Home string `help:"The country whose office keeps the register, by code or English name; else as rules.json, else PK." placeholder:"COUNTRY"`
}

// apply puts the country typed before the rules' own.
func (h homeFlag) apply(rules *delivery.Rules) (err error) {
	if h.Home != "" {
		rules.Home, err = country("--home", h.Home)
	}
	return err
}

type dueCommand struct {
	Within int    `help:"Days ahead." default:"90"`
	Party  string `help:"Only agreements with this party." placeholder:"ID"`
	rulesFlags
}

func (c dueCommand) Run(g *globals) error {
	rules, today, view, err := c.open(g)
	if err != nil {
		return err
	}
	defer view.Close()
	type item struct {
		date delivery.Date
		row  register.Row
		ask  string
	}
	type silence struct {
		days int
		last claim.Date
		row  register.Row
		ask  string
	}
	var dated []item
	var silent []silence
	err = register.Each(g.Context, view, register.Filter{Party: register.ID(c.Party)}, func(row register.Row, a register.Agreement) error {
		s := delivery.Assess(a, rules, today)
		whom := func(of register.ID) string {
			return "ask " + strings.Join(meeting.Whom(a, of, sideNames(row.Sides), today), "; ")
		}
		for _, d := range s.Dates {
			if !d.Done && (d.Late || d.Days >= 0 && d.Days <= c.Within) {
				dated = append(dated, item{d, row, whom(d.Of)})
			}
		}
		if slices.Contains(s.Flags, "dormant") {
			silent = append(silent, silence{*s.Silent, s.LastEvidence, row, whom("")})
		}
		return nil
	})
	if err != nil {
		return err
	}
	slices.SortStableFunc(dated, func(a, b item) int { return a.date.Days - b.date.Days })
	slices.SortStableFunc(silent, func(a, b silence) int { return b.days - a.days })
	w := tabwriter.NewWriter(g.out, 2, 0, 2, ' ', 0)
	for _, d := range dated {
		when := fmt.Sprintf("in %d days", d.date.Days)
		if d.date.Days < 0 {
			when = fmt.Sprintf("%d days late", -d.date.Days)
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", d.date.On, when, d.row.ID, d.date.What, d.date.Name, sides(d.row.Sides), d.ask)
	}
	for _, s := range silent {
		last := "no evidence yet"
		if s.last != "" {
			last = "last evidence " + string(s.last)
		}
		fmt.Fprintf(w, "silent\t%d days\t%s\t%s\t%s\t%s\t%s\n", s.days, s.row.ID, "dormant", last, sides(s.row.Sides), s.ask)
	}
	if len(dated)+len(silent) == 0 {
		fmt.Fprintln(w, strings.TrimSpace(fmt.Sprintf("nothing is late or due within %d days, and nothing is dormant", c.Within)))
	}
	return w.Flush()
}

// sideNames tells what sides are called, by id.
func sideNames(sides []register.Name) func(register.ID) string {
	return func(id register.ID) string {
		for _, s := range sides {
			if s.ID == id && s.Name != "" {
				return s.Name
			}
		}
		return string(id)
	}
}
