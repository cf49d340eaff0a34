package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestCompiled: the engine's code is kept where this user alone can write, and
// nowhere else.
func TestCompiled(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_CACHE_HOME", filepath.Join(home, "cache"))
	if compiled() == nil {
		t.Fatal("kept nowhere")
	}
	dir := filepath.Join(home, "cache", "sanad")
	info, err := os.Stat(dir)
	if err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("%v, %v", info, err)
	}
	if err := os.Chmod(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	if compiled() != nil {
		t.Error("kept where others write")
	}
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(t.TempDir(), dir); err != nil {
		t.Fatal(err)
	}
	if compiled() != nil {
		t.Error("kept where a link leads")
	}
	t.Setenv("XDG_CACHE_HOME", filepath.Join(home, "none", "cache"))
	if _, err := os.Stat(filepath.Join(home, "none")); compiled() != nil || err == nil {
		t.Error("a home was made")
	}
}
