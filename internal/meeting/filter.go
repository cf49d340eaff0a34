package meeting

import (
	"context"
	"slices"

	"sanad/internal/fault"
	"sanad/internal/register"
	"sanad/vocab"
)

// Filter is which agreements a meeting is about. Empty fields do not narrow.
type Filter struct {
	Party   register.ID `json:"party,omitempty"`
	Body    string      `json:"body,omitempty"` // a committee or working group that met on it
	Tier    string      `json:"tier,omitempty"`
	Country string      `json:"country,omitempty"` // of a side: ISO 3166-1
}

// CheckCountry brings a country to its two letters, from these or its English name.
func (f *Filter) CheckCountry() error {
	if f.Country == "" {
		return nil
	}
	code := vocab.CountryCode(f.Country)
	if code == "" {
		return fault.New(fault.Invalid, "there is no country %q", f.Country).WithHint("an English name, or two letters of ISO 3166-1")
	}
	f.Country = code
	return nil
}

// Takes says whether an agreement is one of those asked for. Those of the party are
// asked of the register.
func (f Filter) Takes(a register.Agreement, row register.Row) bool {
	of := func(n register.Name) bool { return n.Country == f.Country }
	met := func(m register.Meeting) bool { return m.Body.Text() == f.Body }
	return (f.Tier == "" || a.Instrument.Tier.Code() == f.Tier) &&
		(f.Country == "" || slices.ContainsFunc(row.Sides, of)) &&
		(f.Body == "" || slices.ContainsFunc(a.Record.Meetings, met))
}

// Select are the agreements that a filter takes, with what their sides are called;
// most bounds how many are looked at, 0 for all.
func Select(ctx context.Context, from register.Queries, f Filter, most int) (all []register.Agreement, names map[register.ID]string, err error) {
	names = map[register.ID]string{}
	err = register.Each(ctx, from, register.Filter{Party: f.Party, Limit: most}, func(row register.Row, a register.Agreement) error {
		if !f.Takes(a, row) {
			return nil
		}
		all = append(all, a)
		for _, side := range row.Sides {
			names[side.ID] = side.Name
		}
		return nil
	})
	return all, names, err
}
