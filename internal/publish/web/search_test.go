package web

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"sanad/internal/delivery"
	"sanad/internal/find"
	"sanad/internal/register"
)

// followed is a fake register that tells all its things as changed.
type followed struct{ *fake }

func (f followed) Changed(context.Context, string) (all []register.Change, anew bool, mark string, err error) {
	for _, a := range f.agreements {
		all = append(all, register.Change{ID: a.ID})
	}
	for _, p := range f.parties {
		all = append(all, register.Change{ID: p.ID})
	}
	for _, s := range f.sources {
		all = append(all, register.Change{ID: s.ID})
	}
	return all, true, "1", nil
}

func searchable(t *testing.T) Options {
	t.Helper()
	f := rich()
	o := f.options(t)
	index, err := find.Open(context.Background(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { index.Close() })
	o.Find = index
	h := New(o)
	if w := get(t, h, "/search?q=huawei"); w.Code != http.StatusServiceUnavailable {
		t.Errorf("before the index is made search answers %d", w.Code)
	}
	if w := get(t, h, "/agreements"); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "/agreements/a0-2") {
		t.Errorf("before the index is made the list answers %d", w.Code)
	}
	if err := index.Follow(context.Background(), followed{f}, delivery.DefaultRules(), time.Now(), nil); err != nil {
		t.Fatal(err)
	}
	return o
}

func TestSearchPage(t *testing.T) {
	h := New(searchable(t))
	for _, language := range []string{"", "/ur", "/zh"} {
		w := get(t, h, language+"/search?q=huawei")
		if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "/agreements/a0-2") {
			t.Errorf("%s: %d %s", language, w.Code, w.Body)
		}
		wellFormed(t, w.Body.String())
	}
	if w := get(t, h, "/search?q=zzzz"); !strings.Contains(w.Body.String(), "Nothing in the register has these words") {
		t.Error("what is not there is not said to be")
	}
	if w := get(t, h, "/search?q="+strings.Repeat("x", 500)); w.Code != http.StatusBadRequest {
		t.Errorf("500 letters answer %d", w.Code)
	}
	hostile := get(t, h, `/search?q=%22%3E%3Cscript%3E`)
	wellFormed(t, hostile.Body.String())
}

func TestAgreementsNarrowed(t *testing.T) {
	h := New(searchable(t))
	var all struct {
		Agreements []register.Row
		Total      int
		Facets     map[string][]find.Count
	}
	read := func(path string) int {
		w := get(t, h, path)
		if w.Code != http.StatusOK {
			t.Fatalf("%s: %d", path, w.Code)
		}
		all.Agreements, all.Facets = nil, nil
		if err := json.Unmarshal(w.Body.Bytes(), &all); err != nil {
			t.Fatal(err)
		}
		return all.Total
	}
	total := read("/agreements.json")
	if total == 0 || len(all.Agreements) != total || len(all.Facets["legal"]) == 0 {
		t.Fatalf("%d, %v", total, all.Facets)
	}
	sum := 0
	for _, c := range all.Facets["attention"] {
		n := read("/agreements.json?attention=" + c.Value)
		if n != c.N {
			t.Errorf("attention %s: %d, said to be %d", c.Value, n, c.N)
		}
		sum += n
	}
	if sum != total {
		t.Errorf("%d agreements by attention, %d in all", sum, total)
	}
	if w := get(t, h, "/agreements?attention=bored"); w.Code != http.StatusBadRequest {
		t.Errorf("a value that is none answers %d", w.Code)
	}
	page := get(t, h, "/agreements?q=huawei").Body.String()
	wellFormed(t, page)
	if !strings.Contains(page, `name="attention"`) || !strings.Contains(page, `value="huawei"`) {
		t.Error("the page does not offer what to narrow by")
	}
}
