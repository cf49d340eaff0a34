// Package proof writes what the register says of things together with what proves,
// without the register, that its log holds the claims behind it: the signed
// checkpoint, the entries with their inclusion proofs, and the claims. Whoever has
// the register's public key checks it offline (sanad verify FILE, or package verify,
// whose ProofHead, ProofEntry and ProofThing are the lines).
//
// Of a claim that is not public the hash alone is written.
package proof

import (
	"encoding/json"
	"fmt"
	"io"

	"golang.org/x/mod/sumdb/tlog"

	"sanad/claim"
	"sanad/verify"
)

// Log is what entries are proven from, at one checkpoint.
type Log interface {
	Record(index int64) (verify.Record, error)
	Inclusion(index int64) ([]tlog.Hash, error)
}

// Writer writes a proof file. Each entry stands once, before the first thing that
// cites it.
type Writer struct {
	out     *json.Encoder
	log     Log
	written map[int64]bool
}

// NewWriter begins a proof file under a signed checkpoint of the log. The verifier
// key is written for people to compare; nobody is asked to trust it.
func NewWriter(w io.Writer, log Log, signed []byte, verifier string) (*Writer, error) {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	err := out.Encode(verify.ProofHead{Format: verify.ProofFormat, Checkpoint: string(signed), Verifier: verifier})
	return &Writer{out: out, log: log, written: map[int64]bool{}}, err
}

// Thing writes one thing of a class, as its JSON is published, behind the entries it
// cites.
func (w *Writer) Thing(class string, thing any) error {
	published, err := json.Marshal(thing)
	if err != nil {
		return err
	}
	cited, err := verify.Citations(published)
	if err != nil {
		return err
	}
	for _, c := range cited {
		if err := w.Entry(c.Entry); err != nil {
			return fmt.Errorf("%s, %s: %w", class, c.Place, err)
		}
	}
	return w.out.Encode(verify.ProofThing{Class: class, Thing: published})
}

// Reading writes the proofs of all entries of the reading that begins at an index.
func (w *Writer) Reading(first int64) error {
	r, err := w.log.Record(first)
	if err != nil {
		return err
	}
	for part := range int64(r.Entry.Parts) {
		if err := w.Entry(first + part); err != nil {
			return err
		}
	}
	return nil
}

// Entry writes the proof of one entry, and of the first of its reading, which says
// what was read.
func (w *Writer) Entry(index int64) error {
	if w.written[index] {
		return nil
	}
	r, err := w.log.Record(index)
	if err != nil {
		return err
	}
	if first := index - int64(r.Entry.Part) + 1; first != index {
		if err := w.Entry(first); err != nil {
			return err
		}
	}
	path, err := w.log.Inclusion(index)
	if err != nil {
		return err
	}
	line := verify.ProofEntry{Entry: string(r.Leaf), Index: index, Path: []string{}, Body: make([]string, len(r.Kept))}
	for _, h := range path {
		line.Path = append(line.Path, h.String())
	}
	for i, k := range r.Kept {
		if k.Claim != nil && k.Claim.Release != claim.Public {
			k.Claim = nil
		}
		line.Body[i] = string(k.Append(nil))
	}
	w.written[index] = true
	return w.out.Encode(line)
}
