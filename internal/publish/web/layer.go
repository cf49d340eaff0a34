package web

import (
	"encoding/json"
	"io"

	"sanad/internal/fault"
	"sanad/internal/publish/picture"
)

// Layer is what an office lays under the map: boundaries that somebody answers for.
// The register has none of its own, because a map that shows them otherwise than the
// law of a country has them is an offence there.
type Layer struct {
	Source, Licence, Vetted string // printed beside the map
	Lines                   []picture.Outline
}

// layerMost bounds the file in bytes: a page carries the lines that it holds.
const layerMost = 400_000

// geometry is a GeoJSON object of any type, as far as lines are in it.
type geometry struct {
	Type        string          `json:"type"`
	Coordinates json.RawMessage `json:"coordinates"`
	Geometry    *geometry       `json:"geometry"`
	Geometries  []geometry      `json:"geometries"`
	Features    []geometry      `json:"features"`
}

// ReadLayer reads a GeoJSON file whose top level also names its "source", its
// "licence" and by whom or under which reference it was "vetted". One without them is
// refused.
func ReadLayer(r io.Reader) (*Layer, error) {
	b, err := io.ReadAll(io.LimitReader(r, layerMost+1))
	if err != nil {
		return nil, err
	}
	if len(b) > layerMost {
		return nil, fault.New(fault.Invalid, "the map's layer has more than %d bytes", layerMost).WithHint("simplify its lines")
	}
	var file struct {
		geometry
		Source  string `json:"source"`
		Licence string `json:"licence"`
		Vetted  string `json:"vetted"`
	}
	if err := json.Unmarshal(b, &file); err != nil {
		return nil, fault.New(fault.Invalid, "the map's layer is no GeoJSON: %w", err)
	}
	for _, told := range []struct{ name, value string }{{"source", file.Source}, {"licence", file.Licence}, {"vetted", file.Vetted}} {
		if told.value == "" {
			return nil, fault.New(fault.Invalid, "the map's layer does not say its %q", told.name).
				WithHint(`a boundary is shown only with "source", "licence" and "vetted" at the top of its file`)
		}
	}
	layer := &Layer{Source: file.Source, Licence: file.Licence, Vetted: file.Vetted}
	if err := layer.add(file.geometry); err != nil {
		return nil, err
	}
	return layer, nil
}

func (l *Layer) add(g geometry) error {
	for _, inner := range append(g.Features, g.Geometries...) {
		if err := l.add(inner); err != nil {
			return err
		}
	}
	if g.Geometry != nil {
		return l.add(*g.Geometry)
	}
	depth, ok := map[string]int{"LineString": 0, "MultiLineString": 1, "Polygon": 1, "MultiPolygon": 2}[g.Type]
	if !ok {
		return nil // points and empty features draw no line
	}
	return l.lines(g.Coordinates, depth)
}

// lines takes the lines out of coordinates that lie so many lists deep.
func (l *Layer) lines(raw json.RawMessage, depth int) error {
	if depth > 0 {
		var inner []json.RawMessage
		if err := json.Unmarshal(raw, &inner); err != nil {
			return fault.New(fault.Invalid, "the map's layer has coordinates that are no lines: %w", err)
		}
		for _, one := range inner {
			if err := l.lines(one, depth-1); err != nil {
				return err
			}
		}
		return nil
	}
	var points [][]float64
	if err := json.Unmarshal(raw, &points); err != nil {
		return fault.New(fault.Invalid, "the map's layer has coordinates that are no line: %w", err)
	}
	var line picture.Outline
	for _, p := range points {
		if len(p) < 2 || p[0] < -180 || p[0] > 180 || p[1] < -90 || p[1] > 90 {
			return fault.New(fault.Invalid, "the map's layer has a point %v that is no longitude and latitude", p)
		}
		line = append(line, [2]float64{p[0], p[1]})
	}
	l.Lines = append(l.Lines, line)
	return nil
}
