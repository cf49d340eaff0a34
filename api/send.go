package api

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"time"
)

// tries is how often a write is sent before its error is told.
const tries = 4

// Send sends a value to one address below /api/v1, "/records", and reads the answer.
// With a key of the caller's own, kept until the answer is there, even a program that
// is killed in between does it once. What is cut off, busy or too fast is sent again
// under the same key.
func (c *Client) Send(ctx context.Context, path, key string, value, into any) error {
	body, err := json.Marshal(value)
	if err != nil {
		return err
	}
	for n := 1; ; n++ {
		r, err := c.request(ctx, http.MethodPost, path, nil, body)
		if err != nil {
			return err
		}
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Idempotency-Key", key)
		wait, err := c.sent(r, into, n)
		if err == nil || wait < 0 || n == tries {
			return err
		}
		select {
		case <-ctx.Done():
			return errors.Join(err, ctx.Err())
		case <-time.After(wait):
		}
	}
}

// sent sends a request once. wait is how long to wait before the next try, below 0
// where another would be no use.
func (c *Client) sent(r *http.Request, into any, n int) (wait time.Duration, err error) {
	resp, err := c.http().Do(r)
	if err != nil {
		return time.Duration(n) * time.Second, err
	}
	defer resp.Body.Close()
	if resp.StatusCode/100 == 2 {
		return -1, json.NewDecoder(resp.Body).Decode(into)
	}
	after, _ := strconv.Atoi(resp.Header.Get("Retry-After")) // 0 where it does not say
	if after == 0 && resp.StatusCode < 500 {
		return -1, problem(resp)
	}
	return time.Duration(max(after, n)) * time.Second, problem(resp)
}

// send sends a value under a key of its own.
func (c *Client) send(ctx context.Context, path string, value, into any) error {
	return c.Send(ctx, path, rand.Text(), value, into)
}

// AddSource lets a document in.
func (c *Client) AddSource(ctx context.Context, s NewSource) (out TakenSources, err error) {
	return out, c.send(ctx, "/sources", s, &out)
}

// AttachFile archives a file that proves something, for a record to name.
func (c *Client) AttachFile(ctx context.Context, file []byte) (out TakenFile, err error) {
	return out, c.send(ctx, "/files", NewFile{File: file}, &out)
}

// EnterRecord enters what is known of agreements.
func (c *Client) EnterRecord(ctx context.Context, r NewRecord) (out Entered, err error) {
	return out, c.send(ctx, "/records", r, &out)
}

// Judge says how two agreements, parties or events stand to each other.
func (c *Client) Judge(ctx context.Context, j NewJudgement) (out Entered, err error) {
	return out, c.send(ctx, "/judgements", j, &out)
}

// Rule says which value of a property stands.
func (c *Client) Rule(ctx context.Context, r NewRuling) (out Entered, err error) {
	return out, c.send(ctx, "/rulings", r, &out)
}

// Place rules whether a candidate belongs where it is offered.
func (c *Client) Place(ctx context.Context, p NewPlacement) (out Entered, err error) {
	return out, c.send(ctx, "/placements", p, &out)
}

// Looked says what was looked for and not found.
func (c *Client) Looked(ctx context.Context, s NewSearch) (out Entered, err error) {
	return out, c.send(ctx, "/searches", s, &out)
}

// Withdraw takes an entry back.
func (c *Client) Withdraw(ctx context.Context, w NewWithdrawal) (out Entered, err error) {
	return out, c.send(ctx, "/withdrawals", w, &out)
}
