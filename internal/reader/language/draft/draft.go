// Package draft is where a small grammar puts down what it finds in one text,
// and what makes a reader.Reading of it.
//
// A grammar for one language knows words; what follows from the words is the
// same in each: several tellings of one agreement are one agreement, several
// names of one body are one body, a headline repeats what the text below it
// says, and every value keeps the place it was read from. That part lives here
// once, so that the readers of Chinese and of Urdu differ in their language
// alone.
//
// The package reads nothing but the text it is given and stores nothing.
package draft

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"sanad/internal/reader"
)

// Span is a stretch of the text, in bytes.
type Span struct{ Start, End int }

// Empty says whether there is nothing in the stretch.
func (s Span) Empty() bool { return s.End <= s.Start }

// Valued is one value with the words it stands in.
type Valued struct {
	Number float64
	Unit   string // unit of a quantity, currency of an amount
	What   Span   // what is counted
	At     Span
	Est    bool // "about": the text itself gives it as an estimate
}

// Day is a date as precise as its words.
type Day struct {
	Date
	At   Span
	Rule string
}

// Side is a body where a telling names it.
type Side struct {
	Body int  // from Know
	At   Span // the words that stand for it here
	Via  string
}

// Telling is one place where the text speaks of an agreement.
type Telling struct {
	Rule       string
	Sentence   Span
	Heading    bool
	Background bool
	Loose      bool // a relation an agreement of the same sides makes: no agreement beside it
	Kind       string
	KindAt     Span
	Stage      string
	StageAt    Span
	Level      string
	LevelAt    Span
	Sides      []Side
	Title      Span
	Signed     Day
	Place      Span
	Event      Span
	Purpose    Span
	Quantities []Valued
	Money      []Valued
	Themes     []Theme
}

// Theme is a code of vocab.Themes and the word that says it.
type Theme struct {
	Code string
	At   Span
}

// Count is a statement of how many agreements there are.
type Count struct {
	Value    int
	At, What Span
	Event    Span
}

// Body is one body under all the names the text gives it.
type Body struct {
	Names   []Span // distinct spellings, in the order met
	Country string
	Type    string
	State   bool // a country or town by its bare name

	keys []string // Names as they are compared
}

// Draft gathers what is found in one text. Set Text, Same and Rules; the rest
// is its own.
type Draft struct {
	Text string
	// Same says whether two names written differently mean one body: a short
	// form of the other, the other with its country before it.
	Same func(a, b string) bool
	// Own is a name without the country before it, "" where too little is left to
	// know the body by; nil where the language asks for no such thing.
	Own func(name string) string
	// Former is how the language tells what a body was called before.
	Former Former
	// Rules are how sure each rule is that an agreement it reads is one.
	Rules map[string]float64
	// Published is when the text was published; the zero Date when nobody says.
	Published Date

	// Topic is the body the last sentence spoke of, -1 for none; Recent are the
	// bodies in the order named; Long are the ends of sentences too long to read.
	Topic  int
	Recent []int
	Long   []Span

	Tellings []Telling
	Counts   []Count
	Promises []Promise
	Terms    []Term
	Bodies   []Body
	byName   map[string]int
}

// Str is the text of a stretch.
func (d *Draft) Str(s Span) string { return d.Text[s.Start:s.End] }

// maxBodies bounds the comparing of names, so that a text made of nothing but
// names is still read in linear time.
const maxBodies = 400

// Know returns the body a name means, a new one if none is known by it.
func (d *Draft) Know(name Span, country, typ string) int {
	if d.byName == nil {
		d.byName = map[string]int{}
	}
	key := Lower(d.Str(name))
	if id, ok := d.byName[key]; ok {
		return id
	}
	id := -1
	if d.Same != nil && len(d.Bodies) < maxBodies {
		for i := range d.Bodies {
			if k := d.Bodies[i].keys; d.Same(k[0], key) || len(k) > 1 && d.Same(k[1], key) {
				if id >= 0 { // two bodies could be meant, so neither is
					id = -1
					break
				}
				id = i
			}
		}
	}
	if id < 0 {
		id = len(d.Bodies)
		d.Bodies = append(d.Bodies, Body{Country: country, Type: typ})
	}
	b := &d.Bodies[id]
	b.Country = cmp.Or(b.Country, country)
	if b.Type == "" || b.Type == "other" {
		b.Type = typ
	}
	d.Alias(id, name)
	return id
}

