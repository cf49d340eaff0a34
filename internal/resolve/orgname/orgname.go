// Package orgname compares the names of organisations: ministries, companies,
// universities, banks and the like, as documents of several languages and
// scripts print them.
//
// [Parse] brings a name to its parts: concepts it shares with other languages
// (وزارت, 部, Ministère are "ministry"), countries and places, figures, the legal
// form kept apart, and proper names with a sound that Latin, Arabic script,
// Cyrillic and Han spellings share. [Compare] says how likely two bodies are one,
// by a named rule and with reasons an officer can check. [Keys] gives the
// blocking keys under which bodies worth comparing meet.
//
// The package is pure: the same names give the same answer, whoever asks and in
// whichever order. It never looks anything up outside its own word lists
// (words.txt, places.txt, han.txt), never learns, and knows no gazetteer of
// bodies: what only knowledge can tell, that Aramco is the Saudi Arabian Oil
// Company, must come in as another of the body's names. It trusts the country
// and kind it is given.
package orgname

import (
	"slices"
	"strings"
	"sync"
)

// Class is what sort of word a token is.
type Class uint8

// The classes, most telling first.
const (
	Proper    Class = iota // a name proper: Guodong
	Place                  // a place within a country: Punjab
	Number                 // in figures, whatever it was printed in
	Direction              // north, new
	Kind                   // what sort of body: bank, ministry
	Field                  // what it works on: health, export
	Generic                // says little: group, national, technology
)

// Token is one concept of a name.
type Token struct {
	Text    string // the concept's English word, or the proper name in Latin letters
	Sound   string // see sound.go; "" for figures
	Class   Class
	Acronym bool  // printed as one: UET Lahore
	Part    uint8 // the field it belongs to: counted up at "and", commas and brackets
	script  script
	foreign bool // a translation brought it here
	aside   bool // of whom it is named after, which many leave out
}

// Latin says whether the token was printed in Latin letters or figures.
func (t Token) Latin() bool { return t.script == latin }

// Name is a name in parts.
type Name struct {
	Raw       string
	Tokens    []Token
	Legal     []string // canonical legal forms in order of print: ltd, gmbh
	Countries []string // ISO 3166-1 codes of countries named
	Acronym   string   // the name itself, folded, where it is one: "moitt"
	Aliases   []string // acronyms in brackets after the name

	// initials holds four bytes a word: three letters and what part the word
	// plays in an acronym: 'r' needed, 'o' optional, 'c' a country.
	initials string
	script   script
	kind     string // Kind word, or ""
	dash     int    // the token before which a dash with spaces stands, 0 for none
	former   bool
	english  bool // nothing shows another language
}

// Parse brings a name to its parts. It never fails: of a name without letters
// the parts are empty.
func Parse(name string) Name {
	n := Name{Raw: name, english: isASCII(name)}
	lx := words()
	ws := split(name)
	capitals := true // the whole name is in capitals: none of its words is an acronym for it
	count := 0
	for _, w := range ws {
		if w.lower > 0 && w.script == latin && !w.number && w.sep != '(' {
			capitals = false
		}
		if w.text != "&" {
			count++
		}
	}
	p := parser{lx: lx, name: &n, caps: capitals && count > 1}
	n.Tokens = make([]Token, 0, len(ws)+1)
	ini := make([]byte, 0, 4*len(ws))
	for i := 0; i < len(ws); {
		w := &ws[i]
		if i == 0 || w.script != latin && n.script == latin {
			n.script = w.script
		}
		if w.sep == ',' || w.sep == '(' || w.sep == ')' || w.sep == dashed {
			p.part++
			p.aside = false
		}
		if w.sep == dashed && n.dash == 0 {
			n.dash = len(n.Tokens)
		}
		// An acronym in brackets names the whole: "… Commission (NAVTTC)".
		if w.sep == '(' && len(n.Tokens) > 0 && (i+1 == len(ws) || ws[i+1].sep == ')') && isAcronym(w) && lx.find(w.text) == nil {
			n.Aliases = append(n.Aliases, w.text)
			i++
			continue
		}
		if w.script == han {
			p.hanRun(w.text)
			i++
			continue
		}
		if w.script == arabic {
			if letters, used := spelled(ws[i:]); used > 1 {
				n.Tokens = append(n.Tokens, Token{Text: letters, Sound: string(soundLatin(nil, letters, false)), Class: Proper, Acronym: true, Part: p.part})
				ini = appendInitial(ini, letters, 'r')
				i += used
				continue
			}
		}
		if w.text == "عبد" && i+1 < len(ws) && ws[i+1].script == arabic { // Abd al-Aziz is one word in Latin
			w = &word{text: "عبدال" + ws[i+1].text, script: arabic}
			ini = p.proper(w, ini, false)
			i += 2
			continue
		}
		e, used := p.match(ws[i:])
		if e != nil && e.class == 'c' && used == 1 && w.text == "us" && w.upper < 2 {
			e = nil // "us" the word
		}
		if e == nil && w.number {
			p.number(w.text)
			ini = appendInitial(ini, w.text, 'r')
			i++
			continue
		}
		if e == nil {
			from := len(n.Tokens)
			ini = p.proper(w, ini, i+1 == len(ws))
			if p.aside {
				ini = p.setAside(from, ini)
			}
			i++
			continue
		}
		if e.class == 'h' && len(n.Tokens) > 0 {
			p.aside = true
			i += used
			continue
		}
		from := len(n.Tokens)
		if (e.class == 's' || e.class == '&') && notEnglish[w.text] {
			n.english = false
		}
		ini = p.initials(ini, ws[i:i+used], e)
		p.take(e, w)
		if p.aside {
			ini = p.setAside(from, ini)
		}
		i += used
	}
	if n.script == han && len(ini) == 0 {
		ini = p.hanInitials(ini)
	}
	if k := len(ini); k > 12 && string(ini[k-4:k-1]) == "net" { // … Network: an acronym often leaves it out
		ini[k-1] = 'o'
	}
	n.initials = string(ini)
	p.finish()
	return n
}

