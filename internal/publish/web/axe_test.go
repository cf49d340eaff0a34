package web

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"sanad/internal/publish/report/render"
)

// axe-core as "make tools" fetches it, and what its program must hash to.
const (
	axeVersion = "4.14.1"
	axeHash    = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"
)

// axeProgram is axe-core's program from the cache. Where it was not fetched the test
// is left out, but not in CI.
func axeProgram(t *testing.T) string {
	t.Helper()
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.ReadFile(filepath.Join(cache, "sanad", "axe-core-"+axeVersion, "axe.min.js"))
	if err != nil {
		missing(t, "axe-core "+axeVersion)
	}
	if sum := sha256.Sum256(program); hex.EncodeToString(sum[:]) != axeHash {
		t.Fatalf("axe-core in the cache is another than %s: its hash is %x", axeVersion, sum)
	}
	return string(program)
}

func missing(t *testing.T, tool string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is not there; \"make tools\" brings it", tool)
	}
	t.Skipf("%s is not there, and so no page was looked at with it; \"make tools\" brings it", tool)
}

// chromium starts one browser for the test, and gives a tab of it.
func chromium(t *testing.T) context.Context {
	t.Helper()
	found, err := render.FindBrowser("")
	if err != nil {
		missing(t, "Chromium")
	}
	options := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(found.Path), chromedp.Flag("disable-dev-shm-usage", true), chromedp.WSURLReadTimeout(2 * time.Minute), chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
	}
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox) // Chromium will not start as root with it
	}
	tab, stop := chromedp.NewContext(context.Background(), chromedp.WithAllocatorOptions(options...))
	t.Cleanup(stop)
	return tab
}

// complaint is a rule that a page breaks, as axe tells it.
type complaint struct {
	ID    string `json:"id"`
	Help  string `json:"help"`
	Nodes []struct {
		HTML string `json:"html"`
		Why  string `json:"failureSummary"`
	} `json:"nodes"`
}

// runAxe holds the page to the rules of WCAG 2.2, levels A and AA: to all, or to all
// but those of colours, which take the most time.
const runAxe = `axe.run(document, {resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
	rules: {"color-contrast": {enabled: %t}}})
	.then(r => r.violations.map(v => ({id: v.id, help: v.help, nodes: v.nodes.slice(0, 3).map(n => ({html: n.html.slice(0, 300), failureSummary: n.failureSummary}))})))`

// runColours holds it to the rule of colours alone.
const runColours = `axe.run(document, {resultTypes: ["violations"], runOnly: {type: "rule", values: ["color-contrast"]}})
	.then(r => r.violations.map(v => ({id: v.id, help: v.help, nodes: v.nodes.slice(0, 3).map(n => ({html: n.html.slice(0, 300), failureSummary: n.failureSummary}))})))`

// wider tells what makes a page wider than its window: whoever reads it on a telephone
// would have to go to and fro for each line.
const wider = `(() => { const w = document.documentElement.clientWidth;
	if (document.documentElement.scrollWidth <= w) return [];
	const out = [...document.querySelectorAll("main *, header *, footer *")].filter(e => { const r = e.getBoundingClientRect(); return (r.right > w + 1 || r.left < -1) && !e.closest(".scroll, .hide, caption, pre"); });
	return [{id: "wider-than-the-window", help: "nothing but a table or a picture goes on sideways", nodes: out.slice(0, 3).map(e => ({html: e.outerHTML.slice(0, 200), failureSummary: ""}))}]; })()`

// telephone and desktop are the widths at which pages are looked at.
const telephone, desktop = 360, 1280

