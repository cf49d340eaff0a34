package register

import (
	"fmt"
	"strings"
	"testing"

	"sanad/claim"
	"sanad/internal/resolve"
)

// toldIn is an agreement as one source tells it: when, in which words, and what of.
func toldIn(id ID, source ID, day claim.Date, words string, themes ...string) Agreement {
	a := Agreement{ID: id, Sources: []ID{source}, Mentions: []Said{{Source: source, Published: day, Quote: words, Modality: claim.Done}}}
	for _, s := range []ID{"p1-1", "p1-2"} {
		a.Sides = append(a.Sides, Side{Party: s, Role: "signatory"})
	}
	for _, t := range themes {
		a.Themes = append(a.Themes, Value{Text: t})
	}
	return a
}

// TestRelated: what a sentence tells of an earlier agreement between the same sides
// is a relation of the two, on both pages; a person's word goes before it, and
// where two would do there is none.
func TestRelated(t *testing.T) {
	renewal := "The two yesterday renewed their memorandum of understanding."
	first := toldIn("a1-1", "s1", "2021-03-01", "They signed a memorandum.", "training")
	second := toldIn("a2-1", "s2", "2023-03-01", "They signed a memorandum on courses.", "training")
	recalled := toldIn("a9-2", "s9", "2025-03-01", "The memorandum of 2019.", "training")
	recalled.Passing = true
	fibre := toldIn("a3-1", "s3", "2024-03-01", "They signed a memorandum.", "fibre")
	contract := toldIn("a4-1", "s4", "2024-06-01", "They signed a contract.", "training")
	contract.Kind = Field{Values: []Value{{Value: claim.Code{List: "kind", Code: "contract"}}}}
	sameDay := toldIn("a5-1", "s5", "2023-03-01", "They signed another memorandum.", "training")
	planned := toldIn("a9-1", "s9", "2025-03-01", renewal, "training")
	planned.Mentions[0].Modality = claim.Planned
	asked := toldIn("a9-1", "s9", "2025-03-01", renewal, "training")
	asked.Kind = Field{Values: []Value{{Value: claim.Code{List: "kind", Code: "mou"}}}}
	judged := toldIn("a9-1", "s9", "2025-03-01", renewal, "training")
	judged.Decisions = []Decision{{Left: "a9-1", Right: "a2-1", Verdict: resolve.Different}}
	stated := toldIn("a9-1", "s9", "2025-03-01", renewal, "training")
	stated.Relations = []Relation{{Kind: claim.PropAmends, To: "a2-1"}}
	later := toldIn("a9-1", "s9", "2025-03-01", renewal, "training")
	carried := toldIn("a9-1", "s9", "2025-03-01", "A contract was signed pursuant to the 2023 memorandum.", "fibre")

	for _, c := range []struct {
		name     string
		of       Agreement
		siblings []Agreement
		want     string
	}{
		{"the latest of those before", later, []Agreement{first, second}, "renews a2-1"},
		{"the one the same document recalls", later, []Agreement{first, second, recalled}, "renews a9-2"},
		{"not one about something else", later, []Agreement{fibre}, ""},
		{"what is carried out may be about anything", carried, []Agreement{second}, "implements a2-1"},
		{"not another kind of instrument", asked, []Agreement{contract}, ""},
		{"not where two would do", later, []Agreement{second, sameDay}, ""},
		{"not what is only planned", planned, []Agreement{second}, ""},
		{"not where a person judged them different", judged, []Agreement{second}, ""},
		{"not where somebody told another relation", stated, []Agreement{second}, ""},
		{"seen from the earlier", second, []Agreement{first, later}, "renews a9-1 inverse"},
		{"the one before it is not renewed", first, []Agreement{second, later}, ""},
		{"nothing told", second, []Agreement{first}, ""},
	} {
		var got []string
		for _, r := range Related(c.of, c.siblings) {
			words := fmt.Sprintf("%s %s", r.Kind, r.To)
			if r.Inverse {
				words += " inverse"
			}
			got = append(got, words)
			if r.Rule == "" || len(r.Reasons) < 2 || len(r.Said) == 0 {
				t.Errorf("%s: %+v does not say why", c.name, r)
			}
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
