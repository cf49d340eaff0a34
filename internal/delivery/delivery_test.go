package delivery

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// TestCases reads testdata/*.txt: agreements, a day, and how they stand on it. A
// line "= …" must be among what is told, or begin one that is; one "! …" must not.
func TestCases(t *testing.T) {
	b, err := os.ReadFile("testdata/cases.txt")
	if err != nil {
		t.Fatal(err)
	}
	cases, rules := 0, DefaultRules()
	for _, paragraph := range strings.Split(strings.TrimSpace(string(b)), "\n\n")[1:] {
		title, body, _ := strings.Cut(paragraph, "\n")
		t.Run(title, func(t *testing.T) { runCase(t, body, rules) })
		cases++
	}
	if cases < 40 {
		t.Errorf("only %d cases were read", cases)
	}
}

func runCase(t *testing.T, body string, rules Rules) {
	f := newFixture()
	var s Assessment
	var lines []string
	for _, line := range strings.Split(body, "\n") {
		switch {
		case strings.HasPrefix(line, "as on "):
			s = Assess(f.agreement(f.order), rules, day(t, strings.TrimPrefix(line, "as on ")))
			lines = told(s)
		case strings.HasPrefix(line, "= "):
			if !tells(lines, line[2:]) {
				t.Errorf("%s: not told\n   on %s: %s", line[2:], s.On, strings.Join(alike(lines, line[2:]), "\n   "))
			}
		case strings.HasPrefix(line, "! "):
			if tells(lines, line[2:]) {
				t.Errorf("%s: told on %s", line[2:], s.On)
			}
		default:
			if err := f.line(line); err != nil {
				t.Fatalf("%s: %v", line, err)
			}
		}
	}
	if len(lines) == 0 {
		t.Fatal("no day given")
	}
}

func tells(lines []string, want string) bool {
	return slices.ContainsFunc(lines, func(l string) bool {
		rest, ok := strings.CutPrefix(l, want)
		return ok && (rest == "" || strings.ContainsRune(" :,", rune(rest[0])))
	})
}

// alike are the lines that begin with the same word.
func alike(lines []string, want string) []string {
	word, _, _ := strings.Cut(want, " ")
	return slices.DeleteFunc(slices.Clone(lines), func(l string) bool { return !strings.HasPrefix(l, word) })
}
