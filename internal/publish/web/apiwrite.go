package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"sanad/api"
	"sanad/internal/account"
	"sanad/internal/fault"
	"sanad/internal/publish/web/limit"
)

// What programs add goes in by the same door as what people type at the desk. A write
// that carries an Idempotency-Key is done once: its answer is kept and given again, and
// one that was cut off is done again with the time it had, by which the door knows it.
// Source: draft-ietf-httpapi-idempotency-key-header.

const (
	// bodyMost and documentMost bound what a write may hold; a document comes in base64.
	bodyMost     = 1 << 20
	documentMost = fileMost/3*4 + bodyMost
	keyMost      = 200
	// writeWithin is how long a write may take: documents are read, and fetched.
	writeWithin = 5 * time.Minute
)

// writing is what a write is done with.
type writing struct {
	*request
	body []byte
	at   time.Time // that what is entered carries
}

// read reads the body into what the address takes. An unknown name is a mistake that
// would otherwise go unseen.
func (w writing) read(into any) error {
	d := json.NewDecoder(bytes.NewReader(w.body))
	d.DisallowUnknownFields()
	err := d.Decode(into)
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &kind):
		return at("/"+strings.ReplaceAll(kind.Field, ".", "/"), fault.New(fault.Invalid, "want another sort of value than a %s", kind.Value))
	case err != nil:
		return fault.New(fault.Invalid, "the body is no such JSON: %w", err).WithHint("%s/openapi.json says what it holds", apiRoot)
	}
	if _, err := d.Token(); err != io.EOF {
		return fault.New(fault.Invalid, "the body holds more than one value")
	}
	return nil
}

// placed is an error with where in the request it is, as a JSON pointer (RFC 6901).
type placed struct {
	place string
	error
}

func (p placed) Unwrap() error { return p.error }

// at says where in a request an error is.
func at(place string, err error) error {
	if err == nil {
		return nil
	}
	return placed{place, err}
}

// inFlight is which keys are being answered.
type inFlight struct {
	mu   sync.Mutex
	keys map[string]bool
}

func (f *inFlight) enter(key string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.keys[key] {
		return false
	}
	if f.keys == nil {
		f.keys = map[string]bool{}
	}
	f.keys[key] = true
	return true
}

func (f *inFlight) leave(key string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.keys, key)
}

// refused is an answer of a write that has a status of its own.
type refused struct {
	status int
	error
}

func (r refused) Unwrap() error { return r.error }

func refuse(status int, err error) error { return refused{status, err} }

// byToken finds out who a program asks for. A token that is none is told, though
// reading needs none: who shows one means to be somebody.
func (s *site) byToken(r *http.Request) error {
	shown := r.Header.Get("Authorization")
	if shown == "" || s.Accounts == nil {
		return nil
	}
	scheme, held, _ := strings.Cut(shown, " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return refuse(http.StatusUnauthorized, fault.New(fault.Forbidden, "%q is no way to show who you are", short(20, scheme)).WithHint("send Authorization: Bearer TOKEN"))
	}
	who, token, err := s.Accounts.Shown(r.Context(), strings.TrimSpace(held))
	if fault.Is(err, fault.NotFound) {
		return refuse(http.StatusUnauthorized, err)
	}
	if err != nil {
		return err
	}
	it := seatOf(r.Context())
	it.who, it.by = who, "token "+token.ID
	return nil
}

