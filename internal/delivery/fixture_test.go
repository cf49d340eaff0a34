package delivery

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"sanad/claim"
	"sanad/internal/reader/record"
	"sanad/internal/register"
	"sanad/vocab"
)

// fixture reads an agreement from lines:
//
//	word 2025-09-08            a source speaks of it on that day
//	search 2025-12-22          somebody looked, and found nothing
//	a property=value …         of the agreement, as "sanad record" takes it
//	m1 property=value …        of a part; m1 of=i1 and v1 supports=m1 name others
//	renewed by a9-1            another agreement does it to this one
//
// A value is said on a day where on:DAY stands before, planned or denied where
// planned: or denied: does. What stands in quotes may hold spaces.
type fixture struct {
	a     register.Agreement
	parts map[register.ID]any // pointers into the record once built
	order []register.ID
	n     int64
}

func newFixture() *fixture {
	return &fixture{a: register.Agreement{ID: "a1-1"}, parts: map[register.ID]any{}}
}

func (f *fixture) line(line string) error {
	words := quoted(line)
	f.n++
	switch {
	case words[0] == "word":
		f.a.Mentions = append(f.a.Mentions, register.Said{Published: claim.Date(words[1])})
		return nil
	case words[0] == "search":
		f.a.Negatives = append(f.a.Negatives, register.Negative{On: claim.Date(words[1])})
		return nil
	case len(words) == 3 && words[1] == "by":
		kind := map[string]claim.Property{"renewed": claim.PropRenews, "superseded": claim.PropSupersedes}[words[0]]
		f.a.Relations = append(f.a.Relations, register.Relation{Kind: kind, To: register.ID(words[2]), Inverse: true})
		return nil
	case words[0] == "a":
		return f.say(&f.a, claim.Agreement, words[1:])
	}
	id := register.ID(words[0][:1] + "1-" + words[0][1:])
	part, known := f.parts[id]
	if !known {
		part = newPart(id)
		if part == nil {
			return fmt.Errorf("%q is no part", words[0])
		}
		f.parts[id] = part
		f.order = append(f.order, id)
	}
	return f.say(part, id.Class(), words[1:])
}

func newPart(id register.ID) any {
	p := register.Part{ID: id}
	switch id.Class() {
	case claim.Commitment:
		return &register.Commitment{Part: p}
	case claim.Milestone:
		return &register.Milestone{Part: p}
	case claim.Indicator:
		return &register.Indicator{Part: p}
	case claim.Result:
		return &register.Result{Part: p}
	case claim.Transfer:
		return &register.Transfer{Part: p}
	case claim.Evidence:
		return &register.Evidence{Part: p}
	case claim.Meeting:
		return &register.Meeting{Part: p}
	case claim.Action:
		return &register.Action{Part: p}
	}
	return nil
}

func (f *fixture) say(thing any, class claim.Class, pairs []string) error {
	said := register.Said{Published: "2025-09-08", Entry: f.n, Modality: claim.Done}
	for _, pair := range pairs {
		if day, ok := strings.CutPrefix(pair, "on:"); ok {
			said.AsOf, said.Published = claim.Date(day), claim.Date(day)
			continue
		}
		one := said
		if m, rest, ok := strings.Cut(pair, ":"); ok && (m == "planned" || m == "denied") {
			one.Modality, pair = claim.Modality(m), rest
		}
		name, typed, _ := strings.Cut(pair, "=")
		if name == "document" {
			f.set(thing, name, register.Value{Value: claim.DocumentRef{Original: typed}, Text: typed, Said: []register.Said{one}})
			continue
		}
		p, ok := vocab.PropertyOf(byte(class), name)
		if !ok {
			return fmt.Errorf("%q is not said of a %c", name, class)
		}
		if p.Type == "ref" {
			to := register.ID(typed[:1] + "1-" + strings.TrimPrefix(typed[1:], "1-"))
			if name == "of" || name == "supports" {
				part := reflect.ValueOf(thing).Elem().FieldByName("Part").Addr().Interface().(*register.Part)
				part.Of = append(part.Of, to)
				continue
			}
			f.set(thing, name, register.Value{Value: claim.Ref{Subject: claim.Subject(to)}, Text: string(to), Said: []register.Said{one}})
			continue
		}
		v, err := record.Value(class, p, typed)
		if err != nil {
			return err
		}
		if r, ok := thing.(*register.Result); ok && name == "actual" {
			r.On = one.AsOf
		}
		if !f.set(thing, name, register.Value{Value: v, Text: register.Words(v), Said: []register.Said{one}}) {
			return fmt.Errorf("%q has no place in %T", name, thing)
		}
	}
	return nil
}

