package resolve

import "testing"

// TestTie: a list that names no occasion is known by what is in it, where one
// occasion alone would do and nothing speaks against it.
func TestTie(t *testing.T) {
	made := func(event string, sides ...string) Agreement {
		return Agreement{Sides: sides, Event: event, Published: "2025-09-08"}
	}
	list := func(published string, all ...[]string) []Agreement {
		var out []Agreement
		for _, sides := range all {
			a := made("", sides...)
			a.Reading = 9
			a.Published = ""
			if published != "" {
				a.Published = "2025-09-10"
				if published != "near" {
					a.Published = "2026-09-10"
				}
			}
			out = append(out, a)
		}
		return out
	}
	known := []Agreement{made("e0-1", "p0-1", "p0-2"), made("e0-1", "p0-1", "p0-3"), made("e0-1", "p0-4", "p0-5")}
	for _, c := range []struct {
		name  string
		list  []Agreement
		count int
		twice bool // the same three were made on another occasion too
		rule  string
	}{
		{"each has a side, one has both", list("near", []string{"p0-1", "p0-2"}, []string{"p0-3"}, []string{"p0-5"}), 0, false, RuleSameList},
		{"undated, and counted alike", list("", []string{"p0-1", "p0-2"}, []string{"p0-3"}, []string{"p0-5"}), 10, false, RuleSameListAndCount},
		{"undated, and counted otherwise", list("", []string{"p0-1", "p0-2"}, []string{"p0-3"}, []string{"p0-5"}), 9, false, ""},
		{"undated, and not counted", list("", []string{"p0-1", "p0-2"}, []string{"p0-3"}, []string{"p0-5"}), 0, false, ""},
		{"a year later", list("far", []string{"p0-1", "p0-2"}, []string{"p0-3"}, []string{"p0-5"}), 10, false, ""},
		{"none with both sides", list("near", []string{"p0-1"}, []string{"p0-3"}, []string{"p0-5"}), 0, false, ""},
		{"one of strangers", list("near", []string{"p0-1", "p0-2"}, []string{"p0-3"}, []string{"p0-9"}), 0, false, ""},
		{"two are no list", list("near", []string{"p0-1", "p0-2"}, []string{"p0-3"}), 0, false, ""},
		{"two occasions would do", list("near", []string{"p0-1", "p0-2"}, []string{"p0-3"}, []string{"p0-5"}), 0, true, ""},
	} {
		l := Linker{Index: &Memory{}}
		events := []string{"e0-1"}
		if c.twice {
			events = append(events, "e1-1")
		}
		for i, e := range events {
			p := Profile{ID: e, Class: 'e'}
			if err := l.Index.Save(p.WithEvent(Event{Names: []string{"Forum"}, Published: "2025-09-08", Count: 10, Reading: int64(i)})); err != nil {
				t.Fatal(err)
			}
			for j, a := range known {
				a.ID, a.Event, a.Reading = "a"+string(rune('0'+i))+"-"+string(rune('1'+j)), e, int64(i)
				p := Profile{ID: a.ID, Class: 'a'}
				if err := l.Index.Save(p.WithAgreement(a)); err != nil {
					t.Fatal(err)
				}
			}
		}
		tie, ok, err := l.Tie(c.list, c.count)
		if err != nil {
			t.Fatal(err)
		}
		if ok != (c.rule != "") || ok && (tie.Rule != c.rule || tie.Event != "e0-1" || len(tie.Reasons) == 0) {
			t.Errorf("%s: %+v, %v; want %q", c.name, tie, ok, c.rule)
		}
	}
}

// TestEventDoubts: whether what was counted on one occasion is in the count of
// another between the same countries is asked, and nothing else.
func TestEventDoubts(t *testing.T) {
	september := Event{ID: "e0-1", Names: []string{"second Kenya-India Forum"}, Published: "2025-09-08", Count: 9, Countries: []string{"IN", "KE"}}
	for _, c := range []struct {
		name string
		e    Event
		rule string
	}{
		{"more in December", Event{Names: []string{"Joint Commission on Trade"}, Published: "2025-12-22", Count: 24, Countries: []string{"KE", "IN"}}, DoubtOtherCount},
		{"as many in December", Event{Names: []string{"Joint Commission on Trade"}, Published: "2025-12-22", Count: 9, Countries: []string{"KE", "IN"}}, DoubtSameCount},
		{"undated", Event{Names: []string{"Joint Commission on Trade"}, Count: 24, Countries: []string{"KE", "IN"}}, DoubtOtherCount},
		{"a year later", Event{Names: []string{"Joint Commission on Trade"}, Published: "2026-09-22", Count: 24, Countries: []string{"KE", "IN"}}, ""},
		{"not counted", Event{Names: []string{"Joint Commission on Trade"}, Published: "2025-12-22", Countries: []string{"KE", "IN"}}, ""},
		{"one country in common", Event{Names: []string{"Joint Commission on Trade"}, Published: "2025-12-22", Count: 24, Countries: []string{"KE", "PE"}}, ""},
		{"a world forum", Event{Names: []string{"World Trade Week"}, Published: "2025-12-22", Count: 24, Countries: []string{"KE", "IN", "PE", "CL"}}, ""},
		{"the third edition", Event{Names: []string{"third Kenya-India Forum"}, Published: "2025-12-22", Count: 12, Countries: []string{"KE", "IN"}}, ""},
	} {
		l := Linker{Index: &Memory{}}
		if _, err := l.Event(september); err != nil {
			t.Fatal(err)
		}
		c.e.ID = "e1-1"
		link, err := l.Event(c.e)
		if err != nil || link.ID != "e1-1" {
			t.Fatalf("%s: %+v, %v", c.name, link, err)
		}
		got, err := l.EventDoubts(c.e, link.ID)
		if err != nil {
			t.Fatal(err)
		}
		if c.rule == "" && len(got) > 0 || c.rule != "" && (len(got) != 1 || got[0].ID != "e0-1" || got[0].Rule != c.rule) {
			t.Errorf("%s: %+v, want %q", c.name, got, c.rule)
		}
	}
}
