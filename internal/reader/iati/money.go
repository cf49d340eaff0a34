package iati

import (
	"cmp"
	"strings"

	"sanad/claim"
	"sanad/vocab"
)

// money reads transactions, each on the rung of its type and no other, and planned
// disbursements, which are said to be going to be.
func (r *reading) money() {
	r.root.each("planned-disbursement", func(e *element) {
		amount, at, ok := r.amount(e, "disbursed")
		if !ok {
			return
		}
		t := r.transfer(e)
		r.say(t, claim.PropMoney, amount, at).Modality = claim.Planned
		if d := r.period(e); d != "" {
			r.say(t, claim.PropDate, d, e).Modality = claim.Planned
		}
	})
	r.root.each("transaction", func(e *element) {
		kind := ""
		if c := e.child("transaction-type"); c != nil {
			kind = strings.TrimSpace(c.attribute("code"))
		}
		rung, known := vocab.IATI().Lists["rung"][kind]
		if !known {
			r.leave("transaction of type "+clip(kind, 20), "the type is on no rung of the money ladder", e)
			return
		}
		amount, at, ok := r.amount(e, rung)
		if !ok {
			return
		}
		t := r.transfer(e)
		r.say(t, claim.PropMoney, amount, at)
		if d := r.dayOf(e.child("transaction-date")); d != "" {
			r.say(t, claim.PropDate, d, e.child("transaction-date"))
		}
		if c := e.child("finance-type"); c != nil {
			if kind := vocab.IATI().Lists["kind"][strings.TrimSpace(c.attribute("code"))]; kind != "" {
				r.say(t, claim.PropInstrument, claim.Text{Text: kind}, c).Rule = ruleCrosswalk
			} else {
				r.leave("transaction/finance-type "+clip(c.attribute("code"), 20), "the code has no counterpart", c)
			}
		}
		for _, w := range r.narratives(e.child("description")) {
			r.say(t, claim.PropRemark, claim.Text{Text: w.text, Lang: w.language}, w.at)
		}
	})
}

// transfer begins a transfer of the activity with its parties.
func (r *reading) transfer(e *element) claim.Subject {
	t := r.subject(claim.Transfer)
	r.say(t, claim.PropOf, claim.Ref{Subject: self}, e)
	r.side(t, e.child("provider-org"), claim.PropBy)
	r.side(t, e.child("receiver-org"), claim.PropTo)
	return t
}

func (r *reading) side(t claim.Subject, e *element, property claim.Property) {
	if e == nil {
		return
	}
	if p := r.party(e); p != "" {
		r.say(t, property, claim.Ref{Subject: p}, e)
	}
}

// amount is the value of a transaction, in its own currency or the activity's.
func (r *reading) amount(e *element, rung string) (m claim.Money, at *element, ok bool) {
	at = e.child("value")
	if at == nil {
		r.wrong(e, "it has no value")
		return m, e, false
	}
	number, ok := decimal(at.text)
	if !ok {
		r.wrong(at, "%q is no amount", clip(strings.TrimSpace(at.text), 40))
		return m, at, false
	}
	currency := strings.ToUpper(strings.TrimSpace(cmp.Or(at.attribute("currency"), r.currency)))
	if len(currency) != 3 || strings.Trim(currency, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		what := "no currency is given, neither here nor for the activity"
		if currency != "" {
			what = "the currency " + clip(currency, 20) + " is none"
		}
		r.wrong(at, "%s", what)
		return m, at, false
	}
	return claim.Money{Amount: number, Currency: currency, Nature: rung}, at, true
}

// period is the time from an element's period-start to its period-end, or what is
// known of it.
func (r *reading) period(e *element) claim.Date {
	from, to := r.dayOf(e.child("period-start")), r.dayOf(e.child("period-end"))
	switch {
	case from == "" || from == to:
		return to
	case to == "":
		return from
	case to < from:
		r.wrong(e, "the period ends before it begins")
		return ""
	}
	return from + "/" + to
}
