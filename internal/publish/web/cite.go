package web

import (
	"cmp"
	"encoding/json"
	"fmt"
	"path"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"

	"sanad/claim"
	"sanad/internal/fault"
	"sanad/internal/meeting"
	"sanad/internal/register"
)

// citation is how a page of a thing is named so that it can be found and checked: what
// was shown follows from the log's first Size entries, whose root hash is Root, and the
// thing's id comes from entry Entry.
type citation struct {
	ID       register.ID `json:"id"`
	Title    string      `json:"title"`
	Register string      `json:"register"` // the log's origin
	Address  string      `json:"address"`  // permanent; of the thing as it is known whenever it is opened
	State    string      `json:"state"`    // of the thing as it is cited; "" where earlier states are not shown
	On       claim.Date  `json:"on"`
	Size     int64       `json:"size"`
	Root     string      `json:"root"`
	Entry    int64       `json:"entry"`
	Leaf     string      `json:"leaf"`
	Path     string      `json:"-"` // of its other forms, without their ending
}

// Check is the command that checks it.
func (c *citation) Check() string {
	return fmt.Sprintf("sanad verify --cited %d:%s --entry %d:%s", c.Size, c.Root, c.Entry, c.Leaf)
}

// citation is that of the thing on the page at an address; nil where the log holds
// none of what would be cited.
func (s *site) citation(q *request, id register.ID, title, at string, position int64) (*citation, error) {
	if id == "" || position < 1 {
		return nil, nil
	}
	ctx := q.Context()
	head, err := s.Log.Head(ctx)
	if err != nil {
		return nil, err
	}
	if head.Size != position {
		if head.Root, err = s.Log.Root(ctx, position); err != nil {
			return nil, err
		}
	}
	c := &citation{
		ID: id, Title: title, Register: head.Origin, On: claim.Date(s.Now().UTC().Format("2006-01-02")),
		Size: position, Root: head.Root, Entry: id.Entry(), Path: "/cite/" + string(id),
		Address: s.base(q) + prefixOfLanguage(q.Request) + at,
	}
	if s.Earlier != nil || s.shown != nil {
		c.State = s.base(q) + prefixOfLanguage(q.Request) + knownPrefix + strconv.FormatInt(position, 10) + at
	}
	entry, err := s.Log.Entries(ctx, c.Entry+1, 1)
	if err != nil {
		return nil, err
	}
	if len(entry) != 1 || entry[0].Index != c.Entry {
		return nil, nil
	}
	c.Leaf = tlog.RecordHash(entry[0].Leaf).String()
	return c, nil
}

// cite is a citation in a form that programs for citing read: /cite/a17-3.bib for
// BibTeX, .json for CSL-JSON.
func (s *site) cite(q *request) (answer, error) {
	form := path.Ext(q.URL.Path)
	id := register.ID(strings.TrimSuffix(q.PathValue("id"), form))
	if form != ".bib" && form != ".json" {
		return answer{}, fault.New(fault.NotFound, "a citation ends in .bib or .json")
	}
	now, title, at, err := s.citedThing(q, id)
	if err != nil {
		return answer{}, err
	}
	if now != id {
		return answer{moved: "/cite/" + string(now) + form}, nil
	}
	position, err := s.Register.Position(q.Context())
	if err != nil {
		return answer{}, err
	}
	c, err := s.citation(q, id, title, at, position)
	if err != nil {
		return answer{}, err
	}
	if c == nil {
		return answer{}, fault.New(fault.NotFound, "the log does not hold what %s comes from", id)
	}
	if form == ".bib" {
		return answer{whole: &ready{"application/x-bibtex; charset=utf-8", []byte(c.bibTeX(q))}}, nil
	}
	body, err := c.csl(q)
	return answer{whole: &ready{"application/vnd.citationstyles.csl+json", body}}, err
}

// citedThing is what a thing is called on its page, and where that is.
func (s *site) citedThing(q *request, id register.ID) (now register.ID, title, at string, err error) {
	ctx := q.Context()
	class := byte(0)
	if id != "" {
		class = id[0]
	}
	if !isID(string(id), class) {
		return "", "", "", fault.New(fault.NotFound, "%q is not an id", id)
	}
	switch class {
	case 'a', 'p', 'e':
		_, name, err := s.fieldsOf(q, s.Register, id)
		return name.ID, name.Name, address(name.ID), err
	case 's':
		src, err := s.Register.Source(ctx, id)
		return src.ID, cmp.Or(src.Title, string(src.ID)), address(src.ID), err
	case 'g':
		p, err := s.Register.Part(ctx, id)
		if err != nil {
			return "", "", "", err
		}
		m, err := s.held(ctx, p, 0)
		return p.ID, meeting.NameOf(m.Meeting), "/meetings/" + string(p.ID), err
	}
	return "", "", "", fault.New(fault.NotFound, "there is no page of %s", id)
}

// note is what a citation says beyond what programs for citing have fields for.
func (c *citation) note(q *request) string {
	return q.t("cite.note", q.language.number(c.Size), c.Root, strconv.FormatInt(c.Entry, 10), c.Leaf)
}

var escapedTeX = strings.NewReplacer(`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "$", `\$`, "&", `\&`, "#", `\#`, "_", `\_`, "%", `\%`, "~", `\textasciitilde{}`, "^", `\textasciicircum{}`, "\n", " ")

// bibTeX is the citation as an entry of BibTeX, in UTF-8.
func (c *citation) bibTeX(q *request) string {
	var b strings.Builder
	fmt.Fprintf(&b, "@misc{sanad-%s-%d,\n", c.ID, c.Size)
	for _, f := range [][2]string{
		{"title", "{" + escapedTeX.Replace(c.Title) + "}"}, {"author", "{" + escapedTeX.Replace(q.t("site.name")+", "+c.Register) + "}"},
		{"year", string(c.On)[:4]}, {"howpublished", escapedTeX.Replace(q.t("cite.register", c.Register))},
		{"url", c.permanent()}, {"urldate", string(c.On)}, {"note", escapedTeX.Replace(c.note(q))},
	} {
		fmt.Fprintf(&b, "  %s = {%s},\n", f[0], f[1])
	}
	b.WriteString("}\n")
	return b.String()
}

// permanent is the address of what was seen, or of the thing where that is not kept.
func (c *citation) permanent() string { return cmp.Or(c.State, c.Address) }

// csl is the citation as CSL-JSON 1.0.2. Source: https://github.com/citation-style-language/schema
func (c *citation) csl(q *request) ([]byte, error) {
	var day []int
	for part := range strings.SplitSeq(string(c.On), "-") {
		n, err := strconv.Atoi(part)
		if err != nil {
			return nil, err
		}
		day = append(day, n)
	}
	dates := map[string]any{"date-parts": [][]int{day}}
	return json.MarshalIndent([]map[string]any{{
		"id": "sanad-" + string(c.ID) + "-" + strconv.FormatInt(c.Size, 10), "type": "webpage", "title": c.Title, "language": q.Tag,
		"container-title": q.t("site.name"), "publisher": c.Register, "URL": c.permanent(), "issued": dates, "accessed": dates, "note": c.note(q),
	}}, "", " ")
}
