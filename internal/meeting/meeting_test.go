package meeting

import (
	"strings"
	"testing"
	"time"

	"sanad/claim"
	"sanad/internal/register"
)

func told(v claim.Value, text string) register.Field {
	return register.Field{Values: []register.Value{{Value: v, Text: text, Said: []register.Said{{}}}}}
}

func focal(name string, from claim.Date) register.Focal {
	return register.Focal{By: told(claim.Ref{}, "p1-1"), Name: told(claim.Text{Text: name}, name), From: told(from, string(from))}
}

// TestASuccessorHoldsTheFile: from the day a successor is named the one before is
// no longer asked; before anyone held it, nobody is known.
func TestASuccessorHoldsTheFile(t *testing.T) {
	a := register.Agreement{Sides: []register.Side{{Party: "p1-1"}}}
	a.Record.Focals = []register.Focal{focal("A. First", "2025-10-01"), focal("B. Second", "2026-02-01")}
	names := func(register.ID) string { return "Ministry" }
	for on, want := range map[string]string{
		"2025-09-30": "Ministry: no focal person known",
		"2026-01-31": "A. First (Ministry)",
		"2026-02-01": "B. Second (Ministry)",
	} {
		day, _ := time.Parse(time.DateOnly, on)
		if got := strings.Join(Ask(a, "", names, day), "; "); got != want {
			t.Errorf("%s: ask %q, want %q", on, got, want)
		}
	}
}

func TestMinutesThatCannotBe(t *testing.T) {
	for text, want := range map[string]string{
		"a1-1": "not said when", "on 2026-02-10": "which agreements", "on 2026-02-30": "line 1", "sang a song": "nothing that minutes say",
		"on 2026-02-10\na1-1\naction Pay | | 2026-03-01": "nobody owns it", "on 2026-02-10\na1-1\ndone it today": "action point's id",
	} {
		if _, err := Parse([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}
