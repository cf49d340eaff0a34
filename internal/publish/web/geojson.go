package web

import (
	"encoding/json"
	"fmt"
	"io"

	"sanad/internal/register"
	"sanad/vocab"
)

// geo is a list as GeoJSON (RFC 7946): points, in the order of the list. It says how
// many of the list have no place that is known; no boundary is in it.
type geo func(do func(feature) error) (unplaced int, err error)

// feature is a point with what it is of.
type feature struct {
	Place      vocab.Place
	Properties map[string]any
}

// write writes the collection as it is read.
func (g geo) write(w io.Writer) error {
	if _, err := io.WriteString(w, `{"type":"FeatureCollection","features":[`); err != nil {
		return err
	}
	comma := "\n"
	unplaced, err := g(func(f feature) error {
		b, err := json.Marshal(map[string]any{
			"type":       "Feature",
			"geometry":   map[string]any{"type": "Point", "coordinates": []float64{f.Place.Longitude, f.Place.Latitude}},
			"properties": f.Properties,
		})
		if err != nil {
			return err
		}
		_, err = io.WriteString(w, comma+string(b))
		comma = ",\n"
		return err
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "\n],\n\"unplaced\":%d}\n", unplaced)
	return err
}

// placed are agreements where they were signed.
func (s *site) placed(q *request, rows []register.Row, do func(feature) error) (unplaced int, err error) {
	if len(rows) == 0 {
		return 0, nil
	}
	shown := map[register.ID]string{}
	var ids []register.ID
	for _, r := range rows {
		ids = append(ids, r.ID)
		shown[r.ID] = q.entitled(r.Title, r.ID, r.Sides)
	}
	err = register.Each(q.Context(), s.Register, register.Filter{IDs: ids}, func(row register.Row, a register.Agreement) error {
		p, known := vocab.PlaceNamed(a.Place.Text(), s.Rules.Home)
		if !known {
			unplaced++
			return nil
		}
		return do(feature{p, map[string]any{
			"id": row.ID, "title": shown[row.ID], "kind": row.Kind, "stage": row.Stage, "signed": row.Signed, "place": a.Place.Text(),
			"themes": some(row.Themes), "url": s.base(q) + address(row.ID),
		}})
	})
	return unplaced, err
}

// placedAll is the GeoJSON of a list of which rows stand in memory.
func (s *site) placedAll(q *request, rows []register.Row, more bool, read func(part) ([]register.Row, error), from int) geo {
	return func(do func(feature) error) (unplaced int, err error) {
		err = eachRow(rows, more, read, from, func(rows []register.Row) error {
			n, err := s.placed(q, rows, do)
			unplaced += n
			return err
		})
		return unplaced, err
	}
}
