package register

import (
	"slices"

	"sanad/claim"
)

// What a party was called before is told by a reading that speaks of it, or entered
// by a person of a party that a reading made. Entered names are looked up whenever
// the party's profile is made anew, so that taking one back restores what was.

// renamed makes the profiles of parties anew of which a former name was entered or
// taken back, and asks who else they then may be.
func (f *folder) renamed(claims []Stated) error {
	var parties []claim.Subject
	for _, c := range claims {
		if c.Property == claim.PropFormer && !slices.Contains(parties, c.Subject) {
			parties = append(parties, c.Subject)
		}
	}
	for _, p := range parties {
		if err := f.settle([]claim.Subject{p}); err != nil {
			return err
		}
		if m, err := f.tx.Member(p); err != nil || m.Mention.Party == nil {
			if err != nil {
				return err
			}
			continue // entered of what is no reading's own
		}
		if err := f.ask(p); err != nil {
			return err
		}
	}
	return nil
}

// entered are the former names that people entered of a party, by readings that count.
func (f *folder) entered(party claim.Subject) ([]string, error) {
	said, err := f.tx.Said(party, claim.PropFormer)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, s := range said {
		if t, ok := s.Value.(claim.Text); ok && s.Own {
			names = append(names, t.Text)
		}
	}
	return names, nil
}
