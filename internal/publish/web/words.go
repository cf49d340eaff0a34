package web

import (
	"sanad/claim"
	"sanad/internal/publish/report"
)

// reporting is a language as reports use it.
type reporting struct{ *language }

func (s reporting) T(key string, args ...any) string { return s.t(key, args...) }
func (s reporting) N(key string, n any) string       { return s.n(key, n) }
func (s reporting) Label(list, code string) string   { return s.label(list, code) }
func (s reporting) Date(d claim.Date) string         { return s.date(d) }
func (s reporting) Tag() string                      { return s.language.Tag }
func (s reporting) Dir() string                      { return s.language.Dir }

// Words are the site's words in a language, or in English where it has none.
func Words(tag string) report.Words {
	return reporting{pick(loadLanguages(mustSub("messages")), tag)}
}
