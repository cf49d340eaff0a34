package pdf

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"sanad/internal/source/decode/decoded"
)

// glyph is one character and its box in points, the origin below left.
type glyph struct {
	r                        rune
	left, right, bottom, top float64
}

// hyphen is what PDFium gives for a hyphen that ends a line.
const hyphen = '\u0002'

// bullets are characters of symbol fonts that mark list items.
var bullets = map[rune]bool{
	'•': true, '▪': true, '●': true, '○': true, '■': true, '□': true, '‣': true, '◦': true, '·': true, '–': true,
	'➢': true, '►': true, '✓': true, '\uf0b7': true, '\uf0a7': true, '\uf0d8': true, '\uf02d': true, '\uf0fc': true, '\uf076': true,
}

// segment is words that stand together on one line.
type segment struct {
	text                     string
	left, right, bottom, top float64
	rtl                      bool
	glyphs                   []glyph   // of which it is made, while lines may still be joined
	parts                    []segment // cut at gaps that may be a column's or only wide blanks
}

// page is one page: its glyphs, then the blocks made of them.
type page struct {
	n      int
	glyphs []glyph
	rules  []rule
	blocks []pageBlock
	unread []string
	em     float64 // height of the usual line of letters
	line   float64 // height of the usual line, from its highest letter to its lowest
	width  span    // that its text covers
}

// pageBlock is a paragraph, heading or list item, or a table.
type pageBlock struct {
	text    string
	heading bool
	item    bool
	mark    string
	rows    [][]string
}

// lay makes blocks in reading order: what stands in columns is read column by
// column, what stands in a table row by row.
func (p *page) lay() {
	p.measure()
	glyphs := p.glyphs
	for _, t := range ruled(p.rules) {
		var above, in, below []glyph
		beside := 0
		for _, g := range glyphs {
			switch {
			case t.holds(g):
				in = append(in, g)
			case g.top > t.ys[0]:
				above = append(above, g)
			default:
				below = append(below, g)
			}
			if t.beside(g) {
				beside++
			}
		}
		// A table in one of several columns does not part the page.
		if len(in) == 0 || beside > 20 {
			continue
		}
		p.flow(above)
		p.blocks = append(p.blocks, t.read(in, p.em))
		glyphs = below
	}
	p.flow(glyphs)
	if slices.ContainsFunc(p.glyphs, func(g glyph) bool { return isRTL(g.r) }) {
		p.unread = append(p.unread, "the page has text written from right to left; its order was rebuilt from where the letters stand: compare it with the original")
	}
	p.glyphs, p.rules = nil, nil
}

// measure finds the height of the page's usual letters and lines.
func (p *page) measure() {
	var heights []float64
	for _, g := range p.glyphs {
		if h := g.top - g.bottom; h > 1 {
			heights = append(heights, h)
		}
	}
	if len(heights) == 0 {
		return
	}
	slices.Sort(heights)
	// Small letters are the most; capitals and descenders reach to 1.5 of them.
	p.em = heights[len(heights)/2] * 1.6
	heights = heights[:0]
	for _, s := range p.segments() {
		if len(s.text) > 12 {
			heights = append(heights, s.top-s.bottom)
		}
	}
	p.line = 1.3 * p.em
	if len(heights) > 0 {
		slices.Sort(heights)
		p.line = heights[len(heights)/2]
	}
}

// flow lays what stands in no ruled table.
func (p *page) flow(glyphs []glyph) {
	segs := (&page{glyphs: glyphs, em: p.em}).segments()
	if len(segs) == 0 {
		return
	}
	p.width = span{segs[0].left, segs[0].right}
	for _, s := range segs {
		p.width = span{min(p.width.from, s.left), max(p.width.to, s.right)}
	}
	lines := marked(rows(segs), p.em)
	for at := 0; at < len(lines); {
		if len(lines[at]) == 1 && !p.besides(lines, at) {
			n := at + 1
			for n < len(lines) && len(lines[n]) == 1 && !p.besides(lines, n) {
				n++
			}
			p.paragraphs(single(lines[at:n]), p.width)
			at = n
			continue
		}
		at = p.grid(lines, at)
	}
}

// marked joins the mark of a list item to the item, which stands apart from it.
func marked(lines [][]segment, em float64) [][]segment {
	for i, l := range lines {
		if len(l) != 2 || l[0].rtl || l[1].rtl || l[1].left-l[0].right > 4*em {
			continue
		}
		if _, body, ok := listMark(strings.TrimSpace(l[0].text) + " x"); ok && body == "x" {
			l[0].parts = nil
			lines[i] = []segment{join(l)}
		}
	}
	return lines
}

