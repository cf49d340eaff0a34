package press

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

// The weights of ranking.go were learned from announcements that people annotated: see
// TestLearnRanking, which makes weights.txt anew from any such folders. A line is the
// name of a template, its three values and the weight in hundredths. The texts
// themselves are not in the repository.

// trait is a template with up to three small values.
type trait uint32

type template uint8

const (
	trNone template = iota
	trNoneTop
	trNoneHead
	trNoneCount
	trNoneLong
	trTitle
	trTitleBy
	trHeading
	trLead
	trMade
	trMadeAt
	trMadeBy
	trAtBy
	trElsewhere
	trQuoted
	trSort
	trTimes
	trPlace
	trWords
	trAcronym
	trOnce
	trUnnamed
	trHome
	trLate
	trSameItem
	trBoth
	trBothLevel
	trBothBy
	trBothAtBy
	trBothWays
	trDistance
	trJoined
	trJoinedLevel
	trNamesBetween
	trApart
	trTogether
	trBest
	trSorts
	trStates
	trSharedWords
	trContains
	trBothTitle
	trMostNamed
)

// templateNames are in the order of the constants.
var templateNames = strings.Fields(`none none-top none-head none-count none-long title title-by heading lead made made-at made-by
	at-by elsewhere quoted sort times place words acronym once unnamed home late same-item both both-level both-by both-at-by
	both-ways distance joined joined-level names-between apart together best sorts states shared-words contains both-title most-named`)

func traitOf(t template, a, b, c uint8) trait {
	return trait(t)<<24 | trait(a)<<16 | trait(b)<<8 | trait(c)
}

func (f trait) String() string {
	return templateNames[f>>24] + " " + strconv.Itoa(int(f>>16&255)) + " " + strconv.Itoa(int(f>>8&255)) + " " + strconv.Itoa(int(f&255))
}

//go:embed weights.txt
var weightsText string

// weights holds the hundredths by trait; it is read when first needed.
var weights = sync.OnceValue(func() map[trait]int { return readWeights(weightsText) })

// readWeights reads the lines of weights.txt. A line that it cannot read is an error of
// the program, and a test reads them all.
func readWeights(text string) map[trait]int {
	names := map[string]template{}
	for i, n := range templateNames {
		names[n] = template(i)
	}
	out := make(map[trait]int, strings.Count(text, "\n"))
	for line := range strings.Lines(text) {
		f := strings.Fields(line)
		if len(f) == 0 || f[0] == "#" {
			continue
		}
		t, ok := names[f[0]]
		if !ok || len(f) != 5 {
			panic("press: weights.txt: " + line)
		}
		var n [4]int
		for i := range n {
			v, err := strconv.Atoi(f[i+1])
			if err != nil {
				panic("press: weights.txt: " + line)
			}
			n[i] = v
		}
		out[traitOf(t, uint8(n[0]), uint8(n[1]), uint8(n[2]))] = n[3]
	}
	return out
}

// weigh adds the weights of traits.
func weigh(traits []trait) int {
	w, n := weights(), 0
	for _, f := range traits {
		n += w[f]
	}
	return n
}
