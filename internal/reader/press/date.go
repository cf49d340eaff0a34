package press

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Dates keep the precision of their words: 2025-09-04, 2025-09, 2025. A
// relative date (today, on Thursday, last year) is worked out from the day of
// the release, which the document or its dateline gives; without one it stays
// unsaid. 04/09/2025 could be April or September and is not read.

type date struct{ y, m, d int }

func (d date) zero() bool { return d.y == 0 && d.m == 0 }

// edtf is the date as EDTF level 0, "" without a year.
func (d date) edtf() string {
	switch {
	case d.y == 0:
		return ""
	case d.m == 0:
		return fmt.Sprintf("%04d", d.y)
	case d.d == 0:
		return fmt.Sprintf("%04d-%02d", d.y, d.m)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.y, d.m, d.d)
}

func (d date) precision() string {
	switch {
	case d.m == 0:
		return "year"
	case d.d == 0:
		return "month"
	}
	return "day"
}

// before says whether d is surely before e.
func (d date) before(e date) bool {
	if d.y != e.y || d.m == 0 || e.m == 0 {
		return d.y < e.y
	}
	if d.m != e.m || d.d == 0 || e.d == 0 {
		return d.m < e.m
	}
	return d.d < e.d
}

// inYearOf gives a date without a year the year that puts it nearest before the
// release, or after it when it is still to come.
func (d date) inYearOf(day date, future bool) date {
	if d.y != 0 || d.m == 0 || day.y == 0 {
		return d
	}
	d.y = day.y
	switch {
	case future && d.before(day):
		d.y++
	case !future && day.before(d) && monthsApart(day, d) > 1:
		d.y--
	}
	return d
}

var months = map[string]int{
	"january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4, "apr": 4, "may": 5, "june": 6, "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sep": 9, "sept": 9, "october": 10, "oct": 10, "november": 11, "nov": 11, "december": 12, "dec": 12,
}

var weekdays = map[string]time.Weekday{"monday": time.Monday, "tuesday": time.Tuesday, "wednesday": time.Wednesday, "thursday": time.Thursday, "friday": time.Friday, "saturday": time.Saturday, "sunday": time.Sunday}

// month is 1 to 12 for the name of one, else 0.
func (t *token) month() int {
	if t.f&fMonth == 0 {
		return 0
	}
	return months[t.low]
}

