package workbook

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"sanad/claim"
	"sanad/internal/fault"
	"sanad/vocab"
)

// Mapping says how an office's own list of agreements, one a row, is read: which
// of its columns is which property. It is made once and kept in a file.
type Mapping struct {
	Sheet   string            `json:"sheet,omitempty"`  // "" is the first
	Header  int               `json:"header,omitempty"` // row of the headings, from 1; 0 is 1
	Dates   string            `json:"dates,omitempty"`  // how the list writes dates with numbers: dmy (the default), mdy or ymd
	Columns map[string]Target `json:"columns"`          // by heading
}

// Target is what a column is.
type Target struct {
	// To is a property of agreements; "party", the name of a side; or "ignore".
	To string `json:"to"`
	// Of a side: its country as two letters, or the heading of the column that has
	// it, and its type.
	Country string `json:"country,omitempty"`
	Type    string `json:"type,omitempty"`
	// Codes are the office's words for codes: "Active" is in-force.
	Codes map[string]string `json:"codes,omitempty"`
}

// ParseMapping reads a mapping and checks it.
func ParseMapping(b []byte) (*Mapping, error) {
	var m Mapping
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(&m); err != nil {
		return nil, fault.New(fault.Invalid, "mapping: %w", err)
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, fault.New(fault.Invalid, "mapping: more than one object")
	}
	if m.Dates != "" && m.Dates != "dmy" && m.Dates != "mdy" && m.Dates != "ymd" {
		return nil, fault.New(fault.Invalid, "mapping: dates %q is not dmy, mdy or ymd", m.Dates)
	}
	sides := 0
	for heading, t := range m.Columns {
		if t.To == "party" {
			sides++
			if t.Type != "" && !vocab.PartyTypes.Has(t.Type) {
				return nil, fault.New(fault.Invalid, "mapping: %q: no type of party %q", heading, t.Type)
			}
			continue
		}
		if t.To == "ignore" || t.To == "country" {
			continue
		}
		p, ok := vocab.PropertyOf(byte(claim.Agreement), t.To)
		if !ok || p.Type == "ref" || p.Type == "document" {
			return nil, fault.New(fault.Invalid, "mapping: %q: %q is nothing a list can say of an agreement", heading, t.To)
		}
	}
	if sides == 0 {
		return nil, fault.New(fault.Invalid, "mapping: no column is a side").WithHint(`say "to": "party" of the columns that name the parties`)
	}
	return &m, nil
}

// Headings are the headings of a list, and in which row they stand: the first row
// of the first sheet that has three cells or more.
func Headings(original []byte) (headings []string, row int, err error) {
	if err := inspect(original); err != nil {
		return nil, 0, err
	}
	f, err := excelize.OpenReader(bytes.NewReader(original), excelize.Options{RawCellValue: true, UnzipSizeLimit: maxInside, UnzipXMLSizeLimit: maxInside})
	if err != nil {
		return nil, 0, fault.New(fault.Invalid, "not a workbook that can be read: %w", err)
	}
	defer f.Close()
	rows, err := f.Rows(f.GetSheetList()[0])
	if err != nil {
		return nil, 0, err
	}
	defer rows.Close()
	for rows.Next() {
		row++
		cells, err := rows.Columns()
		if err != nil {
			return nil, 0, err
		}
		filled := 0
		for _, c := range cells {
			if strings.TrimSpace(c) != "" {
				filled++
			}
		}
		if filled >= 3 {
			return cells, row, nil
		}
	}
	return nil, 0, fault.New(fault.NotFound, "no row of headings was found")
}

// guesses are what offices call their columns, each a part of the heading in
// lower case, the first that fits.
var guesses = []struct {
	words []string
	to    Target
}{
	{[]string{"expir", "valid until", "valid till", "end date"}, Target{To: "expires"}},
	{[]string{"date of sign", "signed on", "signing date", "date signed", "date"}, Target{To: "signed"}},
	{[]string{"title", "name of mou", "mou name", "agreement name", "subject"}, Target{To: "title"}},
	{[]string{"ref", "file no", "serial"}, Target{To: "reference"}},
	{[]string{"country"}, Target{To: "country"}},
	{[]string{"counterpart", "foreign", "partner", "other party", "second party"}, Target{To: "party"}},
	{[]string{"ministry", "division", "national", "department", "first party", "our"}, Target{To: "party", Type: "government"}},
	{[]string{"area", "objective", "purpose", "scope"}, Target{To: "purpose"}},
	{[]string{"legal status"}, Target{To: "legal"}},
	{[]string{"status", "progress", "remark", "comment"}, Target{To: "remark"}},
	{[]string{"place", "venue"}, Target{To: "place"}},
	{[]string{"kind", "type", "instrument"}, Target{To: "kind"}},
	{[]string{"theme", "sector"}, Target{To: "theme"}},
	{[]string{"amount", "value", "cost"}, Target{To: "money"}},
}

