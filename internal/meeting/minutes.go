package meeting

import (
	"bufio"
	"bytes"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"sanad/claim"
	"sanad/internal/fault"
	"sanad/internal/reader/form"
	"sanad/internal/register"
)

// Minutes are what is entered of a meeting in one go.
type Minutes struct {
	ID        register.ID // a meeting on record to which more is entered; "" a new one
	Name      string
	Body      string // committee or working group
	On, Next  claim.Date
	Of        []register.ID // the agreements it was about
	URL       string
	Attended  []string
	Discussed []Point // points of the agenda that were spoken of
	Decisions []Point
	Actions   []Point
	Done      []Done
	Note      string
}

// Point is a decision or an action point; About is the agreement it concerns, ""
// all that the meeting was about.
type Point struct {
	About    register.ID
	Text     string
	Assigned string
	Due      claim.Date
}

// concerning is the point as it is entered, before it the agreement it concerns.
func (p Point) concerning() string {
	if p.About == "" || p.Text == "" {
		return p.Text
	}
	return string(p.About) + ": " + p.Text
}

// Done says when an action point of an earlier meeting was done.
type Done struct {
	ID register.ID
	On claim.Date
}

// Parse reads a minutes file, a line a thing:
//
//	meeting Third review
//	body Joint working group
//	on 2026-02-10
//	next 2026-05
//	attended A. Officer, Ministry of IT
//	a17-3
//	discussed the route survey, which is late
//	decided Go on with the second phase
//	action Send the list of trainees | NAVTTC | 2026-03-01
//	done x41-1 2026-02-09
//
// A line that is an agreement's id makes it one of those the meeting is about, and
// what follows concerns it; what stands before the first concerns all. An error
// names its line.
func Parse(file []byte) (Minutes, error) {
	var m Minutes
	if !utf8.Valid(file) {
		return m, fault.New(fault.Invalid, "minutes: not UTF-8")
	}
	lines := bufio.NewScanner(bytes.NewReader(file))
	lines.Buffer(nil, 1<<20)
	var about register.ID
	n := 0
	for lines.Scan() {
		n++
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if err := m.line(line, &about); err != nil {
			return m, fault.New(fault.Invalid, "line %d: %w", n, err).WithHint("%s", fault.HintOf(err))
		}
	}
	if err := lines.Err(); err != nil {
		return m, fault.New(fault.Invalid, "line %d: %w", n+1, err)
	}
	return m, m.Check()
}

func (m *Minutes) line(line string, about *register.ID) error {
	word, rest, _ := strings.Cut(line, " ")
	rest = strings.TrimSpace(rest)
	if id := register.ID(word); rest == "" && isID(id, claim.Agreement) {
		*about = id
		m.Of = append(m.Of, id)
		return nil
	}
	if rest == "" {
		return fault.New(fault.Invalid, "%q says nothing", word).WithHint("meeting, body, on, next, url, attended, discussed, decided, action, done, note, or an agreement's id")
	}
	switch word {
	case "meeting":
		m.Name = rest
	case "body":
		m.Body = rest
	case "url":
		m.URL = rest
	case "note":
		m.Note = rest
	case "on", "next":
		d := claim.Date(rest)
		if err := d.Check(); err != nil {
			return err
		}
		if word == "on" {
			m.On = d
		} else {
			m.Next = d
		}
	case "attended":
		m.Attended = append(m.Attended, rest)
	case "discussed":
		m.Discussed = append(m.Discussed, Point{About: *about, Text: rest})
	case "decided":
		m.Decisions = append(m.Decisions, Point{About: *about, Text: rest})
	case "action":
		p, err := point(rest)
		if err != nil {
			return err
		}
		p.About = *about
		m.Actions = append(m.Actions, p)
	case "done":
		id, on, _ := strings.Cut(rest, " ")
		m.Done = append(m.Done, Done{register.ID(id), claim.Date(strings.TrimSpace(on))})
	default:
		return fault.New(fault.Invalid, "%q is nothing that minutes say", word).WithHint("meeting, body, on, next, url, attended, discussed, decided, action, done, note, or an agreement's id")
	}
	return nil
}

// point reads "what | who | by when".
func point(text string) (Point, error) {
	parts := strings.Split(text, "|")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	if len(parts) != 3 || parts[0] == "" {
		return Point{}, fault.New(fault.Invalid, "an action point has an owner and a day").WithHint("action what is to be done | who | 2026-03-01")
	}
	return Point{Text: parts[0], Assigned: parts[1], Due: claim.Date(parts[2])}, nil
}

