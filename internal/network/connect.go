package network

import (
	"math"
	"slices"
)

// Plan is how to connect sites to a network, and how good the answer can be.
type Plan struct {
	Ways  []int   // what to build, as indexes of the graph's ways
	Cost  float64 // of all of them
	Least float64 // no plan costs less than this
	Cut   []int   // sites that no way leads to
}

// Gap is by how much the plan may cost more than the best one, as a share of the
// best. It is a bound, not an estimate: the best plan may well be this one.
func (p Plan) Gap() float64 {
	if p.Least == 0 {
		return 0
	}
	return (p.Cost - p.Least) / p.Least
}

// Connect finds a cheap set of ways that joins every site to the junctions that are
// in service already; with none in service, all sites to each other. Finding the
// cheapest is the Steiner tree problem, which nobody can solve fast, so it takes
// the better of two trees: Mehlhorn's, which never costs twice the best (A faster
// approximation algorithm for the Steiner problem in graphs, 1988), and the same
// within the ways that Wong's dual ascent uses up (A dual ascent approach for
// Steiner tree problems on a directed graph, 1984). The ascent also gives the
// least that any plan costs.
func (g *Graph) Connect(sites, inService []int) Plan {
	p := Plan{}
	if len(sites) == 0 {
		return p // nor need there be a junction
	}
	real := len(g.Ways)
	g, sites, root := g.joined(sites, inService)
	reach, _, _ := g.nearest([]int{root}, nil)
	p.Cut = slices.DeleteFunc(slices.Clone(sites), func(s int) bool { return reach[s] >= 0 })
	sites = slices.DeleteFunc(sites, func(s int) bool { return reach[s] < 0 || s == root })
	if len(sites) == 0 {
		return p
	}
	terminals := append([]int{root}, sites...)
	p.Ways = g.tree(terminals, nil)
	// Mehlhorn's tree costs at most 2(1-1/t) times the best one.
	t := float64(len(terminals))
	p.Least = g.sum(p.Ways) / (2 * (1 - 1/t))
	least, used := g.ascend(root, sites)
	p.Least = max(p.Least, least)
	if other := g.tree(terminals, used); other != nil && g.sum(other) < g.sum(p.Ways) {
		p.Ways = other
	}
	p.Ways = g.improved(p.Ways, terminals)
	p.Cost = g.sum(p.Ways)
	p.Least = min(p.Cost, p.Least)
	p.Ways = slices.DeleteFunc(p.Ways, func(w int) bool { return w >= real }) // what is in service is not built
	return p
}

// improved is the tree after each junction beside it was tried in it, and each of
// its own without, for as long as that made it cheaper; on very large graphs, for
// some seconds.
func (g *Graph) improved(tree, terminals []int) []int {
	steps := 50_000_000
	order := g.cheapest(upward(len(g.Ways)))
	in := make([]bool, g.Len())
	put := func(tree []int) {
		clear(in)
		for _, t := range terminals {
			in[t] = true
		}
		for _, w := range tree {
			in[g.Ways[w].From], in[g.Ways[w].To] = true, true
		}
	}
	put(tree)
	cost := g.sum(tree)
	for better := true; better; {
		better = false
		for node := range g.Len() {
			if slices.Contains(terminals, node) || !in[node] && !g.beside(node, in) {
				continue
			}
			if steps -= len(g.Ways); steps < 0 {
				return tree
			}
			in[node] = !in[node]
			other := g.within(in, order, terminals)
			if other == nil || g.sum(other) >= cost-nothing {
				in[node] = !in[node]
				continue
			}
			tree, cost, better = other, g.sum(other), true
			put(tree)
		}
	}
	return tree
}

// beside says whether at least two ways lead from the junction to those in the set:
// with fewer it cannot make a tree cheaper.
func (g *Graph) beside(node int, in []bool) bool {
	n := 0
	for _, w := range g.adjacent[node] {
		if in[w.to] {
			n++
		}
	}
	return n > 1
}

// within is a cheapest tree that joins the terminals over junctions of the set; nil
// where there is none. The ways come in order of cost.
func (g *Graph) within(in []bool, order, terminals []int) []int {
	groups := newSets(g.Len())
	chosen := map[int]bool{}
	for _, w := range order {
		if a, b := g.Ways[w].From, g.Ways[w].To; in[a] && in[b] && groups.join(a, b) {
			chosen[w] = true
		}
	}
	for _, t := range terminals {
		if groups.find(t) != groups.find(terminals[0]) {
			return nil
		}
	}
	return g.pruned(chosen, terminals)
}

