package web

import (
	"cmp"
	"html/template"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"sanad/internal/register"
)

// segment is a run of a text that the same quotes cover.
type segment struct {
	Text   string
	Start  int   // its place in the text, in bytes
	Quotes []int // which quotes cover it, the one that began first and runs longest first
	Begins []int // which quotes begin with it; each quote begins exactly once
}

// quote is a stretch of the text as a claim gives it.
type quote struct {
	start, end int
	words      string
}

// fits says whether the words stand in text where the quote says.
func (q quote) fits(text string) bool {
	return 0 <= q.start && q.start < q.end && q.end <= len(text) && text[q.start:q.end] == q.words &&
		utf8.RuneStart(text[q.start]) && (q.end == len(text) || utf8.RuneStart(text[q.end]))
}

// deepest bounds how many quotes one segment carries. Browsers stop nesting
// elements at some hundreds.
const deepest = 48

// segments splits text where quotes begin and end, so that the segments do not
// overlap and, put together, are the text. A quote that does not fit is in no
// segment, and one under deepest others begins and is not carried.
func segments(text string, quotes []quote) []segment {
	order := make([]int, 0, len(quotes))
	cuts := []int{0, len(text)}
	for i, q := range quotes {
		if q.fits(text) {
			order = append(order, i)
			cuts = append(cuts, q.start, q.end)
		}
	}
	outermost := func(a, b int) int {
		return cmp.Or(cmp.Compare(quotes[a].start, quotes[b].start), cmp.Compare(quotes[b].end, quotes[a].end), cmp.Compare(a, b))
	}
	slices.SortFunc(order, outermost)
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)

	var segs []segment
	var open []int
	for i := 0; i+1 < len(cuts); i++ {
		at := cuts[i]
		seg := segment{Text: text[at:cuts[i+1]], Start: at}
		open = slices.DeleteFunc(open, func(q int) bool { return quotes[q].end <= at })
		for len(order) > 0 && quotes[order[0]].start == at {
			if len(open) < deepest {
				open = append(open, order[0])
			}
			seg.Begins = append(seg.Begins, order[0])
			order = order[1:]
		}
		seg.Quotes = slices.Clone(open)
		segs = append(segs, seg)
	}
	return segs
}

// anchor is the address of a claim's words within its source's page.
func anchor(said register.Said) string {
	return "q" + strconv.FormatInt(said.Entry, 10) + "-" + strconv.Itoa(said.N)
}

// highlight is the text as HTML with each claim's words marked. Marks lie
// within one another where quotes do, so that going to a claim's anchor lights
// up all of its words; where quotes cross, the later one is split. Claims with
// the same words share one mark. Words that do not fit the text are in lost.
func highlight(text string, claims []register.SourceClaim) (marked template.HTML, lost []int) {
	var quotes []quote
	var anchors [][]string // by quote
	known := map[quote]int{}
	for i, c := range claims {
		q := quote{c.Start, c.End, c.Quote}
		if !q.fits(text) {
			lost = append(lost, i)
			continue
		}
		n, ok := known[q]
		if !ok {
			n = len(quotes)
			known[q] = n
			quotes, anchors = append(quotes, q), append(anchors, nil)
		}
		anchors[n] = append(anchors[n], anchor(c.Said))
	}

	var b strings.Builder
	var open []int // quotes whose mark is open, outermost first
	begun := make([]bool, len(quotes))
	for _, seg := range segments(text, quotes) {
		same := 0
		for same < len(open) && same < len(seg.Quotes) && open[same] == seg.Quotes[same] {
			same++
		}
		for range open[same:] {
			b.WriteString("</mark>")
		}
		for _, q := range seg.Quotes[same:] {
			b.WriteString("<mark")
			names := anchors[q]
			if !begun[q] {
				b.WriteString(` id="` + names[0] + `"`)
			}
			// Which claims a piece belongs to also stands on pieces that go on
			// after a crossing, which have no anchor of their own.
			b.WriteString(` data-claims="` + strings.Join(names, " ") + `">`)
			if !begun[q] {
				for _, name := range names[1:] {
					b.WriteString(`<a id="` + name + `"></a>`)
				}
			}
			begun[q] = true
		}
		for _, q := range seg.Begins {
			if !begun[q] { // too deep to be marked, and still somewhere to go to
				for _, name := range anchors[q] {
					b.WriteString(`<a id="` + name + `"></a>`)
				}
				begun[q] = true
			}
		}
		open = seg.Quotes
		b.WriteString(template.HTMLEscapeString(seg.Text))
	}
	for range open {
		b.WriteString("</mark>")
	}
	return template.HTML(b.String()), lost
}
