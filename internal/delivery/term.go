package delivery

import (
	"cmp"
	"math/big"
	"strings"
	"time"

	"sanad/claim"
	"sanad/internal/register"
	"sanad/internal/resolve"
)

// Ends is the day the agreement ends: said, or its start and its term, and then
// worked. It is no surer than its start: a year and a term of years give a year; a
// range of days gives a range.
func Ends(a register.Agreement) (on claim.Date, worked bool) {
	if d := a.Instrument.Expires.Date(); d != "" {
		return d, false
	}
	term, ok := shownQuantity(a.Instrument.Term)
	if !ok || exact(term.Number).Sign() <= 0 {
		return "", false
	}
	end, ok := move(cmp.Or(a.Instrument.Effective.Date(), a.Signed.Date()), term, 1)
	return end, ok
}

// noticeDay is the last day to give notice before the agreement ends or renews
// itself. Where the end is not known to the day it counts from the first day it
// may be: notice that is early costs nothing, notice that is late is lost.
func noticeDay(a register.Agreement, s Assessment) claim.Date {
	q, ok := shownQuantity(a.Instrument.Notice)
	if !ok {
		return ""
	}
	first, _, known := resolve.Span(s.Expires)
	if !known {
		return ""
	}
	day, ok := addSpan(first, q, -1)
	if !ok {
		return ""
	}
	return dateOf(day)
}

// move is a date moved by a quantity of time, to the precision of the date.
func move(d claim.Date, q claim.Quantity, sign int) (claim.Date, bool) {
	first, last, ok := resolve.Span(d)
	if !ok {
		return "", false
	}
	low, ok := addSpan(first, q, sign)
	if !ok {
		return "", false
	}
	high, _ := addSpan(last, q, sign)
	from, _, _ := strings.Cut(string(d), "/")
	bare := strings.TrimRight(from, "?~%")
	layout := time.DateOnly[:min(len(bare), len(time.DateOnly))]
	doubt := from[len(bare):]
	if l, h := low.Format(layout), high.Format(layout); l != h {
		return claim.Date(l + doubt + "/" + h + doubt), true
	}
	return claim.Date(low.Format(layout) + doubt), true
}

// addSpan moves a day by a quantity of days, weeks, months or years (UCUM d, wk,
// mo, a, or the English word), sign times. Where the month has no such day it is
// the month's last: a month after 31 January is the end of February, as laws on
// time limits have it, not the 3rd of March.
func addSpan(day time.Time, q claim.Quantity, sign int) (time.Time, bool) {
	n := new(big.Rat).Mul(exact(q.Number), big.NewRat(int64(sign), 1))
	unit := strings.ToLower(q.Unit)
	if unit == "a" || unit == "year" || unit == "years" {
		n, unit = n.Mul(n, big.NewRat(12, 1)), "mo" // a year and a half is eighteen months
	}
	if !n.IsInt() || !n.Num().IsInt64() || n.Num().BitLen() > 31 {
		return day, false
	}
	count := int(n.Num().Int64())
	switch unit {
	case "d", "day", "days":
		day = day.AddDate(0, 0, count)
	case "wk", "week", "weeks":
		day = day.AddDate(0, 0, 7*count)
	case "mo", "month", "months":
		moved := day.AddDate(0, count, 0)
		if moved.Day() != day.Day() {
			moved = moved.AddDate(0, 0, -moved.Day())
		}
		day = moved
	default:
		return day, false
	}
	return day, day.Year() > 0 && day.Year() <= 9999
}
