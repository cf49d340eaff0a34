package picture

import (
	"html/template"
	"math"
)

// Partner is a body that stands around another.
type Partner struct {
	Name string
	N    int // agreements between the two
}

// Network draws one body and those it has agreements with around it, each on a
// thread with a knot an agreement. Those that come first stand on top; no more than
// 16 are drawn, and the page lists them all.
func Network(f Frame, centre string, partners []Partner) template.HTML {
	if len(partners) == 0 {
		return ""
	}
	const most, width, size = 16, 760.0, 13.0
	partners = partners[:min(len(partners), most)]
	rows := (len(partners) + 1) / 2
	height := max(180, 44*float64(rows)+40)
	c := f.canvas(width, height)
	cx, cy := width/2, height/2
	room := 240.0
	for i, p := range partners {
		// Left and right in turn, so that names have room to run outwards.
		side, row := 1.0, i/2
		if i%2 == 1 {
			side = -1
		}
		there := rows
		if side < 0 {
			there = len(partners) / 2
		}
		y := cy
		if there > 1 {
			y = 30 + (height-60)*float64(row)/float64(there-1)
		}
		x := cx + side*(width/2-room)
		from := cx + side*6
		c.path("thread", [][2]float64{{from, cy}, {x, y}})
		knots := min(p.N, 8)
		for k := range knots {
			along := 1 - .09*float64(k)
			c.circle("knot", from+(x-from)*along, cy+(y-cy)*along, 4)
		}
		at := start
		if side < 0 {
			at = end
		}
		c.text("word", x+side*10, y+4.5, at, fit(p.Name, size, room-14))
	}
	w := min(wide(centre, 15)+24, 260)
	c.rect("plate", cx-w/2, cy-17, w, 34)
	c.text("name", cx, cy+5, middle, fit(centre, 15, 240))
	return c.done("network")
}

// Dot draws a number as a dot whose area is its share of the largest.
func Dot(n, most int) template.HTML {
	if n <= 0 || most <= 0 {
		return ""
	}
	r := max(2, 11*math.Sqrt(float64(n)/float64(most)))
	return template.HTML(`<svg class="dot" width="24" height="24" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="` + number(r) + `"/></svg>`)
}

// Ladder draws the rungs of money of one currency one above the other: pledged,
// committed, disbursed, spent. They are never added, so each has its own bar.
type Rung struct {
	Name   string
	Amount float64
	Words  string
}

// Ladder is the picture of rungs; empty where there are none.
func Ladder(f Frame, rungs []Rung) template.HTML {
	top := 0.0
	for _, r := range rungs {
		top = max(top, r.Amount)
	}
	if top == 0 {
		return ""
	}
	const width, line = 760.0, 34.0
	c := f.canvas(width, line*float64(len(rungs))+8)
	for i, r := range rungs {
		y := 4 + line*float64(i)
		c.text("word", 0, y+19, start, fit(r.Name, 13, 150))
		c.line("grid", 160, y+line-2, width, y+line-2)
		long := max(2, 420*r.Amount/top)
		c.rect("rung", 160, y+6, long, 18)
		c.text("word", 160+long+8, y+20, start, r.Words)
	}
	return c.done("ladder")
}
