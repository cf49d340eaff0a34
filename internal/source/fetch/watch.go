package fetch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"slices"
	"strings"
	"time"

	"sanad/internal/fault"
	"sanad/internal/fsx"
	"sanad/internal/source/decode/decoded"
	"sanad/internal/source/decode/feed"
)

// Watcher follows feeds and hands over each item that is new.
//
// An item is marked seen when Each has returned without error, and the mark is
// durable before the next item is fetched: a watcher that is killed hands over
// at most the item it was at a second time, byte for byte as before, and misses
// none: a page that says something else at each visit would otherwise be taken
// for another document. A feed that fails
// is logged and left alone for longer each time; the others go on.
type Watcher struct {
	Client *Client
	// State is the path of the file that holds what was seen. Beside it lie
	// State.item, the item at hand, and State.lock, held while a watcher runs.
	State string
	// Each takes a new item. An error leaves the item unseen: it comes again
	// at the feed's next poll. What cannot be used for good is to return nil.
	Each func(context.Context, Item) error
	Log  *slog.Logger

	Interval time.Duration // between polls of a feed
	Longest  time.Duration // after failures, and whatever a server asks for
	// Jitter moves a poll, so that many watchers do not come at once; nil
	// leaves it where it is.
	Jitter func(time.Duration) time.Duration
}

// Item is a new item of a feed.
type Item struct {
	Feed string // the feed's address
	ID   string // what the feed calls the item
	URL  string // of its page, after redirects; "" when it has none

	// Original is the page as retrieved and ContentType what the server says
	// it is; or, when the page cannot be had, the feed's own text of the item.
	Original    []byte
	ContentType string
	Page        bool   // Original is the page
	Why         string // why it is not, "" when it is

	// What the feed says of the item; "" where it says nothing.
	Title, Publisher, Published, Language string
}

const (
	keptSeen  = 5000 // marks kept of items that a feed no longer has
	pageTries = 3    // polls in which a page out of reach is waited for
)

// state is the file: what is stored, apart from what is thought in.
type state struct {
	Version int              `json:"version"`
	Feeds   map[string]*mark `json:"feeds"`
}

type mark struct {
	Known
	Next     time.Time            `json:"next"`               // not to be polled before
	Failures int                  `json:"failures,omitempty"` // in a row
	Seen     map[string]time.Time `json:"seen"`               // hash of an item's ID → when
	Tries    map[string]int       `json:"tries,omitempty"`    // … → polls in which its page could not be had
}

// Run polls the feeds until ctx ends, which is no error. It fails when it cannot
// begin, or cannot keep its state.
func (w *Watcher) Run(ctx context.Context, feeds ...string) error {
	return w.run(ctx, true, feeds)
}

// Once polls each feed that is due once. Where some failed, all others having been
// looked at, that is Unavailable.
func (w *Watcher) Once(ctx context.Context, feeds ...string) error {
	return w.run(ctx, false, feeds)
}

func (w *Watcher) run(ctx context.Context, again bool, feeds []string) error {
	if len(feeds) == 0 {
		return fault.New(fault.Invalid, "no feed to watch").WithHint("name one or more feeds: sanad watch https://…")
	}
	feeds = slices.Clone(feeds)
	for i, f := range feeds {
		u, err := parse(f)
		if err != nil {
			return err
		}
		feeds[i] = u.String()
	}
	lock, err := fsx.TryLock(w.State + ".lock")
	if fault.Is(err, fault.Unavailable) {
		return fault.New(fault.Unavailable, "another watcher keeps %s", w.State).WithHint("stop it first, or name all feeds to one watcher")
	}
	if err != nil {
		return err
	}
	defer lock.Unlock()
	s, err := load(w.State)
	if err != nil {
		return err
	}
	if err := w.resume(ctx, s); ctx.Err() != nil {
		return nil
	} else if err != nil {
		return err
	}
	for {
		failed, looked := 0, 0
		for _, f := range feeds {
			m := s.feed(f)
			if m.Next.After(w.Client.Now()) {
				continue
			}
			looked++
			if err := w.poll(ctx, s, f, m); err != nil {
				if ctx.Err() != nil {
					return nil
				}
				return err
			}
			if m.Failures > 0 {
				failed++
			}
		}
		if !again && failed > 0 {
			return fault.New(fault.Unavailable, "%d of %d feeds failed", failed, len(feeds)).WithHint("what they said stands above; they are looked at again when they are due")
		}
		next := s.Feeds[feeds[0]].Next
		for _, f := range feeds[1:] {
			if n := s.Feeds[f].Next; n.Before(next) {
				next = n
			}
		}
		if !again {
			if looked == 0 {
				w.Log.Info("no feed is due yet", "next", next.Format(time.RFC3339))
			}
			return nil
		}
		if err := w.Client.Sleep(ctx, max(next.Sub(w.Client.Now()), time.Second)); err != nil {
			return nil
		}
	}
}

