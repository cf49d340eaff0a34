package main

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sanad/internal/register"
	"sanad/internal/register/sqlview"
)

// TestEventOfTheDemo holds the demo's event to what its sources disagree about:
// how many agreements there were, who signed with Sky47, which lists have NAVTTC,
// and whether December's twenty-four hold September's.
func TestEventOfTheDemo(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	files, err := filepath.Glob("../../corpus/pk-cn-2025/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no samples", err)
	}
	if _, stderr, err := command(t, data, append([]string{"add", "--keep"}, files...)...); err != nil {
		t.Fatalf("%v\n%s", err, stderr)
	}
	view, err := sqlview.Open(context.Background(), data)
	if err != nil {
		t.Fatal(err)
	}
	defer view.Close()
	ctx := context.Background()
	events, err := view.Events(ctx, 0, 0)
	if err != nil || len(events) != 2 {
		t.Fatalf("events %+v, %v", events, err)
	}
	september, december := events[0], events[1]
	if december.Counted != 24 || december.Agreements != 0 || !strings.Contains(december.Name, "Working Group") {
		t.Errorf("of December %+v, want a count of 24 and no list", december)
	}
	table, err := view.Table(ctx, september.ID)
	if err != nil {
		t.Fatal(err)
	}
	if table.Named < 11 {
		t.Errorf("%d pairs, want 11 at least", table.Named)
	}
	if len(table.Sources) != 7 {
		t.Errorf("%d sources list something, want 7: the two that name no occasion are known by their lists", len(table.Sources))
	}
	publishers := func(row register.TableRow) string {
		var names []string
		for _, id := range row.OnlyIn {
			i := slices.IndexFunc(table.Sources, func(s register.SourceCount) bool { return s.Source.ID == id })
			names = append(names, table.Sources[i].Source.Publisher)
		}
		return strings.Join(names, ", ")
	}
	only := map[string]string{}
	for _, row := range table.Rows {
		for _, side := range row.Agreement.Sides {
			only[side.Name] += publishers(row)
		}
	}
	if got := only["National Vocational and Technical Training Commission"]; got != "newswire.com.pk, TechJuice" {
		t.Errorf("NAVTTC is only in the lists of %q", got)
	}
	questions, err := view.Questions(ctx, september.ID)
	if err != nil {
		t.Fatal(err)
	}
	asked := func(rule string) bool {
		return slices.ContainsFunc(questions, func(q register.Question) bool { return q.Rule == rule })
	}
	if !asked("same-side-other-partner") || !asked("same-countries-other-count") {
		t.Errorf("asked %+v, want whose partner Sky47 is, and whether the 24 hold the 9", questions)
	}
}
