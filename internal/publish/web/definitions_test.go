package web

import (
	"strings"
	"testing"

	"sanad/internal/publish/report"
	"sanad/internal/publish/report/figures"
)

// TestDefinitionsInEveryLanguage: every published definition is told whole in each
// language but English, in which it was published.
func TestDefinitionsInEveryLanguage(t *testing.T) {
	for _, l := range loadLanguages(mustSub("messages"))[1:] {
		for _, d := range figures.Definitions {
			for _, part := range []string{"title", "numerator", "denominator", "limits"} {
				key := report.DefinitionKey(d, part)
				if l.t(key) == key {
					t.Errorf("%s has no %s", l.Tag, key)
				}
			}
		}
	}
	page := get(t, New(rich().options(t)), "/ur/figures").Body.String()
	if !strings.Contains(page, "اعلان شدہ معاہدے جن پر دستخط ہوئے") {
		t.Error("the Urdu page of figures has English titles")
	}
}
