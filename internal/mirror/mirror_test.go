package mirror

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"
	"sanad/claim"
	"sanad/internal/claimlog"
	"sanad/internal/fault"
	"sanad/verify"
)

// served is a data directory's log as its pages serve it. stop, where it is above 0,
// is how many files it still gives.
type served struct {
	data string
	stop *int
}

func (s served) Get(_ context.Context, name string) ([]byte, error) {
	if s.stop != nil {
		if *s.stop--; *s.stop < 0 {
			return nil, fault.New(fault.Unavailable, "the line is cut")
		}
	}
	b, err := os.ReadFile(filepath.Join(s.data, "log", filepath.FromSlash(name)))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fault.New(fault.NotFound, "no %s", name)
	}
	return b, err
}

type fatal interface{ Fatal(...any) }

// grow appends entries; of one log created from a copy of another's key, other words
// make another history.
func grow(t fatal, data string, n int, words string) {
	log, err := claimlog.Open(data, time.Second)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := log.Close(); err != nil {
			t.Fatal(err)
		}
	}()
	var readings []claimlog.Reading
	for range n {
		ref := claim.DocumentRef{Original: strings.Repeat("ab", 32), Text: strings.Repeat("cd", 32), Media: "text/plain"}
		c := []claim.Claim{
			{Subject: claim.DocumentSubject, Property: claim.PropOriginal, Value: ref, Modality: claim.Done, Release: claim.Public, Confidence: claim.ConfidenceOf(1)},
			{Subject: "a1", Property: claim.PropTitle, Value: claim.Text{Text: words}, Modality: claim.Done, Release: claim.Public, Confidence: claim.ConfidenceOf(1)},
		}
		readings = append(readings, claimlog.Reading{Reader: "test/1", Claims: c})
	}
	if len(readings) == 0 {
		return
	}
	if _, err := log.Append(readings...); err != nil {
		t.Fatal(err)
	}
}

func created(t fatal, data string) {
	if err := claimlog.Create(data, "register.example/sanad"); err != nil {
		t.Fatal(err)
	}
}

func whole(t fatal, m Mirror) verify.Report {
	key, err := os.ReadFile(filepath.Join(m.Dir, "log", verify.VerifierFile))
	if err != nil {
		t.Fatal(err)
	}
	v, err := note.NewVerifier(strings.TrimSpace(string(key)))
	if err != nil {
		t.Fatal(err)
	}
	r, err := verify.Log(os.DirFS(filepath.Join(m.Dir, "log")), v, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

var clock = func() time.Time { return time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC) }

// A mirror has what the log has, however it grew, and wherever a look at it was cut
// off: what it keeps verifies from its bytes after every look that ended.
func TestMirrorFollows(t *testing.T) {
	for seed := range uint64(12) { // each waits for the disk many times
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			random := rand.New(rand.NewPCG(seed, 1))
			data := filepath.Join(t.TempDir(), "register")
			created(t, data)
			m := Mirror{Dir: data + "-mirror", Source: served{data: data}, Now: clock}
			size := int64(0)
			for range 3 {
				n := []int{0, 1, 2, 255, 256, 257, 300}[random.IntN(7)]
				grow(t, data, n, "x")
				size += int64(n)
				if random.IntN(2) == 0 {
					left := random.IntN(7)
					cut := m
					cut.Source = served{data: data, stop: &left}
					if _, err := cut.Look(context.Background()); err != nil && !fault.Is(err, fault.Unavailable) {
						t.Fatal(err)
					}
					continue
				}
				out, err := m.Look(context.Background())
				if err != nil {
					t.Fatal(err)
				}
				if out.Checkpoint.Size != size {
					t.Fatalf("%d entries, want %d", out.Checkpoint.Size, size)
				}
				if r := whole(t, m); len(r.Problems) > 0 || r.Checkpoint.Size != size {
					t.Fatalf("%d entries: %v", r.Checkpoint.Size, r.Problems)
				}
			}
		})
	}
}

// copied makes a second log that shares the first one's past and key.
func copied(t *testing.T, from, to string) {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
}

