package web

import (
	"cmp"
	"html/template"
	"slices"
	"strconv"
	"strings"
	"time"

	"sanad/claim"
	"sanad/internal/delivery"
	"sanad/internal/publish/picture"
	"sanad/internal/register"
)

// drawing is a picture with the words and the table that say the same.
type drawing struct {
	SVG    template.HTML
	Title  string
	Legend string
	Head   []string
	Rows   [][]string
}

func (q *request) frame(title string) picture.Frame {
	return picture.Frame{Title: title, Mirrored: q.Dir == "rtl"}
}

// onDay is the day a date is drawn on: of a month or year its first. ok is false
// where it says no day.
func onDay(d claim.Date) (time.Time, bool) {
	for _, layout := range []string{time.DateOnly, "2006-01", "2006"} {
		if len(d) >= len(layout) {
			if t, err := time.Parse(layout, string(d[:len(layout)])); err == nil {
				return t, true
			}
		}
	}
	return time.Time{}, false
}

// story gathers the moments of a timeline, with the table's row of each.
type story struct {
	*request
	lane []picture.Moment
	rows [][]string
	name string
}

func (s *story) add(on claim.Date, state picture.State, words string) {
	day, ok := onDay(on)
	if !ok {
		return
	}
	s.put(on, day, state, words)
}

func (s *story) put(on claim.Date, day time.Time, state picture.State, words string) {
	s.lane = append(s.lane, picture.Moment{On: day, Words: words, State: state})
	s.rows = append(s.rows, []string{day.Format(time.DateOnly), s.name, words, s.t("moment." + string(state)), string(on)})
}

// planned adds a day that was set for something: to come, or past and not done. What
// is due in a year or a month is due by its last day.
func (s *story) planned(on claim.Date, late bool, words string) {
	state := picture.Due
	if late {
		state = picture.Late
	}
	if day, err := time.Parse(time.DateOnly, register.LastDay(on)); err == nil {
		s.put(on, day, state, words)
	}
}

// timeline is what became of an agreement, the instrument on one thread and its
// delivery on the other.
func (q *request) timeline(a register.Agreement, d delivery.Assessment, documents []register.Source, gates []gate, today time.Time) drawing {
	out := drawing{Title: q.t("timeline.title"), Legend: q.t("timeline.marks"), Head: []string{q.t("field.date"), q.t("timeline.thread"), q.t("column.item"), q.t("column.state")}}
	instrument := &story{request: q, name: q.t("timeline.instrument")}
	for _, e := range []struct {
		name  string
		field register.Field
	}{{"signed", a.Signed}, {"approved", a.Instrument.Approved}, {"effective", a.Instrument.Effective}, {"terminated", a.Instrument.Terminated}} {
		instrument.add(claim.Date(e.field.Text()), picture.Said, q.t("field."+e.name))
	}
	work := &story{request: q, name: q.t("timeline.delivery")}
	for _, day := range d.Dates {
		of := work
		switch day.What {
		case "expiry", "notice", "review":
			of = instrument
		case "milestone":
			continue // told by the gates below
		}
		if !day.Done {
			of.planned(day.On, day.Late || day.What == "expiry" && day.Days < 0, q.t("date."+day.What)+after(day.Name))
		}
	}
	for _, g := range gates {
		switch {
		case g.Met != "" && len(g.Gate.Proofs) > 0 && g.Grade != "claimed" && g.Grade != "disputed":
			work.add(g.Met, picture.Shown, g.Name)
		case g.Met != "":
			work.add(g.Met, picture.Said, g.Name)
		case g.Due != "":
			work.planned(g.Due, g.State == "late", g.Name)
		}
	}
	for _, m := range d.Measures {
		for _, p := range m.Series {
			state := picture.Said
			if m.Grade != "" && m.Grade != "claimed" && m.Grade != "disputed" {
				state = picture.Shown
			}
			work.add(p.On, state, q.measured(m)+" "+q.amount(p.Total))
		}
	}
	for _, n := range a.Negatives {
		work.add(n.On, picture.None, q.t("timeline.looked"))
	}
	word := &story{request: q, name: q.t("timeline.word")}
	for _, day := range byDay(documents) {
		word.add(day.on, picture.Said, strings.Join(day.publishers, ", "))
	}
	var lanes []picture.Lane
	for _, s := range []*story{word, instrument, work} {
		if len(s.lane) > 0 {
			lanes = append(lanes, picture.Lane{Name: s.name, Moments: s.lane})
			out.Rows = append(out.Rows, s.rows...)
		}
	}
	if len(out.Rows) < 2 {
		return drawing{} // one moment is no story
	}
	slices.SortStableFunc(out.Rows, func(a, b []string) int { return cmp.Compare(a[0], b[0]) })
	for i, row := range out.Rows {
		row[0] = q.date(claim.Date(row[4]))
		out.Rows[i] = row[:4]
	}
	out.SVG = picture.Timeline(q.frame(out.Title), lanes, today, q.t("timeline.today", q.date(claim.Date(today.UTC().Format(time.DateOnly)))))
	return out
}

