package report

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"strings"
	"time"

	"sanad/claim"
	"sanad/internal/delivery"
	"sanad/internal/fault"
	"sanad/internal/register"
	"sanad/vocab"
)

// maker gathers one report.
type maker struct {
	Office
	ctx       context.Context
	report    Report
	numbers   map[register.ID]int // of sources cited so far
	names     map[register.ID]register.Name
	documents map[register.ID]register.Source
}

// entry is an agreement and how it stands.
type entry struct {
	register.Agreement
	Row register.Row
	S   delivery.Assessment
}

// narrowed says in the report's facts what it is narrowed to.
func (m *maker) narrowed(ask Ask) error {
	if err := m.know(ask.Party, ask.Owner); err != nil {
		return err
	}
	add := func(key, text string) {
		if text != "" {
			m.report.Facts = append(m.report.Facts, Fact{m.Words.T("report.only." + key), Cell{Text: text}})
		}
	}
	add("party", m.names[ask.Party].Name)
	if ask.Country != "" {
		add("country", m.Words.Label("country", ask.Country))
	}
	if ask.Theme != "" {
		add("theme", m.Words.Label("theme", ask.Theme))
	}
	add("owner", m.names[ask.Owner].Name)
	if ask.Tier != "" {
		add("tier", m.Words.Label("tier", ask.Tier))
	}
	return nil
}

// entries are the agreements a question lets through, each with how it stands.
// What every source mentions only in passing, and nobody entered anything of, is
// left out, and the report says how many those are.
func (m *maker) entries(ask Ask) ([]entry, error) {
	if ask.Agreement != "" {
		a, err := m.Register.Agreement(m.ctx, ask.Agreement)
		if err != nil {
			return nil, err
		}
		e, err := m.entry(a)
		return []entry{e}, err
	}
	rows, err := m.Register.Agreements(m.ctx, register.Filter{Party: ask.Party, Theme: ask.Theme})
	if err != nil {
		return nil, err
	}
	rows = slices.DeleteFunc(rows, func(r register.Row) bool {
		return ask.Owner != "" && r.Owner != ask.Owner || ask.Country != "" && !slices.ContainsFunc(r.Sides, func(n register.Name) bool { return n.Country == ask.Country })
	})
	if m.Most > 0 && len(rows) > m.Most {
		return nil, fault.New(fault.Invalid, "%d agreements are more than the %d a page holds", len(rows), m.Most).WithHint("narrow it by party, country or theme, or use the command sanad report")
	}
	wanted := map[register.ID]bool{}
	for _, row := range rows {
		wanted[row.ID] = true
	}
	var out []entry
	passing := 0
	err = register.Each(m.ctx, m.Register, register.Filter{Party: ask.Party, Theme: ask.Theme}, func(row register.Row, a register.Agreement) error {
		switch {
		case !wanted[row.ID]:
			return nil
		case a.Passing && len(a.Mentions) > 0 && unentered(a):
			passing++
			return nil
		case ask.Tier != "" && a.Instrument.Tier.Code() != ask.Tier:
			return nil
		}
		e, err := m.entry(a)
		out = append(out, e)
		return err
	})
	if err != nil {
		return nil, err
	}
	m.fact("report.agreements", Cell{Text: m.Words.N("count.agreements", len(out))})
	if passing > 0 {
		m.fact("report.passing", Cell{Text: m.Words.N("count.agreements", passing)})
	}
	return out, nil
}

// unentered says whether nobody entered anything of an agreement.
func unentered(a register.Agreement) bool {
	r := a.Record
	return len(r.Commitments)+len(r.Milestones)+len(r.Indicators)+len(r.Transfers)+len(r.Evidence)+len(r.Meetings)+len(r.Actions)+len(r.Focals) == 0 &&
		a.Instrument.Reference.Text()+a.Instrument.Owner.Text()+a.Instrument.Legal.Code() == ""
}

func (m *maker) entry(a register.Agreement) (entry, error) {
	ids := []register.ID{register.ID(a.Instrument.Owner.Text())}
	row := register.Row{ID: a.ID}
	for _, s := range a.Sides {
		ids = append(ids, s.Party)
	}
	for _, f := range a.Record.Focals {
		ids = append(ids, register.ID(f.By.Text()))
	}
	e := entry{Agreement: a, S: delivery.Assess(a, m.Rules, m.Today)}
	e.Record = delivery.AsOn(a, m.Today).Record
	for _, p := range e.S.Promised {
		ids = append(ids, p.By, p.To)
	}
	if err := m.know(ids...); err != nil {
		return e, err
	}
	for _, s := range a.Sides {
		row.Sides = append(row.Sides, m.names[s.Party])
	}
	e.Row = row
	return e, m.read(a)
}

