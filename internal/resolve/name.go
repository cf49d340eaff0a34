package resolve

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// FoldName brings the name of an occasion to the words that tell it apart: case,
// marks, punctuation and little words go, common short forms are written out.
// The order of words stays. Names of bodies are orgname's.
func FoldName(name string) []string {
	var words []string
	for _, w := range splitName(name) {
		if long, ok := shortForms[w]; ok {
			words = append(words, long...)
			continue
		}
		if !littleWords[w] {
			words = append(words, singular(w))
		}
	}
	if len(words) == 0 { // a name of nothing but little words keeps them: "The Company"
		words = splitName(name)
	}
	return words
}

// splitName cuts a name into lower-case words of letters and digits, without
// marks that some writers leave out and without a possessive's s.
func splitName(name string) []string {
	var b strings.Builder
	name = strings.NewReplacer("’s ", " ", "'s ", " ", "’", "", "'", "", ".", "", "&", " and ", "ı", "i").Replace(name + " ")
	for _, r := range norm.NFKD.String(name) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(unicode.ToLower(r))
		default:
			b.WriteByte(' ')
		}
	}
	return strings.Fields(b.String())
}

// singular takes the plural s off words where writers waver: technologies,
// telecommunications.
func singular(w string) string {
	switch {
	case len(w) > 5 && strings.HasSuffix(w, "ies"):
		return w[:len(w)-3] + "y"
	case len(w) > 5 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us") && !strings.HasSuffix(w, "is"):
		return w[:len(w)-1]
	}
	return w
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

var (
	littleWords = set("the of and for a an in on at to de la le du des et y e")
	shortForms  = map[string][]string{
		"it":       {"information", "technology"},
		"ict":      {"information", "communication", "technology"},
		"telecom":  {"telecommunication"},
		"telecoms": {"telecommunication"},
		"tech":     {"technology"},
		"intl":     {"international"},
		"natl":     {"national"},
		"govt":     {"government"},
		"dept":     {"department"},
		"min":      {"ministry"},
		"univ":     {"university"},
		"pak":      {"pakistan"},
		"sino":     {"china"},
		"&":        nil,
		"centre":   {"center"},
		"2nd":      {"second"}, "1st": {"first"}, "3rd": {"third"}, "4th": {"fourth"}, "5th": {"fifth"},
	}
)
