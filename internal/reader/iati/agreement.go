package iati

import (
	"cmp"
	"strings"

	"sanad/claim"
	"sanad/vocab"
)

// planned is how sure a planned date is held beside an actual one: both are said,
// and the actual one is shown.
const planned claim.Confidence = 900

// agreement reads what the activity is, and who takes part.
func (r *reading) agreement() {
	for _, w := range r.narratives(r.root.child("title")) {
		if r.out.Title == "" {
			r.out.Title = w.text
		}
		r.say(self, claim.PropTitle, claim.Text{Text: w.text, Lang: w.language}, w.at)
	}
	r.root.each("description", func(e *element) {
		property := claim.PropPurpose
		if t := strings.TrimSpace(e.attribute("type")); t != "" && t != "1" {
			property = claim.PropRemark
		}
		for _, w := range r.narratives(e) {
			r.say(self, property, claim.Text{Text: w.text, Lang: w.language}, w.at)
		}
	})
	r.root.each("participating-org", func(e *element) {
		p := r.party(e)
		if p == "" {
			r.leave("participating-org", "it has neither a name nor an identifier", e)
			return
		}
		role, known := vocab.IATI().Lists["role"][strings.TrimSpace(e.attribute("role"))]
		if !known {
			r.leave("participating-org role "+clip(e.attribute("role"), 20), "the code has no counterpart", e)
		}
		r.say(self, claim.PropParty, claim.Ref{Subject: p, Role: role}, e).Rule = ruleCrosswalk
	})
	r.root.each("activity-status", func(e *element) {
		r.code(self, claim.PropDelivery, "delivery", strings.TrimSpace(e.attribute("code")), e)
	})
	r.root.each("activity-date", r.date)
	r.root.each("default-finance-type", func(e *element) {
		r.code(self, claim.PropKind, "kind", strings.TrimSpace(e.attribute("code")), e)
	})
	r.place()
	r.themes()
}

func (r *reading) date(e *element) {
	property, modality := claim.PropEffective, claim.Done
	switch strings.TrimSpace(e.attribute("type")) {
	case "1":
		modality = claim.Planned
	case "2":
	case "3":
		property, modality = claim.PropExpires, claim.Planned
	case "4":
		property = claim.PropExpires
	default:
		r.leave("activity-date type "+clip(e.attribute("type"), 20), "the type has no counterpart", e)
		return
	}
	d := r.dayOf(e)
	if d == "" {
		return
	}
	c := r.say(self, property, d, e)
	if c.Modality = modality; modality == claim.Planned {
		c.Confidence = planned
	}
}

// party is the subject of a body, told when it is met first; "" for one that has
// neither name nor identifier.
func (r *reading) party(e *element) claim.Subject {
	ref := strings.TrimSpace(e.attribute("ref"))
	name, at := r.named(e)
	if name == "" && ref == "" {
		return ""
	}
	if name == "" {
		if p, known := r.parties["ref "+ref]; known {
			return p
		}
	}
	key := "name " + name + "\n" + ref
	p, known := r.parties[key]
	if known {
		return p
	}
	p = r.subject(claim.Party)
	r.parties[key] = p
	if ref != "" && r.parties["ref "+ref] == "" {
		r.parties["ref "+ref] = p
	}
	c := r.say(p, claim.PropName, claim.Text{Text: cmp.Or(name, ref)}, at)
	if name == "" {
		c.Rule, c.Confidence = ruleIdentity, 500
	}
	for _, w := range r.narratives(e) {
		if w.text != name {
			r.say(p, claim.PropName, claim.Text{Text: w.text, Lang: w.language}, w.at)
		}
	}
	r.code(p, claim.PropType, "type", strings.TrimSpace(e.attribute("type")), e)
	return p
}