// upward are the numbers from 0, as many as asked for.
func upward(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

// joined is the graph with all that is in service as one junction more, reached
// from each of them for nothing. Its index is returned; with nothing in service it
// is the first site.
func (g *Graph) joined(sites, inService []int) (*Graph, []int, int) {
	sites = slices.Clone(sites)
	slices.Sort(sites)
	sites = slices.Compact(sites)
	if len(inService) == 0 {
		if len(sites) == 0 {
			return g, nil, 0
		}
		return g, sites, sites[0]
	}
	root := g.Len()
	ways := slices.Clone(g.Ways)
	for _, n := range inService {
		ways = append(ways, Way{From: root, To: n})
	}
	return NewGraph(root+1, ways), sites, root
}

func (g *Graph) sum(ways []int) float64 {
	total := 0.0
	for _, w := range ways {
		total += g.Ways[w].Cost
	}
	return total
}

// tree joins the terminals by ways that are allowed: each junction belongs to its
// nearest terminal, terminals whose regions touch are joined over the cheapest
// place where they do, and what leads to no terminal is cut off again. It is nil
// where the ways do not join them all.
func (g *Graph) tree(terminals []int, allowed []bool) []int {
	nearest, by, cost := g.nearest(terminals, allowed)
	type bridge struct {
		way  int
		cost float64
	}
	var bridges []bridge
	for i, w := range g.Ways {
		if allowed != nil && !allowed[i] || nearest[w.From] < 0 || nearest[w.To] < 0 || nearest[w.From] == nearest[w.To] {
			continue
		}
		bridges = append(bridges, bridge{i, cost[w.From] + w.Cost + cost[w.To]})
	}
	slices.SortStableFunc(bridges, func(a, b bridge) int {
		switch {
		case a.cost < b.cost:
			return -1
		case a.cost > b.cost:
			return 1
		}
		return a.way - b.way
	})
	groups := newSets(g.Len())
	chosen := map[int]bool{}
	joins := 0
	for _, b := range bridges {
		w := g.Ways[b.way]
		if !groups.join(nearest[w.From], nearest[w.To]) {
			continue
		}
		joins++
		chosen[b.way] = true
		for _, end := range []int{w.From, w.To} {
			for by[end] >= 0 && !chosen[by[end]] {
				chosen[by[end]] = true
				end = g.other(by[end], end)
			}
		}
	}
	if joins != len(terminals)-1 {
		return nil
	}
	return g.pruned(chosen, terminals)
}

func (g *Graph) other(way, end int) int { return g.Ways[way].From + g.Ways[way].To - end }

// pruned is a cheapest tree of the chosen ways without the branches that end at no
// terminal.
func (g *Graph) pruned(chosen map[int]bool, terminals []int) []int {
	var ways []int
	for w := range chosen {
		ways = append(ways, w)
	}
	slices.Sort(ways)
	groups := newSets(g.Len())
	at := map[int][]int{}
	in := map[int]bool{}
	for _, w := range g.cheapest(ways) {
		if !groups.join(g.Ways[w].From, g.Ways[w].To) {
			continue
		}
		in[w] = true
		for _, end := range []int{g.Ways[w].From, g.Ways[w].To} {
			at[end] = append(at[end], w)
		}
	}
	keep := map[int]bool{}
	for _, t := range terminals {
		keep[t] = true
	}
	var ends []int
	for node, ways := range at {
		if len(ways) == 1 && !keep[node] {
			ends = append(ends, node)
		}
	}
	for len(ends) > 0 {
		node := ends[len(ends)-1]
		ends = ends[:len(ends)-1]
		for _, w := range at[node] {
			if !in[w] {
				continue
			}
			delete(in, w)
			next := g.other(w, node)
			left := slices.DeleteFunc(slices.Clone(at[next]), func(w int) bool { return !in[w] })
			if len(left) == 1 && !keep[next] {
				ends = append(ends, next)
			}
		}
	}
	out := []int{}
	for w := range in {
		out = append(out, w)
	}
	slices.Sort(out)
	return out
}

// ascend raises prices that sites would pay to be reached from the root: each site
// in turn by one step, against every way into the region from which it is reached
// for nothing, until the root is in that region. What was raised is a lower bound
// on any plan, and the ways whose cost is used up are where good plans lie. It
// stops early on very large graphs: what was raised until then is a bound too.
func (g *Graph) ascend(root int, sites []int) (least float64, used []bool) {
	const most = 50_000_000                 // steps; some seconds
	left := make([][2]float64, len(g.Ways)) // what is left of a way's cost, from its From and from its To
	for i, w := range g.Ways {
		left[i] = [2]float64{w.Cost, w.Cost}
	}
	mark := make([]int, g.Len())
	steps := 0
	waiting := slices.Clone(sites)
	for round := 1; len(waiting) > 0 && steps < most; round++ {
		site := waiting[0]
		waiting = waiting[1:]
		region, reached := []int{site}, site == root
		mark[site] = round
		for i := 0; i < len(region) && !reached; i++ {
			for _, w := range g.adjacent[region[i]] {
				steps++
				if mark[w.to] != round && left[w.index][g.side(w.index, w.to)] <= nothing {
					mark[w.to] = round
					region = append(region, w.to)
					reached = reached || w.to == root
				}
			}
		}
		if reached {
			continue
		}
		step := math.Inf(1)
		into := func(do func(*float64)) {
			for _, node := range region {
				for _, w := range g.adjacent[node] {
					steps++
					if mark[w.to] != round {
						do(&left[w.index][g.side(w.index, w.to)])
					}
				}
			}
		}
		into(func(l *float64) { step = min(step, *l) })
		into(func(l *float64) { *l -= step })
		least += step
		waiting = append(waiting, site)
	}
	used = make([]bool, len(g.Ways))
	for i, l := range left {
		used[i] = l[0] <= nothing || l[1] <= nothing
	}
	return least, used
}

// nothing is what rounding may leave of a cost that is used up.
const nothing = 1e-9

// side is 0 where the way leaves the junction it is From, else 1.
func (g *Graph) side(way, from int) int {
	if g.Ways[way].From == from {
		return 0
	}
	return 1
}
