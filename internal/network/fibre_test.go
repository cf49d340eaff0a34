package network

import (
	"math"
	"slices"
	"strings"
	"testing"
)

const valley = `{"networks":[{"id":"n1","name":"Valley","nodes":[
 {"id":"a","name":"Town","status":"operational","location":{"type":"Point","coordinates":[74.0,36.0]}},
 {"id":"b","location":{"type":"Point","coordinates":[74.0,36.1]}},
 {"id":"c"},
 {"id":"x","location":{"type":"Point","coordinates":[740,36]}}],
 "spans":[
 {"id":"1","status":"operational","start":"a","end":{"id":"b"},"fibreLength":999,"route":{"type":"LineString","coordinates":[[74.0,36.0],[74.0,36.1]]}},
 {"id":"2","status":"planned","start":"b","end":"c"},
 {"id":"3","status":"dreamt of","start":"b","end":"d"},
 {"id":"4","status":"planned","start":"b","end":"c","route":{"type":"LineString","coordinates":[[74]]}}]}]}`

// Kilometres are of the route, by state; a span without a route has none, which is
// said; the fibre's own length is another number.
func TestKilometresByState(t *testing.T) {
	all, err := ReadOFDS(strings.NewReader(valley))
	for _, want := range []string{`node "x"`, `span "3": no node has the id "d"`, `span "4": its route`} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("does not say %q: %v", want, err)
		}
	}
	if len(all) != 1 || len(all[0].Nodes) != 3 || len(all[0].Spans) != 4 {
		t.Fatalf("%+v", all)
	}
	if s := all[0].Spans[0]; s.Start != "a" || s.End != "b" {
		t.Errorf("ends at %q and %q", s.Start, s.End)
	}
	got := all[0].Lengths()
	want := []Length{{"planned", 2, 2, 0}, {"operational", 1, 0, 11.1}, {"", 1, 1, 0}}
	for i := range got {
		got[i].Km = math.Round(got[i].Km*10) / 10
	}
	if !slices.Equal(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
}

const roads = `{"type":"FeatureCollection","features":[
 {"geometry":{"type":"LineString","coordinates":[[74,36],[74,36.1]]},"properties":{"cost":1}},
 {"geometry":{"type":"LineString","coordinates":[[74,36.1],[74.1,36.1]]},"properties":{"cost_per_km":2}},
 {"geometry":{"type":"MultiLineString","coordinates":[[[74,36.1],[74,36.2]],[[74,36.2],[74.1,36.1]]]}},
 {"geometry":{"type":"Point","coordinates":[1,1]}},
 {"geometry":{"type":"LineString","coordinates":[[60,10],[60.1,10]]}},
 {"geometry":{"type":"LineString","coordinates":[[74,36],[74,36.3]]},"properties":{"cost":"dear"}}]}`

const villages = "id,name,latitude,longitude,state\n" +
	"1,Here,36.1,74,in-service\n2,Up,36.2,74,surveyed\n3,East,36.1,74.1,listed\n4,Sea,0,0,listed\n5,Isle,10,60,tested\n"

// The unconnected villages are joined to what is in service over the roads; what no
// road reaches is named.
func TestReach(t *testing.T) {
	terrain, err := ReadTerrain(strings.NewReader(roads))
	if err == nil || !strings.Contains(err.Error(), "feature 6: cost is dear") {
		t.Errorf("a cost that is none: %v", err)
	}
	if terrain.Len() != 6 || len(terrain.Ways) != 5 {
		t.Fatalf("%d junctions, %d ways", terrain.Len(), len(terrain.Ways))
	}
	sites, err := ReadSites(strings.NewReader(villages))
	if err != nil {
		t.Fatal(err)
	}
	networks, _ := ReadOFDS(strings.NewReader(valley))
	r := terrain.Reach(sites, networks, 1)
	names := func(sites []Site) (all []string) {
		for _, s := range sites {
			all = append(all, s.Name)
		}
		return all
	}
	if got := names(r.Connected); !slices.Equal(got, []string{"Up", "East"}) {
		t.Errorf("connects %v", got)
	}
	if got := names(r.Off); !slices.Equal(got, []string{"Sea", "Isle"}) {
		t.Errorf("leaves %v", got)
	}
	// Up and then across, 11.1 + 14.3 km, costs less than the road east at twice a kilometre... and than both.
	if math.Abs(r.Cost-25.5) > .2 || r.Least > r.Cost {
		t.Errorf("costs %v, at least %v", r.Cost, r.Least)
	}
	if got := Steps(sites); got[0] != (Step{"listed", 5}) || got[1] != (Step{"surveyed", 3}) || got[5] != (Step{"in-service", 1}) {
		t.Errorf("%v", got)
	}
}

func TestSitesThatAreWrong(t *testing.T) {
	head := "id,name,latitude,longitude,state\n"
	for list, want := range map[string]string{
		"":                           "its first line names",
		"id,name\n":                  "no column is called latitude",
		head + "1,A,36,74,done\n":    `line 2: column state: "done" is none`,
		head + "1,A,36,74E,listed\n": "column longitude",
		head + "1,A,360,74,listed\n": "nowhere",
		head + ",A,36,74,listed\n":   "column id is empty",
		head + "1,A,36,74,listed\n1,B,36,74,listed\n": `line 3: site "1" stands twice`,
	} {
		_, err := ReadSites(strings.NewReader(list))
		if err == nil {
			t.Errorf("%q passes", list)
			continue
		}
		if !strings.Contains(err.Error()+hint(err), want) {
			t.Errorf("%q: %v", list, err)
		}
	}
}

func FuzzReadOFDS(f *testing.F) {
	f.Add(valley)
	f.Fuzz(func(t *testing.T, file string) {
		all, _ := ReadOFDS(strings.NewReader(file))
		for _, n := range all {
			for _, l := range n.Lengths() {
				if l.Km < 0 || math.IsNaN(l.Km) || l.Unknown > l.Spans {
					t.Errorf("%+v", l)
				}
			}
		}
	})
}

func FuzzReadTerrain(f *testing.F) {
	f.Add(roads, villages)
	f.Fuzz(func(t *testing.T, roads, villages string) {
		terrain, _ := ReadTerrain(strings.NewReader(roads))
		sites, _ := ReadSites(strings.NewReader(villages))
		if terrain.Graph == nil || len(terrain.Ways) > 200 {
			return
		}
		if r := terrain.Reach(sites, nil, 50); r.Least > r.Cost+1e-6 || len(r.Connected)+len(r.Off) > len(sites) {
			t.Errorf("%+v", r.Plan)
		}
	})
}
