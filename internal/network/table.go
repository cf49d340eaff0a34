package network

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"sanad/internal/fault"
)

// cells are a row's, by the name of their column; "" where there is none.
type cells func(column string) string

// table reads a CSV whose heading names its columns, row by row. Lines that begin
// with # are comments. What is wrong is told by line, all of it at once, and the
// other rows are read.
func table(r io.Reader, what string, columns, needed []string, row func(cells) error) error {
	in := csv.NewReader(r)
	in.Comment = '#'
	in.TrimLeadingSpace = true
	head, err := in.Read()
	if errors.Is(err, io.EOF) {
		return fault.New(fault.Invalid, "the %s is empty", what).WithHint("its first line names the columns: %s", strings.Join(columns, ","))
	}
	if err != nil {
		return fault.New(fault.Invalid, "%s: %v", what, err)
	}
	at := map[string]int{}
	for i, name := range head {
		name = strings.ToLower(strings.TrimSpace(strings.TrimPrefix(name, "\ufeff")))
		if !slices.Contains(columns, name) {
			return fault.New(fault.Invalid, "%s: no column is called %q", what, name).WithHint("the columns are %s", strings.Join(columns, ", "))
		}
		if _, twice := at[name]; twice {
			return fault.New(fault.Invalid, "%s: two columns are called %q", what, name)
		}
		at[name] = i
	}
	for _, name := range needed {
		if _, ok := at[name]; !ok {
			return fault.New(fault.Invalid, "%s: no column is called %s", what, name).WithHint("the columns are %s", strings.Join(columns, ", "))
		}
	}
	var wrong []error
	for {
		record, err := in.Read()
		if errors.Is(err, io.EOF) {
			return errors.Join(wrong...)
		}
		if err != nil {
			wrong = append(wrong, fault.New(fault.Invalid, "%s: %v", what, err))
			if !errors.Is(err, csv.ErrFieldCount) {
				return errors.Join(wrong...) // where the next row begins is not known
			}
			continue
		}
		line, _ := in.FieldPos(0)
		err = row(func(column string) string {
			if i, ok := at[column]; ok {
				return strings.TrimSpace(record[i])
			}
			return ""
		})
		if err != nil {
			wrong = append(wrong, fmt.Errorf("line %d: %w", line, err))
		}
	}
}
