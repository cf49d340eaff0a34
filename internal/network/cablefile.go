package network

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"sanad/internal/fault"
)

// ReadCables reads a list of cables: CSV with a heading of system, holder, corridor
// and any of design, national, purchased, installed, activated and used, in Tbit/s.
// An empty cell is a number that nobody gave. Lines that begin with # are comments.
// What is wrong is told by line and column, all of it at once; lines that are right
// are kept beside the error.
func ReadCables(r io.Reader) (Cables, error) {
	columns := []string{"system", "holder", "corridor"}
	for _, m := range Meanings {
		columns = append(columns, m.column())
	}
	var all Cables
	err := table(r, "list of cables", columns, columns[:1], func(cell cells) error {
		s, err := system(cell)
		if err == nil && slices.ContainsFunc(all, func(other System) bool { return same(other.Name, s.Name) }) {
			err = fault.New(fault.Invalid, "%q stands twice", s.Name)
		}
		if err == nil {
			all = append(all, s)
		}
		return err
	})
	return all, err
}

// column is what a list of cables calls the meaning.
func (m Meaning) column() string { return strings.TrimPrefix(string(m), "capacity-") }

func system(cell cells) (System, error) {
	s := System{Name: cell("system"), Holder: cell("holder"), Corridor: cell("corridor"), Capacity: map[Meaning]Rate{}}
	if s.Name == "" {
		return s, fault.New(fault.Invalid, "column system is empty")
	}
	for _, m := range Meanings {
		text := cell(m.column())
		if text == "" {
			continue
		}
		r, err := rate(text)
		if err != nil {
			return s, fmt.Errorf("column %s: %w", m.column(), err)
		}
		s.Capacity[m] = r
	}
	installed, i := s.Capacity[Installed]
	activated, a := s.Capacity[Activated]
	if i && a && activated > installed {
		return s, fault.New(fault.Invalid, "column activated: %v Tbit/s are activated and only %v installed", activated.Tbit(), installed.Tbit())
	}
	return s, nil
}

// rate reads Tbit/s with a point for decimals.
func rate(text string) (Rate, error) {
	f, err := strconv.ParseFloat(text, 64)
	if err != nil || !(f >= 0 && f <= 1e6) { // a number that is none compares as false
		return 0, fault.New(fault.Invalid, "%q is no capacity", text).WithHint("a number of Tbit/s, as 3.58")
	}
	return Rate(f*1e6 + .5), nil
}
