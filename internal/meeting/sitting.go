package meeting

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"sanad/claim"
	"sanad/internal/register"
)

// Sitting is a meeting while it is held: what has been written down and not yet
// closed into minutes. It is nobody's word until then, so it stands in no log.
type Sitting struct {
	ID        string        `json:"id"`
	Version   int           `json:"version"` // goes up with each saving; two who write at once are told
	By        string        `json:"by"`      // who saved it last
	Saved     time.Time     `json:"saved"`
	Filter    Filter        `json:"filter"`
	Name      string        `json:"name,omitempty"`
	Body      string        `json:"body,omitempty"`
	On        claim.Date    `json:"on"`
	Next      claim.Date    `json:"next,omitempty"`
	Attended  []string      `json:"attended,omitempty"`
	Discussed []Point       `json:"discussed,omitempty"` // items of the agenda that were ticked
	Decisions []Point       `json:"decisions,omitempty"`
	Actions   []Point       `json:"actions,omitempty"`
	Done      []Done        `json:"done,omitempty"`
	Of        []register.ID `json:"of,omitempty"` // agreements it is about beside those spoken of
	Note      string        `json:"note,omitempty"`
}

// Minutes are what is entered when the sitting is closed. It is about the
// agreements that were spoken of, and those of its action points of before.
func (s Sitting) Minutes() Minutes {
	m := Minutes{
		Name: s.Name, Body: s.Body, On: s.On, Next: s.Next, Attended: s.Attended, Decisions: s.Decisions, Actions: s.Actions,
		Discussed: s.Discussed, Done: s.Done, Note: s.Note, Of: slices.Clone(s.Of),
	}
	for _, points := range [][]Point{s.Discussed, s.Decisions, s.Actions} {
		for _, p := range points {
			if p.About != "" && !slices.Contains(m.Of, p.About) {
				m.Of = append(m.Of, p.About)
			}
		}
	}
	return m
}

// Flaw is why a sitting cannot be closed: the field, and a key of what is wrong.
type Flaw struct {
	Field string // on, next, x0.who, done.x41-1
	Key   string // need, date, owner, task, nothing, about
	Typed string
}

// Flaws are all that must be mended before it is closed.
func (s Sitting) Flaws() []Flaw {
	var out []Flaw
	day := func(field string, d claim.Date, need bool) {
		switch {
		case d == "" && need:
			out = append(out, Flaw{Field: field, Key: "need"})
		case d != "" && d.Check() != nil:
			out = append(out, Flaw{Field: field, Key: "date", Typed: string(d)})
		}
	}
	day("on", s.On, true)
	day("next", s.Next, false)
	for i, x := range s.Actions {
		at := "x" + strconv.Itoa(i) + "."
		if x.Text == "" {
			out = append(out, Flaw{Field: at + "text", Key: "task"})
		}
		if x.Assigned == "" {
			out = append(out, Flaw{Field: at + "who", Key: "owner", Typed: x.Text})
		}
		day(at+"due", x.Due, true)
	}
	for _, d := range s.Done {
		day("done."+string(d.ID), d.On, true)
	}
	if len(s.Minutes().Of) == 0 {
		out = append(out, Flaw{Field: "agenda", Key: "about"})
	}
	return out
}

// Ticked says whether an item of the agenda was spoken of.
func (s Sitting) Ticked(i Item) bool {
	return slices.ContainsFunc(s.Discussed, func(p Point) bool { return p.About == i.Agreement && p.Text == i.Words() })
}

// Words are an item as minutes write it down: what it is, and what it is called.
func (i Item) Words() string {
	what := i.What
	if k := kinds[i.What]; k != "" {
		what = k
	}
	return strings.Trim(what+": "+i.Name, ": ")
}