// notEnglish are little words by which a name shows its language.
var notEnglish = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields("de la le les du des del los las el der die das fur von am im zu zur di da do dos della aux au van het et y e und ve dan och i ta untuk bagi para por con per") {
		m[w] = true
	}
	return m
}()

type parser struct {
	lx   *lexicon
	name *Name
	part uint8
	caps bool

	aside bool // what comes is whom the body is named after
}

// match finds the longest form that begins here.
func (p *parser) match(ws []word) (*entry, int) {
	var buf [96]byte
	if most := min(p.lx.longest[ws[0].text], len(ws)); most > 1 {
		joined := append(buf[:0], ws[0].text...)
		var ends [8]int
		n := 1
		for ; n < most && n < len(ends); n++ {
			if ws[n].sep == '(' || ws[n].sep == ',' {
				break
			}
			joined = append(append(joined, ' '), ws[n].text...)
			ends[n] = len(joined)
		}
		for n--; n > 0; n-- {
			if e := p.lx.forms[string(joined[:ends[n]])]; e != nil {
				return e, n + 1
			}
		}
	}
	w := ws[0]
	if w.number {
		return nil, 1
	}
	e := p.lx.find(w.text)
	if e == nil && w.script == arabic { // wa- and li- written onto the word
		for _, prefix := range []string{"و", "ب", "ل"} {
			if rest, ok := strings.CutPrefix(w.text, prefix); ok && len(rest) > 4 {
				if e = p.lx.find(bareArabic(rest)); e != nil {
					if prefix == "و" {
						p.part++
					}
					break
				}
			}
		}
	}
	if e == nil && w.script == cyrillic {
		if s := cyrillicStem(w.text); s != "" {
			e = p.lx.stems[s]
		}
	}
	if e == nil && w.script == latin && !isAcronym(&w) {
		e = p.lx.respell(w.text)
	}
	return e, 1
}

// take adds what a form stands for.
func (p *parser) take(e *entry, w *word) {
	n := p.name
	switch e.class {
	case 's':
	case '&':
		p.part++
	case 'c':
		if !slices.Contains(n.Countries, e.code) {
			n.Countries = append(n.Countries, e.code)
		}
	case 'l':
		n.Legal = append(n.Legal, e.code)
	case 'n':
		p.number(e.tokens[0].Text)
	default:
		for _, t := range e.tokens {
			t.Part, t.script, t.foreign = p.part, w.script, e.foreign || w.script != latin
			n.Tokens = append(n.Tokens, t)
		}
	}
}

// setAside marks the tokens from one on as those of whom the body is named
// after; an acronym needs none of their letters.
func (p *parser) setAside(from int, ini []byte) []byte {
	for i := from; i < len(p.name.Tokens); i++ {
		p.name.Tokens[i].aside = true
	}
	if k := len(ini); k > 0 && from < len(p.name.Tokens) {
		ini[k-1] = 'o'
	}
	return ini
}

