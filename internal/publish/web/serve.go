package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"time"

	"sanad/internal/account"
	"sanad/internal/fault"
	"sanad/internal/register"
)

// answer is a page before it is written: what its template shows, and the same
// for machines.
type answer struct {
	moved string // the address it has moved to for good; the rest is then empty

	template string
	title    string
	section  string // which part of the navigation it belongs to
	page     any
	json     any
	csv      *sheet
	ics      string      // address of its days as a calendar, "" for none
	atom     string      // address of what is new of it as a feed
	links    []string    // of the answer's headers
	jsonFeed string      // likewise, as JSON Feed
	geo      geo         // where it is, nil for nowhere
	next     string      // address of the next part of a list, in the same form
	alone    bool        // the address has no other forms
	of       register.ID // the thing it is about, "" for none
	facts    []string    // what it says in a line
	ld       ld          // the same as schema.org has words for it, nil for none
	card     string      // address of its picture without ending, "" for none
	whole    *ready      // the body itself, where a form is made elsewhere
}

// ready is a body with its type.
type ready struct {
	kind string
	body []byte
}

// frame is what the layout shows around a page.
type frame struct {
	Title, Section string
	Style          string
	Forms          []pageForm // in which the page can be had otherwise
	Proof          string     // address of what proves it
	Position       int64
	Version        string
	Versions       []version  // this page in every language
	Searches       bool       // there is an index to search
	Desk           bool       // there is a desk to go to
	Known          *shownThen // where an earlier day is shown
	AskDay         *dayForm   // for an earlier day
	Cite           *citation  // of a page of a thing
	Told           *described // to those who show it elsewhere
	Person         string     // who has signed in
	People         bool       // they look after people
	Entrance       bool       // one may sign in here
	Frame          *frameOf   // in which other sites show it
	OEmbed         []string   // addresses that tell how: in JSON, in XML
	Page           any
}

const policy = "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; script-src 'self'; " +
	"base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// handler puts around the routes what holds for every answer: the headers, the
// request log, and that a panic is one visitor's error and no more.
func (s *site) handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := s.Now()
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		if r.TLS != nil {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		seen := &watched{ResponseWriter: w}
		it := &seat{}
		defer func() {
			if p := recover(); p != nil {
				if p == http.ErrAbortHandler {
					panic(p)
				}
				s.Logger.Error("panic", "path", r.URL.Path, "panic", p, "stack", string(debug.Stack()))
				if seen.status == 0 {
					s.fail(seen, s.ask(r), fmt.Errorf("panic: %v", p))
				}
			}
			s.note(r, it, seen.status)
			took := s.Now().Sub(began)
			if s.Observe != nil {
				s.Observe(r.Pattern, seen.status, seen.bytes, took)
			}
			s.Logger.Info("request", "method", r.Method, "path", shownPath(r.URL.Path), "status", seen.status,
				"bytes", seen.bytes, "took", took.Round(time.Microsecond))
		}()
		asked, moved := s.addressed(r)
		if moved != "" {
			http.Redirect(seen, r, moved, http.StatusMovedPermanently)
			return
		}
		openToFrames(h, asked.URL.Path)
		if r, moved = s.atDay(asked); moved != "" {
			http.Redirect(seen, r, moved, http.StatusFound)
			return
		}
		seen.prefix = prefix(r)
		if s.door(seen, r) {
			return
		}
		r, err := s.seated(r)
		if err != nil {
			s.fail(seen, s.ask(r), err)
			return
		}
		it = seatOf(r.Context())
		// What changes something is taken from this site's own pages alone.
		s.origin.Handler(s.mux).ServeHTTP(seen, r)
	})
}

// watched remembers what was answered. Where it leads on to is in the language
// of the address that was asked for.
type watched struct {
	http.ResponseWriter
	prefix        string
	status, bytes int
}

