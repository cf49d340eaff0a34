package render

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"sanad/internal/fault"
)

// Browser prints HTML as PDF: a Chromium on this machine.
type Browser struct{ Path string }

// browsers are the names Chromium goes by.
var browsers = []string{"chromium", "chromium-browser", "google-chrome-stable", "google-chrome"}

// FindBrowser is the Chromium at a path, or with "" the first in PATH. Where there
// is none it is Unavailable.
func FindBrowser(path string) (Browser, error) {
	names := browsers
	if path != "" {
		names = []string{path}
	}
	for _, name := range names {
		if found, err := exec.LookPath(name); err == nil {
			return Browser{found}, nil
		}
	}
	if path != "" {
		return Browser{}, fault.New(fault.Unavailable, "no program at %s to print PDF with", path).WithHint("--chromium names a Chromium or Chrome")
	}
	return Browser{}, fault.New(fault.Unavailable, "no Chromium is installed to print PDF with").
		WithHint("install the package chromium, name one with --chromium, or write .html and print that")
}

// printWithin bounds one print. A page of a thousand rows takes some seconds.
const printWithin = 50 * time.Second

// PDF prints one page. The page's own policy lets no script run. (Turning scripts off
// by a setting turns printing off with them.)
func (b Browser) PDF(ctx context.Context, page []byte) ([]byte, error) {
	return b.run(ctx, page, "report.html", "out.pdf", "%PDF-", "--no-pdf-header-footer", "--print-to-pdf=")
}

// PNG draws a picture, an SVG of a width and height in pixels. Whatever text it holds
// is laid out as the browser lays it out, Nastaliq too, which no drawing package for
// Go does.
func (b Browser) PNG(ctx context.Context, svg []byte, width, height int) ([]byte, error) {
	return b.run(ctx, svg, "picture.svg", "out.png", "\x89PNG", "--hide-scrollbars", "--force-device-scale-factor=1", fmt.Sprintf("--window-size=%d,%d", width, height), "--screenshot=")
}

// run lets the browser make one file of another: the last argument is where to,
// begins is how such a file begins. The browser gets a profile of its own that goes
// with it, and finds no host.
func (b Browser) run(ctx context.Context, in []byte, name, outName, begins string, args ...string) ([]byte, error) {
	dir, err := os.MkdirTemp("", "sanad-print-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	from, out := filepath.Join(dir, name), filepath.Join(dir, outName)
	if err := os.WriteFile(from, in, 0o600); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, printWithin)
	defer cancel()
	all := []string{
		"--headless", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-sync", "--disable-component-update",
		"--disable-background-networking", "--disable-default-apps", "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND",
		"--user-data-dir=" + filepath.Join(dir, "profile"),
	}
	if os.Geteuid() == 0 {
		all = append(all, "--no-sandbox") // Chromium will not start as root with it
	}
	all = append(all, args...)
	all[len(all)-1] += out
	cmd := exec.CommandContext(ctx, b.Path, append(all, "file://"+from)...)
	var errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &errs, &errs
	cmd.WaitDelay = 5 * time.Second
	err = cmd.Run()
	made, missing := os.ReadFile(out)
	if missing != nil || !bytes.HasPrefix(made, []byte(begins)) {
		return nil, fault.New(fault.Unavailable, "%s printed nothing: %v: %s", b.Path, err, lastLine(errs.String()))
	}
	return made, nil
}

func lastLine(s string) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	return lines[len(lines)-1]
}
