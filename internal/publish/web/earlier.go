package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"sanad/claim"
	"sanad/internal/fault"
	"sanad/internal/register"
)

// A page as it was known earlier stands at /known/2025-10-01/… for the end of a day in
// UTC, or at /known/1234/… for the log of so many entries, before the address it has
// today. It is the same page, made by the same templates from the register as it stood;
// its links stay with that day, its canonical address is today's. The second form is
// what citations name: a day may go on, a log's beginning never changes.

// Earlier opens the register as it stood at an earlier size of its log.
type Earlier interface {
	// On is the register at the end of a day; a fault of kind Gone where nothing was
	// logged by then, Unavailable while it is being put together.
	On(ctx context.Context, day time.Time) (Then, error)
	// At is the register of a log of so many entries; NotFound where there was none.
	At(ctx context.Context, size int64) (Then, error)
}

// Then is the register as it stood.
type Then struct {
	Register register.Queries
	Find     Finder
	Log      LogHead // its size and root; not signed
	Moment   time.Time
	Release  func() // to be called when the page is made
}

// dated is what an address asks to be shown as of.
type dated struct {
	text string // as it stands in the address
	day  time.Time
	size int64 // 0 where a day is named
}

type datedKey struct{}

const knownPrefix = "/known/"

// datedOf is what the request's address asks for, nil for the present.
func datedOf(r *http.Request) *dated {
	d, _ := r.Context().Value(datedKey{}).(*dated)
	return d
}

// readDated reads a day or a size.
func readDated(text string) (*dated, error) {
	if day, err := time.Parse(time.DateOnly, text); err == nil {
		return &dated{text: text, day: day}, nil
	}
	size, err := strconv.ParseInt(text, 10, 64)
	if err != nil || size < 1 || strconv.FormatInt(size, 10) != text {
		return nil, fault.New(fault.NotFound, "%q is neither a day nor a size of the log", text)
	}
	return &dated{text: text, size: size}, nil
}

// atDay takes what is to be shown as of off an address. An address that asks with a
// query, as the form on every page does, is moved to the one that names it.
func (s *site) atDay(r *http.Request) (out *http.Request, moved string) {
	rest, ok := strings.CutPrefix(r.URL.Path, knownPrefix)
	if !ok {
		return r, s.askedByQuery(r)
	}
	text, path, slash := strings.Cut(rest, "/")
	d, err := readDated(text)
	if err != nil {
		return r, ""
	}
	if !slash {
		return r, prefix(r) + knownPrefix + text + "/"
	}
	out = r.WithContext(context.WithValue(r.Context(), datedKey{}, d))
	out.URL = &url.URL{Path: "/" + path, RawQuery: r.URL.RawQuery}
	return out, ""
}

func (s *site) askedByQuery(r *http.Request) string {
	if s.Earlier == nil || r.Method != http.MethodGet && r.Method != http.MethodHead || !hasPast(r.URL.Path) {
		return ""
	}
	v := r.URL.Query()
	if !v.Has("known") {
		return ""
	}
	where := prefix(r)
	if d, err := readDated(strings.TrimSpace(v.Get("known"))); err == nil {
		where += knownPrefix + d.text
	}
	v.Del("known")
	return where + withQuery(r.URL.Path, v)
}

func withQuery(path string, v url.Values) string {
	if len(v) == 0 {
		return path
	}
	return path + "?" + v.Encode()
}

// presentOnly are the addresses that are of no day: files, what is new, the log itself,
// which shows every day there was, and what leads away from pages.
var presentOnly = []string{
	"/static/", "/log", "/about", "/feed", "/desk", "/files/", "/embed/", "/oembed", "/cards/", "/api/", "/changes", "/known/", "/downloads", "/hub",
	"/sitemap", "/robots.txt", "/opensearch.xml", "/healthz", "/account", "/people", "/trail", "/signin", "/signout", "/welcome/", "/speak/",
}

// hasPast says whether an address can be shown as it was known earlier.
func hasPast(path string) bool {
	if slices.ContainsFunc(presentOnly, func(p string) bool { return strings.HasPrefix(path, p) }) {
		return false
	}
	for _, end := range []string{".atom", ".ics", ".proof", ".tlog-proof", "/feed.json", "/message", "/card.svg", "/card.png", "/judge"} {
		if strings.HasSuffix(path, end) {
			return false
		}
	}
	return true
}

