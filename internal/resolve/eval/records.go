package eval

import (
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"sanad/internal/fault"
	"sanad/internal/resolve/orgname"
)

// Record is an agreement as one source reports it.
type Record struct {
	Row      int
	ID       string
	Title    string
	Parties  []string
	Date     string // 2025-09-04, 2025-09 or 2025; "" unknown
	Amount   float64
	Currency string // ISO 4217, "" unknown
	Country  string // ISO 3166-1 alpha-2 of the agreement's home, "" unknown
	Cluster  string // records of one cluster are one agreement; "" is a cluster of its own

	parties []*orgname.Prepared
	title   []orgname.Token
	numbers []string
	keys    []string
	first   time.Time // the date's first and last day
	last    time.Time
}

// ReadRecords reads labelled records: id, title, parties (separated by ;) and
// cluster, where wanted with date, amount ("USD 20,000,000" or a bare number)
// and country.
func ReadRecords(r io.Reader) ([]*Record, error) {
	t, err := newTable(r, []string{"id", "title", "parties", "cluster"}, []string{"date", "amount", "country", "note"})
	if err != nil {
		return nil, err
	}
	var all []*Record
	seen := map[string]int{}
	for {
		more, err := t.next()
		if err != nil {
			return nil, err
		}
		if !more {
			break
		}
		rec := &Record{Row: t.row, ID: t.get("id"), Title: t.get("title"), Cluster: t.get("cluster"), Date: t.get("date")}
		if rec.ID == "" {
			return nil, t.wrong("id", "it is missing")
		}
		if at, twice := seen[rec.ID]; twice {
			return nil, t.wrong("id", "%q stands in row %d already", rec.ID, at)
		}
		seen[rec.ID] = t.row
		for p := range strings.SplitSeq(t.get("parties"), ";") {
			if p = strings.TrimSpace(p); p != "" {
				rec.Parties = append(rec.Parties, p)
			}
		}
		if rec.first, rec.last, err = span(rec.Date); err != nil {
			return nil, t.wrong("date", "%q is no date; write 2025-09-04, 2025-09 or 2025", rec.Date)
		}
		if rec.Currency, rec.Amount, err = money(t.get("amount")); err != nil {
			return nil, t.wrong("amount", "%q is no amount; write a number, or a currency code and a number", t.get("amount"))
		}
		if rec.Country, err = t.country("country"); err != nil {
			return nil, err
		}
		all = append(all, rec)
	}
	if len(all) == 0 {
		return nil, fault.New(fault.Invalid, "the file has no records below its first row")
	}
	return all, nil
}

func span(date string) (first, last time.Time, err error) {
	for _, f := range []struct {
		layout              string
		years, months, days int
	}{{"2006-01-02", 0, 0, 1}, {"2006-01", 0, 1, 0}, {"2006", 1, 0, 0}} {
		if len(date) == len(f.layout) {
			first, err = time.Parse(f.layout, date)
			return first, first.AddDate(f.years, f.months, f.days).AddDate(0, 0, -1), err
		}
	}
	if date != "" {
		err = fmt.Errorf("length %d", len(date))
	}
	return first, last, err
}

func money(s string) (currency string, amount float64, err error) {
	if s == "" {
		return "", 0, nil
	}
	if len(s) > 4 && s[0] >= 'A' && s[0] <= 'Z' {
		currency, s = s[:3], strings.TrimSpace(s[3:])
	}
	amount, err = strconv.ParseFloat(strings.ReplaceAll(strings.ReplaceAll(s, ",", ""), " ", ""), 64)
	if err == nil && (amount < 0 || math.IsInf(amount, 0) || math.IsNaN(amount)) {
		err = fmt.Errorf("out of range")
	}
	return currency, amount, err
}

// instrumentWords tell what is signed, not what about.
var instrumentWords = map[string]bool{
	"memorandum": true, "understanding": true, "mou": true, "agreement": true, "contract": true, "protocol": true, "letter": true, "intent": true,
	"loi": true, "deal": true, "pact": true, "framework": true, "accord": true, "sign": true, "signed": true, "cooperation": true, "between": true,
	"joint": true, "strategic": true, "partnership": true, "project": true, "programme": true, "launch": true, "its": true, "from": true, "as": true, "with": true, "agree": true, "support": true, "loan": true, "grant": true,
}

