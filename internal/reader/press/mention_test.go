package press

import (
	"slices"
	"testing"
)

// TestNames reads names out of running text: what belongs to a name, and where
// "and" joins two bodies.
func TestNames(t *testing.T) {
	for _, x := range []struct {
		text string
		want []string
	}{
		{"the Ministry of Trade and Industry met the Bank of Mara", []string{"Ministry of Trade and Industry", "Bank of Mara"}},
		{"Voltara Technologies and NGT Kenya agreed", []string{"Voltara Technologies", "NGT Kenya"}},
		{"the Food and Water Safety Agency (FWSA) agreed", []string{"Food and Water Safety Agency"}},
		{"the Department for Science, Innovation and Technology agreed", []string{"Department for Science, Innovation and Technology"}},
		{"the Ministry of Health and Delta Pharma Limited agreed", []string{"Ministry of Health", "Delta Pharma Limited"}},
		{"the Ministry of Finance and the National Audit Office agreed", []string{"Ministry of Finance", "National Audit Office"}},
		{"Qinghai Rail Systems Co., Ltd. and Selat (M) Sdn Bhd agreed", []string{"Qinghai Rail Systems Co., Ltd.", "Selat (M) Sdn Bhd"}},
		{"Chad’s Customs and Border Police’s National Data Centre agreed", []string{"National Data Centre"}},
		{"Tanvir University of South Korea agreed", []string{"Tanvir University", "South Korea"}},
		{"the National University of Singapore agreed", []string{"National University of Singapore"}},
		{"the United States (U.S.) National Ice and Ocean Agency (NIOA) agreed", []string{"National Ice and Ocean Agency"}},
		{"Rs 900 crore from Luni Textiles Rs 300 crore", []string{"Luni Textiles"}},
	} {
		d := &document{text: x.text}
		d.parse()
		var got []string
		for _, s := range d.sents {
			for k := range s.items {
				if e := &s.items[k]; e.kind == eBody || e.kind == eCountry && !e.adjective {
					got = append(got, d.str(e.name))
				}
			}
		}
		if !slices.Equal(got, x.want) {
			t.Errorf("%s\n got %q\nwant %q", x.text, got, x.want)
		}
	}
}

// TestSpeaksFor finds the body an official signs for.
func TestSpeaksFor(t *testing.T) {
	for _, x := range []struct{ text, name, want string }{
		{"Laos’s Minister of Justice Somchai Keo signed for the Ministry of Justice of Laos.", "Laos’s Minister", "Ministry of Justice of Laos"},
		{"Ms Ana Petrova, Chairwoman of Orbis Rail, signed.", "Ms Ana Petrova", "Orbis Rail"},
		{"Delta Foods CEO Peter Mwangi signed.", "Delta Foods CEO", "Delta Foods"},
		{"Dr. Lena Holt, Director General, National Ice Service, signed.", "Dr. Lena Holt", "National Ice Service"},
	} {
		d := &document{text: x.text}
		d.parse()
		d.unify()
		found := false
		for i, s := range d.sents {
			for k := range s.items {
				if e := &s.items[k]; e.kind == ePerson {
					found = true
					got := d.speaksFor(e, i)
					if len(got) != 1 || d.str(d.canonical(d.bodies[got[0].body])) != x.want {
						t.Errorf("%s: speaks for %v, want %s", x.text, got, x.want)
					}
					break
				}
			}
		}
		if !found {
			t.Errorf("%s: nobody found", x.text)
		}
	}
}
