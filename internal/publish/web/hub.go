package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"sanad/internal/fault"
	"sanad/internal/publish/websub"
)

// Hub takes subscriptions to the site's feeds. Source: https://www.w3.org/TR/websub/
type Hub interface {
	// Take notes what a subscriber asks, and asks them back later whether they did.
	// Unavailable is a hub that has no room.
	Take(websub.Asked) error
}

const hubPath = "/hub"

// hub takes a subscription, in the form that WebSub says.
func (s *site) hub(w http.ResponseWriter, r *http.Request) error {
	if s.Hub == nil {
		return fault.New(fault.NotFound, "this register has no hub")
	}
	q := s.ask(r)
	if err := s.admit(w, r, s.asks, client(r)); err != nil {
		return err
	}
	r.Body = http.MaxBytesReader(w, r.Body, 16<<10)
	if err := r.ParseForm(); err != nil {
		return fault.New(fault.Invalid, "the subscription cannot be read: %w", err)
	}
	asked := websub.Asked{Topic: r.PostForm.Get("hub.topic"), Callback: r.PostForm.Get("hub.callback"), Secret: r.PostForm.Get("hub.secret")}
	switch mode := r.PostForm.Get("hub.mode"); mode {
	case "subscribe":
	case "unsubscribe":
		asked.Ends = true
	default:
		return fault.New(fault.Invalid, "hub.mode %q is neither subscribe nor unsubscribe", mode)
	}
	if text := r.PostForm.Get("hub.lease_seconds"); text != "" {
		n, err := strconv.ParseInt(text, 10, 32)
		if err != nil || n < 1 {
			return fault.New(fault.Invalid, "hub.lease_seconds %q is no number of seconds", text)
		}
		asked.Lease = time.Duration(n) * time.Second
	}
	if !s.isFeed(asked.Topic, s.base(q)) {
		return fault.New(fault.Invalid, "hub.topic %q is no feed of this register", asked.Topic)
	}
	if err := s.Hub.Take(asked); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(http.StatusAccepted)
	_, _ = w.Write([]byte("You will be asked at the callback whether you asked.\n"))
	return nil
}

// isFeed says whether an address is that of a feed's newest part.
func (s *site) isFeed(topic, base string) bool {
	rest, ok := strings.CutPrefix(topic, base+"/")
	u, err := url.Parse("/" + rest)
	if !ok || err != nil || len(topic) > 2000 || u.Fragment != "" || u.Query().Has("before") {
		return false
	}
	return strings.HasSuffix(u.Path, ".atom") || strings.HasSuffix(u.Path, "/feed.json") || strings.HasPrefix(u.Path, "/themes/") && strings.HasSuffix(u.Path, ".json")
}
