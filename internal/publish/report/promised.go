package report

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"sanad/claim"
	"sanad/internal/audit"
	"sanad/internal/register"
)

// group is a heading of the report on promises with its agreements.
type group struct {
	name    Cell
	entries []entry
}

// promised sets what was promised against what was delivered, by partner, by theme
// and by the office that answers for it.
func (m *maker) promised(ask Ask) error {
	list, err := m.entries(ask)
	if err != nil {
		return err
	}
	m.define("promise", "provedword", "claimedword", "money")
	var partners, areas, owners []group
	for _, p := range m.partners(list) {
		name := Cell{Text: p.name.Name, Detail: m.Words.Label("country", p.name.Country), Of: p.name.ID}
		if p.name.ID == "" {
			name = Cell{Text: m.Words.T("report.partner.none"), Missing: true}
		}
		partners = append(partners, group{name, p.entries})
	}
	areas = m.grouped(list, func(e entry) []string { return themes(e.Agreement) }, func(code string) Cell { return Cell{Text: m.Words.Label("theme", code)} })
	owners = m.grouped(list, func(e entry) []string {
		if id := e.Instrument.Owner.Text(); id != "" {
			return []string{id}
		}
		return nil
	}, func(id string) Cell { return m.party(register.ID(id), nil) })
	whole := m.promisedTable("report.whole", []group{{Cell{Text: m.Words.T("report.whole")}, list}})
	whole.Columns[0].Name = ""
	m.section(Section{Title: m.Words.T("report.whole"), Table: whole})
	m.section(Section{Title: m.Words.T("report.by.partner"), Notes: []string{m.Words.T("report.by.note")}, Table: m.promisedTable("partner", partners)})
	m.section(Section{Title: m.Words.T("report.by.theme"), Notes: []string{m.Words.T("report.by.note")}, Table: m.promisedTable("area", areas)})
	m.section(Section{Title: m.Words.T("report.by.owner"), Table: m.promisedTable("owner", owners)})
	return nil
}

// grouped puts agreements under the keys each has; those with none come last.
func (m *maker) grouped(list []entry, keys func(entry) []string, name func(string) Cell) []group {
	of := map[string][]entry{}
	for _, e := range list {
		ks := keys(e)
		if len(ks) == 0 {
			ks = []string{""}
		}
		for _, k := range ks {
			of[k] = append(of[k], e)
		}
	}
	var out []group
	for k, entries := range of {
		if k != "" {
			out = append(out, group{name(k), entries})
		}
	}
	slices.SortFunc(out, func(a, b group) int {
		return cmp.Or(strings.Compare(a.name.Text, b.name.Text), strings.Compare(string(a.name.Of), string(b.name.Of)))
	})
	if rest := of[""]; len(rest) > 0 {
		out = append(out, group{m.unsaid(), rest})
	}
	return out
}

func (m *maker) promisedTable(first string, groups []group) *Table {
	t := &Table{
		Columns: m.columns(first, 5, "agreements#", 2, "promises#", 2, "proved#", 2, "partly#", 2, "claimed#", 2, "nothing#", 2, "moneyPromised", 4, "moneyPaid", 4),
		Empty:   m.Words.T("report.list.none"),
	}
	for _, g := range groups {
		counts := map[outcome]int{}
		all := 0
		for _, e := range g.entries {
			for _, p := range e.S.Promised {
				if _, money := p.Value.(claim.Money); money && p.Of == "" {
					continue // told on the money ladder
				}
				all++
				counts[keptOf(e, p).state]++
			}
		}
		t.Rows = append(t.Rows, []Cell{
			g.name, number(len(g.entries)), number(all), number(counts[proved]), number(counts[partly]),
			number(counts[claimed] + counts[disputed]), number(counts[nothing]), m.moneyPromised(g.entries), m.moneyPaid(g.entries),
		})
	}
	return t
}

func number(n int) Cell { return Cell{Text: strconv.Itoa(n)} }

// moneyPromised is what announcements and the record say was announced, pledged or
// committed, each rung and currency by itself.
func (m *maker) moneyPromised(list []entry) Cell {
	var amounts []audit.Amount
	for _, e := range list {
		amounts = append(amounts, audit.Amounts(e.Agreement)...)
		for _, r := range e.S.Rungs {
			if r.Nature != "disbursed" && r.Nature != "spent" {
				amounts = append(amounts, audit.Amount{Money: claim.Money{Amount: r.Amount, Currency: r.Currency, Nature: r.Nature}, Agreement: e.ID, Kind: e.Kind.Code()})
			}
		}
	}
	return m.money(amounts)
}

// moneyPaid is what is on record as disbursed or spent. It keeps its rung whatever
// the instrument: what was paid was paid.
func (m *maker) moneyPaid(list []entry) Cell {
	var amounts []audit.Amount
	for _, e := range list {
		for _, r := range e.S.Rungs {
			if r.Nature == "disbursed" || r.Nature == "spent" {
				amounts = append(amounts, audit.Amount{Money: claim.Money{Amount: r.Amount, Currency: r.Currency, Nature: r.Nature}, Agreement: e.ID})
			}
		}
	}
	return m.money(amounts)
}

func (m *maker) money(amounts []audit.Amount) Cell {
	totals, refused := audit.Add(amounts)
	var lines []string
	for _, t := range totals {
		lines = append(lines, t.Words())
	}
	left := 0
	for _, r := range refused {
		if !r.Added && r.Why != audit.WhyTwice && r.Why != audit.WhyRepeated {
			left++
		}
	}
	c := Cell{Text: joined(lines, "; ")}
	if len(lines) == 0 {
		c = Cell{Text: m.Words.T("report.nomoney"), Missing: true}
	}
	if left > 0 {
		c.Detail = m.Words.N("report.leftout", left)
	}
	return c
}
