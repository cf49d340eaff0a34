package delivery

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"time"

	"sanad/internal/fault"
	"sanad/internal/register"
	"sanad/vocab"
)

// RulesFile is the name of an office's own rules in its data directory.
const RulesFile = "rules.json"

// Rules are what an office may set.
type Rules struct {
	Templates vocab.Templates
	Approvals []vocab.ApprovalPath
	// Dormant is after how many days without evidence an agreement is dormant.
	Dormant int
	// Soon is within how many days something counts as due soon.
	Soon int
	// Home is the country whose office keeps the register (ISO 3166-1): parties of
	// others are foreign.
	Home string
	// Tiers are how agreements are reviewed, the nearest review first.
	Tiers []Tier
}

// Tier is how agreements of one review tier are followed.
type Tier struct {
	Code string // vocab.Tiers
	By   string // who reviews, as the office calls them; "" for not said
	// Every is after how many days without word an agreement of the tier has had
	// no update.
	Every int
	// Late is after how many days something late comes before this tier, whatever
	// tier below it its agreement is of. 0: only its own.
	Late int
}

// DefaultRules are half a year of silence, a month ahead, and three tiers of
// review: what is two weeks late rises a tier, and what is a month late another.
func DefaultRules() Rules {
	return Rules{
		Templates: vocab.ShippedTemplates(), Approvals: vocab.ShippedApprovals(), Dormant: 180, Soon: 30, Home: "PK",
		Tiers: []Tier{{Code: "weekly", Every: 7}, {Code: "fortnightly", Every: 14, Late: 14}, {Code: "monthly", Every: 31, Late: 31}},
	}
}

// Tier is the tier of a code, and its place; ok is false for none.
func (r Rules) Tier(code string) (t Tier, at int, ok bool) {
	at = slices.IndexFunc(r.Tiers, func(t Tier) bool { return t.Code == code })
	if at < 0 {
		return Tier{}, -1, false
	}
	return r.Tiers[at], at, true
}

// AsOn is an agreement's record as of a day, as Assess weighs it: what is only
// planned, denied, or dated after the day has not happened.
func AsOn(a register.Agreement, today time.Time) register.Agreement { return asOn(a, today) }

// written is the file's shape. A field that is not there keeps its default.
type written struct {
	Dormant *int   `json:"dormant_days"`
	Soon    *int   `json:"soon_days"`
	Home    string `json:"home"`
	Tiers   map[string]*struct {
		By    string `json:"by"`
		Every *int   `json:"every_days"`
		Late  *int   `json:"late_days"`
	} `json:"tiers"`
}

// LoadRules reads an office's rules from its data directory: rules.json, and the
// delivery templates and approval paths below templates and approvals. Without the file they are the defaults. What
// is wrong in it is Invalid, with the line and the field.
func LoadRules(data fs.FS) (Rules, error) {
	r := DefaultRules()
	own, err := fs.Sub(data, "templates")
	if err != nil {
		return r, err
	}
	if r.Templates, err = vocab.LoadTemplates(own); err != nil {
		return r, err
	}
	if own, err = fs.Sub(data, "approvals"); err != nil {
		return r, err
	}
	if r.Approvals, err = vocab.LoadApprovals(own); err != nil {
		return r, err
	}
	b, err := fs.ReadFile(data, RulesFile)
	if errors.Is(err, fs.ErrNotExist) {
		return r, nil
	}
	if err != nil {
		return r, err
	}
	return r, r.read(b)
}

func (r *Rules) read(b []byte) error {
	b = bytes.TrimPrefix(b, []byte("\ufeff")) // editors on Windows put one there
	var w written
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(&w); err != nil {
		return unreadable(b, d.InputOffset(), err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return wrong(lineAt(b, d.InputOffset()), "something stands after the object")
	}
	days := func(field string, to *int, given *int, least int) error {
		if given == nil {
			return nil
		}
		if *given < least || *given > 36500 {
			return wrong(lineOf(b, field), "%s is %d, and a number of days from %d to 36500 is wanted", field, *given, least)
		}
		*to = *given
		return nil
	}
	err := errors.Join(days("dormant_days", &r.Dormant, w.Dormant, 1), days("soon_days", &r.Soon, w.Soon, 0))
	if w.Home != "" {
		if r.Home = vocab.CountryCode(w.Home); r.Home == "" {
			err = errors.Join(err, wrong(lineOf(b, "home"), "home %q is no country; a name in English or a code such as PK is wanted", w.Home))
		}
	}
	for code, t := range w.Tiers {
		_, at, ok := r.Tier(code)
		switch {
		case !ok:
			err = errors.Join(err, wrong(lineOf(b, code), "%q is no tier; there are weekly, fortnightly and monthly", code))
		case t != nil:
			r.Tiers[at].By = t.By
			err = errors.Join(err, days("every_days", &r.Tiers[at].Every, t.Every, 1), days("late_days", &r.Tiers[at].Late, t.Late, 0))
		}
	}
	return err
}

func wrong(line int, format string, args ...any) error {
	return fault.New(fault.Invalid, "%s line %d: %s", RulesFile, line, fmt.Sprintf(format, args...)).
		WithHint("docs/RULES.md says what may stand in it")
}

func unreadable(b []byte, at int64, err error) error {
	var syntax *json.SyntaxError
	var typed *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return wrong(lineAt(b, syntax.Offset), "%v", err)
	case errors.As(err, &typed):
		return wrong(lineAt(b, typed.Offset), "%s is a %s, and a %s is wanted", typed.Field, typed.Value, typed.Type.Kind())
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		return wrong(lineAt(b, int64(len(b))), "it ends too soon")
	}
	if _, name, unknown := strings.Cut(err.Error(), "unknown field "); unknown {
		return wrong(lineOf(b, strings.Trim(name, `"`)), "there is no field %s", name)
	}
	return wrong(lineAt(b, at), "%v", err)
}

// lineAt is the line a byte is on, from 1; lineOf that on which a field first
// stands.
func lineAt(b []byte, at int64) int {
	return 1 + bytes.Count(b[:min(max(at, 0), int64(len(b)))], []byte("\n"))
}

func lineOf(b []byte, field string) int {
	return lineAt(b, int64(max(bytes.Index(b, []byte(`"`+field+`"`)), 0)))
}
