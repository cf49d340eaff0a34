package web

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"sanad/claim"
	"sanad/internal/audit"
)

// Other packages give their reasons as English sentences with names, numbers and
// codes in them, which stand in exports as well. A catalogue says the same sentence
// under the key "says." and the English with a kind in braces for each of those:
// "says.both of {country}". Its own words name them by place: "both of {1}".

// kinds are what can stand in a sentence: how it is recognised, and how a language
// writes it.
var kinds = map[string]struct {
	pattern string
	write   func(l *language, s string) string
}{
	"n": {`[\d,.]+(?: ?%)?`, func(_ *language, s string) string { return s }},
	"ns": {`\d+(?:(?:, | and )\d+)*`, func(l *language, s string) string {
		return strings.ReplaceAll(strings.ReplaceAll(s, " and ", l.t("list.and")), ", ", l.t("list.comma"))
	}},
	"country": {`[A-Z]{2}`, func(l *language, s string) string { return l.label("country", s) }},
	"theme":   {`[a-z][a-z-]*`, func(l *language, s string) string { return l.label("theme", s) }},
	"type":    {`[a-z][a-z-]*`, func(l *language, s string) string { return l.label("type", s) }},
	"date":    {`\d{4}(?:-\d{2}){0,2}`, func(l *language, s string) string { return l.date(claim.Date(s)) }},
	"measure": {`[\d,.]+ [^,;:]+`, (*language).measure},
	"point":   {`[\d,. +=]+(?: a [a-z]+)?(?: by [\d-]+)? \([\d-]+\)`, (*language).point},
	"q":       {`"(?:[^"\\]|\\.)*"`, (*language).quoted},
	"x":       {`.+?`, func(_ *language, s string) string { return apart(s) }},
}

// apart sets words of another direction apart in a sentence.
func apart(s string) string { return "\u2068" + s + "\u2069" }

// quoted is what Go wrote as a string.
func (l *language) quoted(s string) string {
	if bare, err := strconv.Unquote(s); err == nil {
		s = bare
	}
	return "“" + apart(s) + "”"
}

// measure is a number with what it counts.
func (l *language) measure(s string) string {
	number, unit, _ := strings.Cut(s, " ")
	return number + " " + l.reason("measured", unit)
}

var pointed = regexp.MustCompile(`^(.+?)(?: a ([a-z]+))?(?: by ([\d-]+))? \(([\d-]+)\)$`)

// point is a target as it was said on a day: 200,000 a year by 2025 (2024-08-12).
func (l *language) point(s string) string {
	m := pointed.FindStringSubmatch(s)
	if m == nil {
		return s
	}
	out := m[1]
	if m[2] != "" {
		out += " " + l.reason("per", m[2])
	}
	if m[3] != "" {
		out += " " + l.t("point.by", l.date(claim.Date(m[3])))
	}
	return apart(out + " (" + l.date(claim.Date(m[4])) + ")")
}

// sum is a total with its rung.
func (l *language) sum(t audit.Total) string {
	words := strings.TrimSuffix(t.Words(), " "+string(t.Rung))
	return apart(words) + " · " + l.label("nature", t.Rung)
}

// sentence is one of the catalogue, with what recognises its English.
type sentence struct {
	english *regexp.Regexp
	kinds   []string
	words   string
	fixed   int // letters that stand in it whatever is said
}

var braced = regexp.MustCompile(`\{[a-z]+\}`)

// sentences are those of a catalogue; those that say the most themselves come first.
func sentences(words map[string]string) []sentence {
	var all []sentence
	for key, text := range words {
		english, ok := strings.CutPrefix(key, "says.")
		if !ok {
			continue
		}
		s := sentence{words: text}
		pattern, at := "^", 0
		for _, span := range braced.FindAllStringIndex(english, -1) {
			kind := english[span[0]+1 : span[1]-1]
			pattern += regexp.QuoteMeta(english[at:span[0]]) + "(" + kinds[kind].pattern + ")"
			s.fixed += span[0] - at
			s.kinds = append(s.kinds, kind)
			at = span[1]
		}
		s.fixed += len(english) - at
		s.english = regexp.MustCompile(pattern + regexp.QuoteMeta(english[at:]) + "$")
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b sentence) int {
		return cmp.Or(cmp.Compare(b.fixed, a.fixed), strings.Compare(a.english.String(), b.english.String()))
	})
	return all
}

// says is an English sentence of another package in the language; one that no
// catalogue has stays as it is.
func (l *language) says(english string) string {
	for _, s := range l.sentences {
		found := s.english.FindStringSubmatch(english)
		if found == nil {
			continue
		}
		out := s.words
		for i, kind := range s.kinds {
			out = strings.ReplaceAll(out, "{"+strconv.Itoa(i+1)+"}", kinds[kind].write(l, found[i+1]))
		}
		return out
	}
	return english
}
