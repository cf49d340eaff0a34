package main

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"sanad/internal/publish/web"
	"sanad/internal/publish/websub"
)

// atomPart is a part of a feed as a reader sees it.
type atomPart struct {
	ID    string `xml:"id"`
	Links []struct {
		Rel  string `xml:"rel,attr"`
		Href string `xml:"href,attr"`
	} `xml:"link"`
	Entries []struct {
		ID string `xml:"id"`
	} `xml:"entry"`
}

func (p atomPart) link(rel string) string {
	for _, l := range p.Links {
		if l.Rel == rel {
			return l.Href
		}
	}
	return ""
}

// coined is a name like no other.
func coined(n int) string {
	syllables := []string{"bar", "kel", "dun", "mor", "tas", "vin", "zor", "hal"}
	out := ""
	for range 4 {
		out += syllables[n%8]
		n = n/8 + n%8*11
	}
	return strings.ToUpper(out[:1]) + out[1:]
}

// TestFeedsAreWhole: a reader that follows a feed from part to part meets every piece
// of news once, a long reading's too, in Atom and in JSON Feed.
func TestFeedsAreWhole(t *testing.T) {
	began := time.Date(2025, 9, 4, 10, 0, 0, 0, time.UTC)
	c := newChronicle(t, began)
	var single []string
	for n := range 70 {
		single = append(single, fmt.Sprintf("The Ministry of Communications of Kenya and %s Cable Company Limited signed an MoU on fibre on 4 September 2025.", coined(n)))
	}
	c.add("Example Times", single...)
	var long strings.Builder
	for n := range 260 { // one reading, of more than a part holds
		fmt.Fprintf(&long, "The Ministry of Trade of Ghana and %s Data Company Limited signed an MoU on data centres on 5 September 2025.\n\n", coined(n))
	}
	c.add("Daily Herald", long.String(), "The Ministry of Communications of Kenya and Last Cable Company Limited signed an MoU on fibre on 6 September 2025.")
	h := servedAt(t, c.data, began.AddDate(0, 0, 5))
	_, all, _ := fetched(t, h, "/agreements.csv")
	agreements := strings.Count(all, "\r\n") - 1
	if agreements < 300 {
		t.Fatalf("the register holds %d agreements only", agreements)
	}
	seen := map[string]bool{}
	parts := 0
	for at := "/feed.atom"; at != ""; parts++ {
		_, body, _ := fetched(t, h, at)
		var p atomPart
		if err := xml.Unmarshal([]byte(body), &p); err != nil {
			t.Fatal(err)
		}
		if p.ID != "https://register.example/feed.atom" || p.link("self") != "https://register.example"+at || parts > 0 && p.link("first") != p.ID {
			t.Errorf("%s is part of %s, itself %s", at, p.ID, p.link("self"))
		}
		for _, e := range p.Entries {
			if seen[e.ID] {
				t.Errorf("%s tells %s again", at, e.ID)
			}
			seen[e.ID] = true
		}
		at = strings.TrimPrefix(p.link("next"), "https://register.example")
		if parts > 50 {
			t.Fatal("the feed goes round in circles")
		}
	}
	if len(seen) < agreements || parts < 4 {
		t.Errorf("%d pieces of news in %d parts, of %d agreements", len(seen), parts, agreements)
	}
	told := 0
	for at := "/feed.json"; at != ""; {
		_, body, _ := fetched(t, h, at)
		var p struct {
			Next  string `json:"next_url"`
			Items []any  `json:"items"`
		}
		if err := json.Unmarshal([]byte(body), &p); err != nil {
			t.Fatal(err)
		}
		told += len(p.Items)
		at = strings.TrimPrefix(p.Next, "https://register.example")
	}
	if told != len(seen) {
		t.Errorf("JSON Feed tells %d pieces of news, Atom %d", told, len(seen))
	}
	// A search has a feed: of those it finds and no others.
	for query, want := range map[string]string{"theme=fibre": "Cable", "q=ghana": "Data Company"} {
		_, body, _ := fetched(t, h, "/agreements.atom?"+query)
		var p atomPart
		if err := xml.Unmarshal([]byte(body), &p); err != nil {
			t.Fatal(err)
		}
		if len(p.Entries) < 50 || !strings.Contains(body, want) || p.link("next") == "" {
			t.Errorf("the feed of %s has %d entries, next %q", query, len(p.Entries), p.link("next"))
		}
		for _, other := range []string{"Cable Company", "Data Company"} {
			if !strings.Contains(want, strings.Fields(other)[0]) && strings.Contains(body, other) {
				t.Errorf("the feed of %s tells of %s", query, other)
			}
		}
	}
}