// poll looks at one feed. Only trouble with the state is an error.
func (w *Watcher) poll(ctx context.Context, s *state, address string, m *mark) error {
	left, asked, err := w.look(ctx, s, address, m)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, errState):
		return err
	case err != nil:
		m.Failures++
		w.Log.Warn("feed failed", "feed", address, "error", err, "hint", fault.HintOf(err), "failures", m.Failures)
	case left > 0:
		// The feed is well; what was left of it comes at the usual time.
		m.Failures = 0
		w.Log.Warn("items left for the next poll", "feed", address, "items", left)
	default:
		m.Failures = 0
	}
	wait := w.Interval
	for range min(m.Failures, 20) {
		wait = min(2*wait, w.Longest)
	}
	if w.Jitter != nil {
		wait = w.Jitter(wait)
	}
	m.Next = w.Client.Now().Add(max(wait, min(asked, w.Longest)))
	return w.save(s)
}

var errState = errors.New("keep what was seen")

// look fetches the feed and hands over what is new in it. It gives how many
// items were left, and how long the server asks to be left alone.
func (w *Watcher) look(ctx context.Context, s *state, address string, m *mark) (left int, asked time.Duration, err error) {
	r, err := w.Client.GetIfChanged(ctx, address, m.Known)
	asked = r.RetryAfter()
	if err != nil {
		return 0, asked, err
	}
	if r.NotModified {
		return 0, asked, nil
	}
	f, err := feed.Read(r.Body, r.URL)
	if err != nil {
		return 0, asked, err
	}
	// The newest stands first; what happened first is handed over first.
	slices.Reverse(f.Items)
	current := map[string]bool{}
	for _, it := range f.Items {
		key := keyOf(it.ID)
		if it.ID == "" || current[key] {
			continue
		}
		current[key] = true
		if _, seen := m.Seen[key]; seen {
			continue
		}
		item, err := w.item(ctx, address, it, m.Tries[key])
		if err == nil && item == nil {
			m.Tries[key]++
			left++
			continue
		}
		if err == nil {
			err = w.hand(ctx, *item)
		}
		if errors.Is(err, errState) {
			return left, asked, err
		}
		if ctx.Err() != nil {
			return left, asked, ctx.Err()
		}
		if err != nil {
			left++
			w.Log.Warn("item not taken", "feed", address, "item", it.ID, "error", err, "hint", fault.HintOf(err))
			continue
		}
		m.Seen[key] = w.Client.Now()
		delete(m.Tries, key)
		if err := errors.Join(w.save(s), w.drop()); err != nil {
			return left, asked, err
		}
	}
	forget(m, current)
	m.Known = Known{}
	if left == 0 {
		// Only now: with items left, "not modified" would hide them.
		m.Known = r.Known()
	}
	return left, asked, nil
}

// feed is what is known of a feed.
func (s *state) feed(address string) *mark {
	m := s.Feeds[address]
	if m == nil {
		m = &mark{}
		s.Feeds[address] = m
	}
	if m.Seen == nil {
		m.Seen = map[string]time.Time{}
	}
	if m.Tries == nil {
		m.Tries = map[string]int{}
	}
	return m
}

// hand keeps the item and hands it over. It is kept until the item is marked
// seen, or refused, so that a watcher that is killed meanwhile can resume.
func (w *Watcher) hand(ctx context.Context, item Item) error {
	if err := fsx.WriteJSON(w.State+".item", item, 0o644); err != nil {
		return errors.Join(errState, err)
	}
	err := w.Each(ctx, item)
	if err != nil && ctx.Err() == nil {
		return errors.Join(err, w.drop())
	}
	return err
}

