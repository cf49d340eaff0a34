package resolve

import (
	"fmt"
	"slices"
	"testing"

	"sanad/claim"
	"sanad/internal/resolve/orgname"
)

// TestParties: who is who in the reports of the 2025 conference, and who is not.
func TestParties(t *testing.T) {
	moitt := Party{Names: []string{"Ministry of Information Technology and Telecommunication"}, Country: "PK", Type: "government"}
	for _, c := range []struct {
		name string
		a, b Party
		rule string // RuleFirst: two bodies
	}{
		{"short forms", moitt, Party{Names: []string{"Ministry of IT and Telecom"}, Country: "PK"}, orgname.SameName},
		{"the acronym", moitt, Party{Names: []string{"MoITT"}, Country: "PK"}, orgname.Acronym},
		{"three spellings in another script, the first", Party{Names: []string{"Guodong Group"}}, Party{Names: []string{"گواڈونگ گروپ"}}, orgname.Transliterated},
		{"the second", Party{Names: []string{"Guodong Group"}}, Party{Names: []string{"گوو ڈونگ گروپ"}}, orgname.Transliterated},
		{"the third", Party{Names: []string{"Guodong Group"}}, Party{Names: []string{"گوڈونگ گروپ"}}, orgname.Transliterated},
		{"less of the field", moitt, Party{Names: []string{"Pakistan’s IT ministry"}, Country: "PK"}, orgname.Ministry},
		{"another ministry", moitt, Party{Names: []string{"Ministry of Commerce"}, Country: "PK"}, RuleFirst},
		{"the same ministry of another country", moitt, Party{Names: []string{"Ministry of Information Technology and Telecommunication"}, Country: "AZ"}, RuleFirst},
		{"the country in the name", Party{Names: []string{"Ministry of Industry and Information Technology"}, Country: "CN"}, Party{Names: []string{"China's Ministry of Industry and Information Technology"}, Country: "CN"}, orgname.SameName},
		{"legal forms", Party{Names: []string{"China Submarine Cable Construction Co., Ltd."}, Type: "company"}, Party{Names: []string{"China Submarine Cable Construction Company Limited"}, Type: "company"}, orgname.SameName},
		{"case and no space", Party{Names: []string{"SKY47"}}, Party{Names: []string{"Sky47 (Pvt) Limited"}}, orgname.SameName},
		{"what sort of company", Party{Names: []string{"Huawei Technologies"}, Type: "company"}, Party{Names: []string{"Huawei"}, Type: "company"}, orgname.ShortName},
		{"a subsidiary is not its parent", Party{Names: []string{"Alibaba"}, Type: "company"}, Party{Names: []string{"Alibaba Cloud Intelligence"}, Type: "company"}, RuleFirst},
		{"a common first word", Party{Names: []string{"Pakistan Software Export Board"}, Type: "government"}, Party{Names: []string{"Pakistan Telecommunication Authority"}, Type: "government"}, RuleFirst},
		{"the acronym beside the name", Party{Names: []string{"Shanghai Lingang International Data Industry Institute", "SHLID"}}, Party{Names: []string{"SHLID"}}, orgname.SameName},
		{"marks", Party{Names: []string{"Türkiye İş Bankası"}}, Party{Names: []string{"Turkiye Is Bankasi"}}, orgname.SameName},
		{"a name of another script", Party{Names: []string{"华为"}}, Party{Names: []string{"中兴"}}, RuleFirst},
	} {
		for _, turned := range []bool{false, true} {
			a, b := c.a, c.b
			if turned {
				a, b = b, a
			}
			l := Linker{Index: &Memory{}}
			a.ID, b.ID = "p0-1", "p1-1"
			if _, err := l.Party(a); err != nil {
				t.Fatal(err)
			}
			link, err := l.Party(b)
			if err != nil {
				t.Fatal(err)
			}
			wantID := "p0-1"
			if c.rule == RuleFirst {
				wantID = "p1-1"
			}
			if link.Rule != c.rule || link.ID != wantID {
				t.Errorf("%s (turned %v): %+v, want %s by %s", c.name, turned, link, wantID, c.rule)
			}
			if c.rule != RuleFirst && len(link.Reasons) == 0 {
				t.Errorf("%s: linked without a reason", c.name)
			}
		}
	}
}

