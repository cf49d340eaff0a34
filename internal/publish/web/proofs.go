package web

import (
	"bytes"
	"context"
	"net/http"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"

	"sanad/claim"
	"sanad/internal/fault"
	prover "sanad/internal/publish/proof"
	"sanad/verify"
)

// Provable is the log at one checkpoint, as proofs are made from it.
type Provable struct {
	Signed []byte // the checkpoint, with what witnesses signed
	Log    interface {
		prover.Log
		Consistency(old int64) ([]tlog.Hash, error)
	}
}

// proven is a thing with what proves that the log holds the claims behind it, for
// whoever checks it offline; also the readings that begin at the entries, whether it
// cites them or not.
func (s *site) proven(ctx context.Context, class string, thing any, readings ...int64) (answer, error) {
	if s.Proofs == nil {
		return answer{}, fault.New(fault.NotFound, "proofs are not served here")
	}
	p, err := s.Proofs(ctx)
	if err != nil {
		return answer{}, err
	}
	var b bytes.Buffer
	w, err := prover.NewWriter(&b, p.Log, p.Signed, verifierKey(s.LogDir))
	if err != nil {
		return answer{}, err
	}
	for _, first := range readings {
		if err := w.Reading(first); err != nil {
			return answer{}, err
		}
	}
	if err := w.Thing(class, thing); err != nil {
		return answer{}, err
	}
	return answer{whole: &ready{"application/x-ndjson; charset=utf-8", b.Bytes()}}, nil
}

// entryProof is the inclusion proof of one entry as C2SP writes it. Its extra data is
// the entry itself, so that a program needs nothing else.
// Source: https://c2sp.org/tlog-proof
func (s *site) entryProof(ctx context.Context, index int64) (answer, error) {
	if s.Proofs == nil {
		return answer{}, fault.New(fault.NotFound, "proofs are not served here")
	}
	p, err := s.Proofs(ctx)
	if err != nil {
		return answer{}, err
	}
	r, err := p.Log.Record(index)
	if err != nil {
		return answer{}, err
	}
	path, err := p.Log.Inclusion(index)
	if err != nil {
		return answer{}, err
	}
	b := verify.EntryProof{Index: index, Leaf: r.Leaf, Path: path, Checkpoint: p.Signed}.Append(nil)
	return answer{whole: &ready{"text/plain; charset=utf-8", b}}, nil
}

// consistency is the proof that the log begins with the log of an older size: a hash
// a line, from an empty line on the checkpoint, as the body of a request to a witness
// has them.
// Source: https://c2sp.org/tlog-witness
func (s *site) consistency(w http.ResponseWriter, r *http.Request) error {
	asked := r.PathValue("old")
	old, err := strconv.ParseInt(asked, 10, 64)
	if err != nil || strconv.FormatInt(old, 10) != asked || s.Proofs == nil {
		return fault.New(fault.NotFound, "%q is not a size of the log", asked)
	}
	p, err := s.Proofs(r.Context())
	if err != nil {
		return err
	}
	path, err := p.Log.Consistency(old)
	if err != nil {
		return err
	}
	openToAll(w.Header())
	return writeFile(w, r, "text/plain; charset=utf-8", askAlways, verify.AppendConsistency(nil, old, path, p.Signed))
}

// proofAddress is where the proof of a page stands, "" for a page without.
func (s *site) proofAddress(q *request) string {
	path := q.URL.Path
	class, id, found := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	if s.Proofs == nil || !found || strings.Contains(id, "/") {
		return ""
	}
	if of, known := provenClasses[class]; !known || !isID(id, byte(of)) {
		return ""
	}
	if q.URL.RawQuery != "" {
		return path + string(proofDoc) + "?" + q.URL.RawQuery
	}
	return path + string(proofDoc)
}

// provenClasses are the addresses of things that have a proof.
var provenClasses = map[string]claim.Class{
	"agreements": claim.Agreement, "parties": claim.Party, "events": claim.Event, "sources": 's',
}
