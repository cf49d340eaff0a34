package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"strings"
	"testing"

	"sanad/corpus"
	"sanad/internal/reader"
	"sanad/internal/reader/press"
)

// TestMain lets this binary stand for a peer.
func TestMain(m *testing.M) {
	switch os.Getenv("SANAD_BENCH_PEER") {
	case "good":
		os.Stdout.WriteString("{\"ready\":true}\n")
		var asked [8]byte
		for {
			n, err := os.Stdin.Read(asked[:])
			if err != nil {
				os.Exit(0)
			}
			documents := strings.TrimSpace(string(asked[:n]))
			os.Stdout.WriteString(`{"seconds":2,"documents":` + documents + `,"bytes":4000000,"found":7}` + "\n")
		}
	case "broken":
		os.Stderr.WriteString("at line 1\nError: no such model\n")
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// TestAnnouncements: every English sample is in, nothing else is, nothing is
// changed, and two runs read the same bytes.
func TestAnnouncements(t *testing.T) {
	a, err := announcements(200_000)
	if err != nil {
		t.Fatal(err)
	}
	b, err := announcements(200_000)
	if err != nil {
		t.Fatal(err)
	}
	whole := joined(a)
	if !bytes.Equal(whole, joined(b)) {
		t.Error("two runs differ")
	}
	if len(whole) < 200_000 || len(whole) > 300_000 {
		t.Errorf("%d bytes", len(whole))
	}
	parts := strings.Split(string(whole), "\f")
	if len(parts) != len(a) {
		t.Fatalf("%d documents in the file, want %d: a sample holds a form feed", len(parts), len(a))
	}
	for d, err := range corpus.Documents() {
		if err != nil {
			t.Fatal(err)
		}
		in := strings.Contains(string(whole), string(d.Text))
		if in != (d.Meta.Language == "en") {
			t.Errorf("%s, language %s: read %t", d.Name, d.Meta.Language, in)
		}
	}
}

// TestMixture: one document in ten or so is an announcement, no news item is read
// as one, and two runs read the same bytes.
func TestMixture(t *testing.T) {
	a, err := mixture(300_000)
	if err != nil {
		t.Fatal(err)
	}
	b, err := mixture(300_000)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(joined(a), joined(b)) {
		t.Error("two runs differ")
	}
	samples := 0
	for _, d := range a {
		if d.Title != "" {
			samples++
			continue
		}
		reading, err := press.New().Read(d)
		if err != nil || len(reading.Agreements) > 0 || len(reading.Unread) > 0 {
			t.Fatalf("news read as %+v, %v:\n%s", reading, err, d.Text)
		}
	}
	if samples*20 < len(a) || samples*6 > len(a) {
		t.Errorf("%d of %d are announcements", samples, len(a))
	}
}

// TestWeigh: memory is bounded by a document and not by how many were read.
func TestWeigh(t *testing.T) {
	few, err := announcements(100_000)
	if err != nil {
		t.Fatal(err)
	}
	many, err := announcements(2_000_000)
	if err != nil {
		t.Fatal(err)
	}
	for _, documents := range [][]reader.Document{few, many} {
		w, err := weigh(documents)
		if err != nil {
			t.Fatal(err)
		}
		if w.allocated == 0 || w.kept > 1<<20 {
			t.Errorf("after %d documents: %s", len(documents), w)
		}
	}
}

func TestRead(t *testing.T) {
	documents, err := announcements(1)
	if err != nil {
		t.Fatal(err)
	}
	p, err := read(documents)
	if err != nil {
		t.Fatal(err)
	}
	if p.Documents != len(documents) || p.Bytes == 0 || p.Seconds <= 0 {
		t.Errorf("%+v", p)
	}
}

func standIn(how string) func(context.Context, string) (*exec.Cmd, error) {
	return func(ctx context.Context, _ string) (*exec.Cmd, error) {
		self, err := os.Executable()
		if err != nil {
			return nil, err
		}
		c := exec.CommandContext(ctx, self)
		c.Env = append(os.Environ(), "SANAD_BENCH_PEER="+how)
		return c, nil
	}
}

// TestMeasure: a peer's own time counts, rounds are told apart from the
// warm-up, and a peer that does not start says why.
func TestMeasure(t *testing.T) {
	documents, err := announcements(1)
	if err != nil {
		t.Fatal(err)
	}
	b, err := peer{name: "stand-in", share: 0.5, command: standIn("good")}.measure(t.Context(), "", documents, 3)
	if err != nil {
		t.Fatal(err)
	}
	if len(b.ours) != 3 || len(b.their) != 3 {
		t.Fatalf("%d and %d rounds, want 3 each", len(b.ours), len(b.their))
	}
	if got := b.their[0]; got.megabytes() != 2 || got.Documents != len(documents)/2 {
		t.Errorf("a round of theirs is %+v", got)
	}
	_, err = peer{name: "stand-in", share: 1, command: standIn("broken")}.measure(t.Context(), "", documents, 3)
	if err == nil || !strings.Contains(err.Error(), "no such model") {
		t.Errorf("a peer that does not start: %v", err)
	}
}

// TestGoals: what is below its goal is said to be, and what was not measured is
// not said to be reached.
func TestGoals(t *testing.T) {
	at := func(mb float64) []pace { return []pace{{Seconds: 1, Documents: 1000, Bytes: int(mb * 1e6), Found: 1}} }
	got := goals([]beside{
		{"word segmentation", at(21), at(300)}, {"compromise", at(21), at(0.1)}, {"wink-nlp", at(21), at(1)},
	})
	want := []string{
		"goal: at least 20 MB/s on one core: 21, reached",
		"goal: at least 0.1 of plain word segmentation: 0.07, not reached",
		"goal: at least 20 times wink-nlp, the fastest peer measured: 21, reached",
	}
	for i := range want {
		if !strings.HasPrefix(got[i], want[i]) {
			t.Errorf("got  %s\nwant %s", got[i], want[i])
		}
	}
	alone := goals([]beside{{name: "nothing", ours: at(19.9)}})
	for i, end := range []string{": 19.9, not reached", ": not measured", ": not measured"} {
		if !strings.Contains(alone[i], end) {
			t.Errorf("%s: want %s", alone[i], end)
		}
	}
}

// BenchmarkEnglish is what make bench measures, for profiles.
func BenchmarkEnglish(b *testing.B) {
	documents, err := announcements(1)
	if err != nil {
		b.Fatal(err)
	}
	size := 0
	for _, d := range documents {
		size += len(d.Text)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := read(documents); err != nil {
			b.Fatal(err)
		}
	}
}