func (w *Watcher) drop() error {
	if err := os.Remove(w.State + ".item"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(errState, err)
	}
	return nil
}

// resume hands over again the item at which a watcher was ended, if there is one.
func (w *Watcher) resume(ctx context.Context, s *state) error {
	var item Item
	err := fsx.ReadJSON(w.State+".item", &item, func(error) error { return nil })
	if err != nil {
		return errors.Join(errState, err)
	}
	key := keyOf(item.ID)
	if item.ID == "" || item.Feed == "" {
		return nil
	}
	m := s.feed(item.Feed)
	if _, seen := m.Seen[key]; seen {
		return w.drop()
	}
	if err := w.hand(ctx, item); errors.Is(err, errState) || ctx.Err() != nil {
		return err
	} else if err != nil {
		w.Log.Warn("item not taken", "feed", item.Feed, "item", item.ID, "error", err, "hint", fault.HintOf(err))
		return nil
	}
	m.Seen[key] = w.Client.Now()
	return errors.Join(w.save(s), w.drop())
}

// item gets an item's page, or takes the feed's own text of it. It gives nil
// when the page should be waited for.
func (w *Watcher) item(ctx context.Context, address string, it feed.Item, tries int) (*Item, error) {
	d := it.Document
	item := &Item{
		Feed: address, ID: it.ID, URL: it.Link,
		Title: d.Title, Publisher: d.Publisher, Published: d.Published, Language: d.Language,
	}
	item.Why = "the feed gives no address of its page"
	if it.Link != "" {
		r, err := w.Client.Get(ctx, it.Link)
		if err == nil && len(strings.TrimSpace(string(r.Body[:min(len(r.Body), 4096)]))) > 0 {
			item.URL, item.Original, item.ContentType, item.Page, item.Why = r.URL, r.Body, r.Header.Get("Content-Type"), true, ""
			return item, nil
		}
		if err == nil {
			err = fault.New(fault.Unavailable, "the page is empty")
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if fault.Is(err, fault.Unavailable) && tries+1 < pageTries {
			w.Log.Info("page not to be had yet", "feed", address, "item", it.ID, "error", err)
			return nil, nil
		}
		item.Why = decoded.Fold(err.Error())
	}
	if strings.TrimSpace(d.Text) == "" {
		return nil, fault.New(fault.Unavailable, "neither page nor text: %s", item.Why)
	}
	item.Original, item.ContentType = []byte(d.Text), "text/markdown; charset=utf-8"
	return item, nil
}

func keyOf(id string) string {
	sum := sha256.Sum256([]byte(id))
	return hex.EncodeToString(sum[:12])
}

// forget drops the oldest marks of items that the feed no longer has.
func forget(m *mark, current map[string]bool) {
	var old []string
	for k := range m.Seen {
		if !current[k] {
			old = append(old, k)
		}
	}
	for k := range m.Tries {
		if !current[k] {
			delete(m.Tries, k)
		}
	}
	if len(old) <= keptSeen {
		return
	}
	slices.SortFunc(old, func(a, b string) int {
		if c := m.Seen[a].Compare(m.Seen[b]); c != 0 {
			return c
		}
		return strings.Compare(a, b)
	})
	for _, k := range old[:len(old)-keptSeen] {
		delete(m.Seen, k)
	}
}

func load(path string) (*state, error) {
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return &state{Version: 1, Feeds: map[string]*mark{}}, nil
	}
	if err != nil {
		return nil, err
	}
	var s state
	if err := json.Unmarshal(b, &s); err != nil || s.Version != 1 {
		if err == nil {
			err = fault.New(fault.Damaged, "version %d", s.Version)
		}
		return nil, fault.New(fault.Damaged, "%s is not what a watcher keeps: %w", path, err).
			WithHint("move it away; the watcher then takes all items of the feeds as new, and what was added before stays once")
	}
	if s.Feeds == nil {
		s.Feeds = map[string]*mark{}
	}
	return &s, nil
}

func (w *Watcher) save(s *state) error {
	b, err := json.MarshalIndent(s, "", " ")
	if err != nil {
		return errors.Join(errState, err)
	}
	if err := fsx.WriteDurable(w.State, append(b, '\n'), 0o644); err != nil {
		return errors.Join(errState, err)
	}
	return nil
}
