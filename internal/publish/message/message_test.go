package message

import (
	"bytes"
	"encoding/xml"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"sanad/internal/delivery"
	"sanad/internal/publish/news"
	"sanad/internal/publish/phrase"
	"sanad/internal/register"
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

// TestNastaliqHasRoom: a line with Urdu letters stands twice its height below the one
// before it, and all lines stay on the card.
func TestNastaliqHasRoom(t *testing.T) {
	l, err := phrase.In("ur")
	if err != nil {
		t.Fatal(err)
	}
	items := []news.Item{}
	for range 6 {
		items = append(items, news.Item{Key: "1.a1-1", Kind: news.Agreement, Agreement: "a1-1", Title: "وزارت اطلاعات اور زیڈ ٹی ای کے درمیان نوجوانوں کی تربیت کا معاہدہ"})
	}
	card := New(items, l, Options{Address: "https://register.example"}).Card()
	lines := regexp.MustCompile(`<text x="\d+" y="(\d+)" font-size="(\d+)"[^>]*>([^<]*)</text>`).FindAllSubmatch(card, -1)
	if len(lines) < 4 {
		t.Fatalf("%d lines:\n%s", len(lines), card)
	}
	before := 0
	for _, m := range lines {
		y, _ := strconv.Atoi(string(m[1]))
		size, _ := strconv.Atoi(string(m[2]))
		if leading(string(m[3])) == 2 && y-before < 2*size-1 {
			t.Errorf("%s stands %d below the line before it", m[3], y-before)
		}
		if y > CardHeight-24 {
			t.Errorf("%s stands at %d, off the card", m[3], y)
		}
		before = y
	}
}

// TestACardDoesNotLeaveOutTheEvidence: however much was promised, the card ends with
// what is shown of it.
func TestACardDoesNotLeaveOutTheEvidence(t *testing.T) {
	m := Message{Lang: "ur", Dir: "rtl", Title: "معاہدہ", closing: 2}
	for range 12 {
		m.lines = append(m.lines, "وعدہ: تربیت")
	}
	m.lines = append(m.lines, "ثبوت: کوئی نہیں", "443 دن سے کوئی ثبوت نہیں")
	card := string(m.Card())
	for _, line := range []string{"ثبوت: کوئی نہیں", "443 دن سے کوئی ثبوت نہیں", "وعدہ: تربیت"} {
		if !strings.Contains(card, line) {
			t.Errorf("the card lost %q", line)
		}
	}
}

// TestPromisedInOneLine: who owes it, what, and how much, the figure once.
func TestPromisedInOneLine(t *testing.T) {
	sides := []register.Name{{ID: "p0-1", Name: "Example Cable"}}
	for _, c := range []struct {
		promise delivery.Promise
		want    string
	}{
		{delivery.Promise{Text: "Train 500 people", Amount: "500 people", By: "p0-1"}, "Example Cable: Train 500 people"},
		{delivery.Promise{Text: "Centres open", Amount: "2 centres"}, "Centres open (2 centres)"},
		{delivery.Promise{Text: "Meet yearly", By: "p9-9"}, "Meet yearly"},
	} {
		if got := promised(c.promise, sides); got != c.want {
			t.Errorf("%+v: %q, want %q", c.promise, got, c.want)
		}
	}
}