func TestTwoMinistriesWouldDo(t *testing.T) {
	l := Linker{Index: &Memory{}}
	for i, name := range []string{"Ministry of Energy and Petroleum", "Ministry of Energy and Power", "Ministry of Energy"} {
		link, err := l.Party(Party{ID: fmt.Sprintf("p%d-1", i), Names: []string{name}, Country: "PK"})
		if err != nil {
			t.Fatal(err)
		}
		if link.Rule != RuleFirst {
			t.Errorf("%s: %+v; where two would do, none does", name, link)
		}
	}
}

// TestPartyDoubts: between the bars a person is asked.
func TestPartyDoubts(t *testing.T) {
	l := Linker{Index: &Memory{}}
	if _, err := l.Party(Party{ID: "p0-1", Names: []string{"National Telecommunication Corporation"}, Country: "PK"}); err != nil {
		t.Fatal(err)
	}
	ntc := Party{ID: "p1-1", Names: []string{"NTC"}}
	link, err := l.Party(ntc)
	if err != nil || link.Rule != RuleFirst {
		t.Fatalf("NTC of no country: %+v, %v; want it left alone", link, err)
	}
	doubts, err := l.PartyDoubts(ntc, link.ID)
	if err != nil || len(doubts) != 1 || doubts[0].ID != "p0-1" || doubts[0].Rule != orgname.Acronym {
		t.Errorf("doubts %+v, %v; want one by the acronym", doubts, err)
	}
}

func TestEvents(t *testing.T) {
	first := Event{ID: "e0-1", Names: []string{"second Pakistan-China B2B conference"}, Published: "2025-09-08"}
	for _, c := range []struct {
		name string
		b    Event
		same bool
	}{
		{"spelling", Event{Names: []string{"2nd Pak–China B2B Conference"}, Published: "2025-09-07"}, true},
		{"the edition left out, undated", Event{Names: []string{"Pakistan-China B2B conference"}}, true},
		{"another edition", Event{Names: []string{"third Pakistan-China B2B conference"}, Published: "2025-09-30"}, false},
		{"another year", Event{Names: []string{"Pakistan-China B2B conference"}, Published: "2024-06-08"}, false},
		{"another occasion", Event{Names: []string{"JWG on Information Technology"}, Published: "2025-09-09"}, false},
	} {
		l := Linker{Index: &Memory{}}
		if _, err := l.Event(first); err != nil {
			t.Fatal(err)
		}
		c.b.ID = "e1-1"
		link, err := l.Event(c.b)
		if err != nil {
			t.Fatal(err)
		}
		if (link.ID == "e0-1") != c.same {
			t.Errorf("%s: %+v, same should be %v", c.name, link, c.same)
		}
	}
}

func TestAgreements(t *testing.T) {
	first := Agreement{ID: "a0-1", Reading: 0, Sides: []string{"huawei", "ntc"}, Event: "e0-1", Themes: []string{"fibre"}, Published: "2025-09-08"}
	for _, c := range []struct {
		name string
		b    Agreement
		rule string
	}{
		{"same sides, same occasion", Agreement{Reading: 1, Sides: []string{"ntc", "huawei"}, Event: "e0-1"}, RuleSameSidesEvent},
		{"same sides, no occasion, near in time", Agreement{Reading: 1, Sides: []string{"ntc", "huawei"}, Published: "2025-09-20"}, RuleSameSidesTime},
		{"same sides, a year on", Agreement{Reading: 1, Sides: []string{"ntc", "huawei"}, Published: "2026-09-20"}, RuleFirst},
		{"same sides, another occasion", Agreement{Reading: 1, Sides: []string{"ntc", "huawei"}, Event: "e9-1", Published: "2025-09-08"}, RuleFirst},
		{"one side, the same theme", Agreement{Reading: 1, Sides: []string{"huawei"}, Event: "e0-1", Themes: []string{"fibre"}}, RuleOneSide},
		{"one side, another theme, and no other agreement", Agreement{Reading: 1, Sides: []string{"huawei"}, Event: "e0-1", Themes: []string{"training"}}, RuleOnlyOfSide},
		{"one side, no occasion", Agreement{Reading: 1, Sides: []string{"huawei"}, Themes: []string{"fibre"}}, RuleFirst},
		{"twice in one document", Agreement{Reading: 0, Sides: []string{"ntc", "huawei"}, Event: "e0-1"}, RuleFirst},
		{"no side", Agreement{Reading: 1, Event: "e0-1", Themes: []string{"fibre"}}, RuleFirst},
	} {
		l := Linker{Index: &Memory{}}
		if _, err := l.Agreement(first); err != nil {
			t.Fatal(err)
		}
		c.b.ID = "a1-1"
		link, err := l.Agreement(c.b)
		if err != nil {
			t.Fatal(err)
		}
		if link.Rule != c.rule {
			t.Errorf("%s: %+v, want %s", c.name, link, c.rule)
		}
	}
}