// Alias gives a body one more name.
func (d *Draft) Alias(id int, name Span) {
	if d.byName == nil {
		d.byName = map[string]int{}
	}
	key := Lower(d.Str(name))
	if _, known := d.byName[key]; known || name.Empty() {
		return
	}
	d.byName[key] = id
	d.Bodies[id].Names = append(d.Bodies[id].Names, name)
	d.Bodies[id].keys = append(d.Bodies[id].keys, key)
}

// Lookup finds the body known by exactly this name.
func (d *Draft) Lookup(name string) (int, bool) {
	id, ok := d.byName[Lower(name)]
	return id, ok
}

// recentReach is how many mentions back a reference looks.
const recentReach = 40

// Spoken is the body that a word like 该公司 or کمپنی stands for: the one last
// spoken of as a subject, else the one last named, that fits the word.
func (d *Draft) Spoken(fits func(body int) bool) (body int, ok bool) {
	if d.Topic >= 0 && fits(d.Topic) {
		return d.Topic, true
	}
	for i := len(d.Recent) - 1; i >= max(0, len(d.Recent)-recentReach); i-- {
		if fits(d.Recent[i]) {
			return d.Recent[i], true
		}
	}
	return 0, false
}

// Unique keeps the first side of each body.
func Unique(s []Side) []Side {
	out := s[:0:0]
	for _, x := range s {
		if !slices.ContainsFunc(out, func(o Side) bool { return o.Body == x.Body }) {
			out = append(out, x)
		}
	}
	return out
}

// Elided are sides where the text leaves them out.
func Elided(s []Side) []Side {
	out := slices.Clone(s)
	for i := range out {
		if out[i].Via == "" {
			out[i].Via = "elided"
		}
	}
	return out
}

// Topical is the topic as a side left out, none when there is no topic.
func (d *Draft) Topical() []Side {
	if d.Topic < 0 {
		return nil
	}
	return []Side{{Body: d.Topic, Via: "elided"}}
}

// group is one agreement: the telling that shows it best and what the others add.
type group struct {
	Telling
	tellings int
}

// generic kinds say only that there is something.
func generic(kind string) bool { return kind == "agreement" || kind == "other" || kind == "" }

// mostAlike is how many agreements between the same sides a telling is compared
// with, the last first told.
const mostAlike = 50

func (d *Draft) groups() []*group {
	var out []*group
	bySides := map[string][]*group{}
	key := func(s []Side) string {
		ids := make([]int, len(s))
		for i := range s {
			ids[i] = s[i].Body
		}
		slices.Sort(ids)
		k := ""
		for _, id := range ids {
			k += strconv.Itoa(id) + ","
		}
		return k
	}
	// taken are the sides of agreements between two and more.
	taken := map[int]bool{}
	// A telling of one side alone, and a headline, count only where nothing
	// fuller tells the same; so they come after.
	for pass := range 3 {
		lonely := len(out) == 0
		for i := range d.Tellings {
			t := &d.Tellings[i]
			at := 0
			switch {
			case t.Heading:
				at = 2
			case len(t.Sides) < 2:
				at = 1
			}
			if at != pass || len(t.Sides) == 0 {
				continue
			}
			k := key(t.Sides)
			var into *group
			for _, g := range bySides[k][max(0, len(bySides[k])-mostAlike):] {
				if g.Background != t.Background && !t.Heading || g.KindAt != t.KindAt && (!g.Title.Empty() && !t.Title.Empty() && d.Str(g.Title) != d.Str(t.Title)) {
					continue
				}
				if t.Heading || t.Loose || g.Loose && !t.Background || g.Kind == t.Kind || generic(t.Kind) || generic(g.Kind) && t.Sentence == g.Sentence {
					into = g
					break
				}
			}
			if into != nil {
				into.add(t)
				continue
			}
			if t.Heading && (!lonely || len(t.Sides) < 2) || pass == 1 && taken[t.Sides[0].Body] {
				continue
			}
			g := &group{Telling: *t, tellings: 1}
			out = append(out, g)
			bySides[k] = append(bySides[k], g)
			if len(t.Sides) > 1 {
				for _, s := range t.Sides {
					taken[s.Body] = true
				}
			}
		}
	}
	out = d.foldStates(out)
	slices.SortStableFunc(out, func(a, b *group) int {
		return cmp.Or(cmp.Compare(a.Sentence.Start, b.Sentence.Start), cmp.Compare(a.KindAt.Start, b.KindAt.Start))
	})
	return out
}

