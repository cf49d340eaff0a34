package backup

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"sanad/claim"
	"sanad/internal/account"
	"sanad/internal/claimlog"
	"sanad/internal/fault"
	"sanad/internal/source/archive"
	"sanad/verify"
)

// entered appends readings of archived texts; the number of entries is returned.
func entered(t *testing.T, data string, texts ...string) {
	t.Helper()
	log, err := claimlog.Open(data, time.Second)
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	originals := archive.Open(filepath.Join(data, "archive"))
	for _, text := range texts {
		d, err := originals.Put([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		ref := claim.DocumentRef{Original: string(d), Text: string(d), Media: "text/plain"}
		c := claim.Claim{Subject: claim.DocumentSubject, Property: claim.PropOriginal, Value: ref, Modality: claim.Done, Release: claim.Public, Confidence: claim.ConfidenceOf(1)}
		if _, err := log.Append(claimlog.Reading{Reader: "test/1", Claims: []claim.Claim{c}}); err != nil {
			t.Fatal(err)
		}
	}
}

func register(t *testing.T) (data, dir string) {
	t.Helper()
	data = filepath.Join(t.TempDir(), "register")
	if err := claimlog.Create(data, "register.example/sanad"); err != nil {
		t.Fatal(err)
	}
	return data, data + "-backup"
}

// Who may do what is in the copy as it was at one moment, while people sign in.
func TestAccountsAreCopied(t *testing.T) {
	data, dir := register(t)
	entered(t, data, "one")
	people, err := account.Open(t.Context(), data, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer people.Close()
	for range 2 { // and again over the copy before
		if err := people.Noted(t.Context(), account.Note{Act: "signin"}); err != nil {
			t.Fatal(err)
		}
		if r, err := To(t.Context(), data, dir, false); err != nil || r.Own != 2 {
			t.Fatalf("%+v, %v", r, err)
		}
	}
	back := data + "-back"
	if _, err := From(t.Context(), dir, back); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(filepath.Join(back, account.FileName)); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("who may read it: %v %v", info, err)
	}
	again, err := account.Open(t.Context(), back, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if n, err := again.CheckTrail(t.Context(), 0); err != nil || n != 2 {
		t.Errorf("%d notes: %v", n, err)
	}
}

// A register put back is the one that was backed up, with its key and the office's
// files, and goes on.
func TestThereAndBack(t *testing.T) {
	data, dir := register(t)
	entered(t, data, "one", "two")
	if err := os.MkdirAll(filepath.Join(data, "templates"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"rules.json": "{}", "templates/own.json": "{}", "register.db": "made anew"} {
		if err := os.WriteFile(filepath.Join(data, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r, err := To(context.Background(), data, dir, false)
	if err != nil || r.Entries != 2 || r.Files != 2 || r.Own != 3 {
		t.Fatalf("%+v, %v", r, err)
	}
	entered(t, data, "three")
	if err := os.Remove(filepath.Join(data, "rules.json")); err != nil {
		t.Fatal(err)
	}
	if r, err = To(context.Background(), data, dir, false); err != nil || r.Entries != 1 || r.Files != 1 || r.Own != 2 || r.Gone != 1 {
		t.Fatalf("%+v, %v", r, err)
	}
	back := data + "-again"
	c, err := From(context.Background(), dir, back)
	if err != nil || c.Size != 3 {
		t.Fatalf("%+v, %v", c, err)
	}
	report, err := claimlog.Fsck(back, archive.Open(filepath.Join(back, "archive")))
	if err != nil || len(report.Problems) > 0 {
		t.Errorf("%v, %v", report.Problems, err)
	}
	for name, there := range map[string]bool{"templates/own.json": true, "signing.key": true, "rules.json": true, "register.db": false} {
		info, err := os.Stat(filepath.Join(back, name))
		if (err == nil) != there {
			t.Errorf("%s: %v", name, err)
		}
		if err == nil && info.Mode().Perm() != 0o600 {
			t.Errorf("%s may be read by others: %v", name, info.Mode())
		}
	}
	entered(t, back, "four")
	if _, err := From(context.Background(), dir, back); !fault.Is(err, fault.Conflict) {
		t.Errorf("over a register: %v", err)
	}
}

// While somebody appends, each copy stands for one checkpoint and verifies.
func TestBackupInUse(t *testing.T) {
	data, dir := register(t)
	entered(t, data, "first")
	stop := make(chan bool)
	var appending sync.WaitGroup
	appending.Go(func() {
		for n := 0; ; n++ {
			select {
			case <-stop:
				return
			default:
				entered(t, data, strings.Repeat("x", n%300+1))
			}
		}
	})
	last := int64(0)
	for range 6 {
		r, err := To(context.Background(), data, dir, false)
		if err != nil {
			t.Error(err)
			break
		}
		if r.Checkpoint.Size < last {
			t.Errorf("%d entries after %d", r.Checkpoint.Size, last)
		}
		last = r.Checkpoint.Size
		back := filepath.Join(t.TempDir(), "back")
		if _, err := From(context.Background(), dir, back); err != nil {
			t.Error(err)
			break
		}
		report, err := claimlog.Fsck(back, archive.Open(filepath.Join(back, "archive")))
		if err != nil || len(report.Problems) > 0 {
			t.Errorf("%d entries: %v, %v", r.Checkpoint.Size, report.Problems, err)
		}
	}
	close(stop)
	appending.Wait()
}

// A damaged copy is not put back, and a copy of another past is not written over.
func TestWhatIsRefused(t *testing.T) {
	data, dir := register(t)
	entered(t, data, "one")
	if _, err := To(context.Background(), data, dir, false); err != nil {
		t.Fatal(err)
	}
	other, _ := register(t)
	entered(t, other, "one")
	if _, err := To(context.Background(), other, dir, false); !fault.Is(err, fault.Conflict) {
		t.Errorf("another register over it: %v", err)
	}
	file := filepath.Join(dir, "log", filepath.FromSlash(verify.TilePath(0, 0, 1)))
	if err := os.WriteFile(file, bytes.Repeat([]byte{1}, 32), 0o644); err != nil {
		t.Fatal(err)
	}
	back := data + "-back"
	if _, err := From(context.Background(), dir, back); !fault.Is(err, fault.Invalid) {
		t.Errorf("a damaged copy: %v", err)
	}
	if entries, err := os.ReadDir(back); err == nil && len(entries) > 0 {
		t.Errorf("something of it was put back: %v", entries)
	}
	if _, err := From(context.Background(), t.TempDir(), back); !fault.Is(err, fault.NotFound) {
		t.Errorf("no copy at all: %v", err)
	}
	if _, err := To(context.Background(), t.TempDir(), dir, false); err == nil {
		t.Error("what is no register is backed up")
	}
}

// What is no longer in the register stays in its copy, which may be all that is left
// of it, until it is asked to be erased there too.
func TestErased(t *testing.T) {
	data, dir := register(t)
	entered(t, data, "keep", "erase")
	if _, err := To(context.Background(), data, dir, false); err != nil {
		t.Fatal(err)
	}
	d := string(archive.DigestOf([]byte("erase")))
	path := filepath.Join("archive", d[:2], d[2:])
	if err := os.Remove(filepath.Join(data, path)); err != nil {
		t.Fatal(err)
	}
	if r, err := To(context.Background(), data, dir, false); err != nil || r.Gone != 1 {
		t.Fatal(r, err)
	}
	if _, err := os.Stat(filepath.Join(dir, path)); err != nil {
		t.Errorf("erased unasked: %v", err)
	}
	if r, err := To(context.Background(), data, dir, true); err != nil || r.Gone != 1 {
		t.Fatal(r, err)
	}
	if _, err := os.Stat(filepath.Join(dir, path)); !os.IsNotExist(err) {
		t.Errorf("the copy keeps it: %v", err)
	}
	kept := string(archive.DigestOf([]byte("keep")))
	if _, err := fs.Stat(os.DirFS(dir), "archive/"+kept[:2]+"/"+kept[2:]); err != nil {
		t.Error(err)
	}
}
