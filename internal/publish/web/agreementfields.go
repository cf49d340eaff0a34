package web

import (
	"cmp"
	"strings"

	"sanad/internal/register"
)

// agreementIDs are the things that an agreement's fields name.
func agreementIDs(a register.Agreement) []register.ID {
	var ids []register.ID
	for _, side := range a.Sides {
		ids = append(ids, side.Party)
	}
	for _, v := range a.Event.Values {
		ids = append(ids, register.ID(v.Text))
	}
	return append(ids, register.ID(a.Instrument.Owner.Text()))
}

// sides are an agreement's parties with who says that they are, and those of them
// that it is called after.
func (q *request) sides(a register.Agreement, names map[register.ID]register.Name) (sides field, called []register.Name) {
	sides = field{Name: "field.sides", Many: true}
	for _, side := range a.Sides {
		name := names[side.Party]
		name.ID = side.Party
		name.Name = cmp.Or(name.Name, string(side.Party))
		v := value{Text: name.Name, Link: address(side.Party), Said: saidBy(side.Said)}
		if name.Country != "" {
			v.Detail = q.label("country", name.Country)
		}
		if side.Role == "" || side.Role == "signatory" {
			called = append(called, name)
		} else {
			v.Detail = strings.TrimPrefix(v.Detail+" · "+q.label("role", side.Role), " · ")
		}
		sides.Values = append(sides.Values, v)
	}
	return sides, called
}

// known is what announcements tell of an agreement, each field also where nobody spoke.
func (q *request) known(a register.Agreement, names map[register.ID]register.Name) []field {
	return []field{
		q.field("purpose", "", a.Purpose, nil),
		q.field("kind", "kind", a.Kind, nil),
		q.field("stage", "stage", a.Stage, nil),
		q.field("level", "level", a.Level, nil),
		q.field("signed", "", a.Signed, nil),
		q.field("place", "", a.Place, nil),
		q.field("event", "", a.Event, names),
		q.several("quantities", "", a.Quantities),
		q.several("money", "", a.Money),
		q.several("themes", "theme", a.Themes),
		q.field("title", "", a.Title, nil),
	}
}

// filed is what is on record of the instrument itself, where somebody spoke.
func (q *request) filed(a register.Agreement, names map[register.ID]register.Name) []field {
	return spoken(
		q.field("reference", "", a.Instrument.Reference, nil), q.field("owner", "", a.Instrument.Owner, names),
		q.field("binding", "binding", a.Instrument.Binding, nil), q.field("approved", "", a.Instrument.Approved, nil),
		q.field("effective", "", a.Instrument.Effective, nil), q.field("expires", "", a.Instrument.Expires, nil),
		q.field("term", "", a.Instrument.Term, nil), q.field("notice", "", a.Instrument.Notice, nil),
		q.field("renewal", "renewal", a.Instrument.Renewal, nil), q.field("review", "", a.Instrument.Review, nil),
		q.field("terminated", "", a.Instrument.Terminated, nil), q.field("tier", "tier", a.Instrument.Tier, nil),
		q.several("remarks", "", a.Instrument.Remarks),
	)
}

// partyFields is what is known of a party.
func (q *request) partyFields(p register.Party) []field {
	return []field{
		q.several("names", "", p.Names), q.several("former", "", p.Former), q.field("country", "country", p.Country, nil), q.field("type", "type", p.Type, nil),
	}
}
