package picture

import (
	"encoding/xml"
	"errors"
	"html/template"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// element is one of a picture.
type element struct {
	name  string
	attrs map[string]string
	text  string
}

// drawn reads a picture as XML, and fails where it is none, says something about
// its own looks, or has a coordinate that is no number.
func drawn(t interface{ Fatalf(string, ...any) }, svg template.HTML) []element {
	var all []element
	d := xml.NewDecoder(strings.NewReader(string(svg)))
	bad := regexp.MustCompile(`NaN|Inf`)
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatalf("not XML: %v\n%s", err, svg)
		}
		switch token := token.(type) {
		case xml.StartElement:
			e := element{name: token.Name.Local, attrs: map[string]string{}}
			for _, a := range token.Attr {
				e.attrs[a.Name.Local] = a.Value
				switch {
				case a.Name.Local == "style" || a.Name.Local == "fill" || strings.HasPrefix(a.Name.Local, "on"):
					t.Fatalf("has %s=%q", a.Name.Local, a.Value)
				case a.Name.Local != "aria-label" && a.Name.Local != "href" && bad.MatchString(a.Value):
					t.Fatalf("%s=%q", a.Name.Local, a.Value)
				}
			}
			if e.name == "script" || e.name == "image" || e.name == "foreignObject" {
				t.Fatalf("has a %s", e.name)
			}
			all = append(all, e)
		case xml.CharData:
			if len(all) > 0 {
				all[len(all)-1].text += string(token)
			}
		}
	}
}

var (
	day   = func(s string) time.Time { t, _ := time.Parse(time.DateOnly, s); return t }
	today = day("2026-11-25")
)

var lanes = []Lane{
	{"The instrument", []Moment{
		{day("2025-08-05"), "Announced by the Ministry of Planning", Said},
		{day("2025-09-04"), "Signed in Beijing", Shown},
		{day("2025-09-08"), "Listed by the Ministry of IT", Said},
		{day("2028-09-04"), "Expires", Due},
	}},
	{"Delivery", []Moment{{day("2026-03-01"), "Training partners contracted", Late}}},
	{"Nothing", nil},
}

// Everything that strangers wrote goes into pictures; none of it gets out of its text.
func TestNothingBreaksOut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.StringOf(rapid.OneOf(rapid.Rune(), rapid.SampledFrom([]rune(`<>&"'/`)))).Filter(func(s string) bool {
			return xmlText(s)
		}).Draw(t, "words")
		f := Frame{Title: words, Mirrored: rapid.Bool().Draw(t, "mirrored")}
		n := rapid.IntRange(0, 40).Draw(t, "n")
		on := today.AddDate(0, 0, rapid.IntRange(-20000, 20000).Draw(t, "days"))
		v := rapid.Float64Range(0, 1e12).Draw(t, "value")
		name := func(f float64) string { return strconv.FormatFloat(f, 'g', 4, 64) }
		var partners []Partner
		for range n {
			partners = append(partners, Partner{words, n})
		}
		for _, svg := range []template.HTML{
			Timeline(f, []Lane{{words, []Moment{{on, words, Said}, {today, words, Late}}}}, today, words),
			Steps(f, Series{Actual: []Reading{{on, v}}, Target: []Reading{{today, 1}}}, today, name),
			Network(f, words, partners),
			Ladder(f, []Rung{{words, v, words}}),
			Map(f, []Spot{{words, rapid.Float64Range(-90, 90).Draw(t, "lat"), rapid.Float64Range(-180, 180).Draw(t, "lon"), n}, {"b", 0, 0, 1}}, []Arc{{0, 1, n}}, nil),
		} {
			for _, e := range drawn(t, svg) {
				switch e.name {
				case "svg", "title", "path", "circle", "rect", "text", "":
				default:
					t.Fatalf("an element %q came of %q", e.name, words)
				}
			}
		}
	})
}

func xmlText(s string) bool {
	for _, r := range s {
		if r == 0xfffd || r != '\t' && r != '\n' && r != '\r' && (r < 0x20 || r > 0xd7ff && r < 0xe000 || r == 0xfffe || r == 0xffff) {
			return false
		}
	}
	return true
}

func TestNothingToDraw(t *testing.T) {
	f := Frame{Title: "Nothing"}
	for name, svg := range map[string]template.HTML{
		"timeline": Timeline(f, lanes[2:], today, "today"), "steps": Steps(f, Series{}, today, nil), "network": Network(f, "A", nil),
		"ladder": Ladder(f, nil), "map": Map(f, nil, nil, nil), "dot": Dot(0, 3),
	} {
		if svg != "" {
			t.Errorf("%s draws %s", name, svg)
		}
	}
}

