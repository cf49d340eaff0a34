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
	Changed   time.Time  // when the log last spoke of the agreement
	Sequence  int64      // the entry that did
}

// Silent is what an entry is about when an agreement has had no evidence for as
// long as the rules allow.
const Silent = "silent"

// Of gives the days of all agreements the filter takes, in order; more says that
// there were agreements beyond Most.
func Of(ctx context.Context, from register.Queries, filter register.Filter, rules delivery.Rules, today time.Time) (all []Entry, more bool, err error) {
	filter.Limit = Most + 1
	rows, err := from.Agreements(ctx, filter)
	if err != nil {
		return nil, false, err
	}
	more = len(rows) > Most
	for _, row := range rows[:min(len(rows), Most)] {
		entries, err := OfAgreement(ctx, from, row.ID, rules, today)
		if err != nil {
			return nil, false, err
		}
		all = append(all, entries...)
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
	s := delivery.Assess(a, rules, today)
	dates := s.Dates
	if d, ok := silence(s, rules, today); ok {
		dates = append(slices.Clone(dates), d)
	}
	if len(dates) == 0 {
		return nil, nil
	}
	sides, err := news.Sides(ctx, from, a)
	if err != nil {
		return nil, err
	}
	base := Entry{Agreement: a.ID, Title: a.Title.Text(), Sides: sides, Since: s.LastEvidence, Silent: rules.Dormant}
	newest, err := from.News(ctx, register.NewsFilter{Agreement: a.ID, Limit: 1})
	if err != nil {
		return nil, err
	}
	if len(newest) > 0 {
		base.Changed, base.Sequence = newest[0].Source.ReadAt.UTC(), newest[0].Source.Entry
	}
	var out []Entry
	for _, d := range dates {
		e := base
		e.Date = d
		day, err := time.Parse(time.DateOnly, register.LastDay(d.On))
		if err != nil {
			continue // a date that names no day, such as an open range
		}
		e.Day, e.Roughly = day, register.LastDay(d.On) != string(d.On)
		out = append(out, e)
	}
	return out, nil
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
