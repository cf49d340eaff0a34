package web

import (
	"strings"
	"testing"

	"sanad/internal/find"
)

// The front page tells how the whole register stands, each figure with the list
// behind it, and the list has as many.
func TestBoard(t *testing.T) {
	h := New(searchable(t))
	page := get(t, h, "/").Body.String()
	for _, words := range []string{"Silent longest", "Promised against delivered", `href="/agreements?attention=dormant"`, "days without evidence", "With whom, on what"} {
		if !strings.Contains(page, words) {
			t.Errorf("the front page does not say %q", words)
		}
	}
	_, rest, _ := strings.Cut(page, `href="/agreements?attention=dormant">`)
	n, _, _ := strings.Cut(rest, " ")
	if list := get(t, h, "/agreements?attention=dormant").Body.String(); n == "" || !strings.Contains(list, n+" agreement") {
		t.Errorf("%q are dormant, and the list does not say so", n)
	}
	wellFormed(t, page)
}

// A cell of the matrix has the number of its partner and theme, whichever others
// there are, and leads to just those.
func TestMatrix(t *testing.T) {
	q := &request{language: loadLanguages(mustSub("messages"))[0]}
	m := q.matrix(&board{
		counts: map[find.Field][]find.Count{
			find.Partner: {{Value: "CN", N: 5}, {Value: "TR", N: 2}, {Value: "XX", N: 1}},
			find.Theme:   {{Value: "trade", N: 4}, {Value: "cloud", N: 3}},
		},
		grid: map[string]map[string]int{"CN": {"trade": 4}, "TR": {"cloud": 2}},
	})
	if len(m.Rows) != 2 || len(m.Themes) != 2 {
		t.Fatalf("%d rows, %d themes", len(m.Rows), len(m.Themes))
	}
	for i, want := range [][]int{{4, 0}, {0, 2}} {
		for j, cell := range m.Rows[i].Cells {
			if cell.N != want[j] || (cell.Dot == "") != (want[j] == 0) {
				t.Errorf("%s on %s: %d, %q", m.Rows[i].Code, m.Themes[j].Code, cell.N, cell.Dot)
			}
		}
	}
	if cell := m.Rows[1].Cells[1]; cell.Link != "/agreements?partner=TR&theme=cloud" {
		t.Errorf("leads to %s", cell.Link)
	}
}
