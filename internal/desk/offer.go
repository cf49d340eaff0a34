package desk

import (
	"cmp"
	"slices"
	"strings"

	"sanad/claim"
	"sanad/internal/reader/record"
	"sanad/internal/register"
	"sanad/vocab"
)

// listed are the codes of a list of vocab.
func listed(list string) []Option {
	var out []Option
	for _, c := range vocab.ByName[list] {
		out = append(out, Option{Value: c.Code, List: list})
	}
	return out
}

func natures() []Option {
	var out []Option
	for _, c := range vocab.MoneyNatures {
		out = append(out, Option{Value: c.Code, List: "nature"})
	}
	return out
}

// indicators are those on record, then the template's others.
func (s Sheet) indicators() []Option {
	var out []Option
	known := map[string]bool{}
	for _, i := range s.about.Agreement.Record.Indicators {
		code := i.Code.Code()
		known[code] = true
		o := Option{Value: string(i.ID), Text: i.Name.Text(), Detail: unitOf(i)}
		if m, ok := s.about.Template.Measure(code); ok {
			o.Words, o.Detail = m.Label, cmp.Or(o.Detail, m.Unit)
		}
		if o.Text == "" && o.Words == nil {
			o.Text = cmp.Or(code, string(i.ID))
		}
		out = append(out, o)
	}
	for _, m := range s.about.Template.Indicators {
		if !known[m.Code] {
			out = append(out, Option{Value: codePrefix + m.Code, Words: m.Label, Detail: m.Unit})
		}
	}
	return out
}

// unitOf is the unit an indicator's figures have on record.
func unitOf(i register.Indicator) string {
	fields := []register.Field{i.Target, i.Baseline}
	for _, r := range i.Results {
		fields = append(fields, r.Actual)
	}
	for _, f := range fields {
		if v, ok := f.Shown(); ok {
			if q, isQuantity := v.Value.(claim.Quantity); isQuantity && q.Unit != "" {
				return q.Unit
			}
		}
	}
	return ""
}

// unit is the unit of the indicator chosen.
func (s *Sheet) unit() string {
	f := s.field("indicator")
	for _, o := range f.Options {
		if o.Value == f.Value {
			return o.Detail
		}
	}
	return ""
}

// units are those the template measures in, and the record's own.
func (s Sheet) units() []string {
	var out []string
	for _, m := range s.about.Template.Indicators {
		out = append(out, m.Unit)
	}
	for _, i := range s.about.Agreement.Record.Indicators {
		out = append(out, unitOf(i))
	}
	return distinct(out)
}

// stages are the milestones on record, then the template's stages of which there is
// none, or that come round.
func (s Sheet) stages() []Option {
	var out []Option
	known := map[string]bool{}
	for _, m := range s.about.Agreement.Record.Milestones {
		code := m.Code.Code()
		known[code] = true
		o := Option{Value: string(m.ID), Text: m.Name.Text(), Detail: cmp.Or(m.Met.Text(), m.Due.Text())}
		if stage, ok := s.about.Template.Stage(code); ok && o.Text == "" {
			o.Words = stage.Label
		}
		if o.Text == "" && o.Words == nil {
			o.Text = cmp.Or(code, string(m.ID))
		}
		out = append(out, o)
	}
	for _, stage := range s.about.Template.Stages {
		if !known[stage.Code] || stage.Every != nil {
			out = append(out, Option{Value: codePrefix + stage.Code, Words: stage.Label})
		}
	}
	return out
}

// sides are the agreement's parties, each once.
func (s Sheet) sides() []Option {
	var out []Option
	for _, side := range s.about.Agreement.Sides {
		o := Option{Value: string(side.Party), Text: s.about.Names(side.Party)}
		if !slices.ContainsFunc(out, func(p Option) bool { return p.Value == o.Value }) {
			out = append(out, o)
		}
	}
	return out
}

