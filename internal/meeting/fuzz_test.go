package meeting

import "testing"

// FuzzParse: any bytes are minutes or are refused with a reason; minutes read
// twice say the same.
func FuzzParse(f *testing.F) {
	f.Add([]byte("meeting Third review\non 2026-02-10\nattended A. Officer\na17-3\ndecided Go on\naction Send the list | NAVTTC | 2026-03-01\ndone x41-1 2026-02-09\n"))
	f.Add([]byte("on 2026-02-30\naction |||\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := Parse(b)
		again, errAgain := Parse(b)
		if (err == nil) != (errAgain == nil) {
			t.Fatalf("read once: %v, and again: %v", err, errAgain)
		}
		if err == nil && len(m.Actions) != len(again.Actions) {
			t.Fatalf("%d action points, and again %d", len(m.Actions), len(again.Actions))
		}
	})
}
