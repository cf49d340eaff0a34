package message

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"
	"testing"
	"time"

	"sanad/internal/publish/news"
	"sanad/internal/publish/phrase"
)

var told = []news.Item{{Key: "1.a1-1", Kind: news.Agreement, Agreement: "a1-1", Title: "ZTE </text><script>" + strings.Repeat(" training", 30)}}

// TestUrduLines: each line says that it runs from the right, also one that begins
// with Latin letters, and every isolate that opens is closed within its line.
func TestUrduLines(t *testing.T) {
	l, err := phrase.In("ur")
	if err != nil {
		t.Fatal(err)
	}
	m := New(told, l, Options{Address: "https://register.example", Today: time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)})
	for line := range strings.Lines(m.Text) {
		if !strings.HasPrefix(line, "\u200f") || strings.Count(line, "\u2068") != strings.Count(line, "\u2069") {
			t.Errorf("%q", line)
		}
	}
}

// TestCard: well formed, no element but text and shapes, nothing of another place.
func TestCard(t *testing.T) {
	for _, tag := range phrase.Tags {
		l, _ := phrase.In(tag)
		card := New(told, l, Options{Address: "https://register.example"}).Card()
		d := xml.NewDecoder(bytes.NewReader(card))
		for {
			token, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			switch x := token.(type) {
			case xml.StartElement:
				if !strings.Contains(" svg title rect path circle text ", " "+x.Name.Local+" ") {
					t.Errorf("%s: an element %s", tag, x.Name.Local)
				}
			case xml.CharData:
				if strings.Count(string(x), "\u2068") != strings.Count(string(x), "\u2069") {
					t.Errorf("%s: an open isolate in %q", tag, x)
				}
			}
		}
	}
}
