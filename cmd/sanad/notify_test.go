package main

import (
	"bufio"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"image/png"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sanad/internal/publish/webhook"
)

// post is a mail server on the loopback. at is where it kills the client or
// fails: "mail", "dot" (before it answers the end of the letter), "answered".
type post struct {
	net.Listener
	letters []string
	at      string
	kill    func()
}

func (p *post) run() {
	for {
		c, err := p.Accept()
		if err != nil {
			return
		}
		p.talk(c)
		c.Close()
	}
}

func (p *post) talk(c net.Conn) {
	in := bufio.NewReader(c)
	fmt.Fprint(c, "220 post\r\n")
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		switch verb := strings.ToUpper(strings.TrimSpace(line)); {
		case strings.HasPrefix(verb, "MAIL") && p.at == "mail":
			p.kill()
			return
		case verb == "DATA":
			fmt.Fprint(c, "354 go on\r\n")
			var letter strings.Builder
			for {
				line, err := in.ReadString('\n')
				if err != nil {
					return // no end: not a letter
				}
				if line == ".\r\n" {
					break
				}
				letter.WriteString(line)
			}
			p.letters = append(p.letters, letter.String())
			if p.at == "dot" {
				p.kill()
				return
			}
			fmt.Fprint(c, "250 taken\r\n")
			if p.at == "answered" {
				p.kill()
				return
			}
		case verb == "QUIT":
			fmt.Fprint(c, "221 bye\r\n")
			return
		default:
			fmt.Fprint(c, "250 yes\r\n")
		}
	}
}

