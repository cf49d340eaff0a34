// Package fsx writes files so that a crash leaves the old one or the new one,
// and locks directories against a second writer. It stores nothing of its own.
package fsx

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"sanad/internal/fault"
)

const temporary = ".tmp-"

// IsTemporary says whether the path is one that a killed WriteDurable leaves.
func IsTemporary(path string) bool {
	return strings.HasPrefix(filepath.Base(path), temporary)
}

// WriteDurable puts b at path, making its folders, and returns when file and
// name are on stable storage. A reader sees the old file or the new, whole.
func WriteDurable(path string, b []byte, mode fs.FileMode) error {
	dir := filepath.Dir(path)
	if err := MkdirDurable(dir); err != nil {
		return err
	}
	if err := WriteAtomic(path, b, mode, true); err != nil {
		return err
	}
	return SyncDir(dir)
}

// WriteAtomic puts b at path in an existing folder; with sync the bytes are on
// stable storage before the name is. The name itself is durable after SyncDir.
func WriteAtomic(path string, b []byte, mode fs.FileMode, sync bool) error {
	return replace(path, mode, sync, func(w io.Writer) error {
		_, err := w.Write(b)
		return err
	})
}

// WriteStream puts what write writes at path in an existing folder, whole or not at
// all.
func WriteStream(path string, mode fs.FileMode, write func(io.Writer) error) error {
	return replace(path, mode, false, write)
}

func replace(path string, mode fs.FileMode, sync bool, write func(io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), temporary)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, f.Close(), os.Remove(f.Name()))
		}
	}()
	if err := write(f); err != nil {
		return err
	}
	if err := f.Chmod(mode); err != nil {
		return err
	}
	if sync {
		if err := f.Sync(); err != nil {
			return err
		}
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("close %s: %w", path, err)
	}
	return os.Rename(f.Name(), path)
}

// MkdirDurable makes dir and its parents, each name on stable storage.
func MkdirDurable(dir string) error {
	if _, err := os.Stat(dir); err == nil {
		return nil
	}
	parent := filepath.Dir(dir)
	if parent != dir {
		if err := MkdirDurable(parent); err != nil {
			return err
		}
	}
	if err := os.Mkdir(dir, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return SyncDir(parent)
}

// SyncDir makes the names in dir durable.
func SyncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// Lock is a lock on a directory that ends with its process, however it ends.
type Lock struct{ f *os.File }

// TryLock takes the lock file at path for itself, or fails at once with
// fault.Unavailable when another process holds it.
func TryLock(path string) (*Lock, error) { return tryLock(path, syscall.LOCK_EX) }

// TryShared takes the lock file at path together with others who share it, or fails at
// once with fault.Unavailable when a process holds it for itself.
func TryShared(path string) (*Lock, error) { return tryLock(path, syscall.LOCK_SH) }

func tryLock(path string, how int) (*Lock, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), how|syscall.LOCK_NB); err != nil {
		f.Close()
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, fault.New(fault.Unavailable, "%s is held by another process", path)
		}
		return nil, fmt.Errorf("lock %s: %w", path, err)
	}
	return &Lock{f}, nil
}

// Unlock gives the lock back.
func (l *Lock) Unlock() error { return l.f.Close() }

// RemoveDatabase deletes an SQLite file with its journals. One that is not there is no
// error.
func RemoveDatabase(path string) error {
	for _, suffix := range []string{"", "-wal", "-shm", "-journal"} {
		if err := os.Remove(path + suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// FileURI is the URI of a file by which SQLite opens it, so that no letter of its
// path is taken for the beginning of something else.
func FileURI(path string) string {
	return "file:" + strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(filepath.ToSlash(path))
}