// look opens a page as on a telephone and gives what axe has to say of it. With colours
// it is looked at in the dark as well, and as on a desktop.
func look(t *testing.T, tab context.Context, program, address string, colours bool) []complaint {
	t.Helper()
	ctx, cancel := context.WithTimeout(tab, 3*time.Minute)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(telephone, 800), chromedp.Navigate(address), chromedp.Evaluate[chromedp.Void](program)); err != nil {
		t.Fatalf("%s: %v", address, err)
	}
	// What the page, its style and its scripts asked for, as the browser counts it.
	const asked = `performance.getEntriesByType("resource").map(e => e.name).filter(n => !n.startsWith(location.origin + "/") && !n.startsWith("data:"))`
	elsewhere, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](asked))
	if err != nil || len(elsewhere) > 0 {
		t.Errorf("%s asks others for %v: %v", address, elsewhere, err)
	}
	run := func(script string) []complaint {
		found, err := chromedp.Run(ctx, chromedp.Evaluate[[]complaint](script, chromedp.EvalAwaitPromise))
		if err != nil {
			t.Fatalf("%s: %v", address, err)
		}
		return found
	}
	all := append(run(fmt.Sprintf(runAxe, colours)), run(wider)...)
	if !colours {
		return all
	}
	must := func(err error) {
		if err != nil {
			t.Fatalf("%s: %v", address, err)
		}
	}
	must(chromedp.Do(ctx, prefer("dark")))
	all = append(all, run(runColours)...)
	must(chromedp.Do(ctx, prefer("light"), chromedp.EmulateViewport(desktop, 800)))
	return append(all, run(fmt.Sprintf(runAxe, false))...)
}

// prefer makes the tab prefer light or dark pages.
func prefer(scheme string) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
		})
		return chromedp.Void{}, err
	}
}

// looked are the pages that are looked at: all in English, but of those that only say
// what went wrong, one of each kind, and of those of one address that a query narrows
// the first. In another language, whose pages have the same elements, one of each route.
func looked(s *site, l *language) []string {
	var all []string
	seen := map[string]bool{}
	for _, a := range asked {
		key, _, _ := strings.Cut(a.path, "?")
		switch {
		case a.status != http.StatusOK:
			key = http.StatusText(a.status)
		case l.Tag != fallback:
			_, key = s.mux.Handler(httptest.NewRequest(http.MethodGet, a.path, nil))
		}
		if a.kind == htmlType && !seen[key] {
			seen[key] = true
			all = append(all, a.path)
		}
	}
	return all
}

// No page breaks a rule of WCAG 2.2 AA that axe can tell, in any language, nor is wider
// than a telephone. Colours, which take the most time, and what a wide window changes are
// the same in each: they are looked at in one, in the light and in the dark.
func TestPagesAreAccessible(t *testing.T) {
	program, tab := axeProgram(t), chromium(t)
	open := newSite(rich().options(t), mustSub("messages"))
	site := httptest.NewServer(open.handler())
	defer site.Close()
	desk := httptest.NewServer(newSite(worked(t), mustSub("messages")).handler())
	defer desk.Close()
	people, session, accountPaths := accountPages(t)
	signedIn := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.AddCookie(&http.Cookie{Name: "sanad", Value: session})
		people.Config.Handler.ServeHTTP(w, r)
	}))
	defer signedIn.Close()
	if err := chromedp.Do(tab, chromedp.Navigate("about:blank")); err != nil { // the tab lives as long as what first used it
		t.Fatal(err)
	}
	began, pages, told := time.Now(), 0, map[string]bool{}
	see := func(t *testing.T, address string, colours bool) {
		pages++
		for _, c := range look(t, tab, program, address, colours) {
			for _, n := range c.Nodes {
				if !told[c.ID+n.HTML] {
					told[c.ID+n.HTML] = true
					t.Errorf("%s: %s (%s)\n  %s\n  %s", address, c.ID, c.Help, n.HTML, strings.ReplaceAll(n.Why, "\n", " "))
				}
			}
		}
	}
	for _, l := range open.languages {
		t.Run(l.Tag, func(t *testing.T) {
			for _, path := range looked(open, l) {
				see(t, site.URL+"/"+l.Tag+path, l.Tag == fallback)
			}
			for _, path := range accountPaths {
				see(t, signedIn.URL+"/"+l.Tag+path, l.Tag == fallback)
			}
			for i, path := range deskPaths() {
				if l.Tag != fallback && i > deskApart {
					break
				}
				see(t, desk.URL+"/"+l.Tag+path, l.Tag == fallback)
			}
		})
	}
	t.Logf("%d pages were looked at in %v", pages, time.Since(began).Round(time.Second))
}
