package picture

import (
	"html/template"
	"slices"
	"time"
)

// Moment is something on a timeline.
type Moment struct {
	On    time.Time
	Words string
	State State
}

// State is how certain a moment is; each has a mark of its own.
type State string

// The states.
const (
	Shown State = "shown" // happened, and something shows it: a full knot
	Said  State = "said"  // said to have happened: a hollow knot
	Due   State = "due"   // to come: a tick
	Late  State = "late"  // was to come and did not: a cross
	None  State = "none"  // was looked for and not found: a hollow square
)

// Lane is one thread of a timeline.
type Lane struct {
	Name    string
	Moments []Moment
}

// Timeline draws threads one above another on one scale of years, with today on it.
// A stretch in which nothing happened up to today is drawn broken: that is the
// silence. It is empty where no lane has a moment.
func Timeline(f Frame, lanes []Lane, today time.Time, todayWords string) template.HTML {
	from, to := today, today
	n := 0
	for _, l := range lanes {
		for _, m := range l.Moments {
			n++
			if m.On.Before(from) {
				from = m.On
			}
			if m.On.After(to) {
				to = m.On
			}
		}
	}
	if n == 0 {
		return ""
	}
	const width, left, right, size = 760.0, 20.0, 20.0, 13.0
	span := max(to.Sub(from).Hours(), 24*30)
	x := func(t time.Time) float64 { return left + (width-left-right)*t.Sub(from).Hours()/span }

	// Labels of a lane are laid in rows so that none covers another.
	type placed struct {
		Moment
		row   int
		at    string
		words string
	}
	var rows [][]placed
	var heights []int
	for _, l := range lanes {
		moments := slices.Clone(l.Moments)
		slices.SortStableFunc(moments, func(a, b Moment) int { return a.On.Compare(b.On) })
		var ends []float64
		var out []placed
		for _, m := range moments {
			p := placed{Moment: m, at: start, words: fit(m.Words, size, 300)}
			begin := x(m.On) - 4
			stop := begin + wide(p.words, size) + 14
			if stop > width {
				p.at, begin, stop = end, x(m.On)-wide(p.words, size)-10, x(m.On)+10
			}
			p.row = slices.IndexFunc(ends, func(e float64) bool { return e <= begin })
			if p.row < 0 {
				p.row = len(ends)
				ends = append(ends, 0)
			}
			ends[p.row] = stop
			out = append(out, p)
		}
		rows = append(rows, out)
		heights = append(heights, max(1, len(ends)))
	}
	const line, head = 18.0, 22.0
	height := 30.0
	for _, h := range heights {
		height += head + 20 + line*float64(h)
	}
	c := f.canvas(width, height)
	c.years(from, to, x, height)
	c.line("now", x(today), 22, x(today), height-16)
	at, where := middle, x(today)
	if where > width-60 {
		at, where = end, width-2
	} else if where < 60 {
		at, where = start, 2.0
	}
	c.text("nowword", where, height-6+4, at, todayWords)

	y := 30.0
	for i, l := range lanes {
		c.text("lane", left, y+12, start, l.Name)
		thread := y + head + 4
		if first, last, ok := happened(l.Moments); ok {
			c.line("thread", x(first), thread, x(last), thread)
			if last.Before(today) {
				c.line("silent", x(last), thread, x(today), thread)
			}
		}
		for _, m := range rows[i] {
			label := thread + 18 + line*float64(m.row)
			c.line("stem", x(m.On), thread, x(m.On), label-10)
			c.mark(m.State, x(m.On), thread)
			dx := -3.0
			if m.at == end {
				dx = 3
			}
			c.text("word", x(m.On)+dx, label+2, m.at, m.words)
		}
		y += head + 20 + line*float64(heights[i])
	}
	return c.done("timeline")
}

// happened are the first and the last moment at which something did.
func happened(all []Moment) (first, last time.Time, ok bool) {
	for _, m := range all {
		if m.State != Shown && m.State != Said {
			continue
		}
		if !ok || m.On.Before(first) {
			first = m.On
		}
		if !ok || m.On.After(last) {
			last = m.On
		}
		ok = true
	}
	return first, last, ok
}

// mark draws a state's mark.
func (c *canvas) mark(s State, x, y float64) {
	switch s {
	case Shown:
		c.circle("knot", x, y, 5)
	case Said:
		c.circle("hollow", x, y, 5)
	case None:
		c.rect("hollow", x-4.5, y-4.5, 9, 9)
	case Late:
		c.line("cross", x-4.5, y-4.5, x+4.5, y+4.5)
		c.line("cross", x-4.5, y+4.5, x+4.5, y-4.5)
	default:
		c.line("tick", x, y-6, x, y+6)
	}
}

// years draws the scale: each first of January, thinned out where there are many.
func (c *canvas) years(from, to time.Time, x func(time.Time) float64, height float64) {
	every := max(1, (to.Year()-from.Year()+1)/8)
	for year := from.Year(); year <= to.Year()+1; year++ {
		day := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC)
		if day.Before(from) || day.After(to) || year%every != 0 {
			continue
		}
		c.line("grid", x(day), 18, x(day), height-18)
		if x(day) > 16 && x(day) < c.width-16 {
			c.text("tickword", x(day), 13, middle, day.Format("2006"))
		}
	}
	if from.Year() == to.Year() {
		c.text("tickword", x(from), 13, start, from.Format("2006"))
	}
}
