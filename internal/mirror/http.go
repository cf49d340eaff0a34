package mirror

import (
	"context"
	"net/http"
	"time"

	"sanad/internal/fault"
)

// HTTP is the log of a register that is served at an address.
type HTTP struct {
	Register string // https://register.example
	Agent    string
}

// client takes no detours: a log's files lie where they lie.
var client = &http.Client{
	Timeout: time.Minute,
	CheckRedirect: func(r *http.Request, via []*http.Request) error {
		if r.URL.Host != via[0].URL.Host || len(via) > 3 {
			return fault.New(fault.Invalid, "the log leads to another host, %s", r.URL.Host)
		}
		return nil
	},
}

// Get implements Source.
func (h HTTP) Get(ctx context.Context, name string) ([]byte, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, Under(h.Register, name), nil)
	if err != nil {
		return nil, fault.New(fault.Invalid, "%q is no address: %v", h.Register, err).WithHint("https://register.example")
	}
	r.Header.Set("User-Agent", h.Agent)
	answer, err := client.Do(r)
	if err != nil {
		return nil, fault.New(fault.Unavailable, "%s cannot be reached: %w", h.Register, err).WithHint("look again later")
	}
	defer answer.Body.Close()
	switch {
	case answer.StatusCode == http.StatusNotFound:
		return nil, fault.New(fault.NotFound, "%s has no %s", h.Register, name).WithHint("is a register served there?")
	case answer.StatusCode != http.StatusOK:
		return nil, fault.New(fault.Unavailable, "%s answers %s", h.Register, answer.Status).WithHint("look again later")
	}
	return Limited(answer.Body)
}
