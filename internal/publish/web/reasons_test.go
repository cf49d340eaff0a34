package web

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sanad/internal/delivery"
)

// TestEveryReasonIsSaid: each language of the site has a sentence for every reason
// of an assessment, with as many places to fill.
func TestEveryReasonIsSaid(t *testing.T) {
	files, err := filepath.Glob("messages/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal("no messages", err)
	}
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var messages map[string]any
		if err := json.Unmarshal(b, &messages); err != nil {
			t.Fatal(err)
		}
		for key, english := range delivery.Reasons {
			said, ok := messages["because."+key].(string)
			if !ok {
				t.Errorf("%s: nothing is said for because.%s", name, key)
			}
			if said != "" && strings.Count(said, "%") != strings.Count(english, "%") {
				t.Errorf("%s: because.%s has other places than %q", name, key, english)
			}
		}
	}
}
