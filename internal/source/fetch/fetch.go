// Package fetch retrieves documents from the web as a polite stranger does.
//
// It says who it is, asks robots.txt, waits between requests to one host, and
// gives up on what is too large, too slow or redirected too often. It dials no
// address of a private network unless AllowPrivate: what is checked is the IP
// about to be connected to (address.go), for every hop, so that neither a name
// that resolves anew nor a redirect leads inside. Proxies of the environment are
// not used, because behind one that check would see only the proxy.
//
// Client.Get gives the bytes as they came, after transfer compression; it reads
// no meaning and stores nothing. Watcher follows feeds (watch.go) and stores, in
// the one file it is given, what it has seen.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"sanad/internal/fault"
	"sanad/internal/source/decode/decoded"
)

// Client gets documents. Its fields are set before its first use; it is then
// safe for concurrent use.
type Client struct {
	Agent        string        // "Sanad/VERSION", sent as User-Agent
	AllowPrivate bool          // dial loopback and private addresses too
	MaxSize      int64         // of a body, unpacked, in bytes
	MaxRedirects int           // of one Get
	Timeout      time.Duration // of one request, its body included
	Delay        time.Duration // between requests to one host, at least

	Now   func() time.Time
	Sleep func(context.Context, time.Duration) error

	http  *http.Client
	mu    sync.Mutex
	hosts map[string]*host
}

// Response is what came of a Get.
type Response struct {
	URL         string // where the bytes came from, after redirects
	Status      int
	Header      http.Header
	Body        []byte
	Retrieved   time.Time
	Redirects   []string // the addresses before URL, in order; empty without redirects
	NotModified bool     // the body is still the one Known stands for
}

// Known is what is known of a document retrieved before, for asking whether it
// has changed.
type Known struct {
	ETag         string `json:"etag,omitempty"`
	LastModified string `json:"last_modified,omitempty"`
}

// Known gives what to ask with the next time.
func (r Response) Known() Known {
	return Known{ETag: r.Header.Get("ETag"), LastModified: r.Header.Get("Last-Modified")}
}