// number adds a figure; twenty and one that follow each other are added up.
func (p *parser) number(text string) {
	n := p.name
	text = strings.TrimLeft(text, "0")
	if text == "" {
		text = "0"
	}
	if k := len(n.Tokens); k > 0 && len(text) == 1 && text != "0" {
		if last := &n.Tokens[k-1]; last.Class == Number && len(last.Text) == 2 && last.Text[1] == '0' && last.Part == p.part && last.foreign {
			last.Text = last.Text[:1] + text
			return
		}
	}
	// foreign marks a figure that was written as a word.
	n.Tokens = append(n.Tokens, Token{Text: text, Class: Number, Part: p.part, foreign: len(text) == 2 && text[1] == '0'})
}

// proper adds a word the lexicon does not know.
func (p *parser) proper(w *word, ini []byte, last bool) []byte {
	n := p.name
	if last && w.script == latin && len(n.Tokens) > 0 && (w.text == "i" || w.text == "v" || w.text == "x") {
		p.number(map[string]string{"i": "1", "v": "5", "x": "10"}[w.text])
		return appendInitial(ini, w.text, 'r')
	}
	t := Token{Class: Proper, Part: p.part, script: w.script}
	switch w.script {
	case arabic:
		t.Text, t.Sound = soundArabic(w.text)
	case cyrillic:
		t.Text = romanCyrillic(w.text)
		t.Sound = string(soundLatin(nil, t.Text, false))
	case latin:
		if a, b := p.lx.halves(w.text); a != nil {
			p.take(a, w)
			p.take(b, w)
			return appendInitial(ini, w.text, 'r')
		}
		t.Text = w.text
		t.Sound = string(soundLatin(nil, w.text, false))
		t.Acronym = isAcronym(w) && !p.caps
	default:
		t.Text = w.text
	}
	if t.Text == "" {
		return ini
	}
	n.Tokens = append(n.Tokens, t)
	return appendInitial(ini, t.Text, 'r')
}

// halves parts two words written as one: PowerChina.
func (lx *lexicon) halves(w string) (a, b *entry) {
	for i := 5; i+5 <= len(w); i++ {
		a, b = lx.forms[w[:i]], lx.forms[w[i:]]
		if a != nil && b != nil && a.class != 's' && b.class != 's' && a.class != 'l' && b.class != 'l' {
			return a, b
		}
	}
	return nil, nil
}

// hanRun cuts a run of characters by the longest forms; what lies between is a
// proper name.
func (p *parser) hanRun(s string) {
	n := p.name
	rs := []rune(s)
	start := 0
	properTo := func(end int) {
		if end > start {
			text := romanHan(string(rs[start:end]))
			n.Tokens = append(n.Tokens, Token{Text: text, Sound: string(soundLatin(nil, text, true)), Class: Proper, Part: p.part, script: han})
		}
	}
	known := false // what stands before is a known form
	for i := 0; i < len(rs); {
		var e *entry
		k := min(p.lx.hanLen[rs[i]], len(rs)-i)
		for ; k > 0; k-- {
			if e = p.lx.forms[string(rs[i:i+k])]; e == nil {
				continue
			}
			// One character alone is too often part of a name: it counts at the end
			// as a kind of body, and between known forms as "and".
			if k == 1 && !(i+1 == len(rs) && i > 0) && !(e.class == '&' && known && p.begins(rs[i+1:])) {
				e = nil
				continue
			}
			break
		}
		if e == nil {
			if known && i+1 <= len(rs) && start == i && strings.ContainsRune("省市县区州", rs[i]) && len(n.Tokens) > 0 && n.Tokens[len(n.Tokens)-1].Class == Place {
				i++
				start = i
				continue
			}
			known = false
			i++
			continue
		}
		properTo(i)
		p.take(e, &word{script: han})
		if e.class == 'f' || e.class == '=' {
			p.part++ // each known field is one; nothing is printed between them
		}
		i += k
		start, known = i, true
	}
	properTo(len(rs))
}

// begins says whether a known form of two characters or more stands here.
func (p *parser) begins(rs []rune) bool {
	if len(rs) == 0 {
		return false
	}
	for k := min(p.lx.hanLen[rs[0]], len(rs)); k > 1; k-- {
		if p.lx.forms[string(rs[:k])] != nil {
			return true
		}
	}
	return false
}

