package main

import (
	"bufio"
	"bytes"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	cosign "github.com/transparency-dev/formats/note"
	formats "github.com/transparency-dev/formats/proof"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"sanad/internal/claimlog"
	"sanad/internal/register"
	"sanad/internal/resolve"
	"sanad/internal/witness"
	"sanad/verify"
)

// proofOf makes a register of the sample announcements with a ruling, and its proof.
func proofOf(t *testing.T) (file []byte, key note.Verifier) {
	t.Helper()
	data := filepath.Join(t.TempDir(), "data")
	texts, err := filepath.Glob("../../corpus/pk-cn-*/*.txt")
	if err != nil || len(texts) == 0 {
		t.Fatal(err)
	}
	do := func(args ...string) string { t.Helper(); return must(t, data, args...) }
	do(append([]string{"add", "--keep"}, texts...)...)
	do("record", "--from", "../../corpus/pk-cn-2025.record")
	do("rule", "a0-1", "kind", "contract", "--reason", "seen the paper", "--author", "A. Officer")
	out := do("export", "--form", "proof", "-")
	if key, err = keyOf(filepath.Join(data, "log", verify.VerifierFile), note.NewVerifier); err != nil {
		t.Fatal(err)
	}
	return []byte(out), key
}

func checked(t *testing.T, file []byte, key note.Verifier) (verify.ProofReport, error) {
	t.Helper()
	return verify.Proof(bytes.NewReader(file), verify.Trust{Log: key}, verify.Reading{Words: register.Words, Infers: resolve.IsTie})
}

// TestProofHolds: a proof of a whole register holds, and one changed anywhere in what
// it cites does not: not in the words, not in who says them, when, how surely, by
// which rule, and not in the value they stand behind.
func TestProofHolds(t *testing.T) {
	file, key := proofOf(t)
	r, err := checked(t, file, key)
	if err != nil || len(r.Problems) > 0 {
		t.Fatalf("%v %v", err, r.Problems)
	}
	if r.Things < 9 || r.Cited < 100 || r.Entries < 10 {
		t.Fatalf("too little to mean much: %+v", r)
	}
	forged := map[string]int{}
	lines := bytes.SplitAfter(file, []byte("\n"))
	for i, line := range lines {
		if !bytes.Contains(line, []byte(`"thing":`)) {
			continue
		}
		var thing any
		if err := json.Unmarshal(line, &thing); err != nil {
			t.Fatal(err)
		}
		forge(thing, func(member string) {
			if forged[member]++; forged[member] > 4 {
				return // as many of a sort tell as much as all
			}
			changed, err := json.Marshal(thing)
			if err != nil {
				t.Fatal(err)
			}
			bad := slices.Concat(bytes.Join(lines[:i], nil), changed, []byte("\n"))
			if r, err := checked(t, bad, key); err != nil || len(r.Problems) == 0 {
				t.Errorf("line %d: a changed %s goes unseen: %v", i+1, member, err)
			}
		})
	}
	for _, member := range []string{"quote", "start", "end", "entry", "n", "source", "publisher", "published", "rule", "confidence", "modality", "reason", "text", "value"} {
		if forged[member] == 0 {
			t.Errorf("no %s was tried", member)
		}
	}
}

// forge changes each leaf of what cites a claim, one at a time, calls try, and puts
// it back.
func forge(v any, try func(member string)) {
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			forge(item, try)
		}
	case map[string]any:
		_, behind := v["said"]
		_, itself := v["modality"]
		for name, was := range v {
			if rule, _ := v["rule"].(string); name == "confidence" && resolve.IsTie(rule) {
				continue // how sure the register is of its own inference is no claim
			}
			if itself || behind && (name == "text" || name == "value") {
				if other, ok := another(was); ok {
					v[name] = other
					try(name)
					v[name] = was
				}
			}
			forge(was, try)
		}
	}
}

// another is a value of the same type that says something else; ok is false where
// that is not plain, as of a link, whose id the register gives.
func another(v any) (other any, ok bool) {
	switch v := v.(type) {
	case string:
		if v == "" {
			return nil, false
		}
		return v + "0", true
	case float64:
		return v / 2, v != 0
	case map[string]any:
		switch v["type"] {
		case "text":
			return map[string]any{"type": "text", "text": fmt.Sprint(v["text"], " indeed"), "lang": v["lang"]}, v["lang"] != nil
		case "date":
			return map[string]any{"type": "date", "date": "2031-01-01"}, true
		case "code":
			return map[string]any{"type": "code", "list": v["list"], "code": "zzz"}, true
		}
	}
	return nil, false
}

