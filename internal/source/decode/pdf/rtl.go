package pdf

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// logical writes glyphs of a line that runs from right to left in the order in
// which they are read. Files hold them in any order, so it is told from where
// they stand, which undoes what the bidirectional algorithm (UAX #9) did when
// the line was drawn.
func logical(run []glyph, em float64) string {
	marks := ordered(run, em)
	for i := range marks {
		if marks[i].r == hyphen {
			marks[i].r = '-'
		}
	}
	keepLeftToRight(marks)
	turnBrackets(marks)
	var b strings.Builder
	for _, g := range marks {
		if g.r >= 0xfb50 && g.r <= 0xfdff || g.r >= 0xfe70 && g.r <= 0xfefe {
			b.WriteString(norm.NFKC.String(string(g.r))) // the shape of a letter → the letter
		} else {
			b.WriteRune(g.r)
		}
	}
	return b.String()
}

// ordered sorts glyphs from the right, with one blank between words.
func ordered(run []glyph, em float64) []glyph {
	var letters, over []glyph
	var widths, guesses []float64
	for _, g := range run {
		switch {
		case g.r == ' ' || g.r == '\u00a0':
			// A blank without width is the engine's guess.
			g.r = ' '
			if width := g.right - g.left; width > 0.05*em {
				letters, widths = append(letters, g), append(widths, width)
			} else {
				guesses = append(guesses, g.left)
			}
		case g.r < ' ' && g.r != hyphen:
		case unicode.Is(unicode.Mn, g.r):
			over = append(over, g)
		default:
			letters = append(letters, g)
		}
	}
	// The letters of a ligature have one box, and the engine gives the last first.
	slices.Reverse(letters)
	slices.SortStableFunc(letters, func(a, b glyph) int { return cmp.Compare(b.left+b.right, a.left+a.right) })
	sure, likely := 0.22*em, 0.22*em
	if len(widths) > 0 {
		slices.Sort(widths)
		sure, likely = 1.3*widths[len(widths)/2], 0.7*widths[len(widths)/2]
	}
	parted := func(right, left glyph) bool {
		gap := right.left - left.right
		if ofNumber(right.r) && ofNumber(left.r) {
			return gap > 2*sure // a narrow 1 stands off from its neighbours, and the engine guesses a blank there
		}
		return gap > sure || gap > likely && slices.ContainsFunc(guesses, func(x float64) bool { return x > left.right-1 && x < right.left+1 })
	}
	var out []glyph
	for _, g := range letters {
		n := len(out)
		if n > 0 && out[n-1].r != ' ' && g.r != ' ' && parted(out[n-1], g) {
			out = append(out, glyph{r: ' ', left: g.right, right: out[n-1].left})
		}
		if g.r == ' ' && (n == 0 || out[n-1].r == ' ') {
			continue
		}
		out = append(out, g)
	}
	for _, m := range over {
		out = slices.Insert(out, under(out, m), m)
	}
	return out
}

// under is the place after the letter that a vowel sign stands over or under.
func under(line []glyph, m glyph) int {
	best, near := len(line), 1e9
	for i, g := range line {
		d := g.left + g.right - m.left - m.right
		if d = max(d, -d); g.r != ' ' && d < near && !unicode.Is(unicode.Mn, g.r) {
			best, near = i+1, d
		}
	}
	return best
}

// keepLeftToRight turns numbers and stretches of Latin letters around, which run
// from left to right within the line. After letters of a right-to-left script,
// numbers hold together only over a point, comma, colon or slash between two
// figures; Latin words also hold what stands between them.
func keepLeftToRight(line []glyph) {
	slices.Reverse(line) // as it is seen, from the left
	type stretch struct{ from, to int }
	var all []stretch
	for i := 0; i < len(line); {
		if !isLTR(line[i].r) {
			i++
			continue
		}
		latin, end := false, i
		for j := i; j < len(line); {
			k := j
			for k < len(line) && isLTR(line[k].r) {
				latin = latin || unicode.IsLetter(line[k].r)
				k++
			}
			end = k
			for k < len(line) && !isLTR(line[k].r) && !isRTL(line[k].r) {
				k++
			}
			if k == len(line) || !isLTR(line[k].r) || k-end > 3 ||
				!latin && (k-end != 1 || !ofNumber(line[end].r)) {
				break
			}
			j = k
		}
		all = append(all, stretch{i, end})
		i = end
	}
	for _, s := range all {
		slices.Reverse(line[s.from:s.to])
	}
	slices.Reverse(line)
}

// turnBrackets gives brackets the direction that their distance from what stands
// before and after says: files keep them as drawn, as meant, or mixed.
func turnBrackets(line []glyph) {
	open := 0
	for i, g := range line {
		kind := slices.IndexFunc(brackets, func(pair [2]rune) bool { return pair[0] == g.r || pair[1] == g.r })
		if kind < 0 {
			continue
		}
		before := i == 0 || line[i-1].r == ' '
		after := i == len(line)-1 || line[i+1].r == ' ' || strings.ContainsRune(".,:;،۔؛؟", line[i+1].r)
		if before && !after || before == after && open == 0 {
			line[i].r = brackets[kind][0]
			open++
		} else {
			line[i].r = brackets[kind][1]
			open = max(0, open-1)
		}
	}
}

var brackets = [][2]rune{{'(', ')'}, {'[', ']'}, {'{', '}'}, {'«', '»'}}

func isRTL(r rune) bool {
	return unicode.Is(unicode.Arabic, r) && unicode.IsLetter(r) || unicode.Is(unicode.Hebrew, r) || r >= 0xfb50 && r <= 0xfdff || r >= 0xfe70 && r <= 0xfefe
}

func ofNumber(r rune) bool { return unicode.IsDigit(r) || strings.ContainsRune(".,:/٫٬", r) }

func isLTR(r rune) bool { return unicode.IsDigit(r) || unicode.Is(unicode.Latin, r) }
