package form

import (
	"cmp"

	"sanad/claim"
	"sanad/internal/fault"
	"sanad/internal/reader/record"
)

// placements are a ruling on candidates: parts of a record of which it was left
// open whether they belong where they say. Each claim puts one part there (done)
// or keeps it away (denied); nothing else may stand in such a ruling. One report
// with several figures is one ruling, so that one withdrawal takes all of it back.
func (f Form) placements() ([]claim.Claim, error) {
	var claims []claim.Claim
	for i, s := range f.Claims {
		if err := global(s.Subject); err != nil {
			return nil, fault.New(fault.Invalid, "ruling: claim %d: %w", i+1, err)
		}
		v, err := claim.DecodeValue(s.Value)
		if err != nil {
			return nil, fault.New(fault.Invalid, "ruling: claim %d (%s %s): %w", i+1, s.Subject, s.Property, err)
		}
		modality := cmp.Or(s.Modality, claim.Done)
		switch {
		case s.Property != claim.PropOf && s.Property != claim.PropSupports:
			return nil, fault.New(fault.Invalid, "ruling: claim %d says %q: it may only say where a part belongs", i+1, s.Property)
		case modality != claim.Done && modality != claim.Denied:
			return nil, fault.New(fault.Invalid, "ruling: claim %d is %q: a ruling puts a part in its place or keeps it away", i+1, modality)
		}
		c := claim.Claim{Subject: s.Subject, Property: s.Property, Value: v, Modality: modality, Confidence: 1000, Release: claim.Public}
		if err := record.Claim(c); err != nil {
			return nil, err
		}
		if err := global(v.(claim.Ref).Subject); err != nil {
			return nil, fault.New(fault.Invalid, "ruling: claim %d: %w", i+1, err)
		}
		claims = append(claims, c)
	}
	return claims, nil
}
