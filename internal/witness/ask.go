package witness

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"sanad/internal/fault"
	"sanad/internal/fsx"
	"sanad/internal/source/fetch"
	"sanad/verify"
)

// Files in the data directory.
const (
	ConfigFile = "witnesses.json" // who is asked, as a list of Witness
	StateFile  = "witnessed.json" // the newest checkpoint that each signed
)

// Witness is one that a register asks.
type Witness struct {
	At  string `json:"at"`  // the submission prefix, https://witness.example
	Key string `json:"key"` // its public key, of the type of cosignatures
}

// Log is the log at one checkpoint.
type Log interface {
	Consistency(old int64) ([]tlog.Hash, error)
}

// Asker asks a register's witnesses.
type Asker struct {
	Data         string
	AllowPrivate bool // witnesses on private addresses too
	Agent        string

	client *http.Client
}

// askWithin is how long a witness may take to answer.
const askWithin = 30 * time.Second

// Read is who the register asks; none where nobody set any up.
func Read(data string) ([]Witness, error) {
	var list []Witness
	err := fsx.ReadJSON(filepath.Join(data, ConfigFile), &list, func(err error) error {
		return fault.New(fault.Invalid, "%s: %w", ConfigFile, err).WithHint(`it is a list of {"at": "https://witness.example", "key": "witness.example+…"}`)
	})
	if err != nil {
		return nil, err
	}
	for i, w := range list {
		if _, err := Verifier(w.Key); err != nil {
			return nil, fault.New(fault.Invalid, "%s: witness %d: %q is no key of a witness: %v", ConfigFile, i+1, w.Key, err)
		}
		if !strings.HasPrefix(w.At, "https://") && !strings.HasPrefix(w.At, "http://") {
			return nil, fault.New(fault.Invalid, "%s: witness %d: %q is no address", ConfigFile, i+1, w.At)
		}
	}
	return list, nil
}

// state is the newest checkpoint that each witness signed, by its key: the note with
// the log's signature and the witness's.
type state map[string]string

func readState(data string) (state, error) {
	s := state{}
	err := fsx.ReadJSON(filepath.Join(data, StateFile), &s, func(err error) error {
		return fault.New(fault.Damaged, "%s: %w", StateFile, err).WithHint("delete it: the witnesses are then asked anew")
	})
	return s, err
}

// Cosigned is the signed checkpoint with what witnesses signed under exactly it.
func Cosigned(data string, signed []byte) ([]byte, error) {
	list, err := Read(data)
	if err != nil || len(list) == 0 {
		return signed, err
	}
	kept, err := readState(data)
	if err != nil {
		return signed, err
	}
	out := bytes.Clone(signed)
	for _, w := range list {
		if line, ok := strings.CutPrefix(kept[w.Key], string(signed)); ok {
			out = append(out, line...)
		}
	}
	return out, nil
}

// Ask asks each witness to sign the checkpoint and keeps what they sign. It gives how
// many have signed it now, and of each other why not.
func (a Asker) Ask(ctx context.Context, c verify.Checkpoint, signed []byte, log Log) (have int, err error) {
	list, err := Read(a.Data)
	if err != nil || len(list) == 0 {
		return 0, err
	}
	kept, err := readState(a.Data)
	if err != nil {
		return 0, err
	}
	a.client = fetch.Sender(a.AllowPrivate)
	defer a.client.CloseIdleConnections()
	var failed []error
	changed := false
	for _, w := range list {
		if strings.HasPrefix(kept[w.Key], string(signed)) {
			have++
			continue
		}
		line, err := a.one(ctx, w, sizeOf(kept[w.Key]), c, signed, log)
		if err != nil {
			failed = append(failed, fmt.Errorf("%s: %w", w.At, err))
			continue
		}
		kept[w.Key] = string(signed) + line
		have, changed = have+1, true
	}
	if changed {
		failed = append(failed, fsx.WriteJSON(filepath.Join(a.Data, StateFile), kept, 0o644))
	}
	return have, errors.Join(failed...)
}