// readDate reads an absolute date at i; to == i when there is none.
func readDate(toks []token, i int) (date, int) {
	t := &toks[i]
	if t.kind != number && (t.f&fMonth == 0 || !t.caps) && (t.kind != word || t.low[0] > '9') {
		return date{}, i // most words
	}
	at := func(k int) *token {
		if k < len(toks) {
			return &toks[k]
		}
		return &token{}
	}
	skip := func(k int) int { // a dot behind "Sept." or a comma
		if at(k).low == "." && at(k).tight && at(k+1).kind == number {
			return k + 1
		}
		return k
	}
	// "28th", "4"
	day, to := dayNumber(t), i+1
	if day > 0 {
		k := to
		if at(k).low == "day" && at(k+1).low == "of" {
			k++
		}
		if at(k).low == "of" {
			k++
		}
		if at(k).low == "-" && at(k).tight && at(k+1).month() > 0 && at(k+2).low == "-" && yearNumber(at(k+3)) > 0 {
			return date{yearNumber(at(k + 3)), at(k + 1).month(), day}, k + 4 // 04-Sep-2025
		}
		// "4-5 September", "4 to 5 September": the month is sure, the day is not
		if (at(k).low == "-" || at(k).low == "–" || at(k).low == "to" || at(k).low == "and") && dayNumber(at(k+1)) > 0 && at(k+2).month() > 0 && at(k+2).caps {
			k += 2
			day = 0
		}
		if m := at(k).month(); m > 0 && at(k).kind == word && (at(k).caps || yearNumber(at(k+1)) > 0) {
			k = skip(k + 1)
			if at(k).low == "," && yearNumber(at(k+1)) > 0 {
				k++
			}
			if y := yearNumber(at(k)); y > 0 {
				return date{y, m, day}, k + 1
			}
			return date{0, m, day}, k
		}
	}
	if m := t.month(); m > 0 && t.caps && t.kind == word {
		k := skip(i + 1)
		if at(k).low == "-" && at(k).tight && dayNumber(at(k+1)) > 0 && at(k+2).low == "-" && yearNumber(at(k+3)) > 0 {
			return date{yearNumber(at(k + 3)), m, dayNumber(at(k + 1))}, k + 4 // Sep-04-2025
		}
		if at(k).low == "the" && dayNumber(at(k+1)) > 0 {
			k++ // September the 4th
		}
		if d := dayNumber(at(k)); d > 0 && yearNumber(at(k)) == 0 {
			k++
			if (at(k).low == "-" || at(k).low == "–" || at(k).low == "to") && dayNumber(at(k+1)) > 0 && yearNumber(at(k+1)) == 0 {
				k += 2
				d = 0
			}
			if at(k).low == "," && yearNumber(at(k+1)) > 0 {
				k++
			}
			if y := yearNumber(at(k)); y > 0 {
				return date{y, m, d}, k + 1
			}
			return date{0, m, d}, k
		}
		if at(k).low == "," && yearNumber(at(k+1)) > 0 {
			k++
		}
		if y := yearNumber(at(k)); y > 0 {
			return date{y, m, 0}, k + 1
		}
		if t.low != "may" && t.low != "march" && len(t.low) > 3 || i > 0 && toks[i-1].low == "in" {
			return date{0, m, 0}, i + 1
		}
		return date{}, i
	}
	if t.kind == number {
		if y := yearNumber(t); y > 0 {
			// 2025-09-04 or 2025/09/04
			if (at(i+1).low == "-" || at(i+1).low == "/") && at(i+1).tight && at(i+2).kind == number && at(i+3).low == at(i+1).low && at(i+4).kind == number {
				m, _ := strconv.Atoi(at(i + 2).low)
				d, _ := strconv.Atoi(at(i + 4).low)
				if m >= 1 && m <= 12 && d >= 1 && d <= 31 {
					return date{y, m, d}, i + 5
				}
			}
			if i > 0 && (toks[i-1].low == "in" || toks[i-1].low == "since" || toks[i-1].low == "until" || toks[i-1].low == "by" || toks[i-1].low == "the" && at(i+1).is(cAttr|cInstrHead)) {
				return date{y, 0, 0}, i + 1
			}
			return date{}, i
		}
		// 17.09.2025 is day first, as wherever dots are written; 17/09/2025
		// only when the day cannot be a month.
		if s := t.low; len(s) <= 10 && strings.Count(s, ".") == 2 {
			return dottedDate(s, i)
		}
		if (at(i+1).low == "/" || at(i+1).low == "-") && at(i+1).tight && at(i+2).kind == number && at(i+3).low == at(i+1).low && yearNumber(at(i+4)) > 0 {
			a, _ := strconv.Atoi(t.low)
			b, _ := strconv.Atoi(at(i + 2).low)
			y := yearNumber(at(i + 4))
			switch {
			case a > 12 && a <= 31 && b >= 1 && b <= 12:
				return date{y, b, a}, i + 5
			case b > 12 && b <= 31 && a >= 1 && a <= 12:
				return date{y, a, b}, i + 5
			case a == b && a >= 1 && a <= 12:
				return date{y, a, b}, i + 5
			}
		}
	}
	return date{}, i
}

