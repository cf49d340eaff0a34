// Package backup copies a register while it is in use, and puts it back.
//
// What is copied is what cannot be made anew: the log, the archive, the signing key
// and an office's own files. The log is copied as a mirror copies another register's
// (package mirror), so that the copy stands for one checkpoint and every byte of it
// was checked on the way; a copy that is cut off leaves the one before.
package backup

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"

	"sanad/internal/account"
	"sanad/internal/claimlog"
	"sanad/internal/fault"
	"sanad/internal/fsx"
	"sanad/internal/mirror"
	"sanad/verify"
)

// made are the files and folders of a data directory that are made anew from the
// others, those of programs that run, and those that are copied apart.
var made = []string{
	"register.db", "register.db-wal", "register.db-shm", "ingest.db", "ingest.db-wal", "ingest.db-shm",
	"find.db", "find.db-wal", "find.db-shm", "log", "archive", "lock",
	account.FileName, account.FileName + "-wal", account.FileName + "-shm", // copied by itself
}

// Report is what was copied.
type Report struct {
	Checkpoint verify.Checkpoint
	Entries    int64 // new since the copy before
	Files      int   // of the archive, new
	Own        int   // of the office's own, all
	Gone       int   // files of the copy, and bodies, that the register no longer has so; erased where asked
}

// folder is a log's files as they lie.
type folder struct{ log string }

func (f folder) Get(_ context.Context, name string) ([]byte, error) {
	b, err := os.ReadFile(filepath.Join(f.log, filepath.FromSlash(name)))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fault.New(fault.NotFound, "the log has no %s", name)
	}
	return b, err
}

// To copies the register in data into dir, or brings the copy there up to it. What
// the register no longer has stays in the copy, which may be all that is left of it,
// but for erase: then what was withheld or taken out is taken out of the copy too.
func To(ctx context.Context, data, dir string, erase bool) (Report, error) {
	if !claimlog.Exists(data) {
		return Report{}, claimlog.NotARegister(data)
	}
	key, err := os.ReadFile(filepath.Join(data, "log", verify.VerifierFile))
	if err != nil {
		return Report{}, err
	}
	m := mirror.Mirror{Dir: dir, Source: folder{filepath.Join(data, "log")}, Key: strings.TrimSpace(string(key)), Now: time.Now}
	out, err := m.Look(ctx)
	if alarm := (*mirror.Alarm)(nil); errors.As(err, &alarm) {
		return Report{}, fault.New(fault.Conflict, "the copy in %s is not of this register's past: %s", dir, alarm.What).WithHint("back up into another directory, and find out which of the two is right")
	}
	if err != nil {
		return Report{}, err
	}
	r := Report{Checkpoint: out.Checkpoint, Entries: out.Checkpoint.Size - out.Before}
	// What the log refers to is in the archive before it is in the log, so the archive
	// is copied after it.
	there := map[string]bool{}
	if r.Files, err = missing(ctx, filepath.Join(data, "archive"), filepath.Join(dir, "archive"), there); err != nil {
		return r, err
	}
	gone, err := left(filepath.Join(dir, "archive"), there, erase)
	if err != nil {
		return r, err
	}
	bodies, err := withheld(ctx, data, dir, r.Checkpoint, erase)
	if err != nil {
		return r, err
	}
	there = map[string]bool{}
	if r.Own, err = own(ctx, data, dir, there); err != nil {
		return r, err
	}
	people, err := accounts(ctx, data, filepath.Join(dir, "own"), there)
	if err != nil {
		return r, err
	}
	r.Own += people
	files, err := left(filepath.Join(dir, "own"), there, erase)
	r.Gone = gone + bodies + files
	return r, err
}

// left counts the files of a copied folder that are no longer there, and takes them
// out where asked.
func left(dir string, there map[string]bool, erase bool) (n int, err error) {
	err = filepath.WalkDir(dir, func(file string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && file == dir {
			return nil
		}
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, file)
		if err != nil || there[name] {
			return err
		}
		n++
		if erase {
			return os.Remove(file)
		}
		return nil
	})
	return n, err
}

