package picture

import (
	"html/template"
	"math"
	"slices"
	"time"
)

// Reading is a value on a day.
type Reading struct {
	On    time.Time
	Value float64
}

// Series are what was reported and what was promised of one measure.
type Series struct {
	Actual []Reading
	Target []Reading // by when how much; each target said holds until the next was said
	Zero   bool      // nothing before the first actual: its line begins at 0
}

// Steps draws what was reported against the target over time: actuals as a stair,
// because between two reports nothing is known; targets as a broken line with a
// flag. Number writes values for people. It is empty where there is nothing to draw.
func Steps(f Frame, s Series, today time.Time, number func(float64) string) template.HTML {
	all := slices.Concat(s.Actual, s.Target)
	if len(all) == 0 {
		return ""
	}
	from, to, top := all[0].On, today, 0.0
	for _, r := range all {
		if r.On.Before(from) {
			from = r.On
		}
		if r.On.After(to) {
			to = r.On
		}
		top = max(top, r.Value)
	}
	if top <= 0 {
		top = 1
	}
	const width, height, left, right, up, down = 760.0, 260.0, 70.0, 90.0, 24.0, 34.0
	span := max(to.Sub(from).Hours(), 24*30)
	x := func(t time.Time) float64 { return left + (width-left-right)*t.Sub(from).Hours()/span }
	y := func(v float64) float64 { return height - down - (height-up-down)*v/top }
	byDay := func(a, b Reading) int { return a.On.Compare(b.On) }
	slices.SortStableFunc(s.Actual, byDay)
	slices.SortStableFunc(s.Target, byDay)

	c := f.canvas(width, height)
	step := round(top / 4)
	for v := 0.0; v <= top*1.001; v += step {
		c.line("grid", left, y(v), width-right, y(v))
		c.text("tickword", left-8, y(v)+4, end, number(v))
	}
	for _, day := range []time.Time{from, to} {
		at := start
		if day.Equal(to) {
			at = end
		}
		c.text("tickword", x(day), height-10, at, day.Format("2006-01"))
	}
	for _, t := range s.Target {
		c.line("goal", left, y(t.Value), x(t.On), y(t.Value))
		c.line("tick", x(t.On), y(t.Value)-7, x(t.On), y(t.Value)+7)
		c.text("word", min(x(t.On)+8, width-4), y(t.Value)+4, anchor(x(t.On)+8, width, number(t.Value)), number(t.Value))
	}
	if len(s.Actual) > 0 {
		var points [][2]float64
		if s.Zero {
			points = append(points, [2]float64{x(from), y(0)})
		}
		for i, r := range s.Actual {
			if i > 0 || s.Zero {
				points = append(points, [2]float64{x(r.On), points[len(points)-1][1]})
			}
			points = append(points, [2]float64{x(r.On), y(r.Value)})
		}
		c.path("thread", points)
		last := s.Actual[len(s.Actual)-1]
		if last.On.Before(today) {
			c.line("silent", x(last.On), y(last.Value), x(today), y(last.Value))
		}
		for _, r := range s.Actual {
			c.circle("knot", x(r.On), y(r.Value), 5)
		}
		c.text("word", x(last.On), y(last.Value)-10, anchor(x(last.On), width, number(last.Value)), number(last.Value))
	}
	return c.done("steps")
}

// anchor is on which side of a place words have room.
func anchor(x, width float64, words string) string {
	if x+wide(words, 13) > width-4 {
		return end
	}
	return start
}

// round is a step for a scale, one, two or five of a power of ten, not below the
// one given.
func round(step float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(step)))
	for _, f := range []float64{1, 2, 5} {
		if f*power >= step*.999 {
			return f * power
		}
	}
	return 10 * power
}
