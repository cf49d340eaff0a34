package record

import (
	"strings"

	"sanad/claim"
)

// Before says whether all of a lies before all of b, as far as both are told:
// 2025-03 lies before 2025-04-01, and not before 2025.
func Before(a, b claim.Date) bool {
	x, y := bare(a), bare(b)
	n := min(len(x), len(y))
	return n >= 4 && x[:n] < y[:n]
}

// bare is the last day a date names, without what qualifies it.
func bare(d claim.Date) string {
	s := string(d)
	if _, to, ranged := strings.Cut(s, "/"); ranged {
		s = to
	}
	return strings.TrimRight(s, "?~%")
}