// days are the instrument's days as they stand on record.
func (s Sheet) days() []Field {
	var out []Field
	for _, d := range instrument {
		f := Field{Name: d.name, Input: d.input}
		switch {
		case d.name == "template":
			f.Options = s.templates()
		case d.input == Choice:
			f.Options = listed(d.name)
		}
		if v, ok := d.of(s.about.Agreement.Instrument).Shown(); ok {
			f.Value = record.Typed(v.Value)
			if c, isCode := v.Value.(claim.Code); isCode {
				f.Value = c.Code
			}
			f.Was = f.Value
		}
		out = append(out, f)
	}
	return out
}

// templates are those an agreement may be delivered by.
func (s Sheet) templates() []Option {
	var out []Option
	for _, t := range s.about.Templates {
		out = append(out, Option{Value: t.Code, Words: t.Label})
	}
	return out
}

// provable is what a proof may be of, with the words of each.
func (s Sheet) provable() []Option {
	a := s.about.Agreement
	out := []Option{{Value: string(a.ID), Text: string(a.ID)}}
	add := func(id register.ID, words ...string) {
		words = slices.DeleteFunc(words, func(w string) bool { return w == "" })
		out = append(out, Option{Value: string(id), Text: cmp.Or(strings.Join(words, " · "), string(id))})
	}
	for _, m := range a.Record.Milestones {
		stage, _ := s.about.Template.Stage(m.Code.Code())
		add(m.ID, cmp.Or(m.Name.Text(), stage.Label.In("en"), m.Code.Code()), cmp.Or(m.Met.Text(), m.Due.Text()))
	}
	for _, i := range a.Record.Indicators {
		measure, _ := s.about.Template.Measure(i.Code.Code())
		name := cmp.Or(i.Name.Text(), measure.Label.In("en"), i.Code.Code())
		for _, r := range i.Results {
			add(r.ID, name, r.Actual.Text(), string(r.On))
		}
	}
	for _, c := range a.Record.Commitments {
		add(c.ID, c.Text.Text())
	}
	for _, t := range a.Record.Transfers {
		add(t.ID, t.Money.Text(), t.Date.Text())
	}
	for _, x := range a.Record.Actions {
		add(x.ID, x.Text.Text(), x.Due.Text())
	}
	return out
}

// proofKinds are the kinds of evidence, those the template asks for first.
func (s Sheet) proofKinds() []Option {
	var wanted []string
	for _, stage := range s.about.Template.Stages {
		wanted = append(wanted, stage.Proof...)
	}
	for _, m := range s.about.Template.Indicators {
		wanted = append(wanted, m.Proof...)
	}
	all := listed("proof")
	first := func(o Option) int {
		if slices.Contains(wanted, o.Value) {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(all, func(x, y Option) int { return first(x) - first(y) })
	return all
}

// providers are who provided proof before, and the sides.
func (s Sheet) providers() []string {
	var out []string
	for _, e := range s.about.Agreement.Record.Evidence {
		out = append(out, e.By.Text())
	}
	for _, o := range s.sides() {
		out = append(out, o.Text)
	}
	return distinct(out)
}

// ages are the brackets of the template and those already used.
func (s Sheet) ages() []string {
	var out []string
	for _, e := range s.about.Template.Lists["age"] {
		out = append(out, e.Label.In("en"))
	}
	return distinct(append(out, s.said(claim.PropAge)...))
}

// said is what the record already says for a property of its parts.
func (s Sheet) said(p claim.Property) []string {
	var out []string
	for _, i := range s.about.Agreement.Record.Indicators {
		for _, r := range i.Results {
			switch p {
			case claim.PropProvince:
				out = append(out, r.Province.Text())
			case claim.PropAge:
				out = append(out, r.Age.Text())
			}
		}
	}
	if p == claim.PropInstrument {
		for _, t := range s.about.Agreement.Record.Transfers {
			out = append(out, t.Instrument.Text())
		}
	}
	return distinct(out)
}

// distinct leaves out what is empty or stood before.
func distinct(list []string) []string {
	var out []string
	for _, s := range list {
		if s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}