// know looks names up once.
func (m *maker) know(ids ...register.ID) error {
	ids = slices.DeleteFunc(slices.Clone(ids), func(id register.ID) bool { _, known := m.names[id]; return known || id == "" })
	if len(ids) == 0 {
		return nil
	}
	names, err := m.Register.Names(m.ctx, ids...)
	for id, n := range names {
		m.names[id] = n
	}
	return err
}

// read looks up the sources that speak of an agreement and of its parts.
func (m *maker) read(a register.Agreement) error {
	for _, id := range sourcesOf(a) {
		if _, known := m.documents[id]; known {
			continue
		}
		s, err := m.Register.Source(m.ctx, id)
		if err != nil {
			return err
		}
		m.documents[id] = s
	}
	return nil
}

// sourcesOf are the sources of an agreement and of all its parts, each once.
func sourcesOf(a register.Agreement) []register.ID {
	all := slices.Clone(a.Sources)
	part := func(p register.Part) { all = append(all, p.Sources...) }
	for _, x := range a.Record.Commitments {
		part(x.Part)
	}
	for _, x := range a.Record.Milestones {
		part(x.Part)
	}
	for _, x := range a.Record.Indicators {
		part(x.Part)
		for _, r := range x.Results {
			part(r.Part)
		}
	}
	for _, x := range a.Record.Transfers {
		part(x.Part)
	}
	for _, x := range a.Record.Evidence {
		part(x.Part)
	}
	for _, x := range a.Record.Meetings {
		part(x.Part)
	}
	for _, x := range a.Record.Actions {
		part(x.Part)
	}
	for _, x := range a.Record.Focals {
		part(x.Part)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// lastSaid is the last day on which any source said anything of the agreement or
// of a part of it: its last update.
func (m *maker) lastSaid(e entry) claim.Date {
	newest := e.S.LastWord
	for _, id := range sourcesOf(e.Agreement) {
		if d := m.documents[id].Published; register.LastDay(d) > register.LastDay(newest) {
			newest = d
		}
	}
	return newest
}

// cited gives sources their numbers, in the order in which the report comes to
// them. A cell cites three at most: those that rank first.
func (m *maker) cited(said []register.Said) []int {
	const most = 3
	var out []int
	for _, s := range said {
		n := m.number(s.Source)
		if n > 0 && !slices.Contains(out, n) {
			out = append(out, n)
		}
		if len(out) == most {
			break
		}
	}
	slices.Sort(out)
	return out
}

func (m *maker) citedAll(ids []register.ID) []int {
	var said []register.Said
	for _, id := range ids {
		said = append(said, register.Said{Source: id})
	}
	return m.cited(said)
}

func (m *maker) number(id register.ID) int {
	if n, known := m.numbers[id]; known || id == "" {
		return n
	}
	s, known := m.documents[id]
	if !known {
		var err error
		if s, err = m.Register.Source(m.ctx, id); err != nil {
			return 0 // a source that is withheld is not cited
		}
		m.documents[id] = s
	}
	n := len(m.report.Sources) + 1
	m.numbers[id] = n
	m.report.Sources = append(m.report.Sources, Source{N: n, ID: id, Publisher: s.Publisher, Title: s.Title, Published: s.Published, Standing: s.Standing, URL: s.URL})
	return n
}

// define adds the meaning of words the report counts by.
func (m *maker) define(words ...string) {
	for _, w := range words {
		m.report.Definitions = append(m.report.Definitions, Definition{m.Words.T("define." + w + ".word"), m.Words.T("define." + w)})
	}
}

func (m *maker) defineWith(word string, args ...any) {
	m.report.Definitions = append(m.report.Definitions, Definition{m.Words.T("define." + word + ".word"), m.Words.T("define."+word, args...)})
}

func (m *maker) fact(key string, c Cell) {
	m.report.Facts = append(m.report.Facts, Fact{m.Words.T(key), c})
}

func (m *maker) section(s Section) { m.report.Sections = append(m.report.Sections, s) }

// columns are a table's, by key and share of its width; a key that ends in # holds
// numbers.
func (m *maker) columns(keys ...any) []Column {
	var out []Column
	for i := 0; i+1 < len(keys); i += 2 {
		key, number := strings.CutSuffix(keys[i].(string), "#")
		out = append(out, Column{Key: key, Name: m.Words.T("column." + key), Number: number, Width: keys[i+1].(int)})
	}
	return out
}

// unsaid is the cell of what no source says.
func (m *maker) unsaid() Cell { return Cell{Text: m.Words.T("report.unsaid"), Missing: true} }

// field is the value on show of a field, with those who say it.
func (m *maker) field(f register.Field, list string) Cell {
	v, ok := f.Shown()
	if !ok {
		return m.unsaid()
	}
	c := Cell{Text: v.Text, Notes: m.cited(v.Said)}
	switch x := v.Value.(type) {
	case claim.Code:
		c.Text = m.Words.Label(list, x.Code)
	case claim.Date:
		c.Text = m.Words.Date(x)
	case claim.Quantity:
		if text := m.Words.N("span."+x.Unit, x.Number); x.What == "" && !strings.HasPrefix(text, "span.") {
			c.Text = text // three years, not 3 a
		}
	}
	if f.Disputed() {
		c.Detail = m.Words.T("report.disputed")
	}
	return c
}

// title is an agreement's title, or its sides, leading to its page.
func (m *maker) title(e entry) Cell {
	c := Cell{Of: e.ID, Notes: m.titleNotes(e)}
	if c.Text = e.Title.Text(); c.Text != "" {
		return c
	}
	var sides []string
	for _, n := range e.Row.Sides {
		sides = append(sides, n.Name)
	}
	c.Text = cmp.Or(strings.Join(sides, " – "), m.Words.T("agreement.untitled", e.ID))
	return c
}

func (m *maker) titleNotes(e entry) []int {
	if v, ok := e.Title.Shown(); ok {
		return m.cited(v.Said)
	}
	return m.citedAll(e.Sources)
}

// what is an agreement in a narrow place: its title, with its sides beneath.
func (m *maker) what(e entry) Cell {
	c := m.title(e)
	if e.Title.Text() == "" {
		return c
	}
	var sides []string
	told := true
	for _, n := range e.Row.Sides {
		sides = append(sides, n.Name)
		told = told && strings.Contains(c.Text, n.Name)
	}
	if !told {
		c.Detail = strings.Join(sides, " – ")
	}
	return c
}

// axis is where an agreement stands on an axis, and since when.
func (m *maker) axis(list string, a delivery.Axis) Cell {
	c := Cell{Text: m.Words.Label(list, a.Code), Pressed: a.Code == "late"}
	if a.Since != "" && a.Code != "announced" { // since when it was announced stands elsewhere
		c.Detail = m.Words.T("report.since", m.Words.Date(a.Since))
	}
	return c
}

// because is a reason in words.
func (m *maker) because(r delivery.Reason) string { return Because(m.Words, r) }

// aDay is a date that names at least its month: of a year alone nothing is to be
// written otherwise.
var aDay = regexp.MustCompile(`^\d{4}-\d{2}(-\d{2})?[?~%]?$`)

// Because is a reason in a reader's language; days and months in it are written as
// the language writes them.
func Because(words Words, r delivery.Reason) string {
	args := make([]any, len(r.Args))
	for i, a := range r.Args {
		args[i] = a
		if aDay.MatchString(a) {
			args[i] = words.Date(claim.Date(a))
		}
	}
	return words.T("because."+r.Key, args...)
}

// owner is the office that answers for an agreement.
func (m *maker) owner(e entry) Cell {
	v, ok := e.Instrument.Owner.Shown()
	if !ok {
		return m.unsaid()
	}
	return m.party(register.ID(v.Text), v.Said)
}

func (m *maker) party(id register.ID, said []register.Said) Cell {
	return Cell{Text: cmp.Or(m.names[id].Name, string(id)), Of: id, Notes: m.cited(said)}
}

// sides are the sides of an agreement that a test lets through, as one cell.
func (m *maker) sides(e entry, let func(register.Name) bool) Cell {
	var names []string
	var c Cell
	for _, s := range e.Sides {
		n := m.names[s.Party]
		if isSide(s) && let(n) {
			names = append(names, cmp.Or(n.Name, string(s.Party)))
			c.Notes = merged(c.Notes, m.cited(s.Said))
		}
	}
	if len(names) == 0 {
		return m.unsaid()
	}
	c.Text = strings.Join(names, "; ")
	return c
}

// isSide says whether a party is a side; a witness is none.
func isSide(s register.Side) bool { return s.Role == "" || s.Role == "signatory" }

func (m *maker) foreign(n register.Name) bool  { return n.Country != "" && n.Country != m.Rules.Home }
func (m *maker) national(n register.Name) bool { return n.Country == m.Rules.Home }

// countries are those of an agreement's foreign sides, sorted.
func (m *maker) countries(e entry) []string {
	var out []string
	for _, s := range e.Sides {
		if n := m.names[s.Party]; isSide(s) && m.foreign(n) && !slices.Contains(out, n.Country) {
			out = append(out, n.Country)
		}
	}
	slices.Sort(out)
	return out
}

// themes are the codes of what an agreement is about.
func themes(a register.Agreement) []string {
	var out []string
	for _, v := range a.Themes {
		if c, ok := v.Value.(claim.Code); ok && !slices.Contains(out, c.Code) {
			out = append(out, c.Code)
		}
	}
	return out
}

func (m *maker) areas(e entry) Cell {
	var names []string
	var c Cell
	for _, v := range e.Themes {
		if x, ok := v.Value.(claim.Code); ok {
			names = append(names, m.Words.Label("theme", x.Code))
			c.Notes = merged(c.Notes, m.cited(v.Said))
		}
	}
	if len(names) == 0 {
		return m.unsaid()
	}
	c.Text = strings.Join(names, "; ")
	return c
}

// expiry is the day an agreement ends, and how far that is.
func (m *maker) expiry(e entry) Cell {
	if e.S.Expires == "" {
		return m.unsaid()
	}
	c := Cell{Text: m.Words.Date(e.S.Expires)}
	if v, ok := e.Instrument.Expires.Shown(); ok {
		c.Notes = m.cited(v.Said)
	} else if v, ok := e.Instrument.Term.Shown(); ok {
		c.Notes = m.cited(v.Said)
	}
	if e.S.DaysLeft != nil {
		c.Detail = m.Words.N("expiry.left", *e.S.DaysLeft)
		if *e.S.DaysLeft < 0 {
			c.Detail, c.Pressed = m.Words.N("expiry.past", -*e.S.DaysLeft), true
		}
	}
	if e.S.Worked {
		c.Detail += "; " + m.Words.T("report.worked")
	}
	return c
}

// far is how far a day is, in words.
func (m *maker) far(d delivery.Date) string {
	switch {
	case d.Days == 0:
		return m.Words.T("due.today")
	case d.Late:
		return m.Words.N("due.late", -d.Days)
	case d.Days < 0:
		return m.Words.N("due.past", -d.Days)
	}
	return m.Words.N("due.in", d.Days)
}

// item is a day that matters: what it is, and in which words.
func (m *maker) item(d delivery.Date) Cell {
	c := Cell{Text: m.Words.T("date." + d.What)}
	if d.Name != "" {
		c.Text, c.Detail = d.Name, c.Text
	}
	return c
}

// open says whether an agreement still binds or may come to bind.
func open(e entry) bool { return e.S.Attention.Code != "closed" }

// late are the days that are past and not done, the longest past first; soon those
// within some days, the nearest first.
func late(e entry) []delivery.Date {
	var out []delivery.Date
	for _, d := range e.S.Dates {
		if d.Late {
			out = append(out, d)
		}
	}
	slices.SortStableFunc(out, func(a, b delivery.Date) int { return a.Days - b.Days })
	return out
}

func soon(e entry, within int) []delivery.Date {
	var out []delivery.Date
	for _, d := range e.S.Dates {
		if !d.Done && d.Days >= 0 && d.Days <= within {
			out = append(out, d)
		}
	}
	return out
}

// daysSince is how many days ago all of a date had passed; ok is false for none.
func (m *maker) daysSince(d claim.Date) (int, bool) {
	last := register.LastDay(d)
	t, err := time.Parse(time.DateOnly, last)
	if err != nil {
		return 0, false
	}
	y, mo, day := m.Today.Date()
	return int(time.Date(y, mo, day, 0, 0, 0, 0, time.UTC).Sub(t).Hours() / 24), true
}

func merged(a, b []int) []int {
	for _, n := range b {
		if !slices.Contains(a, n) && len(a) < 4 {
			a = append(a, n)
		}
	}
	slices.Sort(a)
	return a
}

func joined(list []string, by string) string { return strings.Join(list, by) }

// tierOf is the tier an agreement is reviewed in, "" for none stated.
func tierOf(e entry) string {
	if code := e.Instrument.Tier.Code(); vocab.Tiers.Has(code) {
		return code
	}
	return ""
}
