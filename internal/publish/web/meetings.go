package web

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"sanad/claim"
	"sanad/internal/account"
	"sanad/internal/fault"
	"sanad/internal/meeting"
	"sanad/internal/register"
)

// held is a meeting on record, with the agreements it was about.
type held struct {
	register.Meeting
	About []register.Agreement `json:"-"`
}

// held finds a meeting by its part. Of the agreements it was about at most so many
// are read; 0 is all.
func (s *site) held(ctx context.Context, p register.Part, most int) (held, error) {
	var out held
	for i, id := range p.Of {
		if most > 0 && i == most && out.ID != "" {
			break
		}
		a, err := s.Register.Agreement(ctx, id)
		if err != nil {
			return out, err
		}
		out.About = append(out.About, a)
		for _, m := range a.Record.Meetings {
			if m.ID == p.ID {
				out.Meeting = m
			}
		}
	}
	if out.ID == "" {
		return out, fault.New(fault.NotFound, "%s is no meeting", p.ID)
	}
	return out, nil
}

// meetingRow is a meeting in a list.
type meetingRow struct {
	ID        register.ID `json:"id"`
	Title     string      `json:"title"`
	Body      string      `json:"body,omitempty"`
	On        claim.Date  `json:"on,omitempty"`
	Next      claim.Date  `json:"next,omitempty"`
	About     int         `json:"agreements"`
	Decisions int         `json:"decisions"`
}

func (s *site) meetingsPage(q *request) (answer, error) {
	p, err := q.part()
	if err != nil {
		return answer{}, err
	}
	parts, err := s.Register.Meetings(q.Context(), p.limit+1, p.offset)
	if err != nil {
		return answer{}, err
	}
	parts, nav := cut(q, parts, p)
	var rows []meetingRow
	for _, part := range parts {
		m, err := s.held(q.Context(), part, 1)
		if fault.Is(err, fault.NotFound) {
			continue // its agreement was taken back
		}
		if err != nil {
			return answer{}, err
		}
		rows = append(rows, rowOf(m, len(part.Of)))
	}
	// They are entered in any order; one without a day comes last.
	slices.SortStableFunc(rows, func(a, b meetingRow) int { return strings.Compare(register.LastDay(b.On), register.LastDay(a.On)) })
	page := struct {
		Rows   []meetingRow
		Coming []meetingRow // meetings announced that have not been held
		Pager  pager
		Desk   bool
	}{Rows: rows, Coming: coming(rows, s.Now()), Pager: nav, Desk: s.atTheDesk(q, account.Meet, "") && s.Desk.Sittings != nil}
	list := &sheet{head: []string{"id", "title", "body", "on", "next", "agreements", "decisions"}}
	for _, r := range rows {
		list.rows = append(list.rows, []string{string(r.ID), r.Title, r.Body, string(r.On), string(r.Next), strconv.Itoa(r.About), strconv.Itoa(r.Decisions)})
	}
	return answer{
		csv: list, template: "meetings", title: q.t("nav.meetings"), section: "meetings", page: page, next: nav.Next,
		json: map[string]any{"meetings": some(rows), "next": nav.Next},
	}, nil
}

func rowOf(m held, about int) meetingRow {
	return meetingRow{
		ID: m.ID, Title: meeting.NameOf(m.Meeting), Body: m.Body.Text(), On: m.Date.Date(), Next: m.Next.Date(), About: about, Decisions: len(m.Decided),
	}
}

// coming are the next meetings that the last one of each body announced.
func coming(rows []meetingRow, today time.Time) []meetingRow {
	var out []meetingRow
	now := today.Format(time.DateOnly)
	last := map[string]bool{}
	for _, r := range rows {
		body := cmp.Or(r.Body, r.Title)
		if last[body] {
			continue
		}
		last[body] = true
		if r.Next != "" && register.LastDay(r.Next) >= now {
			out = append(out, r)
		}
	}
	return out
}

// concerned is a decision, or a point spoken of, with the agreement it concerns.
type concerned struct {
	About register.ID `json:"about,omitempty"`
	Name  string      `json:"name,omitempty"`
	Text  string      `json:"text"`
	Said  []said      `json:"-"`
}

// pointOf is an action point as pages show it.
type pointOf struct {
	meeting.Action
	Away string `json:"-"`
}

// meetingView is a meeting's page.
type meetingView struct {
	ID        register.ID   `json:"id"`
	Title     string        `json:"title"`
	Body      string        `json:"body,omitempty"`
	On        claim.Date    `json:"on,omitempty"`
	Next      claim.Date    `json:"next,omitempty"`
	URL       string        `json:"url,omitempty"`
	File      string        `json:"file,omitempty"` // where the archived minutes are
	Attended  []string      `json:"attended"`
	Discussed []concerned   `json:"discussed"`
	Decisions []concerned   `json:"decisions"`
	Actions   []pointOf     `json:"actions"`
	Opens     []pointOf     `json:"opens"` // what the next agenda opens with
	About     []titled      `json:"agreements"`
	Agenda    *agendaView   `json:"agenda,omitempty"`
	Remarks   [][]piece     `json:"-"`
	Said      []said        `json:"-"`
	Undo      int64         `json:"-"` // the entry to take back; 0 for nobody here may
	Sources   []register.ID `json:"sources"`
}

// titled is an agreement by what it is called.
type titled struct {
	ID   register.ID `json:"id"`
	Name string      `json:"name"`
}

