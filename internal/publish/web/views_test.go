package web

import "testing"

// TestTold: a sentence of another package is told in the page's language with its own
// dates and numbers, and stays as it is where the catalogue does not know it.
func TestTold(t *testing.T) {
	all := loadLanguages(mustSub("messages"))
	for _, c := range []struct{ tag, sentence, want string }{
		{"en", "the newest source says so (2025-09-07)", "the newest source says so (7 September 2025)"},
		{"ur", "12 days apart", "12 دن کا فرق"},
		{"zh", "9 counted on the one, 10 on the other", "一处计 9 项，另一处计 10 项"},
		{"zh", "100 % of nothing like 2025-01", "100 % of nothing like 2025-01"},
	} {
		if got := pick(all, c.tag).told("reason", c.sentence); got != c.want {
			if got = pick(all, c.tag).told("why", c.sentence); got != c.want {
				t.Errorf("%s: %q, want %q", c.tag, got, c.want)
			}
		}
	}
}

// TestScript: words are set by the script that they begin with, whatever marks and
// numbers stand before.
func TestScript(t *testing.T) {
	for words, want := range map[string]string{
		"ZTE – وزارت": ` data-script="latn"`, "«وزارت» ZTE": ` data-script="arab"`, "2025年协议": ` data-script="hans"`, "12 – 14": "",
	} {
		if got := string(script(words)); got != want {
			t.Errorf("%s: %q, want %q", words, got, want)
		}
	}
}
