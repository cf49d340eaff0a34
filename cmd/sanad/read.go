package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"

	"sanad/internal/assist"
	"sanad/internal/ingest"
	"sanad/internal/reader"
	"sanad/internal/reader/press"
	"sanad/internal/source/fetch"
)

type readCommand struct {
	Files   []string `arg:"" name:"file" help:"Documents: files, http(s) addresses, or - for standard input."`
	Format  string   `help:"text: the text that offsets count in; json: one object a document; table." enum:"text,json,table" default:"table"`
	Explain bool     `help:"In the table, say by which rule each agreement was read and in which words."`
	fetchFlags
	aboutFlags

	Assist      bool   `help:"Let a language model read instead: sends the whole text to the endpoint named by --assist-url. Only what it quotes from the text is taken."`
	AssistURL   string `help:"Base address of an OpenAI-compatible endpoint; its key, if it needs one, is in SANAD_ASSIST_KEY." placeholder:"URL" env:"SANAD_ASSIST_URL"`
	AssistModel string `help:"The model's name there." placeholder:"NAME" env:"SANAD_ASSIST_MODEL"`
}

func (readCommand) Help() string { return aboutHelp }

func (c readCommand) Run(g *globals) error {
	r, err := c.reader(g)
	if err != nil {
		return err
	}
	client := c.client()
	var failed error
	bar := newBar(g, len(c.Files), "documents")
	defer bar.close()
	for _, path := range c.Files {
		if err := g.Context.Err(); err != nil {
			return err
		}
		docs, err := c.one(g, client, r, path, bar)
		for _, d := range docs {
			if err == nil {
				err = c.print(g, path, d)
			}
		}
		if err != nil {
			report(g.err, named(path, err))
			failed = alreadyReported{}
		}
		bar.step()
	}
	return failed
}

// reader is the program's own, or the endpoint's where it is asked for: what
// the environment names alone sends nothing.
func (c readCommand) reader(g *globals) (reader.Reader, error) {
	if !c.Assist {
		return readers(), nil
	}
	r := &assist.Reader{Endpoint: c.AssistURL, Model: c.AssistModel, Key: assist.Secret(os.Getenv("SANAD_ASSIST_KEY"))}
	if err := r.Check(); err != nil {
		return nil, usageError{err}
	}
	return r.As(g.Context, func(d assist.Dropped) { fmt.Fprintf(g.err, "sanad: not taken: %s\n", d) }), nil
}

func (c readCommand) one(g *globals, client *fetch.Client, r reader.Reader, path string, bar *bar) ([]ingest.Document, error) {
	s, err := submission(g, client, path, c.aboutFlags)
	if err != nil {
		return nil, err
	}
	s.Recognise = c.recognise(g, bar)
	return ingest.Read(r, s)
}

func (c readCommand) print(g *globals, path string, d ingest.Document) error {
	if d.Part != "" {
		path += " (" + d.Part + ")"
	}
	if len(d.Reading.Agreements) == 0 && c.Format != "text" {
		fmt.Fprintf(g.err, "sanad: %s: no agreement found in it\n", path)
	}
	for _, u := range d.Reading.Unread {
		fmt.Fprintf(g.err, "sanad: %s: not read: %s\n", path, u.Reason)
	}
	if c.Format == "text" {
		_, err := fmt.Fprint(g.out, d.Text)
		return err
	}
	if c.Format == "json" {
		e := json.NewEncoder(g.out)
		e.SetEscapeHTML(false)
		e.SetIndent("", " ")
		return e.Encode(whole(d.Reading))
	}
	return table(g, path, d.Reading, c.Explain)
}

// whole makes lists that are empty print as [] and not as null.
func whole(r reader.Reading) reader.Reading {
	r.Agreements = append([]reader.Agreement{}, r.Agreements...)
	r.Counts = append([]reader.Count{}, r.Counts...)
	for i := range r.Agreements {
		a := &r.Agreements[i]
		a.Parties = append([]reader.Party{}, a.Parties...)
		a.Themes = append([]string{}, a.Themes...)
		a.Quantities = append([]reader.Quantity{}, a.Quantities...)
		a.Money = append([]reader.Money{}, a.Money...)
	}
	return r
}

func table(g *globals, path string, r reader.Reading, explain bool) error {
	w := tabwriter.NewWriter(g.out, 2, 0, 2, ' ', 0)
	fmt.Fprintf(w, "%s\n", path)
	for _, a := range r.Agreements {
		names := make([]string, len(a.Parties))
		for i, p := range a.Parties {
			names[i] = p.Name
		}
		about := ""
		if a.Purpose != nil {
			about = a.Purpose.Text
		}
		if a.Background {
			about = strings.TrimSpace("(in passing) " + about)
		}
		fmt.Fprintf(w, "  %s\t%s\t%s\t%s\t%.2f\n", a.Kind, a.Stage, strings.Join(names, " + "), oneLine(about), a.Confidence)
		if explain {
			fmt.Fprintf(w, "    %s\n    “%s”\n", ruled(a.Rule), oneLine(a.Quote.Text))
		}
		printTerms(w, a.Terms)
		for _, o := range a.Commitments {
			printCommitment(w, o, a.Parties)
		}
	}
	for _, n := range r.Counts {
		fmt.Fprintf(w, "  count\t\t%d %s\t\t%.2f\n", n.Value, oneLine(n.What), n.Confidence)
	}
	return w.Flush()
}

// printTerms prints what is told of how long an instrument runs and whether it binds.
func printTerms(w io.Writer, t *reader.Terms) {
	if t == nil {
		return
	}
	line := func(what, value string, e reader.Evidence) {
		fmt.Fprintf(w, "    %s\t\t%s\t\t%.2f\n", what, value, e.Confidence)
	}
	length := func(what string, q *reader.Quantity) {
		if q != nil {
			unit := map[string]string{"a": "year", "mo": "month", "d": "day"}[q.Unit]
			line(what, plural(int(q.Value), unit), q.Evidence)
		}
	}
	day := func(what string, d *reader.Date) {
		if d != nil {
			line(what, d.Value, d.Evidence)
		}
	}
	length("term", t.Term)
	day("effective", t.Effective)
	day("expires", t.Expires)
	length("notice", t.Notice)
	if t.Renewal != nil {
		line("renewal", t.Renewal.Code, t.Renewal.Evidence)
	}
	if t.Binding != nil {
		line("force", t.Binding.Code, t.Binding.Evidence)
	}
}

// printCommitment prints a promise: its kind, who owes it, its words, and by when.
func printCommitment(w io.Writer, o reader.Commitment, parties []reader.Party) {
	by := ""
	for _, p := range parties {
		if p.ID == o.By {
			by = p.Name
		}
	}
	words := oneLine(o.Text)
	if o.Due != nil {
		words += " (by " + o.Due.Value + ")"
	}
	fmt.Fprintf(w, "    promises\t%s\t%s\t%s\t%.2f\n", o.Kind, by, words, o.Confidence)
}

// ruled is a rule's name with what it reads, where a reader says so.
func ruled(name string) string {
	if r, ok := press.RuleNamed(name); ok {
		return name + ": " + r.Reads
	}
	return name
}
