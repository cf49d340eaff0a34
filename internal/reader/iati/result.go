package iati

import (
	"cmp"
	"strings"

	"sanad/claim"
)

// results reads indicators with what was to be reached and what was.
func (r *reading) results() {
	r.root.each("result", func(result *element) {
		title, at := r.named(result.child("title"))
		result.each("indicator", func(e *element) {
			i := r.subject(claim.Indicator)
			r.say(i, claim.PropOf, claim.Ref{Subject: self}, e)
			name, named := r.named(e.child("title"))
			if name == "" {
				name, named = title, at
			}
			if name != "" {
				r.say(i, claim.PropName, claim.Text{Text: name}, named)
			}
			if title != "" && title != name {
				r.say(i, claim.PropRemark, claim.Text{Text: title}, at)
			}
			m := measure{r: r, of: i, what: name}
			if strings.TrimSpace(e.attribute("measure")) == "2" {
				m.unit = "%"
			}
			m.read(e)
		})
		if result.child("indicator") == nil {
			r.leave("result", "it has no indicator", result)
		}
	})
}

// measure reads one indicator.
type measure struct {
	r          *reading
	of         claim.Subject
	what, unit string
}

func (m measure) read(e *element) {
	e.each("baseline", func(b *element) {
		on := m.r.dayOf(b)
		if year := strings.TrimSpace(b.attribute("year")); on == "" && year != "" {
			on = claim.Date(year)
			if err := on.Check(); err != nil || len(year) != 4 {
				m.r.wrong(b, "%q is no year", clip(year, 20))
				on = ""
			}
		}
		if split(b) {
			m.r.leave("baseline of a part", "an indicator keeps one baseline, of the whole", b)
			return
		}
		m.number(m.of, claim.PropBaseline, b, on)
	})
	var last claim.Date
	var ends *element
	e.each("period", func(p *element) {
		during := m.r.period(p)
		p.each("target", func(t *element) {
			if split(t) {
				m.r.leave("target of a part", "an indicator keeps targets of the whole", t)
				return
			}
			if m.number(m.of, claim.PropTarget, t, during) && lastDay(during) > last {
				last, ends = lastDay(during), p
			}
		})
		p.each("actual", func(a *element) { m.actual(a, during) })
	})
	if ends != nil {
		at := ends
		if c := ends.child("period-end"); c != nil {
			at = c
		}
		m.r.say(m.of, claim.PropDue, last, at)
	}
}

// number says a figure of an indicator as of a time; false where it has none.
func (m measure) number(s claim.Subject, property claim.Property, e *element, on claim.Date) bool {
	typed := strings.TrimSpace(e.attribute("value"))
	if typed == "" {
		m.r.leave(e.name+" without a value", "nothing is reported by it", e)
		return false
	}
	number, ok := decimal(typed)
	if !ok {
		m.r.leave(e.name+" "+clip(typed, 40), "it is no number", e)
		return false
	}
	m.r.say(s, property, claim.Quantity{Number: number, Unit: m.unit, What: m.what}, e).AsOf = on
	return true
}

// actual reads a result, of everybody or of the part its dimensions name. One of a
// part that we have no word for is not read: it would pass for the whole.
func (m measure) actual(e *element, during claim.Date) {
	type part struct {
		property claim.Property
		value    claim.Value
		at       *element
	}
	var parts []part
	strange := ""
	e.each("dimension", func(d *element) {
		name, value := strings.ToLower(strings.TrimSpace(d.attribute("name"))), strings.TrimSpace(d.attribute("value"))
		switch {
		case value == "":
			strange = name
		case name == "sex" || name == "gender":
			sex := sexes[strings.ToLower(value)]
			if sex == "" {
				strange = name + " " + value
				return
			}
			parts = append(parts, part{claim.PropSex, claim.Code{List: "sex", Code: sex}, d})
		case name == "age" || name == "age group" || name == "age-group":
			parts = append(parts, part{claim.PropAge, claim.Text{Text: value}, d})
		default:
			strange = name
		}
	})
	e.each("location", func(l *element) {
		ref := strings.TrimSpace(l.attribute("ref"))
		if name := cmp.Or(m.r.places[ref], ref); name != "" {
			parts = append(parts, part{claim.PropProvince, claim.Text{Text: name}, l})
		}
	})
	if strange != "" {
		m.r.leave("actual by "+clip(strange, 40), "results are kept by sex, age and place", e)
		return
	}
	before := len(m.r.out.Claims)
	s := m.r.subject(claim.Result)
	if !m.number(s, claim.PropActual, e, during) {
		m.r.next[claim.Result]--
		m.r.out.Claims = m.r.out.Claims[:before]
		return
	}
	m.r.say(s, claim.PropOf, claim.Ref{Subject: m.of}, e)
	for _, p := range parts {
		m.r.say(s, p.property, p.value, p.at)
	}
}

// sexes are the words that publishers have for them.
var sexes = map[string]string{
	"female": "female", "f": "female", "women": "female", "girls": "female",
	"male": "male", "m": "male", "men": "male", "boys": "male", "other": "other", "unknown": "unknown",
}

// split says whether a figure is of a part.
func split(e *element) bool { return e.child("dimension") != nil || e.child("location") != nil }

// lastDay is the last day of a date or period.
func lastDay(d claim.Date) claim.Date {
	for i := range d {
		if d[i] == '/' {
			return d[i+1:]
		}
	}
	return d
}