// besides says whether the next line stands beside this one, not below it: in
// columns whose lines are not level. A line in larger letters is a heading above.
func (p *page) besides(lines [][]segment, at int) bool {
	return at+1 < len(lines) && letterHeight(lines[at][0], 8) <= 1.2*letterHeight(lines[at+1][0], 1) && bottom(lines[at])-top(lines[at+1]) < p.em &&
		len(columns(lines[at:at+2], 0.6*p.em)) > 1
}

// segments joins glyphs to words and words to segments, breaking where the
// line or a column ends.
func (p *page) segments() []segment {
	if p.em == 0 {
		return nil
	}
	var out []segment
	var run []glyph
	box := func() (b segment) {
		b = segment{left: 1e9, bottom: 1e9, right: -1e9, top: -1e9}
		for _, g := range run {
			if g.r > ' ' {
				b.left, b.right = min(b.left, g.left), max(b.right, g.right)
				b.bottom, b.top = min(b.bottom, g.bottom), max(b.top, g.top)
			}
		}
		return b
	}
	flush := func() {
		if len(run) > 0 {
			b := box()
			b.text, b.rtl = spell(run, p.em)
			b.glyphs = slices.Clone(run)
			b.parts = p.cut(run, b)
			if strings.TrimSpace(b.text) != "" && b.right > b.left-1 && b.top > b.bottom-1 && b.left < 1e8 {
				out = append(out, b)
			}
		}
		run = run[:0]
	}
	last := glyph{}
	have := false
	for _, g := range p.glyphs {
		if g.r == '\r' || g.r == '\n' {
			flush()
			have = false
			continue
		}
		if g.r == ' ' || g.r == '\u00a0' || g.r == hyphen {
			if have {
				run = append(run, glyph{r: g.r, left: g.left, right: g.right, bottom: last.bottom, top: last.top})
			}
			continue
		}
		if have {
			h := max(last.top-last.bottom, g.top-g.bottom, p.em/2)
			overlap := min(last.top, g.top) - max(last.bottom, g.bottom)
			apart := max(g.left-last.right, last.left-g.right)
			// Punctuation stands low or high beside its letter and does not overlap it.
			if overlap < -0.35*h || apart > 1.1*max(h, p.em) {
				flush()
			}
		}
		run = append(run, g)
		last, have = g, true
	}
	flush()
	return p.wholeLines(merge(out, p.em))
}

// cut cuts a run at its wide gaps.
func (p *page) cut(run []glyph, whole segment) []segment {
	if whole.rtl {
		return nil
	}
	var out []segment
	from := 0
	var last *glyph
	close := func(to int) {
		part := segment{bottom: whole.bottom, top: whole.top, left: 1e9, right: -1e9}
		for _, g := range run[from:to] {
			if g.r > ' ' && g.r != '\u00a0' {
				part.left, part.right = min(part.left, g.left), max(part.right, g.right)
			}
		}
		part.text, _ = spell(run[from:to], p.em)
		part.glyphs = slices.Clone(run[from:to])
		if part.left < part.right {
			out = append(out, part)
		}
		from = to
	}
	wide := max(gap*p.em, 1.6*usualGap(run, p.em))
	for i := range run {
		g := &run[i]
		if g.r <= ' ' || g.r == '\u00a0' {
			continue
		}
		if last != nil && g.left-last.right > wide {
			close(i)
		}
		last = g
	}
	close(len(run))
	return out
}

// usualGap is the width of the middle one of a run's blanks, which a justified
// line has wide; 0 where they are too few to tell.
func usualGap(run []glyph, em float64) float64 {
	var gaps []float64
	var last *glyph
	for i := range run {
		g := &run[i]
		if g.r <= ' ' || g.r == '\u00a0' {
			continue
		}
		if last != nil && g.left-last.right > 0.15*em {
			gaps = append(gaps, g.left-last.right)
		}
		last = g
	}
	if len(gaps) < 3 {
		return 0
	}
	slices.Sort(gaps)
	return gaps[len(gaps)/2]
}

// gap is the width, in em of ours, from which space may part two columns.
const gap = 0.45

// fine gives lines cut at every gap that may part columns.
func fine(lines [][]segment) [][]segment {
	out := make([][]segment, len(lines))
	for i, l := range lines {
		for _, s := range l {
			if len(s.parts) > 1 {
				out[i] = append(out[i], s.parts...)
			} else {
				out[i] = append(out[i], s)
			}
		}
	}
	return out
}

