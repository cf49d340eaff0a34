package witness_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	formats "github.com/transparency-dev/formats/note"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"sanad/claim"
	"sanad/internal/claimlog"
	"sanad/internal/witness"
	"sanad/verify"
)

// register is a log that grows.
type register struct {
	testing.TB
	data     string
	verifier note.Verifier
}

func newRegister(t testing.TB, origin string) register {
	t.Helper()
	data := filepath.Join(t.TempDir(), "register")
	if err := claimlog.Create(data, origin); err != nil {
		t.Fatal(err)
	}
	v, err := claimlog.Verifier(data)
	if err != nil {
		t.Fatal(err)
	}
	return register{t, data, v}
}

func (r register) grow(n int) *claimlog.View {
	r.Helper()
	log, err := claimlog.Open(r.data, 0)
	if err != nil {
		r.Fatal(err)
	}
	for i := range n {
		digest := fmt.Sprintf("%064x", i)
		if _, err := log.Append(claimlog.Reading{Reader: "test/1", Claims: []claim.Claim{{
			Subject: "d", Property: claim.PropOriginal, Modality: claim.Done, Release: claim.Public,
			Value: claim.DocumentRef{Original: digest, Text: digest, Media: "text/plain"},
		}}}); err != nil {
			r.Fatal(err)
		}
	}
	if err := log.Close(); err != nil {
		r.Fatal(err)
	}
	return r.view()
}

func (r register) view() *claimlog.View {
	r.Helper()
	v, err := claimlog.Read(r.data)
	if err != nil {
		r.Fatal(err)
	}
	return v
}

// asks sets up who is asked.
func (r register) asks(list ...string) {
	r.Helper()
	if err := os.WriteFile(filepath.Join(r.data, witness.ConfigFile), []byte("["+strings.Join(list, ",")+"]"), 0o644); err != nil {
		r.Fatal(err)
	}
}

func (r register) ask() (int, error) {
	v := r.view()
	return witness.Asker{Data: r.data, AllowPrivate: true, Agent: "test"}.Ask(context.Background(), v.Checkpoint, v.Signed, v)
}

// newWitness serves a witness of logs and gives its line of a register's list.
func newWitness(t testing.TB, dir string, logs ...note.Verifier) (server *httptest.Server, line, public string) {
	t.Helper()
	secret, public, _, err := witness.ReadKey(dir, "witness.example/1")
	if err != nil {
		t.Fatal(err)
	}
	signer, err := formats.NewSignerForCosignatureV1(secret)
	if err != nil {
		t.Fatal(err)
	}
	server = httptest.NewServer(witness.NewServer(dir, signer, logs, slog.New(slog.DiscardHandler)))
	t.Cleanup(server.Close)
	return server, fmt.Sprintf(`{"at": %q, "key": %q}`, server.URL, public), public
}

// TestCosigned: a register that grows is signed at each size, by all its witnesses,
// also by one that is new and by one that had lost count; the cosignatures open under
// the witnesses' keys and count towards a quorum.
func TestCosigned(t *testing.T) {
	r := newRegister(t, "test.example/log")
	one, oneLine, oneKey := newWitness(t, t.TempDir(), r.verifier)
	_, otherLine, otherKey := newWitness(t, t.TempDir(), r.verifier)
	trust := verify.Trust{Log: r.verifier, Quorum: 2}
	for _, key := range []string{oneKey, otherKey} {
		v, err := witness.Verifier(key)
		if err != nil {
			t.Fatal(err)
		}
		trust.Witnesses = append(trust.Witnesses, v)
	}
	check := func(want int) {
		t.Helper()
		have, err := r.ask()
		if err != nil || have != want {
			t.Fatalf("%d signed, %v; want %d", have, err, want)
		}
		v := r.view()
		signed, err := witness.Cosigned(r.data, v.Signed)
		if err != nil {
			t.Fatal(err)
		}
		c, names, err := trust.Open(signed)
		if len(names) != want || c != v.Checkpoint || (err == nil) != (want >= trust.Quorum) {
			t.Fatalf("opens as %v of %v, %v", c, names, err)
		}
	}
	r.asks(oneLine)
	check(1) // an empty log
	r.grow(3)
	check(1)
	check(1) // nothing new: nobody is asked
	r.grow(300)
	r.asks(oneLine, otherLine)
	check(2)
	if err := os.Remove(filepath.Join(r.data, witness.StateFile)); err != nil {
		t.Fatal(err)
	}
	check(2) // it asks from nothing, is told the size, and is signed
	r.grow(1)
	if _, names, _ := trust.Open(must(witness.Cosigned(r.data, r.view().Signed))); len(names) != 0 {
		t.Error("a checkpoint nobody was asked about is signed")
	}
	one.Close()
	if have, err := r.ask(); have != 1 || err == nil {
		t.Errorf("%d signed, %v; want the one that is there, and word of the other", have, err)
	}
}

