package report

import (
	"slices"
	"strconv"

	"sanad/claim"
	"sanad/internal/delivery"
)

// matter is one line of a committee's pack.
type matter struct {
	entry  entry
	date   *delivery.Date // nil: no update
	silent int            // days without word
	last   claim.Date
	raised string // the tier it comes from, where it has risen
}

// pack is what a committee goes through: what is late, what falls due, and what
// nobody has said a word of, by the tier that reviews it.
func (m *maker) pack(ask Ask) error {
	list, err := m.entries(ask)
	if err != nil {
		return err
	}
	m.define("late")
	m.defineWith("due", strconv.Itoa(ask.Within))
	m.defineWith("noupdate", m.everys(), strconv.Itoa(m.Rules.Dormant))
	if rises := m.rises(); rises != "" {
		m.defineWith("raised", rises)
	}
	before := map[string][]matter{}
	counts := map[string]int{}
	for _, e := range list {
		if open(e) {
			m.bring(e, ask.Within, before, counts)
		}
	}
	m.fact("report.late.title", Cell{Text: strconv.Itoa(counts["late"])})
	m.fact("report.due.title", Cell{Text: strconv.Itoa(counts["due"])})
	m.fact("report.noupdate.title", Cell{Text: strconv.Itoa(counts["noupdate"])})
	for _, t := range m.Rules.Tiers {
		title := m.Words.Label("tier", t.Code)
		if t.By != "" {
			title += " · " + t.By
		}
		m.section(m.packed(title, before[t.Code]))
	}
	m.section(m.packed(m.Words.T("report.tier.none"), before[""]))
	return nil
}

// bring lays an agreement's matters before the tiers that review them.
func (m *maker) bring(e entry, within int, before map[string][]matter, counts map[string]int) {
	own := tierOf(e)
	for _, d := range late(e) {
		counts["late"]++
		tier := m.risen(own, -d.Days)
		x := matter{entry: e, date: &d}
		if tier != own {
			x.raised = own
		}
		before[tier] = append(before[tier], x)
	}
	for _, d := range soon(e, within) {
		counts["due"]++
		before[own] = append(before[own], matter{entry: e, date: &d})
	}
	every := m.Rules.Dormant
	if t, _, ok := m.Rules.Tier(own); ok {
		every = t.Every
	}
	last := m.lastSaid(e)
	if days, ok := m.daysSince(last); ok && days > every {
		counts["noupdate"]++
		before[own] = append(before[own], matter{entry: e, silent: days, last: last})
	}
}

// risen is the tier before which something so many days late comes: its
// agreement's own, or the last one above that it has been late long enough for.
// What has no tier does not rise: nobody has said who reviews it.
func (m *maker) risen(own string, days int) string {
	_, at, ok := m.Rules.Tier(own)
	if !ok {
		return own
	}
	for _, t := range m.Rules.Tiers[at+1:] {
		if t.Late > 0 && days >= t.Late {
			own = t.Code
		}
	}
	return own
}

func (m *maker) everys() string {
	var out []string
	for _, t := range m.Rules.Tiers {
		out = append(out, m.Words.T("report.every", m.Words.Label("tier", t.Code), strconv.Itoa(t.Every)))
	}
	return joined(out, ", ")
}

func (m *maker) rises() string {
	var out []string
	for _, t := range m.Rules.Tiers {
		if t.Late > 0 {
			out = append(out, m.Words.T("report.every", m.Words.Label("tier", t.Code), strconv.Itoa(t.Late)))
		}
	}
	return joined(out, ", ")
}

// packed is a tier's section: what is late first, then what falls due, then what
// had no word; each group the most pressing first.
func (m *maker) packed(title string, list []matter) Section {
	s := Section{Title: title, Table: &Table{
		Columns: m.columns("matter", 2, "item", 5, "on", 2, "agreement", 6, "owner", 3, "delivery", 2, "evidence", 2),
		Empty:   m.Words.T("report.pack.none"),
	}}
	slices.SortStableFunc(list, func(a, b matter) int {
		if a.group() != b.group() {
			return a.group() - b.group()
		}
		if a.date != nil {
			return a.date.Days - b.date.Days
		}
		return b.silent - a.silent
	})
	for _, x := range list {
		var matter, item, on Cell
		if x.date == nil {
			matter = Cell{Text: m.Words.T("report.noupdate.short"), Detail: m.Words.N("report.days", x.silent)}
			item, on = Cell{Text: m.Words.T("report.lastword")}, Cell{Text: m.Words.Date(x.last)}
		} else {
			matter = Cell{Text: m.Words.T("report.due.short"), Detail: m.far(*x.date)}
			if x.date.Late {
				matter = Cell{Text: m.Words.T("report.late.short"), Detail: m.far(*x.date), Pressed: true}
			}
			item, on = m.item(*x.date), Cell{Text: m.Words.Date(x.date.On)}
		}
		if x.raised != "" {
			matter.Detail += "; " + m.Words.T("report.raised", m.Words.Label("tier", x.raised))
		}
		s.Table.Rows = append(s.Table.Rows, []Cell{
			matter, item, on, m.what(x.entry), m.owner(x.entry), m.axis("delivery", x.entry.S.Delivery), m.axis("grade", x.entry.S.Evidence),
		})
	}
	return s
}

func (x matter) group() int {
	switch {
	case x.date == nil:
		return 2
	case x.date.Late:
		return 0
	}
	return 1
}
