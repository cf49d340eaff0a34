package register

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"sanad/claim"
	"sanad/internal/resolve"
	"sanad/vocab"
)

// Which claim is shown is decided here and nowhere else. The rules, in order:
//
//  1. source: a ruling by an officer, then the agreement's own text, then an
//     official record, then a party's statement, then press, then social media;
//  2. news: what a source reports beats what it mentions in passing;
//  3. closer: a word for the instrument that says more than "agreement";
//  4. newer: of two sources the one published later; an undated one comes last;
//  5. later: of two values that hold as of days, the one as of the later day;
//  6. surer: the reader's confidence;
//  7. what people enter (rulings, records, statements) before what is read, and
//     of it what was entered last, which corrects; of what is read, what was
//     logged first.
//
// testdata/rank.txt has an example of each. How near a source stands is told by
// whoever lets it in; where nobody tells, a named rule knows a party's own
// statement by its publisher (standing.go), and an officer may rule otherwise.

// Rank is how near a source stands to the agreement. Less is nearer.
type Rank int

// The ranks.
const (
	RankRuling Rank = iota
	RankText
	RankRecord
	RankParty
	RankPress
	RankSocial
)

// rankOf is the rank of a standing: the order of vocab.Standings.
func rankOf(standing string) Rank {
	i := slices.IndexFunc(vocab.Standings, func(c vocab.Code) bool { return c.Code == standing })
	if i < 0 {
		return RankPress
	}
	return Rank(i)
}

// Stated is one claim as the register ranks it.
type Stated struct {
	claim.Claim
	Entry   int64
	N       int
	Source  ID
	Rank    Rank
	Passing bool // the source mentions the subject only in passing
	Own     bool // entered by the office: by a form or a workbook

	Publisher string
	Published claim.Date
	Reason    string // of a ruling
}

func (s Stated) said() Said {
	out := Said{
		Source: s.Source, Publisher: s.Publisher, Published: s.Published, Entry: s.Entry, N: s.N,
		Rule: s.Rule, Confidence: s.Confidence.Share(), Modality: s.Modality, AsOf: s.AsOf, Reason: s.Reason,
	}
	if q := s.Selector; q != nil {
		out.Quote, out.Start, out.End, out.Page = q.Quote, q.Start, q.End, q.Page
	}
	return out
}

// rule is one step of the ranking and how it is told to people.
type rule struct {
	compare func(a, b Stated) int
	why     func(Stated) string
}

var rules = []rule{
	{func(a, b Stated) int { return cmp.Compare(a.Rank, b.Rank) }, func(s Stated) string {
		return [...]string{"an officer ruled so", "it stands in the agreement's own text", "an official record says so; the others stand further off", "a party states it; the others are press", "press; the others are social media", ""}[s.Rank]
	}},
	{func(a, b Stated) int { return boolCompare(a.Passing, b.Passing) }, func(Stated) string {
		return "its source reports it; the others mention it in passing"
	}},
	{func(a, b Stated) int { return boolCompare(general(a.Value), general(b.Value)) }, func(Stated) string {
		return "it names the instrument more closely; the others only call it an agreement"
	}},
	{func(a, b Stated) int { return -strings.Compare(LastDay(a.Published), LastDay(b.Published)) }, func(s Stated) string {
		return fmt.Sprintf("the newest source says so (%s)", s.Published)
	}},
	{func(a, b Stated) int { return -strings.Compare(LastDay(a.AsOf), LastDay(b.AsOf)) }, func(s Stated) string {
		return fmt.Sprintf("of sources equally near and new, it is as of the latest day (%s)", s.AsOf)
	}},
	{func(a, b Stated) int { return -cmp.Compare(a.Confidence, b.Confidence) }, func(Stated) string {
		return "of sources equally near and new, it was read most surely"
	}},
	{func(a, b Stated) int {
		// Two entries of one day: without this a slip could be mended only tomorrow.
		if a.Own != b.Own {
			return boolCompare(b.Own, a.Own)
		}
		entries := cmp.Compare(a.Entry, b.Entry)
		if a.Own {
			entries = -entries
		}
		return cmp.Or(entries, cmp.Compare(a.N, b.N))
	}, func(s Stated) string {
		if s.Own {
			return "it was entered last, and corrects what was entered before"
		}
		return "of sources equally near and new, it was logged first"
	}},
}

// general says whether a value is the word for an instrument of any kind, which
// is given where no closer one is used and contradicts none.
func general(v claim.Value) bool {
	c, ok := v.(claim.Code)
	return ok && c.List == "kind" && c.Code == "agreement"
}

// LastDay is the last day a date may mean, "" for an unknown one: as strings,
// dates of any precision compare as days do, an unknown one before all.
func LastDay(d claim.Date) string {
	_, last, ok := resolve.Span(d)
	if !ok {
		return ""
	}
	return last.Format("2006-01-02")
}

func boolCompare(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// compare orders two claims on one property and names the rule that did; the
// rule is nil for a claim and itself.
func compare(a, b Stated) (int, *rule) {
	for i := range rules {
		if c := rules[i].compare(a, b); c != 0 {
			return c, &rules[i]
		}
	}
	return 0, nil
}

// values groups claims that say the same and orders groups and claims by rank.
func values(stated []Stated) []Value {
	stated = slices.Clone(stated)
	slices.SortFunc(stated, func(a, b Stated) int { c, _ := compare(a, b); return c })
	var out []Value
	at := map[string]int{}
	for _, s := range stated {
		key := claim.Sameness(s.Value)
		i, known := at[key]
		if !known {
			i = len(out)
			at[key] = i
			out = append(out, Value{Value: s.Value, Text: Words(s.Value)})
		}
		out[i].Said = append(out[i].Said, s.said())
	}
	return out
}

// field ranks the claims on a property that has one true value.
func field(stated []Stated) Field {
	f := Field{Values: values(stated)}
	if len(f.Values) < 2 {
		return f
	}
	// The rule that told is the one between the shown claim and the best that
	// says otherwise.
	find := func(said Said) Stated {
		i := slices.IndexFunc(stated, func(s Stated) bool { return s.Entry == said.Entry && s.N == said.N })
		return stated[i]
	}
	winner := find(f.Values[0].Said[0])
	if _, r := compare(winner, find(f.Values[1].Said[0])); r != nil {
		f.Why = r.why(winner)
	}
	return f
}

// Words are a value for people, in English.
func Words(v claim.Value) string {
	switch v := v.(type) {
	case claim.Text:
		return v.Text
	case claim.Date:
		return string(v)
	case claim.Money:
		return v.Currency + " " + grouped(v.Amount)
	case claim.Quantity:
		unit := cmp.Or(v.What, v.Unit)
		return strings.TrimSpace(grouped(v.Number) + " " + unit)
	case claim.Code:
		if list, ok := vocab.ByName[v.List]; ok {
			return list.Label(v.Code)
		}
		return v.Code
	case claim.Ref:
		return string(v.Subject)
	case claim.DocumentRef:
		return v.Original
	case claim.Geometry:
		return v.GeoJSON
	}
	return ""
}

// grouped sets commas between thousands: 100000 is 100,000.
func grouped(decimal string) string {
	whole, frac, point := strings.Cut(decimal, ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if point {
		whole += "." + frac
	}
	return sign + whole
}

// Grouped writes a whole number with commas between thousands.
func Grouped(n int) string { return grouped(strconv.Itoa(n)) }
