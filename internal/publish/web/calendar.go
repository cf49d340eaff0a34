package web

import (
	"context"
	"fmt"
	"strconv"
	"sync"

	"sanad/internal/publish/calendar"
	"sanad/internal/publish/phrase"
	"sanad/internal/register"
)

// due is a day on the calendar page.
type dueDay struct {
	calendar.Entry
	Words, Note, Away, Link string
}

// month is the days of one month.
type month struct {
	Key  string // 2026-03
	Days []dueDay
}

func (s *site) calendar(q *request) (answer, error) {
	ctx := q.Context()
	filter := register.Filter{Party: register.ID(q.URL.Query().Get("party"))}
	name := ""
	if filter.Party != "" {
		p, err := s.Register.Party(ctx, filter.Party)
		if err != nil {
			return answer{}, err
		}
		filter.Party, name = p.ID, p.Name()
	}
	all, more, err := s.days(ctx, filter)
	if err != nil {
		return answer{}, err
	}
	if q.form == icsDoc {
		return s.ics(q, all, name)
	}
	l := q.phrases()
	page := struct {
		Party  register.Name
		Past   []month // still open
		Coming []month
		More   bool
		Most   int
		ICS    string
		Cut    bool // there are days that do not stand on the page
	}{Party: register.Name{ID: filter.Party, Name: name}, More: more, Most: calendar.Most, ICS: "/calendar.ics"}
	if filter.Party != "" {
		page.ICS = "/parties/" + string(filter.Party) + ".ics"
	}
	shown := []map[string]any{}
	coming, past := 0, 0
	days := &sheet{head: []string{"on", "what", "of", "agreement", "name", "days", "late", "words", "note"}}
	for _, e := range all {
		if !isOpen(e) {
			continue
		}
		d := dueDay{Entry: e, Words: e.Words(l), Note: e.Note(l), Away: l.Away(e.Date), Link: address(e.Agreement)}
		list, n := &page.Coming, &coming
		if e.Days < 0 {
			list, n = &page.Past, &past
		}
		if *n++; *n <= calendarMost {
			*list = inMonth(*list, e.Day.Format("2006-01"), d)
		} else {
			page.Cut = true
		}
		shown = append(shown, dueJSON(e, d.Words, d.Note))
		days.rows = append(days.rows, []string{
			string(e.On), fmt.Sprint(e.What), string(e.Of), string(e.Agreement), e.Name, strconv.Itoa(e.Days), strconv.FormatBool(e.Late), d.Words, d.Note,
		})
	}
	return answer{
		template: "calendar", title: q.t("nav.calendar"), section: "calendar", page: page, ics: page.ICS, csv: days,
		json: map[string]any{"due": shown, "more": more},
	}, nil
}

// calendarMost is how many days to come, and how many past, stand on the page.
const calendarMost = 250

// inMonth adds a day to the months, which come in order.
func inMonth(months []month, key string, d dueDay) []month {
	if n := len(months); n == 0 || months[n-1].Key != key {
		months = append(months, month{Key: key})
	}
	last := &months[len(months)-1]
	last.Days = append(last.Days, d)
	return months
}

// calendarDays keeps the days of the whole register, the same for every visitor and
// language until something is logged or an hour has passed.
type calendarDays struct {
	lock sync.Mutex
	key  string
	all  []calendar.Entry
	more bool
}

// days are the days of the agreements that a filter takes.
func (s *site) days(ctx context.Context, filter register.Filter) ([]calendar.Entry, bool, error) {
	if filter.Party != "" {
		return calendar.Of(ctx, s.Register, filter, *s.Rules, s.Now())
	}
	position, err := s.Register.Position(ctx)
	if err != nil {
		return nil, false, err
	}
	kept := &s.kept
	kept.lock.Lock()
	defer kept.lock.Unlock()
	key := fmt.Sprint(position, s.Now().UTC().Format(" 2006-01-02T15"))
	if kept.key == key {
		return kept.all, kept.more, nil
	}
	all, more, err := calendar.Of(ctx, s.Register, filter, *s.Rules, s.Now())
	if err != nil {
		return nil, false, err
	}
	kept.key, kept.all, kept.more = key, all, more
	return all, more, nil
}

// isOpen says whether a day still matters: it is to come, or past and owed.
func isOpen(e calendar.Entry) bool {
	return !e.Done && (e.Days >= 0 || e.Late || e.What == calendar.Silent)
}

// dueJSON is a day as programs are told of it.
func dueJSON(e calendar.Entry, words, note string) map[string]any {
	return map[string]any{
		"on": e.On, "what": e.What, "of": e.Of, "agreement": e.Agreement, "name": e.Name, "days": e.Days, "late": e.Late, "words": words, "note": note,
	}
}

// ics answers with a calendar file.
func (s *site) ics(q *request, all []calendar.Entry, of string) (answer, error) {
	head, err := s.Log.Head(q.Context())
	if err != nil {
		return answer{}, err
	}
	l := q.phrases()
	name := l.T("calendar.name")
	if of != "" {
		name = l.T("calendar.of", of)
	}
	if all, err = calendar.Told(q.Context(), s.Register, all); err != nil {
		return answer{}, err
	}
	body, err := calendar.Write(all, l, calendar.Options{Name: name, Origin: head.Origin, Address: s.base(q)})
	return answer{whole: &ready{"text/calendar; charset=utf-8", body}}, err
}

// phrases are the words that leave the register, in the visitor's language.
func (q *request) phrases() *phrase.Language {
	for _, tag := range []string{q.URL.Query().Get("lang"), q.Tag} {
		if l, err := phrase.In(tag); err == nil && tag != "" {
			return l
		}
	}
	l, err := phrase.In("")
	if err != nil {
		panic(err) // English is embedded
	}
	return l
}

// base is the site's public address: as set, or as this visitor reaches it.
func (s *site) base(q *request) string {
	if s.Address != "" {
		return s.Address
	}
	scheme := "http"
	if q.TLS != nil {
		scheme = "https"
	}
	return scheme + "://" + q.Host
}
