package record

import (
	"strings"
	"testing"

	"sanad/claim"
	"sanad/internal/fault"
	"sanad/vocab"
)

// TestValues: what people type, and what is read of it.
func TestValues(t *testing.T) {
	for _, c := range []struct {
		class claim.Class
		name  string
		typed string
		want  claim.Value
	}{
		{'m', "due", " 2026-03 ", claim.Date("2026-03")},
		{'m', "met", "2024-02-29", claim.Date("2024-02-29")},
		{'a', "term", "3 a", claim.Quantity{Number: "3", Unit: "a"}},
		{'i', "target", "1,500 people", claim.Quantity{Number: "1500", Unit: "people"}},
		{'i', "target", "100 thousand people", claim.Quantity{Number: "100000", Unit: "people"}},
		{'i', "target", "4.6 million people", claim.Quantity{Number: "4600000", Unit: "people"}},
		{'i', "target", "5 m", claim.Quantity{Number: "5", Unit: "m"}},
		{'i', "target", "3 millions", claim.Quantity{Number: "3", Unit: "millions"}},
		{'r', "actual", "0 people", claim.Quantity{Number: "0", Unit: "people"}},
		{'r', "actual", "007.50 km", claim.Quantity{Number: "7.5", Unit: "km"}},
		{'r', "actual", "-0 km", claim.Quantity{Number: "0", Unit: "km"}},
		{'t', "money", "USD 4,200,000,000 pledged", claim.Money{Amount: "4200000000", Currency: "USD", Nature: "pledged"}},
		{'t', "money", "1.54 billion usd", claim.Money{Amount: "1540000000", Currency: "USD"}},
		{'t', "money", "PKR 3 crore spent", claim.Money{Amount: "30000000", Currency: "PKR", Nature: "spent"}},
		{'t', "money", "PKR 0.25 lakh", claim.Money{Amount: "25000", Currency: "PKR"}},
		{'a', "renewal", "automatic", claim.Code{List: "renewal", Code: "automatic"}},
		{'a', "legal", "In Force", claim.Code{List: "legal", Code: "in-force"}},
		{'m', "code", "rfs", claim.Code{List: "gate", Code: "rfs"}},
		{'i', "code", "certified", claim.Code{List: "indicator", Code: "certified"}},
		{'p', "country", "pk", claim.Code{List: "iso3166", Code: "PK"}},
		{'m', "of", "a17-3", claim.Ref{Subject: "17/a3"}},
		{'m', "of", "17/a3", claim.Ref{Subject: "17/a3"}},
		{'r', "of", "i1", claim.Ref{Subject: "i1"}},
		{'a', "party", "p17-2", claim.Ref{Subject: "17/p2", Role: "signatory"}},
		{'a', "party", "p17-2 witness", claim.Ref{Subject: "17/p2", Role: "witness"}},
	} {
		p, ok := vocab.PropertyOf(byte(c.class), c.name)
		if !ok {
			t.Errorf("%s is not said of %c", c.name, c.class)
			continue
		}
		if got, err := Value(c.class, p, c.typed); err != nil || got != c.want {
			t.Errorf("%s=%q: %#v %v, want %#v", c.name, c.typed, got, err, c.want)
		}
	}
}

// TestValuesThatAreNone: each kind of slip, and the words of its line.
func TestValuesThatAreNone(t *testing.T) {
	for _, c := range []struct {
		class             claim.Class
		name, typed, says string
	}{
		{'m', "due", "", "due: nothing is given"},
		{'m', "due", "2026-02-30", `due: date "2026-02-30"`},
		{'m', "due", "next spring", `due: date "next spring"`},
		{'t', "money", "4 billion", `"4 billion" is not an amount`},
		{'t', "money", "USD 4 PKR", `"USD 4 PKR" is not an amount`},
		{'t', "money", "XQQ 4", `there is no currency "XQQ"`},
		{'t', "money", "USD 4 hoped", `there is no rung "hoped"`},
		{'i', "target", "many people", `"many people" is not a number with a unit`},
		{'m', "of", "the cable", `"the" is not an id`},
		{'m', "of", "a0-0", `"a0-0" is not an id`},
		{'v', "document", "x.pdf", "a document cannot be typed"},
	} {
		p, _ := vocab.PropertyOf(byte(c.class), c.name)
		_, err := Value(c.class, p, c.typed)
		if !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s=%q: %v, want %q", c.name, c.typed, err, c.says)
		}
		if err != nil && strings.Contains(err.Error(), "\n") {
			t.Errorf("%s=%q: more than one line", c.name, c.typed)
		}
	}
}

