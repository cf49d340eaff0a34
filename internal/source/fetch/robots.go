package fetch

import (
	"context"
	"net/url"
	"strings"
	"time"

	"github.com/temoto/robotstxt"

	"sanad/internal/fault"
)

const (
	robotsKept   = 24 * time.Hour   // RFC 9309, 2.4: no longer than a day
	robotsFailed = 10 * time.Minute // until a robots.txt out of reach is asked for again
	robotsSize   = 500 << 10        // RFC 9309, 2.5: at least 500 kB are to be read
	maxDelay     = time.Minute      // of what a host's Crawl-delay may ask
	maxHosts     = 10_000           // remembered at a time
)

// host is what is remembered of one host: when it may be asked again, and what
// its robots.txt says.
type host struct {
	next    time.Time
	delay   time.Duration
	robots  *robotstxt.Group
	err     error
	expires time.Time
}

func (c *Client) host(u *url.URL) *host {
	key := u.Scheme + "://" + strings.ToLower(u.Host)
	h := c.hosts[key]
	if h == nil {
		if len(c.hosts) >= maxHosts {
			clear(c.hosts)
		}
		h = &host{delay: c.Delay}
		c.hosts[key] = h
	}
	return h
}

// wait returns when the host may be asked again, and books the time.
func (c *Client) wait(ctx context.Context, u *url.URL) error {
	c.mu.Lock()
	h := c.host(u)
	now := c.Now()
	at := h.next
	if at.Before(now) {
		at = now
	}
	h.next = at.Add(h.delay)
	c.mu.Unlock()
	if d := at.Sub(now); d > 0 {
		return c.Sleep(ctx, d)
	}
	return ctx.Err()
}

// allowed asks the host's robots.txt (RFC 9309): what is not there forbids
// nothing, what is out of reach forbids everything until it is back.
func (c *Client) allowed(ctx context.Context, u *url.URL) error {
	c.mu.Lock()
	h := c.host(u)
	group, herr, fresh := h.robots, h.err, c.Now().Before(h.expires)
	c.mu.Unlock()
	if !fresh {
		group, herr = c.askRobots(ctx, u)
		if err := ctx.Err(); err != nil {
			return err
		}
		if fault.Is(herr, fault.Forbidden) {
			return herr // a private address: nothing to remember
		}
		c.mu.Lock()
		h.robots, h.err = group, herr
		h.expires = c.Now().Add(robotsKept)
		if herr != nil {
			h.expires = c.Now().Add(robotsFailed)
		}
		h.delay = c.Delay
		if group != nil {
			h.delay = max(c.Delay, min(group.CrawlDelay, maxDelay))
		}
		// Asking for robots.txt is no visit yet.
		h.next = time.Time{}
		c.mu.Unlock()
	}
	if herr != nil {
		return herr
	}
	if group != nil && !group.Test(u.RequestURI()) {
		return fault.New(fault.Forbidden, "%s: the site's robots.txt does not allow it", u.Redacted()).
			WithHint("ask the publisher, or save the page by hand and add the file")
	}
	return nil
}

func (c *Client) askRobots(ctx context.Context, u *url.URL) (*robotstxt.Group, error) {
	at := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	r, err := c.follow(ctx, at, Known{}, robotsSize, false)
	switch {
	case err == nil:
	case r.Status >= 400 && r.Status < 500 && r.Status != 429:
		return nil, nil
	case r.Status >= 200 && r.Status < 300 && fault.Is(err, fault.Invalid):
		// Larger than robots.txt may be, or packed: as if there were none.
		return nil, nil
	case r.Status >= 300 && r.Status < 400:
		return nil, nil // more redirects than are followed (RFC 9309, 2.3.1.2)
	case r.Status >= 500 || r.Status == 429:
		return nil, fault.New(fault.Unavailable, "%s cannot give its robots.txt now (%d), so nothing may be fetched", u.Host, r.Status).WithHint("try again later")
	default:
		return nil, err
	}
	data, err := robotstxt.FromBytes(r.Body)
	if err != nil {
		return nil, nil // not a robots.txt: most often an HTML page
	}
	name, _, _ := strings.Cut(c.Agent, "/")
	return data.FindGroup(name), nil
}
