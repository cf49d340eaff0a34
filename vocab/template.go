package vocab

import (
	"bytes"
	"cmp"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
)

// Template is how agreements of one kind are delivered, in the terms of the
// trade: the stages, what is measured, what proves each stage, how long it
// usually takes and why it stalls. It is data: an office adds or changes one by a
// file of this shape (templates/*.json are the shipped ones).
type Template struct {
	Code       string           `json:"code"`
	Label      Words            `json:"label"`
	Note       Words            `json:"note,omitempty"`
	Themes     []string         `json:"themes"`  // Themes whose agreements it fits, the likeliest first
	Picture    Picture          `json:"picture"` // how delivery is drawn
	Stages     []Stage          `json:"stages"`  // in order
	Indicators []Measure        `json:"indicators"`
	Duration   Span             `json:"duration"` // from signing to completion
	Risks      []Entry          `json:"risks,omitempty"`
	Crosswalk  []Mapping        `json:"crosswalk,omitempty"`
	Lists      map[string]Terms `json:"lists,omitempty"` // code lists of the trade, by name; a split of a list's name takes its values there
	Names      Terms            `json:"names,omitempty"` // what the units, splits and lists used here are called
}

// Words are a text by language: en, and where known ur and zh. en is never empty.
type Words map[string]string

// In is the text in a language, or in English.
func (w Words) In(language string) string {
	if s := w[language]; s != "" {
		return s
	}
	return w["en"]
}

// Picture is how a template's delivery is drawn.
type Picture string

// The pictures.
const (
	Gates    Picture = "gates"    // one stage after another, each proved
	Funnel   Picture = "funnel"   // of those who entered, how many came through
	Ladder   Picture = "ladder"   // rungs of money, never added
	Cycle    Picture = "cycle"    // meetings that come round
	Decision Picture = "decision" // a clock to go, convert or lapse
)

// Stage is one step of delivery.
type Stage struct {
	Code      string    `json:"code"`
	Label     Words     `json:"label"`
	Note      Words     `json:"note,omitempty"`
	Phase     string    `json:"phase"`           // DeliveryStates: where delivery is once this is met
	Proof     []string  `json:"proof,omitempty"` // EvidenceKinds, any of which proves it
	Usual     *Span     `json:"usual,omitempty"` // how long it usually takes
	Every     *Span     `json:"every,omitempty"` // it comes round again this often
	List      string    `json:"list,omitempty"`  // the list of Lists its outcome is taken from
	Crosswalk []Mapping `json:"crosswalk,omitempty"`
}

// Measure is what is measured.
type Measure struct {
	Code       string    `json:"code"`
	Label      Words     `json:"label"`
	Note       Words     `json:"note,omitempty"`
	Unit       string    `json:"unit"`                 // UCUM where it has one, else a word of our own: people, sites
	Cumulative string    `json:"cumulative"`           // Accumulations
	Step       int       `json:"step,omitempty"`       // place in the funnel or on the ladder, from 1; 0: in neither
	Rung       string    `json:"rung,omitempty"`       // MoneyNatures, of a ladder's measures
	By         []string  `json:"by,omitempty"`         // what it is split by: sex, province, age, disability, holder
	Proof      []string  `json:"proof,omitempty"`      // EvidenceKinds
	Apart      []string  `json:"apart,omitempty"`      // codes of measures that look alike and are never compared with it
	Direction  string    `json:"direction,omitempty"`  // up (more is better; the default) or down
	Definition string    `json:"definition,omitempty"` // where it is defined: a standard's name and clause
	Crosswalk  []Mapping `json:"crosswalk,omitempty"`
}

// Span is how long something usually takes, and who says so.
type Span struct {
	Low    int    `json:"low"`
	High   int    `json:"high"`
	Unit   string `json:"unit"` // d, wk, mo, a (UCUM)
	Source string `json:"source,omitempty"`
}

// Entry is a code with its words.
type Entry struct {
	Code      string    `json:"code"`
	Label     Words     `json:"label"`
	Note      Words     `json:"note,omitempty"`
	Crosswalk []Mapping `json:"crosswalk,omitempty"`
}

// Terms is a code list of a trade.
type Terms []Entry

// Mapping is a code of somebody else's list.
type Mapping struct {
	Scheme string `json:"scheme"` // DAC, SDG, IATI, OC4IDS, OFDS …
	Code   string `json:"code"`
}

// Stage is the stage of a code.
func (t Template) Stage(code string) (Stage, bool) {
	i := slices.IndexFunc(t.Stages, func(s Stage) bool { return s.Code == code })
	if i < 0 {
		return Stage{}, false
	}
	return t.Stages[i], true
}

// Measure is the indicator of a code.
func (t Template) Measure(code string) (Measure, bool) {
	i := slices.IndexFunc(t.Indicators, func(m Measure) bool { return m.Code == code })
	if i < 0 {
		return Measure{}, false
	}
	return t.Indicators[i], true
}

