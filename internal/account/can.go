package account

import (
	"slices"

	"sanad/claim"
)

// Act is something that one may do.
type Act string

// The acts.
const (
	Read    Act = "read"    // see what is said of agreements, as far as it is released to one
	Own     Act = "own"     // look after one's own account
	Desk    Act = "desk"    // open the desk: what is late, due and silent
	Submit  Act = "submit"  // let a document in
	Record  Act = "record"  // enter what the office knows
	State   Act = "state"   // enter what a party says
	Meet    Act = "meet"    // hold a meeting and close it into minutes
	Judge   Act = "judge"   // say whether two things are one
	Rule    Act = "rule"    // say which value stands, and where a candidate belongs
	Approve Act = "approve" // be the second person where the office wants two
	Lock    Act = "lock"    // close a reporting period, and open it again
	Audit   Act = "audit"   // read the trail
	People  Act = "people"  // invite, disable, give and take roles
)

// Role is what a person is to the register or to one agreement.
type Role string

// The roles. The first two nobody is given: a visitor is whoever comes, a person is
// whoever has signed in.
const (
	Visitor       Role = "visitor"
	Person        Role = "person"
	Reader        Role = "reader"
	Focal         Role = "focal"
	Editor        Role = "editor"
	Reviewer      Role = "reviewer"
	Publisher     Role = "publisher"
	Auditor       Role = "auditor"
	Administrator Role = "administrator"
)

// Roles are those that are given, in the order they are shown.
var Roles = []Role{Reader, Focal, Editor, Reviewer, Publisher, Auditor, Administrator}

// rights are what each role may do, and how closely it sees.
type rights struct {
	acts []Act
	sees []claim.Release
}

// open are the levels of release up to one; what is sealed shows only that it is.
var (
	toAll      = []claim.Release{claim.Public}
	toParties  = []claim.Release{claim.Public, claim.Parties}
	restricted = []claim.Release{claim.Public, claim.Parties, claim.Restricted}
	everything = []claim.Release{claim.Public, claim.Parties, claim.Restricted, claim.Sealed}
)

// table is the whole of who may do what. Roles add up; none takes anything away.
// Who looks after people may by that alone enter nothing, and the other way round.
var table = map[Role]rights{
	Visitor:       {acts: []Act{Read}, sees: toAll},
	Person:        {acts: []Act{Own}, sees: toAll},
	Reader:        {acts: []Act{Read}, sees: toParties},
	Focal:         {acts: []Act{Read, Desk, State}, sees: toParties},
	Editor:        {acts: []Act{Read, Desk, Submit, Record, Meet}, sees: restricted},
	Reviewer:      {acts: []Act{Read, Desk, Judge, Rule, Approve}, sees: restricted},
	Publisher:     {acts: []Act{Read, Desk, Approve, Lock}, sees: restricted},
	Auditor:       {acts: []Act{Read, Audit}, sees: everything},
	Administrator: {acts: []Act{Read, People, Audit}, sees: toAll},
}

// Held is a role that somebody holds, of one agreement or of the whole register.
type Held struct {
	Role      Role
	Agreement string // "" is the whole register
	Party     string // for whom a focal person speaks
}

// Who asks to do something: a person, the one person of a desk without accounts, or
// nobody known.
type Who struct {
	Person int64  // 0 is nobody who has an account
	Name   string // what stands with what they enter
	Held   []Held
	Only   []Act // what their token is for; nil, where they came without one, is everything
}

// On is what it is to be done to. The zero On is the register as a whole.
type On struct {
	Agreement string
	Release   claim.Release // of what is to be read; "" is public
}

// Can says whether who may do an act to something. It is the only place where that
// is decided. A role of one agreement counts for that agreement, and opens the desk.
func Can(who Who, act Act, on On) bool {
	if who.Only != nil && act != Read && !slices.Contains(who.Only, act) {
		return false
	}
	release := on.Release
	if release == "" {
		release = claim.Public
	}
	return slices.ContainsFunc(who.all(), func(h Held) bool {
		r := table[h.Role]
		here := h.Agreement == "" || h.Agreement == on.Agreement || act == Desk && on.Agreement == ""
		return here && slices.Contains(r.acts, act) && (act != Read || slices.Contains(r.sees, release))
	})
}

// all are the roles that who holds, those among them that nobody is given.
func (w Who) all() []Held {
	all := append([]Held{{Role: Visitor}}, w.Held...)
	if w.Person != 0 {
		all = append(all, Held{Role: Person})
	}
	return all
}

// SpeaksFor are the parties for whom who may speak on an agreement.
func (w Who) SpeaksFor(agreement string) (parties []string) {
	for _, h := range w.Held {
		if h.Role == Focal && h.Party != "" && (h.Agreement == "" || h.Agreement == agreement) && !slices.Contains(parties, h.Party) {
			parties = append(parties, h.Party)
		}
	}
	return parties
}

// Local is the one person of a desk without accounts: whoever sits at the machine.
// They may do all that is done at a desk, and look after no people, there being none.
func Local(name string) Who {
	return Who{Name: name, Held: []Held{{Role: Editor}, {Role: Reviewer}, {Role: Publisher}}}
}

// ActsOf are what a role may do.
func ActsOf(r Role) []Act { return slices.Clone(table[r].acts) }

// Given says whether a role is one that people are given.
func Given(r Role) bool { return slices.Contains(Roles, r) }
