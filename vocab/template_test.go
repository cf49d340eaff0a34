package vocab

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestTheNineAreThereInOrder(t *testing.T) {
	var codes []string
	for _, tp := range ShippedTemplates() {
		codes = append(codes, tp.Code)
	}
	if !slices.Equal(codes, order) {
		t.Errorf("%v, want %v", codes, order)
	}
}

// What a person of the trade looks for first.
func TestEachSpeaksItsTrade(t *testing.T) {
	for _, c := range []struct{ code, stages, steps, indicators, lists string }{
		{"joint-working-group", "constituted terms-of-reference meeting minutes renewal", "", "meetings-held actions-on-time meeting-gap", "side"},
		{"fibre", "route-survey right-of-way otdr as-built provisional-acceptance lit in-service final-acceptance", "sites-listed sites-surveyed sites-right-of-way sites-built sites-tested sites-in-service", "route-km fibre-km availability repair-time", "span-status node-type"},
		{"submarine-cable", "cma desktop-study permit-in-principle marine-survey shore-end main-lay landed ready-for-service", "", "capacity-design capacity-national capacity-purchased capacity-installed capacity-activated capacity-used n-1-headroom", "permit"},
		{"data-centre", "design-certification commissioning-l1 commissioning-l2 commissioning-l3 commissioning-l4 commissioning-l5 commissioning-l6 facility-certification", "", "power-it pue racks-live", "certificate-scope tier"},
		{"training", "curriculum applied certified verified placed-12", "applied enrolled attended completed assessed certified verified placed-6 placed-12", "course-enrolments pass-rate", "employment credential"},
		{"capacity-building", "needs training-of-trainers cohort result", "onboarded active-90 first-order repeat-order export-paid", "master-trainers exports", "size"},
		{"digital-industry", "match-making nda pilot contract", "firms-met ndas pilots contracts delivered renewed", "contracted invoiced received joint-ventures", "service"},
		{"investment", "pledge term-sheet board-approval financial-close drawdown", "pledged committed disbursed spent", "repaid fdi physical-progress financial-progress", "instrument"},
		{"exploratory", "interest scoping decision", "", "days-to-decision converted", "outcome"},
	} {
		tp, ok := ShippedTemplates().ByCode(c.code)
		if !ok {
			t.Fatalf("no template %s", c.code)
		}
		at := -1
		for _, s := range strings.Fields(c.stages) {
			i := slices.IndexFunc(tp.Stages, func(x Stage) bool { return x.Code == s })
			if i <= at {
				t.Errorf("%s: stage %s missing or out of order", c.code, s)
			}
			at = i
		}
		var steps []string
		for _, m := range tp.Steps() {
			steps = append(steps, m.Code)
		}
		if got := strings.Join(steps, " "); got != c.steps {
			t.Errorf("%s: steps %q, want %q", c.code, got, c.steps)
		}
		for _, m := range strings.Fields(c.indicators) {
			if _, ok := tp.Measure(m); !ok {
				t.Errorf("%s: no indicator %s", c.code, m)
			}
		}
		for _, l := range strings.Fields(c.lists) {
			if len(tp.Lists[l]) == 0 {
				t.Errorf("%s: no list %s", c.code, l)
			}
		}
	}
}

func TestNeverCompared(t *testing.T) {
	ts := ShippedTemplates()
	cable, _ := ts.ByCode("submarine-cable")
	money, _ := ts.ByCode("investment")
	pairs := func(tp Template, codes []string) {
		for i, a := range codes {
			for _, b := range codes[i+1:] {
				if !tp.Apart(a, b) || !tp.Apart(b, a) {
					t.Errorf("%s: %s and %s may be compared", tp.Code, a, b)
				}
			}
		}
	}
	pairs(cable, []string{"capacity-design", "capacity-national", "capacity-purchased", "capacity-installed", "capacity-activated", "capacity-used"})
	pairs(money, []string{"pledged", "committed", "disbursed", "spent", "repaid"})
	if cable.Apart("length", "fibre-pairs") {
		t.Error("length and fibre pairs do not look alike")
	}
	for _, m := range money.Steps() {
		if m.Rung != m.Code {
			t.Errorf("%s stands on rung %q", m.Code, m.Rung)
		}
	}
}

func TestEveryWordInThreeLanguages(t *testing.T) {
	for _, tp := range ShippedTemplates() {
		full := func(at string, w Words) {
			for _, l := range []string{"en", "ur", "zh"} {
				if strings.TrimSpace(w[l]) == "" {
					t.Errorf("%s: %s has no %s", tp.Code, at, l)
				}
			}
		}
		note := func(at string, w Words) {
			if w != nil {
				full(at+" note", w)
			}
		}
		entries := func(at string, es []Entry) {
			for _, e := range es {
				full(at+" "+e.Code, e.Label)
				note(at+" "+e.Code, e.Note)
			}
		}
		named := func(code string) {
			if !slices.ContainsFunc(tp.Names, func(e Entry) bool { return e.Code == code }) {
				t.Errorf("%s: %q has no name", tp.Code, code)
			}
		}
		full("template", tp.Label)
		full("template note", tp.Note)
		for _, s := range tp.Stages {
			full(s.Code, s.Label)
			note(s.Code, s.Note)
		}
		for _, m := range tp.Indicators {
			full(m.Code, m.Label)
			note(m.Code, m.Note)
			named(m.Unit)
			for _, by := range m.By {
				named(by)
			}
		}
		entries("risk", tp.Risks)
		entries("name", tp.Names)
		for name, list := range tp.Lists {
			named(name)
			entries(name, list)
		}
	}
}

