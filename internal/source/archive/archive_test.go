package archive

import (
	"os"
	"path/filepath"
	"testing"

	"sanad/internal/fault"
)

func TestArchive(t *testing.T) {
	a := Open(filepath.Join(t.TempDir(), "archive"))
	d, err := a.Put([]byte("an original"))
	if err != nil {
		t.Fatal(err)
	}
	if again, err := a.Put([]byte("an original")); err != nil || again != d {
		t.Errorf("put again: %s, %v", again, err)
	}
	b, err := a.Get(d)
	if err != nil || string(b) != "an original" {
		t.Errorf("got %q, %v", b, err)
	}
	if _, err := a.Get(DigestOf([]byte("another"))); !fault.Is(err, fault.NotFound) {
		t.Errorf("one that is not there: %v", err)
	}
	for _, bad := range []Digest{"", "..", "../../etc/passwd", Digest("Z" + string(d[1:]))} {
		if _, err := a.Get(bad); !fault.Is(err, fault.Invalid) {
			t.Errorf("%q: %v", bad, err)
		}
	}
	if err := os.Remove(a.path(d)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(a.path(d), []byte("another original"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Get(d); !fault.Is(err, fault.Damaged) {
		t.Errorf("a file changed behind the archive's back: %v", err)
	}
	found := ""
	if err := a.Fsck(func(path, _ string) { found = path }, func(Digest) {}); err != nil || found == "" {
		t.Errorf("fsck: %q, %v", found, err)
	}
}
