// Package audit does published sums again. It re-adds totals, re-computes
// percentages, holds counts against lists, follows a target that moves from
// date to date, adds money without mixing its rungs, and scores how well a
// record is documented, each score with its formula.
//
// It is a pure package: texts and views of the register go in, findings come
// out. It reads no clock, file or network, stores nothing and changes nothing;
// the same input gives the same findings in the same order. It never uses
// floating point for a sum: all numbers are exact fractions until they are
// printed. It never decides which of two sources is right, and it says nothing
// of numbers that are not clearly parts of one statement: a sum wrongly called
// false costs more than one left alone.
//
// Pages of events, agreements and sources trust it to show; nothing in the
// register depends on it.
package audit

import (
	"math/big"
	"strings"

	"sanad/internal/register"
)

// Verdict is what doing a statement again came to.
type Verdict string

// The verdicts.
const (
	Agrees     Verdict = "agrees"
	Fails      Verdict = "fails"
	CannotTell Verdict = "cannot-tell" // rounding, hedges or doubt about what was counted could explain it
)

// Span is one number a finding uses: Text is exactly what stands in the audited
// text between the byte offsets Start and End.
type Span struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
	Role  string `json:"role"` // part, total, base, change, whole, percent
}

// Cell is a number of a table: row and column count from 0.
type Cell struct {
	Row    int `json:"row"`
	Column int `json:"column"`
}

// Finding is one statement done again.
type Finding struct {
	Rule     string  `json:"rule"` // an ID of Rules
	Spans    []Span  `json:"spans,omitempty"`
	Said     string  `json:"said"`     // 500,000
	Computed string  `json:"computed"` // 700,000
	Verdict  Verdict `json:"verdict"`
	Words    string  `json:"words"` // for people: 200,000 + 300,000 + 200,000 = 700,000, said to be 500,000

	Cells      []Cell        `json:"cells,omitempty"`      // of Table
	Sources    []register.ID `json:"sources,omitempty"`    // of Counts: whose counts these are
	Agreements []register.ID `json:"agreements,omitempty"` // of Counts: what the words are about
}

// Rule is a check and its formula, for the page that explains findings.
type Rule struct {
	ID      string `json:"id"`
	Formula string `json:"formula"`
}

// Rules are all checks that make findings.
var Rules = []Rule{
	{"sum", "parts added up = the stated total; agrees when the sum, rounded as the total is printed, is the total"},
	{"rungs", "memoranda and letters of intent pledge, contracts and joint ventures may commit: a total over both adds two rungs"},
	{"added-share", "what is added ÷ what there was × 100 = the stated percentage"},
	{"growth", "(after − before) ÷ before × 100 = the stated percentage of increase; of decrease: (before − after) ÷ before × 100"},
	{"share", "part ÷ whole × 100 = the stated percentage"},
	{"share-of", "percentage × whole ÷ 100 = the stated part"},
	{"table-total", "the cells of a column added up = its printed total"},
	{"parts-of-count", "a source's counts by level (G2G, G2B, B2B …) added up = its own total"},
	{"lists", "agreements a source speaks of against the number it states: fewer is no contradiction, more is"},
	{"same-count", "sources that state the same number, taken together, list no more than it"},
	{"union", "agreements that at least one source lists, against each number stated"},
	{"sources-differ", "two sources published within 31 days of each other state the same number"},
}

// Hedge is how a number is qualified, and what it then may be.
type Hedge string

// The hedges. A said percentage P is accepted when the computed one lies in the
// range beside it; half a unit of the last printed digit is allowed at its ends.
const (
	Plain   Hedge = ""        // P rounded or cut off at its last printed digit: 30 % is 29.5 to below 31
	Nearly  Hedge = "nearly"  // 0.9 P to P: nearly 40 % is 36 to 40
	About   Hedge = "about"   // 0.9 P to 1.1 P
	Over    Hedge = "over"    // P or more
	AtLeast Hedge = "atleast" // P or more
	Under   Hedge = "under"   // P or less; "up to" and "at most" too
)

// interval is a closed range; a nil end is open to that side.
type interval struct{ lo, hi *big.Rat }

func (i interval) has(x *big.Rat) bool {
	return (i.lo == nil || i.lo.Cmp(x) <= 0) && (i.hi == nil || x.Cmp(i.hi) <= 0)
}

func (i interval) meets(j interval) bool {
	below := i.hi != nil && j.lo != nil && i.hi.Cmp(j.lo) < 0
	above := i.lo != nil && j.hi != nil && j.hi.Cmp(i.lo) < 0
	return !below && !above
}

// judge compares what was computed, exactly and with the rounding of its
// inputs, with what the said figure may mean. Only a miss that no rounding
// explains fails.
func judge(exact *big.Rat, may, accepted interval, open bool) Verdict {
	switch {
	case accepted.has(exact) && !open:
		return Agrees
	case open || may.meets(accepted):
		return CannotTell
	}
	return Fails
}

func ratio(n, d int64) *big.Rat         { return big.NewRat(n, d) }
func add(a, b *big.Rat) *big.Rat        { return new(big.Rat).Add(a, b) }
func sub(a, b *big.Rat) *big.Rat        { return new(big.Rat).Sub(a, b) }
func mul(a, b *big.Rat) *big.Rat        { return new(big.Rat).Mul(a, b) }
func quo(a, b *big.Rat) *big.Rat        { return new(big.Rat).Quo(a, b) }
func percentOf(part, w *big.Rat) string { return percent(mul(quo(part, w), ratio(100, 1))) }

// percent prints a share in hundredths with one decimal, 30.3 %, and a whole
// one without.
func percent(p *big.Rat) string {
	return strings.TrimSuffix(grouped(p.FloatString(1)), ".0") + " %"
}

// decimal prints a number exactly where its decimals end within six places, and
// rounded to two places where they do not.
func decimal(x *big.Rat) string {
	n, exact := x.FloatPrec()
	if !exact || n > 6 {
		n = 2
	}
	return x.FloatString(n)
}

// number is decimal with commas between thousands.
func number(x *big.Rat) string { return grouped(decimal(x)) }

func grouped(s string) string {
	sign, rest := "", s
	if strings.HasPrefix(s, "-") {
		sign, rest = "−", s[1:]
	}
	whole, frac, point := strings.Cut(rest, ".")
	var b strings.Builder
	b.WriteString(sign)
	for i := range len(whole) {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteByte(whole[i])
	}
	if point {
		b.WriteString("." + frac)
	}
	return b.String()
}
