package register

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"sanad/claim"
)

// TestRanking reads testdata/rank.txt: the published rules, an example each, in
// both orders of arrival.
func TestRanking(t *testing.T) {
	b, err := os.ReadFile("testdata/rank.txt")
	if err != nil {
		t.Fatal(err)
	}
	cases := 0
	for _, paragraph := range strings.Split(string(b), "\n\n")[1:] {
		lines := strings.Split(strings.TrimSpace(paragraph), "\n")
		var stated []Stated
		for _, l := range lines[1 : len(lines)-1] {
			stated = append(stated, statedLine(t, l))
		}
		want := strings.TrimPrefix(lines[len(lines)-1], "= ")
		for range 2 {
			f := field(stated)
			if got := f.Text() + ": " + f.Why; got != want {
				t.Errorf("%s: shown %q, want %q", lines[0], got, want)
			}
			slices.Reverse(stated)
		}
		cases++
	}
	if cases < len(rules) {
		t.Fatalf("%d cases for %d rules", cases, len(rules))
	}
}

func statedLine(t *testing.T, line string) Stated {
	t.Helper()
	w := strings.Fields(line)
	share, err := strconv.ParseFloat(w[3], 64)
	if err != nil {
		t.Fatal(err)
	}
	entry, err := strconv.ParseInt(w[4], 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	s := Stated{
		Claim:   claim.Claim{Value: claim.Text{Text: w[5]}, Confidence: claim.ConfidenceOf(share), Modality: claim.Done},
		Rank:    Rank(slices.Index([]string{"ruling", "text", "record", "party", "press", "social"}, w[0])),
		Passing: w[1] == "passing", Own: w[0] == "ruling" || w[0] == "record", Entry: entry, Source: ID(fmt.Sprint("s", entry)),
	}
	if kind, ok := strings.CutPrefix(w[5], "kind:"); ok {
		s.Value = claim.Code{List: "kind", Code: kind}
	}
	if w[2] != "-" {
		s.Published = claim.Date(w[2])
	}
	if len(w) > 6 {
		s.AsOf = claim.Date(w[6])
	}
	return s
}

func TestDissentStays(t *testing.T) {
	a := statedLine(t, "press news 2025-09-07 1 1 ZTE")
	b := statedLine(t, "press news 2025-09-08 1 2 Huawei")
	c := statedLine(t, "press news 2025-09-06 1 3 zte")
	f := field([]Stated{a, b, c})
	if len(f.Values) != 2 || f.Values[0].Text != "Huawei" || f.Values[1].Text != "ZTE" || len(f.Values[1].Said) != 2 {
		t.Errorf("field %+v: want Huawei on show, and ZTE with two who say so, whatever its case", f)
	}
	if !f.Disputed() {
		t.Error("two values and not disputed")
	}
}

func TestWords(t *testing.T) {
	for want, v := range map[string]claim.Value{
		"100,000 youth":               claim.Quantity{Number: "100000", Unit: "people", What: "youth"},
		"0.5 km":                      claim.Quantity{Number: "0.5", Unit: "km"},
		"USD 4,200,000,000":           claim.Money{Amount: "4200000000", Currency: "USD"},
		"PKR -1,234.5":                claim.Money{Amount: "-1234.5", Currency: "PKR"},
		"Memorandum of understanding": claim.Code{List: "kind", Code: "mou"},
		"PK":                          claim.Code{List: "iso3166", Code: "PK"},
	} {
		if got := Words(v); got != want {
			t.Errorf("%#v reads %q, want %q", v, got, want)
		}
	}
}
