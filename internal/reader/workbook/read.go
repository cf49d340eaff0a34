package workbook

import (
	"bytes"
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/xuri/excelize/v2"

	"sanad/claim"
	"sanad/internal/fault"
	"sanad/internal/reader/record"
	"sanad/vocab"
)

// Reader is the reader's name and version in the log.
const Reader = "workbook/1"

// Media is the media type of a workbook.
const Media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// Limits on what is opened, in bytes.
const (
	maxFile   = 64 << 20
	maxInside = 512 << 20 // unpacked
)

// Problem is what is wrong with one cell or row.
type Problem struct {
	Sheet string `json:"sheet"`
	Cell  string `json:"cell"` // B7; a row's first cell where all of it is meant
	What  string `json:"what"`
	Hint  string `json:"hint,omitempty"`
	row   int
}

// Change is one cell that says something: what it said when the register wrote
// it, and what it says now.
type Change struct {
	Subject  claim.Subject  `json:"subject"` // global, or local for a new thing
	Property claim.Property `json:"property"`
	Sheet    string         `json:"sheet"`
	Cell     string         `json:"cell"`
	Was      string         `json:"was,omitempty"`
	Now      string         `json:"now"`
}

// Read is what a workbook says.
type Read struct {
	Text     string // the cells that say something, a line each: what claims quote
	Claims   []claim.Claim
	Changes  []Change
	Problems []Problem
	Rows     int // of things, read
}

// Parse reads a workbook, with a mapping where it is an office's own list. An
// error is of the whole file; what is wrong with single rows stands in Problems,
// and their claims are left out.
func Parse(original []byte, mapping *Mapping) (*Read, error) {
	grids, err := open(original, mapping)
	if err != nil {
		return nil, err
	}
	r := &reading{out: &Read{}, names: map[named]claim.Subject{}, next: map[claim.Class]int{}}
	for _, g := range grids {
		r.name(g)
	}
	for _, g := range grids {
		r.sheet(g)
	}
	r.finish()
	return r.out, nil
}

// grid is one sheet's cells, and what they were.
type grid struct {
	sheet   Sheet
	title   string   // as the file names it
	columns []Column // by place; a zero one is not read
	first   int      // row number of the first thing, from 1
	rows    [][]string
	made    bool                         // of rows that another grid has: they count there
	places  [][]string                   // where each cell stands in the file, where it stands elsewhere than here
	was     map[string]map[string]string // by id and column
}

// reading reads the grids of one workbook.
type reading struct {
	out   *Read
	names map[named]claim.Subject
	next  map[claim.Class]int
	rows  []*row
	text  strings.Builder
}

// named is a new thing by its sheet's class and the name it was given there: an office
// that numbers its rows begins at 1 on every sheet.
type named struct {
	class claim.Class
	name  string
}

// row is one thing.
type row struct {
	g        *grid
	number   int // in the sheet, from 1
	subject  claim.Subject
	claims   []claim.Claim
	changes  []Change
	problems []Problem
	nothing  bool // of no thing that could be told: its cells are not read
}

func (r *row) cell(column int) string {
	if places := r.g.places; places != nil {
		return places[r.number-r.g.first][column]
	}
	name, err := excelize.CoordinatesToCellName(column+1, r.number)
	if err != nil {
		return "row " + strconv.Itoa(r.number)
	}
	return name
}

// column is the place of a property's column; 0, the row's first, where there is none.
func (r *row) column(property string) int {
	return max(0, slices.IndexFunc(r.g.columns, func(c Column) bool { return c.Name == property }))
}

func (r *row) wrong(column int, err error) {
	r.problems = append(r.problems, Problem{Sheet: r.g.title, Cell: r.cell(column), What: err.Error(), Hint: fault.HintOf(err), row: r.number})
}

