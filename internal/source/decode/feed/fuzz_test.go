package feed_test

import (
	"os"
	"testing"

	"sanad/internal/source/decode/decoded/decodedtest"
	"sanad/internal/source/decode/feed"
)

// FuzzFeed: whatever the feed, its items are sound or there is an error.
func FuzzFeed(f *testing.F) {
	for _, name := range []string{"feed.rss", "feed.atom", "feed.json"} {
		b, err := os.ReadFile("../testdata/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		docs, err := feed.Decode(b, "https://a.example/feed")
		decodedtest.Sound(t, len(b), docs, err)
	})
}
