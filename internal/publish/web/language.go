package web

import (
	"encoding/json"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/feature/plural"
	textlanguage "golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"sanad/claim"
	"sanad/vocab"
)

// language is the site's words in one language: messages/TAG.json and
// messages/PART/TAG.json, objects of strings by key. The keys "language.name" and "language.dir" describe the
// language itself. A key that a language lacks is taken from English; of what is
// said by number, a language gives the forms that its plural has and no others.
type language struct {
	Tag   string // BCP 47
	Dir   string // ltr or rtl
	words map[string]string
	pages map[string]*template.Template // of who serves them; a report's words need none

	sentences []sentence // what other packages say in English

	links *strings.Replacer // leads a page's own addresses to the language

	unicode   textlanguage.Tag
	regions   display.Namer // countries by ISO 3166-1 code
	languages display.Namer // languages by BCP 47 tag
}

// fallback is the language every key stands in.
const fallback = "en"

// loadLanguages reads every file of messages. The first is the fallback.
func loadLanguages(messages fs.FS) []*language {
	var read func(name string) map[string]string
	read = func(name string) map[string]string {
		b, err := fs.ReadFile(messages, name)
		if err != nil {
			panic(err) // embedded
		}
		words := map[string]string{}
		if err := json.Unmarshal(b, &words); err != nil {
			panic(fmt.Errorf("messages/%s: %w", name, err)) // embedded, and read by every test
		}
		more, err := fs.Glob(messages, "*/"+name)
		if err != nil {
			panic(err) // the pattern is well formed
		}
		for _, part := range more {
			for key, text := range read(part) {
				if _, twice := words[key]; twice {
					panic(fmt.Errorf("messages/%s: %q stands in messages/%s already", part, key, name))
				}
				words[key] = text
			}
		}
		return words
	}
	english := read(fallback + ".json")
	names, err := fs.Glob(messages, "*.json")
	if err != nil {
		panic(err) // the pattern is well formed
	}
	var all []*language
	for _, name := range names {
		words := read(name)
		for key, text := range english {
			if _, ok := words[key]; !ok && !counted(words, key) {
				words[key] = text
			}
		}
		tag := strings.TrimSuffix(name, ".json")
		l := &language{Tag: tag, Dir: words["language.dir"], words: words, links: linksIn(tag), unicode: textlanguage.MustParse(tag)}
		l.sentences = sentences(words)
		l.regions, l.languages = display.Regions(l.unicode), display.Languages(l.unicode)
		all = append(all, l)
	}
	slices.SortStableFunc(all, func(a, b *language) int {
		switch fallback {
		case a.Tag:
			return -1
		case b.Tag:
			return 1
		}
		return strings.Compare(a.Tag, b.Tag)
	})
	return all
}

// pick is the first language of the Accept-Language header that there is.
// Browsers send them best first, so weights are not weighed.
func pick(all []*language, header string) *language {
	for one := range strings.SplitSeq(header, ",") {
		tag, _, _ := strings.Cut(strings.TrimSpace(one), ";")
		base, _, _ := strings.Cut(tag, "-")
		for _, l := range all {
			if strings.EqualFold(l.Tag, tag) || strings.EqualFold(l.Tag, base) {
				return l
			}
		}
	}
	return all[0]
}

// t is the text with the key, its verbs filled in. A key that is missing shows
// as itself; a test finds those.
func (l *language) t(key string, args ...any) string {
	text, ok := l.words[key]
	if !ok {
		return key
	}
	if len(args) == 0 {
		return text
	}
	return fmt.Sprintf(text, args...)
}

// plurals are the ends of the keys of what is said by number, by Unicode's names
// of the forms.
var plurals = map[plural.Form]string{
	plural.Zero: ".zero", plural.One: ".one", plural.Two: ".two", plural.Few: ".few", plural.Many: ".many", plural.Other: ".other",
}

// counted says whether words have the key's text in another form of the plural.
func counted(words map[string]string, key string) bool {
	for _, form := range plurals {
		if stem, ok := strings.CutSuffix(key, form); ok {
			_, ok := words[stem+".other"]
			return ok
		}
	}
	return false
}

// n is the text for a number of things, key.one or key.other or whichever form
// the language's plural takes by Unicode's rules, which may have a verb for the
// number.
func (l *language) n(key string, n any) string {
	count, err := strconv.Atoi(fmt.Sprint(n))
	form := ".other"
	if err == nil {
		form = plurals[plural.Cardinal.MatchPlural(l.unicode, max(count, -count), 0, 0, 0, 0)]
	}
	if _, ok := l.words[key+form]; !ok {
		form = ".other"
	}
	if text := l.t(key + form); !strings.Contains(text, "%") {
		return text
	}
	return l.t(key+form, l.number(n))
}

