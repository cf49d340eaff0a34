package register

import (
	"cmp"
	"slices"

	"sanad/claim"
	"sanad/internal/reader/form"
	"sanad/internal/resolve"
	"sanad/vocab"
)

// How near a source stands to the agreement is told by whoever lets it in. Where
// nobody tells, a form decides, what a side publishes is its statement, and
// everything else is press. An officer may rule otherwise, with a reason.

// RuledStanding is why a source stands where it does: an officer said so.
const RuledStanding = "ruling"

// stand fills in the standing of a source that nobody gave one, and by which rule.
func stand(s *Source, m mentions) {
	switch {
	case s.Standing != "":
	case s.Reader == form.Reader:
		s.Standing = "ruling"
	case resolve.SpeaksForItself(s.Publisher, m.signatories()):
		s.Standing, s.StandingBy = "statement", resolve.RulePublisherIsSide
	default:
		s.Standing = "press"
	}
}

// signatories are the reading's parties that are a side of an agreement it tells.
func (m mentions) signatories() []resolve.Party {
	var out []resolve.Party
	for _, p := range m.parties {
		for _, sides := range m.sides {
			if slices.Contains(sides, m.subject[p.ID]) {
				out = append(out, p)
				break
			}
		}
	}
	return out
}

// Ruled gives a source the standing of the rank that its claims have now, where a
// ruling changed it.
func (s *Source) Ruled(rank Rank) {
	if now := vocab.Standings[rank].Code; now != s.Standing {
		s.Told, s.Standing, s.StandingBy = s.Standing, now, RuledStanding
	}
}

// restand ranks a source anew after a ruling on its standing was made or taken
// back. A decision has no other standing than its own.
func (f *folder) restand(document claim.Subject) error {
	entry, ok := document.Entry()
	if !ok {
		return nil
	}
	src, err := f.tx.SourceOf(entry)
	if err != nil || src.IsDecision() {
		return err
	}
	said, err := f.tx.Said(document, claim.PropStanding)
	if err != nil {
		return err
	}
	standing := cmp.Or(src.Told, src.Standing)
	for _, s := range said {
		if c, ok := s.Value.(claim.Code); ok && s.Rank == RankRuling && s.Entry != entry {
			standing = c.Code // of several the last, which corrects
		}
	}
	if err := f.tx.Rerank(entry, rankOf(standing)); err != nil {
		return err
	}
	return f.touch(entry)
}
