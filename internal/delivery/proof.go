package delivery

import (
	"cmp"
	"slices"
	"strings"

	"sanad/claim"
	"sanad/internal/register"
	"sanad/vocab"
)

// proof is a piece of evidence as the axes weigh it. The minutes of a meeting, or
// its address, prove the meeting as evidence entered by itself would.
type proof struct {
	id    register.ID
	of    []register.ID
	grade string     // vocab.EvidenceGrades
	on    claim.Date // its own day, or where it has none that of what it proves
	text  bool       // the agreement's own text: it proves what it is attached to, never delivery
	talk  bool       // it proves meetings alone
}

// delivers says whether a proof shows delivery. That people met does so only where
// meeting is what was promised: a working group. Elsewhere a cable is not laid by
// minutes, and they only say that the file is alive.
func (p proof) delivers(t vocab.Template) bool {
	return !p.text && (!p.talk || t.Picture == vocab.Cycle)
}

// allProofs are the proofs of an agreement, the strongest first, of those the
// newest; ids break ties, so that the order of logging does not matter.
func allProofs(a register.Agreement) []proof {
	var out []proof
	for _, e := range a.Record.Evidence {
		out = append(out, proof{id: e.ID, of: e.Of, grade: GradeOf(e), on: cmp.Or(e.Date.Date(), dayOf(a, e.Of)), text: e.Proof.Code() == "agreement-text", talk: meetingsAlone(e.Of)})
	}
	for _, m := range a.Record.Meetings {
		if len(m.Date.Values) == 0 {
			continue // not held yet: an agenda proves nothing
		}
		switch {
		case len(m.Document.Values) > 0:
			out = append(out, proof{id: m.ID, of: []register.ID{m.ID}, grade: "documented", on: m.Date.Date(), talk: true})
		case len(m.URL.Values) > 0:
			out = append(out, proof{id: m.ID, of: []register.ID{m.ID}, grade: "reported", on: m.Date.Date(), talk: true})
		}
	}
	slices.SortFunc(out, func(x, y proof) int {
		return cmp.Or(strength(y.grade)-strength(x.grade), strings.Compare(register.LastDay(y.on), register.LastDay(x.on)), strings.Compare(string(x.id), string(y.id)))
	})
	return out
}

func meetingsAlone(parts []register.ID) bool {
	return len(parts) > 0 && !slices.ContainsFunc(parts, func(id register.ID) bool { return id.Class() != claim.Meeting })
}

// proofsOf are the proofs of a part, the strongest first.
func proofsOf(a register.Agreement, id register.ID) []proof {
	return slices.DeleteFunc(allProofs(a), func(p proof) bool { return !slices.Contains(p.of, id) })
}

// gradeOfProofs is what proofs of one part come to: disputed where one is, else
// the strongest, "" for none.
func gradeOfProofs(ps []proof) string {
	if len(ps) == 0 {
		return ""
	}
	if slices.ContainsFunc(ps, func(p proof) bool { return p.grade == "disputed" }) {
		return "disputed"
	}
	return ps[0].grade
}

// shows says whether a grade shows anything: a proof that is itself only a claim,
// or is disputed, does not.
func shows(grade string) bool { return strength(grade) >= strength("reported") }

// proved says whether something undisputed proves the part.
func proved(a register.Agreement, id register.ID) bool { return shows(gradeOfProofs(proofsOf(a, id))) }

// GradeOf is the grade somebody gave a proof, or what it is by itself: a file is
// a document, an address without one only a report.
func GradeOf(e register.Evidence) string {
	if code := e.Grade.Code(); code != "" {
		return code
	}
	if len(e.Document.Values) > 0 {
		return "documented"
	}
	return "reported"
}

// strength orders grades: disputed stands apart and counts as nothing shown.
func strength(grade string) int {
	return slices.Index([]string{"disputed", "none", "claimed", "reported", "documented", "verified"}, grade)
}

// newestProof is the day of the newest evidence of delivery.
func newestProof(a register.Agreement, t vocab.Template) claim.Date {
	var newest claim.Date
	for _, p := range allProofs(a) {
		if p.delivers(t) && shows(p.grade) {
			newest = later(newest, p.on)
		}
	}
	return newest
}

// dayOf is the newest day on which one of the parts was met, measured or held.
func dayOf(a register.Agreement, parts []register.ID) claim.Date {
	var newest claim.Date
	is := func(id register.ID) bool { return slices.Contains(parts, id) }
	for _, m := range a.Record.Milestones {
		if is(m.ID) {
			newest = later(newest, m.Met.Date())
		}
	}
	for _, c := range a.Record.Commitments {
		if is(c.ID) {
			newest = later(newest, c.Met.Date())
		}
	}
	for _, i := range a.Record.Indicators {
		for _, r := range i.Results {
			if is(r.ID) || is(i.ID) {
				newest = later(newest, r.On)
			}
		}
	}
	for _, m := range a.Record.Meetings {
		if is(m.ID) {
			newest = later(newest, m.Date.Date())
		}
	}
	for _, x := range a.Record.Actions {
		if is(x.ID) {
			newest = later(newest, x.Met.Date())
		}
	}
	for _, t := range a.Record.Transfers {
		if is(t.ID) {
			newest = later(newest, t.Date.Date())
		}
	}
	return newest
}
