package press

import (
	"fmt"
	"slices"
	"strconv"
	"testing"
)

func TestMoney(t *testing.T) {
	for _, x := range []struct{ text, want string }{
		{"worth US$4.2bn in all", "4200000000 USD"},
		{"worth $350 million", "350000000 USD"},
		{"Rs 5 crore from India", "50000000 INR"},
		{"Pakistan gave Rs. 35 lakh", "3500000 PKR"},
		{"RMB 10 million", "10000000 CNY"},
		{"41.2 billion yen", "41200000000 JPY"},
		{"10 million euros", "10000000 EUR"},
		{"€1.5 million", "1500000 EUR"},
		{"NZ$48 million", "48000000 NZD"},
		{"S$70 million", "70000000 SGD"},
		{"KES 450 million", "450000000 KES"},
		{"RM170 billion", "170000000000 MYR"},
		{"two million Pakistani rupees", "2000000 PKR"},
		{"two hundred and fifty million Japanese yen", "250000000 JPY"},
		{"three hundred twenty-five thousand euros", "325000 EUR"},
		{"two hundred million dollars", "200000000 USD"},
		{"two hundred schools and fifty million yen", "50000000 JPY"},
		{"amounts to BGN 10,000", "10000 BGN"},
		{"worth 40 million lari", "40000000 GEL"},
		{"worth RM15bil over a decade", "15000000000 MYR"},
		{"about RM2.34bil of orders", "2340000000 MYR"},
		{"RM3.5mil for the school", "3500000 MYR"},
		{"a US $800-million plant", "800000000 USD"},
		{"a $35bln package", "35000000000 USD"},
		{"a US$ 45 mln line of credit", "45000000 USD"},
		{"an 11 billion dirham railway", "11000000000 AED"},
		{"a 660-million-dirham fund", "660000000 AED"},
		{"15 million dollars for small firms", "15000000 USD"},
		{"45 million U.S. dollars in financing", "45000000 USD"},
		{"a Ksh3.7 billion scheme", "3700000000 KES"},
		{"Kshs. 16 billion in bills", "16000000000 KES"},
		{"Sh80 billion for the capital of Kenya", "80000000000 KES"},
		{"UGX 4.5 billion", "4500000000 UGX"},
		{"₦250 billion for turbines", "250000000000 NGN"},
		{"N12.5bn, says the Federal Government of Nigeria", "12500000000 NGN"},
		{"Tk 1,200 crore from Dhaka", "12000000000 BDT"},
		{"Tk500 crore", "5000000000 BDT"},
		{"a 30 billion taka programme", "30000000000 BDT"},
		{"Rp 4.5 trillion", "4500000000000 IDR"},
		{"Rp1.2 trillion", "1200000000000 IDR"},
		{"RMB 3 billion yuan", "3000000000 CNY"},
		{"a 3-billion-yuan grant", "3000000000 CNY"},
		{"A$9.2 million", "9200000 AUD"},
		{"AU$ 1.5bn", "1500000000 AUD"},
		{"HK$300 million", "300000000 HKD"},
		{"C$20 million", "20000000 CAD"},
		{"CAD 7.5 million", "7500000 CAD"},
		{"R2.4 billion from South Africa", "2400000000 ZAR"},
		{"R$ 900 million", "900000000 BRL"},
		{"¥41.2 billion lent by Japan", "41200000000 JPY"},
		{"¥600 million lent by China", "600000000 CNY"},
		{"£3m a year", "3000000 GBP"},
		{"£1.25 million", "1250000 GBP"},
		{"EUR 120 million", "120000000 EUR"},
		{"120 million EUR", "120000000 EUR"},
		{"€ 2,5 million", ""}, // 2.5 or 25 hundred thousands: not told
		{"a €1.2bn facility", "1200000000 EUR"},
		{"SAR 2.5 billion", "2500000000 SAR"},
		{"10 billion Saudi riyals", "10000000000 SAR"},
		{"2 billion Qatari riyals", "2000000000 QAR"},
		{"5 million Kuwaiti dinars", "5000000 KWD"},
		{"KD 5 million", "5000000 KWD"},
		{"3 million Jordanian dinars", "3000000 JOD"},
		{"500 million Philippine pesos", "500000000 PHP"},
		{"500 million Mexican pesos", "500000000 MXN"},
		{"P500 million from the Philippines", "500000000 PHP"},
		{"GH₵40 million", "40000000 GHS"},
		{"40 million Ghana cedis", "40000000 GHS"},
		{"80 billion CFA francs", "80000000000 XOF"},
		{"25 million Swiss francs", "25000000 CHF"},
		{"12 billion Kenyan shillings", "12000000000 KES"},
		{"12 billion Tanzanian shillings", "12000000000 TZS"},
		{"MVR185 million", "185000000 MVR"},
		{"LKR 3.2 Bn", "3200000000 LKR"},
		{"Rs 45,000-crore", "450000000000 INR"},
		{"₹1,500 crore", "15000000000 INR"},
		{"INR 3 lakh crore", "3000000000000 INR"},
		{"4 lakh rupees", "400000 INR"},
		{"Rs.2.5 billion paid in Pakistan", "2500000000 PKR"},
		{"Rs50bn paid in Pakistan", "50000000000 PKR"},
		{"half a billion dollars", "500000000 USD"},
		{"one and a half million euros", "1500000 EUR"},
		{"a million dollars", "1000000 USD"},
		{"a US$1-million grant", "1000000 USD"},
		{"worth USD1.4 billion", "1400000000 USD"},
		{"JPY 5 billion", "5000000000 JPY"},
		{"KRW 30 billion", "30000000000 KRW"},
		{"20 billion won of orders", "20000000000 KRW"},
		{"they won 20 games", ""},
		{"VND 800 billion", "800000000000 VND"},
		{"THB 2 million", "2000000 THB"},
		{"NT$90 million", "90000000 TWD"},
		{"S/ 12 million", "12000000 PEN"},
		{"10 million Singapore dollars", "10000000 SGD"},
		{"10 million Hong Kong dollars", "10000000 HKD"},
		{"2 million New Zealand dollars", "2000000 NZD"},
	} {
		d := &document{text: x.text}
		d.parse()
		d.unify()
		m, _ := d.amounts(&d.sents[0])
		got := ""
		if len(m) == 1 {
			got = fmt.Sprintf("%.0f %s", m[0].value, m[0].unit)
		}
		if got != x.want {
			t.Errorf("%s: %q, want %q", x.text, got, x.want)
		}
	}
}

