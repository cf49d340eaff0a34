package web

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"sanad/claim"
	"sanad/internal/audit"
	"sanad/internal/publish/calendar"
	"sanad/internal/register"
)

func (s *site) events(q *request) (answer, error) {
	p, err := q.part()
	if err != nil {
		return answer{}, err
	}
	rows, err := s.Register.Events(q.Context(), p.limit+1, p.offset)
	if err != nil {
		return answer{}, err
	}
	rows, nav := cut(q, rows, p)
	read := func(p part) ([]register.EventRow, error) { return s.Register.Events(q.Context(), p.limit, p.offset) }
	list := sheetOf(q, []string{"id", "name", "date", "agreements", "sources"}, rows, p, &nav, read, func(r register.EventRow) []string {
		return []string{string(r.ID), r.Name, string(r.Date), strconv.Itoa(r.Agreements), strconv.Itoa(r.Sources)}
	})
	return answer{
		template: "events", title: q.t("nav.events"), section: "events", next: nav.Next, csv: list,
		json: map[string]any{"events": some(rows), "next": nav.Next},
		page: struct {
			Events []register.EventRow
			Pager  pager
		}{rows, nav},
	}, nil
}

// eventPage is an event with its agreements and what each source says.
type eventPage struct {
	register.Event
	Called  field // other names in use
	Date    field
	Totals  []total // how many agreements sources say there were
	Rows    []row
	Sources []column
	Table   []line
	Part    pager // of the agreements, where they are many
	Found   int   // agreements in the register
	Named   int   // those between sides that are all named
	Differ  bool  // whether counts and lists disagree
	Sums    []audit.Finding
	Money   []audit.Total // of its agreements, rung by rung
	Refused []audit.Refusal

	Questions []question  // about its agreements
	Others    []elsewhere // other occasions, and whether what was counted there is counted here
	table     register.Table
}

// eventRows is how many agreements a part of an event's page has.
const eventRows = 100

// windowed keeps of a large event's agreements the part that is asked for, and gives
// the address of the next. What is counted is counted of all.
func (p *eventPage) windowed(q *request) (next string, err error) {
	from, err := q.number("offset", 0)
	if err != nil {
		return "", err
	}
	from = min(from, len(p.Table))
	to := min(from+eventRows, len(p.Table))
	at := func(offset int) string {
		if offset <= 0 {
			return address(p.ID)
		}
		return address(p.ID) + "?offset=" + strconv.Itoa(offset)
	}
	p.Part = pager{From: from + 1, To: to}
	if from > 0 {
		p.Part.Prev = at(from - eventRows)
	}
	if to < len(p.Table) {
		p.Part.Next = at(to)
	}
	p.Table, p.Rows = p.Table[from:to], p.Rows[from:to]
	return p.Part.Next, nil
}

// column is a source in the table, under a letter that stands for it.
type column struct {
	Letter string
	register.SourceCount
	Says []value
}

// line is an agreement in the table.
type line struct {
	Row   row
	Cells []cell
	Only  string // the letters of the sources that list it, where few do
}

// cell is what one source says of one agreement.
type cell struct {
	Coverage  register.Coverage
	Link      string
	Letter    string
	Publisher string
}

func (s *site) eventPage(q *request, id register.ID) (*eventPage, error) {
	ctx := q.Context()
	e, err := s.Register.Event(ctx, id)
	if err != nil {
		return nil, err
	}
	table, err := s.Register.Table(ctx, e.ID)
	if err != nil {
		return nil, err
	}
	p := &eventPage{
		Event:  e,
		Called: q.several("names", "", e.Names),
		Date:   q.field("date", "", e.Date, nil),
		Found:  len(table.Rows), Named: table.Named,
		Sums:  audit.Counts(table),
		table: table,
	}
	if err := s.questionsOf(q, p); err != nil {
		return nil, err
	}
	if p.Money, p.Refused, err = s.moneyOf(ctx, table); err != nil {
		return nil, err
	}
	for i, c := range table.Sources {
		col := column{Letter: letter(i), SourceCount: c}
		for _, v := range largestFirst(c.Says) {
			said := q.value(v, "", nil)
			if said.Number = numberOf(v); said.Number != "" {
				said.Text = strings.TrimSpace(strings.TrimPrefix(said.Text, said.Number))
			}
			col.Says = append(col.Says, said)
		}
		if len(col.Says) > 0 {
			p.Totals = tallied(p.Totals, cmp.Or(col.Says[0].Number, col.Says[0].Text))
		}
		p.Differ = p.Differ || c.Lists != len(table.Rows)
		p.Sources = append(p.Sources, col)
	}
	slices.SortFunc(p.Totals, func(a, b total) int {
		return cmp.Or(cmp.Compare(len(a.Number), len(b.Number)), strings.Compare(a.Number, b.Number))
	})
	p.Differ = p.Differ || len(p.Totals) > 1
	for _, r := range table.Rows {
		l := line{Row: q.rows([]register.Row{r.Agreement})[0], Only: q.together(p.lettersOf(r.OnlyIn))}
		for i, c := range r.Cells {
			out := cell{Coverage: c.Coverage}
			if i < len(p.Sources) {
				out.Letter, out.Publisher = p.Sources[i].Letter, p.Sources[i].Source.Publisher
			}
			if c.Said != nil {
				out.Link = placeOf(*c.Said)
			}
			l.Cells = append(l.Cells, out)
		}
		p.Table = append(p.Table, l)
		p.Rows = append(p.Rows, l.Row)
	}
	return p, nil
}

