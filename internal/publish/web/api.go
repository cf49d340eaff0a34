package web

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"sanad/api"
	"sanad/internal/fault"
	"sanad/internal/publish/web/limit"
	"sanad/internal/register"
)

// API is what programs are served beside the pages, below /api/v1. Its routes are
// in apiroutes.go, and /api/v1/openapi.json is made from them.
type API struct {
	Walk register.Walk

	// Submit lets a document in and tells what came of it, once the register shows it;
	// nil takes none.
	Submit func(context.Context, api.NewSource) ([]api.TakenSource, error)

	// Reads and Writes are how fast one client may read, and one person's programs write;
	// the zero limits are limit.Reads and limit.Writes.
	Reads, Writes limit.Rate
}

const apiRoot = "/api/v1"

// apiRoute is one address of the API.
type apiRoute struct {
	method, path string // below apiRoot
	name         string // of the operation
	says         string // what it gives, in a sentence
	query        []apiParam
	gives        any    // a zero value of what it answers with; nil for what is no JSON of ours
	kind         string // media type of the answer, "" is JSON
	example      string // the path of an example, where it takes an id
	asked        string // the query of an example

	takes  any  // a zero value of what it is sent
	large  bool // a document may be in it
	audits bool // a token is asked for, though it only reads

	read   func(*site, *request) (any, error)
	write  func(*site, writing) (any, error)
	stream func(*site, http.ResponseWriter, *request) error
}

// apiParam is one name that a query may hold.
type apiParam struct {
	name, says string
	many       bool // it may come several times: one of the values fits
	number     bool
	codes      []string // the values it may have, where they are a closed list
}

// mountAPI puts the routes of the API among those of the site.
func (s *site) mountAPI() {
	if s.API == nil {
		return
	}
	rate := s.API.Reads
	if rate == (limit.Rate{}) {
		rate = limit.Reads
	}
	s.reads, s.writes = limit.New(rate, s.Now), newWrites(s.Now, s.API.Writes)
	for _, r := range apiRoutes() {
		s.mux.Handle(r.method+" "+apiRoot+r.path, s.serveAPI(r))
	}
	for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete} {
		s.mux.HandleFunc(method+" /api/", s.noAPI)
	}
}

func (s *site) serveAPI(to apiRoute) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		q := s.ask(r)
		q.form = jsonDoc
		openToAll(w.Header())
		err := s.admit(w, r, s.reads, client(r))
		if err == nil {
			err = s.byToken(r)
		}
		if err == nil {
			err = s.permit(r, to.method+" "+apiRoot+to.path)
		}
		if err == nil {
			err = q.only(to.query)
		}
		switch {
		case err != nil:
		case to.write != nil:
			err = s.answerWrite(w, q, to)
		case to.stream != nil:
			err = to.stream(s, w, q)
		default:
			err = s.answerAPI(w, q, to)
		}
		if err != nil {
			s.problem(w, q, err)
		}
	})
}

// client is who asks, as far as limits go: an address, without its port; of a wide
// network of one customer, the network.
func client(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	if ip := net.ParseIP(host); ip != nil && ip.To4() == nil {
		return ip.Mask(net.CIDRMask(64, 128)).String()
	}
	return host
}

// tooMany is the error of a client that asks too fast.
type tooMany struct{ wait time.Duration }

func (t tooMany) Error() string { return "too many requests" }

// admit takes one of what a client may ask and says in headers what is left.
// Source: draft-ietf-httpapi-ratelimit-headers.
func (s *site) admit(w http.ResponseWriter, _ *http.Request, by *limit.Limiter, who string) error {
	left, wait := by.Take(who)
	name, rate := by.Rate.Name, by.Rate
	h := w.Header()
	h.Set("RateLimit-Policy", fmt.Sprintf(`"%s";q=%d;w=%d`, name, rate.Burst, int(rate.Refill().Seconds())))
	h.Set("RateLimit", fmt.Sprintf(`"%s";r=%d;t=%d`, name, left, seconds(wait)))
	if wait > 0 {
		return tooMany{wait}
	}
	return nil
}

func seconds(d time.Duration) int { return int((d + time.Second - 1) / time.Second) }

// only refuses a query with names that the address does not know: a filter that is
// misspelt would otherwise give everything.
func (q *request) only(known []apiParam) error {
	for name := range q.URL.Query() {
		if name != "lang" && !knows(known, name) {
			return fault.New(fault.Invalid, "%s takes no %q", q.URL.Path, name).WithHint("it takes: %s", strings.Join(append(paramNames(known), "lang"), ", "))
		}
	}
	return nil
}

func knows(known []apiParam, name string) bool {
	for _, p := range known {
		if p.name == name {
			return true
		}
	}
	return false
}

func paramNames(known []apiParam) []string {
	var names []string
	for _, p := range known {
		names = append(names, p.name)
	}
	return names
}

