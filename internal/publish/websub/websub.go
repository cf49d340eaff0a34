// Package websub is a hub of WebSub for one site: whoever subscribes to a feed is sent
// it when it changes. It is the site's own and takes no topic of another.
//
// DATA/websub.json (0600, because it holds secrets) has every subscription that its
// subscriber has confirmed: until when, what was sent last, how often the next was
// tried. Deleting it ends all of them; subscribers renew.
//
// What a stranger asks makes the hub call an address of their choice, so callbacks are
// guarded as fetched sources are (fetch.Guard: the IP that is dialled, after names are
// resolved, is one of the public internet), redirects are not followed, no proxy of
// the environment is used, little of an answer is read, what is asked waits in a short
// queue, and one host has few subscriptions.
//
// Source: https://www.w3.org/TR/websub/
package websub

import (
	"bytes"
	"cmp"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"sanad/internal/fault"
	"sanad/internal/fsx"
	"sanad/internal/source/fetch"
)

// File is below the data directory.
const File = "websub.json"

// Bounds.
const (
	Most       = 5000 // subscriptions
	MostOfHost = 50   // with callbacks of one host
	queueMost  = 200  // asked and not yet confirmed
	leaseUsual = 10 * 24 * time.Hour
	leaseMost  = 30 * 24 * time.Hour
	leaseLeast = 5 * time.Minute
)

// Waits are the pauses before a feed that was not taken is sent again. After the last
// the subscription stays, and is sent the feed when it changes next.
var Waits = []time.Duration{10 * time.Second, time.Minute, 10 * time.Minute, time.Hour, 6 * time.Hour}

// Asked is what somebody asks of the hub.
type Asked struct {
	Ends     bool // to be told no longer
	Topic    string
	Callback string
	Secret   string
	Lease    time.Duration // 0 leaves it to the hub
}

// subscription is one that was confirmed.
type subscription struct {
	Topic    string    `json:"topic"`
	Callback string    `json:"callback"`
	Secret   string    `json:"secret,omitempty"`
	Until    time.Time `json:"until"`
	Sent     string    `json:"sent,omitempty"`  // SHA-256 of the feed that was sent last
	Tries    int       `json:"tries,omitempty"` // of the next
	Next     time.Time `json:"next,omitzero"`   // when to try it again
}

// Feed is a topic as the site serves it.
type Feed struct {
	Type  string
	Links []string // values of Link headers
	Body  []byte
}

// Hub is the hub. Data, Feed and Mark are needed.
type Hub struct {
	Data string
	// Feed serves a topic; NotFound ends its subscriptions.
	Feed func(ctx context.Context, topic string) (Feed, error)
	// Mark is another where feeds may be others.
	Mark         func(ctx context.Context) (string, error)
	AllowPrivate bool
	Timeout      time.Duration // of one request; 0 is 15 s
	Now          func() time.Time
	Logger       *slog.Logger
	Version      string

	once   sync.Once
	client *http.Client

	mu    sync.Mutex
	queue []Asked

	// What follows belongs to Send, of which one runs at a time.
	all    []*subscription
	loaded bool
	marked string // of which all were told, or are to be tried again
}

// Take notes what somebody asks: whether they did is asked at the callback later.
func (h *Hub) Take(a Asked) error {
	u, err := url.Parse(a.Callback)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || u.User != nil || len(a.Callback) > 2000:
		return fault.New(fault.Invalid, "hub.callback is no address of the web")
	case len(a.Secret) >= 200:
		return fault.New(fault.Invalid, "hub.secret has 200 bytes or more")
	case a.Secret != "" && u.Scheme == "http" && !h.AllowPrivate:
		return fault.New(fault.Invalid, "hub.secret would be sent to no https address")
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.queue) >= queueMost {
		return fault.New(fault.Unavailable, "too many subscriptions wait to be confirmed").WithHint("try again in a minute")
	}
	h.queue = append(h.queue, a)
	return nil
}

