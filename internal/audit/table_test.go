package audit

import "testing"

func column1(label string, cells ...string) []Line {
	var lines []Line
	for i, c := range cells {
		l := Line{Label: "row", Cells: []string{c}}
		if i == len(cells)-1 {
			l.Label = label
		}
		lines = append(lines, l)
	}
	return lines
}

func TestTable(t *testing.T) {
	for _, c := range []struct {
		name  string
		lines []Line
		want  string
	}{
		// the summits' projects, put together so that they come to 104,271
		{"a printed total that is not the sum", column1("Total", "76", "226", "675", "8,660", "8,380", "17,719", "24,774", "28,360", "15,401", "104,872"), "fails: the 9 figures of column 1 add up to 104,271, printed as 104,872: 601 more"},
		{"a sum", column1("Grand Total", "1", "7", "16", "24"), "agrees: the 3 figures of column 1 add up to 24, as printed"},
		{"money", column1("Total", "$7bn", "$1.54bn", "$9bn"), "cannot-tell: the 2 figures of column 1 add up to USD 8,540,000,000, printed as USD 9,000,000,000; rounding, an average or subtotals may explain it"},
		{"dashes add nothing", column1("Total", "5", "–", "", "7", "12"), "agrees: the 2 figures of column 1 add up to 12, as printed"},
		{"what cannot be read leaves the column alone", column1("Total", "5", "n/a", "7", "13"), ""},
		{"percentages are not re-added", column1("Total", "40%", "50%", "100%"), ""},
		{"two currencies are not added", column1("Total", "$5", "€7", "$12"), ""},
		{"an average", column1("Total", "40", "60", "50"), "cannot-tell: the 2 figures of column 1 add up to 100, printed as 50; rounding, an average or subtotals may explain it"},
		{"no total row", column1("Lahore", "5", "7", "12"), ""},
		{"one row", column1("Total", "5", "12"), ""},
		{"subtotals", []Line{{"a", []string{"1"}, false}, {"b", []string{"2"}, false}, {"Subtotal", []string{"3"}, false}, {"c", []string{"4"}, false}, {"Total", []string{"7"}, false}}, "agrees: the 3 figures of column 1 add up to 7, as printed"},
	} {
		got := ""
		for _, f := range Table(c.lines) {
			got += string(f.Verdict) + ": " + f.Words
		}
		if got != c.want {
			t.Errorf("%s\n got  %s\n want %s", c.name, got, c.want)
		}
	}
}
