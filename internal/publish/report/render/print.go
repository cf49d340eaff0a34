package render

import (
	"bytes"
	"context"
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

// PDF prints one page. The browser gets a profile of its own that goes with it,
// and finds no host; the page's own policy lets no script run. (Turning scripts off
// by a setting turns printing off with them.)
func (b Browser) PDF(ctx context.Context, page []byte) ([]byte, error) {
	dir, err := os.MkdirTemp("", "sanad-print-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	in, out := filepath.Join(dir, "report.html"), filepath.Join(dir, "report.pdf")
	if err := os.WriteFile(in, page, 0o600); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, printWithin)
	defer cancel()
	args := []string{
		"--headless", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-sync", "--disable-component-update",
		"--disable-background-networking", "--disable-default-apps", "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND",
		"--user-data-dir=" + filepath.Join(dir, "profile"), "--no-pdf-header-footer",
	}
	if os.Geteuid() == 0 {
		args = append(args, "--no-sandbox") // Chromium will not start as root with it
	}
	cmd := exec.CommandContext(ctx, b.Path, append(args, "--print-to-pdf="+out, "file://"+in)...)
	var errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &errs, &errs
	cmd.WaitDelay = 5 * time.Second
	err = cmd.Run()
	pdf, missing := os.ReadFile(out)
	if missing != nil || !bytes.HasPrefix(pdf, []byte("%PDF-")) {
		return nil, fault.New(fault.Unavailable, "%s printed nothing: %v: %s", b.Path, err, lastLine(errs.String()))
	}
	return pdf, nil
}

func lastLine(s string) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	return lines[len(lines)-1]
}
