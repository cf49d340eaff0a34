package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"regexp"
	"strings"

	"sanad/claim"
	"sanad/internal/fault"
	"sanad/verify"
)

// tilePath is the form of a tile's or a body's address. What else lies in the
// log's directory, its write-ahead log above all, is nobody's to fetch.
// Source: https://c2sp.org/tlog-tiles
var tilePath = regexp.MustCompile(`^(tile/(?:[0-9]|[1-5][0-9]|6[0-3]|entries)|body)/(?:x[0-9]{3}/)*[0-9]{3}(\.p/[1-9][0-9]{0,2})?$`)

const (
	forever   = "public, max-age=31536000, immutable"
	aMoment   = "public, max-age=60"
	askAlways = "no-cache"
)

// logFile serves the log as C2SP tlog-tiles lay it out, so that other people's
// programs can check it: a full tile never changes, a part of one gives way to
// a fuller one, and a body can lose claims that are withheld.
func (s *site) logFile(w http.ResponseWriter, r *http.Request) error {
	name := r.PathValue("file")
	found := tilePath.FindStringSubmatch(name)
	kind, keep := "application/octet-stream", forever
	switch {
	case name == verify.CheckpointFile || name == verify.VerifierFile:
		kind, keep = "text/plain; charset=utf-8", askAlways
	case found == nil:
		return fault.New(fault.NotFound, "the log has no file %q", name)
	case found[1] == "body":
		kind, keep = "application/x-ndjson; charset=utf-8", askAlways
	case found[2] != "":
		keep = aMoment
	}
	b, err := s.logBytes(r, name)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrInvalid) {
		return fault.New(fault.NotFound, "the log has no file %q", name)
	}
	if err != nil {
		return err
	}
	if found != nil && found[1] == "body" {
		if b, err = publicBody(b); err != nil {
			return err
		}
	}
	openToAll(w.Header())
	return writeFile(w, r, kind, keep, b)
}

// logBytes is a file of the log; of the checkpoint also what witnesses signed.
func (s *site) logBytes(r *http.Request, name string) ([]byte, error) {
	if name == verify.CheckpointFile && s.Proofs != nil {
		p, err := s.Proofs(r.Context())
		return p.Signed, err
	}
	return fs.ReadFile(s.LogDir, name)
}

// publicBody keeps the body's public claims and, of the others, the hash alone,
// with which the log still verifies.
func publicBody(body []byte) ([]byte, error) {
	public := []byte(`"release":"public"`) // cannot stand inside a JSON string, where quotes are escaped
	out := make([]byte, 0, len(body))
	for line := range bytes.Lines(body) {
		if bytes.Contains(line, public) {
			out = append(out, line...)
			continue
		}
		kept, err := claim.ParseKept(bytes.TrimSuffix(line, []byte("\n")))
		if err != nil {
			return nil, fault.New(fault.Damaged, "log body: %w", err)
		}
		kept.Claim = nil
		out = append(kept.Append(out), '\n')
	}
	return out, nil
}

// static serves the style sheet and the icon. Asked for with the edition they
// were made for, they never change.
func (s *site) static(w http.ResponseWriter, r *http.Request) error {
	name := r.PathValue("file")
	b, err := fs.ReadFile(files, "static/"+name)
	if err != nil {
		return fault.New(fault.NotFound, "there is no file %q", name)
	}
	keep := askAlways
	if r.URL.Query().Get("v") == s.edition {
		keep = forever
	}
	return writeFile(w, r, mime.TypeByExtension(path.Ext(name)), keep, b)
}

func writeFile(w http.ResponseWriter, r *http.Request, kind, keep string, b []byte) error {
	h := w.Header()
	tag := `W/"` + contentTag(b) + `"`
	h.Set("ETag", tag)
	h.Set("Cache-Control", keep)
	h.Add("Vary", "Accept-Encoding")
	if matches(r.Header.Get("If-None-Match"), tag) {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	h.Set("Content-Type", kind)
	return write(w, r, http.StatusOK, b)
}

// healthz says "ok" where the register and the log answer.
func (s *site) healthz(w http.ResponseWriter, r *http.Request) error {
	_, err := s.Register.Position(r.Context())
	if err == nil {
		_, err = s.Log.Head(r.Context())
	}
	h := w.Header()
	h.Set("Content-Type", "text/plain; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	if err != nil {
		s.Logger.Error("not healthy", "err", err, "hint", fault.HintOf(err))
		return write(w, r, http.StatusServiceUnavailable, []byte("not ok\n"))
	}
	return write(w, r, http.StatusOK, []byte("ok\n"))
}

func verifierKey(log fs.FS) string {
	b, err := fs.ReadFile(log, verify.VerifierFile)
	if err != nil {
		return "" // the page then leaves the key out
	}
	return strings.TrimSpace(string(b))
}

func contentTag(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:12])
}
