package web

import (
	"regexp"
	"strings"
	"testing"
)

// Frames are open on the addresses made for them, and on no other; nothing on those
// can be sent anywhere.
func TestOnlyEmbedsAreFramed(t *testing.T) {
	h := New(rich().options(t))
	framed := 0
	for _, a := range asked {
		for _, language := range []string{"", "/ur"} {
			w := get(t, h, language+a.path)
			open := !strings.Contains(w.Header().Get("Content-Security-Policy"), "frame-ancestors 'none'")
			if made := strings.HasPrefix(a.path, embedPrefix); open != made || open != (w.Header().Get("X-Frame-Options") == "") {
				t.Errorf("%s%s: framed %v", language, a.path, open)
			}
			if !open {
				continue
			}
			framed++
			if body := w.Body.String(); a.status == 200 && (strings.Contains(body, "<form") || strings.Contains(body, "<script") || w.Body.Len() > 30_000) {
				t.Errorf("%s is too much for a frame: %d bytes", a.path, w.Body.Len())
			}
		}
	}
	if framed < 10 {
		t.Errorf("%d frames", framed)
	}
}

// The code that a page offers frames the page that it is offered on.
func TestEmbedCode(t *testing.T) {
	h := New(rich().options(t))
	code := regexp.MustCompile(`&lt;iframe src=&#34;http://example\.com(/[^&]+)&#34;`)
	for _, path := range []string{"/agreements/a0-2", "/zh/parties/p9-2", "/ur/events/e0-1"} {
		m := code.FindStringSubmatch(get(t, h, path).Body.String())
		if m == nil {
			t.Errorf("%s offers no code", path)
			continue
		}
		if w := get(t, h, m[1]); w.Code != 200 || !strings.Contains(w.Body.String(), `href="http://example.com`+path+`"`) {
			t.Errorf("%s frames %s, which does not lead back", path, m[1])
		}
	}
}
