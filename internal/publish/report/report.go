// Package report makes what a person asks of the register at a desk: a brief on one
// agreement, a committee's pack, a list with status by partner, what is open with a
// country before a visit, what came of action points, what is dormant, a head of
// government's return, and promises against delivery.
//
// A report is a value, the same for every form it is shown in: a title, the day and
// the position of the log it holds for, the definitions it counts by, and sections
// of facts and tables whose cells point at numbered sources. It is made from what
// the register holds, an office's rules and a day; it stores nothing and asks no
// clock. What no source says is shown as not stated, and nothing found is said in
// words. Package report/render writes it.
package report

import (
	"context"
	"slices"
	"time"

	"sanad/claim"
	"sanad/internal/delivery"
	"sanad/internal/fault"
	"sanad/internal/publish/report/figures"
	"sanad/internal/register"
)

// Report is one report.
type Report struct {
	Kind        string       `json:"kind"`
	Title       string       `json:"title"`
	Lead        string       `json:"lead,omitempty"` // what it holds, in a sentence
	AsOf        claim.Date   `json:"as_of"`
	Position    int64        `json:"position"` // log entries it is made from
	Origin      string       `json:"origin,omitempty"`
	Wide        bool         `json:"-"` // printed across the sheet
	Facts       []Fact       `json:"facts,omitempty"`
	Definitions []Definition `json:"definitions,omitempty"`
	Sections    []Section    `json:"sections"`
	Sources     []Source     `json:"sources"`
}

// Definition is what a word of the report means here.
type Definition struct {
	Word    string `json:"word"`
	Meaning string `json:"meaning"`
}

// Fact is one line: what, and its value.
type Fact struct {
	Name  string `json:"name"`
	Value Cell   `json:"value"`
}

// Section is a part under its own heading.
type Section struct {
	Title string   `json:"title"`
	Notes []string `json:"notes,omitempty"`
	Facts []Fact   `json:"facts,omitempty"`
	Items []Cell   `json:"items,omitempty"`
	Table *Table   `json:"table,omitempty"`
}

// Table has a row a thing. Empty is what is said where there is none.
type Table struct {
	Columns []Column `json:"columns"`
	Rows    [][]Cell `json:"rows"`
	Empty   string   `json:"empty,omitempty"`
}

// Column is a column; Width is its share beside the others.
type Column struct {
	Key    string `json:"key"`
	Name   string `json:"name"`
	Number bool   `json:"-"`
	Width  int    `json:"-"`
}

// Cell is a value with the sources it rests on.
type Cell struct {
	Text    string      `json:"text"`
	Detail  string      `json:"detail,omitempty"` // narrows it: a reason, a country
	Of      register.ID `json:"of,omitempty"`     // the thing it names
	Address string      `json:"address,omitempty"`
	Missing bool        `json:"missing,omitempty"` // no source says
	Pressed bool        `json:"pressed,omitempty"` // late: printed strong, never by colour alone
	Notes   []int       `json:"notes,omitempty"`   // numbers of Sources
}

// Source is a footnote.
type Source struct {
	N         int         `json:"n"`
	ID        register.ID `json:"id"`
	Publisher string      `json:"publisher,omitempty"`
	Title     string      `json:"title,omitempty"`
	Published claim.Date  `json:"published,omitempty"`
	Standing  string      `json:"standing,omitempty"`
	URL       string      `json:"url,omitempty"`
}

// Words says things in a reader's language. Keys are those of the site's messages.
type Words interface {
	T(key string, args ...any) string
	N(key string, n any) string // of a number of things: key.one, key.other
	Label(list, code string) string
	Date(claim.Date) string
	Tag() string // BCP 47
	Dir() string // ltr or rtl
}

// Office is what reports are made from.
type Office struct {
	Register register.Queries
	Rules    delivery.Rules
	Today    time.Time
	Words    Words
	Origin   string // of the log
	// Most bounds how many agreements one report may hold; 0 is no bound.
	Most int
}

// Ask narrows a report. Fields that are empty do not narrow.
type Ask struct {
	Agreement register.ID
	Party     register.ID
	Country   string // ISO 3166-1
	Theme     string
	Owner     register.ID
	Tier      string // vocab.Tiers
	Within    int    // days ahead; 0 is the rules'
	Months    int    // of silence; 0 is the rules' days
}

// kind is a report by its name.
type kind struct {
	name string
	wide bool
	make func(*maker, Ask) error
}

var kinds = []kind{
	{"brief", false, (*maker).brief},
	{"pack", true, (*maker).pack},
	{"annex", true, (*maker).annex},
	{"visit", true, (*maker).visit},
	{"actions", true, (*maker).actions},
	{"dormant", true, (*maker).dormant},
	{"return", true, (*maker).headsReturn},
	{"promised", true, (*maker).promised},
	{"figures", false, (*maker).figures},
}

// Kinds are the names of all reports.
func Kinds() []string {
	out := make([]string, len(kinds))
	for i, k := range kinds {
		out[i] = k.name
	}
	return out
}

// Make makes the report of a kind. The same register, rules, day and question give
// the same report. An unknown kind or agreement is NotFound, a question that lacks
// what the kind needs Invalid.
func (o Office) Make(ctx context.Context, name string, ask Ask) (Report, error) {
	i := slices.IndexFunc(kinds, func(k kind) bool { return k.name == name })
	if i < 0 {
		return Report{}, fault.New(fault.NotFound, "there is no report %q", name).WithHint("one of: %s", joined(Kinds(), " "))
	}
	return o.made(ctx, kinds[i], ask)
}

func (o Office) made(ctx context.Context, k kind, ask Ask) (Report, error) {
	at, err := o.Register.Position(ctx)
	if err != nil {
		return Report{}, err
	}
	m := &maker{
		Office: o, ctx: ctx, numbers: map[register.ID]int{}, names: map[register.ID]register.Name{}, documents: map[register.ID]register.Source{},
		report: Report{
			Kind: k.name, Wide: k.wide, Title: o.Words.T("report." + k.name), Lead: o.Words.T("report." + k.name + ".lead"),
			AsOf: claim.Date(o.Today.Format(time.DateOnly)), Position: at, Origin: o.Origin,
		},
	}
	if ask.Within == 0 {
		ask.Within = o.Rules.Soon
	}
	if err := m.narrowed(ask); err != nil {
		return Report{}, err
	}
	if err := k.make(m, ask); err != nil {
		return Report{}, err
	}
	return m.report, nil
}

// Figure is one figure alone, with its definition and every row it counts. An
// unknown name or version is NotFound.
func (o Office) Figure(ctx context.Context, name string, version int, ask Ask) (Report, error) {
	d, ok := figures.Find(name, version)
	if !ok {
		return Report{}, fault.New(fault.NotFound, "there is no figure %s/%d", name, version)
	}
	return o.made(ctx, kind{"figure", true, func(m *maker, ask Ask) error { return m.rowsOf(d, ask) }}, ask)
}
