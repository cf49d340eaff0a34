package web

import (
	"context"

	"sanad/internal/register"
)

// question is a pair of agreements of which no rule says whether they are one.
type question struct {
	register.Question
	Sides [2]register.Name
}

// questions are the open ones, all or those of an event.
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
	return answer{
		template: "questions", title: q.t("questions.title"), section: "agreements",
		json: map[string]any{"questions": some(open)},
		page: struct{ Questions []question }{open},
	}, nil
}
