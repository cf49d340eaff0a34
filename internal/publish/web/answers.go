package web

import (
	"slices"
	"strings"
	"time"

	"sanad/claim"
	"sanad/internal/delivery"
	"sanad/internal/register"
)

// voices are those who say something, each source once.
type voices []said

// voicesOf gathers who says any of several things.
func voicesOf(lists ...[]register.Said) voices {
	return voices(oncePerSource(slices.Concat(lists...)))
}

// Names are the publishers, each once, with commas of the language.
func (v voices) Names() []string {
	var names []string
	for _, s := range v {
		name := s.Publisher
		if name == "" {
			name = string(s.Source)
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// differing is a field of which sources say different things: what is not on show,
// and who says it.
type differing struct {
	Field string // message key
	Other []value
}

// differ lists the fields that sources disagree on.
func differ(fields []field) []differing {
	var out []differing
	for _, f := range fields {
		if !f.Many && len(f.Values) > 1 {
			out = append(out, differing{f.Name, f.Values[1:]})
		}
	}
	return out
}

// lawSays is who says that from which the state in law follows.
func lawSays(a register.Agreement, why delivery.Reason) voices {
	in := a.Instrument
	var rests []register.Field
	switch why.Key {
	case "legal.stated":
		rests = []register.Field{in.Legal}
	case "legal.terminated":
		rests = []register.Field{in.Terminated}
	case "legal.expired", "legal.renews-itself":
		rests = []register.Field{in.Expires, in.Renewal}
	case "legal.ran-out":
		rests = []register.Field{in.Term, in.Effective, a.Signed}
	case "legal.effective":
		rests = []register.Field{in.Effective}
	case "legal.approved":
		rests = []register.Field{in.Approved}
	case "legal.announced":
		rests = []register.Field{a.Stage, a.Signed}
	}
	return shownBy(rests...)
}

// termSays is who says when the agreement ends, or that from which it follows.
func termSays(a register.Agreement, s delivery.Assessment) voices {
	if s.Worked {
		return shownBy(a.Instrument.Term, a.Instrument.Effective, a.Signed)
	}
	return shownBy(a.Instrument.Expires)
}

// shownBy is who says the values on show.
func shownBy(fields ...register.Field) voices {
	var all []register.Said
	for _, f := range fields {
		if v, ok := f.Shown(); ok {
			all = append(all, v.Said...)
		}
	}
	return voicesOf(all)
}

// partSays is who says what parts of a record report: that a stage is met, a result,
// an amount, a proof.
func partSays(r register.Record, ids ...register.ID) voices {
	var all []register.Field
	is := func(p register.Part) bool { return slices.Contains(ids, p.ID) }
	for _, m := range r.Milestones {
		if is(m.Part) {
			all = append(all, m.Met, m.Status)
		}
	}
	for _, i := range r.Indicators {
		for _, x := range i.Results {
			if is(i.Part) || is(x.Part) {
				all = append(all, x.Actual)
			}
		}
	}
	for _, t := range r.Transfers {
		if is(t.Part) {
			all = append(all, t.Money)
		}
	}
	for _, c := range r.Commitments {
		if is(c.Part) {
			all = append(all, c.Met, c.Progress)
		}
	}
	for _, e := range r.Evidence {
		if is(e.Part) {
			all = append(all, e.Title, e.URL, e.Document)
		}
	}
	for _, m := range r.Meetings {
		if is(m.Part) {
			all = append(all, m.Date)
		}
	}
	return shownBy(all...)
}

// silentSince is the day from which the days without evidence are counted.
func silentSince(s delivery.Assessment) claim.Date {
	on, err := time.Parse(time.DateOnly, string(s.On))
	if err != nil || s.Silent == nil {
		return ""
	}
	return claim.Date(on.AddDate(0, 0, -*s.Silent).Format(time.DateOnly))
}

// listed joins names as the language does.
func (l *language) listed(names []string) string { return strings.Join(names, l.t("list.comma")) }

// firstPromises is how many promises stand open on the first screen of a page.
const firstPromises = 3

// FirstPromises are those that stand open; OtherPromises those behind a summary.
func (s standing) FirstPromises() []promise {
	return s.Promised[:min(firstPromises, len(s.Promised))]
}

// OtherPromises are all but the first.
func (s standing) OtherPromises() []promise {
	return s.Promised[min(firstPromises, len(s.Promised)):]
}