// after is a name behind a colon.
func after(name string) string {
	if name == "" {
		return ""
	}
	return ": " + name
}

// day is who published on a day.
type day struct {
	on         claim.Date
	publishers []string
}

// byDay are the days on which sources spoke. What an office entered is in the other
// threads, by the day that it is of.
func byDay(documents []register.Source) []day {
	var all []day
	for _, s := range documents {
		if s.Published == "" || strings.HasPrefix(s.Reader, "form/") || strings.HasPrefix(s.Reader, "workbook/") {
			continue
		}
		i := slices.IndexFunc(all, func(d day) bool { return d.on == s.Published })
		if i < 0 {
			i = len(all)
			all = append(all, day{on: s.Published})
		}
		if name := cmp.Or(s.Publisher, string(s.ID)); !slices.Contains(all[i].publishers, name) {
			all[i].publishers = append(all[i].publishers, name)
		}
	}
	return all
}

// measured is what a measure is called on pages of the language.
func (q *request) measured(m delivery.Progress) string {
	if m.Label != nil && m.Label["en"] == m.Name {
		return m.Label.In(q.Tag)
	}
	return m.Name
}

// amount groups a number's digits where it has no decimals.
func (q *request) amount(decimal string) string {
	if n, err := strconv.ParseInt(decimal, 10, 64); err == nil {
		return q.language.number(n)
	}
	return decimal
}

// steps is how a measure went on towards its target; nothing where no target and
// two reports, or no report and no target, are on record.
func (q *request) steps(m delivery.Progress, today time.Time) drawing {
	var s picture.Series
	out := drawing{Title: q.t("steps.title", apart(q.measured(m)), q.reason("measured", m.Unit)), Legend: q.t("steps.marks"), Head: []string{q.t("field.date"), q.t("measure.actual"), q.t("measure.target")}}
	for _, p := range m.Series {
		day, ok := onDay(p.On)
		v, err := strconv.ParseFloat(p.Total, 64)
		if !ok || err != nil {
			continue
		}
		s.Actual = append(s.Actual, picture.Reading{On: day, Value: v})
		out.Rows = append(out.Rows, []string{q.date(p.On), q.amount(p.Total), ""})
	}
	if day, ok := onDay(m.Due); ok {
		if v, err := strconv.ParseFloat(m.Target, 64); err == nil {
			s.Target = append(s.Target, picture.Reading{On: day, Value: v})
			out.Rows = append(out.Rows, []string{q.date(m.Due), "", q.amount(m.Target)})
		}
	}
	if len(s.Actual) == 0 || len(s.Actual)+len(s.Target) < 2 {
		return drawing{}
	}
	out.SVG = picture.Steps(q.frame(out.Title), s, today, func(f float64) string { return q.amount(strconv.FormatFloat(f, 'f', -1, 64)) })
	return out
}

// ladder is the rungs of money of one currency; rungs of others have ladders of
// their own.
func (q *request) ladders(rungs []delivery.Rung) []drawing {
	var out []drawing
	var currencies []string
	for _, r := range rungs {
		if !slices.Contains(currencies, r.Currency) {
			currencies = append(currencies, r.Currency)
		}
	}
	for _, currency := range currencies {
		f := drawing{Title: q.t("ladder.title", currency), Legend: q.t("money.what")}
		var drawn []picture.Rung
		for _, r := range rungs {
			v, err := strconv.ParseFloat(r.Amount, 64)
			if r.Currency == currency && err == nil {
				drawn = append(drawn, picture.Rung{Name: q.label("nature", r.Nature), Amount: v, Words: currency + " " + q.amount(r.Amount)})
			}
		}
		if len(drawn) > 1 { // the list beside says one as well
			f.SVG = picture.Ladder(q.frame(f.Title), drawn)
			out = append(out, f)
		}
	}
	return out
}

// around is a party with those it has agreements with, the most first.
func (q *request) around(p register.Party, rows []register.Row) (drawing, []partner) {
	byID := map[register.ID]*partner{}
	for _, r := range rows {
		for _, side := range r.Sides {
			if side.ID == p.ID {
				continue
			}
			if byID[side.ID] == nil {
				byID[side.ID] = &partner{Name: side}
			}
			byID[side.ID].N++
		}
	}
	var all []partner
	for _, one := range byID {
		all = append(all, *one)
	}
	slices.SortFunc(all, func(a, b partner) int {
		return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Name.Name, b.Name.Name), cmp.Compare(a.Name.ID, b.Name.ID))
	})
	f := drawing{Title: q.t("network.title", apart(p.Name())), Legend: q.t("network.marks")}
	if len(all) < 2 {
		return drawing{}, all
	}
	var drawn []picture.Partner
	for _, one := range all {
		drawn = append(drawn, picture.Partner{Name: one.Name.Name, N: one.N})
	}
	f.SVG = picture.Network(q.frame(f.Title), p.Name(), drawn)
	return f, all
}

// partner is a party that another has agreements with.
type partner struct {
	Name register.Name
	N    int
}
