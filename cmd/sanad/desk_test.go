package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"sanad/internal/publish/web"
	"sanad/internal/source/archive"
)

// deskSite is a register served with a desk, as its officer uses it: pages fetched,
// forms sent.
type deskSite struct {
	t      *testing.T
	server *httptest.Server
	data   string
}

// newDeskSite serves a register of one agreement, of training, between two sides.
func newDeskSite(t *testing.T) deskSite {
	t.Helper()
	data := filepath.Join(t.TempDir(), "data")
	text := filepath.Join(t.TempDir(), "a.txt")
	words := "The Ministry of Communications of Kenya and Example Skills Company Limited signed a memorandum of understanding on 4 September 2025 to train 1,500 young people in digital skills."
	if err := os.WriteFile(text, []byte(words), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, stderr, err := command(t, data, "add", "--published", "2025-09-08", "--publisher", "Example Times", text); err != nil {
		t.Fatal(err, stderr)
	}
	if _, stderr, err := command(t, data, "record", "a0-1", "template=training", "expires=2027-09-04", "--author", "Setup"); err != nil {
		t.Fatal(err, stderr)
	}
	g := &globals{streams: streams{out: io.Discard, err: io.Discard}, Context: context.Background(), Data: data}
	view, err := openRegister(g)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { view.Close() })
	originals := archiveOf(data)
	server := httptest.NewServer(web.New(web.Options{
		Register: view, Desk: newDesk(g, view, "A. Officer"), Log: &publishedLog{data: data},
		Text: func(_ context.Context, digest string) ([]byte, error) { return originals.Get(archive.Digest(digest)) },
	}))
	t.Cleanup(server.Close)
	return deskSite{t, server, data}
}

// get fetches a page; it must be there.
func (o deskSite) get(path string) string {
	o.t.Helper()
	status, body, _ := o.fetch(path)
	if status != http.StatusOK {
		o.t.Fatalf("%s: %d", path, status)
	}
	return body
}

func (o deskSite) fetch(path string) (int, string, http.Header) {
	o.t.Helper()
	r, err := http.Get(o.server.URL + path)
	if err != nil {
		o.t.Fatal(err)
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		o.t.Fatal(err)
	}
	return r.StatusCode, string(b), r.Header
}

// seen is the position of the log that a sheet travels with.
func (o deskSite) seen(path string) string {
	o.t.Helper()
	m := regexp.MustCompile(`name="seen" value="(\d+)"`).FindStringSubmatch(o.get(path))
	if m == nil {
		o.t.Fatalf("%s carries no position", path)
	}
	return m[1]
}

// upload is a file that comes with a sheet.
type upload struct {
	name string
	body []byte
}

// send posts a sheet as a browser does and gives the answer without following it.
func (o deskSite) send(path string, typed url.Values, file *upload, header ...string) (status int, body, to string) {
	o.t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for name, values := range typed {
		for _, v := range values {
			_ = w.WriteField(name, v)
		}
	}
	if file != nil {
		part, _ := w.CreateFormFile("file", file.name)
		_, _ = part.Write(file.body)
	}
	w.Close()
	return o.post(path, w.FormDataContentType(), &b, header...)
}

// press posts a form without files.
func (o deskSite) press(path string, typed url.Values, header ...string) (status int, body, to string) {
	o.t.Helper()
	return o.post(path, "application/x-www-form-urlencoded", strings.NewReader(typed.Encode()), header...)
}

func (o deskSite) post(path, kind string, body io.Reader, header ...string) (status int, answer, to string) {
	o.t.Helper()
	r, err := http.NewRequest(http.MethodPost, o.server.URL+path, body)
	if err != nil {
		o.t.Fatal(err)
	}
	r.Header.Set("Content-Type", kind)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	got, err := client.Do(r)
	if err != nil {
		o.t.Fatal(err)
	}
	defer got.Body.Close()
	b, err := io.ReadAll(got.Body)
	if err != nil {
		o.t.Fatal(err)
	}
	return got.StatusCode, string(b), got.Header.Get("Location")
}