func announce(t *testing.T, data string, n int) {
	t.Helper()
	text := filepath.Join(t.TempDir(), fmt.Sprintf("%d.txt", n))
	words := fmt.Sprintf("The Ministry of Communications of Kenya signed an MoU with Example Company %d Limited on fibre.\n", n)
	if err := os.WriteFile(text, []byte(words), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, stderr, err := command(t, data, "add", "--published", "2026-01-05", text); err != nil {
		t.Fatal(stderr)
	}
}

// TestDigestKilled kills the program at each point of sending a letter. Run
// again, it has sent one letter for the period, never two; the next period's
// letter tells what no letter surely told.
func TestDigestKilled(t *testing.T) {
	for _, at := range []string{"mail", "dot", "answered"} {
		t.Run(at, func(t *testing.T) {
			data := filepath.Join(t.TempDir(), "data")
			announce(t, data, 1)
			listener, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			p := &post{Listener: listener}
			ended := make(chan bool)
			go func() { p.run(); close(ended) }()
			_, port, _ := net.SplitHostPort(listener.Addr().String())
			send := func(day string) []string {
				return []string{"digest", "--send", "--as-on", day, "--smtp-host", "127.0.0.1", "--smtp-port", port, "--smtp-from", "register@example.org", "--smtp-tls", "none"}
			}
			must := func(args ...string) string {
				stdout, stderr, err := command(t, data, args...)
				if err != nil {
					t.Fatalf("%v: %s", args, stderr)
				}
				return stdout
			}
			must("digest", "--subscribe", "officer@example.org")
			must(send("2026-01-07")...) // it begins with the period that now runs
			announce(t, data, 2)

			path, err := exec.LookPath("sanad")
			if err != nil {
				t.Fatal(err)
			}
			cmd := exec.Command(path, append([]string{"--data", data}, send("2026-01-13")...)...)
			p.at, p.kill = at, func() { cmd.Process.Kill(); p.at = "" }
			if err := cmd.Run(); err == nil {
				t.Fatal("it was not killed")
			}
			must(send("2026-01-13")...)
			must(send("2026-01-14")...)
			announce(t, data, 3)
			must(send("2026-01-20")...)
			must("digest", "--unsubscribe", "d1")
			must(send("2026-01-27")...)
			listener.Close()
			<-ended
			if len(p.letters) != 2 {
				t.Fatalf("%d letters for two periods", len(p.letters))
			}
			if !strings.Contains(p.letters[0], "Company 2") || !strings.Contains(p.letters[1], "Company 3") {
				t.Errorf("the letters do not tell what was new:\n%s", strings.Join(p.letters, "\n----\n"))
			}
			if !strings.Contains(p.letters[0], "To: <officer@example.org>") || !strings.Contains(p.letters[0], "List-Unsubscribe: <mailto:") {
				t.Errorf("headers:\n%s", p.letters[0])
			}
		})
	}
}

// TestWebhooks: a program that fails, stalls and redirects is told again, across
// restarts, until it takes the news, each time signed and under one id.
func TestWebhooks(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	announce(t, data, 1)
	key := []byte("a key of thirty-two bytes, or so")
	var ids []string
	var elsewhere, calls int
	failing := true
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			elsewhere++
			return
		}
		calls++
		body, _ := io.ReadAll(r.Body)
		m := hmac.New(sha256.New, key)
		fmt.Fprintf(m, "%s.%s.%s", r.Header.Get("webhook-id"), r.Header.Get("webhook-timestamp"), body)
		if want := "v1," + base64.StdEncoding.EncodeToString(m.Sum(nil)); r.Header.Get("webhook-signature") != want {
			t.Errorf("signed %q, want %q", r.Header.Get("webhook-signature"), want)
		}
		ids = append(ids, r.Header.Get("webhook-id"))
		switch {
		case failing && calls == 1:
			w.WriteHeader(http.StatusInternalServerError)
		case failing && calls == 2:
			http.Redirect(w, r, "/elsewhere", http.StatusTemporaryRedirect)
		case failing && calls == 3:
			select {
			case <-r.Context().Done():
			case <-time.After(2 * time.Second):
			}
		case failing:
			w.WriteHeader(http.StatusBadGateway)
		}
	}))
	defer server.Close()
	hooks := fmt.Sprintf(`{"webhooks":[{"id":"desk","address":%q,"secret":"whsec_%s"}]}`, server.URL+"/", base64.StdEncoding.EncodeToString(key))
	if err := os.WriteFile(filepath.Join(data, webhook.File), []byte(hooks), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := webhook.Read(data, false); err == nil {
		t.Error("plain http was let through")
	}
	now := time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)
	g := &globals{streams: streams{os.Stdin, io.Discard, io.Discard}, Context: context.Background(), Data: data}
	send := func(private bool) { // as after a restart
		t.Helper()
		view, err := openRegister(g)
		if err != nil {
			t.Fatal(err)
		}
		defer view.Close()
		s := webhook.Sender{
			Data: data, Register: view, AllowPrivate: private, Timeout: 200 * time.Millisecond, Now: func() time.Time { return now },
			Waits: []time.Duration{time.Minute, time.Minute, time.Minute},
		}
		if err := s.Send(g.Context); err != nil && private {
			t.Fatal(err)
		}
	}
	send(true) // begins at the present: no call
	announce(t, data, 2)
	for range 5 {
		send(true)
		send(true) // not due yet
		now = now.Add(time.Minute)
	}
	if calls != 4 || elsewhere != 0 {
		t.Fatalf("%d calls and %d elsewhere, want 4 tries and then no more", calls, elsewhere)
	}
	failing = false
	if err := webhook.Resume(data, "desk"); err != nil {
		t.Fatal(err)
	}
	announce(t, data, 3)
	send(true)
	send(true)
	if want := "1-a1-1 1-a1-1 1-a1-1 1-a1-1 1-a1-1 2-a2-1"; strings.Join(ids, " ") != want {
		t.Errorf("told %v, want %s", ids, want)
	}
	// Over https, an address of one's own network is still not dialled unasked.
	hooks = strings.Replace(hooks, "http://", "https://", 1)
	if err := os.WriteFile(filepath.Join(data, webhook.File), []byte(hooks), 0o600); err != nil {
		t.Fatal(err)
	}
	announce(t, data, 4)
	send(false)
	state, err := os.ReadFile(filepath.Join(data, webhook.StateFile))
	if err != nil || calls != 6 || !strings.Contains(string(state), `"tries": 1`) {
		t.Errorf("%d calls; %v\n%s", calls, err, state)
	}
}

// TestCardPNG draws an Urdu card: a picture of the size that channels show whole, with
// something on it.
func TestCardPNG(t *testing.T) {
	if _, err := exec.LookPath("chromium"); err != nil {
		t.Fatal("no chromium; make tools installs it")
	}
	data := filepath.Join(t.TempDir(), "data")
	text := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(text, []byte("The Ministry of Communications of Kenya signed an MoU with Example Cable Company Limited on fibre."), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, stderr, err := command(t, data, "add", text); err != nil {
		t.Fatal(err, stderr)
	}
	card := filepath.Join(t.TempDir(), "card.png")
	if _, stderr, err := command(t, data, "message", "a0-1", "--lang", "ur", "--card", card); err != nil {
		t.Fatal(err, stderr)
	}
	f, err := os.Open(card)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	picture, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	if b := picture.Bounds(); b.Dx() != 1200 || b.Dy() != 630 {
		t.Errorf("the card is %d × %d", b.Dx(), b.Dy())
	}
	dark := 0
	for y := range 630 {
		for x := range 1100 {
			if r, g, b, _ := picture.At(x, y).RGBA(); r+g+b < 3*0x5000 {
				dark++
			}
		}
	}
	if dark < 2000 {
		t.Errorf("%d dark points: no words are drawn", dark)
	}
}
