package web

import (
	"slices"
	"strings"

	"sanad/claim"
	"sanad/internal/publish/report"
)

// reporting is a language as reports use it.
type reporting struct{ *language }

// T sets the words that fill a text's places apart from one that runs from the
// right: names in Latin letters would turn it round.
func (s reporting) T(key string, args ...any) string {
	apart := slices.Clone(args)
	for i, a := range args {
		if words, ok := a.(string); ok && strings.ContainsFunc(words, latin) {
			apart[i] = s.isolated(words)
		}
	}
	return s.t(key, apart...)
}

func latin(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

func (s reporting) N(key string, n any) string     { return s.n(key, n) }
func (s reporting) Label(list, code string) string { return s.label(list, code) }
func (s reporting) Date(d claim.Date) string       { return s.date(d) }
func (s reporting) Tag() string                    { return s.language.Tag }
func (s reporting) Dir() string                    { return s.language.Dir }

// Words are the site's words in a language, or in English where it has none.
func Words(tag string) report.Words {
	return reporting{pick(loadLanguages(mustSub("messages")), tag)}
}
