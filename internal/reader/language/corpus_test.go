package language_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sanad/internal/reader"
	"sanad/internal/reader/calibrationtest"
	"sanad/internal/reader/language"
	"sanad/internal/reader/language/draft/drafttest"
	"sanad/internal/reader/ur"
	"sanad/internal/reader/zh"
	"sanad/vocab"
)

func readers() reader.Reader {
	return language.New(map[string]reader.Reader{"zh": zh.New(), "ur": ur.New()})
}

// gold is what a person wrote down of a sample.
type gold = calibrationtest.Gold

// share is so many right of so many.
type share struct{ right, of int }

func (s *share) add(ok bool) {
	s.of++
	if ok {
		s.right++
	}
}

func (s share) rate() float64 {
	if s.of == 0 {
		return 1
	}
	return float64(s.right) / float64(s.of)
}

// TestCorpus holds both readers to what was written down by hand. The limits lie
// a little under what the readers do, so that a change that costs a few
// agreements fails.
//
// The figures are no forecast. Of the 20 samples in each language 12 were there
// while the grammars were written. The other 8 (rice-and-seeds, grant-*,
// *-list with dashes or bullets, in-force, *company-notice, terminate-and-sign,
// two-documents-one-pair, ministers-and-joint-statement) were written before
// they were first read, by the same hand: agreements then scored F1 0.82 in
// Chinese and 0.85 in Urdu, sides 0.85 and 0.83. What they showed was mended, so
// they are held out no longer.
//
// On reports of the press nobody had looked at, kept elsewhere, agreements scored at
// first sight, before and after the rules for press Chinese and Urdu: 20 and 15
// reports 0.33 and 0.46, before; 15 and 11 more 0.37 and 0.71 (0.33 and 0.69 before);
// 7 and 7 more 0.63 and 0.67 (0.21 and 0.47 before). What is unseen is read about
// that well.
func TestCorpus(t *testing.T) {
	r := readers()
	for _, lang := range []string{"zh", "ur"} {
		t.Run(lang, func(t *testing.T) {
			files, err := filepath.Glob("../../../corpus/" + lang + "/*.txt")
			if err != nil || len(files) < 20 {
				t.Fatalf("%d samples, %v", len(files), err)
			}
			var found, made, sides, named, kind, stage, date, amounts, counts share
			for _, file := range files {
				text, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				var meta struct{ Title, Publisher, Published, Language string }
				var want gold
				decode(t, strings.TrimSuffix(file, ".txt")+".meta.json", &meta)
				decode(t, strings.TrimSuffix(file, ".txt")+".json", &want)
				checkGold(t, file, string(text), want)
				got, err := r.Read(reader.Document{Text: string(text), Published: meta.Published, Language: meta.Language})
				if err != nil {
					t.Fatal(err)
				}
				drafttest.Quotes(t, string(text), got)
				checkCodes(t, got)
				if len(got.Unread) > 0 {
					t.Errorf("%s: unread %v", file, got.Unread[0].Reason)
				}
				used := map[int]bool{}
				for _, g := range want.Agreements {
					at := -1
					for i, a := range got.Agreements {
						if used[i] || len(a.Parties) != len(g.Parties) {
							continue
						}
						all := true
						for _, p := range g.Parties {
							all = all && slices.ContainsFunc(a.Parties, func(x reader.Party) bool { return slices.Contains(p.Names, x.Name) })
						}
						if all && (at < 0 || a.Kind == g.Kind && got.Agreements[at].Kind != g.Kind) {
							at = i
						}
					}
					found.add(at >= 0)
					for range g.Parties {
						sides.add(at >= 0)
					}
					if at < 0 {
						t.Logf("%s: not found: %s", file, g.Quote)
						continue
					}
					used[at] = true
					a := got.Agreements[at]
					for _, p := range a.Parties {
						named.add(slices.ContainsFunc(g.Parties, func(x struct {
							Names []string `json:"names"`
						},
						) bool {
							return slices.Contains(x.Names, p.Name)
						}))
					}
					kind.add(a.Kind == g.Kind)
					stage.add(a.Stage == g.Stage)
					if g.Signed != nil {
						date.add(a.Signed != nil && a.Signed.Value == *g.Signed)
					}
					for _, q := range g.Quantities {
						amounts.add(slices.ContainsFunc(a.Quantities, func(x reader.Quantity) bool { return x.Value == q.Value }))
					}
					for _, m := range g.Money {
						amounts.add(slices.ContainsFunc(a.Money, func(x reader.Money) bool { return x.Amount == m.Amount && x.Currency == m.Currency }))
					}
				}
				for i, a := range got.Agreements {
					if !a.Background {
						made.add(used[i])
						if !used[i] {
							t.Logf("%s: not in gold: %s", file, a.Title)
						}
					}
				}
				for _, c := range want.Counts {
					counts.add(slices.ContainsFunc(got.Counts, func(x reader.Count) bool { return x.Value == c.Value }))
				}
			}
			for _, x := range []struct {
				what  string
				rate  float64
				least float64
			}{
				{"agreements found", found.rate(), 0.97},
				{"agreements right", made.rate(), 0.97},
				{"sides found", sides.rate(), 0.97},
				{"sides right", named.rate(), 0.97},
				{"kind", kind.rate(), 0.97},
				{"stage", stage.rate(), 0.97},
				{"date", date.rate(), 0.95},
				{"amounts", amounts.rate(), 0.95},
				{"counts", counts.rate(), 1},
			} {
				t.Logf("%-17s %.3f", x.what, x.rate)
				if x.rate < x.least {
					t.Errorf("%s: %.3f, want at least %.2f", x.what, x.rate, x.least)
				}
			}
		})
	}
}

func decode(t *testing.T, path string, into any) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(b, into)
	}
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
}

// checkGold: the annotation's words stand in the text.
func checkGold(t *testing.T, file, text string, g gold) {
	t.Helper()
	for _, a := range g.Agreements {
		if !strings.Contains(text, a.Quote) || a.Quote == "" || len(a.Parties) == 0 {
			t.Errorf("%s: quote %q", file, a.Quote)
		}
		for _, p := range a.Parties {
			for _, n := range p.Names {
				if !strings.Contains(text, n) {
					t.Errorf("%s: name %q is not in the text", file, n)
				}
			}
		}
	}
	for _, c := range g.Counts {
		if !strings.Contains(text, c.Text) {
			t.Errorf("%s: count %q is not in the text", file, c.Text)
		}
	}
}

// checkCodes: what a reading gives as a code is one of the closed lists.
func checkCodes(t *testing.T, r reader.Reading) {
	t.Helper()
	in := func(list vocab.List, code string) {
		t.Helper()
		if code != "" && !list.Has(code) {
			t.Errorf("%q is in no list", code)
		}
	}
	for _, a := range r.Agreements {
		in(vocab.Kinds, a.Kind)
		in(vocab.Stages, a.Stage)
		in(vocab.Levels, a.Level)
		for _, p := range a.Parties {
			in(vocab.PartyTypes, p.Type)
			in(vocab.Roles, p.Role)
		}
		for _, x := range a.Themes {
			in(vocab.Themes, x)
		}
		for _, m := range a.Money {
			in(vocab.MoneyNatures, m.Nature)
			in(vocab.Modalities, m.Modality)
		}
	}
}
