package audit

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"sanad/claim"
	"sanad/internal/register"
	"sanad/vocab"
)

// Rung is a step of the money ladder: a code of vocab.MoneyNatures, of which
// the first is the lowest. Amounts of two rungs are never added.
type Rung string

// The rungs.
const (
	Announced Rung = "announced"
	Pledged   Rung = "pledged"
	Committed Rung = "committed"
	Disbursed Rung = "disbursed"
	Spent     Rung = "spent"
)

// height is the rung's place on the ladder, -1 for none.
func (r Rung) height() int {
	return slices.IndexFunc(vocab.MoneyNatures, func(c vocab.Code) bool { return c.Code == string(r) })
}

// NonBinding are the kinds of instrument (vocab.Kinds) that oblige nobody to
// pay. Money they name is pledged and no more: IATI's commitment is "a firm,
// written obligation" (IATI 2.03, code list TransactionType, code 2).
var NonBinding = []string{"mou", "loi", "framework", "strategic-partnership", "declaration"}

// Amount is money said of one agreement.
type Amount struct {
	Money     claim.Money `json:"money"`
	Agreement register.ID `json:"agreement"`
	Kind      string      `json:"kind,omitempty"` // vocab.Kinds, of the agreement
	// Claim names the statement the amount comes from. One statement about
	// several agreements is given once for each, with the whole amount.
	Claim string `json:"claim,omitempty"`
	// Covers is how many agreements the statement is about, where the others
	// are not given here. 0 and 1 are this one alone.
	Covers int `json:"covers,omitempty"`
	// Share is this agreement's part of an amount that covers several, a decimal
	// or a fraction: 0.25, 1/3. "" where nobody said.
	Share string `json:"share,omitempty"`
}

// Total is a sum on one rung in one currency.
type Total struct {
	Rung     Rung          `json:"rung"`
	Currency string        `json:"currency"`
	Amount   string        `json:"amount"` // exact decimal; rounded to 2 places where thirds were allocated
	Of       []register.ID `json:"of"`     // the agreements, sorted

	exact *big.Rat
}

// Words is the total for people.
func (t Total) Words() string {
	v, _ := new(big.Rat).SetString(t.Amount)
	return t.Currency + " " + number(v) + " " + string(t.Rung)
}

// Refusal is an amount that was not added, or not on the rung it was said to
// be on, and why.
type Refusal struct {
	Amount Amount `json:"amount"`
	Why    string `json:"why"`
	Added  bool   `json:"added"` // it was added, on another rung than stated or in part
}

// The reasons.
const (
	WhyDemoted   = "an instrument of this kind binds nobody to pay: at most pledged"
	WhyKnown     = "a headline figure of an instrument that can only pledge: pledged"
	WhyTwice     = "the same statement about the same agreement: counted once"
	WhyRepeated  = "another statement gives this agreement the same amount: counted once"
	WhyShared    = "one amount covers several agreements and no shares are told: left out"
	WhyShares    = "the shares of an amount that covers several agreements are not all told, or make more than the whole: left out"
	WhyRest      = "the shares told make less than the whole: the rest is left out"
	WhySeveral   = "several amounts on one rung are said of this agreement, by different statements: which is whole is not known, left out"
	WhyNoNumber  = "the amount is not a plain decimal of nought or more"
	WhyNoNature  = "the nature is none of the ladder's rungs"
	WhyNoMoney   = "the currency is not of ISO 4217's form"
	WhyUnnatured = "the source does not say the nature: announced"
)

