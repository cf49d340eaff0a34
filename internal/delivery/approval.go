package delivery

import (
	"cmp"
	"slices"

	"sanad/claim"
	"sanad/internal/register"
	"sanad/vocab"
)

// Approval is what an approval path asks of one home side and one counterpart of
// an agreement, and how far it is.
type Approval struct {
	Path        vocab.ApprovalPath
	Home        register.ID
	Counterpart register.ID
	Ownership   string // the counterpart's: vocab.Ownerships, unknown where nobody said
	Rule        vocab.ApprovalRule
	Known       bool // false: the steps say what to find out first
	Steps       []ApprovalStep
}

// ApprovalStep is a step of the path with what the record holds of it.
type ApprovalStep struct {
	vocab.ApprovalStep
	State     string // met, partly, due, late, not-met, silent
	Met       claim.Date
	Milestone register.ID
}

// Approvals are the paths that an agreement's home country asks for, one for each
// pair of a home side and another side. A ministry needs no word on who owns it:
// a side of the government is the state's.
func Approvals(a register.Agreement, s Assessment, rules Rules, party func(register.ID) (register.Party, error)) ([]Approval, error) {
	var home, others []register.Party
	for _, side := range a.Sides {
		if side.Role != "signatory" {
			continue
		}
		p, err := party(side.Party)
		if err != nil {
			return nil, err
		}
		if p.Country.Code() == rules.Home {
			home = append(home, p)
		} else {
			others = append(others, p)
		}
	}
	var out []Approval
	for _, path := range rules.Approvals {
		if path.Country != rules.Home {
			continue
		}
		for _, h := range home {
			for _, o := range others {
				if found, ok := path.For(sideOf(h), sideOf(o), a.Level.Code(), ""); ok {
					out = append(out, Approval{
						Path: path, Home: h.ID, Counterpart: o.ID, Ownership: cmp.Or(sideOf(o).Ownership, "unknown"),
						Rule: found.Rule, Known: found.Known, Steps: steps(found.Steps, s),
					})
				}
			}
		}
	}
	return out, nil
}

func sideOf(p register.Party) vocab.Side {
	side := vocab.Side{Country: p.Country.Code(), Ownership: p.Ownership.Code(), Type: p.Type.Code()}
	if side.Ownership == "" && side.Type == "government" {
		side.Ownership = "state"
	}
	return side
}

// steps are the path's steps with the milestones that carry their codes.
func steps(of []vocab.ApprovalStep, s Assessment) []ApprovalStep {
	out := make([]ApprovalStep, len(of))
	for i, step := range of {
		out[i] = ApprovalStep{ApprovalStep: step, State: "silent"}
		if at := slices.IndexFunc(s.cleared, func(g Gate) bool { return g.Code == step.Code }); at >= 0 {
			g := s.cleared[at]
			out[i].State, out[i].Met, out[i].Milestone = g.State, g.Met, g.Milestone
		}
	}
	return out
}

// isApproval says whether a code is a step of an approval path and no stage of the
// template: being cleared is not being delivered.
func (r Rules) isApproval(code string, t vocab.Template) bool {
	if _, stage := t.Stage(code); stage {
		return false
	}
	return slices.ContainsFunc(r.Approvals, func(p vocab.ApprovalPath) bool {
		return slices.ContainsFunc(p.Steps, func(s vocab.ApprovalStep) bool { return s.Code == code })
	})
}
