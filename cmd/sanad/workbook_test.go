package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// demoRegister is a register of the samples.
func demoRegister(t *testing.T) string {
	t.Helper()
	data := filepath.Join(t.TempDir(), "data")
	samples, err := filepath.Glob("../../corpus/pk-cn-2025/*.txt")
	if err != nil || len(samples) == 0 {
		t.Fatal(err, samples)
	}
	samples = onlyAnnouncements(samples)
	must(t, data, append([]string{"add", "--keep"}, samples...)...)
	return data
}

// onlyAnnouncements leaves out what lies beside the samples and is none.
func onlyAnnouncements(paths []string) []string {
	var out []string
	for _, p := range paths {
		if filepath.Base(p) != "record.txt" {
			out = append(out, p)
		}
	}
	return out
}

func must(t *testing.T, data string, args ...string) string {
	t.Helper()
	out, errOut, err := command(t, data, args...)
	if err != nil {
		t.Fatalf("sanad %v: %v\n%s%s", args, err, out, errOut)
	}
	return out
}

// cells are all cells of a workbook's sheets, by place.
func cells(t *testing.T, path string) map[string]string {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	out := map[string]string{}
	for _, sheet := range f.GetSheetList() {
		if sheet == "About" || strings.HasPrefix(sheet, "_") {
			continue // they tell the log's size and what was exported
		}
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			for j, cell := range row {
				if cell != "" {
					name, _ := excelize.CoordinatesToCellName(j+1, i+1)
					out[sheet+"!"+name] = cell
				}
			}
		}
	}
	return out
}

func edit(t *testing.T, path string, do func(f *excelize.File)) {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	do(f)
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
	f.Close()
}

// put writes a row's cells under the sheet's headings, below what stands there.
func put(t *testing.T, f *excelize.File, sheet string, values map[string]string) {
	t.Helper()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for column, v := range values {
		found := false
		for j, heading := range rows[0] {
			if heading == column {
				name, _ := excelize.CoordinatesToCellName(j+1, len(rows)+1)
				if err := f.SetCellStr(sheet, name, v); err != nil {
					t.Fatal(err)
				}
				found = true
			}
		}
		if !found {
			t.Fatalf("sheet %s has no column %s", sheet, column)
		}
	}
}

