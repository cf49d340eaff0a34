package report

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"sanad/internal/fault"
	"sanad/internal/register"
	"sanad/vocab"
)

// partner is a foreign side with the agreements it is in. One of no country stands
// apart: whether it is foreign is not stated.
type partner struct {
	name    register.Name
	entries []entry
}

// partners groups agreements by foreign side; those without one stand under a
// partner without a name. An agreement with several is under each.
func (m *maker) partners(list []entry) []partner {
	at := map[register.ID]int{}
	var out []partner
	put := func(n register.Name, e entry) {
		i, known := at[n.ID]
		if !known {
			i = len(out)
			at[n.ID] = i
			out = append(out, partner{name: n})
		}
		out[i].entries = append(out[i].entries, e)
	}
	for _, e := range list {
		found := false
		for _, s := range e.Sides {
			if n := m.names[s.Party]; isSide(s) && m.foreign(n) {
				found = true
				put(n, e)
			}
		}
		if !found {
			put(register.Name{}, e)
		}
	}
	slices.SortStableFunc(out, func(a, b partner) int {
		if (a.name.ID == "") != (b.name.ID == "") {
			if a.name.ID == "" {
				return 1
			}
			return -1
		}
		return cmp.Or(strings.Compare(m.Words.Label("country", a.name.Country), m.Words.Label("country", b.name.Country)), strings.Compare(a.name.Name, b.name.Name))
	})
	return out
}

func (m *maker) partnerName(p partner) string {
	if p.name.ID == "" {
		return m.Words.T("report.partner.none")
	}
	return p.name.Name + " · " + m.Words.Label("country", p.name.Country)
}

// annex lists all agreements with how each stands, by partner.
func (m *maker) annex(ask Ask) error {
	list, err := m.entries(ask)
	if err != nil {
		return err
	}
	m.define("legal", "delivery", "evidence", "attention")
	m.report.Lead = m.Words.T("report.annex.lead", m.Words.Label("country", m.Rules.Home))
	n := 0
	for _, p := range m.partners(list) {
		if !m.wanted(p, ask) {
			continue
		}
		t := &Table{Columns: m.columns("n#", 1, "agreement", 6, "nationals", 4, "instrument", 3, "signed", 2, "expires", 2, "legal", 2, "delivery", 2, "evidence", 2, "attention", 2)}
		for _, e := range p.entries {
			n++
			t.Rows = append(t.Rows, []Cell{
				{Text: strconv.Itoa(n)},
				m.title(e), m.sides(e, func(x register.Name) bool { return x.ID != p.name.ID }),
				m.field(e.Kind, "kind"), m.field(e.Signed, ""), m.expiry(e),
				m.axis("legal", e.S.Legal), m.axis("delivery", e.S.Delivery), m.axis("grade", e.S.Evidence), m.axis("attention", e.S.Attention),
			})
		}
		m.section(Section{Title: m.partnerName(p), Table: t})
	}
	if n == 0 {
		m.section(Section{Title: m.Words.T("report.list.title"), Notes: []string{m.Words.T("report.list.none")}})
	}
	return nil
}

// wanted leaves out the other partners of an agreement that was asked for by one.
func (m *maker) wanted(p partner, ask Ask) bool {
	if ask.Country != "" && ask.Country != m.Rules.Home {
		return p.name.Country == ask.Country
	}
	if n := m.names[ask.Party]; ask.Party != "" && m.foreign(n) {
		return p.name.ID == ask.Party
	}
	return true
}