// Guess proposes a mapping for a list's headings, for a person to look over.
func Guess(headings []string, row int) Mapping {
	m := Mapping{Header: row, Dates: "dmy", Columns: map[string]Target{}}
	country := ""
	for _, h := range headings {
		h = strings.TrimSpace(h)
		if h == "" {
			continue
		}
		m.Columns[h] = Target{To: "ignore"}
		for _, g := range guesses {
			if slices.ContainsFunc(g.words, func(w string) bool { return strings.Contains(strings.ToLower(h), w) }) {
				m.Columns[h] = g.to
				break
			}
		}
		if m.Columns[h].To == "country" {
			country = h
		}
	}
	for h, t := range m.Columns {
		if t.To == "party" && t.Type == "" && country != "" {
			t.Country = country
			m.Columns[h] = t
		}
	}
	return m
}

// grids turns a list into the register's own sheets: a row of agreements and one
// of each side it names.
func (m *Mapping) grids(g grid, rows *excelize.Rows) ([]grid, error) {
	parties, _ := SheetOf(claim.Party)
	sides := grid{sheet: parties, title: g.title, made: true, first: 1, columns: columns(parties, ColumnID, "name", "country", "type")}
	header := max(m.Header, 1)
	var headings []string
	number := 0
	for rows.Next() {
		number++
		cells, err := rows.Columns()
		if err != nil {
			return nil, fault.New(fault.Invalid, "%s row %d: %w", g.title, number, err)
		}
		switch {
		case number < header:
		case number == header:
			headings = cells
			if err := m.head(&g, headings); err != nil {
				return nil, err
			}
		case !blank(cells):
			m.row(&g, &sides, headings, cells, number)
		}
	}
	if err := rows.Error(); err != nil {
		return nil, err
	}
	if headings == nil {
		return nil, fault.New(fault.Invalid, "%s has no row %d, where the headings should stand", g.title, header)
	}
	g.first = 1
	return []grid{sides, g}, nil
}

func columns(s Sheet, names ...string) []Column {
	var out []Column
	for _, n := range names {
		c, _ := s.Column(n)
		out = append(out, c)
	}
	return out
}

// head gives the agreements' grid an id, its sides, and the mapped columns.
func (m *Mapping) head(g *grid, headings []string) error {
	g.columns = columns(g.sheet, ColumnID, "party")
	known := map[string]bool{}
	for _, h := range headings {
		h = strings.TrimSpace(h)
		known[h] = true
		t, ok := m.Columns[h]
		if h != "" && !ok {
			return fault.New(fault.Invalid, "the mapping says nothing of the column %q", h).WithHint(`say what it is, or "ignore"`)
		}
		if isProperty(t) {
			c, _ := g.sheet.Column(t.To)
			g.columns = append(g.columns, c)
		}
	}
	for h := range m.Columns {
		if !known[h] {
			return fault.New(fault.Invalid, "the list has no column %q, which the mapping names", h)
		}
	}
	return nil
}

func isProperty(t Target) bool {
	return t.To != "" && t.To != "party" && t.To != "ignore" && t.To != "country"
}

// row makes a row of the agreements' grid and a row of each side.
func (m *Mapping) row(g, sides *grid, headings, cells []string, number int) {
	id := "row" + strconv.Itoa(number)
	out := []string{id, ""}
	places := []string{place(0, number), place(0, number)}
	var names []string
	for i, h := range headings {
		t := m.Columns[strings.TrimSpace(h)]
		cell := strings.TrimSpace(at(cells, i))
		switch {
		case t.To == "party" && cell != "":
			name := fmt.Sprintf("%s.%d", id, i)
			names = append(names, name)
			country := t.Country
			if j := slices.Index(headings, t.Country); j >= 0 {
				country = vocab.CountryCode(at(cells, j))
			}
			sides.rows = append(sides.rows, []string{name, cell, country, t.Type})
			sides.places = append(sides.places, []string{place(i, number), place(i, number), place(i, number), place(i, number)})
			places[1] = place(i, number)
		case isProperty(t):
			out = append(out, m.cell(t, cell))
			places = append(places, place(i, number))
		}
	}
	out[1] = strings.Join(names, separator)
	g.rows = append(g.rows, out)
	g.places = append(g.places, places)
}

func place(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column+1, row)
	if err != nil {
		return "row " + strconv.Itoa(row)
	}
	return name
}

var numbersDate = regexp.MustCompile(`^(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})$`)

// cell is a cell as the register's own workbook would have it.
func (m *Mapping) cell(t Target, cell string) string {
	if code, ok := t.Codes[cell]; ok {
		return code
	}
	p, _ := vocab.PropertyOf(byte(claim.Agreement), t.To)
	if p.Type != "date" {
		return cell
	}
	cell = dateCell(cell)
	n := numbersDate.FindStringSubmatch(cell)
	if n == nil {
		return cell
	}
	year, month, day := n[3], n[2], n[1]
	switch {
	case m.Dates == "ymd" || len(n[1]) == 4:
		year, day = n[1], n[3]
	case m.Dates == "mdy":
		month, day = n[1], n[2]
	}
	return fmt.Sprintf("%s-%02s-%02s", year, month, day)
}
