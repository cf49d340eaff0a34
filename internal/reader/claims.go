package reader

import (
	"math"
	"strconv"

	"sanad/claim"
)

// Claims is the reading as the log takes it: what the document says, one value
// a claim, in the order of the reading. ref names the archived document; url
// and what else is known of the source stand in r.Source. The first claim says
// what was read.
func Claims(r Reading, ref claim.DocumentRef) []claim.Claim {
	b := builder{parties: map[string]bool{}, events: map[string]bool{}}
	s := r.Source
	b.plain(claim.DocumentSubject, claim.PropOriginal, ref)
	b.text(claim.DocumentSubject, claim.PropTitle, s.Title)
	b.text(claim.DocumentSubject, claim.PropPublisher, s.Publisher)
	if s.Published != "" {
		b.plain(claim.DocumentSubject, claim.PropPublished, claim.Date(s.Published))
	}
	b.text(claim.DocumentSubject, claim.PropURL, s.URL)
	if s.Retrieved != "" {
		b.plain(claim.DocumentSubject, claim.PropRetrieved, claim.Date(s.Retrieved))
	}
	b.text(claim.DocumentSubject, claim.PropPart, s.Part)
	b.text(claim.DocumentSubject, claim.PropLabel, s.Label)
	if s.Language != "" {
		b.plain(claim.DocumentSubject, claim.PropLanguage, claim.Code{List: "bcp47", Code: s.Language})
	}
	b.code(claim.DocumentSubject, claim.PropStanding, "standing", s.Standing, Evidence{Confidence: 1})
	for _, u := range r.Unread {
		b.add(claim.DocumentSubject, claim.PropUnread, claim.Text{Text: u.Reason}, Evidence{Quote: u.Quote, Confidence: 1})
	}
	for _, a := range r.Agreements {
		b.agreement(a)
	}
	for i, c := range r.Counts {
		id := claim.Subject("c" + strconv.Itoa(i+1))
		b.add(id, claim.PropCount, claim.Quantity{Number: strconv.Itoa(c.Value), What: c.What}, c.Evidence)
		for _, country := range c.Countries {
			b.code(id, claim.PropCountry, "iso3166", country, c.Evidence)
		}
		if c.Event != nil {
			b.event(*c.Event)
			b.add(id, claim.PropOf, claim.Ref{Subject: claim.Subject(c.Event.ID)}, c.Evidence)
		}
	}
	return b.claims
}

// builder gathers claims; parties and events are told once a document.
type builder struct {
	claims          []claim.Claim
	parties, events map[string]bool
}

func (b *builder) add(s claim.Subject, p claim.Property, v claim.Value, e Evidence) {
	c := claim.Claim{
		Subject: s, Property: p, Value: v, Modality: claim.Modality(e.Modality),
		Rule: e.Rule, Confidence: claim.ConfidenceOf(e.Confidence), Release: claim.Public,
	}
	if c.Modality == "" {
		c.Modality = claim.Done
	}
	if q := e.Quote; q != nil {
		c.Selector = &claim.Selector{Start: q.Start, End: q.End, Quote: q.Text, Page: q.Page}
	}
	b.claims = append(b.claims, c)
}

func (b *builder) plain(s claim.Subject, p claim.Property, v claim.Value) {
	b.add(s, p, v, Evidence{Confidence: 1})
}

func (b *builder) text(s claim.Subject, p claim.Property, words string) {
	if words != "" {
		b.plain(s, p, claim.Text{Text: words})
	}
}

