package assist

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"sanad/internal/fault"
	"sanad/internal/reader"
	"sanad/vocab"
)

const (
	longestQuote  = 4000 // bytes
	longestName   = 300  // bytes
	mostOfOnePart = 500  // agreements in one answer
)

// What the model says, member by member as the schema in question.go asks.
type (
	saidAgreement struct {
		Quote      string         `json:"quote"`
		Confidence *float64       `json:"confidence"`
		Background bool           `json:"background"`
		Title      *said          `json:"title"`
		Kind       *said          `json:"kind"`
		Stage      *said          `json:"stage"`
		Level      *said          `json:"level"`
		Parties    []saidParty    `json:"parties"`
		Signed     *said          `json:"signed"`
		Place      *said          `json:"place"`
		Event      *saidEvent     `json:"event"`
		Themes     []said         `json:"themes"`
		Purpose    *said          `json:"purpose"`
		Quantities []saidQuantity `json:"quantities"`
		Money      []saidMoney    `json:"money"`
	}
	said struct {
		Text     string `json:"text"`
		Code     string `json:"code"`
		Value    string `json:"value"`
		Modality string `json:"modality"`
		Quote    string `json:"quote"`
	}
	saidParty struct {
		Name    string `json:"name"`
		Role    string `json:"role"`
		Type    string `json:"type"`
		Country string `json:"country"`
		Quote   string `json:"quote"`
	}
	saidEvent struct {
		Name  string `json:"name"`
		Date  string `json:"date"`
		Quote string `json:"quote"`
	}
	saidQuantity struct {
		Value json.Number `json:"value"`
		Unit  string      `json:"unit"`
		What  string      `json:"what"`
		Quote string      `json:"quote"`
	}
	saidMoney struct {
		Amount   json.Number `json:"amount"`
		Currency string      `json:"currency"`
		Nature   string      `json:"nature"`
		Quote    string      `json:"quote"`
	}
)

// check holds what a model says to the text, answer after answer.
type check struct {
	doc     reader.Document
	rule    string
	where   string          // which answer
	part    span            // what of the text it is about
	taken   map[span]bool   // sentences that agreements were found in
	whole   map[string]bool // agreements as they were taken, against repetition
	parties map[string]string
	events  map[string]string

	agreements []reader.Agreement
	dropped    []Dropped
}

func newCheck(doc reader.Document, model string) *check {
	return &check{
		doc: doc, rule: "assist:" + model, taken: map[span]bool{}, whole: map[string]bool{},
		parties: map[string]string{}, events: map[string]string{},
	}
}

// answer takes of a model's answer about a part of the text what the part bears
// out. An error means that it is not an answer at all.
func (c *check) answer(b []byte, part span) error {
	c.part = part
	// Some endpoints know no response_format, and models then put words or
	// fences around the object.
	from, to := bytes.IndexByte(b, '{'), bytes.LastIndexByte(b, '}')
	var a struct {
		Agreements *[]json.RawMessage `json:"agreements"`
	}
	if from < 0 || to < from || json.Unmarshal(b[from:to+1], &a) != nil || a.Agreements == nil {
		return fault.New(fault.Unavailable, "the model's answer is not the JSON asked for").WithHint("try again, or name another model in SANAD_ASSIST_MODEL")
	}
	for i, raw := range *a.Agreements {
		at := fmt.Sprintf("agreements[%d]", i)
		if i >= mostOfOnePart {
			c.drop(at, "", "", fmt.Sprintf("an answer of more than %d agreements: this one and the rest", mostOfOnePart))
			break
		}
		var s saidAgreement
		if err := json.Unmarshal(raw, &s); err != nil {
			c.drop(at, "", "", "not of the form asked for")
			continue
		}
		c.agreement(at, s)
	}
	return nil
}

func (c *check) drop(at, value, quote, reason string) {
	c.dropped = append(c.dropped, Dropped{Where: c.where + ", " + at, Value: value, Quote: quote, Reason: reason})
}

