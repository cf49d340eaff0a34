package main

import (
	"encoding/json"
	"fmt"
	"time"

	"sanad/internal/fault"
	"sanad/internal/meeting"
	"sanad/internal/register"
	"sanad/internal/register/sqlview"
)

type agendaCommand struct {
	Party   string `help:"Only agreements with this party." placeholder:"ID"`
	Body    string `help:"Only agreements on which this committee or working group has met." placeholder:"NAME"`
	Tier    string `help:"Only agreements reviewed so often: weekly, fortnightly, monthly." placeholder:"CODE"`
	Country string `help:"Only agreements with a side of this country, by its name or two letters." placeholder:"COUNTRY"`
	Until   string `help:"The day of the next meeting: YYYY-MM-DD." placeholder:"DATE"`
	Format  string `help:"text, md, html or json." enum:"text,md,html,json" default:"text"`
	rulesFlags
}

func (c agendaCommand) Run(g *globals) error {
	filter := meeting.Filter{Party: register.ID(c.Party), Body: c.Body, Tier: c.Tier, Country: c.Country}
	if err := filter.CheckCountry(); err != nil {
		return usageError{fault.New(fault.Invalid, "--country: %w", err).WithHint("%s", fault.HintOf(err))}
	}
	var until time.Time
	if c.Until != "" {
		var err error
		if until, err = time.Parse(time.DateOnly, c.Until); err != nil {
			return usageError{fault.New(fault.Invalid, "--until %q is not a day", c.Until).WithHint("YYYY-MM-DD")}
		}
	}
	rules, today, view, err := c.open(g)
	if err != nil {
		return err
	}
	defer view.Close()
	all, names, err := meeting.Select(g.Context, view, filter, 0)
	if err != nil {
		return err
	}
	named := func(id register.ID) string { return names[id] }
	agenda := meeting.Build(all, rules, named, today, until)
	if c.Format == "json" {
		e := json.NewEncoder(g.out)
		e.SetIndent("", " ")
		return e.Encode(agenda)
	}
	return printed(g, c.Format, fmt.Sprintf("Agenda for %s, %s", agenda.On, plural(agenda.About, "agreement")), agenda.Sections())
}

func printed(g *globals, format, title string, sections []meeting.Section) error {
	write := map[string]func() error{
		"text": func() error { return meeting.Text(g.out, title, sections) },
		"md":   func() error { return meeting.Markdown(g.out, title, sections) },
		"html": func() error { return meeting.HTML(g.out, title, sections) },
	}[format]
	return write()
}

type minutesCommand struct {
	File   string `arg:"" optional:"" help:"A minutes file, or - for standard input."`
	Of     string `help:"Print the minutes of this meeting instead." placeholder:"ID"`
	Format string `help:"With --of: text, md or html." enum:"text,md,html" default:"text"`
	author
}

func (minutesCommand) Help() string {
	return `A minutes file has a line a thing; an agreement's id on a line of its own makes it one the meeting was about, and what follows concerns it:
  meeting Third review
  body Joint working group
  on 2026-02-10
  next 2026-05-12
  attended A. Officer, Ministry of IT
  a17-3
  discussed the route survey, which is late
  decided Go on with the second phase
  action Send the list of trainees | NAVTTC | 2026-03-01
  done x41-1 2026-02-09
All of it is one log entry.`
}

func (c minutesCommand) Run(g *globals) error {
	if (c.File == "") == (c.Of == "") {
		return usageError{fault.New(fault.Invalid, "name a minutes file, or a meeting with --of").WithHint("sanad help minutes")}
	}
	if c.Of != "" {
		return c.print(g)
	}
	b, err := document(g, c.File)
	if err != nil {
		return err
	}
	m, err := meeting.Parse(b)
	if err != nil {
		return err
	}
	f, err := m.Form(c.form("", "").Author, time.Now().UTC().Truncate(time.Millisecond))
	if err != nil {
		return err
	}
	entry, err := decide(g, f)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(g.out, "g%d-1: %s, %s, as log entry %d; take it back with: sanad undo %d --reason …\n", entry, plural(len(m.Decisions), "decision"), plural(len(m.Actions), "action point"), entry, entry)
	return err
}

func (c minutesCommand) print(g *globals) error {
	view, err := openRegister(g)
	if err != nil {
		return err
	}
	defer view.Close()
	m, of, err := heldMeeting(g, view, register.ID(c.Of))
	if err != nil {
		return err
	}
	title, sections := meeting.Told(m, of, time.Now())
	return printed(g, c.Format, title, sections)
}

// heldMeeting is a meeting on record with the agreements it was about.
func heldMeeting(g *globals, view *sqlview.View, id register.ID) (m register.Meeting, of []register.Agreement, err error) {
	p, err := view.Part(g.Context, id)
	if err != nil {
		return m, nil, err
	}
	for _, whole := range p.Of {
		a, err := view.Agreement(g.Context, whole)
		if err != nil {
			return m, nil, err
		}
		of = append(of, a)
		for _, one := range a.Record.Meetings {
			if one.ID == p.ID {
				m = one
			}
		}
	}
	if m.ID == "" {
		return m, nil, fault.New(fault.NotFound, "%s is no meeting", id)
	}
	return m, of, nil
}
