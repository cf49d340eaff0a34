package form

import (
	"strings"

	"sanad/claim"
)

// RuledValue is what a person typed as the value of a property that a ruling decides.
func RuledValue(p claim.Property, typed string) claim.Value {
	switch p {
	case claim.PropSigned, claim.PropDate:
		return claim.Date(typed)
	case claim.PropKind, claim.PropStage, claim.PropLevel, claim.PropType, claim.PropStanding:
		return claim.Code{List: string(p), Code: typed}
	case claim.PropCountry:
		return claim.Code{List: "iso3166", Code: strings.ToUpper(typed)}
	}
	return claim.Text{Text: typed}
}
