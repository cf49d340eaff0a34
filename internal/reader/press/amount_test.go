package press

import (
	"fmt"
	"slices"
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
	} {
		d := &document{text: x.text}
		d.parse()
		_, q := d.amounts(&d.sents[0])
		var qs []string
		for _, a := range q {
			qs = append(qs, fmt.Sprintf("%.0f %s", a.value, a.unit))
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
