package web

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"sanad/claim"
	"sanad/internal/fault"
	"sanad/internal/publish/report/render"
	"sanad/internal/register"
)

func get(t *testing.T, h http.Handler, path string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	return do(t, h, http.MethodGet, path, headers...)
}

func do(t *testing.T, h http.Handler, method, path string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(method, path, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

const (
	htmlType = "text/html; charset=utf-8"
	jsonType = "application/json; charset=utf-8"
	csvType  = "text/csv; charset=utf-8"
	textType = "text/plain; charset=utf-8"
	feedType = "application/feed+json; charset=utf-8"
	atomType = "application/atom+xml; charset=utf-8"
	icsType  = "text/calendar; charset=utf-8"
	svgType  = "image/svg+xml"
	geoType  = "application/geo+json"
)

// asked is what is asked of the rich register and what must come back.
var asked = []struct {
	path   string
	status int
	kind   string
	says   []string
}{
	{"/", 200, htmlType, []string{
		"who promised what to whom, and who says so", "second Pakistan-China B2B conference", "4 September 2025",
		"<b dir=\"auto\">9</b> (2 sources)", "<b dir=\"auto\">10</b> (3 sources)", "NTC – Huawei Technologies", "ZTE – Sky47",
	}},
	{"/search?q=zte", 503, htmlType, []string{"The register is busy"}}, // search_test.go has an index
	{"/search.json?q=zte", 503, jsonType, nil},
	{"/robots.txt", 200, textType, []string{"Disallow: /desk"}},
	{"/signin", 404, htmlType, nil}, // people sign in where there are accounts: access_test.go
	{"/signin/code", 404, htmlType, nil},
	{"/welcome/x", 404, htmlType, nil},
	{"/account", 404, htmlType, nil},
	{"/account/code", 404, htmlType, nil},
	{"/people", 404, htmlType, nil},
	{"/trail", 404, htmlType, nil},
	{"/speak/x", 404, htmlType, nil},
	{"/desk/agreements/a0-2/speakers", 404, htmlType, nil},
	{"/sitemap.xml", 404, htmlType, nil}, // a register served to programs has one: cmd/sanad
	{"/sitemaps/agreements", 404, htmlType, nil},
	{"/opensearch.xml", 200, "application/opensearchdescription+xml; charset=utf-8", []string{"http://example.com/search?q={searchTerms}"}},
	{"/agreements", 200, htmlType, []string{"Memorandum of understanding", "Pak-China Investment Company Limited"}},
	{"/agreements?kind=mou&stage=signed", 200, htmlType, []string{`value="mou" selected`, "Guodong Group"}},
	{"/agreements?kind=treaty", 200, htmlType, []string{"No agreement in the register is like this"}},
	{"/agreements?party=p9-1", 200, htmlType, []string{"Only those of", "وزارت انفارمیشن ٹیکنالوجی", `type="hidden" name="party"`}},
	{"/agreements?kind=promise", 400, htmlType, []string{"cannot be understood"}},
	{"/agreements?limit=5&offset=5", 200, htmlType, []string{`rel="next"`, `offset=10`, `rel="prev"`, "6 to 10"}},
	{"/agreements?offset=-1", 400, htmlType, nil},
	{"/agreements?limit=99999999999999999999", 400, htmlType, nil},
	{"/agreements.json", 200, jsonType, []string{`"id": "a0-2"`}},
	{"/agreements.csv", 200, csvType, []string{"id,title,kind", "'=HYPERLINK"}},
	{"/agreements.json?kind=promise", 400, jsonType, []string{`"status":400`}},
	{"/agreements/a0-2", 200, htmlType, []string{
		"NTC", "Said otherwise", "fibre networks and government connectivity", "Framework agreement", "Why this one is shown:",
		"No source says.", "Primary document", "None held", "15 universities", "Why these are one", "same event, same sides",
		`href="/sources/s7#q7-`, "Also reached as", "7 sources speak of it", "8 September 2025",
	}},
	{"/agreements/a9-1", 200, htmlType, []string{"3–5 March 2024", "Planned", "about March 2024", "only in passing", "五百万美元", "Announced"}},
	{"/agreements/a0-2.json", 200, jsonType, []string{`"id": "a0-2"`, `"links"`}},
	{"/agreements/a99-1", 404, htmlType, []string{"There is no such page"}},
	{"/agreements/a99-1.json", 404, jsonType, []string{`"status":404`}},
	{"/agreements/p9-1", 404, htmlType, nil},
	{"/agreements/a%00", 404, htmlType, nil},
	{"/events", 200, htmlType, []string{"second Pakistan-China B2B conference", "4 September 2025", "12 agreements"}},
	{"/events.json", 200, jsonType, nil},
	{"/events.csv", 200, csvType, []string{"e0-1"}},
	{"/events/e0-1", 200, htmlType, []string{
		"The sources do not agree", "speak of 12 agreements", "MEA Tech Watch", "one side", "names every side", "<caption>",
		`scope="row"`, `href="#m-full"`, `href="#m-subject"`, `href="/sources/s3#q3-`, "no number", "Names in use",
	}},
	{"/events/e9-1", 200, htmlType, []string{"What the sources say of the event"}},
	{"/events/e0-1.json", 200, jsonType, []string{`"table"`, `"one-side"`}},
	{"/parties", 200, htmlType, []string{"Huawei Technologies", "China", "Company", "工业和信息化部"}},
	{"/parties.json", 200, jsonType, nil},
	{"/parties.csv", 200, csvType, []string{"工业和信息化部"}},
	{"/parties/p9-2", 200, htmlType, []string{"工业和信息化部", "No source says."}},
	{"/parties/p9-2.json", 200, jsonType, []string{"工业和信息化部"}},
	{"/sources", 200, htmlType, []string{"TechJuice", "undated", "read again since"}},
	{"/sources.json", 200, jsonType, nil},
	{"/sources.csv", 200, csvType, nil},
	{"/sources/s7", 200, htmlType, []string{
		`<mark id="q7-`, "Not the outlet&#39;s text.", "claims read from it", "https://www.techjuice.pk/", "SHA-256", "press/1", "/log/entries/7", `lang="en"`,
	}},
	{"/sources/s9", 200, htmlType, []string{
		`lang="ur"`, "Urdu", `dir="auto"`, "مفاہمتی یادداشت", "a table too crooked to read", "These words do not stand in the text", "&lt;script&gt;", "javascript:alert(1)",
	}},
	{"/sources/s10", 200, htmlType, []string{"has been read again since", `href="/sources/s9"`, "Nothing was read from this text", "not known"}},
	{"/sources/s11", 200, htmlType, []string{"The text is not held, or is withheld"}},
	{"/sources/s7.json", 200, jsonType, []string{`"claims"`, `"quote"`}},
	{"/agreements/a0-2/feed.json", 200, feedType, []string{`"kind": "source"`, "urn:uuid:"}},
	{"/agreements/a0-2.atom", 200, atomType, []string{"fibre", "NTC"}},
	{"/agreements/a0-2.ics", 200, icsType, []string{"BEGIN:VCALENDAR", "180 days without evidence", "UID:a0-2-silent@register.example/sanad"}},
	{"/agreements/a0-2/message", 200, htmlType, []string{"NTC", "مفاہمتی یادداشت", "谅解备忘录", `viewBox="0 0 1200 630"`, "http://example.com/agreements/a0-2"}},
	{"/agreements/a0-2/message?corrects=https://chat.example/7", 200, htmlType, []string{"This corrects: https://chat.example/7"}},
	{"/agreements/a0-2/message?corrects=javascript:1", 400, htmlType, nil},
	{"/agreements/a9-1/message", 200, htmlType, nil},
	{"/agreements/a0-2/card.svg?lang=ur", 200, svgType, []string{`direction="rtl"`}},
	{"/agreements/a99-1/card.svg", 404, htmlType, nil},
	{"/agreements/a0-2/card.png", 404, htmlType, nil}, // no browser here
	{"/feed/card.png", 404, htmlType, nil},
	{"/parties/p9-2.ics", 200, icsType, []string{"工业和信息化部"}},
	{"/parties/p9-2.atom", 200, atomType, nil},
	{"/parties/p9-2/feed.json", 200, feedType, []string{"jsonfeed.org/version/1.1"}},
	{"/themes/trade", 200, htmlType, []string{"what is new of Trade and customs", "HYPERLINK", `href="/themes/trade.atom"`}},
	{"/map", 200, htmlType, []string{"With which countries", "China", "Beijing", `class="arc"`, "No boundary of any kind"}},
	{"/map.json", 200, jsonType, []string{`"partners"`}},
	{"/themes/trade.atom", 200, atomType, []string{`term="trade"`}},
	{"/themes/nothing", 404, htmlType, nil},
	{"/calendar", 200, htmlType, []string{"Due dates", "180 days without evidence", `href="/calendar.ics"`}},
	{"/calendar?party=p9-2", 200, htmlType, []string{`href="/parties/p9-2.ics"`}},
	{"/calendar.json", 200, jsonType, []string{`"what": "silent"`}},
	{"/calendar.ics?lang=ur", 200, icsType, []string{"ثبوت"}},
	{"/feed", 200, htmlType, []string{"what is new", `href="/feed.atom"`}},
	{"/feed.json", 200, feedType, []string{`"_sanad"`}},
	{"/feed.atom", 200, atomType, []string{"http://www.w3.org/2005/Atom"}},
	{"/feed/message", 200, htmlType, []string{"What is new", "最新内容"}},
	{"/feed/card.svg", 200, svgType, nil},
	{"/meetings", 200, htmlType, []string{"Meetings"}},
	{"/meetings.json", 200, jsonType, []string{`"meetings"`}},
	{"/meetings/g99-1", 404, htmlType, nil},
	{"/files/v99-1", 404, htmlType, nil},
	{"/files/a0-2", 404, htmlType, nil},
	{"/desk", 404, htmlType, []string{"There is no such page"}},
	{"/desk/agreements/a0-2", 404, htmlType, nil},
	{"/desk/meetings", 404, htmlType, nil},
	{"/desk/sources", 404, htmlType, nil},
	{"/desk/sources/s0", 404, htmlType, nil},
	{"/desk/meetings/1", 404, htmlType, nil},
	{"/log", 200, htmlType, []string{"register.example/sanad", "— sig", "sanad verify", "abcdef01", "cm9vdA==", "12 entries"}},
	{"/log?limit=4&offset=4", 200, htmlType, []string{`href="/log/entries/7"`, `rel="next"`}},
	{"/log?offset=500", 200, htmlType, nil},
	{"/log.json", 200, jsonType, []string{`"checkpoint"`, `"verifier": "register.example/sanad+abcdef01+key"`}},
	{"/log/entries/7", 200, htmlType, []string{"&#34;reader&#34;", "press/1", `href="/sources/s7#q7-`, "Entry before", "2025-12-23"}},
	{"/log/entries/7.json", 200, jsonType, []string{`"reader"`}},
	{"/log/entries/12", 404, htmlType, nil},
	{"/log/entries/07", 404, htmlType, nil},
	{"/log/entries/x", 404, htmlType, nil},
	{"/log/checkpoint", 200, textType, []string{"register.example/sanad\n"}},
	{"/log/consistency/5", 404, htmlType, nil}, // no log to prove from here; cmd/sanad proves one
	{"/log/verifier", 200, textType, nil},
	{"/log/tile/0/000", 200, "application/octet-stream", nil},
	{"/log/tile/0/x001/x234/067", 200, "application/octet-stream", nil},
	{"/log/tile/entries/000.p/11", 200, "application/octet-stream", nil},
	{"/log/body/000.p/11", 200, "application/x-ndjson; charset=utf-8", []string{"open words"}},
	{"/log/wal", 404, htmlType, nil},
	{"/log/lock", 404, htmlType, nil},
	{"/log/tile/entries/lock", 404, htmlType, nil},
	{"/log/tile/0/001", 404, htmlType, nil},
	{"/questions", 200, htmlType, []string{"Open questions", "One side with two partners", "the same occasion"}},
	{"/questions.json", 200, jsonType, []string{`"left": "a0-1"`, `"same-side-other-partner"`}},
	{"/reports", 200, htmlType, []string{"Committee pack", "Visit brief", `href="/reports/return"`}},
	{"/reports/pack", 200, htmlType, []string{"As of", "Nothing is late, due or without word", "What the words mean here"}},
	{"/reports/annex", 200, htmlType, []string{"Huawei Technologies · China", `href="/agreements/a0-2"`, `href="#n1"`, `id="n1"`}},
	{"/reports/visit?country=China", 200, htmlType, []string{"Open with China", "Open agreements", "NTC"}},
	{"/reports/visit", 400, htmlType, nil},
	{"/reports/visit?country=Atlantis", 400, htmlType, nil},
	{"/reports/brief?agreement=a0-2", 200, htmlType, []string{"Promised, delivered, proved", "15 universities", "Nothing can be late", "Name the office that answers for it"}},
	{"/reports/brief?agreement=a99-1", 404, htmlType, nil},
	{"/reports/brief", 400, htmlType, nil},
	{"/reports/dormant?months=x", 400, htmlType, nil},
	{"/reports/return.csv", 200, csvType, []string{"as_of,section,n,agreement,ministry,country,foreign,national", "not stated"}},
	{"/reports/return.json", 200, jsonType, []string{`"missing": true`}},
	{"/reports/return.pdf", 404, htmlType, nil},
	{"/reports/rumour", 404, htmlType, nil},
	{"/figures", 200, htmlType, []string{"signed-of-announced/1", "Numerator", "Not to be taken for more", `href="/figures/completed-of-signed/1"`, "nothing to divide by"}},
	{"/figures.json", 200, jsonType, []string{`"figures"`}},
	{"/figures.csv", 200, csvType, nil},
	{"/figures.xlsx", 200, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", nil},
	{"/figures.pdf", 404, htmlType, nil},
	{"/figures/signed-of-announced/1", 200, htmlType, []string{"In the numerator", `href="/agreements/a0-2"`, "published 25 November 2026"}},
	{"/figures/signed-of-announced/2", 404, htmlType, nil},
	{"/figures/conversion-rate/1", 404, htmlType, nil},
	{"/about", 200, htmlType, []string{"What it is not", "Letter of intent", "cleared by a cabinet", "Government to business", "Pledged"}},
	{"/static/sanad.css", 200, "text/css; charset=utf-8", nil},
	{"/static/icon.svg", 200, "image/svg+xml", nil},
	{"/static/desk.js", 200, "text/javascript; charset=utf-8", nil},
	{"/static/none.css", 404, htmlType, nil},
	{"/healthz", 200, textType, []string{"ok\n"}},
	{"/nowhere", 404, htmlType, []string{"There is no such page", "To the register"}},
	{"/about.json", 404, jsonType, nil},
	{"/known/2025-10-01/", 200, htmlType, []string{"As known on 1 October 2025", `href="/known/2025-10-01/agreements"`, `href="/log"`, `href="/static/sanad.css`}},
	{"/known/2025-10-01/agreements/a0-2", 200, htmlType, []string{"As known on 1 October 2025", "NTC", `href="/known/2025-10-01/sources/s7#q7-`}},
	{"/known/2025-10-01/agreements/a0-2.json", 200, jsonType, []string{`"id": "a0-2"`}},
	{"/known/2025-10-01/agreements.csv?limit=2", 200, csvType, nil},
	{"/known/2025-01-01/", 404, htmlType, []string{"Nothing was known yet", "On 1 January 2025 this register held nothing"}},
	{"/known/yesterday/", 404, htmlType, []string{"There is no such page"}},
	{"/agreements/a0-2.jsonld", 200, "application/ld+json", []string{`"@context": "https://schema.org"`, `"contributor"`, `"addressCountry": "CN"`, `"isBasedOn"`}},
	{"/parties/p9-2.jsonld", 200, "application/ld+json", []string{`"@type": "Organization"`, "工业和信息化部"}},
	{"/events/e0-1.jsonld", 200, "application/ld+json", []string{`"startDate": "2025-09-04"`}},
	{"/sources/s7.jsonld", 200, "application/ld+json", []string{`"publisher"`}},
	{"/log.jsonld", 404, htmlType, nil},
	{"/cards/p9-2.svg", 200, svgType, []string{"工业和信息化部"}},
	{"/cards/e0-1.svg", 200, svgType, nil},
	{"/cards/s7.svg?lang=ur", 200, svgType, []string{`direction="rtl"`}},
	{"/cards/theme-trade.svg", 200, svgType, []string{"Trade and customs"}},
	{"/cards/register.svg", 200, svgType, []string{"who promised what"}},
	{"/cards/register.png", 404, htmlType, nil}, // no browser here
	{"/cards/theme-none.svg", 404, htmlType, nil},
	{"/cards/p9-2.gif", 404, htmlType, nil},
	{"/agreements.xlsx", 200, xlsxType, nil},
	{"/events.xlsx", 200, xlsxType, nil},
	{"/parties.xlsx", 200, xlsxType, nil},
	{"/sources.xlsx", 200, xlsxType, nil},
	{"/map.xlsx", 200, xlsxType, nil},
	{"/calendar.xlsx", 200, xlsxType, nil},
	{"/meetings.xlsx", 200, xlsxType, nil},
	{"/agreements/a0-2.xlsx", 200, xlsxType, nil},
	{"/parties/p9-2.xlsx", 200, xlsxType, nil},
	{"/themes/trade.xlsx", 200, xlsxType, nil},
	{"/events/e0-1.xlsx", 200, xlsxType, nil},
	{"/sources/s7.xlsx", 200, xlsxType, nil},
	{"/agreements.geojson", 200, geoType, []string{`"FeatureCollection"`}},
	{"/map.geojson", 200, geoType, []string{`"FeatureCollection"`}},
	{"/agreements/a0-2.geojson", 200, geoType, []string{`"FeatureCollection"`}},
	{"/parties/p9-2.geojson", 200, geoType, []string{`"FeatureCollection"`}},
	{"/themes/trade.geojson", 200, geoType, []string{`"FeatureCollection"`}},
	{"/events/e0-1.geojson", 200, geoType, []string{`"FeatureCollection"`}},
	{"/agreements/a0-2.csv", 200, csvType, []string{"property,value"}},
	{"/parties/p9-2.csv", 200, csvType, []string{"id,title"}},
	{"/themes/trade.csv", 200, csvType, []string{"id,title"}},
	{"/events/e0-1.csv", 200, csvType, []string{"id,title"}},
	{"/sources/s7.csv", 200, csvType, []string{"about,name"}},
	{"/map.csv", 200, csvType, []string{"partner,China"}},
	{"/calendar.csv", 200, csvType, []string{"on,what"}},
	{"/meetings.csv", 200, csvType, []string{"id,title"}},
	{"/themes/trade.ics", 200, icsType, []string{"BEGIN:VCALENDAR"}},
	{"/events/e0-1.ics", 200, icsType, []string{"BEGIN:VCALENDAR"}},
	{"/search.csv?q=zte", 503, textType, nil},
	{"/search.xlsx?q=zte", 503, htmlType, nil},
	{"/about.xlsx", 404, htmlType, nil},
	{"/log/entries/7.geojson", 404, htmlType, nil},
	{"/downloads", 200, htmlType, []string{`href="/agreements.geojson"`, `href="/calendar.ics"`, "begin with an apostrophe"}},
	{"/downloads/register.jsonl.gz", 404, htmlType, nil}, // this register cannot be walked; forms_test.go has one that can
	{"/agreements.atom", 200, atomType, nil},
	{"/agreements.atom?theme=trade", 200, atomType, []string{`theme=trade`}},
	{"/agreements.atom?kind=promise", 400, htmlType, nil},
	{"/agreements/feed.json?kind=mou", 200, feedType, []string{"jsonfeed.org/version/1.1"}},
	{"/feed.atom?before=5", 200, atomType, []string{`rel="first"`}},
	{"/feed?before=x", 400, htmlType, nil},
	{"/embed/agreements/a0-2", 200, htmlType, []string{"NTC", `href="http://example.com/agreements/a0-2"`, `target="_blank"`}},
	{"/embed/agreements/a0-2/timeline", 200, htmlType, []string{"<svg"}},
	{"/embed/agreements/a99-1", 404, htmlType, nil},
	{"/embed/parties/p9-2", 200, htmlType, []string{"工业和信息化部"}},
	{"/embed/parties/p9-2/network", 200, htmlType, []string{"工业和信息化部"}},
	{"/embed/events/e0-1", 200, htmlType, []string{"12 agreements"}},
	{"/embed/figures/signed-of-announced/1", 200, htmlType, nil},
	{"/embed/figures/none/1", 404, htmlType, nil},
	{"/oembed?url=http://example.com/ur/agreements/a0-2&maxwidth=300", 200, jsonType, []string{`"type": "rich"`, `"width": 300`, `http://example.com/ur/embed/agreements/a0-2`}},
	{"/oembed?url=http://example.com/parties/p9-2/network&format=xml", 200, "text/xml; charset=utf-8", []string{"<oembed>", "&lt;iframe"}},
	{"/oembed?url=http://example.com/agreements/a99-1", 404, htmlType, nil},
	{"/oembed?url=http://example.com/log", 404, htmlType, nil},
	{"/oembed?url=https://other.example/agreements/a0-2", 404, htmlType, nil},
	{"/oembed?url=http://example.com/events/e0-1&format=yaml", 404, htmlType, nil},
	{"/cite/a0-2.bib", 200, "application/x-bibtex; charset=utf-8", []string{"@misc{sanad-a0-2-", "url = {http://example.com/known/", "/agreements/a0-2}", "NTC"}},
	{"/cite/s7.json", 200, "application/vnd.citationstyles.csl+json", []string{`"type": "webpage"`, `"date-parts"`}},
	{"/cite/p9-2.bib", 200, "application/x-bibtex; charset=utf-8", []string{"工业和信息化部"}},
	{"/cite/e0-1.bib", 200, "application/x-bibtex; charset=utf-8", nil},
	{"/cite/a0-2.txt", 404, htmlType, nil},
	{"/cite/bib", 404, htmlType, nil},
	{"/cite/x1.bib", 404, htmlType, nil},
	{"/cite/.bib", 404, htmlType, nil},
	{"/changes?since=2025-10-01", 200, htmlType, []string{"How much there was", `href="/known/2025-10-01/"`}},
	{"/changes?since=2025-10-01&of=a0-2", 200, htmlType, []string{"What is said otherwise", `href="/known/2025-10-01/agreements/a0-2"`}},
	{"/changes?since=2025-01-01", 404, htmlType, nil},
	{"/changes.json?since=2025-10-01", 200, jsonType, []string{`"sizes"`}},
}

func TestEveryRouteAnswers(t *testing.T) {
	s := newSite(rich().options(t), mustSub("messages"))
	h := s.handler()
	seen := map[string]bool{}
	for _, a := range asked {
		t.Run(a.path, func(t *testing.T) {
			_, pattern := s.mux.Handler(httptest.NewRequest(http.MethodGet, a.path, nil))
			seen[pattern] = true
			w := get(t, h, a.path)
			if w.Code != a.status {
				t.Fatalf("status %d, want %d", w.Code, a.status)
			}
			if kind := w.Header().Get("Content-Type"); kind != a.kind {
				t.Errorf("type %q, want %q", kind, a.kind)
			}
			body := w.Body.String()
			for _, words := range a.says {
				if !strings.Contains(body, words) {
					t.Errorf("does not say %q", words)
				}
			}
			if strings.Contains(body, "secret") {
				t.Error("says what is not public")
			}
			for name, want := range map[string]string{
				"Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
			} {
				if strings.HasPrefix(a.path, embedPrefix) && name == "Content-Security-Policy" {
					want = framePolicy
				}
				if got := w.Header().Get(name); got != want {
					t.Errorf("%s: %q", name, got)
				}
			}
			switch a.kind {
			case htmlType:
				wellFormed(t, body)
			case jsonType:
				if !json.Valid(w.Body.Bytes()) {
					t.Errorf("not JSON: %s", body)
				}
			case csvType:
				if _, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(body, "\ufeff"))).ReadAll(); err != nil {
					t.Error(err)
				}
			}
			head := do(t, h, http.MethodHead, a.path)
			if head.Code != a.status || head.Body.Len() != 0 || head.Header().Get("Content-Length") != w.Header().Get("Content-Length") {
				t.Errorf("HEAD answers %d with %d bytes", head.Code, head.Body.Len())
			}
		})
	}
	for _, r := range routes {
		if !seen[r.pattern] && !strings.HasPrefix(r.pattern, "POST ") { // desk_test.go

			t.Errorf("no request tries %q", r.pattern)
		}
	}
}

var void = regexp.MustCompile(`<(meta|link|br|input)(\s[^>]*)?>`)

// found is what wellFormed finds in a page.
type found struct {
	ids   map[string]bool
	links []string
}

// wellFormed checks that elements close, ids are unique, nothing of a stranger
// became markup, and nothing is in the page that the policy forbids.
func wellFormed(t *testing.T, body string) found {
	t.Helper()
	f := found{ids: map[string]bool{}}
	d := xml.NewDecoder(strings.NewReader(void.ReplaceAllString(body, "<$1$2/>")))
	title := 0
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("not well formed: %v", err)
		}
		el, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch el.Name.Local {
		case "script": // a block of data is none that runs
			ours := slices.ContainsFunc(el.Attr, func(a xml.Attr) bool { return a.Name.Local == "src" && strings.HasPrefix(a.Value, "/static/") })
			if !named(el, "type", "application/ld+json") && !ours {
				t.Errorf("has a script: %v", el.Attr)
			}
		case "img", "style", "iframe":
			t.Errorf("has a %s element", el.Name.Local)
		case "h1":
			title++
		}
		for _, a := range el.Attr {
			name := a.Name.Local
			switch {
			case name == "id":
				if f.ids[a.Value] {
					t.Errorf("id %q stands twice", a.Value)
				}
				f.ids[a.Value] = true
			case name == "style" || strings.HasPrefix(name, "on"):
				t.Errorf("attribute %s=%q", name, a.Value)
			case name == "href" && el.Name.Local == "a":
				f.links = append(f.links, a.Value)
				if strings.HasPrefix(a.Value, "javascript") {
					t.Errorf("link to %q", a.Value)
				}
			case name == "href" && el.Name.Local == "link" && named(el, "rel", "canonical", "alternate") && strings.HasPrefix(a.Value, "http://example.com/"):
			case (name == "href" && el.Name.Local == "link" || name == "src") && !strings.HasPrefix(a.Value, "/"):
				t.Errorf("asks %q of another host", a.Value)
			}
		}
	}
	if title != 1 {
		t.Errorf("has %d h1", title)
	}
	for _, bad := range []string{"ZgotmplZ", "%!", "<no value>"} {
		if strings.Contains(body, bad) {
			t.Errorf("has %q", bad)
		}
	}
	return f
}

