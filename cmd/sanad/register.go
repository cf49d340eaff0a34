package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"sanad/internal/claimlog"
	"sanad/internal/delivery"
	"sanad/internal/fault"
	"sanad/internal/past"
	"sanad/internal/register"
	"sanad/internal/register/sqlview"
	"sanad/vocab"
)

// openRegister opens the register's view, with everything the log holds folded
// in.
func openRegister(g *globals) (*sqlview.View, error) {
	if err := claimlog.Recover(g.Data); err != nil {
		return nil, err
	}
	log, err := claimlog.Read(g.Data)
	if err != nil {
		return nil, err
	}
	view, err := sqlview.Open(g.Context, g.Data)
	if err != nil {
		return nil, err
	}
	b := newBar(g, 0, "entries")
	defer b.close()
	if _, err := register.Fold(g.Context, log, view, b.to); err != nil {
		view.Close()
		return nil, err
	}
	return view, nil
}

type listCommand struct {
	Kind   string `help:"Only of this kind of instrument." placeholder:"CODE"`
	Stage  string `help:"Only at this stage." placeholder:"CODE"`
	Theme  string `help:"Only about this theme." placeholder:"CODE"`
	Party  string `help:"Only with this party." placeholder:"ID"`
	Event  string `help:"Only of this event." placeholder:"ID"`
	Format string `help:"table or json (one object a line)." enum:"table,json" default:"table"`
}

