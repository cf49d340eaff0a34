package html

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"sanad/internal/source/decode/decoded"
)

// skipped says whether an element is never text: not shown, or not words.
func skipped(n *html.Node) bool {
	if n.Type == html.CommentNode || n.Type == html.DoctypeNode {
		return true
	}
	if n.Type != html.ElementNode {
		return false
	}
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Del, atom.S, atom.Strike, atom.Iframe, atom.Object, atom.Embed, atom.Svg, atom.Canvas, atom.Head,
		atom.Button, atom.Input, atom.Select, atom.Textarea, atom.Audio, atom.Video, atom.Dialog:
		return true
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "aria-hidden":
			if a.Val == "true" {
				return true
			}
		case "style":
			style := strings.ReplaceAll(strings.ToLower(a.Val), " ", "")
			if strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") {
				return true
			}
		}
	}
	return false
}

func isBlock(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Aside, atom.Nav, atom.Address,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Li, atom.Dl, atom.Dt, atom.Dd, atom.Table, atom.Tr,
		atom.Td, atom.Th, atom.Thead, atom.Tbody, atom.Tfoot, atom.Caption, atom.Blockquote, atom.Pre, atom.Figure, atom.Figcaption,
		atom.Form, atom.Fieldset, atom.Legend, atom.Hr, atom.Body, atom.Html, atom.Center, atom.Details, atom.Summary, atom.Menu, atom.Dir, atom.Hgroup:
		return true
	}
	return false
}

// flat is all text below n, blocks apart by a blank.
func flat(n *html.Node) string {
	var b strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
		case skipped(n):
			return
		case n.DataAtom == atom.Br || isBlock(n):
			b.WriteByte(' ')
		}
		if n.DataAtom == atom.Sup {
			b.WriteString(raised(n))
			return
		}
		for c := range n.ChildNodes() {
			walk(c)
		}
		if isBlock(n) {
			b.WriteByte(' ')
		}
	}
	walk(n)
	return b.String()
}

// raised writes an exponent as its character, and a note's mark in brackets, so
// that neither joins the number or word before it.
func raised(n *html.Node) string {
	var b strings.Builder
	link := false
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
		link = link || d.DataAtom == atom.A
	}
	s := strings.TrimSpace(b.String())
	switch {
	case s == "2" && !link:
		return "²"
	case s == "3" && !link:
		return "³"
	case s == "":
		return ""
	case s[0] >= '0' && s[0] <= '9' && len(s) <= 3:
		return "[" + s + "]"
	}
	return s
}

// renderer writes a tree as blocks.
type renderer struct {
	w     *decoded.Writer
	line  strings.Builder // inline text not yet written
	broke bool            // a <br> came before it
	lists []list
	item  *list // the item whose first words are still to come
	head  bool
}

type list struct {
	ordered bool
	next    int
	mark    string
}

func render(w *decoded.Writer, n *html.Node) {
	r := renderer{w: w}
	r.walk(n)
	r.flush()
}

// flush writes the inline text gathered as what it stands in.
func (r *renderer) flush() {
	s := decoded.Fold(r.line.String())
	r.line.Reset()
	broke := r.broke
	r.broke = false
	switch {
	case s == "":
		return
	case r.item != nil:
		r.w.Item(len(r.lists)-1, r.item.mark, s)
		r.item = nil
	case r.head:
		r.w.Heading(s)
	case broke:
		r.w.Line(s)
	default:
		r.w.Paragraph(s)
	}
}

func (r *renderer) walk(n *html.Node) {
	if r.w.Full() || skipped(n) {
		return
	}
	if n.Type == html.TextNode {
		r.line.WriteString(n.Data)
		return
	}
	children := func() {
		for c := range n.ChildNodes() {
			r.walk(c)
		}
	}
	switch n.DataAtom {
	case atom.Br:
		empty := decoded.Fold(r.line.String()) == ""
		r.flush()
		r.broke = !empty // a second break ends the paragraph
	case atom.Sup:
		r.line.WriteString(raised(n))
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		r.flush()
		was := r.head
		r.head = true
		children()
		r.flush()
		r.head = was
	case atom.Ul, atom.Ol, atom.Menu, atom.Dir:
		r.flush()
		if len(r.lists) == 0 {
			r.w.EndList()
		}
		next := 1
		if start, err := strconv.Atoi(attr(n, "start")); err == nil {
			next = start
		}
		r.lists = append(r.lists, list{ordered: n.DataAtom == atom.Ol, next: next})
		item := r.item
		r.item = nil
		children()
		r.flush()
		r.item = item
		r.lists = r.lists[:len(r.lists)-1]
		if len(r.lists) == 0 {
			r.w.EndList()
			r.item = nil
		}
	case atom.Li:
		r.flush()
		if len(r.lists) == 0 {
			r.lists = append(r.lists, list{})
			defer func() { r.lists = r.lists[:0] }()
		}
		l := &r.lists[len(r.lists)-1]
		l.mark = ""
		if l.ordered {
			l.mark = strconv.Itoa(l.next) + "."
			l.next++
		}
		item := *l
		r.item = &item
		children()
		r.flush()
		r.item = nil
	case atom.Table:
		r.flush()
		if rows := dataTable(n); rows != nil {
			for c := range n.ChildNodes() {
				if c.DataAtom == atom.Caption {
					r.w.Paragraph(flat(c))
				}
			}
			r.w.Rows(rows)
			return
		}
		children()
		r.flush()
	default:
		if isBlock(n) {
			r.flush()
			children()
			r.flush()
			return
		}
		children()
	}
}

const maxSpan = 50

// dataTable gives a table's cells, or nil where the table only arranges the
// page: one column, tables within, or whole articles in a cell. A cell over
// several rows is said in each of them, as it holds for each.
func dataTable(table *html.Node) [][]string {
	if role := attr(table, "role"); role == "presentation" || role == "none" {
		return nil
	}
	var rows [][]string
	type carry struct {
		text string
		left int
	}
	var over []carry // by column: what a cell above still says
	wide := 0
	layout := false
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := range n.ChildNodes() {
			if layout || skipped(c) {
				continue
			}
			switch c.DataAtom {
			case atom.Thead, atom.Tbody, atom.Tfoot:
				walk(c)
			case atom.Tr:
				var row []string
				take := func() {
					for len(row) < len(over) && over[len(row)].left > 0 {
						over[len(row)].left--
						row = append(row, over[len(row)].text)
					}
				}
				for cell := range c.ChildNodes() {
					if cell.DataAtom != atom.Td && cell.DataAtom != atom.Th || skipped(cell) {
						continue
					}
					if first(cell, atom.Table) != nil {
						layout = true
						return
					}
					take()
					s := decoded.Fold(flat(cell))
					if len(s) > 4000 {
						layout = true
						return
					}
					across, down := span(cell, "colspan"), span(cell, "rowspan")
					for k := range across {
						for len(over) <= len(row) {
							over = append(over, carry{})
						}
						said := ""
						if k == 0 {
							said = s
						}
						over[len(row)] = carry{said, down - 1}
						row = append(row, said)
					}
					if len(row) > 400 {
						layout = true
						return
					}
				}
				take()
				wide = max(wide, len(row))
				rows = append(rows, row)
			}
		}
	}
	walk(table)
	if layout || wide < 2 || len(rows) == 0 {
		return nil
	}
	return rows
}

func span(n *html.Node, key string) int {
	v, err := strconv.Atoi(attr(n, key))
	if err != nil {
		return 1
	}
	return max(1, min(v, maxSpan))
}