// levels are words whose figure is no number.
var levels = regexp.MustCompile(`(?i)\b[GB]2[GBC]\b`)

// prepare parses once what comparing needs.
func (r *Record) prepare() {
	inParties := map[string]bool{}
	for _, p := range r.Parties {
		prepared := orgname.Prepare(orgname.Entity{Names: []string{p}, Country: r.Country})
		r.parties = append(r.parties, prepared)
		r.keys = append(r.keys, prepared.Keys()...)
		for _, t := range orgname.Parse(p).Tokens {
			inParties[t.Text] = true
		}
	}
	var words []string
	for _, t := range orgname.Parse(levels.ReplaceAllString(r.Title, " ")).Tokens {
		if instrumentWords[t.Text] || t.Class == orgname.Kind && inParties[t.Text] || t.Class == orgname.Proper && inParties[t.Text] {
			continue
		}
		if t.Class == orgname.Number {
			r.numbers = append(r.numbers, t.Text)
			continue
		}
		r.title = append(r.title, t)
		words = append(words, t.Text)
	}
	slices.Sort(r.numbers)
	slices.Sort(words)
	words = slices.Compact(words)
	for i := range words {
		for k := i + 1; k < len(words); k++ {
			r.keys = append(r.keys, "T"+words[i]+" "+words[k])
		}
	}
	slices.Sort(r.keys)
	r.keys = slices.Compact(r.keys)
}

// same is how likely two records report one agreement: a sum of evidence, of
// parties, subject, date, amount and figures in the titles, as log odds.
func same(a, b *Record) (score float64, reasons []string) {
	parties := sameParties(a, b)
	subject, known := sameSubject(a.title, b.title)
	if !known {
		subject = 0.4
	}
	odds := -0.6 + 7*(parties-0.8) + 4.5*(subject-0.4)
	say := func(weight float64, format string, args ...any) {
		odds += weight
		reasons = append(reasons, fmt.Sprintf("%s (%+.1f)", fmt.Sprintf(format, args...), weight))
	}
	say(0, "parties alike by %.2f, subject by %.2f", parties, subject)
	if parties < 0.45 {
		say(-3, "their parties differ")
	}
	if a.Date != "" && b.Date != "" {
		apart := 0.0
		switch {
		case a.first.After(b.last):
			apart = a.first.Sub(b.last).Hours() / 24
		case b.first.After(a.last):
			apart = b.first.Sub(a.last).Hours() / 24
		}
		exact := len(a.Date) == 10 && len(b.Date) == 10
		switch {
		case apart == 0 && exact:
			say(1.8, "on one day")
		case apart == 0:
			say(0.8, "dates agree as far as they go")
		case apart <= 7:
			say(1.3, "within a week")
		case apart <= 31:
			say(0.5, "within a month")
		case apart <= 183:
			say(-0.8, "%.0f days apart", apart)
		case apart <= 400:
			say(-2, "%.0f days apart", apart)
		default:
			say(-4, "%.0f days apart", apart)
		}
	}
	if a.Amount > 0 && b.Amount > 0 && (a.Currency == b.Currency || a.Currency == "" || b.Currency == "") {
		switch ratio := math.Abs(a.Amount-b.Amount) / max(a.Amount, b.Amount); {
		case ratio < 0.01:
			say(2, "one amount")
		case ratio < 0.06:
			say(0.8, "amounts close")
		case ratio < 0.2:
			say(-0.5, "amounts differ")
		default:
			say(-2.5, "amounts differ")
		}
	}
	// Small figures number phases and units; large ones count people or money.
	smallA, largeA := figures(a.numbers)
	smallB, largeB := figures(b.numbers)
	switch {
	case slices.Equal(smallA, smallB):
	case len(smallA) > 0 && len(smallB) > 0:
		say(-6, "other figures in the titles")
	default:
		say(-0.7, "a figure in one title alone")
	}
	switch {
	case len(largeA) == 0 || len(largeB) == 0:
	case slices.Equal(largeA, largeB):
		say(1.2, "one count in both titles")
	default:
		say(-1.5, "other counts in the titles")
	}
	if pa, pb := places(a.title), places(b.title); len(pa) > 0 && len(pb) > 0 && !slices.ContainsFunc(pa, func(p string) bool { return slices.Contains(pb, p) }) {
		say(-3.5, "other places in the titles")
	}
	if a.Country != "" && b.Country != "" && a.Country != b.Country {
		say(-4, "of two countries")
	}
	return 1 / (1 + math.Exp(-odds)), reasons
}

