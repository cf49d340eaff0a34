package meeting

import (
	"fmt"
	"html/template"
	"io"
	"strings"
)

// Section is a part of an agenda as it is printed.
type Section struct {
	Title string
	Lines []Line
	None  string // what is said where there are no lines
}

// Line is one thing of a section.
type Line struct{ Text, ID, Ask string }

// kinds say in English what an item is.
var kinds = map[string]string{
	"candidate": "does this belong to the agreement", "stalled": "give it up, or set a new day", "disputed": "a proof is disputed",
	"renewal": "renew, or let it end", "silent": "nothing heard",
}

// Sections are the agenda in its order.
func (g Agenda) Sections() []Section {
	opening := Section{Title: "What came of the last meeting’s action points", None: "No earlier meeting is on record."}
	if g.Last != nil {
		opening.Title += fmt.Sprintf(" (%s, %s)", g.Last.Title, g.Last.On)
		opening.None = "It gave none."
		for _, x := range g.Last.Actions {
			state := x.State
			switch {
			case x.State == "done":
				state = "done on " + string(x.Met)
			case x.State == "late":
				state = plural(x.Days) + " late, due " + string(x.Due)
			case x.Due != "":
				state = "open, due " + string(x.Due)
			}
			opening.Lines = append(opening.Lines, Line{Text: state + ": " + x.Text, ID: string(x.ID), Ask: x.Assigned})
		}
	}
	return []Section{
		opening,
		section("Late", "Nothing is late.", g.Late),
		section("Due before "+string(g.Until), "Nothing falls due before then.", g.Due),
		section("Silent the longest", "Nothing is dormant.", g.Silent),
		section("Decisions asked for", "None.", g.Decisions),
	}
}

func section(title, none string, items []Item) Section {
	s := Section{Title: title, None: none}
	for _, i := range items {
		what := i.What
		if k := kinds[i.What]; k != "" {
			what = k
		}
		var words []string
		for _, w := range []string{string(i.On), i.When(), what, i.Name} {
			if w != "" {
				words = append(words, w)
			}
		}
		s.Lines = append(s.Lines, Line{Text: i.Title + ": " + strings.Join(words, ", "), ID: string(i.Agreement), Ask: strings.Join(i.Ask, "; ")})
	}
	return s
}

// Text writes sections for a terminal.
func Text(w io.Writer, title string, sections []Section) error {
	var b strings.Builder
	fmt.Fprintln(&b, title)
	for n, s := range sections {
		fmt.Fprintf(&b, "\n%d. %s\n", n+1, s.Title)
		if len(s.Lines) == 0 && s.None != "" {
			fmt.Fprintf(&b, "   %s\n", s.None)
		}
		for _, l := range s.Lines {
			fmt.Fprintf(&b, "   - %s\n", strings.TrimSpace(oneLine(l.Text)+"  "+l.ID))
			if l.Ask != "" {
				fmt.Fprintf(&b, "     ask: %s\n", oneLine(l.Ask))
			}
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// Markdown writes sections as Markdown. What sources say is escaped: it cannot
// make headings or links.
func Markdown(w io.Writer, title string, sections []Section) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n", escape(title))
	for _, s := range sections {
		fmt.Fprintf(&b, "\n## %s\n\n", escape(s.Title))
		if len(s.Lines) == 0 && s.None != "" {
			fmt.Fprintf(&b, "%s\n", escape(s.None))
		}
		for _, l := range s.Lines {
			fmt.Fprintf(&b, "- %s", escape(l.Text))
			if l.ID != "" {
				fmt.Fprintf(&b, " `%s`", l.ID)
			}
			if l.Ask != "" {
				fmt.Fprintf(&b, "  \n  Ask: %s", escape(l.Ask))
			}
			b.WriteString("\n")
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

var marks = strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "`", "\\`", "[", `\[`, "]", `\]`, "<", `\<`, "#", `\#`, "|", `\|`)

func escape(s string) string { return marks.Replace(oneLine(s)) }

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

var sheet = template.Must(template.New("").Parse(`<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{{.Title}}</title>
<style>body{font:11pt/1.5 Georgia,serif;max-width:46em;margin:2em auto;padding:0 1em}h1{font-size:16pt}h2{font-size:12.5pt;break-after:avoid}li{break-inside:avoid;margin-block:.3em}small{color:#555}@page{size:A4;margin:18mm 16mm}</style>
<h1 dir="auto">{{.Title}}</h1>
{{range .Sections}}<h2 dir="auto">{{.Title}}</h2>
{{if .Lines}}<ul>{{range .Lines}}<li><span dir="auto">{{.Text}}</span>{{with .ID}} <small>{{.}}</small>{{end}}{{with .Ask}}<br><small dir="auto">Ask: {{.}}</small>{{end}}</li>
{{end}}</ul>{{else}}<p>{{.None}}</p>{{end}}
{{end}}</html>
`))

// HTML writes sections as a page of its own that prints on A4.
func HTML(w io.Writer, title string, sections []Section) error {
	return sheet.Execute(w, struct {
		Title    string
		Sections []Section
	}{title, sections})
}
