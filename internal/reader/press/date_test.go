package press

import "testing"

func TestDates(t *testing.T) {
	for _, x := range []struct{ text, want string }{
		{"4 September 2025", "2025-09-04"},
		{"September 4, 2025", "2025-09-04"},
		{"4th of Sept. 2025", "2025-09-04"},
		{"28 August, 2024", "2024-08-28"},
		{"2025-09-04", "2025-09-04"},
		{"September 2025", "2025-09"},
		{"30-31 January 2024", "2024-01"},
		{"21/11/2024", "2024-11-21"},
		{"04/09/2025", ""}, // April or September
		{"31.12.2023", "2023-12-31"},
		{"March with us", ""},
	} {
		toks := tokenize(nil, x.text, 0, len(x.text))
		got, _ := readDate(toks, 0)
		if got.edtf() != x.want {
			t.Errorf("%s: %q, want %q", x.text, got.edtf(), x.want)
		}
	}
}

func TestRelativeDates(t *testing.T) {
	day := date{2025, 9, 8} // a Monday
	for _, x := range []struct{ text, want string }{
		{"today", "2025-09-08"},
		{"this morning", "2025-09-08"},
		{"yesterday", "2025-09-07"},
		{"Thursday", "2025-09-04"},
		{"Monday", "2025-09-08"},
		{"last year", "2024"},
		{"last month", "2025-08"},
	} {
		toks := tokenize(nil, x.text, 0, len(x.text))
		got, to := relative(toks, 0, day)
		if to == 0 || got.edtf() != x.want {
			t.Errorf("%s: %q, want %q", x.text, got.edtf(), x.want)
		}
	}
	toks := tokenize(nil, "today", 0, 5)
	if _, to := relative(toks, 0, date{}); to != 0 {
		t.Error("today without a release day must stay unsaid")
	}
	if got := (date{0, 12, 20}).inYearOf(date{2026, 1, 4}, false).edtf(); got != "2025-12-20" {
		t.Errorf("20 December told in January: %s", got)
	}
}
