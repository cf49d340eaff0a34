package web

import (
	"strings"
	"testing"
	"time"

	"sanad/internal/delivery"
	"sanad/internal/register"
	"sanad/vocab"
)

func inLanguage(t *testing.T, tag string) *request {
	t.Helper()
	return &request{language: pick(loadLanguages(mustSub("messages")), tag)}
}

// A timeline tells what happened, what is late and what was looked for in vain, and
// its table says the same. One moment is no story.
func TestTimeline(t *testing.T) {
	today := time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)
	a := register.Agreement{Negatives: []register.Negative{{On: "2025-12-31"}}}
	documents := []register.Source{
		{ID: "s1", Publisher: "PhoneWorld", Published: "2025-09-08", Reader: "press/1"},
		{ID: "s2", Publisher: "TechJuice", Published: "2025-09-08", Reader: "press/1"},
		{ID: "s3", Publisher: "The office", Published: "2025-12-31", Reader: "form/1"},
		{ID: "s4", Publisher: "Undated", Reader: "press/1"},
	}
	gates := []gate{{Gate: delivery.Gate{Due: "2026-03", State: "late"}, Name: "Curriculum"}, {Gate: delivery.Gate{Met: "2025-10", Grade: "documented", Proofs: []register.ID{"v1-1"}}, Name: "Partner"}}
	for _, tag := range []string{"en", "ur", "zh"} {
		q := inLanguage(t, tag)
		d := q.timeline(a, delivery.Assessment{}, documents, gates, today)
		var said []string
		for _, row := range d.Rows {
			said = append(said, row[0]+" "+row[2]+" "+row[3])
		}
		if len(said) != 4 {
			t.Fatalf("%s: %q", tag, said)
		}
		if tag == "en" {
			for i, want := range []string{"8 September 2025 PhoneWorld, TechJuice said", "October 2025 Partner shown", "31 December 2025 looked for, and not found looked for, and not found", "March 2026 Curriculum day is past"} {
				if said[i] != want {
					t.Errorf("%q, want %q", said[i], want)
				}
			}
		}
		if mirrored := strings.Contains(string(d.SVG), "The office"); mirrored {
			t.Error("what the office entered is told as somebody's word of that day")
		}
	}
	if d := inLanguage(t, "en").timeline(register.Agreement{}, delivery.Assessment{}, documents[:1], nil, today); d.SVG != "" {
		t.Error("one moment is drawn")
	}
}

// Steps are drawn where there is something to compare, with numbers as people of
// the language write them.
func TestSteps(t *testing.T) {
	today := time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)
	m := delivery.Progress{Name: "People trained", Label: vocab.Words{"en": "People trained", "ur": "تربیت یافتہ افراد"}, Unit: "people", Target: "300000", Due: "2027", Series: []delivery.Point{{On: "2025-03-10", Total: "20315"}}}
	d := inLanguage(t, "ur").steps(m, today)
	if !strings.Contains(d.Title, "تربیت یافتہ افراد") || len(d.Rows) != 2 || d.Rows[0][1] != "20,315" || d.Rows[1][2] != "300,000" {
		t.Errorf("%+v", d)
	}
	m.Due = ""
	if d := inLanguage(t, "en").steps(m, today); d.SVG != "" {
		t.Error("one report without a day for the target is drawn")
	}
	m.Series = nil
	if d := inLanguage(t, "en").steps(m, today); d.SVG != "" {
		t.Error("nothing reported is drawn")
	}
}

// Rungs of two currencies have two ladders; one rung alone has none.
func TestLadders(t *testing.T) {
	rungs := []delivery.Rung{{Nature: "pledged", Currency: "USD", Amount: "4200000000"}, {Nature: "committed", Currency: "USD", Amount: "1540000000"}, {Nature: "pledged", Currency: "CNY", Amount: "7"}}
	all := inLanguage(t, "zh").ladders(rungs)
	if len(all) != 1 || !strings.Contains(string(all[0].SVG), "认捐") || !strings.Contains(string(all[0].SVG), "USD 4,200,000,000") {
		t.Errorf("%+v", all)
	}
}

func TestAround(t *testing.T) {
	p := register.Party{ID: "p1", Names: []register.Value{{Text: "Ministry"}}}
	side := func(ids ...register.ID) register.Row {
		var r register.Row
		for _, id := range ids {
			r.Sides = append(r.Sides, register.Name{ID: id, Name: string(id)})
		}
		return r
	}
	d, all := inLanguage(t, "en").around(p, []register.Row{side("p1", "p2"), side("p1", "p3", "p2")})
	if len(all) != 2 || all[0].Name.ID != "p2" || all[0].N != 2 || d.SVG == "" {
		t.Errorf("%+v", all)
	}
	if d, all := inLanguage(t, "en").around(p, []register.Row{side("p1", "p2")}); len(all) != 1 || d.SVG != "" {
		t.Error("a single partner is drawn as a network")
	}
}
