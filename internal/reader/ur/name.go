package ur

import (
	"slices"
	"strings"
	"unicode/utf8"

	"sanad/internal/reader/language/draft"
)

// part is a stretch of words that may name a body.
type part struct {
	w []word
}

// key is a name as it is compared: normal words with single spaces.
func key(w []word) string {
	var b strings.Builder
	for _, x := range w {
		if x.mark {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(x.norm)
	}
	return b.String()
}

// edges is the index after the last word in w that cannot be of a name: a
// postposition, an adverb, a date with its کو.
func edges(w []word) int {
	at := 0
	for i := 0; i < len(w); {
		if w[i].value.kind == dateValue {
			i += w[i].value.n
			at = i
			continue
		}
		if w[i].mark {
			switch w[i].norm {
			case "()":
				if len(w[i].name) == 0 {
					at = i + 1
				}
			case "،", ",", "-", "/", "&", "'", ".":
			default:
				at = i + 1
			}
			i++
			continue
		}
		if n, code := markers.at(w, i); n > 0 && code != "between" && code != "with" {
			i += n
			at = i
			continue
		}
		i++
	}
	for at < len(w) && (w[at].mark && w[at].norm != "()" || w[at].norm == "اور" || w[at].norm == "و") {
		at++
	}
	return at
}

// split cuts a zone at اور and ، into parts, and puts together again what is
// one body's name: وزارت آئی ٹی اور ٹیلی کام.
func (d *document) split(w []word) []part {
	var out []part
	from := 0
	for i := 0; i <= len(w); i++ {
		if i < len(w) && w[i].norm != "اور" && w[i].norm != "،" && w[i].norm != "," {
			continue
		}
		if i > from {
			p := part{w[from:i]}
			if len(out) > 0 && onlyFields(p.w) && i-from <= 5 && fronted(out[len(out)-1].w) && w[from-1].norm == "اور" {
				last := &out[len(out)-1]
				start := from - 1 - len(last.w)
				last.w = w[max(start, 0):i]
			} else {
				out = append(out, p)
			}
		}
		from = i + 1
	}
	if len(out) > 60 {
		out = out[:60]
	}
	return out
}

func onlyFields(w []word) bool {
	for _, x := range w {
		if x.norm == "()" {
			continue
		}
		if x.mark || !fields[x.norm] {
			return false
		}
	}
	return len(w) > 0
}

func fronted(w []word) bool {
	for _, x := range w {
		if fronts[x.norm] == "government" || x.norm == "ڈویژن" {
			return true
		}
	}
	return false
}

// complete says whether words are a body's name by themselves.
func (d *document) complete(w []word) bool {
	w = plain(w)
	if len(w) == 0 {
		return false
	}
	k := key(w)
	if _, ok := known[k]; ok {
		return true
	}
	if states[k] {
		return true
	}
	if _, ok := d.d.Lookup(d.text[w[0].Start:w[len(w)-1].End]); ok {
		return true
	}
	if len(w) > 1 && (heads[w[len(w)-1].norm] != "" || fronts[w[0].norm] != "") {
		return true
	}
	for i, x := range w {
		if fronts[x.norm] != "" && x.norm != "ادارہ" && x.norm != "مرکز" {
			return len(w) > 1
		}
		if i > 0 && heads[x.norm] != "" && len(w) < 12 {
			return true
		}
	}
	return w[0].norm[0] < 0x80 && w[0].norm[0] >= 'A'
}

// plain drops brackets.
func plain(w []word) []word {
	for len(w) > 0 && w[len(w)-1].mark {
		w = w[:len(w)-1]
	}
	for len(w) > 0 && w[0].mark {
		w = w[1:]
	}
	return w
}

// kindOf is a body's country and type as its name shows them.
func kindOf(w []word) (country, typ string) {
	k := key(w)
	if x, ok := known[k]; ok {
		return x.country, x.typ
	}
	if states[k] {
		_, code := countries.at(w, 0)
		return code, "government"
	}
	for i := range w {
		if n, code := countries.at(w, i); n > 0 {
			country = code
			break
		}
	}
	if len(w) > 1 && strings.HasPrefix(k, "اقوام متحدہ") {
		return "", "international"
	}
	for n := min(3, len(w)); n > 0; n-- {
		if x, ok := known[key(w[:n])]; ok {
			if country == "" {
				country = x.country
			}
			typ = x.typ
			break
		}
	}
	if t := heads[w[len(w)-1].norm]; t != "" {
		return country, t
	}
	if t := fronts[w[0].norm]; t != "" {
		return country, t
	}
	for _, x := range w {
		if t := fronts[x.norm]; t != "" {
			return country, t
		}
	}
	for _, x := range w {
		if t := heads[x.norm]; t != "" {
			return country, t
		}
	}
	return country, typ
}

// side is the body a part names; ok is false when it names nobody.
func (d *document) side(p part) (draft.Side, bool) {
	w := p.w
	var alias []draft.Span
	for i := range w {
		if w[i].norm == "()" {
			alias = append(alias, w[i].name...)
			if i > 0 {
				w = w[:i]
			}
			break
		}
	}
	w = plain(w)
	// X کے چیئرمین Y signs for X
	for i := 1; i+1 < len(w); i++ {
		if (w[i].norm == "کے" || w[i].norm == "کی" || w[i].norm == "کا") && (offices[w[i+1].norm] || i+2 < len(w) && w[i+1].norm == "شیخ" && w[i+2].norm == "الجامعہ" || i+2 < len(w) && w[i+1].norm == "وفاقی" && offices[w[i+2].norm]) {
			w = w[:i]
			break
		}
	}
	for len(w) > 0 {
		switch w[0].norm {
		case "اور", "یا", "جہاں", "پھر", "تو", "مقامی", "معروف", "یہاں", "وہاں", "نجی", "سرکاری", "جن":
			w = w[1:]
			continue
		}
		break
	}
	if len(w) > 2 && offices[w[0].norm] && heads[w[len(w)-1].norm] != "" && !strings.HasPrefix(w[0].norm, "وزیر") {
		w = w[1:] // صدر نور ٹرسٹ: who holds the office signs for it
	}
	if len(w) == 0 || len(w) > 14 {
		return draft.Side{}, false
	}
	at := draft.Span{Start: w[0].Start, End: w[len(w)-1].End}
	if len(w) == 1 {
		if id, ok := d.reference(w[0].norm); ok {
			return draft.Side{Body: id, At: at, Via: "reference"}, true
		}
	}
	if len(w) == 2 && (w[0].norm == "اس" || w[0].norm == "مذکورہ") {
		if id, ok := d.reference(w[1].norm); ok {
			return draft.Side{Body: id, At: at, Via: "reference"}, true
		}
	}
	gen := 0
	for _, x := range w {
		if generic[x.norm] || x.value.kind != 0 && x.value.kind != inside && x.value.kind != dateValue {
			gen++
		}
	}
	if gen > 0 && !d.complete(w) || gen == len(w) || generic[w[len(w)-1].norm] || offices[w[0].norm] || w[0].norm == "وفاقی" && len(w) > 1 && offices[w[1].norm] {
		return draft.Side{}, false
	}
	if utf8.RuneCountInString(key(w)) < 2 || len(w) == 1 && functionWord(w[0].norm) {
		return draft.Side{}, false
	}
	if len(w) == 1 && (heads[w[0].norm] != "" || fronts[w[0].norm] != "") {
		return draft.Side{}, false
	}
	for _, x := range w {
		if n := x.norm; n == "معاہدے" || n == "معاہدہ" || n == "یادداشت" || n == "دستخط" || n == "تھا" || n == "گیا" || n == "تھی" {
			return draft.Side{}, false
		}
	}
	country, typ := kindOf(w)
	id := d.d.Know(at, country, typ)
	for _, a := range alias {
		d.d.Alias(id, a)
	}
	d.d.Recent = append(d.d.Recent, id)
	if states[key(w)] {
		d.d.Bodies[id].State = true
	}
	return draft.Side{Body: id, At: at}, true
}

// reference is the body that کمپنی, اتھارٹی or وزارت alone stands for.
func (d *document) reference(head string) (int, bool) {
	typ := heads[head]
	if typ == "" {
		typ = fronts[head]
	}
	if typ == "" {
		return 0, false
	}
	fits := func(id int) bool {
		b := d.d.Bodies[id]
		if head == "کمپنی" && b.Type == "company" {
			return true
		}
		for _, n := range b.Names {
			for f := range strings.FieldsSeq(norm(d.text[n.Start:n.End])) {
				if f == head {
					return true
				}
			}
		}
		return head == "ادارہ" && b.Type != ""
	}
	return d.d.Spoken(fits)
}

// form is the words two names are compared by, worked out once for each.
func (d *document) form(name string) []string {
	if w, ok := d.forms[name]; ok {
		return w
	}
	w := strings.Fields(norm(name))
	for i := range w {
		if w[i] == "بنک" { // the other spelling
			w[i] = "بینک"
		}
	}
	w = bare(w)
	if d.forms == nil {
		d.forms = map[string][]string{}
	}
	d.forms[name] = w
	return w
}

// same says whether two names are one body's: one the beginning of the other,
// or the other without its country.
func (d *document) same(a, b string) bool {
	x, y := d.form(a), d.form(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) == 0 || slices.Equal(x, y) {
		return len(x) > 0
	}
	if campus(x) != "" && campus(x) == campus(y) { // جامعہ گجرات is گجرات یونیورسٹی
		return true
	}
	if len(x) == 1 && len(y) == 2 && y[0] == "حکومت" && x[0] == y[1] { // حکومت پاکستان
		return true
	}
	if len(x) > 1 && len(x) < 6 && (spelled(x, y) || spelled(y, x)) {
		return true
	}
	if len(x) == 1 {
		// a firm by its first word: ہواوے for ہواوے ٹیکنالوجیز
		if heads[x[0]] != "" || fronts[x[0]] != "" || states[x[0]] || generic[x[0]] || countryWord(x[0]) != "" || x[0] != y[0] || len([]rune(x[0])) < 3 {
			return false
		}
		for _, w := range y[1:] {
			if heads[w] != "company" {
				return false
			}
		}
		return true
	}
	if countryWord(x[0]) != "" && len(x) == 2 && heads[x[1]] == "" {
		return false
	}
	for i := range x {
		if x[i] != y[i] {
			// the short form may leave the first words off: سہراب اتھارٹی
			return len(y)-len(x) == 1 && strings.Join(y[1:], " ") == strings.Join(x, " ") && heads[x[len(x)-1]] != "" && len(x) >= 2
		}
	}
	if fronts[x[0]] != "" {
		return len(x) >= 3 || y[len(x)] == "و" || y[len(x)] == "اور" || len(x) == 2 && x[0] != "حکومت" && x[0] != "محکمہ" && x[0] != "جامعہ" && len(y)-len(x) <= 3 && len([]rune(x[1])) > 3
	}
	return true
}

// initials are names by their English initials, as Urdu spells them, of bodies that
// need no introduction.
var initials = map[string]string{
	"اے ڈی بی": "ایشیائی ترقیاتی بینک", "آئی ایم ایف": "عالمی مالیاتی فنڈ", "یو اے ای": "متحدہ عرب امارات", "ڈبلیو ایچ او": "عالمی ادارہ صحت",
	"آئی ایس ڈی بی": "اسلامی ترقیاتی بینک", "ای یو": "یورپی یونین",
}

// spelled says whether short is the initials of long.
func spelled(short, long []string) bool {
	if len([]rune(short[0])) > 4 {
		return false
	}
	full, ok := initials[strings.Join(short, " ")]
	return ok && full == strings.Join(long, " ")
}

// campus is the name of a university without the word for it, wherever it stands.
func campus(w []string) string {
	switch {
	case len(w) < 2:
	case w[0] == "جامعہ":
		return strings.Join(w[1:], " ")
	case w[len(w)-1] == "یونیورسٹی":
		return strings.Join(w[:len(w)-1], " ")
	}
	return ""
}

func countryWord(w string) string {
	for _, p := range countries.phrases[w] {
		if len(p.words) == 1 {
			return p.code
		}
	}
	return ""
}

// bare drops چین کی from چین کی وزارت صنعت.
func bare(w []string) []string {
	if len(w) > 2 && (w[0] == "اسلامی" || w[0] == "عوامی") && w[1] == "جمہوریہ" {
		w = w[2:]
	}
	if len(w) > 3 && (w[1] == "کی" || w[1] == "کے" || w[1] == "کا") && countryWord(w[0]) != "" {
		return w[2:]
	}
	return w
}
