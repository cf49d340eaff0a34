package pdf

import (
	"slices"
	"testing"
)

// line sets glyphs of five points' width and no gaps but blanks, from the left,
// as they are seen.
func line(seen string) (out []glyph) {
	x := 0.0
	for _, r := range seen {
		out = append(out, glyph{r: r, left: x, right: x + 5, bottom: 0, top: 7})
		x += 5
	}
	return out
}

// TestLogical: what is seen, from the left, and how it is read.
func TestLogical(t *testing.T) {
	for _, c := range []struct{ seen, read string }{
		{"با مت", "تم اب"},
		{"ا 4.2 م", "م 4.2 ا"},
		{"ا %25 م", "م 25% ا"},
		{"ا 12/2025 م", "م 12/2025 ا"},
		{"ا 26-2025 م", "م 2025-26 ا"},
		{"ا PKR 500 م", "م PKR 500 ا"}, // "500 PKR" would be drawn alike
		{"ا (Halden Rohr Systems) م", "م (Halden Rohr Systems) ا"},
		{"ا )Halden( م", "م (Halden) ا"},
		{"ا US$4.2 م", "م US$4.2 ا"},
	} {
		if got := logical(line(c.seen), 8); got != c.read {
			t.Errorf("%q is read as %q, want %q", c.seen, got, c.read)
		}
	}
	// A 1 is narrow and stands off from the figures beside it.
	narrow := line("ا 1,200 م")
	for i := range narrow {
		if narrow[i].r == '1' || narrow[i].r == ',' {
			narrow[i].left += 1.5
			narrow[i].right -= 1.5
		}
		if narrow[i].r == ' ' {
			narrow[i].right = narrow[i].left + 2
		}
	}
	narrow = append(narrow, glyph{r: ' ', left: 14, right: 14}, glyph{r: ' ', left: 19, right: 19}) // the engine's guesses
	if got := logical(narrow, 8); got != "م 1,200 ا" {
		t.Errorf("narrow figures %q", got)
	}
	// A ligature's letters have one box; the engine gives the last first.
	ligature := line("م  ")[:1]
	ligature = append(ligature, glyph{r: 'ا', left: 5, right: 10, top: 7}, glyph{r: 'ل', left: 5, right: 10, top: 7})
	if got := logical(ligature, 8); got != "لام" {
		t.Errorf("ligature %q", got)
	}
	// A vowel sign goes behind its letter.
	signed := append(line("با"), glyph{r: '\u064e', left: 6, right: 8, bottom: 7, top: 8})
	if got := logical(signed, 8); got != "ا\u064eب" {
		t.Errorf("vowel sign %q", got)
	}
}

// TestRuled: cells over several columns and rows; a frame is no table.
func TestRuled(t *testing.T) {
	upright := func(x, from, to float64) rule { return rule{x, x, from, to} }
	level := func(y, from, to float64) rule { return rule{from, to, y, y} }
	rules := []rule{
		upright(0, 0, 60), upright(100, 0, 40), upright(200, 0, 60), upright(203, 0, 60),
		level(60, 0, 200), level(40, 0, 200), level(20, 100, 200), level(0, 0, 200),
	}
	tables := ruled(rules)
	if len(tables) != 1 {
		t.Fatalf("%d tables", len(tables))
	}
	put := func(s string, x, y float64) (out []glyph) {
		for _, g := range line(s) {
			out = append(out, glyph{r: g.r, left: x + g.left, right: x + g.right, bottom: y, top: y + 7})
		}
		return out
	}
	in := append(append(append(put("wide", 90, 45), put("tall", 10, 17)...), put("one", 110, 25)...), put("two", 110, 5)...)
	got := tables[0].read(in, 8).rows
	want := [][]string{{"wide", ""}, {"tall", "one"}, {"", "two"}}
	for i := range want {
		if i >= len(got) || got[i][0] != want[i][0] || got[i][1] != want[i][1] {
			t.Fatalf("rows %q, want %q", got, want)
		}
	}
	if n := len(ruled(rules[:1])); n != 0 {
		t.Errorf("%d tables of one line", n)
	}
	if n := len(ruled([]rule{upright(0, 0, 60), upright(100, 0, 60), level(0, 0, 100), level(60, 0, 100)})); n != 0 {
		t.Errorf("a frame is %d tables", n)
	}
}

// TestParagraphsOfFewLines: where most lines are paragraphs of their own, and
// set wide, the distance of those amid a sentence still tells them apart.
func TestParagraphsOfFewLines(t *testing.T) {
	at := func(y, to float64, text string) segment {
		return segment{text: text, left: 0, right: to, bottom: y, top: y + 13}
	}
	p := page{em: 20, line: 13}
	p.paragraphs([]segment{
		at(700, 240, "云岭省继续磋商"), at(660, 500, "云岭省能源局与北川电力公司就电价机制"), at(634, 220, "交换了意见。"),
		at(594, 480, "下一轮磋商预计于明年一月举行。"), at(554, 470, "目前尚无签署时间表。"),
	}, span{0, 500})
	want := []string{"云岭省继续磋商", "云岭省能源局与北川电力公司就电价机制交换了意见。", "下一轮磋商预计于明年一月举行。", "目前尚无签署时间表。"}
	var got []string
	for _, b := range p.blocks {
		got = append(got, b.text)
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestCountMark: how a line counts, and what only looks so.
func TestCountMark(t *testing.T) {
	for s, n := range map[string]int{
		"۱۔ وزارت صحت": 1, "۱۲۔ وزارت": 12, "(۳) وزارت": 3, "1、华为": 1, "十二、华为": 12, "（二）华为": 2, "3．华为": 3,
		"2025年9月": 0, "1. One": 0, "2) Two": 0, "一带一路": 0, "十 months": 0, "۲۰۲۵ میں": 0, "": 0, "۱۔": 0,
	} {
		if got := countMark(s); got != n {
			t.Errorf("%q counts %d, want %d", s, got, n)
		}
	}
}
