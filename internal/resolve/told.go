package resolve

import (
	"regexp"

	"sanad/claim"
)

// The rules of relations: what a sentence that tells of an agreement says it does
// to an earlier one between the same sides.
const (
	RuleToldRenewal   = "told-as-renewal"
	RuleToldAmendment = "told-as-amendment"
	RuleToldCarrying  = "told-as-implementing"
	RuleToldInstead   = "told-as-replacing"
	RuleToldAgain     = "told-as-announced-before"
)

// Telling is a relation that words tell of.
type Telling struct {
	Relation claim.Property
	Rule     string
	Words    string // those that tell, as they stand in the text
}

// instrument are the words an earlier agreement is called by; between them and
// the verb stands little more than whose it is.
const (
	instrument = `(?:mou|mous|memorand(?:um|a)(?: of (?:understanding|cooperation))?|agreements?|contracts?|treaty|protocol|pact|accord|framework|arrangement|partnership|convention|deal)`
	whose      = `(?:[\w’'-]+ ){0,4}?`
	// "Under the agreement, 500 will be trained" speaks of the agreement itself.
	older = `(?:[\w’'-]+ ){0,2}?(?:\d{4}|earlier|existing|previous|prior|umbrella|framework) (?:[\w’'-]+ ){0,2}?`
)

var tellings = []struct {
	relation claim.Property
	rule     string
	words    *regexp.Regexp
}{
	{claim.PropSupersedes, RuleToldInstead, regexp.MustCompile(`(?i)\b(?:replac(?:es|ed|ing)|supersed(?:es|ed|ing)) (?:the|an|their|its) ` + whose + instrument + `\b`)},
	{claim.PropAmends, RuleToldAmendment, regexp.MustCompile(`(?i)\b(?:amend(?:s|ed|ing)? ` + whose + instrument + `|addendum to|amendment (?:to|of)|supplementary ` + instrument + `|supplement(?:s|ed)? (?:to )?(?:the|their|its) ` + whose + instrument + `)\b`)},
	{claim.PropImplements, RuleToldCarrying, regexp.MustCompile(`(?i)\b(?:implementing ` + instrument + `|implementation ` + instrument + `|(?:pursuant to|in (?:pursuance|implementation) of|to implement) (?:the|their|its|an) ` + whose + instrument + `|under (?:the|their|its|an) ` + older + instrument + `)\b`)},
	{claim.PropRenews, RuleToldRenewal, regexp.MustCompile(`(?i)\b(?:(?:renew|extend|prolong)(?:s|ed|ing)? (?:the|their|its|a|an) ` + whose + instrument + `|(?:renewal|extension|prolongation) of (?:the|their|its|a|an) ` + whose + instrument + `|renewed ` + whose + instrument + `|` + instrument + ` (?:was|were|has been|have been|is) (?:renewed|extended|prolonged))\b`)},
	{claim.PropReannounces, RuleToldAgain, regexp.MustCompile(`(?i)\b(?:announced (?:again|anew)|reaffirmed (?:the|their|its) ` + whose + instrument + `|reiterated (?:the|their|its) ` + whose + instrument + `)\b`)},
}

// denying are words before a telling that take it back: to be renewed is not
// renewed.
var denying = regexp.MustCompile(`(?i)\b(?:not|never|nor|without|refus\w+ to|declin\w+ to|may|might|could|will|would|to|plans? to|wants? to)(?: be)? $`)

// Told is the relation to an earlier agreement that the words tell of their own;
// ok is false where they tell none, or only that there may be one.
func Told(words string) (t Telling, ok bool) {
	for _, k := range tellings {
		at := k.words.FindStringIndex(words)
		if at == nil {
			continue
		}
		if k.rule != RuleToldCarrying && denying.MatchString(words[:at[0]]) {
			continue
		}
		return Telling{Relation: k.relation, Rule: k.rule, Words: words[at[0]:at[1]]}, true
	}
	return Telling{}, false
}
