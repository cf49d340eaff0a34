package web

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"sanad/api"
	"sanad/claim"
	"sanad/internal/account"
	"sanad/internal/desk"
	"sanad/internal/fault"
	decision "sanad/internal/reader/form"
	"sanad/internal/reader/record"
	"sanad/internal/register"
	"sanad/vocab"
)

// submitSource lets a document in.
func (s *site) submitSource(w writing) (any, error) {
	var in api.NewSource
	if err := w.read(&in); err != nil {
		return nil, err
	}
	given := 0
	for _, there := range []bool{in.Text != "", len(in.File) > 0, in.Address != ""} {
		if there {
			given++
		}
	}
	switch {
	case given != 1:
		return nil, fault.New(fault.Invalid, "a source is one of text, file and address").WithHint("leave the other two out")
	case len(in.File) > fileMost:
		return nil, refuse(http.StatusRequestEntityTooLarge, at("/file", fault.New(fault.Invalid, "the file has more than %d MiB", fileMost>>20)))
	case s.API.Submit == nil:
		return nil, fault.New(fault.NotFound, "this register is served without that")
	}
	s.Desk.entering.Lock()
	defer s.Desk.entering.Unlock()
	taken, err := s.API.Submit(w.Context(), in)
	if err == nil {
		seatOf(w.Context()).entry = &taken[0].Entry
	}
	return api.TakenSources{Sources: taken}, err
}

// attachFile archives a file that proves something.
func (s *site) attachFile(w writing) (any, error) {
	var in api.NewFile
	if err := w.read(&in); err != nil {
		return nil, err
	}
	switch {
	case len(in.File) == 0 || len(in.File) > fileMost:
		return nil, at("/file", fault.New(fault.Invalid, "a file has 1 byte to %d MiB", fileMost>>20))
	case s.Desk.Attach == nil:
		return nil, fault.New(fault.NotFound, "this register takes no files")
	}
	ref, err := s.Desk.Attach(w.Context(), in.File)
	return api.TakenFile{Document: claim.AppendValue(nil, ref)}, err
}

// enterRecord enters what is known of agreements.
func (s *site) enterRecord(w writing) (any, error) {
	var in api.NewRecord
	if err := w.read(&in); err != nil {
		return nil, err
	}
	f := decision.Form{Form: decision.Record, Reason: in.Reason}
	if in.Side != "" {
		side, err := subjectNamed(in.Side, claim.Party)
		if err != nil {
			return nil, at("/side", err)
		}
		f.Side = side
	}
	for i, c := range in.Claims {
		said, err := saidOf(c)
		if err != nil {
			return nil, at(fmt.Sprintf("/claims/%d%s", i, pointerOf(err)), err)
		}
		f.Claims = append(f.Claims, said)
	}
	if err := s.mayEnter(w.Context(), &f); err != nil {
		return nil, err
	}
	return s.enter(w, f)
}

// saidOf is a claim of a request as a form says it.
func saidOf(c api.NewClaim) (decision.Said, error) {
	said := decision.Said{Property: claim.Property(c.Property), AsOf: claim.Date(c.AsOf), Modality: claim.Modality(c.Modality), Release: claim.Release(c.Release)}
	var err error
	if said.Subject, err = subjectNamed(c.Subject, 0); err != nil {
		return said, at("/subject", err)
	}
	p, known := vocab.PropertyOf(byte(said.Subject.Class()), c.Property)
	if !known {
		return said, at("/property", fault.New(fault.Invalid, "%q is nothing that is said of %s", short(60, c.Property), c.Subject).WithHint("/about/properties lists what is"))
	}
	v, err := valueOf(c.Value, func(typed string) (claim.Value, error) { return record.Value(said.Subject.Class(), p, typed) })
	if err != nil {
		return said, at("/value", err)
	}
	said.Value = claim.AppendValue(nil, v)
	return said, nil
}

