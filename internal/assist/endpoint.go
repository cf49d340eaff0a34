package assist

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"math"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"sanad/internal/fault"
	"sanad/internal/reader"
)

const path = "/v1/chat/completions"

// address is where to post questions, for an endpoint as people write it. A key
// goes only where it cannot be read on the way: over https or to this machine.
func address(endpoint string, key Secret) (string, error) {
	if endpoint == "" {
		return "", fault.New(fault.Invalid, "assist: no endpoint is named, so nothing is sent").WithHint("name one in SANAD_ASSIST_URL")
	}
	u, err := url.Parse(endpoint)
	switch {
	case err != nil, u.Scheme != "https" && u.Scheme != "http", u.Host == "":
		// The address itself stays out of it: it may hold a password.
		return "", fault.New(fault.Invalid, "assist: the endpoint is not an http or https address").WithHint("write it like https://host.example/v1")
	case u.User != nil, u.RawQuery != "", u.Fragment != "":
		return "", fault.New(fault.Invalid, "assist: the endpoint holds more than host and path").WithHint("give the key in SANAD_ASSIST_KEY")
	case key != "" && u.Scheme == "http" && !here(u.Hostname()):
		return "", fault.New(fault.Invalid, "assist: the key would go to %s in the clear", u.Hostname()).WithHint("use https, or an endpoint on this machine, or no key")
	case strings.ContainsAny(string(key), "\r\n\x00"):
		return "", fault.New(fault.Invalid, "assist: the key holds a line break").WithHint("check SANAD_ASSIST_KEY")
	}
	p := strings.TrimRight(u.Path, "/")
	switch {
	case strings.HasSuffix(p, "/chat/completions"):
	case strings.HasSuffix(p, "/v1"):
		p += strings.TrimPrefix(path, "/v1")
	default:
		p += path
	}
	u.Path, u.RawPath = p, ""
	return u.String(), nil
}

