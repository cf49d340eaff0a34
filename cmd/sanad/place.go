package main

import (
	"fmt"
	"slices"

	"sanad/claim"
	"sanad/internal/fault"
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
	all := a.Record.Candidates
	main := slices.IndexFunc(all, func(k register.Candidate) bool { return k.ID == register.ID(c.Candidate) })
	if main < 0 {
		return f, fault.New(fault.NotFound, "%s is no candidate of %s", c.Candidate, a.ID).WithHint("sanad show %s prints its candidates", a.ID)
	}
	for _, k := range all {
		if k.ID != all[main].ID && !slices.Contains(all[main].Of, k.ID) {
			continue
		}
		if k.Ruling != nil {
			return f, fault.New(fault.Conflict, "%s is %s already", k.ID, k.State).WithHint("take that back first: sanad undo %d --reason …", k.Ruling.Entry)
		}
		f.Place(register.SubjectOf(k.ID), placedBy(k.ID.Class()), register.SubjectOf(k.For), c.Verdict == "attach")
	}
	return f, nil
}
