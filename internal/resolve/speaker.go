package resolve

import "sanad/internal/resolve/orgname"

// RulePublisherIsSide knows a party's own statement: its publisher is called as a
// side of an agreement that it tells of.
const RulePublisherIsSide = "publisher-is-side"

// SpeaksForItself says whether a publisher is one of the bodies, by its name alone
// and above the bar of a link.
func SpeaksForItself(publisher string, bodies []Party) bool {
	if publisher == "" {
		return false
	}
	named := orgname.Prepare(orgname.Entity{Names: []string{publisher}})
	for _, b := range bodies {
		v := named.Compare(orgname.Prepare(b.entity()))
		if v.Score >= orgname.Link {
			return true
		}
	}
	return false
}