// answerWrite does what a program asks for, once, and says what came of it.
func (s *site) answerWrite(w http.ResponseWriter, q *request, to apiRoute) error {
	it := seatOf(q.Context())
	if err := s.admit(w, q.Request, s.writes, strconv.FormatInt(it.who.Person, 10)); err != nil {
		return err
	}
	if kind, _, err := mime.ParseMediaType(q.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		return refuse(http.StatusUnsupportedMediaType, fault.New(fault.Invalid, "the body is no application/json").WithHint("send Content-Type: application/json"))
	}
	most := int64(bodyMost)
	if to.large {
		most = documentMost
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, q.Body, most))
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return refuse(http.StatusRequestEntityTooLarge, fault.New(fault.Invalid, "the body has more than %d bytes", most).WithHint("send less at once"))
	}
	if err != nil {
		return fault.New(fault.Invalid, "the body cannot be read: %w", err)
	}
	// Where there is no connection to set deadlines of, none passes.
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(writeWithin))
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	do := func(at time.Time) ([]byte, error) {
		got, err := to.write(s, writing{q, body, at})
		if err != nil {
			return nil, err
		}
		b, err := json.Marshal(got)
		return append(b, '\n'), err
	}
	key := q.Header.Get("Idempotency-Key")
	var b []byte
	if key == "" {
		b, err = do(s.Now().UTC().Truncate(time.Millisecond))
	} else {
		b, err = s.once(w, q, to, key, body, do)
	}
	if err != nil {
		return err
	}
	h.Set("Content-Type", "application/json; charset=utf-8")
	return write(w, q.Request, http.StatusCreated, b)
}

// once does something under a key, or gives the answer that was given under it.
func (s *site) once(w http.ResponseWriter, q *request, to apiRoute, key string, body []byte, do func(time.Time) ([]byte, error)) ([]byte, error) {
	if len(key) > keyMost {
		return nil, fault.New(fault.Invalid, "Idempotency-Key has %d bytes", len(key)).WithHint("%d at most; a UUID will do", keyMost)
	}
	person := seatOf(q.Context()).who.Person
	own := fmt.Sprintf("%d %s", person, key)
	if !s.flight.enter(own) {
		w.Header().Set("Retry-After", "1")
		return nil, fault.New(fault.Conflict, "the same is being done at this moment").WithHint("ask again in a second")
	}
	defer s.flight.leave(own)
	h := sha256.New()
	fmt.Fprintf(h, "%s %s\n", to.method, to.path)
	h.Write(body)
	asked, err := s.Accounts.Ask(q.Context(), person, key, [sha256.Size]byte(h.Sum(nil)))
	if errors.Is(err, account.ErrOtherRequest) {
		return nil, refuse(http.StatusUnprocessableEntity, err)
	}
	if err != nil {
		return nil, err
	}
	if asked.Status != 0 {
		w.Header().Set("Idempotent-Replayed", "true")
		return asked.Answer, nil
	}
	// What is begun is ended and kept, though the client may have gone.
	ctx := context.WithoutCancel(q.Context())
	b, err := do(asked.At)
	switch fault.KindOf(err) {
	case fault.Invalid, fault.NotFound, fault.Conflict, fault.Forbidden, fault.Gone:
		if err != nil { // nothing was done
			return nil, errors.Join(err, s.Accounts.Forget(ctx, person, key))
		}
	}
	if err != nil {
		return nil, err // it may have been done: asked again, it is known by its time
	}
	return b, s.Accounts.Answered(ctx, person, key, http.StatusCreated, b)
}

// problemOf is a write's error as it is told: where it is, and that what cannot be done
// is the request's fault.
func problemOf(err error, writes bool) (p api.Problem, known bool) {
	status, known := statuses[fault.KindOf(err)]
	p = api.Problem{Status: status, Detail: err.Error(), Hint: fault.HintOf(err)}
	var where placed
	if errors.As(err, &where) {
		p.Place = where.place
	}
	if writes && (status == http.StatusBadRequest || status == http.StatusNotFound) {
		p.Status = http.StatusUnprocessableEntity
	}
	var own refused
	if errors.As(err, &own) {
		p.Status = own.status
	}
	if errors.Is(err, errNobody) {
		p.Status, p.Hint = http.StatusUnauthorized, "send Authorization: Bearer TOKEN; sanad token create makes one"
	}
	return p, known
}

func newWrites(now func() time.Time, rate limit.Rate) *limit.Limiter {
	if rate == (limit.Rate{}) {
		rate = limit.Writes
	}
	return limit.New(rate, now)
}
