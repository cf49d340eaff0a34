package vocab

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
)

// coded is what an office may add to, or put in the place of, by a file.
type coded interface{ code() string }

func (t Template) code() string     { return t.Code }
func (p ApprovalPath) code() string { return p.Code }

// readShipped reads what comes with the program. It is right or the program is
// wrong: an error panics.
func readShipped[T coded](what string, files fs.FS, dir string, parse func([]byte) (T, error)) []T {
	sub, err := fs.Sub(files, dir)
	if err != nil {
		panic(err)
	}
	all, err := readFiles(what, sub, parse)
	if err != nil {
		panic(err)
	}
	return all
}

// readOwn adds an office's files to what is shipped: one with a new code is added,
// one with a known code stands in for the shipped one. A directory that is not
// there holds none. An error names the file and the place.
func readOwn[T coded](what string, shipped []T, dir fs.FS, parse func([]byte) (T, error)) ([]T, error) {
	own, err := readFiles(what, dir, parse)
	if errors.Is(err, fs.ErrNotExist) {
		return shipped, nil
	}
	if err != nil {
		return nil, err
	}
	for _, t := range own {
		if i := slices.IndexFunc(shipped, func(o T) bool { return o.code() == t.code() }); i >= 0 {
			shipped[i] = t
		} else {
			shipped = append(shipped, t)
		}
	}
	return shipped, nil
}

// readFiles reads every NAME.json of a directory, in the order of their names.
func readFiles[T coded](what string, files fs.FS, parse func([]byte) (T, error)) ([]T, error) {
	entries, err := fs.ReadDir(files, ".")
	if err != nil {
		return nil, err
	}
	var all []T
	for _, e := range entries {
		if e.IsDir() || path.Ext(e.Name()) != ".json" {
			continue
		}
		b, err := fs.ReadFile(files, e.Name())
		if err != nil {
			return nil, err
		}
		t, err := parse(b)
		if err == nil && slices.ContainsFunc(all, func(o T) bool { return o.code() == t.code() }) {
			err = fmt.Errorf("there is another of code %q", t.code())
		}
		if err != nil {
			return nil, fmt.Errorf("%s %s: %w", what, e.Name(), err)
		}
		all = append(all, t)
	}
	return all, nil
}