func (b *builder) agreement(a Agreement) {
	id := claim.Subject(a.ID)
	whole := Evidence{Quote: &a.Quote, Rule: a.Rule, Confidence: a.Confidence}
	of := func(key string) Evidence {
		if e, ok := a.Evidence[key]; ok {
			return e
		}
		return whole
	}
	b.add(id, claim.PropMention, claim.Text{Text: a.Quote.Text}, whole)
	if a.Background {
		b.add(id, claim.PropBackground, claim.Text{Text: a.Quote.Text}, of("background"))
	}
	if a.Title != "" {
		b.add(id, claim.PropTitle, claim.Text{Text: a.Title}, of("title"))
	}
	b.code(id, claim.PropKind, "kind", a.Kind, of("kind"))
	b.code(id, claim.PropStage, "stage", a.Stage, of("stage"))
	b.code(id, claim.PropLevel, "level", a.Level, of("level"))
	for _, p := range a.Parties {
		b.party(p)
		e := p.Evidence
		if e.Quote == nil {
			e = whole
		}
		b.add(id, claim.PropParty, claim.Ref{Subject: claim.Subject(p.ID), Role: p.Role}, e)
	}
	// A day that no words say, such as the day of the release, is a draft's guess
	// and no claim.
	if a.Signed != nil && a.Signed.Quote != nil {
		b.add(id, claim.PropSigned, claim.Date(a.Signed.Value), a.Signed.Evidence)
	}
	if a.Place != nil {
		b.add(id, claim.PropPlace, claim.Text{Text: a.Place.Text}, a.Place.Evidence)
	}
	if a.Event != nil {
		b.event(*a.Event)
		b.add(id, claim.PropEvent, claim.Ref{Subject: claim.Subject(a.Event.ID)}, a.Event.Evidence)
	}
	for _, t := range a.Themes {
		b.code(id, claim.PropTheme, "theme", t, of("theme:"+t))
	}
	if a.Purpose != nil {
		b.add(id, claim.PropPurpose, claim.Text{Text: a.Purpose.Text}, a.Purpose.Evidence)
	}
	for _, q := range a.Terms.Without(a.Quantities) {
		if n, ok := decimal(q.Value); ok {
			b.add(id, claim.PropQuantity, claim.Quantity{Number: n, Unit: q.Unit, What: q.What}, q.Evidence)
		}
	}
	for _, m := range a.Money {
		if n, ok := decimal(m.Amount); ok {
			b.add(id, claim.PropMoney, claim.Money{Amount: n, Currency: m.Currency, Nature: m.Nature}, m.Evidence)
		}
	}
	b.terms(id, a.Terms)
	for _, o := range a.Commitments {
		b.commitment(id, o)
	}
}

func (b *builder) code(s claim.Subject, p claim.Property, list, code string, e Evidence) {
	if code != "" {
		b.add(s, p, claim.Code{List: list, Code: code}, e)
	}
}

func (b *builder) party(p Party) {
	if b.parties[p.ID] {
		return
	}
	b.parties[p.ID] = true
	id := claim.Subject(p.ID)
	b.add(id, claim.PropName, claim.Text{Text: p.Name}, p.Evidence)
	for _, alias := range p.Aliases {
		property := claim.PropName
		if alias.Former {
			property = claim.PropFormer
		}
		b.add(id, property, claim.Text{Text: alias.Name}, Evidence{Quote: &alias.Quote, Rule: p.Rule, Confidence: p.Confidence})
	}
	b.code(id, claim.PropCountry, "iso3166", p.Country, p.Evidence)
	b.code(id, claim.PropType, "type", p.Type, p.Evidence)
}

func (b *builder) event(e Event) {
	if b.events[e.ID] {
		return
	}
	b.events[e.ID] = true
	b.add(claim.Subject(e.ID), claim.PropName, claim.Text{Text: e.Name}, e.Evidence)
	if e.Date != "" {
		dated := e.Evidence
		if e.DateQuote != nil {
			dated.Quote = e.DateQuote
		}
		b.add(claim.Subject(e.ID), claim.PropDate, claim.Date(e.Date), dated)
	}
}

// decimal writes a number in its shortest plain form; ok is false for what has
// none.
func decimal(f float64) (s string, ok bool) {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return "", false
	}
	s = strconv.FormatFloat(f, 'f', -1, 64)
	return s, claim.Decimal(s)
}
