package web

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"sync"

	"sanad/internal/account"
	"sanad/internal/fault"
	decision "sanad/internal/reader/form"
	"sanad/internal/register"
)

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

// listed is how many of the open questions the page lists; all are in its JSON.
const listed = 50

func (s *site) questions(q *request) (answer, error) {
	open, err := s.openQuestions(q.Context(), "")
	if err != nil {
		return answer{}, err
	}
	crowds, err := s.Register.Crowds(q.Context())
	if err != nil {
		return answer{}, err
	}
	page := struct {
		Questions []question
		Asked     *asking
		Done      string // the entry of the decision just made
		All       int
		Crowds    []register.Crowd
	}{Questions: open[:min(len(open), listed)], All: len(open), Crowds: crowds}
	if q.form == html && s.atTheDesk(q, account.Judge, "") {
		page.Done = q.URL.Query().Get("done")
		if page.Asked, err = s.asking(q, open); err != nil {
			return answer{}, err
		}
	}
	return answer{
		template: "questions", title: q.t("questions.title"), section: "questions",
		json: map[string]any{"questions": some(open), "crowds": some(crowds)}, page: page,
	}, nil
}

// asking is the question on the desk, with both sides' evidence.
type asking struct {
	register.Asked
	Answers []register.Answer
	Given   []string // reasons given lately, as suggestions
	Reason  string   // the last given to a question of the rule
	Author  string
	Skip    int // how many were passed over to come here
	Done    int // how many were decided in this sitting
	Left    int
}

// Next is how many to pass over for the next question.
func (a asking) Next() int { return a.Skip + 1 }

// At is the place of the question among those of this sitting, from 1.
func (a asking) At() int { return a.Done + a.Skip + 1 }

// All is how many there are in this sitting, decided ones and open ones.
func (a asking) All() int { return a.Done + a.Skip + a.Left }

func (a asking) Evidence(side int) []said { return saidBy(a.Sides[side].Said) }

// Earlier and Later are the ids of the two: the later one renews, amends, includes
// the earlier.
func (a asking) Earlier() register.ID { return a.Sides[0].ID }
func (a asking) Later() register.ID   { return a.Sides[1].ID }

func (s *site) asking(q *request, open []question) (*asking, error) {
	skip, err := natural(q, "skip")
	if err != nil {
		return nil, err
	}
	done, err := natural(q, "decided")
	if err != nil {
		return nil, err
	}
	if skip >= len(open) {
		return nil, nil
	}
	asked, err := register.Ask(q.Context(), s.Register, open[skip].Question)
	if err != nil {
		return nil, err
	}
	a := &asking{Asked: asked, Answers: register.Answers(asked.Left.Class()), Author: author(q.Context()), Skip: skip, Done: done, Left: len(open) - skip}
	a.Given, a.Reason = s.Desk.remembered.given(asked.Rule)
	return a, nil
}

// natural is a number of the address, 0 where it is not given.
func natural(q *request, name string) (int, error) {
	n, err := strconv.Atoi(cmp.Or(q.URL.Query().Get(name), "0"))
	if err != nil || n < 0 || n > 1e9 {
		return 0, fault.New(fault.Invalid, "%s: want a number", name)
	}
	return n, nil
}

// reasons are those given at the desk lately: suggestions, kept in memory alone.
type reasons struct {
	mu     sync.Mutex
	newest []string
	byRule map[string]string
}

const keptReasons = 12

func (r *reasons) keep(rule, reason string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.byRule == nil {
		r.byRule = map[string]string{}
	}
	r.byRule[rule] = reason
	kept := slices.DeleteFunc(r.newest, func(o string) bool { return o == reason })
	r.newest = slices.Insert(kept, 0, reason)
	r.newest = r.newest[:min(len(r.newest), keptReasons)]
}

func (r *reasons) given(rule string) (newest []string, last string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.newest), r.byRule[rule]
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
	f := decision.Form{Reason: r.PostFormValue("reason")}
	back := url.Values{}
	if entry := r.PostFormValue("undo"); entry != "" {
		n, err := strconv.ParseInt(entry, 10, 64)
		if err != nil {
			return fault.New(fault.Invalid, "undo: want a log entry")
		}
		if err := s.mayUndo(r.Context(), n); err != nil {
			return err
		}
		f.Form, f.Entry, f.Reason = decision.Withdrawal, &n, cmp.Or(f.Reason, "taken back while reviewing")
	} else {
		f.Form, f.Verdict = decision.Judgement, r.PostFormValue("verdict")
		f.Left, f.Right = register.SubjectOf(register.ID(r.PostFormValue("left"))), register.SubjectOf(register.ID(r.PostFormValue("right")))
		back.Set("skip", cmp.Or(r.PostFormValue("skip"), "0"))
	}
	entry, err := s.entered(r.Context(), f)
	if err != nil {
		return err
	}
	if f.Form == decision.Judgement {
		s.Desk.remembered.keep(r.PostFormValue("rule"), f.Reason)
		back.Set("done", strconv.FormatInt(entry, 10))
		n, _ := strconv.Atoi(r.PostFormValue("decided"))
		back.Set("decided", strconv.Itoa(max(0, n)+1))
	}
	http.Redirect(w, r, "/questions?"+back.Encode(), http.StatusSeeOther)
	return nil
}
