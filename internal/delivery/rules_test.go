package delivery

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestRulesOfAnOffice(t *testing.T) {
	r, err := LoadRules(fstest.MapFS{"rules.json": {Data: []byte(`{
 "dormant_days": 365, "home": "Kenya",
 "tiers": {"weekly": {"by": "Additional Secretary", "every_days": 10}, "monthly": {"late_days": 60}}
}`)}})
	if err != nil {
		t.Fatal(err)
	}
	if r.Dormant != 365 || r.Soon != 30 || r.Home != "KE" {
		t.Errorf("dormant %d, soon %d, home %s", r.Dormant, r.Soon, r.Home)
	}
	if w := r.Tiers[0]; w.By != "Additional Secretary" || w.Every != 10 {
		t.Errorf("weekly is %+v", w)
	}
	if m := r.Tiers[2]; m.Every != 31 || m.Late != 60 {
		t.Errorf("monthly is %+v", m)
	}
	if r, err := LoadRules(fstest.MapFS{}); err != nil || r.Dormant != 180 || r.Home != "PK" {
		t.Errorf("without a file: %+v, %v", r, err)
	}
}

func TestWrongRulesAreNamedWithTheirPlace(t *testing.T) {
	for file, want := range map[string]string{
		"{\n \"dormant_days\": -3\n}":                       "rules.json line 2: dormant_days is -3",
		"{\n\n \"dormant\": 3\n}":                           `rules.json line 3: there is no field "dormant"`,
		"{\n \"soon_days\": \"ten\"\n}":                     "rules.json line 2: soon_days is a string",
		"{\n \"home\": \"Atlantis\"\n}":                     "rules.json line 2: home \"Atlantis\" is no country",
		"{\n \"tiers\": {\n  \"yearly\": {}\n }\n}":         "rules.json line 3: \"yearly\" is no tier",
		"{\n \"tiers\": {\"weekly\": {\"every_days\": 0}}}": "rules.json line 2: every_days is 0",
		"{\n \"soon_days\": 3,\n}":                          "rules.json line 3: ",
		"":                                                  "rules.json line 1: it ends too soon",
		"{} {}":                                             "rules.json line 1: something stands after",
	} {
		_, err := LoadRules(fstest.MapFS{"rules.json": {Data: []byte(file)}})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", file, err, want)
		}
	}
}
