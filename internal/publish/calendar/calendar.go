// Package calendar makes iCalendar files (RFC 5545) of the days that matter:
// stages, promises, targets, action points, meetings, reviews, the end, the last
// day to give notice, and the day on which an agreement has been silent too long.
//
// Every event lasts a day. Its UID is made of ids, its SEQUENCE and DTSTAMP of the
// newest log entry that speaks of the agreement, so that a client that asks again
// moves what it has and never doubles it. A date of a month stands on its last
// day and says so. It reads the register and stores nothing.
package calendar

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"sanad/claim"
	"sanad/internal/delivery"
	"sanad/internal/publish/news"
	"sanad/internal/publish/phrase"
	"sanad/internal/register"
)

// Most bounds how many agreements one calendar is made of: those of which
// sources spoke last.
const Most = 2000

// Entry is a day that matters of one agreement.
type Entry struct {
	delivery.Date
	Day       time.Time // the last day that On may mean, at midnight UTC
	Roughly   bool      // On is no single day
	Agreement register.ID
	Title     string
	Sides     []register.Name
	Silent    int        // where What is "silent": after how many days
	Since     claim.Date // where What is "silent": the last evidence, "" for none
	Changed   time.Time  // when the log last spoke of the agreement, once Told
	Sequence  int64      // the entry that did, likewise
}

// Silent is what an entry is about when an agreement has had no evidence for as
// long as the rules allow.
const Silent = "silent"

// Of gives the days of all agreements the filter takes, in order; more says that
// there were agreements beyond Most.
func Of(ctx context.Context, from register.Queries, filter register.Filter, rules delivery.Rules, today time.Time) (all []Entry, more bool, err error) {
	filter.Limit = Most + 1
	left := Most
	var those []dated
	err = register.Each(ctx, from, filter, func(_ register.Row, a register.Agreement) error {
		if left--; left < 0 {
			more = true
			return nil
		}
		if d := datesOf(a, rules, today); len(d.dates) > 0 {
			those = append(those, d)
		}
		return nil
	})
	if err != nil {
		return nil, false, err
	}
	if all, err = entries(ctx, from, those, rules); err != nil {
		return nil, false, err
	}
	Sort(all)
	return all, more, nil
}

// Sort puts entries in the order of their days.
func Sort(all []Entry) {
	slices.SortStableFunc(all, func(a, b Entry) int {
		return cmp.Or(a.Day.Compare(b.Day), strings.Compare(string(a.Agreement), string(b.Agreement)), strings.Compare(a.What, b.What), strings.Compare(string(a.Of), string(b.Of)))
	})
}

// OfAgreement gives the days of one agreement.
func OfAgreement(ctx context.Context, from register.Queries, id register.ID, rules delivery.Rules, today time.Time) ([]Entry, error) {
	a, err := from.Agreement(ctx, id)
	if err != nil {
		return nil, err
	}
	d := datesOf(a, rules, today)
	if len(d.dates) == 0 {
		return nil, nil
	}
	return entries(ctx, from, []dated{d}, rules)
}

// dated is an agreement's days, and what else of it they tell.
type dated struct {
	id    register.ID
	title string
	sides []register.ID
	since claim.Date
	dates []delivery.Date
}

func datesOf(a register.Agreement, rules delivery.Rules, today time.Time) dated {
	s := delivery.Assess(a, rules, today)
	d := dated{id: a.ID, title: a.Title.Text(), sides: news.SideIDs(a), since: s.LastEvidence, dates: s.Dates}
	if silent, ok := silence(s, rules, today); ok {
		d.dates = append(slices.Clone(d.dates), silent)
	}
	return d
}

// entries are the days of agreements, named.
func entries(ctx context.Context, from register.Queries, those []dated, rules delivery.Rules) ([]Entry, error) {
	var parties []register.ID
	for _, d := range those {
		parties = append(parties, d.sides...)
	}
	names, err := from.Names(ctx, parties...)
	if err != nil {
		return nil, err
	}
	var out []Entry
	for _, d := range those {
		base := Entry{Agreement: d.id, Title: d.title, Since: d.since, Silent: rules.Dormant}
		for _, id := range d.sides {
			name := names[id]
			name.ID = id
			base.Sides = append(base.Sides, name)
		}
		for _, date := range d.dates {
			e := base
			e.Date = date
			day, err := time.Parse(time.DateOnly, register.LastDay(date.On))
			if err != nil {
				continue // a date that names no day, such as an open range
			}
			e.Day, e.Roughly = day, register.LastDay(date.On) != string(date.On)
			out = append(out, e)
		}
	}
	return out, nil
}