// New gives a client with the limits of a polite reader of press releases.
func New(version string) *Client {
	c := &Client{
		Agent: "Sanad/" + version, MaxSize: 64 << 20, MaxRedirects: 5,
		Timeout: time.Minute, Delay: 2 * time.Second,
		Now: time.Now, Sleep: sleep, hosts: map[string]*host{},
	}
	dialer := &net.Dialer{Timeout: 15 * time.Second, Control: c.control}
	c.http = &http.Client{
		Transport: &http.Transport{
			DialContext: dialer.DialContext, ForceAttemptHTTP2: true,
			TLSHandshakeTimeout: 15 * time.Second, ResponseHeaderTimeout: 30 * time.Second,
			MaxResponseHeaderBytes: 1 << 20, MaxIdleConnsPerHost: 1, IdleConnTimeout: 30 * time.Second,
		},
		// Each hop is checked here before it is taken.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return c
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// Get retrieves a document. A status that is no success is an error, with the
// response beside it: NotFound, Gone, Forbidden, or Unavailable where trying
// again later may help.
func (c *Client) Get(ctx context.Context, address string) (Response, error) {
	return c.GetIfChanged(ctx, address, Known{})
}

// GetIfChanged is Get that gives NotModified and no body where the document is
// the one known.
func (c *Client) GetIfChanged(ctx context.Context, address string, known Known) (Response, error) {
	u, err := parse(address)
	if err != nil {
		return Response{}, err
	}
	return c.follow(ctx, u, known, c.MaxSize, true)
}

// follow takes redirects, one polite request each.
func (c *Client) follow(ctx context.Context, u *url.URL, known Known, limit int64, robots bool) (Response, error) {
	var before []string
	for {
		if robots {
			if err := c.allowed(ctx, u); err != nil {
				return Response{}, err
			}
		}
		r, err := c.once(ctx, u, known, limit)
		r.Redirects = before
		if err != nil {
			return r, err
		}
		location := r.Header.Get("Location")
		if r.Status < 300 || r.Status > 399 || r.Status == http.StatusNotModified || location == "" {
			return r, statusError(r, u)
		}
		if len(before) >= c.MaxRedirects {
			return r, fault.New(fault.Invalid, "%s redirects more than %d times", short(before, u), c.MaxRedirects).
				WithHint("open it in a browser and give the address it ends at")
		}
		next, err := u.Parse(location)
		if err != nil {
			return r, fault.New(fault.Invalid, "%s redirects to what is no address", u.Redacted())
		}
		next, err = parse(next.String())
		if err != nil {
			return r, fault.New(fault.KindOf(err), "%s redirects to an address that is refused: %w", u.Redacted(), err)
		}
		before = append(before, u.String())
		u = next
		known = Known{}
	}
}

func short(before []string, u *url.URL) string {
	if len(before) > 0 {
		return before[0]
	}
	return u.String()
}

// parse takes an absolute http or https address, without its fragment.
func parse(address string) (*url.URL, error) {
	address = strings.TrimSpace(address)
	if len(address) > 8192 {
		return nil, fault.New(fault.Invalid, "the address has %d characters", len(address))
	}
	u, err := url.Parse(address)
	switch {
	case err != nil:
		return nil, fault.New(fault.Invalid, "not an address: %q", decoded.Cut(address, 200)).WithHint("give it as https://…")
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, fault.New(fault.Invalid, "only http and https are fetched, not %q", decoded.Cut(u.Scheme, 20)).WithHint("give the address as https://…")
	case u.Hostname() == "":
		return nil, fault.New(fault.Invalid, "the address names no host: %q", decoded.Cut(address, 200)).WithHint("give it as https://…")
	case u.User != nil:
		return nil, fault.New(fault.Invalid, "the address carries a user name or password").WithHint("save the page by hand and add the file")
	}
	u.Fragment, u.RawFragment = "", ""
	if u.Path == "" {
		u.Path = "/"
	}
	return u, nil
}

// once makes one request, after the host's delay.
func (c *Client) once(ctx context.Context, u *url.URL, known Known, limit int64) (Response, error) {
	if err := c.wait(ctx, u); err != nil {
		return Response{}, err
	}
	ctx, cancel := context.WithTimeout(ctx, c.Timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return Response{}, fault.New(fault.Invalid, "not an address: %q", decoded.Cut(u.String(), 200))
	}
	req.Header.Set("User-Agent", c.Agent)
	req.Header.Set("Accept", "text/html, application/xhtml+xml, application/pdf, application/rss+xml, application/atom+xml, application/feed+json, text/plain, */*;q=0.5")
	if known.ETag != "" {
		req.Header.Set("If-None-Match", known.ETag)
	}
	if known.LastModified != "" {
		req.Header.Set("If-Modified-Since", known.LastModified)
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return Response{}, c.networkError(ctx, u, err)
	}
	defer resp.Body.Close()
	r := Response{URL: u.String(), Status: resp.StatusCode, Header: resp.Header, Retrieved: c.Now(), NotModified: resp.StatusCode == http.StatusNotModified}
	if resp.StatusCode >= 300 {
		// The page that explains an error is nobody's document.
		_, _ = io.CopyN(io.Discard, resp.Body, 64<<10)
		return r, nil
	}
	if resp.ContentLength > limit {
		return r, tooLarge(u, limit)
	}
	if e := resp.Header.Get("Content-Encoding"); e != "" && !strings.EqualFold(e, "identity") {
		return r, fault.New(fault.Invalid, "%s comes packed as %q, which was not asked for", u.Host, decoded.Cut(e, 20)).WithHint("save the page by hand and add the file")
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, limit+1))
	if err != nil {
		return r, c.networkError(ctx, u, err)
	}
	if int64(len(body)) > limit {
		return r, tooLarge(u, limit)
	}
	r.Body = body
	return r, nil
}

func tooLarge(u *url.URL, limit int64) error {
	return fault.New(fault.Invalid, "%s has more than %s", u.Redacted(), size(limit)).
		WithHint("save it by hand, split it, and add the parts")
}

func size(n int64) string {
	if n >= 1<<20 {
		return fmt.Sprintf("%d MB", n>>20)
	}
	return fmt.Sprintf("%d bytes", n)
}

// statusError is nil for success and not modified.
func statusError(r Response, u *url.URL) error {
	at := u.Redacted()
	text := strings.TrimSpace(strconv.Itoa(r.Status) + " " + strings.ToLower(http.StatusText(r.Status)))
	switch {
	case r.Status >= 200 && r.Status <= 299, r.NotModified:
		return nil
	case r.Status == http.StatusNotFound:
		return fault.New(fault.NotFound, "%s: the server has no such page (%s)", at, text).WithHint("check the address; an archived copy may exist at web.archive.org")
	case r.Status == http.StatusGone:
		return fault.New(fault.Gone, "%s: the server says the page was removed (%s)", at, text).WithHint("an archived copy may exist at web.archive.org")
	case r.Status == http.StatusUnauthorized, r.Status == http.StatusForbidden, r.Status == http.StatusPaymentRequired, r.Status == http.StatusUnavailableForLegalReasons:
		return fault.New(fault.Forbidden, "%s: the server refuses it (%s)", at, text).WithHint("open it in a browser, save it and add the file")
	case r.Status == http.StatusTooManyRequests, r.Status >= 500:
		return fault.New(fault.Unavailable, "%s: the server cannot give it now (%s)", at, text).WithHint("try again later")
	}
	return fault.New(fault.Invalid, "%s: the server answers %s", at, text).WithHint("open it in a browser, save it and add the file")
}

// networkError says in one line what went wrong on the way.
func (c *Client) networkError(ctx context.Context, u *url.URL, err error) error {
	var refused *fault.Error
	if errors.As(err, &refused) {
		return refused
	}
	var dns *net.DNSError
	switch {
	case errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, context.DeadlineExceeded) || ctx.Err() != nil:
		return fault.New(fault.Unavailable, "%s did not answer whole within %s", u.Host, c.Timeout).WithHint("try again later")
	case errors.As(err, &dns) && dns.IsNotFound:
		return fault.New(fault.NotFound, "there is no host %s", u.Hostname()).WithHint("check the address")
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return fault.New(fault.Unavailable, "%s broke off before all of it had come", u.Host).WithHint("try again later")
	}
	var timeout net.Error
	if errors.As(err, &timeout) && timeout.Timeout() {
		return fault.New(fault.Unavailable, "%s does not answer", u.Host).WithHint("try again later")
	}
	var inner *url.Error
	if errors.As(err, &inner) {
		err = inner.Err
	}
	return fault.New(fault.Unavailable, "%s cannot be reached: %s", u.Host, decoded.Cut(decoded.Fold(err.Error()), 200)).WithHint("check the address, or try again later")
}

// RetryAfter is how long the server asks to be left alone, 0 when it does not.
func (r Response) RetryAfter() time.Duration {
	v := strings.TrimSpace(r.Header.Get("Retry-After"))
	if v == "" {
		return 0
	}
	if n, err := strconv.ParseInt(v, 10, 32); err == nil {
		return max(0, time.Duration(n)*time.Second)
	}
	if at, err := http.ParseTime(v); err == nil {
		return max(0, at.Sub(r.Retrieved))
	}
	return 0
}
