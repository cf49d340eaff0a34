package web

import (
	"strings"
	"testing"

	"sanad/claim"
	"sanad/internal/register"
	"sanad/internal/resolve"
)

// TestOccasions: the page of an event says whether what was counted on another
// occasion is the same set, a new one, or undecided.
func TestOccasions(t *testing.T) {
	word := []register.Said{{Publisher: "A. Officer", Reason: "asked the ministry"}}
	for want, e := range map[string]register.Event{
		"The same: counted again here":      {Relations: []register.Relation{{Kind: claim.PropIncludes, To: "e9-1", Said: word}}},
		"The same: counted again there":     {Relations: []register.Relation{{Kind: claim.PropIncludes, To: "e9-1", Inverse: true, Said: word}}},
		"New: neither is in the other":      {Relations: []register.Relation{{Kind: claim.PropIncludes, To: "e9-1", Denied: true, Said: word}}},
		"Looked at, and undecided</b>":      {Decisions: []register.Decision{{Verdict: resolve.Undecided, Left: "e9-1", Right: "e0-1", Author: "A. Officer", Reason: "asked the ministry"}}},
		"What the sources say of the event": {},
	} {
		f := rich()
		for i := range f.events {
			if f.events[i].ID == "e0-1" {
				f.events[i].Relations, f.events[i].Decisions = e.Relations, e.Decisions
			}
		}
		page := get(t, New(f.options(t)), "/events/e0-1").Body.String()
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
		if other := strings.Contains(page, `id="occasions"`); other != (e.Relations != nil || e.Decisions != nil) {
			t.Errorf("%s: other occasions shown: %v", want, other)
		}
		wellFormed(t, page)
	}
}
