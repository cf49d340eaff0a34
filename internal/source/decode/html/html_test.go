package html_test

import (
	"strings"
	"testing"
	"time"

	"sanad/internal/source/decode/html"
)

const long = "The Nilmarsh Water Board and Halden Rohr Systems signed a memorandum of understanding on the detection of leaks, the Board said. "

func page(head, body string) []byte {
	return []byte("<!doctype html><html><head>" + head + "</head><body>" + body + "</body></html>")
}

// TestBlocks: a piece of a page and the text it becomes.
func TestBlocks(t *testing.T) {
	for _, c := range []struct{ html, text string }{
		{"one<br>two<br><br>three", "one\ntwo\n\nthree\n"},
		{"<h2>Head</h2><p>a <b>b</b>\n c</p>d", "# Head\n\na b c\n\nd\n"},
		{"<ol start=3><li>a<ul><li>b</ul><li><p>c</p></ol><ul><li>d</ul>", "3. a\n  - b\n4. c\n\n- d\n"},
		{"<table><tr><th>a<th>b</tr><tr><td rowspan=2>1|2<td>x</tr><tr><td>y</tr></table>", "| a | b |\n|---|---|\n| 1\\|2 | x |\n| 1\\|2 | y |\n"},
		{"<table><tr><td colspan=2>wide<td>c</tr><tr><td>1<td>2<td>3</tr></table>", "| wide | | c |\n|---|---|---|\n| 1 | 2 | 3 |\n"},
		{"<table><tr><td><p>only</p><p>frame</p></table>", "only\n\nframe\n"},
		{"<table><tr><td>x<td><table><tr><td>a<td>b</table></table>", "x\n\n| a | b |\n|---|---|\n"},
		{"5 km<sup>2</sup>, the Board<sup><a href=#1>4</a></sup> said", "5 km², the Board[4] said\n"},
		{"<p>It is <del>off</del> <s>doubtful</s> <ins>on</ins>.", "It is on.\n"},
		{"<p hidden>no</p><p style='display: none'>no</p><script>no</script><!-- no --><p>yes", "yes\n"},
		{"un&shy;der&#8203;standing&nbsp;of\x01 &#0;&#xD800;", "understanding of \ufffd\ufffd\n"},
		{"<p dir=rtl>مفاہمت کی <bdi>MoU</bdi> یادداشت</p>", "مفاہمت کی MoU یادداشت\n"},
	} {
		got, err := html.Fragment(c.html)
		if err != nil || got != c.text {
			t.Errorf("%s\n became %q, %v\n want   %q", c.html, got, err, c.text)
		}
	}
}

// TestMetadata: what a page says of itself, by each of the ways to say it.
func TestMetadata(t *testing.T) {
	body := "<h1>Shown</h1><p>" + strings.Repeat(long, 4) + "</p>"
	for _, c := range []struct{ head, body, title, publisher, published, url, language string }{
		{"<title>T | Site</title><meta property=og:site_name content=Site>", "", "Shown", "Site", "", "", ""},
		{`<meta property="og:title" content="T – Site"><meta property="og:site_name" content="Site"><meta property="article:published_time" content="2025-09-04T23:59:00-08:00">`, "", "T", "Site", "2025-09-04", "", ""},
		{`<script type="application/ld+json">[{"@type":["NewsArticle"],"headline":"A &amp; B","datePublished":"2025-09","publisher":{"name":"P"},"inLanguage":"ur"}]</script>`, "", "A & B", "P", "2025-09", "", "ur"},
		{`<script type="application/ld+json">{broken</script><meta name="DC.date.issued" content="2024"><meta name=dc.publisher content="Ministry">`, "", "Shown", "Ministry", "2024", "", ""},
		{`<link rel=canonical href="/a?b=1"><meta http-equiv=content-language content="en-us">`, `<time datetime="2025-09-04">4 September</time>`, "Shown", "", "2025-09-04", "https://site.example/a?b=1", "en-US"},
		{"", `<time datetime="2025-09-04">a</time><time datetime="2025-09-05">b</time>`, "Shown", "", "", "", ""},
		{`<meta name=date content="03/04/2025">`, "", "Shown", "", "", "", ""},
		{`<meta name=date content="September 4, 2025">`, "", "Shown", "", "2025-09-04", "", ""},
	} {
		d, err := html.Decode(page(c.head, c.body+body), "", "https://site.example/x")
		if err != nil {
			t.Fatal(err)
		}
		if d.Title != c.title || d.Publisher != c.publisher || d.Published != c.published || d.URL != c.url || d.Language != c.language {
			t.Errorf("%s %s\n says title %q publisher %q published %q url %q language %q", c.head, c.body, d.Title, d.Publisher, d.Published, d.URL, d.Language)
		}
	}
}