// visit is everything open with a country, or with one party, before a trip.
func (m *maker) visit(ask Ask) error {
	if ask.Country == "" && ask.Party == "" {
		return fault.New(fault.Invalid, "a visit brief is on a country or a party").WithHint("sanad report visit --country CN")
	}
	list, err := m.entries(ask)
	if err != nil {
		return err
	}
	if ask.Country != "" {
		m.report.Title = m.Words.T("report.visit.with", m.Words.Label("country", ask.Country))
	} else {
		m.report.Title = m.Words.T("report.visit.with", m.names[ask.Party].Name)
	}
	closed := len(list)
	list = slices.DeleteFunc(list, func(e entry) bool { return !open(e) })
	m.fact("report.open", Cell{Text: strconv.Itoa(len(list))})
	m.fact("report.closed", Cell{Text: strconv.Itoa(closed - len(list))})
	m.define("open", "late")
	m.defineWith("due", strconv.Itoa(ask.Within))
	open := &Table{Columns: m.columns("n#", 1, "agreement", 7, "signed", 2, "expires", 3, "legal", 2, "delivery", 2, "evidence", 2, "attention", 2), Empty: m.Words.T("report.visit.none")}
	pressing := &Table{Columns: m.columns("matter", 2, "item", 6, "on", 2, "agreement", 6, "owner", 4), Empty: m.Words.T("report.pack.none")}
	decide := &Table{Columns: m.columns("agreement", 5, "decide", 8), Empty: m.Words.T("decide.none")}
	for i, e := range list {
		open.Rows = append(open.Rows, []Cell{
			{Text: strconv.Itoa(i + 1)},
			m.what(e), m.field(e.Signed, ""), m.expiry(e),
			m.axis("legal", e.S.Legal), m.axis("delivery", e.S.Delivery), m.axis("grade", e.S.Evidence), m.axis("attention", e.S.Attention),
		})
		for _, d := range append(late(e), soon(e, ask.Within)...) {
			matter := Cell{Text: m.Words.T("report.due.short"), Detail: m.far(d)}
			if d.Late {
				matter = Cell{Text: m.Words.T("report.late.short"), Detail: m.far(d), Pressed: true}
			}
			pressing.Rows = append(pressing.Rows, []Cell{matter, m.item(d), {Text: m.Words.Date(d.On)}, m.title(e), m.owner(e)})
		}
		for _, c := range m.decisions(e) {
			if !c.Missing {
				decide.Rows = append(decide.Rows, []Cell{m.title(e), c})
			}
		}
	}
	m.section(Section{Title: m.Words.T("report.open.title"), Table: open})
	m.section(Section{Title: m.Words.T("report.pressing.title"), Table: pressing})
	theirs, ours, unowned := m.sidesOfPromises(list)
	m.section(Section{Title: m.Words.T("report.theirs.title"), Table: theirs})
	m.section(Section{Title: m.Words.T("report.ours.title"), Table: ours})
	m.section(Section{Title: m.Words.T("report.unowned.title"), Table: unowned})
	m.section(Section{Title: m.Words.T("report.actions.open"), Table: m.actionTable(openActions(list))})
	m.section(Section{Title: m.Words.T("report.decide.title"), Notes: []string{m.Words.T("report.decide.what")}, Table: decide})
	return nil
}

// sidesOfPromises are what they promised, what we did, and what is not said whose
// promise it is.
func (m *maker) sidesOfPromises(list []entry) (theirs, ours, unowned *Table) {
	table := func() *Table {
		return &Table{Columns: m.columns("promised", 5, "by", 3, "agreement", 5, "due", 2, "delivered", 3, "proof", 2), Empty: m.Words.T("report.promises.none")}
	}
	theirs, ours, unowned = table(), table(), table()
	for _, e := range list {
		for i, row := range m.promises(e).Rows {
			p := e.S.Promised[i]
			by, into := m.unsaid(), unowned
			if p.By != "" {
				by = Cell{Text: m.names[p.By].Name, Of: p.By}
				switch n := m.names[p.By]; {
				case m.foreign(n):
					into = theirs
				case m.national(n):
					into = ours
				}
			}
			into.Rows = append(into.Rows, []Cell{row[0], by, m.title(e), row[1], row[2], row[3]})
		}
	}
	return theirs, ours, unowned
}

// dormant lists what nothing was shown of for long, the longest silent first.
func (m *maker) dormant(ask Ask) error {
	list, err := m.entries(ask)
	if err != nil {
		return err
	}
	days := m.Rules.Dormant
	if ask.Months > 0 {
		if days, err = m.daysOf(ask.Months); err != nil {
			return err
		}
		m.fact("report.months", Cell{Text: m.Words.N("report.monthsOf", ask.Months)})
	}
	m.defineWith("dormant", strconv.Itoa(days))
	list = slices.DeleteFunc(list, func(e entry) bool { return !open(e) || e.S.Silent == nil || *e.S.Silent <= days })
	slices.SortStableFunc(list, func(a, b entry) int { return *b.S.Silent - *a.S.Silent })
	t := &Table{
		Columns: m.columns("silent#", 2, "agreement", 7, "owner", 3, "signed", 2, "lastproof", 2, "lastword", 2, "legal", 2),
		Empty:   m.Words.T("report.dormant.none"),
	}
	for _, e := range list {
		proof := Cell{Text: m.Words.T("report.never"), Missing: true}
		if e.S.LastEvidence != "" {
			proof = Cell{Text: m.Words.Date(e.S.LastEvidence)}
		}
		word := m.unsaid()
		if d := m.lastSaid(e); d != "" {
			word = Cell{Text: m.Words.Date(d)}
		}
		t.Rows = append(t.Rows, []Cell{{Text: strconv.Itoa(*e.S.Silent)}, m.what(e), m.owner(e), m.field(e.Signed, ""), proof, word, m.axis("legal", e.S.Legal)})
	}
	m.section(Section{Title: m.Words.T("report.list.title"), Table: t})
	return nil
}

