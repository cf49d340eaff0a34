package web

import "sanad/internal/register"

// onwardPart is how many rows of a list are read at a time while it is written.
const onwardPart = 2000

// onward are the rows of a list behind its first part, read as they are written. The
// list may grow meanwhile: what is new stands at its beginning, so that a row may come
// twice and none is missed.
func onward[T any](from int, read func(part) ([]T, error), line func(T) []string) func(do func([]string) error) error {
	return func(do func([]string) error) error {
		for p := (part{limit: onwardPart, offset: from}); ; p.offset += p.limit {
			rows, err := read(p)
			if err != nil {
				return err
			}
			for _, r := range rows {
				if err := do(line(r)); err != nil {
					return err
				}
			}
			if len(rows) < p.limit {
				return nil
			}
		}
	}
}

// sheetOf makes a list's sheet: of the part that is asked for, or, where no part is, of
// all, as it is written. nav is that of the first rows.
func sheetOf[T any](q *request, head []string, rows []T, p part, nav *pager, read func(part) ([]T, error), line func(T) []string) *sheet {
	s := &sheet{head: head}
	for _, r := range rows {
		s.rows = append(s.rows, line(r))
	}
	if q.whole() && nav.Next != "" {
		s.rest = onward(p.offset+len(rows), read, line)
		nav.Next = "" // nothing is left
	}
	return s
}

// whole says whether a form is asked for that holds all of a list.
func (q *request) whole() bool {
	switch q.form {
	case csvDoc, xlsxDoc, geoDoc:
		return !q.URL.Query().Has("limit")
	}
	return false
}

// eachRow hands all rows of a list to do, those that stand in memory first.
func eachRow(rows []register.Row, more bool, read func(part) ([]register.Row, error), from int, do func([]register.Row) error) error {
	if err := do(rows); err != nil || !more {
		return err
	}
	for p := (part{limit: onwardPart, offset: from + len(rows)}); ; p.offset += p.limit {
		next, err := read(p)
		if err != nil {
			return err
		}
		if err := do(next); err != nil || len(next) < p.limit {
			return err
		}
	}
}
