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
		{"presidents meet", "Presidents Jane Roe and Max Poe met in Lima in May and signed four agreements.", ""},
		{"one sentence, many pairs", "The papers included an MoU between Alto Oil Group and Basso Cement Co Ltd; Corda Fertilizer JSC and Danza Chemicals Co Ltd; between Ergo Investment Co Ltd and Fado Bank on Monday.", "Alto Oil Group; Basso Cement Co Ltd | Corda Fertilizer JSC; Danza Chemicals Co Ltd | Ergo Investment Co Ltd; Fado Bank"},
		{"a body before an office", "Jane Roe, Alto Rail President, and Max Poe, Chairman of the Basso Institute, signed an MoU.", "Alto Rail; Basso Institute"},
		{"fields joined in a name", "Alto Oil Company has signed an MoU with Basso Petroleum & Chemical Corporation (BPCC).", "Alto Oil Company; Basso Petroleum & Chemical Corporation"},
		{"power lines", "The 30 MW Tembo solar park has signed a contract with the Alto Electricity Transmission and Distribution Company.", "Tembo; Alto Electricity Transmission and Distribution Company"},
		{"a name that bids", "Feed the Children and the Alto Council for Welfare have signed an MoU.", "Feed the Children; Alto Council for Welfare"},
		{"a document of that name", "Alto Oil signs MoU with Basso Institute\n\nJane Roe, President of Alto Oil, and Zoe Coe, Governor of Lima Province, signed the document.\n\nAlto Oil has signed an MoU with the Basso Institute to study rocks.", "Alto Oil; Basso Institute"},
		{"a group behind an acronym", "The Alto Trade Finance Corporation (ATFC), a member of the Basso Development Bank (BDB) Group, signed an agreement with Peru.", "Alto Trade Finance Corporation; Peru"},
		{"a firm of two trades", "Alto Finance PLC and Kettle & Motor Engineering PLC have signed an MoU.", "Alto Finance PLC; Kettle & Motor Engineering PLC"},
		{"a ticker", "Alto Ltd (NYSE: ALT) today announced it has entered into a supply agreement with Basso Group.", "Alto Ltd; Basso Group"},
		{"announced at length", "Alto Ltd announced today a multi-year partnership with Basso Group to train engineers.", "Alto Ltd; Basso Group"},
		{"given with two objects", "Alto Port Authority awards Basso Dredging Group contract for new quay.", "Alto Port Authority; Basso Dredging Group"},
		{"envoys", "Representatives of Alto Ltd and Basso Group signed the agreement in Doha.", "Alto Ltd; Basso Group"},
		{"agreed under a memorandum", "Alto Ltd and Basso Group have agreed to cooperate on fibre networks under a memorandum of understanding.", "Alto Ltd; Basso Group"},
		{"the two named at once", "The two companies, Alto Ltd and Basso Group, have concluded a framework agreement.", "Alto Ltd; Basso Group"},
		{"a counterpart by name", "Alto University and its Indian counterpart, Basso University, signed an MoU.", "Alto University; Basso University"},
		{"a province's government", "Alto Ltd and the government of Punjab have signed an agreement on solar power.", "Alto Ltd; Punjab"},
		{"a venture signs", "A joint venture between Alto Energy and Basso Investment has signed an agreement with Corda Power.", "Alto Energy; Basso Investment; Corda Power"},
		{"a headline above the lead", "Andean University Signs Major Partnership Deal With Coastal Institute\nLima, Friday, 20 February 2026.\nAlto University and the Basso Institute formalized an agreement on 12 February.", "Alto University; Basso Institute"},
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

// TestSignedWhen: the day of signing stands in another sentence than the sides.
func TestSignedWhen(t *testing.T) {
	for text, want := range map[string]string{
		"Jane Roe has witnessed the signing of two MoUs.\n\nThe MoUs were inked between Alto Rail and Basso Rail; and Corda Steel and Danza Steel.\n\nThe ceremony took place in Lima last night.":                              "2026-03-04",
		"Jane Roe and Max Poe on Wednesday (March 4) witnessed the exchange of two cooperation agreements.\n\nThe agreements include:\n\n1. MoU between Alto Rail and Basso Rail\n2. MoU between Corda Steel and Danza Steel\n": "2026-03-04",
	} {
		r, _ := New().Read(reader.Document{Text: text, Published: "2026-03-05"})
		if len(r.Agreements) != 2 {
			t.Errorf("%d agreements in %s", len(r.Agreements), text)
		}
		for _, a := range r.Agreements {
			if a.Signed == nil || a.Signed.Value != want {
				t.Errorf("%s: signed %v, want %s", a.Title, a.Signed, want)
			}
		}
	}
}
