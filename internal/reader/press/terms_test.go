package press

import (
	"fmt"
	"strings"
	"testing"

	"sanad/internal/reader"
)

// TestTerms: how long an instrument runs, from when to when, how it is renewed and
// left, and whether it binds; and what is said of another one, denied or supposed.
func TestTerms(t *testing.T) {
	const signed = "The Ministry of Skills and Nadir Telecom signed a memorandum of understanding on training on 3 March 2026. "
	for _, c := range []struct{ text, want string }{
		{signed + "The memorandum is valid for three years.", "term 3 a"},
		{signed + "It will remain in force for an initial period of five (5) years and be renewed automatically.", "term 5 a; renewal automatic"},
		{"The Ministry of Skills and Nadir Telecom signed a three-year memorandum of understanding on training on 3 March 2026.", "term 3 a"},
		{signed + "The memorandum has a term of 18 months, renewable by mutual consent.", "term 18 mo; renewal by-agreement"},
		{signed + "The memorandum enters into force on 1 April 2026 and expires on 31 March 2029.", "effective 2026-04-01 planned; expires 2029-03-31"},
		{signed + "The agreement is valid until the end of 2030.", "expires 2030"},
		{signed + "The memorandum came into force in March 2026.", "effective 2026-03"},
		{signed + "Either side may terminate the memorandum by giving six months' written notice.", "notice 6 mo"},
		{signed + "The memorandum may be terminated with a notice of 90 days.", "notice 90 d"},
		{signed + "The memorandum is not legally binding.", "binding non-binding"},
		{"The Ministry of Skills and Nadir Telecom signed a non-binding memorandum of understanding on training on 3 March 2026.", "binding non-binding"},
		{"The Ministry of Skills and Nadir Telecom signed a three-year, non-binding memorandum of understanding on training on 3 March 2026.", "term 3 a; binding non-binding"},
		{signed + "The memorandum creates no legally binding obligations.", "binding non-binding"},

		{signed + "Nadir Telecom will lease a hall for a period of three years.", ""},
		{signed + "The previous agreement was valid for five years and expired in 2024.", ""},
		{signed + "The company has worked in the country for ten years.", ""},
		{signed + "The memorandum could lead to a legally binding agreement.", ""},
		{signed + "The memorandum covers renewable energy and two months of courses.", ""},
		{signed + "The memorandum will not be renewed automatically.", ""},
		{signed + "A 20-year-old student gave the memorandum a cheer.", ""},
		{signed + "It follows the memorandum on trade that came into force on 1 May 2020.", ""},
		{signed + "The two sides looked back on their 30-year partnership agreement.", ""},
		{signed + "Visitors must give two weeks' notice.", ""},
		{signed + "If parliament agrees, the memorandum would enter into force on 1 May 2026.", ""},
	} {
		r, err := New().Read(reader.Document{Text: "Training agreed\n\n" + c.text + "\n", Published: "2026-03-04"})
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Agreements) == 0 {
			t.Errorf("%q: no agreement", c.text)
			continue
		}
		if got := termsTold(r.Agreements[0].Terms); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

// termsTold are terms in one line, in the order in which a page shows them.
func termsTold(t *reader.Terms) string {
	if t == nil {
		return ""
	}
	var out []string
	say := func(parts ...any) { out = append(out, strings.TrimSpace(fmt.Sprintln(parts...))) }
	if t.Term != nil {
		say("term", t.Term.Value, t.Term.Unit)
	}
	if t.Effective != nil {
		say("effective", t.Effective.Value, t.Effective.Modality)
	}
	if t.Expires != nil {
		say("expires", t.Expires.Value)
	}
	if t.Renewal != nil {
		say("renewal", t.Renewal.Code)
	}
	if t.Notice != nil {
		say("notice", t.Notice.Value, t.Notice.Unit)
	}
	if t.Binding != nil {
		say("binding", t.Binding.Code)
	}
	return strings.Join(out, "; ")
}
