package web

import (
	"context"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"sanad/internal/desk"
	"sanad/internal/register"
)

// draftsInMemory are drafts kept nowhere.
type draftsInMemory struct {
	mu  sync.Mutex
	all []Draft
}

func (d *draftsInMemory) Keep(_ context.Context, draft Draft) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.all = append(slices.DeleteFunc(d.all, func(x Draft) bool { return x.Agreement == draft.Agreement && x.Kind == draft.Kind }), draft)
	return nil
}

func (d *draftsInMemory) Of(context.Context, string) ([]Draft, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.all), nil
}

func (d *draftsInMemory) Drop(_ context.Context, _ string, agreement register.ID, kind desk.Kind) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.all = slices.DeleteFunc(d.all, func(x Draft) bool { return x.Agreement == agreement && x.Kind == kind })
	return nil
}

// In a browser a sheet is kept while it is typed, under the pages' policy.
func TestDraftsAreKeptWhileTyping(t *testing.T) {
	tab := chromium(t)
	o := worked(t)
	kept := &draftsInMemory{}
	o.Desk.Drafts = kept
	site := httptest.NewServer(New(o))
	defer site.Close()
	ctx, cancel := context.WithTimeout(tab, time.Minute)
	defer cancel()
	const typing = `(() => { const f = document.querySelector("[name=another]"); f.value = "Hours taught"; f.dispatchEvent(new Event("input", {bubbles: true})) })()`
	if err := chromedp.Do(ctx, chromedp.Navigate(site.URL+"/desk/agreements/a0-2?what=result"), chromedp.Evaluate[chromedp.Void](typing)); err != nil {
		t.Fatal(err)
	}
	for until := time.Now().Add(20 * time.Second); ; time.Sleep(100 * time.Millisecond) {
		all, _ := kept.Of(ctx, "")
		if len(all) == 1 && all[0].Typed.Get("another") == "Hours taught" && all[0].Kind == desk.Result {
			break
		}
		if time.Now().After(until) {
			t.Fatalf("nothing was kept: %v", all)
		}
	}
	said := ""
	for until := time.Now().Add(10 * time.Second); said == "" && time.Now().Before(until); time.Sleep(100 * time.Millisecond) {
		var err error
		if said, err = chromedp.Run(ctx, chromedp.Evaluate[string](`document.querySelector("[data-draft-says]").textContent`)); err != nil {
			t.Fatal(err)
		}
	}
	if said != "Kept as a draft: nothing is entered yet." {
		t.Errorf("the page says %q", said)
	}
}