// set puts a value in the member whose JSON name is the property's.
func (f *fixture) set(thing any, name string, v register.Value) bool {
	s := reflect.ValueOf(thing).Elem()
	for _, in := range []reflect.Value{s, s.FieldByName("Instrument")} {
		if !in.IsValid() || in.Kind() != reflect.Struct {
			continue
		}
		for i := range in.NumField() {
			tag, _, _ := strings.Cut(in.Type().Field(i).Tag.Get("json"), ",")
			if tag != name && tag != name+"s" && tag != strings.TrimSuffix(name, "y")+"ies" {
				continue
			}
			switch m := in.Field(i).Addr().Interface().(type) {
			case *register.Field:
				*m = register.Field{Values: []register.Value{v}}
				return true
			case *[]register.Value:
				*m = append(*m, v)
				return true
			}
		}
	}
	return false
}

// agreement is what the lines tell, its parts in the order given.
func (f *fixture) agreement(order []register.ID) register.Agreement {
	a := f.a
	r := &a.Record
	for _, id := range order {
		switch p := f.parts[id].(type) {
		case *register.Commitment:
			r.Commitments = append(r.Commitments, *p)
		case *register.Milestone:
			r.Milestones = append(r.Milestones, *p)
		case *register.Indicator:
			i := *p
			for _, of := range order {
				if result, ok := f.parts[of].(*register.Result); ok && slices.Contains(result.Of, id) {
					i.Results = append(i.Results, *result)
				}
			}
			r.Indicators = append(r.Indicators, i)
		case *register.Transfer:
			r.Transfers = append(r.Transfers, *p)
		case *register.Evidence:
			r.Evidence = append(r.Evidence, *p)
		case *register.Meeting:
			r.Meetings = append(r.Meetings, *p)
		case *register.Action:
			r.Actions = append(r.Actions, *p)
		}
	}
	return a
}

// quoted cuts a line at spaces, but for what stands in quotes.
func quoted(line string) []string {
	in := false
	words := strings.FieldsFunc(line, func(r rune) bool {
		if r == '"' {
			in = !in
		}
		return r == ' ' && !in
	})
	for i := range words {
		words[i] = strings.ReplaceAll(words[i], `"`, "")
	}
	return words
}

func short(id register.ID) string { return string(id[:1]) + strings.TrimPrefix(string(id[1:]), "1-") }

func shorts(ids []register.ID) string {
	var out []string
	for _, id := range ids {
		out = append(out, short(id))
	}
	return strings.Join(out, " ")
}

// told is an assessment in lines.
func told(s Assessment) []string {
	var out []string
	say := func(format string, args ...any) { out = append(out, strings.TrimSpace(fmt.Sprintf(format, args...))) }
	for _, x := range []struct {
		name string
		Axis
	}{{"legal", s.Legal}, {"delivery", s.Delivery}, {"evidence", s.Evidence}, {"attention", s.Attention}} {
		since := ""
		if x.Since != "" {
			since = " since " + string(x.Since)
		}
		say("%s %s%s: %s", x.name, x.Code, since, x.Why)
	}
	say("flags %s", strings.Join(s.Flags, " "))
	say("template %s: %s", s.Template, s.Fits)
	worked := ""
	if s.Worked {
		worked = " worked out"
	}
	say("expires %s%s", s.Expires, worked)
	number := func(n *int) string {
		if n == nil {
			return "unknown"
		}
		return fmt.Sprint(*n)
	}
	say("days left %s", number(s.DaysLeft))
	say("silent %s", number(s.Silent))
	say("last word %s", s.LastWord)
	for _, d := range s.Dates {
		state := fmt.Sprintf("in %d", d.Days)
		switch {
		case d.Done && d.Proved:
			state = "done, proved"
		case d.Done:
			state = "done"
		case d.Late:
			state = fmt.Sprintf("late by %d", -d.Days)
		case d.Days < 0:
			state = "past"
		}
		name := ""
		if d.Of != "" {
			name = " " + short(d.Of)
		}
		say("%s%s %s %s", d.What, name, d.On, state)
	}
	for _, g := range s.Gates {
		name := cmp.Or(g.Code, "-")
		if g.Milestone != "" {
			name += " " + short(g.Milestone)
		}
		say("gate %s %s %s", name, g.State, g.Grade)
	}
	for _, m := range s.Measures {
		name := m.Code
		if m.Of != "" {
			name = short(m.Of)
		}
		actual := "nothing reported"
		if m.Actual != "" {
			actual = m.Actual
		}
		say("measure %s %s of %s: %s%% %s", name, actual, m.Target, m.Percent, m.Grade)
		for _, o := range m.Odd {
			say("odd %s: %s", name, o)
		}
		for _, p := range m.Split {
			say("part %s %s %s %s%s %s", name, p.On, p.Sex, p.Province, p.Age, p.Value)
		}
	}
	for _, r := range s.Rungs {
		say("rung %s %s %s from %s without %s", r.Nature, r.Currency, r.Amount, shorts(r.Transfers), shorts(r.LeftOut))
	}
	for _, p := range s.Promised {
		say("promise %s %s", p.Text, p.Amount)
	}
	return out
}

func day(t testing.TB, s string) time.Time {
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
