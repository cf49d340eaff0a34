// Package claim is what a source says: one value of one property of one
// subject, with the words that say it.
//
// It is the register's smallest stored thing and its public format. A claim
// never holds the result of a later stage: no canonical id, no score of a
// match, no "current". What is shown to people is folded from claims and can
// be folded again; claims are only ever appended, withheld or erased.
//
// Canonical bytes (canonical.go) are frozen by golden files in testdata: the
// log commits to them, so one changed byte is a different claim. The package
// imports the standard library alone and stores nothing itself.
package claim

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Subject names what a claim is about. Within one reading it is local: "d" the
// document itself, "a1" its first agreement, "p2" a party, "e1" an occasion,
// "c1" a statement of how many agreements there are, and the parts of an
// agreement's record (the classes below). "17/a1" is subject a1 of the reading
// whose first log entry has index 17.
type Subject string

// DocumentSubject is the document a reading was made of.
const DocumentSubject Subject = "d"

// Class is what sort of thing a subject is: the letter of its local name.
type Class byte

// The classes of subject.
const (
	Document  Class = 'd'
	Agreement Class = 'a'
	Party     Class = 'p'
	Event     Class = 'e'
	Count     Class = 'c'
)

// The classes of what an agreement's record is made of. Each says by PropOf what
// it is a part of.
const (
	Commitment Class = 'o' // an obligation: who owes what to whom, by when
	Milestone  Class = 'm' // a stage of delivery, due and met
	Indicator  Class = 'i' // what is measured: baseline, target, unit
	Result     Class = 'r' // a dated actual of an indicator
	Transfer   Class = 't' // an amount on one rung of the money ladder
	Evidence   Class = 'v' // a voucher: a file or address that proves something
	Meeting    Class = 'g' // a gathering of the parties or their working group
	Action     Class = 'x' // an action point of a meeting
	Focal      Class = 'h' // who holds the file for a party, from when till when
)

// Classes are all classes whose subjects are numbered, in no order that matters.
const Classes = "apecomirtvgxh"

// Local is the part after the slash, or the whole of a local subject.
func (s Subject) Local() Subject {
	if i := strings.IndexByte(string(s), '/'); i >= 0 {
		return s[i+1:]
	}
	return s
}

// Class is what sort of thing the subject is.
func (s Subject) Class() Class {
	l := s.Local()
	if l == "" {
		return 0
	}
	return Class(l[0])
}

// Entry is the log index a global subject names; ok is false for a local one.
func (s Subject) Entry() (index int64, ok bool) {
	head, _, found := strings.Cut(string(s), "/")
	if !found {
		return 0, false
	}
	index, err := strconv.ParseInt(head, 10, 64)
	return index, err == nil && index >= 0
}

// In makes a local subject global: a1 in entry 17 is 17/a1. A global subject
// stays as it is.
func (s Subject) In(entry int64) Subject {
	if _, ok := s.Entry(); ok {
		return s
	}
	return Subject(strconv.FormatInt(entry, 10) + "/" + string(s))
}

// Check says whether the subject is well formed.
func (s Subject) Check() error {
	l := string(s.Local())
	if head, _, global := strings.Cut(string(s), "/"); global {
		if n, ok := s.Entry(); !ok || strconv.FormatInt(n, 10) != head {
			return fmt.Errorf("subject %q: %q is not a log index", s, head)
		}
	}
	if l == string(DocumentSubject) {
		return nil
	}
	if len(l) < 2 || strings.IndexByte(Classes, l[0]) < 0 {
		return fmt.Errorf("subject %q: want d, or one of %s with a number", s, strings.Join(strings.Split(Classes, ""), " "))
	}
	if n, err := strconv.Atoi(l[1:]); err != nil || n < 1 || strconv.Itoa(n) != l[1:] {
		return fmt.Errorf("subject %q: %q is not a number from 1", s, l[1:])
	}
	return nil
}

// Property names what a claim says of its subject.
type Property string

// The properties. Of a document:
const (
	PropOriginal  Property = "original"  // DocumentRef: the archived bytes and their text; the first claim of a reading
	PropTitle     Property = "title"     // Text; of agreements too
	PropPublisher Property = "publisher" // Text
	PropPublished Property = "published" // Date
	PropRetrieved Property = "retrieved" // Date
	PropURL       Property = "url"       // Text
	PropLanguage  Property = "language"  // Code of list "bcp47"
	PropPart      Property = "part"      // Text: which document of the original this is, where it holds several
	PropLabel     Property = "label"     // Text: what must be said wherever the document is shown
	PropUnread    Property = "unread"    // Text: why a stretch was not read
)

