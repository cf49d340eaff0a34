package vocab

import (
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// countries are the ISO 3166-1 codes by the English names that Unicode's CLDR
// gives them, in lower case.
var countries = sync.OnceValue(func() map[string]string {
	byName := map[string]string{"uk": "GB", "usa": "US", "uae": "AE", "people's republic of china": "CN", "republic of korea": "KR", "russian federation": "RU"}
	namer := display.English.Regions()
	for _, a := range "ABCDEFGHIJKLMNOPQRSTUVWXYZ" {
		for _, b := range "ABCDEFGHIJKLMNOPQRSTUVWXYZ" {
			r, err := language.ParseRegion(string(a) + string(b))
			if err != nil || !r.IsCountry() {
				continue
			}
			if name := namer.Name(r); name != "" { // some codes are reserved and have none
				byName[strings.ToLower(name)] = r.String()
			}
		}
	}
	return byName
})

// CountryCode is the ISO 3166-1 code of a country's English name, or of a code in
// any case; of anything else it is "".
func CountryCode(name string) string {
	name = strings.TrimSpace(name)
	if len(name) == 2 {
		if r, err := language.ParseRegion(strings.ToUpper(name)); err == nil && r.IsCountry() {
			return r.String()
		}
	}
	return countries()[strings.ToLower(name)]
}

// CountryName is the English name of an ISO 3166-1 code, "" of what is none.
func CountryName(code string) string {
	r, err := language.ParseRegion(code)
	if err != nil || !r.IsCountry() {
		return ""
	}
	return display.English.Regions().Name(r)
}
