// Package archive keeps originals, and the texts read from them, by the
// SHA-256 of their bytes.
//
// A file lies at <dir>/<first two hex digits>/<the other 62>. It is written
// once, never changed, and its name says what it must hold, so that fsck needs
// nothing else. Everything that shows a quote trusts the archive; the archive
// trusts no one. It never looks into what it keeps.
package archive

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"sanad/internal/fault"
	"sanad/internal/fsx"
)

// Digest is the SHA-256 of a file's bytes in lower-case hex.
type Digest string

// DigestOf is the digest of b.
func DigestOf(b []byte) Digest {
	h := sha256.Sum256(b)
	return Digest(hex.EncodeToString(h[:]))
}

// Archive is a directory of originals.
type Archive struct{ dir string }

// Open names the archive in dir, which need not exist yet.
func Open(dir string) *Archive { return &Archive{dir} }

func (a *Archive) path(d Digest) string {
	return filepath.Join(a.dir, string(d[:2]), string(d[2:]))
}

// Put keeps b and returns its digest when the bytes are durable. Putting the
// same bytes again changes nothing.
func (a *Archive) Put(b []byte) (Digest, error) {
	d := DigestOf(b)
	if _, err := os.Stat(a.path(d)); err == nil {
		// A file of this name is whole: it was renamed into place after its sync.
		return d, nil
	}
	if err := fsx.WriteDurable(a.path(d), b, 0o444); err != nil {
		return "", fmt.Errorf("archive %s: %w", d, err)
	}
	return d, nil
}

// PutAll is Put for many: it returns when all are durable, and waits for the disk
// with several at a time, which then writes them together.
func (a *Archive) PutAll(all [][]byte) error {
	const atOnce = 16
	next := make(chan []byte)
	failed := make(chan error, atOnce)
	for range atOnce {
		go func() {
			var err error
			for b := range next {
				if err == nil {
					_, err = a.Put(b)
				}
			}
			failed <- err
		}()
	}
	for _, b := range all {
		next <- b
	}
	close(next)
	var errs []error
	for range atOnce {
		errs = append(errs, <-failed)
	}
	return errors.Join(errs...)
}

// Get returns the bytes of d, checked against their name.
func (a *Archive) Get(d Digest) ([]byte, error) {
	if len(d) != 64 || strings.Trim(string(d), "0123456789abcdef") != "" {
		return nil, fault.New(fault.Invalid, "%q is not a digest", string(d))
	}
	b, err := os.ReadFile(a.path(d))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fault.New(fault.NotFound, "archive holds no %s", d)
	}
	if err != nil {
		return nil, err
	}
	if DigestOf(b) != d {
		return nil, fault.New(fault.Damaged, "archive file %s does not hold what its name says", d).
			WithHint("run sanad verify")
	}
	return b, nil
}

// Remove takes out what it holds of digests, durably. What it does not hold is no
// error.
func (a *Archive) Remove(digests []Digest) error {
	for _, d := range digests {
		if len(d) != 64 || strings.Trim(string(d), "0123456789abcdef") != "" {
			return fault.New(fault.Invalid, "%q is not a digest", string(d))
		}
		path := a.path(d)
		err := os.Remove(path)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err == nil {
			err = fsx.SyncDir(filepath.Dir(path))
		}
		if err != nil {
			return fmt.Errorf("archive %s: %w", d, err)
		}
	}
	return nil
}

// Fsck reads every file and reports each that is not what its name says.
// names is called for each whole file.
func (a *Archive) Fsck(bad func(path, what string), names func(Digest)) error {
	err := filepath.WalkDir(a.dir, func(path string, e fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && path == a.dir {
			return fs.SkipAll
		}
		if err != nil || e.IsDir() {
			return err
		}
		rel, err := filepath.Rel(a.dir, path)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		if fsx.IsTemporary(rel) {
			return nil // what a killed writer left; nothing refers to it
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		d := DigestOf(b)
		if a.path(d) != path {
			bad(rel, "does not hold what its name says")
			return nil
		}
		names(d)
		return nil
	})
	return err
}