const recordSheet = "/desk/agreements/a0-1"

// want says which words a page lacks, and which it should not have.
func (o deskSite) want(page string, has ...string) {
	o.t.Helper()
	for _, words := range has {
		if not, no := strings.CutPrefix(words, "!"); no == strings.Contains(page, strings.TrimPrefix(words, "!")) && no {
			o.t.Errorf("the page still says %q", not)
		} else if !no && !strings.Contains(page, words) {
			o.t.Errorf("the page does not say %q", words)
		}
	}
}

// TestTheOfficersMinute: a result with the file that proves it is entered, stands on
// the agreement's page, is fetched as it came and never as a page, and is gone again
// once it is taken back.
func TestTheOfficersMinute(t *testing.T) {
	o := newDeskSite(t)
	o.want(o.get(recordSheet), "Certified (people)", "Signed roll", `name="seen"`, "A. Officer", `accesskey="e"`)
	status, body, to := o.send(recordSheet+"/record/result", url.Values{
		"seen": {o.seen(recordSheet)}, "indicator": {"code:certified"}, "actual": {"1,703"}, "on": {"2026-03"}, "sex": {""},
		"proof": {"certificate"}, "publisher": {"Example Skills"}, "note": {"as the party told us"},
	}, &upload{`C:\papers\<b>list.html`, []byte("<script>alert(1)</script>")})
	if status != http.StatusSeeOther {
		t.Fatalf("%d: %s", status, body)
	}
	o.want(o.get(to), "Entered:", "log entry 2", `name="entry" value="2"`)
	page := o.get("/agreements/a0-1")
	o.want(page, "1,703 people", "March 2026", "&lt;b&gt;list.html", `href="/files/v2-1"`, "Example Skills", "Documented")
	if strings.Contains(page, "<b>list") {
		t.Error("a file's name became markup")
	}
	status, body, header := o.fetch("/files/v2-1")
	if status != http.StatusOK || body != "<script>alert(1)</script>" {
		t.Fatalf("the file: %d %q", status, body)
	}
	for name, want := range map[string]string{
		"Content-Type": "application/octet-stream", "X-Content-Type-Options": "nosniff", "Content-Disposition": "attachment;", "Content-Security-Policy": "sandbox",
	} {
		if !strings.Contains(header.Get(name), want) {
			t.Errorf("the file comes with %s: %q", name, header.Get(name))
		}
	}
	status, _, to = o.press("/desk/undo", url.Values{"entry": {"2"}, "agreement": {"a0-1"}})
	if status != http.StatusSeeOther || !strings.HasPrefix(to, recordSheet) {
		t.Fatalf("undo: %d to %q", status, to)
	}
	o.want(o.get(to), "Taken back:")
	o.want(o.get("/agreements/a0-1"), "!1,703", "!/files/v2-1")
	if status, _, _ := o.fetch("/files/v2-1"); status != http.StatusNotFound {
		t.Errorf("the file of what was taken back: %d", status)
	}
	if _, stderr, err := command(t, o.data, "verify"); err != nil {
		t.Error(err, stderr)
	}
}

