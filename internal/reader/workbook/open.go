package workbook

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"sanad/claim"
	"sanad/internal/fault"
)

// open reads a workbook's sheets into grids. What cannot be trusted to mean what
// it shows is refused with its place: formulas, merged cells, macros.
func open(original []byte, mapping *Mapping) ([]grid, error) {
	if len(original) > maxFile {
		return nil, fault.New(fault.Invalid, "a workbook of %d MB; at most %d are read", len(original)>>20, maxFile>>20).WithHint("split it")
	}
	if err := inspect(original); err != nil {
		return nil, err
	}
	f, err := excelize.OpenReader(bytes.NewReader(original), excelize.Options{RawCellValue: true, UnzipSizeLimit: maxInside, UnzipXMLSizeLimit: maxInside})
	if err != nil {
		return nil, fault.New(fault.Invalid, "not a workbook that can be read: %w", err).WithHint("save it as .xlsx")
	}
	defer f.Close()
	if mapping != nil {
		return mapped(f, mapping)
	}
	was, err := exported(f)
	if err != nil {
		return nil, err
	}
	var grids []grid
	for _, title := range f.GetSheetList() {
		s, ok := sheetNamed(title)
		if !ok {
			continue
		}
		g := grid{sheet: s, title: title, was: was[s.Name]}
		if err := g.load(f, 1); err != nil {
			return nil, err
		}
		grids = append(grids, g)
	}
	if len(grids) == 0 {
		return nil, fault.New(fault.Invalid, "it has none of the register's sheets (%s)", sheetNames()).
			WithHint("take a workbook from sanad export, or map your own list with --map")
	}
	return grids, nil
}

func sheetNamed(title string) (Sheet, bool) {
	for _, s := range Sheets {
		if strings.EqualFold(s.Name, strings.TrimSpace(title)) {
			return s, true
		}
	}
	return Sheet{}, false
}

func sheetNames() string {
	var names []string
	for _, s := range Sheets {
		names = append(names, s.Name)
	}
	return strings.Join(names, ", ")
}

// load reads the rows below the headings, which stand in row header.
func (g *grid) load(f *excelize.File, header int) error {
	rows, err := f.Rows(g.title)
	if err != nil {
		return err
	}
	defer rows.Close()
	number := 0
	for rows.Next() {
		number++
		cells, err := rows.Columns()
		if err != nil {
			return fault.New(fault.Invalid, "%s row %d: %w", g.title, number, err)
		}
		switch {
		case number < header:
		case number == header:
			if err := g.head(cells); err != nil {
				return err
			}
		default:
			g.rows = append(g.rows, cells)
		}
	}
	g.first = header + 1
	return rows.Error()
}

// head takes the headings in. One that is no column of the sheet is refused: what
// stands below it would be lost in silence.
func (g *grid) head(cells []string) error {
	seen := map[string]bool{}
	for i, heading := range cells {
		if strings.TrimSpace(heading) == "" {
			g.columns = append(g.columns, Column{})
			continue
		}
		c, at := g.sheet.Column(heading)
		if at < 0 {
			cell, _ := excelize.CoordinatesToCellName(i+1, 1)
			return fault.New(fault.Invalid, "%s!%s: there is no column %q", g.title, cell, heading).WithHint("map your own list with --map, or rename the column")
		}
		if seen[c.Name] {
			cell, _ := excelize.CoordinatesToCellName(i+1, 1)
			return fault.New(fault.Invalid, "%s!%s: the column %q stands twice", g.title, cell, c.Name)
		}
		seen[c.Name] = true
		g.columns = append(g.columns, c)
	}
	return nil
}