func (s *site) meetingPage(q *request) (answer, error) {
	part, id, err := thingOf(q, 'g', s.Register.Part)
	if err != nil {
		return answer{}, err
	}
	if part.ID != id {
		return answer{moved: "/meetings/" + string(part.ID) + string(q.form)}, nil
	}
	m, err := s.held(q.Context(), part, 0)
	if err != nil {
		return answer{}, err
	}
	names, err := s.sides(q.Context(), m.About)
	if err != nil {
		return answer{}, err
	}
	page := meetingView{
		ID: m.ID, Title: meeting.NameOf(m.Meeting), Body: m.Body.Text(), On: m.Date.Date(), Next: m.Next.Date(), URL: outside(m.URL.Text()),
		Attended: []string{}, Remarks: remarks(m.Remarks), Sources: m.Sources,
	}
	if page.Title == page.Body {
		page.Body = ""
	}
	if len(m.Document.Values) > 0 && s.Original != nil {
		page.File = filed(m.ID)
	}
	if v, ok := m.Date.Shown(); ok {
		page.Said = saidBy(v.Said)
		if s.atTheDesk(q, account.Meet, "") {
			page.Undo = v.Said[0].Entry
		}
	}
	for _, v := range m.Attended {
		page.Attended = append(page.Attended, v.Text)
	}
	for _, a := range m.About {
		page.About = append(page.About, titled{a.ID, meeting.Title(a, names)})
	}
	page.Discussed, page.Decisions = page.concerned(m.Discussed), page.concerned(m.Decided)
	page.points(q, m, s.Now())
	if day, err := time.Parse(time.DateOnly, register.LastDay(page.On)); err == nil {
		until, _ := time.Parse(time.DateOnly, register.LastDay(page.Next))
		page.Agenda = q.agenda(meeting.Build(before(m), *s.Rules, names, day, until), meeting.Sitting{})
	}
	return answer{template: "meeting", of: part.ID, title: page.Title, section: "meetings", json: page, page: page}, nil
}

// before are the agreements of a meeting without what it brought itself, so that its
// agenda is worked out from what it had before it.
func before(m held) []register.Agreement {
	out := slices.Clone(m.About)
	for i := range out {
		out[i].Record.Meetings = slices.DeleteFunc(slices.Clone(out[i].Record.Meetings), func(o register.Meeting) bool { return o.ID == m.ID })
		out[i].Record.Actions = slices.DeleteFunc(slices.Clone(out[i].Record.Actions), func(x register.Action) bool { return slices.Contains(x.Of, m.ID) })
	}
	return out
}

// sides name the parties of agreements.
func (s *site) sides(ctx context.Context, all []register.Agreement) (naming, error) {
	var ids []register.ID
	for _, a := range all {
		for _, side := range a.Sides {
			ids = append(ids, side.Party)
		}
	}
	names, err := s.Register.Names(ctx, ids...)
	return func(id register.ID) string { return cmp.Or(names[id].Name, string(id)) }, err
}

// concerned are points with what the agreement each concerns is called.
func (p meetingView) concerned(values []register.Value) []concerned {
	out := []concerned{}
	for _, v := range values {
		about, text := meeting.Concerning(v.Text)
		c := concerned{About: about, Text: text, Said: saidBy(v.Said)}
		for _, a := range p.About {
			if a.ID == about {
				c.Name = a.Name
			}
		}
		c.Name = cmp.Or(c.Name, string(about))
		out = append(out, c)
	}
	return out
}

// points are the action points, each once, and those that the next agenda opens with.
func (p *meetingView) points(q *request, m held, today time.Time) {
	p.Actions, p.Opens = []pointOf{}, []pointOf{}
	for _, a := range m.About {
		for _, x := range meeting.Actions(a, m.ID, today) {
			if slices.ContainsFunc(p.Actions, func(o pointOf) bool { return o.ID == x.ID }) {
				continue
			}
			one := pointOf{Action: x}
			if x.State == "late" {
				one.Away = q.n("due.late", x.Days)
			}
			p.Actions = append(p.Actions, one)
			if x.State != "done" {
				p.Opens = append(p.Opens, one)
			}
		}
	}
}

// agendaView is an agenda in the reader's words.
type agendaView struct {
	meeting.Agenda
	Parts []agendaPart `json:"-"`
}

type agendaPart struct {
	Key   string
	Items []agendaItem
}

type agendaItem struct {
	meeting.Item
	Words  string // what it is
	Away   string
	Tick   string // how a tick of it is posted
	Ticked bool
	Ask    []string
}

func (q *request) agenda(g meeting.Agenda, sitting meeting.Sitting) *agendaView {
	out := &agendaView{Agenda: g}
	for _, part := range []struct {
		key   string
		items []meeting.Item
	}{{"late", g.Late}, {"due", g.Due}, {"silent", g.Silent}, {"decisions", g.Decisions}} {
		p := agendaPart{Key: part.key}
		for _, i := range part.items {
			p.Items = append(p.Items, agendaItem{
				Item: i, Words: cmp.Or(q.words["agenda.what."+i.What], q.t("date."+i.What)), Away: q.itemAway(i), Tick: string(i.Agreement) + "|" + i.Words(), Ticked: sitting.Ticked(i), Ask: q.whom(slices.Clone(i.Ask)),
			})
		}
		out.Parts = append(out.Parts, p)
	}
	return out
}

func (q *request) itemAway(i meeting.Item) string {
	switch {
	case i.What == "silent":
		return q.n("silent.days", i.Days)
	case i.On == "":
		return ""
	case i.Days < 0:
		return q.n("due.late", -i.Days)
	case i.Days == 0:
		return q.t("due.today")
	}
	return q.n("due.in", i.Days)
}
