package web

import (
	"math/big"
	"slices"

	"sanad/claim"
	"sanad/internal/delivery"
	"sanad/internal/register"
	"sanad/vocab"
)

// parts are the results of an indicator that are of a part of the people, as one
// table: only the columns that any of them fills.
type parts struct {
	Of                       string // what the indicator is called
	BySex, ByProvince, ByAge bool
	Shares                   bool // a whole is reported of some of the days
	Rows                     []splitRow
}

type splitRow struct {
	delivery.Split
	Sex, Amount, Share string
}

// parts lays an indicator's splits out, the newest day first; ok is false where
// there are none.
func (q *request) parts(m measure) (p parts, ok bool) {
	p.Of = m.Name
	whole := map[claim.Date]string{}
	for _, at := range m.Series {
		whole[at.On] = at.Value
	}
	for _, s := range m.Split {
		row := splitRow{Split: s, Sex: q.label("sex", s.Sex), Amount: register.Words(claim.Quantity{Number: s.Value, Unit: q.reason("measured", m.Unit)})}
		if s.Sex == "" {
			row.Sex = ""
		}
		if row.Share = share(s.Value, whole[s.On]); m.Unit == "%" {
			row.Share = "" // a share of a share says nothing
		}
		p.BySex, p.ByProvince, p.ByAge = p.BySex || s.Sex != "", p.ByProvince || s.Province != "", p.ByAge || s.Age != ""
		p.Shares = p.Shares || row.Share != ""
		p.Rows = append(p.Rows, row)
	}
	slices.SortStableFunc(p.Rows, func(a, b splitRow) int {
		x, y := register.LastDay(a.On), register.LastDay(b.On)
		switch {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
	return p, len(p.Rows) > 0
}

// share is a part of a whole in hundredths, "" where there is no whole.
func share(part, whole string) string {
	a, ok := new(big.Rat).SetString(part)
	b, known := new(big.Rat).SetString(whole)
	if !ok || !known || b.Sign() <= 0 {
		return ""
	}
	return a.Mul(a, big.NewRat(100, 1)).Quo(a, b).FloatString(1)
}

// apart takes the measures that look alike and are never compared out of a list:
// of a submarine cable its six capacities. Each group is whole as the template has
// it, so that what nobody reports shows as such beside what somebody does.
func (q *request) apart(list []measure, t vocab.Template) (rest []measure, groups [][]measure) {
	reported := map[string]measure{}
	for _, m := range list {
		reported[m.Code] = m
	}
	grouped := map[string]bool{}
	for _, first := range t.Indicators {
		if first.Step > 0 || grouped[first.Code] {
			continue
		}
		var group []measure
		known := false
		for _, other := range alike(t, first) {
			m, ok := reported[other.Code]
			if !ok {
				m = q.measure(delivery.Progress{Code: other.Code, Name: other.Label.In("en"), Label: other.Label, Unit: other.Unit})
			}
			m.Note = other.Note.In(q.Tag)
			known = known || ok
			group = append(group, m)
		}
		if !known || len(group) < 2 {
			continue
		}
		for _, m := range group {
			grouped[m.Code] = true
		}
		groups = append(groups, group)
	}
	for _, m := range list {
		if !grouped[m.Code] || m.Code == "" {
			rest = append(rest, m)
		}
	}
	return rest, groups
}

// alike are a measure and those kept apart from it, in the template's order.
func alike(t vocab.Template, first vocab.Measure) []vocab.Measure {
	var out []vocab.Measure
	for _, m := range t.Indicators {
		if m.Step == 0 && (m.Code == first.Code || t.Apart(first.Code, m.Code)) {
			out = append(out, m)
		}
	}
	return out
}
