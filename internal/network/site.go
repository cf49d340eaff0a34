package network

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"sanad/internal/fault"
)

// Site is a place that a connection is owed to.
type Site struct {
	ID, Name string
	At       orb.Point // longitude and latitude
	State    string    // of SiteStates
}

// SiteStates are the steps on a site's way into service: a site in one has passed
// all before it.
var SiteStates = []string{"listed", "surveyed", "right-of-way", "built", "tested", "in-service"}

// Step is how many sites came so far.
type Step struct {
	State string
	Sites int
}

// Steps are the funnel of sites, from all that are listed to those in service.
func Steps(sites []Site) []Step {
	var all []Step
	for i, state := range SiteStates {
		n := 0
		for _, s := range sites {
			if slices.Index(SiteStates, s.State) >= i {
				n++
			}
		}
		all = append(all, Step{state, n})
	}
	return all
}

// ReadSites reads a list of sites: CSV with a heading of id, name, latitude,
// longitude and state. What is wrong is told by line, and the rest is kept.
func ReadSites(r io.Reader) ([]Site, error) {
	var all []Site
	seen := map[string]bool{}
	columns := []string{"id", "latitude", "longitude", "state", "name"}
	err := table(r, "list of sites", columns, columns[:4], func(cell cells) error {
		s, err := site(cell)
		if err == nil && seen[s.ID] {
			err = fault.New(fault.Invalid, "site %q stands twice", s.ID)
		}
		if err == nil {
			seen[s.ID] = true
			all = append(all, s)
		}
		return err
	})
	return all, err
}

func site(cell cells) (Site, error) {
	s := Site{ID: cell("id"), Name: cell("name"), State: cell("state")}
	if s.ID == "" {
		return s, fault.New(fault.Invalid, "column id is empty")
	}
	if !slices.Contains(SiteStates, s.State) {
		return s, fault.New(fault.Invalid, "column state: %q is none", s.State).WithHint("one of %s", strings.Join(SiteStates, ", "))
	}
	for i, name := range []string{"longitude", "latitude"} {
		f, err := strconv.ParseFloat(cell(name), 64)
		if err != nil {
			return s, fault.New(fault.Invalid, "column %s: %q is not a number of degrees", name, cell(name))
		}
		s.At[i] = f
	}
	if !onEarth(s.At) {
		return s, fault.New(fault.Invalid, "latitude %v and longitude %v are nowhere", s.At.Lat(), s.At.Lon())
	}
	return s, nil
}

// Reach is how sites that are not in service could be connected over a terrain.
type Reach struct {
	Plan
	Connected []Site // by the plan
	Off       []Site // too far from any junction, or on a part that leads nowhere
}

// Reach plans the connection of every site that is not in service to those that
// are, and to the nodes of networks in service, over the terrain. A site or node
// belongs to its nearest junction if that is within km kilometres.
func (t Terrain) Reach(sites []Site, networks []Fibre, km float64) Reach {
	var wanted, served []int
	at := map[int][]Site{}
	r := Reach{}
	for _, s := range sites {
		junction, far := t.Nearest(s.At)
		switch {
		case junction < 0 || far > km:
			if s.State != "in-service" {
				r.Off = append(r.Off, s)
			}
		case s.State == "in-service":
			served = append(served, junction)
		default:
			wanted = append(wanted, junction)
			at[junction] = append(at[junction], s)
		}
	}
	for _, f := range networks {
		served = append(served, t.served(f, km)...)
	}
	r.Plan = t.Connect(wanted, served)
	for junction, there := range at {
		if slices.Contains(r.Cut, junction) {
			r.Off = append(r.Off, there...)
		} else {
			r.Connected = append(r.Connected, there...)
		}
	}
	byID := func(a, b Site) int { return strings.Compare(a.ID, b.ID) }
	slices.SortFunc(r.Connected, byID)
	slices.SortFunc(r.Off, byID)
	return r
}

// served are the junctions at which a network's spans in service end.
func (t Terrain) served(f Fibre, km float64) []int {
	places := map[string]*orb.Point{}
	for _, n := range f.Nodes {
		places[n.ID] = n.At
	}
	var all []int
	for _, s := range f.Spans {
		if s.Status != "operational" {
			continue
		}
		for _, id := range []string{s.Start, s.End} {
			if p := places[id]; p != nil {
				if junction, far := t.Nearest(*p); junction >= 0 && far <= km {
					all = append(all, junction)
				}
			}
		}
	}
	return all
}