// TestHub: a program finds the hub in a feed, subscribes there, and is sent the feed
// when something is logged.
func TestHub(t *testing.T) {
	began := time.Date(2025, 9, 4, 10, 0, 0, 0, time.UTC)
	c := newChronicle(t, began)
	c.add("Example Times", "The Ministry of Communications of Kenya and Northern Cable Company Limited signed an MoU on fibre on 4 September 2025.")
	g := &globals{Context: t.Context(), Data: c.data}
	view, err := openRegister(g)
	if err != nil {
		t.Fatal(err)
	}
	defer view.Close()
	hub := &websub.Hub{Data: c.data, AllowPrivate: true, Now: time.Now, Mark: markOf(view)}
	site := web.New(web.Options{Register: view, Address: "https://register.example", Log: &publishedLog{data: c.data}, Hub: hub})
	hub.Feed = feedsOf(site)

	var got string
	reader := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet {
			fmt.Fprint(w, r.URL.Query().Get("hub.challenge"))
			return
		}
		b := new(strings.Builder)
		_, _ = fmt.Fprint(b, r.Header.Get("X-Hub-Signature"), " ", r.Header.Get("Link"))
		got = b.String()
	}))
	defer reader.Close()
	_, body, header := fetched(t, site, "/themes/fibre.atom")
	var p atomPart
	if err := xml.Unmarshal([]byte(body), &p); err != nil {
		t.Fatal(err)
	}
	if p.link("hub") != "https://register.example/hub" || !strings.Contains(strings.Join(header.Values("Link"), ","), `<https://register.example/hub>; rel="hub"`) {
		t.Fatalf("the hub is %q; %v", p.link("hub"), header.Values("Link"))
	}
	ask := func(topic, callback, mode string) int {
		form := url.Values{"hub.mode": {mode}, "hub.topic": {topic}, "hub.callback": {callback}, "hub.secret": {"s"}}
		r := httptest.NewRequest(http.MethodPost, "/hub", strings.NewReader(form.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		site.ServeHTTP(w, r)
		return w.Code
	}
	for _, wrong := range [][3]string{
		{"https://other.example/feed.atom", reader.URL, "subscribe"}, {"https://register.example/agreements", reader.URL, "subscribe"},
		{p.link("self"), "nowhere", "subscribe"}, {p.link("self"), reader.URL, "publish"}, {p.link("self") + "?before=3", reader.URL, "subscribe"},
	} {
		if status := ask(wrong[0], wrong[1], wrong[2]); status != http.StatusBadRequest {
			t.Errorf("%v: %d", wrong, status)
		}
	}
	if status := ask(p.link("self"), reader.URL, "subscribe"); status != http.StatusAccepted {
		t.Fatalf("subscribing: %d", status)
	}
	if err := hub.Send(t.Context()); err != nil {
		t.Fatal(err)
	}
	c.add("Daily Herald", "The Ministry of Communications of Kenya and Southern Cable Company Limited signed an MoU on fibre on 5 September 2025.")
	if err := followOnce(g, view); err != nil {
		t.Fatal(err)
	}
	if err := hub.Send(t.Context()); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(got, "sha256=") || !strings.Contains(got, `rel="hub"`) {
		t.Errorf("told %q", got)
	}
}
