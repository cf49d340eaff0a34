package main

import (
	"fmt"

	"sanad/claim"
	"sanad/internal/desk"
	"sanad/internal/reader/form"
	"sanad/internal/register"
)

type placeCommand struct {
	Agreement string `arg:"" help:"The id of the agreement, or @names of its sides."`
	Candidate string `arg:"" help:"The id of what may belong to it, as show prints it."`
	Verdict   string `arg:"" help:"attach or reject." enum:"attach,reject"`
	decider
}

func (placeCommand) Help() string {
	return `Decides whether what was entered as a candidate belongs to an agreement. A piece of evidence takes the candidates it proves with it.
  sanad place '@Huawei + NAVTTC' v40-1 attach --reason 'NAVTTC confirmed it by letter'`
}

func (c placeCommand) Run(g *globals) error {
	f, err := c.decision(g)
	if err != nil {
		return err
	}
	entry, err := decide(g, f)
	if err != nil {
		return err
	}
	done := map[string]string{"attach": "attached", "reject": "rejected"}[c.Verdict]
	_, err = fmt.Fprintf(g.out, "%s: %s, %s, as log entry %d; take it back with: sanad undo %d --reason …\n", c.Candidate, done, plural(len(f.Claims), "part"), entry, entry)
	return err
}

// decision is one ruling on the candidate and on all candidates that it proves.
func (c placeCommand) decision(g *globals) (form.Form, error) {
	f := c.form(form.Ruling)
	view, err := openRegister(g)
	if err != nil {
		return f, err
	}
	defer view.Close()
	e := enterer{g: g, view: view}
	s, err := e.subject(c.Agreement, claim.Agreement)
	if err != nil {
		return f, err
	}
	a, err := view.Agreement(g.Context, register.OwnID(s))
	if err != nil {
		return f, err
	}
	err = desk.Place(&f, a, register.ID(c.Candidate), c.Verdict == "attach")
	return f, err
}