// foldStates adds what is told of an agreement of two countries to the one
// agreement of the same kind that bodies of theirs are told to have made: a text
// says that two countries signed a memorandum, then which ministries did.
func (d *Draft) foldStates(groups []*group) []*group {
	out := groups[:0:0]
	for _, g := range groups {
		if of := d.madeFor(g, groups); of != nil {
			of.add(&g.Telling)
			continue
		}
		out = append(out, g)
	}
	return out
}

// madeFor is that one agreement, nil where there is none or more than one.
func (d *Draft) madeFor(g *group, groups []*group) *group {
	if len(g.Sides) != 2 {
		return nil
	}
	var one *group
	for _, h := range groups {
		if h == g || len(h.Sides) != 2 || h.Kind != g.Kind || h.Stage != g.Stage || h.Background != g.Background {
			continue
		}
		a, b, x, y := g.Sides[0].Body, g.Sides[1].Body, h.Sides[0].Body, h.Sides[1].Body
		if !d.actFor(a, b, x, y) && !d.actFor(a, b, y, x) {
			continue
		}
		if one != nil {
			return nil
		}
		one = h
	}
	return one
}

// actFor says whether x and y are bodies of the states a and b: of at least one it
// is known whose it is, and a body may stand for itself beside one of a state.
func (d *Draft) actFor(a, b, x, y int) bool {
	if d.Bodies[a].State && d.Bodies[b].State && d.Bodies[a].Country == d.Bodies[b].Country {
		return false
	}
	sure := 0
	for _, p := range [2][2]int{{a, x}, {b, y}} {
		state, body := &d.Bodies[p[0]], &d.Bodies[p[1]]
		switch {
		case p[0] == p[1]:
			if state.State {
				return false
			}
		case !state.State || body.State || body.Country != "" && body.Country != state.Country:
			return false
		case body.Country != "":
			sure++
		}
	}
	return sure > 0
}

func (g *group) add(t *Telling) {
	g.tellings++
	if g.Loose && !t.Loose && !t.Heading {
		g.Loose, g.Kind, g.KindAt, g.Title = false, t.Kind, t.KindAt, t.Title
	}
	if generic(g.Kind) && !generic(t.Kind) {
		g.Kind, g.KindAt = t.Kind, t.KindAt
	}
	if g.Signed.Y == 0 && g.Stage == t.Stage {
		g.Signed = t.Signed
	}
	if g.Place.Empty() {
		g.Place = t.Place
	}
	if g.Event.Empty() {
		g.Event = t.Event
	}
	if g.Purpose.Empty() {
		g.Purpose = t.Purpose
	}
	if g.Level == "" {
		g.Level, g.LevelAt = t.Level, t.LevelAt
	}
	if t.Heading {
		return // its numbers are repeated below it
	}
	g.Quantities = append(g.Quantities, t.Quantities...)
	g.Money = append(g.Money, t.Money...)
	g.Themes = append(g.Themes, t.Themes...)
}

func (d *Draft) quote(s Span) reader.Quote {
	return reader.Quote{Start: s.Start, End: s.End, Text: d.Str(s)}
}