// Of an agreement:
const (
	PropKind       Property = "kind"       // Code of vocab.Kinds
	PropStage      Property = "stage"      // Code of vocab.Stages
	PropLevel      Property = "level"      // Code of vocab.Levels
	PropParty      Property = "party"      // Ref to a party, with a role of vocab.Roles
	PropSigned     Property = "signed"     // Date
	PropPlace      Property = "place"      // Text
	PropEvent      Property = "event"      // Ref to an event
	PropTheme      Property = "theme"      // Code of vocab.Themes
	PropPurpose    Property = "purpose"    // Text
	PropQuantity   Property = "quantity"   // Quantity
	PropMoney      Property = "money"      // Money
	PropMention    Property = "mention"    // Text: the sentence that best evidences the agreement
	PropBackground Property = "background" // Text: the sentence that mentions it only in passing
)

// Of an agreement as an instrument, beside what announcements say:
const (
	PropReference  Property = "reference"  // Text: the number an office files it under
	PropLegal      Property = "legal"      // Code of vocab.LegalStates
	PropBinding    Property = "binding"    // Code of vocab.Bindings
	PropApproved   Property = "approved"   // Date
	PropEffective  Property = "effective"  // Date: entry into force
	PropExpires    Property = "expires"    // Date
	PropTerm       Property = "term"       // Quantity: how long it runs, in a, mo or d
	PropNotice     Property = "notice"     // Quantity: how long before its end notice must be given
	PropRenewal    Property = "renewal"    // Code of vocab.Renewals
	PropReview     Property = "review"     // Date of the next review
	PropTerminated Property = "terminated" // Date
	PropTemplate   Property = "template"   // Code: a delivery template
	PropDelivery   Property = "delivery"   // Code of vocab.DeliveryStates, where somebody states it
	PropOwner      Property = "owner"      // Ref to the party that answers for it at home
	PropTier       Property = "tier"       // Code of vocab.Tiers: how often it is reviewed
	PropRemark     Property = "remark"     // Text

	PropRenews      Property = "renews"      // Ref to an earlier agreement that this one renews or extends
	PropAmends      Property = "amends"      // Ref
	PropImplements  Property = "implements"  // Ref
	PropSupersedes  Property = "supersedes"  // Ref
	PropReannounces Property = "reannounces" // Ref: the same promise again
)

// Of the parts of a record:
const (
	PropBy         Property = "by"         // Ref to a party: who owes, pays, holds
	PropTo         Property = "to"         // Ref to a party: whom it is owed, paid to
	PropText       Property = "text"       // Text: what is promised, decided or to be done, in words
	PropCommitment Property = "commitment" // Code of vocab.CommitmentKinds
	PropCondition  Property = "condition"  // Text
	PropVerifiable Property = "verifiable" // Code of vocab.Verifiabilities
	PropProgress   Property = "progress"   // Code of vocab.ProgressStates
	PropCode       Property = "code"       // Code: a stage or indicator of a delivery template
	PropDue        Property = "due"        // Date
	PropMet        Property = "met"        // Date
	PropStatus     Property = "status"     // Code of vocab.MilestoneStates
	PropBaseline   Property = "baseline"   // Quantity, as of a day
	PropTarget     Property = "target"     // Quantity
	PropActual     Property = "actual"     // Quantity, as of a day; 0 is a report of none
	PropCumulative Property = "cumulative" // Code of vocab.Accumulations
	PropParts      Property = "parts"      // Code of vocab.Coverages
	PropSex        Property = "sex"        // Code of vocab.Sexes
	PropProvince   Property = "province"   // Text
	PropAge        Property = "age"        // Text: 15-24, 25+
	PropInstrument Property = "instrument" // Text: loan, grant, equity …
	PropIncludes   Property = "includes"   // Ref to a transfer or agreement whose amount this one holds already
	PropDocument   Property = "document"   // DocumentRef: archived bytes
	PropProof      Property = "proof"      // Code of vocab.EvidenceKinds
	PropGrade      Property = "grade"      // Code of vocab.EvidenceGrades
	PropSupports   Property = "supports"   // Ref to what it is evidence of
	PropBody       Property = "body"       // Text: committee or working group that meets
	PropAttended   Property = "attended"   // Text: a body or a person in office
	PropDiscussed  Property = "discussed"  // Text: a point of the agenda that was spoken of
	PropDecided    Property = "decided"    // Text
	PropNext       Property = "next"       // Date of the next meeting
	PropAssigned   Property = "assigned"   // Text: who is to do it
	PropFrom       Property = "from"       // Date
	PropUntil      Property = "until"      // Date
	PropOffice     Property = "office"     // Text: the office a focal person holds
	PropContact    Property = "contact"    // Text
)

