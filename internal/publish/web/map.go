package web

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"sync"

	"sanad/internal/find"
	"sanad/internal/publish/picture"
	"sanad/internal/register"
	"sanad/vocab"
)

// mapScan is how many agreements, the newest, are asked where they were signed.
const mapScan = 500

// located is where agreements are with and where they were signed.
type located struct {
	countries map[string]int
	places    map[vocab.Place]int
}

// atlas keeps what was located last.
type atlas struct {
	lock     sync.Mutex
	position int64
	kept     *located
}

func (s *site) located(ctx context.Context) (*located, error) {
	position, err := s.Register.Position(ctx)
	if err != nil {
		return nil, err
	}
	s.atlas.lock.Lock()
	defer s.atlas.lock.Unlock()
	if s.atlas.kept != nil && s.atlas.position == position {
		return s.atlas.kept, nil
	}
	out := &located{countries: map[string]int{}, places: map[vocab.Place]int{}}
	err = register.Each(ctx, s.Register, register.Filter{Limit: mapScan}, func(row register.Row, a register.Agreement) error {
		var seen []string
		for _, side := range row.Sides {
			if side.Country != "" && side.Country != s.Rules.Home && !slices.Contains(seen, side.Country) {
				seen = append(seen, side.Country)
				out.countries[side.Country]++
			}
		}
		if p, ok := vocab.PlaceNamed(a.Place.Text(), s.Rules.Home); ok {
			out.places[p]++
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	s.atlas.position, s.atlas.kept = position, out
	return out, nil
}

// mapped is a row of the map's table.
type mapped struct {
	Name, Where, Link string
	N                 int
}

// mapPage shows with which countries agreements are, and where they were signed: as
// points and bent lines, and no boundary but an office's own layer.
func (s *site) mapPage(q *request) (answer, error) {
	found, err := s.located(q.Context())
	if err != nil {
		return answer{}, err
	}
	counted, err := s.board(q.Context())
	if err != nil {
		return answer{}, err
	}
	countries := found.countries
	if counted != nil { // the index knows all of them
		countries = map[string]int{}
		for _, c := range counted.counts[find.Partner] {
			countries[c.Value] = c.N
		}
	}
	var partners, places []mapped
	var spots []picture.Spot
	var arcs []picture.Arc
	drawn := map[vocab.Place]bool{}
	home, known := vocab.Capital(s.Rules.Home)
	if known {
		spots = append(spots, picture.Spot{Name: q.label("country", s.Rules.Home), Latitude: home.Latitude, Longitude: home.Longitude, N: 1})
		drawn[home] = true
	}
	for _, code := range byCount(countries, func(a, b string) int { return cmp.Compare(a, b) }) {
		row := mapped{Name: q.label("country", code), N: countries[code], Link: "/agreements?partner=" + code}
		if counted == nil {
			row.Link = ""
		}
		if p, ok := vocab.Capital(code); ok {
			if q.Tag == fallback { // capitals are listed by their English names
				row.Where = p.Name
			}
			drawn[p] = true
			spots = append(spots, picture.Spot{Name: row.Name, Latitude: p.Latitude, Longitude: p.Longitude, N: row.N})
			if known {
				arcs = append(arcs, picture.Arc{From: 0, To: len(spots) - 1, N: row.N})
			}
		}
		partners = append(partners, row)
	}
	for _, p := range byCount(found.places, func(a, b vocab.Place) int { return cmp.Compare(a.Name, b.Name) }) {
		places = append(places, mapped{Name: p.Name, N: found.places[p]})
		if !drawn[p] {
			spots = append(spots, picture.Spot{Name: p.Name, Latitude: p.Latitude, Longitude: p.Longitude, N: found.places[p]})
		}
	}
	var lines []picture.Outline
	if s.Layer != nil {
		lines = s.Layer.Lines
	}
	title := q.t("map.title")
	list := &sheet{head: []string{"what", "name", "where", "agreements"}}
	for what, rows := range map[string][]mapped{"partner": partners, "place": places} {
		for _, r := range rows {
			list.rows = append(list.rows, []string{what, r.Name, r.Where, strconv.Itoa(r.N)})
		}
	}
	slices.SortStableFunc(list.rows, func(a, b []string) int { return cmp.Compare(a[0], b[0]) })
	return answer{
		csv: list, geo: s.mapped(q, countries, found.places),
		template: "map", title: title, section: "map", json: map[string]any{"partners": some(partners), "places": some(places)},
		page: struct {
			Map              drawing
			Partners, Places []mapped
			Layer            *Layer
		}{drawing{SVG: picture.Map(q.frame(title), spots, arcs, lines), Title: title, Legend: q.t("map.marks")}, partners, places, s.Layer},
	}, nil
}

// mapped are the map's points: partners at their capitals, places of signing.
func (s *site) mapped(q *request, countries map[string]int, places map[vocab.Place]int) geo {
	return func(do func(feature) error) (unplaced int, err error) {
		for _, code := range byCount(countries, func(a, b string) int { return cmp.Compare(a, b) }) {
			p, known := vocab.Capital(code)
			if !known {
				unplaced++
				continue
			}
			if err := do(feature{p, map[string]any{"what": "partner", "country": code, "name": q.label("country", code), "agreements": countries[code]}}); err != nil {
				return unplaced, err
			}
		}
		for _, p := range byCount(places, func(a, b vocab.Place) int { return cmp.Compare(a.Name, b.Name) }) {
			if err := do(feature{p, map[string]any{"what": "place", "name": p.Name, "agreements": places[p]}}); err != nil {
				return unplaced, err
			}
		}
		return unplaced, nil
	}
}

// byCount are the keys of a tally, the largest first, equal ones in an order.
func byCount[K comparable](tally map[K]int, order func(a, b K) int) []K {
	var keys []K
	for k := range tally {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b K) int { return cmp.Or(cmp.Compare(tally[b], tally[a]), order(a, b)) })
	return keys
}
