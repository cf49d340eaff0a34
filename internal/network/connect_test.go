package network

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// best is the cheapest set of ways that joins all, found by trying every one.
func best(g *Graph, all []int) float64 {
	cheapest := math.Inf(1)
	for set := range 1 << len(g.Ways) {
		var ways []int
		for i := range g.Ways {
			if set>>i&1 == 1 {
				ways = append(ways, i)
			}
		}
		if c := g.sum(ways); c < cheapest && joined(g, ways, all) {
			cheapest = c
		}
	}
	return cheapest
}

func joined(g *Graph, ways, all []int) bool {
	groups := newSets(g.Len())
	for _, w := range ways {
		groups.join(g.Ways[w].From, g.Ways[w].To)
	}
	return !slices.ContainsFunc(all, func(n int) bool { return groups.find(n) != groups.find(all[0]) })
}

// Plans connect what can be connected, cost at most twice the best, and say of the
// best no more than is so: held against trying everything.
func TestPlansAgainstTryingEverything(t *testing.T) {
	exact := 0
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 8).Draw(t, "junctions")
		ways := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Way {
			return Way{rapid.IntRange(0, n-1).Draw(t, "from"), rapid.IntRange(0, n-1).Draw(t, "to"), float64(rapid.IntRange(0, 9).Draw(t, "cost"))}
		}), 1, 12).Draw(t, "ways")
		g := NewGraph(n, ways)
		sites := rapid.SliceOfNDistinct(rapid.IntRange(0, n-1), 1, n, rapid.ID).Draw(t, "sites")
		service := rapid.SliceOfNDistinct(rapid.IntRange(0, n-1), 0, 2, rapid.ID).Draw(t, "in service")
		p := g.Connect(sites, service)

		if math.Abs(g.sum(p.Ways)-p.Cost) > 1e-9 {
			t.Fatalf("costs %v, its ways %v", p.Cost, g.sum(p.Ways))
		}
		whole, all, root := g.joined(sites, service)
		free := slices.Clone(p.Ways)
		for i := len(g.Ways); i < len(whole.Ways); i++ {
			free = append(free, i) // what is in service is joined already
		}
		wanted := append([]int{root}, slices.DeleteFunc(all, func(s int) bool { return slices.Contains(p.Cut, s) })...)
		if !joined(whole, free, wanted) {
			t.Fatalf("%v does not join %v", p.Ways, wanted)
		}
		for _, s := range p.Cut {
			if joined(whole, upward(len(whole.Ways)), []int{root, s}) {
				t.Fatalf("site %d is called cut off and is not", s)
			}
		}
		if len(whole.Ways) > 14 {
			return
		}
		least := best(whole, wanted)
		if p.Cost > 2*least+1e-9 || p.Cost < least-1e-9 || p.Least > least+1e-9 {
			t.Fatalf("costs %v and says no plan is under %v; the best costs %v", p.Cost, p.Least, least)
		}
		if p.Cost == least {
			exact++
		}
	})
	if exact == 0 {
		t.Error("the best plan is never found")
	}
}

// Three villages around a junction: the star over the junction is cheaper than
// going from one to the next, and the bound shows that it is the best.
func TestStarThroughAJunction(t *testing.T) {
	g := NewGraph(5, []Way{{0, 1, 3}, {0, 2, 3}, {0, 3, 3}, {1, 2, 5}, {2, 3, 5}, {3, 4, 2}, {0, 4, 9}})
	p := g.Connect([]int{1, 2, 3}, []int{4})
	if p.Cost != 11 || p.Least != 11 || p.Gap() != 0 {
		t.Errorf("costs %v, at least %v", p.Cost, p.Least)
	}
	if want := []int{0, 1, 2, 5}; !slices.Equal(p.Ways, want) {
		t.Errorf("builds %v, want %v", p.Ways, want)
	}
}

// Nothing to connect costs nothing, on no terrain at all too.
func TestNothingToConnect(t *testing.T) {
	for _, g := range []*Graph{NewGraph(0, nil), NewGraph(2, []Way{{0, 1, 3}})} {
		if p := g.Connect(nil, nil); p.Cost != 0 || len(p.Ways) != 0 || p.Gap() != 0 {
			t.Errorf("%+v", p)
		}
	}
}