// Of a party, an event, a count:
const (
	PropName    Property = "name"    // Text
	PropCountry Property = "country" // Code of list "iso3166"
	PropType    Property = "type"    // Code of vocab.PartyTypes
	PropDate    Property = "date"    // Date, of an event, a meeting, a transfer
	PropCount   Property = "count"   // Quantity, of a count: how many agreements
	PropOf      Property = "of"      // Ref, of a count: the event it counts; of a part of a record: what it is a part of

	PropFormer    Property = "former-name" // Text, of a party: what it was called; as of the last day it was
	PropOwnership Property = "ownership"   // Code of vocab.Ownerships, of a party
	PropStanding  Property = "standing"    // Code of vocab.Standings, of a document: how near it stands to the agreement
)

// Of what a person decides, submitted as a form; author and reason are said of
// the form's document, the rest of subjects of other readings:
const (
	PropAuthor        Property = "author"         // Text
	PropReason        Property = "reason"         // Text
	PropSameAs        Property = "same-as"        // Ref: a judgement
	PropDifferentFrom Property = "different-from" // Ref: a judgement
	PropUndecidedWith Property = "undecided-with" // Ref: a judgement
	PropLookedFor     Property = "looked-for"     // Text, of modality denied: what was looked for and not found; as of the day
	PropLookedIn      Property = "looked-in"      // Text: one place it was looked for in, of the form's document
	PropWithdraws     Property = "withdraws"      // Ref to the document of the form taken back
	PropErases        Property = "erases"         // Ref to the document taken out of log and archive for good
	PropGround        Property = "ground"         // Text: the law or order under which it was taken out
)

// Modality is in which mode the source speaks.
type Modality string

// The modalities.
const (
	Done      Modality = "done"
	Planned   Modality = "planned"
	Denied    Modality = "denied"
	Estimated Modality = "estimated"
)

// Release is who may see a claim.
type Release string

// The release levels, widest first.
const (
	Public     Release = "public"
	Parties    Release = "parties"
	Restricted Release = "restricted"
	Sealed     Release = "sealed" // only its existence shows
)

// Confidence is how sure a reader is, in thousandths: 930 is 0.93.
type Confidence int

// ConfidenceOf rounds a share from 0 to 1 to thousandths, clamped.
func ConfidenceOf(share float64) Confidence {
	if !(share > 0) { // NaN too
		return 0
	}
	return Confidence(min(1000, int(share*1000+0.5)))
}

// Share is the confidence from 0 to 1.
func (c Confidence) Share() float64 { return float64(c) / 1000 }

// Selector is where in the archived text the source says it: Quote is exactly
// the bytes from Start to End. Page is 1-based, 0 for an original without pages.
type Selector struct {
	Start, End int
	Quote      string
	Page       int
}

// Claim is one thing a source says. The source itself, the reader and the time
// of reading stand once in the log entry that commits to the claim.
type Claim struct {
	Subject    Subject
	Property   Property
	Value      Value
	Modality   Modality
	AsOf       Date // EDTF: when the value was so; "" when the source does not say
	Selector   *Selector
	Rule       string // of the reader, by name; "" where a person typed the value
	Confidence Confidence
	Release    Release
}

// Check says whether the claim is whole and well formed. It does not look at
// the archive or at closed lists: ingest does.
func (c Claim) Check() error {
	if err := c.Subject.Check(); err != nil {
		return err
	}
	if c.Property == "" {
		return fmt.Errorf("claim on %s has no property", c.Subject)
	}
	if c.Value == nil {
		return fmt.Errorf("claim on %s %s has no value", c.Subject, c.Property)
	}
	if err := c.Value.check(); err != nil {
		return fmt.Errorf("claim on %s %s: %w", c.Subject, c.Property, err)
	}
	switch c.Modality {
	case Done, Planned, Denied, Estimated:
	default:
		return fmt.Errorf("claim on %s %s: unknown modality %q", c.Subject, c.Property, c.Modality)
	}
	switch c.Release {
	case Public, Parties, Restricted, Sealed:
	default:
		return fmt.Errorf("claim on %s %s: unknown release level %q", c.Subject, c.Property, c.Release)
	}
	if c.AsOf != "" {
		if err := c.AsOf.check(); err != nil {
			return fmt.Errorf("claim on %s %s: as of: %w", c.Subject, c.Property, err)
		}
	}
	if c.Confidence < 0 || c.Confidence > 1000 {
		return fmt.Errorf("claim on %s %s: confidence %d is not in 0 to 1000", c.Subject, c.Property, c.Confidence)
	}
	if s := c.Selector; s != nil {
		if s.Start < 0 || s.End < s.Start || s.End-s.Start != len(s.Quote) || s.Page < 0 {
			return fmt.Errorf("claim on %s %s: quote does not fit its offsets %d to %d", c.Subject, c.Property, s.Start, s.End)
		}
		if !utf8.ValidString(s.Quote) {
			return fmt.Errorf("claim on %s %s: quote is not UTF-8", c.Subject, c.Property)
		}
	}
	if !utf8.ValidString(string(c.Property)) || !utf8.ValidString(c.Rule) {
		return errors.New("claim: a name is not UTF-8")
	}
	return nil
}
