package claim

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"
)

// EntryKind is what an entry of the log records.
type EntryKind string

// The kinds of entry.
const (
	// Reading: a reader (a program, or a person at a form) read one document.
	Reading EntryKind = "reading"
)

// MaxClaims is how many claims one entry may commit to, so that an entry stays
// under the 65,535 bytes that C2SP tlog-tiles allows. A longer reading has more
// parts.
const MaxClaims = 1000

// Entry is one leaf of the log. It tells when and by what a document was read
// and commits to the claims that came of it, and to nothing that could be
// guessed back: what was read stands in the claims.
type Entry struct {
	Kind   EntryKind
	Time   time.Time // UTC, whole seconds
	Reader string    // name/version
	Part   int       // from 1
	Parts  int       // of this reading; parts are neighbours in the log
	Claims []Hash
}

// Append adds the entry's canonical bytes, which are the leaf's data, to b.
func (e Entry) Append(b []byte) []byte {
	b = append(b, `{"claims":[`...)
	for i, h := range e.Claims {
		if i > 0 {
			b = append(b, ',')
		}
		b = AppendString(b, h.String())
	}
	b = append(b, ']')
	b = appendMember(b, "kind", string(e.Kind))
	b = append(b, `,"part":`...)
	b = strconv.AppendInt(b, int64(e.Part), 10)
	b = append(b, `,"parts":`...)
	b = strconv.AppendInt(b, int64(e.Parts), 10)
	b = appendMember(b, "reader", e.Reader)
	b = appendMember(b, "time", e.Time.UTC().Format(time.RFC3339))
	return append(b, `,"v":1}`...)
}

// Check says whether the entry is well formed.
func (e Entry) Check() error {
	switch {
	case e.Kind != Reading:
		return fmt.Errorf("entry: unknown kind %q", e.Kind)
	case e.Part < 1 || e.Parts < e.Part:
		return fmt.Errorf("entry: part %d of %d", e.Part, e.Parts)
	case len(e.Claims) == 0 || len(e.Claims) > MaxClaims:
		return fmt.Errorf("entry: %d claims, want 1 to %d", len(e.Claims), MaxClaims)
	case e.Reader == "":
		return errors.New("entry: no reader")
	case !e.Time.Equal(e.Time.Truncate(time.Second)):
		return errors.New("entry: time is finer than a second")
	}
	return nil
}

// ParseEntry reads an entry from its canonical bytes, and only from those.
func ParseEntry(b []byte) (Entry, error) {
	var w struct {
		Claims []string  `json:"claims"`
		Kind   EntryKind `json:"kind"`
		Part   int       `json:"part"`
		Parts  int       `json:"parts"`
		Reader string    `json:"reader"`
		Time   time.Time `json:"time"`
		V      int       `json:"v"`
	}
	if err := strict(b, &w); err != nil {
		return Entry{}, fmt.Errorf("entry: %w", err)
	}
	if w.V != 1 {
		return Entry{}, fmt.Errorf("entry: version %d; this program knows 1", w.V)
	}
	e := Entry{Kind: w.Kind, Time: w.Time, Reader: w.Reader, Part: w.Part, Parts: w.Parts, Claims: make([]Hash, len(w.Claims))}
	for i, s := range w.Claims {
		h, err := ParseHash(s)
		if err != nil {
			return Entry{}, fmt.Errorf("entry: %w", err)
		}
		e.Claims[i] = h
	}
	if err := e.Check(); err != nil {
		return Entry{}, err
	}
	if !bytes.Equal(e.Append(nil), b) {
		return Entry{}, fmt.Errorf("entry: %w", ErrNotCanonical)
	}
	return e, nil
}

// Kept is a claim as its body keeps it: the claim and the salt of its hash, or
// the hash alone where the claim is withheld or erased.
type Kept struct {
	Entry int64 // log index
	N     int   // from 0, within the entry
	Salt  Salt
	Claim *Claim // nil when withheld
	Hash  Hash
}

// Append adds the body line, without its line end, to b.
func (k Kept) Append(b []byte) []byte {
	if k.Claim == nil {
		b = append(b, `{"entry":`...)
		b = strconv.AppendInt(b, k.Entry, 10)
		b = appendMember(b, "hash", k.Hash.String())
		b = append(b, `,"n":`...)
		b = strconv.AppendInt(b, int64(k.N), 10)
		return append(b, '}')
	}
	return AppendKept(b, k.Entry, k.N, k.Salt, k.Claim.Append(nil))
}

// AppendKept adds the body line of a claim whose canonical bytes are at hand, as
// they are after hashing: what Kept.Append would add.
func AppendKept(b []byte, entry int64, n int, salt Salt, canonical []byte) []byte {
	b = append(b, `{"claim":`...)
	b = append(b, canonical...)
	b = append(b, `,"entry":`...)
	b = strconv.AppendInt(b, entry, 10)
	b = append(b, `,"n":`...)
	b = strconv.AppendInt(b, int64(n), 10)
	b = appendMember(b, "salt", salt.String())
	return append(b, '}')
}

// ParseKept reads a body line in its canonical form, and only in that, and
// computes the claim's hash.
func ParseKept(b []byte) (Kept, error) {
	if k, ok := scanKept(b); ok {
		return k, nil
	}
	return parseKept(b)
}

// parseKept is ParseKept with any JSON reader's word on what is wrong.
func parseKept(b []byte) (Kept, error) {
	var w struct {
		Claim json.RawMessage `json:"claim"`
		Entry int64           `json:"entry"`
		Hash  string          `json:"hash"`
		N     int             `json:"n"`
		Salt  string          `json:"salt"`
	}
	if err := strict(b, &w); err != nil {
		return Kept{}, fmt.Errorf("body line: %w", err)
	}
	k := Kept{Entry: w.Entry, N: w.N}
	if w.Claim == nil {
		h, err := ParseHash(w.Hash)
		if err != nil {
			return Kept{}, fmt.Errorf("body line: %w", err)
		}
		k.Hash = h
	} else {
		c, err := Parse(w.Claim)
		if err != nil {
			return Kept{}, fmt.Errorf("body line: %w", err)
		}
		salt, err := ParseSalt(w.Salt)
		if err != nil {
			return Kept{}, fmt.Errorf("body line: %w", err)
		}
		k.Claim, k.Salt, k.Hash = &c, salt, HashOf(salt, w.Claim)
	}
	if !bytes.Equal(k.Append(nil), b) {
		return Kept{}, fmt.Errorf("body line: %w", ErrNotCanonical)
	}
	return k, nil
}
