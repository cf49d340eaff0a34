// Package eval measures the comparing of organisation names and of agreement
// records on what people have labelled: precision, recall, F1, average
// precision, blocking recall and speed, with the pairs that were judged wrong.
//
// It reads CSV as spreadsheets write it and refuses what it does not
// understand, naming row and column. It changes nothing, keeps nothing, and
// trusts the labels: a wrong label shows as a wrong verdict.
package eval

import (
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"sanad/internal/fault"
	"sanad/internal/resolve/orgname"
)

// Options of a measurement. The zero value is good.
type Options struct {
	Link     float64          // the bar of a link; 0 is orgname.Link
	Queue    float64          // the bar of the queue; 0 is orgname.Queue
	Examples int              // most wrong verdicts of a sort kept; 0 is 20
	Now      func() time.Time // the clock speed is measured by; nil leaves speed out
}

func (o Options) filled() Options {
	if o.Link == 0 {
		o.Link = orgname.Link
	}
	if o.Queue == 0 {
		o.Queue = orgname.Queue
	}
	if o.Examples == 0 {
		o.Examples = 20
	}
	return o
}

// Count is how the pairs fall at one bar.
type Count struct {
	Bar                                           float64
	TruePositives, FalsePositives, FalseNegatives int
}

// Precision is the share of linked pairs that are one; 1 where none is linked.
func (c Count) Precision() float64 { return share(c.TruePositives, c.TruePositives+c.FalsePositives) }

// Recall is the share of pairs that are one which are linked; 1 where there are none.
func (c Count) Recall() float64 { return share(c.TruePositives, c.TruePositives+c.FalseNegatives) }

// F1 is the harmonic mean of precision and recall.
func (c Count) F1() float64 {
	return share(2*c.TruePositives, 2*c.TruePositives+c.FalsePositives+c.FalseNegatives)
}

func share(n, of int) float64 {
	if of == 0 {
		return 1
	}
	return float64(n) / float64(of)
}

// Example is a pair judged wrong.
type Example struct {
	Row         int // of the file, counted from 1 with the header; 0 for records
	Left, Right string
	Score       float64
	Rule        string
	Reasons     []string
}

// Bin is one step of the calibration table.
type Bin struct {
	From, To   float64
	Pairs, One int     // pairs with a score in the step, those of them that are one
	Said       float64 // their mean score
}

// Report is a measurement.
type Report struct {
	What             string // "pairs" or "records"
	Pairs, One       int    // labelled pairs, those of them that are one
	AtLink, Best     Count
	Queued           int     // pairs from the queue's bar up to the link's
	QueuedOne        int     // those of them that are one
	AveragePrecision float64 // area under precision by recall, ties taken together
	BlockingRecall   float64 // share of pairs that are one which share a key
	Unblocked        int     // pairs that score as links and share no key: blocking loses them
	PerSecond        float64 // pairs compared a second, parsing included; 0 unmeasured
	Calibration      []Bin
	FalseLinks       []Example // two, but linked; surest first
	Missed           []Example // one, but not linked; farthest first
	ByRule           []Mistakes
	Records          int // records read, of a measurement of records
}

// Mistakes are the wrong verdicts of one rule: the one that linked a pair that is
// two, or the nearest to linking one that is one.
type Mistakes struct {
	Rule               string
	FalseLinks, Missed int
}

func (r *Report) mistake(e Example, linked bool) {
	i := slices.IndexFunc(r.ByRule, func(m Mistakes) bool { return m.Rule == e.Rule })
	if i < 0 {
		i = len(r.ByRule)
		r.ByRule = append(r.ByRule, Mistakes{Rule: e.Rule})
	}
	if linked {
		r.ByRule[i].FalseLinks++
	} else {
		r.ByRule[i].Missed++
	}
}

// WriteMistakes prints how often which rule was wrong, the most often first.
func (r Report) WriteMistakes(w io.Writer) error {
	list := slices.Clone(r.ByRule)
	slices.SortFunc(list, func(a, b Mistakes) int {
		return cmp.Or(cmp.Compare(b.FalseLinks+b.Missed, a.FalseLinks+a.Missed), strings.Compare(a.Rule, b.Rule))
	})
	if _, err := fmt.Fprintf(w, "\nwrong by rule     linked, but two   one, but not linked\n"); err != nil {
		return err
	}
	for _, m := range list {
		if _, err := fmt.Fprintf(w, "  %-15s %15d %21d\n", m.Rule, m.FalseLinks, m.Missed); err != nil {
			return err
		}
	}
	return nil
}