// Run confirms and sends until the context ends.
func (h *Hub) Run(ctx context.Context) {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	said := ""
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if err := h.Send(ctx); err != nil && ctx.Err() == nil && err.Error() != said {
			h.logger().Error("websub", "error", err, "hint", fault.HintOf(err))
			said = err.Error()
		}
	}
}

// Send confirms what was asked, and sends every feed that changed to whoever has not
// been sent it and is due to be tried.
func (h *Hub) Send(ctx context.Context) error {
	if err := h.load(); err != nil {
		return err
	}
	now := h.Now()
	live := slices.DeleteFunc(slices.Clone(h.all), func(s *subscription) bool { return !s.Until.After(now) })
	changed := len(live) != len(h.all)
	h.all = live
	h.mu.Lock()
	asked := h.queue
	h.queue = nil
	h.mu.Unlock()
	for _, a := range asked {
		if ctx.Err() != nil {
			return nil
		}
		changed = h.confirm(ctx, a) || changed
	}
	if changed {
		if err := h.save(); err != nil {
			return err
		}
	}
	return h.tell(ctx)
}

// confirm asks at the callback whether its owner asked for this, and takes it in or out.
func (h *Hub) confirm(ctx context.Context, a Asked) (changed bool) {
	at := slices.IndexFunc(h.all, func(s *subscription) bool { return s.Topic == a.Topic && s.Callback == a.Callback })
	if a.Ends && at < 0 {
		return false
	}
	if !a.Ends && at < 0 && !h.room(a.Callback) {
		h.logger().Warn("websub: no room for a subscription", "callback", a.Callback)
		return false
	}
	lease := min(max(cmp.Or(a.Lease, leaseUsual), leaseLeast), leaseMost)
	challenge := rand.Text()
	mode := "subscribe"
	if a.Ends {
		mode = "unsubscribe"
	}
	u, err := url.Parse(a.Callback)
	if err != nil {
		return false // Take has parsed it
	}
	v := u.Query()
	v.Set("hub.mode", mode)
	v.Set("hub.topic", a.Topic)
	v.Set("hub.challenge", challenge)
	if !a.Ends {
		v.Set("hub.lease_seconds", strconv.Itoa(int(lease.Seconds())))
	}
	u.RawQuery = v.Encode()
	status, answer, err := h.do(ctx, http.MethodGet, u.String(), nil, nil)
	if err != nil || status < 200 || status > 299 || strings.TrimSpace(answer) != challenge {
		h.logger().Info("websub: not confirmed", "mode", mode, "callback", a.Callback, "status", status, "error", err)
		return false
	}
	if a.Ends {
		h.all = slices.Delete(h.all, at, at+1)
		return true
	}
	if at < 0 {
		s := &subscription{Topic: a.Topic, Callback: a.Callback}
		// What there is already is no news to who has just subscribed.
		if f, err := h.Feed(ctx, a.Topic); err == nil {
			s.Sent = hash(f.Body)
		}
		h.all = append(h.all, s)
		at = len(h.all) - 1
	}
	h.all[at].Secret, h.all[at].Until = a.Secret, h.Now().Add(lease)
	return true
}

// room says whether a callback may be added.
func (h *Hub) room(callback string) bool {
	n, own := 0, hostOf(callback)
	for _, s := range h.all {
		if hostOf(s.Callback) == own {
			n++
		}
	}
	return len(h.all) < Most && n < MostOfHost
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Hostname())
}