func here(host string) bool {
	if host == "localhost" {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// ask puts the question about one part of a document and returns the model's
// words. It tries again while the endpoint is busy or broken (429, 5xx), after
// as long as the endpoint asks for.
func (r *Reader) ask(ctx context.Context, doc reader.Document, part string) ([]byte, error) {
	to, err := address(r.Endpoint, r.Key)
	if err != nil {
		return nil, err
	}
	body, err := question(r.Model, doc, part)
	if err != nil {
		return nil, err
	}
	tries := or(r.Tries, Tries)
	for try := 1; ; try++ {
		answer, wait, err := r.once(ctx, to, body)
		if err == nil || wait < 0 || ctx.Err() != nil {
			return answer, err
		}
		wait = max(wait, time.Second<<min(try-1, 5))
		if try >= tries || wait > longestWait {
			return nil, fault.New(fault.Unavailable, "%w (tried %d times)", err, try).WithHint("try again in %s", wait)
		}
		if err := r.pause(ctx, wait); err != nil {
			return nil, err
		}
	}
}

// once asks once. wait is negative when asking again would not help, else how
// long the endpoint wants to be left alone at least.
func (r *Reader) once(ctx context.Context, to string, body []byte) (answer []byte, wait time.Duration, err error) {
	const never = -1
	limited, stop := context.WithTimeout(ctx, or(r.Timeout, AnswerTimeout))
	defer stop()
	q, err := http.NewRequestWithContext(limited, http.MethodPost, to, bytes.NewReader(body))
	if err != nil {
		return nil, never, fault.New(fault.Invalid, "the endpoint cannot be asked")
	}
	q.Header.Set("Content-Type", "application/json")
	q.Header.Set("Accept", "application/json")
	if r.Key != "" {
		q.Header.Set("Authorization", "Bearer "+string(r.Key))
	}
	var client http.Client
	if r.Client != nil {
		client = *r.Client
	}
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	a, err := client.Do(q)
	if err != nil {
		return nil, never, r.unreached(ctx, q.URL.Host, err)
	}
	defer a.Body.Close()
	if a.StatusCode != http.StatusOK {
		return nil, r.retryAfter(a), refused(a.StatusCode)
	}
	limit := or(r.AnswerBytes, AnswerBytes)
	b, err := io.ReadAll(io.LimitReader(a.Body, limit+1))
	if err != nil {
		return nil, never, r.unreached(ctx, q.URL.Host, err)
	}
	if int64(len(b)) > limit {
		return nil, never, fault.New(fault.Unavailable, "the endpoint's answer is longer than %d bytes", limit).WithHint("name another model in SANAD_ASSIST_MODEL")
	}
	answer, err = words(b)
	return answer, never, err
}

// unreached is the error of an exchange that broke. It leaves out what package
// net/http puts in: the address as a whole.
func (r *Reader) unreached(ctx context.Context, host string, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		err = wrapped.Err
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return fault.New(fault.Unavailable, "%s did not answer within %s", host, or(r.Timeout, AnswerTimeout)).
			WithHint("see whether it is busy, or name a faster model in SANAD_ASSIST_MODEL")
	}
	return fault.New(fault.Unavailable, "%s cannot be reached: %w", host, err).WithHint("see whether it runs, and SANAD_ASSIST_URL")
}

// refused is the error for a status. What the endpoint writes beside it is left
// out: some quote the key.
func refused(status int) error {
	switch {
	case status == http.StatusUnauthorized || status == http.StatusForbidden:
		return fault.New(fault.Forbidden, "the endpoint does not accept the key (status %d)", status).WithHint("check SANAD_ASSIST_KEY")
	case status == http.StatusNotFound:
		return fault.New(fault.NotFound, "the endpoint knows no such address or model (status 404)").WithHint("check SANAD_ASSIST_URL and SANAD_ASSIST_MODEL")
	case status >= 300 && status < 400:
		return fault.New(fault.Invalid, "the endpoint points elsewhere (status %d), and the text goes only where the configuration says", status).WithHint("name the final address in SANAD_ASSIST_URL")
	case again(status):
		return fault.New(fault.Unavailable, "the endpoint is busy or broken (status %d)", status)
	}
	return fault.New(fault.Invalid, "the endpoint does not take the question (status %d)", status).WithHint("it must know response_format json_schema, and the model must exist")
}

func again(status int) bool { return status == http.StatusTooManyRequests || status >= 500 }

// retryAfter is how long the endpoint asks to be left alone: seconds or a date
// (RFC 9110, 10.2.3). It is negative where asking again makes no sense.
func (r *Reader) retryAfter(a *http.Response) time.Duration {
	if !again(a.StatusCode) {
		return -1
	}
	after := a.Header.Get("Retry-After")
	if n, err := strconv.Atoi(after); err == nil {
		return time.Duration(min(max(n, 0), math.MaxInt32)) * time.Second
	}
	if at, err := http.ParseTime(after); err == nil {
		now := time.Now
		if r.now != nil {
			now = r.now
		}
		return max(0, at.Sub(now()))
	}
	return 0
}

func (r *Reader) pause(ctx context.Context, d time.Duration) error {
	if r.sleep != nil {
		return r.sleep(ctx, d)
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// words are the model's own words in an endpoint's answer.
func words(b []byte) ([]byte, error) {
	var a struct {
		Choices []struct {
			Message struct {
				Content string `json:"content"`
				Refusal string `json:"refusal"`
			} `json:"message"`
			Finish string `json:"finish_reason"`
		} `json:"choices"`
	}
	if err := json.Unmarshal(b, &a); err != nil || len(a.Choices) == 0 {
		return nil, fault.New(fault.Unavailable, "the endpoint's answer is not a chat completion").WithHint("see whether SANAD_ASSIST_URL is an OpenAI-compatible endpoint")
	}
	c := a.Choices[0]
	switch {
	case c.Message.Refusal != "", c.Finish == "content_filter":
		return nil, fault.New(fault.Unavailable, "the model refused to answer")
	case c.Finish == "length":
		return nil, fault.New(fault.Unavailable, "the model's answer was cut short").WithHint("name a model that may answer at greater length")
	}
	return []byte(c.Message.Content), nil
}