// Every link within the site leads somewhere, and every sentence a value cites
// is marked on its source's page.
func TestEveryLinkLeads(t *testing.T) {
	h := New(rich().options(t))
	pages := map[string]found{}
	todo := []string{"/"}
	for len(todo) > 0 {
		path := todo[0]
		todo = todo[1:]
		if _, done := pages[path]; done {
			continue
		}
		w := get(t, h, path)
		if w.Code != 200 {
			t.Errorf("%s: %d", path, w.Code)
		}
		pages[path] = found{}
		if w.Header().Get("Content-Type") != htmlType {
			continue
		}
		f := wellFormed(t, w.Body.String())
		pages[path] = f
		for _, link := range f.links {
			if target, _, _ := strings.Cut(link, "#"); strings.HasPrefix(target, "/") {
				todo = append(todo, target)
			}
		}
	}
	for path, f := range pages {
		for _, link := range f.links {
			target, fragment, _ := strings.Cut(link, "#")
			if target == "" {
				target = path
			}
			// The one claim made to be lost has no place.
			if p, ok := pages[target]; ok && fragment != "" && !p.ids[fragment] && fragment != "q9-99" {
				t.Errorf("%s links to %s, which is not there", path, link)
			}
		}
	}
	if len(pages) < 50 {
		t.Errorf("found %d pages only", len(pages))
	}
}