// merge joins segments of one line that the page draws apart but that stand a
// blank or less from each other.
func merge(in []segment, em float64) []segment {
	var out []segment
	for _, s := range in {
		if n := len(out); n > 0 {
			o := &out[n-1]
			space := s.left - o.right
			if s.rtl || o.rtl {
				out = append(out, s)
				continue
			}
			if sameLine(*o, s) && space > -0.3*em && space < 0.6*em {
				o.parts = append(o.pieces(), s.pieces()...)
				if k := len(o.parts) - len(s.pieces()); space <= gap*em {
					// No gap between the two: the pieces that meet are one.
					a, b := o.parts[k-1], o.parts[k]
					if space > 0.15*em && !strings.HasSuffix(a.text, " ") {
						a.text += " "
					}
					a.text += b.text
					a.glyphs = append(a.glyphs, b.glyphs...)
					a.right, a.top, a.bottom = max(a.right, b.right), max(a.top, b.top), min(a.bottom, b.bottom)
					o.parts = append(o.parts[:k-1:k-1], append([]segment{a}, o.parts[k+1:]...)...)
				}
				if space > 0.15*em && !strings.HasSuffix(o.text, " ") {
					o.text += " "
				}
				o.text += s.text
				o.glyphs = append(o.glyphs, s.glyphs...)
				o.right, o.top, o.bottom = max(o.right, s.right), max(o.top, s.top), min(o.bottom, s.bottom)
				continue
			}
		}
		out = append(out, s)
	}
	return out
}

// wholeLines joins what stands on one line with text from right to left: files
// draw it in pieces of any order, even the letters of one word.
func (p *page) wholeLines(segs []segment) []segment {
	for joined := true; joined; {
		joined = false
		for i := 0; i < len(segs); i++ {
			for k := i + 1; k < len(segs); k++ {
				a, b := segs[i], segs[k]
				if !a.rtl && !b.rtl || !sameLine(a, b) || max(a.left-b.right, b.left-a.right) > 0.8*p.em {
					continue
				}
				a.glyphs = append(a.glyphs, b.glyphs...)
				a.left, a.right, a.bottom, a.top = min(a.left, b.left), max(a.right, b.right), min(a.bottom, b.bottom), max(a.top, b.top)
				a.parts, a.rtl = nil, true
				segs[i], joined = a, true
				segs = slices.Delete(segs, k, k+1)
				k--
			}
		}
	}
	for i, s := range segs {
		if s.rtl {
			segs[i].text = logical(s.glyphs, p.em)
		}
	}
	return segs
}

// pieces are a segment's parts, or itself where it has none.
func (s segment) pieces() []segment {
	if len(s.parts) > 0 {
		return slices.Clone(s.parts)
	}
	return []segment{{text: s.text, left: s.left, right: s.right, bottom: s.bottom, top: s.top, rtl: s.rtl, glyphs: s.glyphs}}
}

func sameLine(a, b segment) bool {
	overlap := min(a.top, b.top) - max(a.bottom, b.bottom)
	return overlap > 0.5*min(a.top-a.bottom, b.top-b.bottom)
}

// spell writes a run of glyphs as words, and says whether it runs from right to
// left.
func spell(run []glyph, em float64) (string, bool) {
	rtl, ltr := 0, 0
	for _, g := range run {
		switch {
		case isRTL(g.r):
			rtl++
		case unicode.IsLetter(g.r):
			ltr++
		}
	}
	var b strings.Builder
	if rtl <= ltr {
		for _, g := range run {
			b.WriteRune(g.r)
		}
		return b.String(), false
	}
	return logical(run, em), true
}

// rows sorts segments into lines from the top down, each from left to right.
func rows(segs []segment) [][]segment {
	sorted := slices.Clone(segs)
	slices.SortStableFunc(sorted, func(a, b segment) int {
		return cmp.Compare(b.bottom+b.top, a.bottom+a.top)
	})
	var out [][]segment
	for _, s := range sorted {
		placed := false
		for k := len(out) - 1; k >= 0 && k >= len(out)-3; k-- {
			if sameLine(out[k][0], s) {
				out[k] = append(out[k], s)
				placed = true
				break
			}
		}
		if !placed {
			out = append(out, []segment{s})
		}
	}
	for _, l := range out {
		slices.SortStableFunc(l, func(a, b segment) int { return cmp.Compare(a.left, b.left) })
	}
	return out
}

func single(lines [][]segment) []segment {
	var out []segment
	for _, l := range lines {
		out = append(out, l...)
	}
	return out
}

// span is a stretch of the page's width.
type span struct{ from, to float64 }

