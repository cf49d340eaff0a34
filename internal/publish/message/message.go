// Package message makes what a person copies into a messaging channel: text in
// English, Urdu or Chinese, a link, and a picture card. The register posts
// nothing anywhere and stores nothing of what was posted; who posts it says, where
// it corrects an earlier message, which.
package message

import (
	"context"
	"slices"
	"strings"
	"time"

	"sanad/claim"
	"sanad/internal/delivery"
	"sanad/internal/publish/news"
	"sanad/internal/publish/phrase"
	"sanad/internal/register"
)

// Message is what a person may post.
type Message struct {
	Lang  string `json:"lang"`
	Dir   string `json:"dir"`
	Text  string `json:"text"`
	Link  string `json:"link"`
	Title string `json:"title"`
	lines []string
	asOf  string
	// closing is how many of the lines, the last ones, a card is not to leave out.
	closing int
}

// Options are what a message is made with.
type Options struct {
	Address  string // the site's, without a slash at the end
	Corrects string // the address of the message that this one corrects, "" for none
	Rules    delivery.Rules
	Today    time.Time
}

const (
	promises = 3   // how many a message names
	quoteMax = 280 // runes of a quoted sentence
	newsMost = 8   // pieces of news in one message
)

// Of is the message on one agreement.
func Of(ctx context.Context, from register.Queries, id register.ID, l *phrase.Language, o Options) (Message, error) {
	a, err := from.Agreement(ctx, id)
	if err != nil {
		return Message{}, err
	}
	sides, err := news.Sides(ctx, from, a)
	if err != nil {
		return Message{}, err
	}
	s := delivery.Assess(a, o.Rules, o.Today)
	m := Message{Lang: l.Tag, Dir: l.Dir, Title: l.Called(a.Title.Text(), a.ID, sides), Link: o.Address + "/agreements/" + string(a.ID)}
	say := func(line string) { m.lines = append(m.lines, line) }
	if kind, stage := a.Kind.Code(), a.Stage.Code(); kind != "" && stage != "" {
		say(l.T("message.kind", l.Label("kind", kind), l.Label("stage", stage)))
	}
	if a.Title.Text() != "" && len(sides) > 0 {
		say(l.T("message.between", l.Called("", a.ID, sides)))
	}
	if v, ok := a.Signed.Shown(); ok {
		if d, ok := v.Value.(claim.Date); ok {
			say(l.T("message.signed", l.Date(d)))
		}
	}
	for _, p := range s.Promised[:min(promises, len(s.Promised))] {
		say(l.T("message.promised", promised(p, sides)))
	}
	before := len(m.lines)
	say(l.T("message.evidence", l.Label("evidence", s.Evidence.Code)))
	if s.Silent != nil && *s.Silent > 0 {
		say(l.N("silent.days", *s.Silent))
	}
	short := len(m.lines) // what a card shows
	m.closing = short - before
	if len(a.Mentions) > 0 {
		best := a.Mentions[0]
		say(l.T("message.says", who(best), cut(phrase.Plain(best.Quote), quoteMax)))
	}
	say(l.N("message.sources", len(a.Sources)))
	for _, c := range corrections(a) {
		say(l.T("message.correction", shown(l, c.list, c.now), shown(l, c.list, c.was), c.why))
		say(l.T("message.corrected", o.Address+c.link))
	}
	m.close(l, o, short)
	return m, nil
}

// promised is a promise in one line: who owes it, where a side does, what, and how much
// where the words do not say it.
func promised(p delivery.Promise, sides []register.Name) string {
	words := p.Text
	if figure, _, _ := strings.Cut(p.Amount, " "); p.Amount != "" && !strings.Contains(words, figure) {
		words = strings.TrimSpace(words + " (" + p.Amount + ")")
	}
	for _, s := range sides {
		if s.ID == p.By && s.Name != "" {
			return s.Name + ": " + words
		}
	}
	return words
}

// New is the message on what is new, as items give it, the newest first.
func New(items []news.Item, l *phrase.Language, o Options) Message {
	m := Message{Lang: l.Tag, Dir: l.Dir, Title: l.T("message.new"), Link: o.Address + "/feed"}
	for _, i := range items[:min(newsMost, len(items))] {
		m.lines = append(m.lines, "• "+i.Headline(l))
	}
	m.close(l, o, min(4, len(m.lines)))
	return m
}

// close ends a message: what it corrects, where to read on, as of when.
func (m *Message) close(l *phrase.Language, o Options, short int) {
	all := append([]string{m.Title}, m.lines...)
	if o.Corrects != "" {
		all = append(all, l.T("message.corrects", o.Corrects))
	}
	m.asOf = l.T("message.asof", l.Date(claim.Date(o.Today.Format(time.DateOnly))))
	all = append(all, l.T("message.read", m.Link), m.asOf)
	// A line that begins with an isolate has no strong letter of its own, and an app
	// would lay it out from the left; a right-to-left mark decides.
	mark := ""
	if l.Dir == "rtl" {
		mark = "\u200f"
	}
	m.Text = mark + strings.Join(all, "\n"+mark) + "\n"
	m.lines = m.lines[:short]
}

func who(s register.Said) string {
	if s.Publisher != "" {
		return s.Publisher
	}
	return string(s.Source)
}

// correction is a value that an officer ruled to be shown instead of another.
type correction struct {
	list     string
	now, was register.Value
	why      string
	link     string // to the words that are corrected
}

// corrections are the rulings on an agreement that put one value in another's
// place.
func corrections(a register.Agreement) []correction {
	var out []correction
	for _, f := range []struct {
		list  string
		field register.Field
	}{{"", a.Title}, {"kind", a.Kind}, {"stage", a.Stage}, {"level", a.Level}, {"", a.Signed}, {"", a.Place}, {"", a.Purpose}} {
		v, ok := f.field.Shown()
		if !ok || !f.field.Disputed() {
			continue
		}
		ruled := slices.IndexFunc(v.Said, func(s register.Said) bool { return s.Reason != "" })
		if ruled < 0 {
			continue
		}
		was := f.field.Values[1]
		c := correction{list: f.list, now: v, was: was, why: v.Said[ruled].Reason}
		if len(was.Said) > 0 {
			c.link = "/sources/" + string(was.Said[0].Source)
		}
		out = append(out, c)
	}
	return out
}

// shown is a value in the reader's language.
func shown(l *phrase.Language, list string, v register.Value) string {
	switch x := v.Value.(type) {
	case claim.Code:
		return l.Label(list, x.Code)
	case claim.Date:
		return l.Date(x)
	}
	return v.Text
}

func cut(s string, most int) string {
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	return strings.TrimRight(string(r[:most-1]), " ,.;:") + "…"
}
