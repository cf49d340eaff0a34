package calibrationtest

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// said makes claims of one fold: each pair is how sure, and the right of how many.
func said(fold string, rows ...[3]float64) []Claim {
	var out []Claim
	for _, r := range rows {
		for i := range int(r[2]) {
			out = append(out, Claim{"sides", r[0], i < int(r[1]), fold})
		}
	}
	return out
}

func TestFit(t *testing.T) {
	for _, x := range []struct {
		name string
		in   []Claim
		at   float64
		want float64
	}{
		{"nothing known", nil, 0.9, 0.5},
		{"one level", said("", [3]float64{0.9, 8, 10}), 0.9, 9.0 / 12},
		{"a rising line keeps its steps", said("", [3]float64{0.5, 2, 8}, [3]float64{0.9, 8, 8}), 0.5, 3.0 / 10},
		{"its upper step", said("", [3]float64{0.5, 2, 8}, [3]float64{0.9, 8, 8}), 0.9, 9.0 / 10},
		{"a falling line is pooled", said("", [3]float64{0.5, 6, 8}, [3]float64{0.9, 4, 8}), 0.9, 11.0 / 18},
		{"between steps the lower counts", said("", [3]float64{0.5, 2, 8}, [3]float64{0.9, 8, 8}), 0.7, 3.0 / 10},
	} {
		if got := fit(x.in).at(x.at); math.Abs(got-x.want) > 1e-9 {
			t.Errorf("%s: %.3f, want %.3f", x.name, got, x.want)
		}
	}
}

// TestRefitted: a claim is judged by what the other folds say and never by its own.
func TestRefitted(t *testing.T) {
	claims := append(said("here", [3]float64{0.9, 0, 10}), said("there", [3]float64{0.9, 98, 98})...)
	for _, c := range Refitted(claims) {
		want := 99.0 / 100
		if c.Fold == "there" {
			want = 1.0 / 12
		}
		if math.Abs(c.Said-want) > 1e-9 {
			t.Fatalf("%s: %.3f, want %.3f", c.Fold, c.Said, want)
		}
	}
	if n, right := Sure(Refitted(claims), 0.9); n != 10 || right != 0 {
		t.Errorf("%d sure, %d right", n, right)
	}
	if n, right := Sure(claims, 0.9); n != 108 || right != 98 {
		t.Errorf("as said: %d sure, %d right", n, right)
	}
}

func TestPrint(t *testing.T) {
	var b strings.Builder
	Print(&b, said("", [3]float64{0.45, 1, 4}, [3]float64{0.9, 9, 10}, [3]float64{1, 1, 1}))
	want := fmt.Sprint(
		"  sides said 0.4–0.5:   1 right of   4 = 0.25\n",
		"  sides said 0.9–1.0:  10 right of  11 = 0.91\n",
		"  of 11 claims said to be 0.9 sure 10 are right = 0.91\n")
	if b.String() != want {
		t.Errorf("\n%s\nwant\n%s", b.String(), want)
	}
}

func TestCalled(t *testing.T) {
	for _, x := range []struct {
		name, other string
		same        bool
	}{
		{"The Ministry of Health", "Ministry of Health", true},
		{"Kenya’s Orbis Rail, Ltd.", "Kenya Orbis Rail Ltd", true},
		{"Ministry of Health", "Ministry of Trade", false},
		{"海州大学", "海州大学", true},
	} {
		if called(x.name, []string{"Nobody", x.other}) != x.same {
			t.Errorf("%s, %s", x.name, x.other)
		}
	}
}
