package vocab

import (
	"slices"
	"strings"
)

// Property says what a person may enter of a thing: forms, workbooks and the API
// are all made from this table and held to it.
type Property struct {
	Name   string // as claims spell it
	Of     string // letters of the classes it is said of: a agreement, p party …
	Type   string // type of its value: text, date, money, quantity, code, ref, document
	List   string // of a code: ByName's list; "template", "gate" (a stage of delivery) and "indicator" are those of the delivery templates
	Refers string // of a reference: letters of the classes it may point at
	Many   bool   // several values stand side by side; else one is shown and the others dissent
	Label  string // in English
}

// Properties of agreements, parties and the parts of an agreement's record, in
// the order forms ask for them.
var Properties = []Property{
	{Name: "reference", Of: "a", Type: "text", Label: "Reference number"},
	{Name: "title", Of: "av", Type: "text", Label: "Title"},
	{Name: "kind", Of: "a", Type: "code", List: "kind", Label: "Instrument"},
	{Name: "stage", Of: "a", Type: "code", List: "stage", Label: "Stage"},
	{Name: "level", Of: "a", Type: "code", List: "level", Label: "Level"},
	{Name: "legal", Of: "a", Type: "code", List: "legal", Label: "Legal state"},
	{Name: "binding", Of: "a", Type: "code", List: "binding", Label: "Binding force"},
	{Name: "party", Of: "a", Type: "ref", Refers: "p", Many: true, Label: "Party"},
	{Name: "owner", Of: "a", Type: "ref", Refers: "p", Label: "Office that answers for it"},
	{Name: "event", Of: "a", Type: "ref", Refers: "e", Label: "Event"},
	{Name: "signed", Of: "a", Type: "date", Label: "Signed"},
	{Name: "place", Of: "ao", Type: "text", Label: "Place"},
	{Name: "approved", Of: "a", Type: "date", Label: "Approved"},
	{Name: "effective", Of: "a", Type: "date", Label: "In force from"},
	{Name: "expires", Of: "a", Type: "date", Label: "Expires"},
	{Name: "term", Of: "a", Type: "quantity", Label: "Term"},
	{Name: "notice", Of: "a", Type: "quantity", Label: "Notice period"},
	{Name: "renewal", Of: "a", Type: "code", List: "renewal", Label: "Renewal"},
	{Name: "review", Of: "a", Type: "date", Label: "Next review"},
	{Name: "terminated", Of: "a", Type: "date", Label: "Terminated"},
	{Name: "template", Of: "a", Type: "code", List: "template", Label: "Delivery template"},
	{Name: "delivery", Of: "a", Type: "code", List: "delivery", Label: "State of delivery"},
	{Name: "tier", Of: "a", Type: "code", List: "tier", Label: "Review tier"},
	{Name: "theme", Of: "a", Type: "code", List: "theme", Many: true, Label: "Theme"},
	{Name: "purpose", Of: "a", Type: "text", Label: "Purpose"},
	{Name: "quantity", Of: "a", Type: "quantity", Many: true, Label: "Quantity"},
	{Name: "money", Of: "ato", Type: "money", Label: "Amount"},
	{Name: "renews", Of: "a", Type: "ref", Refers: "a", Many: true, Label: "Renews"},
	{Name: "amends", Of: "a", Type: "ref", Refers: "a", Many: true, Label: "Amends"},
	{Name: "implements", Of: "a", Type: "ref", Refers: "a", Many: true, Label: "Implements"},
	{Name: "supersedes", Of: "a", Type: "ref", Refers: "a", Many: true, Label: "Supersedes"},
	{Name: "reannounces", Of: "a", Type: "ref", Refers: "a", Many: true, Label: "Announces again"},

	{Name: "of", Of: "omirtvgxh", Type: "ref", Refers: "aomige", Many: true, Label: "Part of"},
	{Name: "code", Of: "mi", Type: "code", List: "gate indicator", Label: "Stage or indicator"},
	{Name: "name", Of: "pemigh", Type: "text", Label: "Name"},
	{Name: "country", Of: "p", Type: "code", List: "iso3166", Label: "Country"},
	{Name: "type", Of: "p", Type: "code", List: "type", Label: "Type"},
	{Name: "former-name", Of: "p", Type: "text", Many: true, Label: "Former name"},
	{Name: "ownership", Of: "p", Type: "code", List: "ownership", Label: "Ownership"},
	{Name: "text", Of: "ox", Type: "text", Label: "In words"},
	{Name: "commitment", Of: "o", Type: "code", List: "commitment", Label: "Kind of commitment"},
	{Name: "by", Of: "oth", Type: "ref", Refers: "p", Label: "By"},
	{Name: "to", Of: "ot", Type: "ref", Refers: "p", Label: "To"},
	{Name: "condition", Of: "o", Type: "text", Label: "Condition"},
	{Name: "verifiable", Of: "o", Type: "code", List: "verifiable", Label: "Verifiable"},
	{Name: "progress", Of: "o", Type: "code", List: "progress", Label: "Progress"},
	{Name: "due", Of: "omix", Type: "date", Label: "Due"},
	{Name: "met", Of: "omx", Type: "date", Label: "Done on"},
	{Name: "status", Of: "m", Type: "code", List: "status", Label: "Status"},
	{Name: "baseline", Of: "i", Type: "quantity", Label: "Baseline"},
	{Name: "target", Of: "oi", Type: "quantity", Label: "Target"},
	{Name: "actual", Of: "r", Type: "quantity", Label: "Actual"},
	{Name: "cumulative", Of: "i", Type: "code", List: "cumulative", Label: "Accumulation"},
	{Name: "parts", Of: "i", Type: "code", List: "parts", Label: "Parts reported"},
	{Name: "sex", Of: "r", Type: "code", List: "sex", Label: "Sex"},
	{Name: "province", Of: "r", Type: "text", Label: "Province"},
	{Name: "age", Of: "r", Type: "text", Label: "Age"},
	{Name: "date", Of: "etgv", Type: "date", Label: "Date"},
	{Name: "instrument", Of: "t", Type: "text", Label: "Financial instrument"},
	{Name: "includes", Of: "t", Type: "ref", Refers: "at", Many: true, Label: "Includes the amount of"},
	{Name: "proof", Of: "v", Type: "code", List: "proof", Label: "Kind of evidence"},
	{Name: "grade", Of: "v", Type: "code", List: "grade", Label: "Grade"},
	{Name: "supports", Of: "v", Type: "ref", Refers: "aomirtgx", Many: true, Label: "Evidence of"},
	{Name: "document", Of: "vg", Type: "document", Label: "File"},
	{Name: "url", Of: "vg", Type: "text", Label: "Address"},
	{Name: "publisher", Of: "v", Type: "text", Label: "Provided by"},
	{Name: "body", Of: "g", Type: "text", Label: "Committee or working group"},
	{Name: "attended", Of: "g", Type: "text", Many: true, Label: "Attended"},
	{Name: "discussed", Of: "g", Type: "text", Many: true, Label: "Spoken of"},
	{Name: "decided", Of: "g", Type: "text", Many: true, Label: "Decided"},
	{Name: "next", Of: "g", Type: "date", Label: "Next meeting"},
	{Name: "assigned", Of: "x", Type: "text", Label: "Assigned to"},
	{Name: "office", Of: "h", Type: "text", Label: "Office held"},
	{Name: "contact", Of: "h", Type: "text", Label: "Contact"},
	{Name: "from", Of: "h", Type: "date", Label: "From"},
	{Name: "until", Of: "h", Type: "date", Label: "Until"},
	{Name: "remark", Of: "aomirtvgxh", Type: "text", Many: true, Label: "Remark"},
}

// PropertyOf is the property of a name as said of a class; ok is false where
// nobody may say it.
func PropertyOf(class byte, name string) (p Property, ok bool) {
	i := slices.IndexFunc(Properties, func(p Property) bool { return p.Name == name && strings.IndexByte(p.Of, class) >= 0 })
	if i < 0 {
		return Property{}, false
	}
	return Properties[i], true
}

// PropertiesOf are what may be said of a class, in the order forms ask for them.
func PropertiesOf(class byte) []Property {
	var of []Property
	for _, p := range Properties {
		if strings.IndexByte(p.Of, class) >= 0 {
			of = append(of, p)
		}
	}
	return of
}
