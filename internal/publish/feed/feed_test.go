package feed

import (
	"encoding/json"
	"encoding/xml"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/mmcdole/gofeed"

	"sanad/internal/publish/news"
	"sanad/internal/publish/phrase"
	"sanad/internal/register"
)

var items = []news.Item{
	{
		Key: "9.a9-1", Kind: news.Agreement, Agreement: "a9-1", Sides: []register.Name{{Name: "Ministry of IT"}, {Name: "ZTE"}}, Themes: []string{"training"},
		At: time.Date(2025, 12, 22, 9, 30, 0, 0, time.UTC), Entry: 9, By: "Example Times", Published: "2025-12-22",
		Sentence: "They signed <b>an MoU</b> & more.\x00", Link: "/sources/s9",
	},
	{Key: "4.a2-1", Kind: news.Decision, Agreement: "a2-1", Title: "آبدوز کیبل", At: time.Date(2025, 11, 1, 0, 0, 0, 0, time.UTC), Entry: 4, By: "A. Officer", Sentence: "seen the paper", Undone: true, Link: "/log/entries/4"},
}

var options = Options{Title: "What is new", Origin: "register.example/sanad", Address: "https://register.example", Self: "/feed.atom", Home: "/feed"}

// TestAtom: a stranger's parser reads back what was meant, and the feed has what
// RFC 4287 says it must: 4.1.1 and 4.1.2, ids that are IRIs and differ, dates of
// RFC 3339, an author for every entry.
func TestAtom(t *testing.T) {
	l, _ := phrase.In("en")
	b, err := Atom(items, l, options)
	if err != nil {
		t.Fatal(err)
	}
	read, err := gofeed.NewParser().ParseString(string(b))
	if err != nil {
		t.Fatal(err)
	}
	if read.FeedType != "atom" || len(read.Items) != 2 || read.FeedLink != "https://register.example/feed.atom" || read.Link != "https://register.example/feed" {
		t.Fatalf("read %s feed of %d, itself %s, of %s", read.FeedType, len(read.Items), read.FeedLink, read.Link)
	}
	first := read.Items[0]
	if first.Title != "New agreement: Ministry of IT – ZTE" || !strings.Contains(first.Content, "They signed <b>an MoU</b> & more.") || first.Link != "https://register.example/agreements/a9-1" || first.PublishedParsed.Year() != 2025 {
		t.Errorf("first entry reads %q %q %q", first.Title, first.Content, first.Link)
	}
	if read.Items[1].Title != "Counts no longer: Decision: آبدوز کیبل" {
		t.Errorf("second is called %q", read.Items[1].Title)
	}
	var f atomFeed
	if err := xml.Unmarshal(b, &f); err != nil {
		t.Fatal(err)
	}
	if f.Updated != "2025-12-22T09:30:00Z" || f.Author.Name == "" || f.Title == "" {
		t.Errorf("the feed was updated %s by %q", f.Updated, f.Author.Name)
	}
	ids := map[string]bool{f.ID: true}
	for _, e := range f.Entries {
		u, err := url.Parse(e.ID)
		if err != nil || !u.IsAbs() || ids[e.ID] {
			t.Errorf("id %q is no IRI, or stands twice", e.ID)
		}
		ids[e.ID] = true
		if _, err := time.Parse(time.RFC3339, e.Updated); err != nil || e.Title == "" {
			t.Errorf("entry %s: %v", e.ID, err)
		}
	}
}

// TestIDsStay: an entry's id depends on the register and the log alone.
func TestIDsStay(t *testing.T) {
	later := items[0]
	later.Agreement, later.Kind, later.Title = "a1-1", news.Source, "another name" // judged to be one with an earlier
	if later.URN("x") != items[0].URN("x") {
		t.Error("a judgement changed the id of what was told before")
	}
	if items[0].URN("x") == items[0].URN("y") || items[0].URN("x") == items[1].URN("x") {
		t.Error("two pieces of news have one id")
	}
}

func TestJSONFeed(t *testing.T) {
	l, _ := phrase.In("zh")
	o := options
	o.Self = "/feed.json"
	b, err := JSON(items, l, o)
	if err != nil {
		t.Fatal(err)
	}
	read, err := gofeed.NewParser().ParseString(string(b))
	if err != nil || read.FeedType != "json" || read.FeedVersion != "https://jsonfeed.org/version/1.1" || len(read.Items) != 2 || read.Language != "zh" {
		t.Fatalf("%v: %+v", err, read)
	}
	if read.Items[0].Title != "新协议：Ministry of IT – ZTE" || read.Items[0].GUID != items[0].URN(o.Origin) {
		t.Errorf("reads %q %q", read.Items[0].Title, read.Items[0].GUID)
	}
	empty, err := JSON(nil, l, o)
	var v struct{ Items []any }
	if err != nil || json.Unmarshal(empty, &v) != nil || v.Items == nil {
		t.Errorf("an empty feed: %v %s", err, empty)
	}
}
