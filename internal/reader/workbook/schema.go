// Package workbook reads the register's workbook: one sheet a class of thing, one
// row a thing, one column a property, as vocab has them. What a cell says becomes
// a claim that quotes the cell.
//
// A workbook that the register wrote holds, on a hidden sheet, every cell as it
// was; only cells that were changed since say anything. A list of an office's own,
// with its own column names, is read by a mapping (mapping.go). The package is
// pure: whether a thing exists, and whether a fact is newer in the register than
// in the workbook, is for others to check.
package workbook

import (
	"slices"
	"strings"

	"sanad/claim"
	"sanad/internal/reader/record"
	"sanad/vocab"
)

// Column is one column of a sheet.
type Column struct {
	Name     string         // its heading, and the property's name, but for the three below
	Property vocab.Property // zero for id, on and shown columns
	Shown    bool           // only shown: what is written there is not read
}

// The columns that are no property.
const (
	ColumnID    = "id" // an id of the register, or a name for a new thing within the workbook
	ColumnOn    = "on" // the day the row's quantities and codes are of
	ColumnSides = "sides"
)

// Sheet is one sheet: the things of one class.
type Sheet struct {
	Name    string
	Class   claim.Class
	Columns []Column
}

// Hidden is the sheet that holds what the register wrote; Lists holds the choices
// of drop-downs; Errors is what a checked workbook comes back with; About says
// what the workbook is.
const (
	Hidden = "_exported"
	Lists  = "Lists"
	Errors = "Errors"
	About  = "About"
)

// Sheets are the workbook's sheets, in order.
var Sheets = []Sheet{
	sheet("Agreements", claim.Agreement, ColumnSides),
	sheet("Parties", claim.Party),
	sheet("Commitments", claim.Commitment),
	sheet("Milestones", claim.Milestone),
	sheet("Indicators", claim.Indicator, ColumnOn),
	sheet("Results", claim.Result, ColumnOn),
	sheet("Money", claim.Transfer),
	sheet("Evidence", claim.Evidence),
	sheet("Meetings", claim.Meeting),
	sheet("Actions", claim.Action),
	sheet("Focal persons", claim.Focal),
}

// sheet makes the sheet of a class. Files cannot be written into a cell, so they
// are only shown.
func sheet(name string, class claim.Class, also ...string) Sheet {
	s := Sheet{Name: name, Class: class, Columns: []Column{{Name: ColumnID}}}
	for _, extra := range also {
		s.Columns = append(s.Columns, Column{Name: extra, Shown: extra == ColumnSides})
	}
	for _, p := range vocab.PropertiesOf(byte(class)) {
		s.Columns = append(s.Columns, Column{Name: p.Name, Property: p, Shown: p.Type == "document"})
	}
	return s
}

// Column is the column of a name, and its place from 0.
func (s Sheet) Column(name string) (Column, int) {
	i := slices.IndexFunc(s.Columns, func(c Column) bool { return strings.EqualFold(c.Name, strings.TrimSpace(name)) })
	if i < 0 {
		return Column{}, -1
	}
	return s.Columns[i], i
}

// SheetOf is the sheet of a class.
func SheetOf(class claim.Class) (Sheet, bool) {
	i := slices.IndexFunc(Sheets, func(s Sheet) bool { return s.Class == class })
	if i < 0 {
		return Sheet{}, false
	}
	return Sheets[i], true
}

// separator stands between the values of a property that has several.
const separator = "; "

// Cell is what a cell says of a property's values.
func Cell(values []claim.Value) string {
	words := make([]string, len(values))
	for i, v := range values {
		words[i] = record.Typed(v)
		if len(values) > 1 {
			words[i] = strings.ReplaceAll(words[i], ";", ",") // one that holds the separator would be two
		}
	}
	return strings.Join(words, separator)
}

// valuesOf are the values a cell gives. Only a property of many has several.
func valuesOf(class claim.Class, p vocab.Property, cell string) ([]claim.Value, error) {
	parts := []string{cell}
	if p.Many && p.Type != "text" {
		parts = strings.FieldsFunc(cell, func(r rune) bool { return r == ';' || r == '\n' || r == '；' })
	} else if p.Many {
		parts = strings.Split(cell, separator)
	}
	var out []claim.Value
	for _, part := range parts {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		v, err := record.Value(class, p, part)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}