func (c *check) agreement(at string, s saidAgreement) {
	sentence, reason := c.find(s.Quote, nil)
	if reason != "" {
		c.drop(at, s.Quote, s.Quote, reason)
		return
	}
	confidence := MaxConfidence / 2
	if s.Confidence != nil {
		confidence = min(max(*s.Confidence, 0), MaxConfidence)
	}
	a := reader.Agreement{
		Parties: []reader.Party{}, Themes: []string{}, Quantities: []reader.Quantity{}, Money: []reader.Money{},
		Quote: *sentence, Background: s.Background, Confidence: confidence, Rule: c.rule,
		Evidence: map[string]reader.Evidence{},
	}
	v := values{check: c, at: at, sentence: *sentence, confidence: confidence}
	for i, p := range s.Parties {
		at := fmt.Sprintf(".parties[%d]", i)
		party, ok := v.party(at, p)
		if !ok {
			continue
		}
		if slices.ContainsFunc(a.Parties, func(o reader.Party) bool { return fold(o.Name) == fold(party.Name) && o.Role == party.Role }) {
			v.drop(at, p.Name, p.Quote, "said twice")
			continue
		}
		a.Parties = append(a.Parties, party)
	}
	if len(a.Parties) == 0 {
		c.drop(at, s.Quote, s.Quote, "no party of it is left")
		return
	}
	key := fmt.Sprint(sentence.Start, sentence.End)
	for _, p := range a.Parties {
		key += "\x00" + fold(p.Name)
	}
	if c.whole[key] {
		c.drop(at, s.Quote, s.Quote, "said twice")
		return
	}
	c.whole[key] = true
	c.taken[span{sentence.Start, sentence.End}] = true
	a.ID = "a" + strconv.Itoa(len(c.agreements)+1)
	for i := range a.Parties {
		a.Parties[i].ID = number(c.parties, "p", a.Parties[i].Name)
	}

	a.Kind = v.code(".kind", s.Kind, vocab.Kinds, a.Evidence, "kind")
	a.Stage = v.code(".stage", s.Stage, vocab.Stages, a.Evidence, "stage")
	a.Level = v.code(".level", s.Level, vocab.Levels, a.Evidence, "level")
	for i, t := range s.Themes {
		if theme := v.code(fmt.Sprintf(".themes[%d]", i), &t, vocab.Themes, a.Evidence, "theme:"+t.Code); theme != "" {
			a.Themes = append(a.Themes, theme)
		}
	}
	if title := v.words(".title", s.Title, longestName); title != nil {
		a.Title, a.Evidence["title"] = title.Text, title.Evidence
	}
	a.Place = v.words(".place", s.Place, longestName)
	a.Purpose = v.words(".purpose", s.Purpose, longestQuote)
	a.Signed = v.signed(".signed", s.Signed, a.Evidence["stage"].Modality)
	a.Event = v.event(".event", s.Event)
	for i, q := range s.Quantities {
		if quantity, ok := v.quantity(fmt.Sprintf(".quantities[%d]", i), q); ok {
			a.Quantities = append(a.Quantities, quantity)
		}
	}
	for i, m := range s.Money {
		if money, ok := v.money(fmt.Sprintf(".money[%d]", i), m); ok {
			a.Money = append(a.Money, money)
		}
	}
	c.agreements = append(c.agreements, a)
}

// number is the id of a name: the one it has, or the next.
func number(ids map[string]string, letter, name string) string {
	key := fold(name)
	if ids[key] == "" {
		ids[key] = letter + strconv.Itoa(len(ids)+1)
	}
	return ids[key]
}

func fold(name string) string { return strings.Join(strings.Fields(strings.ToLower(name)), " ") }

// values checks the values of one agreement.
type values struct {
	*check
	at         string
	sentence   reader.Quote
	confidence float64
}

func (v values) drop(at, value, quote, reason string) { v.check.drop(v.at+at, value, quote, reason) }

// evidence is the quote as it stands nearest the agreement's sentence. It drops
// the value and returns false where there is none.
func (v values) evidence(at, value, quote string) (reader.Evidence, bool) {
	q, reason := v.find(quote, &v.sentence)
	if reason != "" {
		v.drop(at, value, quote, reason)
		return reader.Evidence{}, false
	}
	return reader.Evidence{Quote: q, Rule: v.rule, Confidence: v.confidence}, true
}

