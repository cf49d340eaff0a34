package api

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"mime"
	"net/http"
	"net/url"
	"strings"
)

// Client reads a register and, with a token, adds to it. The zero Client with an
// Address is ready; it is safe for concurrent use.
type Client struct {
	Address string       // of the register: https://register.example
	Token   string       // for writes
	HTTP    *http.Client // nil is http.DefaultClient
}

// answerMost bounds what is read of one answer.
const answerMost = 256 << 20

// Get reads one address below /api/v1, "/agreements/a0-1", into an answer. What is
// wrong comes as a *Problem.
func (c *Client) Get(ctx context.Context, path string, query url.Values, into any) error {
	r, err := c.request(ctx, http.MethodGet, path, query, nil)
	if err != nil {
		return err
	}
	return c.do(r, into)
}

// Agreement reads an agreement and how it stands today.
func (c *Client) Agreement(ctx context.Context, id string) (a AgreementNow, err error) {
	return a, c.Get(ctx, "/agreements/"+url.PathEscape(id), nil, &a)
}

// Party reads a party with the first page of its agreements.
func (c *Client) Party(ctx context.Context, id string) (p PartyNow, err error) {
	return p, c.Get(ctx, "/parties/"+url.PathEscape(id), nil, &p)
}

// Event reads an event with its sources side by side.
func (c *Client) Event(ctx context.Context, id string) (e EventNow, err error) {
	return e, c.Get(ctx, "/events/"+url.PathEscape(id), nil, &e)
}

// Source reads a source with the claims that quote it.
func (c *Client) Source(ctx context.Context, id string) (s SourceNow, err error) {
	return s, c.Get(ctx, "/sources/"+url.PathEscape(id), nil, &s)
}

// Agreements walks all agreements that fit: q, and facets such as theme or legal.
func (c *Client) Agreements(ctx context.Context, query url.Values) iter.Seq2[AgreementRow, error] {
	return walk(ctx, c, "/agreements", query, func(p *Agreements) ([]AgreementRow, string) { return p.Agreements, p.Next })
}

// Parties walks all parties.
func (c *Client) Parties(ctx context.Context, query url.Values) iter.Seq2[PartyRow, error] {
	return walk(ctx, c, "/parties", query, func(p *Parties) ([]PartyRow, string) { return p.Parties, p.Next })
}

// Events walks all events.
func (c *Client) Events(ctx context.Context, query url.Values) iter.Seq2[EventRow, error] {
	return walk(ctx, c, "/events", query, func(p *Events) ([]EventRow, string) { return p.Events, p.Next })
}

// Sources walks all sources.
func (c *Client) Sources(ctx context.Context, query url.Values) iter.Seq2[Source, error] {
	return walk(ctx, c, "/sources", query, func(p *Sources) ([]Source, string) { return p.Sources, p.Next })
}

// Meetings walks all meetings.
func (c *Client) Meetings(ctx context.Context, query url.Values) iter.Seq2[MeetingRow, error] {
	return walk(ctx, c, "/meetings", query, func(p *Meetings) ([]MeetingRow, string) { return p.Meetings, p.Next })
}

// Due walks the open days of all agreements.
func (c *Client) Due(ctx context.Context, query url.Values) iter.Seq2[Due, error] {
	return walk(ctx, c, "/due", query, func(p *DueDays) ([]Due, string) { return p.Due, p.Next })
}

// Entries walks the log, the oldest entry first.
func (c *Client) Entries(ctx context.Context, query url.Values) iter.Seq2[LogEntry, error] {
	return walk(ctx, c, "/log/entries", query, func(p *LogEntries) ([]LogEntry, string) { return p.Entries, p.Next })
}

// walk yields what page after page holds, until the last or the first error.
func walk[P, T any](ctx context.Context, c *Client, path string, query url.Values, parts func(*P) ([]T, string)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		for {
			page := new(P)
			if err := c.Get(ctx, path, query, page); err != nil {
				yield(none, err)
				return
			}
			items, next := parts(page)
			for _, one := range items {
				if !yield(one, nil) {
					return
				}
			}
			if next == "" {
				return
			}
			u, err := url.Parse(next)
			if err != nil {
				yield(none, err)
				return
			}
			query = u.Query() // of the same list: the register is not asked where to go
		}
	}
}

// Export streams the whole register, one view a line of JSON. The caller closes it.
func (c *Client) Export(ctx context.Context) (io.ReadCloser, error) {
	r, err := c.request(ctx, http.MethodGet, "/export", nil, nil)
	if err != nil {
		return nil, err
	}
	resp, err := c.http().Do(r)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		defer resp.Body.Close()
		return nil, problem(resp)
	}
	return resp.Body, nil
}

func (c *Client) request(ctx context.Context, method, path string, query url.Values, body []byte) (*http.Request, error) {
	address := strings.TrimSuffix(c.Address, "/") + "/api/v1" + path
	if len(query) > 0 {
		address += "?" + query.Encode()
	}
	r, err := http.NewRequestWithContext(ctx, method, address, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	if c.Token != "" {
		r.Header.Set("Authorization", "Bearer "+c.Token)
	}
	return r, nil
}

func (c *Client) http() *http.Client {
	if c.HTTP != nil {
		return c.HTTP
	}
	return http.DefaultClient
}

func (c *Client) do(r *http.Request, into any) error {
	resp, err := c.http().Do(r)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode/100 != 2 {
		return problem(resp)
	}
	if err := json.NewDecoder(io.LimitReader(resp.Body, answerMost)).Decode(into); err != nil {
		return fmt.Errorf("the answer of %s: %w", r.URL.Path, err)
	}
	return nil
}

// problem is what an answer says went wrong, whoever gave it.
func problem(resp *http.Response) error {
	p := &Problem{Title: http.StatusText(resp.StatusCode), Status: resp.StatusCode}
	if kind, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type")); kind == "application/problem+json" {
		if err := json.NewDecoder(io.LimitReader(resp.Body, 1<<20)).Decode(p); err != nil {
			return fmt.Errorf("status %d: %w", resp.StatusCode, err)
		}
	}
	return p
}
