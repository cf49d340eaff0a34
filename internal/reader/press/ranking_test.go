package press

import (
	"flag"
	"fmt"
	"maps"
	"math"
	"math/rand"
	"os"
	"slices"
	"strings"
	"testing"

	"sanad/internal/reader"
	"sanad/internal/reader/calibrationtest"
)

// TestLearnRanking learns the weights of the ranking from folders of annotated
// announcements, in the format of corpus/README.md, and prints how often its likeliest
// answer is right on a folder of which it has learned nothing:
//
//	make ranking GOLD="DIR DIR"
//	go test ./internal/reader/press -run LearnRanking -v -args -gold "DIR DIR" -weights weights.txt
var (
	goldDirs    = flag.String("gold", "", "folders of annotated announcements, blanks between")
	weightsFile = flag.String("weights", "", "file to write the learned weights to")
)

// lesson is a text with the traits of every answer and which are right.
type lesson struct {
	fold    string
	answers [][]trait // the first: no agreement
	right   []bool
	single  bool // announces one agreement
}

// lessonOf makes a lesson of an annotated text; ok is false where none of the answers
// is right, as no name was found.
func lessonOf(s calibrationtest.Sample) (l lesson, ok bool) {
	d := newDocument(s.Text)
	d.cut()
	d.scanAll()
	d.settle("", s.Published)
	d.unify()
	d.scanClauses()
	d.listRules()
	d.merge()
	news := 0
	for _, a := range s.Gold.Agreements {
		if a.News {
			news++
		}
	}
	ms := d.makings()
	bodies := d.candidateSides(ms)
	l = lesson{fold: s.Fold, answers: [][]trait{d.silent(ms)}, right: []bool{news == 0}, single: news == 1}
	name := func(b *candidateSide) reader.Party { return reader.Party{Name: d.str(d.canonical(d.bodies[b.body]))} }
	for i, a := range bodies {
		for _, b := range bodies[i+1:] {
			traits, _ := d.together(a, b, ms)
			traits = slices.Concat(traits, a.traits, b.traits)
			g := s.Gold.Match(reader.Agreement{Parties: []reader.Party{name(a), name(b)}}, map[int]bool{})
			l.answers = append(l.answers, traits)
			l.right = append(l.right, g >= 0 && s.Gold.Agreements[g].News && len(s.Gold.Agreements[g].Parties) > 1)
		}
	}
	return l, slices.Contains(l.right, true)
}

// chances are how likely each answer is under weights.
func (l lesson) chances(w map[trait]float64) []float64 {
	p := make([]float64, len(l.answers))
	for i, traits := range l.answers {
		for _, f := range traits {
			p[i] += w[f]
		}
	}
	top, sum := slices.Max(p), 0.0
	for i := range p {
		p[i] = math.Exp(p[i] - top)
		sum += p[i]
	}
	for i := range p {
		p[i] /= sum
	}
	return p
}

// learn finds the weights under which the right answers are likeliest, by a
// conditional logistic model with a pull to nought; traits of fewer than three texts
// are left out. The same lessons give the same weights.
func learn(lessons []lesson) map[trait]float64 {
	const rounds, step, pull = 12, 0.1, 0.01
	texts := map[trait]int{}
	for _, l := range lessons {
		for _, f := range unique(slices.Concat(l.answers...)) {
			texts[f]++
		}
	}
	w, sum, past := map[trait]float64{}, map[trait]float64{}, map[trait]float64{}
	rng := rand.New(rand.NewSource(1))
	for round := range rounds {
		for _, n := range rng.Perm(len(lessons)) {
			l := lessons[n]
			p := l.chances(w)
			right := 0.0
			for i := range p {
				if l.right[i] {
					right += p[i]
				}
			}
			slope := map[trait]float64{}
			for i := range p {
				q := p[i]
				if l.right[i] {
					q -= p[i] / math.Max(right, 1e-9)
				}
				if math.Abs(q) < 1e-5 {
					continue
				}
				for _, f := range l.answers[i] {
					if texts[f] >= 3 {
						slope[f] += q
					}
				}
			}
			for f, v := range slope {
				v += pull * w[f]
				past[f] += v * v
				w[f] -= step * v / math.Sqrt(past[f]+0.01)
			}
		}
		if round >= rounds/2 {
			for f, v := range w {
				sum[f] += v / (rounds - rounds/2)
			}
		}
	}
	return sum
}