// missing copies the files of a folder that the copy lacks: those of an archive never
// change. there is given all that the folder has.
func missing(ctx context.Context, from, to string, there map[string]bool) (n int, err error) {
	err = filepath.WalkDir(from, func(file string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && file == from {
			return nil // nothing was archived yet
		}
		if err != nil || d.IsDir() || fsx.IsTemporary(file) {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		name, err := filepath.Rel(from, file)
		if err != nil {
			return err
		}
		there[name] = true
		if _, err := os.Stat(filepath.Join(to, name)); err == nil {
			return nil
		}
		n++
		return copyFile(file, filepath.Join(to, name), 0o644)
	})
	return n, err
}

// withheld counts the bodies from which claims were withheld or erased since, and
// brings them into the copy where asked: the log verifies with either.
func withheld(ctx context.Context, data, dir string, c verify.Checkpoint, erase bool) (changed int, err error) {
	for n := int64(0); n*verify.TileWidth < c.Size; n++ {
		if err := ctx.Err(); err != nil {
			return changed, err
		}
		w := int(min(c.Size-n*verify.TileWidth, verify.TileWidth))
		name := filepath.FromSlash(verify.BodyPath(n, w))
		now, err := os.ReadFile(filepath.Join(data, "log", name))
		if errors.Is(err, fs.ErrNotExist) {
			continue // the log has grown past this part of a bundle; the next copy has the whole
		}
		if err != nil {
			return changed, err
		}
		file := filepath.Join(dir, "log", name)
		was, err := os.ReadFile(file)
		if err != nil {
			return changed, err
		}
		if bytes.Equal(was, now) {
			continue
		}
		changed++
		if !erase {
			continue
		}
		if err := fsx.WriteAtomic(file, now, 0o644, true); err != nil {
			return changed, err
		}
		if _, err := verify.ReadBundle(os.DirFS(filepath.Join(dir, "log")), n, w); err != nil {
			return changed, errors.Join(fault.New(fault.Invalid, "%s does not verify: %v", name, err).WithHint("run sanad verify"), fsx.WriteAtomic(file, was, 0o644, true))
		}
	}
	return changed, nil
}

// own copies the signing key and the office's files.
func own(ctx context.Context, data, dir string, there map[string]bool) (n int, err error) {
	to := filepath.Join(dir, "own")
	err = filepath.WalkDir(data, func(file string, d fs.DirEntry, err error) error {
		if err != nil || file == data {
			return err
		}
		name, err := filepath.Rel(data, file)
		if err != nil {
			return err
		}
		if slices.Contains(made, name) {
			if d.IsDir() {
				return filepath.SkipDir
			}
			return nil
		}
		if d.IsDir() || !d.Type().IsRegular() || fsx.IsTemporary(file) || strings.HasSuffix(name, ".lock") {
			return ctx.Err()
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		n++
		there[name] = true
		return copyFile(file, filepath.Join(to, name), info.Mode().Perm())
	})
	return n, err
}

// accounts copies who may do what, where there are accounts: a database in use, of
// which the files as they lie would be no whole.
func accounts(ctx context.Context, data, to string, there map[string]bool) (n int, err error) {
	if !account.Exists(data) {
		return 0, nil
	}
	if err := fsx.MkdirDurable(to); err != nil {
		return 0, err
	}
	made := filepath.Join(to, account.FileName+".new")
	if err := os.Remove(made); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return 0, err
	}
	if err := account.Copy(ctx, data, made); err != nil {
		return 0, err
	}
	there[account.FileName] = true
	return 1, errors.Join(os.Rename(made, filepath.Join(to, account.FileName)), fsx.SyncDir(to))
}

func copyFile(from, to string, mode fs.FileMode) error {
	b, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	if err := fsx.MkdirDurable(filepath.Dir(to)); err != nil {
		return err
	}
	return fsx.WriteAtomic(to, b, mode, true)
}

// From puts a copy back into data, which must hold nothing. The whole of it is
// checked first; nothing is put back of a copy that does not verify.
func From(ctx context.Context, dir, data string) (verify.Checkpoint, error) {
	var none verify.Checkpoint
	if entries, err := os.ReadDir(data); err == nil && len(entries) > 0 {
		return none, fault.New(fault.Conflict, "%s is not empty", data).WithHint("name a new directory with --data; the register there, if one is, stays as it is")
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return none, err
	}
	log := filepath.Join(dir, "log")
	key, err := os.ReadFile(filepath.Join(log, verify.VerifierFile))
	if err != nil {
		return none, fault.New(fault.NotFound, "%s holds no backup: %v", dir, err).WithHint("sanad backup DIR makes one")
	}
	verifier, err := note.NewVerifier(strings.TrimSpace(string(key)))
	if err != nil {
		return none, fault.New(fault.Invalid, "%s: the key is damaged: %v", dir, err)
	}
	r, err := verify.Log(os.DirFS(log), verifier, nil)
	if err != nil {
		return none, err
	}
	if len(r.Problems) > 0 {
		return none, fault.New(fault.Invalid, "the backup does not verify: %v", r.Problems[0]).WithHint("use another copy; sanad verify --log %s lists all that is wrong", log)
	}
	for _, part := range []struct{ from, to string }{
		{filepath.Join(dir, "archive"), filepath.Join(data, "archive")}, {filepath.Join(dir, "own"), data}, {log, filepath.Join(data, "log")},
	} {
		if err := all(ctx, part.from, part.to); err != nil {
			return none, fmt.Errorf("%s: %w", part.from, err)
		}
	}
	// The checkpoint goes last: where it is, a register is.
	return r.Checkpoint, copyFile(filepath.Join(log, verify.CheckpointFile), filepath.Join(data, "log", verify.CheckpointFile), 0o644)
}

// all copies a folder whole, but for a log's checkpoint.
func all(ctx context.Context, from, to string) error {
	return filepath.WalkDir(from, func(file string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && file == from {
			return nil
		}
		if err != nil || d.IsDir() {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		name, err := filepath.Rel(from, file)
		if err != nil || name == verify.CheckpointFile {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		return copyFile(file, filepath.Join(to, name), info.Mode().Perm())
	})
}
