package vocab

import (
	"os"
	"strings"
	"testing"
)

// TestCrosswalks: each leads to codes we have, from every code that it maps back
// to, and says of every element either what it is read as or why not.
func TestCrosswalks(t *testing.T) {
	ours := map[string]List{"rung": MoneyNatures, "role": Roles}
	for name, l := range ByName {
		ours[name] = l
	}
	for _, c := range Crosswalks() {
		for _, e := range c.Elements {
			if (e.To == "") == (e.Reason == "") {
				t.Errorf("%s %s: want either what it is read as or why not", c.Code, e.Path)
			}
		}
		for list, codes := range c.Lists {
			for theirs, code := range codes {
				if !ours[list].Has(code) {
					t.Errorf("%s: %s %s leads to %q, which we do not have", c.Code, list, theirs, code)
				}
			}
			for code, theirs := range c.Back[list] {
				if !ours[list].Has(code) {
					t.Errorf("%s: back from %q, which is no %s", c.Code, code, list)
				}
				if theirs != "" && list == "theme" {
					continue // themes share purposes
				}
				if theirs != "" && codes[theirs] == "" {
					t.Errorf("%s: %s %s goes back to %s, which is not read", c.Code, list, code, theirs)
				}
			}
		}
	}
}

// TestCrosswalkPage: docs/STANDARDS.md says of every element what the data says.
func TestCrosswalkPage(t *testing.T) {
	b, err := os.ReadFile("../docs/STANDARDS.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range Crosswalks() {
		for _, e := range c.Elements {
			as := e.To
			if as == "" {
				as = "not read: " + e.Reason
			}
			if row := "| `" + e.Path + "` | " + as + " | " + e.Lost + " |\n"; !strings.Contains(string(b), row) {
				t.Errorf("docs/STANDARDS.md has no line %s", row)
			}
		}
	}
}