// lettersOf are the letters of sources.
func (p *eventPage) lettersOf(ids []register.ID) []string {
	var letters []string
	for _, c := range p.Sources {
		if slices.Contains(ids, c.Source.ID) {
			letters = append(letters, c.Letter)
		}
	}
	return letters
}

// together joins words as a list of the page's language: A, B and C.
func (q *request) together(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], q.t("list.comma")) + q.t("list.and") + words[last]
}

// moneyOf adds the money said of the agreements of a table, rung by rung; what
// covers several of them, or is told differently, is left out and said.
func (s *site) moneyOf(ctx context.Context, table register.Table) ([]audit.Total, []audit.Refusal, error) {
	var ids []register.ID
	for _, r := range table.Rows {
		ids = append(ids, r.Agreement.ID)
	}
	if len(ids) == 0 {
		return nil, nil, nil
	}
	said := map[register.ID][]audit.Amount{}
	err := register.Each(ctx, s.Register, register.Filter{IDs: ids}, func(row register.Row, a register.Agreement) error {
		said[row.ID] = audit.Amounts(a)
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	var amounts []audit.Amount
	for _, id := range ids {
		amounts = append(amounts, said[id]...)
	}
	totals, refused := audit.Add(amounts)
	return totals, refused, nil
}

// total is a number of agreements and how many sources give it as theirs.
type total struct {
	Number  string
	Sources int
}

func tallied(totals []total, number string) []total {
	for i := range totals {
		if totals[i].Number == number {
			totals[i].Sources++
			return totals
		}
	}
	return append(totals, total{number, 1})
}

// largestFirst puts a source's largest count first. That is the total it gives:
// the smaller ones, "of which three with Huawei", count parts of it.
func largestFirst(says []register.Value) []register.Value {
	size := func(v register.Value) float64 {
		n, err := strconv.ParseFloat(numberOf(v), 64)
		if err != nil {
			return -1
		}
		return n
	}
	says = slices.Clone(says)
	slices.SortStableFunc(says, func(a, b register.Value) int { return cmp.Compare(size(b), size(a)) })
	return says
}

// numberOf is the value's number, "" where it has none.
func numberOf(v register.Value) string {
	q, _ := v.Value.(claim.Quantity)
	return q.Number
}

// letter names a column: A to Z, then AA.
func letter(i int) string {
	if i < 26 {
		return string(rune('A' + i))
	}
	return letter(i/26-1) + letter(i%26)
}

func (s *site) event(q *request) (answer, error) {
	id, err := q.id('e')
	if err != nil {
		return answer{}, err
	}
	page, err := s.eventPage(q, id)
	if err != nil {
		return answer{}, err
	}
	if page.ID != id {
		return answer{moved: address(page.ID) + string(q.form)}, nil
	}
	if q.form == proofDoc {
		return s.proven(q.Context(), "event", page.Event)
	}
	more, err := page.windowed(q)
	if err != nil {
		return answer{}, err
	}
	if q.form == icsDoc {
		days, _, err := calendar.Of(q.Context(), s.Register, register.Filter{Event: page.ID}, *s.Rules, s.Now())
		if err != nil {
			return answer{}, err
		}
		return s.ics(q, days, page.Name())
	}
	rows, err := s.Register.Agreements(q.Context(), register.Filter{Event: page.ID, Limit: dataMost})
	if err != nil {
		return answer{}, err
	}
	return answer{
		next: more, csv: agreementSheet(rows), geo: s.placedAll(q, rows, false, nil, 0), ics: address(page.ID) + ".ics",
		template: "event", of: page.ID, facts: q.eventFacts(page.Event, page.Found), ld: s.ldEvent(q, page.Event), card: "/cards/" + string(page.ID), title: page.Name(), section: "events", page: page,
		json: map[string]any{"event": page.Event, "table": page.table},
	}, nil
}