// TestWorkbookRoundTrip: a workbook handed back unchanged says nothing; one that
// adds to every sheet comes out of the register as it went in.
func TestWorkbookRoundTrip(t *testing.T) {
	data := demoRegister(t)
	path := filepath.Join(t.TempDir(), "register.xlsx")
	must(t, data, "export", path)
	if out := must(t, data, "import", path); !strings.Contains(out, "nothing new") {
		t.Fatalf("a workbook handed back unchanged: %s", out)
	}
	var agreement, party string
	edit(t, path, func(f *excelize.File) {
		agreement, _ = f.GetCellValue("Agreements", "A2")
		party, _ = f.GetCellValue("Parties", "A2")
		put(t, f, "Commitments", map[string]string{"of": agreement, "by": party, "text": "Train teachers", "commitment": "Train", "target": "1500 people", "due": "2026-12"})
		put(t, f, "Milestones", map[string]string{"id": "survey", "of": agreement, "code": "tor", "due": "2026-03-31", "status": "Scheduled"})
		put(t, f, "Indicators", map[string]string{"id": "meetings", "of": agreement, "name": "Meetings held", "baseline": "0 meetings", "target": "4 meetings", "on": "2025-09-04"})
		put(t, f, "Results", map[string]string{"of": "meetings", "actual": "1 meetings", "on": "2026-01-31"})
		put(t, f, "Results", map[string]string{"of": "meetings", "actual": "0 meetings", "on": "2025-12-31", "sex": "Female", "province": "Balochistan"})
		put(t, f, "Money", map[string]string{"of": agreement, "money": "PKR 350000000 committed", "date": "2026-01", "by": party})
		put(t, f, "Evidence", map[string]string{"supports": "survey", "title": "=SUM(A1)", "proof": "Minutes", "url": "https://example.org/m"})
		put(t, f, "Meetings", map[string]string{"id": "first", "of": agreement, "name": "First meeting", "date": "2026-01-15", "decided": "A plan; a date", "attended": "وزارت; 工业和信息化部"})
		put(t, f, "Actions", map[string]string{"of": "first", "text": "Send the plan", "assigned": "Focal person", "due": "2026-02-15"})
		put(t, f, "Focal persons", map[string]string{"of": agreement, "by": party, "name": "A. Officer", "office": "Joint Secretary", "from": "2025-10-01"})
	})
	out := must(t, data, "import", path)
	if !strings.Contains(out, "let in from") {
		t.Fatal(out)
	}
	first := filepath.Join(t.TempDir(), "first.xlsx")
	must(t, data, "export", first)
	got := cells(t, first)
	for want, in := range map[string]string{
		"Train teachers": "Commitments", "1500 people": "Commitments", "2026-12": "Commitments", "2026-03-31": "Milestones", "4 meetings": "Indicators",
		"Balochistan": "Results", "PKR 350000000 committed": "Money", "=SUM(A1)": "Evidence", "A plan; a date": "Meetings", "工业和信息化部": "Meetings",
		"Send the plan": "Actions", "Joint Secretary": "Focal persons",
	} {
		found := false
		for place, cell := range got {
			found = found || strings.HasPrefix(place, in+"!") && strings.Contains(cell, want)
		}
		if !found {
			t.Errorf("%q is not on sheet %s of what came out", want, in)
		}
	}
	// Into a register of the same log it says nothing, and comes out the same.
	if out := must(t, data, "import", first); !strings.Contains(out, "nothing new") {
		t.Fatalf("what came out, handed back: %s", out)
	}
	second := filepath.Join(t.TempDir(), "second.xlsx")
	must(t, data, "export", second)
	again := cells(t, second)
	if len(again) != len(got) {
		t.Errorf("%d cells, then %d", len(got), len(again))
	}
	for place, cell := range got {
		if again[place] != cell {
			t.Errorf("%s: %q, then %q", place, cell, again[place])
		}
	}
}

// TestWorkbookRefusals: each mistake is told with its sheet and cell, and what is
// right goes in.
func TestWorkbookRefusals(t *testing.T) {
	data := demoRegister(t)
	path := filepath.Join(t.TempDir(), "register.xlsx")
	must(t, data, "export", path)
	edit(t, path, func(f *excelize.File) {
		a, _ := f.GetCellValue("Agreements", "A2")
		put(t, f, "Milestones", map[string]string{"of": a, "code": "tor", "due": "2026-02-30"})
		put(t, f, "Milestones", map[string]string{"code": "tor"})
		put(t, f, "Money", map[string]string{"of": a, "money": "ZZZ 100"})
		put(t, f, "Money", map[string]string{"of": a, "money": "USD 100 promised"})
		put(t, f, "Indicators", map[string]string{"of": a, "name": "Trained", "target": "many"})
		put(t, f, "Indicators", map[string]string{"of": a, "name": "Below", "baseline": "10 people", "target": "5 people", "cumulative": "Running total"})
		put(t, f, "Focal persons", map[string]string{"of": a, "name": "B", "from": "2026-01-01", "until": "2025-01-01"})
		put(t, f, "Commitments", map[string]string{"of": a, "text": "Good", "by": "p999-9"})
		put(t, f, "Commitments", map[string]string{"of": a, "text": "This one goes in"})
	})
	errors := filepath.Join(t.TempDir(), "errors.xlsx")
	out, errOut, err := command(t, data, "import", path, "--errors", errors)
	if err == nil {
		t.Fatalf("no error told: %s", out)
	}
	for _, want := range []string{"2026-02-30", "what it is a part of", `no currency "ZZZ"`, `no rung "promised"`, `"many" is not a number`, "below its baseline", "lies before", "nothing has the id p999-9"} {
		if !strings.Contains(errOut, want) {
			t.Errorf("not told: %s\n%s", want, errOut)
		}
	}
	f, err := excelize.OpenFile(errors)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows("Errors")
	if err != nil || len(rows) < 7 {
		t.Fatalf("%d rows of errors, %v", len(rows), err)
	}
}
