package sqlview

import (
	"context"
	"fmt"
	"iter"
	"path/filepath"
	"testing"

	"sanad/claim"
	"sanad/internal/claimlog"
	"sanad/internal/register"
	"sanad/internal/resolve/orgname"
	"sanad/internal/resolve/pairs"
)

// BenchmarkFold folds 10,000 agreements from nothing: an office's list, all in one
// reading, and announcements, a reading each. Sixty ministries sign with 3,000
// bodies; every tenth announcement tells an agreement that another told before.
func BenchmarkFold(b *testing.B) {
	const agreements = 10_000
	for name, readings := range map[string]func(names []string) []claimlog.Reading{
		"list": func(names []string) []claimlog.Reading {
			l := claimlog.Reading{Reader: "workbook/1", Claims: document(0, "record")}
			for i := range agreements {
				l.Claims = append(l.Claims, agreement(i, 2*i+1, i+1, names)...)
			}
			return []claimlog.Reading{l}
		},
		"announcements": func(names []string) []claimlog.Reading {
			var all []claimlog.Reading
			for i := range agreements {
				of := i
				if i%10 == 9 {
					of = i - 4
				}
				all = append(all, claimlog.Reading{Reader: "press/1", Claims: append(document(i, "press"), agreement(of, 1, 1, names)...)})
			}
			return all
		},
	} {
		b.Run(name, func(b *testing.B) {
			data := filepath.Join(b.TempDir(), "register")
			if err := claimlog.Create(data, "bench.example/log"); err != nil {
				b.Fatal(err)
			}
			l, err := claimlog.Open(data, 0)
			if err != nil {
				b.Fatal(err)
			}
			if _, err := l.Append(readings(bodies())...); err != nil {
				b.Fatal(err)
			}
			if err := l.Close(); err != nil {
				b.Fatal(err)
			}
			log, err := claimlog.Read(data)
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				if err := Remove(data); err != nil {
					b.Fatal(err)
				}
				v, err := Open(context.Background(), data)
				if err != nil {
					b.Fatal(err)
				}
				if _, err := register.Fold(context.Background(), log, v, nil); err != nil {
					b.Fatal(err)
				}
				v.Close()
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/agreements, "µs/agreement")
		})
	}
}

// bodies are names such as a long list has.
func bodies() []string {
	var names []string
	var all iter.Seq[orgname.Entity] = func(yield func(orgname.Entity) bool) {
		for e := range pairs.Believable(3, 3_060) {
			if !yield(e) {
				return
			}
		}
	}
	for e := range all {
		names = append(names, e.Names[0])
	}
	return names
}

func said(s claim.Subject, p claim.Property, v claim.Value) claim.Claim {
	return claim.Claim{Subject: s, Property: p, Value: v, Modality: claim.Done, Confidence: 900, Release: claim.Public}
}

func document(i int, standing string) []claim.Claim {
	return []claim.Claim{
		said("d", claim.PropOriginal, claim.DocumentRef{Original: fmt.Sprintf("%064x", i), Text: fmt.Sprintf("%064x", i), Media: "text/plain"}),
		said("d", claim.PropTitle, claim.Text{Text: fmt.Sprintf("Agreements, number %d", i)}),
		said("d", claim.PropPublisher, claim.Text{Text: "Example Press"}),
		said("d", claim.PropPublished, claim.Date(fmt.Sprintf("%04d-%02d-11", 2000+i%25, 1+i%12))),
		said("d", claim.PropStanding, claim.Code{List: "standing", Code: standing}),
	}
}

// agreement is what a source says of agreement i, its parties from number party on.
func agreement(i, party, local int, names []string) []claim.Claim {
	a := claim.Subject(fmt.Sprintf("a%d", local))
	home, other := claim.Subject(fmt.Sprintf("p%d", party)), claim.Subject(fmt.Sprintf("p%d", party+1))
	quote := &claim.Selector{Start: 0, End: 60, Quote: "signed a memorandum of understanding on digital cooperation."}
	all := []claim.Claim{
		said(home, claim.PropName, claim.Text{Text: names[i%60]}),
		said(home, claim.PropCountry, claim.Code{List: "country", Code: "PK"}),
		said(home, claim.PropType, claim.Code{List: "party-type", Code: "government"}),
		said(other, claim.PropName, claim.Text{Text: names[60+i*7%3000]}),
		said(other, claim.PropCountry, claim.Code{List: "country", Code: "CN"}),
		said(a, claim.PropMention, claim.Text{Text: "signed"}),
		said(a, claim.PropTitle, claim.Text{Text: fmt.Sprintf("Memorandum number %d", i)}),
		said(a, claim.PropKind, claim.Code{List: "kind", Code: "mou"}),
		said(a, claim.PropStage, claim.Code{List: "stage", Code: "signed"}),
		said(a, claim.PropParty, claim.Ref{Subject: home, Role: "signatory"}),
		said(a, claim.PropParty, claim.Ref{Subject: other, Role: "signatory"}),
		said(a, claim.PropSigned, claim.Date(fmt.Sprintf("%04d-%02d-%02d", 2000+i%25, 1+i%12, 1+i%28))),
		said(a, claim.PropExpires, claim.Date(fmt.Sprintf("%04d-%02d-%02d", 2005+i%25, 1+i%12, 1+i%28))),
		said(a, claim.PropTheme, claim.Code{List: "theme", Code: "training"}),
	}
	for k := range all {
		all[k].Selector = quote
	}
	return all
}
