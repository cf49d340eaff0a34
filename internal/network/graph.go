package network

import (
	"container/heap"
	"math"
	"slices"
)

// Graph is where a cable could go: junctions and the stretches between them, each
// with what it costs to build. Costs are whatever the office counts in: kilometres,
// or money.
type Graph struct {
	adjacent [][]way
	Ways     []Way
}

// Way is a stretch between two junctions.
type Way struct {
	From, To int
	Cost     float64
}

type way struct{ to, index int }

// NewGraph makes a graph of n junctions. Costs below 0 are taken as 0.
func NewGraph(n int, ways []Way) *Graph {
	g := &Graph{adjacent: make([][]way, n), Ways: ways}
	for i, w := range ways {
		g.Ways[i].Cost = max(0, w.Cost)
		g.adjacent[w.From] = append(g.adjacent[w.From], way{w.To, i})
		g.adjacent[w.To] = append(g.adjacent[w.To], way{w.From, i})
	}
	return g
}

// Len is how many junctions there are.
func (g *Graph) Len() int { return len(g.adjacent) }

// nearest finds for every junction the source it is nearest to by ways that are
// allowed (nil allows all), at what cost and by which last way. Where none is
// reached, source is -1.
func (g *Graph) nearest(sources []int, allowed []bool) (source, by []int, cost []float64) {
	n := g.Len()
	source, by, cost = make([]int, n), make([]int, n), make([]float64, n)
	for i := range n {
		source[i], by[i], cost[i] = -1, -1, math.Inf(1)
	}
	var q queue
	for _, s := range sources {
		source[s], cost[s] = s, 0
		q = append(q, at{s, 0})
	}
	heap.Init(&q)
	for q.Len() > 0 {
		here := heap.Pop(&q).(at)
		if here.cost > cost[here.node] {
			continue
		}
		for _, w := range g.adjacent[here.node] {
			if allowed != nil && !allowed[w.index] {
				continue
			}
			if c := here.cost + g.Ways[w.index].Cost; c < cost[w.to] {
				cost[w.to], source[w.to], by[w.to] = c, source[here.node], w.index
				heap.Push(&q, at{w.to, c})
			}
		}
	}
	return source, by, cost
}

// at is a junction reached at a cost.
type at struct {
	node int
	cost float64
}

type queue []at

func (q queue) Len() int           { return len(q) }
func (q queue) Less(i, j int) bool { return q[i].cost < q[j].cost }
func (q queue) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)        { *q = append(*q, x.(at)) }
func (q *queue) Pop() any {
	old := *q
	last := old[len(old)-1]
	*q = old[:len(old)-1]
	return last
}

// sets joins junctions into groups.
type sets []int

func newSets(n int) sets {
	s := make(sets, n)
	for i := range s {
		s[i] = i
	}
	return s
}

func (s sets) find(a int) int {
	for s[a] != a {
		s[a] = s[s[a]]
		a = s[a]
	}
	return a
}

// join says whether the two were apart.
func (s sets) join(a, b int) bool {
	a, b = s.find(a), s.find(b)
	if a == b {
		return false
	}
	s[a] = b
	return true
}

// cheapest orders ways by cost, the first of equals first.
func (g *Graph) cheapest(ways []int) []int {
	slices.SortStableFunc(ways, func(a, b int) int {
		switch d := g.Ways[a].Cost - g.Ways[b].Cost; {
		case d < 0:
			return -1
		case d > 0:
			return 1
		}
		return a - b
	})
	return ways
}
