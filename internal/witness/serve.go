package witness

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"golang.org/x/mod/sumdb/note"

	"sanad/internal/fsx"
	"sanad/verify"
)

// Server is a witness: it signs a log's checkpoint where it extends the one it signed
// before. It is safe for concurrent use; a directory has one server.
type Server struct {
	dir    string
	signer note.Signer
	logs   map[string]note.Verifier // by origin
	logger *slog.Logger

	mu sync.Mutex // looking at what was signed and signing are one step
}

// NewServer is a witness that keeps what it signed in dir, one file a log, for logs
// with these keys.
func NewServer(dir string, signer note.Signer, logs []note.Verifier, logger *slog.Logger) *Server {
	s := &Server{dir: dir, signer: signer, logs: map[string]note.Verifier{}, logger: logger}
	for _, v := range logs {
		s.logs[v.Name()] = v
	}
	return s
}

// ServeHTTP answers add-checkpoint.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost || r.URL.Path != "/add-checkpoint" {
		http.Error(w, "want POST /add-checkpoint", http.StatusNotFound)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxRequest))
	if err != nil {
		http.Error(w, err.Error(), http.StatusRequestEntityTooLarge)
		return
	}
	answer, err := s.add(body)
	var no *refusal
	switch {
	case err == nil:
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = w.Write(answer) // who has gone asks again
	case errors.As(err, &no):
		s.logger.Warn("not cosigned", "status", no.status, "why", no.what)
		if no.size != nil {
			w.Header().Set("Content-Type", sizeType)
			w.WriteHeader(no.status)
			fmt.Fprintf(w, "%d\n", *no.size)
			return
		}
		http.Error(w, no.what, no.status)
	default:
		s.logger.Error("not cosigned", "error", err)
		http.Error(w, "the witness cannot keep what it would sign", http.StatusInternalServerError)
	}
}

// refusal is why a checkpoint is not signed.
type refusal struct {
	status int
	what   string
	size   *int64 // that was signed last, where the old size is another
}

func (r *refusal) Error() string { return r.what }

func refuse(status int, format string, args ...any) error {
	return &refusal{status: status, what: fmt.Sprintf(format, args...)}
}

// add checks a request, keeps its checkpoint and gives the cosignature's line.
func (s *Server) add(body []byte) ([]byte, error) {
	old, path, signed, err := verify.ParseConsistency(body)
	if err != nil {
		return nil, refuse(http.StatusBadRequest, "%v", err)
	}
	origin, _, _ := bytes.Cut(signed, []byte("\n"))
	verifier, known := s.logs[string(origin)]
	if !known {
		return nil, refuse(http.StatusNotFound, "no log %q is witnessed here", origin)
	}
	c, err := verify.OpenCheckpoint(signed, verifier)
	if err != nil {
		return nil, refuse(http.StatusForbidden, "%v", err)
	}
	if old > c.Size {
		return nil, refuse(http.StatusBadRequest, "the old size %d is more than the checkpoint's, %d", old, c.Size)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	last, err := s.last(verifier)
	if err != nil {
		return nil, err
	}
	if old != last.Size {
		return nil, &refusal{http.StatusConflict, fmt.Sprintf("the old size %d is not the one signed last, %d", old, last.Size), &last.Size}
	}
	if old == c.Size && last.Root != c.Root && old > 0 {
		return nil, refuse(http.StatusConflict, "the log signed two roots for size %d", old)
	}
	if err := verify.CheckConsistency(last, c, path); err != nil {
		return nil, refuse(http.StatusUnprocessableEntity, "the log of %d entries is not shown to begin with that of %d: %v", c.Size, old, err)
	}
	text := noteText(signed)
	cosigned, err := note.Sign(&note.Note{Text: text}, s.signer)
	if err != nil {
		return nil, err
	}
	// What is signed is kept first: a witness that forgets could sign another past.
	if err := fsx.WriteDurable(s.file(c.Origin), signed, 0o644); err != nil {
		return nil, err
	}
	s.logger.Info("cosigned", "log", c.Origin, "size", c.Size)
	return bytes.TrimPrefix(cosigned, []byte(text+"\n")), nil
}

// noteText is what a signed note's signatures are of.
func noteText(signed []byte) string {
	text, _, _ := bytes.Cut(signed, []byte("\n\n"))
	return string(text) + "\n"
}

// last is the checkpoint that was signed last, the empty one for a log never seen.
func (s *Server) last(verifier note.Verifier) (verify.Checkpoint, error) {
	signed, err := os.ReadFile(s.file(verifier.Name()))
	if errors.Is(err, fs.ErrNotExist) {
		return verify.Checkpoint{Origin: verifier.Name()}, nil
	}
	if err != nil {
		return verify.Checkpoint{}, err
	}
	return verify.OpenCheckpoint(signed, verifier)
}

// file is where the last checkpoint of a log is kept.
func (s *Server) file(origin string) string {
	return filepath.Join(s.dir, "logs", strings.ReplaceAll(url.PathEscape(origin), ".", "%2E"))
}