// TestProofBytes: what proves is as guarded as what is proven. Another key, another
// log's checkpoint, a path, an entry, a body line or an order changed, a file cut
// short, are each told.
func TestProofBytes(t *testing.T) {
	file, key := proofOf(t)
	_, public, err := note.GenerateKey(rand.Reader, key.Name())
	if err != nil {
		t.Fatal(err)
	}
	other, err := note.NewVerifier(public)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := checked(t, file, other); err == nil {
		t.Error("another register's key opens it")
	}
	lines := strings.SplitAfter(string(file), "\n")
	first := slices.IndexFunc(lines, func(l string) bool { return strings.Contains(l, `"index":`) })
	thing := slices.IndexFunc(lines, func(l string) bool { return strings.Contains(l, `"thing":`) })
	for name, change := range map[string]func([]string){
		"the size":         func(l []string) { l[0] = strings.Replace(l[0], `\n`, `\n1`, 1) },
		"a hash of a path": func(l []string) { l[first] = strings.Replace(l[first], `"path":["`, `"path":["AAAA`, 1) },
		"a shorter path": func(l []string) {
			l[first] = l[first][:strings.Index(l[first], `"path":[`)] + `"path":[],"body":[]}` + "\n"
		},
		"the entry's time": func(l []string) { l[first] = strings.Replace(l[first], `\"time\":\"2`, `\"time\":\"1`, 1) },
		"a claim":          func(l []string) { l[first] = strings.Replace(l[first], `\"confidence\":\"`, `\"confidence\":\"0`, 1) },
		"a salt":           func(l []string) { l[first] = strings.Replace(l[first], `\"salt\":\"`, `\"salt\":\"A`, 1) },
		"an entry gone":    func(l []string) { l[first] = "" },
		"the order":        func(l []string) { l[first], l[thing] = l[thing], l[first] },
		"the end":          func(l []string) { l[len(l)-2] = strings.TrimSuffix(l[len(l)-2], "}\n") },
		"a stray line":     func(l []string) { l[first] += "{}\n" },
		"not JSON":         func(l []string) { l[first] += "?\n" },
	} {
		changed := slices.Clone(lines)
		change(changed)
		bad := strings.Join(changed, "")
		if bad == string(file) {
			t.Errorf("%s: nothing was changed", name)
		}
		if r, err := checked(t, []byte(bad), key); err == nil && len(r.Problems) == 0 {
			t.Errorf("%s: changed, and nothing is said", name)
		}
	}
}

