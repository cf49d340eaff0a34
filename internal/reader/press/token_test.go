package press

import (
	"slices"
	"testing"

	"sanad/internal/reader"
)

func TestTokens(t *testing.T) {
	for _, x := range []struct {
		text string
		want []string // lower case
	}{
		{"China’s Ministry", []string{"china", "'s", "ministry"}},
		{"the Farmers' Bank", []string{"the", "farmers", "'s", "bank"}},
		{"U.S. firms and H.E. Dr. Noor", []string{"u.s.", "firms", "and", "h.e.", "dr", ".", "noor"}},
		{"SKY47 won 1,500 seats, 4.2% more", []string{"sky47", "won", "1,500", "seats", ",", "4.2", "%", "more"}},
		{"Memoranda of Understanding2", []string{"memoranda", "of", "understanding", "2"}},
		{"a 5G deal of US$4.2bn", []string{"a", "5g", "deal", "of", "us", "$", "4.2", "bn"}},
		{"We’re in Côte d’Ivoire", []string{"we", "'", "re", "in", "côte", "d'ivoire"}},
		{"**Bold** [name](http://x.y/z) &nbsp;P&amp;Q", []string{"bold", "[", "name", "p", "&", "q"}},
		{"<b>Firm</b> P@SHA", []string{"firm", "p@sha"}},
	} {
		toks := tokenize(nil, x.text, 0, len(x.text), nil)
		var got []string
		for _, k := range toks {
			got = append(got, k.low)
		}
		if !slices.Equal(got, x.want) {
			t.Errorf("%q\n got %q\nwant %q", x.text, got, x.want)
		}
	}
}

// TestInvisible: marks of direction, joiners and the like change no reading and
// are in no name.
func TestInvisible(t *testing.T) {
	for _, c := range "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff" {
		x := string(c)
		text := x + "The Ministry of Health of Kenya" + x + " signed an " + x + "MoU" + x + " with " + x + "Example Clinics" + x + " Limited on nurses.\n"
		got, err := New().Read(reader.Document{Text: text})
		if err != nil || len(got.Agreements) != 1 || len(got.Agreements[0].Parties) != 2 || got.Agreements[0].Parties[1].Name != "Example Clinics Limited" {
			t.Errorf("U+%04X: %+v, %v", c, got.Agreements, err)
		}
	}
}