// sheets are what each sheet enters, and what then stands on the agreement's page.
var sheets = []struct {
	kind  string
	typed url.Values
	says  []string
}{
	{"result", url.Values{"another": {"Hours taught"}, "actual": {"40 h"}, "on": {"2026-02-01"}}, []string{"Hours taught", "40 h"}},
	{"result", url.Values{"indicator": {"code:enrolled"}, "actual": {"612 people"}, "on": {"2026-02"}, "sex": {"female"}, "province": {"Sindh"}}, []string{"By part of the people", "Sindh", "Female", "612 people"}},
	{"stage", url.Values{"stage": {"code:curriculum"}, "met": {"2026-01-15"}, "url": {"https://skills.example/curriculum"}, "proof": {"minutes"}}, []string{"Curriculum agreed", "15 January 2026", "https://skills.example/curriculum"}},
	{"stage", url.Values{"another": {"Hall rented"}, "due": {"2027-01"}}, []string{"Hall rented", "January 2027"}},
	{"transfer", url.Values{"money": {"USD 4.2 million"}, "rung": {"committed"}, "date": {"2026-05-05"}}, []string{"USD 4,200,000", "Committed"}},
	{"commitment", url.Values{"text": {"Open three centres"}, "due": {"2027-06"}, "target": {"3 centres"}}, []string{"Open three centres", "3 centres"}},
	{"dates", url.Values{"was.expires": {"2027-09-04"}, "expires": {"2028-09-04"}, "notice": {"6 mo"}, "renewal": {"by-agreement"}}, []string{"4 September 2028", "By written agreement", "Last day to give notice"}},
	{"proof", url.Values{"supports": {"a0-1"}, "url": {"https://skills.example/note"}, "proof": {"decision-note"}, "title": {"A note"}}, []string{"A note", "Decision note"}},
}

// TestEverySheet: each enters what it says, and the page shows it.
func TestEverySheet(t *testing.T) {
	o := newDeskSite(t)
	for _, c := range sheets {
		c.typed.Set("seen", o.seen(recordSheet+"?what="+c.kind))
		status, body, _ := o.send(recordSheet+"/record/"+c.kind, c.typed, nil)
		if status != http.StatusSeeOther {
			t.Errorf("%s: %d\n%s", c.kind, status, says(body))
			continue
		}
		o.want(o.get("/agreements/a0-1"), c.says...)
	}
	// A side's file passes from hand to hand, and both stay on record.
	side := regexp.MustCompile(`<option value="(p\d+-\d+)">`).FindStringSubmatch(o.get(recordSheet + "?what=focal"))[1]
	for _, h := range []struct{ name, from string }{{"B. First", "2025-10-01"}, {"A. Officer", "2026-02-01"}} {
		path := recordSheet + "/record/focal"
		if status, body, _ := o.send(path, url.Values{"seen": {o.seen(recordSheet)}, "by": {side}, "name": {h.name}, "office": {"Director"}, "from": {h.from}}, nil); status != http.StatusSeeOther {
			t.Fatalf("focal: %d\n%s", status, says(body))
		}
	}
	o.want(o.get("/agreements/a0-1"), "A. Officer", "1 held it before", "until a successor came", "1 February 2026")
	o.want(o.get("/desk"), "My agreements", "!None yet", "A. Officer, Director")
}

// says are the messages of a page.
func says(page string) string {
	return strings.Join(regexp.MustCompile(`(?s)<(p class="says"|section class="trouble").*?</`).FindAllString(page, -1), "\n")
}