// sizeOf is the size a kept checkpoint names, 0 for none. It is a guess at what the
// witness signed last, which corrects it.
func sizeOf(kept string) int64 {
	lines := strings.SplitN(kept, "\n", 3)
	if len(lines) < 3 {
		return 0
	}
	n, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// one asks one witness, and once more where it signed another size last. It gives the
// signature's line.
func (a Asker) one(ctx context.Context, w Witness, old int64, c verify.Checkpoint, signed []byte, log Log) (string, error) {
	verifier, err := Verifier(w.Key)
	if err != nil {
		return "", err
	}
	for try := 0; ; try++ {
		if old > c.Size {
			return "", fault.New(fault.Conflict, "it signed a log of %d entries, and this one has %d", old, c.Size).
				WithHint("was the register put back from an old backup? its witness remembers what came after")
		}
		path, err := log.Consistency(old)
		if err != nil {
			return "", err
		}
		answer, size, err := a.post(ctx, w, verify.AppendConsistency(nil, old, path, signed))
		if err != nil {
			return "", err
		}
		if size != nil && *size != old && try == 0 {
			old = *size
			continue
		}
		if size != nil {
			return "", fault.New(fault.Conflict, "it holds to %d entries whatever it is shown", *size)
		}
		return ownLine(signed, answer, verifier)
	}
}

// ownLine is the line of an answer that is the witness's signature of the checkpoint.
func ownLine(signed, answer []byte, verifier note.Verifier) (string, error) {
	n, err := note.Open([]byte(noteText(signed)+"\n"+string(answer)), note.VerifierList(verifier))
	if err != nil {
		return "", fault.New(fault.Invalid, "its answer is not its signature: %v", err)
	}
	return "— " + n.Sigs[0].Name + " " + n.Sigs[0].Base64 + "\n", nil
}

// post sends a request. size is what the witness signed last, where it is not the old
// size of the request.
func (a Asker) post(ctx context.Context, w Witness, body []byte) (answer []byte, size *int64, err error) {
	ctx, cancel := context.WithTimeout(ctx, askWithin)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, strings.TrimSuffix(w.At, "/")+"/add-checkpoint", bytes.NewReader(body))
	if err != nil {
		return nil, nil, err
	}
	r.Header.Set("User-Agent", a.Agent)
	resp, err := a.client.Do(r)
	if err != nil {
		return nil, nil, fault.New(fault.Unavailable, "it cannot be reached: %w", err).WithHint("it is asked again; one on a private address only with --allow-private")
	}
	defer resp.Body.Close()
	answer, err = io.ReadAll(io.LimitReader(resp.Body, maxRequest))
	if err != nil {
		return nil, nil, err
	}
	switch {
	case resp.StatusCode == http.StatusOK:
		return answer, nil, nil
	case resp.StatusCode == http.StatusConflict && strings.HasPrefix(resp.Header.Get("Content-Type"), sizeType):
		n, err := strconv.ParseInt(strings.TrimSuffix(string(answer), "\n"), 10, 64)
		if err != nil || n < 0 {
			return nil, nil, fault.New(fault.Invalid, "it names no size")
		}
		return nil, &n, nil
	}
	what := strings.TrimSpace(string(answer[:min(len(answer), 200)]))
	return nil, nil, fault.New(fault.Invalid, "it does not sign: %s: %q", resp.Status, what)
}

// ReadKey reads a witness's secret key; made says that there was none and one was made
// under the name, with the public key beside it.
func ReadKey(dir, name string) (secret, public string, made bool, err error) {
	file := filepath.Join(dir, "witness.key")
	b, err := os.ReadFile(file)
	if err == nil {
		p, err := os.ReadFile(filepath.Join(dir, "witness.pub"))
		return strings.TrimSpace(string(b)), strings.TrimSpace(string(p)), false, err
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return "", "", false, err
	}
	if name == "" {
		return "", "", false, fault.New(fault.Invalid, "%s holds no key yet", dir).WithHint("name the witness with --name, as witness.example/1: one is made")
	}
	if secret, public, err = GenerateKey(name); err != nil {
		return "", "", false, fault.New(fault.Invalid, "%q is no name for a witness: %v", name, err).WithHint("an address without scheme, blanks or plus signs")
	}
	err = errors.Join(fsx.WriteDurable(filepath.Join(dir, "witness.pub"), []byte(public+"\n"), 0o644),
		fsx.WriteDurable(file, []byte(secret+"\n"), 0o600))
	return secret, public, true, err
}
