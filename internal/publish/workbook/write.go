// Package workbook writes the register as an Excel workbook that an office can
// change and hand back: a sheet a class, a row a thing, drop-downs for codes, and
// on a hidden sheet every cell as it was, so that reading it again takes only what
// was changed. It reads the register and writes a stream; it stores nothing.
package workbook

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"sanad/claim"
	"sanad/internal/fault"
	"sanad/internal/reader/record"
	form "sanad/internal/reader/workbook"
	"sanad/internal/register"
	"sanad/vocab"
)

// Options are what a workbook is made of.
type Options struct {
	Filter    register.Filter
	Templates vocab.Templates
	Origin    string // of the register, for the sheet About
}

// Row is a thing as the workbook shows it: cells by column.
type Row map[string]string

// Rows are the workbook's rows by sheet, in order.
type Rows map[string][]Row

// Collect gathers the rows of the agreements that a filter lets through, with all
// that belongs to them.
func Collect(ctx context.Context, q register.Queries, filter register.Filter) (Rows, error) {
	return collect(ctx, q, filter, func(register.Agreement) {})
}

// collect hands each agreement to also, besides.
func collect(ctx context.Context, q register.Queries, filter register.Filter, also func(register.Agreement)) (Rows, error) {
	type own struct {
		id   register.ID
		rows Rows
	}
	var all []own
	parties := map[register.ID]bool{}
	err := register.Each(ctx, q, filter, func(row register.Row, a register.Agreement) error {
		var sides []string
		for _, s := range row.Sides {
			sides = append(sides, s.Name)
		}
		also(a)
		rows := Rows{}
		rows.agreement(a, strings.Join(sides, " + "))
		rows.record(a.Record)
		all = append(all, own{row.ID, rows})
		for _, s := range a.Sides {
			parties[s.Party] = true
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	// In the order of their ids, so that the same register gives the same workbook.
	slices.SortFunc(all, func(a, b own) int { return compareIDs(a.id, b.id) })
	out := Rows{}
	seen := map[string]bool{}
	for _, o := range all {
		out.take(o.rows, seen)
	}
	ids := make([]register.ID, 0, len(parties))
	for id := range parties {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, compareIDs)
	for _, id := range ids {
		p, err := q.Party(ctx, id)
		if err != nil {
			return nil, err
		}
		r := Row{form.ColumnID: string(p.ID), "name": p.Name()}
		r.field("country", p.Country)
		r.field("type", p.Type)
		r.field("ownership", p.Ownership)
		out.add(claim.Party, r)
	}
	return out, nil
}

func compareIDs(a, b register.ID) int {
	x, _ := register.SubjectOf(a).Entry()
	y, _ := register.SubjectOf(b).Entry()
	return cmp.Or(cmp.Compare(x, y), cmp.Compare(len(a), len(b)), strings.Compare(string(a), string(b)))
}

func (rs Rows) add(class claim.Class, r Row) {
	s, _ := form.SheetOf(class)
	rs[s.Name] = append(rs[s.Name], r)
}

func (r Row) field(column string, f register.Field) {
	if v, ok := f.Shown(); ok {
		r[column] = record.Typed(subjects(v.Value))
	}
}

func (r Row) several(column string, values []register.Value) {
	var vs []claim.Value
	for _, v := range values {
		vs = append(vs, subjects(v.Value))
	}
	if len(vs) > 0 {
		r[column] = form.Cell(vs)
	}
}

// subjects turns a reference of a view, which is to an id, into one to a subject.
func subjects(v claim.Value) claim.Value {
	if ref, ok := v.(claim.Ref); ok && ref.Subject.Check() != nil {
		return claim.Ref{Subject: claim.SubjectOfID(string(ref.Subject)), Role: ref.Role}
	}
	return v
}

func (r Row) refs(column string, ids []register.ID) {
	var words []string
	for _, id := range ids {
		words = append(words, string(id))
	}
	if len(words) > 0 {
		r[column] = strings.Join(words, "; ")
	}
}

func (rs Rows) agreement(a register.Agreement, sides string) {
	in := a.Instrument
	r := Row{form.ColumnID: string(a.ID), form.ColumnSides: sides}
	for column, f := range map[string]register.Field{
		"title": a.Title, "kind": a.Kind, "stage": a.Stage, "level": a.Level, "signed": a.Signed, "place": a.Place, "purpose": a.Purpose, "event": a.Event,
		"reference": in.Reference, "legal": in.Legal, "binding": in.Binding, "owner": in.Owner, "approved": in.Approved, "effective": in.Effective,
		"expires": in.Expires, "term": in.Term, "notice": in.Notice, "renewal": in.Renewal, "review": in.Review, "terminated": in.Terminated,
		"template": in.Template, "delivery": in.Delivery, "tier": in.Tier,
	} {
		r.field(column, f)
	}
	if len(a.Money) > 0 { // one cell: the amount on show
		r["money"] = record.Typed(a.Money[0].Value)
	}
	r.several("theme", a.Themes)
	r.several("quantity", a.Quantities)
	r.several("remark", in.Remarks)
	var parties []claim.Value
	for _, s := range a.Sides {
		parties = append(parties, claim.Ref{Subject: register.SubjectOf(s.Party), Role: s.Role})
	}
	if len(parties) > 0 {
		r["party"] = form.Cell(parties)
	}
	related := map[string][]register.ID{}
	for _, rel := range a.Relations {
		if !rel.Inverse && rel.Rule == "" {
			related[string(rel.Kind)] = append(related[string(rel.Kind)], rel.To)
		}
	}
	for column, ids := range related {
		r.refs(column, ids)
	}
	rs.add(claim.Agreement, r)
}

func part(p register.Part) Row {
	r := Row{form.ColumnID: string(p.ID)}
	r.refs("of", p.Of)
	r.several("remark", p.Remarks)
	return r
}

// take adds rows of one agreement. What belongs to several of them, a meeting and
// its action points, comes once.
func (rs Rows) take(more Rows, seen map[string]bool) {
	for name, rows := range more {
		for _, r := range rows {
			if id := r[form.ColumnID]; !seen[id] {
				seen[id] = true
				rs[name] = append(rs[name], r)
			}
		}
	}
}

// record adds the rows of a record.
func (rs Rows) record(rec register.Record) {
	for _, c := range rec.Commitments {
		r := part(c.Part)
		for column, f := range map[string]register.Field{
			"text": c.Text, "commitment": c.Kind, "by": c.By, "to": c.To, "target": c.Target, "money": c.Money, "due": c.Due, "met": c.Met,
			"place": c.Place, "condition": c.Condition, "verifiable": c.Verifiable, "progress": c.Progress,
		} {
			r.field(column, f)
		}
		rs.add(claim.Commitment, r)
	}
	for _, m := range rec.Milestones {
		r := part(m.Part)
		for column, f := range map[string]register.Field{"code": m.Code, "name": m.Name, "due": m.Due, "met": m.Met, "status": m.Status} {
			r.field(column, f)
		}
		rs.add(claim.Milestone, r)
	}
	for _, i := range rec.Indicators {
		r := part(i.Part)
		for column, f := range map[string]register.Field{
			"code": i.Code, "name": i.Name, "baseline": i.Baseline, "target": i.Target, "due": i.Due, "cumulative": i.Cumulative, "parts": i.Parts,
		} {
			r.field(column, f)
		}
		if v, ok := i.Baseline.Shown(); ok {
			r.on(v)
		} else if v, ok := i.Target.Shown(); ok {
			r.on(v)
		}
		rs.add(claim.Indicator, r)
		for _, x := range i.Results {
			r := part(x.Part)
			for column, f := range map[string]register.Field{"actual": x.Actual, "sex": x.Sex, "province": x.Province, "age": x.Age} {
				r.field(column, f)
			}
			if x.On != "" {
				r[form.ColumnOn] = string(x.On)
			}
			rs.add(claim.Result, r)
		}
	}
	for _, t := range rec.Transfers {
		r := part(t.Part)
		for column, f := range map[string]register.Field{"money": t.Money, "date": t.Date, "by": t.By, "to": t.To, "instrument": t.Instrument} {
			r.field(column, f)
		}
		r.several("includes", t.Includes)
		rs.add(claim.Transfer, r)
	}
	for _, e := range rec.Evidence {
		r := part(e.Part)
		if of, ok := r["of"]; ok {
			delete(r, "of")
			r["supports"] = of
		}
		for column, f := range map[string]register.Field{
			"title": e.Title, "proof": e.Proof, "grade": e.Grade, "date": e.Date, "url": e.URL, "publisher": e.By, "document": e.Document,
		} {
			r.field(column, f)
		}
		rs.add(claim.Evidence, r)
	}
	for _, m := range rec.Meetings {
		r := part(m.Part)
		for column, f := range map[string]register.Field{
			"name": m.Name, "body": m.Body, "date": m.Date, "next": m.Next, "url": m.URL, "document": m.Document,
		} {
			r.field(column, f)
		}
		r.several("attended", m.Attended)
		r.several("discussed", m.Discussed)
		r.several("decided", m.Decided)
		rs.add(claim.Meeting, r)
	}
	for _, x := range rec.Actions {
		r := part(x.Part)
		for column, f := range map[string]register.Field{"text": x.Text, "assigned": x.Assigned, "due": x.Due, "met": x.Met} {
			r.field(column, f)
		}
		rs.add(claim.Action, r)
	}
	for _, h := range rec.Focals {
		r := part(h.Part)
		for column, f := range map[string]register.Field{"by": h.By, "name": h.Name, "office": h.Office, "from": h.From, "until": h.Until} {
			r.field(column, f)
		}
		rs.add(claim.Focal, r)
	}
}

func (r Row) on(v register.Value) {
	if len(v.Said) > 0 && v.Said[0].AsOf != "" {
		r[form.ColumnOn] = string(v.Said[0].AsOf)
	}
}

// Write writes the workbook. The same register gives the same cells.
func Write(ctx context.Context, w io.Writer, q register.Queries, o Options) error {
	rows, err := Collect(ctx, q, o.Filter)
	if err != nil {
		return err
	}
	at, err := q.Position(ctx)
	if err != nil {
		return err
	}
	f := excelize.NewFile()
	defer f.Close()
	b := &book{f: f, rows: rows, templates: o.Templates}
	if err := b.write(o.Origin, at); err != nil {
		return err
	}
	return f.Write(w)
}

type book struct {
	f         *excelize.File
	rows      Rows
	templates vocab.Templates
	head, dim int // styles
}

func (b *book) write(origin string, position int64) error {
	var err error
	if b.head, err = b.f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E4EBE6"}}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}}); err != nil {
		return err
	}
	if b.dim, err = b.f.NewStyle(&excelize.Style{Font: &excelize.Font{Color: "4C5953"}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}}); err != nil {
		return err
	}
	if err := b.f.SetSheetName("Sheet1", form.About); err != nil {
		return err
	}
	if err := b.about(origin, position); err != nil {
		return err
	}
	for _, name := range append(sheetNames(), form.Lists, form.Hidden) {
		if _, err := b.f.NewSheet(name); err != nil {
			return err
		}
	}
	lists, err := b.lists()
	if err != nil {
		return err
	}
	for _, s := range form.Sheets {
		if err := b.sheet(s, lists); err != nil {
			return fmt.Errorf("sheet %s: %w", s.Name, err)
		}
	}
	if err := b.hidden(); err != nil {
		return err
	}
	if err := b.f.SetSheetVisible(form.Hidden, false, true); err != nil {
		return err
	}
	b.f.SetActiveSheet(1)
	return nil
}

func sheetNames() []string {
	var names []string
	for _, s := range form.Sheets {
		names = append(names, s.Name)
	}
	return names
}

func (b *book) about(origin string, position int64) error {
	for i, line := range []string{
		"The register " + origin + " as of the first " + strconv.FormatInt(position, 10) + " entries of its log.",
		"One row is one thing. Change cells, add rows, and hand the workbook back: sanad import FILE.",
		"Ids are for ever; leave them. A new row has an empty id, or a name of your own that other rows of this workbook may refer to.",
		"Only cells you change say anything. An emptied cell takes nothing back.",
		"Dates are 2025-09-04, 2025-09 or 2025. Amounts are USD 4200000000 pledged. Figures are 1500 people.",
		"Several values of one cell stand apart by a semicolon.",
	} {
		if err := b.f.SetCellStr(form.About, "A"+strconv.Itoa(i+1), line); err != nil {
			return err
		}
	}
	return b.f.SetColWidth(form.About, "A", "A", 120)
}

// lists writes the choices of drop-downs, a column a list, and returns the range
// of each.
func (b *book) lists() (map[string]string, error) {
	w, err := b.f.NewStreamWriter(form.Lists)
	if err != nil {
		return nil, err
	}
	var names []string
	for name := range vocab.ByName {
		names = append(names, name)
	}
	slices.Sort(names)
	columns := map[string][]string{}
	for _, name := range names {
		for _, c := range vocab.ByName[name] {
			columns[name] = append(columns[name], c.Label)
		}
	}
	names = append(names, "template")
	for _, t := range b.templates {
		columns["template"] = append(columns["template"], t.Code)
	}
	longest := 0
	ranges := map[string]string{}
	heading := make([]any, len(names))
	for i, name := range names {
		heading[i] = name
		longest = max(longest, len(columns[name]))
		letter, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return nil, err
		}
		if len(columns[name]) > 0 {
			ranges[name] = fmt.Sprintf("%s!$%s$2:$%s$%d", form.Lists, letter, letter, len(columns[name])+1)
		}
	}
	if err := w.SetRow("A1", heading); err != nil {
		return nil, err
	}
	for r := range longest {
		cells := make([]any, len(names))
		for i, name := range names {
			if r < len(columns[name]) {
				cells[i] = columns[name][r]
			}
		}
		if err := w.SetRow("A"+strconv.Itoa(r+2), cells); err != nil {
			return nil, err
		}
	}
	return ranges, w.Flush()
}

