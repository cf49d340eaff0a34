package main

import (
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sanad/internal/publish/web"
	"sanad/internal/publish/webhook"
)

// TestATermIsTold: announcements that state a term come in; their pages, in the
// language of each, show the legal state, the end and the last day to give notice;
// the calendar a program fetches has both days; and a subscribed office is told of
// each agreement with the sentence that says so.
func TestATermIsTold(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	announce(t, data, 1)
	var told []string
	office := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		told = append(told, string(body))
	}))
	t.Cleanup(office.Close)
	secret := base64.StdEncoding.EncodeToString([]byte("a key of thirty-two bytes, or so"))
	hooks := fmt.Sprintf(`{"webhooks":[{"id":"desk","address":%q,"secret":"whsec_%s"}]}`, office.URL, secret)
	if err := os.WriteFile(filepath.Join(data, webhook.File), []byte(hooks), 0o600); err != nil {
		t.Fatal(err)
	}
	now := func() time.Time { return time.Date(2028, 2, 15, 0, 0, 0, 0, time.UTC) }
	g := &globals{streams: streams{out: io.Discard, err: io.Discard}, Context: context.Background(), Data: data}
	view, err := openRegister(g)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { view.Close() })
	sender := webhook.Sender{Data: data, Register: view, AllowPrivate: true, Timeout: 5 * time.Second, Now: now}
	tell := func() {
		t.Helper()
		if err := sender.Send(g.Context); err != nil {
			t.Fatal(err)
		}
	}
	tell() // begins at the present

	for _, a := range []struct{ tag, text, sentence string }{
		{"en", "The Ministry of Water Resources of Nepal and Example Power Company Limited of China signed a memorandum of understanding on 4 September 2025 on training. It takes effect on signature, is valid for three years, and may be ended with six months' notice.", "signed a memorandum of understanding on 4 September 2025"},
		{"ur", "نیپال کی وزارت آبی وسائل اور چین کی ایگزامپل پاور کمپنی لمیٹڈ نے 4 ستمبر 2025 کو مفاہمتی یادداشت پر دستخط کیے۔ یہ یادداشت دستخط کی تاریخ سے نافذ ہوگی، اس کی مدت تین سال ہے۔ کوئی بھی فریق چھ ماہ کے نوٹس پر اسے ختم کر سکتا ہے۔", "مفاہمتی یادداشت پر دستخط کیے"},
		{"zh", "尼泊尔水资源部与中国示例电力有限公司2025年9月4日签署谅解备忘录。备忘录自签署之日起生效，有效期三年，任何一方可提前六个月书面通知终止。", "签署谅解备忘录"},
	} {
		path := filepath.Join(t.TempDir(), a.tag+".txt")
		if err := os.WriteFile(path, []byte(a.text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, stderr, err := command(t, data, "add", "--published", "2025-09-05", "--publisher", "Example Times", path); err != nil {
			t.Fatal(stderr)
		}
		view.Close()
		if view, err = openRegister(g); err != nil {
			t.Fatal(err)
		}
		sender.Register = view
		tell()
		if last := told[len(told)-1]; !strings.Contains(last, `"type":"news.agreement"`) || !strings.Contains(last, a.sentence) {
			t.Errorf("%s: the office was told %s", a.tag, last)
		}
	}
	if len(told) != 3 {
		t.Errorf("the office was told %d times, want 3", len(told))
	}

	server := httptest.NewServer(web.New(web.Options{Register: view, Log: &publishedLog{data: data}, Now: now}))
	t.Cleanup(server.Close)
	o := deskSite{t, server, data}
	for i, words := range [][]string{
		{"In force", "ends in 202 days", "4 September 2028", "3 years", "Last day to give notice", "4 March 2028", "in 18 days"},
		{"نافذ", "202 دن میں ختم", "3 سال", "6 ماہ", "نوٹس کا آخری دن"},
		{"有效", "202 天后期满", "2028年9月4日", "3 年", "6 个月", "2028年3月4日"},
	} {
		id := fmt.Sprintf("a%d-1", i+1)
		o.want(o.get([]string{"", "/ur", "/zh"}[i]+"/agreements/"+id), words...)
		o.want(o.get("/agreements/"+id+".ics"), "UID:"+id+"-expiry@", "DTSTART;VALUE=DATE:20280904", "UID:"+id+"-notice@", "DTSTART;VALUE=DATE:20280304")
		o.want(o.get("/calendar"), id)
	}
}