// name gives every row its subject before any is read, so that rows may refer to
// one another in any order.
func (r *reading) name(g grid) {
	for i, cells := range g.rows {
		if blank(cells) {
			continue
		}
		one := &row{g: &g, number: g.first + i}
		r.rows = append(r.rows, one)
		id := strings.TrimSpace(at(cells, slices.IndexFunc(g.columns, func(c Column) bool { return c.Name == ColumnID })))
		s := claim.SubjectOfID(id)
		switch {
		case s.Check() == nil && s.Class() == g.sheet.Class:
			one.subject = s
			continue
		case s.Check() == nil:
			one.wrong(0, fault.New(fault.Invalid, "%s is the id of something else", id).WithHint("a new row has an empty id, or a name of its own that is no id"))
			one.nothing = true
			continue
		}
		r.next[g.sheet.Class]++
		one.subject = claim.Subject(string(rune(g.sheet.Class)) + strconv.Itoa(r.next[g.sheet.Class]))
		if id == "" {
			continue
		}
		key := named{g.sheet.Class, id}
		if _, twice := r.names[key]; twice {
			one.wrong(0, fault.New(fault.Invalid, "%q names two rows", id).WithHint("give each new row a name of its own"))
			continue
		}
		r.names[key] = one.subject
	}
}

func (r *reading) sheet(g grid) {
	for _, one := range r.rows {
		if one.g.sheet.Name != g.sheet.Name || one.g.title != g.title {
			continue
		}
		if !g.made {
			r.out.Rows++
		}
		if !one.nothing {
			r.row(one, g.rows[one.number-g.first])
		}
	}
}

// row reads one row's cells.
func (r *reading) row(one *row, cells []string) {
	g := one.g
	was := g.was[one.subject.ID()]
	on := claim.Date("")
	if i := slices.IndexFunc(g.columns, func(c Column) bool { return c.Name == ColumnOn }); i >= 0 {
		if typed := dateCell(at(cells, i)); typed != "" {
			on = claim.Date(typed)
			if err := on.Check(); err != nil {
				one.wrong(i, fault.New(fault.Invalid, "%w", err).WithHint("YYYY-MM-DD, YYYY-MM or YYYY"))
				return
			}
		}
	}
	onChanged := string(on) != was[ColumnOn]
	for i, c := range g.columns {
		if c.Property.Name == "" || c.Shown {
			continue
		}
		now := strings.TrimSpace(at(cells, i))
		if c.Property.Type == "date" {
			now = dateCell(now)
		}
		dated := c.Property.Type == "quantity"
		if now == was[c.Name] && !(dated && onChanged && now != "") {
			continue
		}
		if now == "" {
			if was[c.Name] != "" {
				one.wrong(i, fault.New(fault.Invalid, "what stood there (%s) is gone; an empty cell takes nothing back", was[c.Name]).WithHint("write what is so instead, or take the entry back with sanad undo"))
			}
			continue
		}
		values, err := r.values(one.subject, c, now, was[c.Name])
		if err != nil {
			one.wrong(i, err)
			continue
		}
		for _, v := range values {
			cl := claim.Claim{
				Subject: one.subject, Property: claim.Property(c.Property.Name), Value: v, Modality: claim.Done, Confidence: 1000,
				Release: claim.Public, Selector: &claim.Selector{Quote: now},
			}
			if dated || c.Property.Type == "code" && on != "" {
				cl.AsOf = on
			}
			one.claims = append(one.claims, cl)
		}
		one.changes = append(one.changes, Change{Subject: one.subject, Property: claim.Property(c.Property.Name), Sheet: g.title, Cell: one.cell(i), Was: was[c.Name], Now: now})
	}
}