func TestOneSideOfTwoAgreements(t *testing.T) {
	for _, c := range []struct {
		theme, want string
	}{
		{"fibre", RuleFirst}, // where two would do, none does
		{"training", RuleFirst},
		{"data-centre", RuleOneSide},
	} {
		l := Linker{Index: &Memory{}}
		for i, a := range []Agreement{
			{Sides: []string{"huawei", "ntc"}, Themes: []string{"fibre"}},
			{Sides: []string{"huawei", "ptcl"}, Themes: []string{"fibre"}},
			{Sides: []string{"huawei", "sky47"}, Themes: []string{"data-centre"}},
			{Sides: []string{"huawei"}, Themes: []string{c.theme}},
		} {
			a.ID, a.Reading, a.Event = fmt.Sprintf("a%d-1", i), int64(i), "e"
			link, err := l.Agreement(a)
			if err != nil {
				t.Fatal(err)
			}
			if want := RuleFirst; i < 3 && link.Rule != want || i == 3 && link.Rule != c.want {
				t.Errorf("%v about %v: %+v, want %s", a.Sides, a.Themes, link, c.want)
			}
		}
	}
}

func TestSpan(t *testing.T) {
	for d, want := range map[claim.Date]string{
		"2025":                  "2025-01-01 2025-12-31",
		"2024-02":               "2024-02-01 2024-02-29",
		"2025-09-04":            "2025-09-04 2025-09-04",
		"2025-09-03/2025-09-05": "2025-09-03 2025-09-05",
		"2025-09~":              "2025-09-01 2025-09-30",
	} {
		a, b, ok := Span(d)
		if got := a.Format("2006-01-02") + " " + b.Format("2006-01-02"); !ok || got != want {
			t.Errorf("%s spans %s, want %s", d, got, want)
		}
	}
	for _, d := range []claim.Date{"", "..", "2025-09-03/..", "9 Sept"} {
		if _, _, ok := Span(d); ok {
			t.Errorf("%q spans days", d)
		}
	}
}

func FuzzFoldName(f *testing.F) {
	f.Add("Ministry of IT & Telecom (Pvt) Ltd.")
	f.Add("گواڈونگ 国栋 İ")
	f.Fuzz(func(t *testing.T, name string) {
		once := FoldName(name)
		if twice := FoldName(name); !slices.Equal(once, twice) {
			t.Fatalf("%q folds to %v and to %v", name, once, twice)
		}
	})
}

// TestFamiliar: a body called just as before is found without holding it against
// all that it might be taken for; one of which something new is said is not.
func TestFamiliar(t *testing.T) {
	known := Party{ID: "p0-1", Names: []string{"Ministry of Energy"}, Country: "PK", Type: "government"}
	for _, c := range []struct {
		name     string
		p        Party
		id       string
		familiar bool
	}{
		{"the same", Party{Names: []string{"Ministry of Energy"}, Country: "PK", Type: "government"}, "p0-1", true},
		{"less said", Party{Names: []string{"Ministry of Energy"}}, "p0-1", true},
		{"another spelling", Party{Names: []string{"Energy Ministry"}, Country: "PK", Type: "government"}, "p0-1", false},
		{"another country", Party{Names: []string{"Ministry of Energy"}, Country: "CN", Type: "government"}, "p1-1", false},
		{"one name more", Party{Names: []string{"Ministry of Energy", "MoE"}, Country: "PK"}, "p0-1", false},
	} {
		l := Linker{Index: &Memory{}}
		if _, err := l.Party(known); err != nil {
			t.Fatal(err)
		}
		c.p.ID = "p1-1"
		link, err := l.Party(c.p)
		if err != nil {
			t.Fatal(err)
		}
		if link.ID != c.id || link.Familiar != c.familiar {
			t.Errorf("%s: %+v, want %s, familiar %v", c.name, link, c.id, c.familiar)
		}
	}
	// Where two bodies are called so, the name alone says nothing.
	l := Linker{Index: &Memory{}}
	for i, country := range []string{"PK", "CN"} {
		p := known
		p.ID, p.Country = fmt.Sprintf("p%d-1", i), country
		if _, err := l.Party(p); err != nil {
			t.Fatal(err)
		}
	}
	link, err := l.Party(Party{ID: "p2-1", Names: []string{"Ministry of Energy"}})
	if err != nil || link.Familiar {
		t.Errorf("of two bodies of the name: %+v, %v", link, err)
	}
}
