package main

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"sanad/internal/publish/report/render"
)

// browserTab is a tab of a Chromium of the test's own. Without scripts it runs none of
// a page's.
func browserTab(t *testing.T, scripts bool) context.Context {
	t.Helper()
	found, err := render.FindBrowser("")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	options := []chromedp.ExecAllocatorOption{chromedp.ExecPath(found.Path), chromedp.Flag("disable-dev-shm-usage", true), chromedp.WSURLReadTimeout(2 * time.Minute)}
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox) // Chromium will not start as root with it
	}
	tab, stop := chromedp.NewContext(context.Background(), chromedp.WithAllocatorOptions(options...))
	t.Cleanup(stop)
	quiet := func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, target, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !scripts})
		return chromedp.Void{}, err
	}
	if err := chromedp.Do(tab, chromedp.Navigate("about:blank"), quiet); err != nil {
		t.Fatal(err)
	}
	return tab
}

// person is somebody at a browser.
type person struct {
	t   *testing.T
	tab context.Context
}

// does takes steps, each within half a minute.
func (p person) does(what string, steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	for i, step := range steps {
		ctx, cancel := context.WithTimeout(p.tab, 30*time.Second)
		err := chromedp.Do(ctx, step)
		cancel()
		if err != nil {
			p.t.Fatalf("%s, step %d: %v", what, i+1, err)
		}
	}
}

// sees waits for something on the page, and gives its text.
func (p person) sees(what, selector, words string) {
	p.t.Helper()
	for until := time.Now().Add(30 * time.Second); ; time.Sleep(100 * time.Millisecond) {
		text, err := chromedp.Run(p.tab, chromedp.Evaluate[string](`[...document.querySelectorAll("`+selector+`")].map(e => e.textContent).join("\n")`))
		if err == nil && text != "" && strings.Contains(text, words) {
			return
		}
		if time.Now().After(until) {
			at, _ := chromedp.Run(p.tab, chromedp.Location())
			p.t.Fatalf("%s: %s at %s says %q, not %q (%v)", what, selector, at, text, words, err)
		}
	}
}

// TestReadersMinute: whoever reads Urdu comes from the front page by searching to an
// agreement, to the sentence that says it, to how to check the register, and to all of
// it as a file; with scripts and without.
func TestReadersMinute(t *testing.T) {
	at := deskServed(t, samples(t))
	for name, scripts := range map[string]bool{"with scripts": true, "without": false} {
		t.Run(name, func(t *testing.T) {
			p := person{t, browserTab(t, scripts)}
			p.does("opens the register", chromedp.Navigate(at+"/ur/"))
			p.sees("the front page is in Urdu", "html[lang=ur][dir=rtl] h1", "معاہدوں")
			p.does("searches", chromedp.SendKeys(".seek input", "نیلم پورٹ اتھارٹی"+kb.Enter))
			p.sees("finds agreements", "main .ledger .title", "نیلم پورٹ اتھارٹی")
			p.does("opens the first", chromedp.Click("main .ledger .title"))
			p.sees("the agreement says how it stands", ".answers dt", "قانونی حیثیت")
			p.does("asks who says so", chromedp.Click(".answers .voices summary"))
			p.sees("the sentence stands there", ".answers .voices[open] q", "")
			p.does("goes to the sentence", chromedp.Click(".answers .voices[open] q a"))
			p.sees("the words are marked in the text", ".text mark:target, .text mark:has(> a:target)", "")
			p.does("asks how to check it", chromedp.Click("footer a[href='/ur/log']"))
			p.sees("how to verify is told", "main pre", "sanad verify")
			p.does("looks for the whole", chromedp.Click("footer a[href='/ur/downloads']"))
			p.sees("there are files", "main a", "")
		})
	}
	answer, err := http.Get(at + "/downloads/register.jsonl.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		t.Errorf("the whole register answers %s", answer.Status)
	}
}

// TestOfficersDay: a source comes in, its values are reviewed by key alone, a question is
// ruled on, progress is recorded with its evidence, a meeting is held and closed into
// minutes, and the pack is there to print; without scripts as well.
func TestOfficersDay(t *testing.T) {
	for name, scripts := range map[string]bool{"with scripts": true, "without": false} {
		t.Run(name, func(t *testing.T) {
			data := filepath.Join(t.TempDir(), "data")
			text := filepath.Join(t.TempDir(), "a.txt")
			words := "The Ministry of Communications of Kenya and Example Skills Company Limited signed a memorandum of understanding on 4 September 2025 to train 1,500 young people in digital skills."
			if err := os.WriteFile(text, []byte(words), 0o600); err != nil {
				t.Fatal(err)
			}
			if _, stderr, err := command(t, data, "add", "--keep", "--published", "2025-09-08", "--publisher", "Example Times", text); err != nil {
				t.Fatal(err, stderr)
			}
			at := deskServed(t, data)
			p := person{t, browserTab(t, scripts)}
			p.does("comes to the desk", chromedp.Navigate(at+"/en/desk/sources"))
			p.sees("the source is to be reviewed", ".ledger .sum", "to review")
			p.does("opens it", chromedp.Click(".ledger .title"))
			p.sees("the text stands there", ".reviewing .text mark", "memorandum of understanding")
			p.sees("the first value is asked", "#asked", "Kind")
			p.does("accepts it by key", chromedp.KeyEvent(kb.Enter))
			p.sees("it is decided", ".done", "Decided")
			p.sees("the next is asked", "#asked", "Stage")
			p.does("corrects it", chromedp.SendKeys("#corrected", "In force"), chromedp.SendKeys("#reason", "The gazette says so"), chromedp.Click("button[value=correct]"))
			p.sees("the one after is asked", "#asked", "Level")
			p.does("takes the correction back", chromedp.Click(".done button"))
			p.sees("it is taken back", ".done", "Taken back")
			p.does("records progress", chromedp.Navigate(at+"/en/desk/agreements/a0-1?what=result"),
				chromedp.SendKeys("[name=another]", "People trained"), chromedp.SendKeys("[name=actual]", "120 people"),
				chromedp.SendKeys("[name=url]", "https://example.org/report"),
				chromedp.Evaluate[chromedp.Void](`document.querySelector("[name=proof]").selectedIndex = 1`), chromedp.Click("form.entry .act button"))
			p.sees("it is entered", ".done", "Entered")
			p.does("begins a meeting", chromedp.Navigate(at+"/en/desk/meetings"), chromedp.SendKeys("#name", "Review"), chromedp.Click("form.entry .act button"))
			p.sees("the agenda is made", "main h1", "Review")
			p.does("prints the pack", chromedp.Navigate(at+"/en/reports/pack"))
			p.sees("the pack is there", "main h1", "Committee pack")
		})
	}
}
