package report

import (
	"cmp"
	"strconv"

	"sanad/vocab"
)

// decisions are what the record asks somebody to decide. They follow from it by
// rules: nobody asked for them in words.
func (m *maker) decisions(e entry) []Cell {
	var out []Cell
	ask := func(key string, args ...any) { out = append(out, Cell{Text: m.Words.T("decide."+key, args...)}) }
	if !open(e) {
		if e.S.Legal.Code == "expired" {
			ask("expired")
		}
		return m.orNone(out)
	}
	m.aboutTerm(e, ask)
	if all := late(e); len(all) > 0 {
		d := all[0]
		ask("late", cmp.Or(d.Name, m.Words.T("date."+d.What)), m.Words.Date(d.On))
	}
	if t, ok := m.Rules.Templates.ByCode(e.S.Template); ok && t.Picture == vocab.Decision {
		ask("explore")
	}
	if dormantFlag(e) {
		ask("dormant", strconv.Itoa(*e.S.Silent))
	}
	if e.S.Evidence.Code == "disputed" {
		ask("disputed")
	}
	if len(e.Instrument.Owner.Values) == 0 {
		ask("owner")
	}
	return m.orNone(out)
}

func (m *maker) orNone(out []Cell) []Cell {
	if len(out) == 0 {
		return []Cell{{Text: m.Words.T("decide.none"), Missing: true}}
	}
	return out
}

// aboutTerm asks what is to happen at the end of the term, while it can be asked.
func (m *maker) aboutTerm(e entry, ask func(string, ...any)) {
	const ahead = 180 // days: about what a renewal takes to be cleared and signed
	for _, d := range e.S.Dates {
		if d.What == "notice" && d.Days >= 0 && d.Days <= ahead {
			ask("notice", m.Words.Date(d.On))
			return
		}
	}
	if left := e.S.DaysLeft; left != nil && *left >= 0 && *left <= ahead && e.Instrument.Renewal.Code() != "automatic" {
		ask("renew", m.Words.Date(e.S.Expires))
	}
}

func dormantFlag(e entry) bool {
	for _, f := range e.S.Flags {
		if f == "dormant" {
			return true
		}
	}
	return false
}
