package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"sanad/claim"
	"sanad/internal/account"
	"sanad/internal/claimlog"
	"sanad/internal/delivery"
	"sanad/internal/fault"
	"sanad/internal/find"
	"sanad/internal/past"
	"sanad/internal/publish/report/render"
	"sanad/internal/publish/web"
	"sanad/internal/publish/webhook"
	"sanad/internal/publish/websub"
	"sanad/internal/reader/form"
	"sanad/internal/register"
	"sanad/internal/register/sqlview"
	"sanad/internal/source/archive"
	"sanad/internal/witness"
	"sanad/verify"
)

type serveCommand struct {
	Listen       string `help:"Address to listen on." placeholder:"HOST:PORT" default:"127.0.0.1:8080"`
	Desk         string `help:"Serve without accounts, and let whoever opens the pages on this machine decide open questions, record progress and hold meetings, under this name. Only on a loopback address." placeholder:"NAME" xor:"who"`
	ReadOnly     bool   `help:"Serve pages that can only be read: no accounts, no desk, no writing by programs." xor:"who"`
	Metrics      string `help:"Serve /metrics for Prometheus and /readyz on this address of their own, which only a monitor should reach." placeholder:"HOST:PORT"`
	AllowPrivate bool   `help:"Let webhooks, and what subscribes to feeds, go to private addresses, ask witnesses there, and fetch from there what programs name."`
	PastSpace    int64  `help:"How many megabytes the register may take up as it was known on earlier days; 0 shows the present alone." placeholder:"MB" default:"2048"`
	addressFlag

	Chromium string `help:"The browser that prints reports as PDF; else the first Chromium in PATH, and where none is, no PDF." placeholder:"PATH"`
	rulesFlags
}

// browser prints pages as PDF and draws cards as PNG; ok is false where none is
// installed.
func (c serveCommand) browser() (b render.Browser, ok bool) {
	b, err := render.FindBrowser(c.Chromium)
	if err != nil {
		slog.Info("no PDF and no PNG", "why", err)
	}
	return b, err == nil
}

const (
	// followEvery is how soon what another sanad adds shows on the pages.
	followEvery = time.Second
	// stopWithin is how long answers under way may take once asked to stop.
	stopWithin = 10 * time.Second
)

func (c serveCommand) Run(g *globals) error {
	if !claimlog.Exists(g.Data) {
		return claimlog.NotARegister(g.Data)
	}
	if c.Desk != "" && !loopback(c.Listen) {
		return usageError{fault.New(fault.Forbidden, "--desk lets anyone who reaches %s decide", c.Listen).WithHint("listen on 127.0.0.1, or leave --desk out")}
	}
	rules, err := c.rules(g.Data)
	if err != nil {
		return err
	}
	address, err := c.address()
	if err != nil {
		return err
	}
	// Before the register is opened: a busy port should not cost a fold.
	listener, err := net.Listen("tcp", c.Listen)
	if err != nil {
		if errors.Is(err, syscall.EADDRINUSE) {
			return fault.New(fault.Unavailable, "another program listens on %s", c.Listen).
				WithHint("stop it, or choose another address: sanad serve --listen 127.0.0.1:8081")
		}
		return fault.New(fault.Invalid, "cannot listen on %s: %w", c.Listen, err).WithHint("name a host and a port: --listen 127.0.0.1:8080")
	}
	defer listener.Close()
	served, err := serving(g.Data)
	if err != nil {
		return err
	}
	defer served.Unlock()
	view, err := openRegister(g)
	if err != nil {
		return err
	}
	defer view.Close()

	index, err := find.Open(g.Context, g.Data)
	if err != nil {
		return err
	}
	defer index.Close()
	originals := archiveOf(g.Data)
	var desk *web.Desk
	if !c.ReadOnly {
		desk = newDesk(g, view, c.Desk)
	}
	var people *account.Accounts
	if c.Desk == "" && !c.ReadOnly {
		if people, err = account.Open(g.Context, g.Data, time.Now); err != nil {
			return err
		}
		defer people.Close()
		if !loopback(c.Listen) && !strings.HasPrefix(address, "https://") {
			slog.Warn("people sign in here without encryption", "hint", "name the encrypted address that a proxy gives it: --address https://your.register; or serve --read-only")
		}
	}
	layer, err := mapLayer(g.Data)
	if err != nil {
		return err
	}
	log := &publishedLog{data: g.Data}
	options := web.Options{
		Register: view, Layer: layer, Find: index, Desk: desk, Accounts: people, Address: address, Rules: &rules,
		Text: func(_ context.Context, digest string) ([]byte, error) {
			return originals.Get(archive.Digest(digest))
		},
		Log: log, Proofs: log.provable, LogDir: os.DirFS(filepath.Join(g.Data, "log")),
		Logger: slog.Default(), Version: version, Now: time.Now,
		API: apiOf(g, view, c.AllowPrivate),
	}
	if c.PastSpace > 0 {
		shelf, err := past.Open(past.Options{Data: g.Data, Present: view, Rules: rules, Space: c.PastSpace << 20, Logger: slog.Default()})
		if err != nil {
			return err
		}
		defer shelf.Close()
		options.Earlier = earlier{shelf}
	}
	if c.Metrics != "" {
		m := newMetrics(log, view)
		if err := m.serve(g.Context, c.Metrics); err != nil {
			return err
		}
		options.Observe = m.observe
	}
	if browser, ok := c.browser(); ok {
		options.PDF, options.PNG = browser.PDF, browser.PNG
	}
	var hub *websub.Hub
	if address != "" { // topics are whole addresses: without one there is nothing to subscribe to
		hub = &websub.Hub{Data: g.Data, AllowPrivate: c.AllowPrivate, Now: time.Now, Logger: slog.Default(), Version: version, Mark: markOf(view)}
		options.Hub = hub
	}
	site := web.New(options)
	if hub != nil {
		hub.Feed = feedsOf(site)
		go hub.Run(g.Context)
	}
	handler := site
	if c.Desk != "" {
		handler = nearby(site, address)
	}
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 30 * time.Second,
		WriteTimeout: 60 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 32 << 10,
		BaseContext: func(net.Listener) context.Context { return g.Context },
	}
	go follow(g, view)
	go followIndex(g, index, view, rules)
	go keepWitnessed(g, log, c.AllowPrivate)
	go tellWebhooks(g.Context, &webhook.Sender{Data: g.Data, Register: view, AllowPrivate: c.AllowPrivate, Now: time.Now, Logger: slog.Default(), Version: version})
	fmt.Fprintf(g.out, "serving %s at http://%s/\n", g.Data, listener.Addr())
	if err := setUp(g, people, cmp.Or(address, "http://"+listener.Addr().String())); err != nil {
		return err
	}

	return untilStopped(g.Context, server, listener)
}

