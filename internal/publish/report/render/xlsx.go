package render

import (
	"fmt"
	"io"
	"strconv"

	"github.com/xuri/excelize/v2"

	"sanad/internal/publish/report"
)

// XLSX writes a report as a workbook: on the first sheet what it is, its facts and
// the sections without a table; then a sheet a table, and the sources. Every cell is
// text or a number, never a formula.
func XLSX(w io.Writer, r report.Report, words report.Words) error {
	f := excelize.NewFile()
	defer f.Close()
	b := &sheets{f: f, words: words, report: r}
	if err := b.styles(); err != nil {
		return err
	}
	if err := b.cover(); err != nil {
		return err
	}
	n := 0
	for _, s := range r.Sections {
		if s.Table == nil {
			continue
		}
		n++
		if err := b.table(strconv.Itoa(n), s); err != nil {
			return err
		}
	}
	if err := b.sources(); err != nil {
		return err
	}
	return f.Write(w)
}

type sheets struct {
	f           *excelize.File
	words       report.Words
	report      report.Report
	bold, plain int
}

func (b *sheets) styles() (err error) {
	if b.bold, err = b.f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}}); err != nil {
		return err
	}
	b.plain, err = b.f.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	return err
}

// put writes cells as text; what is a whole number goes in as one.
func (b *sheets) put(sheet string, row int, style int, cells ...string) error {
	for i, c := range cells {
		at, err := excelize.CoordinatesToCellName(i+1, row)
		if err != nil {
			return err
		}
		if n, e := strconv.Atoi(c); e == nil && strconv.Itoa(n) == c {
			err = b.f.SetCellInt(sheet, at, int64(n))
		} else {
			err = b.f.SetCellStr(sheet, at, c)
		}
		if err != nil {
			return err
		}
		if err := b.f.SetCellStyle(sheet, at, at, style); err != nil {
			return err
		}
	}
	return nil
}

func (b *sheets) cover() error {
	name := b.words.T("report." + b.report.Kind)
	if b.report.Kind == "figure" {
		name = b.words.T("report.figures")
	}
	name = sheetName(name)
	if err := b.f.SetSheetName("Sheet1", name); err != nil {
		return err
	}
	row := 0
	put := func(style int, cells ...string) error {
		row++
		return b.put(name, row, style, cells...)
	}
	if err := put(b.bold, b.report.Title); err != nil {
		return err
	}
	for _, line := range []string{b.report.Lead, AsOf(b.report, b.words)} {
		if err := put(0, line); err != nil {
			return err
		}
	}
	for _, f := range b.report.Facts {
		if err := put(b.plain, f.Name, flat(f.Value)); err != nil {
			return err
		}
	}
	for _, s := range b.report.Sections {
		row++
		if err := put(b.bold, s.Title); err != nil {
			return err
		}
		for _, n := range s.Notes {
			if err := put(0, n); err != nil {
				return err
			}
		}
		for _, f := range s.Facts {
			if err := put(b.plain, f.Name, flat(f.Value)); err != nil {
				return err
			}
		}
		for _, c := range s.Items {
			if err := put(b.plain, "", flat(c)); err != nil {
				return err
			}
		}
		if s.Table != nil && len(s.Table.Rows) == 0 {
			if err := put(0, s.Table.Empty); err != nil {
				return err
			}
		}
	}
	row++
	for _, d := range b.report.Definitions {
		if err := put(b.plain, d.Word, d.Meaning); err != nil {
			return err
		}
	}
	return widths(b.f, name, []float64{34, 90})
}

// table is a section's table with its heading row frozen, filtered and repeated on
// each printed page.
func (b *sheets) table(number string, s report.Section) error {
	name := sheetName(number + " " + s.Title)
	if _, err := b.f.NewSheet(name); err != nil {
		return err
	}
	var head []string
	var wide []float64
	for _, c := range s.Table.Columns {
		head = append(head, c.Name)
		wide = append(wide, 6+4.5*float64(c.Width))
	}
	head, wide = append(head, b.words.T("report.sources")), append(wide, 12)
	if err := b.put(name, 1, b.bold, head...); err != nil {
		return err
	}
	for i, cells := range s.Table.Rows {
		var row []string
		sources := ""
		for _, c := range cells {
			row = append(row, plain(c))
			sources += notes(c)
		}
		if err := b.put(name, i+2, b.plain, append(row, sources)...); err != nil {
			return err
		}
	}
	last, err := excelize.ColumnNumberToName(len(head))
	if err != nil {
		return err
	}
	if err := b.f.AutoFilter(name, fmt.Sprintf("A1:%s%d", last, len(s.Table.Rows)+1), nil); err != nil {
		return err
	}
	if err := b.f.SetPanes(name, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	if err := b.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("'%s'!$1:$1", name), Scope: name}); err != nil {
		return err
	}
	a4, across, tall := 9, "landscape", 0 // any number of pages down, one across
	if err := b.f.SetPageLayout(name, &excelize.PageLayoutOptions{Size: &a4, Orientation: &across, FitToHeight: &tall}); err != nil {
		return err
	}
	return widths(b.f, name, wide)
}

func (b *sheets) sources() error {
	name := sheetName(b.words.T("report.sources"))
	if _, err := b.f.NewSheet(name); err != nil {
		return err
	}
	for i, s := range b.report.Sources {
		if err := b.put(name, i+1, b.plain, strconv.Itoa(s.N), string(s.ID), s.Publisher, s.Title, string(s.Published), b.words.Label("standing", s.Standing), s.URL); err != nil {
			return err
		}
	}
	return widths(b.f, name, []float64{6, 10, 28, 50, 14, 22, 60})
}

func widths(f *excelize.File, sheet string, wide []float64) error {
	for i, w := range wide {
		column, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := f.SetColWidth(sheet, column, column, w); err != nil {
			return err
		}
	}
	return nil
}

// sheetName is a title as Excel takes it: 31 characters, none of : \ / ? * [ ].
func sheetName(title string) string {
	var out []rune
	for _, r := range title {
		switch r {
		case ':', '\\', '/', '?', '*', '[', ']', '\'':
			r = ' '
		}
		if out = append(out, r); len(out) == 31 {
			break
		}
	}
	return string(out)
}
