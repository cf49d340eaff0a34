package orgname

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed words.txt
var wordsText string

//go:embed places.txt
var placesText string

// entry is what a form stands for.
type entry struct {
	class   byte // as in words.txt
	tokens  []Token
	code    string // of a country, a legal form
	foreign bool   // not an English form
}

type lexicon struct {
	forms   map[string]*entry
	longest map[string]int    // words of the longest form that begins with a word
	hanLen  map[rune]int      // characters of the longest form that begins with one
	slips   map[string]string // a form with one letter left out → the form; "" where several share it
	stems   map[string]*entry // Cyrillic form without its ending → the form; nil where concepts share one
	country map[string]string // code → English name
}

func (e *entry) concept() string {
	if len(e.tokens) == 1 {
		return e.tokens[0].Text
	}
	return e.code
}

var classes = map[string]Class{"k": Kind, "f": Field, "g": Generic, "d": Direction, "n": Number, "p": Place}

// words is the lexicon, read once: the files are part of the program, so a
// fault in them is one of the program.
var words = sync.OnceValue(func() *lexicon {
	lx := &lexicon{
		forms: map[string]*entry{}, longest: map[string]int{}, hanLen: map[rune]int{},
		slips: map[string]string{}, stems: map[string]*entry{}, country: map[string]string{},
	}
	type line struct {
		class, concept string
		forms          []string
	}
	var lines, expansions []line
	for text := range strings.Lines(placesText + wordsText) {
		text = strings.TrimSpace(text)
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		class, rest, _ := strings.Cut(text, " ")
		concept, forms, _ := strings.Cut(rest, ":")
		l := line{class: class, concept: concept}
		for f := range strings.SplitSeq(forms, ",") {
			if f = strings.TrimSpace(f); f != "" {
				l.forms = append(l.forms, f)
			}
		}
		if class == "=" {
			expansions = append(expansions, l)
		} else {
			lines = append(lines, l)
		}
	}
	put := func(form string, e entry) {
		joined := joinWords(split(form))
		if _, taken := lx.forms[joined]; joined == "" || taken {
			return
		}
		for i := range len(joined) {
			if joined[i] >= utf8.RuneSelf {
				e.foreign = true
			}
		}
		lx.forms[joined] = &e
		first, _, _ := strings.Cut(joined, " ")
		lx.longest[first] = max(lx.longest[first], strings.Count(joined, " ")+1)
		if r, _ := utf8.DecodeRuneInString(joined); split(form)[0].script == han {
			lx.hanLen[r] = max(lx.hanLen[r], runeLen(joined))
		}
	}
	for _, l := range lines {
		e := entry{class: l.class[0], code: l.concept}
		switch l.class {
		case "c":
			if len(l.forms) > 0 {
				lx.country[l.concept] = l.forms[0]
			}
		case "s", "&", "l", "h":
		default:
			concept := strings.ReplaceAll(l.concept, " ", "")
			e.tokens = []Token{{Text: concept, Sound: string(soundLatin(nil, concept, false)), Class: classes[l.class]}}
		}
		if l.class != "c" {
			put(l.concept, e)
		}
		for _, f := range l.forms {
			put(f, e)
		}
	}
	for _, l := range expansions {
		e := entry{class: '='}
		parts := strings.Fields(l.concept)
		if strings.Contains(l.concept, "+") {
			parts = strings.Split(l.concept, " + ")
		}
		for _, w := range parts {
			if of := lx.forms[w]; of != nil {
				e.tokens = append(e.tokens, of.tokens...)
			} else {
				e.tokens = append(e.tokens, Token{Text: w, Sound: string(soundLatin(nil, w, false)), Class: Proper})
			}
		}
		for _, f := range l.forms {
			delete(lx.forms, joinWords(split(f)))
			put(f, e)
		}
	}
	for f, e := range lx.forms {
		s := cyrillicStem(f)
		if s == "" || e.class == 's' || e.class == 'c' || e.class == 'p' || e.class == 'l' || e.class == '=' {
			continue
		}
		if other, ok := lx.stems[s]; ok && (other == nil || other.concept() != e.concept()) {
			lx.stems[s] = nil // of two concepts: it names neither
			continue
		}
		lx.stems[s] = e
	}
	for f, e := range lx.forms {
		if len(f) < 7 || !isASCII(f) || strings.Contains(f, " ") || e.class == 's' || e.class == 'c' || e.class == 'p' {
			continue
		}
		for i := range len(f) {
			cut := f[:i] + f[i+1:]
			switch other, ok := lx.slips[cut]; {
			case !ok:
				lx.slips[cut] = f
			case other == "" || lx.forms[other].concept() != e.concept():
				lx.slips[cut] = "" // of two concepts: it names neither
			default: // the least, whatever the map's order
				lx.slips[cut] = min(other, f)
			}
		}
	}
	return lx
})

