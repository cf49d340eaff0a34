package vocab

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestPakistansPathFollowsOwnership(t *testing.T) {
	p := ShippedApprovals()[0]
	state := Side{"PK", "state", "government"}
	for _, c := range []struct {
		name             string
		home, other      Side
		sensitive, steps string
		known            bool
	}{
		{"ministry and foreign ministry", state, Side{"CN", "state", "government"}, "", "pm-nod law foreign-office security cabinet", true},
		{"state company and foreign state company", Side{"PK", "state-owned", "company"}, Side{"CN", "state-owned", "company"}, "no", "pm-nod law foreign-office cabinet", true},
		{"ministry and foreign private company", state, Side{"CN", "private", "company"}, "yes", "consultation law foreign-office security parent-ministry", true},
		{"owner unknown", state, Side{"CN", "", "company"}, "", "find-owner", false},
		{"mixed owner", state, Side{"CN", "mixed", "company"}, "", "find-owner", false},
		{"country unknown", state, Side{"", "private", "company"}, "", "find-country", false},
		{"university", Side{"PK", "state-owned", "academic"}, Side{"CN", "private", "company"}, "", "hec endorsement", true},
		{"private home side", Side{"PK", "private", "company"}, Side{"CN", "private", "company"}, "", "", true},
		{"both of Pakistan", state, Side{"PK", "private", "company"}, "", "", true},
	} {
		a, ok := p.For(c.home, c.other, "G2B", c.sensitive)
		var codes []string
		for _, s := range a.Steps {
			codes = append(codes, s.Code)
		}
		if got := strings.Join(codes, " "); !ok || got != c.steps || a.Known != c.known {
			t.Errorf("%s: %q known %v ok %v, want %q known %v", c.name, got, a.Known, ok, c.steps, c.known)
		}
	}
	if _, ok := p.For(state, Side{"CH", "international", "international"}, "", ""); ok {
		t.Error("no rule speaks of international organisations")
	}
}

func TestAnOfficesApprovalPath(t *testing.T) {
	dir := t.TempDir()
	write := func(text string) {
		if err := os.WriteFile(filepath.Join(dir, "xx.json"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(`{"code":"xx","label":{"en":"X"},"country":"XX","source":"s","steps":[{"code":"a","label":{"en":"A"},"decides":{"en":"B"}}],"rules":[{"code":"g","label":{"en":"G"},"level":["G2G"],"steps":["a"]}]}`)
	ps, err := LoadApprovals(os.DirFS(dir))
	if err != nil || len(ps) != 2 {
		t.Fatal(len(ps), err)
	}
	if _, ok := ps[1].For(Side{}, Side{}, "B2B", ""); ok {
		t.Error("a rule of another level fits")
	}
	write(`{"code":"xx","label":{"en":"X"},"country":"XX","source":"s","rules":[{"code":"g","label":{"en":"G"},"steps":["b"]}]}`)
	if _, err := LoadApprovals(os.DirFS(dir)); err == nil || err.Error() != `approval path xx.json: rule 1 (g): no step "b"` {
		t.Error(err)
	}
}
