package press

import "testing"

// TestNamesWithFields: names of public bodies that hold commas, "and" or the
// ministry they belong to, one text a rule.
func TestNamesWithFields(t *testing.T) {
	for _, x := range []struct{ name, text, want string }{
		{"a field of several words", "An MoU between the Department of Ports of Peru and the Ministry of Rural Development, Wildlife and Hindu Religious Affairs of Chile was signed.", "mou signed: Department of Ports of Peru, Ministry of Rural Development, Wildlife and Hindu Religious Affairs of Chile"},
		{"a field of a lesser sort", "An MoU was signed between Ministry of Food, Agriculture and Light Industry and Ministry of Mines of Chile.", "mou signed: Ministry of Food, Agriculture and Light Industry, Ministry of Mines of Chile"},
		{"firms are no fields", "An MoU was signed between the Ministry of Trade, Zed Textiles and Orbis Steel.", "mou signed: Ministry of Trade, Zed Textiles, Orbis Steel"},
		{"what an institute studies", "An MoU was signed between the Alto Institute of Foreign Relations and Strategic Studies of Chile and Delta Foods.", "mou signed: Alto Institute of Foreign Relations and Strategic Studies, Delta Foods"},
		{"the ministry a body belongs to", "An MoU was signed between the Alto Diplomatic Academy of the Peruvian Ministry of Trade and the Chilean Ministry of Mines.", "mou signed: Alto Diplomatic Academy, Chilean Ministry of Mines"},
		{"a state and then a ministry", "An MoU was signed between INCOT, Peru and Ministry of Fisheries, Chile.", "mou signed: INCOT, Ministry of Fisheries"},
		{"a branch of a bank", "Delta Foods signed an MoU with Bank of Chile (Peru) Bhd.", "mou signed: Delta Foods, Bank of Chile (Peru) Bhd."},
	} {
		if got := readNews(t, x.text, ""); got != x.want {
			t.Errorf("%s: %s\n got %s\nwant %s", x.name, x.text, got, x.want)
		}
	}
}
