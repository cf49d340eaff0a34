package main

import (
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"sanad/internal/resolve/eval"
	"sanad/internal/resolve/orgname"
	"sanad/internal/resolve/pairs"
)

// linking prints how well names and records are linked, on the labelled halves
// that lie beside package eval, and how long the clustering of many names takes.
// The names are made up by a generator; the figure is for speed and memory.
func linking(w io.Writer, names int) error {
	const labelled = "internal/resolve/eval/testdata"
	fmt.Fprintf(w, "\nlinking, at the bar of a link\n")
	for _, set := range []struct {
		file string
		run  func(io.Reader, eval.Options) (eval.Report, error)
	}{
		{"develop.csv", eval.Pairs}, {"heldout.csv", eval.Pairs}, {"records_develop.csv", eval.Records}, {"records_heldout.csv", eval.Records},
	} {
		f, err := os.Open(filepath.Join(labelled, set.file))
		if err != nil {
			fmt.Fprintf(w, "  %s: not measured: %v (run from the repository's root)\n", set.file, err)
			continue
		}
		r, err := set.run(f, eval.Options{Now: time.Now})
		f.Close()
		if err != nil {
			return fmt.Errorf("%s: %w", set.file, err)
		}
		c := r.AtLink
		fmt.Fprintf(w, "  %-20s %4d %s, %3d of them one: precision %.3f, recall %.3f, F1 %.3f; %.0f pairs/s\n", set.file, r.Pairs, r.What, r.One, c.Precision(), c.Recall(), c.F1(), r.PerSecond)
	}
	start := time.Now()
	var entities iter.Seq[orgname.Entity] = func(yield func(orgname.Entity) bool) {
		for e := range pairs.Believable(1, names) {
			if !yield(e) {
				return
			}
		}
	}
	_, stats := pairs.Cluster(entities, pairs.Options{})
	took := time.Since(start)
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	_, err := fmt.Fprintf(w, "  %d made-up names clustered in %s, the making included: %d clusters, %.2f GiB from the system (goal for 1,000,000: 60 s, 2 GiB)\n",
		stats.Entities, took.Round(100*time.Millisecond), stats.Clusters, float64(m.Sys)/(1<<30))
	return err
}
