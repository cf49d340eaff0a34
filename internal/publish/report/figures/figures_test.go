package figures

import (
	"math/big"
	"strings"
	"testing"
	"time"

	"sanad/claim"
	"sanad/internal/delivery"
	"sanad/internal/register"
)

func ratOf(n int) *big.Rat { return big.NewRat(int64(n), 1) }

var today = time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)

func coded(list, code string) register.Field {
	return register.Field{Values: []register.Value{{Value: claim.Code{List: list, Code: code}, Text: code, Said: []register.Said{{}}}}}
}

// agreement is one in a state of law, delivery and proof, with what it says of
// money.
func agreement(id register.ID, kind, legal, state, proof string, money ...claim.Money) Agreement {
	a := Agreement{Agreement: register.Agreement{ID: id, Kind: coded("kind", kind)}}
	a.Standing = delivery.Assessment{Legal: delivery.Axis{Code: legal}, Delivery: delivery.Axis{Code: state}, Evidence: delivery.Axis{Code: proof}}
	for i, m := range money {
		a.Money = append(a.Money, register.Value{Value: m, Said: []register.Said{{Source: id, Entry: int64(i)}}})
	}
	return a
}

func usd(amount, nature string) claim.Money {
	return claim.Money{Amount: amount, Currency: "USD", Nature: nature}
}

var portfolio = []Agreement{
	agreement("a1-1", "mou", "signed", "completed", "verified", usd("700", "pledged")),
	agreement("a2-1", "mou", "in-force", "completed", "claimed", usd("300", "pledged")),
	agreement("a3-1", "joint-venture", "signed", "running", "reported", usd("50", "committed")),
	agreement("a4-1", "mou", "proposed", "announced", "none", usd("9000", "pledged")),
	agreement("a5-1", "contract", "expired", "announced", "none"),
}

func TestFiguresOfASmallPortfolio(t *testing.T) {
	for name, want := range map[string]string{
		"signed-of-announced":          "4/5 80.0",
		"begun-of-signed":              "2/4 50.0", // a completion that is only claimed does not count
		"completed-of-signed":          "1/4 25.0",
		"followed-of-nonbinding":       "0/2 0.0",
		"promises-kept-of-due":         "0/0 ",
		"completed-of-signed-by-value": "0/50 0.0 committed USD; 700/1000 70.0 pledged USD",
		"paid-of-committed-by-value":   "",
	} {
		d, ok := Find(name, 1)
		if !ok {
			t.Errorf("no %s", name)
			continue
		}
		var got []string
		for _, r := range Of(d, portfolio, today, 5).Ratios {
			got = append(got, strings.TrimRight(r.Numerator+"/"+r.Denominator+" "+r.Percent+" "+r.Rung+" "+r.Currency, " "))
		}
		if s := strings.Join(got, "; "); s != strings.TrimRight(want, " ") {
			t.Errorf("%s is %q, want %q", name, s, want)
		}
	}
}

// Every figure by count opens to its rows: as many as its denominator says, and as
// many of them in the numerator as it says.
func TestFiguresOpenToTheirRows(t *testing.T) {
	for _, d := range Definitions {
		if d.Published == "" || d.Numerator == "" || d.Denominator == "" || d.Limits == "" || strings.Contains(d.Name, "conversion") {
			t.Errorf("%s does not say what it counts", d.Name)
		}
		if (d.count == nil) == (d.value == nil) || (d.value != nil) != (d.Weight == Value) {
			t.Errorf("%s does not count by its weight", d.Name)
		}
		if d.Weight != Count {
			continue
		}
		f := Of(d, portfolio, today, 5)
		in := 0
		for _, r := range f.Rows {
			if r.In {
				in++
			}
		}
		if r := f.Ratios[0]; r.Denominator != plain(ratOf(len(f.Rows))) || r.Numerator != plain(ratOf(in)) {
			t.Errorf("%s says %s/%s and opens to %d/%d", d.Name, r.Numerator, r.Denominator, in, len(f.Rows))
		}
	}
}
