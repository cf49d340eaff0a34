package corpus

import (
	"bytes"
	"cmp"
	"encoding/json"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// gold is NAME.json; README.md says what its fields mean.
type gold struct {
	Agreements []struct {
		Parties []struct {
			Names   []string `json:"names"`
			Country *string  `json:"country"`
			Type    string   `json:"type"`
		} `json:"parties"`
		Kind       string  `json:"kind"`
		Stage      string  `json:"stage"`
		Level      string  `json:"level"`
		Signed     *string `json:"signed"`
		Place      *string `json:"place"`
		Event      *string `json:"event"`
		News       *bool   `json:"news"`
		Purpose    *string `json:"purpose"`
		Quantities []struct {
			Value float64 `json:"value"`
			Unit  string  `json:"unit"`
			Text  string  `json:"text"`
		} `json:"quantities"`
		Money []struct {
			Amount   float64 `json:"amount"`
			Currency string  `json:"currency"`
			Text     string  `json:"text"`
		} `json:"money"`
		Quote string `json:"quote"`
	} `json:"agreements"`
	Counts []struct {
		Value float64 `json:"value"`
		What  string  `json:"what"`
		Text  string  `json:"text"`
	} `json:"counts"`
}

var (
	kinds = strings.Fields(`mou loi framework strategic-partnership implementing-agreement treaty
		protocol contract joint-venture loan grant declaration agreement other`)
	stages   = strings.Fields("signed planned approved negotiating in-force ended")
	types    = strings.Fields("government company academic international ngo other")
	levels   = strings.Fields("G2G G2B B2B")
	edtf     = regexp.MustCompile(`^\d{4}(-\d\d(-\d\d)?)?$`)
	currency = regexp.MustCompile(`^[A-Z]{3}$`)
	country  = regexp.MustCompile(`^[A-Z]{2}$`)
)

func parse(t *testing.T, d Document) gold {
	t.Helper()
	dec := json.NewDecoder(bytes.NewReader(d.Gold))
	dec.DisallowUnknownFields()
	var g gold
	if err := dec.Decode(&g); err != nil {
		t.Fatalf("%s.json: %v", d.Name, err)
	}
	return g
}

func TestDocuments(t *testing.T) {
	var names []string
	for d, err := range Documents() {
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, d.Name)
		t.Run(d.Name, func(t *testing.T) {
			checkMeta(t, d)
			checkGold(t, d)
		})
	}
	if !slices.IsSorted(names) {
		t.Errorf("not sorted: %q", names)
	}
	if len(names) != 62 {
		t.Errorf("%d samples, want 9 in pk-cn-2025, 5 in pk-cn-before, 8 in others, 20 in ur and 20 in zh", len(names))
	}
	files := 0
	fs.WalkDir(FS, ".", func(_ string, e fs.DirEntry, _ error) error {
		if !e.IsDir() {
			files++
		}
		return nil
	})
	if files != 3*len(names) {
		t.Errorf("%d files for %d samples, want three each", files, len(names))
	}
}

func checkMeta(t *testing.T, d Document) {
	m := d.Meta
	if m.Title == "" || m.Publisher == "" || m.Licence != "Apache-2.0" {
		t.Errorf("meta incomplete: %+v", m)
	}
	if m.Published != "" && !edtf.MatchString(m.Published) {
		t.Errorf("published %q is no EDTF date", m.Published)
	}
	text := strings.TrimSpace(string(d.Text))
	first, _, _ := strings.Cut(text, "\n")
	last := text[strings.LastIndex(text, "\n")+1:]
	if strings.TrimLeft(first, "# ") != m.Title {
		t.Errorf("title %q is not the first line %q", m.Title, first)
	}
	folder, _, _ := strings.Cut(d.Name, "/")
	if want := map[string]string{"ur": "ur", "zh": "zh"}[folder]; !strings.HasPrefix(m.Language, cmp.Or(want, "en")) {
		t.Errorf("language %q in %s", m.Language, folder)
	}
	switch folder {
	case "pk-cn-2025", "pk-cn-before":
		if m.Label != "Our own summary of what this outlet reported; not its text." {
			t.Errorf("label %q", m.Label)
		}
		if !strings.HasPrefix(m.URL, "https://") || (m.Outlet == "") != (folder == "pk-cn-before") {
			t.Errorf("address %q, outlet %q", m.URL, m.Outlet)
		}
		if !strings.HasPrefix(last, "Summary written for Sanad of ") || !strings.Contains(last, m.Publisher) ||
			!strings.HasSuffix(last, " Not the outlet's text.") {
			t.Errorf("last line does not say what the text is: %q", last)
		}
	case "others":
		if m.Label != "Invented example; no such agreement exists." || last != m.Label {
			t.Errorf("label %q, last line %q", m.Label, last)
		}
		if m.URL != "" || m.Outlet != "" || !strings.HasSuffix(m.Publisher, " (invented)") {
			t.Errorf("an invented text has no address or outlet and an invented publisher: %+v", m)
		}
	case "ur", "zh":
		switch m.Label {
		case "Our own summary of what this outlet reported; not its text.":
			if !strings.HasPrefix(m.URL, "https://") {
				t.Errorf("a summary without its report's address")
			}
		case "Written for Sanad as a sample; the bodies may be real, the signing is not reported by anyone.":
			if m.URL != "" || !regexp.MustCompile(`(（样本）|（樣本）|\(نمونہ\))$`).MatchString(m.Publisher) {
				t.Errorf("a sample has no address and a publisher that says so: %+v", m)
			}
		default:
			t.Errorf("label %q", m.Label)
		}
		if !strings.Contains(last, "Sanad") && !strings.Contains(last, "سند") {
			t.Errorf("last line does not say what the text is: %q", last)
		}
	default:
		t.Errorf("folder %q has no label of its own", folder)
	}
}

