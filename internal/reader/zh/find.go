package zh

import (
	"strings"
	"unicode/utf8"
)

// A finder looks for many words in one pass over a text, where looking for each in
// turn would read it as often as there are words. The place of a word’s first two
// bytes says which words can begin there.
type finder struct {
	words []string
	by    [256][]uint8
}

// newFinder looks for words of two bytes or more, at most 255 of them.
func newFinder(words ...string) *finder {
	f := &finder{words: words}
	for k, w := range words {
		at := firstTwo(w)
		f.by[at] = append(f.by[at], uint8(k))
	}
	return f
}

func firstTwo(s string) byte { return s[0]*31 + s[1] }

// any says whether s holds any of the words.
func (f *finder) any(s string) bool {
	for i := 0; i+1 < len(s); i++ {
		if s[i]&0xc0 == 0x80 { // within a character
			continue
		}
		for _, k := range f.by[firstTwo(s[i:])] {
			if strings.HasPrefix(s[i:], f.words[k]) {
				return true
			}
		}
	}
	return false
}

// each calls found for each word that s holds, with the word's place in the list and
// where it first stands, in the order of the list.
func (f *finder) each(s string, found func(k, at int)) {
	var first [256]int // 1 + where each stands
	hit := false
	for i := 0; i+1 < len(s); i++ {
		if s[i]&0xc0 == 0x80 { // within a character
			continue
		}
		for _, k := range f.by[firstTwo(s[i:])] {
			if first[k] == 0 && strings.HasPrefix(s[i:], f.words[k]) {
				first[k], hit = i+1, true
			}
		}
	}
	for k := 0; hit && k < len(f.words); k++ {
		if first[k] > 0 {
			found(k, first[k]-1)
		}
	}
}

// byRune holds something of each ASCII and Chinese character in tables, and of others
// in a map: most of what is looked up is of the first kind.
type byRune[T any] struct {
	all map[rune]T

	ascii  [utf8.RuneSelf]T
	han    []T
	others map[rune]T
}

const (
	firstHan = 0x4e00
	lastHan  = 0x9fff
)

func newByRune[T any](m map[rune]T) *byRune[T] {
	t := &byRune[T]{all: m, han: make([]T, lastHan-firstHan+1), others: map[rune]T{}}
	for r, x := range m {
		switch {
		case r >= firstHan && r <= lastHan:
			t.han[r-firstHan] = x
		case r < utf8.RuneSelf:
			t.ascii[r] = x
		default:
			t.others[r] = x
		}
	}
	return t
}

// of is what the table holds of r; the zero value when it holds nothing.
func (t *byRune[T]) of(r rune) T {
	if i := uint32(r - firstHan); i < uint32(len(t.han)) {
		return t.han[i]
	}
	if uint32(r) < utf8.RuneSelf {
		return t.ascii[r]
	}
	return t.others[r]
}

// starts says what can begin with a character, so that what cannot is not tried.
type starts uint8

const (
	startsNumber starts = 1 << iota
	startsSign          // the sign of a currency
	startsTime          // a word that tells a time from the day of the release
	startsWord          // a word of the lexicon
	startsPlace         // a country or a town
)

// starting holds it for each character.
var starting = func() *byRune[starts] {
	m := map[rune]starts{'十': startsNumber}
	for _, r := range "U$¥￥€£" {
		m[r] |= startsSign
	}
	for r := range relativeStarts {
		m[r] |= startsTime
	}
	for r := range words.all {
		m[r] |= startsWord
	}
	for r := range placeStarts.all {
		m[r] |= startsPlace
	}
	for r := rune(0); r < 0x10000; r++ {
		if latinDigit(r) >= 0 || hanDigit(r) >= 0 {
			m[r] |= startsNumber
		}
	}
	return newByRune(m)
}()
