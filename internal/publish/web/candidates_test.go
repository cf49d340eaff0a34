package web

import (
	"fmt"
	"testing"
)

// TestPieces: addresses in notes become links without the mark that ends their
// sentence, and nothing else does.
func TestPieces(t *testing.T) {
	for _, c := range []struct{ note, want string }{
		{"no address", "[{no address }]"},
		{"Dawn: https://www.dawn.com/news/1.", "[{Dawn:  } {dawn.com https://www.dawn.com/news/1} {. }]"},
		{"(see http://a.example/x?y=1), then", "[{(see  } {a.example http://a.example/x?y=1} {), then }]"},
		{"javascript:alert(1) ftp://a.example/", "[{javascript:alert(1) ftp://a.example/ }]"},
		{"https://", "[{https:// }]"},
		{"", "[]"},
	} {
		if got := fmt.Sprint(pieces(c.note)); got != c.want {
			t.Errorf("%q: %s, want %s", c.note, got, c.want)
		}
	}
}
