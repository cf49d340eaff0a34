package web

import (
	"cmp"
	"html/template"
	"slices"
	"strconv"
	"unicode/utf8"

	"sanad/claim"
	"sanad/internal/audit"
	"sanad/internal/fault"
	"sanad/internal/register"
)

func (s *site) sources(q *request) (answer, error) {
	p, err := q.part()
	if err != nil {
		return answer{}, err
	}
	rows, err := s.Register.Sources(q.Context(), p.limit+1, p.offset)
	if err != nil {
		return answer{}, err
	}
	rows, nav := cut(q, rows, p)
	read := func(p part) ([]register.Source, error) { return s.Register.Sources(q.Context(), p.limit, p.offset) }
	list := sheetOf(q, []string{"id", "title", "publisher", "published", "url", "language", "sha256", "reader", "log_entry", "later"}, rows, p, &nav, read, func(r register.Source) []string {
		return []string{
			string(r.ID), r.Title, r.Publisher, string(r.Published), r.URL, r.Language, r.Original, r.Reader,
			strconv.FormatInt(r.Entry, 10), string(r.Later),
		}
	})
	return answer{
		template: "sources", title: q.t("nav.sources"), section: "sources", next: nav.Next, csv: list,
		json: map[string]any{"sources": some(rows), "next": nav.Next},
		page: struct {
			Sources []register.Source
			Pager   pager
		}{rows, nav},
	}, nil
}

// passage is one stretch of a source and all that is claimed of it.
type passage struct {
	Link   string // on the source's page
	At     string // from any other
	Words  string
	Lost   bool // the words do not stand where the claim says
	Things []thing
}

// thing is what is claimed of one thing by the same words.
type thing struct {
	ID     register.ID
	Name   string
	Link   string
	Claims []claimView
}

type claimView struct {
	Property string
	Shown    string // "" where the words themselves are the value
	Modality claim.Modality
}

// errTakenOut is that a document whose claims are withheld names no text.
var errTakenOut = fault.New(fault.Gone, "the text was taken out")

func (s *site) source(q *request) (answer, error) {
	ctx := q.Context()
	src, id, err := thingOf(q, 's', s.Register.Source)
	if err != nil {
		return answer{}, err
	}
	if src.ID != id {
		return answer{moved: address(src.ID) + string(q.form)}, nil
	}
	claims, err := s.Register.SourceClaims(ctx, src.ID)
	if err != nil {
		return answer{}, err
	}
	if q.form == proofDoc {
		return s.proven(ctx, "source", map[string]any{"source": src, "claims": some(claims)}, src.Entry)
	}
	out := answer{
		template: "source", of: src.ID, csv: sourceSheet(claims), facts: q.sourceFacts(src), ld: s.document(q, src), card: "/cards/" + string(src.ID), title: cmp.Or(src.Title, string(src.ID)), section: "sources",
		json: map[string]any{"source": src, "claims": some(claims)},
	}
	if q.form != html {
		return out, nil
	}
	var text []byte
	if err = errTakenOut; src.TextHash != "" {
		text, err = s.Text(ctx, src.TextHash)
	}
	held := !fault.Is(err, fault.NotFound) && !fault.Is(err, fault.Gone)
	if err != nil && held {
		return answer{}, err
	}
	if held && !utf8.Valid(text) {
		return answer{}, fault.New(fault.Damaged, "text %s of source %s is not UTF-8", src.TextHash, src.ID)
	}
	n, err := q.number("part", 1)
	if err != nil {
		return answer{}, err
	}
	part := partOfText(string(text), claims, n, address(src.ID))
	page := struct {
		register.Source
		Part     textPart
		Text     template.HTML
		Held     bool
		Passages []passage
		Claims   int
		Counts   []value
		Unread   []value
		Sums     []audit.Finding
	}{Source: src, Part: part, Held: held, Claims: len(claims), Sums: audit.Text(string(text))}
	var lost []int
	page.Text, lost = highlight(part.Text, part.Claims)
	page.Passages = q.passages(part.Claims, lost)
	for _, v := range src.Counts {
		page.Counts = append(page.Counts, q.value(v, "", nil))
	}
	for _, v := range src.Unread {
		page.Unread = append(page.Unread, q.value(v, "", nil))
	}
	out.page = page
	return out, nil
}

// passages gathers claims by the words they quote, in text order.
func (l *language) passages(claims []register.SourceClaim, lost []int) []passage {
	type span struct{ start, end int }
	var out []passage
	at := map[span]int{}
	for i, c := range claims {
		k := span{c.Start, c.End}
		n, ok := at[k]
		if !ok {
			n = len(out)
			at[k] = n
			out = append(out, passage{Link: "#" + anchor(c.Said), At: placeOf(c.Said), Words: c.Quote})
		}
		out[n].Lost = out[n].Lost || slices.Contains(lost, i)
		out[n].add(c.About, c.Name, l.claim(c))
	}
	return out
}

// add puts a claim with the others of its thing. Claims that say the same in
// the same words, as when nine agreements name one event, show once.
func (p *passage) add(about register.ID, name string, c claimView) {
	at := slices.IndexFunc(p.Things, func(t thing) bool { return t.ID == about })
	if at < 0 {
		at = len(p.Things)
		p.Things = append(p.Things, thing{ID: about, Name: cmp.Or(name, string(about)), Link: address(about)})
	}
	if t := &p.Things[at]; !slices.Contains(t.Claims, c) {
		t.Claims = append(t.Claims, c)
	}
}

func (l *language) claim(c register.SourceClaim) claimView {
	v := claimView{Property: string(c.Property), Shown: c.Text, Modality: c.Modality}
	if code, ok := c.Value.(claim.Code); ok {
		v.Shown = l.label(v.Property, code.Code)
	}
	switch c.Property {
	case claim.PropSigned, claim.PropDate, claim.PropPublished, claim.PropRetrieved:
		v.Shown = l.date(claim.Date(c.Text))
	}
	if v.Shown == c.Quote {
		v.Shown = ""
	}
	return v
}
