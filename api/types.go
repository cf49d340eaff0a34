package api

import (
	"encoding/json"
	"time"
)

// Value is one distinct value of a property with everyone who says so, the
// first-ranked first. Value is the value in the canonical form of claims.
type Value struct {
	Value json.RawMessage `json:"value"`
	Text  string          `json:"text"` // the value for people, in its own words
	Said  []Said          `json:"said"`
}

// Said is one claim behind a value: who says it, in which words, and by which
// rule it was read.
type Said struct {
	Source     string  `json:"source"`
	Publisher  string  `json:"publisher,omitempty"`
	Published  string  `json:"published,omitempty"`
	Entry      int64   `json:"entry"` // log index
	N          int     `json:"n"`     // within the entry
	Quote      string  `json:"quote,omitempty"`
	Start      int     `json:"start"` // bytes of the source's text; Start == End where nothing is quoted
	End        int     `json:"end"`
	Page       int     `json:"page,omitempty"`
	Rule       string  `json:"rule,omitempty"`
	Confidence float64 `json:"confidence"`
	Modality   string  `json:"modality"`
	AsOf       string  `json:"as_of,omitempty"`  // when the value was so, where it is said
	Reason     string  `json:"reason,omitempty"` // of a ruling; Publisher is then who ruled
}

// Field is a property that has one true value: the first is shown, Why says why
// it is the first, the rest dissent. An empty field is one nobody spoke of.
type Field struct {
	Values []Value `json:"values,omitempty"`
	Why    string  `json:"why,omitempty"`
}

// Side is a party of an agreement and who says that it is one.
type Side struct {
	Party string `json:"party"`
	Role  string `json:"role"`
	Said  []Said `json:"said"`
}

// Agreement is one instrument as all its sources tell it.
type Agreement struct {
	ID         string     `json:"id"`
	Also       []string   `json:"also,omitempty"` // ids that redirect here
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
	Sources    []string   `json:"sources"`
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
	ID      string   `json:"id"`
	Also    []string `json:"also,omitempty"`
	Names   []Value  `json:"names"` // the one on show first
	Country Field    `json:"country"`
	Type    Field    `json:"type"`
	Sources []string `json:"sources"`
	Links   []Link   `json:"links"`

	Ownership Field `json:"ownership"`

	Decisions []Decision `json:"decisions,omitempty"`
}

// Event is an occasion at which agreements were made.
type Event struct {
	ID      string   `json:"id"`
	Also    []string `json:"also,omitempty"`
	Names   []Value  `json:"names"`
	Date    Field    `json:"date"`
	Counts  []Value  `json:"counts,omitempty"` // how many agreements the sources say there were
	Sources []string `json:"sources"`
	Links   []Link   `json:"links"`

	// Relations say whether what was counted here is in another event's count.
	Relations []Relation `json:"relations,omitempty"`

	Decisions []Decision `json:"decisions,omitempty"`
}

