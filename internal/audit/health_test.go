package audit

import (
	"fmt"
	"strings"
	"testing"

	"sanad/claim"
	"sanad/internal/register"
)

func TestQualityOf(t *testing.T) {
	for _, c := range []struct {
		label, url, publisher string
		want                  Quality
	}{
		{"Our own summary of what this outlet reported; not its text.", "https://techx.pk/x", "TechX", PressReport},
		{"Full text of the agreement", "https://techx.pk/x", "TechX", AgreementText},
		{"Press release by a party", "", "Huawei", PartyStatement},
		{"", "https://www.moitt.gov.pk/news/1", "Ministry of IT", OfficialRecord},
		{"", "https://www.mofa.go.jp/x", "", OfficialRecord},
		{"", "https://treaties.un.org/x", "", OfficialRecord},
		{"", "https://go.pk/x", "", UnknownQuality},
		{"", "https://notgov.pk.example.com/gov.pk", "", UnknownQuality},
		{"", "https://x.com/minister/status/1", "The Minister", SocialPost},
		{"", "https://netflix.com/x", "", UnknownQuality},
		{"", "https://www.dawn.com/news/1", "Dawn", PressReport},
		{"", "", "Daily Times", PressReport},
		{"", "https://huawei.com/news", "Huawei", PartyStatement},
		{"", "https://techx.pk/x", "TechX", UnknownQuality},
		{"", "", "", UnknownQuality},
		{"", "::not an address", "", UnknownQuality},
	} {
		got, why := QualityOf(register.Source{Label: c.label, URL: c.url, Publisher: c.publisher}, "Huawei", "NTC")
		if got != c.want || why == "" {
			t.Errorf("%q %q %q: %s (%s), want %s", c.label, c.url, c.publisher, got, why, c.want)
		}
	}
}

func TestRankingFalls(t *testing.T) {
	for i, g := range Ranking[:4] {
		if g.Points <= Ranking[i+1].Points {
			t.Errorf("%s is worth no more than %s", g.Quality, Ranking[i+1].Quality)
		}
	}
}

func code(list string, codes ...string) register.Field {
	var f register.Field
	for _, c := range codes {
		c, day, _ := strings.Cut(c, "@")
		f.Values = append(f.Values, register.Value{Value: claim.Code{List: list, Code: c}, Text: c, Said: []register.Said{{Source: "s1", Published: claim.Date(day)}}})
	}
	return f
}

func dates(days ...claim.Date) register.Field {
	var f register.Field
	for _, d := range days {
		f.Values = append(f.Values, register.Value{Value: d, Text: string(d)})
	}
	return f
}

func line(s Score) string {
	if !s.Known {
		return s.Name + " unknown"
	}
	last := s.Inputs[max(0, len(s.Inputs)-2):]
	return fmt.Sprintf("%s %d %v", s.Name, s.Points, last)
}

func TestHealth(t *testing.T) {
	press := register.Source{Label: "summary of what this outlet reported", Publisher: "CWPakistan", URL: "https://cwpakistan.com/a", Published: "2025-09-08"}
	other := register.Source{Publisher: "Daily Times", URL: "https://dailytimes.com.pk/1", Published: "2025-12-22"}
	text := register.Source{Label: "Agreement text", Publisher: "MoITT", URL: "https://moitt.gov.pk/a.pdf"}
	two := []register.Side{{Party: "p1", Role: "signatory"}, {Party: "p2", Role: "signatory"}}
	for _, c := range []struct {
		name string
		rec  Record
		want []string // score lines that must be among the four
	}{
		{"nothing known", Record{}, []string{"sources 0 [{independent publishers 0}]", "completeness 0 [{known fields 0} {fields asked 11}]", "freshness unknown", "contradictions unknown"}},
		{
			"one outlet twice is one publisher",
			Record{Sources: []register.Source{press, press}, AsOf: "2025-09-08"},
			[]string{"sources 20 [{CWPakistan Press, 20} {independent publishers 1}]", "freshness 100 [{newest source 2025-09-08} {days 0}]"},
		},
		{
			"two outlets and the text",
			Record{Sources: []register.Source{press, other, text}, AsOf: "2026-12-22"},
			[]string{"sources 100 [{MoITT Agreement text, 60} {independent publishers 3}]", "freshness 50 [{newest source 2025-12-22} {days 365}]"},
		},
		{"two years silent", Record{Sources: []register.Source{press}, AsOf: "2027-09-08"}, []string{"freshness 0 [{newest source 2025-09-08} {days 730}]"}},
		{"a replaced reading does not count", Record{Sources: []register.Source{{Publisher: "Dawn Times", Later: "s9"}}}, []string{"sources 0 [{independent publishers 0}]"}},
		{
			"what is known",
			Record{Agreement: register.Agreement{Sides: two, Kind: code("kind", "mou"), Stage: code("stage", "signed"), Signed: dates("2025-09-04")}},
			[]string{"completeness 36 [{known fields 4} {fields asked 11}]", "contradictions 100 [{disputed fields 0} {fields anyone speaks of 3}]"},
		},
		{"an agreement of no kind", Record{Agreement: register.Agreement{Kind: code("kind", "agreement")}}, []string{"completeness 0 [{known fields 0} {fields asked 11}]"}},
		{"memorandum or contract", Record{Agreement: register.Agreement{Kind: code("kind", "mou", "contract"), Level: code("level", "G2B")}}, []string{"contradictions 50 [{disputed fields 1} {fields anyone speaks of 2}]"}},
		{"memorandum or agreement", Record{Agreement: register.Agreement{Kind: code("kind", "mou", "agreement")}}, []string{"contradictions 100 [{disputed fields 0} {fields anyone speaks of 1}]"}},
		{"a month and its day", Record{Agreement: register.Agreement{Signed: dates("2025-09-04", "2025-09", "2025-09-03/2025-09-05")}}, []string{"contradictions 100 [{disputed fields 0} {fields anyone speaks of 1}]"}},
		{"two days", Record{Agreement: register.Agreement{Signed: dates("2025-09-04", "2025-09-05")}}, []string{"contradictions 0 [{disputed fields 1} {fields anyone speaks of 1}]"}},
		{"planned, then signed", Record{Agreement: register.Agreement{Stage: code("stage", "signed@2025-09-08", "planned@2025-08-01")}}, []string{"contradictions 100 [{disputed fields 0} {fields anyone speaks of 1}]"}},
		{"signed, then planned", Record{Agreement: register.Agreement{Stage: code("stage", "signed@2025-08-01", "planned@2025-09-08")}}, []string{"contradictions 0 [{disputed fields 1} {fields anyone speaks of 1}]"}},
	} {
		var got []string
		for _, s := range Health(c.rec).All() {
			got = append(got, line(s))
			if s.Formula == "" {
				t.Errorf("%s has no formula", s.Name)
			}
		}
		for _, w := range c.want {
			if !strings.Contains("\n"+strings.Join(got, "\n")+"\n", "\n"+w+"\n") {
				t.Errorf("%s: want %s\n got %s", c.name, w, strings.Join(got, "\n     "))
			}
		}
	}
}
