package web

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"sanad/claim"
	"sanad/internal/register"
)

// offered is something that may belong to an agreement, with the figures that
// hang on it and why it is not attached.
type offered struct {
	ID      register.ID
	Title   string
	Link    string
	On      claim.Date
	State   string // open, attached, rejected
	Figures []figure
	Doubts  [][]piece
	Ruling  *register.Said
	Place   string // where a ruling on it goes; "" where nobody may rule here
}

// figure is a candidate result and what it would be a result of.
type figure struct {
	ID     register.ID
	Of     string
	Actual string
}

// offered are the candidates of a record: evidence with the results it proves, then
// whatever is offered by itself. named is what an indicator is called.
func (q *request) offered(a register.Agreement, named func(register.ID) string) []offered {
	all := a.Record.Candidates
	proved := map[register.ID]bool{}
	for _, k := range all {
		if k.ID.Class() == claim.Evidence {
			for _, of := range k.Of {
				proved[of] = true
			}
		}
	}
	var out []offered
	for _, k := range all {
		if proved[k.ID] {
			continue
		}
		o := offered{ID: k.ID, Title: k.Title.Text(), Link: outside(k.URL.Text()), State: k.State, Doubts: remarks(k.Remarks), Ruling: k.Ruling}
		if v, ok := k.Date.Shown(); ok {
			o.On, _ = v.Value.(claim.Date)
		}
		for _, r := range all {
			if r.ID != k.ID && (k.ID.Class() != claim.Evidence || !slices.Contains(k.Of, r.ID)) {
				continue
			}
			if actual := r.Actual.Text(); actual != "" {
				o.Figures = append(o.Figures, figure{ID: r.ID, Of: named(r.For), Actual: actual})
			}
		}
		if o.Title == "" && len(o.Figures) == 0 {
			o.Title = string(k.ID)
		}
		out = append(out, o)
	}
	return out
}

// piece is a stretch of a note: words, or an address that is a link.
type piece struct {
	Words string
	Link  string
}

// addresses in notes end before the mark that ends their sentence.
var addresses = regexp.MustCompile(`https?://[^\s<>"()]*[^\s<>"().,;:!?]`)

// pieces cuts a note so that addresses in it become links, shown by their host.
func pieces(text string) []piece {
	var out []piece
	at := 0
	for _, span := range addresses.FindAllStringIndex(text, -1) {
		if span[0] > at {
			out = append(out, piece{Words: text[at:span[0]]})
		}
		address := text[span[0]:span[1]]
		host := address
		if u, err := url.Parse(address); err == nil && u.Host != "" {
			host = strings.TrimPrefix(u.Host, "www.")
		}
		out = append(out, piece{Words: host, Link: outside(address)})
		at = span[1]
	}
	if at < len(text) {
		out = append(out, piece{Words: text[at:]})
	}
	return out
}

func remarks(values []register.Value) [][]piece {
	var out [][]piece
	for _, v := range values {
		out = append(out, pieces(v.Text))
	}
	return out
}

// notes are the words with which claims were entered, each once.
func notes(list []register.Said) [][]piece {
	var told []string
	var out [][]piece
	for _, s := range list {
		if s.Reason != "" && !slices.Contains(told, s.Reason) {
			told = append(told, s.Reason)
			out = append(out, pieces(s.Reason))
		}
	}
	return out
}

// oncePerSource are who says something, each source once.
func oncePerSource(list []register.Said) []said {
	var once []register.Said
	for _, s := range list {
		if !slices.ContainsFunc(once, func(o register.Said) bool { return o.Source == s.Source }) {
			once = append(once, s)
		}
	}
	return saidBy(once)
}
