package register

import (
	"fmt"
	"testing"
)

// TestOnlyIn: an agreement that most of the lists leave out is in some lists only;
// a source that lists one agreement, or none, leaves nothing out.
func TestOnlyIn(t *testing.T) {
	side := func(party ID, sources ...ID) Side {
		s := Side{Party: party, Role: "signatory"}
		for _, id := range sources {
			s.Said = append(s.Said, Said{Source: id})
		}
		return s
	}
	told := func(a, b ID, sources ...ID) Agreement {
		out := Agreement{Sides: []Side{side(a, sources...), side(b, sources...)}, Sources: sources}
		for _, id := range sources {
			out.Mentions = append(out.Mentions, Said{Source: id})
		}
		return out
	}
	agreements := []Agreement{
		told("p1", "p2", "s1", "s2", "s3"),
		told("p1", "p3", "s1", "s2"),
		told("p1", "p4", "s3", "s4"),
		{Sides: []Side{side("p5", "s2")}, Sources: []ID{"s2"}, Mentions: []Said{{Source: "s2"}}},
	}
	table, err := NewTable(Event{Sources: []ID{"s5"}}, make([]Row, len(agreements)), agreements, func(id ID) (Source, error) { return Source{ID: id, Entry: int64(id[1] - '0')}, nil })
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range table.Rows {
		got = append(got, fmt.Sprint(r.OnlyIn))
	}
	// s1, s2 and s3 list several; s4 one, s5 none.
	if want := "[[] [] [s3] [s2]]"; fmt.Sprint(got) != want {
		t.Errorf("only in %v, want %s", got, want)
	}
	if table.Named != 3 {
		t.Errorf("%d between named sides, want 3", table.Named)
	}
}
