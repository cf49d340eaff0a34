// Package reader is the contract every reader keeps: a function from the bytes
// of one document to a Reading, which becomes claims.
//
// A reader has no network, no database, no clock and no randomness; what it
// knows of the world beyond the document comes in with the Document or lies
// embedded in its package. The same bytes give the same Reading on every
// machine and day. purity_test.go holds this by its imports.
//
// Every offset counts bytes in Document.Text, and every Quote is exactly the
// text between its offsets. Contract in readertest is the suite a new reader runs.
package reader

// Document is what a reader reads.
type Document struct {
	Text      string // UTF-8; offsets count its bytes
	Title     string // as the publisher gives it, "" when unknown
	Publisher string
	Published string // EDTF level 0: 2025-09-08, 2025-09, 2025, or "" when unknown
	URL       string
	Language  string // BCP 47, "" when unknown
}

// Reading is what a reader makes of one document. It is also the JSON that
// "sanad read --format json" prints, so its tags are a public format.
type Reading struct {
	Source     Source      `json:"source"`
	Agreements []Agreement `json:"agreements"`
	Counts     []Count     `json:"counts"`
	Unread     []Unread    `json:"unread,omitempty"`
}

// Source describes the document itself.
type Source struct {
	Title     string `json:"title"`
	Publisher string `json:"publisher"`
	Published string `json:"published"` // EDTF
	Language  string `json:"language"`  // BCP 47
	SHA256    string `json:"sha256"`    // of the original bytes, hex
	URL       string `json:"url,omitempty"`
	Retrieved string `json:"retrieved,omitempty"` // EDTF, when the bytes were fetched from URL
	Part      string `json:"part,omitempty"`      // which document of the original, where it holds several
	Label     string `json:"label,omitempty"`     // what must be said wherever the document is shown
	Standing  string `json:"standing,omitempty"`  // vocab.Standings; "" is press
	Reader    string `json:"reader,omitempty"`    // name/version
}

// Quote is a span of Document.Text: Text == Document.Text[Start:End].
type Quote struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
	Page  int    `json:"page,omitempty"` // 1-based, for paged originals
}

// Evidence is why a reader says a value: the words, the rule, how sure, and in
// which mode the words speak.
type Evidence struct {
	Quote      *Quote  `json:"quote"`
	Rule       string  `json:"rule,omitempty"`
	Confidence float64 `json:"confidence,omitempty"` // 0 to 1, calibrated
	Modality   string  `json:"modality,omitempty"`   // "" is done; planned, denied, estimated
}

// Agreement is one instrument the document speaks of.
type Agreement struct {
	ID         string     `json:"id"` // local: a1, a2, …
	Title      string     `json:"title"`
	Kind       string     `json:"kind"`  // vocab.Kinds
	Stage      string     `json:"stage"` // vocab.Stages, as of the document
	Level      string     `json:"level"` // vocab.Levels, "" when not told
	Parties    []Party    `json:"parties"`
	Signed     *Date      `json:"signed"`
	Place      *Text      `json:"place"`
	Event      *Event     `json:"event"`
	Themes     []string   `json:"themes"` // vocab.Themes
	Purpose    *Text      `json:"purpose"`
	Quantities []Quantity `json:"quantities"`
	Money      []Money    `json:"money"`
	Quote      Quote      `json:"quote"` // the sentence that best evidences it
	Background bool       `json:"background"`
	Confidence float64    `json:"confidence"`
	Rule       string     `json:"rule"`

	Commitments []Commitment `json:"commitments,omitempty"`
	Terms       *Terms       `json:"terms,omitempty"`

	// Evidence for the values above that are bare strings, by their JSON name:
	// kind, stage, level, title, and theme:fibre, theme:training, …
	Evidence map[string]Evidence `json:"evidence,omitempty"`
}

// Party is a side of an agreement, or who stood beside it.
type Party struct {
	ID      string  `json:"id"` // local: p1, p2, …; the same body keeps its id through the document
	Name    string  `json:"name"`
	Role    string  `json:"role"`    // vocab.Roles
	Country string  `json:"country"` // ISO 3166-1 alpha-2, "" when not told
	Type    string  `json:"type"`    // vocab.PartyTypes
	Aliases []Alias `json:"aliases,omitempty"`
	Evidence
}