func (d *Draft) evidence(s Span, rule string, confidence float64) reader.Evidence {
	e := reader.Evidence{Rule: rule, Confidence: Round(confidence)}
	if !s.Empty() {
		q := d.quote(s)
		e.Quote = &q
	}
	return e
}

// Round keeps a confidence to two places.
func Round(f float64) float64 { return math.Round(f*100) / 100 }

func (d *Draft) confidence(g *group) float64 {
	c := cmp.Or(d.Rules[g.Rule], 0.6)
	for _, s := range g.Sides {
		switch s.Via {
		case "reference":
			c *= 0.93
		case "elided":
			c *= 0.9
		}
	}
	if len(g.Sides) < 2 {
		c *= 0.6
	}
	if g.Heading {
		c *= 0.9
	}
	if g.tellings > 1 {
		c = min(0.97, c*1.03)
	}
	return Round(c)
}

// Read writes the draft into a reading.
func (d *Draft) Read(out *reader.Reading) {
	parties, events := map[int]string{}, map[string]string{}
	eventID := func(s Span) string {
		id, ok := events[d.Str(s)]
		if !ok {
			id = "e" + strconv.Itoa(len(events)+1)
			events[d.Str(s)] = id
		}
		return id
	}
	renamed := d.tellsFormer()
	groups := d.groups()
	for _, g := range groups {
		conf := d.confidence(g)
		modality := ""
		if g.Stage == "planned" || g.Stage == "negotiating" || g.Stage == "approved" {
			modality = "planned"
		}
		a := reader.Agreement{
			ID: "a" + strconv.Itoa(len(out.Agreements)+1), Kind: g.Kind, Stage: g.Stage, Level: g.Level,
			Parties: []reader.Party{}, Themes: []string{}, Quantities: []reader.Quantity{}, Money: []reader.Money{},
			Quote: d.quote(g.Sentence), Background: g.Background, Confidence: conf, Rule: g.Rule,
			Evidence: map[string]reader.Evidence{},
		}
		var names []string
		for _, s := range g.Sides {
			b := &d.Bodies[s.Body]
			id, told := parties[s.Body]
			if !told {
				id = "p" + strconv.Itoa(len(parties)+1)
				parties[s.Body] = id
			}
			if slices.ContainsFunc(a.Parties, func(p reader.Party) bool { return p.ID == id }) {
				continue
			}
			name := d.name(b)
			p := reader.Party{ID: id, Name: d.Str(name), Role: "signatory", Country: b.Country, Type: cmp.Or(b.Type, "other")}
			at := s.At
			rule := "name-in-clause"
			switch {
			case s.Via != "":
				rule = "name-" + s.Via
			case at.Empty():
				at = name
			}
			p.Evidence = d.evidence(at, rule, conf)
			for _, n := range b.Names {
				if n != name && d.Str(n) != p.Name {
					p.Aliases = append(p.Aliases, reader.Alias{Name: d.Str(n), Quote: d.quote(n)})
				}
			}
			if renamed {
				d.former(&p)
			}
			a.Parties = append(a.Parties, p)
			names = append(names, p.Name)
		}
		if !g.Title.Empty() {
			a.Title = d.Str(g.Title)
			a.Evidence["title"] = d.evidence(g.Title, "title-marks", 0.95)
		} else {
			a.Title = strings.Join(names, " – ")
		}
		kc := 0.95
		if generic(g.Kind) {
			kc = 0.7 // 8 of 12 when first read
		}
		a.Evidence["kind"] = d.evidence(g.KindAt, "instrument-word", kc)
		a.Evidence["stage"] = d.evidence(g.StageAt, "stage-"+g.Stage, 0.92)
		if g.Level != "" {
			a.Evidence["level"] = d.evidence(g.LevelAt, "level-told", 0.95)
		}
		if g.Signed.Y > 0 {
			v, precision := g.Signed.EDTF()
			a.Signed = &reader.Date{Value: v, Precision: precision, Evidence: d.evidence(g.Signed.At, g.Signed.Rule, 0.9)}
			if g.Stage == "planned" {
				a.Signed.Modality = "planned"
			}
		}
		if !g.Place.Empty() {
			a.Place = &reader.Text{Text: d.Str(g.Place), Evidence: d.evidence(g.Place, "place-of-signing", 0.85)}
		}
		if !g.Event.Empty() {
			a.Event = &reader.Event{ID: eventID(g.Event), Name: d.Str(g.Event), Evidence: d.evidence(g.Event, "occasion", 0.85)}
		}
		if !g.Purpose.Empty() {
			a.Purpose = &reader.Text{Text: d.Str(g.Purpose), Evidence: d.evidence(g.Purpose, "purpose-phrase", 0.8)}
		}
		for _, t := range g.Themes {
			if !slices.Contains(a.Themes, t.Code) && len(a.Themes) < 6 {
				a.Themes = append(a.Themes, t.Code)
				a.Evidence["theme:"+t.Code] = d.evidence(t.At, "theme-word", 0.8)
			}
		}
		for _, q := range distinct(g.Quantities) {
			x := reader.Quantity{Value: q.Number, Unit: q.Unit, What: d.Str(q.What), Evidence: d.evidence(q.At, "number-with-unit", 0.85)}
			x.Modality = modality
			if q.Est && modality == "" {
				x.Modality = "estimated"
			}
			a.Quantities = append(a.Quantities, x)
		}
		for _, m := range distinct(g.Money) {
			x := reader.Money{Amount: m.Number, Currency: m.Unit, Nature: nature(g), Evidence: d.evidence(m.At, "amount-with-currency", 0.88)}
			x.Modality = modality
			if m.Est && modality == "" {
				x.Modality = "estimated"
			}
			a.Money = append(a.Money, x)
		}
		out.Agreements = append(out.Agreements, a)
	}
	d.undertaken(out, groups, parties)
	for _, c := range d.Counts {
		x := reader.Count{Value: c.Value, What: d.Str(c.What), Evidence: d.evidence(c.At, "count-of-instruments", 0.9)}
		if !c.Event.Empty() {
			x.Event = &reader.Event{ID: eventID(c.Event), Name: d.Str(c.Event), Evidence: d.evidence(c.Event, "occasion", 0.85)}
		}
		out.Counts = append(out.Counts, x)
	}
}

