package press

import "strings"

// What the grammar knows of a word is looked up once, when its token is made: the
// classes of the lexicon and which of the other word lists hold it. Later stages
// test bits, and go to a list itself only for the few words that are in it.

// feature says which word lists, besides the lexicon's classes, hold a word.
type feature uint32

const (
	fMonth    feature = 1 << iota // months
	fWeekday                      // weekdays
	fNumber                       // numberWords
	fRef                          // refNouns
	fPlural                       // pluralNouns
	fMoney                        // currencyCodes
	fCore                         // officeCores
	fModifier                     // officeModifiers
	fClause                       // clauseWords
	fSaying                       // sayingWords
	fRecall                       // recallWords
	fScale                        // scales
	fUnit                         // units
	fSort                         // refNouns and pluralSorts
	fObject                       // objects
	fFirm                         // knownCompany
	fRegion                       // begins a name of regionNames or regionCountry

	// The length of the longest country or city name that the word begins.
	geoShift         = 28
	fGeo     feature = 0xf << geoShift
)

// known is a word of any list, in lower case.
type known struct {
	low string
	cl  class
	f   feature
}

// wordTable finds known words by an open hash of their letters.
type wordTable struct {
	words []known
	slots []uint32 // upper half: a part of the hash; lower half: 1 + place in words
}

var dictionary wordTable

// geoName is a country by its name or adjective, or a city with its country’s code.
type geoName struct {
	country
	adj, city bool
}

// geoNames are all of them by their names in lower case, countries first.
var geoNames = map[string]geoName{}

// letters maps an ASCII letter to its lower case and every other byte to 0.
var letters [256]byte

// marks are the classes of punctuation of one byte.
var marks [256]class

const (
	hashSeed  uint32 = 2166136261
	hashPrime uint32 = 16777619
)

func init() {
	for c := byte('a'); c <= 'z'; c++ {
		letters[c], letters[c-0x20] = c, c
	}
	at := map[string]int{}
	put := func(w string, f feature) {
		k, ok := at[w]
		if !ok {
			k = len(dictionary.words)
			at[w] = k
			dictionary.words = append(dictionary.words, known{low: w, cl: lexicon[w]})
		}
		dictionary.words[k].f |= f
	}
	for w := range lexicon {
		put(w, 0)
		if len(w) == 1 {
			marks[w[0]] = lexicon[w]
		}
	}
	putAll(put, months, fMonth)
	putAll(put, weekdays, fWeekday)
	putAll(put, numberWords, fNumber)
	for w, n := range firstWordLong {
		put(w, feature(min(n, 15))<<geoShift)
	}
	put("the", fRegion)
	for n := range regionNames {
		put(firstWord(n), fRegion)
	}
	for n := range regionCountry {
		put(firstWord(n), fRegion)
	}
	putAll(put, clauseWords, fClause)
	putAll(put, sayingWords, fSaying)
	putAll(put, recallWords, fRecall)
	putAll(put, refNouns, fRef|fSort)
	putAll(put, pluralSorts, fSort)
	putAll(put, objects, fObject)
	putAll(put, knownCompany, fFirm)
	putAll(put, pluralNouns, fPlural)
	putAll(put, currencyCodes, fMoney)
	putAll(put, scales, fScale)
	putAll(put, units, fUnit)
	putAll(put, officeCores, fCore)
	putAll(put, officeModifiers, fModifier)
	for n, code := range cityCountry {
		geoNames[n] = geoName{country: country{code: code}, city: true}
	}
	for n, c := range countryByAdj {
		geoNames[n] = geoName{country: c, adj: true}
	}
	for n, c := range countryByName {
		geoNames[n] = geoName{country: c}
	}
	for w, c := range lexicon {
		if c&(cOrgHead|cDomain) != 0 {
			genericNames[w] = true
		}
	}
	for w := range geoNames {
		genericNames[w] = true
	}
	for w := range genericWords {
		genericNames[w] = true
	}
	size := 1
	for size < 4*len(dictionary.words) {
		size *= 2
	}
	dictionary.slots = make([]uint32, size)
	for k, w := range dictionary.words {
		dictionary.insert(hashOf(w.low), k)
	}
}

// firstWord is what the first token of a name is.
func firstWord(name string) string {
	end := strings.IndexAny(name, " -'")
	if end < 0 {
		return name
	}
	return name[:end]
}

func putAll[V any](put func(string, feature), list map[string]V, f feature) {
	for w := range list {
		put(w, f)
	}
}

func hashOf(low string) uint32 {
	h := hashSeed
	for i := 0; i < len(low); i++ {
		h = (h ^ uint32(low[i])) * hashPrime
	}
	return h
}

func (t *wordTable) insert(h uint32, k int) {
	mask := uint32(len(t.slots) - 1)
	i := (h ^ h>>15) & mask
	for t.slots[i] != 0 {
		i = (i + 1) & mask
	}
	t.slots[i] = h&^0xffff | uint32(k+1)
}

// find is the known word that s is in lower case, nil when none is; h is the hash
// of s in lower case. s has ASCII letters only unless it is low already.
func (t *wordTable) find(s string, h uint32, low bool) *known {
	mask := uint32(len(t.slots) - 1)
	for i := (h ^ h>>15) & mask; ; i = (i + 1) & mask {
		slot := t.slots[i]
		if slot == 0 {
			return nil
		}
		if (slot^h)&^0xffff != 0 {
			continue
		}
		if w := &t.words[slot&0xffff-1]; w.low == s || !low && sameFolded(w.low, s) {
			return w
		}
	}
}

// sameFolded says whether s is low when its ASCII letters are lowered.
func sameFolded(low, s string) bool {
	if len(low) != len(s) {
		return false
	}
	for i := 0; i < len(s); i++ {
		if c := s[i]; c != low[i] && letters[c] != low[i] {
			return false
		}
	}
	return true
}
