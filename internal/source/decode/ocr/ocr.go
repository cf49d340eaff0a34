// Package ocr reads pages that are pictures, with a recogniser of letters that
// is installed beside Sanad. It is not pure, and no decoder calls it: another
// program, another version, another language file give another text. A text it
// had part in says so in Unread, page by page, and is archived beside the original.
//
// Fill puts recognised pages where decode found none. Tesseract is the one
// recogniser there is; it runs as a process of its own, without a shell, for a
// limited time, fed through pipes; nothing is stored.
package ocr

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"time"

	"sanad/internal/fault"
	"sanad/internal/source/decode/decoded"
	"sanad/internal/source/decode/pdf"
)

// Recognizer reads a picture of a page.
type Recognizer interface {
	// Name is program and version, as it is to be told of the text.
	Name(ctx context.Context) (string, error)
	// Recognize gives the text of a PNG, "" when it sees none.
	Recognize(ctx context.Context, png []byte) (string, error)
}

// Tesseract runs an installed tesseract.
type Tesseract struct {
	Path      string        // of the program; "" looks for "tesseract" in PATH
	Languages string        // as tesseract names them: "eng", "eng+urd"; "" tells them from each page's script
	Timeout   time.Duration // a page; 0 is two minutes
}

var languages = regexp.MustCompile(`^[A-Za-z_]{2,20}(\+[A-Za-z_]{2,20})*$`)

func (t Tesseract) find() (string, error) {
	name := t.Path
	if name == "" {
		name = "tesseract"
	}
	at, err := exec.LookPath(name)
	if err != nil {
		return "", fault.New(fault.Unavailable, "tesseract is not installed").
			WithHint("install it (Debian: apt install tesseract-ocr), or recognise the text elsewhere and add that")
	}
	return at, nil
}

// Name is "tesseract 5.3.0".
func (t Tesseract) Name(ctx context.Context) (string, error) {
	at, err := t.find()
	if err != nil {
		return "", err
	}
	out, err := t.run(ctx, at, nil, "--version")
	if err != nil {
		return "", err
	}
	line, _, _ := strings.Cut(string(out), "\n")
	return decoded.Cut(decoded.Fold(line), 60), nil
}

// Recognize reads one page.
func (t Tesseract) Recognize(ctx context.Context, png []byte) (string, error) {
	at, err := t.find()
	if err != nil {
		return "", err
	}
	l := t.Languages
	if l == "" {
		if l, err = t.languagesOf(ctx, at, png); err != nil {
			return "", err
		}
	}
	if !languages.MatchString(l) {
		return "", fault.New(fault.Invalid, "no languages for OCR: %q", l).WithHint("name them as tesseract does: eng+urd")
	}
	out, err := t.run(ctx, at, png, "stdin", "stdout", "-l", l)
	return string(out), err
}

// scripts are the languages that Sanad reads by how tesseract's orientation and
// script detection calls their letters. Han it calls now this, now that.
var scripts = map[string][]string{"Latin": {"eng"}, "Arabic": {"urd", "ara", "fas"}}

var han = []string{"chi_sim", "chi_tra"}

var scriptLine = regexp.MustCompile(`(?m)^Script: (\w+)`)

// languagesOf chooses the installed languages for a page by its script; all that
// Sanad reads where the page does not tell.
func (t Tesseract) languagesOf(ctx context.Context, at string, png []byte) (string, error) {
	list, err := t.run(ctx, at, nil, "--list-langs")
	if err != nil {
		return "", err
	}
	installed := strings.Fields(string(list))
	among := func(wanted []string) (have []string) {
		for _, l := range wanted {
			if slices.Contains(installed, l) {
				have = append(have, l)
			}
		}
		return have
	}
	wanted, script := slices.Concat(scripts["Latin"], scripts["Arabic"][:1], han), ""
	// A page with too few letters is no error: then all are tried.
	if out, err := t.run(ctx, at, png, "stdin", "stdout", "--psm", "0", "-l", "osd"); err == nil {
		if m := scriptLine.FindStringSubmatch(string(out)); m != nil {
			script = m[1]
			if wanted = scripts[script]; wanted == nil {
				wanted = han
			}
		}
	}
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	have := among(wanted)
	if script == "Arabic" && len(have) > 1 {
		have = have[:1]
	}
	if len(have) == 0 {
		return "", fault.New(fault.Unavailable, "tesseract has none of its languages %s, which the page needs", strings.Join(wanted, ", ")).
			WithHint("install one (Debian: apt install tesseract-ocr-%s)", strings.ReplaceAll(wanted[0], "_", "-"))
	}
	return strings.Join(have, "+"), nil
}

// Installed says whether there is a tesseract to run.
func (t Tesseract) Installed() bool {
	_, err := t.find()
	return err == nil
}

