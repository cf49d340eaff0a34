package main

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"sanad/claim"
	"sanad/internal/account"
	"sanad/internal/claimlog"
	"sanad/internal/fault"
)

// operator is whose name stands in the trail for what the command line does.
const operator = "operator"

type peopleCommand struct {
	List    peopleListCommand    `cmd:"" help:"List the people, what they hold, and the invitations that are open."`
	Invite  peopleInviteCommand  `cmd:"" help:"Print a link by which somebody joins in a role. It works once, for a week."`
	Give    peopleGiveCommand    `cmd:"" help:"Give a person a role."`
	Take    peopleTakeCommand    `cmd:"" help:"Take a role from a person."`
	Disable peopleDisableCommand `cmd:"" help:"Keep a person out, at once. What they entered stays."`
	Enable  peopleEnableCommand  `cmd:"" help:"Let a person in again."`
	Reset   peopleResetCommand   `cmd:"" help:"Print a link by which a person who lost password or codes chooses a new password. It works once, for a day."`
}

func (peopleCommand) Help() string {
	return `The first person sets the register up by the link that sanad serve prints.

Roles: reader sees what the parties see; focal speaks for a party on an agreement; editor adds documents, enters records and holds meetings; reviewer judges and rules; publisher closes reporting periods; auditor reads everything and the trail; administrator looks after people. Each is of the whole register, or with --on of one agreement.`
}

// accounts opens the accounts of a register.
func accounts(g *globals) (*account.Accounts, error) {
	if !claimlog.Exists(g.Data) {
		return nil, claimlog.NotARegister(g.Data)
	}
	return account.Open(g.Context, g.Data, time.Now)
}

// withAccounts opens the accounts, does something with them and closes them.
func withAccounts(g *globals, do func(*account.Accounts) error) error {
	a, err := accounts(g)
	if err != nil {
		return err
	}
	return errors.Join(do(a), a.Close())
}

// withPerson does something with a person, and leaves a note that it was done.
func withPerson(g *globals, login, what string, do func(*account.Accounts, account.Someone) error) error {
	return withAccounts(g, func(a *account.Accounts) error {
		who, err := a.Named(g.Context, login)
		if err != nil {
			return err
		}
		if err := do(a, who); err != nil {
			return err
		}
		return a.Noted(g.Context, account.Note{Name: operator, Act: string(account.People), What: what + " " + who.Login})
	})
}

type peopleListCommand struct{}

func (peopleListCommand) Run(g *globals) error {
	return withAccounts(g, func(a *account.Accounts) error {
		all, err := a.All(g.Context)
		if err != nil {
			return err
		}
		links, err := a.Links(g.Context)
		if err != nil {
			return err
		}
		w := tabwriter.NewWriter(g.out, 2, 0, 2, ' ', 0)
		for _, s := range all {
			state := "password"
			if s.Code {
				state = "password and code"
			}
			if !s.Disabled.IsZero() {
				state = "disabled since " + s.Disabled.Format(time.DateOnly)
			}
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", s.Login, s.Name, state, heldWords(s.Held))
		}
		for _, l := range links {
			if l.Purpose == account.Invite {
				fmt.Fprintf(w, "invited\t%s\tuntil %s\t%s\n", l.Name, l.Expires.Format(time.DateOnly), heldWords([]account.Held{l.Held}))
			}
		}
		return w.Flush()
	})
}

// heldWords are roles in words: "editor, focal of a0-1 for p0-2".
func heldWords(all []account.Held) string {
	var words []string
	for _, h := range all {
		word := string(h.Role)
		if h.Agreement != "" {
			word += " of " + h.Agreement
		}
		if h.Party != "" {
			word += " for " + h.Party
		}
		words = append(words, word)
	}
	return cmp.Or(strings.Join(words, ", "), "no role")
}

// roleFlags name a role.
type roleFlags struct {
	On    string `help:"Of one agreement alone, by id." placeholder:"ID"`
	Party string `help:"The party, by id, that a focal person speaks for." placeholder:"ID"`
}

