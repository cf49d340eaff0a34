// Sanad-bench measures what the README and the issues name figures for. Every
// figure is a ratio against a floor or a peer that does the like in the same
// run, in turns, because machines are shared and noisy: of each pair the ratio
// is taken, and of the ratios the median.
//
// It is not part of the program people install.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"slices"
	"text/tabwriter"
	"time"
)

// side is one of two that are measured in turns. It returns how many units of
// work it did and how long they took.
type side struct {
	name string
	run  func() (units float64, took time.Duration, err error)
}

// comparison is what is measured beside what.
type comparison struct {
	what, unit string
	ours       side
	floor      side
}

var (
	names = flag.Int("names", 1_000_000, "how many names to cluster")
	only  = flag.String("only", "", "measure only reading, only proportion, only linking, only appending, only activities or only workbooks")
)

func main() {
	rounds := flag.Int("rounds", 5, "rounds of each pair, after one to warm up")
	flag.Parse()
	dir, err := os.MkdirTemp("", "sanad-bench-")
	if err == nil {
		err = run(dir, *rounds)
		os.RemoveAll(dir)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "sanad-bench:", err)
		os.Exit(1)
	}
}

func run(dir string, rounds int) error {
	parts := []struct {
		name    string
		measure func() error
	}{
		{"appending", func() error { return compare(appends(dir), rounds) }},
		{"activities", func() error { return activities(dir, rounds) }},
		{"workbooks", func() error { return workbooks(os.Stdout, dir, rounds) }},
		{"linking", func() error { return linking(os.Stdout, *names) }},
		{"reading", func() error { return readings(context.Background(), os.Stdout, dir, rounds) }},
		{"proportion", func() error { return proportions(os.Stdout, rounds) }},
	}
	any := false
	for _, p := range parts {
		if *only != "" && *only != p.name {
			continue
		}
		any = true
		if err := p.measure(); err != nil {
			return err
		}
	}
	if !any {
		return fmt.Errorf("-only %s: there is no such part", *only)
	}
	return nil
}

// compare measures each pair in turns.
func compare(pairs []comparison, rounds int) error {
	w := tabwriter.NewWriter(os.Stdout, 2, 0, 2, ' ', 0)
	fmt.Fprintln(w, "what\tours\tbeside\tratio (median)\tmin\tmax")
	for _, c := range pairs {
		ours, floor, ratios := []float64{}, []float64{}, []float64{}
		for i := range rounds + 1 {
			a, err := rate(c.ours)
			if err != nil {
				return fmt.Errorf("%s: %w", c.ours.name, err)
			}
			b, err := rate(c.floor)
			if err != nil {
				return fmt.Errorf("%s: %w", c.floor.name, err)
			}
			if i == 0 {
				continue // warm-up
			}
			ours, floor, ratios = append(ours, a), append(floor, b), append(ratios, a/b)
		}
		slices.Sort(ratios)
		fmt.Fprintf(w, "%s\t%s\t%s: %s\t%.2f\t%.2f\t%.2f\n", c.what, amount(median(ours), c.unit), c.floor.name, amount(median(floor), c.unit),
			median(ratios), ratios[0], ratios[len(ratios)-1])
	}
	return w.Flush()
}

func rate(s side) (float64, error) {
	units, took, err := s.run()
	return units / took.Seconds(), err
}

func median(xs []float64) float64 {
	s := slices.Sorted(slices.Values(xs))
	return s[len(s)/2]
}

func amount(x float64, unit string) string { return fmt.Sprintf("%.0f %s/s", x, unit) }