// Told notes of each entry when the log last spoke of its agreement, which a calendar
// file must say and a page need not know.
func Told(ctx context.Context, from register.Queries, all []Entry) ([]Entry, error) {
	var ids []register.ID
	for _, e := range all {
		ids = append(ids, e.Agreement)
	}
	slices.Sort(ids)
	newest, err := from.Newest(ctx, slices.Compact(ids)...)
	if err != nil {
		return nil, err
	}
	all = slices.Clone(all)
	for i := range all {
		if s, told := newest[all[i].Agreement]; told {
			all[i].Changed, all[i].Sequence = s.ReadAt.UTC(), s.Entry
		}
	}
	return all, nil
}

// silence is the day on which the agreement will have been, or was, without
// evidence for as long as the rules allow. An agreement that is closed owes none.
func silence(s delivery.Assessment, rules delivery.Rules, today time.Time) (delivery.Date, bool) {
	if s.Silent == nil || s.Attention.Code == "closed" {
		return delivery.Date{}, false
	}
	y, m, d := today.Date()
	left := rules.Dormant - *s.Silent
	day := time.Date(y, m, d, 0, 0, 0, 0, time.UTC).AddDate(0, 0, left)
	return delivery.Date{What: Silent, On: claim.Date(day.Format(time.DateOnly)), Days: left}, true
}

// Words are an entry in one line.
func (e Entry) Words(l *phrase.Language) string {
	called := l.Called(e.Title, e.Agreement, e.Sides)
	what := l.Due(e.Date)
	if e.What == Silent {
		what = l.N("silent.days", e.Silent)
	}
	if e.Done {
		what = l.T("due.done", what)
	}
	return l.T("due.named", what, called)
}

// Note is what should be known beside the line, "" for nothing.
func (e Entry) Note(l *phrase.Language) string {
	switch {
	case e.What == Silent && e.Since != "":
		return l.T("silent.last", l.Date(e.Since))
	case e.What == Silent:
		return l.T("silent.never")
	case e.Roughly:
		return l.T("due.roughly", l.Date(e.On))
	}
	return ""
}

// UID names the event for ever: the part's id, or the agreement's, and what falls
// due of it.
func (e Entry) UID(origin string) string {
	of := cmp.Or(e.Of, e.Agreement)
	return string(of) + "-" + e.What + "@" + strings.Map(func(r rune) rune {
		if r > ' ' && r < 0x7f {
			return r
		}
		return '-'
	}, origin)
}

// Options are what a file says of itself.
type Options struct {
	Name    string // of the calendar
	Origin  string // of the log, to tell this register's events from others'
	Address string // the site's, without a slash at the end; "" links to nothing
}

// Write makes the file. The same entries give the same bytes.
func Write(entries []Entry, l *phrase.Language, o Options) ([]byte, error) {
	c := ics.NewCalendarFor("Sanad")
	c.SetCalscale("GREGORIAN")
	c.SetMethod(ics.MethodPublish)
	c.SetXWRCalName(phrase.Plain(o.Name))
	c.SetXPublishedTTL("PT6H")
	for _, e := range entries {
		v := c.AddEvent(e.UID(o.Origin))
		v.SetDtStampTime(e.Changed)
		v.SetModifiedAt(e.Changed)
		v.SetSequence(int(e.Sequence))
		v.SetAllDayStartAt(e.Day)
		v.SetAllDayEndAt(e.Day.AddDate(0, 0, 1)) // the first day after: RFC 5545, 3.6.1
		v.SetSummary(e.Words(l))
		v.SetTimeTransparency(ics.TransparencyTransparent) // nobody is busy all day
		v.AddCategory(e.What)
		description := e.Note(l)
		if o.Address != "" {
			page := o.Address + "/agreements/" + string(e.Agreement)
			v.SetURL(page)
			description = strings.TrimSpace(description + "\n" + page)
		}
		if description != "" {
			v.SetDescription(description)
		}
	}
	var b bytes.Buffer
	if err := c.SerializeTo(&b, ics.WithNewLineWindows); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
