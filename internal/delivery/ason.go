package delivery

import (
	"time"

	"sanad/claim"
	"sanad/internal/register"
	"sanad/internal/resolve"
)

// asOn is what an agreement's record tells of what had happened by a day. What is
// only planned, what somebody whose word goes first denies, and what is dated
// after the day, has not happened: a stage "met" next month is due, a payment
// announced for the spring is not yet made. Promises and due days stay, unless
// they are denied.
func asOn(a register.Agreement, today time.Time) register.Agreement {
	done := func(f register.Field) register.Field { return happened(f, today) }
	in := &a.Instrument
	in.Legal, in.Delivery, in.Terminated, in.Effective = real(in.Legal), real(in.Delivery), real(in.Terminated), undenied(in.Effective)
	in.Approved = done(in.Approved)
	for _, f := range []*register.Field{&in.Expires, &in.Term, &in.Notice, &in.Review} {
		*f = undenied(*f)
	}
	a.Mentions = keep(a.Mentions, func(m *register.Said) bool { return !begins(m.Published, today) })
	a.Negatives = keep(a.Negatives, func(n *register.Negative) bool { return !begins(n.On, today) })
	r := &a.Record
	r.Commitments = keep(r.Commitments, func(c *register.Commitment) bool {
		c.Met, c.Progress, c.Due, c.Target = done(c.Met), real(c.Progress), undenied(c.Due), undenied(c.Target)
		return true
	})
	r.Milestones = keep(r.Milestones, func(m *register.Milestone) bool {
		m.Met, m.Status, m.Due = done(m.Met), real(m.Status), undenied(m.Due)
		return true
	})
	r.Indicators = keep(r.Indicators, func(i *register.Indicator) bool {
		i.Due, i.Target = undenied(i.Due), undenied(i.Target)
		i.Results = keep(i.Results, func(r *register.Result) bool {
			r.Actual = real(r.Actual)
			return !begins(r.On, today)
		})
		return true
	})
	r.Transfers = keep(r.Transfers, func(t *register.Transfer) bool {
		return len(real(t.Money).Values) > 0 && !begins(t.Date.Date(), today) && (len(t.Date.Values) == 0 || len(real(t.Date).Values) > 0)
	})
	r.Evidence = keep(r.Evidence, func(e *register.Evidence) bool { return !begins(e.Date.Date(), today) })
	r.Actions = keep(r.Actions, func(x *register.Action) bool {
		x.Met, x.Due = done(x.Met), undenied(x.Due)
		return true
	})
	r.Meetings = keep(r.Meetings, func(m *register.Meeting) bool {
		if held := done(m.Date); len(held.Values) == 0 {
			if len(m.Next.Values) == 0 {
				m.Next = undenied(m.Date) // a meeting that has not come is the next one
			}
			m.Date = held
		}
		return true
	})
	return a
}

// keep is a copy of the list without what is not kept; the list stays as it is.
func keep[T any](list []T, kept func(*T) bool) []T {
	var out []T
	for _, x := range list {
		if kept(&x) {
			out = append(out, x)
		}
	}
	return out
}

// happened is the field where the claim on show tells of something done by the
// day, else empty.
func happened(f register.Field, today time.Time) register.Field {
	if begins(f.Date(), today) {
		return register.Field{}
	}
	return real(f)
}

// real is the field unless the claim on show only plans or denies it.
func real(f register.Field) register.Field {
	if m := modality(f); m == claim.Planned || m == claim.Denied {
		return register.Field{}
	}
	return f
}

func undenied(f register.Field) register.Field {
	if modality(f) == claim.Denied {
		return register.Field{}
	}
	return f
}

func modality(f register.Field) claim.Modality {
	v, ok := f.Shown()
	if !ok || len(v.Said) == 0 {
		return claim.Done
	}
	return v.Said[0].Modality
}

// begins says whether the whole of a date lies after the day.
func begins(d claim.Date, today time.Time) bool {
	first, _, ok := resolve.Span(d)
	return ok && first.After(midnight(today))
}
