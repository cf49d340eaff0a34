package web

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"sanad/internal/fault"
	decision "sanad/internal/reader/form"
)

// TestDesk: a person at the desk answers a question and takes the answer back;
// what comes from elsewhere, or lacks a reason, decides nothing.
func TestDesk(t *testing.T) {
	var made []decision.Form
	o := rich().options(t)
	o.Desk = &Desk{Author: "A. Officer", Decide: func(_ context.Context, f decision.Form) (int64, error) {
		if strings.TrimSpace(f.Reason) == "" {
			return 0, fault.New(fault.Invalid, "form: no reason given")
		}
		made = append(made, f)
		return 31, nil
	}}
	h := New(o)
	page := get(t, h, "/questions").Body.String()
	for _, want := range []string{"Are these one?", `name="reason" required`, `name="verdict" value="same" accesskey="s"`, "A. Officer", `href="/questions?skip=1&amp;decided=0"`, "1 of ", `name="verdict" value="renews" accesskey="r"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the desk does not show %s", want)
		}
	}
	wellFormed(t, page)
	// Enter in a field presses the first button of the form: it must be one that
	// does nothing.
	if still := strings.Index(page, `<button disabled="" hidden="">`); still < 0 || still > strings.Index(page, `name="verdict"`) {
		t.Error("Enter in the field for the reason would answer the question")
	}
	post := func(values url.Values, header ...string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodPost, "/questions/judge", strings.NewReader(values.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		for i := 0; i+1 < len(header); i += 2 {
			r.Header.Set(header[i], header[i+1])
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w
	}
	answer := url.Values{"left": {"a0-1"}, "right": {"a0-2"}, "verdict": {"different"}, "reason": {"two papers"}, "skip": {"0"}}
	w := post(answer)
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/questions?decided=1&done=31&skip=0" {
		t.Fatalf("answered %d to %q", w.Code, w.Header().Get("Location"))
	}
	if len(made) != 1 || made[0].Left != "0/a1" || made[0].Right != "0/a2" || made[0].Verdict != "different" || made[0].Author != "A. Officer" || made[0].Reason != "two papers" {
		t.Fatalf("decided %+v", made)
	}
	if page := get(t, h, "/questions?decided=1").Body.String(); !strings.Contains(page, `<option value="two papers">`) || !strings.Contains(page, "2 of ") {
		t.Error("the reason given is no suggestion, or the progress does not show")
	}
	if page := get(t, h, "/questions?done=31").Body.String(); !strings.Contains(page, `name="undo" value="31"`) {
		t.Error("the decision cannot be taken back")
	}
	if w := post(url.Values{"undo": {"31"}}); w.Code != http.StatusSeeOther || len(made) != 2 || made[1].Form != decision.Withdrawal || *made[1].Entry != 31 {
		t.Fatalf("undo: %d, %+v", w.Code, made)
	}
	for name, c := range map[string]struct {
		values url.Values
		header []string
		status int
	}{
		"another site's page": {answer, []string{"Sec-Fetch-Site", "cross-site"}, http.StatusForbidden},
		"another origin":      {answer, []string{"Origin", "https://evil.example"}, http.StatusForbidden},
		"no reason":           {url.Values{"left": {"a0-1"}, "right": {"a0-2"}, "verdict": {"same"}}, nil, http.StatusBadRequest},
		"undo of no entry":    {url.Values{"undo": {"x"}}, nil, http.StatusBadRequest},
		"a large form":        {url.Values{"reason": {strings.Repeat("x", 100<<10)}}, nil, http.StatusBadRequest},
	} {
		if w := post(c.values, c.header...); w.Code != c.status {
			t.Errorf("%s: %d, want %d", name, w.Code, c.status)
		}
	}
	if len(made) != 2 {
		t.Errorf("decided %+v", made[2:])
	}
	if get(t, h, "/questions?skip=x").Code != http.StatusBadRequest || get(t, h, "/questions?skip=99").Code != http.StatusOK {
		t.Error("skip")
	}
	// Without a desk nothing is taken and nothing is offered.
	h = New(rich().options(t))
	if page := get(t, h, "/questions").Body.String(); strings.Contains(page, "<form method=\"post\"") {
		t.Error("a register that is only read offers a form")
	}
	if w := post(answer); w.Code != http.StatusNotFound {
		t.Errorf("a register that is only read answers %d", w.Code)
	}
}
