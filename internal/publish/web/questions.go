package web

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"strconv"

	"sanad/claim"
	"sanad/internal/fault"
	decision "sanad/internal/reader/form"
	"sanad/internal/register"
)

// Desk lets the one person at this machine decide. There are no accounts yet:
// who serves a desk serves it to themselves alone, on a loopback address.
type Desk struct {
	Author string // whose name is on the decisions
	// Decide logs a decision and returns its entry once the register shows it.
	Decide func(context.Context, decision.Form) (entry int64, err error)
}

// question is a pair of things of which no rule says whether they are one.
type question struct {
	register.Question
	Sides [2]register.Name
}

// openQuestions are the open ones, all or those of an event.
func (s *site) openQuestions(ctx context.Context, event register.ID) ([]question, error) {
	open, err := s.Register.Questions(ctx, event)
	if err != nil {
		return nil, err
	}
	var ids []register.ID
	for _, q := range open {
		ids = append(ids, q.Left, q.Right)
	}
	names, err := s.Register.Names(ctx, ids...)
	if err != nil {
		return nil, err
	}
	out := make([]question, len(open))
	for i, q := range open {
		out[i] = question{q, [2]register.Name{names[q.Left], names[q.Right]}}
	}
	return out, nil
}

func (s *site) questions(q *request) (answer, error) {
	open, err := s.openQuestions(q.Context(), "")
	if err != nil {
		return answer{}, err
	}
	page := struct {
		Questions []question
		Asked     *asking
		Done      string // the entry of the decision just made
	}{Questions: open}
	if s.Desk != nil && q.form == html {
		page.Done = q.URL.Query().Get("done")
		if page.Asked, err = s.asking(q, open); err != nil {
			return answer{}, err
		}
	}
	return answer{
		template: "questions", title: q.t("questions.title"), section: "questions",
		json: map[string]any{"questions": some(open)}, page: page,
	}, nil
}

// Next is how many to pass over for the next question.
func (a asking) Next() int { return a.Skip + 1 }

// asking is the question on the desk, with both sides' evidence.
type asking struct {
	question
	Evidence [2][]said
	Author   string
	Skip     int // how many were passed over to come here
	Left     int
}

func (s *site) asking(q *request, open []question) (*asking, error) {
	skip, err := strconv.Atoi(cmp.Or(q.URL.Query().Get("skip"), "0"))
	if err != nil || skip < 0 {
		return nil, fault.New(fault.Invalid, "skip: want a number")
	}
	if skip >= len(open) {
		return nil, nil
	}
	a := &asking{question: open[skip], Author: s.Desk.Author, Skip: skip, Left: len(open) - skip}
	for i, id := range []register.ID{a.Question.Left, a.Question.Right} {
		if id.Class() == claim.Party {
			p, err := s.Register.Party(q.Context(), id)
			if err != nil {
				return nil, err
			}
			for _, n := range p.Names {
				a.Evidence[i] = append(a.Evidence[i], saidBy(n.Said)...)
			}
			continue
		}
		agreement, err := s.Register.Agreement(q.Context(), id)
		if err != nil {
			return nil, err
		}
		a.Evidence[i] = saidBy(agreement.Mentions)
	}
	return a, nil
}

// judge takes the desk's word on a question, or takes the last one back.
func (s *site) judge(w http.ResponseWriter, r *http.Request) error {
	if s.Desk == nil {
		return fault.New(fault.NotFound, "this register is served without a desk")
	}
	r.Body = http.MaxBytesReader(w, r.Body, 64<<10)
	if err := r.ParseForm(); err != nil {
		return fault.New(fault.Invalid, "the form cannot be read: %w", err)
	}
	f := decision.Form{Author: s.Desk.Author, Reason: r.PostFormValue("reason"), At: s.Now().UTC()}
	back := url.Values{}
	if entry := r.PostFormValue("undo"); entry != "" {
		n, err := strconv.ParseInt(entry, 10, 64)
		if err != nil {
			return fault.New(fault.Invalid, "undo: want a log entry")
		}
		f.Form, f.Entry, f.Reason = decision.Withdrawal, &n, cmp.Or(f.Reason, "taken back while reviewing")
	} else {
		f.Form, f.Verdict = decision.Judgement, r.PostFormValue("verdict")
		f.Left, f.Right = register.SubjectOf(register.ID(r.PostFormValue("left"))), register.SubjectOf(register.ID(r.PostFormValue("right")))
		back.Set("skip", cmp.Or(r.PostFormValue("skip"), "0"))
	}
	entry, err := s.Desk.Decide(r.Context(), f)
	if err != nil {
		return err
	}
	if f.Form == decision.Judgement {
		back.Set("done", strconv.FormatInt(entry, 10))
	}
	http.Redirect(w, r, "/questions?"+back.Encode(), http.StatusSeeOther)
	return nil
}
