package press

import (
	"testing"

	"sanad/internal/reader"
)

// TestRulesTold: every rule reads its own example.
func TestRulesTold(t *testing.T) {
	for _, x := range Rules {
		r, err := New().Read(reader.Document{Text: x.Example, Published: "2025-05-06"})
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, a := range r.Agreements {
			found = found || a.Rule == x.Name
		}
		if !found {
			t.Errorf("%s does not read %q", x.Name, x.Example)
			for _, a := range r.Agreements {
				t.Logf("  %s: %s", a.Rule, a.Title)
			}
		}
	}
}

// TestRulesAreAll: what weighs rules and what tells of them name the same ones.
func TestRulesAreAll(t *testing.T) {
	told := map[string]bool{}
	for _, x := range Rules {
		if told[x.Name] || x.Reads == "" {
			t.Errorf("%s twice, or says nothing", x.Name)
		}
		if r, ok := RuleNamed(x.Name); !ok || r != x {
			t.Errorf("%s is not found by its name", x.Name)
		}
		told[x.Name] = true
	}
	for name := range ruleConfidence {
		if !told[name] {
			t.Errorf("say in rules.go what %s reads", name)
		}
		delete(told, name)
	}
	for name := range told {
		t.Errorf("say in confidence.go how sure %s is", name)
	}
	if r, ok := RuleNamed("stage-signed"); ok {
		t.Errorf("%v reads sides", r)
	}
}