func TestQuantitiesAndCounts(t *testing.T) {
	for _, x := range []struct {
		text       string
		quantities []string
		counts     []int
	}{
		{"It will train 100,000 young people over three years.", []string{"100000 people", "3 years"}, nil},
		{"They lay 820 km of fibre to a 500 MW plant.", []string{"820 km", "500 MW"}, nil},
		{"Nine memoranda of understanding were signed.", nil, []int{9}},
		{"The ministers signed two new agreements and 16 contracts.", nil, []int{2, 16}},
		{"This is the third MoU that the ministry has signed.", nil, []int{3}},
		{"Twenty-one deals were concluded on 4 May 2025.", nil, []int{21}},
		{"A total of 16 memoranda were exchanged.", nil, []int{16}},
		{"Five of the ten agreements are with Chile.", nil, []int{5, 10}},
		{"They signed over a dozen MoUs.", nil, []int{12}},
		{"They signed two dozen MoUs.", nil, []int{24}},
		{"Some 30 pacts were inked.", nil, []int{30}},
		{"Both sides signed 27 Memorandum of Understandings (MoUs).", nil, []int{27}},
		{"They signed a record 28 MoUs and agreements.", nil, []int{28}},
		{"The two countries signed two instruments.", nil, []int{2}},
		{"Six cooperation documents were adopted.", nil, []int{6}},
		{"Seven (7) agreements were signed.", nil, []int{7}},
		{"As many as eleven bilateral documents were signed.", nil, []int{11}},
		{"Ten ministers watched.", nil, nil},
		{"The 2019 agreements still hold.", nil, nil},
		{"Three memorandums and one agreement were signed.", nil, []int{3}},
		{"One hundred and twenty MoUs were signed at the fair.", nil, []int{120}},
		{"They lay a 280-kilometre pipeline to a 560-MW plant.", []string{"280 km", "560 MW"}, nil},
		{"This 300Ha site takes 2 crore native saplings.", []string{"300 ha", "20000000 saplings"}, nil},
		{"It replaces 10,000 stalled street lights.", []string{"10000 lights"}, nil},
		{"The plant feeds eight million residents.", []string{"8000000 people"}, nil},
		{"It yields 500,000 tonnes a year.", []string{"500000 t"}, nil},
		{"It trains two hundred and forty-five teachers.", []string{"245 people"}, nil},
		{"It removes tariffs on 99% of goods.", []string{"99 %"}, nil},
		{"It removes tariffs on 99.5 per cent of goods.", []string{"99.5 %"}, nil},
		{"The deal runs for a three-year term.", []string{"3 years"}, nil},
		{"It creates at least 2,500 jobs.", []string{"2500 jobs"}, nil},
		{"Each year 40 nurses and 25 midwives will go.", []string{"40 people", "25 people"}, nil},
	} {
		d := &document{text: x.text}
		d.parse()
		_, q := d.amounts(&d.sents[0])
		var qs []string
		for _, a := range q {
			qs = append(qs, strconv.FormatFloat(a.value, 'f', -1, 64)+" "+a.unit)
		}
		var cs []int
		for _, a := range d.counts(&d.sents[0]) {
			cs = append(cs, int(a.value))
		}
		if !slices.Equal(qs, x.quantities) || !slices.Equal(cs, x.counts) {
			t.Errorf("%s\n got %v %v\nwant %v %v", x.text, qs, cs, x.quantities, x.counts)
		}
	}
}