// Apart says whether two measures look alike and must never be compared, added
// or drawn as one. It is enough that one of them says so.
func (t Template) Apart(a, b string) bool {
	says := func(a, b string) bool {
		m, ok := t.Measure(a)
		return ok && slices.Contains(m.Apart, b)
	}
	return says(a, b) || says(b, a)
}

// Steps are the measures of the funnel or ladder, from the first.
func (t Template) Steps() []Measure {
	var steps []Measure
	for _, m := range t.Indicators {
		if m.Step > 0 {
			steps = append(steps, m)
		}
	}
	slices.SortStableFunc(steps, func(a, b Measure) int { return a.Step - b.Step })
	return steps
}

// Name is what a unit, split or list is called in a language, or its code.
func (t Template) Name(code, language string) string {
	for _, e := range t.Names {
		if e.Code == code {
			return e.Label.In(language)
		}
	}
	return code
}

// Templates are delivery templates, in the order they are offered.
type Templates []Template

// ByCode is the template of a code.
func (ts Templates) ByCode(code string) (Template, bool) {
	i := slices.IndexFunc(ts, func(t Template) bool { return t.Code == code })
	if i < 0 {
		return Template{}, false
	}
	return ts[i], true
}

// ForThemes is the template that fits an agreement's themes best: of those that
// name one of them, the one that names it earliest; ok is false where none does.
func (ts Templates) ForThemes(themes []string) (t Template, ok bool) {
	best := -1
	for _, candidate := range ts {
		for _, theme := range themes {
			at := slices.Index(candidate.Themes, theme)
			if at >= 0 && (best < 0 || at < best) {
				best, t, ok = at, candidate, true
			}
		}
	}
	return t, ok
}

//go:embed templates/*.json
var shipped embed.FS

// ShippedTemplates are the templates that come with the program.
func ShippedTemplates() Templates {
	return inOrder(readShipped("template", shipped, "templates", ParseTemplate))
}

// LoadTemplates are the shipped templates with those of the office's directory,
// given as its file system (os.DirFS); readOwn says how they meet.
func LoadTemplates(dir fs.FS) (Templates, error) {
	ts, err := readOwn("template", ShippedTemplates(), dir, ParseTemplate)
	return inOrder(ts), err
}

// order is in which the shipped templates are offered; others follow by code.
var order = []string{
	"joint-working-group", "fibre", "submarine-cable", "data-centre", "training",
	"capacity-building", "digital-industry", "investment", "exploratory",
}

func inOrder(ts Templates) Templates {
	place := func(t Template) int {
		if i := slices.Index(order, t.Code); i >= 0 {
			return i
		}
		return len(order)
	}
	slices.SortStableFunc(ts, func(a, b Template) int {
		return cmp.Or(place(a)-place(b), strings.Compare(a.Code, b.Code))
	})
	return ts
}

// ParseTemplate reads one template and checks it: known members only, every code
// once, every list code in its list.
func ParseTemplate(b []byte) (Template, error) {
	var t Template
	if err := decodeStrictly(b, &t); err != nil {
		return t, err
	}
	return t, t.check()
}

// decodeStrictly reads one object with known members only. An error names the
// line, as far as the decoder knows it.
func decodeStrictly(b []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		var at int64
		var syntax *json.SyntaxError
		var kind *json.UnmarshalTypeError
		switch {
		case errors.As(err, &syntax):
			at = syntax.Offset
		case errors.As(err, &kind):
			at = kind.Offset
		case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
			at = int64(len(b))
		default:
			return unknownMember(b, err)
		}
		at = min(at, int64(len(b)))
		return fmt.Errorf("line %d: %w", 1+bytes.Count(b[:at], []byte("\n")), err)
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.New("more than one object")
	}
	return nil
}

// unknownMember says where a member stands that there is not. The decoder names it
// and no place.
func unknownMember(b []byte, err error) error {
	_, name, ok := strings.Cut(err.Error(), "unknown field ")
	if !ok {
		return err
	}
	at := bytes.Index(b, []byte(name))
	if at < 0 {
		return err
	}
	return fmt.Errorf("line %d: there is no member %s; docs/TEMPLATES.md lists those there are", 1+bytes.Count(b[:at], []byte("\n")), name)
}

// oneOf are the codes that may stand there.
func oneOf(l List) string {
	var codes []string
	for _, c := range l {
		codes = append(codes, c.Code)
	}
	return "one of: " + strings.Join(codes, ", ")
}