// TestHeading: a page begins with the heading its title repeats, not with the
// site's name, which heads all its pages.
func TestHeading(t *testing.T) {
	const head = "<title>Board signs on leaks – The Gazette</title><meta property=og:site_name content='The Gazette'>"
	for _, c := range []struct{ head, above, want string }{
		{head + "<meta property=og:title content='Board signs on leaks'>", "<header><h1>The Gazette</h1></header>", "# Board signs on leaks\n"},
		{head, "<header><h1>The Gazette</h1></header>", "# Board signs on leaks\n"},
		{"<title>Board signs</title>", "", "# Board signs on leaks\n"},
	} {
		d, err := html.Decode(page(c.head, c.above+"<article><h1>Board signs on leaks</h1><p>"+strings.Repeat(long, 4)+"</p></article>"), "", "")
		if err != nil || !strings.HasPrefix(d.Text, c.want) || strings.Contains(d.Text, "Gazette") {
			t.Errorf("%s%s\n gives %q, %v", c.head, c.above, d.Text, err)
		}
	}
	d, err := html.Decode(page(head, "<h1>The Gazette</h1><p>"+strings.Repeat(long, 4)+"</p>"), "", "")
	if err != nil || !strings.HasPrefix(d.Text, "# Board signs on leaks\n") {
		t.Errorf("the site's name alone gives %q, %v", d.Text, err)
	}
}

// TestCharacters: the bytes go before what the page says, the server before
// the page, and what is not in the encoding is told.
func TestCharacters(t *testing.T) {
	for _, c := range []struct{ contentType, head, bytes, want, unread string }{
		{"", "<meta charset=windows-1252>", "caf\xe9", "café", ""},
		{"text/html; charset=windows-1251", "<meta charset=windows-1252>", "\xcc\xe8\xed", "Мин", ""},
		{"text/html; charset=iso-8859-1", "", "café", "café", ""},
		{"", "", "the Board\x92s caf\xe9", "the Board’s café", ""},
		{"text/html; charset=utf-8", "", "– – caf\xe9 – –", "– – caf\ufffd – –", "1 stretches of bytes are not UTF-8"},
	} {
		d, err := html.Decode(page(c.head, "<p>"+c.bytes+" "+strings.Repeat("word ", 60)), c.contentType, "")
		if err != nil {
			t.Errorf("%q: %v", c.bytes, err)
			continue
		}
		told := ""
		if len(d.Unread) > 0 {
			told = d.Unread[0].Reason
		}
		if !strings.HasPrefix(d.Text, c.want) || !strings.HasPrefix(told, c.unread) || c.unread == "" && told != "" {
			t.Errorf("%q became %.40q, unread %q", c.bytes, d.Text, told)
		}
	}
}

// TestNothingIsDroppedInSilence: a table that the reader view would drop is in
// the text, and a paragraph outside it is said to be unread.
func TestNothingIsDroppedInSilence(t *testing.T) {
	table := "<table class=sidebar-like><tr><th>Partner</th><th>Link</th></tr><tr><td><a href=/1>Halden Rohr Systems of the Upper Province</a></td><td>leak detection along the northern mains</td></tr><tr><td>Quetzal Institute</td><td>training of technicians at the school</td></tr></table>"
	d, err := html.Decode(page("", "<article><h1>Signed</h1><p>"+strings.Repeat(long, 3)+"</p><div class=footer-ish>"+table+"</div></article>"), "", "")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(d.Text, "| Quetzal Institute | training of technicians at the school |") {
		t.Errorf("no table:\n%s", d.Text)
	}
}

// TestTime: work grows no faster than pages do, up to the largest taken.
func TestTime(t *testing.T) {
	for name, unit := range map[string]string{
		"paragraphs": "<p>" + long, "divs": "<div>a</div>", "unclosed": "<b><i>a", "links": "<a href=x>a</a> ", "rows": "<table><tr><td>a<td>b", "brackets": "<", "attributes": "<p a=b c=d",
	} {
		b := []byte(strings.Repeat(unit, (2<<20)/len(unit)))
		start := time.Now()
		_, err := html.Decode(b, "", "")
		if d := time.Since(start); d > 20*time.Second {
			t.Errorf("%s: %d bytes took %s (%v)", name, len(b), d, err)
		} else {
			t.Logf("%s: %s (%v)", name, d, err)
		}
	}
}
