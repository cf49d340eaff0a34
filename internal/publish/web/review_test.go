package web

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"sanad/claim"
	decision "sanad/internal/reader/form"
)

// TestReview: a value is accepted, corrected or left to others as a ruling on its
// agreement; what cannot stand, or was ruled on meanwhile, is not entered.
func TestReview(t *testing.T) {
	var made []decision.Form
	o := rich().options(t)
	o.Desk = &Desk{Author: "A. Officer", Decide: func(_ context.Context, f decision.Form) (int64, error) {
		made = append(made, f)
		return 31, nil
	}}
	h := New(o)
	inbox := get(t, h, "/desk/sources").Body.String()
	if !strings.Contains(inbox, `href="/desk/sources/s3"`) || !strings.Contains(inbox, "to review") {
		t.Fatalf("the inbox does not list the source:\n%s", inbox)
	}
	page := get(t, h, "/desk/sources/s3").Body.String()
	wellFormed(t, page)
	// The text stands before the claims, and the first key accepts.
	text, asked := strings.Index(page, `<mark`), strings.Index(page, `accesskey="a"`)
	if text < 0 || asked < text {
		t.Error("the text does not stand before what is asked")
	}
	hidden := func(name string) string {
		_, rest, _ := strings.Cut(page, `name="`+name+`" value="`)
		value, _, _ := strings.Cut(rest, `"`)
		return value
	}
	if hidden("property") != "kind" {
		t.Fatalf("the first value asked is of %q", hidden("property"))
	}
	send := func(more url.Values) *httptest.ResponseRecorder {
		values := url.Values{"skip": {"0"}}
		for _, name := range []string{"agreement", "property", "said"} {
			values.Set(name, hidden(name))
		}
		for k, v := range more {
			values[k] = v
		}
		r := httptest.NewRequest(http.MethodPost, "/desk/sources/s3", strings.NewReader(values.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w
	}
	if w := send(url.Values{"verdict": {"accept"}}); w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/desk/sources/s3?done=31&skip=0" {
		t.Fatalf("accepted: %d to %q", w.Code, w.Header().Get("Location"))
	}
	if w := send(url.Values{"verdict": {"correct"}, "corrected": {"loi"}, "reason": {"It says intent"}}); w.Code != http.StatusSeeOther {
		t.Fatalf("corrected: %d", w.Code)
	}
	for i, want := range []claim.Value{nil, claim.Code{List: "kind", Code: "loi"}} {
		f := made[i]
		if f.Form != decision.Ruling || f.Property != claim.PropKind || f.Author != "A. Officer" || f.Reason == "" {
			t.Errorf("ruled %+v", f)
		}
		if want != nil && string(f.Value) != string(claim.AppendValue(nil, want)) {
			t.Errorf("%s stands, want %v", f.Value, want)
		}
		if original, err := f.Bytes(); err != nil {
			t.Error(err)
		} else if _, err := decision.Read(original, claim.DocumentRef{Original: strings.Repeat("0", 64), Text: strings.Repeat("0", 64), Media: "application/json"}); err != nil {
			t.Errorf("the register would not take the ruling: %v", err)
		}
	}
	for name, wrong := range map[string]struct {
		values url.Values
		status int
	}{
		"nothing chosen":       {url.Values{"verdict": {"correct"}}, http.StatusUnprocessableEntity},
		"not in the list":      {url.Values{"verdict": {"correct"}, "corrected": {"treatise"}}, http.StatusUnprocessableEntity},
		"no verdict":           {url.Values{}, http.StatusUnprocessableEntity},
		"another value by now": {url.Values{"verdict": {"accept"}, "said": {"treaty"}}, http.StatusConflict},
	} {
		if w := send(wrong.values); w.Code != wrong.status || !strings.Contains(w.Body.String(), `role="alert"`) {
			t.Errorf("%s: %d", name, w.Code)
		}
	}
	if len(made) != 2 {
		t.Errorf("%d rulings were entered, want 2", len(made))
	}
}