// Alias is another name by which the document calls a party.
type Alias struct {
	Name   string `json:"name"`
	Quote  Quote  `json:"quote"`
	Former bool   `json:"former,omitempty"` // it no longer is called so
}

// Date keeps the precision of its words.
type Date struct {
	Value     string `json:"value"`     // EDTF: 2025-09-04, 2025-09, 2025
	Precision string `json:"precision"` // day, month, year, range
	Evidence
}

// Text is words of the document.
type Text struct {
	Text string `json:"text"`
	Evidence
}

// Event is the occasion at which an agreement was made.
type Event struct {
	ID   string `json:"id"` // local: e1, …
	Name string `json:"name"`
	Date string `json:"date,omitempty"` // EDTF, when the document dates the occasion

	DateQuote *Quote `json:"date_quote,omitempty"` // the words that date it
	Evidence
}

// Quantity is a number with a unit: 100,000 people, 820 km.
type Quantity struct {
	Value float64 `json:"value"`
	Unit  string  `json:"unit"` // people, km, MW, sites, years, …
	What  string  `json:"what"` // what is counted, in the document's words
	Evidence
}

// Money is an amount the document names.
type Money struct {
	Amount   float64 `json:"amount"`
	Currency string  `json:"currency"` // ISO 4217
	Nature   string  `json:"nature"`   // announced, pledged, committed, disbursed, spent
	Evidence
}

// Count is a statement of how many agreements there are.
type Count struct {
	Value int    `json:"value"`
	What  string `json:"what"`
	// Event is the occasion whose agreements it counts; a report may name one and
	// list nothing.
	Event     *Event   `json:"event,omitempty"`
	Countries []string `json:"countries,omitempty"` // ISO 3166-1: between which, where the sentence that counts names them
	Evidence
}

// Unread is a stretch the reader could not read, and why: never silently empty.
type Unread struct {
	Quote  *Quote `json:"quote,omitempty"`
	Reason string `json:"reason"`
}

// Reader turns a document into a reading. Read is safe for concurrent use.
type Reader interface {
	// Name is name/version, as it stands in the log: press/1.
	Name() string
	Read(Document) (Reading, error)
}

// EachQuote calls f for every quote of the reading.
func (r *Reading) EachQuote(f func(*Quote)) {
	evidence := func(e *Evidence) {
		if e.Quote != nil {
			f(e.Quote)
		}
	}
	for i := range r.Agreements {
		a := &r.Agreements[i]
		f(&a.Quote)
		for key, e := range a.Evidence {
			evidence(&e)
			a.Evidence[key] = e
		}
		for j := range a.Parties {
			evidence(&a.Parties[j].Evidence)
			for k := range a.Parties[j].Aliases {
				f(&a.Parties[j].Aliases[k].Quote)
			}
		}
		for j := range a.Quantities {
			evidence(&a.Quantities[j].Evidence)
		}
		for j := range a.Money {
			evidence(&a.Money[j].Evidence)
		}
		if a.Signed != nil {
			evidence(&a.Signed.Evidence)
		}
		if a.Place != nil {
			evidence(&a.Place.Evidence)
		}
		if a.Event != nil {
			evidence(&a.Event.Evidence)
			if a.Event.DateQuote != nil {
				f(a.Event.DateQuote)
			}
		}
		if a.Purpose != nil {
			evidence(&a.Purpose.Evidence)
		}
		for j := range a.Commitments {
			a.Commitments[j].each(evidence)
		}
		a.Terms.each(evidence)
	}
	for i := range r.Counts {
		evidence(&r.Counts[i].Evidence)
		if e := r.Counts[i].Event; e != nil {
			evidence(&e.Evidence)
			if e.DateQuote != nil {
				f(e.DateQuote)
			}
		}
	}
	for i := range r.Unread {
		if r.Unread[i].Quote != nil {
			f(r.Unread[i].Quote)
		}
	}
}