func (c listCommand) Run(g *globals) error {
	for _, f := range []struct {
		flag, code string
		list       vocab.List
	}{{"kind", c.Kind, vocab.Kinds}, {"stage", c.Stage, vocab.Stages}, {"theme", c.Theme, vocab.Themes}} {
		if f.code != "" && !f.list.Has(f.code) {
			return usageError{fault.New(fault.Invalid, "--%s: no %q in the list", f.flag, f.code).WithHint("one of: %s", codes(f.list))}
		}
	}
	view, err := openRegister(g)
	if err != nil {
		return err
	}
	defer view.Close()
	rows, err := view.Agreements(g.Context, register.Filter{
		Kind: c.Kind, Stage: c.Stage, Theme: c.Theme, Party: register.ID(c.Party), Event: register.ID(c.Event),
	})
	if err != nil {
		return err
	}
	if c.Format == "json" {
		e := json.NewEncoder(g.out)
		e.SetEscapeHTML(false)
		for _, r := range rows {
			if err := e.Encode(r); err != nil {
				return err
			}
		}
		return nil
	}
	w := tabwriter.NewWriter(g.out, 2, 0, 2, ' ', 0)
	for _, r := range rows {
		passing := ""
		if r.Passing {
			passing = "(in passing)"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", r.ID, r.Kind, r.Stage, sides(r.Sides), plural(r.Sources, "source"), passing)
	}
	return w.Flush()
}

func codes(l vocab.List) string {
	all := make([]string, len(l))
	for i, c := range l {
		all[i] = c.Code
	}
	return strings.Join(all, " ")
}

func sides(names []register.Name) string {
	all := make([]string, len(names))
	for i, n := range names {
		all[i] = n.Name
	}
	return strings.Join(all, " + ")
}

type showCommand struct {
	ID     string `arg:"" help:"An id, as list prints it: a17-3, p17-2, e17-1, s17."`
	Format string `help:"text or json." enum:"text,json" default:"text"`
	rulesFlags
}

func (c showCommand) Run(g *globals) error {
	rules, today, view, err := c.open(g)
	if err != nil {
		return err
	}
	defer view.Close()
	id := register.ID(c.ID)
	var thing any
	var text func(io.Writer) error
	switch {
	case strings.HasPrefix(c.ID, "a"):
		a, err := view.Agreement(g.Context, id)
		if err != nil {
			return err
		}
		thing, text = a, func(w io.Writer) error { return showAgreement(g.Context, w, view, a, rules, today) }
	case strings.HasPrefix(c.ID, "p"):
		p, err := view.Party(g.Context, id)
		if err != nil {
			return err
		}
		thing, text = p, func(w io.Writer) error { return showParty(g.Context, w, view, p) }
	case strings.HasPrefix(c.ID, "e"):
		e, err := view.Event(g.Context, id)
		if err != nil {
			return err
		}
		thing, text = e, func(w io.Writer) error { return showEvent(g.Context, w, view, e) }
	case strings.HasPrefix(c.ID, "s"):
		s, err := view.Source(g.Context, id)
		if err != nil {
			return err
		}
		thing, text = s, func(w io.Writer) error { return showSource(g.Context, w, view, s) }
	default:
		return usageError{fault.New(fault.Invalid, "%q is not an id", c.ID).WithHint("ids look like a17-3, p17-2, e17-1 or s17; sanad list prints them")}
	}
	if c.Format == "json" {
		e := json.NewEncoder(g.out)
		e.SetEscapeHTML(false)
		e.SetIndent("", " ")
		return e.Encode(thing)
	}
	return text(g.out)
}

// lines writes "label  value" and under it who says so.
type lines struct{ w io.Writer }

func (l lines) value(label, text string, said []register.Said) {
	fmt.Fprintf(l.w, "%-10s %s\n", label, text)
	for _, s := range said {
		if s.Reason != "" {
			fmt.Fprintf(l.w, "%-10s   %s (%s, %s): %s\n", "", s.Source, s.Publisher, s.Published, oneLine(s.Reason))
			continue
		}
		fmt.Fprintf(l.w, "%-10s   %s (%s, %s) %q\n", "", s.Source, cmp.Or(s.Publisher, "unknown publisher"), cmp.Or(string(s.Published), "no date"), oneLine(s.Quote))
	}
}

func (l lines) field(label string, f register.Field) {
	for i, v := range f.Values {
		v.Text = inWords(v)
		if i == 0 {
			l.value(label, v.Text, v.Said)
			continue
		}
		if i == 1 && f.Why != "" {
			fmt.Fprintf(l.w, "%-10s   shown because %s\n", "", f.Why)
		}
		l.value("  not", v.Text, v.Said)
	}
}

func showAgreement(ctx context.Context, w io.Writer, view *sqlview.View, a register.Agreement, rules delivery.Rules, today time.Time) error {
	ids := []register.ID{register.ID(a.Event.Text())}
	for _, s := range a.Sides {
		ids = append(ids, s.Party)
	}
	names, err := view.Names(ctx, ids...)
	if err != nil {
		return err
	}
	l := lines{w}
	fmt.Fprintf(w, "%s  %s\n", a.ID, a.Title.Text())
	for _, s := range a.Sides {
		l.value("side", fmt.Sprintf("%s  %s", s.Party, names[s.Party].Name), s.Said)
	}
	l.field("kind", a.Kind)
	l.field("stage", a.Stage)
	l.field("level", a.Level)
	l.field("signed", a.Signed)
	l.field("place", a.Place)
	if v, ok := a.Event.Shown(); ok {
		l.value("event", fmt.Sprintf("%s  %s", v.Text, names[register.ID(v.Text)].Name), v.Said)
	}
	l.field("purpose", a.Purpose)
	for _, many := range []struct {
		label  string
		values []register.Value
	}{{"theme", a.Themes}, {"quantity", a.Quantities}, {"money", a.Money}} {
		for _, v := range many.values {
			l.value(many.label, v.Text, v.Said)
		}
	}
	if err := stands(ctx, w, view, a, rules, today); err != nil {
		return err
	}
	for _, n := range a.Negatives {
		fmt.Fprintf(w, "%-10s %s in %s on %s: nothing found (%s)\n", "looked for", n.For, strings.Join(n.In, ", "), n.On, n.Author)
	}
	for _, k := range a.Record.Candidates {
		fmt.Fprintf(w, "%-10s %s %s for %s, %s\n", "candidate", k.ID, cmp.Or(k.Title.Text(), k.Actual.Text()), k.For, k.State)
		for _, r := range k.Remarks {
			fmt.Fprintf(w, "%-10s   %s\n", "", oneLine(r.Text))
		}
		if k.Ruling != nil {
			fmt.Fprintf(w, "%-10s   %s (%s): %s\n", "", k.Ruling.Publisher, k.Ruling.Published, oneLine(k.Ruling.Reason))
		}
	}
	for _, link := range a.Links {
		fmt.Fprintf(w, "%-10s %s by %s %s\n", "from", link.Subject, link.Rule, strings.Join(link.Reasons, "; "))
	}
	return nil
}

func showParty(ctx context.Context, w io.Writer, view *sqlview.View, p register.Party) error {
	l := lines{w}
	fmt.Fprintf(w, "%s  %s\n", p.ID, p.Name())
	for _, n := range p.Names {
		l.value("name", n.Text, n.Said)
	}
	for _, n := range p.Former {
		l.value("formerly", n.Text, n.Said)
	}
	l.field("country", p.Country)
	l.field("type", p.Type)
	return agreementLines(ctx, w, view, register.Filter{Party: p.ID})
}

func showEvent(ctx context.Context, w io.Writer, view *sqlview.View, e register.Event) error {
	l := lines{w}
	fmt.Fprintf(w, "%s  %s\n", e.ID, e.Name())
	for _, n := range e.Names {
		l.value("name", n.Text, n.Said)
	}
	l.field("date", e.Date)
	for _, c := range e.Counts {
		l.value("count", c.Text, c.Said)
	}
	return agreementLines(ctx, w, view, register.Filter{Event: e.ID})
}

func showSource(ctx context.Context, w io.Writer, view *sqlview.View, s register.Source) error {
	fmt.Fprintf(w, "%s  %s\n", s.ID, cmp.Or(s.Title, "untitled"))
	for _, kv := range [][2]string{
		{"publisher", s.Publisher},
		{"published", string(s.Published)},
		{"address", s.URL},
		{"standing", standing(s)},
		{"language", s.Language},
		{"original", "sha256 " + s.Original},
		{"reference", s.Reference},
		{"reader", s.Reader},
		{"entry", fmt.Sprint(s.Entry)},
		{"read", s.ReadAt.Format(time.RFC3339)},
		{"read again", string(s.Later)},
	} {
		if kv[1] != "" {
			fmt.Fprintf(w, "%-10s %s\n", kv[0], kv[1])
		}
	}
	for _, v := range s.Unread {
		fmt.Fprintf(w, "%-10s %s\n", "not read", v.Text)
	}
	return agreementLines(ctx, w, view, register.Filter{Source: s.ID})
}

func agreementLines(ctx context.Context, w io.Writer, view *sqlview.View, f register.Filter) error {
	rows, err := view.Agreements(ctx, f)
	if err != nil {
		return err
	}
	for _, r := range rows {
		fmt.Fprintf(w, "%-10s %s  %s\n", "agreement", r.ID, sides(r.Sides))
	}
	return nil
}

type rebuildCommand struct{}

func (rebuildCommand) Run(g *globals) error {
	if err := claimlog.Recover(g.Data); err != nil {
		return err
	}
	if _, err := claimlog.Read(g.Data); err != nil {
		return err // before anything is deleted
	}
	alone, err := alone(g.Data)
	if err != nil {
		return err
	}
	defer alone.Unlock()
	if err := errors.Join(sqlview.Remove(g.Data), past.Remove(g.Data)); err != nil {
		return err
	}
	start := time.Now()
	view, err := openRegister(g)
	if err != nil {
		return err
	}
	defer view.Close()
	at, err := view.Position(g.Context)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(g.out, "rebuilt from %s in %s\n", entries(at), time.Since(start).Round(time.Millisecond))
	return err
}

// standing is how near a source stands, with the rule that says so.
func standing(s register.Source) string {
	if s.StandingBy == "" {
		return s.Standing
	}
	return s.Standing + " (" + s.StandingBy + ")"
}
