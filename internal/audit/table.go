package audit

import (
	"fmt"
	"math/big"
	"strings"
)

// Line is a row of a printed table: its label and its cells as printed, without
// the label.
type Line struct {
	Label string
	Cells []string
	Total bool // prints a total; a label of "Total" or "Grand total" says so too
}

func (l Line) isTotal() bool {
	label := strings.Trim(strings.ToLower(strings.TrimSpace(l.Label)), ":* ")
	return l.Total || label == "total" || label == "grand total" || label == "all" || label == "sum" || strings.HasPrefix(label, "total ")
}

func (l Line) isSubtotal() bool {
	label := strings.ToLower(strings.TrimSpace(l.Label))
	return strings.HasPrefix(label, "sub-total") || strings.HasPrefix(label, "subtotal") || strings.HasPrefix(label, "sub total")
}

// Table re-adds every column of a table against each total printed in it. An
// empty cell or a dash adds nothing; a cell that cannot be read leaves its
// column alone. A total between the column's least and greatest cell may be an
// average and one that a subtotal also makes is taken for the sum of subtotals.
func Table(lines []Line) []Finding {
	var found []Finding
	for r, line := range lines {
		if !line.isTotal() {
			continue
		}
		for c, printed := range line.Cells {
			total, ok := cell(printed)
			if !ok || total == nil || total.unit == "%" {
				continue
			}
			if f, ok := column(lines, r, c, total); ok {
				found = append(found, f)
			}
		}
	}
	return found
}

// column adds what stands above a total, down from the total before it.
func column(lines []Line, r, c int, total *num) (Finding, bool) {
	sum, subs := new(big.Rat), new(big.Rat)
	half, hasSubs := new(big.Rat), false
	var low, high *big.Rat
	var cells []Cell
	for k, l := range lines[:r] {
		if l.isTotal() {
			sum, subs, half, hasSubs, low, high, cells = new(big.Rat), new(big.Rat), new(big.Rat), false, nil, nil, nil
			continue
		}
		if c >= len(l.Cells) {
			continue
		}
		n, ok := cell(l.Cells[c])
		if !ok || n != nil && n.unit != total.unit {
			return Finding{}, false
		}
		if n == nil {
			continue
		}
		if l.isSubtotal() {
			subs, hasSubs = add(subs, n.value), true
			continue
		}
		sum = add(sum, n.value)
		cells = append(cells, Cell{k, c})
		if n.measured {
			half = add(half, mul(n.place, ratio(1, 2)))
		}
		if low == nil || n.value.Cmp(low) < 0 {
			low = n.value
		}
		if high == nil || n.value.Cmp(high) > 0 {
			high = n.value
		}
	}
	if len(cells) < 2 {
		return Finding{}, false
	}
	if total.measured {
		half = add(half, mul(total.place, ratio(1, 2)))
	}
	f := Finding{Rule: "table-total", Said: total.show(total.value), Computed: total.show(sum), Cells: append(cells, Cell{r, c})}
	miss := new(big.Rat).Abs(sub(sum, total.value))
	switch {
	case miss.Sign() == 0:
		f.Verdict = Agrees
	case hasSubs && subs.Cmp(total.value) == 0:
		// the rows between the subtotals do not make them, or belong to none
		f.Verdict = CannotTell
	case miss.Cmp(half) <= 0, total.value.Cmp(low) >= 0 && total.value.Cmp(high) <= 0:
		f.Verdict = CannotTell
	default:
		f.Verdict = Fails
	}
	f.Words = fmt.Sprintf("the %d figures of column %d add up to %s", len(cells), c+1, f.Computed)
	switch f.Verdict {
	case Agrees:
		f.Words += ", as printed"
	case Fails:
		way, off := "more", sub(total.value, sum)
		if off.Sign() < 0 {
			way, off = "less", new(big.Rat).Neg(off)
		}
		f.Words += ", printed as " + f.Said + ": " + total.show(off) + " " + way
	case CannotTell:
		f.Words += ", printed as " + f.Said + "; rounding, an average or subtotals may explain it"
	}
	return f, true
}

// cell reads a printed cell: a figure; nothing, for an empty one or a dash; or
// not ok.
func cell(s string) (*num, bool) {
	s = strings.TrimSpace(strings.Trim(strings.TrimSpace(s), "*†"))
	switch strings.ToLower(s) {
	case "", "-", "–", "—", "−", "nil", ".", "..":
		return nil, true
	}
	toks := joinNumbers(s, scan(s))
	if len(toks) != 1 || toks[0].num == nil || toks[0].sort != figure {
		return nil, false
	}
	return toks[0].num, true
}
