package vocab

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"
)

//go:embed places.tsv
var placeFile string

// Place is where something is, for a picture: latitude and longitude in degrees. It
// says nothing of whose it is.
type Place struct {
	Name                string
	Latitude, Longitude float64
	code                string
	capital             bool
}

type placeIndex struct {
	named    map[string][]Place
	capitals map[string]Place
}

var places = sync.OnceValue(func() placeIndex {
	x := placeIndex{map[string][]Place{}, map[string]Place{}}
	for line := range strings.Lines(placeFile) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || len(f) < 6 {
			continue
		}
		p := Place{Name: f[0], code: f[1], capital: f[4] != ""}
		p.Latitude, _ = strconv.ParseFloat(f[2], 64) // embedded, and read by a test
		p.Longitude, _ = strconv.ParseFloat(f[3], 64)
		for _, name := range append([]string{f[0]}, strings.Split(f[5], "|")...) {
			if name != "" {
				x.named[plainName(name)] = append(x.named[plainName(name)], p)
			}
		}
		if _, ok := x.capitals[p.code]; p.capital && !ok {
			x.capitals[p.code] = p
		}
	}
	return x
})

// PlaceNamed is the place that words name, as "Islamabad" or "Islamabad, Pakistan";
// country is the code of where it is looked for, or "". Of several with a name it is
// the one in that country, else a capital. ok is false where none is known, or where
// it cannot be told which is meant.
func PlaceNamed(words, country string) (p Place, ok bool) {
	name, rest, _ := strings.Cut(strings.ReplaceAll(words, "،", ","), ",")
	if code := CountryCode(rest); code != "" {
		country = code
	}
	found := places().named[plainName(name)]
	if len(found) == 1 {
		return found[0], true
	}
	for _, p := range found {
		if p.code == country {
			return p, true
		}
	}
	for _, p := range found {
		if p.capital {
			return p, true
		}
	}
	return Place{}, false
}

// Capital is the seat of a country's government, by its ISO 3166-1 code.
func Capital(country string) (Place, bool) {
	p, ok := places().capitals[country]
	return p, ok
}

// plainName is a name in lower case without marks on its letters.
func plainName(name string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(strings.TrimSpace(name))) {
		if r < 0x300 || r > 0x36f {
			b.WriteRune(r)
		}
	}
	return b.String()
}
