package figures

import (
	"cmp"
	"math/big"
	"slices"
	"strings"
	"time"

	"sanad/claim"
	"sanad/internal/audit"
	"sanad/internal/delivery"
	"sanad/internal/register"
)

// Agreement is an agreement and how it stands on the day of the figure.
type Agreement struct {
	register.Agreement
	Standing delivery.Assessment
}

// Figure is one definition's figure on a day, with its rows.
type Figure struct {
	Definition
	AsOf     claim.Date `json:"as_of"`
	Position int64      `json:"position"`
	Ratios   []Ratio    `json:"ratios"` // one; by value, one a rung and currency
	Rows     []Row      `json:"rows"`
	LeftOut  []LeftOut  `json:"left_out,omitempty"`
}

// Ratio is a numerator over a denominator.
type Ratio struct {
	Rung        string `json:"rung,omitempty"` // of the denominator's money
	Currency    string `json:"currency,omitempty"`
	Numerator   string `json:"numerator"`
	Denominator string `json:"denominator"`
	Percent     string `json:"percent,omitempty"` // to one place; "" where there is nothing to divide by
}

// Row is an agreement, or a promise of one, that stands in the denominator.
type Row struct {
	Agreement register.ID   `json:"agreement"`
	Part      register.ID   `json:"part,omitempty"`
	In        bool          `json:"in_numerator"`
	Why       string        `json:"why,omitempty"` // the states it was counted by
	Amounts   []claim.Money `json:"amounts,omitempty"`
}

// LeftOut is an amount that is in neither number, and why.
type LeftOut struct {
	Agreement register.ID `json:"agreement"`
	Money     claim.Money `json:"money"`
	Why       string      `json:"why"`
}

type row = Row

func one(a Agreement, in bool, why string) []row { return []row{{Agreement: a.ID, In: in, Why: why}} }

// Of works a figure out. The order of agreements does not matter.
func Of(d Definition, list []Agreement, today time.Time, position int64) Figure {
	f := Figure{Definition: d, AsOf: claim.Date(today.Format(time.DateOnly)), Position: position, Rows: []Row{}}
	list = slices.DeleteFunc(slices.Clone(list), func(a Agreement) bool {
		return len(d.Legal) > 0 && !slices.Contains(d.Legal, a.Standing.Legal.Code)
	})
	slices.SortFunc(list, func(a, b Agreement) int { return strings.Compare(string(a.ID), string(b.ID)) })
	if d.Weight == Value {
		f.byValue(list)
		return f
	}
	in := 0
	for _, a := range list {
		for _, r := range d.count(d, a) {
			f.Rows = append(f.Rows, r)
			if r.In {
				in++
			}
		}
	}
	f.Ratios = []Ratio{ratio(big.NewRat(int64(in), 1), big.NewRat(int64(len(f.Rows)), 1))}
	return f
}

func (f *Figure) byValue(list []Agreement) {
	var above, below []audit.Amount
	for _, a := range list {
		in, n, d := f.value(f.Definition, a)
		if len(d) == 0 {
			continue // it says no money
		}
		above, below = append(above, n...), append(below, d...)
		r := Row{Agreement: a.ID, In: in}
		for _, x := range d {
			r.Amounts = append(r.Amounts, x.Money)
		}
		f.Rows = append(f.Rows, r)
	}
	tops, _ := audit.Add(above)
	bottoms, refused := audit.Add(below)
	for _, x := range refused {
		if !x.Added {
			f.LeftOut = append(f.LeftOut, LeftOut{x.Amount.Agreement, x.Amount.Money, x.Why})
		}
	}
	for _, b := range bottoms {
		top := new(big.Rat)
		for _, t := range tops {
			// Disbursed money is set against committed money of its currency; all
			// other figures set a rung against itself.
			if t.Currency == b.Currency && (t.Rung == b.Rung || b.Rung == audit.Committed && t.Rung == audit.Disbursed) {
				top = exact(t.Amount)
			}
		}
		r := ratio(top, exact(b.Amount))
		r.Rung, r.Currency = string(b.Rung), b.Currency
		f.Ratios = append(f.Ratios, r)
	}
	slices.SortStableFunc(f.Ratios, func(a, b Ratio) int {
		return cmp.Or(strings.Compare(a.Currency, b.Currency), strings.Compare(a.Rung, b.Rung))
	})
}

func ratio(n, d *big.Rat) Ratio {
	r := Ratio{Numerator: plain(n), Denominator: plain(d)}
	if d.Sign() != 0 {
		r.Percent = new(big.Rat).Mul(new(big.Rat).Quo(n, d), big.NewRat(100, 1)).FloatString(1)
	}
	return r
}

func exact(decimal string) *big.Rat {
	r, ok := new(big.Rat).SetString(decimal)
	if !ok {
		return new(big.Rat)
	}
	return r
}

func plain(r *big.Rat) string {
	if r.IsInt() {
		return r.Num().String()
	}
	return r.FloatString(2)
}

// promisesKept is a row for each commitment whose day has passed.
func promisesKept(d Definition, a Agreement) []row {
	var out []row
	for _, due := range a.Standing.Dates {
		if due.What != "commitment" || due.Days >= 0 || !due.Obliges {
			continue
		}
		grade := best(a.Agreement, due.Of)
		why := "not done"
		if due.Done {
			why = "done, " + cmp.Or(grade, "no proof")
		}
		out = append(out, row{Agreement: a.ID, Part: due.Of, In: due.Done && d.proves(grade), Why: why})
	}
	return out
}

// best is the strongest grade among the proofs of a part, disputed where one is.
func best(a register.Agreement, part register.ID) string {
	order := []string{"", "none", "claimed", "reported", "documented", "verified", "disputed"}
	at := 0
	for _, e := range a.Record.Evidence {
		if slices.Contains(e.Of, part) {
			at = max(at, slices.Index(order, delivery.GradeOf(e)))
		}
	}
	return order[at]
}

// paidOfCommitted are the disbursed and committed amounts on an agreement's
// ladder, in currencies that have a committed one. Rungs are whole already:
// delivery counts once what another transfer includes.
func paidOfCommitted(_ Definition, a Agreement) (in bool, paid, committed []audit.Amount) {
	for _, c := range a.Standing.Rungs {
		if c.Nature != string(audit.Committed) || slices.Contains(audit.NonBinding, a.Kind.Code()) {
			continue
		}
		committed = append(committed, audit.Amount{Money: claim.Money{Amount: c.Amount, Currency: c.Currency, Nature: c.Nature}, Agreement: a.ID, Kind: a.Kind.Code()})
		for _, p := range a.Standing.Rungs {
			if p.Nature == string(audit.Disbursed) && p.Currency == c.Currency {
				in = true
				paid = append(paid, audit.Amount{Money: claim.Money{Amount: p.Amount, Currency: p.Currency, Nature: p.Nature}, Agreement: a.ID})
			}
		}
	}
	return in, paid, committed
}
