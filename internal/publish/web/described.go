package web

import (
	"bytes"
	"encoding/json"
	"html/template"
	"strings"

	"sanad/claim"
	"sanad/internal/register"
)

// What a page tells machines that show it elsewhere: search engines by schema.org in
// JSON-LD, and whoever shows a link by Open Graph and Twitter cards. The JSON-LD is a
// block of data, which the pages' policy lets stand because no browser runs it.
// Sources: https://schema.org https://ogp.me
// https://developer.x.com/en/docs/x-for-websites/cards

// described is a page as it is told of elsewhere.
type described struct {
	Title, Says string
	Address     string // of today
	Locale      string
	Picture     string // address of a PNG, "" where none is drawn
	Type        string // of Open Graph
	LD          template.JS
}

// describe is what is told of an answer.
func (s *site) describe(q *request, a answer) (*described, error) {
	at := prefixOfLanguage(q.Request) + q.URL.RequestURI()
	d := &described{Title: a.title, Says: strings.Join(a.facts, " · "), Address: s.base(q) + at, Locale: q.t("og.locale"), Type: "website"}
	if d.Says == "" {
		d.Says = q.t("home.sentence")
	}
	if s.PNG != nil && a.card != "" {
		d.Picture = s.base(q) + prefixOfLanguage(q.Request) + a.card + ".png"
	}
	if a.ld == nil {
		return d, nil
	}
	d.Type = "article"
	body, err := s.linked(q, a)
	d.LD = template.JS(body) // json.Marshal escapes what could end the block
	return d, err
}

// ld is an object of schema.org.
type ld map[string]any

// set puts a property in where there is something to say.
func (o ld) set(name string, v any) ld {
	switch x := v.(type) {
	case string:
		if x == "" {
			return o
		}
	case []ld:
		if len(x) == 0 {
			return o
		}
	case []string:
		if len(x) == 0 {
			return o
		}
	case ld:
		if x == nil {
			return o
		}
	}
	o[name] = v
	return o
}

// linked is the answer's JSON-LD.
func (s *site) linked(q *request, a answer) ([]byte, error) {
	o := ld{"@context": "https://schema.org"}
	for name, v := range a.ld {
		o[name] = v
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b) // escapes for HTML
	e.SetIndent("", " ")
	err := e.Encode(o)
	return b.Bytes(), err
}

// whole is an address as JSON-LD names things.
func (s *site) whole(q *request, path string) string { return s.base(q) + path }

// dataset is the register, of which every thing is a part.
func (s *site) dataset(q *request) ld {
	return ld{"@type": "Dataset", "@id": s.whole(q, "/#register"), "name": q.t("site.name"), "url": s.whole(q, "/")}
}

// ldDate is a date as schema.org takes it, ISO 8601: what is a range, open or
// uncertain is left out.
func ldDate(d claim.Date) string {
	if d == "" || strings.Trim(string(d), "0123456789-") != "" {
		return ""
	}
	return string(d)
}

var organizations = map[string]string{
	"government": "GovernmentOrganization", "company": "Corporation", "academic": "CollegeOrUniversity", "ngo": "NGO",
}

// organization is a party.
func (s *site) organization(q *request, n register.Name) ld {
	kind := organizations[n.Type]
	if kind == "" {
		kind = "Organization"
	}
	o := ld{"@type": kind, "@id": s.whole(q, address(n.ID)), "name": n.Name, "url": s.whole(q, address(n.ID))}
	if n.Country != "" {
		o["address"] = ld{"@type": "PostalAddress", "addressCountry": n.Country}
	}
	return o
}

// document is a source.
func (s *site) document(q *request, src register.Source) ld {
	o := ld{"@type": "CreativeWork", "@id": s.whole(q, address(src.ID)), "url": s.whole(q, address(src.ID))}
	o.set("name", src.Title).set("datePublished", ldDate(src.Published)).set("inLanguage", src.Language).set("sameAs", outside(src.URL))
	if src.Publisher != "" {
		o["publisher"] = ld{"@type": "Organization", "name": src.Publisher}
	}
	return o
}

