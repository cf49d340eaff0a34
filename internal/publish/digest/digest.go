// Package digest writes letters of what is late, due, silent and new, and sends
// them by SMTP once a period.
//
// DATA/subscriptions.json (0600: it holds addresses) says to whom; people and
// "sanad digest" write it. DATA/digests.json is the package's own: for each
// subscription up to which period and log entry it was served (send.go). Deleting
// it makes every subscription begin with the next period.
//
// The text and the HTML of a letter are the same words. A letter is never sent
// twice for one period, and what it would have told is never lost: the next one
// begins where the last that surely arrived at the server ended.
package digest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io/fs"
	"net/mail"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"sanad/claim"
	"sanad/internal/delivery"
	"sanad/internal/fault"
	"sanad/internal/fsx"
	"sanad/internal/publish/calendar"
	"sanad/internal/publish/news"
	"sanad/internal/publish/phrase"
	"sanad/internal/register"
)

// The files, below the data directory.
const (
	File      = "subscriptions.json"
	StateFile = "digests.json"
)

// Subscription is who gets which digest.
type Subscription struct {
	ID       string      `json:"id"`
	Address  string      `json:"address"` // one mail address
	Language string      `json:"language"`
	Every    string      `json:"every"` // weekly, fortnightly, monthly
	Party    register.ID `json:"party,omitempty"`
	Theme    string      `json:"theme,omitempty"`
	Country  string      `json:"country,omitempty"`
	Ended    string      `json:"ended,omitempty"` // the day it was unsubscribed
}

// Periods are how often a digest may come.
var Periods = []string{"weekly", "fortnightly", "monthly"}

