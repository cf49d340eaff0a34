// Package register folds the claim log into agreements, parties, events and
// sources, each shown value with the claims behind it.
//
// Everything here is derived: delete <data>/register.db, run "sanad rebuild",
// and the export has the same bytes. The package never writes to the log and
// never imports ingest. Which claim is shown is decided in rank.go alone; which
// subjects are one is package resolve's word; tables are sqlview's.
//
// The pages, the API and every export trust what stands here.
package register

import (
	"strconv"
	"strings"
	"time"

	"sanad/claim"
	"sanad/internal/resolve"
)

// ID is a permanent address in the register: a17-3 is the third agreement of
// the reading that begins at log entry 17, p17-2 its second party, e17-1 its
// first event, s17 its source. When subjects turn out to be one, the first ever
// logged gives its id and the others redirect to it for ever.
type ID string

// Class is what sort of thing an id names.
func (id ID) Class() claim.Class {
	if id == "" {
		return 0
	}
	if id[0] == 's' {
		return claim.Document
	}
	return claim.Class(id[0])
}

// Sequence orders ids as they were logged: a17-3 before a17-10 before a18-1.
func (id ID) Sequence() int64 {
	if id == "" {
		return 0
	}
	entry, local, _ := strings.Cut(string(id[1:]), "-")
	e, _ := strconv.ParseInt(entry, 10, 64)
	l, _ := strconv.ParseInt(local, 10, 64)
	return e*100_000 + min(l, 99_999)
}

// Said is one claim behind a value: who says it, in which words, and by which
// rule it was read.
type Said struct {
	Source     ID             `json:"source"`
	Publisher  string         `json:"publisher,omitempty"`
	Published  claim.Date     `json:"published,omitempty"`
	Entry      int64          `json:"entry"` // log index
	N          int            `json:"n"`     // within the entry
	Quote      string         `json:"quote,omitempty"`
	Start      int            `json:"start"` // bytes of the source's text; Start == End where nothing is quoted
	End        int            `json:"end"`
	Page       int            `json:"page,omitempty"`
	Rule       string         `json:"rule,omitempty"`
	Confidence float64        `json:"confidence"`
	Modality   claim.Modality `json:"modality"`
	AsOf       claim.Date     `json:"as_of,omitempty"`  // when the value was so, where it is said
	Reason     string         `json:"reason,omitempty"` // of a ruling; Publisher is then who ruled
}

// Value is one distinct value of a property with everyone who says so, the
// first-ranked first.
type Value struct {
	Value claim.Value `json:"-"`
	Text  string      `json:"text"` // the value for people, in its own words
	Said  []Said      `json:"said"`
}

// Texts are values in their own words.
func Texts(values []Value) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = v.Text
	}
	return out
}

// Field is a property that has one true value: the first is shown, Why says why
// it is the first, the rest dissent. An empty field is one nobody spoke of.
type Field struct {
	Values []Value `json:"values,omitempty"`
	Why    string  `json:"why,omitempty"`
}

// Shown is the value on show; ok is false where nobody spoke.
func (f Field) Shown() (v Value, ok bool) {
	if len(f.Values) == 0 {
		return Value{}, false
	}
	return f.Values[0], true
}

// Text is the shown value's words, "" where nobody spoke.
func (f Field) Text() string {
	v, _ := f.Shown()
	return v.Text
}

// Date is the shown value's date, "" where nobody spoke or it is not a date.
func (f Field) Date() claim.Date {
	v, _ := f.Shown()
	d, _ := v.Value.(claim.Date)
	return d
}

// Code is the shown value's code, "" where nobody spoke or it is not a code.
func (f Field) Code() string {
	v, _ := f.Shown()
	c, _ := v.Value.(claim.Code)
	return c.Code
}

// Disputed says whether sources give more than one value.
func (f Field) Disputed() bool { return len(f.Values) > 1 }

// Erasure is that a document was taken out of log and archive for good.
type Erasure struct {
	Entry  int64      `json:"entry"` // log entry of the form that says so
	By     string     `json:"by"`
	On     claim.Date `json:"on"`
	Ground string     `json:"ground"` // the law or order
	Reason string     `json:"reason"`
}

// Side is a party of an agreement and who says that it is one.
type Side struct {
	Party ID     `json:"party"`
	Role  string `json:"role"`
	Said  []Said `json:"said"`
}

