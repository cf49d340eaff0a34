package network

import (
	"encoding/json"

	"github.com/paulmach/orb"
)

// feature and geometry are the little of GeoJSON that terrains and networks are
// written in: orb's own reader brings a database driver with it.
type feature struct {
	Geometry   *geometry
	Properties map[string]any
}

type geometry struct {
	Type        string
	Coordinates json.RawMessage
}

// point is the geometry as a place on earth.
func (g *geometry) point() (orb.Point, bool) {
	var c []float64
	if g.Type != "Point" || json.Unmarshal(g.Coordinates, &c) != nil || len(c) < 2 {
		return orb.Point{}, false
	}
	p := orb.Point{c[0], c[1]}
	return p, onEarth(p)
}

// lines is the geometry as lines on earth; ok is false for a line that is none,
// and no lines are what points and areas are.
func (g *geometry) lines() (lines []orb.LineString, ok bool) {
	var read [][][]float64
	switch g.Type {
	case "LineString":
		read = make([][][]float64, 1)
		if json.Unmarshal(g.Coordinates, &read[0]) != nil {
			return nil, false
		}
	case "MultiLineString":
		if json.Unmarshal(g.Coordinates, &read) != nil {
			return nil, false
		}
	}
	for _, places := range read {
		var line orb.LineString
		for _, c := range places {
			if len(c) < 2 || !onEarth(orb.Point{c[0], c[1]}) {
				return nil, false
			}
			line = append(line, orb.Point{c[0], c[1]})
		}
		if len(line) < 2 {
			return nil, false
		}
		lines = append(lines, line)
	}
	return lines, true
}

func onEarth(p orb.Point) bool {
	return p.Lon() >= -180 && p.Lon() <= 180 && p.Lat() >= -90 && p.Lat() <= 90
}