func figures(numbers []string) (small, large []string) {
	for _, n := range numbers {
		if len(n) <= 2 {
			small = append(small, n)
		} else {
			large = append(large, n)
		}
	}
	return small, large
}

func places(ts []orgname.Token) (places []string) {
	for _, t := range ts {
		if t.Class == orgname.Place {
			places = append(places, t.Text)
		}
	}
	return places
}

// sameParties matches the parties one to one, the surest first. A source that
// names fewer sides is held mostly to those it names.
func sameParties(a, b *Record) float64 {
	if len(a.parties) == 0 || len(b.parties) == 0 {
		return 0.6
	}
	usedA, usedB := make([]bool, len(a.parties)), make([]bool, len(b.parties))
	sum := 0.0
	for {
		best, bi, bk := 0.3, -1, -1
		for i, p := range a.parties {
			for k, q := range b.parties {
				if !usedA[i] && !usedB[k] {
					if s := p.Score(q); s > best {
						best, bi, bk = s, i, k
					}
				}
			}
		}
		if bi < 0 {
			break
		}
		usedA[bi], usedB[bk] = true, true
		sum += best
	}
	few, many := float64(min(len(usedA), len(usedB))), float64(max(len(usedA), len(usedB)))
	return 0.75*sum/few + 0.25*sum/many
}

// sameSubject is the weighted share of words two titles have in common; not
// known where one says nothing but that something was signed.
func sameSubject(a, b []orgname.Token) (float64, bool) {
	weigh := func(t orgname.Token) float64 {
		switch t.Class {
		case orgname.Generic:
			return 0.5
		case orgname.Kind:
			return 0.6
		}
		return 1
	}
	var wa, wb, both float64
	used := make([]bool, len(b))
	for _, t := range a {
		wa += weigh(t)
		for k, u := range b {
			if !used[k] && (t.Text == u.Text || t.Text == u.Text+"s" || t.Text+"s" == u.Text) {
				used[k] = true
				both += weigh(t)
				break
			}
		}
	}
	for _, u := range b {
		wb += weigh(u)
	}
	if wa < 0.9 || wb < 0.9 {
		return 0, false
	}
	if both < 0.9 && english(a) != english(b) { // in two languages: words not found alike say nothing
		return 0, false
	}
	return (both/wa + both/wb) / 2, true
}

// english says whether all words are written in Latin letters from the start.
func english(ts []orgname.Token) bool {
	return !slices.ContainsFunc(ts, func(t orgname.Token) bool { return !t.Latin() })
}

// Records measures the finding of duplicates among records: every pair of
// records of one cluster is to be found, no other. Pairs that share no key are
// not compared and count as not found.
func Records(r io.Reader, o Options) (Report, error) {
	o = o.filled()
	recs, err := ReadRecords(r)
	if err != nil {
		return Report{}, err
	}
	orgname.Parse("")
	start := o.clock()
	blocks := map[string][]int{}
	for i, rec := range recs {
		rec.prepare()
		for _, k := range rec.keys {
			blocks[k] = append(blocks[k], i)
		}
	}
	var ps []scored
	compared := 0
	for i, a := range recs {
		meets := map[int]bool{}
		for _, k := range a.keys {
			for _, at := range blocks[k] {
				if at > i {
					meets[at] = true
				}
			}
		}
		for k := i + 1; k < len(recs); k++ {
			b := recs[k]
			p := scored{one: a.Cluster != "" && a.Cluster == b.Cluster, blocked: meets[k]}
			if !p.blocked && !p.one {
				continue // neither compared nor labelled one: it would only swell the count
			}
			if p.blocked {
				p.score, _ = same(a, b)
				compared++
			}
			p.example = func() Example {
				e := Example{Left: a.ID + " " + a.Title, Right: b.ID + " " + b.Title, Score: p.score, Rule: "records"}
				_, why := same(a, b)
				e.Reasons = append([]string{""}, why...)
				return e
			}
			ps = append(ps, p)
		}
	}
	seconds := o.since(start)
	rep := report("records", ps, o)
	rep.Records = len(recs)
	if seconds > 0 {
		rep.PerSecond = float64(compared) / seconds
	}
	return rep, nil
}