// A log that was rewritten, set back or given another state of the same size is
// found out; what was kept stays, and the proof lies beside it.
func TestAlarm(t *testing.T) {
	for name, forge := range map[string]func(t *testing.T, data string){
		"rewritten": func(t *testing.T, data string) { grow(t, data, 40, "other words") },
		"same size": func(t *testing.T, data string) { grow(t, data, 20, "other words") },
		"set back":  func(t *testing.T, data string) { grow(t, data, 3, "x") },
	} {
		t.Run(name, func(t *testing.T) {
			data := filepath.Join(t.TempDir(), "register")
			created(t, data)
			grow(t, data, 5, "x")
			copied(t, data, data+"-forged")
			grow(t, data, 20, "x")
			m := Mirror{Dir: data + "-mirror", Source: served{data: data}, Now: clock}
			if _, err := m.Look(context.Background()); err != nil {
				t.Fatal(err)
			}
			forge(t, data+"-forged")
			m.Source = served{data: data + "-forged"}
			_, err := m.Look(context.Background())
			var alarm *Alarm
			if !errors.As(err, &alarm) {
				t.Fatalf("no alarm: %v", err)
			}
			proof, err := os.ReadFile(filepath.Join(m.Dir, alarm.File))
			if err != nil || strings.Count(string(proof), "\n\u2014 register.example/sanad ") != 2 {
				t.Errorf("the proof holds not both states as signed: %v\n%s", err, proof)
			}
			if r := whole(t, m); len(r.Problems) > 0 || r.Checkpoint.Size != 25 {
				t.Errorf("what was kept: %+v", r)
			}
			// The log as it was goes on to be followed.
			grow(t, data, 1, "x")
			m.Source = served{data: data}
			if out, err := m.Look(context.Background()); err != nil || out.Checkpoint.Size != 26 || out.Before != 25 {
				t.Errorf("%+v, %v", out, err)
			}
		})
	}
}

// damaged gives other bytes for one file.
type damaged struct {
	served
	name string
}

func (d damaged) Get(ctx context.Context, name string) ([]byte, error) {
	b, err := d.served.Get(ctx, name)
	if strings.HasPrefix(name, d.name) && len(b) > 40 {
		b = append([]byte(nil), b...)
		b[len(b)/2] ^= 1
	}
	return b, err
}

// Bytes that were damaged on the way are no alarm: nobody signed them.
func TestDamagedOnTheWay(t *testing.T) {
	data := filepath.Join(t.TempDir(), "register")
	created(t, data)
	grow(t, data, 5, "x")
	m := Mirror{Dir: data + "-mirror", Source: served{data: data}, Now: clock}
	if _, err := m.Look(context.Background()); err != nil {
		t.Fatal(err)
	}
	grow(t, data, 5, "x")
	for _, name := range []string{"tile/entries", "body", "checkpoint"} {
		m.Source = damaged{served{data: data}, name}
		_, err := m.Look(context.Background())
		var alarm *Alarm
		if err == nil || errors.As(err, &alarm) || !fault.Is(err, fault.Invalid) {
			t.Errorf("damaged %s: %v", name, err)
		}
		if fault.HintOf(err) == "" {
			t.Errorf("damaged %s: no next step", name)
		}
	}
	m.Source = served{data: data}
	if out, err := m.Look(context.Background()); err != nil || out.Checkpoint.Size != 10 {
		t.Errorf("%+v, %v", out, err)
	}
}

// Another key is not taken in silence.
func TestAnotherKey(t *testing.T) {
	data := filepath.Join(t.TempDir(), "register")
	created(t, data)
	grow(t, data, 1, "x")
	m := Mirror{Dir: data + "-mirror", Source: served{data: data}, Now: clock}
	out, err := m.Look(context.Background())
	if err != nil || !out.First {
		t.Fatal(out, err)
	}
	created(t, data+"-other")
	grow(t, data+"-other", 3, "x")
	m.Source = served{data: data + "-other"}
	if _, err := m.Look(context.Background()); err == nil || !strings.Contains(err.Error(), "not signed with the key") {
		t.Errorf("a log of another key: %v", err)
	}
	m.Key = "register.example/sanad+00000000+none"
	if _, err := m.Look(context.Background()); !fault.Is(err, fault.Conflict) {
		t.Errorf("another key asked for: %v", err)
	}
}