// TestWrongFields: each slip is one message at its field, what was typed stays, and
// nothing is entered.
func TestWrongFields(t *testing.T) {
	o := newDeskSite(t)
	for _, c := range []struct {
		kind, field string
		typed       url.Values
		says        string
	}{
		{"result", "actual", url.Values{"indicator": {"code:certified"}, "actual": {"many"}, "on": {"2026-03"}}, "“many” is not a number with a unit. Write 1,500 people."},
		{"result", "actual", url.Values{"indicator": {"code:certified"}, "on": {"2026-03"}}, "This is needed."},
		{"result", "actual", url.Values{"indicator": {"code:certified"}, "actual": {"-5"}, "on": {"2026-03"}}, "“-5” is below 0."},
		{"result", "actual", url.Values{"another": {"Hours"}, "actual": {"40"}, "on": {"2026-03"}}, "has no unit: of what?"},
		{"result", "on", url.Values{"indicator": {"code:certified"}, "actual": {"5"}, "on": {"2026-02-30"}}, "“2026-02-30” is not a date. Write 2026-03-31, 2026-03 or 2026."},
		{"result", "on", url.Values{"indicator": {"code:certified"}, "actual": {"5"}, "on": {"2999-01-01"}}, "2999-01-01 lies ahead"},
		{"result", "indicator", url.Values{"actual": {"5"}, "on": {"2026-03"}}, "This is needed."},
		{"result", "indicator", url.Values{"indicator": {"code:none"}, "actual": {"5"}, "on": {"2026-03"}}, "Choose one of those offered."},
		{"result", "another", url.Values{"indicator": {"code:certified"}, "another": {"Hours"}, "actual": {"5"}, "on": {"2026-03"}}, "not both"},
		{"result", "url", url.Values{"indicator": {"code:certified"}, "actual": {"5"}, "on": {"2026-03"}, "url": {"javascript:alert(1)"}}, "is no address"},
		{"result", "proof", url.Values{"indicator": {"code:certified"}, "actual": {"5"}, "on": {"2026-03"}, "url": {"https://a.example/"}}, "This is needed."},
		{"result", "file", url.Values{"indicator": {"code:certified"}, "actual": {"5"}, "on": {"2026-03"}, "proof": {"roll"}}, "Choose a file or give an address"},
		{"stage", "met", url.Values{"stage": {"code:call"}}, "Say when it was reached"},
		{"stage", "status", url.Values{"stage": {"code:call"}, "met": {"2026-01"}, "status": {"not-met"}}, "is met, wholly or in part"},
		{"transfer", "money", url.Values{"money": {"XQQ 4"}, "rung": {"spent"}, "date": {"2026-01"}}, "is not an amount"},
		{"transfer", "rung", url.Values{"money": {"USD 4"}, "date": {"2026-01"}}, "This is needed."},
		{"commitment", "text", url.Values{"due": {"2027"}}, "This is needed."},
		{"dates", "expires", url.Values{"effective": {"2026-01-01"}, "was.expires": {"2027-09-04"}, "expires": {"2025-01-01"}}, "2025-01-01 lies before 2026-01-01"},
		{"dates", "expires", url.Values{"was.expires": {"2027-09-04"}, "expires": {""}}, "take back the entry that set it"},
		{"dates", "effective", url.Values{"was.expires": {"2027-09-04"}, "expires": {"2027-09-04"}}, "Nothing was changed."},
		{"focal", "name", url.Values{"from": {"2026-01"}}, "This is needed."},
		{"proof", "supports", url.Values{"supports": {"a99-1"}, "url": {"https://a.example/"}, "proof": {"roll"}}, "Choose one of those offered."},
	} {
		path := recordSheet + "?what=" + c.kind
		before := o.seen(path)
		c.typed.Set("seen", before)
		status, body, _ := o.send(recordSheet+"/record/"+c.kind, c.typed, nil)
		if status != http.StatusUnprocessableEntity {
			t.Errorf("%s %v: %d", c.kind, c.typed, status)
			continue
		}
		message := regexp.MustCompile(fmt.Sprintf(`<p class="says" id="f-%s-w"[^>]*>([^<]*)</p>`, c.field)).FindStringSubmatch(body)
		if message == nil || !strings.Contains(message[1], c.says) || strings.Contains(message[1], "\n") {
			t.Errorf("%s %v: at %s it says %q, want %q", c.kind, c.typed, c.field, message, c.says)
		}
		for name, v := range c.typed {
			if name != "seen" && !strings.HasPrefix(name, "was.") && v[0] != "" && v[0] != "code:none" && v[0] != "a99-1" && !strings.Contains(body, `value="`+v[0]+`"`) && !strings.Contains(body, ">"+v[0]+"<") {
				t.Errorf("%s: what was typed as %s is lost: %q", c.kind, name, v[0])
			}
		}
		if o.seen(path) != before {
			t.Fatalf("%s %v: something was entered", c.kind, c.typed)
		}
	}
}

