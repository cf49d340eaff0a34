package press

import (
	"testing"

	"sanad/internal/reader"
)

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
		{"14 may 2017", "2017-05-14"},
		{"1 may come", ""},
		{"12th February, 2024", "2024-02-12"},
		{"August 8th 2017", "2017-08-08"},
		{"Nov. 3, 2021", "2021-11-03"},
		{"November, 2020", "2020-11"},
		{"4th day of September, 2025", "2025-09-04"},
		{"04-Sep-2025", "2025-09-04"},
		{"4-September-2025", "2025-09-04"},
		{"Sep-04-2025", "2025-09-04"},
		{"04.09.2025", "2025-09-04"}, // dots are written day first
		{"2025/09/04", "2025-09-04"},
		{"2025.09.04", "2025-09-04"},
		{"13/9/2025", "2025-09-13"},
		{"9/13/2025", "2025-09-13"},
		{"3 and 4 June 2024", "2024-06"},
		{"June 3–4, 2024", "2024-06"},
		{"September the 4th, 2025", "2025-09-04"},
		{"4 Sept 2025", "2025-09-04"},
		{"2,500 jobs", ""},
	} {
		toks := tokenize(nil, x.text, 0, len(x.text), nil)
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
		{"earlier today", "2025-09-08"},
		{"tonight", "2025-09-08"},
		{"last night", "2025-09-07"},
		{"this Thursday", "2025-09-04"},
		{"last Monday", "2025-09-01"},
		{"next Friday", "2025-09-12"},
		{"earlier this month", "2025-09"},
		{"later this month", "2025-09"},
		{"earlier this year", "2025"},
		{"next month", "2025-10"},
		{"two days ago", "2025-09-06"},
		{"3 days ago", "2025-09-05"},
		{"two months ago", "2025-07"},
		{"five years ago", "2020"},
		{"the same day", "2025-09-08"},
	} {
		toks := tokenize(nil, x.text, 0, len(x.text), nil)
		got, to := relative(toks, 0, day)
		if to == 0 || got.edtf() != x.want {
			t.Errorf("%s: %q, want %q", x.text, got.edtf(), x.want)
		}
	}
	toks := tokenize(nil, "today", 0, 5, nil)
	if _, to := relative(toks, 0, date{}); to != 0 {
		t.Error("today without a release day must stay unsaid")
	}
	if got := (date{0, 12, 20}).inYearOf(date{2026, 1, 4}, false).edtf(); got != "2025-12-20" {
		t.Errorf("20 December told in January: %s", got)
	}
}

// TestSigned: the day of signing of an announcement released on a Monday.
func TestSigned(t *testing.T) {
	for _, x := range []struct{ want, text string }{
		{"2025-09-08", "Peru and Chile signed a treaty today."},
		{"2025-09-07", "Peru and Chile signed a treaty on Sunday."},
		{"2025-09-04", "Peru and Chile signed a treaty last Thursday."},
		{"2025-09-12", "Peru and Chile will sign a treaty on Friday."},
		{"2025-09-09", "Peru and Chile will sign a treaty tomorrow."},
		{"2025-10", "Peru and Chile will sign a treaty next month."},
		{"2025-09", "Peru and Chile signed a treaty earlier this month."},
		{"2025-08-29", "On 29 August, Peru and Chile signed a treaty."},
		{"2025-08-29", "A treaty between Peru and Chile was signed on the 29th of August."},
		{"2025-08-29", "The treaty (signed 29.08.2025) binds Peru and Chile.\n\nPeru and Chile signed the treaty on 29.08.2025."},
		{"2024-12-30", "Peru and Chile signed a treaty on 30 December 2024."},
		{"2025-09-06", "Officials of Peru and Chile met in Lima on Saturday to talk about fish.\n\nPeru and Chile signed a treaty."},
		{"2025-09-07", "Peru and Chile signed a treaty. The ceremony took place in Lima last night."},
		{"2025-09-08", "Peru and Chile signed a treaty. Talks had begun in May 2021."},
		{"2025-09-08", "Peru and Chile signed a treaty, said a statement issued on Sunday."},
		{"2025-09-05", "LIMA, September 5 (Andes News) – Peru and Chile today signed a treaty."},
		{"", "Peru and Chile will sign a treaty."},
		{"", "Talks between Peru and Chile on a treaty went on on Friday."},
	} {
		r, _ := New().Read(reader.Document{Text: x.text, Published: "2025-09-08"})
		got := ""
		if len(r.Agreements) > 0 && r.Agreements[0].Signed != nil {
			got = r.Agreements[0].Signed.Value
		}
		if len(r.Agreements) == 0 || got != x.want {
			t.Errorf("%s\n got %q, want %q", x.text, got, x.want)
		}
	}
}
