package main

import (
	"context"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"sanad/internal/claimlog"
	"sanad/internal/fault"
	"sanad/internal/fsx"
	"sanad/internal/publish/calendar"
	"sanad/internal/publish/digest"
	"sanad/internal/publish/message"
	"sanad/internal/publish/news"
	"sanad/internal/publish/phrase"
	"sanad/internal/publish/report/render"
	"sanad/internal/publish/webhook"
	"sanad/internal/register"
	"sanad/internal/register/sqlview"
)

// addressFlag is where the pages are reached, for links in what leaves the
// register.
type addressFlag struct {
	Address string `help:"Where the pages are reached from outside, for links." placeholder:"URL" env:"SANAD_ADDRESS"`
}

func (f addressFlag) address() (string, error) {
	if f.Address == "" {
		return "", nil
	}
	u, err := url.Parse(f.Address)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || u.RawQuery != "" {
		return "", usageError{fault.New(fault.Invalid, "--address %q is not an address of the web", f.Address).WithHint("--address https://register.example.org")}
	}
	return strings.TrimSuffix(f.Address, "/"), nil
}

// orHere is the address, or where "sanad serve" listens by itself.
func (f addressFlag) orHere() (string, error) {
	a, err := f.address()
	if a == "" {
		a = "http://127.0.0.1:8080"
	}
	return a, err
}

// originOf is the log's name.
func originOf(g *globals) (string, error) {
	v, err := claimlog.Read(g.Data)
	if err != nil {
		return "", err
	}
	return v.Checkpoint.Origin, nil
}

type calendarCommand struct {
	Party string `help:"Only agreements with this party." placeholder:"ID"`
	ID    string `arg:"" optional:"" help:"Only this agreement."`
	Out   string `short:"o" help:"File to write; - is the standard output." placeholder:"FILE" default:"-"`
	Lang  string `help:"en, ur or zh." default:"en"`
	addressFlag
	rulesFlags
}

func (c calendarCommand) Run(g *globals) error {
	l, err := phrase.In(c.Lang)
	if err != nil {
		return usageError{err}
	}
	address, err := c.address()
	if err != nil {
		return err
	}
	rules, today, view, err := c.open(g)
	if err != nil {
		return err
	}
	defer view.Close()
	name := l.T("calendar.name")
	var all []calendar.Entry
	if c.ID != "" {
		name = l.T("calendar.of", c.ID)
		all, err = calendar.OfAgreement(g.Context, view, register.ID(c.ID), rules, today)
	} else {
		if c.Party != "" {
			p, err := view.Party(g.Context, register.ID(c.Party))
			if err != nil {
				return err
			}
			c.Party, name = string(p.ID), l.T("calendar.of", p.Name())
		}
		all, _, err = calendar.Of(g.Context, view, register.Filter{Party: register.ID(c.Party)}, rules, today)
	}
	if err != nil {
		return err
	}
	origin, err := originOf(g)
	if err != nil {
		return err
	}
	if all, err = calendar.Told(g.Context, view, all); err != nil {
		return err
	}
	b, err := calendar.Write(all, l, calendar.Options{Name: name, Origin: origin, Address: address})
	if err != nil {
		return err
	}
	if c.Out == "-" {
		_, err = g.out.Write(b)
		return err
	}
	if err := fsx.WriteDurable(c.Out, b, 0o644); err != nil {
		return plainPathError(err)
	}
	_, err = fmt.Fprintf(g.out, "%s: %s\n", c.Out, plural(len(all), "day"))
	return err
}

type messageCommand struct {
	ID       string `arg:"" help:"An agreement's id, or new: what is new."`
	Lang     string `help:"en, ur or zh." default:"en"`
	Corrects string `help:"The address of the message that this one corrects." placeholder:"URL"`
	Card     string `help:"Write the picture card to this file: an SVG or, where its name ends in .png and Chromium is installed, a PNG." placeholder:"FILE" type:"path"`
	addressFlag
	rulesFlags
}

func (c messageCommand) Run(g *globals) error {
	l, err := phrase.In(c.Lang)
	if err != nil {
		return usageError{err}
	}
	address, err := c.orHere()
	if err != nil {
		return err
	}
	rules, today, view, err := c.open(g)
	if err != nil {
		return err
	}
	defer view.Close()
	o := message.Options{Address: address, Corrects: c.Corrects, Rules: rules, Today: today}
	var m message.Message
	if c.ID == "new" {
		items, err := news.Of(g.Context, view, register.NewsFilter{Limit: 20})
		if err != nil {
			return err
		}
		m = message.New(items, l, o)
	} else if m, err = message.Of(g.Context, view, register.ID(c.ID), l, o); err != nil {
		return err
	}
	if c.Card != "" {
		if err := writeCard(g.Context, c.Card, m.Card()); err != nil {
			return err
		}
	}
	_, err = fmt.Fprint(g.out, m.Text)
	return err
}

// writeCard writes a card as its file's name asks.
func writeCard(ctx context.Context, path string, card []byte) error {
	if strings.EqualFold(filepath.Ext(path), ".png") {
		browser, err := render.FindBrowser("")
		if err != nil {
			return err
		}
		if card, err = browser.PNG(ctx, card, message.CardWidth, message.CardHeight); err != nil {
			return err
		}
	}
	if err := os.WriteFile(path, card, 0o644); err != nil {
		return plainPathError(err)
	}
	return nil
}

