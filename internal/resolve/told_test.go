package resolve

import "testing"

// TestTold: what a sentence says an agreement does to an earlier one.
func TestTold(t *testing.T) {
	for words, rule := range map[string]string{
		"The university and the foundation yesterday renewed their memorandum of understanding on placements.":    RuleToldRenewal,
		"The two ministries extended the cooperation agreement for five years.":                                   RuleToldRenewal,
		"The MoU was renewed for another term.":                                                                   RuleToldRenewal,
		"They signed an addendum to the 2021 contract.":                                                           RuleToldAmendment,
		"A supplementary agreement raises the loan.":                                                              RuleToldAmendment,
		"The parties amended their framework agreement.":                                                          RuleToldAmendment,
		"An implementing agreement was signed on Monday.":                                                         RuleToldCarrying,
		"Pursuant to the 2023 memorandum, the port authority and the company signed a contract.":                  RuleToldCarrying,
		"A contract was signed under the 2023 memorandum.":                                                        RuleToldCarrying,
		"Under the agreement, 500 people will be trained.":                                                        "",
		"The new treaty replaces the 1987 agreement.":                                                             RuleToldInstead,
		"The minister reaffirmed the training agreement.":                                                         RuleToldAgain,
		"The two firms signed a memorandum on data centres.":                                                      "",
		"The memorandum may be renewed after three years, and the firms will renew their agreement if both wish.": "",
		"They did not renew the agreement.":                                                                       "",
		"A renewable energy agreement was signed.":                                                                "",
		"A contract to extend the metro line was signed.":                                                         "",
		"Trainees under 25 come first.":                                                                           "",
	} {
		got, _ := Told(words)
		if got.Rule != rule {
			t.Errorf("%q tells %q (%q), want %q", words, got.Rule, got.Words, rule)
		}
	}
}
