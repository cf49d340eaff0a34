package report

import (
	"strings"

	"sanad/internal/delivery"
	"sanad/internal/fault"
	"sanad/internal/register"
)

// brief is one page on one agreement: what, with whom, its state in law, what was
// promised, delivered and proved, three late things, and what is to be decided.
func (m *maker) brief(ask Ask) error {
	if ask.Agreement == "" {
		return fault.New(fault.Invalid, "a brief is of one agreement").WithHint("name it: sanad report brief a0-1")
	}
	list, err := m.entries(ask)
	if err != nil {
		return err
	}
	e := list[0]
	m.report.Title, m.report.Lead = m.title(e).Text, m.Words.T("report.brief.lead", e.ID)
	m.fact("column.sides", m.sides(e, func(register.Name) bool { return true }))
	m.fact("column.instrument", m.field(e.Kind, "kind"))
	m.fact("field.purpose", m.field(e.Purpose, ""))
	m.fact("field.owner", m.owner(e))
	m.fact("field.signed", m.field(e.Signed, ""))
	m.fact("standing.expiry", m.expiry(e))
	m.terms(e)
	if e.S.LastWord != "" {
		m.fact("standing.lastword", Cell{Text: m.Words.Date(e.S.LastWord)})
	}
	m.section(Section{Title: m.Words.T("standing.title"), Table: m.standing(e)})
	m.section(Section{Title: m.Words.T("report.promised.title"), Table: m.promises(e)})
	m.section(m.lateThings(e, 3))
	m.section(Section{Title: m.Words.T("report.decide.title"), Notes: []string{m.Words.T("report.decide.what")}, Items: m.decisions(e)})
	return nil
}

// terms are the facts of the instrument that bear on its end, where somebody told
// them: what force it has, how it is renewed, by when notice is to be given.
func (m *maker) terms(e entry) {
	for _, x := range []struct {
		name, list string
		field      register.Field
	}{{"field.binding", "binding", e.Instrument.Binding}, {"field.renewal", "renewal", e.Instrument.Renewal}} {
		if _, told := x.field.Shown(); told {
			m.fact(x.name, m.field(x.field, x.list))
		}
	}
	c := m.field(e.Instrument.Notice, "")
	for _, d := range e.S.Dates {
		if d.What == "notice" {
			c.Detail = m.Words.T("date.notice") + ": " + m.Words.Date(d.On)
		}
	}
	if !c.Missing {
		m.fact("field.notice", c)
	}
}

// standing is the four axes, each with its reason.
func (m *maker) standing(e entry) *Table {
	t := &Table{Columns: m.columns("axis", 2, "state", 3, "why", 7)}
	for _, x := range []struct {
		key, list string
		axis      delivery.Axis
	}{{"legal", "legal", e.S.Legal}, {"delivery", "delivery", e.S.Delivery}, {"evidence", "grade", e.S.Evidence}, {"attention", "attention", e.S.Attention}} {
		t.Rows = append(t.Rows, []Cell{{Text: m.Words.T("axis." + x.key)}, m.axis(x.list, x.axis), {Text: m.because(x.axis.Why)}})
	}
	return t
}

// promises is what was promised beside what came of it.
func (m *maker) promises(e entry) *Table {
	t := &Table{Columns: m.columns("promised", 5, "due", 2, "delivered", 4, "proof", 2), Empty: m.Words.T("standing.promised.none")}
	for _, p := range e.S.Promised {
		promised := Cell{Text: p.Text, Notes: m.cited(p.Said)}
		if p.Amount != "" && p.Amount != p.Text {
			promised.Detail = p.Amount
		}
		if p.By != "" {
			by := m.Words.T("report.by", m.names[p.By].Name)
			if promised.Detail != "" {
				by = m.Words.T("report.both", promised.Detail, by)
			}
			promised.Detail = by
		}
		due := m.unsaid()
		if p.Due != "" {
			due = Cell{Text: m.Words.Date(p.Due)}
		}
		k := keptOf(e, p)
		t.Rows = append(t.Rows, []Cell{promised, due, m.delivered(k), {Text: m.grade(k)}})
	}
	return t
}

func (m *maker) grade(k kept) string {
	if k.grade == "" {
		return m.Words.Label("grade", "none")
	}
	return m.Words.Label("grade", k.grade)
}

func (m *maker) delivered(k kept) Cell {
	if k.state == nothing {
		return Cell{Text: m.Words.T("measure.nothing"), Missing: true}
	}
	c := Cell{Text: m.Words.Label("progress", k.progress), Notes: m.cited(k.said)}
	if k.actual != "" {
		c.Text = k.actual
		if k.percent != "" {
			c.Detail = m.Words.T("report.ofTarget", k.percent)
		}
	}
	if k.on != "" {
		c.Detail = strings.TrimPrefix(c.Detail+" · "+m.Words.Date(k.on), " · ")
	}
	return c
}

// lateThings are the things longest late, at most some of them.
func (m *maker) lateThings(e entry, most int) Section {
	s := Section{Title: m.Words.T("report.late.title")}
	all := late(e)
	for i, d := range all {
		if i == most {
			s.Notes = append(s.Notes, m.Words.N("report.late.more", len(all)-most))
			break
		}
		c := m.item(d)
		c.Pressed = true
		c.Detail = strings.TrimPrefix(c.Detail+" · "+m.Words.Date(d.On)+" · "+m.far(d), " · ")
		s.Items = append(s.Items, c)
	}
	if len(all) == 0 {
		s.Notes = []string{m.Words.T("report.late.none")}
		if !dated(e) {
			s.Notes = []string{m.Words.T("report.late.undated")}
		}
	}
	return s
}

// dated says whether anything on record obliges somebody by a day.
func dated(e entry) bool {
	for _, d := range e.S.Dates {
		if d.Obliges {
			return true
		}
	}
	return false
}
