package audit

import (
	"fmt"
	"math/big"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sanad/claim"
	"sanad/internal/register"
	"sanad/vocab"
)

// amount reads "a1 mou USD 7000000000 announced claim share", "-" for nothing.
func amount(line string) Amount {
	f := strings.Fields(line)
	for len(f) < 7 {
		f = append(f, "-")
	}
	for i := range f {
		if f[i] == "-" {
			f[i] = ""
		}
	}
	return Amount{Agreement: register.ID(f[0]), Kind: f[1], Money: claim.Money{Currency: f[2], Amount: f[3], Nature: f[4]}, Claim: f[5], Share: f[6]}
}

func climbed(items []Amount) string {
	totals, refused := Add(items)
	var out []string
	for _, t := range totals {
		out = append(out, t.Words())
	}
	for _, r := range refused {
		out = append(out, fmt.Sprintf("%s: %s", r.Amount.Agreement, r.Why))
	}
	return strings.Join(out, "\n")
}

func TestLadder(t *testing.T) {
	for _, c := range []struct{ name, items, want string }{
		{"memoranda and joint ventures are two rungs", "a1 mou USD 7000000000 announced\na2 joint-venture USD 1540000000 announced", "USD 1,540,000,000 announced\nUSD 7,000,000,000 pledged\na1: " + WhyKnown},
		{"a memorandum commits nothing", "a1 mou USD 5 committed\na2 loan USD 6 committed", "USD 5 pledged\nUSD 6 committed\na1: " + WhyDemoted},
		{"one rung adds", "a1 loan USD 0.1 committed\na2 loan USD 0.2 committed", "USD 0.3 committed"},
		{"currencies do not", "a1 loan USD 1 committed\na2 loan PKR 2 committed", "PKR 2 committed\nUSD 1 committed"},
		{"no nature is announced", "a1 contract USD 1", "USD 1 announced\na1: " + WhyUnnatured},
		{"an amount of three agreements is left out", "a1 loan USD 9 committed s1\na2 loan USD 9 committed s1\na3 loan USD 9 committed s1", "a1: " + WhyShared + "\na2: " + WhyShared + "\na3: " + WhyShared},
		{"or allocated", "a1 loan USD 9 committed s1 1/3\na2 loan USD 9 committed s1 1/3\na3 loan USD 9 committed s1 1/3", "USD 9 committed"},
		{"in part", "a1 loan USD 9 committed s1 0.5\na2 loan USD 9 committed s1 0.25", "USD 6.75 committed\na1: " + WhyRest + "\na2: " + WhyRest},
		{"never more than once", "a1 loan USD 9 committed s1 0.8\na2 loan USD 9 committed s1 0.8", "a1: " + WhyShares + "\na2: " + WhyShares},
		{"one share of two told", "a1 loan USD 9 committed s1 0.5\na2 loan USD 9 committed s1", "a1: " + WhyShares + "\na2: " + WhyShares},
		{"shares over two rungs", "a1 mou USD 9 committed s1 1/3\na2 loan USD 9 committed s1 2/3", "USD 3 pledged\nUSD 6 committed\na1: " + WhyDemoted},
		{"the same statement twice", "a1 loan USD 9 committed s1\na1 loan USD 9 committed s1", "USD 9 committed\na1: " + WhyTwice},
		{"two statements of one amount", "a1 loan USD 9 committed s1\na1 loan USD 9 committed s2", "USD 9 committed\na1: " + WhyRepeated},
		{"4.2 or 8.5 billion", "a1 joint-venture USD 4200000000 announced s1\na1 joint-venture USD 8500000000 announced s2", "a1: " + WhySeveral + "\na1: " + WhySeveral},
		{"parts of one statement", "a1 loan USD 4 committed s1\na1 loan USD 1 committed s1", "USD 5 committed"},
		{"what is no money", "a1 loan USD 1e9 committed\na2 loan USD -5 committed\na3 loan dollar 5 committed\na4 loan USD 5 promised", "a2: " + WhyNoNumber + "\na1: " + WhyNoNumber + "\na4: " + WhyNoNature + "\na3: " + WhyNoMoney},
	} {
		var items []Amount
		for _, l := range strings.Split(c.items, "\n") {
			items = append(items, amount(l))
		}
		if got := climbed(items); got != c.want {
			t.Errorf("%s\n got\n%s\n want\n%s", c.name, got, c.want)
		}
	}
	covered := amount("a1 loan USD 9 committed s1")
	covered.Covers = 3
	if got := climbed([]Amount{covered}); got != "a1: "+WhyShared {
		t.Errorf("an amount that covers two more: %s", got)
	}
}

