package web

import (
	"context"
	"fmt"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// stop is where a tabulator comes to: what has the focus, and what is wrong with it.
type stop struct {
	What   string   `json:"what"`
	Wrongs []string `json:"wrongs"`
	End    bool     `json:"end"` // the focus has left the page
}

// whereFocusIs looks at what has the focus: it must be seen, with a ring around it,
// have a name that is read out, and come after what had it before.
const whereFocusIs = `(() => {
	const e = document.activeElement;
	if (!e || e === document.body || e === document.documentElement) return {what: "", wrongs: [], end: true};
	if (e === window.before) return {what: "", wrongs: [], end: false}; // a part of the same, such as the month of a day
	const wrongs = [], r = e.getBoundingClientRect(), s = getComputedStyle(e);
	if (r.width < 1 || r.height < 1) wrongs.push("is not seen");
	if (r.bottom < 0 || r.top > innerHeight) wrongs.push("is off the screen");
	if (s.outlineStyle === "none" || parseFloat(s.outlineWidth) < 2) wrongs.push("has no ring: " + s.outline);
	const label = e.labels && e.labels[0];
	const by = e.getAttribute("aria-labelledby");
	const name = e.getAttribute("aria-label") || (by && document.getElementById(by).textContent) || (label && label.textContent) || e.textContent || e.value;
	if (!name || !name.trim()) wrongs.push("has no name");
	if (window.before && !(window.before.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING)) wrongs.push("comes before what had the focus before it");
	window.before = e;
	return {what: e.outerHTML.slice(0, 120), wrongs, end: false};
})()`

// Every page is gone through by key from its first link to its last, in the order in
// which it is read, and what has the focus is seen.
func TestPagesByKey(t *testing.T) {
	tab := chromium(t)
	open := httptest.NewServer(New(rich().options(t)))
	defer open.Close()
	desk := httptest.NewServer(New(worked(t)))
	defer desk.Close()
	if err := chromedp.Do(tab, chromedp.Navigate("about:blank")); err != nil { // the tab lives as long as what first used it
		t.Fatal(err)
	}
	began, keys := time.Now(), 0
	for _, address := range []string{
		open.URL + "/en/", open.URL + "/ur/agreements/a0-2", open.URL + "/en/agreements", open.URL + "/zh/sources/s1",
		desk.URL + "/en/desk", desk.URL + "/ur/desk/agreements/a0-2?what=result", desk.URL + "/en/desk/meetings/1",
	} {
		ctx, cancel := context.WithTimeout(tab, 3*time.Minute)
		if err := chromedp.Do(ctx, chromedp.EmulateViewport(desktop, 800), chromedp.Navigate(address), chromedp.Evaluate[chromedp.Void]("document.activeElement.blur()")); err != nil {
			t.Fatal(address, err)
		}
		for n := 0; ; n++ {
			if err := chromedp.Do(ctx, chromedp.KeyEvent(kb.Tab)); err != nil {
				t.Fatal(address, err)
			}
			at, err := chromedp.Run(ctx, chromedp.Evaluate[stop](whereFocusIs))
			if err != nil {
				t.Fatal(address, err)
			}
			if at.End {
				if n < 10 {
					t.Errorf("%s: the focus leaves after %d keys", address, n)
				}
				break
			}
			keys++
			for _, wrong := range at.Wrongs {
				t.Errorf("%s: %s %s", address, at.What, wrong)
			}
			if n > 400 {
				break // a long page: what follows is more of the same
			}
		}
		cancel()
	}
	t.Logf("%d keys in %v", keys, time.Since(began).Round(time.Second))
}

// The first key on a page offers to leave out what every page begins with.
func TestSkipping(t *testing.T) {
	tab := chromium(t)
	site := httptest.NewServer(New(rich().options(t)))
	defer site.Close()
	ctx, cancel := context.WithTimeout(tab, time.Minute)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Navigate(site.URL+"/en/agreements/a0-2"), chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Enter)); err != nil {
		t.Fatal(err)
	}
	if at, err := chromedp.Run(ctx, chromedp.Evaluate[string]("document.activeElement.id")); err != nil || at != "main" {
		t.Errorf("the focus is on %q: %v", at, err)
	}
}

// conditions are those of a link: milliseconds, and bytes a second. The package knows
// only the command that came after, which not every Chromium has.
type conditions struct {
	Offline bool    `json:"offline"`
	Latency float64 `json:"latency"`
	Down    float64 `json:"downloadThroughput"`
	Up      float64 `json:"uploadThroughput"`
}

var throttle = cdp.Command[conditions, struct{}]{Method: "Network.emulateNetworkConditions"}

// slowly makes the tab's network what a telephone has far from a town: 150 ms there and
// back, 1.6 megabits a second.
func slowly(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
	if _, err := cdp.Call(ctx, t, network.Enable, network.EnableParams{}); err != nil {
		return chromedp.Void{}, err
	}
	_, err := cdp.Call(ctx, t, throttle, conditions{Latency: 150, Down: 1.6e6 / 8, Up: 0.75e6 / 8})
	return chromedp.Void{}, err
}

// painted is when something was first to be seen, in milliseconds from when the page was
// asked for.
const painted = `new Promise(done => { const look = () => { const p = performance.getEntriesByName("first-contentful-paint")[0]; p ? done(p.startTime) : setTimeout(look, 20) }; look() })`

// TestPagesAreSeenSoon prints when pages are first to be seen on a slow link, by who
// comes for the first time and by who has been on another page. Bounds are wide: the
// figures are of the machine as well.
func TestPagesAreSeenSoon(t *testing.T) {
	tab := chromium(t)
	site := httptest.NewServer(New(rich().options(t)))
	defer site.Close()
	ctx, cancel := context.WithTimeout(tab, 2*time.Minute)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank"), slowly); err != nil {
		t.Fatal(err)
	}
	for i, path := range []string{"/en/", "/en/agreements/a0-2", "/ur/agreements/a0-2", "/en/events/e0-1", "/zh/sources/s1", "/en/agreements"} {
		if err := chromedp.Do(ctx, chromedp.Navigate(site.URL+path)); err != nil {
			t.Fatal(err)
		}
		at, err := chromedp.Run(ctx, chromedp.Evaluate[float64](painted, chromedp.EvalAwaitPromise))
		if err != nil {
			t.Fatal(err)
		}
		first := ""
		if i == 0 {
			first = ", with nothing kept"
		}
		t.Log(fmt.Sprintf("%s is seen after %.0f ms%s", path, at, first))
		if at > 3000 {
			t.Errorf("%s is seen only after %.0f ms", path, at)
		}
	}
}