func TestEmptyRegister(t *testing.T) {
	o := empty().options(t)
	o.LogDir = nil
	h := New(o)
	for _, path := range []string{"/", "/agreements", "/events", "/parties", "/sources", "/log", "/questions", "/about"} {
		w := get(t, h, path)
		if w.Code != 200 {
			t.Errorf("%s: %d", path, w.Code)
		}
		wellFormed(t, w.Body.String())
	}
	if got := get(t, h, "/agreements.json").Body.String(); !strings.Contains(got, `"agreements": []`) {
		t.Errorf("an empty list is %s", got)
	}
	if w := get(t, h, "/log/checkpoint"); w.Code != 404 {
		t.Errorf("checkpoint without a log: %d", w.Code)
	}
}

func TestMovedForGood(t *testing.T) {
	h := New(rich().options(t))
	for from, to := range map[string]string{
		"/agreements/a10-1": "/agreements/a9-1", "/agreements/a10-1.json?x=1": "/agreements/a9-1.json?x=1",
		"/events/e10-1": "/events/e9-1", "/parties/p10-1": "/parties/p9-1",
		"/cite/a10-1.bib": "/cite/a9-1.bib",
	} {
		w := get(t, h, from)
		if w.Code != http.StatusMovedPermanently || w.Header().Get("Location") != to {
			t.Errorf("%s: %d to %q, want %q", from, w.Code, w.Header().Get("Location"), to)
		}
	}
}