// ldAgreement is an agreement. Schema.org has no word for one; a work that others
// signed is the nearest that no reader of it takes for something else.
func (s *site) ldAgreement(q *request, a register.Agreement, shown string, sides []register.Name, documents []register.Source) ld {
	o := ld{
		"@type": "CreativeWork", "@id": s.whole(q, address(a.ID)), "url": s.whole(q, address(a.ID)), "name": shown,
		"identifier": string(a.ID), "isPartOf": s.dataset(q),
	}
	o.set("abstract", a.Purpose.Text()).set("dateCreated", ldDate(a.Signed.Date()))
	if k := shownCode(a.Kind); k != "" {
		o["genre"] = q.label("kind", k)
	}
	if st := shownCode(a.Stage); st != "" {
		o["creativeWorkStatus"] = q.label("stage", st)
	}
	if p := a.Place.Text(); p != "" {
		o["locationCreated"] = ld{"@type": "Place", "name": p}
	}
	var parties, about []ld
	var based []ld
	for _, n := range sides {
		parties = append(parties, s.organization(q, n))
	}
	for _, t := range a.Themes {
		if c, ok := t.Value.(claim.Code); ok {
			about = append(about, ld{"@type": "Thing", "name": q.label("theme", c.Code), "url": s.whole(q, "/themes/"+c.Code)})
		}
	}
	const most = 20
	for _, d := range documents[:min(most, len(documents))] {
		based = append(based, s.document(q, d))
	}
	return o.set("contributor", parties).set("about", about).set("isBasedOn", based)
}

// ldParty is a party by all its names.
func (s *site) ldParty(q *request, p register.Party) ld {
	o := s.organization(q, register.Name{ID: p.ID, Name: p.Name(), Country: p.Country.Code(), Type: p.Type.Code()})
	var other []string
	for i, v := range p.Names {
		if i > 0 {
			other = append(other, v.Text)
		}
	}
	o["identifier"] = string(p.ID)
	return o.set("alternateName", other)
}

// ldEvent is an event; one without a day is none to schema.org.
func (s *site) ldEvent(q *request, e register.Event) ld {
	o := ld{"@type": "Event", "@id": s.whole(q, address(e.ID)), "url": s.whole(q, address(e.ID)), "name": e.Name(), "identifier": string(e.ID)}
	from, to, _ := strings.Cut(string(e.Date.Date()), "/")
	o.set("startDate", ldDate(claim.Date(from))).set("endDate", ldDate(claim.Date(to)))
	if o["startDate"] == nil {
		o["@type"] = "Thing"
	}
	return o
}

// ldRegister is the whole register, and how it is searched and had.
func (s *site) ldRegister(q *request) ld {
	o := s.dataset(q)
	o["description"] = q.t("home.sentence")
	o["isAccessibleForFree"] = true
	o["distribution"] = []ld{
		{"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": s.whole(q, "/agreements.csv")},
		{"@type": "DataDownload", "encodingFormat": "application/json", "contentUrl": s.whole(q, "/agreements.json")},
	}
	return o
}

// What a thing is told by in a line: on cards, in descriptions, in embeds.

func (q *request) agreementFacts(a register.Agreement) []string {
	var facts []string
	if k := shownCode(a.Kind); k != "" {
		facts = append(facts, q.label("kind", k))
	}
	if s := shownCode(a.Stage); s != "" {
		facts = append(facts, q.label("stage", s))
	}
	if d := a.Signed.Date(); d != "" {
		facts = append(facts, q.t("facts.signed", q.date(d)))
	}
	return append(facts, q.n("agreement.reported", len(a.Sources)))
}

func (q *request) partyFacts(p register.Party, agreements int) []string {
	var facts []string
	if t := p.Type.Code(); t != "" {
		facts = append(facts, q.label("type", t))
	}
	if c := p.Country.Code(); c != "" {
		facts = append(facts, q.label("country", c))
	}
	if agreements <= listMost {
		facts = append(facts, q.n("count.agreements", agreements))
	}
	return facts
}

func (q *request) eventFacts(e register.Event, agreements int) []string {
	var facts []string
	if d := e.Date.Date(); d != "" {
		facts = append(facts, q.date(d))
	}
	facts = append(facts, q.n("event.found", agreements))
	if n := e.Largest(); n > agreements {
		facts = append(facts, q.n("occasions.counted", n))
	}
	return facts
}

func (q *request) sourceFacts(s register.Source) []string {
	var facts []string
	if s.Publisher != "" {
		facts = append(facts, s.Publisher)
	}
	if s.Published != "" {
		facts = append(facts, q.date(s.Published))
	}
	return facts
}

func (q *request) registerFacts(t register.Totals) []string {
	return []string{
		q.language.number(t.Agreements) + " " + q.n("unit.agreements", t.Agreements),
		q.language.number(t.Parties) + " " + q.n("unit.parties", t.Parties),
		q.language.number(t.Sources) + " " + q.n("unit.sources", t.Sources),
	}
}