// valueOf is a value of a request: text as people type it, or an object in the form of
// claims.
func valueOf(raw json.RawMessage, typed func(string) (claim.Value, error)) (claim.Value, error) {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		return typed(text)
	}
	v, err := claim.DecodeValue(raw)
	if err != nil {
		return nil, fault.New(fault.Invalid, "no value: %w", err).WithHint(`write it as people type it, in quotation marks, or as docs/FORMAT.md has it`)
	}
	return v, nil
}

// pointerOf is where in its part of the request an error is.
func pointerOf(err error) string {
	if p, ok := err.(placed); ok {
		return p.place
	}
	return ""
}

// subjectNamed is the subject that a request names: an id, or a new part by class and
// number. A class of 0 takes any.
func subjectNamed(name string, class claim.Class) (claim.Subject, error) {
	s := claim.Subject(name)
	if strings.Contains(name, "-") {
		s = claim.SubjectOfID(name)
	}
	_, global := s.Entry()
	if s.Check() != nil || class != 0 && (s.Class() != class || !global) {
		return "", fault.New(fault.Invalid, "%q is no such id", short(60, name)).WithHint("ids stand in every answer: a17-3")
	}
	return s, nil
}

// mayEnter says whether whoever asks may enter all that a record says, of every
// agreement it touches; of one who speaks for a party it becomes that party's word.
func (s *site) mayEnter(ctx context.Context, f *decision.Form) error {
	touched, err := s.touched(ctx, f.Claims)
	if err != nil {
		return err
	}
	for _, agreement := range touched {
		if s.can(ctx, account.Record, agreement) {
			continue
		}
		who := s.asNow(ctx, seatOf(ctx).who)
		side := string(f.Side.ID())
		if parties := who.SpeaksFor(string(agreement)); side == "" && len(parties) == 1 {
			f.Side, side = register.SubjectOf(register.ID(parties[0])), parties[0]
		}
		if !s.can(ctx, account.State, agreement) || !slices.Contains(who.SpeaksFor(string(agreement)), side) {
			of := "the whole register"
			if agreement != "" {
				of = string(agreement)
			}
			return fault.New(fault.Forbidden, "%s may not enter a record of %s", author(ctx), of).WithHint("an administrator gives roles, and a token is made for them: record, state")
		}
	}
	return nil
}

// touched are the agreements that claims are about, by way of the parts they name; ""
// is among them where they are about something else, which is of the whole register.
func (s *site) touched(ctx context.Context, claims []decision.Said) (all []register.ID, err error) {
	add := func(id register.ID) {
		if !slices.Contains(all, id) {
			all = append(all, id)
		}
	}
	about := func(subject claim.Subject) error {
		id := register.OwnID(subject)
		if subject.Class() == claim.Agreement {
			add(s.nowCalled(ctx, id))
			return nil
		}
		agreement, err := s.agreementOf(ctx, id, 0)
		if fault.Is(err, fault.NotFound) {
			add("")
			return nil
		}
		add(agreement)
		return err
	}
	for _, c := range claims {
		if _, global := c.Subject.Entry(); global {
			if err := about(c.Subject); err != nil {
				return nil, err
			}
		}
		v, err := claim.DecodeValue(c.Value)
		if err != nil {
			return nil, err
		}
		ref, ok := v.(claim.Ref)
		if _, global := ref.Subject.Entry(); ok && global && ref.Subject.Class() != claim.Party {
			if err := about(ref.Subject); err != nil {
				return nil, err
			}
		}
	}
	if len(all) == 0 {
		add("")
	}
	return all, nil
}

// enter logs a form at the time of the request, and says where it stands.
func (s *site) enter(w writing, f decision.Form) (any, error) {
	s.Desk.entering.Lock()
	defer s.Desk.entering.Unlock()
	entry, err := s.enteredAt(w.Context(), f, w.at)
	if err != nil {
		return nil, err
	}
	out := api.Entered{Entry: entry, Source: "s" + strconv.FormatInt(entry, 10)}
	for _, c := range f.Claims {
		if _, global := c.Subject.Entry(); !global {
			if out.Made == nil {
				out.Made = map[string]string{}
			}
			out.Made[string(c.Subject)] = string(register.OwnID(c.Subject.In(entry)))
		}
	}
	return out, nil
}

