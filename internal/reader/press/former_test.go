package press

import (
	"testing"

	"sanad/internal/reader"
)

// TestFormer: what a body was called before is a former name of it and no side.
func TestFormer(t *testing.T) {
	for text, want := range map[string]string{
		"Northern Light Limited, formerly Data Links Limited, signed an MoU with Blue Rack Systems on data centres.":                          "Data Links Limited",
		"The Ministry of Digital Affairs (previously known as the Ministry of Works) signed an MoU with Blue Rack Systems on data centres.":   "Ministry of Works",
		"Blue Rack Systems signed an MoU on data centres with Northern Light Limited (NLL), formerly known as Data Links.":                    "Data Links",
		"Northern Light Limited, which formerly sold cables, signed an MoU with Blue Rack Systems on data centres.":                           "",
		"Northern Light Limited signed an MoU with Blue Rack Systems on data centres. The town was previously called Old Harbour by sailors.": "",
	} {
		r, err := New().Read(reader.Document{Text: text, Language: "en"})
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Agreements) != 1 || len(r.Agreements[0].Parties) != 2 {
			t.Errorf("%s: %+v, want one agreement of two", text, r.Agreements)
			continue
		}
		got := ""
		for _, p := range r.Agreements[0].Parties {
			for _, a := range p.Aliases {
				if a.Former {
					got += a.Name
				}
				if a.Former != (a.Name == want) || text[a.Quote.Start:a.Quote.End] != a.Quote.Text {
					t.Errorf("%s: alias %+v", text, a)
				}
			}
		}
		if got != want {
			t.Errorf("%s: formerly %q, want %q", text, got, want)
		}
	}
}