// scored is a pair with its label.
type scored struct {
	score   float64
	one     bool
	blocked bool // shares a key
	example func() Example
}

func report(what string, ps []scored, o Options) Report {
	r := Report{What: what, Pairs: len(ps), AtLink: Count{Bar: o.Link}}
	slices.SortStableFunc(ps, func(a, b scored) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return 0
	})
	shared := 0
	for _, p := range ps {
		if p.one {
			r.One++
			if p.blocked {
				shared++
			}
		}
		if p.score < o.Link && p.score >= o.Queue {
			r.Queued++
			if p.one {
				r.QueuedOne++
			}
		}
	}
	r.BlockingRecall = share(shared, r.One)
	tp, fp := 0, 0
	best := -1.0
	for i := 0; i < len(ps); {
		k, before := i, tp
		for ; k < len(ps) && ps[k].score == ps[i].score; k++ {
			if ps[k].one {
				tp++
			} else {
				fp++
			}
		}
		c := Count{ps[i].score, tp, fp, r.One - tp}
		if tp > before && r.One > 0 {
			r.AveragePrecision += c.Precision() * float64(tp-before) / float64(r.One)
		}
		if f := c.F1(); f > best {
			best, r.Best = f, c
		}
		i = k
	}
	for _, p := range ps {
		linked := p.score >= o.Link
		if linked && !p.blocked {
			r.Unblocked++
		}
		switch {
		case linked && p.one:
			r.AtLink.TruePositives++
		case linked:
			r.AtLink.FalsePositives++
			r.mistake(p.example(), true)
			if len(r.FalseLinks) < o.Examples {
				r.FalseLinks = append(r.FalseLinks, p.example())
			}
		case p.one:
			r.AtLink.FalseNegatives++
			r.mistake(p.example(), false)
		}
	}
	for _, p := range slices.Backward(ps) {
		if p.one && p.score < o.Link && len(r.Missed) < o.Examples {
			r.Missed = append(r.Missed, p.example())
		}
	}
	for _, step := range [][2]float64{{0, 0.1}, {0.1, 0.3}, {0.3, 0.5}, {0.5, 0.7}, {0.7, 0.8}, {0.8, 0.9}, {0.9, 0.95}, {0.95, 1.01}} {
		b := Bin{From: step[0], To: min(step[1], 1)}
		for _, p := range ps {
			if p.score >= step[0] && p.score < step[1] {
				b.Pairs++
				b.Said += p.score
				if p.one {
					b.One++
				}
			}
		}
		if b.Pairs > 0 {
			b.Said /= float64(b.Pairs)
			r.Calibration = append(r.Calibration, b)
		}
	}
	return r
}

