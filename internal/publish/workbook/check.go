package workbook

import (
	"context"
	"fmt"
	"time"

	"sanad/claim"
	"sanad/internal/delivery"
	form "sanad/internal/reader/workbook"
	"sanad/internal/register"
)

// Check holds a workbook against the register: what it names is there, what it
// changes has not changed since, and nothing is reported of a day to come or past
// the agreement's end. What it finds it refuses, row by row. over lets changes in
// though the register has changed since.
func Check(ctx context.Context, q register.Queries, read *form.Read, today time.Time, over bool) error {
	c := checker{q: q, read: read, today: today.Format(time.DateOnly), ends: map[string]string{}}
	rows, err := collect(ctx, q, register.Filter{}, func(a register.Agreement) {
		end, _ := delivery.Ends(a) // said, or worked out from its start and its term
		c.ends[string(a.ID)] = string(end)
	})
	if err != nil {
		return err
	}
	c.now = map[string]Row{}
	for _, list := range rows {
		for _, r := range list {
			c.now[r[form.ColumnID]] = r
		}
	}
	c.cells = map[place]form.Change{}
	for _, change := range read.Changes {
		c.cells[place{change.Subject, change.Property}] = change
		if !over {
			c.changed(change)
		}
	}
	if err := c.exist(ctx); err != nil {
		return err
	}
	c.days()
	read.Refuse(c.problems, c.refused)
	return nil
}

type checker struct {
	q        register.Queries
	read     *form.Read
	today    string
	now      map[string]Row
	ends     map[string]string // when agreements expire, by id
	cells    map[place]form.Change
	problems []form.Problem
	refused  []claim.Subject
}

func (c *checker) wrong(change form.Change, hint, format string, args ...any) {
	c.problems = append(c.problems, form.Problem{Sheet: change.Sheet, Cell: change.Cell, What: fmt.Sprintf(format, args...), Hint: hint})
	c.refused = append(c.refused, change.Subject)
}

// changed refuses a change to a cell that the register has changed since the
// workbook was written: a person decides which is right.
func (c *checker) changed(change form.Change) {
	r, known := c.now[change.Subject.ID()]
	if !known {
		return
	}
	if current := r[string(change.Property)]; current != change.Was && current != change.Now {
		c.wrong(change, "take a new workbook, or let it in with --over", "the register has %q since, where the workbook had %q", current, change.Was)
	}
}

// exist refuses what names things that are not in the register.
func (c *checker) exist(ctx context.Context) error {
	names := map[claim.Subject]bool{}
	there := func(s claim.Subject) (bool, error) {
		if _, global := s.Entry(); !global {
			return true, nil
		}
		if known, asked := names[s]; asked {
			return known, nil
		}
		known, err := c.q.Known(ctx, register.ID(s.ID()))
		names[s] = known
		return known, err
	}
	for _, change := range c.read.Changes {
		known, err := there(change.Subject)
		if err != nil {
			return err
		}
		if !known {
			c.wrong(change, "leave the ids of an exported workbook as they are", "nothing has the id %s", change.Subject.ID())
		}
	}
	for _, cl := range c.read.Claims {
		ref, ok := cl.Value.(claim.Ref)
		if !ok {
			continue
		}
		known, err := there(ref.Subject)
		if err != nil {
			return err
		}
		if !known {
			c.wrong(c.cell(cl), "sanad list prints ids", "nothing has the id %s", ref.Subject.ID())
		}
	}
	return nil
}

// place is where in a workbook a property of a thing stands.
type place struct {
	s claim.Subject
	p claim.Property
}

// cell is the change that a claim was read from.
func (c *checker) cell(cl claim.Claim) form.Change { return c.cells[place{cl.Subject, cl.Property}] }

// days refuses results and things done on days to come, and results past the end
// of the agreement they are of.
func (c *checker) days() {
	whole := map[claim.Subject]claim.Subject{}
	for _, cl := range c.read.Claims {
		if ref, ok := cl.Value.(claim.Ref); ok && cl.Property == claim.PropOf {
			whole[cl.Subject] = ref.Subject
		}
	}
	for _, cl := range c.read.Claims {
		day := cl.AsOf
		if cl.Property == claim.PropMet {
			day, _ = cl.Value.(claim.Date)
		} else if cl.Property != claim.PropActual {
			continue
		}
		if day == "" {
			continue
		}
		if first := firstDay(day); first > c.today {
			c.wrong(c.cell(cl), "report it when it has happened", "%s has not come yet", day)
			continue
		}
		if end := c.ends[c.agreementOf(cl.Subject, whole)]; end != "" && firstDay(day) > register.LastDay(claim.Date(end)) {
			c.wrong(c.cell(cl), "mend the day, or the agreement's end", "%s lies past the agreement's end, %s", day, end)
		}
	}
}

// agreementOf is the id of the agreement a part belongs to, through what it is a
// part of.
func (c *checker) agreementOf(s claim.Subject, whole map[claim.Subject]claim.Subject) string {
	for range 4 { // a result is of an indicator, which is of an agreement
		if s.Class() == claim.Agreement {
			return s.ID()
		}
		if up, ok := whole[s]; ok {
			s = up
			continue
		}
		up := c.now[s.ID()]["of"]
		if up == "" {
			return ""
		}
		s = claim.SubjectOfID(up)
	}
	return ""
}

// firstDay is the first day a date may mean, for comparing with a day.
func firstDay(d claim.Date) string {
	s := string(d)
	for _, rest := range []string{"-01-01", "-01"} {
		if len(s) == 4 && rest == "-01-01" || len(s) == 7 && rest == "-01" {
			s += rest
		}
	}
	return s
}
