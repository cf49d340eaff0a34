package phrase

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestEveryLanguageSaysAll: no key is missing or too many, and each text has the
// same places to fill.
func TestEveryLanguageSaysAll(t *testing.T) {
	places := regexp.MustCompile(`%(\[\d\])?s`)
	for _, tag := range Tags {
		for key, english := range languages["en"].words {
			text, ok := languages[tag].words[key]
			if !ok {
				t.Errorf("%s lacks %s", tag, key)
			}
			if a, b := len(places.FindAllString(english, -1)), len(places.FindAllString(text, -1)); a != b {
				t.Errorf("%s %s has %d places, English has %d", tag, key, b, a)
			}
		}
		if len(languages[tag].words) != len(languages["en"].words) {
			t.Errorf("%s has %d texts, English has %d", tag, len(languages[tag].words), len(languages["en"].words))
		}
	}
}

// TestIsolates: in Urdu, what is filled in stands between isolates, and no mark of
// a stranger's reaches beyond them.
func TestIsolates(t *testing.T) {
	l, err := In("ur")
	if err != nil {
		t.Fatal(err)
	}
	got := l.T("message.signed", "ZTE (China)")
	if got != "دستخط: \u2068ZTE (China)\u2069" {
		t.Errorf("%q", got)
	}
	got = l.T("message.read", "a\u202e\u2069\nb")
	if strings.Count(got, "\u2068") != 1 || strings.Count(got, "\u2069") != 1 || strings.Contains(got, "\u202e") || strings.Contains(got, "\n") {
		t.Errorf("a stranger's marks came through: %q", got)
	}
	if english, _ := In(""); english.T("message.signed", "x") != "Signed: x" {
		t.Error("English needs no isolates")
	}
	if _, err := In("fr"); err == nil || !slices.Equal(Tags, []string{"en", "ur", "zh"}) {
		t.Error("French has no words and is not refused")
	}
}

func TestDates(t *testing.T) {
	for tag, want := range map[string]string{"en": "4 September 2025", "ur": "4 ستمبر 2025", "zh": "2025年9月4日"} {
		l, _ := In(tag)
		if got := l.Date("2025-09-04"); got != want {
			t.Errorf("%s: %s", tag, got)
		}
		if got := l.Date("2025"); got != "2025" {
			t.Errorf("%s: %s", tag, got)
		}
	}
}
