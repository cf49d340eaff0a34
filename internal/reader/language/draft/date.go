package draft

import (
	"fmt"
	"strconv"
	"strings"
)

// Date is a day, a month (D is 0) or a year (M is 0) of the Gregorian calendar;
// the zero Date is none.
type Date struct{ Y, M, D int }

// ParseDate reads EDTF level 0; what it cannot read is the zero Date.
func ParseDate(s string) Date {
	var v [3]int
	for i, part := range strings.SplitN(s, "-", 3) {
		n, err := strconv.Atoi(part)
		if err != nil || n < 0 {
			return Date{}
		}
		v[i] = n
	}
	d := Date{v[0], v[1], v[2]}
	if !d.Valid() {
		return Date{}
	}
	return d
}

// Valid says whether the calendar has this date.
func (d Date) Valid() bool {
	switch {
	case d.Y < 1 || d.Y > 9999 || d.M < 0 || d.M > 12 || d.D < 0:
		return false
	case d.M == 0:
		return d.D == 0
	}
	return d.D <= daysIn(d.Y, d.M)
}

// EDTF is the date as written in a reading, with its precision.
func (d Date) EDTF() (value, precision string) {
	switch {
	case d.D > 0:
		return fmt.Sprintf("%04d-%02d-%02d", d.Y, d.M, d.D), "day"
	case d.M > 0:
		return fmt.Sprintf("%04d-%02d", d.Y, d.M), "month"
	}
	return fmt.Sprintf("%04d", d.Y), "year"
}

func daysIn(y, m int) int {
	switch m {
	case 2:
		if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// number counts days from a fixed one (Howard Hinnant's days_from_civil).
func (d Date) number() int {
	y, m := d.Y, d.M
	if m <= 2 {
		y--
	}
	era := y / 400
	yoe := y - era*400
	mp := (m + 9) % 12
	doy := (153*mp+2)/5 + d.D - 1
	return era*146097 + yoe*365 + yoe/4 - yoe/100 + doy
}

// Add is the day n days later; the zero Date stays zero.
func (d Date) Add(n int) Date {
	if d.D == 0 {
		return Date{}
	}
	for ; n > 0; n-- {
		d.D++
		if d.D > daysIn(d.Y, d.M) {
			d = d.AddMonths(1)
			d.D = 1
		}
	}
	for ; n < 0; n++ {
		d.D--
		if d.D == 0 {
			d.D = 1
			d = d.AddMonths(-1)
			d.D = daysIn(d.Y, d.M)
		}
	}
	return d
}

// AddMonths is the month n months later, the day left as it is.
func (d Date) AddMonths(n int) Date {
	if d.M == 0 {
		return Date{}
	}
	m := d.Y*12 + d.M - 1 + n
	d.Y, d.M = m/12, m%12+1
	return d
}

// After is the date n years (a), months (mo) or days (d) later, as sure as its unit:
// a year, a month, a day. The zero Date where d is not so sure.
func (d Date) After(n int, unit string) Date {
	switch unit {
	case "a":
		if d.Y > 0 {
			return Date{Y: d.Y + n}
		}
	case "mo":
		d = d.AddMonths(n)
		d.D = 0
		return d
	case "d":
		return d.Add(min(n, 1000))
	}
	return Date{}
}

// Weekday is 0 for Monday to 6 for Sunday.
func (d Date) Weekday() int { return (d.number() + 2) % 7 }

// On is the weekday w next to d: the last one before or on it, or with ahead
// the first one after it.
func (d Date) On(w int, ahead bool) Date {
	if d.D == 0 {
		return Date{}
	}
	if ahead {
		n := (w - d.Weekday() + 7) % 7
		if n == 0 {
			n = 7
		}
		return d.Add(n)
	}
	return d.Add(-((d.Weekday() - w + 7) % 7))
}

// Near puts a year to a day and month that have none, a month too when month
// is 0: the nearest not after d, or with ahead not before it.
func (d Date) Near(month, day int, ahead bool) Date {
	if d.Y == 0 || d.M == 0 {
		if d.Y > 0 && month > 0 {
			return valid(Date{d.Y, month, day})
		}
		return Date{}
	}
	self := d
	if self.D == 0 {
		self.D = daysIn(d.Y, d.M)
		if ahead {
			self.D = 1
		}
	}
	if month == 0 {
		for n := range 3 {
			if ahead {
				n = -n
			}
			t := Date{d.Y, d.M, 1}.AddMonths(-n)
			t.D = day
			if t.Valid() && (ahead && t.number() >= self.number() || !ahead && t.number() <= self.number()) {
				return t
			}
		}
		return Date{}
	}
	t := Date{d.Y, month, day}
	if t.D == 0 {
		switch {
		case !ahead && t.M > d.M:
			t.Y--
		case ahead && t.M < d.M:
			t.Y++
		}
		return valid(t)
	}
	if !ahead && t.number() > self.number() {
		t.Y--
	} else if ahead && t.number() < self.number() {
		t.Y++
	}
	return valid(t)
}

func valid(d Date) Date {
	if !d.Valid() {
		return Date{}
	}
	return d
}
