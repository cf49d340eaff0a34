// Package figures counts how many agreements came to something, only under
// definitions that have a name, a version and a date, stand in one table and are
// published with each figure. There is no such thing here as the conversion rate:
// every figure says its numerator, its denominator, the legal states and the proof
// that count, and opens to its rows. Figures by count and figures by value are
// apart; amounts are added within one rung of the money ladder and one currency,
// never across. The package is pure and stores nothing.
package figures

import (
	"slices"

	"sanad/claim"
	"sanad/internal/audit"
	"sanad/internal/register"
)

// Weight is what a figure counts.
type Weight string

// The weights.
const (
	Count Weight = "count" // agreements, or promises
	Value Weight = "value" // money, by rung and currency
)

// Definition is what a figure means. A definition that was published is never
// changed: another meaning is another version.
type Definition struct {
	Name        string     `json:"name"`
	Version     int        `json:"version"`
	Published   claim.Date `json:"published"`
	Title       string     `json:"title"`
	Numerator   string     `json:"numerator"`
	Denominator string     `json:"denominator"`
	Weight      Weight     `json:"weight"`
	Legal       []string   `json:"legal"`           // legal states whose agreements count; none: all
	Proof       []string   `json:"proof,omitempty"` // grades of evidence that count for the numerator; none: no proof is asked
	Limits      string     `json:"limits"`          // what it must not be taken for

	count func(Definition, Agreement) []row
	value func(Definition, Agreement) (in bool, numerator, denominator []audit.Amount)
}

// everSigned are the legal states of instruments that were signed, whatever became
// of them since.
var everSigned = []string{"signed", "in-force", "amended", "renewed", "expired", "terminated", "superseded"}

// Definitions are all, in the order they are shown in.
var Definitions = []Definition{
	{
		Name: "signed-of-announced", Version: 1, Published: "2026-11-25", Weight: Count,
		Title:       "Announced agreements that came to signature",
		Numerator:   "agreements whose legal state is signed or any that follows from it",
		Denominator: "all agreements in the register, but for those mentioned only in passing",
		Limits:      "It rests on what sources say was signed; no signed text is asked for.",
		count: func(_ Definition, a Agreement) []row {
			return one(a, slices.Contains(everSigned, a.Standing.Legal.Code), a.Standing.Legal.Code)
		},
	},
	{
		Name: "begun-of-signed", Version: 1, Published: "2026-11-25", Weight: Count, Legal: everSigned,
		Proof:       []string{"reported", "documented", "verified"},
		Title:       "Signed agreements of which delivery has begun, with proof",
		Numerator:   "those whose delivery is started, under way or completed, and of whose delivery some proof is at least reported by a party",
		Denominator: "agreements ever signed",
		Limits:      "Begun is not done: one paid instalment or one course is enough.",
		count: func(d Definition, a Agreement) []row {
			s := a.Standing
			return one(a, slices.Contains([]string{"started", "running", "completed"}, s.Delivery.Code) && d.proves(s.Evidence.Code), s.Delivery.Code+", "+s.Evidence.Code)
		},
	},
	{
		Name: "completed-of-signed", Version: 1, Published: "2026-11-25", Weight: Count, Legal: everSigned,
		Proof:       []string{"documented", "verified"},
		Title:       "Signed agreements delivered in full, with a document",
		Numerator:   "those whose delivery is completed, with an archived document or an independent check that shows it",
		Denominator: "agreements ever signed",
		Limits:      "An agreement counts once, large or small.",
		count: func(d Definition, a Agreement) []row {
			s := a.Standing
			return one(a, s.Delivery.Code == "completed" && d.proves(s.Evidence.Code), s.Delivery.Code+", "+s.Evidence.Code)
		},
	},
	{
		Name: "followed-of-nonbinding", Version: 1, Published: "2026-11-25", Weight: Count, Legal: everSigned,
		Title:       "Memoranda followed by an instrument that implements them",
		Numerator:   "those that another agreement in the register says it implements",
		Denominator: "memoranda, letters of intent, frameworks, strategic partnerships and declarations ever signed",
		Limits:      "It needs somebody to have recorded that the one implements the other.",
		count: func(_ Definition, a Agreement) []row {
			if !slices.Contains(audit.NonBinding, a.Kind.Code()) {
				return nil
			}
			followed := slices.ContainsFunc(a.Relations, func(r register.Relation) bool { return r.Inverse && r.Kind == claim.PropImplements })
			return one(a, followed, a.Kind.Code())
		},
	},
	{
		Name: "promises-kept-of-due", Version: 1, Published: "2026-11-25", Weight: Count,
		Proof:       []string{"reported", "documented", "verified"},
		Title:       "Promises kept of those that have fallen due, with proof",
		Numerator:   "those done, with proof at least reported by a party and none disputed",
		Denominator: "commitments on record whose day has passed",
		Limits:      "A promise without a day is in neither number. Promises differ in size.",
		count:       promisesKept,
	},
	{
		Name: "completed-of-signed-by-value", Version: 1, Published: "2026-11-25", Weight: Value, Legal: everSigned,
		Proof:       []string{"documented", "verified"},
		Title:       "Money announced with signed agreements that were delivered in full, with a document",
		Numerator:   "amounts of those whose delivery is completed, with an archived document or an independent check that shows it",
		Denominator: "amounts of agreements ever signed, on the same rung and in the same currency",
		Limits:      "The money of agreements that say none is in neither number. Money announced is not money paid.",
		value: func(d Definition, a Agreement) (bool, []audit.Amount, []audit.Amount) {
			all := audit.Amounts(a.Agreement)
			in := a.Standing.Delivery.Code == "completed" && d.proves(a.Standing.Evidence.Code)
			if !in {
				return false, nil, all
			}
			return true, all, all
		},
	},
	{
		Name: "paid-of-committed-by-value", Version: 1, Published: "2026-11-25", Weight: Value, Legal: everSigned,
		Title:       "Money paid out of money committed",
		Numerator:   "what is on record as disbursed under agreements that have a committed amount in the currency",
		Denominator: "what is on record as committed, by a firm written obligation",
		Limits:      "The two numbers stand on two rungs and are not added; under an instrument that binds nobody nothing is committed.",
		value:       paidOfCommitted,
	},
}

// Find is the definition of a name and version.
func Find(name string, version int) (Definition, bool) {
	i := slices.IndexFunc(Definitions, func(d Definition) bool { return d.Name == name && d.Version == version })
	if i < 0 {
		return Definition{}, false
	}
	return Definitions[i], true
}

func (d Definition) proves(grade string) bool { return slices.Contains(d.Proof, grade) }