// TestTwoEnterTheSame: of two who open the same sheet, the second is told what the
// first entered, keeps what they typed, and may enter it after having seen it.
func TestTwoEnterTheSame(t *testing.T) {
	o := newDeskSite(t)
	for _, c := range []struct {
		kind          string
		first, second url.Values
		told          string
	}{
		{"dates", url.Values{"was.expires": {"2027-09-04"}, "expires": {"2028-01-01"}}, url.Values{"was.expires": {"2027-09-04"}, "expires": {"2029-02-02"}}, "2028-01-01"},
		{"result", url.Values{"indicator": {"code:certified"}, "actual": {"1,500"}, "on": {"2026-03"}}, url.Values{"indicator": {"code:certified"}, "actual": {"1,703"}, "on": {"2026-04"}}, "1,500 people"},
		{"stage", url.Values{"stage": {"code:call"}, "met": {"2026-01-01"}}, url.Values{"stage": {"code:call"}, "met": {"2026-02-02"}}, "2026-01-01"},
		{"transfer", url.Values{"money": {"USD 5"}, "rung": {"spent"}, "date": {"2026-01"}}, url.Values{"money": {"USD 6"}, "rung": {"spent"}, "date": {"2026-01"}}, "USD 5"},
		{"commitment", url.Values{"text": {"Build it"}}, url.Values{"text": {"Build all of it"}}, "Build it"},
	} {
		seen, path := o.seen(recordSheet+"?what="+c.kind), recordSheet+"/record/"+c.kind
		c.first.Set("seen", seen)
		c.second.Set("seen", seen)
		if status, body, _ := o.send(path, c.first, nil); status != http.StatusSeeOther {
			t.Fatalf("%s, the first: %d\n%s", c.kind, status, says(body))
		}
		status, body, _ := o.send(path, c.second, nil)
		if status != http.StatusConflict {
			t.Fatalf("%s, the second: %d", c.kind, status)
		}
		o.want(body, "Somebody entered the same meanwhile", c.told, "A. Officer", "is not entered")
		again := regexp.MustCompile(`name="seen" value="(\d+)"`).FindStringSubmatch(body)[1]
		if again == seen {
			t.Errorf("%s: the sheet would be refused for ever", c.kind)
		}
		c.second.Set("seen", again)
		if status, body, _ := o.send(path, c.second, nil); status != http.StatusSeeOther {
			t.Errorf("%s, having seen it: %d\n%s", c.kind, status, says(body))
		}
	}
	// Who enters another thing is not held up.
	seen := o.seen(recordSheet)
	for _, typed := range []url.Values{{"indicator": {"code:applied"}, "actual": {"9"}, "on": {"2026-01"}}, {"indicator": {"code:enrolled"}, "actual": {"8"}, "on": {"2026-01"}}} {
		typed.Set("seen", seen)
		if status, body, _ := o.send(recordSheet+"/record/result", typed, nil); status != http.StatusSeeOther {
			t.Errorf("%v: %d\n%s", typed, status, says(body))
		}
	}
}

