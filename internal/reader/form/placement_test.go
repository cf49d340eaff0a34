package form

import (
	"strings"
	"testing"

	"sanad/claim"
)

// TestPlacements: a ruling may put candidates in their place or keep them away,
// and say nothing else.
func TestPlacements(t *testing.T) {
	ref := claim.DocumentRef{Original: strings.Repeat("a", 64), Text: strings.Repeat("a", 64), Media: Media}
	for _, c := range []struct{ name, claims, want string }{
		{"puts", `{"subject":"40/v1","property":"supports","value":{"subject":"17/a3","type":"ref"}}`, "40/v1 supports done"},
		{"keeps away", `{"subject":"40/r1","property":"of","value":{"subject":"17/i3","type":"ref"},"modality":"denied"}`, "40/r1 of denied"},
		{"leaves open", `{"subject":"40/r1","property":"of","value":{"subject":"17/i3","type":"ref"},"modality":"estimated"}`, "puts a part in its place or keeps it away"},
		{"says a figure", `{"subject":"40/r1","property":"actual","value":{"number":"5","type":"quantity"}}`, "may only say where a part belongs"},
		{"makes a part", `{"subject":"r1","property":"of","value":{"subject":"17/i3","type":"ref"}}`, "not of a reading in the log"},
		{"to nothing of the log", `{"subject":"40/r1","property":"of","value":{"subject":"i3","type":"ref"}}`, "not of a reading in the log"},
		{"of what cannot hold it", `{"subject":"40/v1","property":"supports","value":{"subject":"17/p3","type":"ref"}}`, "not what it can refer to"},
	} {
		claims, err := Read([]byte(`{"form":"ruling/1","author":"A","at":"2026-01-31T09:00:00Z","reason":"seen it","claims":[`+c.claims+`]}`), ref)
		got := ""
		if err != nil {
			got = err.Error()
		} else {
			last := claims[len(claims)-1]
			got = string(last.Subject) + " " + string(last.Property) + " " + string(last.Modality)
		}
		if !strings.Contains(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
