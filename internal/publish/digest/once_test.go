package digest

import (
	"slices"
	"testing"
)

// TestEqualNewsOnce: what is said in the same words of the same agreement stands once,
// with how often, in the place of the first.
func TestEqualNewsOnce(t *testing.T) {
	got := once([]line{{"Entered: A", "/a"}, {"New: B", "/b"}, {"Entered: A", "/a"}, {"Entered: A", "/c"}, {"Entered: A", "/a"}})
	if want := []line{{"Entered: A · ×3", "/a"}, {"New: B", "/b"}, {"Entered: A", "/c"}}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
