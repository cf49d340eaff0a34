package main

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

// TestNearby: a desk without accounts answers under the machine's own names and under
// the address it is served at, and not under a stranger's name that leads to it.
func TestNearby(t *testing.T) {
	h := nearby(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}), "https://desk.example:8443")
	for host, want := range map[string]int{
		"127.0.0.1:8080": 200, "localhost:8080": 200, "localhost": 200, "[::1]:8080": 200, "[::1]": 200, "127.0.0.7": 200, "desk.example:8443": 200,
		"evil.example:8080": 421, "evil.example": 421, "127.0.0.1.evil.example": 421, "10.0.0.1:8080": 421, "desk.example": 421, "": 421,
	} {
		r := httptest.NewRequest(http.MethodGet, "/desk", nil)
		r.Host = host
		w := httptest.NewRecorder()
		if h.ServeHTTP(w, r); w.Code != want {
			t.Errorf("%q: %d, want %d", host, w.Code, want)
		}
	}
}