// answerAPI answers with JSON, or says that what the client holds is still so.
func (s *site) answerAPI(w http.ResponseWriter, q *request, to apiRoute) error {
	_, tag, err := s.asOf(q)
	if err != nil {
		return err
	}
	s.pageHeaders(w, q)
	h := w.Header()
	if matches(q.Header.Get("If-None-Match"), tag) {
		h.Set("ETag", tag)
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	got, err := to.read(s, q)
	if err != nil {
		return err
	}
	if m, ok := got.(movedTo); ok {
		http.Redirect(w, q.Request, apiRoot+string(m), http.StatusMovedPermanently)
		return nil
	}
	var b bytes.Buffer
	if err := json.NewEncoder(&b).Encode(got); err != nil {
		return err
	}
	if next := nextOf(got); next != "" {
		h.Set("Link", "<"+next+`>; rel="next"`)
	}
	h.Set("ETag", tag)
	h.Set("Content-Type", "application/json; charset=utf-8")
	return write(w, q.Request, http.StatusOK, b.Bytes())
}

// movedTo is an answer that has another address for good.
type movedTo string

// nextOf is the address of the page behind an answer, "" where it is no list.
func nextOf(got any) string {
	if w, ok := got.(interface{ NextPage() string }); ok {
		return w.NextPage()
	}
	return ""
}

// page is how much of a list is asked for, and behind what.
type page struct {
	limit int
	after string // what the cursor stands for, "" begins
}

// paged reads limit and cursor.
func (q *request) paged() (page, error) {
	limit, err := q.number("limit", 100)
	if err != nil {
		return page{}, err
	}
	p := page{limit: min(max(limit, 1), dataLimit)}
	if c := q.URL.Query().Get("cursor"); c != "" {
		b, err := base64.RawURLEncoding.DecodeString(c)
		if err != nil || len(b) == 0 || len(b) > 40 {
			return p, badCursor(c)
		}
		p.after = string(b)
	}
	return p, nil
}

func badCursor(c string) error {
	return fault.New(fault.Invalid, "%q is no cursor of this list", short(60, c)).WithHint("take it from an answer of the same list, or leave it out to begin")
}

// pagedIDs reads limit and cursor of a list of things of a class.
func (q *request) pagedIDs(class byte) (page, error) {
	p, err := q.paged()
	if err == nil && p.after != "" && !isID(p.after, class) {
		err = badCursor(q.URL.Query().Get("cursor"))
	}
	return p, err
}

// walked is where a list has come to: last is what its end stands for, "" where it
// holds nothing; more says that there is a next page.
func (q *request) walked(p page, last string, more bool) api.Walked {
	var w api.Walked
	if last == "" {
		last = p.after
	}
	if last != "" {
		w.Cursor = base64.RawURLEncoding.EncodeToString([]byte(last))
	}
	if more {
		v := q.URL.Query()
		v.Set("cursor", w.Cursor)
		w.Next = q.URL.Path + "?" + v.Encode()
	}
	return w
}

// pageOf cuts off the one more that was asked for.
func pageOf[T any](list []T, limit int) (part []T, more bool) {
	return list[:min(limit, len(list))], len(list) > limit
}

// noAPI answers for addresses below /api/ that are none, and for what cannot be
// done with those that are.
func (s *site) noAPI(w http.ResponseWriter, r *http.Request) {
	q := s.ask(r)
	q.form = jsonDoc
	var allowed []string
	for _, method := range []string{http.MethodGet, http.MethodPost} {
		other := &http.Request{Method: method, URL: r.URL, Host: r.Host}
		if _, pattern := s.mux.Handler(other); pattern != "" && !strings.HasSuffix(pattern, " /api/") && method != r.Method {
			allowed = append(allowed, method)
		}
	}
	if len(allowed) > 0 {
		w.Header().Set("Allow", strings.Join(allowed, ", "))
		s.writeProblem(w, q, api.Problem{Status: http.StatusMethodNotAllowed, Detail: r.Method + " does nothing here"})
		return
	}
	s.problem(w, q, fault.New(fault.NotFound, "there is nothing at %s", r.URL.Path).WithHint("%s/openapi.json lists every address", apiRoot))
}

// problem answers with an error: its words and hint where it has a kind, and to
// strangers nothing of those that have none.
func (s *site) problem(w http.ResponseWriter, q *request, err error) {
	if errors.Is(err, context.Canceled) && q.Context().Err() != nil {
		return
	}
	var fast tooMany
	if errors.As(err, &fast) {
		w.Header().Set("Retry-After", strconv.Itoa(seconds(fast.wait)))
		s.writeProblem(w, q, api.Problem{Status: http.StatusTooManyRequests, Hint: "wait as long as Retry-After says"})
		return
	}
	p, known := problemOf(err, q.Method == http.MethodPost)
	switch {
	case !known:
		s.Logger.Error("request failed", "path", q.URL.Path, "err", err, "hint", fault.HintOf(err))
		p = api.Problem{Status: http.StatusInternalServerError}
	case p.Status == http.StatusServiceUnavailable:
		w.Header().Set("Retry-After", "10")
	case p.Status == http.StatusUnauthorized:
		w.Header().Set("WWW-Authenticate", `Bearer realm="sanad"`)
	}
	s.writeProblem(w, q, p)
}

// writeProblem writes a problem as RFC 9457 has it.
func (s *site) writeProblem(w http.ResponseWriter, q *request, p api.Problem) {
	p.Type, p.Title = "about:blank", http.StatusText(p.Status)
	b, err := json.Marshal(p)
	if err != nil {
		s.Logger.Error("problem", "err", err)
	}
	h := w.Header()
	for _, name := range []string{"ETag", "Link"} {
		h.Del(name)
	}
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Type", "application/problem+json")
	if err := write(w, q.Request, p.Status, append(b, '\n')); err != nil {
		s.Logger.Debug("problem", "err", err)
	}
}