// untilStopped serves until it is asked to stop, and lets answers under way end.
func untilStopped(ctx context.Context, server *http.Server, listener net.Listener) error {
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopWithin)
	defer cancel()
	return server.Shutdown(ctx)
}

// setUp prints the link by which the first person sets the register up, where nobody
// did yet.
func setUp(g *globals, people *account.Accounts, address string) error {
	if people == nil {
		return nil
	}
	held, l, err := people.ForSetUp(g.Context)
	if fault.Is(err, fault.Conflict) {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(g.out, "nobody has an account yet; the first is made at\n  %s/welcome/%s\nonce, until %s\n", address, held, l.Expires.Format("2006-01-02 15:04 MST"))
	return err
}

// newDesk is a desk, at which people enter by the front door; of one person's, without
// accounts, under that name.
func newDesk(g *globals, view *sqlview.View, name string) *web.Desk {
	return &web.Desk{
		Author: name,
		Decide: func(_ context.Context, f form.Form) (int64, error) {
			entry, err := decide(g, f)
			if err != nil {
				return 0, err
			}
			return entry, followOnce(g, view)
		},
		Attach:   func(_ context.Context, file []byte) (claim.DocumentRef, error) { return attach(g, file) },
		Catch:    func(context.Context) error { return followOnce(g, view) },
		Sittings: &sittings{data: g.Data},
		Drafts:   &drafts{data: g.Data, now: time.Now},
	}
}

// nearby answers only those who ask for this machine by a name of its own. A desk
// without accounts trusts whoever reaches it; a page elsewhere, whose name is made to
// lead to this machine, must not be taken for that.
func nearby(next http.Handler, address string) http.Handler {
	own := ""
	if u, err := url.Parse(address); err == nil {
		own = u.Host
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host := r.Host
		if h, _, err := net.SplitHostPort(host); err == nil {
			host = h
		}
		ip := net.ParseIP(strings.Trim(host, "[]"))
		if host != "localhost" && (ip == nil || !ip.IsLoopback()) && (own == "" || r.Host != own) {
			http.Error(w, "this desk is for people at this machine: open it as http://127.0.0.1 or http://localhost", http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// loopback says whether an address to listen on is reached from this machine
// alone.
func loopback(listen string) bool {
	host, _, err := net.SplitHostPort(listen)
	if err != nil {
		return false
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// follow folds in what others add to the log while this serves.
func follow(g *globals, view *sqlview.View) {
	tick := time.NewTicker(followEvery)
	defer tick.Stop()
	for {
		select {
		case <-g.Context.Done():
			return
		case <-tick.C:
		}
		if err := followOnce(g, view); err != nil && g.Context.Err() == nil {
			slog.Error("the register could not follow the log", "error", err)
		}
	}
}

// mapLayer is the office's own layer of lines for the map, nil where it has none.
func mapLayer(data string) (*web.Layer, error) {
	path := filepath.Join(data, "map", "layer.geojson")
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	layer, err := web.ReadLayer(f)
	if err != nil {
		return nil, fault.New(fault.KindOf(err), "%s: %w", path, err).WithHint("%s", fault.HintOf(err))
	}
	return layer, nil
}

// followIndex keeps the index up to the register, and to the day.
func followIndex(g *globals, index *find.Index, view *sqlview.View, rules delivery.Rules) {
	tick := time.NewTicker(followEvery)
	defer tick.Stop()
	for {
		if err := index.Follow(g.Context, view, rules, time.Now(), nil); err != nil && g.Context.Err() == nil {
			slog.Error("the index could not follow the register", "error", err)
		}
		select {
		case <-g.Context.Done():
			return
		case <-tick.C:
		}
	}
}

func followOnce(g *globals, view *sqlview.View) error {
	log, err := claimlog.Read(g.Data)
	if err != nil {
		return err
	}
	at, err := view.Position(g.Context)
	if err != nil || at == log.Size() {
		return err
	}
	n, err := register.Fold(g.Context, log, view, nil)
	if n > 0 {
		slog.Info("folded in new entries", "entries", n)
	}
	return err
}

// publishedLog is the log in a data directory as the pages show it. It reads the
// checkpoint anew when its file has changed: every page names it.
type publishedLog struct {
	data string

	mu      sync.Mutex
	view    *claimlog.View
	signed  []byte    // the checkpoint, with what witnesses signed
	at      time.Time // the checkpoint file's
	askedAt time.Time // the witnesses' file's
}

func (p *publishedLog) read() (*claimlog.View, []byte, error) {
	info, err := os.Stat(filepath.Join(p.data, "log", verify.CheckpointFile))
	if err != nil {
		return nil, nil, err
	}
	var asked time.Time
	if info, err := os.Stat(filepath.Join(p.data, witness.StateFile)); err == nil {
		asked = info.ModTime()
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.view != nil && info.ModTime().Equal(p.at) && asked.Equal(p.askedAt) {
		return p.view, p.signed, nil
	}
	view, err := claimlog.Read(p.data)
	if err != nil {
		return nil, nil, err
	}
	signed, err := witness.Cosigned(p.data, view.Signed)
	if err != nil {
		slog.Error("what witnesses signed is not shown", "error", err, "hint", fault.HintOf(err))
		signed = view.Signed
	}
	p.view, p.signed, p.at, p.askedAt = view, signed, info.ModTime(), asked
	return view, signed, nil
}

func (p *publishedLog) Head(context.Context) (web.LogHead, error) {
	v, signed, err := p.read()
	if err != nil {
		return web.LogHead{}, err
	}
	return web.LogHead{Signed: signed, Origin: v.Checkpoint.Origin, Size: v.Checkpoint.Size, Root: v.Checkpoint.Root.String()}, nil
}

func (p *publishedLog) Root(_ context.Context, size int64) (string, error) {
	v, _, err := p.read()
	if err != nil {
		return "", err
	}
	then, err := v.At(size)
	if err != nil {
		return "", err
	}
	return then.Checkpoint.Root.String(), nil
}

func (p *publishedLog) Entries(ctx context.Context, before int64, limit int) ([]web.LogEntry, error) {
	v, _, err := p.read()
	if err != nil {
		return nil, err
	}
	var list []web.LogEntry
	for i := min(before, v.Size()) - 1; i >= 0 && len(list) < limit; i-- {
		r, err := v.Record(i)
		if err != nil {
			return nil, err
		}
		list = append(list, web.LogEntry{Index: i, Time: r.Entry.Time, Reader: r.Entry.Reader, Claims: len(r.Kept), Leaf: r.Leaf})
	}
	return list, ctx.Err()
}

func (p *publishedLog) provable(context.Context) (web.Provable, error) {
	v, signed, err := p.read()
	if err != nil {
		return web.Provable{}, err
	}
	return web.Provable{Signed: signed, Log: v}, nil
}
