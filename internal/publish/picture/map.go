package picture

import (
	"html/template"
	"math"
	"strconv"
)

// Spot is a place on a map.
type Spot struct {
	Name                string
	Latitude, Longitude float64
	N                   int // how many agreements
}

// Arc is a schematic line between two spots, by their indexes: it says that there
// is something between them, not which way it runs.
type Arc struct {
	From, To int
	N        int
}

// Outline is a line of a layer under the map, as longitudes and latitudes.
type Outline [][2]float64

// Map draws spots and arcs on a net of degrees, and under them the outlines of a
// layer where there is one. Without a layer there is no boundary of any kind.
func Map(f Frame, spots []Spot, arcs []Arc, layer []Outline) template.HTML {
	if len(spots) == 0 {
		return ""
	}
	west, east, south, north := 180.0, -180.0, 90.0, -90.0
	for _, s := range spots {
		west, east = min(west, s.Longitude), max(east, s.Longitude)
		south, north = min(south, s.Latitude), max(north, s.Latitude)
	}
	// Some room around, and never so near that one place fills the picture.
	w, h := max(east-west, 12)*1.3, max(north-south, 8)*1.4
	const width = 760.0
	height := min(max(width*h/w, 260), 520)
	if width/height > w/h {
		w = h * width / height
	} else {
		h = w * height / width
	}
	midX, midY := (west+east)/2, (south+north)/2
	west, north = midX-w/2, min(midY+h/2, 88)
	f.Mirrored = false // east is on the right in every language
	c := f.canvas(width, height)
	x := func(lon float64) float64 { return (lon - west) * width / w }
	y := func(lat float64) float64 { return (north - lat) * height / h }

	step := 30.0
	for _, s := range []float64{1, 2, 5, 10, 15} {
		if w/s <= 8 {
			step = s
			break
		}
	}
	for lon := math.Ceil(west/step) * step; lon < west+w; lon += step {
		c.line("grid", x(lon), 0, x(lon), height)
		c.text("tickword", x(lon)+3, height-5, start, degrees(lon, "E", "W"))
	}
	for lat := math.Ceil((north-h)/step) * step; lat < north; lat += step {
		c.line("grid", 0, y(lat), width, y(lat))
		c.text("tickword", 4, y(lat)-4, start, degrees(lat, "N", "S"))
	}
	for _, o := range layer {
		var points [][2]float64
		for _, p := range o {
			points = append(points, [2]float64{x(p[0]), y(p[1])})
		}
		if len(points) > 1 {
			c.path("outline", points)
		}
	}
	for _, a := range arcs {
		from, to := spots[a.From], spots[a.To]
		c.arc(x(from.Longitude), y(from.Latitude), x(to.Longitude), y(to.Latitude), min(1.2+.5*float64(a.N), 5))
	}
	most := 0
	for _, s := range spots {
		most = max(most, s.N)
	}
	for _, s := range spots {
		r := 4 + 5*math.Sqrt(float64(s.N)/float64(max(most, 1)))
		c.circle("knot", x(s.Longitude), y(s.Latitude), r)
		c.text("word halo", x(s.Longitude)+r+4, y(s.Latitude)+4.5, anchor(x(s.Longitude)+r+4, width, s.Name), s.Name)
	}
	return c.done("map")
}

// arc is a bent line, so that two between the same places can be told apart from a
// border.
func (c *canvas) arc(x1, y1, x2, y2, thick float64) {
	bend := math.Hypot(x2-x1, y2-y1) / 6
	c.b.WriteString(`<path class="arc" stroke-width="` + number(thick) + `" d="M` + number(x1) + " " + number(y1) +
		"Q" + number((x1+x2)/2) + " " + number((y1+y2)/2-bend) + " " + number(x2) + " " + number(y2) + `"/>`)
}

func degrees(d float64, above, below string) string {
	if d < 0 {
		return strconv.FormatFloat(-d, 'f', -1, 64) + "° " + below
	}
	if d == 0 {
		return "0°"
	}
	return strconv.FormatFloat(d, 'f', -1, 64) + "° " + above
}
