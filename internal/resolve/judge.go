package resolve

import (
	"slices"

	"sanad/claim"
)

// Verdict is what a judgement says of two subjects.
type Verdict string

// The verdicts. Undecided changes nothing; it keeps on record that someone
// looked and could not tell.
const (
	Same      Verdict = "same"
	Different Verdict = "different"
	Undecided Verdict = "undecided"
)

// Edge joins two subjects: a judgement that they are the same, or the linker's
// link of one to the other.
type Edge struct {
	A, B   claim.Subject
	Judged bool
	Entry  int64 // of the judgement, or of the subject that was linked
}

// Pair is two subjects judged different.
type Pair struct{ A, B claim.Subject }

// Components says which subjects are one thing. Judgements weigh more than
// links, and earlier entries more than later; an edge that would bring together
// two subjects judged different is left out, however long the chain between
// them. The components, and the subjects in each, come in the order of subjects.
//
// The answer depends on nothing but its arguments, so taking a judgement back
// restores what was.
func Components(subjects []claim.Subject, edges []Edge, different []Pair) [][]claim.Subject {
	at := make(map[claim.Subject]int, len(subjects))
	for i, s := range subjects {
		at[s] = i
	}
	parent := make([]int, len(subjects))
	members := make([][]int, len(subjects))
	against := make([][]int, len(subjects)) // by root: subjects that a member is judged different from
	for i := range subjects {
		parent[i], members[i] = i, []int{i}
	}
	for _, p := range different {
		a, knownA := at[p.A]
		b, knownB := at[p.B]
		if knownA && knownB {
			against[a], against[b] = append(against[a], b), append(against[b], a)
		}
	}
	var root func(int) int
	root = func(i int) int {
		if parent[i] != i {
			parent[i] = root(parent[i])
		}
		return parent[i]
	}

	ordered := slices.Clone(edges)
	slices.SortStableFunc(ordered, func(x, y Edge) int {
		switch {
		case x.Judged != y.Judged && x.Judged:
			return -1
		case x.Judged != y.Judged:
			return 1
		}
		return int(min(max(x.Entry-y.Entry, -1), 1))
	})
	for _, e := range ordered {
		i, knownA := at[e.A]
		j, knownB := at[e.B]
		if !knownA || !knownB {
			continue
		}
		a, b := root(i), root(j)
		if a == b || slices.ContainsFunc(against[a], func(x int) bool { return root(x) == b }) {
			continue
		}
		// The earlier subject stays the root; the order of joins does not show.
		if b < a {
			a, b = b, a
		}
		parent[b] = a
		members[a], against[a] = append(members[a], members[b]...), append(against[a], against[b]...)
	}

	var out [][]claim.Subject
	for i := range subjects {
		if root(i) != i {
			continue
		}
		slices.Sort(members[i])
		component := make([]claim.Subject, len(members[i]))
		for k, m := range members[i] {
			component[k] = subjects[m]
		}
		out = append(out, component)
	}
	return out
}