// daysOf is how many days so many months back from today are.
func (m *maker) daysOf(months int) (int, error) {
	if months > 1200 {
		return 0, fault.New(fault.Invalid, "%d months are more than a century", months)
	}
	return int(m.Today.Sub(m.Today.AddDate(0, -months, 0)).Hours() / 24), nil
}

// headsReturn is the list a head of government orders: ministry, country, foreign
// and national signatory, signed, expires, area and status, and how the areas
// stand.
func (m *maker) headsReturn(ask Ask) error {
	list, err := m.entries(ask)
	if err != nil {
		return err
	}
	m.report.Lead = m.Words.T("report.return.lead", m.Words.Label("country", m.Rules.Home))
	m.define("ministry", "signatory", "unsaid")
	slices.SortStableFunc(list, func(a, b entry) int {
		return cmp.Or(strings.Compare(joined(m.countries(a), " "), joined(m.countries(b), " ")), strings.Compare(a.Signed.Text(), b.Signed.Text()))
	})
	t := &Table{Columns: m.columns("n#", 1, "agreement", 5, "ministry", 3, "country", 2, "foreign", 3, "national", 3, "signed", 2, "expires", 2, "area", 3, "status", 3), Empty: m.Words.T("report.list.none")}
	for i, e := range list {
		t.Rows = append(t.Rows, []Cell{
			{Text: strconv.Itoa(i + 1)},
			m.what(e),
			m.ministry(e), m.countryCell(e),
			m.sides(e, m.foreign), m.sides(e, m.national), m.field(e.Signed, ""), m.expiry(e), m.areas(e), m.status(e),
		})
	}
	m.section(Section{Title: m.Words.T("report.list.title"), Table: t})
	m.section(Section{Title: m.Words.T("report.area.title"), Notes: []string{m.Words.T("report.area.what")}, Table: m.byArea(list)})
	return nil
}

// ministry is the office that answers for an agreement, or else the national side
// that is of the government.
func (m *maker) ministry(e entry) Cell {
	if len(e.Instrument.Owner.Values) > 0 {
		return m.owner(e)
	}
	return m.sides(e, func(n register.Name) bool { return m.national(n) && n.Type == "government" })
}

func (m *maker) countryCell(e entry) Cell {
	var names []string
	for _, code := range m.countries(e) {
		names = append(names, m.Words.Label("country", code))
	}
	if len(names) == 0 {
		return m.unsaid()
	}
	return Cell{Text: joined(names, "; ")}
}

// status is where an agreement stands in law and in delivery, the two apart.
func (m *maker) status(e entry) Cell {
	return Cell{
		Text:   m.Words.Label("legal", e.S.Legal.Code) + " · " + m.Words.Label("delivery", e.S.Delivery.Code),
		Detail: m.Words.T("axis.evidence") + ": " + m.Words.Label("grade", e.S.Evidence.Code),
	}
}

// byArea counts agreements of each area by how far delivery is.
func (m *maker) byArea(list []entry) *Table {
	columns := []any{"area", 5, "all#", 2}
	for _, d := range vocab.DeliveryStates {
		columns = append(columns, "delivery."+d.Code+"#", 2)
	}
	t := &Table{Columns: m.columns(columns...), Empty: m.Words.T("report.list.none")}
	for i, d := range vocab.DeliveryStates {
		t.Columns[i+2].Name = m.Words.Label("delivery", d.Code)
	}
	codes := append(slices.Clone(vocab.Themes), vocab.Code{})
	for _, area := range codes {
		counts := map[string]int{}
		all := 0
		for _, e := range list {
			of := themes(e.Agreement)
			if slices.Contains(of, area.Code) || area.Code == "" && len(of) == 0 {
				all++
				counts[e.S.Delivery.Code]++
			}
		}
		if all == 0 {
			continue
		}
		row := []Cell{{Text: m.Words.Label("theme", area.Code)}, {Text: strconv.Itoa(all)}}
		if area.Code == "" {
			row[0] = m.unsaid()
		}
		for _, d := range vocab.DeliveryStates {
			row = append(row, Cell{Text: strconv.Itoa(counts[d.Code])})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
