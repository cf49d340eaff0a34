package pdf

import (
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// Compiled gives where the engine's machine code is kept from one run of the
// program to the next, or nil. It is set before the first PDF and called when one
// comes; what it gives lasts as long as the program. What is read does not depend
// on it, only how long the engine takes to start.
//
// Whoever can write there can run code as this program: it is for the program's
// user alone.
var Compiled func() wazero.CompilationCache

var engine = sync.OnceValues(func() (pdfium.Pool, error) {
	if Compiled != nil {
		if kept := Compiled(); kept != nil {
			if pool, err := start(kept); err == nil {
				return pool, nil
			}
			// Kept code that is damaged, or a disk that is full: it goes without.
		}
	}
	return start(nil)
})

func start(kept wazero.CompilationCache) (pool pdfium.Pool, err error) {
	defer func() {
		if crash := recover(); crash != nil {
			err = fmt.Errorf("%v", crash)
		}
	}()
	settings := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(maxMemory >> 16).WithCloseOnContextDone(true).WithDebugInfoEnabled(false)
	if kept != nil {
		settings = settings.WithCompilationCache(kept)
	}
	pool, err = webassembly.Init(webassembly.Config{
		MaxIdle: 1, MaxTotal: instances,
		FSConfig: wazero.NewFSConfig(), Stdout: io.Discard, Stderr: io.Discard, RandomSource: zeros{},
		RuntimeConfig: settings,
	})
	if err == nil && pool == nil {
		err = errors.New("no engine")
	}
	return pool, err
}
