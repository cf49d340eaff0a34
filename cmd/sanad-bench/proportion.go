package main

import (
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"sanad/internal/audit"
	"sanad/internal/reader"
	"sanad/internal/reader/press"
	"sanad/internal/reader/ur"
	"sanad/internal/reader/zh"
)

// What is read once and what is read eight times over: a reader whose rules look back
// over all they have read shows in the second.
const (
	shortBytes = 30_000
	longTimes  = 8
)

// goalProportion is how much longer a byte of a long text may take than one of a
// short text.
const goalProportion = 4

// endless are texts without end that grammars may stumble over.
var endless = []struct {
	reader string
	read   func(text string) error
	units  []string
}{
	{"English", reading(press.New()), []string{
		"The Ministry of Energy of Kenya and Helios Power Limited (HPL) today signed a memorandum of understanding on grid storage. Under the MoU, 40 engineers will be trained. ",
		"Delta Ltd signed an MoU with ", "(((( A of B and C, ", "Ministry of A and ", "\"", "“",
	}},
	{"Chinese", reading(zh.New()), []string{"蓝帆公司与东湖集团、西湖集团和南山市政府签署合作协议，金额3亿元；"}},
	{"Urdu", reading(ur.New()), []string{"جامعہ راوی، شفا ہسپتال اور نور فاؤنڈیشن کے درمیان معاہدہ طے پایا اور 3 ارب روپے دیے گئے، "}},
	{"sums", func(text string) error { audit.Text(text); return nil }, []string{
		"Google trains 200,000, Huawei 300,000 and Microsoft 200,000, a total of 500,000, ", "1 and ", "a total of ", "1,", "(", "from 1 to 2 3% ", "12 + ", "one,",
	}},
}

func reading(r reader.Reader) func(string) error {
	return func(text string) error {
		_, err := r.Read(reader.Document{Text: text})
		return err
	}
}

// proportions measures how much longer a byte takes in a text that is eight times as
// long, in turns on one core, and says where it is too much.
func proportions(w io.Writer, rounds int) error {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	fmt.Fprintf(w, "\ntime in proportion to the text: endless texts of %d kB and %d kB\n", shortBytes/1000, shortBytes*longTimes/1000)
	t := tabwriter.NewWriter(w, 2, 0, 2, ' ', 0)
	fmt.Fprintln(t, "what\tunit\ttime a byte, long to short (median)\tmin\tmax\tgoal")
	for _, e := range endless {
		for _, unit := range e.units {
			var ratios []float64
			for i := range rounds + 1 {
				short, err := took(e.read, strings.Repeat(unit, shortBytes/len(unit)))
				if err != nil {
					return err
				}
				long, err := took(e.read, strings.Repeat(unit, longTimes*(shortBytes/len(unit))))
				if err != nil {
					return err
				}
				if i > 0 {
					ratios = append(ratios, long.Seconds()/short.Seconds()/longTimes)
				}
			}
			slices.Sort(ratios)
			verdict := "reached"
			if median(ratios) > goalProportion {
				verdict = "not reached"
			}
			fmt.Fprintf(t, "%s\t%.24q\t%.2f\t%.2f\t%.2f\tat most %d: %s\n", e.reader, unit, median(ratios), ratios[0], ratios[len(ratios)-1], goalProportion, verdict)
		}
	}
	return t.Flush()
}

// took is the shorter of two times that reading a text takes.
func took(read func(string) error, text string) (time.Duration, error) {
	best := time.Duration(0)
	for i := range 2 {
		start := time.Now()
		if err := read(text); err != nil {
			return 0, err
		}
		if d := time.Since(start); i == 0 || d < best {
			best = d
		}
	}
	return best, nil
}
