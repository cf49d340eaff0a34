package main

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"sanad/internal/publish/web"
)

// TestDrafts: what is half typed is kept under the author's name, stands in the sheet
// when it is opened again, enters nothing, is told what others entered since it was
// begun, and is gone once it is entered or dropped.
func TestDrafts(t *testing.T) {
	o := newDeskSite(t)
	before := o.seen(recordSheet)
	path := recordSheet + "/record/result"
	typed := url.Values{"seen": {before}, "do": {"keep"}, "indicator": {"code:certified"}, "actual": {"not yet a num"}, "note": {"half a thought"}}
	status, _, to := o.send(path, typed, nil)
	if status != http.StatusSeeOther || !strings.Contains(to, "kept=1") {
		t.Fatalf("kept: %d to %q", status, to)
	}
	o.want(o.get(to), "Kept as a draft", `value="not yet a num"`, "half a thought", `value="code:certified" selected`)
	o.want(o.get(recordSheet), "Filled in from your draft", `value="not yet a num"`)
	o.want(o.get("/desk"), "Half filled in", recordSheet+"?what=result")
	o.want(o.get(recordSheet+"?what=stage"), "!Filled in from your draft")
	o.want(o.get("/agreements/a0-1"), "!half a thought")
	if o.seen(recordSheet+"?what=stage") != before {
		t.Error("a draft was logged")
	}
	// Kept by a script, without a page.
	typed.Set("quiet", "1")
	typed.Set("actual", "1,703 people")
	if status, body, _ := o.send(path, typed, nil); status != http.StatusNoContent || body != "" {
		t.Errorf("kept quietly: %d %q", status, body)
	}
	// Somebody enters the same meanwhile; the sheet still holds where it was begun.
	if status, body, _ := o.send(path, url.Values{"seen": {before}, "indicator": {"code:certified"}, "actual": {"1,500"}, "on": {"2026-02"}, "note": {"told by telephone"}}, nil); status != http.StatusSeeOther {
		t.Fatalf("another entry: %d\n%s", status, says(body))
	}
	// (That entry was of the same author and sheet, and took the draft with it.)
	o.want(o.get("/desk"), "!Half filled in")
	typed.Del("quiet")
	if status, _, _ := o.send(path, typed, nil); status != http.StatusSeeOther {
		t.Fatal("kept again")
	}
	if seen := o.seen(recordSheet); seen != before {
		t.Errorf("the sheet forgot where it was begun: %s, not %s", seen, before)
	}
	typed.Del("do")
	typed.Set("on", "2026-03")
	status, body, _ := o.send(path, typed, nil)
	if status != http.StatusConflict {
		t.Fatalf("entered over what was entered meanwhile: %d\n%s", status, says(body))
	}
	o.want(body, "Somebody entered the same meanwhile", "1,500 people", `value="1,703 people"`)
	o.want(o.get("/desk"), "Half filled in")
	// Dropped.
	if status, _, to := o.send(path, url.Values{"seen": {before}, "do": {"drop"}}, nil); status != http.StatusSeeOther || strings.Contains(to, "kept") {
		t.Errorf("dropped: %d to %q", status, to)
	}
	o.want(o.get("/desk"), "!Half filled in")
	// What is empty is no draft; a sheet there is not, is not kept.
	if status, _, to := o.send(path, url.Values{"seen": {before}, "do": {"keep"}, "actual": {""}}, nil); status != http.StatusSeeOther || strings.Contains(to, "kept") {
		t.Errorf("an empty one: %d to %q", status, to)
	}
	if status, _, _ := o.send(recordSheet+"/record/feeling", url.Values{"seen": {before}, "do": {"keep"}, "actual": {"x"}}, nil); status != http.StatusNotFound {
		t.Errorf("a sheet that is none: %d", status)
	}
}

// TestDraftsAreBounded: an author has so many, and none for ever; others' stay.
func TestDraftsAreBounded(t *testing.T) {
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	d := &drafts{data: t.TempDir(), now: func() time.Time { return now }}
	keep := func(author, actual string, n int) {
		t.Helper()
		draft := web.Draft{Author: author, Agreement: "a0-1", Kind: "result", Typed: url.Values{"actual": {actual}}, At: now}
		draft.Seen = int64(n)
		if n > 0 {
			draft.Kind = "stage"
		}
		if err := d.Keep(t.Context(), draft); err != nil {
			t.Fatal(err)
		}
	}
	keep("A", "1", 0)
	keep("B", "other", 0)
	keep("A", "2", 0)
	keep("A", "3", 1)
	own, err := d.Of(t.Context(), "A")
	if err != nil || len(own) != 2 || own[1].Typed.Get("actual") != "2" {
		t.Fatalf("%v: %v", own, err)
	}
	for n := range draftsMost + 5 {
		draft := web.Draft{Author: "A", Agreement: "a0-1", Kind: "dates", Typed: url.Values{"n": {"x"}}, At: now}
		draft.Agreement += "0"
		for range n {
			draft.Agreement += "1"
		}
		if err := d.Keep(t.Context(), draft); err != nil {
			t.Fatal(err)
		}
	}
	if own, _ = d.Of(t.Context(), "A"); len(own) != draftsMost {
		t.Errorf("A has %d drafts", len(own))
	}
	if others, _ := d.Of(t.Context(), "B"); len(others) != 1 {
		t.Errorf("B has %d drafts", len(others))
	}
	now = now.Add(draftsFor + time.Hour)
	keep("A", "new", 0)
	if own, _ = d.Of(t.Context(), "A"); len(own) != 1 {
		t.Errorf("old drafts are kept: %d", len(own))
	}
}
