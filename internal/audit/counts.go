package audit

import (
	"cmp"
	"fmt"
	"math/big"
	"regexp"
	"slices"
	"strings"
	"time"

	"sanad/claim"
	"sanad/internal/register"
)

// Counts holds what the sources of an event say of how many agreements there
// were against what each lists, against one another, and against all that are
// listed together.
//
// A source lists an agreement it speaks of at all. Agreements that every source
// mentions only in passing, and those not said to be signed, are no part of a
// count of what was signed and are left out.
//
// Its own total is the largest number a source states; counts that name a level
// (G2G, government-to-business) are its parts.
func Counts(t register.Table) []Finding {
	listings := listings(t)
	var found []Finding
	for _, l := range listings {
		found = append(found, l.alone()...)
	}
	return append(found, together(listings)...)
}

type listing struct {
	id     register.ID
	name   string
	day    string // published, its last day; "" where unknown
	total  *big.Rat
	totals []*big.Rat // different numbers stated without a level
	parts  map[string][]*big.Rat
	levels []string // of parts, in the order stated
	lists  []register.ID
	says   map[string]Span
}

func listings(t register.Table) []listing {
	var out []listing
	for i, sc := range t.Sources {
		l := listing{
			id: sc.Source.ID, name: cmp.Or(sc.Source.Publisher, sc.Source.Title, string(sc.Source.ID)),
			day: register.LastDay(sc.Source.Published), parts: map[string][]*big.Rat{}, says: map[string]Span{},
		}
		for _, v := range sc.Says {
			q, ok := v.Value.(claim.Quantity)
			x, isNumber := exact(q.Number)
			if !ok || !isNumber || !x.IsInt() || x.Sign() < 0 {
				continue
			}
			words := q.What
			sp := Span{Text: cmp.Or(v.Text, q.Number)}
			if len(v.Said) > 0 {
				words += " " + v.Said[0].Quote
				sp = Span{Start: v.Said[0].Start, End: v.Said[0].End, Text: v.Said[0].Quote}
			}
			level := levelIn(words)
			if _, had := l.says[level+number(x)]; had {
				continue
			}
			l.says[level+number(x)] = sp
			if level != "" {
				if l.parts[level] == nil {
					l.levels = append(l.levels, level)
				}
				l.parts[level] = append(l.parts[level], x)
				continue
			}
			l.totals = append(l.totals, x)
			if l.total == nil || x.Cmp(l.total) > 0 {
				l.total = x
			}
		}
		for _, row := range t.Rows {
			signed := slices.Contains([]string{"", "signed", "in-force", "ended"}, row.Agreement.Stage)
			if i < len(row.Cells) && row.Cells[i].Coverage != register.Absent && row.Cells[i].Coverage != "" && !row.Agreement.Passing && signed {
				l.lists = append(l.lists, row.Agreement.ID)
			}
		}
		out = append(out, l)
	}
	return out
}

var levelTerm = regexp.MustCompile(`(?i)\b(G2G|G2B|B2G|B2B|P2P)\b|\b(government|business|people)[- ]to[- ](government|business|people)\b`)

// levelIn is the level that a count's words name: G2B for government-to-business.
func levelIn(words string) string {
	m := levelTerm.FindStringSubmatch(words)
	switch {
	case m == nil:
		return ""
	case m[1] != "":
		return strings.ToUpper(m[1])
	}
	return strings.ToUpper(m[2][:1] + "2" + m[3][:1])
}

// alone checks one source against itself.
func (l listing) alone() []Finding {
	var found []Finding
	put := func(f Finding) {
		f.Sources = []register.ID{l.id}
		found = append(found, f)
	}
	if len(l.parts) > 1 && l.total != nil {
		var shown []string
		var spans []Span
		sum, clear := new(big.Rat), true
		for _, level := range l.levels {
			clear = clear && len(l.parts[level]) == 1
			n := l.parts[level][0]
			sum = add(sum, n)
			shown = append(shown, number(n)+" "+level)
			sp := l.says[level+number(n)]
			sp.Role = "part"
			spans = append(spans, sp)
		}
		sp := l.says[number(l.total)]
		sp.Role = "total"
		f := Finding{Rule: "parts-of-count", Said: number(l.total), Computed: number(sum), Spans: append(spans, sp)}
		f.Words = l.name + ": " + strings.Join(shown, " + ") + " = " + f.Computed
		switch c := sum.Cmp(l.total); {
		case !clear:
			f.Verdict = CannotTell
			f.Words = l.name + " gives more than one number for a level"
		case c == 0:
			f.Verdict, f.Words = Agrees, f.Words+", as its total says"
		case c > 0:
			f.Verdict, f.Words = Fails, f.Words+", its total is "+f.Said
		default:
			f.Verdict, f.Words = CannotTell, f.Words+" of "+f.Said+"; it does not say what the other "+number(sub(l.total, sum))+" are"
		}
		put(f)
	}
	if l.total == nil {
		return found
	}
	n := big.NewRat(int64(len(l.lists)), 1)
	f := Finding{Rule: "lists", Said: number(l.total), Computed: number(n), Agreements: l.lists}
	sp := l.says[number(l.total)]
	sp.Role = "total"
	f.Spans = []Span{sp}
	switch c := n.Cmp(l.total); {
	case c == 0:
		f.Verdict, f.Words = Agrees, fmt.Sprintf("%s says %s and lists %s", l.name, f.Said, f.Computed)
	case c < 0:
		f.Verdict = CannotTell
		f.Words = fmt.Sprintf("%s says %s and lists %s: fewer than it counts, which is no contradiction; %s are unexplained", l.name, f.Said, f.Computed, number(sub(l.total, n)))
	default:
		f.Verdict = Fails
		f.Words = fmt.Sprintf("%s says %s and lists %s: more than it counts", l.name, f.Said, f.Computed)
	}
	put(f)
	return found
}

