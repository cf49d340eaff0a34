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

// TestIsAddress: what has a scheme is an address and never a file of that name.
func TestIsAddress(t *testing.T) {
	for s, want := range map[string]bool{
		"https://a.example/b": true, "HTTP://A.example": true, "ftp://a.example/b": true, "file:///etc/passwd": true,
		"a.txt": false, "./http:/a": false, "C:\\a.txt": false, "-": false, "dir/https://x": false,
	} {
		if isAddress(s) != want {
			t.Errorf("%s: %v", s, !want)
		}
	}
}
