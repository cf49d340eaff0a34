package decoded

import (
	"net/mail"
	"strings"
	"time"
)

// Date reads a date as machines write it beside documents and gives it in EDTF
// with the precision it has: 2025-09-04, 2025-09 or 2025. The day is the one
// written, in the writer's own zone; it is never moved to another. What could be
// two days, like 03/04/2025, is "" like everything it cannot read.
func Date(s string) string {
	s = strings.TrimSpace(s)
	if len(s) > 64 {
		return ""
	}
	day := func(t time.Time, layout string) string {
		if t.Year() < 1800 || t.Year() > 2200 {
			return ""
		}
		return t.Format(layout)
	}
	if len(s) >= 10 && (len(s) == 10 || strings.ContainsRune("Tt ,+Z", rune(s[10]))) {
		for _, layout := range []string{"2006-01-02", "2006/01/02", "2006.01.02"} {
			if t, err := time.Parse(layout, s[:10]); err == nil {
				return day(t, "2006-01-02")
			}
		}
	}
	for _, f := range []struct{ layout, as string }{
		{"2006-01", "2006-01"}, {"2006", "2006"}, {"20060102", "2006-01-02"}, {"20060102T150405Z0700", "2006-01-02"}, {"2006-1-2", "2006-01-02"},
	} {
		if t, err := time.Parse(f.layout, s); err == nil {
			return day(t, f.as)
		}
	}
	if t, err := mail.ParseDate(s); err == nil {
		return day(t, "2006-01-02")
	}
	for _, layout := range []string{time.RFC1123, time.RFC850, time.ANSIC, time.UnixDate} {
		if t, err := time.Parse(layout, s); err == nil {
			return day(t, "2006-01-02")
		}
	}
	plain := strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' || r == '\u00a0' }), " ")
	for _, layout := range []string{
		"2 January 2006", "January 2 2006", "2 Jan 2006", "Jan 2 2006", "Monday 2 January 2006", "Monday January 2 2006",
		"Mon 2 Jan 2006", "Mon Jan 2 2006", "2 January 2006 15:04", "January 2 2006 15:04",
	} {
		if t, err := time.Parse(layout, plain); err == nil {
			return day(t, "2006-01-02")
		}
	}
	for _, layout := range []string{"January 2006", "Jan 2006"} {
		if t, err := time.Parse(layout, plain); err == nil {
			return day(t, "2006-01")
		}
	}
	return ""
}