func (v values) code(at string, s *said, list vocab.List, all map[string]reader.Evidence, key string) string {
	if s == nil {
		return ""
	}
	if !list.Has(s.Code) {
		v.drop(at, s.Code, s.Quote, "not in the list")
		return ""
	}
	if _, twice := all[key]; twice {
		v.drop(at, s.Code, s.Quote, "said twice")
		return ""
	}
	e, ok := v.evidence(at, s.Code, s.Quote)
	if !ok {
		return ""
	}
	switch {
	case s.Modality == "" || s.Modality == "done":
	case vocab.Modalities.Has(s.Modality):
		e.Modality = s.Modality
	default:
		v.drop(at+".modality", s.Modality, s.Quote, "not in the list; so the value is not taken either")
		return ""
	}
	all[key] = e
	return s.Code
}

func (v values) words(at string, s *said, longest int) *reader.Text {
	if s == nil {
		return nil
	}
	e, ok := v.evidence(at, s.Text, s.Quote)
	if !ok {
		return nil
	}
	words := strings.TrimSpace(s.Text)
	if reason := within(words, e.Quote.Text, longest); reason != "" {
		v.drop(at, s.Text, s.Quote, reason)
		return nil
	}
	return &reader.Text{Text: words, Evidence: e}
}

func (v values) party(at string, s saidParty) (reader.Party, bool) {
	e, ok := v.evidence(at, s.Name, s.Quote)
	if !ok {
		return reader.Party{}, false
	}
	name := strings.TrimSpace(s.Name)
	if reason := within(name, e.Quote.Text, longestName); reason != "" {
		v.drop(at+".name", s.Name, s.Quote, reason)
		return reader.Party{}, false
	}
	if !vocab.Roles.Has(s.Role) {
		v.drop(at+".role", s.Role, s.Quote, "not in the list; so the party is not taken either")
		return reader.Party{}, false
	}
	p := reader.Party{Name: name, Role: s.Role, Type: s.Type, Country: s.Country, Evidence: e}
	if p.Type != "" && !vocab.PartyTypes.Has(p.Type) {
		v.drop(at+".type", s.Type, s.Quote, "not in the list")
		p.Type = ""
	}
	if p.Country != "" && !namesCountry(e.Quote.Text, p.Country) {
		v.drop(at+".country", s.Country, s.Quote, "the quote names no such country")
		p.Country = ""
	}
	return p, true
}

func (v values) signed(at string, s *said, modality string) *reader.Date {
	if s == nil {
		return nil
	}
	e, ok := v.evidence(at, s.Value, s.Quote)
	if !ok {
		return nil
	}
	if reason := derived(s.Value, e.Quote.Text, v.doc.Published); reason != "" {
		v.drop(at, s.Value, s.Quote, reason)
		return nil
	}
	if modality == "planned" {
		e.Modality = modality
	}
	return &reader.Date{Value: s.Value, Precision: precision(s.Value), Evidence: e}
}

func (v values) event(at string, s *saidEvent) *reader.Event {
	if s == nil {
		return nil
	}
	e, ok := v.evidence(at, s.Name, s.Quote)
	if !ok {
		return nil
	}
	name := strings.TrimSpace(s.Name)
	if reason := within(name, e.Quote.Text, longestName); reason != "" {
		v.drop(at+".name", s.Name, s.Quote, reason)
		return nil
	}
	event := &reader.Event{ID: number(v.events, "e", name), Name: name, Date: s.Date, Evidence: e}
	if s.Date != "" {
		if reason := derived(s.Date, e.Quote.Text, v.doc.Published); reason != "" {
			v.drop(at+".date", s.Date, s.Quote, reason)
			event.Date = ""
		}
	}
	return event
}

