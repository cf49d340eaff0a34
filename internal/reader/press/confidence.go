package press

// Confidence is how often claims made this way were right on announcements
// read by hand. It starts from the rule that found the sides and falls with
// what had to be inferred.

// ruleConfidence is the base rate of each rule.
var ruleConfidence = map[string]float64{
	"between":          0.93,
	"signs-with":       0.93,
	"signs-with-bare":  0.88,
	"both-sign":        0.9,
	"passive-with":     0.8,
	"passive-by":       0.7,
	"purpose-between":  0.8,
	"cabinet-proposal": 0.85,
	"elided-with":      0.75,
	"compound":         0.75,
	"partners-with":    0.7,
	"accedes":          0.7,
	"owner-with":       0.85,
	"pronoun":          0.85,
	"talks":            0.8,
	"listed":           0.8,
	"alone-with":       0.6,
	"award":            0.85,
	"action-item":      0.6,
	"list":             0.9,
	"row":              0.9,
}

var dateConfidence = map[string]float64{
	"date-in-clause":  0.95,
	"date-linked":     0.85,
	"date-of-release": 0.6,
}

func confidence(g *group) float64 {
	c := ruleConfidence[g.best.rule]
	if c == 0 {
		c = 0.6
	}
	for _, s := range g.sides {
		switch s.via {
		case "person", "reference":
			c *= 0.92
		case "elided", "home":
			c *= 0.9
		}
	}
	if g.best.heading {
		c *= 0.95
	}
	if len(g.cands) > 1 {
		c = min(0.97, c*1.03)
	}
	return round2(c)
}