func TestConditionalRequests(t *testing.T) {
	f := rich()
	h := New(f.options(t))
	for _, path := range []string{"/", "/agreements?kind=mou", "/agreements.csv", "/sources/s7", "/static/sanad.css", "/log/body/000.p/11"} {
		tag := get(t, h, path).Header().Get("ETag")
		if tag == "" {
			t.Fatalf("%s has no ETag", path)
		}
		w := get(t, h, path, "If-None-Match", `"other", `+tag)
		if w.Code != http.StatusNotModified || w.Body.Len() != 0 {
			t.Errorf("%s: %d with %d bytes, want 304", path, w.Code, w.Body.Len())
		}
	}
	tag := get(t, h, "/agreements").Header().Get("ETag")
	if other := get(t, h, "/agreements?kind=mou").Header().Get("ETag"); other == tag {
		t.Error("two queries have one tag")
	}
	f.source("One more", "Gazette", "2026", "", "en", "One more.")
	if w := get(t, h, "/agreements", "If-None-Match", tag); w.Code != 200 {
		t.Errorf("after the log grew: %d, want the new page", w.Code)
	}
	if w := get(t, h, "/nowhere", "If-None-Match", "*"); w.Header().Get("ETag") != "" {
		t.Error("an error has a tag")
	}
}

