// Package news tells what is new of agreements: a new agreement, another source,
// an entry of a record, a decision, each with a name that never changes and the
// sentence that says it. Feeds, digests, webhooks and messages are made from it.
// It reads the register and stores nothing.
package news

import (
	"cmp"
	"context"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"time"

	"sanad/claim"
	"sanad/internal/fault"
	"sanad/internal/publish/phrase"
	"sanad/internal/register"
)

// Kind is what sort of news a piece is.
type Kind string

// The kinds.
const (
	Agreement Kind = "agreement" // the first source of it
	Source    Kind = "source"    // another source speaks of it
	Record    Kind = "record"    // something was entered in its record
	Decision  Kind = "decision"  // a person judged, ruled, looked for something, or took that back
)

// Item is one piece of news.
type Item struct {
	Key       string // entry and the agreement's own id: 17.a17-3; names the piece for ever in its register
	Kind      Kind
	Agreement register.ID
	Title     string // of the agreement
	Sides     []register.Name
	Themes    []string
	At        time.Time // when it was logged
	Entry     int64
	By        string // publisher or author
	Published claim.Date
	Sentence  string // the source's words, or what was entered or decided
	Why       string // the reason of a decision
	Undone    bool   // it counts no longer
	Link      string // of what says it: a path of the site
}

// Of gives what is new, in the filter's order.
func Of(ctx context.Context, from register.Queries, filter register.NewsFilter) ([]Item, error) {
	list, err := from.News(ctx, filter)
	if err != nil {
		return nil, err
	}
	if lately := filter.From == 0 && filter.Before == 0 && !filter.Oldest; lately && filter.Limit > 0 {
		list = list[:min(len(list), filter.Limit)] // a list of thousands is one reading; who goes by entries gets it whole
	}
	return From(ctx, from, list)
}

// From tells news that were looked up.
func From(ctx context.Context, from register.Queries, list []register.News) ([]Item, error) {
	out := make([]Item, 0, len(list))
	for _, n := range list {
		i, err := item(ctx, from, n)
		if fault.Is(err, fault.NotFound) {
			continue // taken back between the two questions
		}
		if err != nil {
			return nil, err
		}
		out = append(out, i)
	}
	return out, nil
}

func item(ctx context.Context, from register.Queries, n register.News) (Item, error) {
	a, err := from.Agreement(ctx, n.Agreement)
	if err != nil {
		return Item{}, err
	}
	s := n.Source
	i := Item{
		Key: fmt.Sprintf("%d.%s", s.Entry, n.Own), Agreement: a.ID, Title: a.Title.Text(), At: s.ReadAt.UTC(), Entry: s.Entry,
		By: s.Publisher, Published: s.Published, Why: s.Reason, Undone: n.Undone, Link: "/sources/" + string(s.ID),
	}
	if i.Sides, err = Sides(ctx, from, a); err != nil {
		return i, err
	}
	for _, v := range a.Themes {
		if c, ok := v.Value.(claim.Code); ok {
			i.Themes = append(i.Themes, c.Code)
		}
	}
	switch {
	case s.IsDecision():
		i.Kind, i.Link = Decision, fmt.Sprintf("/log/entries/%d", s.Entry)
		i.Sentence = s.Reason
	case s.IsOwn():
		i.Kind, i.Link = Record, fmt.Sprintf("/log/entries/%d", s.Entry)
		i.Sentence = strings.Join(entered(a, s.ID), "; ")
	case n.First():
		i.Kind = Agreement
	default:
		i.Kind = Source
	}
	for _, m := range a.Mentions {
		if m.Source == s.ID && m.Quote != "" {
			i.Sentence = m.Quote
			break
		}
	}
	i.Sentence = cmp.Or(i.Sentence, s.Title)
	return i, nil
}