// columns are the stretches that segments of the lines cover, apart by gutters.
func columns(lines [][]segment, gutter float64) []span {
	var all []span
	for _, l := range lines {
		for _, s := range l {
			all = append(all, span{s.left, s.right})
		}
	}
	slices.SortFunc(all, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	var out []span
	for _, s := range all {
		if n := len(out); n > 0 && s.from < out[n-1].to+gutter {
			out[n-1].to = max(out[n-1].to, s.to)
		} else {
			out = append(out, s)
		}
	}
	return out
}

func within(cols []span, s segment) int {
	for i, c := range cols {
		if s.left >= c.from-0.5 && s.right <= c.to+0.5 {
			return i
		}
	}
	return -1
}

// backed joins a column that only one line speaks for to the one beside it,
// unless it stands well apart: a wide blank makes no column.
func (p *page) backed(cols []span, lines [][]segment) []span {
	var out []span
	for i, c := range cols {
		said := 0
		for _, l := range lines {
			for _, s := range l {
				if within(cols, s) == i {
					said++
					break
				}
			}
		}
		if n := len(out); n > 0 && said < 2 && len(lines) > 1 && c.from-out[n-1].to < 1.1*p.em {
			out[n-1].to = c.to
			continue
		}
		out = append(out, c)
	}
	return out
}

// crosses says whether a segment lies in more than one column.
func crosses(cols []span, s segment) bool {
	n := 0
	for _, c := range cols {
		if min(c.to, s.right)-max(c.from, s.left) > 0 {
			n++
		}
	}
	return n > 1
}

// grid reads what begins at a line of several segments and gives the line
// after it. It takes lines as long as gutters run through them all.
func (p *page) grid(lines [][]segment, at int) int {
	end := at + 1
	multi := at + 1 // after the last line with several segments
	parting := func(l [][]segment) []span {
		if narrow := p.backed(columns(fine(l), gap*0.9*p.em), fine(l)); len(l) > 2 || len(l) > 1 && len(narrow) > 1 {
			return narrow
		}
		return columns(l, gap*p.em)
	}
	cols := columns(lines[at:end], gap*p.em)
	for end < len(lines) {
		// A gap of several lines ends it.
		if bottom(lines[end-1])-top(lines[end]) > 3*p.em {
			break
		}
		if len(lines[end]) == 1 && bottom(lines[end-1])-top(lines[end]) > 1.2*p.em && within(cols, lines[end][0]) == 0 {
			break // a blank line, and text at the margin
		}
		if len(lines[end]) == 1 && crosses(cols, lines[end][0]) {
			break // a line of text under a table or a running head
		}
		next := parting(lines[at : end+1])
		if len(next) < 2 || len(next) < len(cols) && len(lines[end]) == 1 {
			break
		}
		cols = next
		end++
		if len(lines[end-1]) > 1 {
			multi = end
		}
	}
	// Lines with one segment after the last line of several belong to it while
	// they continue a cell or column, not when they are the text that follows.
	for end > multi && within(cols, lines[end-1][0]) == 0 && (len(cols) > 2 || lines[end-1][0].right-lines[end-1][0].left > (cols[len(cols)-1].to-cols[0].from)*0.6) {
		end--
	}
	cols = parting(lines[at:end])
	cells := lines[at:end]
	if len(cells) >= 2 {
		cells = unite(fine(cells), cols)
	}
	if len(cols) < 2 {
		// The segments overlap across lines: words set wide. One line each.
		var joined []segment
		for _, l := range lines[at:end] {
			joined = append(joined, join(l))
		}
		p.paragraphs(joined, p.width)
		return end
	}
	if multi == at+1 && len(lines[at]) == 1 && end-at < 6 {
		p.paragraphs(lines[at], p.width)
		return at + 1
	}
	byColumn := make([][]segment, len(cols))
	letters, full, count := 0, 0, 0
	for _, l := range cells {
		for _, s := range l {
			c := max(within(cols, s), 0)
			byColumn[c] = append(byColumn[c], s)
			letters += len([]rune(s.text))
			count++
			if s.right-s.left > 0.7*(cols[c].to-cols[c].from) {
				full++
			}
		}
	}
	if len(cols) <= 3 && end-at >= 4 && letters >= 18*count && full*10 >= count*6 {
		for c := range byColumn {
			n := len(p.blocks)
			p.paragraphs(byColumn[c], cols[c])
			p.rejoin(n, c)
		}
		return end
	}
	if end-at == 1 {
		// One line with a gap is a heading with its date, a signature block …
		for _, s := range lines[at] {
			p.paragraphs([]segment{s}, p.width)
		}
		return end
	}
	p.blocks = append(p.blocks, pageBlock{rows: table(cells, cols, p.em)})
	return end
}

// rejoin makes whole a paragraph that the end of a column has cut: block n is
// the first of column c.
func (p *page) rejoin(n, c int) {
	if c == 0 || n == 0 || n >= len(p.blocks) {
		return
	}
	a, b := &p.blocks[n-1], p.blocks[n]
	if a.rows != nil || a.heading || b.rows != nil || b.heading || b.item || !goesOn(a.text, b.text) {
		return
	}
	a.text = knit(a.text, b.text)
	p.blocks = slices.Delete(p.blocks, n, n+1)
}

// unite joins what stands in one column of a line.
func unite(lines [][]segment, cols []span) [][]segment {
	out := make([][]segment, len(lines))
	for i, l := range lines {
		was := -1
		for _, s := range l {
			c := within(cols, s)
			if n := len(out[i]); n > 0 && c >= 0 && c == was {
				out[i][n-1] = join([]segment{out[i][n-1], s})
				continue
			}
			out[i] = append(out[i], s)
			was = c
		}
	}
	return out
}

// table makes rows: a new one begins where the lines of all columns leave a
// gap, or where the first column says something again.
func table(lines [][]segment, cols []span, em float64) [][]string {
	var out [][]string
	low := 0.0
	rtl := false
	tight := linePitch(lines, len(cols), em)
	for i, l := range lines {
		first := within(cols, l[0]) == 0
		begins := i == 0 || low-top(l) > 0.55*em || first && len(l) > 1 && low-top(l) > -0.05*em
		if i > 0 && tight > 0 && baseline(lines[i-1])-baseline(l) < tight {
			begins = false
		}
		if begins {
			out = append(out, make([]string, len(cols)))
			low = bottom(l)
		} else {
			low = min(low, bottom(l))
		}
		for _, s := range l {
			cell := &out[len(out)-1][max(within(cols, s), 0)]
			*cell = knit(*cell, s.text)
			rtl = rtl || s.rtl
		}
	}
	if rtl {
		for _, r := range out {
			slices.Reverse(r)
		}
	}
	return out
}

// linePitch is a distance that parts the lines within a table's rows, which are
// nearer to each other, from its rows, which are farther; 0 where the lines do not
// tell. Lines that go on leave a column empty somewhere, and rows do not.
func linePitch(lines [][]segment, cols int, em float64) float64 {
	near, far := 1e9, 0.0
	for i := 1; i < len(lines); i++ {
		step := baseline(lines[i-1]) - baseline(lines[i])
		near, far = min(near, step), max(far, step)
	}
	if near < 0.5*em || near > 1.7*em || far < near+max(1.2, 0.1*near) {
		return 0
	}
	limit := near + max(0.6, 0.05*near)
	partial := false
	for i := 1; i < len(lines); i++ {
		if baseline(lines[i-1])-baseline(lines[i]) < limit && len(lines[i]) < cols {
			partial = true
		}
	}
	if !partial {
		return 0
	}
	return limit
}

// baseline is where a line's letters stand: most have nothing below it.
func baseline(l []segment) float64 {
	var bottoms []float64
	for _, s := range l {
		for _, g := range s.glyphs {
			if g.r > ' ' && g.top-g.bottom > 1 {
				bottoms = append(bottoms, g.bottom)
			}
		}
	}
	if len(bottoms) == 0 {
		return bottom(l)
	}
	slices.Sort(bottoms)
	return bottoms[len(bottoms)/2]
}

func join(l []segment) segment {
	if l[0].rtl || l[len(l)-1].rtl {
		l = slices.Clone(l)
		slices.Reverse(l)
	}
	out := l[0]
	for _, s := range l[1:] {
		out.text = strings.TrimRight(out.text, " ") + " " + s.text
		out.glyphs = append(slices.Clip(out.glyphs), s.glyphs...)
		out.left, out.right = min(out.left, s.left), max(out.right, s.right)
		out.top, out.bottom = max(out.top, s.top), min(out.bottom, s.bottom)
	}
	return out
}

func top(l []segment) float64 {
	t := l[0].top
	for _, s := range l {
		t = max(t, s.top)
	}
	return t
}

func bottom(l []segment) float64 {
	b := l[0].bottom
	for _, s := range l {
		b = min(b, s.bottom)
	}
	return b
}

// paragraphs joins the lines of one column to paragraphs: a new one begins
// after a gap, at a list mark, at an indent, after a short line that ends a
// sentence, and where the letters change size.
func (p *page) paragraphs(lines []segment, width span) {
	if len(lines) == 0 {
		return
	}
	pitch := p.pitch(lines, width)
	left := width.from
	var text, mark string
	var item, open bool
	size, start := 0.0, 0.0
	count, counted := 0, 0
	flush := func() {
		if open {
			t := strings.TrimSpace(text)
			heading := !item && size > 1.2*p.line && len(t) < 300 && lastRune(t) != "."
			p.blocks = append(p.blocks, pageBlock{text: t, heading: heading, item: item, mark: mark})
		}
		open = false
	}
	for i, l := range lines {
		m, body, isItem := listMark(l.text)
		height := l.top - l.bottom
		begins := !open || isItem
		if n := countMark(l.text); n == counted+1 {
			begins, counted = true, n
		}
		if i > 0 && !begins {
			before := lines[i-1]
			step := min(before.bottom-l.bottom, before.top-l.top)
			ended := endsSentence(before.text)
			short := width.short(before, l.rtl)
			indent := l.left > before.left+0.9*p.em && count > 1 && !l.rtl && l.left < left+4*p.em
			begins = step > max(1.3*pitch+0.1*p.em, 1.6*min(height, before.top-before.bottom)) || step < -0.5*p.em ||
				height > 1.35*(before.top-before.bottom) && height > 1.25*p.em ||
				before.top-before.bottom > 1.35*height && before.top-before.bottom > 1.25*p.em || otherSize(before, l) ||
				ended && short && !item || indent && ended || item && !l.rtl && l.left < start-0.5*p.em
		}
		if begins {
			flush()
			text, mark, item, open, size, count, start = body, m, isItem, true, height, 1, l.left
			continue
		}
		text = knit(text, l.text)
		size = max(size, height)
		count++
	}
	flush()
}

func endsSentence(line string) bool {
	return strings.ContainsAny(lastRune(line), ".!?:;。۔؟”\"")
}

// pitch is the distance of a column's lines within its paragraphs: that to the
// line after one that reaches the margin amid a sentence, which goes on there.
// Where there is none, the nearer lines tell.
func (p *page) pitch(lines []segment, width span) float64 {
	var all, going []float64
	for i := 1; i < len(lines); i++ {
		d := lines[i-1].bottom - lines[i].bottom
		if d <= 0.5*p.em || d >= 2.5*p.em {
			continue
		}
		all = append(all, d)
		if !width.short(lines[i-1], lines[i].rtl) && !endsSentence(lines[i-1].text) {
			going = append(going, d)
		}
	}
	if len(going) > 0 {
		all = going
	}
	if len(all) == 0 {
		return 1.3 * p.em
	}
	slices.Sort(all)
	return all[len(all)/3]
}

// short says that a line ends well before the margin.
func (w span) short(line segment, rtl bool) bool {
	room := 0.15 * (w.to - w.from)
	if rtl {
		return line.left > w.from+room
	}
	return line.right < w.to-room
}

// otherSize says that the letters of two lines are of different size, where there
// are enough of them to tell.
func otherSize(a, b segment) bool {
	x, y := letterHeight(a, 20), letterHeight(b, 20)
	return x > 0 && y > 0 && max(x, y) > 1.25*min(x, y)
}

// letterHeight is the height of the usual letter of a line, 0 where it has fewer
// than least.
func letterHeight(s segment, least int) float64 {
	var heights []float64
	for _, g := range s.glyphs {
		if unicode.IsLetter(g.r) && g.top-g.bottom > 1 {
			heights = append(heights, g.top-g.bottom)
		}
	}
	if len(heights) < least {
		return 0
	}
	slices.Sort(heights)
	return heights[len(heights)/2]
}

func lastRune(s string) string {
	r := []rune(strings.TrimRight(s, " "))
	if len(r) == 0 {
		return ""
	}
	return string(r[len(r)-1])
}

// listMark cuts a bullet or a number from the start of a line.
func listMark(s string) (mark, body string, ok bool) {
	t := strings.TrimLeft(s, " ")
	r := []rune(t)
	if len(r) > 2 && bullets[r[0]] && (r[1] == ' ' || r[0] >= 0xe000) {
		return "", strings.TrimLeft(string(r[1:]), " "), true
	}
	i := 0
	for i < len(t) && i < 3 && t[i] >= '0' && t[i] <= '9' {
		i++
	}
	if i > 0 && i+1 < len(t) && (t[i] == '.' || t[i] == ')') && t[i+1] == ' ' {
		return t[:i+1], strings.TrimLeft(t[i+1:], " "), true
	}
	return "", s, false
}

// countMark is the number at the start of a line that counts in the manner of
// Urdu (۱۔) or Chinese (1、 一、 （一）), 0 where there is none. The mark stays in the
// text: whoever reads the language knows it.
func countMark(s string) int {
	r := []rune(strings.TrimLeft(s, " （("))
	n, at := 0, 0
	for at < len(r) && at < 2 && unicode.IsDigit(r[at]) {
		n, at = n*10+digit(r[at]), at+1
	}
	if at == 0 {
		n, at = hanNumber(r)
	}
	if at == 0 || at+1 >= len(r) || !strings.ContainsRune("۔、．）)-–", r[at]) || r[at] < utf8.RuneSelf && r[0] < utf8.RuneSelf {
		return 0
	}
	return n
}

// digit is the value of a decimal digit of any script: each has its ten in a row.
func digit(r rune) int {
	v := 0
	for unicode.IsDigit(r-1) && v < 9 {
		r, v = r-1, v+1
	}
	return v
}

// hanNumber reads a number up to 19 in Han figures and says how many it took.
func hanNumber(r []rune) (n, taken int) {
	figures := []rune("一二三四五六七八九")
	if len(r) > 0 && r[0] == '十' {
		n, taken = 10, 1
	}
	if taken < len(r) {
		if i := slices.Index(figures, r[taken]); i >= 0 {
			n, taken = n+i+1, taken+1
		}
	}
	return n, taken
}

// knit puts the next line behind a text. A word that the line's end has cut is
// made whole: the hyphen goes between two small letters, and stays where what
// follows is a capital or a figure.
func knit(text, next string) string {
	next = strings.TrimLeft(next, " ")
	if text == "" {
		return next
	}
	t := strings.TrimRight(text, " ")
	cut := false
	for _, mark := range []string{string(hyphen), "\u2010", "\u00ad", "-"} {
		if !strings.HasSuffix(t, mark) || len(t) == len(mark) {
			continue
		}
		r, _ := utf8.DecodeLastRuneInString(strings.TrimSuffix(t, mark))
		if cut = mark == string(hyphen) || unicode.IsLetter(r); cut {
			t = strings.TrimSuffix(t, mark)
			if mark == "\u2010" || mark == "\u00ad" {
				return t + string(ownBreak) + next
			}
		}
		break
	}
	if !cut && decoded.Unspaced(t, next) {
		return t + next
	}
	if !cut {
		return t + " " + next
	}
	r := []rune(next)
	if len(r) > 0 && unicode.IsLower(r[0]) {
		return t + string(softBreak) + next
	}
	return t + "-" + next
}

// softBreak stands where a line's end has cut a word, until write knows
// whether the document writes that word with a hyphen elsewhere.
const softBreak = '\u0003'

// ownBreak stands where the program that set the text has cut a word, with a
// hyphen of its own. Where there is one, other hyphens at a line's end are the
// words' own.
const ownBreak = '\u0004'

// write puts the pages into one text. A paragraph that a page's end has cut is
// made whole; the page then begins within it.
func write(w *decoded.Writer, pages []page) (string, []int) {
	var whole strings.Builder
	for _, p := range pages {
		for _, b := range p.blocks {
			whole.WriteString(b.text)
			whole.WriteByte('\n')
			for _, r := range b.rows {
				whole.WriteString(strings.Join(r, "\n") + "\n")
			}
		}
	}
	all := whole.String()
	mend := func(s string) string { return dehyphenate(s, all) }

	type mark struct{ page, offset int }
	starts := make([]int, len(pages))
	var pending string // a paragraph that may go on upon the next page
	var inner []mark   // pages that begin within it, at offsets of it
	flush := func() {
		if pending == "" {
			return
		}
		before := w.Len()
		w.Paragraph(pending)
		at := w.Len() - len(decoded.Fold(pending))
		if w.Len() == before {
			at = before
		}
		for _, m := range inner {
			starts[m.page] = at + m.offset
		}
		pending, inner = "", nil
	}
	for n := range pages {
		pages[n].dropNumber()
	}
	dropRunning(pages)
	for n := range pages {
		p := &pages[n]
		for i, b := range p.blocks {
			b.text = decoded.Fold(mend(b.text))
			plain := b.rows == nil && !b.heading && !b.item
			if i == 0 && plain && pending != "" && goesOn(pending, b.text) {
				pending += " "
				inner = append(inner, mark{page: n, offset: len(pending)})
				pending += b.text
				continue
			}
			flush()
			if i == 0 {
				starts[n] = -1
			}
			before := w.Len()
			switch {
			case b.rows != nil:
				for _, r := range b.rows {
					for k := range r {
						r[k] = mend(r[k])
					}
				}
				w.Rows(b.rows)
			case b.heading:
				w.Heading(b.text)
			case b.item:
				w.Item(0, b.mark, b.text)
			case i == len(p.blocks)-1:
				pending = b.text
				if i == 0 {
					inner = append(inner, mark{page: n})
				}
			default:
				w.Paragraph(b.text)
			}
			if i == 0 && pending == "" {
				starts[n] = skipBreak(w, before)
			}
		}
		if len(p.blocks) == 0 {
			flush()
		}
	}
	flush()
	text := w.Text()
	// A page without text starts where the next one does.
	for n, next := len(pages)-1, len(text); n >= 0; n-- {
		if len(pages[n].blocks) == 0 {
			starts[n] = next
		}
		next = starts[n]
	}
	for n := range starts {
		starts[n] = max(0, min(starts[n], len(text)))
		if n > 0 {
			starts[n] = max(starts[n], starts[n-1])
		}
	}
	return text, starts
}

// skipBreak is where a block written after offset before begins.
func skipBreak(w *decoded.Writer, before int) int {
	if before > 0 && w.Len() > before+1 {
		return before + 2
	}
	return before
}

// goesOn says whether a paragraph continues in the next: it stops amid a
// sentence and the next begins with a small letter.
func goesOn(a, b string) bool {
	last := lastRune(a)
	r := []rune(b)
	return len(r) > 0 && unicode.IsLower(r[0]) && !strings.ContainsAny(last, ".!?:;")
}

// dropNumber takes the page's number off its head or foot.
func (p *page) dropNumber() {
	number := func(b pageBlock) bool {
		if b.rows != nil || b.mark != "" || len(b.text) > 16 {
			return false
		}
		digits := false
		for _, w := range strings.FieldsFunc(b.text, func(r rune) bool { return r == ' ' || r == '-' || r == '–' || r == '|' || r == '/' }) {
			low := strings.ToLower(w)
			switch {
			case low == "page" || low == "of":
			case len(w) <= 4 && strings.Trim(w, "0123456789") == "":
				digits = true
			default:
				return false
			}
		}
		return digits
	}
	if n := len(p.blocks); n > 1 && number(p.blocks[n-1]) {
		p.blocks = p.blocks[:n-1]
	}
	if n := len(p.blocks); n > 1 && number(p.blocks[0]) {
		p.blocks = p.blocks[1:]
	}
}

// dropRunning takes running heads and feet off, which would cut paragraphs: of
// short blocks that stand at the same end of several pages alike but for their
// figures, heads stay on the first of these pages and feet on the last.
func dropRunning(pages []page) {
	const reach = 2 // blocks from the end of a page
	key := func(b pageBlock) string {
		if b.rows != nil || b.item || len(b.text) > 120 {
			return ""
		}
		return strings.Map(func(r rune) rune {
			if unicode.IsDigit(r) {
				return '0'
			}
			return r
		}, b.text)
	}
	count := map[string]int{}
	for _, end := range []bool{false, true} {
		clear(count)
		for pass := range 2 {
			left := map[string]int{}
			for n := range pages {
				p := &pages[n]
				kept := 0
				for range reach {
					if len(p.blocks) < 2+kept {
						break
					}
					i := kept
					if end {
						i = len(p.blocks) - 1 - kept
					}
					k := key(p.blocks[i])
					if pass == 0 {
						// Only the outermost blocks are counted, from outside in.
						for d := range min(reach, len(p.blocks)) {
							at := d
							if end {
								at = len(p.blocks) - 1 - d
							}
							if k := key(p.blocks[at]); k != "" {
								count[k]++
							}
						}
						break
					}
					if k == "" || count[k] < 2 {
						break
					}
					left[k]++
					if !end && left[k] == 1 || end && left[k] == count[k] {
						kept++
						continue
					}
					p.blocks = slices.Delete(p.blocks, i, i+1)
				}
			}
		}
	}
}

// dehyphenate decides each cut word: with a hyphen where the document writes it
// so elsewhere, and as one word otherwise.
func dehyphenate(s, all string) string {
	s = strings.ReplaceAll(s, string(ownBreak), "")
	if !strings.ContainsRune(s, softBreak) && !strings.ContainsRune(s, hyphen) {
		return s
	}
	kept := strings.ContainsRune(all, ownBreak)
	parts := strings.Split(strings.ReplaceAll(s, string(hyphen), "-"), string(softBreak))
	out := parts[0]
	for _, next := range parts[1:] {
		a := out[strings.LastIndexAny(out, " \t\n(“\"")+1:]
		b := next
		if i := strings.IndexAny(b, " .,;:)”\""); i >= 0 {
			b = b[:i]
		}
		if kept || a != "" && b != "" && strings.Contains(all, a+"-"+b) {
			out += "-"
		}
		out += next
	}
	return out
}
