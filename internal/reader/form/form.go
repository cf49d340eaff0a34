// Package form reads what people decide, find and enter: judgements, rulings,
// searches that found nothing, entries of a record, and withdrawals, each a small
// JSON document that is archived and logged like any other source.
//
//	{"form":"judgement/1","author":"…","at":"2026-01-31T09:00:00Z","verdict":"same","left":"17/p1","right":"19/p2","reason":"…"}
//	{"form":"judgement/1","author":"…","at":"…","verdict":"renews","left":"40/a1","right":"17/a3","reason":"…"}
//	{"form":"ruling/1","author":"…","at":"…","about":"17/a3","property":"signed","value":{"date":"2025-09-04","type":"date"},"reason":"…"}
//	{"form":"ruling/1","author":"…","at":"…","claims":[{"subject":"40/v1","property":"supports","value":{"subject":"17/a3","type":"ref"}}, …],"reason":"…"}
//	{"form":"search/1","author":"…","at":"…","about":"17/a3","for":"a public document","in":["the ministry's site","the gazette"],"on":"2025-12-22","reason":"…"}
//	{"form":"record/1","author":"…","at":"…","side":"17/p2","claims":[{"subject":"m1","property":"of","value":{"subject":"17/a3","type":"ref"}}, …],"reason":"…"}
//	{"form":"withdrawal/1","author":"…","at":"…","entry":31,"reason":"…"}
//	{"form":"erasure/1","author":"…","at":"…","entry":31,"ground":"order 12 of 2026 of …","reason":"…"}
//
// Subjects are global (17/p1: party 1 of the reading at log entry 17), so that a
// decision means the same whatever the register makes of it later. "at" tells
// two like decisions apart. The package is a reader: it is pure, and trusts no
// one who writes a form; who may submit one is decided before.
package form

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"sanad/claim"
	"sanad/internal/fault"
	"sanad/vocab"
)

// Reader is the reader's name and version in the log.
const Reader = "form/1"

// Media is the media type of a form.
const Media = "application/vnd.sanad.form+json"

// Form is a decision as it is written. Which members it has depends on Form.
type Form struct {
	Form     string          `json:"form"`
	Author   string          `json:"author"`
	At       time.Time       `json:"at"`
	Verdict  string          `json:"verdict,omitempty"` // same, different, undecided; or how left stands to right: see verdict.go
	Left     claim.Subject   `json:"left,omitempty"`
	Right    claim.Subject   `json:"right,omitempty"`
	About    claim.Subject   `json:"about,omitempty"`
	Property claim.Property  `json:"property,omitempty"`
	Value    json.RawMessage `json:"value,omitempty"`
	For      string          `json:"for,omitempty"`    // what was looked for and not found
	In       []string        `json:"in,omitempty"`     // where
	On       claim.Date      `json:"on,omitempty"`     // when
	Entry    *int64          `json:"entry,omitempty"`  // first entry of the decision taken back
	Side     claim.Subject   `json:"side,omitempty"`   // the party that speaks, where it is one of the agreement's
	Claims   []Said          `json:"claims,omitempty"` // what is entered of a record, or where a ruling puts candidates
	Ground   string          `json:"ground,omitempty"` // of an erasure
	Reason   string          `json:"reason"`           // of a record it may be empty
}

// The kinds of form.
const (
	Judgement  = "judgement/1"
	Ruling     = "ruling/1"
	Search     = "search/1" // a precise negative: looked in these places on that day, found nothing
	Record     = "record/1" // entries of an agreement's record
	Withdrawal = "withdrawal/1"
	Erasure    = "erasure/1" // a document is taken out for good, under a law or an order
)

// Said is one claim of a record as it is written.
type Said struct {
	Subject  claim.Subject   `json:"subject"` // m1: the form's own first milestone; 17/a3: one of the log
	Property claim.Property  `json:"property"`
	Value    json.RawMessage `json:"value"`
	AsOf     claim.Date      `json:"as_of,omitempty"`
	Modality claim.Modality  `json:"modality,omitempty"` // "" is done
	Release  claim.Release   `json:"release,omitempty"`  // "" is public
}

// ruled are the properties a ruling may decide.
var ruled = map[claim.Property]bool{
	claim.PropTitle: true, claim.PropKind: true, claim.PropStage: true, claim.PropLevel: true,
	claim.PropSigned: true, claim.PropPlace: true, claim.PropPurpose: true, claim.PropEvent: true,
	claim.PropCountry: true, claim.PropType: true, claim.PropDate: true, claim.PropName: true, claim.PropStanding: true,
}

// Bytes are a form's document.
func (f Form) Bytes() ([]byte, error) {
	b, err := json.Marshal(f)
	return append(b, '\n'), err
}

