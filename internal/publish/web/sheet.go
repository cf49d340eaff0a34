package web

import (
	"encoding/csv"
	"io"

	"sanad/internal/publish/report/render"
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
			safe[i] = render.Inert(cell)
		}
		if err := c.Write(safe); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}
