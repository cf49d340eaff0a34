package register

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"sanad/claim"
)

// Answer is what a person may answer to a question: a verdict of a judgement, and
// the one key that gives it on the desk and on the command line.
type Answer struct {
	Verdict string `json:"verdict"`
	Key     string `json:"key"`
}

// Answers are the answers to a question about two things of a class. Of those that
// tell how one stands to the other, the later stands so to the earlier.
func Answers(c claim.Class) []Answer {
	of := []Answer{{"same", "s"}, {"different", "d"}}
	switch c {
	case claim.Agreement:
		of = append(of, Answer{"renews", "r"}, Answer{"amends", "m"}, Answer{"implements", "i"}, Answer{"reannounces", "a"})
	case claim.Event:
		of = append(of, Answer{"includes", "i"}, Answer{"excludes", "n"})
	}
	return append(of, Answer{"undecided", "u"})
}

// Asked is a question with the evidence of both sides, the earlier first.
type Asked struct {
	Question
	Sides [2]AskedSide `json:"sides"`
}

// AskedSide is one of the two things asked about.
type AskedSide struct {
	Name
	When  claim.Date `json:"when,omitempty"` // signed or held, else first reported
	Facts []string   `json:"facts,omitempty"`
	Said  []Said     `json:"said"` // the words that tell of it
}

// Ask gathers what a person needs in view to answer.
func Ask(ctx context.Context, q Queries, question Question) (Asked, error) {
	a := Asked{Question: question}
	for i, id := range []ID{question.Left, question.Right} {
		side, err := askedSide(ctx, q, id)
		if err != nil {
			return a, err
		}
		a.Sides[i] = side
	}
	if earlier(a.Sides[1], a.Sides[0]) {
		slices.Reverse(a.Sides[:])
	}
	return a, nil
}

// earlier says whether x is of an earlier day than y, or, where no day tells, was
// logged before it.
func earlier(x, y AskedSide) bool {
	a, b := LastDay(x.When), LastDay(y.When)
	if a != "" && b != "" && a != b {
		return a < b
	}
	return compareSubjects(SubjectOf(x.ID), SubjectOf(y.ID)) < 0
}

func askedSide(ctx context.Context, q Queries, id ID) (AskedSide, error) {
	names, err := q.Names(ctx, id)
	if err != nil {
		return AskedSide{}, err
	}
	side := AskedSide{Name: names[id]}
	side.ID = id
	switch id.Class() {
	case claim.Party:
		p, err := q.Party(ctx, id)
		if err != nil {
			return side, err
		}
		for _, n := range p.Names {
			side.Said = append(side.Said, n.Said...)
		}
		side.facts(p.Country, p.Type)
	case claim.Event:
		e, err := q.Event(ctx, id)
		if err != nil {
			return side, err
		}
		for _, v := range append(slices.Clone(e.Counts), e.Names...) {
			side.Said = append(side.Said, v.Said...)
		}
		side.facts(e.Date)
		side.When = cmp.Or(claim.Date(e.Date.Text()), firstReported(side.Said))
	case claim.Agreement:
		a, err := q.Agreement(ctx, id)
		if err != nil {
			return side, err
		}
		side.Said = a.Mentions
		side.facts(a.Kind, a.Stage, a.Signed)
		for _, v := range append(slices.Clone(a.Quantities), a.Money...) {
			side.Facts = append(side.Facts, v.Text)
		}
		side.When = a.When()
	}
	return side, nil
}

func (s *AskedSide) facts(fields ...Field) {
	for _, f := range fields {
		if t := f.Text(); t != "" {
			s.Facts = append(s.Facts, t)
		}
	}
}

// When is the day an agreement was signed or, where nobody says, the first on
// which it was reported.
func (a Agreement) When() claim.Date {
	return cmp.Or(claim.Date(a.Signed.Text()), firstReported(a.Mentions))
}

// firstReported is the earliest day of publication, "" where none is known.
func firstReported(said []Said) claim.Date {
	var first claim.Date
	for _, s := range said {
		if s.Published != "" && (first == "" || strings.Compare(LastDay(s.Published), LastDay(first)) < 0) {
			first = s.Published
		}
	}
	return first
}
