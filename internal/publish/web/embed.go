package web

import (
	"bytes"
	"cmp"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"sanad/claim"
	"sanad/internal/delivery"
	"sanad/internal/fault"
	"sanad/internal/publish/report"
	"sanad/internal/register"
)

// Other sites show an agreement, a party, an event, a figure or a picture in a frame:
// /embed/agreements/a17-3, /embed/figures/NAME/VERSION, /embed/agreements/a17-3/timeline.
// A frame's page is small, runs no script, says where it is from and of which day, and
// leads to the page itself. These addresses alone may be framed; nothing can be done
// on them that a frame around them could make somebody do unawares.

const embedPrefix = "/embed/"

// framePolicy is the policy of what may be framed.
var framePolicy = strings.NewReplacer("frame-ancestors 'none'", "frame-ancestors *", "form-action 'self'", "form-action 'none'").Replace(policy)

// openToFrames lets other sites frame the answer, where its address is made for that.
func openToFrames(h http.Header, path string) {
	if !strings.HasPrefix(path, embedPrefix) {
		return
	}
	h.Set("Content-Security-Policy", framePolicy)
	h.Del("X-Frame-Options")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
}

// embedded is a frame's page.
type embedded struct {
	Title   string
	Over    string // what sort of thing it is
	Facts   []string
	Axes    []axis
	Rows    []row
	Figures []report.Fact
	Picture drawing
	Page    string // address of the page itself
	On      claim.Date
	Size    int64
	Style   string
	Said    string // what the figure means
}

// embedRows is how many agreements a frame lists.
const embedRows = 6

func (s *site) embedAgreement(q *request) (answer, error) {
	a, id, err := thingOf(q, 'a', s.Register.Agreement)
	if err != nil {
		return answer{}, err
	}
	if a.ID != id {
		return answer{moved: "/embed" + address(a.ID)}, nil
	}
	_, name, err := s.fieldsOf(q, s.Register, id)
	if err != nil {
		return answer{}, err
	}
	stands := delivery.Assess(a, *s.Rules, s.Now())
	page := embedded{Title: name.Name, Over: q.t("thing.agreement"), Facts: q.agreementFacts(a), Page: address(id), Axes: q.standing(a, *s.Rules, stands, nil).Axes()}
	return s.embed(q, page)
}

func (s *site) embedTimeline(q *request) (answer, error) {
	a, id, err := thingOf(q, 'a', s.Register.Agreement)
	if err != nil {
		return answer{}, err
	}
	if a.ID != id {
		return answer{moved: "/embed" + address(a.ID) + "/timeline"}, nil
	}
	_, name, err := s.fieldsOf(q, s.Register, id)
	if err != nil {
		return answer{}, err
	}
	documents, err := s.documents(q.Context(), a.Sources)
	if err != nil {
		return answer{}, err
	}
	stands := delivery.Assess(a, *s.Rules, s.Now())
	stood := q.standing(a, *s.Rules, stands, nil)
	return s.embed(q, embedded{Title: name.Name, Over: q.t("timeline.title"), Page: address(id), Picture: q.timeline(a, stands, documents, stood.Gates, s.Now())})
}

func (s *site) embedParty(q *request) (answer, error) {
	p, id, err := thingOf(q, 'p', s.Register.Party)
	if err != nil {
		return answer{}, err
	}
	at, drawn := "/embed"+address(p.ID), strings.HasSuffix(q.URL.Path, "/network")
	if p.ID != id && drawn {
		at += "/network"
	}
	if p.ID != id {
		return answer{moved: at}, nil
	}
	rows, err := s.Register.Agreements(q.Context(), register.Filter{Party: id, Limit: listMost + 1})
	if err != nil {
		return answer{}, err
	}
	page := embedded{Title: p.Name(), Over: q.t("thing.party"), Page: address(id)}
	if drawn {
		page.Picture, _ = q.around(p, rows[:min(listMost, len(rows))])
	} else {
		page.Facts, page.Rows = q.partyFacts(p, len(rows)), q.rows(rows[:min(embedRows, len(rows))])
	}
	return s.embed(q, page)
}

