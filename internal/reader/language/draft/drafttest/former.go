package drafttest

import (
	"testing"

	"sanad/internal/reader"
	"sanad/internal/reader/language/draft"
)

// Former reads texts of one agreement between two bodies, each with the one former
// name that it tells, "" for none.
func Former(t *testing.T, r *draft.Reader, texts map[string]string) {
	t.Helper()
	for text, want := range texts {
		out, err := r.Read(reader.Document{Text: text, Language: r.Tag})
		if err != nil {
			t.Fatal(err)
		}
		if len(out.Agreements) != 1 || len(out.Agreements[0].Parties) != 2 {
			t.Errorf("%s: %+v, want one agreement of two", text, out.Agreements)
			continue
		}
		got := ""
		for _, p := range out.Agreements[0].Parties {
			for _, a := range p.Aliases {
				if a.Former {
					got += a.Name
				}
				if text[a.Quote.Start:a.Quote.End] != a.Quote.Text {
					t.Errorf("%s: %+v does not quote the text", text, a)
				}
			}
		}
		if got != want {
			t.Errorf("%s: formerly %q, want %q", text, got, want)
		}
	}
}
