package delivery

import (
	"testing"
	"time"

	"sanad/claim"
	"sanad/internal/register"
)

// TestNothingDelivered: a report that nothing is done yet is the last word on an
// agreement and no evidence of delivery; one of a result is both.
func TestNothingDelivered(t *testing.T) {
	one := func(v claim.Value) register.Field {
		return register.Field{Values: []register.Value{{Value: v, Text: register.Words(v), Said: []register.Said{{}}}}}
	}
	report := func(grade string) register.Agreement {
		return register.Agreement{
			Mentions: []register.Said{{Published: "2025-09-08"}},
			Record: register.Record{Evidence: []register.Evidence{{
				Date: one(claim.Date("2025-12-22")), Grade: one(claim.Code{List: "grade", Code: grade}),
			}}},
		}
	}
	for _, c := range []struct {
		grade          string
		evidence       string
		last, lastWord claim.Date
		silent         int
	}{
		{"none", "none", "", "2025-12-22", 115},
		{"reported", "reported", "2025-12-22", "2025-12-22", 10},
	} {
		s := Assess(report(c.grade), DefaultRules(), time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))
		if s.Evidence.Code != c.evidence || s.LastEvidence != c.last || s.LastWord != c.lastWord || s.Silent == nil || *s.Silent != c.silent {
			t.Errorf("%s: evidence %s, last %q, last word %q, silent %v", c.grade, s.Evidence.Code, s.LastEvidence, s.LastWord, *s.Silent)
		}
	}
}
