package web

import (
	"strconv"
	"strings"

	"sanad/internal/register"
)

// claimSheet is what is known of a thing, a row for each source that says a value:
// which are shown, and which dissent.
func (q *request) claimSheet(fields []field) *sheet {
	s := &sheet{head: []string{"property", "value", "detail", "shown", "source", "publisher", "published", "modality", "quote", "log_entry"}}
	for _, f := range fields {
		for i, v := range f.Values {
			for _, said := range v.Said {
				s.rows = append(s.rows, []string{
					strings.TrimPrefix(f.Name, "field."), v.Text, v.Detail, strconv.FormatBool(f.Many || i == 0), string(said.Source), said.Publisher,
					string(said.Published), string(said.Modality), said.Quote, strconv.FormatInt(said.Entry, 10),
				})
			}
		}
	}
	return s
}

// sourceSheet is what was read from a source.
func sourceSheet(claims []register.SourceClaim) *sheet {
	s := &sheet{head: []string{"about", "name", "property", "value", "quote", "start", "end", "rule", "confidence", "log_entry"}}
	for _, c := range claims {
		s.rows = append(s.rows, []string{
			string(c.About), c.Name, string(c.Property), c.Text, c.Quote, strconv.Itoa(c.Start), strconv.Itoa(c.End), c.Rule,
			strconv.FormatFloat(c.Confidence, 'f', -1, 64), strconv.FormatInt(c.Entry, 10),
		})
	}
	return s
}