func (v values) quantity(at string, s saidQuantity) (reader.Quantity, bool) {
	e, ok := v.evidence(at, s.Value.String(), s.Quote)
	if !ok {
		return reader.Quantity{}, false
	}
	n, ok := counted(s.Value, e.Quote.Text)
	if !ok {
		v.drop(at, s.Value.String(), s.Quote, "the quote does not say this number")
		return reader.Quantity{}, false
	}
	unit := strings.TrimSpace(s.Unit)
	if !namesUnit(e.Quote.Text, unit) {
		v.drop(at+".unit", s.Unit, s.Quote, "the quote names no such unit; so the number is not taken either")
		return reader.Quantity{}, false
	}
	what := strings.TrimSpace(s.What)
	if what != "" && within(what, e.Quote.Text, longestName) != "" {
		v.drop(at+".what", s.What, s.Quote, "not in its quote")
		what = ""
	}
	return reader.Quantity{Value: n, Unit: unit, What: what, Evidence: e}, true
}

func (v values) money(at string, s saidMoney) (reader.Money, bool) {
	e, ok := v.evidence(at, s.Amount.String(), s.Quote)
	if !ok {
		return reader.Money{}, false
	}
	n, ok := counted(s.Amount, e.Quote.Text)
	switch {
	case !ok:
		v.drop(at, s.Amount.String(), s.Quote, "the quote does not say this number")
	case !namesCurrency(e.Quote.Text, s.Currency):
		v.drop(at+".currency", s.Currency, s.Quote, "the quote names no such currency; so the amount is not taken either")
	case !vocab.MoneyNatures.Has(s.Nature):
		v.drop(at+".nature", s.Nature, s.Quote, "not in the list; so the amount is not taken either")
	default:
		return reader.Money{Amount: n, Currency: s.Currency, Nature: s.Nature, Evidence: e}, true
	}
	return reader.Money{}, false
}

// find is where the part holds the words, to the byte and not within a word. Of
// several places it takes the one nearest to near, and without near the first
// at which no agreement was found yet. reason says why there is none.
func (c *check) find(words string, near *reader.Quote) (q *reader.Quote, reason string) {
	words = strings.TrimSpace(words)
	switch {
	case words == "":
		return nil, "no quote"
	case len(words) > longestQuote:
		return nil, "the quote is too long"
	case !strings.ContainsFunc(words, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }):
		return nil, "the quote says nothing"
	}
	part := c.doc.Text[c.part.start:c.part.end]
	best, least, found := span{}, math.MaxInt, false
	for from := 0; ; {
		i := strings.Index(part[from:], words)
		if i < 0 {
			break
		}
		at := from + i
		from = at + 1
		found = true
		if inWord(part, at) || inWord(part, at+len(words)) {
			continue
		}
		here := span{c.part.start + at, c.part.start + at + len(words)}
		far := 0
		switch {
		case near != nil:
			far = max(here.start-near.End, near.Start-here.end, 0)
		case c.taken[here]:
			far = 1
		}
		if far < least {
			best, least = here, far
		}
		if least == 0 {
			break
		}
	}
	switch {
	case !found:
		return nil, "the quote is not in the text"
	case least == math.MaxInt:
		return nil, "the quote cuts a word of the text"
	}
	return &reader.Quote{Start: best.start, End: best.end, Text: c.doc.Text[best.start:best.end]}, ""
}

// within says why words are not in their quote as they stand, "" when they are.
func within(words, quote string, longest int) string {
	switch {
	case words == "":
		return "empty"
	case len(words) > longest:
		return "too long"
	case !strings.ContainsFunc(words, unicode.IsLetter):
		return "holds no letter"
	case !holds(quote, words):
		return "not in its quote"
	}
	return ""
}

// holds says whether s has words in it, as whole words.
func holds(s, words string) bool {
	for from := 0; ; {
		i := strings.Index(s[from:], words)
		if i < 0 || words == "" {
			return false
		}
		at := from + i
		if !inWord(s, at) && !inWord(s, at+len(words)) {
			return true
		}
		from = at + 1
	}
}

// inWord says whether a cut at i goes through a word. Scripts that put no space
// between words have no such places.
func inWord(s string, i int) bool {
	if i <= 0 || i >= len(s) {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[i:])
	return spaced(before) && spaced(after) || unicode.IsMark(after)
}

func spaced(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)) &&
		!unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}
