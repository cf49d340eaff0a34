package web

import (
	"context"
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"sanad/claim"
)

// What a page says of itself to machines: JSON that can be read, with the things it
// names at addresses of this site, and a picture where there is a browser to draw it.
func TestDescribed(t *testing.T) {
	o := rich().options(t)
	o.Address = "https://register.example"
	drawn := 0
	o.PNG = func(context.Context, []byte, int, int) ([]byte, error) { drawn++; return []byte("PNG"), nil }
	h := New(o)
	block := regexp.MustCompile(`(?s)<script type="application/ld\+json">(.*?)</script>`)
	for path, kind := range map[string]string{
		"/": "Dataset", "/agreements/a0-2": "CreativeWork", "/ur/agreements/a9-1": "CreativeWork", "/parties/p9-2": "Organization", "/events/e0-1": "Event", "/sources/s9": "CreativeWork",
	} {
		body := get(t, h, path).Body.String()
		m := block.FindStringSubmatch(body)
		if m == nil {
			t.Errorf("%s has no JSON-LD", path)
			continue
		}
		var thing map[string]any
		if err := json.Unmarshal([]byte(m[1]), &thing); err != nil {
			t.Fatalf("%s: %v\n%s", path, err, m[1])
		}
		if thing["@type"] != kind || thing["@context"] != "https://schema.org" {
			t.Errorf("%s is a %v", path, thing["@type"])
		}
		if id, _ := thing["@id"].(string); !strings.HasPrefix(id, "https://register.example/") {
			t.Errorf("%s is named %q", path, id)
		}
		picture := regexp.MustCompile(`<meta property="og:image" content="https://register\.example(/[^"]+\.png)">`).FindStringSubmatch(body)
		if picture == nil {
			t.Errorf("%s has no picture", path)
			continue
		}
		if w := get(t, h, picture[1]); w.Code != 200 || w.Header().Get("Content-Type") != "image/png" {
			t.Errorf("%s: the picture %s answers %d", path, picture[1], w.Code)
		}
	}
	if drawn < 5 {
		t.Errorf("%d pictures were drawn", drawn)
	}
	// What a stranger wrote does not end the block.
	if strings.Contains(block.FindString(get(t, h, "/sources/s9").Body.String()), "<script>alert") {
		t.Error("a title became markup")
	}
}

func TestDatesOfSchemaOrg(t *testing.T) {
	for in, want := range map[string]string{"2025": "2025", "2025-09-04": "2025-09-04", "2025~": "", "2025-09-03/2025-09-05": "", "": ""} {
		if got := ldDate(claim.Date(in)); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}
