package web

import (
	"cmp"
	"context"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"sanad/claim"
	"sanad/internal/fault"
	decision "sanad/internal/reader/form"
	"sanad/internal/register"
	"sanad/vocab"
)

// Reviewing goes through what was read from a source, one value after another, beside
// its text. Whoever accepts a value rules that it stands; whoever corrects it rules that
// another does; whoever rejects it rules for what other sources say. Each is a ruling
// like any other, with a reason, and can be taken back.

// reviewed are the properties that are gone through, in this order.
var reviewed = []claim.Property{claim.PropKind, claim.PropStage, claim.PropLevel, claim.PropSigned, claim.PropPlace, claim.PropPurpose}

// inboxMost is how many sources the inbox shows: a day's work.
const inboxMost = 20

// draft is a value of an agreement as the source under review says it.
type draft struct {
	Agreement register.Name
	Property  claim.Property
	Value     value
	Text      string // the value in its own words, by which it is found again
	Others    []value
	Options   vocab.List // what it can be corrected to; none where it is typed

	own, other claim.Value
}

// Field is the message key of the property.
func (d draft) Field() string { return "field." + string(d.Property) }

// propertyOf is an agreement's field under review.
func propertyOf(a register.Agreement, p claim.Property) register.Field {
	switch p {
	case claim.PropKind:
		return a.Kind
	case claim.PropStage:
		return a.Stage
	case claim.PropLevel:
		return a.Level
	case claim.PropSigned:
		return a.Signed
	case claim.PropPlace:
		return a.Place
	case claim.PropPurpose:
		return a.Purpose
	}
	return register.Field{}
}

// unruled are the values that a source says and that nobody ruled on, agreement by
// agreement, and how many were ruled on.
func (s *site) unruled(q *request, source register.ID) (open []draft, ruled int, err error) {
	rows, err := s.Register.Agreements(q.Context(), register.Filter{Source: source, Limit: listMost})
	if err != nil {
		return nil, 0, err
	}
	for _, row := range rows {
		a, err := s.Register.Agreement(q.Context(), row.ID)
		if err != nil {
			return nil, 0, err
		}
		name := register.Name{ID: a.ID, Name: q.entitled(row.Title, row.ID, row.Sides)}
		for _, p := range reviewed {
			d, found, decided := q.draft(propertyOf(a, p), p, source)
			switch {
			case decided && found:
				ruled++
			case found:
				d.Agreement = name
				open = append(open, d)
			}
		}
	}
	return open, ruled, nil
}

// draft is what a source says of a field; decided says that a person ruled on it.
func (q *request) draft(f register.Field, p claim.Property, source register.ID) (d draft, found, decided bool) {
	list := ""
	if vocab.ByName[string(p)] != nil {
		list = string(p)
	}
	for _, v := range f.Values {
		decided = decided || slices.ContainsFunc(v.Said, func(s register.Said) bool { return s.Reason != "" })
		shown := q.value(v, list, nil)
		i := slices.IndexFunc(v.Said, func(s register.Said) bool { return s.Source == source })
		if i < 0 || found {
			d.Others = append(d.Others, shown)
			if d.other == nil {
				d.other = v.Value
			}
			continue
		}
		shown.Said = saidBy(v.Said[i : i+1])
		d.Value, d.Text, d.own, found = shown, v.Text, v.Value, true
	}
	d.Property, d.Options = p, lists[list]
	return d, found, decided
}

// inboxRow is a source with how much of it is to be gone through.
type inboxRow struct {
	register.Source
	Open, Ruled int
}

// inbox lists the newest sources of which values are open.
func (s *site) inbox(w http.ResponseWriter, r *http.Request) error {
	q, err := s.desk(w, r)
	if err != nil {
		return err
	}
	sources, err := s.Register.Sources(q.Context(), listMost, 0)
	if err != nil {
		return err
	}
	page := struct{ Rows []inboxRow }{}
	for _, source := range sources {
		if source.Later != "" || strings.HasPrefix(source.Reader, "form/") || strings.HasPrefix(source.Reader, "workbook/") {
			continue
		}
		open, ruled, err := s.unruled(q, source.ID)
		if err != nil {
			return err
		}
		if len(open) > 0 {
			page.Rows = append(page.Rows, inboxRow{source, len(open), ruled})
		}
		if len(page.Rows) == inboxMost {
			break
		}
	}
	return s.show(w, q, http.StatusOK, answer{template: "inbox", title: q.t("review.title"), section: "desk", page: page, alone: true})
}

// reviewPage is a source under review: its text, and the value in question.
type reviewPage struct {
	register.Source
	Text    template.HTML
	Held    bool
	Asked   *draft
	Rest    []draft
	Skip    int
	Open    int
	Ruled   int
	Done    string // the entry of the ruling just made
	Author  string
	Problem string
	Typed   string
}

// Next is how many to pass over for the next value.
func (p reviewPage) Next() int { return p.Skip + 1 }

// At is the place of the value among all of the source, from 1; All is how many.
func (p reviewPage) At() int { return p.Ruled + p.Skip + 1 }

