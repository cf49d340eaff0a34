package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sanad/internal/register"
	"sanad/internal/register/sqlview"
)

// TestOrderOfReports: the reports of an occasion, let in in any order, make the same
// event page: the same agreements, told by the same sources as fully.
func TestOrderOfReports(t *testing.T) {
	files, err := filepath.Glob("../../corpus/pk-cn-2025/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no samples", err)
	}
	want := matrix(t, files)
	if !strings.Contains(want, "PakAlerts ") || strings.Count(want, "\n") < 11 {
		t.Fatalf("too little to compare:\n%s", want)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 5 {
		random.Shuffle(len(files), func(i, j int) { files[i], files[j] = files[j], files[i] })
		if got := matrix(t, files); got != want {
			t.Errorf("in the order %s:\n%s\nwant:\n%s", strings.Join(files, " "), got, want)
		}
	}
}

// matrix is what the event pages of a register of the files show, line by line and
// without ids, which tell the order.
func matrix(t *testing.T, files []string) string {
	t.Helper()
	data := filepath.Join(t.TempDir(), "data")
	if _, stderr, err := command(t, data, append([]string{"add", "--keep"}, files...)...); err != nil {
		t.Fatalf("%v\n%s", err, stderr)
	}
	view, err := sqlview.Open(context.Background(), data)
	if err != nil {
		t.Fatal(err)
	}
	defer view.Close()
	events, err := view.Events(context.Background(), 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, e := range events {
		table, err := view.Table(context.Background(), e.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range table.Rows {
			lines = append(lines, fmt.Sprintf("%d counted: %s", e.Counted, lineOf(table, row)))
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// lineOf is a row: its sides, and who tells of it how fully. Of two spellings of a
// name either may be shown.
func lineOf(table register.Table, row register.TableRow) string {
	var sides, told []string
	for _, s := range row.Agreement.Sides {
		sides = append(sides, strings.ToLower(s.Name))
	}
	for i, c := range row.Cells {
		if c.Coverage != register.Absent {
			source := table.Sources[i].Source
			told = append(told, fmt.Sprintf("%s %s %s", source.Publisher, source.Published, c.Coverage))
		}
	}
	slices.Sort(sides)
	slices.Sort(told)
	return strings.Join(sides, " + ") + ": " + strings.Join(told, ", ")
}
