package web

import (
	"context"
	"slices"
	"strconv"

	"sanad/internal/account"
	"sanad/internal/fault"
	decision "sanad/internal/reader/form"
	"sanad/internal/register"
)

// makes is what it takes to make a form, and so to take it back. Taking a withdrawal
// back makes something stand again, which is a ruling.
var makes = map[string]account.Act{
	decision.Record: account.Record, decision.Search: account.Record, decision.Judgement: account.Judge,
	decision.Ruling: account.Rule, decision.Withdrawal: account.Rule,
}

// mayUndo says whether whoever asks may take an entry back: who might have made it, and
// who made it in a party's name.
func (s *site) mayUndo(ctx context.Context, entry int64) error {
	all := func(act account.Act) bool { return s.can(ctx, act, "") }
	if all(account.Record) && all(account.Judge) && all(account.Rule) {
		return nil
	}
	src, err := s.Register.Source(ctx, register.ID("s"+strconv.FormatInt(entry, 10)))
	if err != nil {
		return err
	}
	act, known := makes[src.Title]
	if src.Reader != decision.Reader || !known {
		act = account.Rule
	}
	if all(act) {
		return nil
	}
	for _, h := range s.asNow(ctx, seatOf(ctx).who).Held {
		agreement := register.ID(h.Agreement)
		own := src.Publisher == author(ctx) && src.Standing == "statement" && s.can(ctx, account.State, agreement)
		if agreement == "" || !own && !s.can(ctx, act, agreement) {
			continue
		}
		spoke, err := s.speaksOf(ctx, entry, agreement)
		if err != nil {
			return err
		}
		if spoke {
			return nil
		}
	}
	return fault.New(fault.Forbidden, "%s may not take entry %d back", author(ctx), entry)
}

// newsMost is how many of an agreement's last entries are looked through for one.
const newsMost = 2000

// speaksOf says whether an entry speaks of an agreement.
func (s *site) speaksOf(ctx context.Context, entry int64, agreement register.ID) (bool, error) {
	news, err := s.Register.News(ctx, register.NewsFilter{Agreement: agreement, Limit: newsMost})
	return slices.ContainsFunc(news, func(n register.News) bool { return n.Source.Entry == entry }), err
}

// speaking makes a form its party's statement, where who enters it speaks for a party
// and not for the office.
func (s *site) speaking(ctx context.Context, f *decision.Form, agreement register.ID) error {
	if s.can(ctx, account.Record, agreement) {
		return nil
	}
	parties := s.asNow(ctx, seatOf(ctx).who).SpeaksFor(string(s.nowCalled(ctx, agreement)))
	if len(parties) == 0 {
		return fault.New(fault.Forbidden, "%s speaks for no party here", author(ctx))
	}
	f.Side = register.SubjectOf(register.ID(parties[0]))
	return nil
}
