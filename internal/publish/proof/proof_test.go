package proof_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"

	"sanad/claim"
	"sanad/internal/claimlog"
	"sanad/internal/publish/proof"
	"sanad/verify"
)

// said is a thing with one claim behind it, as the register publishes one.
func said(n int, quote string) map[string]any {
	return map[string]any{"purpose": map[string]any{"values": []any{map[string]any{
		"value": map[string]any{"type": "text", "text": quote}, "text": quote,
		"said": []any{map[string]any{
			"source": "s0", "entry": 0, "n": n, "quote": quote, "start": 0, "end": len(quote),
			"rule": "purpose-for", "confidence": 0.9, "modality": "done",
		}},
	}}}}
}

// TestNothingUnreleasedIsWritten: of a claim that is not public the hash alone is in
// a proof, which holds all the same; a thing that cites it does not.
func TestNothingUnreleasedIsWritten(t *testing.T) {
	data := filepath.Join(t.TempDir(), "register")
	if err := claimlog.Create(data, "test.example/log"); err != nil {
		t.Fatal(err)
	}
	log, err := claimlog.Open(data, 0)
	if err != nil {
		t.Fatal(err)
	}
	one := func(quote string, release claim.Release) claim.Claim {
		return claim.Claim{
			Subject: "a1", Property: claim.PropPurpose, Modality: claim.Done, Release: release, Rule: "purpose-for", Confidence: 900,
			Value: claim.Text{Text: quote}, Selector: &claim.Selector{End: len(quote), Quote: quote},
		}
	}
	original := claim.Claim{
		Subject: "d", Property: claim.PropOriginal, Modality: claim.Done, Release: claim.Public,
		Value: claim.DocumentRef{Original: strings.Repeat("0", 64), Text: strings.Repeat("0", 64), Media: "text/plain"},
	}
	if _, err := log.Append(claimlog.Reading{Reader: "test/1", Claims: []claim.Claim{
		original, one("fibre for schools", claim.Public), one("a price to keep", claim.Restricted),
	}}); err != nil {
		t.Fatal(err)
	}
	if err := log.Close(); err != nil {
		t.Fatal(err)
	}
	view, err := claimlog.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	key, err := os.ReadFile(filepath.Join(data, "log", verify.VerifierFile))
	if err != nil {
		t.Fatal(err)
	}
	verifier, err := note.NewVerifier(strings.TrimSpace(string(key)))
	if err != nil {
		t.Fatal(err)
	}
	check := func(thing any) (string, verify.ProofReport) {
		var b bytes.Buffer
		w, err := proof.NewWriter(&b, view, view.Signed, strings.TrimSpace(string(key)))
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Thing("agreement", thing); err != nil {
			t.Fatal(err)
		}
		r, err := verify.Proof(&b, verify.Trust{Log: verifier}, verify.Reading{})
		if err != nil {
			t.Fatal(err)
		}
		return b.String(), r
	}
	text, r := check(said(1, "fibre for schools"))
	if len(r.Problems) > 0 || r.Cited != 1 || r.Claims != 2 || r.Withheld != 1 {
		t.Errorf("%+v", r)
	}
	if strings.Contains(text, "price") {
		t.Error("what is restricted stands in the proof")
	}
	if _, r := check(said(2, "a price to keep")); len(r.Problems) != 1 || !strings.Contains(r.Problems[0].What, "only the hash") {
		t.Errorf("%v", r.Problems)
	}
	view2, err := claimlog.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	if rec, err := view2.Record(0); err != nil || rec.Kept[2].Claim == nil {
		t.Error("writing a proof took the claim from the log's own record")
	}
}