// readInterval reads days that follow each other, at i: "3 to 5 September 2025",
// "30 May – 2 June 2025", "May 3-5, 2025".
func readInterval(toks []token, i int) (a, b date, ok bool) {
	at := func(k int) *token {
		if k >= 0 && k < len(toks) {
			return &toks[k]
		}
		return &token{}
	}
	joins := func(k int) bool {
		switch at(k).low {
		case "-", "–", "to", "and", "until", "through":
			return true
		}
		return false
	}
	if i > 0 && joins(i-1) && at(i-2).kind == number {
		return date{}, date{}, false // its second half
	}
	if d := dayNumber(at(i)); d > 0 && joins(i+1) && dayNumber(at(i+2)) > d {
		if b, to := readDate(toks, i+2); to > i+2 && b.m > 0 && b.d > 0 {
			return date{b.y, b.m, d}, b, true
		}
	}
	m := at(i).month()
	if m > 0 && at(i).caps {
		d, e := dayNumber(at(i+1)), dayNumber(at(i+3))
		if d > 0 && joins(i+2) && e > d && yearNumber(at(i+3)) == 0 {
			k := i + 4
			if at(k).low == "," {
				k++
			}
			y := yearNumber(at(k))
			return date{y, m, d}, date{y, m, e}, true
		}
	}
	if dayNumber(at(i)) == 0 && m == 0 {
		return date{}, date{}, false
	}
	a, to := readDate(toks, i)
	if to == i || a.d == 0 || !joins(to) {
		return date{}, date{}, false
	}
	b, end := readDate(toks, to+1)
	if end == to+1 || b.d == 0 {
		return date{}, date{}, false
	}
	if a.y == 0 {
		a.y = b.y
	}
	return a, b, a.before(b)
}

func dottedDate(s string, i int) (date, int) {
	p := strings.Split(s, ".")
	d, _ := strconv.Atoi(p[0])
	m, _ := strconv.Atoi(p[1])
	y, _ := strconv.Atoi(p[2])
	if d > 31 {
		d, y = y, d // 2025.09.04
	}
	if d >= 1 && d <= 31 && m >= 1 && m <= 12 && y >= 1900 && y < 2200 {
		return date{y, m, d}, i + 1
	}
	return date{}, i
}

// dayNumber is 1 to 31 for "4", "4th", "04", else 0.
func dayNumber(t *token) int {
	s := t.low
	if len(s) > 2 {
		switch s[len(s)-2:] {
		case "st", "nd", "rd", "th":
			s = s[:len(s)-2]
		}
	}
	if len(s) == 0 || len(s) > 2 {
		return 0
	}
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0
		}
		n = n*10 + int(s[i]-'0')
	}
	if n > 31 {
		return 0
	}
	return n
}

// yearNumber is 1900 to 2199 for a four-digit number, else 0.
func yearNumber(t *token) int {
	if t.kind != number || len(t.low) != 4 {
		return 0
	}
	n, err := strconv.Atoi(t.low)
	if err != nil || n < 1900 || n > 2199 {
		return 0
	}
	return n
}

func parseEDTF(s string) date {
	var d date
	p := strings.Split(s, "-")
	if len(p) == 0 || len(p) > 3 || len(p[0]) != 4 {
		return d
	}
	var err error
	if d.y, err = strconv.Atoi(p[0]); err != nil {
		return date{}
	}
	if len(p) > 1 {
		d.m, _ = strconv.Atoi(p[1])
	}
	if len(p) > 2 {
		d.d, _ = strconv.Atoi(p[2])
	}
	if d.m < 0 || d.m > 12 || d.d < 0 || d.d > 31 {
		return date{y: d.y}
	}
	return d
}

func (d date) time() time.Time {
	return time.Date(d.y, time.Month(max(d.m, 1)), max(d.d, 1), 0, 0, 0, 0, time.UTC)
}

func dateOf(t time.Time) date { return date{t.Year(), int(t.Month()), t.Day()} }

