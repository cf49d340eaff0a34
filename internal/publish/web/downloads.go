package web

import (
	"compress/gzip"
	"io"
	"net/http"

	"sanad/internal/fault"
	"sanad/internal/register"
)

const gzipType = "application/gzip"

// formsOf are the addresses of a list in some forms.
func formsOf(path string, ends ...form) []pageForm {
	names := map[form]string{csvDoc: "CSV", xlsxDoc: "XLSX", geoDoc: "GeoJSON", icsDoc: "iCal", jsonDoc: "JSON", atomDoc: "Atom", pdfDoc: "PDF"}
	var all []pageForm
	for _, end := range ends {
		all = append(all, pageForm{Name: names[end], Href: path + string(end)})
	}
	return all
}

// downloads lists what can be had in one piece.
func (s *site) downloads(q *request) (answer, error) {
	type offer struct {
		Name  string // of the message
		Forms []pageForm
	}
	totals, err := s.Register.Counts(q.Context())
	if err != nil {
		return answer{}, err
	}
	figures := formsOf("/figures", csvDoc, xlsxDoc, jsonDoc)
	if s.PDF != nil {
		figures = append(figures, formsOf("/figures", pdfDoc)...)
	}
	page := struct {
		Totals register.Totals
		Lists  []offer
		Whole  string
		API    bool
	}{Totals: totals, API: s.API != nil, Lists: []offer{
		{"nav.agreements", formsOf("/agreements", csvDoc, xlsxDoc, geoDoc)},
		{"nav.parties", formsOf("/parties", csvDoc, xlsxDoc)},
		{"nav.events", formsOf("/events", csvDoc, xlsxDoc)},
		{"nav.sources", formsOf("/sources", csvDoc, xlsxDoc)},
		{"nav.meetings", formsOf("/meetings", csvDoc, xlsxDoc)},
		{"nav.calendar", formsOf("/calendar", icsDoc, csvDoc, xlsxDoc)},
		{"nav.map", formsOf("/map", geoDoc, csvDoc, xlsxDoc)},
		{"nav.figures", figures},
		{"nav.feed", []pageForm{{Name: "Atom", Href: "/feed.atom"}, {Name: "JSON Feed", Href: "/feed.json"}}},
	}}
	if s.walk() != nil {
		page.Whole = "/downloads/register.jsonl.gz"
	}
	return answer{template: "downloads", title: q.t("downloads.title"), section: "downloads", alone: true, page: page}, nil
}

// walk reads the whole register in pieces, nil where nothing does.
func (s *site) walk() register.Walk {
	if s.API != nil {
		return s.API.Walk
	}
	w, _ := s.Register.(register.Walk)
	return w
}

// wholeRegister streams every view as one line of JSON, compressed.
func (s *site) wholeRegister(w http.ResponseWriter, r *http.Request) error {
	walk := s.walk()
	if walk == nil {
		return fault.New(fault.NotFound, "the register cannot be read in pieces")
	}
	q := s.ask(r)
	openToAll(w.Header())
	w.Header().Set("Cache-Control", "no-store")
	return s.streamed(w, q, gzipType, func(out io.Writer) error {
		z := gzip.NewWriter(out)
		if err := walk.Export(r.Context(), z); err != nil {
			return err
		}
		return z.Close()
	})
}
