package language_test

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"sanad/corpus"
	"sanad/internal/reader"
	"sanad/internal/reader/press"
	"sanad/internal/reader/ur"
	"sanad/internal/reader/zh"
)

// clauseCase is an announcement of a few lines with what it promises and its terms.
type clauseCase struct {
	text     string
	promises []string // KIND | FIGURE | OWNER | DUE
	terms    string
}

func clauseCases(t *testing.T, language string) []clauseCase {
	t.Helper()
	b, err := corpus.Clauses.ReadFile("clauses/" + language + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []clauseCase
	for _, part := range strings.Split(strings.TrimSpace(string(b)), "\n\n") {
		var c clauseCase
		said := false
		for line := range strings.SplitSeq(part, "\n") {
			switch mark, rest, _ := strings.Cut(line, " "); mark {
			case "=":
				if said = true; rest != "-" {
					c.promises = append(c.promises, rest)
				}
			case "~":
				c.terms = rest
			default:
				c.text += line + "\n"
			}
		}
		if !said {
			t.Fatalf("%q: nothing says what it promises", c.text)
		}
		out = append(out, c)
	}
	return out
}

// score counts what was found right, what was found, and what was to be found.
type score struct{ right, found, wanted int }

func (s score) String() string {
	return fmt.Sprintf("precision %d/%d = %.2f, recall %d/%d = %.2f", s.right, s.found, s.precision(), s.right, s.wanted, s.recall())
}

func (s score) precision() float64 { return float64(s.right) / float64(max(s.found, 1)) }
func (s score) recall() float64    { return float64(s.right) / float64(max(s.wanted, 1)) }

// add counts one text's; what it tells twice counts twice.
func (s *score) add(found, wanted []string) {
	s.found, s.wanted = s.found+len(found), s.wanted+len(wanted)
	left := slices.Clone(wanted)
	for _, f := range found {
		if i := slices.Index(left, f); i >= 0 {
			s.right++
			left = slices.Delete(left, i, i+1)
		}
	}
}

// TestClauses scores what is read of promises and terms in three languages: whole,
// with figure, owner and day; and by kind alone.
func TestClauses(t *testing.T) {
	for _, c := range []struct {
		language     string
		whole, terms float64 // the least precision and recall
	}{
		{"en", 0.9, 1},
		{"zh", 0.9, 1},
		{"ur", 0.9, 1},
	} {
		r := map[string]reader.Reader{"en": press.New(), "zh": zh.New(), "ur": ur.New()}[c.language]
		var whole, kinds, terms score
		for _, k := range clauseCases(t, c.language) {
			r, err := r.Read(reader.Document{Text: k.text, Published: "2026-03-04", Language: c.language})
			if err != nil {
				t.Fatal(err)
			}
			got, told := promisesOf(r), termsOf(r)
			whole.add(got, k.promises)
			kinds.add(kindsOf(got), kindsOf(k.promises))
			terms.add(told, split(k.terms))
			if !slices.Equal(got, k.promises) || strings.Join(told, "; ") != k.terms {
				t.Logf("%s\n  read %q %q\n  gold %q %q", k.text, got, told, k.promises, k.terms)
			}
		}
		t.Logf("%s: promises: %s; by kind: %s; terms: %s", c.language, whole, kinds, terms)
		if min(whole.precision(), whole.recall()) < c.whole || min(terms.precision(), terms.recall()) < c.terms {
			t.Errorf("%s: promises or terms are read less well than they were", c.language)
		}
	}
}

func kindsOf(promises []string) []string {
	var out []string
	for _, p := range promises {
		kind, _, _ := strings.Cut(p, " ")
		out = append(out, kind)
	}
	return out
}

func split(terms string) []string {
	if terms == "" {
		return nil
	}
	return strings.Split(terms, "; ")
}

func promisesOf(r reader.Reading) []string {
	var out []string
	for _, a := range r.Agreements {
		for _, o := range a.Commitments {
			figure, owner, due := "-", "-", "-"
			if q := o.Target; q != nil {
				figure = strconv.FormatFloat(q.Value, 'f', -1, 64) + " " + cmp.Or(q.Unit, q.What)
			}
			if m := o.Money; m != nil {
				figure = strconv.FormatFloat(m.Amount, 'f', -1, 64) + " " + m.Currency
			}
			for _, p := range a.Parties {
				if p.ID == o.By {
					owner = p.Name
				}
			}
			if o.Due != nil {
				due = o.Due.Value
			}
			out = append(out, strings.Join([]string{o.Kind, figure, owner, due}, " | "))
		}
	}
	return out
}

func termsOf(r reader.Reading) []string {
	var out []string
	for _, a := range r.Agreements {
		t := a.Terms
		if t == nil {
			continue
		}
		length := func(what string, q *reader.Quantity) {
			if q != nil {
				out = append(out, fmt.Sprintf("%s %g %s", what, q.Value, q.Unit))
			}
		}
		day := func(what string, d *reader.Date) {
			if d != nil {
				out = append(out, what+" "+d.Value)
			}
		}
		code := func(what string, c *reader.Coded) {
			if c != nil {
				out = append(out, what+" "+c.Code)
			}
		}
		length("term", t.Term)
		day("effective", t.Effective)
		day("expires", t.Expires)
		length("notice", t.Notice)
		code("renewal", t.Renewal)
		code("binding", t.Binding)
	}
	return out
}