// TestWeightsRead: every line of weights.txt is read, and written the same again.
func TestWeightsRead(t *testing.T) {
	w := readWeights(weightsText)
	lines := 0
	for line := range strings.Lines(weightsText) {
		if !strings.HasPrefix(line, "#") {
			lines++
		}
	}
	if len(w) != lines || lines == 0 {
		t.Errorf("%d weights in %d lines", len(w), lines)
	}
	for f, h := range w {
		if !strings.Contains(weightsText, fmt.Sprintln(f, h)) {
			t.Errorf("%v %d is written otherwise", f, h)
		}
	}
	if len(templateNames) != int(trMostNamed)+1 {
		t.Errorf("%d names of %d templates", len(templateNames), trMostNamed+1)
	}
}

// TestRankedIsSilent: the ranking makes no agreement of a text in which none is made,
// and leaves alone what a rule is sure of.
func TestRankedIsSilent(t *testing.T) {
	for _, x := range []struct{ text, rule string }{
		{"Alto University and Beta Mills Ltd held an open day on Monday.\n\nA memorandum of understanding is a document that two or more bodies sign.", ""},
		{"The hall of Alto University was full on Monday. Beta Mills Ltd brought bread. The agreement on bees was read aloud. Many people came to town. The sun was out. Nobody went home early. The band played on.", ""},
		{"Peru and Chile signed a treaty on fisheries on Monday.\n\nThe treaty signed by Peru and Chile covers tuna. Ecuador and Bolivia welcomed it.", "both-sign"},
	} {
		r, err := New().Read(reader.Document{Text: x.text, Published: "2025-05-06"})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, a := range r.Agreements {
			got += a.Rule
		}
		if got != x.rule {
			t.Errorf("rules %q, want %q, of %q", got, x.rule, x.text)
		}
	}
}

func TestLearnRanking(t *testing.T) {
	dirs := strings.Fields(*goldDirs)
	if len(dirs) == 0 {
		dirs = []string{"testdata"}
	}
	var lessons []lesson
	folds := map[string]bool{}
	for _, dir := range dirs {
		samples, err := calibrationtest.Folder(dir)
		if err != nil {
			t.Fatal(err)
		}
		for i, s := range samples {
			if len(dirs) == 1 {
				s.Fold = fmt.Sprint(i % 5)
			}
			if l, ok := lessonOf(s); ok {
				lessons = append(lessons, l)
				folds[s.Fold] = true
			}
		}
	}
	n, right := 0, 0
	for _, fold := range slices.Sorted(maps.Keys(folds)) {
		w := learn(slices.DeleteFunc(slices.Clone(lessons), func(l lesson) bool { return l.fold == fold }))
		for _, l := range lessons {
			if l.fold != fold || !l.single {
				continue
			}
			p := l.chances(w)
			n++
			if l.right[slices.Index(p, slices.Max(p))] {
				right++
			}
		}
	}
	t.Logf("%d texts of one agreement whose sides were found: the likeliest answer is right of %d, by weights of the other folders", n, right)
	if n > 0 && right*2 < n {
		t.Errorf("the likeliest answer is right of %d texts of %d", right, n)
	}
	if *weightsFile == "" {
		return
	}
	var out strings.Builder
	fmt.Fprintf(&out, "# Learned from %d texts by TestLearnRanking; a template of weights.go, its values, the weight in hundredths.\n", len(lessons))
	w := learn(lessons)
	for _, f := range slices.Sorted(maps.Keys(w)) {
		if h := int(math.Round(w[f] * 100)); h != 0 {
			fmt.Fprintln(&out, f, h)
		}
	}
	if err := os.WriteFile(*weightsFile, []byte(out.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}
