package pdf

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/tetratelabs/wazero"
)

// TestDamagedCode: the engine starts without kept code that is damaged.
func TestDamagedCode(t *testing.T) {
	dir := t.TempDir()
	begin := func() error {
		kept, err := wazero.NewCompilationCacheWithDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		pool, err := start(kept)
		if err == nil {
			_ = pool.Close()
		}
		return err
	}
	if err := begin(); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*", "*"))
	if err != nil || len(files) != 1 {
		t.Fatalf("kept %q, %v", files, err)
	}
	if err := begin(); err != nil {
		t.Errorf("with the code kept: %v", err)
	}
	for _, size := range []int64{0, 3, 40, 1 << 20} {
		if err := os.Truncate(files[0], size); err != nil {
			t.Fatal(err)
		}
		if begin() == nil {
			t.Errorf("%d bytes of the code were enough", size)
		}
	}
	kept, err := wazero.NewCompilationCacheWithDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func(was func() wazero.CompilationCache) { Compiled = was }(Compiled)
	Compiled = func() wazero.CompilationCache { return kept }
	if _, err := engine(); err != nil {
		t.Errorf("with damaged code: %v", err)
	}
}