func (r *reading) place() {
	var countries []*element
	r.root.each("recipient-country", func(e *element) { countries = append(countries, e) })
	r.root.each("location", func(e *element) {
		if name, _ := r.named(e.child("name")); name != "" {
			r.places[strings.TrimSpace(e.attribute("ref"))] = name
		}
	})
	if len(countries) > 1 {
		for _, e := range countries {
			r.leave("recipient-country", "several countries; an agreement keeps one place", e)
		}
		return
	}
	for _, e := range countries {
		name, at := r.named(e)
		code := strings.ToUpper(strings.TrimSpace(e.attribute("code")))
		if name = cmp.Or(name, vocab.CountryName(code), code); name != "" {
			r.say(self, claim.PropPlace, claim.Text{Text: name}, at).Rule = ruleCrosswalk
		}
	}
}

// themes reads sectors by their purpose code or, failing that, its category: the
// first three digits.
func (r *reading) themes() {
	themes := vocab.IATI().Lists["theme"]
	said := map[string]bool{}
	r.root.each("sector", func(e *element) {
		code := strings.TrimSpace(e.attribute("code"))
		if v := strings.TrimSpace(e.attribute("vocabulary")); v != "" && v != "1" && v != "2" {
			r.leave("sector of vocabulary "+clip(v, 20), "only purpose codes of the OECD are read", e)
			return
		}
		theme := themes[code]
		if theme == "" && len(code) == 5 {
			theme = themes[code[:3]]
		}
		if theme == "" {
			r.leave("sector "+clip(code, 20), "the code has no counterpart", e)
			return
		}
		if !said[theme] {
			said[theme] = true
			r.say(self, claim.PropTheme, claim.Code{List: "theme", Code: theme}, e).Rule = ruleCrosswalk
		}
	})
}

// related reads parents and children. Of the other activity only its identifier is
// known here: it is mentioned in passing, and whoever publishes it says the rest.
func (r *reading) related() {
	known := map[string]claim.Subject{}
	r.root.each("related-activity", func(e *element) {
		kind, ref := strings.TrimSpace(e.attribute("type")), strings.TrimSpace(e.attribute("ref"))
		switch {
		case ref == "":
			r.leave("related-activity", "it names no activity", e)
			return
		case ref == r.out.Reference:
			r.wrong(e, "the activity is related to itself")
			return
		case kind != "1" && kind != "2":
			r.leave("related-activity type "+clip(kind, 20), "only parents and children are read", e)
			return
		}
		other, again := known[ref]
		if !again {
			r.next[claim.Agreement] = max(r.next[claim.Agreement], 1)
			other = r.subject(claim.Agreement)
			known[ref] = other
			text := claim.Text{Text: r.b[e.start:e.end]}
			r.say(other, claim.PropMention, text, e)
			r.say(other, claim.PropBackground, text, e)
			r.say(other, claim.PropReference, claim.Text{Text: ref}, e)
		}
		from, to := self, other
		if kind == "1" {
			r.out.Parents = append(r.out.Parents, ref)
		} else {
			from, to = other, self
		}
		r.say(from, claim.PropImplements, claim.Ref{Subject: to}, e).Rule = ruleCrosswalk
	})
}

func (r *reading) documents() {
	r.root.each("document-link", func(e *element) {
		address := strings.TrimSpace(e.attribute("url"))
		title, at := r.named(e.child("title"))
		if address == "" && title == "" {
			r.leave("document-link", "it has neither address nor title", e)
			return
		}
		v := r.subject(claim.Evidence)
		r.say(v, claim.PropSupports, claim.Ref{Subject: self}, e)
		if title != "" {
			r.say(v, claim.PropTitle, claim.Text{Text: title}, at)
		}
		if address != "" {
			r.say(v, claim.PropURL, claim.Text{Text: address}, e)
		}
		kind := claim.Code{List: "proof", Code: "other"}
		from := e
		if c := e.child("category"); c != nil {
			from = c
			if ours := vocab.IATI().Lists["proof"][strings.TrimSpace(c.attribute("code"))]; ours != "" {
				kind.Code = ours
			}
		}
		r.say(v, claim.PropProof, kind, from).Rule = ruleCrosswalk
		if d := r.dayOf(e.child("document-date")); d != "" {
			r.say(v, claim.PropDate, d, e.child("document-date"))
		}
	})
}
