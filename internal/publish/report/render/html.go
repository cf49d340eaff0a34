package render

import (
	"embed"
	"html/template"
	"io"
	"strconv"
	"strings"

	"sanad/claim"
	"sanad/internal/publish/report"
)

//go:embed report.html report.css
var files embed.FS

// sheet is what the template shows.
type sheet struct {
	report.Report
	AsOfWords string
	Footer    string // of each printed page
	Style     template.CSS
	Tag, Dir  string
}

// Fragment is a report's body, which the site shows within its own frame. Links
// lead to the site's pages.
func Fragment(r report.Report, words report.Words) (template.HTML, error) {
	var b strings.Builder
	err := parsed(words, true).ExecuteTemplate(&b, "report", sheet{Report: r, AsOfWords: AsOf(r, words)})
	return template.HTML(b.String()), err
}

// HTML writes a report as one file that asks for nothing else. It carries the style
// it is printed by: A4, page numbers, headings of tables repeated on each page.
func HTML(w io.Writer, r report.Report, words report.Words) error {
	css, err := files.ReadFile("report.css")
	if err != nil {
		return err
	}
	orientation := "portrait"
	if r.Wide {
		orientation = "landscape"
	}
	footer := words.T("report.kind.footer", r.Title, words.Date(r.AsOf))
	style := strings.NewReplacer(
		"ORIENTATION", orientation, "FOOTER", quote(footer), "PAGE", quote(words.T("report.page")+" "), " OF ", " "+quote(" "+words.T("report.of")+" ")+" ",
	).Replace(string(css))
	return parsed(words, false).ExecuteTemplate(w, "report.html", sheet{
		Report: r, AsOfWords: AsOf(r, words), Style: template.CSS(style + shareRules()), Tag: words.Tag(), Dir: words.Dir(),
	})
}

// quote is text as a CSS string. Titles are strangers' words: everything but
// letters, digits and plain marks goes in by its number.
func quote(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range short(text, 110) {
		if r < 0x80 && (r == ' ' || r == '.' || r == ',' || r == '-' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z') {
			b.WriteRune(r)
			continue
		}
		b.WriteString("\\" + hex(r) + " ")
	}
	b.WriteByte('"')
	return b.String()
}

func hex(r rune) string {
	const digits = "0123456789abcdef"
	s := ""
	for r > 0 {
		s = string(digits[r%16]) + s
		r /= 16
	}
	return s
}

func short(s string, most int) string {
	runes := []rune(s)
	if len(runes) <= most {
		return s
	}
	return string(runes[:most-1]) + "…"
}

func parsed(words report.Words, linked bool) *template.Template {
	return template.Must(template.New("report.html").Funcs(template.FuncMap{
		"t":    words.T,
		"said": func(s report.Source) []string { return sourceParts(withoutAddress(s), words) },
		// A sentence of the page's own language that holds names set apart runs as the
		// page does; everything else as its first letter does.
		"own": func(text string) bool { return strings.ContainsRune(text, '\u2068') },
		"link": func(c report.Cell) string {
			switch {
			case !linked:
				return ""
			case c.Address != "":
				return c.Address
			}
			return address(c)
		},
		"linked": func() bool { return linked },
		"share":  share,
		"web": func(address string) string {
			if low := strings.ToLower(address); strings.HasPrefix(low, "https://") || strings.HasPrefix(low, "http://") {
				return address
			}
			return ""
		},
	}).ParseFS(files, "report.html"))
}

func withoutAddress(s report.Source) report.Source {
	s.URL = ""
	return s
}

// address is the site's page of what a cell names.
func address(c report.Cell) string {
	switch c.Of.Class() {
	case claim.Agreement:
		return "/agreements/" + string(c.Of)
	case claim.Party:
		return "/parties/" + string(c.Of)
	}
	return ""
}

// share is a column's width in per cent of its table.
func share(columns []report.Column, i int) int {
	all := 0
	for _, c := range columns {
		all += c.Width
	}
	return (columns[i].Width*100 + all/2) / max(all, 1)
}

// shareRules are the styles by which columns get their share: no element carries a
// style of its own, so that the same markup stands under the site's policy.
func shareRules() string {
	var b strings.Builder
	for n := 1; n <= 100; n++ {
		p := strconv.Itoa(n)
		b.WriteString(".w" + p + "{width:" + p + "%}")
	}
	return b.String()
}
