package web

import (
	"encoding/csv"
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"

	"sanad/internal/publish/report/render"
)

// sheet is a list as CSV and as a workbook. Long ones are read on while they are
// written: rows stand in memory, rest is asked for what comes behind them.
type sheet struct {
	head []string
	rows [][]string
	rest func(do func(row []string) error) error // nil for none
}

// each hands every row to do.
func (s *sheet) each(do func(row []string) error) error {
	for _, row := range s.rows {
		if err := do(row); err != nil {
			return err
		}
	}
	if s.rest == nil {
		return nil
	}
	return s.rest(do)
}

// write writes CSV: RFC 4180, with a byte order mark, without which spreadsheets read
// Urdu and Chinese as Latin letters.
func (s *sheet) write(w io.Writer) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	c := csv.NewWriter(w)
	c.UseCRLF = true
	if err := c.Write(s.head); err != nil {
		return err
	}
	err := s.each(func(row []string) error {
		safe := make([]string, len(row))
		for i, cell := range row {
			safe[i] = render.Inert(cell)
		}
		return c.Write(safe)
	})
	c.Flush()
	if err != nil {
		return err
	}
	return c.Error()
}

const (
	sheetRows = 1_048_576 // of a sheet of a workbook, by the format
	cellMost  = 32_767    // characters of a cell
)

// writeXLSX writes a workbook of text alone: no cell of it is a formula, whatever it
// says. What a sheet has no room for goes on on the next.
func (s *sheet) writeXLSX(w io.Writer) error {
	f := excelize.NewFile()
	defer f.Close()
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	out := &sheets{f: f, head: s.head, bold: bold}
	if err := out.turn(); err != nil {
		return err
	}
	if err := s.each(out.put); err != nil {
		return err
	}
	if err := out.w.Flush(); err != nil {
		return err
	}
	return f.Write(w)
}

// sheets writes rows to one sheet of a workbook after another.
type sheets struct {
	f       *excelize.File
	w       *excelize.StreamWriter
	head    []string
	bold    int
	n, rows int
}

// turn begins the next sheet.
func (s *sheets) turn() (err error) {
	if s.w != nil {
		if err := s.w.Flush(); err != nil {
			return err
		}
	}
	s.n++
	name := fmt.Sprintf("Sheet%d", s.n)
	if _, err := s.f.NewSheet(name); err != nil {
		return err
	}
	if s.w, err = s.f.NewStreamWriter(name); err != nil {
		return err
	}
	if err := s.w.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	cells := make([]any, len(s.head))
	for i, h := range s.head {
		cells[i] = excelize.Cell{StyleID: s.bold, Value: h}
	}
	s.rows = 1
	return s.w.SetRow("A1", cells)
}

func (s *sheets) put(row []string) error {
	if s.rows == sheetRows {
		if err := s.turn(); err != nil {
			return err
		}
	}
	s.rows++
	cells := make([]any, len(row))
	for i, c := range row {
		cells[i] = short(cellMost, c)
	}
	return s.w.SetRow(fmt.Sprintf("A%d", s.rows), cells)
}