func joinWords(ws []word) string {
	switch len(ws) {
	case 0:
		return ""
	case 1:
		return ws[0].text
	}
	var b strings.Builder
	for i, w := range ws {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.text)
	}
	return b.String()
}

// find looks a word up, then its singular.
func (lx *lexicon) find(w string) *entry {
	if e := lx.forms[w]; e != nil {
		return e
	}
	if n := len(w); n > 4 && w[n-1] == 's' {
		if strings.HasSuffix(w, "ies") {
			if e := lx.forms[w[:n-3]+"y"]; e != nil {
				return e
			}
		}
		if e := lx.forms[w[:n-1]]; e != nil && e.class != 'l' && e.class != 's' {
			return e
		}
	}
	return nil
}

// cyrillicStem is a word of Cyrillic letters without the ending that Russian and
// Ukrainian decline it by: министерства, науковий; "" where too little is left.
func cyrillicStem(w string) string {
	if len(w) < 12 || strings.Contains(w, " ") || w[0] != 0xd0 && w[0] != 0xd1 { // six letters or more
		return ""
	}
	for _, end := range cyrillicEndings {
		if s, ok := strings.CutSuffix(w, end); ok && len(s) >= 10 {
			return s
		}
	}
	return w
}

// cyrillicEndings are folded, the longest first.
var cyrillicEndings = func() (all []string) {
	for _, e := range strings.Fields("ического ических ический ическая ическое ичного ичних ичний ична ичне ического ного ных ний ный ная ное ної них нии нии ого ому ыми ими ных ых их ій ий ый ая ое ой ої ия ии ию ия ие ов ів ам ах ом ям ях ем ої у ю а я о е и і ы ь и") {
		if ws := split(e); len(ws) == 1 {
			all = append(all, ws[0].text)
		}
	}
	slices.SortStableFunc(all, func(a, b string) int { return len(b) - len(a) })
	return slices.Compact(all)
}()

// respell finds the concept a word is one slip of the pen away from.
func (lx *lexicon) respell(w string) *entry {
	if len(w) < 6 {
		return nil
	}
	if f := lx.slips[w]; f != "" { // a letter left out
		return lx.forms[f]
	}
	var buf [40]byte
	if len(w) > len(buf) {
		return nil
	}
	for i := range len(w) {
		cut := append(append(buf[:0], w[:i]...), w[i+1:]...)
		if len(w) >= 8 {
			if e := lx.forms[string(cut)]; e != nil && (e.class == 'k' || e.class == 'f' || e.class == 'g') && len(cut) >= 7 {
				return e // a letter too many
			}
		}
		if f := lx.slips[string(cut)]; f != "" && len(f) == len(w) && edits(f, w) == slip {
			return lx.forms[f] // two letters swapped
		}
	}
	return nil
}

// alike are concepts that languages do not part, or part each in its own way.
func alike(a, b string) float32 {
	if a > b {
		a, b = b, a
	}
	switch a + " " + b {
	case "guojia national", "guojia state", "commission weiyuanhui", "committee weiyuanhui", "council weiyuanhui":
		return 1
	case "academy institute", "agency authority", "agency office", "administration agency", "administration authority", "administration bureau",
		"commission committee", "association society", "federation union", "institute institution", "school college",
		"communication telecommunication", "hydropower power", "science scientific",
		"board council", "agency organization", "authority organization", "institute organization", "economy trade":
		return 0.8
	case "college university", "institute university", "academy university", "board commission", "economy finance", "electric power":
		return 0.55
	}
	return 0
}
