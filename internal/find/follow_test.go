package find

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sanad/claim"
	"sanad/internal/delivery"
	"sanad/internal/register"
)

// Until the day on which an agreement is looked at again, it stands as it did.
func TestRecheckIsSoonEnough(t *testing.T) {
	today := time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)
	rules := delivery.DefaultRules()
	moved := 0
	rapid.Check(t, func(t *rapid.T) {
		on := func(name string) register.Field {
			if rapid.IntRange(0, 2).Draw(t, "has "+name) == 0 {
				return register.Field{}
			}
			d := claim.Date(today.AddDate(0, 0, rapid.IntRange(-400, 400).Draw(t, name)).Format(time.DateOnly))
			return register.Field{Values: []register.Value{{Value: d, Text: string(d)}}}
		}
		var a register.Agreement
		a.Signed, a.Instrument.Effective, a.Instrument.Expires, a.Instrument.Review = on("signed"), on("effective"), on("expires"), on("review")
		if published := on("published").Text(); published != "" {
			a.Mentions = []register.Said{{Published: claim.Date(published)}}
		}
		var m register.Milestone
		m.Due = on("due")
		m.Name = register.Field{Values: []register.Value{{Value: claim.Text{Text: "x"}, Text: "x"}}}
		a.Record.Milestones = []register.Milestone{m}

		codes := func(day time.Time) [4]string {
			s := delivery.Assess(a, rules, day)
			return [4]string{s.Legal.Code, s.Delivery.Code, s.Evidence.Code, s.Attention.Code}
		}
		until := recheck(a, delivery.Assess(a, rules, today), rules, today)
		was := codes(today)
		for n := range 500 {
			day := today.AddDate(0, 0, n)
			if until != "" && day.Format(time.DateOnly) >= until {
				moved++
				return
			}
			if is := codes(day); is != was {
				t.Fatalf("on %s it stands at %v, on %s at %v; it would be looked at again on %q", today.Format(time.DateOnly), was, day.Format(time.DateOnly), is, until)
			}
		}
	})
	if moved == 0 {
		t.Error("nothing is ever looked at again")
	}
}

// What an agreement owes and who has its file is found as the desk asks for it.
func TestOwedAndHeld(t *testing.T) {
	today := time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)
	rules := delivery.DefaultRules()
	field := func(v claim.Value, text string) register.Field {
		return register.Field{Values: []register.Value{{Value: v, Text: text, Said: []register.Said{{Source: "s1", Entry: 1}}}}}
	}
	var a register.Agreement
	a.ID = "a1-1"
	a.Record.Milestones = []register.Milestone{{
		Part: register.Part{ID: "m1-1"}, Name: field(claim.Text{Text: "Survey"}, "Survey"), Due: field(claim.Date("2026-01-31"), "2026-01-31"),
	}}
	a.Record.Focals = []register.Focal{{Part: register.Part{ID: "f1-1"}, Name: field(claim.Text{Text: "A. Officer, Joint Secretary"}, "A. Officer, Joint Secretary")}}
	if got := owes(delivery.Owing(a, delivery.Assess(a, rules, today), rules)); !slices.Contains(got, "late") {
		t.Errorf("a stage ten months overdue: %v", got)
	}
	if got := holders(a); !slices.Contains(got, "a. officer") || !slices.Contains(got, "a. officer, joint secretary") {
		t.Errorf("the file is with %q", got)
	}
	if got := owes(delivery.Owing(register.Agreement{}, delivery.Assess(register.Agreement{}, rules, today), rules)); slices.Contains(got, "late") {
		t.Errorf("an empty record owes %v", got)
	}
}