func must(b []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return b
}

// TestRefusals: what a witness must not sign it does not, with the status the protocol
// gives each, and it keeps to what it signed.
func TestRefusals(t *testing.T) {
	r := newRegister(t, "test.example/log")
	dir := t.TempDir()
	server, _, key := newWitness(t, dir, r.verifier)
	first := r.grow(5)
	forked := register{t, filepath.Join(t.TempDir(), "copy"), r.verifier}
	if err := os.CopyFS(forked.data, os.DirFS(r.data)); err != nil {
		t.Fatal(err)
	}
	second := r.grow(4)
	forked.grow(1)
	fork := forked.grow(5) // 11 entries, of which the sixth is another
	stranger := newRegister(t, "other.example/log").grow(1)
	impostor := newRegister(t, "test.example/log").grow(9)

	post := func(body []byte) (status int, kind, text string) {
		t.Helper()
		resp, err := http.Post(server.URL+"/add-checkpoint", "text/plain", bytes.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		b, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		return resp.StatusCode, resp.Header.Get("Content-Type"), string(b)
	}
	ask := func(v *claimlog.View, old int64) []byte {
		var path []tlog.Hash
		if old <= v.Size() {
			var err error
			if path, err = v.Consistency(old); err != nil {
				t.Fatal(err)
			}
		}
		return verify.AppendConsistency(nil, old, path, v.Signed)
	}
	for _, step := range []struct {
		name string
		body []byte
		want int
		says string // "" for anything
	}{
		{"nothing", nil, 400, ""},
		{"no size", []byte("old x\n\n" + string(first.Signed)), 400, ""},
		{"a stranger's log", ask(stranger, 0), 404, ""},
		{"another key's signature", ask(impostor, 0), 403, ""},
		{"a larger old size", ask(first, 6), 400, ""},
		{"an old size nobody signed", ask(second, 5), 409, "0\n"},
		{"the first", ask(first, 0), 200, ""},
		{"the first again, as from nothing", ask(first, 0), 409, "5\n"},
		{"the same again", ask(first, 5), 200, ""},
		{"a proof that is none", verify.AppendConsistency(nil, 5, []tlog.Hash{{1}, {2}}, second.Signed), 422, ""},
		{"no proof", verify.AppendConsistency(nil, 5, nil, second.Signed), 422, ""},
		{"more", ask(second, 5), 200, ""},
		{"less", ask(first, 5), 409, "9\n"},
		{"another past", ask(fork, 9), 422, ""},
		{"64 hashes", verify.AppendConsistency(nil, 9, make([]tlog.Hash, 64), fork.Signed), 400, ""},
		{"too much", bytes.Repeat([]byte("x"), 1<<20), 413, ""},
	} {
		status, kind, text := post(step.body)
		if status != step.want || step.says != "" && (text != step.says || kind != "text/x.tlog.size") {
			t.Errorf("%s: %d %s %q, want %d %q", step.name, status, kind, text, step.want, step.says)
		}
	}

	if got, err := http.Get(server.URL + "/add-checkpoint"); err != nil || got.StatusCode != 404 {
		t.Error("GET is answered", err)
	}

	// A witness that starts anew remembers.
	again, _, keyAgain := newWitness(t, dir, r.verifier)
	server = again
	if key != keyAgain {
		t.Error("another key after a restart")
	}
	if status, _, text := post(ask(first, 0)); status != 409 || text != "9\n" {
		t.Errorf("after a restart: %d %q", status, text)
	}
}

// TestTwoPasts: a register that shows its witness one past and then another is not
// signed, and the asker says so.
func TestTwoPasts(t *testing.T) {
	r := newRegister(t, "test.example/log")
	_, line, _ := newWitness(t, t.TempDir(), r.verifier)
	r.asks(line)
	r.grow(4)
	forked := register{t, filepath.Join(t.TempDir(), "copy"), r.verifier}
	if err := os.CopyFS(forked.data, os.DirFS(r.data)); err != nil {
		t.Fatal(err)
	}
	r.grow(2)
	if have, err := r.ask(); have != 1 || err != nil {
		t.Fatal(have, err)
	}
	for _, more := range []int{1, 1, 3} { // 5, 6 and 9 entries of another past
		forked.grow(more)
		if have, err := forked.ask(); have != 0 || err == nil {
			t.Errorf("%d entries of another past: %d signed, %v", forked.view().Size(), have, err)
		}
	}
}

// TestRace: of many that ask at once, sizes only grow, and each size that was signed
// is proven against the one before.
func TestRace(t *testing.T) {
	r := newRegister(t, "test.example/log")
	server, _, key := newWitness(t, t.TempDir(), r.verifier)
	verifier, err := witness.Verifier(key)
	if err != nil {
		t.Fatal(err)
	}
	var views []*claimlog.View
	for range 6 {
		v := r.grow(2)
		at, err := v.Consistency(0)
		if err != nil || len(at) != 0 {
			t.Fatal(at, err)
		}
		views = append(views, v)
	}
	newest := views[len(views)-1]
	var signed sync.Map
	var all sync.WaitGroup
	for _, v := range views {
		for _, old := range []int64{0, 2, 4, 6, 8, 10} {
			if old >= v.Size() {
				continue // of the same size it is signed again, as it must be
			}
			all.Go(func() {
				path, err := newest.Consistency(old)
				if err != nil {
					t.Error(err)
					return
				}
				if v != newest {
					path = nil
				}
				resp, err := http.Post(server.URL+"/add-checkpoint", "", bytes.NewReader(verify.AppendConsistency(nil, old, path, v.Signed)))
				if err != nil {
					t.Error(err)
					return
				}
				defer resp.Body.Close()
				b, _ := io.ReadAll(resp.Body)
				if resp.StatusCode == http.StatusOK {
					if _, err := note.Open([]byte(v.Checkpoint.Text()+"\n"+string(b)), note.VerifierList(verifier)); err != nil {
						t.Error(err)
					}
					if _, twice := signed.LoadOrStore(old, v.Size()); twice {
						t.Errorf("two answers from size %d", old)
					}
				}
			})
		}
	}
	all.Wait()
	n := 0
	signed.Range(func(any, any) bool { n++; return true })
	if n == 0 {
		t.Error("nothing was signed")
	}
}

// TestBadAnswers: an answer that is no cosignature of this checkpoint is not taken.
func TestBadAnswers(t *testing.T) {
	r := newRegister(t, "test.example/log")
	r.grow(2)
	_, public, err := witness.GenerateKey("witness.example/1")
	if err != nil {
		t.Fatal(err)
	}
	for name, answer := range map[string]http.HandlerFunc{
		"empty":      func(http.ResponseWriter, *http.Request) {},
		"another's":  func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "— witness.example/1 AAAAAAAA\n") },
		"a page":     func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "<html>\n\nhello\n") },
		"a conflict": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(409) },
		"a size that lies": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/x.tlog.size")
			w.WriteHeader(409)
			io.WriteString(w, "99\n")
		},
		"no number": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/x.tlog.size")
			w.WriteHeader(409)
			io.WriteString(w, "all\n")
		},
		"elsewhere": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://127.0.0.1:1/", http.StatusTemporaryRedirect)
		},
		"endless": func(w http.ResponseWriter, _ *http.Request) { w.Write(bytes.Repeat([]byte("— x\n"), 1<<16)) },
	} {
		server := httptest.NewServer(answer)
		r.asks(fmt.Sprintf(`{"at": %q, "key": %q}`, server.URL, public))
		began := time.Now()
		if have, err := r.ask(); have != 0 || err == nil || !strings.Contains(err.Error(), server.URL) {
			t.Errorf("%s: %d signed, %v", name, have, err)
		}
		if time.Since(began) > 20*time.Second {
			t.Errorf("%s: took %v", name, time.Since(began))
		}
		server.Close()
	}
	if got := must(witness.Cosigned(r.data, r.view().Signed)); !bytes.Equal(got, r.view().Signed) {
		t.Errorf("something stuck: %s", got)
	}
	r.asks(`{"at": "https://witness.example", "key": "nonsense"}`)
	if _, err := r.ask(); err == nil {
		t.Error("a key that is none was taken")
	}
}