// longestQuote bounds the quote of an unread stretch, in bytes.
const longestQuote = 2000

// Unread lists stretches as unread, each with the start of its words.
func (d *Draft) Unread(out *reader.Reading, stretches []Span, reason string) {
	for _, s := range stretches {
		if s.End-s.Start > longestQuote {
			s.End = s.Start + longestQuote
			for !utf8.RuneStart(d.Text[s.End]) {
				s.End--
			}
		}
		q := d.quote(s)
		out.Unread = append(out.Unread, reader.Unread{Quote: &q, Reason: reason})
	}
}

// name is the fullest name of a body: the longest that is not a bare acronym.
func (d *Draft) name(b *Body) Span {
	best := b.Names[0]
	for _, n := range b.Names[1:] {
		if ascii(d.Str(best)) && !ascii(d.Str(n)) || ascii(d.Str(best)) == ascii(d.Str(n)) && n.End-n.Start > best.End-best.Start {
			best = n
		}
	}
	return best
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// nature is the rung of the money ladder an amount stands on: a contract or a
// loan commits, a memorandum can only pledge, and what is not signed does
// neither.
func nature(g *group) string {
	if g.Stage != "signed" && g.Stage != "in-force" {
		return "announced"
	}
	switch g.Kind {
	case "contract", "loan", "grant":
		return "committed"
	case "mou", "loi":
		return "pledged"
	}
	return "announced"
}

// distinct keeps the first of values that say the same.
func distinct(vs []Valued) []Valued {
	var out []Valued
	for _, v := range vs {
		if !slices.ContainsFunc(out, func(o Valued) bool { return o.At == v.At || o.Number == v.Number && o.Unit == v.Unit }) && len(out) < 40 {
			out = append(out, v)
		}
	}
	return out
}
