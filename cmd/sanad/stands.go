package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"time"

	"sanad/claim"
	"sanad/internal/delivery"
	"sanad/internal/register"
	"sanad/internal/register/sqlview"
	"sanad/vocab"
)

// stands writes what the instrument runs under, what was promised, how it stands
// on the day, and the days still to come.
func stands(ctx context.Context, w io.Writer, view *sqlview.View, a register.Agreement, rules delivery.Rules, today time.Time) error {
	s := delivery.Assess(a, rules, today)
	l, in := lines{w}, a.Instrument
	for _, f := range []struct {
		label string
		field register.Field
	}{{"binding", in.Binding}, {"effective", in.Effective}, {"term", in.Term}, {"expires", in.Expires}, {"renewal", in.Renewal}, {"notice", in.Notice}} {
		l.field(f.label, f.field)
	}
	var owing []register.ID
	for _, p := range s.Promised {
		owing = append(owing, p.By)
	}
	names, err := view.Names(ctx, owing...)
	if err != nil {
		return err
	}
	for _, p := range s.Promised {
		l.value("promised", promised(p, names[p.By].Name), p.Said)
	}
	fmt.Fprintf(w, "%-10s in law: %s; delivery: %s; evidence: %s; attention: %s (on %s)\n", "stands",
		vocab.LegalStates.Label(s.Legal.Code), vocab.DeliveryStates.Label(s.Delivery.Code), vocab.EvidenceGrades.Label(s.Evidence.Code), vocab.Attentions.Label(s.Attention.Code), s.On)
	if s.DaysLeft != nil {
		worked := ""
		if s.Worked {
			worked = ", worked out from its start and term"
		}
		fmt.Fprintf(w, "%-10s %s, %d days%s\n", "ends", s.Expires, *s.DaysLeft, worked)
	}
	for _, d := range s.Dates {
		if d.What != "expiry" && !d.Done && (d.Late || d.Days >= 0) {
			fmt.Fprintf(w, "%-10s %s, %d days: %s\n", "due", d.On, d.Days, cmp.Or(d.Name, dayNames[d.What], d.What))
		}
	}
	return nil
}

// dayNames are what days that have no name of their own are called.
var dayNames = map[string]string{"notice": "last day to give notice", "review": "review"}

var lengths = map[string]string{"a": "year", "mo": "month", "wk": "week", "d": "day"}

// inWords is a value as people read it: 3 years, not 3 a.
func inWords(v register.Value) string {
	q, ok := v.Value.(claim.Quantity)
	unit := lengths[q.Unit]
	if !ok || unit == "" || q.What != "" {
		return v.Text
	}
	if q.Number != "1" {
		unit += "s"
	}
	return fmt.Sprint(q.Number, " ", unit)
}

// promised is a promise in one line: who, what, how much, by when.
func promised(p delivery.Promise, by string) string {
	text := p.Text
	if by != "" {
		text = by + ": " + text
	}
	if p.Amount != "" && p.Amount != p.Text {
		text += "; " + p.Amount
	}
	if p.Due != "" {
		text += "; by " + string(p.Due)
	}
	return text
}