func TestThemesChooseATemplate(t *testing.T) {
	ts := ShippedTemplates()
	for theme, want := range map[string]string{
		"emerging-tech": "joint-working-group", "fibre": "fibre", "submarine-cable": "submarine-cable",
		"data-centre": "data-centre", "training": "training", "capacity-building": "capacity-building",
		"digital-industry": "digital-industry", "investment": "investment", "exploratory": "exploratory",
		"e-commerce": "capacity-building",
	} {
		if tp, ok := ts.ForThemes([]string{theme}); !ok || tp.Code != want {
			t.Errorf("%s: %q, want %q", theme, tp.Code, want)
		}
	}
	for _, theme := range Themes {
		if _, ok := ts.ForThemes([]string{theme.Code}); !ok {
			t.Errorf("theme %s has no template", theme.Code)
		}
	}
}

const small = `{"code":"clinic","label":{"en":"Clinic"},"themes":["health"],"picture":"gates",
"stages":[{"code":"site","label":{"en":"Site"},"phase":"preparatory"}],
"indicators":[{"code":"beds","label":{"en":"Beds"},"unit":"beds","cumulative":"level"}],
"duration":{"low":1,"high":2,"unit":"a"}}`

func TestAnOfficeAddsAndReplaces(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "clinic.json", small)
	write(t, dir, "fibre.json", strings.Replace(small, `"clinic"`, `"fibre"`, 1))
	ts, err := LoadTemplates(os.DirFS(dir))
	if err != nil || len(ts) != len(order)+1 {
		t.Fatal(len(ts), err)
	}
	if tp, _ := ts.ByCode("fibre"); tp.Label.In("ur") != "Clinic" || ts[1].Code != "fibre" {
		t.Error("the office's fibre template does not stand in for the shipped one")
	}
	if ts, err := LoadTemplates(os.DirFS(filepath.Join(dir, "none"))); err != nil || len(ts) != len(order) {
		t.Error(len(ts), err)
	}
}

func TestAMistakeNamesFileAndPlace(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{`"picture"`, `"pictur"`, `line 1: there is no member "pictur"; docs/TEMPLATES.md lists`},
		{`"stages":[{`, `"stages":[{,`, "line 2:"},
		{`"low":1`, `"low":"one"`, "line 4:"},
		{`"gates"`, `"bars"`, `picture "bars"`},
		{`"health"`, `"helth"`, `theme "helth"`},
		{`"preparatory"`, `"soon"`, `stage 1 (site): phase "soon" is not a state of delivery; one of: announced, preparatory,`},
		{`"unit":"beds"`, `"unit":""`, "indicator 1 (beds): no unit"},
		{`"level"`, `"sum"`, `indicator 1 (beds): cumulative "sum"`},
		{`"level"`, `"level","step":2`, "step 2 where step 1 is due"},
		{`"level"`, `"level","apart":["cots"]`, `apart from "cots"`},
		{`"level"`, `"level","proof":["hearsay"]`, `"hearsay" is not a kind of evidence; one of: agreement-text,`},
		{`"preparatory"`, `"preparatory","list":"kinds"`, `list "kinds" is not under lists`},
		{`"high":2`, `"high":0`, "1 to 0 is no span"},
		{`{"en":"Site"}`, `{"ur":"مقام"}`, "stage 1 (site): no English label"},
		{`"code":"site"`, `"code":"Site"`, "stage 1 (Site): code"},
		{`{"code":"clinic"`, `{"risks":[{"code":"a","label":{"en":"A"}},{"code":"a","label":{"en":"B"}}],"code":"clinic"`, `risk "a" stands twice`},
		{`{"code":"clinic"`, `{"crosswalk":[{"scheme":"DAC","code":""}],"code":"clinic"`, "a crosswalk wants scheme and code"},
	} {
		dir := t.TempDir()
		text := strings.Replace(small, c.from, c.to, 1)
		if text == small {
			t.Fatalf("%q is not in the template", c.from)
		}
		write(t, dir, "own.json", text)
		_, err := LoadTemplates(os.DirFS(dir))
		if err == nil || !strings.Contains(err.Error(), "own.json") || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.to, err, c.want)
		}
	}
	dir := t.TempDir()
	write(t, dir, "a.json", small)
	write(t, dir, "b.json", small)
	if _, err := LoadTemplates(os.DirFS(dir)); err == nil || !strings.Contains(err.Error(), `b.json: there is another of code "clinic"`) {
		t.Error(err)
	}
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// The page for offices shows a file that is read as it stands.
func TestTheExampleOfThePageIsRead(t *testing.T) {
	b, err := os.ReadFile("../docs/TEMPLATES.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(b), "```json\n")
	example, _, ok := strings.Cut(rest, "```")
	if !ok {
		t.Fatal("no example")
	}
	if tp, err := ParseTemplate([]byte(example)); err != nil || tp.Name("beds", "zh") != "张床位" {
		t.Error(tp.Code, err)
	}
}
