package main

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
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
	reasons := map[string]string{} // the last given, by the rule of the question
	done := 0
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
		if err == nil && (c.List || len(questions) == 0) {
			err = tellCrowds(g, view)
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
		var asked register.Asked
		if err == nil && next != nil && !c.List {
			if asked, err = register.Ask(g.Context, view, *next); err == nil {
				ask(g.out, asked, done, left)
			}
		}
		if err = errors.Join(err, view.Close()); err != nil || c.List {
			return err
		}
		if next == nil {
			_, err := fmt.Fprintln(g.out, "no open question")
			return err
		}
		answers := register.Answers(next.Left.Class())
		answer, ok := prompt(g, in, choices(answers)+" · [k] skip · [b]ack · [q]uit: ")
		if !ok {
			return in.Err()
		}
		if i := slices.IndexFunc(answers, func(a register.Answer) bool { return a.Key == answer }); i >= 0 {
			because := "because: "
			if reasons[next.Rule] != "" {
				because = fmt.Sprintf("because (Enter: %s): ", reasons[next.Rule])
			}
			reason, ok := prompt(g, in, because)
			if !ok {
				return in.Err()
			}
			reason = cmp.Or(reason, reasons[next.Rule])
			f := decider{author: author{c.Author}, Reason: reason}.form(form.Judgement)
			f.Verdict = answers[i].Verdict
			// The later one renews, amends, includes … the earlier.
			f.Left, f.Right = register.SubjectOf(asked.Sides[1].ID), register.SubjectOf(asked.Sides[0].ID)
			entry, err := decide(g, f)
			if err != nil {
				report(g.err, err) // a reason left out, say: the question stays
				continue
			}
			last, reasons[next.Rule] = entry, reason
			done++
			continue
		}
		switch answer {
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
			done--
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

// tellCrowds says among which bodies a question may be missing.
func tellCrowds(g *globals, view *sqlview.View) error {
	crowds, err := view.Crowds(g.Context)
	for _, c := range crowds {
		fmt.Fprintf(g.err, "sanad: %d bodies are named so much alike that not each was held against each; a question may be missing among them: %s (%s) to %s (%s)\n",
			c.Bodies, c.First.Name, c.First.ID, c.Last.Name, c.Last.ID)
	}
	return err
}

// choices are the answers with the key of each.
func choices(answers []register.Answer) string {
	words := map[string]string{
		"same": "[s]ame", "different": "[d]ifferent", "renews": "[r]enews", "amends": "a[m]ends", "implements": "[i]mplements",
		"reannounces": "[a]nnounces again", "includes": "[i]ncluded", "excludes": "[n]ew", "undecided": "[u]ndecided",
	}
	var out []string
	for _, a := range answers {
		out = append(out, words[a.Verdict])
	}
	return strings.Join(out, " ")
}

// ask shows a question: both sides with the words that tell of them.
func ask(w io.Writer, q register.Asked, done, left int) {
	what := map[claim.Class]string{claim.Party: "party", claim.Event: "event"}[q.Left.Class()]
	fmt.Fprintf(w, "\n%d of %d, %d open. Are these one %s? (%s, %.2f)\n", done+1, done+left, left, cmp.Or(what, "agreement"), strings.Join(q.Reasons, "; "), q.Score)
	for _, side := range q.Sides {
		fmt.Fprintf(w, "  %s  %s  %s\n", side.ID, cmp.Or(side.Name.Name, string(side.ID)), strings.Join(side.Facts, ", "))
		for _, m := range side.Said {
			fmt.Fprintf(w, "      %s, %s: %q\n", cmp.Or(m.Publisher, string(m.Source)), cmp.Or(string(m.Published), "undated"), oneLine(m.Quote))
		}
	}
}