func (b *book) sheet(s form.Sheet, lists map[string]string) error {
	w, err := b.f.NewStreamWriter(s.Name)
	if err != nil {
		return err
	}
	if err := w.SetColWidth(1, len(s.Columns), 18); err != nil {
		return err
	}
	if err := w.SetPanes(&excelize.Panes{Freeze: true, XSplit: 1, YSplit: 1, TopLeftCell: "B2", ActivePane: "bottomRight"}); err != nil {
		return err
	}
	heading := make([]any, len(s.Columns))
	for i, c := range s.Columns {
		heading[i] = excelize.Cell{StyleID: b.head, Value: c.Name}
	}
	if err := w.SetRow("A1", heading); err != nil {
		return err
	}
	for n, r := range b.rows[s.Name] {
		cells := make([]any, len(s.Columns))
		for i, c := range s.Columns {
			if r[c.Name] == "" {
				continue
			}
			style := 0
			if c.Name == form.ColumnID || c.Shown {
				style = b.dim
			}
			// A cell of text is text, whatever it begins with: no formula.
			cells[i] = excelize.Cell{StyleID: style, Value: r[c.Name]}
		}
		if err := w.SetRow("A"+strconv.Itoa(n+2), cells); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	last := len(b.rows[s.Name]) + 1000 // rows to come have drop-downs too
	for i, c := range s.Columns {
		source, ok := lists[c.Property.List]
		if !ok || c.Property.Many {
			continue
		}
		letter, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		dv := excelize.NewDataValidation(true)
		dv.Sqref = fmt.Sprintf("%s2:%s%d", letter, letter, last)
		dv.SetSqrefDropList(source)
		if err := b.f.AddDataValidation(s.Name, dv); err != nil {
			return err
		}
	}
	return nil
}

// hidden keeps every cell as it was written.
func (b *book) hidden() error {
	w, err := b.f.NewStreamWriter(form.Hidden)
	if err != nil {
		return err
	}
	n := 0
	for _, s := range form.Sheets {
		for _, r := range b.rows[s.Name] {
			for _, c := range s.Columns {
				if r[c.Name] == "" {
					continue
				}
				n++
				if err := w.SetRow("A"+strconv.Itoa(n), []any{s.Name, r[form.ColumnID], c.Name, r[c.Name]}); err != nil {
					return err
				}
			}
		}
	}
	return w.Flush()
}

// WithErrors is the workbook with a sheet that lists what is wrong, and each cell
// marked.
func WithErrors(original []byte, problems []form.Problem) ([]byte, error) {
	f, err := excelize.OpenReader(bytes.NewReader(original))
	if err != nil {
		return nil, fault.New(fault.Invalid, "not a workbook that can be read: %w", err)
	}
	defer f.Close()
	if i, err := f.GetSheetIndex(form.Errors); err == nil && i >= 0 {
		if err := f.DeleteSheet(form.Errors); err != nil {
			return nil, err
		}
	}
	if _, err := f.NewSheet(form.Errors); err != nil {
		return nil, err
	}
	red, err := f.NewStyle(&excelize.Style{Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"F7D9DD"}}})
	if err != nil {
		return nil, err
	}
	rows := [][]any{{"sheet", "cell", "what is wrong", "next step"}}
	for _, p := range problems {
		rows = append(rows, []any{p.Sheet, p.Cell, p.What, p.Hint})
		if err := f.SetCellStyle(p.Sheet, p.Cell, p.Cell, red); err != nil {
			continue // a place that is no cell is told in words alone
		}
	}
	for i, r := range rows {
		if err := f.SetSheetRow(form.Errors, "A"+strconv.Itoa(i+1), &r); err != nil {
			return nil, err
		}
	}
	if err := f.SetColWidth(form.Errors, "A", "D", 36); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = f.Write(&b)
	return b.Bytes(), err
}