func (s *site) embedEvent(q *request) (answer, error) {
	e, id, err := thingOf(q, 'e', s.Register.Event)
	if err != nil {
		return answer{}, err
	}
	if e.ID != id {
		return answer{moved: "/embed" + address(e.ID)}, nil
	}
	rows, err := s.Register.Agreements(q.Context(), register.Filter{Event: id, Limit: listMost + 1})
	if err != nil {
		return answer{}, err
	}
	return s.embed(q, embedded{Title: e.Name(), Over: q.t("thing.event"), Page: address(id), Facts: q.eventFacts(e, len(rows)), Rows: q.rows(rows[:min(embedRows, len(rows))])})
}

func (s *site) embedFigure(q *request) (answer, error) {
	version, err := strconv.Atoi(q.PathValue("version"))
	if err != nil {
		return answer{}, fault.New(fault.NotFound, "%q is no version", q.PathValue("version"))
	}
	made, err := s.office(q).Figure(q.Context(), q.PathValue("name"), version, report.Ask{})
	if err != nil {
		return answer{}, err
	}
	page := embedded{Title: made.Title, Over: q.t("nav.figures"), Said: made.Lead, Figures: made.Facts, Page: "/figures/" + q.PathValue("name") + "/" + q.PathValue("version")}
	for _, section := range made.Sections {
		page.Figures = append(page.Figures, section.Facts...)
	}
	page.Figures = page.Figures[:min(embedRows, len(page.Figures))]
	return s.embed(q, page)
}

// embed renders a frame's page. Its one link leads out of the frame, to the page in
// the frame's language.
func (s *site) embed(q *request, e embedded) (answer, error) {
	position, err := s.Register.Position(q.Context())
	if err != nil {
		return answer{}, err
	}
	lead := s.base(q) + prefixOfLanguage(q.Request)
	e.Page = lead + e.Page
	e.On, e.Size, e.Style = claim.Date(s.Now().UTC().Format("2006-01-02")), position, s.style
	for i := range e.Rows {
		e.Rows[i].Link = lead + e.Rows[i].Link
	}
	var b bytes.Buffer
	if err := q.pages["error"].ExecuteTemplate(&b, "embed", e); err != nil {
		return answer{}, fmt.Errorf("embed: %w", err)
	}
	return answer{whole: &ready{"text/html; charset=utf-8", b.Bytes()}}, nil
}

// frameOf is the frame in which another site shows a page of a thing.
type frameOf struct {
	Address       string
	Title         string
	Width, Height int
}

// code is what the other site puts in its page.
func (f frameOf) Code() string {
	return fmt.Sprintf(`<iframe src="%s" title="%s" width="%d" height="%d" loading="lazy" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`,
		template.HTMLEscapeString(f.Address), template.HTMLEscapeString(f.Title), f.Width, f.Height)
}

// oEmbed is the address that tells how a page is embedded.
func (s *site) oEmbed(q *request, path, format string) string {
	return "/oembed?" + url.Values{"url": {s.base(q) + prefixOfLanguage(q.Request) + path}, "format": {format}}.Encode()
}

// framed is the frame of the page at a path; nil where no frame shows it.
func (s *site) framed(q *request, path, title string) *frameOf {
	class, id, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	f := &frameOf{Address: s.base(q) + prefixOfLanguage(q.Request) + "/embed" + path, Title: title, Width: 600, Height: 320}
	switch {
	case class == "agreements" && isID(id, 'a'), class == "parties" && isID(id, 'p'), class == "events" && isID(id, 'e'):
		return f
	case class == "figures" && strings.Count(id, "/") == 1:
		return f
	case class == "agreements" && strings.HasSuffix(id, "/timeline") && isID(strings.TrimSuffix(id, "/timeline"), 'a'),
		class == "parties" && strings.HasSuffix(id, "/network") && isID(strings.TrimSuffix(id, "/network"), 'p'):
		f.Width, f.Height = 900, 560
		return f
	}
	return nil
}

