package main

import (
	"bytes"
	"net/http"
	"os/exec"
	"regexp"
	"sync"
	"syscall"
	"testing"
	"time"
)

// screen gathers what a program prints while it runs.
type screen struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *screen) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(b)
}

func (l *screen) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

var servesAt = regexp.MustCompile(`serving .* at (http://\S+)/\n`)

// servedUntil serves a register by the program itself until it answers, stops it and
// gives what it screen.
func servedUntil(t *testing.T, data string, args ...string) string {
	t.Helper()
	path, err := exec.LookPath("sanad")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path, append([]string{"--data", data, "serve", "--listen", "127.0.0.1:0"}, args...)...)
	var out, errs screen
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for range 600 {
		if m := servesAt.FindStringSubmatch(out.String()); m != nil {
			if r, err := http.Get(m[1] + "/healthz"); err == nil && r.Body.Close() == nil && r.StatusCode == http.StatusOK {
				break
			}
		}
		time.Sleep(50 * time.Millisecond)
	}
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("serve: %v\n%s", err, errs.String())
	}
	return out.String()
}