// held is the role that was named; ids are held to their form, and what they name
// need not be in the register yet.
func (r roleFlags) held(role string) (account.Held, error) {
	h := account.Held{Role: account.Role(role), Agreement: r.On, Party: r.Party}
	for _, id := range []struct {
		given string
		class claim.Class
	}{{r.On, claim.Agreement}, {r.Party, claim.Party}} {
		if s := claim.SubjectOfID(id.given); id.given != "" && (s.Check() != nil || s.Class() != id.class) {
			return h, usageError{fault.New(fault.Invalid, "%q is not such an id", id.given).WithHint("sanad list and sanad show print ids")}
		}
	}
	return h, nil
}

type peopleInviteCommand struct {
	Name string `arg:"" help:"Who is invited, as it will stand with what they enter."`
	Role string `arg:"" help:"reader, focal, editor, reviewer, publisher, auditor or administrator."`
	roleFlags
	addressFlag
}

func (c peopleInviteCommand) Run(g *globals) error {
	h, err := c.held(c.Role)
	if err != nil {
		return err
	}
	return withAccounts(g, func(a *account.Accounts) error {
		held, l, err := a.ForInvitation(g.Context, c.Name, h, operator)
		if err != nil {
			return err
		}
		if err := a.Noted(g.Context, account.Note{Name: operator, Act: string(account.People), What: "invite " + l.Name + " as " + heldWords([]account.Held{h})}); err != nil {
			return err
		}
		return c.printLink(g, held, l)
	})
}

// printLink prints where a link leads and until when it may be used.
func (f addressFlag) printLink(g *globals, held string, l account.Link) error {
	address, err := f.orHere()
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(g.out, "%s/welcome/%s\nfor %s, once, until %s; whoever has it can use it\n", address, held, l.Name, l.Expires.Format("2006-01-02 15:04 MST"))
	return err
}

type peopleGiveCommand struct {
	Login string `arg:"" help:"The name they sign in with."`
	Role  string `arg:"" help:"reader, focal, editor, reviewer, publisher, auditor or administrator."`
	roleFlags
}

func (c peopleGiveCommand) Run(g *globals) error {
	h, err := c.held(c.Role)
	if err != nil {
		return err
	}
	return withPerson(g, c.Login, "give "+heldWords([]account.Held{h})+" to", func(a *account.Accounts, who account.Someone) error {
		return a.Give(g.Context, who.ID, h)
	})
}

type peopleTakeCommand struct {
	Login string `arg:"" help:"The name they sign in with."`
	Role  string `arg:"" help:"The role."`
	roleFlags
}

func (c peopleTakeCommand) Run(g *globals) error {
	h, err := c.held(c.Role)
	if err != nil {
		return err
	}
	return withPerson(g, c.Login, "take "+heldWords([]account.Held{h})+" from", func(a *account.Accounts, who account.Someone) error {
		return a.Take(g.Context, who.ID, h)
	})
}

type peopleDisableCommand struct {
	Login string `arg:"" help:"The name they sign in with."`
}

func (c peopleDisableCommand) Run(g *globals) error {
	return withPerson(g, c.Login, "disable", func(a *account.Accounts, who account.Someone) error {
		return a.Disable(g.Context, who.ID)
	})
}

type peopleEnableCommand struct {
	Login string `arg:"" help:"The name they sign in with."`
}

func (c peopleEnableCommand) Run(g *globals) error {
	return withPerson(g, c.Login, "enable", func(a *account.Accounts, who account.Someone) error {
		return a.Enable(g.Context, who.ID)
	})
}

type peopleResetCommand struct {
	Login string `arg:"" help:"The name they sign in with."`
	addressFlag
}

func (c peopleResetCommand) Run(g *globals) error {
	return withPerson(g, c.Login, "reset", func(a *account.Accounts, who account.Someone) error {
		held, l, err := a.ForReset(g.Context, who.ID, operator)
		if err != nil {
			return err
		}
		return c.printLink(g, held, l)
	})
}

// verifiedTrail holds the trail, where there is one, to its hashes, and tells the last.
func verifiedTrail(g *globals) error {
	if !account.Exists(g.Data) {
		return nil
	}
	return withAccounts(g, func(a *account.Accounts) error {
		if _, err := a.CheckTrail(g.Context, 0); err != nil {
			return err
		}
		n, hash, err := a.TrailHead(g.Context)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(g.out, "the trail: %s, the last %x\n", plural(int(n), "note"), hash)
		return err
	})
}
