// Package webhook tells other programs what is new, by signed requests.
//
// DATA/webhooks.json (0600, because it holds secrets) says to whom; the package
// only reads it. DATA/webhooks-state.json is its own: for each hook the last piece
// of news that was taken, and how often the next was tried. What is to be told is
// made from the register when it is told, in the order of the log, so nothing is
// queued that a restart could lose. Deleting the state makes every hook begin at
// the present.
//
// A piece of news is told at least once, each time under the same webhook-id. The
// headers and the signature are those of Standard Webhooks 1.0.0:
//
//	webhook-id: 17-a17-3
//	webhook-timestamp: 1767225600
//	webhook-signature: v1,BASE64(HMAC-SHA256(secret, id "." timestamp "." body))
//
// No private address is dialled unless that is allowed (fetch.Guard), redirects
// are not followed and no proxy of the environment is used.
package webhook

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"sanad/internal/fault"
	"sanad/internal/fsx"
	"sanad/internal/publish/news"
	"sanad/internal/publish/phrase"
	"sanad/internal/register"
	"sanad/internal/source/fetch"
)

// The files, below the data directory.
const (
	File      = "webhooks.json"
	StateFile = "webhooks-state.json"
)

// Hook is one address that wants to be told.
type Hook struct {
	ID      string      `json:"id"`
	Address string      `json:"address"`
	Secret  string      `json:"secret"` // whsec_ and base64 of 24 to 64 bytes
	Kinds   []news.Kind `json:"kinds,omitempty"`
	Party   register.ID `json:"party,omitempty"`
	Theme   string      `json:"theme,omitempty"`
	Country string      `json:"country,omitempty"`
}