func TestCompression(t *testing.T) {
	h := New(rich().options(t))
	plain := get(t, h, "/sources/s7")
	w := get(t, h, "/sources/s7", "Accept-Encoding", "br, gzip;q=0.8")
	if w.Header().Get("Content-Encoding") != "gzip" || w.Header().Get("Vary") == "" {
		t.Fatalf("not compressed: %v", w.Header())
	}
	z, err := gzip.NewReader(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	if b, err := io.ReadAll(z); err != nil || !bytes.Equal(b, plain.Body.Bytes()) {
		t.Errorf("unpacks to something else: %v", err)
	}
	if w := get(t, h, "/sources/s7", "Accept-Encoding", "gzip;q=0"); w.Header().Get("Content-Encoding") != "" {
		t.Error("compressed for one who refuses it")
	}
}

// Visitors learn the kind of an error and nothing of its words.
func TestErrors(t *testing.T) {
	for kind, status := range map[fault.Kind]int{
		fault.Internal: 500, fault.Damaged: 500, fault.NotFound: 404, fault.Invalid: 400, fault.Conflict: 409,
		fault.Forbidden: 403, fault.Gone: 410, fault.Unavailable: 503,
	} {
		f := rich()
		f.err = fault.New(kind, "secret: /var/lib/sanad/register.db")
		h := New(f.options(t))
		for _, path := range []string{"/", "/agreements/a0-2", "/agreements.json", "/agreements.csv", "/log"} {
			w := get(t, h, path)
			if w.Code != status {
				t.Errorf("%s of %s: %d, want %d", kind, path, w.Code, status)
			}
			if body := w.Body.String(); strings.Contains(body, "secret") || strings.Contains(body, "register.db") || strings.Contains(body, "error.") {
				t.Errorf("%s of %s says %q", kind, path, body)
			}
			if w.Header().Get("Cache-Control") != "no-store" {
				t.Errorf("%s of %s may be kept", kind, path)
			}
		}
		if w := get(t, h, "/healthz"); w.Code != 503 {
			t.Errorf("healthz says %d", w.Code)
		}
	}
}

func TestPanicIsOneVisitorsError(t *testing.T) {
	o := rich().options(t)
	o.Log = nil
	if w := get(t, New(o), "/log"); w.Code != 500 {
		t.Errorf("status %d", w.Code)
	}
}

func TestOnlyReading(t *testing.T) {
	h := New(rich().options(t))
	for _, method := range []string{"POST", "PUT", "DELETE"} {
		if w := do(t, h, method, "/agreements"); w.Code != http.StatusMethodNotAllowed {
			t.Errorf("%s: %d", method, w.Code)
		}
	}
}

func TestLogFiles(t *testing.T) {
	h := New(rich().options(t))
	for path, keep := range map[string]string{
		"/log/tile/0/000": forever, "/log/tile/entries/000.p/11": aMoment, "/log/checkpoint": askAlways, "/log/body/000.p/11": askAlways,
	} {
		w := get(t, h, path)
		if got := w.Header().Get("Cache-Control"); got != keep {
			t.Errorf("%s: %q", path, got)
		}
		if w.Header().Get("Access-Control-Allow-Origin") != "*" {
			t.Errorf("%s is closed to other pages", path)
		}
	}
	lines := strings.Split(strings.TrimSpace(get(t, h, "/log/body/000.p/11").Body.String()), "\n")
	if len(lines) != 2 {
		t.Fatalf("%d lines", len(lines))
	}
	k, err := claim.ParseKept([]byte(lines[1]))
	if err != nil {
		t.Fatal(err)
	}
	if k.Claim != nil || k.Hash != keptSecret().Hash {
		t.Errorf("a claim that is not public goes out as %s", lines[1])
	}
	if w := get(t, h, "/log/tile/../wal"); w.Code == 200 {
		t.Error("the write-ahead log goes out")
	}
}

func TestPagesAreLight(t *testing.T) {
	h := New(rich().options(t))
	sent := func(path string) int { return get(t, h, path, "Accept-Encoding", "gzip").Body.Len() }
	css := sent("/static/sanad.css")
	for _, language := range []string{"", "/ur", "/zh"} {
		for _, path := range []string{"/", "/events/e0-1", "/agreements/a0-2", "/sources/s7", "/about"} {
			if n := sent(language+path) + css; n > 30_000 {
				t.Errorf("%s and its style are %d bytes as sent", language+path, n)
			}
		}
	}
	heaviest, most := "", 0
	for _, a := range asked {
		if a.kind != htmlType {
			continue
		}
		n := sent(a.path) + css
		if n > 100_000 {
			t.Errorf("%s and its style are %d bytes as sent", a.path, n)
		}
		if n > most {
			heaviest, most = a.path, n
		}
	}
	t.Logf("the heaviest of all pages is %s: %d bytes as sent, %d of them the style", heaviest, most, css)
}

func TestFormulasStayText(t *testing.T) {
	for cell, want := range map[string]string{
		"": "", "Huawei": "Huawei", "a=b": "a=b", "1,500": "1,500", "–": "–",
		"=1+1": "'=1+1", "+1": "'+1", "-1": "'-1", "@SUM(A1)": "'@SUM(A1)", " =1": "' =1", "\t=1": "'\t=1", "\tx": "'\tx", "\rx": "'\rx",
		"\u200b=1": "'\u200b=1", "\ufeff=1": "'\ufeff=1", "\n@x": "'\n@x", "＝1": "'＝1", "＠x": "'＠x",
	} {
		if got := render.Inert(cell); got != want {
			t.Errorf("%q becomes %q, want %q", cell, got, want)
		}
	}
}

// The event on the first page is the newest that more than one source reports.
func TestFeatured(t *testing.T) {
	row := func(agreements, sources int) register.EventRow {
		return register.EventRow{Agreements: agreements, Sources: sources}
	}
	for _, c := range []struct {
		events []register.EventRow
		want   int
	}{
		{nil, -1},
		{[]register.EventRow{row(0, 3)}, -1},
		{[]register.EventRow{row(0, 1), row(4, 1)}, 1},
		{[]register.EventRow{row(4, 1), row(1, 1), row(12, 9), row(30, 20)}, 2},
	} {
		if got := featured(c.events); got != c.want {
			t.Errorf("of %v the event on show is %d, want %d", c.events, got, c.want)
		}
	}
}

// named says whether an element has the attribute with one of the values.
func named(el xml.StartElement, attribute string, values ...string) bool {
	return slices.ContainsFunc(el.Attr, func(a xml.Attr) bool { return a.Name.Local == attribute && slices.Contains(values, a.Value) })
}

// Every page is there in every language, at an address of that language, and
// leads on in it.
func TestEveryPageInEveryLanguage(t *testing.T) {
	s := newSite(rich().options(t), mustSub("messages"))
	h := s.handler()
	for _, l := range s.languages {
		for _, a := range asked {
			if a.kind != htmlType {
				continue
			}
			t.Run(l.Tag+a.path, func(t *testing.T) {
				w := get(t, h, "/"+l.Tag+a.path, "Accept-Language", "fr")
				if w.Code != a.status {
					t.Fatalf("status %d, want %d", w.Code, a.status)
				}
				body := w.Body.String()
				if want := fmt.Sprintf(`<html lang="%s" dir="%s">`, l.Tag, l.Dir); !strings.Contains(body, want) {
					t.Errorf("no %s", want)
				}
				if strings.Contains(body, "%!") {
					t.Error("a verb is not filled in")
				}
				switches := 0
				for _, link := range wellFormed(t, body).links {
					switch {
					case !strings.HasPrefix(link, "/") || strings.HasPrefix(link, "/"+l.Tag+"/"):
					case strings.HasSuffix(link, a.path):
						switches++
					default:
						t.Errorf("%s leaves the language", link)
					}
				}
				if switches != len(s.languages)-1 && !strings.HasPrefix(a.path, embedPrefix) {
					t.Errorf("leads to %d other languages", switches)
				}
			})
		}
	}
}

// A language is a file: its words, its direction, and English where it has none.
func TestAnotherLanguage(t *testing.T) {
	english, err := fs.ReadFile(files, "messages/en.json")
	if err != nil {
		t.Fatal(err)
	}
	s := newSite(rich().options(t), fstest.MapFS{
		"en.json": {Data: english},
		"ar.json": {Data: []byte(`{"language.dir":"rtl","count.sources.two":"مصدران"}`)},
		"ur.json": {Data: []byte(`{"language.dir":"rtl","nav.agreements":"معاہدے","kind.mou":"مفاہمتی یادداشت"}`)},
	})
	h := s.handler()
	w := get(t, h, "/ur/agreements")
	for _, words := range []string{`<html lang="ur" dir="rtl">`, "معاہدے", "مفاہمتی یادداشت", "Events"} {
		if !strings.Contains(w.Body.String(), words) {
			t.Errorf("does not say %q", words)
		}
	}
	if tag := get(t, h, "/agreements").Header().Get("ETag"); tag == w.Header().Get("ETag") {
		t.Error("two languages have one tag")
	}
	if w := get(t, h, "/agreements", "Accept-Language", "ur"); !strings.Contains(w.Body.String(), `<html lang="en" dir="ltr">`) {
		t.Error("one address is in two languages")
	}
	// Unicode gives Arabic six forms of the plural; a file has those it needs.
	if got := s.languages[1].n("count.sources", 2); got != "مصدران" {
		t.Errorf("two sources are %q", got)
	}
}

// The front door alone asks what a browser prefers, and says so.
func TestFrontDoor(t *testing.T) {
	h := newSite(rich().options(t), mustSub("messages")).handler()
	for _, c := range []struct{ path, prefers, to string }{
		{"/", "xx, ur-PK;q=0.9, en;q=0.8", "/ur/"},
		{"/", "zh-CN", "/zh/"},
		{"/", "en, ur", ""},
		{"/", "", ""},
		{"/", "fr", ""},
		{"/en/", "ur", ""},
		{"/ur/", "en", ""},
		{"/agreements", "ur", ""},
		{"/ur", "en", "/ur/"},
		{"/ur?kind=mou", "en", "/ur/"},
		{"/ur/agreements/a10-1", "", "/ur/agreements/a9-1"},
	} {
		w := get(t, h, c.path, "Accept-Language", c.prefers)
		if got := w.Header().Get("Location"); got != c.to {
			t.Errorf("%s for %q leads to %q, want %q", c.path, c.prefers, got, c.to)
		}
		if varies := strings.Contains(strings.Join(w.Header().Values("Vary"), ","), "Accept-Language"); varies != (c.path == "/") {
			t.Errorf("%s says that it varies: %v", c.path, varies)
		}
	}
}

// Each language has all that English has, with the same verbs.
func TestLanguagesAreWhole(t *testing.T) {
	verb := regexp.MustCompile(`%(\[\d\])?[sdv]`)
	read := func(name string) map[string]string {
		words := map[string]string{}
		parts, err := fs.Glob(files, "messages/*/"+name+".json")
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range append(parts, "messages/"+name+".json") {
			b, err := fs.ReadFile(files, part)
			if err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal(b, &words); err != nil {
				t.Fatal(err)
			}
		}
		return words
	}
	english := read("en")
	for _, l := range loadLanguages(mustSub("messages"))[1:] {
		words := read(l.Tag)
		for key, text := range english {
			own, ok := words[key]
			if !ok && text != "" && !counted(words, key) {
				t.Errorf("%s has no %q", l.Tag, key)
			}
			if ok && len(verb.FindAllString(own, -1)) != len(verb.FindAllString(text, -1)) {
				t.Errorf("%s: %q has other verbs than in English", l.Tag, key)
			}
		}
		for name, list := range lists {
			for _, c := range list {
				if words[name+"."+c.Code] == "" {
					t.Errorf("%s has no %q", l.Tag, name+"."+c.Code)
				}
			}
		}
	}
}

// Every key that templates and code name has its words.
func TestEveryKeyHasWords(t *testing.T) {
	words := loadLanguages(mustSub("messages"))[0].words
	call := regexp.MustCompile(`\{\{(t|n) "([a-z0-9.-]+)"|[^.a-z](t|n) "([a-z0-9-]+\.[a-z0-9.-]+)"|q\.(t)\("([a-z0-9.-]+)"[,)]`)
	names, err := fs.Glob(files, "templates/*/*.html")
	if err != nil {
		t.Fatal(err)
	}
	own, err := fs.Glob(files, "templates/*.html")
	if err != nil {
		t.Fatal(err)
	}
	names = append(names, own...)
	n := 0
	for _, name := range names {
		b, err := fs.ReadFile(files, name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range call.FindAllStringSubmatch(string(b), -1) {
			n++
			key, kind := m[2]+m[4]+m[6], m[1]+m[3]+m[5]
			_, plain := words[key]
			_, one := words[key+".one"]
			_, other := words[key+".other"]
			if kind == "t" && !plain || kind == "n" && !(one && other) {
				t.Errorf("%s names %q, which has no words", name, key)
			}
		}
	}
	if n < 100 {
		t.Errorf("found %d keys only", n)
	}
	for _, status := range []string{"400", "403", "404", "409", "410", "500", "503"} {
		if words["error."+status+".title"] == "" || words["error."+status+".what"] == "" {
			t.Errorf("error %s has no words", status)
		}
	}
}

func TestDates(t *testing.T) {
	l := loadLanguages(mustSub("messages"))[0]
	for d, want := range map[claim.Date]string{
		"2025": "2025", "2025-09": "September 2025", "2025-09-04": "4 September 2025", "2025-09-03/2025-09-05": "3–5 September 2025",
		"2025-09-30/2025-10-02": "30 September 2025 to 2 October 2025", "2025~": "about 2025", "2025-09?": "September 2025 (uncertain)",
		"2025/..": "from 2025", "../2025-01": "until January 2025", "/": "date not known", "": "", "2025%": "about 2025 (uncertain)",
	} {
		if got := l.date(d); got != want {
			t.Errorf("%q is %q, want %q", d, got, want)
		}
	}
}

func TestNumbers(t *testing.T) {
	l := loadLanguages(mustSub("messages"))[0]
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567", -1000: "-1,000", -100: "-100"} {
		if got := l.number(n); got != want {
			t.Errorf("%d is %q, want %q", n, got, want)
		}
	}
}
