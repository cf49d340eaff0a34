package pdf

import (
	"cmp"
	"slices"
	"strings"
)

// rule is a line drawn on the page: upright where its sides are one, level where
// top and bottom are.
type rule struct{ left, right, bottom, top float64 }

func (r rule) upright() bool { return r.right-r.left < r.top-r.bottom }

const (
	thin  = 3.0 // points: what is no wider is a line
	short = 8.0 // points: what is no longer parts no cells
	touch = 4.0 // points between lines that belong together: borders may be double
)

// ruledTable is a table whose cells are drawn: where its lines stand.
type ruledTable struct {
	xs, ys []float64 // of upright lines from the left, of level lines from the top
	rules  []rule
}

// ruled finds the tables that lines are drawn around.
func ruled(rules []rule) []ruledTable {
	var groups [][]rule
	for _, r := range rules {
		at := -1
		for i := 0; i < len(groups); i++ {
			if !slices.ContainsFunc(groups[i], func(o rule) bool { return meet(o, r) }) {
				continue
			}
			if at < 0 {
				at, groups[i] = i, append(groups[i], r)
				continue
			}
			groups[at] = append(groups[at], groups[i]...)
			groups = slices.Delete(groups, i, i+1)
			i--
		}
		if at < 0 {
			groups = append(groups, []rule{r})
		}
	}
	var out []ruledTable
	for _, g := range groups {
		t := ruledTable{rules: g}
		for _, r := range g {
			if r.upright() {
				t.xs = append(t.xs, (r.left+r.right)/2)
			} else {
				t.ys = append(t.ys, (r.bottom+r.top)/2)
			}
		}
		t.xs, t.ys = places(t.xs), places(t.ys)
		slices.Reverse(t.ys)
		// Fewer lines are a frame, or a rule under a heading.
		if len(t.xs) >= 3 && len(t.ys) >= 3 {
			out = append(out, t)
		}
	}
	slices.SortFunc(out, func(a, b ruledTable) int { return cmp.Compare(b.ys[0], a.ys[0]) })
	return out
}

func meet(a, b rule) bool {
	return a.left-touch <= b.right && b.left-touch <= a.right && a.bottom-touch <= b.top && b.bottom-touch <= a.top
}

// places joins those that are one line drawn twice.
func places(all []float64) (out []float64) {
	slices.Sort(all)
	for _, x := range all {
		if n := len(out); n > 0 && x-out[n-1] <= touch {
			continue
		}
		out = append(out, x)
	}
	return out
}

func (t ruledTable) holds(g glyph) bool {
	x, y := (g.left+g.right)/2, (g.bottom+g.top)/2
	return x > t.xs[0]-1 && x < t.xs[len(t.xs)-1]+touch && y < t.ys[0]+1 && y > t.ys[len(t.ys)-1]-touch
}

// beside says whether a glyph stands left or right of the table.
func (t ruledTable) beside(g glyph) bool {
	y := (g.bottom + g.top) / 2
	return g.r > ' ' && y < t.ys[0] && y > t.ys[len(t.ys)-1] && !t.holds(g)
}

// cells gives for each cell the one whose text it shares, where no line parts
// them: cells over several columns or rows.
func (t ruledTable) cells() [][][2]int {
	drawn := func(x, y float64, upright bool) bool {
		return slices.ContainsFunc(t.rules, func(r rule) bool {
			return r.upright() == upright && r.left-touch <= x && x <= r.right+touch && r.bottom-touch <= y && y <= r.top+touch
		})
	}
	out := make([][][2]int, len(t.ys)-1)
	for row := range out {
		y := (t.ys[row] + t.ys[row+1]) / 2
		out[row] = make([][2]int, len(t.xs)-1)
		for col := range out[row] {
			x := (t.xs[col] + t.xs[col+1]) / 2
			switch {
			case col > 0 && !drawn(t.xs[col], y, true):
				out[row][col] = out[row][col-1]
			case row > 0 && !drawn(x, t.ys[row], false):
				out[row][col] = out[row-1][col]
			default:
				out[row][col] = [2]int{row, col}
			}
		}
	}
	return out
}

// read takes the table's glyphs and gives its rows.
func (t ruledTable) read(glyphs []glyph, em float64) pageBlock {
	cells := t.cells()
	in := map[[2]int][]glyph{}
	last := [2]int{}
	for _, g := range glyphs {
		at := last
		if g.r > ' ' {
			row, col := len(t.ys)-2, len(t.xs)-2
			for row > 0 && (g.bottom+g.top)/2 > t.ys[row] {
				row--
			}
			for col > 0 && (g.left+g.right)/2 < t.xs[col] {
				col--
			}
			at = cells[row][col]
		}
		in[at] = append(in[at], g)
		last = at
	}
	rows := make([][]string, len(cells))
	rtl, count := 0, 0
	for row := range cells {
		rows[row] = make([]string, len(t.xs)-1)
		for col := range cells[row] {
			text, isRTL := cellText(in[[2]int{row, col}], em)
			rows[row][col] = text
			if text != "" {
				count++
			}
			if isRTL {
				rtl++
			}
		}
	}
	if rtl*2 > count {
		for _, r := range rows {
			slices.Reverse(r)
		}
	}
	return pageBlock{rows: rows}
}

func cellText(glyphs []glyph, em float64) (text string, rtl bool) {
	p := page{glyphs: glyphs, em: em}
	for _, l := range rows(p.segments()) {
		s := join(l)
		text, rtl = knit(text, s.text), rtl || s.rtl
	}
	return strings.TrimSpace(text), rtl
}
