package register

import (
	"slices"

	"sanad/claim"
)

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
	For    ID     `json:"for"`              // the agreement, or the part of it, that it may belong to
	State  string `json:"state"`            // open, attached, rejected
	Ruling *Said  `json:"ruling,omitempty"` // nil while it is open
	Title  Field  `json:"title"`            // what it is called, or says in words
	URL    Field  `json:"url"`
	Date   Field  `json:"date"`
	Actual Field  `json:"actual"` // of a result
}

// States of a candidate.
const (
	Open     = "open"
	Attached = "attached"
	Rejected = "rejected"
)

// firstSaid is the first of the properties of which somebody spoke.
func firstSaid(of map[claim.Property][]Stated, properties ...claim.Property) Field {
	for _, p := range properties {
		if len(of[p]) > 0 {
			return field(of[p])
		}
	}
	return Field{}
}

// belongs says whether the claim ranked first puts a part where the value says.
func belongs(v Value) bool {
	m := v.Said[0].Modality
	return m != claim.Estimated && m != claim.Denied
}

// candidate is the part as it was offered to a whole; offered is false where
// nobody left it open.
func candidate(p Part, of map[claim.Property][]Stated, whole ID) (c Candidate, offered bool) {
	for _, property := range []claim.Property{claim.PropOf, claim.PropSupports} {
		for _, v := range values(of[property]) {
			open := slices.ContainsFunc(v.Said, func(s Said) bool { return s.Modality == claim.Estimated })
			if ID(v.Text) != whole || !open {
				continue
			}
			c = Candidate{
				Part: p, For: whole, State: Open, Title: firstSaid(of, claim.PropTitle, claim.PropText, claim.PropName), URL: field(of[claim.PropURL]),
				Date: field(of[claim.PropDate]), Actual: field(of[claim.PropActual]),
			}
			switch v.Said[0].Modality {
			case claim.Estimated:
				return c, true
			case claim.Denied:
				c.State = Rejected
			default:
				c.State = Attached
			}
			c.Ruling = &v.Said[0]
			return c, true
		}
	}
	return c, false
}
