package reader

import (
	"slices"

	"sanad/claim"
)

// Terms are how long an instrument runs and what force it has, where the document
// says so of that instrument.
type Terms struct {
	Term      *Quantity `json:"term,omitempty"`      // in a, mo or d
	Effective *Date     `json:"effective,omitempty"` // entry into force
	Expires   *Date     `json:"expires,omitempty"`
	Renewal   *Coded    `json:"renewal,omitempty"` // vocab.Renewals
	Notice    *Quantity `json:"notice,omitempty"`  // in a, mo or d
	Binding   *Coded    `json:"binding,omitempty"` // vocab.Bindings
}

// Coded is an entry of a closed list.
type Coded struct {
	Code string `json:"code"`
	Evidence
}

func (t *Terms) each(f func(*Evidence)) {
	if t == nil {
		return
	}
	for _, q := range []*Quantity{t.Term, t.Notice} {
		if q != nil {
			f(&q.Evidence)
		}
	}
	for _, d := range []*Date{t.Effective, t.Expires} {
		if d != nil {
			f(&d.Evidence)
		}
	}
	for _, c := range []*Coded{t.Renewal, t.Binding} {
		if c != nil {
			f(&c.Evidence)
		}
	}
}

// Without is the quantities but those that terms are told in: the three years a
// memorandum runs are no figure of what it is about.
func (t *Terms) Without(qs []Quantity) []Quantity {
	if t == nil {
		return qs
	}
	return slices.DeleteFunc(slices.Clone(qs), func(q Quantity) bool {
		told := false
		t.each(func(e *Evidence) {
			told = told || e.Quote != nil && q.Quote != nil && e.Quote.Start <= q.Quote.Start && q.Quote.End <= e.Quote.End
		})
		return told
	})
}

func (b *builder) terms(id claim.Subject, t *Terms) {
	if t == nil {
		return
	}
	length := func(p claim.Property, q *Quantity) {
		if q == nil {
			return
		}
		if n, ok := decimal(q.Value); ok {
			b.add(id, p, claim.Quantity{Number: n, Unit: q.Unit, What: q.What}, q.Evidence)
		}
	}
	day := func(p claim.Property, d *Date) {
		if d != nil {
			b.add(id, p, claim.Date(d.Value), d.Evidence)
		}
	}
	length(claim.PropTerm, t.Term)
	length(claim.PropNotice, t.Notice)
	day(claim.PropEffective, t.Effective)
	day(claim.PropExpires, t.Expires)
	if t.Renewal != nil {
		b.code(id, claim.PropRenewal, "renewal", t.Renewal.Code, t.Renewal.Evidence)
	}
	if t.Binding != nil {
		b.code(id, claim.PropBinding, "binding", t.Binding.Code, t.Binding.Evidence)
	}
}