// values are those a cell gives that it did not give before, references to new
// rows by the names they have in the workbook.
func (r *reading) values(s claim.Subject, c Column, now, was string) ([]claim.Value, error) {
	p := c.Property
	if p.Type == "ref" {
		var fields []string
		for _, part := range strings.FieldsFunc(now, func(r rune) bool { return r == ';' || r == '\n' || r == '；' }) {
			name, role, _ := strings.Cut(strings.TrimSpace(part), " ")
			if claim.SubjectOfID(name).Check() != nil {
				row, err := r.named(s.Class(), p, name)
				if err != nil {
					return nil, err
				}
				name = string(row)
			}
			fields = append(fields, strings.TrimSpace(name+" "+role))
		}
		now = strings.Join(fields, separator)
	}
	values, err := valuesOf(s.Class(), p, now)
	if err != nil || was == "" || !p.Many {
		return values, err
	}
	old, err := valuesOf(s.Class(), p, was)
	if err != nil {
		return values, nil
	}
	return slices.DeleteFunc(values, func(v claim.Value) bool {
		return slices.ContainsFunc(old, func(o claim.Value) bool {
			return bytes.Equal(claim.AppendValue(nil, o), claim.AppendValue(nil, v))
		})
	}), nil
}

// named is the new row that a reference calls by its name, of the classes that the
// property may point at. What stands there is never taken for a subject of the
// reading: which number a row has got is nobody's to know.
func (r *reading) named(class claim.Class, p vocab.Property, name string) (claim.Subject, error) {
	if s := claim.Subject(name); strings.Contains(name, "/") && s.Check() == nil {
		return s, nil
	}
	var found []claim.Subject
	for _, to := range []byte(record.Refers(class, p)) {
		if s, ok := r.names[named{claim.Class(to), name}]; ok {
			found = append(found, s)
		}
	}
	switch len(found) {
	case 0:
		return "", fault.New(fault.Invalid, "%s: %q is neither an id nor the name of a new row", p.Name, name).WithHint("sanad list and sanad show print ids; a new row's name stands in its column \"id\"")
	case 1:
		return found[0], nil
	}
	return "", fault.New(fault.Invalid, "%s: rows of two sheets are named %q", p.Name, name).WithHint("give each new row a name of its own")
}

// finish checks each row as a whole, lays out the text its claims quote, and
// gathers what is wrong.
func (r *reading) finish() {
	bad := map[claim.Subject]bool{}
	placed := map[claim.Subject]bool{}
	for _, one := range r.rows {
		for _, c := range one.claims {
			if c.Property == claim.PropOf || c.Property == claim.PropSupports {
				placed[c.Subject] = true
			}
		}
	}
	for _, one := range r.rows {
		for i := range one.claims {
			c := one.claims[i]
			c.Selector = nil
			err := c.Check()
			if err == nil {
				err = record.Said(c)
			}
			if err != nil {
				one.wrong(one.column(string(c.Property)), err)
				break
			}
		}
		_, known := one.subject.Entry()
		if !known && len(one.claims) > 0 && strings.IndexByte(record.Parts, byte(one.subject.Class())) >= 0 && !placed[one.subject] {
			one.wrong(max(one.column("of"), one.column("supports")), fault.New(fault.Invalid, "not said what it is a part of").WithHint("put an agreement's id into the column \"of\""))
		}
		if p, err := sensible(one); err != nil {
			one.wrong(one.column(string(p)), err)
		}
		bad[one.subject] = len(one.problems) > 0
	}
	// A row that refers to one that is refused is refused too.
	for again := true; again; {
		again = false
		for _, one := range r.rows {
			if bad[one.subject] {
				continue
			}
			for _, c := range one.claims {
				if ref, ok := c.Value.(claim.Ref); ok && bad[ref.Subject] {
					if _, global := ref.Subject.Entry(); !global {
						one.wrong(one.column(string(c.Property)), fault.New(fault.Invalid, "it refers to a row that is refused"))
						bad[one.subject], again = true, true
						break
					}
				}
			}
		}
	}
	for _, one := range r.rows {
		r.out.Problems = append(r.out.Problems, one.problems...)
		if bad[one.subject] {
			continue
		}
		r.out.Changes = append(r.out.Changes, one.changes...)
		r.quote(one)
	}
	r.out.Text = r.text.String()
}