// Add sums money by rung and currency and never across either. The order of
// items does not matter. What it will not add it returns with a reason:
//
//   - money of a non-binding instrument is pledged, whatever is claimed of it;
//     so $7bn of memoranda and $1.54bn of joint ventures stand on two rungs;
//   - an amount that covers several agreements is allocated by shares that make
//     the whole or less, or left out;
//   - the same statement about the same agreement counts once;
//   - of different statements that put different amounts on one agreement's
//     rung, none is chosen.
func Add(items []Amount) (totals []Total, refused []Refusal) {
	items = slices.Clone(items)
	slices.SortFunc(items, compareAmounts)
	refuse := func(a Amount, why string, added bool) {
		refused = append(refused, Refusal{Amount: a, Why: why, Added: added})
	}
	var fit []weighed
	type told struct {
		claim     string
		agreement register.ID
		money     claim.Money
	}
	seen := map[told]bool{}
	for _, a := range items {
		v, ok := exact(a.Money.Amount)
		switch {
		case !ok || v.Sign() < 0:
			refuse(a, WhyNoNumber, false)
			continue
		case len(a.Money.Currency) != 3 || strings.ToUpper(a.Money.Currency) != a.Money.Currency:
			refuse(a, WhyNoMoney, false)
			continue
		case a.Money.Nature != "" && Rung(a.Money.Nature).height() < 0:
			refuse(a, WhyNoNature, false)
			continue
		case a.Claim != "" && seen[told{a.Claim, a.Agreement, a.Money}]:
			refuse(a, WhyTwice, false)
			continue
		}
		seen[told{a.Claim, a.Agreement, a.Money}] = true
		fit = append(fit, weighed{a, v, rungOf(a)})
	}
	fit = allocate(fit, refuse)
	fit = oneEach(fit, refuse)
	for _, w := range fit {
		switch said := Rung(w.Money.Nature); {
		case w.Money.Nature == "" && w.rung == Announced:
			refuse(w.Amount, WhyUnnatured, true)
		case said.height() > w.rung.height():
			refuse(w.Amount, WhyDemoted, true)
		case said != w.rung:
			refuse(w.Amount, WhyKnown, true)
		}
		i := slices.IndexFunc(totals, func(t Total) bool { return t.Rung == w.rung && t.Currency == w.Money.Currency })
		if i < 0 {
			totals = append(totals, Total{Rung: w.rung, Currency: w.Money.Currency, exact: new(big.Rat)})
			i = len(totals) - 1
		}
		totals[i].exact = add(totals[i].exact, w.value)
		if !slices.Contains(totals[i].Of, w.Agreement) {
			totals[i].Of = append(totals[i].Of, w.Agreement)
		}
	}
	for i := range totals {
		totals[i].Amount = plain(totals[i].exact)
		slices.Sort(totals[i].Of)
	}
	slices.SortFunc(totals, func(a, b Total) int {
		return cmp.Or(a.Rung.height()-b.Rung.height(), strings.Compare(a.Currency, b.Currency))
	})
	slices.SortStableFunc(refused, func(a, b Refusal) int {
		return cmp.Or(compareAmounts(a.Amount, b.Amount), strings.Compare(a.Why, b.Why))
	})
	return totals, refused
}

type weighed struct {
	Amount
	value *big.Rat
	rung  Rung
}

// rungOf is the rung an amount stands on.
func rungOf(a Amount) Rung {
	r := cmp.Or(Rung(a.Money.Nature), Announced)
	if slices.Contains(NonBinding, a.Kind) {
		return Pledged
	}
	return r
}

// allocate gives each agreement its share of an amount that covers several.
func allocate(in []weighed, refuse func(Amount, string, bool)) (out []weighed) {
	for start := 0; start < len(in); {
		end := start + 1
		for end < len(in) && in[start].Claim != "" && in[end].Claim == in[start].Claim && in[end].Money == in[start].Money {
			end++
		}
		group := in[start:end]
		start = end
		covers := len(group)
		for _, w := range group {
			covers = max(covers, w.Covers)
		}
		if covers == 1 && group[0].Share == "" {
			out = append(out, group...)
			continue
		}
		told, sum, ok := 0, new(big.Rat), true
		shares := make([]*big.Rat, len(group))
		for i, w := range group {
			if w.Share == "" {
				continue
			}
			told++
			s, good := share(w.Share)
			if !good {
				ok = false
				break
			}
			shares[i], sum = s, add(sum, s)
		}
		one := ratio(1, 1)
		switch {
		case told == 0:
			for _, w := range group {
				refuse(w.Amount, WhyShared, false)
			}
		case !ok || told < len(group) || sum.Cmp(one) > 0:
			for _, w := range group {
				refuse(w.Amount, WhyShares, false)
			}
		default:
			for i, w := range group {
				if sum.Cmp(one) < 0 {
					refuse(w.Amount, WhyRest, true)
				}
				w.value = mul(w.value, shares[i])
				out = append(out, w)
			}
		}
	}
	return out
}