// exported is what the register wrote: by sheet, id and column.
func exported(f *excelize.File) (map[string]map[string]map[string]string, error) {
	out := map[string]map[string]map[string]string{}
	if i, err := f.GetSheetIndex(Hidden); err != nil || i < 0 {
		return out, nil
	}
	rows, err := f.Rows(Hidden)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		c, err := rows.Columns()
		if err != nil {
			return nil, err
		}
		if len(c) < 4 {
			continue
		}
		if out[c[0]] == nil {
			out[c[0]] = map[string]map[string]string{}
		}
		if out[c[0]][c[1]] == nil {
			out[c[0]][c[1]] = map[string]string{}
		}
		out[c[0]][c[1]][c[2]] = c[3]
	}
	return out, rows.Error()
}

// inspect looks into the file before anything is made of it.
func inspect(original []byte) error {
	z, err := zip.NewReader(bytes.NewReader(original), int64(len(original)))
	if err != nil {
		return fault.New(fault.Invalid, "not a workbook: %w", err).WithHint("save it as .xlsx; one behind a password cannot be read")
	}
	var inside uint64
	for _, file := range z.File {
		inside += file.UncompressedSize64
		if inside > maxInside {
			return fault.New(fault.Invalid, "unpacked it is over %d MB", maxInside>>20).WithHint("split it")
		}
		if strings.HasSuffix(file.Name, "vbaProject.bin") {
			return fault.New(fault.Invalid, "it holds macros").WithHint("save it as .xlsx, without macros")
		}
	}
	for _, file := range z.File {
		if strings.HasPrefix(file.Name, "xl/worksheets/") && strings.HasSuffix(file.Name, ".xml") {
			if err := noTricks(file); err != nil {
				return err
			}
		}
	}
	return nil
}

// noTricks refuses a sheet with formulas or merged cells, naming the first.
func noTricks(file *zip.File) error {
	r, err := file.Open()
	if err != nil {
		return fault.New(fault.Invalid, "%s: %w", file.Name, err)
	}
	defer r.Close()
	d := xml.NewDecoder(io.LimitReader(r, maxInside))
	cell := ""
	for {
		t, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fault.New(fault.Invalid, "%s: %w", file.Name, err)
		}
		start, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		attribute := func(name string) string {
			for _, a := range start.Attr {
				if a.Name.Local == name {
					return a.Value
				}
			}
			return ""
		}
		switch start.Name.Local {
		case "c":
			cell = attribute("r")
		case "f":
			return fault.New(fault.Invalid, "%s: cell %s holds a formula; only what is written counts", sheetFile(file.Name), cell).WithHint("paste values only")
		case "mergeCell":
			return fault.New(fault.Invalid, "%s: cells %s are merged; which row they belong to cannot be told", sheetFile(file.Name), attribute("ref")).WithHint("unmerge them")
		}
	}
}

func sheetFile(name string) string {
	return "sheet " + strings.TrimSuffix(strings.TrimPrefix(name, "xl/worksheets/sheet"), ".xml")
}

// dateCell is a date as it was typed, or of the number a spreadsheet makes of it.
// A number from 1000 to 9999 is a year: as a day it would lie before 1928.
func dateCell(s string) string {
	s = strings.TrimSpace(s)
	if n, err := strconv.ParseFloat(s, 64); err == nil && n >= 10000 && n < 2958466 {
		if t, err := excelize.ExcelDateToTime(n, false); err == nil {
			return t.Format(time.DateOnly)
		}
	}
	return s
}

// mapped reads an office's own list by its mapping.
func mapped(f *excelize.File, m *Mapping) ([]grid, error) {
	title := m.Sheet
	if title == "" {
		title = f.GetSheetList()[0]
	}
	s, ok := SheetOf(claim.Agreement)
	if !ok {
		return nil, errors.New("there is no sheet of agreements")
	}
	g := grid{sheet: s, title: title}
	rows, err := f.Rows(title)
	if err != nil {
		return nil, fault.New(fault.NotFound, "there is no sheet %q", title).WithHint("it has: %s", strings.Join(f.GetSheetList(), ", "))
	}
	defer rows.Close()
	return m.grids(g, rows)
}
