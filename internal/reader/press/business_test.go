package press

import (
	"strings"
	"testing"

	"sanad/internal/reader"
)

// TestSidesRead is a sentence or two a rule, with the sides that must be read of
// each agreement that is news, agreements apart by a bar.
func TestSidesRead(t *testing.T) {
	for _, x := range []struct{ rule, text, want string }{
		{"a seat behind a comma", "An MoU was signed between Alto University and Basso College Lima, Peru here on Monday.", "Alto University; Basso College Lima"},
		{"a seat behind an acronym", "Alto University (AU) and Corda Memorial University (CMU) Canada Monday signed an MoU on farming.", "Alto University; Corda Memorial University"},
		{"a long description", "A framework agreement was signed by Alto Telecom (AT), one of the oldest carriers, Basso Switch, the owner, builder and operator of large, quiet data halls in Asia, and Corda-Tech, a builder of masts.", "Alto Telecom; Basso Switch; Corda-Tech"},
		{"a description with seats", "Alto Power, the UAE and Canada-headquartered builder of solar parks, and Basso Electricity Corporation (BEC) have signed a power purchase agreement.", "Alto Power; Basso Electricity Corporation"},
		{"a description by participle", "The contract was signed by the energy company Alto Power, located in Dubai, and Basso Power Services, based in Zambia.", "Alto Power; Basso Power Services"},
		{"pairs", "The MoUs were exchanged between Alto Bhd and PT Basso, Corda Bhd and PT Danza as well as Ergo Bhd and PT Fado.", "Alto Bhd; PT Basso | Corda Bhd; PT Danza | Ergo Bhd; PT Fado"},
		{"subjects told after", "Two Peruvian universities have signed separate MoUs with Delta University Quito. The Peruvian Universities are Alto University and Basso University.", "Alto University; Delta University Quito | Basso University; Delta University Quito"},
		{"counterparts of a headline", "DTU signs MoUs with two Peruvian universities\n\nThe rector travelled to Lima in May.\n\nThe Peruvian parties to the MoU were Alto University and the Basso Academy.", "DTU; Alto University | DTU; Basso Academy"},
		{"namely", "Three parties inked a deal to set up a centre for deep mines, namely Alto Mining Group, Basso of Peru and the Corda Institute.", "Alto Mining Group; Basso; Corda Institute"},
		{"the basis of the news", "Alto Power has signed a joint development agreement with Basso Energy. An MoU between Alto Power and the Peru government forms the basis for the agreement.", "Alto Power; Basso Energy"},
		{"friendship shown", "Alto Rail signed an MoU with Basso Rail. The MoU demonstrates the friendship between Peru and Chile.", "Alto Rail; Basso Rail"},
		{"firms of brothers", "An MoU was inked between Alto Bhd and Basso & Bros Holding Group on Monday.", "Alto Bhd; Basso & Bros Holding Group"},
		{"messrs", "MoU signed between M/s Alto Mills and Basso Industrial Corporation.", "Alto Mills; Basso Industrial Corporation"},
		{"a department cut short", "An MoU was signed between Alto Mills Ltd and Dept. of Agriculture and Marketing.", "Alto Mills Ltd; Dept. of Agriculture and Marketing"},
		{"a state's government", "The Madhya Pradesh government and the Alto Institute on Friday signed an MoU.", "Madhya Pradesh government; Alto Institute"},
		{"a convention bureau", "The Lima Convention and Exhibition Bureau and the Alto Chamber of Commerce signed an MoU.", "Lima Convention and Exhibition Bureau; Alto Chamber of Commerce"},
		{"an offshore firm", "An MoU was signed between ALTO Offshore and Marine Sdn Bhd and PT Basso.", "ALTO Offshore and Marine Sdn Bhd; PT Basso"},
		{"not able to agree", "The talks have ended, as Alto Group and Basso Telecom were unable to reach agreement on the price.", ""},
	} {
		r, _ := New().Read(reader.Document{Text: x.text})
		var got []string
		for _, a := range r.Agreements {
			if a.Background {
				continue
			}
			var names []string
			for _, p := range a.Parties {
				names = append(names, p.Name)
			}
			got = append(got, strings.Join(names, "; "))
		}
		if g := strings.Join(got, " | "); g != x.want {
			t.Errorf("%s: %s\n got %s\nwant %s", x.rule, x.text, g, x.want)
		}
	}
}