// TestALargeFile: a file that is too large is told at its field, with what was typed
// kept; nothing is entered and nothing is archived.
func TestALargeFile(t *testing.T) {
	o := newDeskSite(t)
	files := func() int {
		n := 0
		err := filepath.WalkDir(filepath.Join(o.data, "archive"), func(_ string, d os.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				n++
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	before, typed := files(), url.Values{"seen": {o.seen(recordSheet)}, "indicator": {"code:certified"}, "actual": {"1,703"}, "on": {"2026-03"}, "proof": {"roll"}}
	status, body, _ := o.send(recordSheet+"/record/result", typed, &upload{"scan.pdf", make([]byte, 20<<20+1)})
	if status != http.StatusUnprocessableEntity {
		t.Fatalf("%d", status)
	}
	o.want(body, "larger than 20 MB", `value="1,703"`, `value="roll" selected`)
	if n := files(); n != before {
		t.Errorf("%d files were archived", n-before)
	}
	if status, body, _ := o.send(recordSheet+"/record/result", typed, &upload{"scan.pdf", make([]byte, 20<<20)}); status != http.StatusSeeOther {
		t.Errorf("a file of the largest size: %d\n%s", status, says(body))
	}
}

// TestRulingAtTheDesk: what may belong to an agreement is attached by a person with
// a reason, once.
func TestRulingAtTheDesk(t *testing.T) {
	o := newDeskSite(t)
	if _, stderr, err := command(t, o.data, "record", "a0-1", "candidate", "evidence", "title=A report of 2,000 trained", "remark=it does not say under which agreement"); err != nil {
		t.Fatal(err, stderr)
	}
	o.press(recordSheet+"/place", url.Values{}) // the desk catches up with what was entered elsewhere
	o.want(o.get("/agreements/a0-1"), "May belong here", `value="attach"`, "not attached")
	o.want(o.get("/desk"), "1 thing may belong here")
	ruling := url.Values{"candidate": {"v2-1"}, "verdict": {"attach"}}
	if status, body, _ := o.press(recordSheet+"/place", ruling); status != http.StatusUnprocessableEntity || !strings.Contains(body, "Say why") {
		t.Errorf("without a reason: %d", status)
	}
	ruling.Set("reason", "the trainer confirmed it by letter")
	if status, _, _ := o.press(recordSheet+"/place", ruling); status != http.StatusSeeOther {
		t.Fatalf("a ruling: %d", status)
	}
	o.want(o.get("/agreements/a0-1"), "attached by a ruling", "confirmed it by letter", `!value="attach"`)
	if status, body, _ := o.press(recordSheet+"/place", ruling); status != http.StatusConflict || !strings.Contains(body, "ruled on this already") {
		t.Errorf("a second ruling: %d", status)
	}
	if status, _, _ := o.press(recordSheet+"/place", url.Values{"candidate": {"v99-1"}, "verdict": {"reject"}, "reason": {"x"}}); status != http.StatusNotFound {
		t.Errorf("a candidate that is none: %d", status)
	}
}

// TestMeetingAtTheDesk: a meeting is begun, written down, saved by two at once, and
// closed into minutes; its page shows them and the next agenda opens with them.
func TestMeetingAtTheDesk(t *testing.T) {
	o := newDeskSite(t)
	if status, body, _ := o.press("/desk/meetings", url.Values{"on": {"2026-02-30"}}); status != http.StatusUnprocessableEntity || !strings.Contains(body, "is not a date") {
		t.Errorf("a day that is none: %d", status)
	}
	status, _, to := o.press("/desk/meetings", url.Values{"name": {"Third review"}, "body": {"Joint working group"}, "on": {"2026-02-10"}, "next": {"2099-05"}})
	if status != http.StatusSeeOther {
		t.Fatalf("begin: %d", status)
	}
	page := o.get(to)
	tick := regexp.MustCompile(`name="tick" value="(a0-1\|[^"]*)"`).FindStringSubmatch(page)
	if tick == nil {
		t.Fatalf("the agenda has nothing to tick:\n%s", page)
	}
	written := url.Values{
		"version": {"1"}, "name": {"Third review"}, "body": {"Joint working group"}, "on": {"2026-02-10"}, "next": {"2099-05"}, "do": {"save"},
		"others": {"A. Officer, ministry\nB. Trainer"}, "tick": {strings.ReplaceAll(tick[1], "&#39;", "'")},
		"d.about": {"a0-1", "", ""}, "d.text": {"Report each quarter", "Meet twice a year", ""},
		"x.about": {"a0-1", ""}, "x.text": {"Send the list of trainees", "Name a focal person"}, "x.who": {"Example Skills", ""}, "x.due": {"2026-03-01", "soon"},
	}
	if status, _, _ := o.press(to, written); status != http.StatusSeeOther {
		t.Fatalf("save: %d", status)
	}
	o.want(o.get(to), "Report each quarter", "B. Trainer", "checked", "Send the list of trainees", `value="soon"`)
	if status, body, _ := o.press(to, written); status != http.StatusConflict || !strings.Contains(body, "saved this meeting meanwhile") || !strings.Contains(body, `name="version" value="2"`) {
		t.Errorf("saved by two at once: %d", status)
	}
	written.Set("version", "2")
	written.Set("do", "close")
	status, body, _ := o.press(to, written)
	if status != http.StatusUnprocessableEntity {
		t.Fatalf("closed with nobody to do it: %d", status)
	}
	o.want(body, "“Name a focal person”: nobody owns it.", "“soon” is not a date")
	written.Set("version", "3")
	written["x.who"], written["x.due"] = []string{"Example Skills", "Ministry"}, []string{"2026-03-01", "2099-03"}
	status, _, minutes := o.press(to, written)
	if status != http.StatusSeeOther || minutes != "/meetings/g2-1" {
		t.Fatalf("close: %d to %q", status, minutes)
	}
	o.want(o.get(minutes), "Third review", "Joint working group", "10 February 2026", "B. Trainer", "Report each quarter", "Meet twice a year", "Send the list of trainees",
		"What the next agenda opens with", "Name a focal person", "Spoken of", "May 2099", "!a0-1: ")
	o.want(o.get("/meetings"), "Third review", "To come", "2 decisions")
	o.want(o.get("/meetings/g2-1.json"), `"opens"`, `"assigned": "Example Skills"`)
	o.want(o.get("/agreements/a0-1"), `href="/meetings/g2-1"`, "Report each quarter", "!a0-1: Report")
	if status, _, _ := o.fetch(to); status != http.StatusNotFound {
		t.Errorf("a closed meeting is still being held: %d", status)
	}
	_, _, next := o.press("/desk/meetings", url.Values{"on": {"2026-04-10"}})
	page = o.get(next)
	o.want(page, "What came of the last meeting", "Send the list of trainees", "40 days late", `name="done.id" value="x2-1"`)
	if stdout, _, _ := command(t, o.data, "minutes", "--of", "g2-1"); !strings.Contains(stdout, "Spoken of") || !strings.Contains(stdout, "Report each quarter") {
		t.Errorf("sanad minutes prints\n%s", stdout)
	}
	// Taken back, the meeting is gone and with it its action points.
	o.press("/desk/undo", url.Values{"entry": {"2"}})
	if status, _, _ := o.fetch(minutes); status != http.StatusNotFound {
		t.Errorf("a meeting taken back: %d", status)
	}
	if _, stderr, err := command(t, o.data, "verify"); err != nil {
		t.Error(err, stderr)
	}
}

// TestTheDeskIsTakenFromItsOwnPagesAlone: what another site's page sends changes
// nothing.
func TestTheDeskIsTakenFromItsOwnPagesAlone(t *testing.T) {
	o := newDeskSite(t)
	before := o.seen(recordSheet)
	for path, typed := range map[string]url.Values{
		recordSheet + "/record/result": {"seen": {before}, "indicator": {"code:certified"}, "actual": {"5"}, "on": {"2026-03"}},
		recordSheet + "/place":         {"candidate": {"v1-1"}, "verdict": {"attach"}, "reason": {"x"}},
		"/desk/undo":                   {"entry": {"1"}},
		"/desk/meetings":               {"on": {"2026-02-10"}},
		"/desk/meetings/1":             {"version": {"1"}},
	} {
		for _, header := range [][]string{{"Sec-Fetch-Site", "cross-site"}, {"Origin", "https://evil.example"}} {
			if status, _, _ := o.press(path, typed, header...); status != http.StatusForbidden {
				t.Errorf("%s with %v: %d", path, header, status)
			}
		}
	}
	if o.seen(recordSheet) != before {
		t.Error("something was entered")
	}
}
