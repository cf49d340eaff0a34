package resolve

import "testing"

// TestDoubts: what no rule decides is asked, and what is plain is not.
func TestDoubts(t *testing.T) {
	known := Agreement{ID: "a0-1", Reading: 1, Sides: []string{"huawei", "sky47"}, Event: "e", Themes: []string{"data-centre"}, Published: "2025-09-08", Promised: []string{"1500 people"}}
	for _, c := range []struct {
		name string
		a    Agreement
		rule string // "" for none
	}{
		{"another partner for SKY47", Agreement{Sides: []string{"zte", "sky47"}, Event: "e", Themes: []string{"data-centre"}, Published: "2025-09-08"}, DoubtOtherSide},
		{"another partner about something else", Agreement{Sides: []string{"zte", "sky47"}, Event: "e", Themes: []string{"training"}, Published: "2025-09-08"}, ""},
		{"the same again two years on", Agreement{Sides: []string{"huawei", "sky47"}, Themes: []string{"data-centre"}, Published: "2027-09-08"}, DoubtAgain},
		{"the same again ten years on", Agreement{Sides: []string{"huawei", "sky47"}, Themes: []string{"data-centre"}, Published: "2035-09-08"}, ""},
		{"undated", Agreement{Sides: []string{"huawei", "sky47"}}, DoubtUndated},
		{"one side, no occasion", Agreement{Sides: []string{"huawei"}, Themes: []string{"data-centre"}, Published: "2025-09-09"}, DoubtOneSide},
		{"the same promise by another side, months later", Agreement{Sides: []string{"huawei", "planning"}, Promised: []string{"1500 people"}, Published: "2026-03-08"}, DoubtSamePromise},
		{"the same promise in other words", Agreement{Sides: []string{"huawei", "sky47"}, Themes: []string{"training"}, Promised: []string{"1500 people"}, Published: "2026-03-08"}, DoubtSamePromise},
		{"another promise, months later", Agreement{Sides: []string{"huawei", "planning"}, Promised: []string{"2500 people"}, Published: "2026-03-08"}, ""},
		{"the same promise by strangers", Agreement{Sides: []string{"zte", "planning"}, Promised: []string{"1500 people"}, Published: "2026-03-08"}, ""},
		{"the same promise ten years on", Agreement{Sides: []string{"huawei", "planning"}, Promised: []string{"1500 people"}, Published: "2035-09-08"}, ""},
		{"strangers", Agreement{Sides: []string{"zte", "ntc"}, Event: "e", Themes: []string{"data-centre"}}, ""},
		{"of the same document", Agreement{Reading: 1, Sides: []string{"zte", "sky47"}, Event: "e", Themes: []string{"data-centre"}}, ""},
	} {
		l := Linker{Index: &Memory{}}
		if _, err := l.Agreement(known); err != nil {
			t.Fatal(err)
		}
		c.a.ID = "a9-1"
		if c.a.Reading == 0 {
			c.a.Reading = 9
		}
		got, err := l.AgreementDoubts(c.a, "a9-1")
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case c.rule == "" && len(got) > 0:
			t.Errorf("%s: asked %+v", c.name, got)
		case c.rule != "" && (len(got) != 1 || got[0].Rule != c.rule || got[0].ID != "a0-1" || len(got[0].Reasons) == 0):
			t.Errorf("%s: %+v, want %s", c.name, got, c.rule)
		}
	}
}