func TestRungsAreTheVocabularys(t *testing.T) {
	for i, r := range []Rung{Announced, Pledged, Committed, Disbursed, Spent} {
		if r.height() != i {
			t.Errorf("%s is at %d of vocab.MoneyNatures, not %d", r, r.height(), i)
		}
	}
	if len(vocab.MoneyNatures) != 5 {
		t.Error("vocab.MoneyNatures has a rung that Ladder does not know")
	}
	for _, k := range NonBinding {
		if !vocab.Kinds.Has(k) {
			t.Errorf("%q is no kind", k)
		}
	}
}

var amounts = rapid.Custom(func(t *rapid.T) Amount {
	return Amount{
		Agreement: register.ID(rapid.SampledFrom([]string{"a1", "a2", "a3", "a4", ""}).Draw(t, "agreement")),
		Kind:      rapid.SampledFrom([]string{"mou", "loi", "loan", "contract", "joint-venture", ""}).Draw(t, "kind"),
		Claim:     rapid.SampledFrom([]string{"", "s1", "s2", "s3"}).Draw(t, "claim"),
		Share:     rapid.SampledFrom([]string{"", "", "0.5", "1/3", "1", "2", "x", "1/0"}).Draw(t, "share"),
		Covers:    rapid.IntRange(0, 3).Draw(t, "covers"),
		Money: claim.Money{
			Amount:   rapid.SampledFrom([]string{"1", "2", "0.1", "7000000000", "-1", "1e5"}).Draw(t, "amount"),
			Currency: rapid.SampledFrom([]string{"USD", "PKR", "usd"}).Draw(t, "currency"),
			Nature:   rapid.SampledFrom([]string{"", "announced", "pledged", "committed", "disbursed", "spent", "promised"}).Draw(t, "nature"),
		},
	}
})

// TestLadderHolds: for any items in any order the totals and refusals are the
// same, no total has two rungs or currencies, nothing non-binding stands above
// pledged, and no total exceeds what its rung and currency was said to hold.
func TestLadderHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		items := rapid.SliceOfN(amounts, 0, 12).Draw(t, "items")
		totals, refused := Add(items)
		shuffled := rapid.Permutation(items).Draw(t, "shuffled")
		again, refusedAgain := Add(shuffled)
		if !reflect.DeepEqual(totals, again) || !reflect.DeepEqual(refused, refusedAgain) {
			t.Fatalf("another order, another sum\n%v %v\n%v %v", totals, refused, again, refusedAgain)
		}
		seen := map[string]bool{}
		for _, total := range totals {
			key := string(total.Rung) + total.Currency
			if seen[key] {
				t.Fatalf("%s twice", key)
			}
			seen[key] = true
			most := new(big.Rat)
			for _, a := range items {
				v, ok := exact(a.Money.Amount)
				if ok && v.Sign() >= 0 && a.Money.Currency == total.Currency && rungOf(a) == total.Rung {
					most = add(most, v)
				}
				if slices.Contains(NonBinding, a.Kind) && rungOf(a) != Pledged {
					t.Fatalf("%v stands on %s", a, rungOf(a))
				}
			}
			if total.exact.Cmp(most) > 0 {
				t.Fatalf("%s %s is more than was said, %s", key, total.Amount, most)
			}
		}
	})
}