// All is how many values there are, open and ruled on.
func (p reviewPage) All() int { return p.Ruled + p.Open }

func (s *site) review(w http.ResponseWriter, r *http.Request) error {
	q, err := s.desk(w, r)
	if err != nil {
		return err
	}
	skip, err := natural(q, "skip")
	if err != nil {
		return err
	}
	page, err := s.reviewPage(q, skip)
	if err != nil {
		return err
	}
	page.Done = entryNumber(q.URL.Query().Get("done"))
	return s.show(w, q, http.StatusOK, page.answer(q))
}

func (p *reviewPage) answer(q *request) answer {
	return answer{template: "review", title: q.t("review.title"), section: "desk", page: p, alone: true}
}

func (s *site) reviewPage(q *request, skip int) (*reviewPage, error) {
	id, err := q.id('s')
	if err != nil {
		return nil, err
	}
	source, err := s.Register.Source(q.Context(), id)
	if err != nil {
		return nil, err
	}
	page := &reviewPage{Source: source, Skip: skip, Author: author(q.Context())}
	open, ruled, err := s.unruled(q, source.ID)
	if err != nil {
		return nil, err
	}
	page.Open, page.Ruled = len(open), ruled
	if skip < len(open) {
		page.Asked, page.Rest = &open[skip], open[skip+1:]
	}
	page.Text, page.Held, err = s.marked(q.Context(), source)
	return page, err
}

// marked is a source's text with what was claimed of it marked; held is false where
// the text is not kept.
func (s *site) marked(ctx context.Context, source register.Source) (text template.HTML, held bool, err error) {
	claims, err := s.Register.SourceClaims(ctx, source.ID)
	if err != nil {
		return "", false, err
	}
	b, err := s.Text(ctx, source.TextHash)
	if fault.Is(err, fault.NotFound) || fault.Is(err, fault.Gone) || err == nil && !utf8.Valid(b) {
		return "", false, nil
	}
	if err != nil {
		return "", false, err
	}
	text, _ = highlight(string(b), claims)
	return text, true, nil
}

// decideValue takes the desk's word on a value under review.
func (s *site) decideValue(w http.ResponseWriter, r *http.Request) error {
	q, err := s.desk(w, r)
	if err != nil {
		return err
	}
	if err := posted(w, r); err != nil {
		return err
	}
	s.Desk.entering.Lock()
	defer s.Desk.entering.Unlock()
	if err := s.catch(q.Context()); err != nil {
		return err
	}
	skip, err := strconv.Atoi(cmp.Or(r.PostFormValue("skip"), "0"))
	if err != nil || skip < 0 {
		return fault.New(fault.Invalid, "skip: want a number")
	}
	page, err := s.reviewPage(q, skip)
	if err != nil {
		return err
	}
	typed := strings.TrimSpace(r.PostFormValue("corrected"))
	d := page.Asked
	if d == nil || string(d.Agreement.ID) != r.PostFormValue("agreement") || string(d.Property) != r.PostFormValue("property") || d.Text != r.PostFormValue("said") {
		page.Problem = q.t("review.meanwhile")
		return s.show(w, q, http.StatusConflict, page.answer(q))
	}
	verdict := r.PostFormValue("verdict")
	stands, err := d.verdict(verdict, typed)
	if err != nil {
		page.Problem, page.Typed = q.t("review.wrong"), typed
		return s.show(w, q, http.StatusUnprocessableEntity, page.answer(q))
	}
	entry, err := s.entered(q.Context(), decision.Form{
		Form: decision.Ruling, About: register.SubjectOf(d.Agreement.ID), Property: d.Property, Value: claim.AppendValue(nil, stands),
		Reason: cmp.Or(strings.TrimSpace(r.PostFormValue("reason")), q.t("review.because."+verdict, string(page.ID))),
	})
	if err != nil {
		return err
	}
	back := url.Values{"skip": {strconv.Itoa(skip)}, "done": {strconv.FormatInt(entry, 10)}}
	http.Redirect(w, r, reviewAddress(page.ID)+"?"+back.Encode(), http.StatusSeeOther)
	return nil
}

// verdict is the value that stands by what the desk says of a draft.
func (d draft) verdict(verdict, typed string) (claim.Value, error) {
	switch {
	case verdict == "accept":
		return d.own, nil
	case verdict == "reject" && d.other != nil:
		return d.other, nil
	case verdict != "correct" || typed == "":
		return nil, fault.New(fault.Invalid, "%q says nothing of a value", verdict)
	case d.Property == claim.PropSigned:
		return claim.Date(typed), claim.Date(typed).Check()
	case d.Options != nil:
		if !d.Options.Has(typed) {
			return nil, fault.New(fault.Invalid, "%q is not in the list", typed)
		}
		return claim.Code{List: string(d.Property), Code: typed}, nil
	}
	return claim.Text{Text: typed}, nil
}

func reviewAddress(id register.ID) string { return "/desk/sources/" + string(id) }
