package register

import (
	"context"

	"sanad/claim"
)

// Queries is what pages, the API and commands ask of the register. Every method
// answers for one position of the log; NotFound is a fault of that kind.
// An id that redirects is answered with the thing it redirects to: compare IDs.
type Queries interface {
	// Position is how many log entries are folded in.
	Position(ctx context.Context) (int64, error)
	Counts(ctx context.Context) (Totals, error)

	Agreement(ctx context.Context, id ID) (Agreement, error)
	Party(ctx context.Context, id ID) (Party, error)
	Event(ctx context.Context, id ID) (Event, error)
	Source(ctx context.Context, id ID) (Source, error)

	// Names are the names on show of things and sources, by id.
	Names(ctx context.Context, ids ...ID) (map[ID]Name, error)

	// Known says whether something has, or ever had, the id.
	Known(ctx context.Context, id ID) (bool, error)

	// PartiesNamed are the parties of a name: letter for letter where one is, else
	// by the rules that compare names.
	PartiesNamed(ctx context.Context, name string) ([]ID, error)

	// Part is a part of a record by itself: a meeting is of several agreements.
	Part(ctx context.Context, id ID) (Part, error)

	// Meetings are all meetings, the last logged first.
	Meetings(ctx context.Context, limit, offset int) ([]Part, error)

	// Agreements lists rows, newest first.
	Agreements(ctx context.Context, filter Filter) ([]Row, error)
	Parties(ctx context.Context, limit, offset int) ([]PartyRow, error)
	Events(ctx context.Context, limit, offset int) ([]EventRow, error)
	Sources(ctx context.Context, limit, offset int) ([]Source, error)

	// Table lays an event's sources side by side.
	Table(ctx context.Context, event ID) (Table, error)

	// Questions are the pairs that a person has yet to judge, the likeliest to be
	// one first; of an event, those both of whose agreements are its.
	Questions(ctx context.Context, event ID) ([]Question, error)

	// Crowds are bodies of which so many share a key that not each was held against
	// each, the most first: among these a question may be missing.
	Crowds(ctx context.Context) ([]Crowd, error)

	// News are the readings that speak of agreements, the newest first.
	News(ctx context.Context, filter NewsFilter) ([]News, error)

	// Newest are the newest readings that speak of agreements, by their ids: where
	// News of each would begin.
	Newest(ctx context.Context, agreements ...ID) (map[ID]Source, error)

	// SourceClaims are all claims of one source that quote its text, in text
	// order, each with the id of the thing it speaks of.
	SourceClaims(ctx context.Context, source ID) ([]SourceClaim, error)
}

// Question is a pair of things of which no rule can say whether they are one.
type Question struct {
	Left    ID       `json:"left"`
	Right   ID       `json:"right"`
	Rule    string   `json:"rule"`  // of package resolve
	Score   float64  `json:"score"` // 0 to 1: how likely they are one
	Reasons []string `json:"reasons"`
}

// Crowd is so many bodies named alike that they were not all compared: the first of
// them logged and the last, to show how they are named.
type Crowd struct {
	Bodies int  `json:"bodies"`
	First  Name `json:"first"`
	Last   Name `json:"last"`
}

// Changes tells what in the view was written, for those who keep something made
// from it.
type Changes interface {
	// Changed are the things written or taken out since a mark that an earlier call
	// gave, and the mark for the next. With a mark of another view, "" among them,
	// anew is true: then all that there is is told, and what was kept is void.
	Changed(ctx context.Context, since string) (all []Change, anew bool, mark string, err error)
}

// Change is a thing that was written, or is no more.
type Change struct {
	ID   ID
	Gone bool
}

// Filter narrows Agreements. Zero fields do not narrow.
type Filter struct {
	Party  ID
	Event  ID
	Source ID
	Kind   string
	Stage  string
	Theme  string
	IDs    []ID // only these, where any are given

	Limit, Offset int // Limit 0 is no limit
}

// Totals are the register's sizes.
type Totals struct {
	Agreements, Parties, Events, Sources, Claims int64
}

// PartyRow is a party as lists show it.
type PartyRow struct {
	Name
	Agreements int `json:"agreements"`
	Sources    int `json:"sources"`
}

// EventRow is an event as lists show it.
type EventRow struct {
	ID         ID         `json:"id"`
	Name       string     `json:"name"`
	Date       claim.Date `json:"date,omitempty"`
	Agreements int        `json:"agreements"`
	Sources    int        `json:"sources"`
	Counted    int        `json:"counted,omitempty"` // the largest number of agreements that a source gives
}

// SourceClaim is a claim as the source page highlights it.
type SourceClaim struct {
	About    ID             `json:"about"`
	Name     string         `json:"name"` // of what it is about
	Property claim.Property `json:"property"`
	Value    claim.Value    `json:"-"`    // references are to ids
	Text     string         `json:"text"` // the value for people
	Said
}