func (w *watched) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
		if to := w.Header().Get("Location"); strings.HasPrefix(to, "/") {
			w.Header().Set("Location", w.prefix+to)
		}
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *watched) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	n, err := w.ResponseWriter.Write(b)
	w.bytes += n
	return n, err
}

// unprefixed leads on to an address that has its language already, or none.
type unprefixed struct{ http.ResponseWriter }

func (w unprefixed) WriteHeader(status int) {
	if seen, ok := w.ResponseWriter.(*watched); ok {
		seen.prefix = ""
	}
	w.ResponseWriter.WriteHeader(status)
}

// Unwrap lets a stream set its own deadlines.
func (w *watched) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// serve is the handler of one route.
func (s *site) serve(to route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		q := s.ask(r)
		if err := s.permit(r, to.pattern); err != nil {
			s.fail(w, q, err)
			return
		}
		here, release, moved, err := s.then(r)
		defer release()
		switch {
		case moved != "":
			http.Redirect(unprefixed{w}, r, moved, http.StatusFound)
		case fault.Is(err, fault.Gone) && datedOf(r) != nil:
			err = s.showUnborn(w, q)
		case err != nil:
		case to.file != nil:
			err = to.file(here, w, r)
		default:
			err = here.answer(w, q, to)
		}
		if err != nil {
			s.fail(w, q, err)
		}
	})
}

