package web

import (
	"strings"
	"testing"
)

// A layer without word of whose it is, and who vetted it, is refused; with it, its
// lines and that word are on the page.
func TestLayer(t *testing.T) {
	whole := `{"type":"FeatureCollection","source":"Survey <b>","licence":"Open","vetted":"Ref 7/2026","features":[
		{"type":"Feature","geometry":{"type":"MultiPolygon","coordinates":[[[[70,30],[71,31],[70,31],[70,30]]]]}},
		{"type":"Feature","geometry":{"type":"LineString","coordinates":[[60,20],[61,21]]}},
		{"type":"Feature","geometry":{"type":"Point","coordinates":[60,20]}},{"type":"Feature","geometry":null}]}`
	for _, name := range []string{"source", "licence", "vetted"} {
		_, err := ReadLayer(strings.NewReader(strings.Replace(whole, `"`+name+`"`, `"other"`, 1)))
		if err == nil || !strings.Contains(err.Error(), `"`+name+`"`) {
			t.Errorf("without its %s: %v", name, err)
		}
	}
	for _, bad := range []string{"", "[]", strings.Replace(whole, "[60,20]", "[600,20]", 1), strings.Replace(whole, "[[60,20],[61,21]]", "7", 1), strings.Repeat(" ", layerMost+1)} {
		if _, err := ReadLayer(strings.NewReader(bad)); err == nil {
			t.Errorf("%.40q is taken", bad)
		}
	}
	layer, err := ReadLayer(strings.NewReader(whole))
	if err != nil || len(layer.Lines) != 2 || len(layer.Lines[0]) != 4 {
		t.Fatalf("read %+v: %v", layer, err)
	}
	o := rich().options(t)
	o.Layer = layer
	page := get(t, New(o), "/map").Body.String()
	for _, words := range []string{`class="outline"`, "Survey &lt;b&gt;", "Open", "Ref 7/2026"} {
		if !strings.Contains(page, words) {
			t.Errorf("the map does not say %q", words)
		}
	}
	if strings.Contains(page, "No boundary of any kind") {
		t.Error("a map with a layer says that it has none")
	}
}
