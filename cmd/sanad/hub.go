package main

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"strconv"

	"sanad/internal/fault"
	"sanad/internal/publish/websub"
	"sanad/internal/register"
)

// feedsOf serves the hub the site's feeds as anybody reads them.
func feedsOf(site http.Handler) func(context.Context, string) (websub.Feed, error) {
	return func(ctx context.Context, topic string) (websub.Feed, error) {
		u, err := url.Parse(topic)
		if err != nil {
			return websub.Feed{}, fault.New(fault.NotFound, "%q is no address", topic)
		}
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, u.RequestURI(), nil)
		if err != nil {
			return websub.Feed{}, err
		}
		r.Host = u.Host
		w := answered{header: http.Header{}, status: http.StatusOK}
		site.ServeHTTP(&w, r)
		switch {
		case w.status >= 300 && w.status < 500:
			return websub.Feed{}, fault.New(fault.NotFound, "%s answers %d", topic, w.status)
		case w.status != http.StatusOK:
			return websub.Feed{}, fault.New(fault.Unavailable, "%s answers %d", topic, w.status)
		}
		return websub.Feed{Type: w.header.Get("Content-Type"), Links: w.header.Values("Link"), Body: w.body.Bytes()}, nil
	}
}

// answered is an answer kept in memory.
type answered struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (k *answered) Header() http.Header         { return k.header }
func (k *answered) WriteHeader(status int)      { k.status = status }
func (k *answered) Write(b []byte) (int, error) { return k.body.Write(b) }

// markOf is another whenever feeds may be.
func markOf(view register.Queries) func(context.Context) (string, error) {
	return func(ctx context.Context) (string, error) {
		at, err := view.Position(ctx)
		return strconv.FormatInt(at, 10), err
	}
}