// Read gives the hooks of a data directory; none where there is no file.
func Read(data string, allowPrivate bool) ([]Hook, error) {
	b, err := os.ReadFile(filepath.Join(data, File))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var file struct {
		Webhooks []Hook `json:"webhooks"`
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(&file); err != nil {
		return nil, fault.New(fault.Invalid, "%s: %w", File, err)
	}
	seen := map[string]bool{}
	for _, h := range file.Webhooks {
		if err := h.check(allowPrivate); err != nil {
			return nil, fmt.Errorf("%s: webhook %q: %w", File, h.ID, err)
		}
		if seen[h.ID] {
			return nil, fault.New(fault.Invalid, "%s: two webhooks are called %q", File, h.ID)
		}
		seen[h.ID] = true
	}
	return file.Webhooks, nil
}

func (h Hook) check(allowPrivate bool) error {
	u, err := url.Parse(h.Address)
	switch {
	case h.ID == "":
		return fault.New(fault.Invalid, "it has no id")
	case err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http":
		return fault.New(fault.Invalid, "its address is none of the web")
	case u.Scheme == "http" && !allowPrivate:
		return fault.New(fault.Invalid, "its address is not https").WithHint("only inside your own network, with --allow-private, may it be http")
	}
	_, err = h.key()
	return err
}

func (h Hook) key() ([]byte, error) {
	text, ok := strings.CutPrefix(h.Secret, "whsec_")
	key, err := base64.StdEncoding.DecodeString(text)
	if !ok || err != nil || len(key) < 24 || len(key) > 64 {
		return nil, fault.New(fault.Invalid, "its secret is not whsec_ and base64 of 24 to 64 bytes").WithHint(`echo "whsec_$(head -c 32 /dev/urandom | base64)"`)
	}
	return key, nil
}

// Sign is the webhook-signature of a body.
func Sign(key []byte, id string, at time.Time, body []byte) string {
	m := hmac.New(sha256.New, key)
	fmt.Fprintf(m, "%s.%d.", id, at.Unix())
	m.Write(body)
	return "v1," + base64.StdEncoding.EncodeToString(m.Sum(nil))
}

// state is how far one hook has come.
type state struct {
	Entry    int64     `json:"entry"`           // the log entry it is at
	Done     []string  `json:"done,omitempty"`  // keys of that entry already taken
	Tries    int       `json:"tries,omitempty"` // of the next piece of news
	Next     time.Time `json:"next,omitzero"`   // when to try it again
	Stopped  string    `json:"stopped,omitempty"`
	StoppedA string    `json:"address,omitempty"` // that did not answer: another address begins anew
}

// Sender tells the hooks what is new. One runs at a time.
type Sender struct {
	Data         string
	Register     register.Queries
	AllowPrivate bool
	Waits        []time.Duration // before each further try; after the last the hook is stopped
	Timeout      time.Duration   // of one request
	Now          func() time.Time
	Logger       *slog.Logger
	Version      string

	client *http.Client
}

// Waits are the pauses that Standard Webhooks advises: a little over three days in
// all.
var Waits = []time.Duration{5 * time.Second, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 5 * time.Hour, 10 * time.Hour, 14 * time.Hour, 20 * time.Hour, 24 * time.Hour}

// Send tells every hook what it has not taken yet and is due to be tried, and
// returns when nothing more can be done now.
func (s *Sender) Send(ctx context.Context) error {
	hooks, err := Read(s.Data, s.AllowPrivate)
	if err != nil || len(hooks) == 0 {
		return err
	}
	states, err := s.load()
	if err != nil {
		return err
	}
	position, err := s.Register.Position(ctx)
	if err != nil {
		return err
	}
	var failed error
	for _, h := range hooks {
		st, known := states[h.ID]
		if !known {
			states[h.ID] = &state{Entry: position} // what was there before is not news
			if err := s.save(states); err != nil {
				return err
			}
			continue
		}
		if st.Stopped != "" && st.StoppedA != h.Address {
			st.Stopped, st.Tries, st.Next = "", 0, time.Time{}
		}
		if err := s.tell(ctx, h, st, position, func() error { return s.save(states) }); err != nil {
			failed = errors.Join(failed, fmt.Errorf("webhook %s: %w", h.ID, err))
		}
	}
	return failed
}

// Resume lets a stopped hook be tried again, from the piece of news it stopped at.
func Resume(data, id string) error {
	s := Sender{Data: data}
	states, err := s.load()
	if err != nil {
		return err
	}
	st, known := states[id]
	if !known {
		return fault.New(fault.NotFound, "no webhook %q has been told anything", id)
	}
	st.Stopped, st.Tries, st.Next = "", 0, time.Time{}
	return s.save(states)
}

// batch is how many readings are looked through at a time.
const batch = 50

func (s *Sender) tell(ctx context.Context, h Hook, st *state, position int64, save func() error) error {
	for st.Stopped == "" && st.Entry < position && ctx.Err() == nil {
		if s.Now().Before(st.Next) {
			return nil
		}
		before := min(st.Entry+batch, position)
		items, err := news.Of(ctx, s.Register, register.NewsFilter{From: st.Entry, Before: before, Party: h.Party, Theme: h.Theme, Country: h.Country, Oldest: true})
		if err != nil {
			return err
		}
		for _, i := range items {
			if i.Entry == st.Entry && contains(st.Done, i.Key) || !h.wants(i.Kind) {
				continue
			}
			if ok, err := s.try(ctx, h, st, i, save); !ok || err != nil {
				return err
			}
		}
		// All of these entries are told: the next begin after them.
		st.Entry, st.Done = before, nil
		if err := save(); err != nil {
			return err
		}
	}
	return ctx.Err()
}

func (h Hook) wants(k news.Kind) bool {
	for _, want := range h.Kinds {
		if want == k {
			return true
		}
	}
	return len(h.Kinds) == 0
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// try tells one piece of news once, and keeps what came of it before it returns.
func (s *Sender) try(ctx context.Context, h Hook, st *state, i news.Item, save func() error) (ok bool, err error) {
	status, failure := s.post(ctx, h, i)
	if ctx.Err() != nil {
		return false, nil // this try does not count: we were stopped
	}
	if failure == nil {
		if i.Entry != st.Entry {
			st.Entry, st.Done = i.Entry, nil
		}
		st.Done = append(st.Done, i.Key)
		st.Tries, st.Next = 0, time.Time{}
		return true, save()
	}
	st.Tries++
	switch {
	case status == http.StatusGone:
		st.Stopped, st.StoppedA = "it answered 410 Gone", h.Address
	case st.Tries > len(s.waits()):
		st.Stopped, st.StoppedA = fmt.Sprintf("given up after %d tries: %v", st.Tries, failure), h.Address
	default:
		st.Next = s.Now().Add(s.waits()[st.Tries-1])
	}
	if st.Stopped != "" {
		s.logger().Error("webhook stopped", "webhook", h.ID, "news", i.Key, "why", st.Stopped, "hint", "sanad webhooks --resume "+h.ID)
	} else {
		s.logger().Warn("webhook not taken", "webhook", h.ID, "news", i.Key, "try", st.Tries, "again", st.Next.Format(time.RFC3339), "why", failure)
	}
	return false, save()
}

func (s *Sender) logger() *slog.Logger {
	if s.Logger == nil {
		return slog.New(slog.DiscardHandler)
	}
	return s.Logger
}

func (s *Sender) waits() []time.Duration {
	if s.Waits == nil {
		return Waits
	}
	return s.Waits
}

// event is the body of a request.
type event struct {
	Type      string    `json:"type"` // news.agreement, news.source, news.record, news.decision
	Timestamp time.Time `json:"timestamp"`
	Data      data      `json:"data"`
}

type data struct {
	Agreement register.ID     `json:"agreement"`
	Title     string          `json:"title"`
	Sides     []register.Name `json:"sides"`
	Themes    []string        `json:"themes"`
	Entry     int64           `json:"entry"`
	By        string          `json:"by,omitempty"`
	Published string          `json:"published,omitempty"`
	Sentence  string          `json:"sentence,omitempty"`
	Undone    bool            `json:"undone,omitempty"`
	Path      string          `json:"path"` // of the agreement's page
}

func (s *Sender) post(ctx context.Context, h Hook, i news.Item) (status int, err error) {
	english, err := phrase.In("en")
	if err != nil {
		return 0, err
	}
	body, err := json.Marshal(event{Type: "news." + string(i.Kind), Timestamp: i.At, Data: data{
		Agreement: i.Agreement, Title: english.Called(i.Title, i.Agreement, i.Sides), Sides: append([]register.Name{}, i.Sides...), Themes: append([]string{}, i.Themes...),
		Entry: i.Entry, By: i.By, Published: string(i.Published), Sentence: i.Sentence, Undone: i.Undone, Path: "/agreements/" + string(i.Agreement),
	}})
	if err != nil {
		return 0, err
	}
	key, err := h.key()
	if err != nil {
		return 0, err
	}
	timeout := s.Timeout
	if timeout == 0 {
		timeout = 15 * time.Second
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, h.Address, bytes.NewReader(body))
	if err != nil {
		return 0, err
	}
	// Entry and the agreement's own id, joined by a hyphen: the signed text is split
	// at full stops, and an id may have none.
	id, now := strings.ReplaceAll(i.Key, ".", "-"), s.Now()
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", "Sanad/"+s.Version)
	r.Header.Set("webhook-id", id)
	r.Header.Set("webhook-timestamp", strconv.FormatInt(now.Unix(), 10))
	r.Header.Set("webhook-signature", Sign(key, id, now, body))
	answer, err := s.http().Do(r)
	if err != nil {
		return 0, err
	}
	defer answer.Body.Close()
	_, _ = io.CopyN(io.Discard, answer.Body, 4<<10) // so that the connection can serve again
	if answer.StatusCode < 200 || answer.StatusCode > 299 {
		return answer.StatusCode, fmt.Errorf("it answered %s", answer.Status)
	}
	return answer.StatusCode, nil
}

func (s *Sender) http() *http.Client {
	if s.client == nil {
		s.client = fetch.Sender(s.AllowPrivate)
	}
	return s.client
}

func (s *Sender) load() (map[string]*state, error) {
	states := map[string]*state{}
	err := fsx.ReadJSON(filepath.Join(s.Data, StateFile), &states, func(err error) error {
		return fault.New(fault.Damaged, "%s: %w", StateFile, err).WithHint("delete it; every webhook then begins at the present")
	})
	return states, err
}

func (s *Sender) save(states map[string]*state) error {
	return fsx.WriteJSON(filepath.Join(s.Data, StateFile), states, 0o600)
}