// quote writes a row's cells into the text and points its claims at them.
func (r *reading) quote(one *row) {
	for _, ch := range one.changes {
		fmt.Fprintf(&r.text, "%s!%s\t%s\t%s\t", ch.Sheet, ch.Cell, ch.Property, one.subject)
		start := r.text.Len()
		r.text.WriteString(ch.Now)
		end := r.text.Len()
		r.text.WriteByte('\n')
		for _, c := range one.claims {
			if c.Property == ch.Property {
				c.Selector = &claim.Selector{Start: start, End: end, Quote: ch.Now}
				r.out.Claims = append(r.out.Claims, c)
			}
		}
	}
}

// sensible holds a row's values against one another, and says which of them is wrong.
func sensible(one *row) (claim.Property, error) {
	day := func(p claim.Property) claim.Date {
		for _, c := range one.claims {
			if d, ok := c.Value.(claim.Date); ok && c.Property == p {
				return d
			}
		}
		return ""
	}
	for _, pair := range [][2]claim.Property{
		{claim.PropSigned, claim.PropExpires}, {claim.PropEffective, claim.PropExpires}, {claim.PropSigned, claim.PropTerminated}, {claim.PropFrom, claim.PropUntil},
	} {
		a, b := day(pair[0]), day(pair[1])
		if a != "" && b != "" && record.Before(b, a) {
			return pair[1], fault.New(fault.Invalid, "%s %s lies before %s %s", pair[1], b, pair[0], a)
		}
	}
	return claim.PropTarget, targetBelow(one)
}

// targetBelow says whether an indicator's target lies below its baseline, where
// what it counts can only grow.
func targetBelow(one *row) error {
	var baseline, target *big.Rat
	falls := false
	for _, c := range one.claims {
		switch v := c.Value.(type) {
		case claim.Quantity:
			n, _ := new(big.Rat).SetString(v.Number)
			switch c.Property {
			case claim.PropBaseline:
				baseline = n
			case claim.PropTarget:
				target = n
			}
		case claim.Code:
			if c.Property == claim.PropCumulative {
				falls = falls || v.Code == "level"
			}
			if c.Property == claim.PropCode {
				falls = falls || mayFall(v.Code)
			}
		}
	}
	if baseline != nil && target != nil && target.Cmp(baseline) < 0 && !falls {
		return fault.New(fault.Invalid, "the target lies below its baseline").WithHint("for what is meant to fall, say cumulative: level")
	}
	return nil
}

// mayFall says whether a template measures something by the code that is meant to
// fall, or that goes up and down.
func mayFall(code string) bool {
	for _, t := range templates() {
		if m, ok := t.Measure(code); ok && (m.Direction == "down" || m.Cumulative == "level") {
			return true
		}
	}
	return false
}

var templates = sync.OnceValue(vocab.ShippedTemplates)

func blank(cells []string) bool {
	return !slices.ContainsFunc(cells, func(c string) bool { return strings.TrimSpace(c) != "" })
}

func at(cells []string, i int) string {
	if i < 0 || i >= len(cells) {
		return ""
	}
	return cells[i]
}

// Refuse takes out the rows that are refused for a reason found outside the
// workbook, and the new rows that hang on them.
func (r *Read) Refuse(problems []Problem, of []claim.Subject) {
	refused := map[claim.Subject]bool{}
	for _, s := range of {
		refused[s] = true
	}
	for again := true; again; {
		again = false
		for _, c := range r.Claims {
			ref, ok := c.Value.(claim.Ref)
			if _, global := ref.Subject.Entry(); ok && !global && refused[ref.Subject] && !refused[c.Subject] {
				refused[c.Subject], again = true, true
			}
		}
	}
	r.Changes = slices.DeleteFunc(r.Changes, func(c Change) bool { return refused[c.Subject] })
	r.Claims = slices.DeleteFunc(r.Claims, func(c claim.Claim) bool { return refused[c.Subject] })
	r.Problems = append(r.Problems, problems...)
}
