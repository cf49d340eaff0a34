package report

import (
	"cmp"
	"slices"
	"strconv"

	"sanad/claim"
	"sanad/internal/publish/report/figures"
	"sanad/internal/register"
)

// figures are all figures, each under its definition.
func (m *maker) figures(ask Ask) error {
	list, err := m.counted(ask)
	if err != nil {
		return err
	}
	for _, d := range figures.Definitions {
		f := figures.Of(d, list, m.Today, m.report.Position)
		m.report.Facts = append(m.report.Facts, Fact{m.defined(d, "title", d.Title), m.inShort(f)})
		m.section(m.figure(f))
	}
	return nil
}

// inShort is a figure in a line, for who wants the numbers first: each leads to its
// definition.
func (m *maker) inShort(f figures.Figure) Cell {
	var all []string
	for _, r := range f.Ratios {
		text := m.Words.T("figure.of", r.Numerator, r.Denominator)
		if r.Percent != "" {
			text += " · " + r.Percent + " %"
		}
		if r.Currency != "" {
			text = r.Currency + " " + text
		}
		all = append(all, text)
	}
	return Cell{Text: cmp.Or(joined(all, "; "), m.Words.T("figure.nomoney")), Address: FigureAddress(f.Definition), Missing: len(all) == 0}
}

func (m *maker) counted(ask Ask) ([]figures.Agreement, error) {
	entries, err := m.entries(ask)
	if err != nil {
		return nil, err
	}
	list := make([]figures.Agreement, len(entries))
	for i, e := range entries {
		list[i] = figures.Agreement{Agreement: e.Agreement, Standing: e.S}
	}
	return list, nil
}

// figure is a figure with its definition.
func (m *maker) figure(f figures.Figure) Section {
	address := FigureAddress(f.Definition)
	s := Section{Title: m.defined(f.Definition, "title", f.Title), Facts: []Fact{
		{m.Words.T("figure.name"), Cell{Text: f.Name + "/" + strconv.Itoa(f.Version), Address: address, Detail: m.Words.T("figure.published", m.Words.Date(f.Published))}},
		{m.Words.T("figure.numerator"), Cell{Text: m.defined(f.Definition, "numerator", f.Numerator)}},
		{m.Words.T("figure.denominator"), Cell{Text: m.defined(f.Definition, "denominator", f.Denominator)}},
		{m.Words.T("figure.legal"), Cell{Text: m.codes("legal", f.Legal, "figure.all")}},
		{m.Words.T("figure.proof"), Cell{Text: m.codes("grade", f.Proof, "figure.noproof")}},
		{m.Words.T("figure.limits"), Cell{Text: m.defined(f.Definition, "limits", f.Limits)}},
	}}
	t := &Table{Columns: m.columns("weight", 4, "numerator#", 3, "denominator#", 3, "share#", 2, "rows", 2), Empty: m.Words.T("figure.nomoney")}
	for _, r := range f.Ratios {
		weight := Cell{Text: m.Words.T("figure.count")}
		if f.Weight == figures.Value {
			weight = Cell{Text: m.Words.T("figure.value"), Detail: r.Currency + " " + m.Words.Label("nature", r.Rung)}
		}
		share := Cell{Text: m.Words.T("figure.none"), Missing: true}
		if r.Percent != "" {
			share = Cell{Text: r.Percent + " %"}
		}
		t.Rows = append(t.Rows, []Cell{weight, {Text: r.Numerator}, {Text: r.Denominator}, share, {Text: m.Words.T("figure.open"), Address: address}})
	}
	s.Table = t
	return s
}

// defined is a part of a definition in the reader's language, or as it was published:
// in English. Where the two differ, the English one holds.
func (m *maker) defined(d figures.Definition, part, english string) string {
	key := DefinitionKey(d, part)
	if text := m.Words.T(key); text != key {
		return text
	}
	return english
}

// DefinitionKey is where the words of other languages have a part of a definition:
// title, numerator, denominator or limits.
func DefinitionKey(d figures.Definition, part string) string {
	return "definition." + d.Name + "." + strconv.Itoa(d.Version) + "." + part
}

// FigureAddress is a figure's page on the site.
func FigureAddress(d figures.Definition) string {
	return "/figures/" + d.Name + "/" + strconv.Itoa(d.Version)
}

func (m *maker) codes(list string, codes []string, none string) string {
	if len(codes) == 0 {
		return m.Words.T(none)
	}
	var out []string
	for _, c := range codes {
		out = append(out, m.Words.Label(list, c))
	}
	return joined(out, ", ")
}

// rowsOf is one figure alone, with every row it counts.
func (m *maker) rowsOf(d figures.Definition, ask Ask) error {
	m.report.Title, m.report.Lead = m.defined(d, "title", d.Title), m.Words.T("figure.lead")
	list, err := m.counted(ask)
	if err != nil {
		return err
	}
	f := figures.Of(d, list, m.Today, m.report.Position)
	m.section(m.figure(f))
	agreements := map[register.ID]entry{}
	for _, a := range list {
		e, err := m.entry(a.Agreement)
		if err != nil {
			return err
		}
		agreements[a.ID] = e
	}
	for _, in := range []bool{true, false} {
		key := "figure.rows.out"
		if in {
			key = "figure.rows.in"
		}
		t := &Table{Columns: m.columns("agreement", 8, "part", 3, "counted", 4, "amounts", 4), Empty: m.Words.T("figure.rows.none")}
		for _, r := range f.Rows {
			if r.In == in {
				t.Rows = append(t.Rows, m.figureRow(agreements[r.Agreement], r))
			}
		}
		m.section(Section{Title: m.Words.T(key) + " (" + strconv.Itoa(len(t.Rows)) + ")", Table: t})
	}
	if len(f.LeftOut) > 0 {
		t := &Table{Columns: m.columns("agreement", 6, "amounts", 3, "why", 7)}
		for _, l := range f.LeftOut {
			t.Rows = append(t.Rows, []Cell{m.title(agreements[l.Agreement]), {Text: register.Words(l.Money)}, {Text: l.Why}})
		}
		m.section(Section{Title: m.Words.T("figure.leftout"), Table: t})
	}
	return nil
}

func (m *maker) figureRow(e entry, r figures.Row) []Cell {
	part := Cell{}
	for _, c := range e.Record.Commitments {
		if c.ID == r.Part {
			part = Cell{Text: cmp.Or(c.Text.Text(), string(c.ID)), Notes: m.citedAll(c.Sources)}
		}
	}
	var sums []string
	for _, x := range r.Amounts {
		sums = append(sums, words(x))
	}
	counted := Cell{Text: m.Words.Label("legal", e.S.Legal.Code), Detail: m.Words.Label("delivery", e.S.Delivery.Code) + ", " + m.Words.Label("grade", e.S.Evidence.Code)}
	return []Cell{m.what(e), part, counted, {Text: joined(slices.Compact(sums), "; ")}}
}

func words(m claim.Money) string {
	s := register.Words(m)
	if m.Nature != "" {
		s += " (" + m.Nature + ")"
	}
	return s
}
