package render

import (
	"encoding/csv"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"sanad/internal/publish/report"
)

// CSV writes the rows of a report's tables as one table: the section first, then
// every column that any of them has, the ids of the things rows are about, and the
// sources. It is RFC 4180 with a byte order mark, without which spreadsheets read
// Urdu and Chinese as Latin letters.
func CSV(w io.Writer, r report.Report) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	c := csv.NewWriter(w)
	c.UseCRLF = true
	for _, row := range Rows(r) {
		for i := range row {
			row[i] = Inert(row[i])
		}
		if err := c.Write(row); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// Rows are the lines of CSV, the heading first.
func Rows(r report.Report) [][]string {
	var keys []string
	for _, s := range r.Sections {
		if s.Table != nil {
			for _, c := range s.Table.Columns {
				if !slices.Contains(keys, c.Key) {
					keys = append(keys, c.Key)
				}
			}
		}
	}
	sources := map[int]string{}
	for _, s := range r.Sources {
		sources[s.N] = string(s.ID)
	}
	out := [][]string{append(append([]string{"as_of", "section"}, keys...), "ids", "sources")}
	for _, s := range r.Sections {
		if s.Table == nil {
			continue
		}
		for _, cells := range s.Table.Rows {
			row := make([]string, len(keys)+4)
			row[0], row[1] = string(r.AsOf), s.Title
			var ids, from []string
			for i, c := range cells {
				row[2+slices.Index(keys, s.Table.Columns[i].Key)] = plain(c)
				if c.Of != "" && !slices.Contains(ids, string(c.Of)) {
					ids = append(ids, string(c.Of))
				}
				for _, n := range c.Notes {
					if !slices.Contains(from, sources[n]) {
						from = append(from, sources[n])
					}
				}
			}
			row[len(row)-2], row[len(row)-1] = strings.Join(ids, " "), strings.Join(from, " ")
			out = append(out, row)
		}
	}
	return out
}

func plain(c report.Cell) string {
	if c.Detail == "" {
		return c.Text
	}
	return c.Text + " (" + c.Detail + ")"
}

// Inert puts an apostrophe before a cell that a spreadsheet would run as a
// formula. Titles and names are strangers' words.
// Source: https://owasp.org/www-community/attacks/CSV_Injection
func Inert(cell string) string {
	// Spreadsheets skip blanks and marks nobody sees before the sign.
	rest := strings.TrimLeftFunc(cell, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
	})
	first, _ := utf8.DecodeRuneInString(rest)
	if strings.ContainsRune("=+-@＝＋－＠", first) && rest != "" || strings.HasPrefix(cell, "\t") || strings.HasPrefix(cell, "\r") {
		return "'" + cell
	}
	return cell
}