// TestVerifyFile: the command checks a proof with only a key, names the place of what
// is wrong, and says what to do where no key is given.
func TestVerifyFile(t *testing.T) {
	file, _ := proofOf(t)
	dir := t.TempDir()
	path, nowhere := filepath.Join(dir, "x.proof"), filepath.Join(dir, "none")
	write := func(b []byte) {
		if err := os.WriteFile(path, b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(file)
	var head verify.ProofHead
	line, _ := bufio.NewReader(bytes.NewReader(file)).ReadBytes('\n')
	if err := json.Unmarshal(line, &head); err != nil {
		t.Fatal(err)
	}
	out, stderr, err := command(t, nowhere, "verify", path, "--key", head.Verifier)
	if err != nil || !strings.HasPrefix(out, "verified: ") {
		t.Errorf("%v %s%s", err, out, stderr)
	}
	if _, stderr, err := command(t, nowhere, "verify", path); err == nil || !strings.Contains(stderr, "--key") {
		t.Errorf("without a key: %v %s", err, stderr)
	}
	at := bytes.LastIndex(file, []byte(`"quote":"`)) + len(`"quote":"`)
	write(slices.Concat(file[:at], []byte("x"), file[at:]))
	if _, stderr, err := command(t, nowhere, "verify", path, "--key", head.Verifier); err == nil || !strings.Contains(stderr, "line ") {
		t.Errorf("a changed quote: %v %s", err, stderr)
	}
	write([]byte("no proof\n"))
	if _, stderr, err := command(t, nowhere, "verify", path, "--key", head.Verifier); err == nil || !strings.Contains(stderr, "hint:") {
		t.Errorf("no proof: %v %s", err, stderr)
	}
}

// TestProofsOnPages: what a page cites is proven by the file at its foot, for each
// sort of page; an entry's proof and the log's growth are told as C2SP writes them,
// which the transparency community's own library reads.
func TestProofsOnPages(t *testing.T) {
	s := serveAPI(t)
	get := func(path string) []byte {
		t.Helper()
		resp, err := http.Get(s.server.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		b, err := io.ReadAll(resp.Body)
		if err != nil || resp.StatusCode != http.StatusOK {
			t.Fatalf("%s: %s %v", path, resp.Status, err)
		}
		return b
	}
	key, err := note.NewVerifier(strings.TrimSpace(string(get("/log/verifier"))))
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range []string{"/agreements/a0-1", "/parties/p0-1", "/events/e0-1", "/sources/s0", "/sources/s9"} {
		if !bytes.Contains(get(page), []byte(`href="`+page+`.proof"`)) {
			t.Errorf("%s does not link its proof", page)
		}
		file := get(page + ".proof")
		r, err := checked(t, file, key)
		if err != nil || len(r.Problems) > 0 || r.Entries == 0 || r.Things != 1 {
			t.Errorf("%s: %v %+v", page, err, r)
		}
		if !strings.HasPrefix(page, "/sources/") {
			continue
		}
		for _, member := range []string{`"original":"`, `"text":"`} {
			at := bytes.LastIndex(file, []byte(`"source":{"id"`))
			bad := slices.Concat(file[:at], bytes.Replace(file[at:], []byte(member), []byte(member+"0"), 1))
			if r, err := checked(t, bad, key); err != nil || len(r.Problems) == 0 {
				t.Errorf("%s: another %s goes unseen", page, member)
			}
		}
	}
	for _, none := range []string{"/meetings/g1-1.proof", "/log/consistency/1000", "/log/entries/1000.tlog-proof", "/agreements/a9-9.proof"} {
		if resp, err := http.Get(s.server.URL + none); err != nil || resp.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %v %v", none, resp.Status, err)
		}
	}

	text := get("/log/entries/3.tlog-proof")
	p, err := verify.ParseEntryProof(text)
	if err != nil || !bytes.Equal(p.Append(nil), text) {
		t.Fatal("not read as it was written", err)
	}
	c, e, err := p.Check(verify.Trust{Log: key})
	if err != nil || p.Index != 3 || e.Reader == "" {
		t.Errorf("%+v %v", e, err)
	}
	var theirs formats.TLogProof
	if err := theirs.Unmarshal(text); err != nil || theirs.Index != 3 || !bytes.Equal(theirs.ExtraData, p.Leaf) || len(theirs.Hashes) != len(p.Path) || !bytes.Equal(theirs.Checkpoint, p.Checkpoint) {
		t.Errorf("another library reads %+v, %v", theirs, err)
	}
	p.Index = 4
	if _, _, err := p.Check(verify.Trust{Log: key}); err == nil {
		t.Error("proven at another place")
	}

	old, path, signed, err := verify.ParseConsistency(get("/log/consistency/5"))
	if err != nil || old != 5 {
		t.Fatal(old, err)
	}
	log, err := claimlog.Read(s.data)
	if err != nil {
		t.Fatal(err)
	}
	var tree verify.Tree
	for i := range old {
		r, err := log.Record(i)
		if err != nil {
			t.Fatal(err)
		}
		tree.Add(tlog.RecordHash(r.Leaf), nil)
	}
	newer, _, err := verify.Trust{Log: key}.Open(signed)
	if err != nil || newer != c {
		t.Fatal(err)
	}
	if err := verify.CheckConsistency(verify.Checkpoint{Origin: c.Origin, Size: old, Root: tree.Root()}, newer, path); err != nil {
		t.Error(err)
	}
}

// TestWitnessed: a register has its log witnessed, and a proof of it holds for those
// who ask for that witness, and for no other.
func TestWitnessed(t *testing.T) {
	dir := t.TempDir()
	data, keep := filepath.Join(dir, "data"), filepath.Join(dir, "keep")
	do := func(args ...string) string { t.Helper(); return must(t, data, args...) }
	fails := func(says string, args ...string) { t.Helper(); refuses(t, data, says, args...) }
	do("add", "../../corpus/pk-cn-2025/techjuice-ministry-list.txt")
	fails("witnesses.json", "witness", "ask")
	fails("--name", "witness", "serve", keep, "--log", filepath.Join(data, "log", "verifier"))

	secret, public, made, err := witness.ReadKey(keep, "witness.example/1")
	if err != nil || !made {
		t.Fatal(err)
	}
	signer, err := cosign.NewSignerForCosignatureV1(secret)
	if err != nil {
		t.Fatal(err)
	}
	key, err := claimlog.Verifier(data)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(witness.NewServer(keep, signer, []note.Verifier{key}, slog.New(slog.DiscardHandler)))
	defer server.Close()
	if err := os.WriteFile(filepath.Join(data, witness.ConfigFile), fmt.Appendf(nil, `[{"at": %q, "key": %q}]`, server.URL, public), 0o644); err != nil {
		t.Fatal(err)
	}
	fails("--allow-private", "witness", "ask")
	if out := do("witness", "ask", "--allow-private"); out != "1 of 1 witnesses signed\n" {
		t.Error(out)
	}
	file := filepath.Join(dir, "x.proof")
	do("export", "--form", "proof", file)
	if out := do("verify", file, "--witness", public); !strings.Contains(out, "witnessed by witness.example/1") {
		t.Error(out)
	}
	_, other, err := witness.GenerateKey("witness.example/1")
	if err != nil {
		t.Fatal(err)
	}
	fails("0 of the witnesses", "verify", file, "--witness", other)
	fails("1 of the witnesses", "verify", file, "--witness", other, "--witness", public)
	do("verify", file, "--witness", other, "--witness", public, "--quorum", "1")
	fails("--quorum", "verify", file, "--witness", public, "--quorum", "2")
	do("verify") // the register itself is as it was
}
