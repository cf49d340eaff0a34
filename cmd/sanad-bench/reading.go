package main

import (
	"bufio"
	"context"
	"crypto/sha256"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"sanad/corpus"
	"sanad/internal/reader"
	"sanad/internal/reader/press"
)

// What reading is held to, on one core.
const (
	goalSpeed = 20  // MB of English a second
	goalShare = 0.1 // of what plain word segmentation does
	goalPeers = 20  // times the faster peer
)

// sampleBytes is how much English is read: enough that a round of ours takes a
// good part of a second.
const sampleBytes = 3_000_000

// newsEach is how many news items come for each announcement in the mixed stream.
const newsEach = 9

// stream is a kind of text: what its documents are, and those.
type stream struct {
	name, what string
	documents  []reader.Document
}

// streams are the two that are measured. Dense is every English sample of the
// corpus, each a document of its own. Mixed is what a watcher meets: mostly news
// in which nobody agrees on anything, and an announcement now and then.
//
// Both are shuffled anew each time all were taken; the seed is fixed, so every run
// and every peer reads the same bytes. A few samples over and over are kind to
// whoever keeps what it has seen: our reader keeps nothing.
func streams(size int) ([]stream, error) {
	announced, err := announcements(size)
	if err != nil {
		return nil, err
	}
	mixed, err := mixture(size)
	if err != nil {
		return nil, err
	}
	return []stream{
		{"dense", "announcements alone, the corpus's samples", announced},
		{"mixed", fmt.Sprintf("%d news items without an agreement for each announcement", newsEach), mixed},
	}, nil
}

// readings measures the English reader, on each stream, beside plain word
// segmentation, which is its ceiling, and beside the language toolkits for node
// with their entities on.
//
// Each peer is a process of its own that takes its own time, without start-up
// and loading, and is measured in turns with ours. What cannot be had on this
// machine is told as not measured, and the rest goes on.
func readings(ctx context.Context, w io.Writer, dir string, rounds int) error {
	all, err := streams(sampleBytes)
	if err != nil {
		return err
	}
	for _, s := range all {
		if err := s.measure(ctx, w, dir, rounds); err != nil {
			return err
		}
	}
	return nil
}

func (s stream) measure(ctx context.Context, w io.Writer, dir string, rounds int) error {
	documents := s.documents
	size, file := 0, filepath.Join(dir, s.name)
	for _, d := range documents {
		size += len(d.Text)
	}
	if err := os.WriteFile(file, joined(documents), 0o600); err != nil {
		return err
	}
	fmt.Fprintf(w, "\nreading English on one core, %s: %d documents, %.1f MB: %s, in shuffled order\n", s.name, len(documents), float64(size)/1e6, s.what)

	peers := []peer{
		{name: "word segmentation", share: 4, command: segmenter},
		{name: "compromise", share: 1. / 32, command: toolkit("compromise")},
		{name: "wink-nlp", share: 1. / 4, command: toolkit("wink-nlp")},
	}
	var measured []beside
	var missing []string
	for _, p := range peers {
		b, err := p.measure(ctx, file, documents, rounds)
		if err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			missing = append(missing, fmt.Sprintf("not measured: %s: %v", p.name, err))
			continue
		}
		measured = append(measured, b)
	}
	if len(measured) == 0 { // ours all the same
		b := beside{name: "nothing"}
		for i := range rounds + 1 {
			p, err := read(documents)
			if err != nil {
				return err
			}
			if i > 0 {
				b.ours = append(b.ours, p)
			}
		}
		measured = append(measured, b)
	}
	t := tabwriter.NewWriter(w, 2, 0, 2, ' ', 0)
	fmt.Fprintln(t, "what\tours\tbeside\tratio (median)\tmin\tmax")
	for _, b := range measured {
		fmt.Fprintf(t, "read English\t%s\t%s\n", speed(b.ours), b)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	m, err := weigh(documents)
	if err != nil {
		return err
	}
	fmt.Fprintln(w, m)
	for _, m := range missing {
		fmt.Fprintln(w, m)
	}
	for _, g := range goals(measured) {
		fmt.Fprintln(w, g)
	}
	return nil
}