// initials notes the letters a form can lend an acronym.
func (p *parser) initials(ini []byte, ws []word, e *entry) []byte {
	part := byte('r')
	switch e.class {
	case 's', '&', 'l':
		part = 'o'
	case 'c':
		part = 'c'
	case '=':
		if len(ini) > 0 && len(e.tokens) == 2 && e.tokens[0].Text == "united" { // of the United Nations
			part = 'c'
		}
	}
	if ws[0].script == latin {
		for i := range ws {
			switch {
			case ws[i].text == "&":
			case ws[i].sep == '-' && part == 'r': // Inter-University may give one letter or two
				ini = appendInitial(ini, ws[i].text, 'o')
			default:
				ini = appendInitial(ini, ws[i].text, part)
			}
		}
		return ini
	}
	switch e.class {
	case 'c':
		return appendInitial(ini, p.lx.country[e.code], part)
	case 's', '&':
		return ini
	case 'l':
		return appendInitial(ini, e.code, part)
	}
	for _, t := range e.tokens {
		ini = appendInitial(ini, t.Text, part)
		if t.Class == Kind { // English puts "of" after it
			ini = appendInitial(ini, "of", 'o')
		}
	}
	return ini
}

// hanInitials are the initials of the English words a Chinese name stands for.
// Chinese puts a ministry's or academy's word last.
func (p *parser) hanInitials(ini []byte) []byte {
	ts := p.name.Tokens
	for _, c := range p.name.Countries {
		ini = appendInitial(ini, p.lx.country[c], 'c')
	}
	if n := len(ts); n > 1 && (ts[n-1].Text == "ministry" || ts[n-1].Text == "academy") {
		ini = appendInitial(appendInitial(ini, ts[n-1].Text, 'r'), "of", 'o')
		ts = ts[:n-1]
	}
	for _, t := range ts {
		text := t.Text
		if text == "guojia" {
			text = "national"
		} else if text == "weiyuanhui" {
			text = "commission"
		}
		ini = appendInitial(ini, text, 'r')
	}
	return ini
}

func appendInitial(ini []byte, w string, part byte) []byte {
	if len(ini) >= 4*20 {
		return ini
	}
	for i := range 3 {
		if i < len(w) {
			ini = append(ini, w[i])
		} else {
			ini = append(ini, ' ')
		}
	}
	return append(ini, part)
}

// finish settles what only the whole name tells.
func (p *parser) finish() {
	n := p.name
	for _, t := range n.Tokens {
		if t.Class == Kind {
			n.kind = t.Text
			if t.Text != "government" {
				break
			}
		}
	}
	// "Ministry of Commerce, Government of Pakistan" is no government.
	if n.kind != "" && n.kind != "government" && len(n.Countries) > 0 {
		n.Tokens = slices.DeleteFunc(n.Tokens, func(t Token) bool { return t.Class == Kind && t.Text == "government" })
	}
	// "Food and Agriculture Organization of the United Nations" is often cut short.
	if n.kind == "organization" && len(n.Tokens) > 3 {
		if i := slices.IndexFunc(n.Tokens, func(t Token) bool { return t.Text == "united" }); i > 0 && i+1 < len(n.Tokens) && n.Tokens[i+1].Text == "nations" {
			n.Tokens = slices.Delete(n.Tokens, i, i+2)
		}
	}
	// A name of nothing but a legal form and little words keeps them: The Company.
	if len(n.Tokens) == 0 && len(n.Countries) == 0 {
		for _, w := range split(n.Raw) {
			if w.text != "&" {
				n.Tokens = append(n.Tokens, Token{Text: w.text, Sound: string(soundLatin(nil, w.text, false)), Class: Generic})
			}
		}
	}
	if len(n.Tokens) > 24 {
		n.Tokens = n.Tokens[:24]
	}
	if len(n.Tokens) == 1 && n.Tokens[0].Acronym && len(n.Legal) == 0 {
		n.Acronym = n.Tokens[0].Text
	}
	n.Tokens = slices.Clip(n.Tokens)
}

// isAcronym says whether a word is printed as an acronym: PSEB, MoITT, KfW.
func isAcronym(w *word) bool {
	return w.script == latin && !w.number && w.upper >= 2 && w.upper+w.lower <= 10 && w.upper*2 >= w.upper+w.lower
}

// spelled reads letters written by their English names in Urdu: زیڈ ٹی ای is ZTE.
func spelled(ws []word) (letters string, used int) {
	for used < len(ws) && used < 8 {
		l, ok := urduLetters()[ws[used].text]
		if !ok || used > 0 && ws[used].sep != 0 && ws[used].sep != '-' {
			break
		}
		letters += l
		used++
	}
	if used == 2 && (strings.Contains(letters, "k") || letters == "it") { // کے is also "of"; IT has its own entry
		return "", 0
	}
	return letters, used
}

// urduLetters are the English letters' names as Urdu writes them, folded.
var urduLetters = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for i, name := range strings.Fields("اے بی سی ڈی ای ایف جی ایچ آئی جے کے ایل ایم این او پی کیو آر ایس ٹی یو وی ڈبلیو ایکس وائی زیڈ") {
		m[split(name)[0].text] = string(rune('a' + i))
	}
	return m
})