// Agreement is one instrument as all its sources tell it.
type Agreement struct {
	ID         ID         `json:"id"`
	Also       []ID       `json:"also,omitempty"` // ids that redirect here
	Title      Field      `json:"title"`
	Kind       Field      `json:"kind"`
	Stage      Field      `json:"stage"`
	Level      Field      `json:"level"`
	Signed     Field      `json:"signed"`
	Place      Field      `json:"place"`
	Purpose    Field      `json:"purpose"`
	Event      Field      `json:"event"` // values are Refs; Text is the event's id
	Sides      []Side     `json:"sides"`
	Themes     []Value    `json:"themes,omitempty"`
	Quantities []Value    `json:"quantities,omitempty"`
	Money      []Value    `json:"money,omitempty"`
	Mentions   []Said     `json:"mentions"` // the sentence that best evidences it, one a source
	Sources    []ID       `json:"sources"`
	Negatives  []Negative `json:"negatives,omitempty"` // what was looked for and not found, newest first
	Instrument Instrument `json:"instrument"`
	Record     Record     `json:"record"`
	Relations  []Relation `json:"relations,omitempty"`
	Passing    bool       `json:"passing"` // every source mentions it only in passing
	Links      []Link     `json:"links"`   // why these subjects are one agreement

	Decisions []Decision `json:"decisions,omitempty"`
}

// Instrument is what is known of the instrument itself beyond what announcements
// tell of it.
type Instrument struct {
	Reference  Field   `json:"reference"`
	Legal      Field   `json:"legal"`
	Binding    Field   `json:"binding"`
	Approved   Field   `json:"approved"`
	Effective  Field   `json:"effective"`
	Expires    Field   `json:"expires"`
	Term       Field   `json:"term"`
	Notice     Field   `json:"notice"`
	Renewal    Field   `json:"renewal"`
	Review     Field   `json:"review"`
	Terminated Field   `json:"terminated"`
	Template   Field   `json:"template"`
	Delivery   Field   `json:"delivery"`
	Owner      Field   `json:"owner"` // values are Refs; Text is the party's id
	Tier       Field   `json:"tier"`
	Remarks    []Value `json:"remarks,omitempty"`
}

// Party is a body that takes part in agreements.
type Party struct {
	ID      ID      `json:"id"`
	Also    []ID    `json:"also,omitempty"`
	Names   []Value `json:"names"` // the one on show first
	Country Field   `json:"country"`
	Type    Field   `json:"type"`
	Sources []ID    `json:"sources"`
	Links   []Link  `json:"links"`

	Ownership Field `json:"ownership"`

	Former []Value `json:"former,omitempty"` // names it no longer has; as of the last day it had them

	Decisions []Decision `json:"decisions,omitempty"`
}

// Name is the name on show.
func (p Party) Name() string {
	if len(p.Names) == 0 {
		return string(p.ID)
	}
	return p.Names[0].Text
}

// Event is an occasion at which agreements were made.
type Event struct {
	ID      ID      `json:"id"`
	Also    []ID    `json:"also,omitempty"`
	Names   []Value `json:"names"`
	Date    Field   `json:"date"`
	Counts  []Value `json:"counts,omitempty"` // how many agreements the sources say there were
	Sources []ID    `json:"sources"`
	Links   []Link  `json:"links"`

	// Relations say whether what was counted here is in another event's count.
	Relations []Relation `json:"relations,omitempty"`

	Decisions []Decision `json:"decisions,omitempty"`
}

// Name is the name on show.
func (e Event) Name() string {
	if len(e.Names) == 0 {
		return string(e.ID)
	}
	return e.Names[0].Text
}

// Largest is the largest number of agreements that a source counts there, 0 where
// none counts.
func (e Event) Largest() int {
	most := 0
	for _, v := range e.Counts {
		q, _ := v.Value.(claim.Quantity)
		if n, err := strconv.Atoi(q.Number); err == nil {
			most = max(most, n)
		}
	}
	return most
}