// Check says what is wrong with a subscription.
func (s Subscription) Check() error {
	if s.ID == "" || strings.ContainsFunc(s.ID, func(r rune) bool { return r > 'z' || !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' }) {
		return fault.New(fault.Invalid, "subscription %q: an id is of letters, digits and hyphens", s.ID)
	}
	// A line break would begin a header of the sender's choosing.
	if strings.ContainsFunc(s.Address, unicode.IsControl) {
		return fault.New(fault.Invalid, "subscription %s: its address has control characters", s.ID)
	}
	if a, err := mail.ParseAddress(s.Address); err != nil || a.Address != s.Address {
		return fault.New(fault.Invalid, "subscription %s: %q is not one mail address", s.ID, s.Address)
	}
	if !slices.Contains(Periods, s.Every) {
		return fault.New(fault.Invalid, "subscription %s: every %q", s.ID, s.Every).WithHint("one of: %s", strings.Join(Periods, " "))
	}
	_, err := phrase.In(s.Language)
	return err
}

type file struct {
	Subscriptions []Subscription `json:"subscriptions"`
}

// Read gives the subscriptions of a data directory, ended ones too.
func Read(data string) ([]Subscription, error) {
	b, err := os.ReadFile(filepath.Join(data, File))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var f file
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(&f); err != nil {
		return nil, fault.New(fault.Invalid, "%s: %w", File, err)
	}
	seen := map[string]bool{}
	for _, s := range f.Subscriptions {
		if err := s.Check(); err != nil {
			return nil, fmt.Errorf("%s: %w", File, err)
		}
		if seen[s.ID] {
			return nil, fault.New(fault.Invalid, "%s: two subscriptions are called %s", File, s.ID)
		}
		seen[s.ID] = true
	}
	return f.Subscriptions, nil
}

func write(data string, list []Subscription) error {
	b, err := json.MarshalIndent(file{list}, "", " ")
	if err != nil {
		return err
	}
	return fsx.WriteDurable(filepath.Join(data, File), append(b, '\n'), 0o600)
}

// Subscribe adds a subscription and gives it an id.
func Subscribe(data string, s Subscription) (Subscription, error) {
	list, err := Read(data)
	if err != nil {
		return s, err
	}
	for n := len(list) + 1; s.ID == ""; n++ {
		id := fmt.Sprintf("d%d", n)
		if !slices.ContainsFunc(list, func(o Subscription) bool { return o.ID == id }) {
			s.ID = id
		}
	}
	if err := s.Check(); err != nil {
		return s, err
	}
	return s, write(data, append(list, s))
}

// Unsubscribe ends the subscription with the id, or all of an address, from the
// day on, and says how many.
func Unsubscribe(data, who string, on time.Time) (int, error) {
	list, err := Read(data)
	if err != nil {
		return 0, err
	}
	n := 0
	for i := range list {
		if (list[i].ID == who || strings.EqualFold(list[i].Address, who)) && list[i].Ended == "" {
			list[i].Ended = on.Format(time.DateOnly)
			n++
		}
	}
	if n == 0 {
		return 0, fault.New(fault.NotFound, "%s is subscribed to nothing", who)
	}
	return n, write(data, list)
}

// Digest is one letter.
type Digest struct {
	Subject, Text, HTML string
	Empty               bool // nothing is late, due, silent or new
}

// Options are what a digest is made with.
type Options struct {
	Address      string // the site's, without a slash at the end
	Contact      string // whom to write to, to be unsubscribed
	Rules        delivery.Rules
	Today        time.Time
	From, Before int64 // what is new: log entries
}

// listMost is how many lines a part of a letter has.
const listMost = 25

type line struct{ words, link string }

// Make writes the letter of a subscription.
func Make(ctx context.Context, from register.Queries, s Subscription, o Options) (Digest, error) {
	l, err := phrase.In(s.Language)
	if err != nil {
		return Digest{}, err
	}
	items, err := news.Of(ctx, from, register.NewsFilter{From: o.From, Before: o.Before, Party: s.Party, Theme: s.Theme, Country: s.Country})
	if err != nil {
		return Digest{}, err
	}
	days, _, err := calendar.Of(ctx, from, register.Filter{Party: s.Party, Theme: s.Theme}, o.Rules, o.Today)
	if err != nil {
		return Digest{}, err
	}
	parts := map[string][]line{}
	for _, e := range days {
		inCountry := slices.ContainsFunc(e.Sides, func(n register.Name) bool { return n.Country == s.Country })
		if e.Done || s.Country != "" && !inCountry {
			continue
		}
		one := line{e.Words(l) + " · " + l.Date(e.On) + " · " + l.Away(e.Date), o.Address + "/agreements/" + string(e.Agreement)}
		switch {
		case e.What == calendar.Silent && e.Days <= 0:
			one.words = e.Words(l) + " · " + e.Note(l)
			parts["silent"] = append(parts["silent"], one)
		case e.Late:
			parts["late"] = append(parts["late"], one)
		case e.Days >= 0 && e.Days <= o.Rules.Soon:
			parts["due"] = append(parts["due"], one)
		}
	}
	for _, i := range items {
		parts["new"] = append(parts["new"], line{i.Headline(l), o.Address + "/agreements/" + string(i.Agreement)})
	}
	parts["new"] = once(parts["new"])
	return letter(l, s, o, parts), nil
}

// once puts equal lines on one, with how many there were: six results entered of an
// agreement are one piece of news to who reads the letter.
func once(lines []line) []line {
	var out []line
	times := map[line]int{}
	for _, one := range lines {
		if times[one]++; times[one] == 1 {
			out = append(out, one)
		}
	}
	for i, one := range out {
		if n := times[one]; n > 1 {
			out[i].words += " · ×" + strconv.Itoa(n)
		}
	}
	return out
}

func letter(l *phrase.Language, s Subscription, o Options, parts map[string][]line) Digest {
	day := l.Date(claim.Date(o.Today.Format(time.DateOnly)))
	d := Digest{Subject: phrase.Plain(l.T("digest.subject", day)), Empty: len(parts) == 0}
	var text, page strings.Builder
	fmt.Fprintf(&page, `<!doctype html><html lang="%[1]s" dir="%[2]s"><head><meta charset="utf-8"><title>%[3]s</title></head><body>`+"\n", l.Tag, l.Dir, html.EscapeString(d.Subject))
	paragraph := func(words string) {
		text.WriteString(words + "\n\n")
		page.WriteString("<p>" + html.EscapeString(words) + "</p>\n")
	}
	paragraph(l.T("digest.lead", day))
	for _, part := range []struct{ name, all string }{{"late", "/calendar"}, {"due", "/calendar"}, {"silent", "/calendar"}, {"new", "/feed"}} {
		lines := parts[part.name]
		if len(lines) == 0 {
			continue
		}
		title := l.T("digest." + part.name)
		text.WriteString(title + "\n")
		page.WriteString("<h2>" + html.EscapeString(title) + "</h2>\n<ul>\n")
		for _, one := range lines[:min(listMost, len(lines))] {
			text.WriteString("• " + one.words + "\n  " + one.link + "\n")
			fmt.Fprintf(&page, `<li>%s<br><a href="%[2]s">%[2]s</a></li>`+"\n", html.EscapeString(one.words), html.EscapeString(one.link))
		}
		if more := len(lines) - listMost; more > 0 {
			words := l.N("digest.more", more, o.Address+part.all)
			text.WriteString("• " + words + "\n")
			page.WriteString("<li>" + html.EscapeString(words) + "</li>\n")
		}
		text.WriteString("\n")
		page.WriteString("</ul>\n")
	}
	if o.Contact != "" {
		paragraph(l.T("digest.stop", o.Contact, s.ID))
	}
	page.WriteString("</body></html>\n")
	d.Text, d.HTML = text.String(), page.String()
	return d
}