func (t Template) check() error {
	c := checker{}
	c.code("template", t.Code)
	c.label("template", t.Label)
	c.need(slices.Contains([]Picture{Gates, Funnel, Ladder, Cycle, Decision}, t.Picture), "picture %q is not gates, funnel, ladder, cycle or decision", t.Picture)
	c.need(len(t.Stages) > 0, "it has no stages; one is enough to begin with")
	for _, theme := range t.Themes {
		c.need(Themes.Has(theme), "theme %q is not in the list; %s", theme, oneOf(Themes))
	}
	c.span("duration", t.Duration)
	c.mappings("template", t.Crosswalk)
	for i, s := range t.Stages {
		at := fmt.Sprintf("stage %d (%s)", i+1, s.Code)
		c.code(at, s.Code)
		c.label(at, s.Label)
		c.need(DeliveryStates.Has(s.Phase), "%s: phase %q is not a state of delivery; %s", at, s.Phase, oneOf(DeliveryStates))
		c.proof(at, s.Proof)
		if s.Usual != nil {
			c.span(at, *s.Usual)
		}
		if s.Every != nil {
			c.span(at, *s.Every)
		}
		c.need(s.List == "" || t.Lists[s.List] != nil, "%s: list %q is not under lists", at, s.List)
		c.mappings(at, s.Crosswalk)
	}
	for i, m := range t.Indicators {
		at := fmt.Sprintf("indicator %d (%s)", i+1, m.Code)
		c.code(at, m.Code)
		c.label(at, m.Label)
		c.need(m.Unit != "", "%s: no unit", at)
		c.need(Accumulations.Has(m.Cumulative), "%s: cumulative %q is not in the list; %s", at, m.Cumulative, oneOf(Accumulations))
		c.need(m.Rung == "" || MoneyNatures.Has(m.Rung), "%s: rung %q is not in the list; %s", at, m.Rung, oneOf(MoneyNatures))
		c.need(m.Step >= 0, "%s: step %d is below 0", at, m.Step)
		c.need(m.Direction == "" || m.Direction == "up" || m.Direction == "down", "%s: direction %q is not up or down", at, m.Direction)
		c.proof(at, m.Proof)
		for _, other := range m.Apart {
			_, known := t.Measure(other)
			c.need(known, "%s: apart from %q, which is no indicator here", at, other)
		}
		c.mappings(at, m.Crosswalk)
	}
	// A funnel with a step missing or doubled would draw a loss that is none.
	for i, m := range t.Steps() {
		c.need(m.Step == i+1, "indicator %s: step %d where step %d is due", m.Code, m.Step, i+1)
	}
	var stages, measures []string
	for _, s := range t.Stages {
		stages = append(stages, s.Code)
	}
	for _, m := range t.Indicators {
		measures = append(measures, m.Code)
	}
	c.once("stage", stages)
	c.once("indicator", measures)
	c.terms("risk", t.Risks)
	for _, name := range slices.Sorted(maps.Keys(t.Lists)) {
		c.code("list", name)
		c.terms("list "+name+":", t.Lists[name])
	}
	c.names(t.Names)
	return c.err
}

// checker keeps the first thing that is wrong.
type checker struct{ err error }

func (c *checker) need(ok bool, format string, args ...any) {
	if !ok && c.err == nil {
		c.err = fmt.Errorf(format, args...)
	}
}

func (c *checker) code(at, code string) {
	c.need(code != "" && strings.Trim(code, "abcdefghijklmnopqrstuvwxyz0123456789-") == "", "%s: code %q is not of lower-case letters, digits and hyphens", at, code)
}

func (c *checker) once(what string, codes []string) {
	for i, code := range codes {
		c.need(slices.Index(codes, code) == i, "%s %q stands twice: each code names one thing", what, code)
	}
}

// terms checks a code list: every code well formed, named and there once.
func (c *checker) terms(what string, list []Entry) {
	var codes []string
	for i, e := range list {
		at := fmt.Sprintf("%s %d (%s)", what, i+1, e.Code)
		c.code(at, e.Code)
		c.label(at, e.Label)
		c.mappings(at, e.Crosswalk)
		codes = append(codes, e.Code)
	}
	c.once(what, codes)
}

// names may be of units, which are not written as codes are: route-km, Tbit/s.
func (c *checker) names(list []Entry) {
	var codes []string
	for i, e := range list {
		c.need(e.Code != "", "name %d: no code", i+1)
		c.label(fmt.Sprintf("name %d (%s)", i+1, e.Code), e.Label)
		codes = append(codes, e.Code)
	}
	c.once("name", codes)
}

func (c *checker) mappings(at string, ms []Mapping) {
	for _, m := range ms {
		c.need(m.Scheme != "" && m.Code != "", "%s: a crosswalk wants scheme and code", at)
	}
}

func (c *checker) label(at string, w Words) {
	c.need(w["en"] != "", "%s: no English label: write \"label\": {\"en\": \"…\"}", at)
}

func (c *checker) proof(at string, kinds []string) {
	for _, k := range kinds {
		c.need(EvidenceKinds.Has(k), "%s: %q is not a kind of evidence; %s", at, k, oneOf(EvidenceKinds))
	}
}

func (c *checker) span(at string, s Span) {
	c.need(s.Low >= 0 && s.High >= s.Low, "%s: %d to %d is no span: low comes before high", at, s.Low, s.High)
	c.need(slices.Contains([]string{"d", "wk", "mo", "a"}, s.Unit), "%s: unit %q is not d, wk, mo or a", at, s.Unit)
}
