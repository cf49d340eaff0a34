package sqlview

import "strings"

// bulk is rows on their way into a table, written many to a statement: most of what
// a small insert costs is its way through the driver.
type bulk struct {
	into     string // table and columns
	columns  int
	conflict string // what to do with a row that is there, "" where none can be
	args     []any
}

func (b *bulk) add(row ...any) { b.args = append(b.args, row...) }

func (b *bulk) empty() bool { return len(b.args) == 0 }

// write writes the rows and forgets them.
func (b *bulk) write(t *tx) error {
	args := b.args
	for _, n := range [...]int{64, 8, 1} {
		for len(args) >= n*b.columns {
			s, err := t.prepared(b.statement(n))
			if err != nil {
				return err
			}
			if _, err := s.ExecContext(t.ctx, args[:n*b.columns]...); err != nil {
				return err
			}
			args = args[n*b.columns:]
		}
	}
	clear(b.args)
	b.args = b.args[:0]
	return nil
}

func (b *bulk) statement(rows int) string {
	var s strings.Builder
	s.WriteString("INSERT INTO " + b.into + " VALUES ")
	for i := range rows * b.columns {
		switch {
		case i == 0:
			s.WriteByte('(')
		case i%b.columns == 0:
			s.WriteString("), (")
		default:
			s.WriteString(", ")
		}
		s.WriteByte('?') // the driver looks each number up; of PostgreSQL they would be $1, $2, …
	}
	s.WriteString(") " + b.conflict)
	return s.String()
}
