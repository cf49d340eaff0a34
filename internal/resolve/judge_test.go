package resolve

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"sanad/claim"
)

func components(s string, edges []Edge, different ...Pair) string {
	var subjects []claim.Subject
	for _, r := range s {
		subjects = append(subjects, claim.Subject(r))
	}
	return fmt.Sprint(Components(subjects, edges, different))
}

func TestComponents(t *testing.T) {
	link := func(a, b claim.Subject, entry int64) Edge { return Edge{A: a, B: b, Entry: entry} }
	judged := func(a, b claim.Subject) Edge { return Edge{A: a, B: b, Judged: true, Entry: 99} }
	for name, c := range map[string]struct{ got, want string }{
		"nothing said":                       {components("abc", nil), "[[a] [b] [c]]"},
		"a chain of links":                   {components("abc", []Edge{link("b", "a", 1), link("c", "b", 2)}), "[[a b c]]"},
		"different blocks a link":            {components("ab", []Edge{link("b", "a", 1)}, Pair{"a", "b"}), "[[a] [b]]"},
		"different blocks a chain":           {components("abc", []Edge{link("b", "a", 1), link("c", "b", 2)}, Pair{"a", "c"}), "[[a b] [c]]"},
		"a judgement goes before a link":     {components("abc", []Edge{link("b", "a", 1), judged("c", "b")}, Pair{"a", "c"}), "[[a] [b c]]"},
		"different beats same":               {components("ab", []Edge{judged("a", "b")}, Pair{"a", "b"}), "[[a] [b]]"},
		"a pair far apart holds through all": {components("abcd", []Edge{link("b", "a", 1), link("d", "c", 2), link("c", "b", 3)}, Pair{"d", "a"}), "[[a b] [c d]]"},
		"unknown subjects are passed over":   {components("ab", []Edge{link("z", "a", 1)}, Pair{"a", "z"}), "[[a] [b]]"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %s, want %s", name, c.got, c.want)
		}
	}
}

// TestComponentsKeepTheirWord: whatever the edges, no two subjects judged
// different are one, and what is one is connected by edges.
func TestComponentsKeepTheirWord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var subjects []claim.Subject
		for i := range rapid.IntRange(1, 8).Draw(t, "subjects") {
			subjects = append(subjects, claim.Subject(fmt.Sprintf("%d/p1", i)))
		}
		one := rapid.SampledFrom(subjects)
		var edges []Edge
		for i := range rapid.IntRange(0, 12).Draw(t, "edges") {
			edges = append(edges, Edge{one.Draw(t, "a"), one.Draw(t, "b"), rapid.Bool().Draw(t, "judged"), int64(i)})
		}
		var different []Pair
		for range rapid.IntRange(0, 4).Draw(t, "different") {
			if a, b := one.Draw(t, "a"), one.Draw(t, "b"); a != b {
				different = append(different, Pair{a, b})
			}
		}
		parts := Components(subjects, edges, different)
		of := map[claim.Subject]int{}
		for i, part := range parts {
			for _, s := range part {
				of[s] = i
			}
		}
		if len(of) != len(subjects) {
			t.Fatalf("%d subjects in, %d out", len(subjects), len(of))
		}
		for _, p := range different {
			if of[p.A] == of[p.B] {
				t.Fatalf("%s and %s are judged different and are one: %v", p.A, p.B, parts)
			}
		}
		for _, part := range parts {
			reached := []claim.Subject{part[0]}
			for i := 0; i < len(reached); i++ {
				for _, e := range edges {
					for _, pair := range [][2]claim.Subject{{e.A, e.B}, {e.B, e.A}} {
						if pair[0] == reached[i] && of[pair[1]] == of[part[0]] && !slices.Contains(reached, pair[1]) {
							reached = append(reached, pair[1])
						}
					}
				}
			}
			if len(reached) != len(part) {
				t.Fatalf("%v are one, but only %v are connected", part, reached)
			}
		}
		// Edges that nothing is said against always hold.
		if len(different) == 0 {
			for _, e := range edges {
				if of[e.A] != of[e.B] {
					t.Fatalf("%s and %s are joined and apart", e.A, e.B)
				}
			}
		}
	})
}