// announcements are about size bytes of English samples, the same on every run.
func announcements(size int) ([]reader.Document, error) {
	var samples []reader.Document
	for d, err := range corpus.Documents() {
		if err != nil {
			return nil, err
		}
		if d.Meta.Language != "en" {
			continue
		}
		samples = append(samples, reader.Document{
			Text: string(d.Text), Title: d.Meta.Title, Publisher: d.Meta.Publisher, Published: d.Meta.Published,
			URL: d.Meta.URL, Language: d.Meta.Language,
		})
	}
	if len(samples) == 0 {
		return nil, errors.New("the corpus has no English sample")
	}
	order := rand.New(rand.NewPCG(2025, 9))
	var all []reader.Document
	for n := 0; n < size; {
		for _, i := range order.Perm(len(samples)) {
			all = append(all, samples[i])
			n += len(samples[i].Text)
		}
	}
	return all, nil
}

//go:embed news/*.txt
var news embed.FS

// mixture is about size bytes of announcements among news, newsEach to one.
func mixture(size int) ([]reader.Document, error) {
	names, err := fs.Glob(news, "news/*.txt")
	if err != nil {
		return nil, err
	}
	var items []reader.Document
	for _, name := range names {
		b, err := news.ReadFile(name)
		if err != nil {
			return nil, err
		}
		items = append(items, reader.Document{Text: string(b), Published: "2025-04-04", Language: "en"})
	}
	announced, err := announcements(size / newsEach)
	if err != nil {
		return nil, err
	}
	order := rand.New(rand.NewPCG(2025, 10))
	var all []reader.Document
	for i, n := 0, 0; n < size; i++ {
		d := items[order.IntN(len(items))]
		if order.IntN(newsEach+1) == 0 {
			d = announced[i%len(announced)]
		}
		all = append(all, d)
		n += len(d.Text)
	}
	return all, nil
}

// weight is what reading takes of memory.
type weight struct {
	bytes, documents   int
	allocated, objects uint64 // over all documents
	peak, kept         uint64 // of the heap: the most beyond what stood before, and what stays afterwards
}

// weigh reads everything once more, one document after the other, and keeps no
// Reading: what stays is what the reader keeps for itself.
func weigh(documents []reader.Document) (weight, error) {
	w := weight{documents: len(documents)}
	r := press.New()
	var before, now runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	for i, d := range documents {
		if _, err := r.Read(d); err != nil {
			return w, err
		}
		w.bytes += len(d.Text)
		if i%64 == 0 {
			runtime.ReadMemStats(&now)
			w.peak = max(w.peak, over(now.HeapAlloc, before.HeapAlloc))
		}
	}
	runtime.ReadMemStats(&now)
	w.allocated, w.objects = now.TotalAlloc-before.TotalAlloc, now.Mallocs-before.Mallocs
	runtime.GC()
	runtime.ReadMemStats(&now)
	w.kept = over(now.HeapAlloc, before.HeapAlloc)
	return w, nil
}

func over(a, b uint64) uint64 { return a - min(a, b) }

// String tells it as a share of what was read.
func (w weight) String() string {
	return fmt.Sprintf("memory: %.1f bytes allocated for each byte read, %.0f objects a document; the heap grew by %.1f MB at most, garbage included, and by %.2f MB after %.1f MB were read",
		float64(w.allocated)/float64(w.bytes), float64(w.objects)/float64(w.documents), float64(w.peak)/1e6, float64(w.kept)/1e6, float64(w.bytes)/1e6)
}

// joined is the documents' texts with form feeds between, as peers read them.
func joined(documents []reader.Document) []byte {
	var b []byte
	for i, d := range documents {
		if i > 0 {
			b = append(b, '\f')
		}
		b = append(b, d.Text...)
	}
	return b
}

// pace is what was gone through in which time.
type pace struct {
	Seconds   float64 `json:"seconds"`
	Documents int     `json:"documents"`
	Bytes     int     `json:"bytes"`
	Found     int     `json:"found"` // words, entities or agreements: whatever is looked for
}

func (p pace) megabytes() float64 { return float64(p.Bytes) / 1e6 / p.Seconds }
func (p pace) documents() float64 { return float64(p.Documents) / p.Seconds }

// speed is the median of several paces, for people.
func speed(ps []pace) string {
	return fmt.Sprintf("%.2f MB/s, %.0f documents/s", median(each(ps, pace.megabytes)), median(each(ps, pace.documents)))
}

func each(ps []pace, f func(pace) float64) []float64 {
	xs := make([]float64, len(ps))
	for i, p := range ps {
		xs[i] = f(p)
	}
	return xs
}

