package main

import (
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"sanad/internal/resolve"
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
	if err != nil {
		return err
	}
	return crowds(w)
}

// How many names alike are linked one after the other, and how much longer each of the
// many may take than each of the few.
const (
	crowdFew   = 2000
	crowdMany  = 10_000
	goalCrowds = 4
)

// crowds measures linking names that are nearly alike one after the other, as a fold
// does: each held against those known, and then asked who else it may be.
func crowds(w io.Writer) error {
	var fallen float64
	for _, c := range []struct {
		what string
		name func(i int) string
	}{
		{"schools by number", func(i int) string { return fmt.Sprintf("Government Primary School No. %d, Rawalpindi", i+1) }},
		{"offices by place", func(i int) string { return "District Health Office " + madePlace(i) }},
	} {
		var each [2]time.Duration
		asked := 0
		for n, names := range []int{crowdFew, crowdMany} {
			l := resolve.Linker{Index: &resolve.Memory{}}
			start := time.Now()
			for i := range names {
				p := resolve.Party{ID: fmt.Sprintf("p%d-1", i), Names: []string{c.name(i)}, Country: "PK"}
				link, err := l.Party(p)
				if err != nil {
					return err
				}
				doubts, err := l.PartyDoubts(p, link.ID)
				if err != nil {
					return err
				}
				asked += len(doubts)
			}
			each[n] = time.Since(start) / time.Duration(names)
		}
		ratio := each[1].Seconds() / each[0].Seconds()
		fallen = max(fallen, ratio)
		if _, err := fmt.Fprintf(w, "  %s: %s a name among %d, %s among %d, %.2f times as long; %d doubts\n",
			c.what, each[1].Round(time.Microsecond), crowdMany, each[0].Round(time.Microsecond), crowdFew, ratio, asked); err != nil {
			return err
		}
	}
	verdict := "reached"
	if fallen > goalCrowds {
		verdict = "not reached"
	}
	_, err := fmt.Fprintf(w, "  %d times the names alike may take each %d times as long at most: %s\n", crowdMany/crowdFew, goalCrowds, verdict)
	return err
}

// madePlace is a made-up place name, another for each i.
func madePlace(i int) string {
	const syllables = "bakaranasamalatadaririlimisitikibidizilogomonoporosotovuwe"
	var b strings.Builder
	for n := i; b.Len() < 6 || n > 0; n /= 29 {
		b.WriteString(syllables[2*(n%29):][:2])
	}
	s := b.String()
	return strings.ToUpper(s[:1]) + s[1:]
}
