package api

import (
	"encoding/json"
	"time"
)

// What is added names things by their ids: "a17-3" an agreement, "p17-1" a party,
// "s17" a source. A new part of a record is named within the request by its class and a
// number: "m1" the first milestone, "i1" the first indicator, "r1" a result, "o1" a
// commitment, "t1" a transfer, "v1" evidence, "g1" a meeting, "x1" an action point, "h1"
// a focal person; the answer says which ids they were given.

// NewSource is a document to let in: one of Text, File and Address. What is said of it
// beside goes before what its bytes say.
type NewSource struct {
	Text    string `json:"text,omitempty"`
	File    []byte `json:"file,omitempty"`    // at most 20 MiB
	Name    string `json:"name,omitempty"`    // of the file: its end says its form
	Address string `json:"address,omitempty"` // fetched as a feed reader would, with robots.txt obeyed

	Title     string `json:"title,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Published string `json:"published,omitempty"` // YYYY-MM-DD, YYYY-MM or YYYY
	URL       string `json:"url,omitempty"`
	Language  string `json:"language,omitempty"` // BCP 47
	Label     string `json:"label,omitempty"`    // what must be said wherever it is shown
	Standing  string `json:"standing,omitempty"` // text, record, statement, press or social; press where nothing is said
	Keep      bool   `json:"keep,omitempty"`     // let it in though no agreement is found in it
}

// TakenSources are the sources that came of a document; a feed or a mailbox holds
// several.
type TakenSources struct {
	Sources []TakenSource `json:"sources"`
}

// TakenSource is one of them.
type TakenSource struct {
	ID         string `json:"id"`
	Entry      int64  `json:"entry"` // log index
	New        bool   `json:"new"`   // false: the register had it, described so
	Part       string `json:"part,omitempty"`
	Agreements int    `json:"agreements"` // found in it
	Claims     int    `json:"claims"`
}

// NewClaim is one thing that a record says: a property of a thing. Value is text as
// people type it, "1,500 people", "USD 4,000,000 pledged", "2026-03", "a17-3", or an
// object in the form of claims (docs/FORMAT.md). /about/properties lists the properties.
type NewClaim struct {
	Subject  string          `json:"subject"`
	Property string          `json:"property"`
	Value    json.RawMessage `json:"value"`
	AsOf     string          `json:"as_of,omitempty"`
	Modality string          `json:"modality,omitempty"` // done, planned, denied, estimated; done where nothing is said
	Release  string          `json:"release,omitempty"`  // public, parties, restricted, sealed; public where nothing is said
}

// NewRecord enters what is known of agreements: dates, stages, results, money,
// evidence, meetings.
type NewRecord struct {
	Side   string     `json:"side,omitempty"` // id of the party that speaks; then it is that party's statement
	Claims []NewClaim `json:"claims"`
	Reason string     `json:"reason,omitempty"`
}

// NewJudgement says how two agreements, parties or events stand to each other.
type NewJudgement struct {
	Left    string `json:"left"`
	Right   string `json:"right"`
	Verdict string `json:"verdict"` // same, different, undecided; of agreements renews, amends, implements, supersedes, reannounces; of events includes, excludes
	Reason  string `json:"reason"`
}

// NewRuling says which value of a property stands.
type NewRuling struct {
	About    string          `json:"about"`
	Property string          `json:"property"`
	Value    json.RawMessage `json:"value"` // as of a NewClaim
	Reason   string          `json:"reason"`
}

// NewPlacement rules whether a candidate belongs to the agreement it is offered to.
type NewPlacement struct {
	Agreement string `json:"agreement"`
	Candidate string `json:"candidate"`
	Belongs   bool   `json:"belongs"`
	Reason    string `json:"reason"`
}

// NewSearch says what was looked for, where and when, and not found.
type NewSearch struct {
	About  string   `json:"about"`
	For    string   `json:"for"`
	In     []string `json:"in"`
	On     string   `json:"on"`
	Reason string   `json:"reason"`
}

// NewWithdrawal takes an entry back: a judgement, a ruling, a search, a record.
type NewWithdrawal struct {
	Entry  int64  `json:"entry"`
	Reason string `json:"reason"`
}

// NewFile is a file that proves something, to be named by a record.
type NewFile struct {
	File []byte `json:"file"` // at most 20 MiB
}

// TakenFile is an archived file: the value of the property "document" of evidence.
type TakenFile struct {
	Document json.RawMessage `json:"document"`
}

// Entered is where what was entered stands in the log.
type Entered struct {
	Entry  int64             `json:"entry"`
	Source string            `json:"source"`         // the id of the entry as a source
	Made   map[string]string `json:"made,omitempty"` // the ids of new things, by what the request called them
}

// Trace is one note of the trail: who did or saw what. Hash is the SHA-256 of the hash
// before, 32 zero bytes for the first, followed by the note's bytes as they stand here.
type Trace struct {
	Note json.RawMessage `json:"note"` // a Note
	Hash []byte          `json:"hash"`
}

// Note is what a Trace notes.
type Note struct {
	N      int64     `json:"n"`
	At     time.Time `json:"at"`
	Person int64     `json:"person,omitempty"`
	Name   string    `json:"name,omitempty"`
	By     string    `json:"by,omitempty"`
	Act    string    `json:"act"`
	What   string    `json:"what,omitempty"`
	Entry  *int64    `json:"entry,omitempty"`
	Status int       `json:"status,omitempty"`
}
