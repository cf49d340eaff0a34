package meeting

import (
	"slices"
	"strings"
	"time"

	"sanad/claim"
	"sanad/internal/register"
	"sanad/internal/resolve"
)

// Holder is a focal person with the time for which the file is held.
type Holder struct {
	ID     register.ID    `json:"id"`
	Party  register.ID    `json:"party,omitempty"`
	Name   string         `json:"name"`
	Office string         `json:"office,omitempty"`
	From   claim.Date     `json:"from,omitempty"`
	Until  claim.Date     `json:"until,omitempty"`  // as told
	Before claim.Date     `json:"before,omitempty"` // nobody told an end, and a successor holds it from this day
	Holds  bool           `json:"holds"`            // on the day asked for
	Told   *register.Said `json:"told,omitempty"`
}

// Holders are an agreement's focal persons, for each party the latest first, as
// of a day. Where no end is told, a successor's beginning ends the holding.
func Holders(a register.Agreement, today time.Time) []Holder {
	var out []Holder
	for _, f := range a.Record.Focals {
		h := Holder{
			ID: f.ID, Party: register.ID(f.By.Text()), Name: f.Name.Text(), Office: f.Office.Text(),
			From: f.From.Date(), Until: f.Until.Date(),
		}
		if v, ok := f.Name.Shown(); ok {
			h.Told = &v.Said[0]
		}
		out = append(out, h)
	}
	slices.SortStableFunc(out, func(x, y Holder) int {
		if c := strings.Compare(string(x.Party), string(y.Party)); c != 0 {
			return c
		}
		return strings.Compare(string(y.From), string(x.From))
	})
	for i := range out {
		if i > 0 && out[i-1].Party == out[i].Party && out[i].Until == "" && out[i-1].From != "" && out[i-1].From != out[i].From {
			out[i].Before = out[i-1].From
		}
	}
	for i := range out {
		h := &out[i]
		day := today.UTC().Format(time.DateOnly)
		ended := h.Until != "" && register.LastDay(h.Until) < day || h.Before != "" && first(h.Before) <= day
		h.Holds = !ended && first(h.From) <= day
	}
	return out
}

// Whom are the people to ask about a part of an agreement's record that is due or
// late: who is assigned, else those of the side that owes it, else those of every
// side.
func Whom(a register.Agreement, of register.ID, names func(register.ID) string, today time.Time) []string {
	if by := assigned(a, of); by != "" {
		return []string{by}
	}
	return Ask(a, owing(a, of), names, today)
}

// Ask are the people to ask about something a party owes, by what they are
// called; of everybody's, those of every side. A side of which nobody is known is
// named with the word that says so.
func Ask(a register.Agreement, owes register.ID, names func(register.ID) string, today time.Time) []string {
	sides := []register.ID{owes}
	if owes == "" {
		sides = sides[:0]
		for _, s := range a.Sides {
			if s.Role == "" || s.Role == "signatory" || s.Role == "implementing" {
				sides = append(sides, s.Party)
			}
		}
	}
	holders := Holders(a, today)
	var out []string
	for _, side := range sides {
		known := false
		for _, h := range holders {
			if h.Party == side && h.Holds && h.Name != "" {
				known = true
				out = append(out, strings.TrimSuffix(h.Name+", "+h.Office, ", ")+" ("+names(side)+")")
			}
		}
		if !known {
			out = append(out, names(side)+": "+NobodyKnown)
		}
	}
	return out
}

// NobodyKnown is said of a side that has no focal person on the day.
const NobodyKnown = "no focal person known"

// first is the first day a date may mean, "" for an unknown one.
func first(d claim.Date) string {
	from, _, ok := resolve.Span(d)
	if !ok {
		return ""
	}
	return from.Format(time.DateOnly)
}
