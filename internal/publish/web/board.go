package web

import (
	"cmp"
	"context"
	"html/template"
	"slices"
	"sync"

	"sanad/internal/delivery"
	"sanad/internal/fault"
	"sanad/internal/find"
	"sanad/internal/publish/picture"
	"sanad/internal/register"
)

// board is how the whole register stands, as the index counts it: the same for every
// visitor and language until the index is another.
type board struct {
	counts map[find.Field][]find.Count
	newest []find.Found
	silent []find.Found // dormant, who was silent longest first
	risk   []find.Found // something falls due soon
	late   []find.Found
	grid   map[string]map[string]int // agreements by partner and theme
}

// boards keeps the newest board.
type boards struct {
	lock sync.Mutex
	key  string
	kept *board
}

const (
	boardMost  = 3  // of each kind
	gridRows   = 12 // partners of the matrix
	gridThemes = 12
)

// board is nil where there is no index.
func (s *site) board(ctx context.Context) (*board, error) {
	mark := s.indexed(ctx)
	if mark == "" {
		return nil, nil
	}
	s.boards.lock.Lock()
	defer s.boards.lock.Unlock()
	key := mark + " " + s.Now().UTC().Format("2006-01-02T15")
	if s.boards.kept != nil && s.boards.key == key {
		return s.boards.kept, nil
	}
	b, err := count(ctx, s.Find)
	if err != nil {
		return nil, err
	}
	s.boards.key, s.boards.kept = key, b
	return b, nil
}

func count(ctx context.Context, index Finder) (*board, error) {
	all, err := index.Search(ctx, find.Query{Class: 'a', Limit: boardMost})
	if err != nil {
		return nil, err
	}
	b := &board{counts: all.Facet, newest: all.Found, grid: map[string]map[string]int{}}
	for code, list := range map[string]*[]find.Found{"late": &b.late, "at-risk": &b.risk, "dormant": &b.silent} {
		q := find.Query{Class: 'a', Facets: map[find.Field][]string{find.Attention: {code}}, Limit: boardMost}
		if code == "dormant" {
			// What was spoken of last comes first: the longest silence is at the end.
			q.Offset = max(0, b.n(find.Attention, code)-boardMost)
		}
		r, err := index.Search(ctx, q)
		if err != nil {
			return nil, err
		}
		*list = r.Found
	}
	slices.Reverse(b.silent)
	for i, partner := range b.counts[find.Partner] {
		if i == gridRows {
			break
		}
		r, err := index.Search(ctx, find.Query{Class: 'a', Facets: map[find.Field][]string{find.Partner: {partner.Value}}, Limit: 1})
		if err != nil {
			return nil, err
		}
		b.grid[partner.Value] = map[string]int{}
		for _, c := range r.Facet[find.Theme] {
			b.grid[partner.Value][c.Value] = c.N
		}
	}
	return b, nil
}

// n is how many agreements have a value.
func (b *board) n(field find.Field, value string) int {
	for _, c := range b.counts[field] {
		if c.Value == value {
			return c.N
		}
	}
	return 0
}

// glance is one thing that the board says, with where it leads.
type glance struct {
	Words, Link string
	N           int
	Share       int // of all that are counted with it, in hundredths
	Detail      string
}

// boardPage is the board in a language.
type boardPage struct {
	Newest, Due, Silent []glance
	Late, Soon, Dormant int
	Delivered           []glance // how many are at each state of delivery
	Matrix              matrixPage
}

func (s *site) boardPage(q *request) (*boardPage, error) {
	b, err := s.board(q.Context())
	if err != nil || b == nil {
		return nil, err
	}
	out := &boardPage{Late: b.n(find.Attention, "late"), Soon: b.n(find.Attention, "at-risk"), Dormant: b.n(find.Attention, "dormant"), Matrix: q.matrix(b)}
	if out.Newest, err = s.lines(q, b.newest, nil); err != nil {
		return nil, err
	}
	due := slices.Concat(b.late, b.risk)
	out.Due, err = s.lines(q, due[:min(boardMost, len(due))], func(a delivery.Assessment) string {
		for _, d := range a.Dates {
			if !d.Done && (d.Late || d.Days >= 0) {
				return q.away(d)
			}
		}
		return ""
	})
	if err != nil {
		return nil, err
	}
	out.Silent, err = s.lines(q, b.silent, func(a delivery.Assessment) string {
		if a.Silent == nil {
			return ""
		}
		return q.n("silent.days", *a.Silent)
	})
	if err != nil {
		return nil, err
	}
	for _, code := range lists["delivery"] {
		if n := b.n(find.Delivery, code.Code); n > 0 || code.Code == "completed" {
			out.Delivered = append(out.Delivered, glance{Words: q.label("delivery", code.Code), N: n, Link: "/agreements?delivery=" + code.Code})
		}
	}
	whole := 0
	for _, g := range out.Delivered {
		whole += g.N
	}
	for i := range out.Delivered {
		out.Delivered[i].Share = out.Delivered[i].N * 100 / max(1, whole)
	}
	return out, nil
}

// lines are agreements by name, with what is to be told of each today.
func (s *site) lines(q *request, found []find.Found, detail func(delivery.Assessment) string) ([]glance, error) {
	var out []glance
	for _, f := range found {
		l := glance{Words: cmp.Or(f.Name, f.ID), Link: address(register.ID(f.ID))}
		if detail != nil {
			a, err := s.Register.Agreement(q.Context(), register.ID(f.ID))
			if fault.Is(err, fault.NotFound) {
				continue // the index is a little behind
			}
			if err != nil {
				return nil, err
			}
			l.Detail = detail(delivery.Assess(a, *s.Rules, s.Now()))
		}
		out = append(out, l)
	}
	return out, nil
}

// matrixPage is partners by themes, a dot for each number.
type matrixPage struct {
	Themes []matrixTheme
	Rows   []matrixRow
}

type matrixTheme struct{ Code, Label string }

type matrixRow struct {
	Code, Label string
	Cells       []matrixCell
}

type matrixCell struct {
	N    int
	Dot  template.HTML
	Link string
}

func (q *request) matrix(b *board) matrixPage {
	var out matrixPage
	for i, c := range b.counts[find.Theme] {
		if i == gridThemes {
			break
		}
		out.Themes = append(out.Themes, matrixTheme{c.Value, q.label("theme", c.Value)})
	}
	most := 0
	for _, row := range b.grid {
		for _, n := range row {
			most = max(most, n)
		}
	}
	for _, c := range b.counts[find.Partner] {
		themes, ok := b.grid[c.Value]
		if !ok {
			continue
		}
		row := matrixRow{Code: c.Value, Label: q.label("country", c.Value)}
		for _, theme := range out.Themes {
			n := themes[theme.Code]
			row.Cells = append(row.Cells, matrixCell{N: n, Dot: picture.Dot(n, most), Link: "/agreements?partner=" + c.Value + "&theme=" + theme.Code})
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}