// Words of one lane do not lie on one another.
func TestLabelsKeepApart(t *testing.T) {
	for _, mirrored := range []bool{false, true} {
		svg := Timeline(Frame{Title: "t", Mirrored: mirrored}, lanes, today, "today")
		type box struct{ left, right, y float64 }
		var boxes []box
		for _, e := range drawn(t, svg) {
			if e.name != "text" || e.attrs["class"] != "word" {
				continue
			}
			x, _ := strconv.ParseFloat(e.attrs["x"], 64)
			y, _ := strconv.ParseFloat(e.attrs["y"], 64)
			b := box{x, x + wide(e.text, 13), y}
			if (e.attrs["text-anchor"] == "end") != (e.attrs["direction"] == "rtl") {
				b = box{x - wide(e.text, 13), x, y}
			}
			for _, other := range boxes {
				if other.y == b.y && b.left < other.right && other.left < b.right {
					t.Errorf("%q lies on another", e.text)
				}
			}
			if b.left < -1 || b.right > 761 {
				t.Errorf("%q runs out of the picture: %+v", e.text, b)
			}
			boxes = append(boxes, b)
		}
		if len(boxes) != 5 {
			t.Errorf("%d labels", len(boxes))
		}
	}
}

// Each state has a mark of its own shape, so that nothing is told by colour.
func TestMarksDiffer(t *testing.T) {
	seen := map[string]State{}
	for _, s := range []State{Shown, Said, Due, Late, None} {
		c := Frame{}.canvas(10, 10)
		c.mark(s, 5, 5)
		mark := c.b.String()
		if other, ok := seen[mark]; ok {
			t.Errorf("%s and %s look the same", s, other)
		}
		seen[mark] = s
	}
}

// Silence is drawn from the last thing that happened to today, and ends there.
func TestSilence(t *testing.T) {
	svg := string(Timeline(Frame{Title: "t"}, lanes[:1], today, "today"))
	if strings.Count(svg, `class="silent"`) != 1 || strings.Count(svg, `class="thread"`) != 1 {
		t.Error(svg)
	}
	busy := []Lane{{"x", []Moment{{today, "now", Shown}}}}
	if strings.Contains(string(Timeline(Frame{Title: "t"}, busy, today, "today")), "silent") {
		t.Error("is called silent on the day that something happened")
	}
}

// A page that reads from right to left has the past on the right; a map has not.
func TestMirrored(t *testing.T) {
	first := func(svg template.HTML, class string) float64 {
		for _, e := range drawn(t, svg) {
			if e.attrs["class"] == class {
				x, _ := strconv.ParseFloat(e.attrs["cx"], 64)
				return x
			}
		}
		return -1
	}
	a, b := Timeline(Frame{}, lanes, today, ""), Timeline(Frame{Mirrored: true}, lanes, today, "")
	if l, r := first(a, "hollow"), first(b, "hollow"); l > 100 || r < 660 {
		t.Errorf("the first is at %v, and mirrored at %v", l, r)
	}
	spots := []Spot{{"Islamabad", 33.7, 73, 2}, {"Beijing", 39.9, 116.4, 1}}
	if l, r := first(Map(Frame{}, spots, nil, nil), "knot"), first(Map(Frame{Mirrored: true}, spots, nil, nil), "knot"); l != r {
		t.Errorf("west is at %v, and mirrored at %v", l, r)
	}
}

// A stair goes along before it goes up: between two reports nothing is known.
func TestStair(t *testing.T) {
	svg := Steps(Frame{Title: "t"}, Series{Actual: []Reading{{day("2026-01-01"), 10}, {day("2026-06-01"), 30}}, Target: []Reading{{day("2027-01-01"), 100}}}, today, func(f float64) string { return strconv.FormatFloat(f, 'f', 0, 64) })
	for _, e := range drawn(t, svg) {
		if e.attrs["class"] != "thread" {
			continue
		}
		at := regexp.MustCompile(`[ML]([\d.]+) ([\d.]+)`).FindAllStringSubmatch(e.attrs["d"], -1)
		if len(at) != 3 || at[0][2] != at[1][2] || at[1][1] != at[2][1] {
			t.Errorf("goes %v", at)
		}
		return
	}
	t.Error("no stair")
}

func TestScale(t *testing.T) {
	for step, want := range map[float64]float64{25000: 50000, 2: 2, .3: .5, 1: 1, 60: 100} {
		if got := round(step); got != want {
			t.Errorf("%v becomes %v, want %v", step, got, want)
		}
	}
}

// Without a layer a map has no outline at all.
func TestNoBoundary(t *testing.T) {
	spots := []Spot{{"Islamabad", 33.7, 73, 2}}
	if svg := string(Map(Frame{}, spots, nil, nil)); strings.Contains(svg, "outline") {
		t.Error(svg)
	}
	if svg := string(Map(Frame{}, spots, nil, []Outline{{{70, 30}, {75, 31}}})); strings.Count(svg, `class="outline"`) != 1 {
		t.Error(svg)
	}
}
