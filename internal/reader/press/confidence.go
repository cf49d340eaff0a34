package press

// Confidence is how often claims made this way are right on announcements the
// rules were not written for. It starts from the rule that found the sides and
// falls with what had to be inferred.
//
// How the table came about: eight times the rules were run over announcements
// written in the styles of other press offices before anybody had looked at
// what they make of them, and corrected after each; of 97 agreements so read at
// first sight in 56 texts, 81 had every side right and none too many (0.84).
// Over the texts they were then corrected on, all but two of more than 200 do,
// so the truth for a new text lies between. A rule seen often and never wrong
// is given 0.9, one seen now and then 0.82 to 0.88, one that infers or that was
// seen once or twice less. TestReliability prints how they stand against the
// repository's own announcements.
//
//	rule              seen  right  what it reads
//	between             35     35  MoU between A and B; "reached between"
//	signs-with          39     37  A signed an MoU with B
//	both-sign           39     39  A and B signed an MoU
//	list, row, listed   30     30  list items, table rows, "the eight are:"
//	signs-with-bare      5      5  A signed with B; the instrument unnamed
//	pronoun              5      5  "Another was signed by A and B"
//	elided-with          9      8  "another MoU with B": A from the clause before
//	passive-with         4      4  "was also concluded with B"
//	owner-with           4      4  "its contract with B", "an A agreement with B"
//	alone-with           5      5  "an agreement with B": the other side untold
//	cabinet-proposal     3      3  a proposal to sign, approved
//	the others         1–2    all
var ruleConfidence = map[string]float64{
	"between":            0.9,
	"signs-with":         0.9,
	"both-sign":          0.9,
	"list":               0.9,
	"row":                0.9,
	"listed":             0.85,
	"signs-with-bare":    0.88,
	"pronoun":            0.85,
	"elided-with":        0.82,
	"passive-with":       0.85,
	"owner-with":         0.85,
	"award":              0.82,
	"talks":              0.82,
	"cabinet-proposal":   0.85,
	"purpose-between":    0.8,
	"resumed-with":       0.78,
	"compound":           0.78,
	"partners-with":      0.75,
	"passive-by":         0.7,
	"alone-with":         0.7,
	"accedes":            0.65,
	"signs-with-unnamed": 0.7,
	"ordinal-with":       0.7,
	"on-behalf":          0.85,
	"subject-of":         0.65,
	"explored-with":      0.6,
	"action-item":        0.6,
}

// viaConfidence is what is left when a side had to be inferred.
var viaConfidence = map[string]float64{
	"person":    0.92, // from the office of who signed
	"reference": 0.88, // "the two sides", "it"
	"elided":    0.9,  // from the clause before
	"home":      0.8,  // the country the document speaks from
	"compound":  1,
}

// dateConfidence: where the day of signing was told.
var dateConfidence = map[string]float64{
	"date-in-clause":  0.97,
	"date-linked":     0.88, // "The MoU was signed on …" in another sentence
	"date-of-release": 0.6,  // told in the past tense, dated only by the release
}

// confidence is how sure the sides of g are.
func confidence(g *group) float64 {
	c := ruleConfidence[g.best.rule]
	if c == 0 {
		c = 0.6
	}
	worst := 1.0
	for _, s := range g.sides {
		if f, ok := viaConfidence[s.via]; ok {
			worst = min(worst, f)
		}
	}
	c *= worst
	if g.best.heading {
		c *= 0.95
	}
	if len(g.sides) > 4 && g.best.rule != "listed" {
		c *= 0.9
	}
	if len(g.cands) > 1 {
		c = min(0.96, c*1.03) // told twice
	}
	return round2(c)
}
