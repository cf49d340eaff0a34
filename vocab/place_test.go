package vocab

import "testing"

func TestPlaceNamed(t *testing.T) {
	for _, c := range []struct {
		words, country string
		lat, lon       float64
	}{
		{"Islamabad", "", 33.72, 73.04},
		{"islamabad, Pakistan", "", 33.72, 73.04},
		{"بیجنگ", "", 39.91, 116.4},
		{"北京", "", 39.91, 116.4},
		{"Bürewala", "", 30.16, 72.68},
		{"Hyderabad", "PK", 25.39, 68.37},
		{"Hyderabad, India", "", 17.38, 78.46},
	} {
		p, ok := PlaceNamed(c.words, c.country)
		if !ok || abs(p.Latitude-c.lat) > .1 || abs(p.Longitude-c.lon) > .1 {
			t.Errorf("%q is %+v, want %v, %v", c.words, p, c.lat, c.lon)
		}
	}
	for _, words := range []string{"", "Atlantis", "the Prime Minister's House", "Hyderabad"} {
		if p, ok := PlaceNamed(words, ""); ok {
			t.Errorf("%q is taken for %+v", words, p)
		}
	}
	if p, ok := Capital("CN"); !ok || p.Name != "Beijing" {
		t.Errorf("the capital is %+v", p)
	}
	for name, all := range places().named {
		for _, p := range all {
			if abs(p.Latitude) > 90 || abs(p.Longitude) > 180 || p.Latitude == 0 && p.Longitude == 0 {
				t.Errorf("%s lies at %+v", name, p)
			}
		}
	}
	if n := len(places().capitals); n < 190 {
		t.Errorf("%d capitals", n)
	}
}

func abs(f float64) float64 { return max(f, -f) }

func TestNoCountryIsNamedByNothing(t *testing.T) {
	for _, name := range []string{"", " ", "nowhere"} {
		if code := CountryCode(name); code != "" {
			t.Errorf("%q is taken for %s", name, code)
		}
	}
}