// Sides are the sides of an agreement with their names on show.
func Sides(ctx context.Context, from register.Queries, a register.Agreement) ([]register.Name, error) {
	ids := SideIDs(a)
	names, err := from.Names(ctx, ids...)
	if err != nil {
		return nil, err
	}
	out := make([]register.Name, len(ids))
	for i, id := range ids {
		out[i] = names[id]
		out[i].ID = id
	}
	return out, nil
}

// SideIDs are the sides of an agreement.
func SideIDs(a register.Agreement) []register.ID {
	var ids []register.ID
	for _, s := range a.Sides {
		if s.Role == "" || s.Role == "signatory" {
			ids = append(ids, s.Party)
		}
	}
	return ids
}

// entered are the values that a source gives an agreement and its record, each
// as "property value", in the order in which the record holds them.
func entered(a register.Agreement, source register.ID) []string {
	var out []string
	in := a.Instrument
	for _, f := range []struct {
		name  string
		field register.Field
	}{
		{"reference", in.Reference},
		{"legal", in.Legal},
		{"binding", in.Binding},
		{"approved", in.Approved},
		{"effective", in.Effective},
		{"expires", in.Expires},
		{"term", in.Term},
		{"notice", in.Notice},
		{"renewal", in.Renewal},
		{"review", in.Review},
		{"terminated", in.Terminated},
		{"template", in.Template},
		{"delivery", in.Delivery},
		{"tier", in.Tier},
	} {
		for _, v := range f.field.Values {
			if saidBy(v, source) {
				out = append(out, f.name+" "+v.Text)
			}
		}
	}
	part := func(class string, p register.Part, fields ...register.Field) {
		if !slices.Contains(p.Sources, source) {
			return
		}
		words := []string{class}
		for _, f := range fields {
			for _, v := range f.Values {
				if saidBy(v, source) {
					words = append(words, v.Text)
				}
			}
		}
		out = append(out, strings.Join(words, " "))
	}
	r := a.Record
	for _, x := range r.Commitments {
		part("commitment", x.Part, x.Text, x.Target, x.Money, x.Due, x.Met, x.Progress)
	}
	for _, x := range r.Milestones {
		part("milestone", x.Part, x.Name, x.Code, x.Due, x.Met, x.Status)
	}
	for _, x := range r.Indicators {
		part("indicator", x.Part, x.Name, x.Code, x.Baseline, x.Target, x.Due)
		for _, y := range x.Results {
			part("result", y.Part, y.Actual, y.Sex, y.Province, y.Age)
		}
	}
	for _, x := range r.Transfers {
		part("transfer", x.Part, x.Money, x.Date, x.Instrument)
	}
	for _, x := range r.Evidence {
		part("evidence", x.Part, x.Title, x.Proof, x.Grade, x.Date, x.URL)
	}
	for _, x := range r.Meetings {
		part("meeting", x.Part, x.Name, x.Body, x.Date, x.Next)
	}
	for _, x := range r.Actions {
		part("action", x.Part, x.Text, x.Due, x.Met)
	}
	for _, x := range r.Focals {
		part("focal", x.Part, x.Name, x.Office, x.From, x.Until)
	}
	return out
}

func saidBy(v register.Value, source register.ID) bool {
	return slices.ContainsFunc(v.Said, func(s register.Said) bool { return s.Source == source })
}

// Headline is a piece of news in one line.
func (i Item) Headline(l *phrase.Language) string {
	line := l.T("news."+string(i.Kind), l.Called(i.Title, i.Agreement, i.Sides))
	if i.Undone {
		return l.T("news.undone", line)
	}
	return line
}

// URN names a piece of news of one register: a UUID (RFC 9562, version 8) of the
// log's origin and the key, so that it is the same wherever the register is
// served from and whatever is judged to be one later.
func (i Item) URN(origin string) string {
	h := sha256.Sum256([]byte("sanad news\n" + origin + "\n" + i.Key))
	b := h[:16]
	b[6], b[8] = b[6]&0x0f|0x80, b[8]&0x3f|0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", b[0:4], b[4:6], b[6:8], b[8:10], b[10:])
}