// read has our reader read everything once, on one core, collecting garbage
// included.
func read(documents []reader.Document) (pace, error) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	r := press.New()
	p := pace{Documents: len(documents)}
	start := time.Now()
	for _, d := range documents {
		reading, err := r.Read(d)
		if err != nil {
			return p, err
		}
		p.Bytes += len(d.Text)
		p.Found += len(reading.Agreements)
	}
	p.Seconds = time.Since(start).Seconds()
	if p.Found == 0 {
		return p, errors.New("the reader found no agreement in the samples")
	}
	return p, nil
}

// beside is our reader beside a peer, the same number of rounds each.
type beside struct {
	name        string
	ours, their []pace
}

// ratios are ours to theirs, a round each, from the lowest.
func (b beside) ratios() []float64 {
	var xs []float64
	for i := range b.their {
		xs = append(xs, b.ours[i].megabytes()/b.their[i].megabytes())
	}
	slices.Sort(xs)
	return xs
}

// String is the peer's part of the table.
func (b beside) String() string {
	r := b.ratios()
	if len(r) == 0 {
		return b.name
	}
	return fmt.Sprintf("%s: %s\t%.3f\t%.3f\t%.3f", b.name, speed(b.their), median(r), r[0], r[len(r)-1])
}

// goals says of each goal whether it is reached, by the medians.
func goals(measured []beside) []string {
	var ours []pace
	var share, least float64
	peer := ""
	for _, b := range measured {
		ours = append(ours, b.ours...)
		switch {
		case len(b.their) == 0:
		case b.name == "word segmentation":
			share = median(b.ratios())
		case peer == "" || median(b.ratios()) < least:
			least, peer = median(b.ratios()), b.name
		}
	}
	verdict := func(want string, got, least float64, known bool) string {
		switch {
		case !known:
			return "goal: " + want + ": not measured"
		case got < least:
			return fmt.Sprintf("goal: %s: %.3g, not reached", want, got)
		}
		return fmt.Sprintf("goal: %s: %.3g, reached", want, got)
	}
	if peer == "" {
		peer = "the faster peer"
	} else {
		peer += ", the fastest peer measured"
	}
	mb := each(ours, pace.megabytes)
	return []string{
		verdict(fmt.Sprintf("at least %d MB/s on one core", goalSpeed), median(mb), goalSpeed, true) +
			fmt.Sprintf(" (fastest round %.3g; a machine at work on other things is slower, the ratios are not)", slices.Max(mb)),
		verdict(fmt.Sprintf("at least %.1f of plain word segmentation", goalShare), share, goalShare, share > 0),
		verdict(fmt.Sprintf("at least %d times %s", goalPeers, peer), least, goalPeers, least > 0),
	}
}

// peer is a process that reads the same announcements.
type peer struct {
	name    string
	share   float64 // of the announcements that it goes through in a round; above 1, over again
	command func(ctx context.Context, file string) (*exec.Cmd, error)
}

// measure takes a round of ours and a round of theirs in turns, after one of
// each to warm up.
func (p peer) measure(ctx context.Context, file string, documents []reader.Document, rounds int) (beside, error) {
	b := beside{name: p.name}
	c, err := p.command(ctx, file)
	if err != nil {
		return b, err
	}
	l, err := listen(c)
	if err != nil {
		return b, err
	}
	defer l.close()
	for i := range rounds + 1 {
		ours, err := read(documents)
		if err != nil {
			return b, err
		}
		their, err := l.round(max(1, int(p.share*float64(len(documents)))))
		if err != nil {
			return b, err
		}
		if i > 0 {
			b.ours, b.their = append(b.ours, ours), append(b.their, their)
		}
	}
	return b, nil
}

// listener speaks with a peer's process: a number out, a line of JSON back.
type listener struct {
	command *exec.Cmd
	asks    io.WriteCloser
	answers *bufio.Scanner
	trouble *strings.Builder
}

// listen starts the process and returns when it has loaded what it needs.
func listen(c *exec.Cmd) (*listener, error) {
	l := &listener{command: c, trouble: &strings.Builder{}}
	c.Stderr = l.trouble
	var err error
	if l.asks, err = c.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := c.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := c.Start(); err != nil {
		return nil, err
	}
	l.answers = bufio.NewScanner(out)
	var ready struct{ Ready bool }
	if err := l.answer(&ready); err != nil || !ready.Ready {
		l.close()
		return nil, fmt.Errorf("did not start: %w", errors.Join(err, l.told()))
	}
	return l, nil
}