func checkGold(t *testing.T, d Document) {
	if !utf8.Valid(d.Text) {
		t.Fatal("text is not UTF-8")
	}
	text := string(d.Text)
	in := func(what, s string) {
		t.Helper()
		if s == "" || !strings.Contains(text, s) {
			t.Errorf("%s %q is not in the text", what, s)
		}
	}
	inOrNull := func(what string, s *string) {
		t.Helper()
		if s != nil {
			in(what, *s)
		}
	}
	among := func(what, s string, list []string) {
		t.Helper()
		if !slices.Contains(list, s) {
			t.Errorf("%s %q is not one of %q", what, s, list)
		}
	}
	g := parse(t, d)
	if g.Agreements == nil || g.Counts == nil {
		t.Error("agreements and counts are lists, empty when there are none")
	}
	for _, a := range g.Agreements {
		in("quote", a.Quote)
		inOrNull("place", a.Place)
		inOrNull("event", a.Event)
		inOrNull("purpose", a.Purpose)
		among("kind", a.Kind, kinds)
		among("stage", a.Stage, stages)
		if a.Level != "" {
			among("level", a.Level, levels)
		}
		if a.News == nil {
			t.Errorf("news is missing: %s", a.Quote)
		}
		if a.Signed != nil && !edtf.MatchString(*a.Signed) {
			t.Errorf("signed %q is no EDTF date", *a.Signed)
		}
		if len(a.Parties) == 0 {
			t.Errorf("no party: %s", a.Quote)
		}
		for _, p := range a.Parties {
			among("type", p.Type, types)
			if p.Country != nil && !country.MatchString(*p.Country) {
				t.Errorf("country %q", *p.Country)
			}
			if len(p.Names) == 0 {
				t.Errorf("a party without a name: %s", a.Quote)
			}
			for _, n := range p.Names {
				in("name", n)
			}
			// "Both sides" names no one, and is the sentence that says it.
			if d.Name != "ur/yesterday-both-sides" && !slices.ContainsFunc(p.Names, func(n string) bool { return strings.Contains(a.Quote, n) }) {
				t.Errorf("quote does not name %q: %s", p.Names, a.Quote)
			}
			if !slices.IsSortedFunc(p.Names, func(a, b string) int {
				return utf8.RuneCountInString(b) - utf8.RuneCountInString(a)
			}) {
				t.Errorf("names are not longest first: %q", p.Names)
			}
		}
		for _, q := range a.Quantities {
			in("quantity", q.Text)
		}
		for _, m := range a.Money {
			in("money", m.Text)
			if !currency.MatchString(m.Currency) {
				t.Errorf("currency %q", m.Currency)
			}
		}
	}
	for _, c := range g.Counts {
		in("count", c.Text)
	}
}

// TestOutlets holds the table in README.md: how many agreements each report
// lists, with how many sides, and what total it prints.
func TestOutlets(t *testing.T) {
	type row struct{ pairs, oneSided, total int }
	want := map[string]row{
		"A": {9, 0, 0}, "B": {6, 1, 0}, "C": {3, 0, 9}, "D": {4, 3, 9}, "E": {3, 3, 10},
		"F": {1, 4, 10}, "G": {1, 3, 10}, "H": {0, 0, 0}, "J": {0, 0, 24},
	}
	got := map[string]row{}
	for d, err := range Documents() {
		if err != nil {
			t.Fatal(err)
		}
		if d.Meta.Outlet == "" {
			continue
		}
		if _, twice := got[d.Meta.Outlet]; twice {
			t.Errorf("outlet %s twice", d.Meta.Outlet)
		}
		var r row
		g := parse(t, d)
		for _, a := range g.Agreements {
			if a.Signed != nil {
				t.Errorf("%s: no report gives the day of a signing, gold has %s", d.Name, *a.Signed)
			}
			if len(a.Money) != 0 {
				t.Errorf("%s: no report gives an amount", d.Name)
			}
			if len(a.Parties) == 1 {
				r.oneSided++
			} else {
				r.pairs++
			}
		}
		for _, c := range g.Counts {
			r.total = max(r.total, int(c.Value))
		}
		got[d.Meta.Outlet] = r
	}
	for o, w := range want {
		if got[o] != w {
			t.Errorf("outlet %s: %+v, want %+v", o, got[o], w)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d outlets, want %d", len(got), len(want))
	}
}