// Source is one reading of one document.
type Source struct {
	ID        ID         `json:"id"`
	Title     string     `json:"title,omitempty"`
	Publisher string     `json:"publisher,omitempty"`
	Published claim.Date `json:"published,omitempty"`
	URL       string     `json:"url,omitempty"`
	Language  string     `json:"language,omitempty"`
	Label     string     `json:"label,omitempty"`  // to be said wherever the source is shown
	Reason    string     `json:"reason,omitempty"` // of a decision or an entry
	Standing  string     `json:"standing"`         // vocab.Standings
	// StandingBy is the rule that found the standing, "" where it was told, and Told
	// what it was before an officer ruled on it.
	StandingBy string `json:"standing_by,omitempty"`
	Told       string `json:"told,omitempty"`

	LookedIn []string `json:"looked_in,omitempty"` // of a search that found nothing
	Erased   *Erasure `json:"erased,omitempty"`    // where it was taken out for good
	Original string   `json:"original"`            // SHA-256, hex
	Part     string   `json:"part,omitempty"`      // which document of the original, where it holds several
	// Reference is what its publisher files the document under, where each publisher's
	// references are its own: of two such documents the later counts instead.
	Reference string    `json:"reference,omitempty"`
	TextHash  string    `json:"text"` // SHA-256 of the text that quotes count in
	Media     string    `json:"media"`
	Reader    string    `json:"reader"`
	Entry     int64     `json:"entry"`
	Parts     int       `json:"parts"`
	ReadAt    time.Time `json:"read_at"`
	Later     ID        `json:"later,omitempty"` // a later reading of the same original or record, which counts instead
	Counts    []Value   `json:"counts,omitempty"`
	Unread    []Value   `json:"unread,omitempty"`
}

// Negative is a search that found nothing: a claim like any other.
type Negative struct {
	For    string     `json:"for"`
	In     []string   `json:"in"`
	On     claim.Date `json:"on"`
	Author string     `json:"author"`
	Reason string     `json:"reason"`
	Entry  int64      `json:"entry"` // log entry of its form
}

// Decision is a judgement that stands on subjects of a thing.
type Decision struct {
	Entry   int64           `json:"entry"` // log entry of its form
	Verdict resolve.Verdict `json:"verdict"`
	Left    ID              `json:"left"` // the subjects' own ids
	Right   ID              `json:"right"`
	Author  string          `json:"author"`
	On      claim.Date      `json:"on"`
	Reason  string          `json:"reason"`
}

// Link says why a subject of one reading is this thing.
type Link struct {
	Subject claim.Subject `json:"subject"` // 17/a3
	Rule    string        `json:"rule"`    // resolve's rule; "first" for the one that gave the id
	Reasons []string      `json:"reasons,omitempty"`
}

// Row is an agreement as lists show it.
type Row struct {
	ID      ID       `json:"id"`
	Title   string   `json:"title"`
	Purpose string   `json:"purpose,omitempty"`
	Kind    string   `json:"kind"`
	Stage   string   `json:"stage"`
	Level   string   `json:"level,omitempty"`
	Signed  string   `json:"signed,omitempty"`
	Event   ID       `json:"event,omitempty"`
	Sides   []Name   `json:"sides"`
	Themes  []string `json:"themes,omitempty"`
	Sources int      `json:"sources"`
	Passing bool     `json:"passing,omitempty"`

	Reference string `json:"reference,omitempty"`
	Legal     string `json:"legal,omitempty"` // as a source states it; what it is today is told in Agreement
	Expires   string `json:"expires,omitempty"`
	Owner     ID     `json:"owner,omitempty"`
}

// Name is a thing's id with the name on show.
type Name struct {
	ID      ID     `json:"id"`
	Name    string `json:"name"`
	Country string `json:"country,omitempty"`
	Type    string `json:"type,omitempty"`
}

// Coverage is how fully one source names one agreement of an event.
type Coverage string

// The coverages.
const (
	Full    Coverage = "full"     // all its sides
	OneSide Coverage = "one-side" // some of its sides
	Subject Coverage = "subject"  // no side by name
	Absent  Coverage = "absent"
)

// Table lays the sources of an event side by side.
type Table struct {
	Sources []SourceCount `json:"sources"`
	Rows    []TableRow    `json:"rows"`
	Named   int           `json:"named"` // rows of which two sides or more are known
}

// SourceCount is a source of an event: what it counts and what it lists.
type SourceCount struct {
	Source Source  `json:"source"`
	Says   []Value `json:"says,omitempty"` // its own counts
	Lists  int     `json:"lists"`          // agreements of the event it speaks of
}

// TableRow is one agreement of the event across its sources.
type TableRow struct {
	Agreement Row    `json:"agreement"`
	Cells     []Cell `json:"cells"`             // as Table.Sources
	OnlyIn    []ID   `json:"only_in,omitempty"` // the sources that list it, where most that list several leave it out
}

// Cell is one source on one agreement.
type Cell struct {
	Coverage Coverage `json:"coverage"`
	Said     *Said    `json:"said,omitempty"`
}
