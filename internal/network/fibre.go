package network

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geo"

	"sanad/internal/fault"
)

// Fibre is a network as the Open Fibre Data Standard writes it: nodes, and spans
// between them with the state they are in.
type Fibre struct {
	Name  string
	Nodes []Node
	Spans []Span
}

// Node is a place of a network. At is longitude and latitude; nil where none is given.
type Node struct {
	ID, Name, Status string
	At               *orb.Point
}

// Span is a stretch of cable between two nodes. Its length is measured along the
// route; the standard's fibreLength is another number, of fibre laid, and is never
// taken for it.
type Span struct {
	ID, Name, Status string
	Start, End       string // nodes' ids
	Route            orb.LineString
}

// SpanStates are the standard's states of a span, in the order of its life, and ""
// for those that give none.
var SpanStates = []string{"proposed", "planned", "underConstruction", "inactive", "operational", "decommissioned", ""}

// Length is how much of a network is in one state.
type Length struct {
	State   string
	Spans   int
	Unknown int     // spans without a route, whose length nobody knows
	Km      float64 // of the others
}

// Lengths are route kilometres by state, those of none left out.
func (f Fibre) Lengths() []Length {
	var all []Length
	for _, state := range SpanStates {
		l := Length{State: state}
		for _, s := range f.Spans {
			if known(s.Status) != state {
				continue
			}
			l.Spans++
			if len(s.Route) < 2 {
				l.Unknown++
			}
			l.Km += geo.Length(s.Route) / 1000
		}
		if l.Spans > 0 {
			all = append(all, l)
		}
	}
	return all
}

// known is a state of the standard's list, or "" for one that is not on it.
func known(state string) string {
	for _, s := range SpanStates {
		if s == state {
			return s
		}
	}
	return ""
}

// ReadOFDS reads a network package (JSON) of the Open Fibre Data Standard 0.1 to
// 0.3. What is wrong in a node or span is told with its network and id, and the
// rest is kept.
func ReadOFDS(r io.Reader) ([]Fibre, error) {
	var file struct {
		Networks []struct {
			ID, Name string
			Nodes    []struct {
				ID, Name, Status string
				Location         *geometry
			}
			Spans []struct {
				ID, Name, Status string
				Start, End       json.RawMessage
				Route            *geometry
			}
		}
	}
	if err := json.NewDecoder(r).Decode(&file); err != nil {
		return nil, fault.New(fault.Invalid, "not a network package: %w", err).WithHint("JSON of the Open Fibre Data Standard, with a list called networks")
	}
	if len(file.Networks) == 0 {
		return nil, fault.New(fault.Invalid, "the package has no networks")
	}
	var all []Fibre
	var wrong []error
	for _, n := range file.Networks {
		f := Fibre{Name: n.Name}
		if f.Name == "" {
			f.Name = n.ID
		}
		ids := map[string]bool{}
		for _, in := range n.Nodes {
			node := Node{ID: in.ID, Name: in.Name, Status: in.Status}
			if in.Location != nil {
				p, ok := in.Location.point()
				if !ok {
					wrong = append(wrong, fault.New(fault.Invalid, "network %q, node %q: its location is not longitude and latitude", f.Name, in.ID))
					continue
				}
				node.At = &p
			}
			if ids[in.ID] {
				wrong = append(wrong, fault.New(fault.Invalid, "network %q: two nodes have the id %q", f.Name, in.ID))
				continue
			}
			ids[in.ID] = true
			f.Nodes = append(f.Nodes, node)
		}
		for _, in := range n.Spans {
			s := Span{ID: in.ID, Name: in.Name, Status: in.Status, Start: end(in.Start), End: end(in.End)}
			for _, id := range []string{s.Start, s.End} {
				if id != "" && !ids[id] {
					wrong = append(wrong, fault.New(fault.Invalid, "network %q, span %q: no node has the id %q", f.Name, in.ID, id))
				}
			}
			if in.Route != nil {
				if lines, ok := in.Route.lines(); ok && len(lines) == 1 {
					s.Route = lines[0]
				} else {
					wrong = append(wrong, fault.New(fault.Invalid, "network %q, span %q: its route is not a line of longitudes and latitudes", f.Name, in.ID))
				}
			}
			f.Spans = append(f.Spans, s)
		}
		all = append(all, f)
	}
	return all, errors.Join(wrong...)
}

// end is the id of a span's end: the standard wrote it as a word first and as a
// node later.
func end(raw json.RawMessage) string {
	var id string
	if json.Unmarshal(raw, &id) == nil {
		return id
	}
	var node struct{ ID string }
	_ = json.Unmarshal(raw, &node) // neither: the span has no such end
	return node.ID
}

// Terrain is a graph of where cable could go, with places.
type Terrain struct {
	*Graph
	At     []orb.Point // of each junction
	Routes []orb.LineString
}

// ReadTerrain reads where cable could go: GeoJSON lines, as roads or ducts are
// exported, which meet where their ends do. A line's property "cost" is what it
// costs to build; a line without one costs its length in kilometres times
// "cost_per_km", 1 where that is not given either.
func ReadTerrain(r io.Reader) (Terrain, error) {
	var file struct{ Features []feature }
	if err := json.NewDecoder(r).Decode(&file); err != nil {
		return Terrain{}, fault.New(fault.Invalid, "not a GeoJSON feature collection: %w", err)
	}
	t := Terrain{}
	junctions := map[[2]int64]int{}
	junction := func(p orb.Point) int {
		key := [2]int64{int64(p.Lon()*1e6 + 1e9), int64(p.Lat()*1e6 + 1e9)} // a tenth of a metre
		if n, ok := junctions[key]; ok {
			return n
		}
		junctions[key] = len(t.At)
		t.At = append(t.At, p)
		return len(t.At) - 1
	}
	var ways []Way
	var wrong []error
	for i, f := range file.Features {
		if f.Geometry == nil {
			continue
		}
		lines, ok := f.Geometry.lines()
		if !ok {
			wrong = append(wrong, fault.New(fault.Invalid, "feature %d: not a line of longitudes and latitudes", i+1))
		}
		for _, line := range lines {
			cost, err := costOf(f.Properties, geo.Length(line)/1000)
			if err != nil {
				wrong = append(wrong, fmt.Errorf("feature %d: %w", i+1, err))
				continue
			}
			ways = append(ways, Way{junction(line[0]), junction(line[len(line)-1]), cost})
			t.Routes = append(t.Routes, line)
		}
	}
	t.Graph = NewGraph(len(t.At), ways)
	return t, errors.Join(wrong...)
}

func costOf(properties map[string]any, km float64) (float64, error) {
	for _, name := range []string{"cost", "cost_per_km"} {
		v, given := properties[name]
		if !given || v == nil {
			continue
		}
		f, ok := v.(float64)
		if !ok || f < 0 {
			return 0, fault.New(fault.Invalid, "%s is %v, not a number from 0", name, v)
		}
		if name == "cost_per_km" {
			return f * km, nil
		}
		return f, nil
	}
	return km, nil
}

// Nearest is the junction nearest to a place and how far it is in kilometres; -1
// where the terrain is empty.
func (t Terrain) Nearest(p orb.Point) (junction int, km float64) {
	junction = -1
	for i, at := range t.At {
		if d := geo.Distance(p, at) / 1000; junction < 0 || d < km {
			junction, km = i, d
		}
	}
	return junction, km
}
