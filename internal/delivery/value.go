package delivery

import (
	"math/big"
	"time"

	"sanad/claim"
	"sanad/internal/register"
	"sanad/internal/resolve"
)

func dateOf(t time.Time) claim.Date { return claim.Date(t.Format(time.DateOnly)) }

// later is the date whose last possible day is later; an unknown one is earlier
// than all.
func later(a, b claim.Date) claim.Date {
	if register.LastDay(b) > register.LastDay(a) {
		return b
	}
	return a
}

// daysBetween is how many days from today to the last day a date may mean, below
// 0 where it is past; ok is false for a date that is no day.
func daysBetween(today time.Time, d claim.Date) (days int, ok bool) {
	_, last, ok := resolve.Span(d)
	if !ok {
		return 0, false
	}
	return int(midnight(last).Sub(midnight(today)).Hours() / 24), true
}

func midnight(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// past says whether all of a date lies before the day.
func past(d claim.Date, today time.Time) bool {
	n, ok := daysBetween(today, d)
	return ok && n < 0
}

func shownQuantity(f register.Field) (claim.Quantity, bool) {
	v, ok := f.Shown()
	if !ok {
		return claim.Quantity{}, false
	}
	q, ok := v.Value.(claim.Quantity)
	return q, ok
}

func exact(decimal string) *big.Rat {
	r, ok := new(big.Rat).SetString(decimal)
	if !ok {
		return new(big.Rat)
	}
	return r
}

// decimal writes a number exactly where a decimal can be exact, as every sum and
// difference of decimals is, and to two places otherwise.
func decimal(r *big.Rat) string {
	places, exactly := r.FloatPrec()
	if !exactly {
		places = 2
	}
	return r.FloatString(places)
}

// percent is a as a share of b in per cent to one place, "" where b is nought.
func percent(a, b *big.Rat) string {
	if b.Sign() == 0 {
		return ""
	}
	return new(big.Rat).Mul(new(big.Rat).Quo(a, b), big.NewRat(100, 1)).FloatString(1)
}