// oneEach leaves out an agreement's amounts on one rung where different
// statements give different ones. Equal amounts of different statements are one
// amount said twice; amounts of one statement are its parts.
func oneEach(in []weighed, refuse func(Amount, string, bool)) (out []weighed) {
	type place struct {
		agreement register.ID
		rung      Rung
		currency  string
	}
	at := map[place][]weighed{}
	var order []place
	for _, w := range in {
		p := place{w.Agreement, w.rung, w.Money.Currency}
		if w.Agreement == "" {
			out = append(out, w)
			continue
		}
		if at[p] == nil {
			order = append(order, p)
		}
		at[p] = append(at[p], w)
	}
	for _, p := range order {
		// statement by statement: what each adds up to
		sums := map[string]*big.Rat{}
		var claims []string
		for i, w := range at[p] {
			key := w.Claim
			if key == "" {
				key = "\x00" + strconv.Itoa(i)
			}
			if sums[key] == nil {
				sums[key] = new(big.Rat)
				claims = append(claims, key)
			}
			sums[key] = add(sums[key], w.value)
		}
		agree := true
		for _, c := range claims {
			agree = agree && sums[c].Cmp(sums[claims[0]]) == 0
		}
		for i, w := range at[p] {
			first := w.Claim == claims[0] || w.Claim == "" && i == 0
			switch {
			case !agree:
				refuse(w.Amount, WhySeveral, false)
			case first:
				out = append(out, w)
			default:
				refuse(w.Amount, WhyRepeated, false)
			}
		}
	}
	return out
}

// share reads 0.25 or 1/3; it is above nought and at most one.
func share(s string) (*big.Rat, bool) {
	over, under, fraction := strings.Cut(s, "/")
	x, ok := exact(over)
	if !ok {
		return nil, false
	}
	if fraction {
		y, ok := exact(under)
		if !ok || y.Sign() <= 0 {
			return nil, false
		}
		x = quo(x, y)
	}
	return x, x.Sign() > 0 && x.Cmp(ratio(1, 1)) <= 0
}

// plain prints an exact decimal in full, and one that does not end to 2 places.
func plain(x *big.Rat) string {
	n, ends := x.FloatPrec()
	if !ends {
		n = 2
	}
	return x.FloatString(n)
}

func compareAmounts(a, b Amount) int {
	return cmp.Or(
		strings.Compare(a.Claim, b.Claim), strings.Compare(a.Money.Currency, b.Money.Currency), strings.Compare(a.Money.Amount, b.Money.Amount),
		strings.Compare(a.Money.Nature, b.Money.Nature), strings.Compare(string(a.Agreement), string(b.Agreement)), strings.Compare(a.Kind, b.Kind),
		strings.Compare(a.Share, b.Share), a.Covers-b.Covers,
	)
}

// Amounts are the amounts the register holds of an agreement. The statement is
// the quoted span of its source, so that one sentence about several agreements
// is one statement.
func Amounts(a register.Agreement) []Amount {
	var out []Amount
	for _, v := range a.Money {
		m, ok := v.Value.(claim.Money)
		if !ok {
			continue
		}
		x := Amount{Money: m, Agreement: a.ID, Kind: a.Kind.Code()}
		if len(v.Said) > 0 {
			x.Claim = statement(v.Said[0])
		}
		out = append(out, x)
	}
	return out
}

// statement names the words a value was read from: source and byte range.
func statement(s register.Said) string {
	if s.Start == s.End {
		return fmt.Sprintf("%s#%d.%d", s.Source, s.Entry, s.N)
	}
	return fmt.Sprintf("%s:%d-%d", s.Source, s.Start, s.End)
}
