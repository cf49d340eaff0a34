package press

import "testing"

// TestOneBody tells which mentions are one body and which are two.
func TestOneBody(t *testing.T) {
	for _, x := range []struct {
		name, text, a, b string
		same             bool
	}{
		{"an acronym", "The North Sea Port Agency (NSPA) met. NSPA agreed.", "North Sea Port Agency", "NSPA", true},
		{"a short form", "Voltara Technologies came. Voltara agreed.", "Voltara Technologies", "Voltara", true},
		{"a field and its ministry", "The Ministry of IT and Telecom came. Ghana’s IT ministry agreed.", "Ministry of IT and Telecom", "IT ministry", true},
		{"a country before the acronym", "The Clean Rivers Agency (CRA) of the United States came. The US CRA agreed.", "Clean Rivers Agency", "US CRA", true},
		{"a state and its long name", "The Republic of Kenya came. Kenya agreed.", "Republic of Kenya", "Kenya", true},
		{"two ministries of one name", "The Ministry of Energy met Peru’s Ministry of Energy.", "Ministry of Energy", "Peru’s Ministry of Energy", false},
		{"two firms of one family", "Delta Foods Limited met Delta Steel Limited.", "Delta Foods Limited", "Delta Steel Limited", false},
	} {
		t.Run(x.name, func(t *testing.T) {
			d := &document{text: x.text}
			d.parse()
			d.unify()
			find := func(name string) int {
				for _, s := range d.sents {
					for k := range s.items {
						e := &s.items[k]
						if e.body < 0 {
							continue
						}
						if !e.owner.empty() && d.str(e.owner) == name {
							return e.body
						}
						if d.str(e.name) == name && (e.owner.empty() || len(name) < 14) {
							return e.body
						}
					}
				}
				t.Fatalf("%q is not mentioned", name)
				return -1
			}
			if got := find(x.a) == find(x.b); got != x.same {
				t.Errorf("%q and %q: one body %v, want %v", x.a, x.b, got, x.same)
			}
		})
	}
}
