package audit

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"time"

	"sanad/claim"
	"sanad/internal/register"
)

// Record is what health is measured on.
type Record struct {
	Agreement register.Agreement
	Sources   []register.Source // of the agreement; later readings of an original count instead of earlier
	Sides     []string          // names of its parties, by which a party's own statement is known
	AsOf      claim.Date        // the day on which freshness is measured
}

// Input is one number or word that went into a score.
type Input struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Score is one measure of a record from 0, poor, to 100, good.
type Score struct {
	Name    string  `json:"name"`
	Points  int     `json:"points"`
	Known   bool    `json:"known"` // false where it cannot be measured; Points is then 0
	Formula string  `json:"formula"`
	Inputs  []Input `json:"inputs"`
}

// Scores are a record's health. There is no score of scores: a fresh rumour and
// an old signed text are not to be averaged.
type Scores struct {
	Sources        Score `json:"sources"`
	Completeness   Score `json:"completeness"`
	Freshness      Score `json:"freshness"`
	Contradictions Score `json:"contradictions"`
}

// All lists the scores in the order pages show them.
func (s Scores) All() []Score {
	return []Score{s.Sources, s.Completeness, s.Freshness, s.Contradictions}
}

// stale is the age in days at which freshness is nought: two years. By then 106
// of the 1,045 memoranda of Uttar Pradesh's 2018 summit were operating.
const stale = 730

// Formulas of the scores, as pages print them. Scores of source quality and
// completeness beside each record are AidData's idea (TUFF methodology); the
// formulas and weights are the register's own.
var (
	sourcesFormula        = fmt.Sprintf("the points of each independent publisher, by its best source, added up and capped at 100 (%s); one publisher or one host counts once", gradesInWords())
	completenessFormula   = "known fields ÷ fields asked × 100"
	freshnessFormula      = fmt.Sprintf("100 − days since the newest source × 100 ÷ %d, not below 0", stale)
	contradictionsFormula = "(1 − disputed fields ÷ fields anyone speaks of) × 100; a more precise date, or a later stage said later, is no dispute"
)

func gradesInWords() string {
	var w []string
	for _, g := range Ranking {
		w = append(w, fmt.Sprintf("%s %d", strings.ToLower(g.Label), g.Points))
	}
	return strings.Join(w, ", ")
}

// Health measures how well a record is documented.
func Health(r Record) Scores {
	return Scores{Sources: sourceScore(r), Completeness: completeness(r), Freshness: freshness(r), Contradictions: contradictions(r)}
}

// counted are the sources that count: no decisions, no reading that a later one
// replaces.
func (r Record) counted() []register.Source {
	return slices.DeleteFunc(slices.Clone(r.Sources), func(s register.Source) bool { return s.IsDecision() || s.Later != "" })
}

func sourceScore(r Record) Score {
	s := Score{Name: "sources", Known: true, Formula: sourcesFormula}
	// one publisher: the same name or the same host
	type publisher struct {
		name, host, shown string
		best              Quality
	}
	var all []publisher
	order := func(q Quality) int {
		return slices.IndexFunc(Ranking, func(g Grade) bool { return g.Quality == q })
	}
	for _, src := range r.counted() {
		q, _ := QualityOf(src, r.Sides...)
		p := publisher{name: key(src.Publisher), host: hostOf(src.URL), best: q, shown: src.Publisher}
		if p.shown == "" {
			p.shown = p.host
		}
		if p.shown == "" {
			p.shown = "an unnamed publisher"
		}
		social := q == SocialPost // one host, many authors
		i := slices.IndexFunc(all, func(o publisher) bool {
			return p.name == o.name && p.name != "" || p.host == o.host && p.host != "" && !social || p.name == "" && p.host == "" && o.name == "" && o.host == ""
		})
		if i < 0 {
			all = append(all, p)
		} else if order(q) < order(all[i].best) {
			all[i].best = q
		}
	}
	slices.SortFunc(all, func(a, b publisher) int { return strings.Compare(a.shown+a.host, b.shown+b.host) })
	for _, p := range all {
		g := p.best.grade()
		s.Points = min(100, s.Points+g.Points)
		s.Inputs = append(s.Inputs, Input{p.shown, fmt.Sprintf("%s, %d", g.Label, g.Points)})
	}
	s.Inputs = append(s.Inputs, Input{"independent publishers", fmt.Sprint(len(all))})
	return s
}

func completeness(r Record) Score {
	a := r.Agreement
	sides := 0
	for _, s := range a.Sides {
		if s.Role == "signatory" {
			sides++
		}
	}
	_, signed := a.Signed.Shown()
	fields := []struct {
		name  string
		known bool
	}{
		{"two sides", sides >= 2},
		{"kind", a.Kind.Code() != "" && a.Kind.Code() != "agreement" && a.Kind.Code() != "other"},
		{"stage", a.Stage.Code() != ""},
		{"level", a.Level.Code() != ""},
		{"signed", signed},
		{"place", a.Place.Text() != ""},
		{"purpose", a.Purpose.Text() != ""},
		{"theme", len(a.Themes) > 0},
		{"quantity", len(a.Quantities) > 0},
		{"money", len(a.Money) > 0},
		{"term", spokenOf(a.Instrument.Term) || spokenOf(a.Instrument.Expires)},
	}
	s := Score{Name: "completeness", Known: true, Formula: completenessFormula}
	known := 0
	for _, f := range fields {
		v := "unknown"
		if f.known {
			known++
			v = "known"
		}
		s.Inputs = append(s.Inputs, Input{f.name, v})
	}
	s.Inputs = append(s.Inputs, Input{"known fields", fmt.Sprint(known)}, Input{"fields asked", fmt.Sprint(len(fields))})
	s.Points = points(int64(known), int64(len(fields)))
	return s
}

