package web

import (
	"compress/gzip"
	"html/template"
	"io"
	"net/http"
	"net/url"
)

// pageForm is a page in another form: how it is linked from the page.
type pageForm struct{ Name, Type, Href string }

// Kind is the type as an attribute: as a value the template would write its plus sign
// as a reference, which not every reader of feeds' addresses understands.
func (f pageForm) Kind() template.HTMLAttr { return template.HTMLAttr(`type="` + f.Type + `"`) }

const xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// forms are the other forms of a page. Calendars and feeds are of today alone.
func (s *site) forms(q *request, a answer) []pageForm {
	var all []pageForm
	v := q.URL.Query()
	for _, part := range []string{"limit", "offset"} {
		v.Del(part) // of the page; the other forms hold more, or all
	}
	add := func(has bool, name, kind string, end form, query url.Values) {
		if has && q.URL.Path != "/" {
			all = append(all, pageForm{name, kind, withQuery(q.URL.Path+string(end), query)})
		}
	}
	if !a.alone {
		add(a.json != nil, "JSON", "application/json", jsonDoc, v)
		add(a.csv != nil, "CSV", "text/csv", csvDoc, v)
		add(a.csv != nil, "XLSX", xlsxType, xlsxDoc, v)
		add(a.geo != nil, "GeoJSON", "application/geo+json", geoDoc, v)
		add(a.ld != nil, "JSON-LD", "application/ld+json", ldDoc, nil)
	}
	if s.shown != nil {
		return all
	}
	if a.ics != "" {
		all = append(all, pageForm{"iCal", "text/calendar", a.ics})
	}
	if a.atom != "" {
		all = append(all, pageForm{"Atom", "application/atom+xml", a.atom})
	}
	if a.jsonFeed != "" {
		all = append(all, pageForm{"JSON Feed", "application/feed+json", a.jsonFeed})
	}
	return all
}

// stream is how a form that may be long is written; nil for one that is rendered whole.
func (a answer) stream(f form) (kind string, write func(io.Writer) error) {
	switch {
	case a.whole != nil:
	case f == csvDoc && a.csv != nil:
		return "text/csv; charset=utf-8", a.csv.write
	case f == xlsxDoc && a.csv != nil:
		return xlsxType, a.csv.writeXLSX
	case f == geoDoc && a.geo != nil:
		return "application/geo+json", a.geo.write
	}
	return "", nil
}

// streamed writes a form as it is made, compressed where the visitor takes that and it
// is not compressed already. One that breaks off lacks its end, so that nobody takes a
// part for the whole.
func (s *site) streamed(w http.ResponseWriter, q *request, kind string, body func(io.Writer) error) error {
	h := w.Header()
	h.Set("Content-Type", kind)
	if q.Method == http.MethodHead {
		return nil
	}
	out := &steady{w: w, deadline: http.NewResponseController(w)}
	var to io.Writer = out
	var z *gzip.Writer
	if kind != xlsxType && kind != gzipType && takesGzip(q.Header.Get("Accept-Encoding")) {
		h.Set("Content-Encoding", "gzip")
		z = packers.Get().(*gzip.Writer)
		defer packers.Put(z)
		z.Reset(out)
		to = z
	}
	err := body(to)
	if err == nil && z != nil {
		err = z.Close()
	}
	switch {
	case err == nil || q.Context().Err() != nil:
		return nil // or the visitor has gone
	case out.began:
		s.Logger.Error("a form broke off", "path", q.URL.Path, "err", err)
		panic(http.ErrAbortHandler)
	}
	h.Del("Content-Encoding")
	return err
}