// Check says what is wrong with minutes, the first thing first.
func (m Minutes) Check() error {
	if m.ID == "" {
		if m.On == "" {
			return fault.New(fault.Invalid, "minutes: not said when the meeting was").WithHint("on 2026-02-10")
		}
		if len(m.Of) == 0 {
			return fault.New(fault.Invalid, "minutes: not said which agreements the meeting was about").WithHint("a line with an agreement's id; sanad list prints ids")
		}
	}
	for _, d := range []claim.Date{m.On, m.Next} {
		if d != "" && d.Check() != nil {
			return fault.New(fault.Invalid, "minutes: %q is not a date", d)
		}
	}
	for _, x := range m.Actions {
		switch {
		case x.Text == "":
			return fault.New(fault.Invalid, "action point: not said what is to be done")
		case x.Assigned == "":
			return fault.New(fault.Invalid, "action point %q: nobody owns it", x.Text)
		case x.Due.Check() != nil:
			return fault.New(fault.Invalid, "action point %q: %q is not a date", x.Text, x.Due)
		}
	}
	for _, d := range m.Done {
		if !isID(d.ID, claim.Action) || d.On.Check() != nil {
			return fault.New(fault.Invalid, "done: want an action point's id and a day, not %q %q", d.ID, d.On).WithHint("done x41-1 2026-02-09")
		}
	}
	return nil
}

func isID(id register.ID, class claim.Class) bool {
	s := register.SubjectOf(id)
	return s.Check() == nil && s.Class() == class
}

// Form is the minutes as one entry of the record.
func (m Minutes) Form(author string, at time.Time) (form.Form, error) {
	f := form.Form{Form: form.Record, Author: author, At: at, Reason: m.Note}
	if err := m.Check(); err != nil {
		return f, err
	}
	g := claim.Subject("g1")
	if m.ID != "" {
		g = register.SubjectOf(m.ID)
	}
	text := func(p claim.Property, s string) {
		if s != "" {
			f.Enter(g, p, claim.Text{Text: s}, "")
		}
	}
	for _, a := range m.Of {
		f.Enter(g, claim.PropOf, claim.Ref{Subject: register.SubjectOf(a)}, "")
	}
	text(claim.PropName, m.Name)
	text(claim.PropBody, m.Body)
	text(claim.PropURL, m.URL)
	if m.On != "" {
		f.Enter(g, claim.PropDate, m.On, "")
	}
	for _, who := range m.Attended {
		text(claim.PropAttended, who)
	}
	for _, d := range m.Discussed {
		text(claim.PropDiscussed, d.concerning())
	}
	for _, d := range m.Decisions {
		text(claim.PropDecided, d.concerning())
	}
	if m.Next != "" {
		f.Enter(g, claim.PropNext, m.Next, "")
	}
	for i, x := range m.Actions {
		s := claim.Subject(fmt.Sprintf("x%d", i+1))
		f.Enter(s, claim.PropOf, claim.Ref{Subject: g}, "")
		if x.About != "" {
			f.Enter(s, claim.PropOf, claim.Ref{Subject: register.SubjectOf(x.About)}, "")
		}
		f.Enter(s, claim.PropText, claim.Text{Text: x.Text}, "")
		f.Enter(s, claim.PropAssigned, claim.Text{Text: x.Assigned}, "")
		f.Enter(s, claim.PropDue, x.Due, "")
	}
	for _, d := range m.Done {
		f.Enter(register.SubjectOf(d.ID), claim.PropMet, d.On, "")
	}
	if len(f.Claims) == 0 {
		return f, fault.New(fault.Invalid, "nothing is entered")
	}
	return f, nil
}

// Told are a meeting's minutes as they are printed.
func Told(m register.Meeting, of []register.Agreement, today time.Time) (string, []Section) {
	present := Section{Title: "Attended", None: "Not recorded."}
	for _, v := range m.Attended {
		present.Lines = append(present.Lines, Line{Text: v.Text})
	}
	spoken := concerned("Spoken of", "Not recorded.", m.Discussed)
	decided := concerned("Decided", "Nothing.", m.Decided)
	points := Section{Title: "Action points", None: "None."}
	seen := map[register.ID]bool{}
	for _, a := range of {
		for _, x := range Actions(a, m.ID, today) {
			if seen[x.ID] {
				continue
			}
			seen[x.ID] = true
			points.Lines = append(points.Lines, Line{Text: fmt.Sprintf("%s, by %s (%s)", x.Text, x.Due, x.State), ID: string(x.ID), Ask: x.Assigned})
		}
	}
	sections := []Section{present, spoken, decided, points}
	if next := m.Next.Text(); next != "" {
		sections = append(sections, Section{Title: "Next meeting", Lines: []Line{{Text: next}}})
	}
	return strings.TrimSuffix(NameOf(m)+", "+m.Date.Text(), ", "), sections
}

// concerned are points with the agreement each concerns.
func concerned(title, none string, points []register.Value) Section {
	s := Section{Title: title, None: none}
	for _, v := range points {
		about, text := Concerning(v.Text)
		s.Lines = append(s.Lines, Line{Text: text, ID: string(about)})
	}
	return s
}
