package reader

import "sanad/claim"

// Commitment is what an agreement binds a side to, as the document tells it: who
// owes what to whom, how much, where, by when. Its evidence quotes the clause;
// whatever is promised is of modality planned.
type Commitment struct {
	ID         string    `json:"id"`           // local: o1, o2, …
	Text       string    `json:"text"`         // what is promised, words within the quote
	Kind       string    `json:"kind"`         // vocab.CommitmentKinds
	By         string    `json:"by,omitempty"` // a party of the agreement; "" where not told, or where all owe it
	To         string    `json:"to,omitempty"` // a party of the agreement; "" where not told
	Target     *Quantity `json:"target,omitempty"`
	Money      *Money    `json:"money,omitempty"`
	Due        *Date     `json:"due,omitempty"` // the last day, month or year to keep it in
	Place      *Text     `json:"place,omitempty"`
	Condition  *Text     `json:"condition,omitempty"`
	Verifiable string    `json:"verifiable"` // vocab.Verifiabilities
	Evidence
}

func (o *Commitment) each(f func(*Evidence)) {
	f(&o.Evidence)
	if o.Target != nil {
		f(&o.Target.Evidence)
	}
	if o.Money != nil {
		f(&o.Money.Evidence)
	}
	if o.Due != nil {
		f(&o.Due.Evidence)
	}
	if o.Place != nil {
		f(&o.Place.Evidence)
	}
	if o.Condition != nil {
		f(&o.Condition.Evidence)
	}
}

func (b *builder) commitment(agreement claim.Subject, o Commitment) {
	id := claim.Subject(o.ID)
	b.add(id, claim.PropOf, claim.Ref{Subject: agreement}, o.Evidence)
	b.add(id, claim.PropText, claim.Text{Text: o.Text}, o.Evidence)
	b.code(id, claim.PropCommitment, "commitment", o.Kind, o.Evidence)
	if o.By != "" {
		b.add(id, claim.PropBy, claim.Ref{Subject: claim.Subject(o.By)}, o.Evidence)
	}
	if o.To != "" {
		b.add(id, claim.PropTo, claim.Ref{Subject: claim.Subject(o.To)}, o.Evidence)
	}
	if q := o.Target; q != nil {
		if n, ok := decimal(q.Value); ok {
			b.add(id, claim.PropTarget, claim.Quantity{Number: n, Unit: q.Unit, What: q.What}, q.Evidence)
		}
	}
	if m := o.Money; m != nil {
		if n, ok := decimal(m.Amount); ok {
			b.add(id, claim.PropMoney, claim.Money{Amount: n, Currency: m.Currency, Nature: m.Nature}, m.Evidence)
		}
	}
	if o.Due != nil {
		b.add(id, claim.PropDue, claim.Date(o.Due.Value), o.Due.Evidence)
	}
	if o.Place != nil {
		b.add(id, claim.PropPlace, claim.Text{Text: o.Place.Text}, o.Place.Evidence)
	}
	if o.Condition != nil {
		b.add(id, claim.PropCondition, claim.Text{Text: o.Condition.Text}, o.Condition.Evidence)
	}
	b.code(id, claim.PropVerifiable, "verifiable", o.Verifiable, o.Evidence)
}