type digestCommand struct {
	Send        bool   `help:"Send what is due by mail; without it, print what would be said now."`
	Again       string `help:"Send the letter of this subscription once more, though it may have arrived." placeholder:"ID"`
	Subscribe   string `help:"Subscribe this mail address." placeholder:"ADDRESS"`
	Unsubscribe string `help:"End a subscription, by its id or address." placeholder:"ID"`
	Every       string `help:"weekly, fortnightly or monthly." enum:"weekly,fortnightly,monthly" default:"weekly"`
	Lang        string `help:"en, ur or zh." default:"en"`
	Party       string `help:"Only agreements with this party." placeholder:"ID"`
	Theme       string `help:"Only about this theme." placeholder:"CODE"`
	Country     string `help:"Only with a side of this country." placeholder:"CODE"`

	SMTPHost string `name:"smtp-host" help:"Mail server." env:"SANAD_SMTP_HOST" placeholder:"HOST"`
	SMTPPort int    `name:"smtp-port" env:"SANAD_SMTP_PORT" default:"587" help:"Its port."`
	SMTPUser string `name:"smtp-user" env:"SANAD_SMTP_USER" help:"Name to sign in with; the password comes from SANAD_SMTP_PASSWORD alone." placeholder:"NAME"`
	SMTPFrom string `name:"smtp-from" env:"SANAD_SMTP_FROM" help:"The sender's address." placeholder:"ADDRESS"`
	SMTPTLS  string `name:"smtp-tls" env:"SANAD_SMTP_TLS" enum:"starttls,tls,none" default:"starttls" help:"starttls, tls, or none: on this machine alone."`
	SMTPCA   string `name:"smtp-ca" env:"SANAD_SMTP_CA" help:"Certificates to trust besides the system's." placeholder:"FILE"`
	addressFlag
	rulesFlags
}

func (c digestCommand) Run(g *globals) error {
	if !claimlog.Exists(g.Data) {
		return claimlog.NotARegister(g.Data)
	}
	if c.Unsubscribe != "" {
		n, err := digest.Unsubscribe(g.Data, c.Unsubscribe, time.Now())
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(g.out, "%s ended\n", plural(n, "subscription"))
		return err
	}
	address, err := c.orHere()
	if err != nil {
		return err
	}
	rules, today, view, err := c.open(g)
	if err != nil {
		return err
	}
	defer view.Close()
	wanted := digest.Subscription{Address: c.Subscribe, Language: c.Lang, Every: c.Every, Party: register.ID(c.Party), Theme: c.Theme, Country: c.Country}
	now := func() time.Time {
		if c.AsOn != "" {
			return today
		}
		return time.Now()
	}
	origin, err := originOf(g)
	if err != nil {
		return err
	}
	sender := digest.Sender{
		Data: g.Data, Origin: origin, Register: view, Rules: rules, Address: address, Now: now, Again: c.Again,
		Server: digest.Server{Host: c.SMTPHost, Port: c.SMTPPort, User: c.SMTPUser, Password: os.Getenv("SANAD_SMTP_PASSWORD"), From: c.SMTPFrom, TLS: c.SMTPTLS, CA: c.SMTPCA},
		Tell:   func(line string) { fmt.Fprintln(g.out, line) },
	}
	switch {
	case c.Subscribe != "":
		s, err := digest.Subscribe(g.Data, wanted)
		if err != nil {
			return err
		}
		fmt.Fprintf(g.out, "%s subscribed as %s, %s\n", s.Address, s.ID, s.Every)
		return nil
	case c.Send:
		if err := sender.Server.Check(); err != nil {
			return err
		}
		return sender.Send(g.Context)
	}
	return c.print(g, view, wanted, digest.Options{Address: address, Contact: c.SMTPFrom, Rules: rules, Today: today})
}

// print shows the digest of the last seven days, or as long as the period is.
func (c digestCommand) print(g *globals, view *sqlview.View, s digest.Subscription, o digest.Options) error {
	days := map[string]int{"weekly": 7, "fortnightly": 14, "monthly": 31}[c.Every]
	since := o.Today.AddDate(0, 0, -days)
	all, err := view.News(g.Context, register.NewsFilter{})
	if err != nil {
		return err
	}
	o.Before, err = view.Position(g.Context)
	if err != nil {
		return err
	}
	o.From = o.Before
	for _, n := range all {
		if n.Source.ReadAt.Before(since) {
			break
		}
		o.From = n.Source.Entry
	}
	d, err := digest.Make(g.Context, view, s, o)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(g.out, "%s\n\n%s", d.Subject, d.Text)
	return err
}

type webhooksCommand struct {
	Resume string `help:"Try a webhook again that was given up, from where it stopped." placeholder:"ID"`
}

func (c webhooksCommand) Run(g *globals) error {
	if c.Resume != "" {
		return webhook.Resume(g.Data, c.Resume)
	}
	hooks, err := webhook.Read(g.Data, true)
	if err != nil {
		return err
	}
	for _, h := range hooks {
		fmt.Fprintf(g.out, "%s  %s\n", h.ID, h.Address)
	}
	if len(hooks) == 0 {
		fmt.Fprintf(g.out, "no webhooks; they are named in %s\n", webhook.File)
	}
	return nil
}

// tellWebhooks tells them what is new, now and whenever the fold has moved or a
// try is due, until the context ends.
func tellWebhooks(ctx context.Context, s *webhook.Sender) {
	tick := time.NewTicker(followEvery)
	defer tick.Stop()
	said := ""
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		err := s.Send(ctx)
		// A file that is wrong is told once, not every second.
		if err != nil && ctx.Err() == nil && err.Error() != said {
			slog.Error("webhooks", "error", err, "hint", fault.HintOf(err))
			said = err.Error()
		}
	}
}
