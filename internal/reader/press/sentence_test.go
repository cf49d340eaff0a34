package press

import (
	"slices"
	"strings"
	"testing"
)

func TestSentences(t *testing.T) {
	for _, x := range []struct {
		name, text string
		want       []string
	}{
		{
			"hard-wrapped lines are one paragraph",
			"The two ports signed a memorandum of understanding on safe\nnavigation in the northern channel and on joint training of\npilots. It runs for two years.",
			[]string{"The two ports signed a memorandum of understanding on safe navigation in the northern channel and on joint training of pilots.", "It runs for two years."},
		},
		{
			"abbreviations do not end a sentence",
			"Mr. A. Okoro of Delta Foods Ltd. and Dr. Lim signed it. The firm is old.",
			[]string{"Mr. A. Okoro of Delta Foods Ltd. and Dr. Lim signed it.", "The firm is old."},
		},
		{
			"items stand for themselves",
			"They agreed on:\n- a port\n- a railway\n1. First item\n2) Second item",
			[]string{"They agreed on:", "a port", "a railway", "First item", "Second item"},
		},
		{
			"a heading and its paragraph",
			"# Port and railway agree\n\nThe port signed today.",
			[]string{"Port and railway agree", "The port signed today."},
		},
		{
			"contact lines are not one name",
			"Rosa Lund\nNorth Port Authority\nTel: 1234",
			[]string{"Rosa Lund", "North Port Authority", "Tel: 1234"},
		},
	} {
		t.Run(x.name, func(t *testing.T) {
			d := &document{text: x.text}
			d.parse()
			var got []string
			for _, s := range d.sents {
				got = append(got, strings.Join(strings.Fields(x.text[s.start:s.end]), " "))
			}
			if !slices.Equal(got, x.want) {
				t.Errorf("got %q\nwant %q", got, x.want)
			}
		})
	}
}
