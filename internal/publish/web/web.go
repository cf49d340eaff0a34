// Package web publishes the register as pages for people, and the same pages
// as JSON and CSV for machines.
//
// Every value stands with those who say it, in their words, with a link to the
// place in the archived text; values that lose to another stay in view under
// it. Pages are made on the server, work without scripts, and ask nothing of
// any other host. The package writes nothing, stores nothing and decides
// nothing: what is entered at a desk (desk.go) goes through the front door as a
// form like any other, which claim is shown is the register's word, and what was published
// is the log's. Log files go out as they lie, but for claims that are not
// public: of those only the hash leaves the house (logfiles.go).
//
// Every address is in one list, routes in routes.go. Words on screen are in
// messages/, a file a language; how it looks is static/sanad.css.
//
// Visitors, their programs and anyone's search engine read what it serves.
package web

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"html/template"
	"io/fs"
	"log/slog"
	"net/http"
	"time"

	"sanad/internal/account"
	"sanad/internal/delivery"
	"sanad/internal/publish/web/limit"
	"sanad/internal/register"
)

//go:embed templates static messages
var files embed.FS

// Options are what the pages are made from. Register, Text and Log are needed;
// the rest may be left out.
type Options struct {
	Register register.Queries

	// Text is the archived text of a source by its digest, Source.TextHash.
	// NotFound and Gone are faults of those kinds: the page then says that the
	// text is not held.
	Text func(ctx context.Context, digest string) ([]byte, error)

	// Original is an archived file by its digest, of those that prove something; nil
	// asks Text, since both lie in one archive.
	Original func(ctx context.Context, digest string) ([]byte, error)

	// Find searches the register; nil, or one that has nothing yet, leaves lists to be
	// narrowed by kind, stage and theme alone.
	Find Finder

	// Layer is laid under the map; nil draws no boundary of any kind.
	Layer *Layer

	Log LogReader

	// Proofs is the log as proofs are made from it; nil serves none.
	Proofs func(ctx context.Context) (Provable, error)

	LogDir fs.FS // <data>/log, served under /log/; nil serves none

	// Address is where the site is reached from outside, without a slash at the
	// end; "" takes the host that each visitor asks for.
	Address string

	// Rules are how agreements are followed; none are delivery.DefaultRules.
	Rules *delivery.Rules

	// Desk is where decisions go; nil serves a register that is only read.
	Desk *Desk

	// Earlier opens the register as it stood on earlier days; nil shows the present alone.
	Earlier Earlier

	// Accounts are who may sign in, and what each may do; nil serves without them: the
	// desk, if there is one, is then its Author's.
	Accounts *account.Accounts

	// Hub tells of changed feeds whoever subscribed to them; nil tells nobody.
	Hub Hub

	// API is what programs are served; nil serves pages alone.
	API *API

	// PDF prints a page that holds all it needs; nil where there is no browser.
	PDF func(ctx context.Context, page []byte) ([]byte, error)

	// PNG draws an SVG of a size in pixels; nil where there is no browser.
	PNG func(ctx context.Context, svg []byte, width, height int) ([]byte, error)

	// Observe is told of each answer: its route as routes.go has it, "" where none took
	// the request, its status, the bytes sent and how long it took. nil is told nothing.
	Observe func(route string, status, bytes int, took time.Duration)

	Logger  *slog.Logger
	Version string           // of the program, as the foot of each page shows it
	Now     func() time.Time // for the request log, and for the day that freshness is measured on
}

// LogReader is what the pages about the log ask of it.
type LogReader interface {
	// Head is the log as its newest checkpoint publishes it.
	Head(ctx context.Context) (LogHead, error)

	// Entries are up to limit entries with an index below before, newest
	// first. It may give fewer, and none where there are none.
	Entries(ctx context.Context, before int64, limit int) ([]LogEntry, error)

	// Root is the root hash that the log had when it had so many entries, base64.
	Root(ctx context.Context, size int64) (string, error)
}

// LogHead is the log's checkpoint.
type LogHead struct {
	Signed []byte // the checkpoint as signed: a C2SP note
	Origin string
	Size   int64
	Root   string // base64, as in the checkpoint
}

// LogEntry is one entry as the log commits to it.
type LogEntry struct {
	Index  int64
	Time   time.Time
	Reader string
	Claims int
	Leaf   []byte // canonical JSON
}

// site is the register made into pages. It is safe for concurrent use.
type site struct {
	Options
	languages []*language // the first is the one for visitors who want none of them
	edition   string      // hash of templates, words and style: a part of every ETag
	style     string      // address of the style sheet
	mux       *http.ServeMux
	origin    http.CrossOriginProtection
	printing  chan struct{} // holds one: a browser at a time
	drawn     drawn
	reads     *limit.Limiter
	writes    *limit.Limiter
	flight    inFlight
	doors     doors
	asks      *limit.Limiter // of the hub
	boards    boards
	kept      calendarDays
	atlas     atlas
	shown     *shownThen // of a site that shows an earlier day, else nil
}

// New makes the handler for the whole site.
func New(o Options) http.Handler {
	return newSite(o, mustSub("messages")).handler()
}

func newSite(o Options, messages fs.FS) *site {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Rules == nil {
		rules := delivery.DefaultRules()
		o.Rules = &rules
	}
	if o.Original == nil {
		o.Original = o.Text
	}
	if o.LogDir == nil {
		o.LogDir = embed.FS{}
	}
	s := &site{Options: o, languages: loadLanguages(messages), edition: digest(files, messages), printing: make(chan struct{}, 1), mux: http.NewServeMux()}
	for _, l := range s.languages {
		l.pages = parse(l)
	}
	s.doors = newDoors(o.Now)
	s.style = "/static/sanad.css?v=" + s.edition
	for _, r := range routes {
		s.mux.Handle(r.pattern, s.serve(r))
	}
	s.asks = limit.New(limit.Writes, s.Now)
	s.mountAPI()
	return s
}

func mustSub(dir string) fs.FS {
	sub, err := fs.Sub(files, dir)
	if err != nil {
		panic(err) // the directory is embedded
	}
	return sub
}

// digest is a short hash of all files.
func digest(systems ...fs.FS) string {
	h := sha256.New()
	for _, system := range systems {
		err := fs.WalkDir(system, ".", func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			b, err := fs.ReadFile(system, path)
			h.Write([]byte(path))
			h.Write(b)
			return err
		})
		if err != nil {
			panic(err) // the files are embedded
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// parse reads every page's template for one language, whose words the
// templates call by key.
func parse(l *language) map[string]*template.Template {
	layout := template.Must(template.New("layout.html").Funcs(l.funcs()).
		ParseFS(files, "templates/*.html"))
	pages := map[string]*template.Template{}
	names, err := fs.Glob(files, "templates/pages/*.html")
	if err != nil {
		panic(err) // the pattern is well formed
	}
	for _, name := range names {
		page := template.Must(template.Must(layout.Clone()).ParseFS(files, name))
		pages[name[len("templates/pages/"):len(name)-len(".html")]] = page
	}
	return pages
}