// number groups digits by thousands.
func (l *language) number(n any) string {
	s := fmt.Sprint(n)
	var b strings.Builder
	for i, c := range s {
		if left := len(s) - i; i > 0 && left%3 == 0 && s[i-1] != '-' {
			b.WriteString(l.words["number.group"])
		}
		b.WriteRune(c)
	}
	return b.String()
}

// lists are the closed lists by the name claims give them, and those that only
// pages name.
var lists = func() map[string]vocab.List {
	all := map[string]vocab.List{
		"role": vocab.Roles, "modality": vocab.Modalities, "nature": vocab.MoneyNatures, "attention": vocab.Attentions,
	}
	maps.Copy(all, vocab.ByName)
	return all
}()

// label names a code of a list for people. Languages override the English of
// vocab with keys such as "kind.mou"; countries and languages are named by
// Unicode's CLDR.
func (l *language) label(list string, code any) string {
	c := fmt.Sprint(code)
	if text, ok := l.words[list+"."+c]; ok {
		return text
	}
	switch list {
	case "country":
		if region, err := textlanguage.ParseRegion(c); err == nil && l.regions != nil {
			return l.regions.Name(region)
		}
	case "language":
		if tag, err := textlanguage.Parse(c); err == nil && l.languages != nil {
			return l.languages.Name(tag)
		}
	}
	return lists[list].Label(c)
}

// date writes an EDTF date for people, no finer than it is: 4 September 2025,
// September 2025, 3–5 September 2025.
func (l *language) date(d claim.Date) string {
	from, to, ranged := strings.Cut(string(d), "/")
	if !ranged {
		return l.day(from)
	}
	switch {
	case open(from) && open(to):
		return l.t("date.unknown")
	case open(to):
		return l.t("date.from", l.day(from))
	case open(from):
		return l.t("date.until", l.day(to))
	}
	// 2025-09-03/2025-09-05: the month is said once.
	if len(from) == 10 && len(to) == 10 && from[:8] == to[:8] {
		return l.t("date.days", l.ordinal(from[8:]), l.ordinal(to[8:]), l.month(from[5:7]), from[:4])
	}
	return l.t("date.range", l.day(from), l.day(to))
}

func open(side string) bool { return side == "" || side == ".." }

func (l *language) day(s string) string {
	bare := strings.TrimRight(s, "?~%")
	var text string
	switch part := strings.Split(bare, "-"); {
	case len(part) == 3 && len(bare) == 10:
		text = l.t("date.day", l.ordinal(part[2]), l.month(part[1]), part[0])
	case len(part) == 2 && len(bare) == 7:
		text = l.t("date.month", l.month(part[1]), part[0])
	default:
		text = bare
	}
	switch s[len(bare):] {
	case "?":
		return l.t("date.uncertain", text)
	case "~":
		return l.t("date.about", text)
	case "%":
		return l.t("date.uncertain", l.t("date.about", text))
	}
	return text
}

func (l *language) ordinal(two string) string { return strings.TrimPrefix(two, "0") }
func (l *language) month(two string) string   { return l.t("month." + two) }

// funcs are what templates call.
func (l *language) funcs() template.FuncMap {
	return template.FuncMap{
		"address":   address,
		"t":         l.t,
		"n":         l.n,
		"number":    l.number,
		"label":     l.label,
		"date":      l.date,
		"lang":      func() string { return l.Tag },
		"dir":       func() string { return l.Dir },
		"knots":     knots,
		"args":      func(list ...any) []any { return list },
		"short":     short,
		"reason":    l.reason,
		"told":      l.told,
		"says":      l.says,
		"sum":       l.sum,
		"note":      l.note,
		"script":    script,
		"link":      outside,
		"listed":    l.listed,
		"pieces":    pieces,
		"monthname": func(key string) string { return l.date(claim.Date(key)) },
	}
}

// knots draws how many sources speak: a thread with one knot each. It only
// repeats what stands beside it as words.
func knots(n int) template.HTML {
	const most = 9
	n = min(n, most)
	width := strconv.Itoa(n*8 + 4)
	var b strings.Builder
	b.WriteString(`<svg class="knots" width="` + width + `" height="8" viewBox="0 0 ` + width + ` 8" aria-hidden="true"><path d="M0 4H` + width + `"/>`)
	for i := range n {
		b.WriteString(`<circle cx="` + strconv.Itoa(i*8+6) + `" cy="4" r="2.6"/>`)
	}
	b.WriteString(`</svg>`)
	return template.HTML(b.String())
}

// short cuts long words for places where the whole is a link away.
func short(most int, s string) string {
	runes := []rune(s)
	if len(runes) <= most {
		return s
	}
	return strings.TrimRight(string(runes[:most-1]), " ,.;:") + "…"
}

// outside is an address that a page may lead to: what a source gives as its
// address is a stranger's word, and only the web's own schemes become links.
func outside(address string) string {
	low := strings.ToLower(address)
	if strings.HasPrefix(low, "https://") || strings.HasPrefix(low, "http://") {
		return address
	}
	return ""
}
