package network

import (
	"math"
	"os"
	"slices"
	"strings"
	"testing"
)

func pakistan(t *testing.T) Cables {
	f, err := os.Open("../../corpus/pk-cables.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := ReadCables(f)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// The figures that the press printed of Pakistan's systems, worked out: which
// single cut the rest cannot carry, and which pair.
func TestPakistan(t *testing.T) {
	all := pakistan(t)
	if sum, known := all.Total(Installed); sum != 17_210_000 || known != 7 {
		t.Errorf("%v installed on %d systems", sum, known)
	}
	if sum, _ := all.Total(Activated); sum != 13_010_000 {
		t.Errorf("%v activated", sum)
	}
	if sum, known := all.Total(Used); sum != 0 || known != 0 {
		t.Error("what nobody gave is taken for a figure")
	}
	for _, c := range []struct {
		cut     []string
		percent float64
		short   Rate
	}{
		{[]string{"AAE-1"}, 27.5, 570_000},
		{[]string{"TWA1"}, 20.0, 0},
		{[]string{"smw4"}, 15.2, 0},
		{[]string{"IMEWE"}, 14.6, 0},
		{[]string{"SMW5"}, 13.1, 0},
		{[]string{"PEACE"}, 6.1, 0},
		{[]string{"Pak-China land"}, 3.5, 0},
		{[]string{"SMW4", "IMEWE"}, 29.8, 1_140_000},
	} {
		l, err := all.Cut(c.cut...)
		if err != nil {
			t.Fatal(err)
		}
		if math.Round(l.Share*1000)/10 != c.percent || l.Short != c.short {
			t.Errorf("without %v: %.1f %% lost, short by %v; want %v and %v", c.cut, 100*l.Share, l.Short, c.percent, c.short)
		}
	}
	short := 0
	for _, l := range all.Singles() {
		if l.Short > 0 {
			short++
		}
	}
	if short != 1 || all.Singles()[0].Cut[0] != "AAE-1" {
		t.Errorf("%d single cuts cannot be carried", short)
	}
	holders, index := all.Holders()
	if holders[0].Holder != "PTCL" || math.Round(holders[0].Share*1000) != 573 || index < 4420 || index > 4440 {
		t.Errorf("%+v, %d", holders[0], index)
	}
	if red := all.Corridors()[0]; math.Round(red.Share*1000) != 766 || len(red.Cut) != 5 {
		t.Errorf("through the Red Sea: %+v", red)
	}
	if _, err := all.Cut("AAE-2"); err == nil || !strings.Contains(err.Error(), "AAE-2") {
		t.Errorf("a system that is none: %v", err)
	}
	for _, l := range all.Pairs() {
		if slices.Contains(l.Cut, "SMW4") && slices.Contains(l.Cut, "IMEWE") {
			return
		}
	}
	t.Error("the pair that was hit in 2025 is not among those that cannot be carried")
}

func TestListsThatAreWrong(t *testing.T) {
	for list, want := range map[string]string{
		"":                                         "empty",
		"name,installed\nA,1\n":                    `no column is called "name"`,
		"installed\n1\n":                           "no column is called system",
		"system,installed,installed\nA,1,1\n":      "two columns",
		"system,installed\nA,much\n":               `line 2: column installed: "much" is no capacity`,
		"system,installed\nA,-1\n":                 "line 2: column installed",
		"system,installed,activated\nA,1,2\n":      "line 2: column activated: 2 Tbit/s are activated and only 1 installed",
		"system,installed\nA,1\n a ,2\n":           `line 3: "a" stands twice`,
		"system,installed\nA,1\nB\nC,x\n":          "line 4",
		"system,installed\n,1\n":                   "column system is empty",
		"system,installed\n\"A,1\n":                "list of cables",
		"system,installed\nA,NaN\n":                "no capacity",
		"system,installed\nA,1e300\n":              "no capacity",
		"\ufeffSystem,Installed\nA,1\n# note\n,\n": "line 4",
	} {
		all, err := ReadCables(strings.NewReader(list))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", list, err, want)
		}
		if strings.Contains(list, "\nC,x") && len(all) != 1 {
			t.Errorf("of a list with two wrong lines %d are kept", len(all))
		}
	}
}

func FuzzReadCables(f *testing.F) {
	f.Add("system,holder,corridor,installed,activated\nAAE-1,PTCL,Red Sea,4.77,3.58\n")
	f.Fuzz(func(t *testing.T, list string) {
		all, _ := ReadCables(strings.NewReader(list))
		for _, l := range append(all.Singles(), all.Corridors()...) {
			if l.Short < 0 || l.Left < 0 || l.Share < 0 || l.Share > 1 {
				t.Errorf("%+v", l)
			}
		}
	})
}