// Source is one reading of one document.
type Source struct {
	ID        string `json:"id"`
	Title     string `json:"title,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Published string `json:"published,omitempty"`
	URL       string `json:"url,omitempty"`
	Language  string `json:"language,omitempty"`
	Label     string `json:"label,omitempty"`  // to be said wherever the source is shown
	Reason    string `json:"reason,omitempty"` // of a decision or an entry
	Standing  string `json:"standing"`         // vocab.Standings
	// StandingBy is the rule that found the standing, "" where it was told, and Told
	// what it was before an officer ruled on it.
	StandingBy string `json:"standing_by,omitempty"`
	Told       string `json:"told,omitempty"`

	LookedIn []string  `json:"looked_in,omitempty"` // of a search that found nothing
	Erased   *Erasure  `json:"erased,omitempty"`    // where it was taken out for good
	Original string    `json:"original"`            // SHA-256, hex
	Part     string    `json:"part,omitempty"`      // which document of the original, where it holds several
	TextHash string    `json:"text"`                // SHA-256 of the text that quotes count in
	Media    string    `json:"media"`
	Reader   string    `json:"reader"`
	Entry    int64     `json:"entry"`
	Parts    int       `json:"parts"`
	ReadAt   time.Time `json:"read_at"`
	Later    string    `json:"later,omitempty"` // a later reading of the same original, which counts instead
	Counts   []Value   `json:"counts,omitempty"`
	Unread   []Value   `json:"unread,omitempty"`
}

// Erasure is that a document was taken out of log and archive for good.
type Erasure struct {
	Entry  int64  `json:"entry"` // log entry of the form that says so
	By     string `json:"by"`
	On     string `json:"on"`
	Ground string `json:"ground"` // the law or order
	Reason string `json:"reason"`
}

// Negative is a search that found nothing: a claim like any other.
type Negative struct {
	For    string   `json:"for"`
	In     []string `json:"in"`
	On     string   `json:"on"`
	Author string   `json:"author"`
	Reason string   `json:"reason"`
	Entry  int64    `json:"entry"` // log entry of its form
}

// Decision is a judgement that stands on subjects of a thing.
type Decision struct {
	Entry   int64  `json:"entry"` // log entry of its form
	Verdict string `json:"verdict"`
	Left    string `json:"left"` // the subjects' own ids
	Right   string `json:"right"`
	Author  string `json:"author"`
	On      string `json:"on"`
	Reason  string `json:"reason"`
}

// Link says why a subject of one reading is this thing.
type Link struct {
	Subject string   `json:"subject"` // 17/a3
	Rule    string   `json:"rule"`    // resolve's rule; "first" for the one that gave the id
	Reasons []string `json:"reasons,omitempty"`
}

// AgreementRow is an agreement as lists show it.
type AgreementRow struct {
	ID      string   `json:"id"`
	Title   string   `json:"title"`
	Purpose string   `json:"purpose,omitempty"`
	Kind    string   `json:"kind"`
	Stage   string   `json:"stage"`
	Level   string   `json:"level,omitempty"`
	Signed  string   `json:"signed,omitempty"`
	Event   string   `json:"event,omitempty"`
	Sides   []Name   `json:"sides"`
	Themes  []string `json:"themes,omitempty"`
	Sources int      `json:"sources"`
	Passing bool     `json:"passing,omitempty"`

	Reference string `json:"reference,omitempty"`
	Legal     string `json:"legal,omitempty"` // as a source states it; what it is today is told in Agreement
	Expires   string `json:"expires,omitempty"`
	Owner     string `json:"owner,omitempty"`
}

// Name is a thing's id with the name on show.
type Name struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Country string `json:"country,omitempty"`
	Type    string `json:"type,omitempty"`
}

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
	Agreement AgreementRow `json:"agreement"`
	Cells     []Cell       `json:"cells"`             // as Table.Sources
	OnlyIn    []string     `json:"only_in,omitempty"` // the sources that list it, where most that list several leave it out
}

// Cell is one source on one agreement.
type Cell struct {
	Coverage string `json:"coverage"`
	Said     *Said  `json:"said,omitempty"`
}

// Record is what an agreement is held to: what was promised, when it falls due,
// what is measured, paid and proved, and who meets about it. Each list is in the
// order in which its things were logged.
type Record struct {
	Commitments []Commitment `json:"commitments,omitempty"`
	Milestones  []Milestone  `json:"milestones,omitempty"`
	Indicators  []Indicator  `json:"indicators,omitempty"`
	Transfers   []Transfer   `json:"transfers,omitempty"`
	Evidence    []Evidence   `json:"evidence,omitempty"`
	Meetings    []Meeting    `json:"meetings,omitempty"`
	Actions     []Action     `json:"actions,omitempty"` // of the agreement and of its meetings
	Focals      []Focal      `json:"focals,omitempty"`
	Candidates  []Candidate  `json:"candidates,omitempty"` // what may belong here; see candidate.go
}

// Part is what all parts of a record have.
type Part struct {
	ID      string   `json:"id"`
	Also    []string `json:"also,omitempty"`
	Of      []string `json:"of,omitempty"` // what it is a part of; not where it only may belong
	Remarks []Value  `json:"remarks,omitempty"`
	Sources []string `json:"sources"`
}

// Commitment is who owes what to whom, by when.
type Commitment struct {
	Part
	Text       Field `json:"text"`
	Kind       Field `json:"kind"`
	By         Field `json:"by"` // values are Refs; Text is the party's id
	To         Field `json:"to"`
	Target     Field `json:"target"`
	Money      Field `json:"money"`
	Due        Field `json:"due"`
	Met        Field `json:"met"`
	Place      Field `json:"place"`
	Condition  Field `json:"condition"`
	Verifiable Field `json:"verifiable"`
	Progress   Field `json:"progress"`
}

// Milestone is a stage of delivery.
type Milestone struct {
	Part
	Code   Field `json:"code"` // a stage of a delivery template
	Name   Field `json:"name"`
	Due    Field `json:"due"`
	Met    Field `json:"met"`
	Status Field `json:"status"`
}

// Indicator is what is measured, with its dated actuals.
type Indicator struct {
	Part
	Code       Field    `json:"code"` // an indicator of a delivery template
	Name       Field    `json:"name"`
	Baseline   Field    `json:"baseline"`
	Target     Field    `json:"target"`
	Due        Field    `json:"due"` // when the target is to be reached
	Cumulative Field    `json:"cumulative"`
	Results    []Result `json:"results,omitempty"`
}

// Result is an actual of an indicator, whole or of a part of the people. A
// result of 0 is a report of none; where nothing was reported there is no result.
type Result struct {
	Part
	Actual   Field  `json:"actual"`
	On       string `json:"on,omitempty"` // the day the actual on show is of
	Sex      Field  `json:"sex"`
	Province Field  `json:"province"`
	Age      Field  `json:"age"`
}

// Transfer is an amount of money on one rung.
type Transfer struct {
	Part
	Money      Field   `json:"money"`
	Date       Field   `json:"date"`
	By         Field   `json:"by"`
	To         Field   `json:"to"`
	Instrument Field   `json:"instrument"`
	Includes   []Value `json:"includes,omitempty"` // Refs to transfers and agreements whose amount is in this one
}

// Evidence is a file or an address that proves something.
type Evidence struct {
	Part           // Of is what it is evidence of
	Title    Field `json:"title"`
	Proof    Field `json:"proof"`
	Grade    Field `json:"grade"`
	Date     Field `json:"date"`
	URL      Field `json:"url"`
	By       Field `json:"by"` // who provided it, in words
	Document Field `json:"document"`
}

// Meeting is a gathering of the parties or of their working group.
type Meeting struct {
	Part
	Name      Field   `json:"name"`
	Body      Field   `json:"body"`
	Date      Field   `json:"date"`
	Next      Field   `json:"next"`
	URL       Field   `json:"url"`
	Document  Field   `json:"document"` // the minutes
	Attended  []Value `json:"attended,omitempty"`
	Discussed []Value `json:"discussed,omitempty"` // points of its agenda that were spoken of
	Decided   []Value `json:"decided,omitempty"`
}

// Action is an action point.
type Action struct {
	Part
	Text     Field `json:"text"`
	Assigned Field `json:"assigned"`
	Due      Field `json:"due"`
	Met      Field `json:"met"`
}

// Focal is who holds the file for a party.
type Focal struct {
	Part
	By     Field `json:"by"`
	Name   Field `json:"name"`
	Office Field `json:"office"`
	From   Field `json:"from"`
	Until  Field `json:"until"`
}

// Relation is another agreement that this one renews, amends, implements,
// replaces or announces again, or the other way round.
//
// It is said by somebody, or found by a rule in the words that tell of one of the
// two; a rule's has the rule's name and its reasons.
type Relation struct {
	Kind    string   `json:"kind"`
	To      string   `json:"to"`
	Inverse bool     `json:"inverse,omitempty"` // To does it to this one
	Denied  bool     `json:"denied,omitempty"`  // whoever is ranked first says that it is not so
	Said    []Said   `json:"said"`
	Rule    string   `json:"rule,omitempty"` // of package resolve; "" where a claim says it
	Reasons []string `json:"reasons,omitempty"`
}

// Candidate is a part of a record that may belong to an agreement and was left
// open by whoever entered it: no source ties the two together. It counts for
// nothing until a person rules that it belongs.
//
// Where it may belong is said by "of" or "supports" with modality estimated. The
// claim ranked first decides, and a ruling ranks before what was entered: done,
// it belongs; denied, it does not; with no ruling, or once the ruling is taken
// back, it is open.
type Candidate struct {
	Part          // Remarks say why it is in doubt
	For    string `json:"for"`              // the agreement, or the part of it, that it may belong to
	State  string `json:"state"`            // open, attached, rejected
	Ruling *Said  `json:"ruling,omitempty"` // nil while it is open
	Title  Field  `json:"title"`            // what it is called, or says in words
	URL    Field  `json:"url"`
	Date   Field  `json:"date"`
	Actual Field  `json:"actual"` // of a result
}

// PartyRow is a party as lists show it.
type PartyRow struct {
	Name
	Agreements int `json:"agreements"`
	Sources    int `json:"sources"`
}

// EventRow is an event as lists show it.
type EventRow struct {
	ID         string `json:"id"`
	Name       string `json:"name"`
	Date       string `json:"date,omitempty"`
	Agreements int    `json:"agreements"`
	Sources    int    `json:"sources"`
	Counted    int    `json:"counted,omitempty"` // the largest number of agreements that a source gives
}

// SourceClaim is a claim as the source page highlights it.
type SourceClaim struct {
	About    string `json:"about"`
	Name     string `json:"name"` // of what it is about
	Property string `json:"property"`
	Text     string `json:"text"` // the value for people
	Said
}

// Assessment is how an agreement stands on a day.
type Assessment struct {
	On           string     `json:"on"`
	Template     string     `json:"template,omitempty"` // code, "" where no theme has one
	Fits         Reason     `json:"fits"`               // why this template, or none
	Legal        Axis       `json:"legal"`
	Delivery     Axis       `json:"delivery"`
	Evidence     Axis       `json:"evidence"`
	Attention    Axis       `json:"attention"`
	Flags        []string   `json:"flags,omitempty"`   // every state of attention that holds
	Expires      string     `json:"expires,omitempty"` // said, or worked out from start and term
	Worked       bool       `json:"worked_out,omitempty"`
	DaysLeft     *int       `json:"days_left,omitempty"`     // to expiry; below 0 past it
	LastWord     string     `json:"last_word,omitempty"`     // the newest any source says anything
	LastEvidence string     `json:"last_evidence,omitempty"` // of the newest proof of delivery
	Silent       *int       `json:"silent,omitempty"`        // days since the last proof, or since the first announcement where there is none
	Promised     []Promise  `json:"promised"`
	Dates        []Day      `json:"dates"`
	Gates        []Gate     `json:"gates,omitempty"`
	Measures     []Progress `json:"measures,omitempty"`
	Rungs        []Rung     `json:"rungs,omitempty"`
}

// Axis is where an agreement stands on one axis, since when, and why.
type Axis struct {
	Code  string   `json:"code"`
	Since string   `json:"since,omitempty"`
	Why   Reason   `json:"why"`
	From  []string `json:"from,omitempty"` // parts of the record it follows from
}

// Reason is why, as a key of the message catalogues (without its prefix "why.")
// and what stands in its places.
type Reason struct {
	Key  string   `json:"key"`
	Args []string `json:"args,omitempty"`
}

// Day is a day that matters.
type Day struct {
	What    string `json:"what"`           // expiry, notice, review, milestone, commitment, target, action, meeting
	On      string `json:"on"`             // keeps its precision: a month is due on its last day
	Of      string `json:"of,omitempty"`   // the part it belongs to
	Name    string `json:"name,omitempty"` // in the source's or the template's words
	Days    int    `json:"days"`           // from today; below 0 past
	Done    bool   `json:"done"`
	Proved  bool   `json:"proved"`  // by evidence not disputed
	Obliges bool   `json:"obliges"` // somebody owes something by it; an expiry only happens
	Late    bool   `json:"late"`
}

// Promise is what was promised, in one line.
type Promise struct {
	Of     string `json:"of,omitempty"` // a commitment or an indicator; "" for a figure of an announcement
	Text   string `json:"text"`
	By     string `json:"by,omitempty"`
	To     string `json:"to,omitempty"`
	Due    string `json:"due,omitempty"`
	Amount string `json:"amount,omitempty"` // the figure for people
	Said   []Said `json:"said"`
	// Remarks are what whoever entered it wants known of it, such as why it is doubtful.
	Remarks []Value `json:"remarks,omitempty"`
}

// Gate is a stage of the template and what the record holds of it.
type Gate struct {
	Code      string   `json:"code"`
	Name      string   `json:"name"`            // in English, or as the office calls it
	Phase     string   `json:"phase,omitempty"` // vocab.DeliveryStates; "" for a stage the template does not know
	State     string   `json:"state"`           // met, partly, due, late, not-met, silent
	Due       string   `json:"due,omitempty"`
	Met       string   `json:"met,omitempty"`
	Grade     string   `json:"grade,omitempty"` // of its best proof; claimed where met and unproved
	Wants     []string `json:"wants,omitempty"` // kinds of evidence that would prove it
	Milestone string   `json:"milestone,omitempty"`
	Proofs    []string `json:"proofs,omitempty"`
}

// Progress is one indicator: where it began, where it is to come, and where it
// is.
type Progress struct {
	Of       string   `json:"of,omitempty"` // "" for a measure of the template of which nothing is reported
	Code     string   `json:"code,omitempty"`
	Name     string   `json:"name"`
	Unit     string   `json:"unit"`
	Step     int      `json:"step,omitempty"` // in the funnel
	Adds     string   `json:"adds"`           // vocab.Accumulations
	Baseline string   `json:"baseline,omitempty"`
	Target   string   `json:"target,omitempty"`
	Due      string   `json:"due,omitempty"`
	Actual   string   `json:"actual,omitempty"` // "" where nothing was reported; 0 is a report of none
	On       string   `json:"on,omitempty"`
	Percent  string   `json:"percent,omitempty"` // of the target
	Reached  bool     `json:"reached,omitempty"`
	Grade    string   `json:"grade,omitempty"`
	Series   []Point  `json:"series,omitempty"`
	Split    []Split  `json:"split,omitempty"`
	Odd      []Reason `json:"odd,omitempty"` // what does not fit
	// Remarks are what whoever entered it wants known of it.
	Remarks []Value `json:"remarks,omitempty"`
}

// Point is an actual on a day; Total is what it comes to by then.
type Point struct {
	On     string `json:"on"`
	Value  string `json:"value"`
	Total  string `json:"total"`
	Result string `json:"result"`
}

// Split is an actual of a part of the people.
type Split struct {
	On       string `json:"on,omitempty"`
	Sex      string `json:"sex,omitempty"`
	Province string `json:"province,omitempty"`
	Age      string `json:"age,omitempty"`
	Value    string `json:"value"`
	Result   string `json:"result"`
}

// Rung is what stands on one rung of the money ladder in one currency. Rungs are
// never added: what is pledged may be what is later paid.
type Rung struct {
	Nature    string   `json:"nature"`
	Currency  string   `json:"currency"`
	Amount    string   `json:"amount"`
	Transfers []string `json:"transfers"`
	LeftOut   []string `json:"left_out,omitempty"` // held already by another transfer on the rung
}
