package main

import (
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"sanad/internal/account"
)

type tokenCommand struct {
	Create tokenCreateCommand `cmd:"" help:"Print a token by which a program adds to the register in a person's name. It is shown once."`
	List   tokenListCommand   `cmd:"" help:"List the tokens that can still be used."`
	Revoke tokenRevokeCommand `cmd:"" help:"Revoke a token, at once."`
}

type tokenCreateCommand struct {
	Login string   `arg:"" help:"Whose name stands with what the program enters; it can do no more than they may."`
	Name  string   `arg:"" help:"What the token is called in lists."`
	For   []string `help:"What it is for: submit, record, state, judge, rule, audit." placeholder:"ACT" required:""`
	Days  int      `help:"How many days it lasts, 366 at most." default:"90"`
}

func (c tokenCreateCommand) Run(g *globals) error {
	return withPerson(g, c.Login, "token "+c.Name+" for", func(a *account.Accounts, who account.Someone) error {
		var acts []account.Act
		for _, word := range c.For {
			acts = append(acts, account.Act(word))
		}
		held, t, err := a.MakeToken(g.Context, who.ID, c.Name, acts, time.Duration(c.Days)*24*time.Hour)
		if err != nil {
			return err
		}
		fmt.Fprintf(g.err, "sanad: token %s of %s, until %s; keep it: it is shown this once\n", t.ID, who.Login, t.Expires.Format(time.DateOnly))
		_, err = fmt.Fprintln(g.out, held)
		return err
	})
}

type tokenListCommand struct {
	Login string `arg:"" optional:"" help:"Only of one person."`
}

func (c tokenListCommand) Run(g *globals) error {
	return withAccounts(g, func(a *account.Accounts) error {
		all, err := a.All(g.Context)
		if err != nil {
			return err
		}
		logins := map[int64]string{}
		for _, s := range all {
			logins[s.ID] = s.Login
		}
		only := int64(0)
		if c.Login != "" {
			who, err := a.Named(g.Context, c.Login)
			if err != nil {
				return err
			}
			only = who.ID
		}
		tokens, err := a.Tokens(g.Context, only)
		if err != nil {
			return err
		}
		w := tabwriter.NewWriter(g.out, 2, 0, 2, ' ', 0)
		for _, t := range tokens {
			used := "never used"
			if !t.Used.IsZero() {
				used = "used " + t.Used.Format(time.DateOnly)
			}
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\tuntil %s\t%s\n", t.ID, logins[t.Person], t.Name, actWords(t.Acts), t.Expires.Format(time.DateOnly), used)
		}
		return w.Flush()
	})
}

func actWords(acts []account.Act) string {
	var words []string
	for _, a := range acts {
		words = append(words, string(a))
	}
	return strings.Join(words, ",")
}

type tokenRevokeCommand struct {
	ID string `arg:"" help:"The token's id, of sanad token list."`
}

func (c tokenRevokeCommand) Run(g *globals) error {
	return withAccounts(g, func(a *account.Accounts) error {
		if err := a.RevokeToken(g.Context, 0, c.ID); err != nil {
			return err
		}
		return a.Noted(g.Context, account.Note{Name: operator, Act: string(account.People), What: "revoke token " + c.ID})
	})
}
