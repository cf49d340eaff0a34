package resolve

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// FoldName brings a name to the words that tell bodies apart: case, marks,
// punctuation, legal forms and little words go, common short forms are written
// out. The order of words stays.
func FoldName(name string) []string {
	var words []string
	for _, w := range splitName(name) {
		if long, ok := shortForms[w]; ok {
			words = append(words, long...)
			continue
		}
		if !littleWords[w] && !legalForms[w] {
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
	legalForms  = set("ltd limited pvt private co company corp corporation inc incorporated llc plc gmbh ag sa bv nv pte pty bhd sdn smc lp llp holding holdings spa srl oy ab as jsc ojsc pjsc")
	// descriptors say what sort of company, not which: dropping them from the
	// longer of two names may leave the same name.
	descriptors = set("technology telecommunication telecom group international global electronic digital service system solution network industry bank industrial enterprise investment china pakistan chinese pakistani")

	shortForms = map[string][]string{
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

// isAcronym says whether a name as printed is one short word in capitals,
// digits allowed: PSEB, MoITT, SKY47.
func isAcronym(name string) bool {
	name = strings.TrimSpace(name)
	if len(name) < 2 || len(name) > 10 || strings.ContainsAny(name, " -") {
		return false
	}
	upper, letters := 0, 0
	for _, r := range name {
		if unicode.IsLetter(r) {
			letters++
			if unicode.IsUpper(r) {
				upper++
			}
		} else if !unicode.IsDigit(r) {
			return false
		}
	}
	return upper >= 2 && upper*2 >= letters
}

// initials are the first letters of a name's words, once of all words and once
// without the little ones: MoITT and MITT for one ministry.
func initials(name string) []string {
	var all, main strings.Builder
	words := splitName(name)
	for _, w := range words {
		if w == "and" || w == "the" {
			continue
		}
		first, _ := utf8.DecodeRuneInString(w)
		all.WriteRune(first)
		if !littleWords[w] {
			main.WriteRune(first)
		}
	}
	if len(words) < 3 {
		return nil
	}
	return add([]string{all.String()}, main.String())
}

// joined is a name's words as one string, in byte order, so that word order
// does not matter.
func joined(words []string) string {
	w := slices.Clone(words)
	slices.Sort(w)
	return strings.Join(slices.Compact(w), " ")
}
