package main

import (
	"bytes"
	"fmt"
	"strconv"

	"github.com/xuri/excelize/v2"

	form "sanad/internal/reader/workbook"
	"sanad/internal/resolve/pairs"
)

// officeShares are how many of a hundred rows of the office's workbook are on each of
// its sheets.
var officeShares = []struct {
	sheet string
	share int
}{
	{"Agreements", 18}, {"Parties", 10}, {"Commitments", 14}, {"Milestones", 14}, {"Indicators", 10}, {"Results", 16},
	{"Money", 7}, {"Evidence", 5}, {"Meetings", 2}, {"Actions", 2}, {"Focal persons", 2},
}

// madeNames are n names of made-up bodies.
func madeNames(n int) []string {
	var names []string
	for e := range pairs.Believable(3, n) {
		names = append(names, e.Names[0])
	}
	return names
}

// madeDay is the day number i of a made-up office, in a year from first on.
func madeDay(i, first int) string {
	return fmt.Sprintf("%04d-%02d-%02d", first+i%4, 1+i%12, 1+i%28)
}

// officeWorkbook is a workbook of so many rows such as an office hands in that enters
// all it has: new agreements and their parties, and of each what it is held to and what
// came of it, on every sheet. It holds nothing of the register yet.
func officeWorkbook(rows int) ([]byte, error) {
	count := map[string]int{}
	for _, s := range officeShares {
		count[s.sheet] = rows * s.share / 100
	}
	agreement := func(i int) string { return fmt.Sprintf("A%d", i%count["Agreements"]+1) }
	party := func(i int) string { return fmt.Sprintf("P%d", i%count["Parties"]+1) }
	indicator := func(i int) string { return fmt.Sprintf("I%d", i%count["Indicators"]+1) }
	meeting := func(i int) string { return fmt.Sprintf("G%d", i%count["Meetings"]+1) }
	names := madeNames(count["Parties"])
	row := map[string]func(i int) map[string]any{
		"Agreements": func(i int) map[string]any {
			return map[string]any{
				"id": agreement(i), "title": fmt.Sprintf("Memorandum %d on works that are made up", i+1), "reference": fmt.Sprintf("MADE/%d", i+1),
				"kind": "mou", "legal": "in-force", "party": party(i*7) + "; " + party(i*11+3), "signed": madeDay(i, 2021), "term": "5 a", "notice": "6 mo", "renewal": "none",
				"theme": "training", "purpose": fmt.Sprintf("Training and exchange in %d districts that do not exist", 3+i%40),
			}
		},
		"Parties": func(i int) map[string]any {
			return map[string]any{"id": party(i), "name": names[i], "country": []string{"PK", "CN", "KE", "FR"}[i%4], "type": []string{"government", "company"}[i%2]}
		},
		"Commitments": func(i int) map[string]any {
			return map[string]any{"of": agreement(i), "text": fmt.Sprintf("Train %d people", 10+i), "commitment": "train", "by": party(i * 7), "target": fmt.Sprintf("%d people", 10+i), "due": madeDay(i, 2026)}
		},
		"Milestones": func(i int) map[string]any {
			return map[string]any{"id": fmt.Sprintf("M%d", i+1), "of": agreement(i), "name": fmt.Sprintf("Course %d opened", i+1), "due": madeDay(i, 2025), "status": "scheduled"}
		},
		"Indicators": func(i int) map[string]any {
			return map[string]any{"id": indicator(i), "of": agreement(i), "name": "People trained", "baseline": "0 people", "target": fmt.Sprintf("%d people", 1000+i), "due": madeDay(i, 2026), "cumulative": "running-total", "on": "2021-01-01"}
		},
		"Results": func(i int) map[string]any {
			return map[string]any{"of": indicator(i), "actual": fmt.Sprintf("%d people", i%900), "sex": []string{"", "female", "male"}[i%3], "on": madeDay(i, 2021)}
		},
		"Money": func(i int) map[string]any {
			return map[string]any{"of": agreement(i), "money": fmt.Sprintf("USD %d committed", 1000*(i+1)), "date": madeDay(i, 2021), "by": party(i * 7)}
		},
		"Evidence": func(i int) map[string]any {
			return map[string]any{"supports": fmt.Sprintf("M%d", i%count["Milestones"]+1), "title": "Minutes", "proof": "minutes", "grade": "reported", "date": madeDay(i, 2021), "url": fmt.Sprintf("https://office.example/%d", i)}
		},
		"Meetings": func(i int) map[string]any {
			return map[string]any{"id": meeting(i), "of": agreement(i * 5), "name": "Working group", "date": madeDay(i, 2021), "decided": "A plan; a date"}
		},
		"Actions": func(i int) map[string]any {
			return map[string]any{"of": meeting(i), "text": "Send the plan", "assigned": "Focal person", "due": madeDay(i, 2026)}
		},
		"Focal persons": func(i int) map[string]any {
			return map[string]any{"of": agreement(i * 3), "by": party(i * 21), "name": fmt.Sprintf("Officer %d", i+1), "office": "Joint Secretary", "from": madeDay(i, 2021)}
		},
	}
	f := excelize.NewFile()
	defer f.Close()
	for _, s := range form.Sheets {
		if _, err := f.NewSheet(s.Name); err != nil {
			return nil, err
		}
		w, err := f.NewStreamWriter(s.Name)
		if err != nil {
			return nil, err
		}
		var headings []any
		for _, c := range s.Columns {
			headings = append(headings, c.Name)
		}
		if err := w.SetRow("A1", headings); err != nil {
			return nil, err
		}
		for i := range count[s.Name] {
			said := row[s.Name](i)
			cells := make([]any, len(s.Columns))
			for j, c := range s.Columns {
				cells[j] = said[c.Name]
			}
			if err := w.SetRow("A"+strconv.Itoa(i+2), cells); err != nil {
				return nil, err
			}
		}
		if err := w.Flush(); err != nil {
			return nil, err
		}
	}
	var b bytes.Buffer
	err := f.Write(&b)
	return b.Bytes(), err
}

