// Command sanad-gallery photographs every kind of page of a register that is being
// served, narrow, middling and wide, in each language, in the light and in the dark,
// so that a person can look at them all. It is for whoever changes how pages look;
// nothing else uses it.
//
//	sanad-gallery --at http://127.0.0.1:8080 --into gallery
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"sanad/internal/publish/report/render"
)

// pages are the kinds of page there are, by the name of their pictures. What a
// register lacks is left out.
var pages = []struct{ name, path string }{
	{"home", "/"},
	{"agreements", "/agreements"},
	{"agreement", "/agreements/a1-3"},
	{"agreement-poor", "/agreements/a13-1"},
	{"agreement-ur", "/agreements/a99-1"},
	{"agreement-zh", "/agreements/a118-1"},
	{"search", "/search?q=zte"},
	{"events", "/events"},
	{"event", "/events/e0-1"},
	{"parties", "/parties"},
	{"party", "/parties/p0-4"},
	{"theme", "/themes/training"},
	{"map", "/map"},
	{"sources", "/sources"},
	{"source", "/sources/s1"},
	{"source-ur", "/sources/s99"},
	{"source-zh", "/sources/s118"},
	{"meetings", "/meetings"},
	{"calendar", "/calendar"},
	{"feed", "/feed"},
	{"message", "/agreements/a1-3/message"},
	{"questions", "/questions"},
	{"reports", "/reports"},
	{"pack", "/reports/pack"},
	{"annex", "/reports/annex"},
	{"brief", "/reports/brief?agreement=a1-3"},
	{"figures", "/figures"},
	{"figure", "/figures/signed-of-announced/1"},
	{"log", "/log"},
	{"entry", "/log/entries/1"},
	{"about", "/about"},
	{"missing", "/nowhere"},
	{"badquery", "/agreements?kind=nonsense"},
	{"badpart", "/agreements?offset=-1"},
	{"nomatch", "/agreements?q=zzzzzz"},
	{"nosearch", "/search?q=zzzzzz"},
	{"desk", "/desk"},
	{"record", "/desk/agreements/a1-3"},
	{"start", "/desk/meetings"},
}

func main() {
	at := flag.String("at", "http://127.0.0.1:8080", "where the register is served")
	into := flag.String("into", "gallery", "directory for the pictures")
	only := flag.String("only", "", "names of pages, with commas; all where empty")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := gallery(ctx, strings.TrimSuffix(*at, "/"), *into, *only); err != nil {
		fmt.Fprintln(os.Stderr, "sanad-gallery:", err)
		os.Exit(1)
	}
}

// gallery takes all pictures, in one browser and one tab.
func gallery(ctx context.Context, at, into, only string) error {
	found, err := render.FindBrowser("")
	if err != nil {
		return err
	}
	if err := served(ctx, at); err != nil {
		return err
	}
	options := []chromedp.ExecAllocatorOption{chromedp.ExecPath(found.Path), chromedp.Flag("disable-dev-shm-usage", true), chromedp.Flag("hide-scrollbars", true)}
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox) // Chromium will not start as root with it
	}
	tab, stop := chromedp.NewContext(ctx, chromedp.WithAllocatorOptions(options...))
	defer stop()
	taken := 0
	for _, p := range pages {
		if only != "" && !strings.Contains(","+only+",", ","+p.name+",") {
			continue
		}
		for _, lang := range []string{"en", "ur", "zh"} {
			n, err := shoot(tab, at+"/"+lang+p.path, filepath.Join(into, lang), p.name)
			if err != nil {
				return fmt.Errorf("%s in %s: %w", p.path, lang, err)
			}
			taken += n
		}
	}
	fmt.Printf("%d pictures in %s\n", taken, into)
	return nil
}

// served waits until the register answers, for it may have been started just now.
func served(ctx context.Context, at string) error {
	for range 100 {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, at+"/healthz", nil)
		if err != nil {
			return err
		}
		if answer, err := http.DefaultClient.Do(r); err == nil {
			return answer.Body.Close()
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
	return errors.New("no register is served at " + at)
}

const (
	screen  = 900  // how tall a window is
	tallest = 6000 // bounds a picture: what lies below is more of the same
)

// shoot takes a page at each width, light and dark, and gives how many pictures that
// were.
func shoot(tab context.Context, address, dir, name string) (int, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return 0, err
	}
	n := 0
	for _, width := range []int64{360, 768, 1440} {
		err := chromedp.Do(tab, chromedp.EmulateViewport(width, screen), chromedp.Navigate(address))
		if err != nil {
			return n, err
		}
		height, err := chromedp.Run(tab, chromedp.Evaluate[float64]("document.documentElement.scrollHeight"))
		if err != nil {
			return n, err
		}
		for _, scheme := range []string{"light", "dark"} {
			picture, err := chromedp.Run(tab, photograph(scheme, float64(width), min(height, tallest)))
			if err != nil {
				return n, err
			}
			if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%s-%d-%s.png", name, width, scheme)), picture, 0o644); err != nil {
				return n, err
			}
			n++
		}
	}
	paper, err := chromedp.Run(tab, onPaper)
	if err != nil {
		return n, err
	}
	return n + 1, os.WriteFile(filepath.Join(dir, name+"-print.png"), paper, 0o644)
}

// onPaper is the page as it prints, in one piece as wide as a sheet of A4.
func onPaper(ctx context.Context, t *chromedp.Target) ([]byte, error) {
	const width = 794 // pixels of CSS, 96 to the inch
	if _, err := chromedp.EmulateViewport(width, screen)(ctx, t); err != nil {
		return nil, err
	}
	if _, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}); err != nil {
		return nil, err
	}
	defer func() { _, _ = cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{}) }()
	height, err := chromedp.Evaluate[float64]("document.documentElement.scrollHeight")(ctx, t)
	if err != nil {
		return nil, err
	}
	return capture(ctx, t, width, min(height, tallest))
}

// photograph is the page as it stands, in a colour scheme.
func photograph(scheme string, width, height float64) chromedp.Action[[]byte] {
	return func(ctx context.Context, t *chromedp.Target) ([]byte, error) {
		prefer := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}
		if _, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, prefer); err != nil {
			return nil, err
		}
		return capture(ctx, t, width, height)
	}
}

// capture takes what is on the screen and below it. Of a page that ends on the screen
// nothing is taken beyond: Chromium shifts one that reads from right to left.
func capture(ctx context.Context, t *chromedp.Target, width, height float64) ([]byte, error) {
	beyond := height > screen
	shot, err := cdp.Call(ctx, t, page.CaptureScreenshot, page.CaptureScreenshotParams{
		CaptureBeyondViewport: &beyond, Clip: &page.Viewport{Width: width, Height: height, Scale: 1},
	})
	return shot.Data, err
}