// spokenOf says whether anybody says anything of a field.
func spokenOf(f register.Field) bool { return len(f.Values) > 0 }

// points is n ÷ d × 100, rounded to a whole number, between 0 and 100.
func points(n, d int64) int {
	if d <= 0 {
		return 0
	}
	p := big.NewRat(n*100, d).FloatString(0)
	v := 0
	if _, err := fmt.Sscan(p, &v); err != nil {
		return 0
	}
	return max(0, min(100, v))
}

func freshness(r Record) Score {
	s := Score{Name: "freshness", Formula: freshnessFormula}
	now, err := time.Parse(time.DateOnly, register.LastDay(r.AsOf))
	newest := ""
	for _, src := range r.counted() {
		newest = max(newest, register.LastDay(src.Published))
	}
	then, err2 := time.Parse(time.DateOnly, newest)
	s.Inputs = []Input{{"as of", string(r.AsOf)}, {"newest source", newest}}
	if err != nil || err2 != nil {
		if newest == "" {
			s.Inputs[1].Value = "no source is dated"
		}
		return s
	}
	days := max(0, int64(now.Sub(then).Hours())/24)
	s.Known = true
	s.Points = points(stale-min(stale, days), stale)
	s.Inputs = append(s.Inputs, Input{"days", fmt.Sprint(days)})
	return s
}

func contradictions(r Record) Score {
	a := r.Agreement
	s := Score{Name: "contradictions", Formula: contradictionsFormula}
	spoken, disputed := 0, 0
	for _, f := range []struct {
		name    string
		field   register.Field
		differs func(register.Field) bool
	}{
		{"kind", a.Kind, kindsDiffer},
		{"stage", a.Stage, stagesDiffer},
		{"level", a.Level, register.Field.Disputed},
		{"signed", a.Signed, datesDiffer},
		{"event", a.Event, register.Field.Disputed},
	} {
		if _, ok := f.field.Shown(); !ok {
			continue
		}
		spoken++
		v := "undisputed"
		if f.differs(f.field) {
			disputed++
			var said []string
			for _, x := range f.field.Values {
				said = append(said, x.Text)
			}
			v = strings.Join(said, " / ")
		}
		s.Inputs = append(s.Inputs, Input{f.name, v})
	}
	s.Inputs = append(s.Inputs, Input{"disputed fields", fmt.Sprint(disputed)}, Input{"fields anyone speaks of", fmt.Sprint(spoken)})
	if spoken == 0 {
		return s
	}
	s.Known, s.Points = true, points(int64(spoken-disputed), int64(spoken))
	return s
}

// kindsDiffer: a source that says "agreement" of a memorandum does not dispute it.
func kindsDiffer(f register.Field) bool {
	kinds := map[string]bool{}
	for _, v := range f.Values {
		if c, ok := v.Value.(claim.Code); ok && c.Code != "agreement" {
			kinds[c.Code] = true
		}
	}
	return len(kinds) > 1
}

// datesDiffer: dates that can be one day do not dispute one another.
func datesDiffer(f register.Field) bool {
	for i, v := range f.Values {
		a, ok := v.Value.(claim.Date)
		for _, w := range f.Values[i+1:] {
			b, ok2 := w.Value.(claim.Date)
			if !ok || !ok2 || !overlap(a, b) {
				return true
			}
		}
	}
	return false
}

// overlap says whether two dates share a day.
func overlap(a, b claim.Date) bool {
	x, y := register.LastDay(a), register.LastDay(b)
	return x != "" && y != "" && firstDay(a) <= y && firstDay(b) <= x
}

func firstDay(d claim.Date) string {
	from, _, _ := strings.Cut(string(d), "/")
	from = strings.TrimRight(from, "?~%")
	switch len(from) {
	case 4:
		return from + "-01-01"
	case 7:
		return from + "-01"
	}
	return from
}

// course is the order in which the stages of an instrument follow.
var course = []string{"negotiating", "planned", "approved", "signed", "in-force", "ended"}

// stagesDiffer: a later stage said on a later day is progress; a dispute is an
// earlier stage said on the same day or after, or one without a date.
func stagesDiffer(f register.Field) bool {
	for i, v := range f.Values {
		for _, w := range f.Values[i+1:] {
			a, b := v, w
			if stageOf(a) > stageOf(b) {
				a, b = b, a
			}
			if stageOf(a) < 0 || newestSaid(a) == "" || oldestSaid(b) == "" || newestSaid(a) >= oldestSaid(b) {
				return true
			}
		}
	}
	return false
}

func stageOf(v register.Value) int {
	c, _ := v.Value.(claim.Code)
	return slices.Index(course, c.Code)
}

func newestSaid(v register.Value) string {
	day := ""
	for _, s := range v.Said {
		if s.Published == "" {
			return ""
		}
		day = max(day, register.LastDay(s.Published))
	}
	return day
}

func oldestSaid(v register.Value) string {
	day := ""
	for _, s := range v.Said {
		d := register.LastDay(s.Published)
		if d == "" {
			return ""
		}
		if day == "" || d < day {
			day = d
		}
	}
	return day
}
