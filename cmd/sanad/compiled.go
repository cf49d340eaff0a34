package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"github.com/tetratelabs/wazero"
)

// compiled keeps the PDF engine's machine code in the user's own cache, which
// saves four of the five seconds that it takes to start. Where there is no such
// directory, or it is not this user's alone, nothing is kept: code that another
// can write is not run.
func compiled() wazero.CompilationCache {
	base, err := os.UserCacheDir()
	if err != nil {
		return nil
	}
	// Where there is no home, none is made; pdf-1 stands for the engine's settings,
	// on which the code depends.
	dir := base
	for _, name := range []string{"", "sanad", "pdf-1"} {
		dir = filepath.Join(dir, name)
		if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
			return nil
		}
		if name != "" && !own(dir) {
			return nil
		}
	}
	kept, err := wazero.NewCompilationCacheWithDir(dir)
	if err != nil {
		return nil
	}
	return kept
}

// own says that a directory is this user's and that nobody else can write in it.
func own(dir string) bool {
	info, err := os.Lstat(dir)
	if err != nil || !info.IsDir() || info.Mode()&fs.FileMode(0o022) != 0 {
		return false
	}
	st, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(st.Uid) == os.Geteuid()
}
