package workbook

import (
	"archive/zip"
	"bytes"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"sanad/claim"
	"sanad/internal/fault"
)

// file makes a workbook of one sheet from its rows.
func file(t testing.TB, sheet string, rows [][]any, also ...func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetSheetName("Sheet1", sheet); err != nil {
		t.Fatal(err)
	}
	for i, r := range rows {
		cell, _ := excelize.CoordinatesToCellName(1, i+1)
		if err := f.SetSheetRow(sheet, cell, &r); err != nil {
			t.Fatal(err)
		}
	}
	for _, do := range also {
		do(f)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// with adds a file to a workbook's zip.
func with(t testing.TB, book []byte, name string) []byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range r.File {
		if err := w.Copy(f); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.Create(name); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestRefusedWhole: what cannot be trusted to mean what it shows is refused with
// its place and the next step.
func TestRefusedWhole(t *testing.T) {
	good := [][]any{{"id", "of", "code", "due"}, {"", "a17-3", "rfs", "2026-03"}}
	for name, c := range map[string]struct {
		book []byte
		want string
	}{
		"no workbook":       {[]byte("id,of\n"), "not a workbook"},
		"cut short":         {file(t, "Milestones", good)[:200], "not a workbook"},
		"macros":            {with(t, file(t, "Milestones", good), "xl/vbaProject.bin"), "macros"},
		"another's sheet":   {file(t, "MoU list", good), "none of the register's sheets"},
		"an unknown column": {file(t, "Milestones", [][]any{{"id", "deadline"}}), `Milestones!B1: there is no column "deadline"`},
		"a column twice":    {file(t, "Milestones", [][]any{{"id", "due", "Due"}}), `"due" stands twice`},
		"a formula":         {file(t, "Milestones", good, func(f *excelize.File) { _ = f.SetCellFormula("Milestones", "D2", "A1+1") }), "cell D2 holds a formula"},
		"merged cells":      {file(t, "Milestones", good, func(f *excelize.File) { _ = f.MergeCell("Milestones", "A2", "B3") }), "A2:B3 are merged"},
	} {
		_, err := Parse(c.book, nil)
		if !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), c.want) || fault.HintOf(err) == "" && name != "a column twice" {
			t.Errorf("%s: %v (hint %q), want %q and what to do", name, err, fault.HintOf(err), c.want)
		}
	}
}

// TestRows: a row is read whole or not at all, rows refer to one another by the
// names they have, and each claim quotes its cell.
func TestRows(t *testing.T) {
	book := file(t, "Indicators", [][]any{
		{"id", "of", "name", "baseline", "target", "on"},
		{"trained", "a17-3", "Trained", "0 people", "1,500 people", 45904}, // a day as a spreadsheet writes it
		{"", "a17-3", "Wrong", "", "many", ""},
	}, func(f *excelize.File) {
		_, _ = f.NewSheet("Results")
		for i, r := range [][]any{{"of", "actual", "on"}, {"trained", "0 people", "2025-12"}, {"a17-9-9", "3 people", "2025-12"}} {
			cell, _ := excelize.CoordinatesToCellName(1, i+1)
			_ = f.SetSheetRow("Results", cell, &r)
		}
	})
	r, err := Parse(book, nil)
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, p := range r.Problems {
		told = append(told, p.Sheet+"!"+p.Cell)
	}
	if got := strings.Join(told, " "); got != "Indicators!E3 Results!A3" && got != "Indicators!E3 Results!A3 Results!A3" {
		t.Errorf("problems at %s, want E3 of the indicators and A3 of the results: %+v", got, r.Problems)
	}
	actual := false
	for _, c := range r.Claims {
		if r.Text[c.Selector.Start:c.Selector.End] != c.Selector.Quote {
			t.Errorf("%s %s quotes %q, which is not in the text", c.Subject, c.Property, c.Selector.Quote)
		}
		if c.Property == claim.PropBaseline && c.AsOf != "2025-09-04" {
			t.Errorf("the baseline is of %q", c.AsOf)
		}
		if q, ok := c.Value.(claim.Quantity); ok && c.Property == claim.PropActual {
			actual = q.Number == "0" && c.AsOf == "2025-12" // a report of none is a report
		}
	}
	if !actual {
		t.Errorf("the result of 0 is not there: %+v", r.Claims)
	}
}

// TestNamedRows: an office numbers its rows, from 1 on every sheet; what refers to a row
// means one of the sheets it can refer to, and nothing else is guessed.
func TestNamedRows(t *testing.T) {
	book := file(t, "Agreements", [][]any{
		{"id", "title", "party"}, {"1", "On roads", "2; 1"}, {"A2", "On wells", "3"}, {"a17-3-9", "On ports", ""}, {"s4", "On bridges", ""},
	}, func(f *excelize.File) {
		for sheet, rows := range map[string][][]any{
			"Parties":    {{"id", "name"}, {"1", "Works Company"}, {"2", "Roads Office"}},
			"Milestones": {{"id", "of", "name", "due"}, {"1", "A2", "Dug", "2026-03"}, {"3", "m1", "Lined", "2026-04"}},
			"Indicators": {{"id", "of", "name"}, {"1", "1", "Wells"}},
			"Results":    {{"of", "actual", "on"}, {"1", "4 wells", "2026-01"}},
			"Evidence":   {{"supports", "title"}, {"i1", "Minutes"}},
		} {
			_, _ = f.NewSheet(sheet)
			for i, r := range rows {
				_ = f.SetSheetRow(sheet, "A"+strconv.Itoa(i+1), &r)
			}
		}
	})
	r, err := Parse(book, nil)
	if err != nil {
		t.Fatal(err)
	}
	told := map[string]string{}
	for _, p := range r.Problems {
		told[p.Sheet+"!"+p.Cell] += p.What
	}
	for place, want := range map[string]string{
		"Agreements!C3": `"3" is neither an id nor the name of a new row`,
		"Agreements!A5": "s4 is the id of something else",
		"Milestones!B2": "refers to a row that is refused",
		"Milestones!B3": `"m1" is neither`, // the first milestone, were it taken for a subject
		"Indicators!B2": `rows of two sheets are named "1"`,
		"Results!A2":    "refers to a row that is refused",
		"Evidence!A2":   `"i1" is neither`,
	} {
		if !strings.Contains(told[place], want) {
			t.Errorf("%s: %q, want %q", place, told[place], want)
		}
		delete(told, place)
	}
	if len(told) > 0 {
		t.Errorf("told besides: %v", told)
	}
	if r.Rows != 11 {
		t.Errorf("%d rows, want 11", r.Rows)
	}
	var sides []string
	for _, c := range r.Claims {
		if ref, ok := c.Value.(claim.Ref); ok && c.Property == claim.PropParty {
			sides = append(sides, string(c.Subject)+" with "+string(ref.Subject))
		}
	}
	if got := strings.Join(sides, ", "); got != "a1 with p2, a1 with p1" {
		t.Errorf("sides: %s", got)
	}
}

// TestMappedList: an office's own list, its dates as the office writes them, its
// words for codes, its countries by name.
func TestMappedList(t *testing.T) {
	book := file(t, "Sheet1", [][]any{
		{"List of MoUs of the Division"},
		{"Sr", "Title", "Ministry", "Other side", "Country", "Signed", "State"},
		{1, "On fibre", "Ministry of IT", "Huawei", "China", "04/09/2025", "Active"},
		{2, "On skills", "Ministry of IT", "", "China", "31/02/2025", "Active"},
	})
	headings, row, err := Headings(book)
	if err != nil || row != 2 || len(headings) != 7 {
		t.Fatalf("headings %v in row %d, %v", headings, row, err)
	}
	m, err := ParseMapping([]byte(`{"header":2,"dates":"dmy","columns":{
		"Sr":{"to":"ignore"},"Title":{"to":"title"},"Ministry":{"to":"party","country":"PK","type":"government"},
		"Other side":{"to":"party","country":"Country"},"Country":{"to":"country"},"Signed":{"to":"signed"},"State":{"to":"legal","codes":{"Active":"in-force"}}}}`))
	if err != nil {
		t.Fatal(err)
	}
	r, err := Parse(book, m)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Problems) != 1 || r.Problems[0].Cell != "F4" {
		t.Errorf("problems %+v, want the day of F4 alone", r.Problems)
	}
	said := map[string]string{}
	for _, c := range r.Claims {
		switch v := c.Value.(type) {
		case claim.Date:
			said[string(c.Property)] = string(v)
		case claim.Code:
			said[string(c.Property)] += v.Code + " "
		case claim.Text:
			said[string(c.Property)] += v.Text + ", "
		}
	}
	if said["signed"] != "2025-09-04" || said["legal"] != "in-force " || !strings.Contains(said["country"], "CN") || !strings.Contains(said["name"], "Huawei") {
		t.Errorf("read %v", said)
	}
	for bad, want := range map[string]string{
		`{"columns":{"Title":{"to":"title"}}}`:               "no column is a side",
		`{"columns":{"A":{"to":"party"},"B":{"to":"moon"}}}`: `"moon" is nothing`,
		`{"dates":"later","columns":{"A":{"to":"party"}}}`:   "is not dmy",
		`{"columns":{"A":{"to":"party"}},"colums":{}}`:       "unknown field",
	} {
		if _, err := ParseMapping([]byte(bad)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", bad, err, want)
		}
	}
}

// FuzzParse: any bytes are refused or read, every claim quotes its cell, and no row
// is both refused and read.
func FuzzParse(f *testing.F) {
	f.Add(file(f, "Milestones", [][]any{{"id", "of", "code", "due"}, {"", "a17-3", "rfs", "2026-03"}}))
	f.Add(file(f, "Money", [][]any{{"of", "money"}, {"a1-1", "USD 4.2bn pledged"}}))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := Parse(b, nil)
		if err != nil {
			return
		}
		for _, c := range r.Claims {
			if err := c.Check(); err != nil {
				t.Fatal(err)
			}
			if r.Text[c.Selector.Start:c.Selector.End] != c.Selector.Quote {
				t.Fatalf("%s %s: its quote is not in the text", c.Subject, c.Property)
			}
		}
	})
}