// tell sends feeds that are others than were sent.
func (h *Hub) tell(ctx context.Context) error {
	if len(h.all) == 0 {
		return nil
	}
	mark, err := h.Mark(ctx)
	if err != nil {
		return err
	}
	feeds := map[string]*Feed{}
	gone := map[*subscription]bool{}
	moved := mark != h.marked
	for _, s := range h.all {
		due := s.Tries > 0 && !h.Now().Before(s.Next)
		if ctx.Err() != nil || !moved && !due {
			continue
		}
		if moved && s.Tries > 0 && !due {
			continue // it is tried at its own time, with what there is then
		}
		f, known := feeds[s.Topic]
		if !known {
			got, err := h.Feed(ctx, s.Topic)
			switch {
			case fault.Is(err, fault.NotFound), fault.Is(err, fault.Gone):
			case err != nil:
				return err
			default:
				f = &got
			}
			feeds[s.Topic] = f
		}
		if f == nil {
			gone[s] = true
		} else if hash(f.Body) != s.Sent {
			gone[s] = h.send(ctx, s, *f)
		} else {
			s.Tries = 0
			continue
		}
		if err := h.save(); err != nil {
			return err
		}
	}
	if ctx.Err() == nil {
		h.marked = mark
	}
	before := len(h.all)
	h.all = slices.DeleteFunc(h.all, func(s *subscription) bool { return gone[s] })
	if len(h.all) == before {
		return nil
	}
	return h.save()
}

// send posts a feed once and keeps what came of it. ended says that the subscriber
// wants no more.
func (h *Hub) send(ctx context.Context, s *subscription, f Feed) (ended bool) {
	header := http.Header{"Content-Type": {f.Type}, "Link": f.Links}
	if s.Secret != "" {
		header.Set("X-Hub-Signature", Sign(s.Secret, f.Body))
	}
	status, _, err := h.do(ctx, http.MethodPost, s.Callback, header, f.Body)
	if ctx.Err() != nil {
		return false // this try does not count: we were stopped
	}
	if err == nil && (status < 200 || status > 299) {
		err = fmt.Errorf("it answered %d", status)
	}
	switch {
	case err == nil:
		s.Sent, s.Tries, s.Next = hash(f.Body), 0, time.Time{}
	case status == http.StatusGone:
		return true
	case s.Tries >= len(Waits):
		h.logger().Warn("websub: a feed was not taken", "callback", s.Callback, "tries", s.Tries+1, "why", err)
		s.Sent, s.Tries, s.Next = hash(f.Body), 0, time.Time{} // the next change is tried anew
	default:
		s.Next = h.Now().Add(Waits[s.Tries])
		s.Tries++
	}
	return false
}

// Sign is the X-Hub-Signature of a body.
func Sign(secret string, body []byte) string {
	m := hmac.New(sha256.New, []byte(secret))
	m.Write(body)
	return "sha256=" + hex.EncodeToString(m.Sum(nil))
}

func hash(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// answerMost is how much of an answer is read.
const answerMost = 4 << 10

func (h *Hub) do(ctx context.Context, method, address string, header http.Header, body []byte) (status int, answer string, err error) {
	ctx, cancel := context.WithTimeout(ctx, cmp.Or(h.Timeout, 15*time.Second))
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, method, address, bytes.NewReader(body))
	if err != nil {
		return 0, "", err
	}
	for name, values := range header {
		r.Header[name] = values
	}
	r.Header.Set("User-Agent", "Sanad/"+h.Version)
	got, err := h.http().Do(r)
	if err != nil {
		return 0, "", err
	}
	defer got.Body.Close()
	b, err := io.ReadAll(io.LimitReader(got.Body, answerMost))
	return got.StatusCode, string(b), err
}

func (h *Hub) http() *http.Client {
	h.once.Do(func() { h.client = fetch.Sender(h.AllowPrivate) })
	return h.client
}

func (h *Hub) logger() *slog.Logger {
	if h.Logger == nil {
		return slog.New(slog.DiscardHandler)
	}
	return h.Logger
}

func (h *Hub) load() error {
	if h.loaded {
		return nil
	}
	err := fsx.ReadJSON(filepath.Join(h.Data, File), &h.all, func(err error) error {
		return fault.New(fault.Damaged, "%s: %w", File, err).WithHint("delete it; subscribers renew")
	})
	h.loaded = err == nil
	return err
}

func (h *Hub) save() error {
	return fsx.WriteJSON(filepath.Join(h.Data, File), h.all, 0o600)
}
