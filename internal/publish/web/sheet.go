package web

import (
	"encoding/csv"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// sheet is a list as CSV: RFC 4180, with a byte order mark, without which
// spreadsheets read Urdu and Chinese as Latin letters.
type sheet struct {
	head []string
	rows [][]string
}

func (s *sheet) write(w io.Writer) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	c := csv.NewWriter(w)
	c.UseCRLF = true
	if err := c.Write(s.head); err != nil {
		return err
	}
	for _, row := range s.rows {
		safe := make([]string, len(row))
		for i, cell := range row {
			safe[i] = inert(cell)
		}
		if err := c.Write(safe); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// inert puts an apostrophe before a cell that a spreadsheet would run as a
// formula. Titles and names are strangers' words.
// Source: https://owasp.org/www-community/attacks/CSV_Injection
func inert(cell string) string {
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
