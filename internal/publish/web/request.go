package web

import (
	"context"
	"net/http"
	"path"
	"strconv"
	"strings"

	"sanad/internal/fault"
	"sanad/internal/register"
)

// request is what a page's handler is asked.
type request struct {
	*http.Request
	*language
	form form
}

// form is in which shape an address answers.
type form string

const (
	html    form = ""
	jsonDoc form = ".json"
	csvDoc  form = ".csv"
	icsDoc  form = ".ics"
	atomDoc form = ".atom"
	xlsxDoc form = ".xlsx"
	pdfDoc  form = ".pdf"
	ldDoc   form = ".jsonld"
	geoDoc  form = ".geojson"

	proofDoc     form = ".proof"      // what proves a thing
	tlogProofDoc form = ".tlog-proof" // what proves an entry of the log
)

func (s *site) ask(r *http.Request) *request {
	q := &request{Request: r, language: s.language(r)}
	switch f := form(path.Ext(r.URL.Path)); f {
	case jsonDoc, csvDoc, icsDoc, atomDoc, xlsxDoc, pdfDoc, proofDoc, tlogProofDoc, ldDoc, geoDoc:
		q.form = f
	}
	return q
}

// id is the id an item's address names, without the form it ends in. Anything
// that cannot be an id of the class is not found without asking the register.
func (q *request) id(class byte) (register.ID, error) {
	s := q.PathValue("id")
	if q.form != html {
		s = strings.TrimSuffix(s, string(q.form))
	}
	if !isID(s, class) {
		return "", fault.New(fault.NotFound, "%q is not an id", s)
	}
	return register.ID(s), nil
}

// thingOf is the thing of a class that the address names, and the id it is named by: not
// the thing's own where it has become a part of another.
func thingOf[T any](q *request, class byte, get func(context.Context, register.ID) (T, error)) (thing T, id register.ID, err error) {
	if id, err = q.id(class); err != nil {
		return thing, id, err
	}
	thing, err = get(q.Context(), id)
	return thing, id, err
}

// isID says whether a text can be an id of a class.
func isID(s string, class byte) bool {
	bad := len(s) < 2 || s[0] != class || len(s) > 40
	for _, c := range []byte(s[min(1, len(s)):]) {
		bad = bad || c != '-' && (c < '0' || c > '9')
	}
	return !bad
}

// part is which part of a list is asked for.
type part struct{ limit, offset int }

const (
	listLimit, listMost = 50, 200      // on a page
	dataLimit, dataMost = 1000, 10_000 // as JSON and CSV
)

func (q *request) part() (part, error) {
	usual, most := listLimit, listMost
	if q.form != html {
		usual, most = dataLimit, dataMost
	}
	limit, err := q.number("limit", usual)
	if err != nil {
		return part{}, err
	}
	offset, err := q.number("offset", 0)
	return part{limit: min(max(limit, 1), most), offset: offset}, err
}

// number is a number from 0 of the query, or fallback where it is not given.
func (q *request) number(name string, fallback int) (int, error) {
	s := q.URL.Query().Get(name)
	if s == "" {
		return fallback, nil
	}
	n, err := strconv.ParseInt(s, 10, 32)
	if err != nil || n < 0 {
		return 0, fault.New(fault.Invalid, "%s %q is not a number from 0", name, s)
	}
	return int(n), nil
}

// pager leads through the parts of a list.
type pager struct {
	From, To   int
	Prev, Next string // addresses, "" at the ends
}

// cut takes the one row more that was asked for off the list, and with it knows
// whether a next part exists.
func cut[T any](q *request, rows []T, p part) ([]T, pager) {
	more := len(rows) > p.limit
	if more {
		rows = rows[:p.limit]
	}
	nav := pager{From: p.offset + 1, To: p.offset + len(rows)}
	path := q.URL.Path
	if q.form != html {
		path = prefix(q.Request) + path
	}
	address := func(offset int) string {
		v := q.URL.Query()
		v.Del("offset")
		if offset > 0 {
			v.Set("offset", strconv.Itoa(offset))
		}
		if len(v) == 0 {
			return path
		}
		return path + "?" + v.Encode()
	}
	if more {
		nav.Next = address(p.offset + p.limit)
	}
	if p.offset > 0 {
		nav.Prev = address(max(0, p.offset-p.limit))
	}
	return rows, nav
}

// some keeps an empty list a list in JSON.
func some[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
