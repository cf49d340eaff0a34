package web

import (
	"strings"
	"testing"

	"sanad/internal/delivery"
	"sanad/vocab"
)

// english is a request in English, as far as words go.
func english() *request { return &request{language: loadLanguages(mustSub("messages"))[0]} }

// TestCapacitiesAreKeptApart: of a cable of which two capacities are reported, all six
// stand in one group, the others as not reported; what is no capacity stays outside.
func TestCapacitiesAreKeptApart(t *testing.T) {
	cable, ok := vocab.ShippedTemplates().ByCode("submarine-cable")
	if !ok {
		t.Fatal("no template for a cable")
	}
	q := english()
	list := []measure{
		q.measure(delivery.Progress{Of: "i1-1", Code: "capacity-used", Name: "Used", Unit: "Tbit/s", Actual: "8"}),
		q.measure(delivery.Progress{Of: "i2-1", Code: "length", Name: "Length", Unit: "km", Actual: "820"}),
		q.measure(delivery.Progress{Of: "i3-1", Code: "capacity-design", Name: "Design", Unit: "Tbit/s", Actual: "96"}),
		q.measure(delivery.Progress{Of: "i4-1", Name: "An office's own", Unit: "a", Actual: "1"}),
	}
	rest, groups := q.apart(list, cable)
	if len(rest) != 2 || rest[0].Of != "i2-1" || rest[1].Of != "i4-1" {
		t.Errorf("outside the group: %+v", rest)
	}
	if len(groups) != 1 || len(groups[0]) != 6 {
		t.Fatalf("groups: %+v", groups)
	}
	var reported []string
	for _, m := range groups[0] {
		if m.Of != "" {
			reported = append(reported, m.Code+" "+m.Actual)
		}
	}
	if got := strings.Join(reported, ", "); got != "capacity-design 96 Tbit/s, capacity-used 8 Tbit/s" {
		t.Errorf("reported: %s", got)
	}
	if _, groups := q.apart(list[1:2], cable); len(groups) != 0 {
		t.Error("a group of which nothing is reported")
	}
}

// TestParts: splits by day with their share of the whole of that day, and only the
// columns that any fills; they are not added.
func TestParts(t *testing.T) {
	q := english()
	m := q.measure(delivery.Progress{
		Of: "i1-1", Name: "Certified", Unit: "people",
		Series: []delivery.Point{{On: "2026-03", Value: "2000", Total: "2000"}},
		Split: []delivery.Split{
			{On: "2025-12", Sex: "female", Value: "90"}, {On: "2026-03", Sex: "female", Province: "Sindh", Value: "560"},
		},
	})
	p, ok := q.parts(m)
	if !ok || len(p.Rows) != 2 || !p.BySex || !p.ByProvince || p.ByAge || !p.Shares {
		t.Fatalf("%+v", p)
	}
	if r := p.Rows[0]; r.On != "2026-03" || r.Sex != "Female" || r.Amount != "560 people" || r.Share != "28.0" {
		t.Errorf("the newest: %+v", r)
	}
	if p.Rows[1].Share != "" {
		t.Error("a share of a whole that nobody reports")
	}
	if _, ok := q.parts(q.measure(delivery.Progress{Of: "i1-1"})); ok {
		t.Error("parts of nothing")
	}
}
