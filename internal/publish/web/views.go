package web

import (
	"context"
	"fmt"
	"html/template"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"sanad/claim"
	"sanad/internal/register"
)

// field is a property as pages show it: each value hangs on a thread with the
// sources that say it.
type field struct {
	Name   string // message key of its label: field.kind
	Values []value
	Why    string // why the first is shown, where others dissent
	Many   bool   // the values stand beside one another and do not dissent
}

// value is one value and who says so.
type value struct {
	Text   string
	Number string // of a count
	Lang   string
	Link   string // the page of the thing that it names, or ""
	Detail string // what narrows it: the role of a side, the nature of a sum
	Note   string // what the code means, from vocab
	Said   []said
}

// said is one source saying it.
type said struct {
	register.Said
	Link string // to the words in the source
}

// First are the words that stand open; Rest are those behind a summary.
func (v value) First() []said { return v.Said[:min(1, len(v.Said))] }

// Rest are all but the first.
func (v value) Rest() []said { return v.Said[min(1, len(v.Said)):] }

// RestNames are the publishers of the rest, each once.
func (v value) RestNames() string {
	var names []string
	for _, s := range v.Rest() {
		name := s.Publisher
		if name == "" {
			name = string(s.Source)
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

func saidBy(all []register.Said) []said {
	out := make([]said, len(all))
	for i, s := range all {
		out[i] = said{Said: s, Link: placeOf(s)}
	}
	return out
}

// placeOf is the address of the words that say it, or of the source where it
// quotes none.
func placeOf(s register.Said) string {
	if s.Start == s.End {
		return address(s.Source)
	}
	return address(s.Source) + partQuery(s.Start) + "#" + anchor(s)
}

// address is the page of a thing.
func address(id register.ID) string {
	switch id.Class() {
	case claim.Agreement:
		return "/agreements/" + string(id)
	case claim.Party:
		return "/parties/" + string(id)
	case claim.Event:
		return "/events/" + string(id)
	case claim.Document:
		return "/sources/" + string(id)
	}
	return ""
}

// value makes a register's value readable. names are those of the things that
// values refer to.
func (l *language) value(v register.Value, list string, names map[register.ID]register.Name) value {
	out := value{Text: v.Text, Said: saidBy(v.Said)}
	switch x := v.Value.(type) {
	case claim.Text:
		out.Lang = x.Lang
	case claim.Date:
		out.Text = l.date(x)
	case claim.Code:
		out.Text = l.label(list, x.Code)
		out.Note = l.note(list, x.Code)
	case claim.Quantity:
		out.Text = l.span(x, out.Text)
	case claim.Money:
		out.Detail = l.label("nature", x.Nature)
	case claim.Ref:
		id := register.ID(v.Text)
		out.Link = address(id)
		if name := names[id].Name; name != "" {
			out.Text = name
		}
		if x.Role != "" {
			out.Detail = l.label("role", x.Role)
		}
	default:
		if lists[list] != nil {
			out.Text = l.label(list, v.Text)
		}
	}
	return out
}

func (l *language) field(name, list string, f register.Field, names map[register.ID]register.Name) field {
	out := field{Name: "field." + name}
	for _, v := range f.Values {
		out.Values = append(out.Values, l.value(v, list, names))
	}
	if f.Disputed() {
		out.Why = l.told("why", f.Why)
	}
	return out
}

// span is a length of time in words, "3 years" for 3 a; other where it is none.
func (l *language) span(q claim.Quantity, other string) string {
	key := "span." + q.Unit
	if _, ok := l.words[key+".other"]; !ok || q.What != "" {
		return other
	}
	return l.n(key, q.Number)
}

// several is a property of which more than one value can be true.
func (l *language) several(name, list string, values []register.Value) field {
	out := field{Name: "field." + name, Many: true}
	for _, v := range values {
		out.Values = append(out.Values, l.value(v, list, nil))
	}
	return out
}

// reason is the text of a rule by its name: the site's words where it has some,
// else the rule's own.
func (l *language) reason(of, rule string) string {
	if text, ok := l.words[of+"."+rule]; ok {
		return text
	}
	return rule
}

// note is what a code means: in English the list's own words, elsewhere the
// catalogue's, where it has some.
func (l *language) note(list, code string) string {
	if text, ok := l.words["note."+list+"."+code]; ok || l.Tag != fallback {
		return text
	}
	for _, c := range lists[list] {
		if c.Code == code {
			return c.Note
		}
	}
	return ""
}

// numerals are the dates and numbers of a sentence made elsewhere.
var numerals = regexp.MustCompile(`\d{4}-\d{2}(?:-\d{2})?|\d+`)

// told is a sentence that another package made in English, in this language: its
// dates and numbers put into the catalogue's sentence of the same wording. One that
// the catalogue lacks stays as it is.
func (l *language) told(of, sentence string) string {
	text, ok := l.words[of+"."+numerals.ReplaceAllString(strings.ReplaceAll(sentence, "%", "%%"), "%s")]
	if !ok {
		return l.says(sentence)
	}
	var args []any
	for _, f := range numerals.FindAllString(sentence, -1) {
		if strings.Contains(f, "-") {
			f = l.date(claim.Date(f))
		}
		args = append(args, f)
	}
	return fmt.Sprintf(text, args...)
}

// script tells the style sheet in which script words of unknown language begin, so
// that Latin names are set as close on an Urdu page as on an English one, and Urdu
// ones as wide on an English page.
func script(words any) template.HTMLAttr {
	for _, r := range fmt.Sprint(words) {
		switch {
		case !unicode.IsLetter(r):
		case unicode.In(r, unicode.Arabic):
			return ` data-script="arab"`
		case unicode.In(r, unicode.Han):
			return ` data-script="hans"`
		default:
			return ` data-script="latn"`
		}
	}
	return ""
}

// entitled is a title to show: the given one, or else the sides.
func (l *language) entitled(title string, id register.ID, sides []register.Name) string {
	if title != "" {
		return title
	}
	var names []string
	for _, s := range sides {
		names = append(names, s.Name)
	}
	if len(names) == 0 {
		return l.t("agreement.untitled", id)
	}
	return strings.Join(names, " – ")
}

// row is an agreement in a list.
type row struct {
	register.Row
	Link, Shown string
	Sides       []register.Name // none where they already stand for a title
}

func (l *language) rows(list []register.Row) []row {
	out := make([]row, len(list))
	for i, r := range list {
		out[i] = row{Row: r, Link: address(r.ID), Shown: l.entitled(r.Title, r.ID, r.Sides)}
		if r.Title != "" {
			out[i].Sides = r.Sides
		}
	}
	return out
}

// documents are the sources with the ids.
func (s *site) documents(ctx context.Context, ids []register.ID) ([]register.Source, error) {
	out := make([]register.Source, 0, len(ids))
	for _, id := range ids {
		src, err := s.Register.Source(ctx, id)
		if err != nil {
			return nil, err
		}
		out = append(out, src)
	}
	return out, nil
}
