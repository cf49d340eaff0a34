package report

import (
	"cmp"
	"slices"
	"strings"

	"sanad/claim"
	"sanad/internal/delivery"
	"sanad/internal/register"
)

// point is an action point with the agreement it was found under.
type point struct {
	register.Action
	entry entry
}

// gathering is a meeting with its action points.
type gathering struct {
	meeting register.Meeting
	of      []entry
	points  []point
}

// actions are the action points of meetings and what came of each: the previous
// meeting's first, then those of the ones before it, then those of no meeting.
func (m *maker) actions(ask Ask) error {
	list, err := m.entries(ask)
	if err != nil {
		return err
	}
	m.define("done", "late")
	meetings, loose := gathered(list)
	for i, g := range meetings {
		title := cmp.Or(g.meeting.Body.Text(), g.meeting.Name.Text(), m.Words.T("report.meeting"))
		if d := dateOf(g.meeting.Date); d != "" {
			title += " · " + m.Words.Date(d)
		}
		s := Section{Title: title, Table: m.actionTable(g.points)}
		if i == 0 {
			s.Notes = []string{m.Words.T("report.actions.previous")}
		}
		var names []string
		for _, e := range g.of {
			names = append(names, m.title(e).Text)
		}
		s.Facts = []Fact{{m.Words.T("column.agreement"), Cell{Text: joined(names, "; "), Notes: m.citedAll(g.meeting.Sources)}}}
		m.section(s)
	}
	if len(loose) > 0 {
		m.section(Section{Title: m.Words.T("report.actions.loose"), Table: m.actionTable(loose)})
	}
	if len(meetings)+len(loose) == 0 {
		m.section(Section{Title: m.Words.T("report.actions"), Notes: []string{m.Words.T("report.actions.none")}})
	}
	return nil
}

// gathered are the meetings of agreements, each once, the newest first, and the
// action points that are of none.
func gathered(list []entry) (meetings []*gathering, loose []point) {
	of := map[register.ID]*gathering{}
	for _, e := range list {
		for _, g := range e.Record.Meetings {
			if of[g.ID] == nil {
				of[g.ID] = &gathering{meeting: g}
				meetings = append(meetings, of[g.ID])
			}
			of[g.ID].of = append(of[g.ID].of, e)
		}
	}
	seen := map[register.ID]bool{}
	for _, e := range list {
		for _, x := range e.Record.Actions {
			if seen[x.ID] {
				continue
			}
			seen[x.ID] = true
			i := slices.IndexFunc(x.Of, func(id register.ID) bool { return of[id] != nil })
			if i < 0 {
				loose = append(loose, point{x, e})
				continue
			}
			of[x.Of[i]].points = append(of[x.Of[i]].points, point{x, e})
		}
	}
	slices.SortStableFunc(meetings, func(a, b *gathering) int {
		return strings.Compare(register.LastDay(dateOf(b.meeting.Date)), register.LastDay(dateOf(a.meeting.Date)))
	})
	return meetings, loose
}

// openActions are the action points of agreements that are not done.
func openActions(list []entry) []point {
	meetings, out := gathered(list)
	for _, g := range meetings {
		out = append(out, g.points...)
	}
	return slices.DeleteFunc(out, func(p point) bool { return len(p.Met.Values) > 0 })
}

func (m *maker) actionTable(points []point) *Table {
	t := &Table{Columns: m.columns("action", 7, "assigned", 3, "due", 2, "outcome", 3, "proof", 2, "agreement", 5), Empty: m.Words.T("report.actions.none")}
	for _, p := range points {
		t.Rows = append(t.Rows, []Cell{
			m.field(p.Text, ""), m.field(p.Assigned, ""), m.field(p.Due, ""), m.outcome(p), {Text: m.grade(kept{grade: gradeOf(p.entry, p.ID)})}, m.title(p.entry),
		})
	}
	return t
}

// outcome is what came of an action point.
func (m *maker) outcome(p point) Cell {
	if v, ok := p.Met.Shown(); ok {
		c := Cell{Text: m.Words.T("report.done"), Notes: m.cited(v.Said)}
		if d, ok := v.Value.(claim.Date); ok {
			c.Detail = m.Words.Date(d)
		}
		return c
	}
	i := slices.IndexFunc(p.entry.S.Dates, func(d delivery.Date) bool { return d.Of == p.ID })
	if i < 0 {
		return Cell{Text: m.Words.T("report.notdone"), Detail: m.Words.T("report.nodue")}
	}
	d := p.entry.S.Dates[i]
	return Cell{Text: m.Words.T("report.notdone"), Detail: m.far(d), Pressed: d.Late}
}

func dateOf(f register.Field) claim.Date {
	v, _ := f.Shown()
	d, _ := v.Value.(claim.Date)
	return d
}
