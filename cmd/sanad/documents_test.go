package main

import (
	"errors"
	"testing"
)

// TestNamed: an error names its document once.
func TestNamed(t *testing.T) {
	for _, c := range []struct{ err, want string }{
		{"the file is empty", "a.txt: the file is empty"},
		{"a.txt: gone", "a.txt: gone"},
	} {
		if got := named("a.txt", errors.New(c.err)).Error(); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