// together checks the sources against one another and against their union.
func together(ls []listing) []Finding {
	var union []register.ID
	groups := map[string][]listing{}
	var numbers []*big.Rat
	for _, l := range ls {
		for _, id := range l.lists {
			if !slices.Contains(union, id) {
				union = append(union, id)
			}
		}
		if l.total == nil {
			continue
		}
		k := number(l.total)
		if groups[k] == nil {
			numbers = append(numbers, l.total)
		}
		groups[k] = append(groups[k], l)
	}
	slices.SortFunc(numbers, func(a, b *big.Rat) int { return a.Cmp(b) })
	slices.Sort(union)
	var found []Finding
	for _, n := range numbers {
		g := groups[number(n)]
		var all []register.ID
		listers := 0
		for _, l := range g {
			if len(l.lists) > 0 {
				listers++
			}
			for _, id := range l.lists {
				if !slices.Contains(all, id) {
					all = append(all, id)
				}
			}
		}
		slices.Sort(all)
		if size := big.NewRat(int64(len(all)), 1); listers > 1 && size.Cmp(n) > 0 {
			found = append(found, Finding{
				Rule: "same-count", Said: number(n), Computed: number(size), Verdict: Fails, Sources: ids(g), Agreements: all,
				Words: fmt.Sprintf("%s each say %s, but together they list %s: they count different sets, or two of those are one", names(g), number(n), number(size)),
			})
		}
	}
	if len(numbers) > 0 && len(union) > 0 {
		size := big.NewRat(int64(len(union)), 1)
		for _, n := range numbers {
			g := groups[number(n)]
			f := Finding{Rule: "union", Said: number(n), Computed: number(size), Sources: ids(g), Agreements: union}
			f.Words = fmt.Sprintf("all sources together list %s, %s by %s", number(size), number(n)+" are counted", names(g))
			switch c := size.Cmp(n); {
			case c == 0:
				f.Verdict = Agrees
			case c > 0:
				f.Verdict = Fails
				f.Words += ": " + number(sub(size, n)) + " more than that count has room for"
			default:
				f.Verdict = CannotTell
				f.Words += ": " + number(sub(n, size)) + " are listed by no source"
			}
			found = append(found, f)
		}
	}
	return append(found, differ(numbers, groups)...)
}

// window is how near two publications must be for their counts to be of one day.
const window = 31 * 24 * time.Hour

// differ is one finding where sources state different numbers. They contradict
// one another where two of them were published within the window; counts of
// different months, or undated, may be of different things.
func differ(numbers []*big.Rat, groups map[string][]listing) []Finding {
	if len(numbers) < 2 {
		return nil
	}
	f := Finding{Rule: "sources-differ", Verdict: CannotTell}
	var said, shown []string
	for i, n := range numbers {
		g := groups[number(n)]
		said = append(said, number(n))
		shown = append(shown, number(n)+" ("+names(g)+")")
		f.Sources = append(f.Sources, ids(g)...)
		for _, m := range numbers[:i] {
			for _, a := range g {
				for _, b := range groups[number(m)] {
					if gap, ok := apart(a.day, b.day); ok && gap <= window {
						f.Verdict = Fails
					}
				}
			}
		}
	}
	f.Said, f.Computed = strings.Join(said, " / "), fmt.Sprintf("%d different numbers", len(numbers))
	f.Words = "the sources say " + strings.Join(shown, ", ")
	if f.Verdict == CannotTell {
		f.Words += "; they are undated or more than 31 days apart and may count different things"
	}
	return []Finding{f}
}

func apart(a, b string) (time.Duration, bool) {
	x, err1 := time.Parse(time.DateOnly, a)
	y, err2 := time.Parse(time.DateOnly, b)
	return x.Sub(y).Abs(), err1 == nil && err2 == nil
}

func ids(ls []listing) (out []register.ID) {
	for _, l := range ls {
		out = append(out, l.id)
	}
	return out
}

func names(ls []listing) string {
	var out []string
	for _, l := range ls {
		if !slices.Contains(out, l.name) {
			out = append(out, l.name)
		}
	}
	return strings.Join(out, ", ")
}

// exact reads a plain decimal; longer ones than any amount are refused.
func exact(s string) (*big.Rat, bool) {
	if !claim.Decimal(s) || len(s) > 60 {
		return nil, false
	}
	return new(big.Rat).SetString(s)
}