func (l *listener) round(documents int) (pace, error) {
	var p pace
	if _, err := io.WriteString(l.asks, strconv.Itoa(documents)+"\n"); err != nil {
		return p, err
	}
	if err := l.answer(&p); err != nil {
		return p, err
	}
	if p.Seconds <= 0 || p.Bytes <= 0 || p.Documents != documents || p.Found <= 0 {
		return p, fmt.Errorf("its round makes no sense: %+v", p)
	}
	return p, nil
}

func (l *listener) answer(v any) error {
	if !l.answers.Scan() {
		if err := l.answers.Err(); err != nil {
			return err
		}
		return io.ErrUnexpectedEOF
	}
	return json.Unmarshal(l.answers.Bytes(), v)
}

// close ends the process. It is to be called before told.
func (l *listener) close() {
	l.asks.Close()
	l.command.Wait() // a peer that fails has failed its rounds
}

// told is the last line the process said of its trouble.
func (l *listener) told() error { return lastLine(l.trouble.String()) }

func lastLine(s string) error {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	if last := lines[len(lines)-1]; last != "" {
		return errors.New(last)
	}
	return nil
}

//go:embed peers/package.json peers/package-lock.json peers/measure.mjs
var nodePeers embed.FS

// toolkit is a language toolkit for node, from peers/package-lock.json,
// installed into the user's cache and never into the repository.
func toolkit(name string) func(context.Context, string) (*exec.Cmd, error) {
	return func(ctx context.Context, file string) (*exec.Cmd, error) {
		node, err := exec.LookPath("node")
		if err != nil {
			return nil, errors.New("there is no node")
		}
		dir, err := install(ctx)
		if err != nil {
			return nil, err
		}
		c := exec.CommandContext(ctx, node, "measure.mjs", name, file)
		c.Dir = dir
		return c, nil
	}
}

// install returns the folder that holds the toolkits: one for each state of the
// lock file, made whole or not at all.
func install(ctx context.Context) (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	cache = filepath.Join(cache, "sanad-bench")
	files := []string{"package.json", "package-lock.json", "measure.mjs"}
	hash := sha256.New()
	for _, name := range files {
		b, err := nodePeers.ReadFile("peers/" + name)
		if err != nil {
			return "", err
		}
		hash.Write(b)
	}
	dir := filepath.Join(cache, fmt.Sprintf("peers-%x", hash.Sum(nil)[:8]))
	if _, err := os.Stat(dir); err == nil {
		return dir, nil
	}
	npm, err := exec.LookPath("npm")
	if err != nil {
		return "", errors.New("there is no npm")
	}
	if err := os.MkdirAll(cache, 0o755); err != nil {
		return "", err
	}
	making, err := os.MkdirTemp(cache, "making-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(making)
	for _, name := range files {
		b, err := nodePeers.ReadFile("peers/" + name)
		if err != nil {
			return "", err
		}
		if err := os.WriteFile(filepath.Join(making, name), b, 0o644); err != nil {
			return "", err
		}
	}
	ctx, stop := context.WithTimeout(ctx, 5*time.Minute)
	defer stop()
	c := exec.CommandContext(ctx, npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund")
	c.Dir = making
	if out, err := c.CombinedOutput(); err != nil {
		return "", fmt.Errorf("npm ci: %w", errors.Join(err, lastLine(string(out))))
	}
	if err := os.Rename(making, dir); err != nil {
		if _, there := os.Stat(dir); there != nil { // else someone else was faster
			return "", err
		}
	}
	return dir, nil
}

// segmenter is plain word segmentation. It is built from a module of its own,
// so that what is only measured against is no dependency of Sanad's.
func segmenter(ctx context.Context, file string) (*exec.Cmd, error) {
	source := filepath.Join("cmd", "sanad-bench", "peers", "words")
	if _, err := os.Stat(filepath.Join(source, "go.mod")); err != nil {
		return nil, fmt.Errorf("%s is not here; run this at the repository's root", source)
	}
	program := filepath.Join(filepath.Dir(file), "words")
	build := exec.CommandContext(ctx, "go", "build", "-o", program, ".")
	build.Dir = source
	if out, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("go build: %w", errors.Join(err, lastLine(string(out))))
	}
	c := exec.CommandContext(ctx, program, file)
	c.Env = append(os.Environ(), "GOMAXPROCS=1")
	return c, nil
}