func (s *site) enterJudgement(w writing) (any, error) {
	var in api.NewJudgement
	if err := w.read(&in); err != nil {
		return nil, err
	}
	f := decision.Form{Form: decision.Judgement, Verdict: in.Verdict, Reason: in.Reason}
	var err error
	if f.Left, err = subjectNamed(in.Left, cmp.Or(claim.SubjectOfID(in.Left).Class(), claim.Agreement)); err != nil {
		return nil, at("/left", err)
	}
	if f.Right, err = subjectNamed(in.Right, f.Left.Class()); err != nil {
		return nil, at("/right", err)
	}
	return s.enter(w, f)
}

// allows refuses where whoever asks may not do an act to a thing.
func (s *site) allows(ctx context.Context, act account.Act, about claim.Subject) error {
	agreement := register.ID("")
	if about.Class() == claim.Agreement {
		agreement = register.OwnID(about)
	}
	if s.can(ctx, act, agreement) {
		return nil
	}
	return fault.New(fault.Forbidden, "%s may not %s on %s", author(ctx), act, about.ID()).WithHint("an administrator gives roles, and a token is made for them")
}

func (s *site) enterRuling(w writing) (any, error) {
	var in api.NewRuling
	if err := w.read(&in); err != nil {
		return nil, err
	}
	f := decision.Form{Form: decision.Ruling, Property: claim.Property(in.Property), Reason: in.Reason}
	about := claim.SubjectOfID(in.About)
	if about.Check() != nil {
		return nil, at("/about", fault.New(fault.Invalid, "%q is no such id", short(60, in.About)).WithHint("ids stand in every answer: a17-3"))
	}
	f.About = about
	if err := s.allows(w.Context(), account.Rule, about); err != nil {
		return nil, err
	}
	v, err := valueOf(in.Value, func(typed string) (claim.Value, error) { return decision.RuledValue(f.Property, typed), nil })
	if err != nil {
		return nil, at("/value", err)
	}
	f.Value = claim.AppendValue(nil, v)
	return s.enter(w, f)
}

func (s *site) enterPlacement(w writing) (any, error) {
	var in api.NewPlacement
	if err := w.read(&in); err != nil {
		return nil, err
	}
	about, err := subjectNamed(in.Agreement, claim.Agreement)
	if err != nil {
		return nil, at("/agreement", err)
	}
	if err := s.allows(w.Context(), account.Rule, about); err != nil {
		return nil, err
	}
	a, err := s.Register.Agreement(w.Context(), register.OwnID(about))
	if err != nil {
		return nil, at("/agreement", err)
	}
	f := decision.Form{Form: decision.Ruling, Reason: in.Reason}
	if err := desk.Place(&f, a, register.ID(in.Candidate), in.Belongs); err != nil {
		return nil, at("/candidate", err)
	}
	return s.enter(w, f)
}

func (s *site) enterSearch(w writing) (any, error) {
	var in api.NewSearch
	if err := w.read(&in); err != nil {
		return nil, err
	}
	about, err := subjectNamed(in.About, claim.Agreement)
	if err != nil {
		return nil, at("/about", err)
	}
	if err := s.allows(w.Context(), account.Record, about); err != nil {
		return nil, err
	}
	return s.enter(w, decision.Form{Form: decision.Search, About: about, For: in.For, In: in.In, On: claim.Date(in.On), Reason: in.Reason})
}

func (s *site) enterWithdrawal(w writing) (any, error) {
	var in api.NewWithdrawal
	if err := w.read(&in); err != nil {
		return nil, err
	}
	if err := s.mayUndo(w.Context(), in.Entry); err != nil {
		return nil, at("/entry", err)
	}
	return s.enter(w, decision.Form{Form: decision.Withdrawal, Entry: &in.Entry, Reason: in.Reason})
}
