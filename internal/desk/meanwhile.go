package desk

import (
	"cmp"
	"slices"
	"strings"

	"sanad/internal/register"
)

// Meanwhile is what somebody else entered of the thing a sheet is about.
type Meanwhile struct {
	Text string // the value as it stands
	register.Said
}

// Since are what was entered of the same thing since a position of the log: the one
// the page was made at, which travels with the sheet. about is the agreement as it
// is now. Of the instrument's days only those that the sheet changes are the same
// thing; of results, those of the indicator; of promises and money, any, since the
// same may be entered twice in other words.
func (s *Sheet) Since(now register.Agreement, position int64) []Meanwhile {
	var out []Meanwhile
	look := func(fields ...register.Field) {
		for _, f := range fields {
			for _, v := range f.Values {
				for _, said := range v.Said {
					if said.Entry >= position {
						out = append(out, Meanwhile{Text: v.Text, Said: said})
					}
				}
			}
		}
	}
	r := now.Record
	switch s.Kind {
	case Result:
		for _, i := range r.Indicators {
			if s.means("indicator", i.ID, i.Code.Code(), i.Name.Text()) {
				for _, one := range i.Results {
					look(one.Actual)
				}
			}
		}
	case Stage:
		for _, m := range r.Milestones {
			if s.means("stage", m.ID, m.Code.Code(), m.Name.Text()) {
				look(m.Met, m.Due, m.Status)
			}
		}
	case Transfer:
		for _, t := range r.Transfers {
			look(t.Money)
		}
	case Commitment:
		for _, c := range r.Commitments {
			look(c.Text)
		}
	case Dates:
		for _, d := range instrument {
			if f := s.field(d.name); f.Value != f.Was {
				look(d.of(now.Instrument))
			}
		}
	case Focal:
		for _, h := range r.Focals {
			if h.By.Text() == s.value("by") {
				look(h.Name)
			}
		}
	case Proof:
		for _, e := range r.Evidence {
			if slices.Contains(e.Of, register.ID(s.value("supports"))) {
				look(register.Field{Values: []register.Value{proofSaid(e)}})
			}
		}
	}
	return out
}

// means says whether the thing of the record is the one that the sheet is about.
func (s *Sheet) means(choice string, id register.ID, code, name string) bool {
	chosen, own := s.value(choice), s.value("another")
	if chosen == string(id) || code != "" && chosen == codePrefix+code {
		return true
	}
	return own != "" && strings.EqualFold(own, name)
}

// proofSaid is a proof by what it is called, with who entered it.
func proofSaid(e register.Evidence) register.Value {
	for _, f := range []register.Field{e.Title, e.URL, e.Proof} {
		if v, ok := f.Shown(); ok {
			return register.Value{Text: cmp.Or(v.Text, string(e.ID)), Said: v.Said}
		}
	}
	return register.Value{Text: string(e.ID)}
}
