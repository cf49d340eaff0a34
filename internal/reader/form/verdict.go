package form

import (
	"fmt"
	"strings"

	"sanad/claim"
	"sanad/internal/fault"
)

// verdicts are the properties that verdicts are logged as.
var verdicts = map[string]claim.Property{
	"same": claim.PropSameAs, "different": claim.PropDifferentFrom, "undecided": claim.PropUndecidedWith,
}

// related are the verdicts that tell how the left subject stands to the right
// one. Things that are related are two: each says "different" as well, in the same
// form, so that one withdrawal takes both back.
var related = map[string]struct {
	class    claim.Class
	property claim.Property
	modality claim.Modality
}{
	"renews":      {claim.Agreement, claim.PropRenews, claim.Done},
	"amends":      {claim.Agreement, claim.PropAmends, claim.Done},
	"implements":  {claim.Agreement, claim.PropImplements, claim.Done},
	"supersedes":  {claim.Agreement, claim.PropSupersedes, claim.Done},
	"reannounces": {claim.Agreement, claim.PropReannounces, claim.Done},
	// Of what was counted on two occasions: the one set is in the other, or is not.
	"includes": {claim.Event, claim.PropIncludes, claim.Done},
	"excludes": {claim.Event, claim.PropIncludes, claim.Denied},
}

// judged are the claims of a judgement.
func (f Form) judged() ([]claim.Claim, error) {
	property, known := verdicts[f.Verdict]
	relation, relates := related[f.Verdict]
	if !known && !relates {
		return nil, fault.New(fault.Invalid, "judgement: verdict %q is none there is", f.Verdict).
			WithHint("same, different, undecided; of agreements renews, amends, implements, supersedes, reannounces; of events includes, excludes")
	}
	for _, s := range []claim.Subject{f.Left, f.Right} {
		if err := global(s); err != nil {
			return nil, fmt.Errorf("judgement: %w", err)
		}
	}
	if f.Left == f.Right {
		return nil, fault.New(fault.Invalid, "judgement: both sides are %s", f.Left)
	}
	if f.Left.Class() != f.Right.Class() || !strings.ContainsRune("ape", rune(f.Left.Class())) {
		return nil, fault.New(fault.Invalid, "judgement: %s and %s are not two agreements, two parties or two events", f.Left, f.Right)
	}
	say := func(p claim.Property, m claim.Modality) claim.Claim {
		return claim.Claim{Subject: f.Left, Property: p, Value: claim.Ref{Subject: f.Right}, Modality: m, Confidence: 1000, Release: claim.Public}
	}
	if !relates {
		return []claim.Claim{say(property, claim.Done)}, nil
	}
	if f.Left.Class() != relation.class {
		return nil, fault.New(fault.Invalid, "judgement: %s cannot be said of %s", f.Verdict, f.Left)
	}
	return []claim.Claim{say(claim.PropDifferentFrom, claim.Done), say(relation.property, relation.modality)}, nil
}