// ago reads "two days ago", "five years ago" at i.
func ago(toks []token, i int, day date) (date, int) {
	if i+2 >= len(toks) || toks[i+2].low != "ago" {
		return date{}, i
	}
	n := numeral(&toks[i])
	if n < 1 || n > 100 {
		return date{}, i
	}
	switch toks[i+1].low {
	case "day", "days":
		if day.d > 0 {
			return dateOf(day.time().AddDate(0, 0, -n)), i + 3
		}
	case "month", "months":
		if day.m > 0 {
			t := time.Date(day.y, time.Month(day.m-n), 1, 0, 0, 0, 0, time.UTC)
			return date{y: t.Year(), m: int(t.Month())}, i + 3
		}
	case "year", "years":
		return date{y: day.y - n}, i + 3
	}
	return date{}, i
}

// mayTellDay says whether a relative date can begin at i; at most words none can.
func mayTellDay(toks []token, i int) bool {
	return toks[i].cl&cWhen != 0 || i+2 < len(toks) && toks[i+2].low == "ago"
}

// relative works out a relative date at token i against the day of the release.
func relative(toks []token, i int, day date) (date, int) {
	if day.y == 0 || i >= len(toks) || !mayTellDay(toks, i) {
		return date{}, i
	}
	low := func(k int) string {
		if k >= 0 && k < len(toks) {
			return toks[k].low
		}
		return ""
	}
	full := day.d > 0
	if low(i) == "this" && full && weekdayName(low(i+1)) {
		d, _ := relative(toks, i+1, day)
		return d, i + 2
	}
	switch low(i) {
	case "today", "tonight":
		return day, i + 1
	case "yesterday":
		if full {
			return dateOf(day.time().AddDate(0, 0, -1)), i + 1
		}
	case "tomorrow":
		if full {
			return dateOf(day.time().AddDate(0, 0, 1)), i + 1
		}
	case "this":
		switch low(i + 1) {
		case "morning", "afternoon", "evening", "day":
			return day, i + 2
		case "year":
			return date{y: day.y}, i + 2
		case "month", "week":
			if day.m > 0 {
				return date{y: day.y, m: day.m}, i + 2
			}
		}
	case "the":
		if low(i+1) == "same" && low(i+2) == "day" {
			return day, i + 3
		}
	case "earlier", "later":
		if low(i+1) == "today" {
			return day, i + 2
		}
		if d, to := relative(toks, i+1, day); low(i+1) == "this" && to > i+1 {
			return d, to
		}
	case "last", "next":
		if (low(i+1) == "night" || low(i+1) == "evening") && low(i) == "last" && full {
			return dateOf(day.time().AddDate(0, 0, -1)), i + 2
		}
		if wd, ok := weekdays[low(i+1)]; ok && full {
			ahead := (int(wd)-int(day.time().Weekday())+6)%7 + 1
			if low(i) == "last" {
				ahead = -((int(day.time().Weekday())-int(wd)+6)%7 + 1)
			}
			return dateOf(day.time().AddDate(0, 0, ahead)), i + 2
		}
		if low(i) == "last" && low(i+1) == "night" && full {
			return dateOf(day.time().AddDate(0, 0, -1)), i + 2
		}
		step := -1
		if low(i) == "next" {
			step = 1
		}
		switch low(i + 1) {
		case "year":
			return date{y: day.y + step}, i + 2
		case "month":
			if day.m > 0 {
				t := time.Date(day.y, time.Month(day.m+step), 1, 0, 0, 0, 0, time.UTC)
				return date{y: t.Year(), m: int(t.Month())}, i + 2
			}
		}
	}
	if d, to := ago(toks, i, day); to > i {
		return d, to
	}
	// "on Thursday": the last such day up to the release.
	if wd := weekdays[low(i)]; full && toks[i].caps && toks[i].f&fWeekday != 0 {
		n := i + 1
		if low(n) == "," {
			n++
		}
		if n < len(toks) {
			if _, to := readDate(toks, n); to > n {
				return date{}, i // the date that follows says which
			}
		}
		back := (int(day.time().Weekday()) - int(wd) + 7) % 7
		return dateOf(day.time().AddDate(0, 0, -back)), i + 1
	}
	return date{}, i
}
