// Package api is how programs read the register and add to it: the shapes of what
// /api/v1 gives and takes, and a small client (client.go).
//
// What a type is called here it is called in /api/v1/openapi.json, which is made
// from these types. Lists come in pages; a page names the next one, and a walk from
// page to page meets everything that was there when it began, once, whatever is
// added meanwhile. docs/API.md is the manual.
package api

import (
	"encoding/json"
	"time"
)

// Walked is how far a list has come.
type Walked struct {
	Next   string `json:"next"`             // address of the next page, "" at the end
	Cursor string `json:"cursor,omitempty"` // where this page ends; asked for later, it gives what was added since
}

// NextPage is the address of the next page, "" at the end.
func (w Walked) NextPage() string { return w.Next }

// Count is how many agreements fit with one more value of a facet.
type Count struct {
	Value string `json:"value"`
	N     int    `json:"n"`
}

// Agreements are a page of agreements. Total and Facets stand on the first page of
// a list that is narrowed.
type Agreements struct {
	Agreements []AgreementRow     `json:"agreements"`
	Total      *int               `json:"total,omitempty"`
	Facets     map[string][]Count `json:"facets,omitempty"`
	Walked
}

// AgreementNow is an agreement and how it stands today.
type AgreementNow struct {
	Agreement
	Assessment Assessment `json:"assessment"`
}

// Parties are a page of parties.
type Parties struct {
	Parties []PartyRow `json:"parties"`
	Walked
}

// PartyNow is a party with the first page of its agreements.
type PartyNow struct {
	Party      Party          `json:"party"`
	Agreements []AgreementRow `json:"agreements"`
	Walked
}

// Events are a page of events.
type Events struct {
	Events []EventRow `json:"events"`
	Walked
}

// EventNow is an event with its sources side by side.
type EventNow struct {
	Event Event `json:"event"`
	Table Table `json:"table"`
}

// Sources are a page of sources.
type Sources struct {
	Sources []Source `json:"sources"`
	Walked
}

// SourceNow is a source with the claims that quote it.
type SourceNow struct {
	Source Source        `json:"source"`
	Claims []SourceClaim `json:"claims"`
}

// Claims are the claims that quote a source, in text order.
type Claims struct {
	Claims []SourceClaim `json:"claims"`
}

// Meetings are a page of meetings.
type Meetings struct {
	Meetings []MeetingRow `json:"meetings"`
	Walked
}

// MeetingRow is a meeting as lists show it.
type MeetingRow struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	Body      string `json:"body,omitempty"`
	On        string `json:"on,omitempty"`
	Next      string `json:"next,omitempty"` // the day of the next one
	About     int    `json:"agreements"`
	Decisions int    `json:"decisions"`
}

// MeetingNow is a meeting as the record has it, with the agreements it was about.
type MeetingNow struct {
	Meeting    Meeting  `json:"meeting"`
	Agreements []string `json:"agreements"`
}

// Index is where everything stands.
type Index struct {
	Addresses   map[string]string `json:"addresses"`
	Description string            `json:"description"` // address of the OpenAPI document
}

// Due is a day that matters of an agreement, still open.
type Due struct {
	On        string `json:"on"`
	What      string `json:"what"`
	Of        string `json:"of"`
	Agreement string `json:"agreement"`
	Name      string `json:"name"`
	Days      int    `json:"days"` // from today; below 0 past
	Late      bool   `json:"late"`
	Words     string `json:"words"`
	Note      string `json:"note"`
}

// DueDays are the open days of a page of agreements: a page may hold none and yet
// have a next.
type DueDays struct {
	Due []Due `json:"due"`
	Walked
}

// LogHead is the log as its newest checkpoint publishes it.
type LogHead struct {
	Origin     string `json:"origin"`
	Size       int64  `json:"size"`
	Root       string `json:"root"`       // base64
	Checkpoint string `json:"checkpoint"` // as signed: a C2SP note
	Verifier   string `json:"verifier"`
}

// LogEntries are a page of the log's entries, the oldest first.
type LogEntries struct {
	Entries []LogEntry `json:"entries"`
	Walked
}

// LogEntry is an entry as lists show it.
type LogEntry struct {
	Index  int64     `json:"index"`
	Time   time.Time `json:"time"`
	Reader string    `json:"reader"`
	Claims int       `json:"claims"`
}

// Code is one code of a closed list.
type Code struct {
	Code  string `json:"code"`
	Label string `json:"label"`
	Note  string `json:"note,omitempty"`
}

// Lists are the closed lists by name.
type Lists struct {
	Lists map[string][]Code `json:"lists"`
}

// Templates are the delivery templates the register follows agreements by, each as
// its file has it (docs/TEMPLATES.md).
type Templates struct {
	Templates []json.RawMessage `json:"templates"`
}

// Report is a report: figures under published definitions.
type Report struct {
	Kind        string       `json:"kind"`
	Title       string       `json:"title"`
	Lead        string       `json:"lead,omitempty"`
	AsOf        string       `json:"as_of"`
	Position    int64        `json:"position"`
	Origin      string       `json:"origin,omitempty"`
	Facts       []Fact       `json:"facts,omitempty"`
	Definitions []Definition `json:"definitions,omitempty"`
	Sections    []Section    `json:"sections"`
	Sources     []Footnote   `json:"sources"`
}

// Definition is what a word of a report means there.
type Definition struct {
	Word    string `json:"word"`
	Meaning string `json:"meaning"`
}

// Fact is one line of a report.
type Fact struct {
	Name  string     `json:"name"`
	Value ReportCell `json:"value"`
}

// Section is a part of a report under its own heading.
type Section struct {
	Title string       `json:"title"`
	Notes []string     `json:"notes,omitempty"`
	Facts []Fact       `json:"facts,omitempty"`
	Items []ReportCell `json:"items,omitempty"`
	Table *ReportTable `json:"table,omitempty"`
}

// ReportTable is a table of a report; Empty is what is said where it has no row.
type ReportTable struct {
	Columns []Column       `json:"columns"`
	Rows    [][]ReportCell `json:"rows"`
	Empty   string         `json:"empty,omitempty"`
}

// Column is a column of a report's table.
type Column struct {
	Key  string `json:"key"`
	Name string `json:"name"`
}

// ReportCell is a value of a report with the footnotes it rests on.
type ReportCell struct {
	Text    string `json:"text"`
	Detail  string `json:"detail,omitempty"`
	Of      string `json:"of,omitempty"`
	Address string `json:"address,omitempty"`
	Missing bool   `json:"missing,omitempty"`
	Pressed bool   `json:"pressed,omitempty"`
	Notes   []int  `json:"notes,omitempty"`
}

// Footnote is a source of a report.
type Footnote struct {
	N         int    `json:"n"`
	ID        string `json:"id"`
	Publisher string `json:"publisher,omitempty"`
	Title     string `json:"title,omitempty"`
	Published string `json:"published,omitempty"`
	Standing  string `json:"standing,omitempty"`
	URL       string `json:"url,omitempty"`
}

// Problem is an error as RFC 9457 has it. Hint is the next step, where there is one.
type Problem struct {
	Type   string `json:"type"`
	Title  string `json:"title"`
	Status int    `json:"status"`
	Detail string `json:"detail,omitempty"`
	Hint   string `json:"hint,omitempty"`
	Place  string `json:"place,omitempty"` // where in the request it is: a JSON pointer (RFC 6901)
}

// Error implements error.
func (p *Problem) Error() string {
	s := p.Title
	if p.Detail != "" {
		s += ": " + p.Detail
	}
	if p.Hint != "" {
		s += " (" + p.Hint + ")"
	}
	return s
}