// officeMapping is how the office's list is read.
const officeMapping = `{"header": 2, "dates": "dmy", "columns": {
 "Sr": {"to": "ignore"}, "File No.": {"to": "reference"}, "Name of MoU": {"to": "title"},
 "Ministry": {"to": "party", "country": "PK", "type": "government"}, "Foreign partner": {"to": "party", "country": "Country"}, "Country": {"to": "country"},
 "Signed on": {"to": "signed"}, "Valid until": {"to": "expires"}, "Status": {"to": "legal", "codes": {"Active": "in-force", "Lapsed": "expired"}}, "Remarks": {"to": "remark"}
}}`

// officeList is a ministry's own list of so many agreements, one a row, under headings
// of its own.
func officeList(rows int) ([]byte, error) {
	const ministries = 60
	names := madeNames(ministries + 3000)
	f := excelize.NewFile()
	defer f.Close()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		return nil, err
	}
	lines := [][]any{{"Agreements of the made-up division"}, {"Sr", "File No.", "Name of MoU", "Ministry", "Foreign partner", "Country", "Signed on", "Valid until", "Status", "Remarks"}}
	for i := range rows {
		lines = append(lines, []any{
			i + 1, fmt.Sprintf("F-%d/M", i+1), fmt.Sprintf("Memorandum %d on works that are made up", i+1), names[i%ministries], names[ministries+i*7%3000],
			[]string{"China", "Kenya", "France"}[i%3], fmt.Sprintf("%02d/%02d/%04d", 1+i%28, 1+i%12, 2001+i%24), 47000 + i%3000, []string{"Active", "Lapsed"}[i%2], fmt.Sprintf("letter %d is awaited", i),
		})
	}
	for i, l := range lines {
		if err := w.SetRow("A"+strconv.Itoa(i+1), l); err != nil {
			return nil, err
		}
	}
	if err := w.Flush(); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = f.Write(&b)
	return b.Bytes(), err
}