// Write prints a report for a person.
func (r Report) Write(w io.Writer) error {
	var b strings.Builder
	if r.What == "records" {
		fmt.Fprintf(&b, "%d records, ", r.Records)
	}
	fmt.Fprintf(&b, "%d pairs compared or labelled, %d of them one\n\n", r.Pairs, r.One)
	fmt.Fprintf(&b, "%-18s %9s %9s %9s %6s %6s %6s\n", "", "precision", "recall", "F1", "right", "wrong", "missed")
	for _, c := range []struct {
		name string
		Count
	}{{"at the link's bar", r.AtLink}, {"at the best bar", r.Best}} {
		fmt.Fprintf(&b, "%-18s %9.3f %9.3f %9.3f %6d %6d %6d   (%.3f)\n", c.name, c.Precision(), c.Recall(), c.F1(), c.TruePositives, c.FalsePositives, c.FalseNegatives, c.Bar)
	}
	fmt.Fprintf(&b, "\naverage precision  %.3f\nblocking recall    %.3f\nqueued             %d, of them one %d\n", r.AveragePrecision, r.BlockingRecall, r.Queued, r.QueuedOne)
	if r.PerSecond > 0 {
		fmt.Fprintf(&b, "pairs a second     %.0f\n", r.PerSecond)
	}
	if r.Unblocked > 0 {
		fmt.Fprintf(&b, "lost to blocking   %d pairs that score as links\n", r.Unblocked)
	}
	fmt.Fprintf(&b, "\ncalibration: score, pairs, said, were one\n")
	for _, s := range r.Calibration {
		fmt.Fprintf(&b, "  %.2f–%.2f %6d  %.2f  %.2f\n", s.From, s.To, s.Pairs, s.Said, share(s.One, s.Pairs))
	}
	for _, list := range []struct {
		title string
		of    []Example
	}{{"linked, but two:", r.FalseLinks}, {"one, but not linked:", r.Missed}} {
		if len(list.of) > 0 {
			fmt.Fprintf(&b, "\n%s\n", list.title)
		}
		for _, e := range list.of {
			if e.Row > 0 {
				fmt.Fprintf(&b, "  row %d", e.Row)
			} else {
				fmt.Fprint(&b, " ")
			}
			fmt.Fprintf(&b, " %.2f %-14s %s | %s\n", e.Score, e.Rule, e.Left, e.Right)
			for _, reason := range e.Reasons[min(1, len(e.Reasons)):] {
				fmt.Fprintf(&b, "      %s\n", reason)
			}
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// table reads CSV with named columns.
type table struct {
	csv     *csv.Reader
	columns map[string]int
	row     int
	line    []string
}

func newTable(r io.Reader, needed, optional []string) (*table, error) {
	t := &table{csv: csv.NewReader(&bom{r: r}), columns: map[string]int{}, row: 1}
	t.csv.FieldsPerRecord = -1
	head, err := t.csv.Read()
	if errors.Is(err, io.EOF) {
		return nil, fault.New(fault.Invalid, "the file is empty").WithHint("give it a first row: %s", strings.Join(needed, ","))
	}
	if err != nil {
		return nil, fault.New(fault.Invalid, "row 1: %w", err)
	}
	for i, name := range head {
		name = strings.ToLower(strings.TrimSpace(name))
		if !slices.Contains(needed, name) && !slices.Contains(optional, name) {
			return nil, fault.New(fault.Invalid, "row 1, column %d: there is no column %q", i+1, name).
				WithHint("the columns are %s; %s may be left out", strings.Join(needed, ", "), strings.Join(optional, ", "))
		}
		if _, twice := t.columns[name]; twice {
			return nil, fault.New(fault.Invalid, "row 1, column %d: column %q is there twice", i+1, name)
		}
		t.columns[name] = i
	}
	for _, name := range needed {
		if _, ok := t.columns[name]; !ok {
			return nil, fault.New(fault.Invalid, "row 1: column %q is missing", name).WithHint("the columns needed are %s", strings.Join(needed, ", "))
		}
	}
	t.csv.FieldsPerRecord = len(head)
	return t, nil
}

// next reads the next row; false at the end.
func (t *table) next() (bool, error) {
	line, err := t.csv.Read()
	if errors.Is(err, io.EOF) {
		return false, nil
	}
	t.row++
	if err != nil {
		return false, fault.New(fault.Invalid, "row %d: %w", t.row, err)
	}
	t.line = line
	return true, nil
}

func (t *table) get(column string) string {
	if i, ok := t.columns[column]; ok {
		return strings.TrimSpace(t.line[i])
	}
	return ""
}

func (t *table) wrong(column, format string, args ...any) *fault.Error {
	return fault.New(fault.Invalid, "row %d, column %s: %s", t.row, column, fmt.Sprintf(format, args...))
}

func (t *table) country(column string) (string, error) {
	c := t.get(column)
	if c == "" {
		return "", nil
	}
	if len(c) != 2 || c[0] < 'A' || c[0] > 'Z' || c[1] < 'A' || c[1] > 'Z' {
		return "", t.wrong(column, "%q is no country code; two capitals as in PK, or nothing", c)
	}
	return c, nil
}

// bom drops the byte order mark spreadsheets put first.
type bom struct {
	r    io.Reader
	past bool
}

func (b *bom) Read(p []byte) (int, error) {
	if !b.past && len(p) >= 3 {
		b.past = true
		n, err := io.ReadFull(b.r, p[:3])
		if n == 3 && string(p[:3]) == "\ufeff" {
			n = 0
		}
		if errors.Is(err, io.ErrUnexpectedEOF) {
			err = nil
		}
		if n > 0 || err != nil {
			return n, err
		}
	}
	return b.r.Read(p)
}

func (o Options) clock() time.Time {
	if o.Now == nil {
		return time.Time{}
	}
	return o.Now()
}

func (o Options) since(start time.Time) float64 {
	if o.Now == nil {
		return 0
	}
	return o.Now().Sub(start).Seconds()
}
