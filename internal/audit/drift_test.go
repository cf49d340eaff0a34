package audit

import (
	"slices"
	"strings"
	"testing"
)

func told(d Drifted) string {
	var out []string
	for _, c := range d.Changes {
		out = append(out, string(c.Move)+": "+c.Words)
	}
	for _, r := range d.Reached {
		out = append(out, "reached: "+r.Words)
	}
	for _, l := range d.Left {
		out = append(out, "left: "+l)
	}
	return strings.Join(out, "\n")
}

func TestDrift(t *testing.T) {
	training := []Point{
		{AsOf: "2024-06", Parts: []string{"200000"}, Per: "year"},
		{AsOf: "2024-09", Parts: []string{"300000"}},
		{AsOf: "2025-03-01", Parts: []string{"60000", "240000"}, Due: "2025"},
		{AsOf: "2025-03-10", Actual: true, Parts: []string{"20315"}},
		{AsOf: "2025-12-22", Parts: []string{"300000"}},
	}
	want := strings.TrimSpace(`
basis: 200,000 a year (2024-06) → 300,000 (2024-09): not comparable, a rate became a total or the reverse
dated: 300,000 (2024-09) → 60,000 + 240,000 = 300,000 by 2025 (2025-03-01): the same number, which now has a date
undated: 60,000 + 240,000 = 300,000 by 2025 (2025-03-01) → 300,000 (2025-12-22): the same number, without its date
reached: 20,315 of 300,000 = 6.8 %, as of 2025-03-10; target of 2025-03-01`)
	if got := told(Drift(training)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	slices.Reverse(training)
	if got := told(Drift(training)); got != want {
		t.Errorf("in another order\n%s", got)
	}
	for _, c := range []struct {
		name   string
		points []Point
		want   string
	}{
		{"raised", []Point{{AsOf: "2024", Parts: []string{"100"}}, {AsOf: "2025", Parts: []string{"150"}}}, "raised: 100 (2024) → 150 (2025): raised by 50, 50 %"},
		{"lowered", []Point{{AsOf: "2024", Parts: []string{"150"}}, {AsOf: "2025", Parts: []string{"100"}}}, "lowered: 150 (2024) → 100 (2025): lowered by 50, 33.3 %"},
		{"delayed", []Point{{AsOf: "2024", Parts: []string{"100"}, Due: "2025"}, {AsOf: "2025", Parts: []string{"100"}, Due: "2026-06"}}, "delayed: 100 by 2025 (2024) → 100 by 2026-06 (2025): the same number, later"},
		{"a repeated target is no drift", []Point{{AsOf: "2024", Parts: []string{"100"}}, {AsOf: "2025", Parts: []string{"100"}}}, "same: 100 (2024) → 100 (2025): the same target"},
		{"an actual before any target", []Point{{AsOf: "2024", Actual: true, Parts: []string{"5"}}}, "left: 5 (2024) comes before any target"},
		{"a yearly target has no share", []Point{{AsOf: "2024", Parts: []string{"100"}, Per: "year"}, {AsOf: "2025", Actual: true, Parts: []string{"5"}}}, "left: 5 (2025) has no share of 100 a year (2024): for how many years was not said"},
		{"what has no date is left out", []Point{{Parts: []string{"5"}}}, "left: 5 has no date"},
		{"what is no number is left out", []Point{{AsOf: "2024", Parts: []string{"1e9"}}}, `left: "1e9" of 2024 is not a plain decimal`},
		{"a target of nought", []Point{{AsOf: "2024", Parts: []string{"0"}}, {AsOf: "2025", Actual: true, Parts: []string{"5"}}}, "left: 0 (2024) has no shares"},
	} {
		if got := told(Drift(c.points)); got != c.want {
			t.Errorf("%s\n got  %s\n want %s", c.name, got, c.want)
		}
	}
}
