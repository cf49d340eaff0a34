package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

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
			f := decider{Author: c.Author, Reason: reason}.form(form.Judgement)
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
			f := decider{Author: c.Author, Reason: "taken back while reviewing"}.form(form.Withdrawal)
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

// ask shows a question: both agreements with the sentences that tell of them.
func ask(ctx context.Context, w io.Writer, view *sqlview.View, q register.Question, left int) error {
	fmt.Fprintf(w, "\n%d open. Are these one agreement? (%s, %.2f)\n", left, strings.Join(q.Reasons, "; "), q.Score)
	for _, id := range []register.ID{q.Left, q.Right} {
		a, err := view.Agreement(ctx, id)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "  %s  %s\n", a.ID, a.Title.Text())
		for _, m := range a.Mentions {
			fmt.Fprintf(w, "      %s, %s: %q\n", m.Publisher, m.Published, oneLine(m.Quote))
		}
	}
	return nil
}