// then is the site as it stood for the request: this one for the present. Where moved
// is not "", the request is of something that has no past, or of a day that is not over.
func (s *site) then(r *http.Request) (here *site, release func(), moved string, err error) {
	d := datedOf(r)
	if d == nil {
		return s, func() {}, "", nil
	}
	present := prefixOfLanguage(r) + r.URL.RequestURI()
	if !hasPast(r.URL.Path) || d.size == 0 && !d.day.Before(s.Now().UTC().Truncate(24*time.Hour)) {
		return s, func() {}, present, nil
	}
	t, err := s.opened(r.Context(), d)
	if err != nil {
		return s, func() {}, "", err
	}
	o := s.Options
	o.Register, o.Find, o.Desk, o.API, o.Earlier, o.Proofs = t.Register, t.Find, nil, nil, nil, nil
	o.Log = logThen{s.Log, t.Log}
	o.Now = func() time.Time { return t.Moment }
	here = &site{
		Options: o, languages: s.languages, edition: s.edition, style: s.style, printing: s.printing,
		shown: &shownThen{On: claim.Date(t.Moment.UTC().Format(time.DateOnly)), Size: t.Log.Size, Root: t.Log.Root, Key: d.text, Cut: d.size > 0, Present: present},
	}
	return here, t.Release, "", nil
}

func (s *site) opened(ctx context.Context, d *dated) (Then, error) {
	switch {
	case s.Earlier == nil:
		return Then{}, fault.New(fault.NotFound, "earlier days are not shown")
	case d.size > 0:
		return s.Earlier.At(ctx, d.size)
	}
	return s.Earlier.On(ctx, d.day)
}

// shownThen is what a page of an earlier day says over itself.
type shownThen struct {
	On      claim.Date
	Size    int64
	Root    string
	Key     string // as in the address
	Cut     bool   // the address names a size of the log and no day
	Present string // the same page as it is today
	Of      register.ID
}

// logThen is the log as it stood.
type logThen struct {
	LogReader
	head LogHead
}

func (l logThen) Head(context.Context) (LogHead, error) { return l.head, nil }

func (l logThen) Entries(ctx context.Context, before int64, limit int) ([]LogEntry, error) {
	return l.LogReader.Entries(ctx, min(before, l.head.Size), limit)
}

// replacerThen leads a page's own addresses to a language and to a day, but for those
// that are of no day.
func replacerThen(language, known string) *strings.Replacer {
	var out []string
	for _, attribute := range []string{`href="`, `action="`, `src="`} {
		out = append(out, attribute+"/static/", attribute+"/static/")
		for _, p := range presentOnly {
			out = append(out, attribute+p, attribute+language+p)
		}
		out = append(out, attribute+"/", attribute+language+known+"/")
	}
	return strings.NewReplacer(out...)
}

// unborn says that nothing was known on the day asked for.
func (s *site) unborn(q *request) (answer, error) {
	page := struct {
		On      claim.Date
		Began   claim.Date // "" where nothing was logged ever
		Present string
	}{On: claim.Date(datedOf(q.Request).text), Present: prefixOfLanguage(q.Request) + "/"}
	first, err := s.Log.Entries(q.Context(), 1, 1)
	if err != nil {
		return answer{}, err
	}
	if len(first) > 0 {
		page.Began = claim.Date(first[0].Time.UTC().Format(time.DateOnly))
	}
	data := map[string]any{"status": http.StatusNotFound, "known": page.On, "began": page.Began}
	return answer{template: "unborn", title: q.t("known.unborn"), page: page, alone: true, json: data}, nil
}

// showUnborn answers for a day on which nothing was known.
func (s *site) showUnborn(w http.ResponseWriter, q *request) error {
	a, err := s.unborn(q)
	if err != nil {
		return err
	}
	if q.form != jsonDoc {
		q.form = html
	}
	kind, body, err := s.render(q, a, -1)
	if err != nil {
		return err
	}
	s.pageHeaders(w, q)
	w.Header().Set("Content-Type", kind)
	return write(w, q.Request, http.StatusNotFound, body)
}

// dayForm is the form on a page with which an earlier day is asked for.
type dayForm struct {
	Path   string // as it is today, in the page's language
	Query  url.Values
	Value  string
	Latest string // the newest day that is over
}

// dayForm is nil where the page has no past.
func (s *site) dayForm(q *request) *dayForm {
	if s.Earlier == nil && s.shown == nil || !hasPast(q.URL.Path) {
		return nil
	}
	a := &dayForm{Path: prefixOfLanguage(q.Request) + q.URL.Path, Query: q.URL.Query()}
	if s.shown != nil {
		a.Value = string(s.shown.On)
	} else {
		a.Latest = s.Now().UTC().AddDate(0, 0, -1).Format(time.DateOnly)
	}
	return a
}
