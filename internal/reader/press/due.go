package press

// A promise falls due on a day, in a month or in a year, as sure as its words: "by
// 2027", "by the end of the year", "within two years" and "over the next five
// years" count from the day of the release, and give a year where they speak of
// years, a month where they speak of months.

// dueBy is when the promise falls due, and the words that say so.
func (c *clause) dueBy(p promise) (date, span) {
	toks := c.s.toks
	from, to := c.it[p.from].from, c.it[p.to-1].to
	for i := from; i < to; i++ {
		when, end := dueAt(toks, i, c.d.day)
		if when.y > 0 && end <= to && !(c.d.day.y > 0 && when.before(c.d.day)) {
			return when, span{toks[i].start, toks[end-1].end}
		}
	}
	return date{}, span{}
}

// dueAt reads words of a due date at token i; end == i when there are none.
func dueAt(toks []token, i int, day date) (date, int) {
	low := func(k int) string {
		if k >= 0 && k < len(toks) {
			return toks[k].low
		}
		return ""
	}
	first := low(i)
	if low(i) == "no" && low(i+1) == "later" && low(i+2) == "than" {
		first = "by" // no later than June
	}
	switch first {
	case "by", "before", "until", "in", "on":
		k := i + 1
		for k < i+6 && (low(k) == "the" || low(k) == "end" || low(k) == "of" || low(k) == "early" || low(k) == "late" || low(k) == "mid" || low(k) == "-" || low(k) == "no" || low(k) == "later" || low(k) == "than") {
			k++
		}
		if k >= len(toks) {
			return date{}, i
		}
		if y := day.y; y > 0 && (low(k) == "year" || low(k) == "this" && low(k+1) == "year") && first == "by" {
			if low(k) == "this" {
				k++
			}
			return date{y: y}, k + 1
		}
		if day.y > 0 && low(k) == "next" && low(k+1) == "year" {
			return date{y: day.y + 1}, k + 2
		}
		if y := yearNumber(&toks[k]); y > 0 && !(k+1 < len(toks) && toks[k+1].tight && low(k+1) == "-") {
			return date{y: y}, k + 1
		}
		if when, end := readDate(toks, k); end > k {
			return when.inYearOf(day, true), end
		}
		if (low(i) == "in" || low(i) == "by") && low(k) != "" && k == i+1 {
			if when, end := counted(toks, k, day); end > k && (low(end) == "'s" || low(end) == "time" || low(end) == "from") {
				return when, end
			}
		}
	case "within":
		k := i + 1
		for low(k) == "the" || low(k) == "next" || low(k) == "a" && low(k+1) == "period" || low(k) == "period" || low(k) == "of" {
			k++
		}
		return afterSpan(toks, i, k, day)
	case "over", "during":
		k := i + 1
		for low(k) == "the" || low(k) == "next" || low(k) == "coming" || low(k) == "a" || low(k) == "period" || low(k) == "of" || low(k) == "following" || low(k) == "first" {
			k++
		}
		return afterSpan(toks, i, k, day)
	}
	if low(i) == "next" && low(i+1) == "year" && day.y > 0 {
		return date{y: day.y + 1}, i + 2
	}
	return date{}, i
}

func afterSpan(toks []token, i, k int, day date) (date, int) {
	if k >= len(toks) {
		return date{}, i
	}
	when, end := counted(toks, k, day)
	if end == k {
		return date{}, i
	}
	return when, end
}

// counted reads a length of time at token k and counts it from the day: two years,
// 18 months.
func counted(toks []token, k int, day date) (date, int) {
	if k+1 >= len(toks) || day.y == 0 {
		return date{}, k
	}
	n, at := numeral(&toks[k]), k+1
	if n < 1 || n > 600 {
		return date{}, k
	}
	switch toks[at].low {
	case "year", "years":
		return date{y: day.y + n}, at + 1
	case "month", "months":
		if day.m == 0 {
			return date{}, k
		}
		m := day.m - 1 + n
		return date{y: day.y + m/12, m: m%12 + 1}, at + 1
	case "week", "weeks", "day", "days":
		if day.d == 0 {
			return date{}, k
		}
		if toks[at].low[0] == 'w' {
			n *= 7
		}
		return dateOf(day.time().AddDate(0, 0, n)), at + 1
	}
	return date{}, k
}
