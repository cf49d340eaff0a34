package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"sanad/claim"
	"sanad/internal/reader/form"
	"sanad/internal/register"
	"sanad/internal/register/sqlview"
)

type reviewCommand struct {
	Author string `help:"Who decides." placeholder:"NAME" env:"SANAD_AUTHOR"`
	List   bool   `help:"Only list the questions."`
}

func (reviewCommand) Help() string {
	return "Asks one question at a time, with both sides' evidence. Each answer is a log entry and can be taken back."
}

func (c reviewCommand) Run(g *globals) error {
	in := bufio.NewScanner(g.in)
	skipped := map[[2]register.ID]bool{}
	last := int64(-1) // the entry of the last decision
	for {
		view, err := openRegister(g)
		if err != nil {
			return err
		}
		questions, err := view.Questions(g.Context, "")
		if err == nil && c.List {
			err = c.list(g, view, questions)
		}
		var next *register.Question
		left := 0
		for i, q := range questions {
			if !skipped[[2]register.ID{q.Left, q.Right}] {
				left++
				if next == nil {
					next = &questions[i]
				}
			}
		}
		if err == nil && next != nil && !c.List {
			err = ask(g.Context, g.out, view, *next, left)
		}
		if err = errors.Join(err, view.Close()); err != nil || c.List {
			return err
		}
		if next == nil {
			_, err := fmt.Fprintln(g.out, "no open question")
			return err
		}
		answer, ok := prompt(g, in, "[s]ame [d]ifferent [u]ndecided · [k] skip · [b]ack · [q]uit: ")
		if !ok {
			return in.Err()
		}
		switch answer {
		case "s", "d", "u":
			reason, ok := prompt(g, in, "because: ")
			if !ok {
				return in.Err()
			}
			f := decider{author: author{c.Author}, Reason: reason}.form(form.Judgement)
			f.Verdict = map[string]string{"s": "same", "d": "different", "u": "undecided"}[answer]
			f.Left, f.Right = register.SubjectOf(next.Left), register.SubjectOf(next.Right)
			entry, err := decide(g, f)
			if err != nil {
				report(g.err, err) // a reason left out, say: the question stays
				continue
			}
			last = entry
		case "k":
			skipped[[2]register.ID{next.Left, next.Right}] = true
		case "b":
			if last < 0 {
				fmt.Fprintln(g.out, "nothing was decided yet")
				continue
			}
			f := decider{author: author{c.Author}, Reason: "taken back while reviewing"}.form(form.Withdrawal)
			f.Entry = &last
			if _, err := decide(g, f); err != nil {
				return err
			}
			last = -1
		case "q":
			return nil
		}
	}
}

// prompt asks for a line; ok is false at the end of the input.
func prompt(g *globals, in *bufio.Scanner, words string) (answer string, ok bool) {
	fmt.Fprint(g.out, words)
	ok = in.Scan()
	return strings.TrimSpace(in.Text()), ok
}

func (c reviewCommand) list(g *globals, view *sqlview.View, questions []register.Question) error {
	for _, q := range questions {
		names, err := view.Names(g.Context, q.Left, q.Right)
		if err != nil {
			return err
		}
		fmt.Fprintf(g.out, "%s  %s  %.2f  %s  %s | %s\n", q.Left, q.Right, q.Score, q.Rule, names[q.Left].Name, names[q.Right].Name)
	}
	return nil
}

// ask shows a question: both sides with the words that tell of them.
func ask(ctx context.Context, w io.Writer, view *sqlview.View, q register.Question, left int) error {
	what := "agreement"
	if q.Left.Class() == claim.Party {
		what = "party"
	}
	fmt.Fprintf(w, "\n%d open. Are these one %s? (%s, %.2f)\n", left, what, strings.Join(q.Reasons, "; "), q.Score)
	for _, id := range []register.ID{q.Left, q.Right} {
		title, said, err := evidence(ctx, view, id)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "  %s  %s\n", id, title)
		for _, m := range said {
			fmt.Fprintf(w, "      %s, %s: %q\n", cmp.Or(m.Publisher, string(m.Source)), cmp.Or(string(m.Published), "undated"), oneLine(m.Quote))
		}
	}
	return nil
}

// evidence is a thing's name and the words that sources have for it.
func evidence(ctx context.Context, view *sqlview.View, id register.ID) (title string, said []register.Said, err error) {
	if id.Class() == claim.Party {
		p, err := view.Party(ctx, id)
		if err != nil {
			return "", nil, err
		}
		for _, n := range p.Names {
			said = append(said, n.Said...)
		}
		return strings.TrimSpace(p.Name() + " " + p.Country.Code()), said, nil
	}
	a, err := view.Agreement(ctx, id)
	return a.Title.Text(), a.Mentions, err
}