func said(s claim.Subject, p claim.Property, v claim.Value) claim.Claim {
	return claim.Claim{Subject: s, Property: p, Value: v, Modality: claim.Done, Release: claim.Public, Confidence: 1000}
}

func TestCheck(t *testing.T) {
	of := said("m1", claim.PropOf, claim.Ref{Subject: "17/a3"})
	good := []claim.Claim{
		of,
		said("m1", claim.PropCode, claim.Code{List: "gate", Code: "a-stage-of-the-office"}),
		said("v1", claim.PropSupports, claim.Ref{Subject: "m1"}),
		said("31/m1", claim.PropMet, claim.Date("2026-02-28")),
		said("d", claim.PropStanding, claim.Code{List: "standing", Code: "record"}),
	}
	if err := Check(good); err != nil {
		t.Errorf("refused: %v", err)
	}
	for says, claims := range map[string][]claim.Claim{
		`m1 "actual" is nothing that is said of it`:                 {of, said("m1", claim.PropActual, claim.Quantity{Number: "1"})},
		`m1 due: a date is wanted, not a text`:                      {of, said("m1", claim.PropDue, claim.Text{Text: "soon"})},
		`m1 status: a code of list status is wanted, not of "kind"`: {of, said("m1", claim.PropStatus, claim.Code{List: "kind", Code: "mou"})},
		`m1 status: "almost" is not in the list`:                    {of, said("m1", claim.PropStatus, claim.Code{List: "status", Code: "almost"})},
		`m1: not said what it is a part of`:                         {said("m1", claim.PropDue, claim.Date("2026"))},
		`m1 of: refers to o1, of which nothing is said`:             {said("m1", claim.PropOf, claim.Ref{Subject: "o1"})},
		`m1 of: refers to itself`:                                   {said("m1", claim.PropOf, claim.Ref{Subject: "m1"})},
		`r1 of: it cannot be a part of 17/a3`:                       {said("r1", claim.PropOf, claim.Ref{Subject: "17/a3"})},
		`g1 of: it cannot be a part of 17/e1`:                       {said("g1", claim.PropOf, claim.Ref{Subject: "17/e1"})},
		`17/a3 renews: 17/p1 is not what it can refer to`:           {said("17/a3", claim.PropRenews, claim.Ref{Subject: "17/p1"})},
		`17/a3 party: no role "friend"`:                             {said("17/a3", claim.PropParty, claim.Ref{Subject: "17/p1", Role: "friend"})},
		`17/p1 country: "Pakistan" is not a country's two letters`:  {said("17/p1", claim.PropCountry, claim.Code{List: "iso3166", Code: "Pakistan"})},
		`17/a3 money: there is no currency "XQQ"`:                   {said("17/a3", claim.PropMoney, claim.Money{Amount: "1", Currency: "XQQ"})},
		`17/a3 money: no nature "hoped" of an amount`:               {said("17/a3", claim.PropMoney, claim.Money{Amount: "1", Currency: "USD", Nature: "hoped"})},
		`date "2026-13"`: {of, said("m1", claim.PropDue, claim.Date("2026-13"))},
	} {
		if err := Check(claims); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), says) {
			t.Errorf("%q, want %q", err, says)
		}
	}
}
