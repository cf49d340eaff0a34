// Package render writes a report: as a table on a terminal, CSV, a workbook, an
// HTML page that needs nothing beside it, and through a browser as PDF. One model
// goes in; every form says the day, the position of the log and the sources.
package render

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"sanad/internal/publish/report"
)

// Text writes a report for a terminal of so many columns.
func Text(w io.Writer, r report.Report, words report.Words, columns int) error {
	b := bufio.NewWriter(w)
	p := page{b, words, max(columns, 60)}
	p.line(r.Title)
	p.line(r.Lead)
	p.line(AsOf(r, words))
	p.facts(r.Facts)
	for _, s := range r.Sections {
		fmt.Fprintf(b, "\n%s\n%s\n", s.Title, strings.Repeat("-", min(cells(s.Title), p.columns)))
		for _, n := range s.Notes {
			p.line(n)
		}
		p.facts(s.Facts)
		for i, c := range s.Items {
			p.line(strconv.Itoa(i+1) + ". " + flat(c))
		}
		if s.Table != nil {
			p.table(*s.Table)
		}
	}
	if len(r.Definitions) > 0 {
		p.heading(words.T("report.definitions"))
		for _, d := range r.Definitions {
			p.line(d.Word + ": " + d.Meaning + ".")
		}
	}
	if len(r.Sources) > 0 {
		p.heading(words.T("report.sources"))
		for _, s := range r.Sources {
			p.line("[" + strconv.Itoa(s.N) + "] " + SourceLine(s, words))
		}
	}
	return b.Flush()
}

// AsOf is the day and the position a report holds for, in words.
func AsOf(r report.Report, words report.Words) string {
	s := words.T("report.asof", words.Date(r.AsOf), strconv.FormatInt(r.Position, 10))
	if r.Origin != "" {
		s += " · " + r.Origin
	}
	return s
}

// SourceLine is a footnote's text.
func SourceLine(s report.Source, words report.Words) string {
	return strings.Join(sourceParts(s, words), words.T("comma"))
}

// sourceParts are what a footnote says, each of which may run in a direction of its
// own.
func sourceParts(s report.Source, words report.Words) []string {
	parts := []string{string(s.ID)}
	for _, part := range []string{s.Publisher, s.Title} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	if s.Published != "" {
		parts = append(parts, words.Date(s.Published))
	} else {
		parts = append(parts, words.T("report.undated"))
	}
	if s.Standing != "" {
		parts = append(parts, words.Label("standing", s.Standing))
	}
	if s.URL != "" {
		parts = append(parts, s.URL)
	}
	return parts
}

type page struct {
	*bufio.Writer
	words   report.Words
	columns int
}

func (p page) heading(title string) {
	fmt.Fprintf(p, "\n%s\n%s\n", title, strings.Repeat("-", min(cells(title), p.columns)))
}

func (p page) line(text string) {
	if text == "" {
		return
	}
	for _, l := range wrap(text, p.columns) {
		fmt.Fprintln(p, l)
	}
}

func (p page) facts(facts []report.Fact) {
	for _, f := range facts {
		p.line(f.Name + ": " + flat(f.Value))
	}
}

// flat is a cell on one line, with the numbers of its sources.
func flat(c report.Cell) string {
	s := c.Text
	if c.Detail != "" {
		s += " (" + c.Detail + ")"
	}
	return s + notes(c)
}

func notes(c report.Cell) string {
	if len(c.Notes) == 0 {
		return ""
	}
	var ns []string
	for _, n := range c.Notes {
		ns = append(ns, strconv.Itoa(n))
	}
	return " [" + strings.Join(ns, ",") + "]"
}

// table lays a table out in columns as wide as their shares, cells wrapped.
func (p page) table(t report.Table) {
	if len(t.Rows) == 0 {
		p.line(t.Empty)
		return
	}
	widths := shares(t, p.columns-2*(len(t.Columns)-1))
	var head []string
	for _, c := range t.Columns {
		head = append(head, c.Name)
	}
	p.row(head, widths)
	var rule []string
	for _, w := range widths {
		rule = append(rule, strings.Repeat("-", w))
	}
	p.row(rule, widths)
	for _, cs := range t.Rows {
		var row []string
		for _, c := range cs {
			row = append(row, flat(c))
		}
		p.row(row, widths)
	}
}

// shares are the widths of columns in cells: by their shares, none wider than what
// stands in it, and the room that leaves given to the others.
func shares(t report.Table, room int) []int {
	wanted := make([]int, len(t.Columns))
	for i, c := range t.Columns {
		wanted[i] = cells(c.Name)
		for _, row := range t.Rows {
			wanted[i] = max(wanted[i], cells(flat(row[i])))
		}
	}
	out := make([]int, len(t.Columns))
	fixed := make([]bool, len(t.Columns))
	for {
		all, left := 0, room
		for i, c := range t.Columns {
			if fixed[i] {
				left -= out[i]
			} else {
				all += c.Width
			}
		}
		changed := false
		for i, c := range t.Columns {
			if !fixed[i] {
				out[i] = max(left*c.Width/max(all, 1), 4)
				if wanted[i] <= out[i] {
					out[i], fixed[i], changed = wanted[i], true, true
				}
			}
		}
		if !changed {
			return out
		}
	}
}

func (p page) row(cellsOf []string, widths []int) {
	wrapped := make([][]string, len(cellsOf))
	height := 1
	for i, c := range cellsOf {
		wrapped[i] = wrap(c, widths[i])
		height = max(height, len(wrapped[i]))
	}
	for l := range height {
		var line strings.Builder
		for i, w := range widths {
			s := ""
			if l < len(wrapped[i]) {
				s = wrapped[i][l]
			}
			line.WriteString(s)
			line.WriteString(strings.Repeat(" ", max(w-cells(s), 0)+2))
		}
		fmt.Fprintln(p, strings.TrimRight(line.String(), " "))
	}
}

// wrap cuts text into lines of so many cells, at spaces where it can.
func wrap(text string, columns int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		for cells(word) > columns {
			if line != "" {
				lines, line = append(lines, line), ""
			}
			head := fitting(word, columns)
			lines, word = append(lines, head), word[len(head):]
		}
		switch {
		case line == "":
			line = word
		case cells(line)+1+cells(word) <= columns:
			line += " " + word
		default:
			lines, line = append(lines, line), word
		}
	}
	if line != "" || len(lines) == 0 {
		lines = append(lines, line)
	}
	return lines
}

func fitting(word string, columns int) string {
	n := 0
	for i, r := range word {
		if n += wide(r); n > columns && i > 0 {
			return word[:i]
		}
	}
	return word
}

// cells is how many cells of a terminal text takes.
func cells(s string) int {
	n := 0
	for _, r := range s {
		n += wide(r)
	}
	return n
}

func wide(r rune) int {
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}
