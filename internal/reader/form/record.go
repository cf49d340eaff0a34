package form

import (
	"cmp"
	"fmt"
	"slices"

	"sanad/claim"
	"sanad/internal/fault"
	"sanad/internal/reader/record"
)

// record is what a form enters of a record. Who speaks for a party makes its
// statement; anyone else keeps the office's record.
func (f Form) record() ([]claim.Claim, error) {
	if len(f.Claims) == 0 {
		return nil, fault.New(fault.Invalid, "record: nothing is entered")
	}
	standing := "record"
	var claims []claim.Claim
	document := func(p claim.Property, v claim.Value) {
		claims = append(claims, claim.Claim{Subject: claim.DocumentSubject, Property: p, Value: v, Modality: claim.Done, Confidence: 1000, Release: claim.Public})
	}
	if f.Side != "" {
		if err := global(f.Side); err != nil {
			return nil, fmt.Errorf("record: side: %w", err)
		}
		if f.Side.Class() != claim.Party {
			return nil, fault.New(fault.Invalid, "record: side %s is no party", f.Side)
		}
		standing = "statement"
		document(claim.PropBy, claim.Ref{Subject: f.Side})
		// Who speaks is no more public than the most open thing it says.
		open := slices.MinFunc(f.Claims, func(a, b Said) int { return closeness(a.Release) - closeness(b.Release) })
		claims[0].Release = cmp.Or(open.Release, claim.Public)
	}
	document(claim.PropStanding, claim.Code{List: "standing", Code: standing})
	for i, s := range f.Claims {
		// What a form says of its own document is this reader's to say: a claim on
		// it could give the form another standing, or withdraw somebody's decision.
		if s.Subject.Local() == claim.DocumentSubject {
			return nil, fault.New(fault.Invalid, "record: claim %d: a record says nothing of documents", i+1)
		}
		v, err := claim.DecodeValue(s.Value)
		if err != nil {
			return nil, fault.New(fault.Invalid, "record: claim %d (%s %s): %w", i+1, s.Subject, s.Property, err)
		}
		claims = append(claims, claim.Claim{
			Subject: s.Subject, Property: s.Property, Value: v, AsOf: s.AsOf, Confidence: 1000,
			Modality: cmp.Or(s.Modality, claim.Done), Release: cmp.Or(s.Release, claim.Public),
		})
	}
	if err := record.Check(claims); err != nil {
		return nil, fault.New(fault.Invalid, "record: %w", err).WithHint("%s", fault.HintOf(err))
	}
	return claims, nil
}

// release is who may see a form's reason: of a record, only who may see all that
// it enters, since a note beside a restricted value tends to tell it.
func (f Form) release() claim.Release {
	strictest := claim.Public
	for _, s := range f.Claims {
		if closeness(s.Release) > closeness(strictest) {
			strictest = s.Release
		}
	}
	return strictest
}

// closeness orders releases, the most open first; one that is none is refused
// where the claim is checked.
func closeness(r claim.Release) int {
	return slices.Index([]claim.Release{claim.Public, claim.Parties, claim.Restricted, claim.Sealed}, cmp.Or(r, claim.Public))
}

// Enter adds a claim to a record.
func (f *Form) Enter(s claim.Subject, p claim.Property, v claim.Value, asOf claim.Date) {
	f.Claims = append(f.Claims, Said{Subject: s, Property: p, Value: claim.AppendValue(nil, v), AsOf: asOf})
}

// Offer adds where a part may belong, which stays open until a person rules.
func (f *Form) Offer(s claim.Subject, p claim.Property, v claim.Value) {
	f.Claims = append(f.Claims, Said{Subject: s, Property: p, Value: claim.AppendValue(nil, v), Modality: claim.Estimated})
}

// Place adds to a ruling that a part belongs where it was offered, or does not.
func (f *Form) Place(s claim.Subject, p claim.Property, to claim.Subject, belongs bool) {
	said := Said{Subject: s, Property: p, Value: claim.AppendValue(nil, claim.Ref{Subject: to})}
	if !belongs {
		said.Modality = claim.Denied
	}
	f.Claims = append(f.Claims, said)
}