func (t Tesseract) run(ctx context.Context, at string, in []byte, args ...string) ([]byte, error) {
	limit := t.Timeout
	if limit == 0 {
		limit = 2 * time.Minute
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, at, args...)
	cmd.Stdin = bytes.NewReader(in)
	cmd.WaitDelay = time.Second // a child that keeps the pipe open does not keep us
	var out, trouble capped
	cmd.Stdout, cmd.Stderr = &out, &trouble
	err := cmd.Run()
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return nil, fault.New(fault.Unavailable, "tesseract took longer than %s for a page", limit).WithHint("try again, or recognise the text elsewhere and add that")
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		line := decoded.Cut(decoded.Fold(trouble.String()), 200)
		if line == "" {
			line = err.Error()
		}
		return nil, fault.New(fault.Unavailable, "tesseract failed: %s", line).WithHint("check that its language files are installed: tesseract --list-langs")
	}
	return out.Bytes(), nil
}

// capped keeps the first megabytes written to it.
type capped struct{ bytes.Buffer }

func (c *capped) Write(p []byte) (int, error) {
	if room := 4<<20 - c.Len(); room > 0 {
		c.Buffer.Write(p[:min(room, len(p))])
	}
	return len(p), nil
}

// joinLines makes one line of a paragraph's.
func joinLines(s string) string {
	var b strings.Builder
	for l := range strings.SplitSeq(s, "\n") {
		switch l = strings.TrimSpace(l); {
		case b.Len() == 0 || strings.HasSuffix(b.String(), "-") || decoded.Unspaced(b.String(), l):
		default:
			b.WriteByte(' ')
		}
		b.WriteString(l)
	}
	return b.String()
}

// DPI is the resolution pages are rendered at for recognition; 300 is what
// tesseract's models were trained near.
const DPI = 300

// Fill recognises the pages of a PDF that need it and puts their text where it
// belongs, with doc.Pages kept true. Pages it cannot read stay in Unread with
// the reason; pages it has read stay there too, as recognised and not read. Where
// nothing at all could be read because the recogniser failed, that is an error.
// Progress, where not nil, is told before each page how many are done.
func Fill(ctx context.Context, original []byte, doc decoded.Document, r Recognizer, progress func(done, total int)) (decoded.Document, error) {
	var need []int
	for _, u := range doc.Unread {
		if u.Page > 0 && u.Page <= len(doc.Pages) && strings.HasSuffix(u.Reason, "needs OCR") && !slices.Contains(need, u.Page) {
			need = append(need, u.Page)
		}
	}
	if doc.Media != pdf.Media || len(need) == 0 {
		return doc, nil
	}
	name, err := r.Name(ctx)
	if err != nil {
		return doc, err
	}
	got := map[int]string{}
	why := map[int]string{}
	var failed error
	for n, page := range need {
		if progress != nil {
			progress(n, len(need))
		}
		err := pdf.Picture(original, page, DPI, func(png []byte) error {
			s, err := r.Recognize(ctx, png)
			got[page] = s
			return err
		})
		if ctx.Err() != nil {
			return doc, ctx.Err()
		}
		var w decoded.Writer
		for p := range strings.SplitSeq(strings.ReplaceAll(strings.ReplaceAll(got[page], "\r\n", "\n"), "\f", ""), "\n\n") {
			w.Paragraph(joinLines(p))
		}
		got[page] = w.Text()
		switch {
		case err != nil:
			why[page] = fmt.Sprintf("the page has no text layer and OCR failed: %s", err)
			delete(got, page)
			failed = err
		case got[page] == "":
			why[page] = fmt.Sprintf("the page has no text layer and %s sees no text on it", name)
			delete(got, page)
		default:
			why[page] = fmt.Sprintf("the page has no text layer; its text was recognised by %s and may be wrong: compare it with the original", name)
		}
	}
	if failed != nil && len(got) == 0 && doc.Text == "" {
		return doc, failed
	}
	out := doc
	out.Pages = make([]int, len(doc.Pages))
	var text strings.Builder
	for n := range doc.Pages {
		end := len(doc.Text)
		if n+1 < len(doc.Pages) {
			end = doc.Pages[n+1]
		}
		part := doc.Text[doc.Pages[n]:end]
		if s, ok := got[n+1]; ok {
			part = s // of which the few words of a text layer are part
		}
		if part != "" && text.Len() > 0 && (got[n+1] != "" || got[n] != "") {
			for !strings.HasSuffix(text.String(), "\n\n") {
				text.WriteByte('\n')
			}
		}
		out.Pages[n] = text.Len()
		text.WriteString(part)
	}
	out.Text = text.String()
	if len(out.Text) > decoded.MaxText {
		return doc, decoded.TooLong()
	}
	out.Unread = nil
	for _, u := range doc.Unread {
		if _, ok := why[u.Page]; !ok || !strings.HasSuffix(u.Reason, "needs OCR") {
			out.Unread = append(out.Unread, u)
		}
	}
	for _, page := range need {
		out.Unread = append(out.Unread, decoded.Unread{Page: page, Reason: why[page]})
	}
	slices.SortStableFunc(out.Unread, func(a, b decoded.Unread) int { return a.Page - b.Page })
	return out, nil
}
