package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"sanad/internal/desk"
	"sanad/internal/fault"
	"sanad/internal/register"
)

// A sheet that is half filled in is kept as a draft: by a button, and with a script
// while it is typed. A draft is nobody's word yet and stands in no log; it is its
// author's alone, one an agreement and sort of sheet. It keeps the position of the log
// that it was begun at, so that what others entered since is told when it is entered.

// Draft is a sheet as it was typed so far.
type Draft struct {
	Author    string      `json:"author"`
	Agreement register.ID `json:"agreement"`
	Kind      desk.Kind   `json:"kind"`
	Typed     url.Values  `json:"typed"`
	Seen      int64       `json:"seen"` // the position of the log it was begun at
	At        time.Time   `json:"at"`
}

// Drafts keeps drafts.
type Drafts interface {
	// Keep keeps a draft in place of its author's earlier one of the same sheet.
	Keep(context.Context, Draft) error
	// Of are an author's drafts, the newest first.
	Of(ctx context.Context, author string) ([]Draft, error)
	Drop(ctx context.Context, author string, agreement register.ID, kind desk.Kind) error
}

// drafter is whose drafts a request is about.
func (s *site) drafter(ctx context.Context) string { return author(ctx) }

// draft is the draft of a sheet, nil where there is none.
func (s *site) draft(ctx context.Context, agreement register.ID, kind desk.Kind) (*Draft, error) {
	all, err := s.drafts(ctx)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(all, func(d Draft) bool { return d.Agreement == agreement && d.Kind == kind })
	if i < 0 {
		return nil, nil
	}
	return &all[i], nil
}

func (s *site) drafts(ctx context.Context) ([]Draft, error) {
	if s.Desk.Drafts == nil {
		return nil, nil
	}
	return s.Desk.Drafts.Of(ctx, s.drafter(ctx))
}

// empty says whether nothing was typed: what a sheet stands with by itself, and what
// says what it is of, is nothing.
func (d Draft) empty() bool {
	for name, values := range d.Typed {
		if !strings.HasPrefix(name, "was.") && strings.Join(values, "") != strings.Join(d.Typed["was."+name], "") {
			return false
		}
	}
	return true
}

// keepDraft keeps what was typed, or drops it. A script that keeps it by itself wants
// no page.
func (s *site) keepDraft(w http.ResponseWriter, q *request, in sent, seen int64) error {
	if s.Desk.Drafts == nil {
		return fault.New(fault.NotFound, "this desk keeps no drafts")
	}
	a, err := s.atDesk(q)
	if err != nil {
		return err
	}
	d := Draft{Author: s.drafter(q.Context()), Agreement: a.ID, Kind: desk.Kind(q.PathValue("what")), Typed: url.Values{}, Seen: seen, At: s.Now().UTC().Truncate(time.Second)}
	if !slices.Contains(desk.Kinds, d.Kind) {
		return fault.New(fault.NotFound, "there is no sheet %q", d.Kind)
	}
	for name, values := range in.Values {
		if !slices.Contains([]string{"seen", "do", "quiet", "filename"}, name) {
			d.Typed[name] = values
		}
	}
	kept := in.Get("do") == "keep" && !d.empty()
	if kept {
		err = s.Desk.Drafts.Keep(q.Context(), d)
	} else {
		err = s.Desk.Drafts.Drop(q.Context(), d.Author, d.Agreement, d.Kind)
	}
	if err != nil {
		return err
	}
	if in.Get("quiet") != "" {
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
	v := url.Values{"what": {string(d.Kind)}}
	if kept {
		v.Set("kept", "1")
	}
	http.Redirect(w, q.Request, recordAddress(a.ID)+"?"+v.Encode(), http.StatusSeeOther)
	return nil
}

// dropDraft drops the draft of what has been entered.
func (s *site) dropDraft(ctx context.Context, agreement register.ID, kind desk.Kind) {
	if s.Desk.Drafts == nil {
		return
	}
	if err := s.Desk.Drafts.Drop(ctx, s.drafter(ctx), agreement, kind); err != nil {
		s.Logger.Error("a draft could not be dropped", "agreement", agreement, "err", err) // the entry stands
	}
}

// drafted is a draft as the desk's front lists it.
type drafted struct {
	Draft
	Title string
	Link  string
}

func (s *site) drafted(q *request) ([]drafted, error) {
	all, err := s.drafts(q.Context())
	if err != nil {
		return nil, err
	}
	var out []drafted
	for _, d := range all {
		_, name, err := s.fieldsOf(q, s.Register, d.Agreement)
		if fault.Is(err, fault.NotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, drafted{d, name.Name, recordAddress(d.Agreement) + "?what=" + string(d.Kind)})
	}
	return out, nil
}

// scripted lets a page of the desk run the desk's own script, which sends what is
// typed to this site.
func scripted(h http.Header) { h.Set("Content-Security-Policy", policy+"; connect-src 'self'") }