// Read turns a form into claims. ref is what ingest archived it as.
func Read(original []byte, ref claim.DocumentRef) ([]claim.Claim, error) {
	f, err := parse(original)
	if err != nil {
		return nil, err
	}
	var claims []claim.Claim
	say := func(s claim.Subject, p claim.Property, v claim.Value) {
		claims = append(claims, claim.Claim{Subject: s, Property: p, Value: v, Modality: claim.Done, Confidence: 1000, Release: claim.Public})
	}
	say(claim.DocumentSubject, claim.PropOriginal, ref)
	say(claim.DocumentSubject, claim.PropTitle, claim.Text{Text: f.Form})
	say(claim.DocumentSubject, claim.PropAuthor, claim.Text{Text: f.Author})
	say(claim.DocumentSubject, claim.PropPublisher, claim.Text{Text: f.Author})
	say(claim.DocumentSubject, claim.PropPublished, claim.Date(f.At.UTC().Format("2006-01-02")))
	if f.Reason != "" {
		say(claim.DocumentSubject, claim.PropReason, claim.Text{Text: f.Reason})
		claims[len(claims)-1].Release = f.release()
	}
	switch f.Form {
	case Judgement:
		judged, err := f.judged()
		if err != nil {
			return nil, err
		}
		claims = append(claims, judged...)
	case Ruling:
		if len(f.Claims) > 0 {
			placed, err := f.placements()
			if err != nil {
				return nil, err
			}
			claims = append(claims, placed...)
			break
		}
		if err := global(f.About); err != nil {
			return nil, fmt.Errorf("ruling: %w", err)
		}
		if document := f.About.Local() == claim.DocumentSubject; document != (f.Property == claim.PropStanding) {
			return nil, fault.New(fault.Invalid, "ruling: %s cannot be ruled of %s", f.Property, f.About).WithHint("of a source its standing is ruled, and nothing else")
		}
		if !ruled[f.Property] {
			return nil, fault.New(fault.Invalid, "ruling: %q is not a property that a ruling decides", f.Property)
		}
		value, err := claim.DecodeValue(f.Value)
		if err != nil {
			return nil, fault.New(fault.Invalid, "ruling: %w", err)
		}
		if c, ok := value.(claim.Code); f.Property == claim.PropStanding && (!ok || c.List != "standing" || c.Code == "ruling" || !vocab.Standings.Has(c.Code)) {
			return nil, fault.New(fault.Invalid, "ruling: no standing of a source").WithHint("text, record, statement, press or social")
		}
		say(f.About, f.Property, value)
	case Search:
		if err := global(f.About); err != nil {
			return nil, fmt.Errorf("search: %w", err)
		}
		if strings.TrimSpace(f.For) == "" || len(f.In) == 0 || f.On == "" {
			return nil, fault.New(fault.Invalid, "search: want what was looked for, where, and on which day")
		}
		for _, place := range f.In {
			say(claim.DocumentSubject, claim.PropLookedIn, claim.Text{Text: strings.TrimSpace(place)})
		}
		say(f.About, claim.PropLookedFor, claim.Text{Text: f.For})
		last := &claims[len(claims)-1]
		last.Modality, last.AsOf = claim.Denied, f.On
	case Record:
		entered, err := f.record()
		if err != nil {
			return nil, err
		}
		claims = append(claims, entered...)
	case Withdrawal:
		if f.Entry == nil || *f.Entry < 0 {
			return nil, fault.New(fault.Invalid, "withdrawal: which entry is not said")
		}
		say(claim.DocumentSubject, claim.PropWithdraws, claim.Ref{Subject: claim.DocumentSubject.In(*f.Entry)})
	case Erasure:
		if f.Entry == nil || *f.Entry < 0 || strings.TrimSpace(f.Ground) == "" {
			return nil, fault.New(fault.Invalid, "erasure: want the entry and the law or order under which it is erased")
		}
		say(claim.DocumentSubject, claim.PropErases, claim.Ref{Subject: claim.DocumentSubject.In(*f.Entry)})
		say(claim.DocumentSubject, claim.PropGround, claim.Text{Text: strings.TrimSpace(f.Ground)})
	}
	for i, c := range claims {
		if err := c.Check(); err != nil {
			return nil, fault.New(fault.Invalid, "form: claim %d: %w", i, err)
		}
	}
	return claims, nil
}

func parse(original []byte) (Form, error) {
	var f Form
	if !utf8.Valid(original) {
		return f, fault.New(fault.Invalid, "form: not UTF-8")
	}
	d := json.NewDecoder(bytes.NewReader(original))
	d.DisallowUnknownFields()
	if err := d.Decode(&f); err != nil {
		return f, fault.New(fault.Invalid, "form: %w", err)
	}
	if _, err := d.Token(); err != io.EOF {
		return f, fault.New(fault.Invalid, "form: more than one object")
	}
	switch {
	case f.Form != Judgement && f.Form != Ruling && f.Form != Search && f.Form != Record && f.Form != Withdrawal && f.Form != Erasure:
		return f, fault.New(fault.Invalid, "form: %q is none this program knows", f.Form)
	case strings.TrimSpace(f.Author) == "":
		return f, fault.New(fault.Invalid, "form: nobody's name is on it").WithHint("say who decides")
	case strings.TrimSpace(f.Reason) == "" && f.Form != Record:
		return f, fault.New(fault.Invalid, "form: no reason given").WithHint("say why; the reason is shown with the decision")
	case f.At.IsZero() || f.At.Year() > 9999:
		return f, fault.New(fault.Invalid, "form: not said when")
	}
	return f, nil
}

func global(s claim.Subject) error {
	if err := s.Check(); err != nil {
		return fault.New(fault.Invalid, "%w", err)
	}
	if _, ok := s.Entry(); !ok {
		return fault.New(fault.Invalid, "subject %s is not of a reading in the log", s)
	}
	return nil
}
