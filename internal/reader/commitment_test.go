package reader_test

import (
	"testing"

	"sanad/claim"
	"sanad/internal/reader"
	"sanad/vocab"
)

// TestCommitmentClaims: what a reading tells of a promise and of an instrument's
// terms becomes claims that the table of properties allows, with their quotes.
func TestCommitmentClaims(t *testing.T) {
	said := func(modality, words string) reader.Evidence {
		return reader.Evidence{Quote: &reader.Quote{End: len(words), Text: words}, Confidence: 0.8, Modality: modality}
	}
	r := reader.Reading{Agreements: []reader.Agreement{{
		ID: "a1", Kind: "mou", Parties: []reader.Party{{ID: "p1", Name: "Zed", Role: "signatory"}},
		Commitments: []reader.Commitment{{
			ID: "o1", Text: "train 500 nurses", Kind: "train", By: "p1", Verifiable: "verifiable", Evidence: said("planned", "Zed will train 500 nurses by 2027"),
			Target: &reader.Quantity{Value: 500, Unit: "people", What: "nurses", Evidence: said("planned", "500 nurses")},
			Due:    &reader.Date{Value: "2027", Precision: "year", Evidence: said("planned", "by 2027")},
		}},
		Terms: &reader.Terms{
			Term:    &reader.Quantity{Value: 3, Unit: "a", Evidence: said("", "valid for three years")},
			Binding: &reader.Coded{Code: "non-binding", Evidence: said("", "non-binding")},
		},
	}}}
	quotes := 0
	r.EachQuote(func(*reader.Quote) { quotes++ })
	if quotes != 6 { // the agreement, the clause, its figure and day, two terms
		t.Errorf("%d quotes are walked, want 6", quotes)
	}
	got := map[claim.Property]claim.Value{}
	for _, c := range reader.Claims(r, claim.DocumentRef{}) {
		class := c.Subject.Class()
		if class != claim.Commitment && c.Property != claim.PropTerm && c.Property != claim.PropBinding {
			continue
		}
		got[c.Property] = c.Value
		if p, ok := vocab.PropertyOf(byte(class), string(c.Property)); !ok || c.Value.Type() != p.Type {
			t.Errorf("%s %s: not what the table of properties has", c.Subject, c.Property)
		}
		if c.Selector == nil {
			t.Errorf("%s %s: no quote", c.Subject, c.Property)
		}
		if class == claim.Commitment && c.Modality != claim.Planned {
			t.Errorf("%s %s: %s, want planned", c.Subject, c.Property, c.Modality)
		}
	}
	want := map[claim.Property]claim.Value{
		claim.PropOf: claim.Ref{Subject: "a1"}, claim.PropText: claim.Text{Text: "train 500 nurses"}, claim.PropCommitment: claim.Code{List: "commitment", Code: "train"},
		claim.PropBy: claim.Ref{Subject: "p1"}, claim.PropTarget: claim.Quantity{Number: "500", Unit: "people", What: "nurses"}, claim.PropDue: claim.Date("2027"),
		claim.PropVerifiable: claim.Code{List: "verifiable", Code: "verifiable"}, claim.PropTerm: claim.Quantity{Number: "3", Unit: "a"}, claim.PropBinding: claim.Code{List: "binding", Code: "non-binding"},
	}
	for p, v := range want {
		if got[p] != v {
			t.Errorf("%s: %v, want %v", p, got[p], v)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d properties, want %d", len(got), len(want))
	}
}
