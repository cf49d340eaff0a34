package draft

import (
	"reflect"
	"strings"
	"testing"

	"sanad/internal/reader"
)

// 8 September 2025 was a Monday.
func TestDates(t *testing.T) {
	monday := ParseDate("2025-09-08")
	for _, c := range []struct {
		what string
		got  Date
		want string
	}{
		{"the day before", monday.Add(-1), "2025-09-07"},
		{"over the end of February", ParseDate("2024-02-28").Add(2), "2024-03-01"},
		{"over the new year", ParseDate("2024-12-31").Add(1), "2025-01-01"},
		{"the last Thursday", monday.On(3, false), "2025-09-04"},
		{"Monday is today", monday.On(0, false), "2025-09-08"},
		{"the next Monday", monday.On(0, true), "2025-09-15"},
		{"the 28th that was", monday.Near(0, 28, false), "2025-08-28"},
		{"the 28th to come", monday.Near(0, 28, true), "2025-09-28"},
		{"3 December that was", monday.Near(12, 3, false), "2024-12-03"},
		{"3 January to come", monday.Near(1, 3, true), "2026-01-03"},
		{"the month after", monday.AddMonths(4), "2026-01-08"},
	} {
		if got, _ := c.got.EDTF(); got != c.want {
			t.Errorf("%s: %s, want %s", c.what, got, c.want)
		}
	}
	for _, s := range []string{"2025-13", "2025-02-30", "x", "-1", "2025-0-1"} {
		if d := ParseDate(s); d != (Date{}) {
			t.Errorf("%s is no date, got %v", s, d)
		}
	}
	if d := (Date{}).Near(2, 3, false); d.Y != 0 {
		t.Errorf("a day without a year stays unknown, got %v", d)
	}
}

// TestMerge: a headline repeats, a second telling adds, and one side alone is
// not an agreement where both are named.
func TestMerge(t *testing.T) {
	text := "A and B. Alpha signed with Beta, 5 km. Alpha alone. Alpha again with Beta in May."
	at := func(s string) Span {
		i := strings.Index(text, s)
		return Span{i, i + len(s)}
	}
	d := Draft{Text: text, Rules: map[string]float64{"r": 0.9}}
	a, b := d.Know(at("Alpha"), "PK", "company"), d.Know(at("Beta"), "", "company")
	d.Alias(a, at("A"))
	d.Alias(b, at("B"))
	both := []Side{{Body: a, At: at("Alpha")}, {Body: b, At: at("Beta")}}
	d.Tellings = []Telling{
		{Rule: "r", Sentence: at("A and B."), Heading: true, Sides: both, Kind: "agreement", Stage: "signed"},
		{Rule: "r", Sentence: at("Alpha signed with Beta, 5 km."), Sides: both, Kind: "mou", Stage: "signed", Quantities: []Valued{{Number: 5, Unit: "km", At: at("5 km")}}},
		{Rule: "r", Sentence: at("Alpha alone."), Sides: both[:1], Kind: "mou", Stage: "signed"},
		{Rule: "r", Sentence: at("Alpha again with Beta in May."), Sides: []Side{both[1], both[0]}, Kind: "mou", Stage: "signed", Signed: Day{Date: Date{2025, 5, 0}, At: at("May")}},
	}
	var out reader.Reading
	d.Read(&out)
	if len(out.Agreements) != 1 {
		t.Fatalf("%d agreements, want one: %+v", len(out.Agreements), out.Agreements)
	}
	g := out.Agreements[0]
	if g.Quote.Text != "Alpha signed with Beta, 5 km." || g.Signed.Value != "2025-05" || g.Quantities[0].Value != 5 || g.Title != "Alpha – Beta" {
		t.Errorf("%+v", g)
	}
	var names []string
	for _, p := range g.Parties {
		names = append(names, p.ID+" "+p.Name+" "+p.Country)
	}
	if want := []string{"p1 Alpha PK", "p2 Beta "}; !reflect.DeepEqual(names, want) {
		t.Errorf("%q, want %q", names, want)
	}
}