// oembed tells how a page of this site is shown in another. Source: https://oembed.com
func (s *site) oembed(w http.ResponseWriter, r *http.Request) error {
	q := s.ask(r)
	v := r.URL.Query()
	path, ok := strings.CutPrefix(v.Get("url"), s.base(q))
	if !ok {
		return fault.New(fault.NotFound, "%q is no page of this register", short(200, v.Get("url")))
	}
	u, err := url.Parse(path)
	if err != nil || u.Path == "" {
		return fault.New(fault.NotFound, "%q is no page of this register", short(200, path))
	}
	of, err := s.addressedAs(r, u.Path)
	if err != nil {
		return err
	}
	frame, err := s.frameAt(of)
	if err != nil {
		return err
	}
	for name, side := range map[string]*int{"maxwidth": &frame.Width, "maxheight": &frame.Height} {
		most, err := q.number(name, *side)
		if err != nil {
			return err
		}
		if most > 0 {
			*side = min(*side, most)
		}
	}
	type answered struct {
		XMLName  xml.Name `xml:"oembed" json:"-"`
		Version  string   `xml:"version" json:"version"`
		Type     string   `xml:"type" json:"type"`
		Title    string   `xml:"title" json:"title"`
		Provider string   `xml:"provider_name" json:"provider_name"`
		Address  string   `xml:"provider_url" json:"provider_url"`
		HTML     string   `xml:"html" json:"html"`
		Width    int      `xml:"width" json:"width"`
		Height   int      `xml:"height" json:"height"`
	}
	out := answered{Version: "1.0", Type: "rich", Title: frame.Title, Provider: of.t("site.name"), Address: s.base(q) + "/", HTML: frame.Code(), Width: frame.Width, Height: frame.Height}
	openToAll(w.Header())
	switch format := cmp.Or(v.Get("format"), "json"); format {
	case "json":
		body, err := json.MarshalIndent(out, "", " ")
		if err != nil {
			return err
		}
		return writeFile(w, r, "application/json; charset=utf-8", aMoment, body)
	case "xml":
		body, err := xml.MarshalIndent(out, "", " ")
		if err != nil {
			return err
		}
		return writeFile(w, r, "text/xml; charset=utf-8", aMoment, append([]byte(xml.Header), body...))
	default:
		return fault.New(fault.NotFound, "no %s", short(20, format)) // as oEmbed would have it, but for 501
	}
}

// addressedAs is a request for another path of this site, in the language it names.
func (s *site) addressedAs(r *http.Request, path string) (*request, error) {
	other := r.Clone(r.Context())
	other.URL = &url.URL{Path: path}
	asked, moved := s.addressed(other)
	if moved != "" {
		return nil, fault.New(fault.NotFound, "%s has moved", short(200, path))
	}
	return s.ask(asked), nil
}

// frameAt is the frame of the page that a request is for, which must be there.
func (s *site) frameAt(q *request) (*frameOf, error) {
	path := q.URL.Path
	frame := s.framed(q, path, "")
	if frame == nil {
		return nil, fault.New(fault.NotFound, "%s is not embedded", short(200, path))
	}
	parts := strings.Split(strings.TrimPrefix(path, "/"), "/")
	if parts[0] == "figures" {
		version, err := strconv.Atoi(parts[2])
		if err != nil {
			return nil, fault.New(fault.NotFound, "%q is no version", parts[2])
		}
		made, err := s.office(q).Figure(q.Context(), parts[1], version, report.Ask{})
		frame.Title = made.Title
		return frame, err
	}
	_, name, err := s.fieldsOf(q, s.Register, register.ID(parts[1]))
	frame.Title = name.Name
	return frame, err
}