// answer writes a page whole or not at all.
func (s *site) answer(w http.ResponseWriter, q *request, to route) error {
	// The position is read first: a page made a moment later may know more than
	// its tag says, and is then fetched once more, never kept too long.
	position, tag, err := s.asOf(q)
	if err != nil {
		return err
	}
	if matches(q.Header.Get("If-None-Match"), tag) {
		s.pageHeaders(w, q)
		w.Header().Set("ETag", tag)
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	a, err := to.page(s, q)
	if err != nil {
		return err
	}
	if a.moved != "" {
		s.pageHeaders(w, q)
		target := a.moved
		if q.URL.RawQuery != "" {
			target += "?" + q.URL.RawQuery
		}
		http.Redirect(w, q.Request, target, http.StatusMovedPermanently)
		return nil
	}
	kind, stream := a.stream(q.form)
	var body []byte
	if stream == nil {
		if kind, body, err = s.render(q, a, position); err != nil {
			return err
		}
	}
	s.pageHeaders(w, q)
	h := w.Header()
	h.Set("ETag", tag)
	h.Set("Content-Type", kind)
	for _, link := range a.links {
		h.Add("Link", link)
	}
	if a.next != "" {
		next := a.next
		if q.form == html {
			next = prefix(q.Request) + next // a page's own addresses get theirs when it is written
		}
		h.Add("Link", "<"+next+`>; rel="next"`)
	}
	if stream != nil {
		return s.streamed(w, q, kind, stream)
	}
	return write(w, q.Request, http.StatusOK, body)
}

// pageHeaders are the headers of every form of a page. Moves are for good and
// still asked after each time: a judgement can be reversed.
func (s *site) pageHeaders(w http.ResponseWriter, q *request) {
	h := w.Header()
	h.Set("Cache-Control", "no-cache")
	if s.Accounts != nil && seatOf(q.Context()).known() {
		h.Set("Cache-Control", "private, no-cache") // it shows who looks at it
	}
	h.Add("Vary", "Accept-Encoding")
	if s.shown != nil {
		h.Set("X-Robots-Tag", "noindex")
	}
	if q.form != html {
		openToAll(h)
	}
}

// openToAll lets programs on other people's pages read the answer: what is
// published is published.
func openToAll(h http.Header) {
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
}

// asOf is the register's position, and the tag of what is asked for at it.
func (s *site) asOf(q *request) (position int64, tag string, err error) {
	if position, err = s.Register.Position(q.Context()); err != nil {
		return 0, "", err
	}
	head, err := s.Log.Head(q.Context())
	if err != nil {
		return 0, "", err
	}
	return position, s.tag(q, position, head.Size), nil
}

// tag names one form of one address in one language at one position of the log.
// It is weak, because the same page goes out compressed and plain.
func (s *site) tag(q *request, position, size int64) string {
	h := sha256.New()
	// The day is in it because freshness is told as of today.
	// So is the host, where addresses are made from the one a visitor used.
	fmt.Fprintf(h, "%s\n%s\n%s\n%s\n%s\n%s\n%s\n%d\n%d\n%s", s.indexed(q.Context()), s.deskMark(q), s.base(q), s.Version, s.edition, s.Now().UTC().Format(time.DateOnly), q.Tag, position, size, prefix(q.Request)+" "+q.URL.RequestURI())
	return `W/"` + hex.EncodeToString(h.Sum(nil)[:12]) + `"`
}

// matches says whether the tags a visitor holds include this one. An asterisk is
// not answered with "not modified", as it would be for pages that do not exist.
func matches(header, tag string) bool {
	for one := range strings.SplitSeq(header, ",") {
		one = strings.TrimSpace(one)
		if one != "" && strings.TrimPrefix(one, "W/") == strings.TrimPrefix(tag, "W/") {
			return true
		}
	}
	return false
}

func (s *site) render(q *request, a answer, position int64) (kind string, body []byte, err error) {
	if a.whole != nil {
		return a.whole.kind, a.whole.body, nil
	}
	var b bytes.Buffer
	switch q.form {
	case icsDoc, atomDoc, xlsxDoc, pdfDoc, csvDoc, geoDoc, proofDoc, tlogProofDoc:
		return "", nil, fault.New(fault.NotFound, "%s has no %s", q.URL.Path, q.form)
	case jsonDoc:
		if a.json == nil {
			return "", nil, fault.New(fault.NotFound, "%s has no JSON", q.URL.Path)
		}
		e := json.NewEncoder(&b)
		e.SetIndent("", " ")
		err = e.Encode(a.json)
		return "application/json; charset=utf-8", b.Bytes(), err
	case ldDoc:
		if a.ld == nil {
			return "", nil, fault.New(fault.NotFound, "%s has no JSON-LD", q.URL.Path)
		}
		body, err := s.linked(q, a)
		return "application/ld+json", body, err
	}
	f := frame{Title: a.title, Section: a.section, Style: s.style, Position: position, Version: s.Version, Versions: s.versions(q), Searches: s.Find != nil && a.section != "search", Desk: s.atTheDesk(q, account.Desk, ""), Page: a.page, Forms: s.forms(q, a), Known: s.shown, AskDay: s.dayForm(q), Proof: s.proofAddress(q)}
	s.whose(q, &f)
	if s.shown != nil {
		f.Title = q.t("known.title", a.title, q.date(s.shown.On))
		f.Known.Of = a.of
	}
	if f.Cite, err = s.citation(q, a.of, a.title, q.URL.Path, position); err != nil {
		return "", nil, err
	}
	if f.Told, err = s.describe(q, a); err != nil {
		return "", nil, err
	}
	if f.Frame = s.framed(q, q.URL.Path, a.title); f.Frame != nil {
		f.OEmbed = []string{s.oEmbed(q, q.URL.Path, "json"), s.oEmbed(q, q.URL.Path, "xml")}
	}
	if err := q.pages[a.template].ExecuteTemplate(&b, "layout.html", f); err != nil {
		return "", nil, fmt.Errorf("page %s: %w", a.template, err)
	}
	return "text/html; charset=utf-8", within(q.Request, b.Bytes()), nil
}

// statuses give each kind of error its HTTP status. A kind that is not here is
// an error of ours.
var statuses = map[fault.Kind]int{
	fault.NotFound:    http.StatusNotFound,
	fault.Invalid:     http.StatusBadRequest,
	fault.Conflict:    http.StatusConflict,
	fault.Forbidden:   http.StatusForbidden,
	fault.Gone:        http.StatusGone,
	fault.Unavailable: http.StatusServiceUnavailable,
}

// fail answers with an error. What visitors read is chosen by the error's kind
// alone; the error's own words go to the operator.
func (s *site) fail(w http.ResponseWriter, q *request, err error) {
	if errors.Is(err, context.Canceled) && q.Context().Err() != nil {
		return // the visitor has gone
	}
	if s.toTheEntrance(w, q, err) {
		return
	}
	status, known := statuses[fault.KindOf(err)]
	if !known {
		status = http.StatusInternalServerError
	}
	var fast tooMany
	switch {
	case errors.Is(err, errNobody):
		status = http.StatusUnauthorized
	case errors.As(err, &fast):
		status = http.StatusTooManyRequests
		w.Header().Set("Retry-After", strconv.Itoa(seconds(fast.wait)))
	}
	if status >= 500 {
		s.Logger.Error("request failed", "path", q.URL.Path, "err", err, "hint", fault.HintOf(err))
	}
	h := w.Header()
	h.Del("ETag")
	h.Set("Cache-Control", "no-store")
	if status == http.StatusServiceUnavailable {
		h.Set("Retry-After", "10")
	}
	key := "error." + strconv.Itoa(status)
	var body bytes.Buffer
	switch q.form {
	case jsonDoc:
		h.Set("Content-Type", "application/json; charset=utf-8")
		err = json.NewEncoder(&body).Encode(map[string]any{"status": status, "error": q.t(key + ".title"), "what": q.t(key + ".what")})
	case csvDoc:
		h.Set("Content-Type", "text/plain; charset=utf-8")
		_, err = fmt.Fprintf(&body, "%s %s\n", q.t(key+".title"), q.t(key+".what"))
	default:
		h.Set("Content-Type", "text/html; charset=utf-8")
		page := struct {
			Status      int
			Title, What string
		}{status, q.t(key + ".title"), q.t(key + ".what")}
		f := frame{Title: page.Title, Style: s.style, Position: -1, Version: s.Version, Versions: s.versions(q), Page: page}
		var b bytes.Buffer
		err = q.pages["error"].ExecuteTemplate(&b, "layout.html", f)
		body.Write(within(q.Request, b.Bytes()))
	}
	if err != nil {
		s.Logger.Error("error page", "err", err)
		body.Reset()
		body.WriteString(http.StatusText(status) + "\n")
		h.Set("Content-Type", "text/plain; charset=utf-8")
	}
	if err := write(w, q.Request, status, body.Bytes()); err != nil {
		s.Logger.Debug("error page", "err", err)
	}
}

var packers = sync.Pool{New: func() any { return gzip.NewWriter(nil) }}

// write sends a whole body with its length, compressed where the visitor takes
// that, and the headers alone to a HEAD.
func write(w http.ResponseWriter, r *http.Request, status int, body []byte) error {
	h := w.Header()
	if len(body) > 1000 && takesGzip(r.Header.Get("Accept-Encoding")) {
		var b bytes.Buffer
		z := packers.Get().(*gzip.Writer)
		defer packers.Put(z)
		z.Reset(&b)
		if _, err := z.Write(body); err != nil {
			return err
		}
		if err := z.Close(); err != nil {
			return err
		}
		h.Set("Content-Encoding", "gzip")
		body = b.Bytes()
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	if r.Method == http.MethodHead {
		return nil
	}
	// A visitor who hangs up is not an error of ours, and the status is out.
	_, _ = w.Write(body)
	return nil
}

func takesGzip(header string) bool {
	for one := range strings.SplitSeq(header, ",") {
		name, weight, _ := strings.Cut(strings.TrimSpace(one), ";")
		if strings.EqualFold(strings.TrimSpace(name), "gzip") {
			weight = strings.ReplaceAll(weight, " ", "")
			q, err := strconv.ParseFloat(strings.TrimPrefix(weight, "q="), 64)
			return weight == "" || err == nil && q > 0
		}
	}
	return false
}

func (s *site) nowhere(q *request) (answer, error) {
	return answer{}, fault.New(fault.NotFound, "no page at %s", q.URL.Path)
}
