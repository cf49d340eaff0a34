package press

import (
	"fmt"
	"strings"
	"testing"

	"sanad/internal/reader"
)

// readNews is what a text announces: "kind stage day: side, side" a line.
func readNews(t *testing.T, text, published string) string {
	t.Helper()
	r, err := New().Read(reader.Document{Text: text, Published: published})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, a := range r.Agreements {
		if a.Background {
			continue
		}
		line := a.Kind + " " + a.Stage
		if a.Signed != nil {
			line += " " + a.Signed.Value
		}
		var sides []string
		for _, p := range a.Parties {
			sides = append(sides, p.Name)
		}
		out = append(out, line+": "+strings.Join(sides, ", "))
	}
	return strings.Join(out, "\n")
}

// TestStates: how governments tell what they made, one text a rule.
func TestStates(t *testing.T) {
	for _, x := range []struct{ name, text, want string }{
		{"adjectives for states", "The Peruvian and Chilean governments have signed an agreement on fish. Peru and Chile share a coast.", "agreement signed: Peru, Chile"},
		{"states before governments", "The UK and US governments have signed a new agreement on rockets.", "agreement signed: UK, US"},
		{"following is no recall", "Following is the speech at the signing ceremony of the Memorandum of Understanding between Peru and Chile today.", "mou signed 2024-05-03: Peru, Chile"},
		{"ceremony", "The Government of Peru and the Government of Chile held a signing ceremony at the palace for an agreement on fish.", "agreement signed: Government of Peru, Government of Chile"},
		{"joined before the instrument", "A high point was the signing of the Peru and Chile Fisheries Agreement by the two ministers.", "agreement signed: Peru, Chile"},
		{"implied in a list", "President Ana Roe of Peru paid a visit to Chile. The talks of Peru and Chile were warm.\n\nThe following documents were signed:\n\n- Memorandum of Understanding on Fish\n- Agreement on Air Services\n", "mou signed 2024-05-03: Peru, Chile\nagreement signed 2024-05-03: Peru, Chile"},
		{"ministers of one field", "The Minister for Trade, Ana Roe MP, and the Minister for Fisheries, the Hon Max Poe AM, MP, will sign an arrangement on fish. It will help trade between Peru and Chile. Peru and Chile share a coast.", "agreement planned: Peru, Chile"},
		{"to be held", "The Fisheries Agreement signing between Peru and Chile will be held on Friday 10 May.", "agreement planned 2024-05-10: Peru, Chile"},
		{"ratified", "The Cabinet approved the ratification of the Loan Agreement signed in Lima on 16 January 2024, between the Republic of Peru and the Andes Development Fund.", "loan signed 2024-01-16: Republic of Peru, Andes Development Fund"},
		{"notes on a grant", "Jane Roe, Ambassador of Peru, and Max Poe, Foreign Minister of Chile, signed and exchanged notes concerning a grant of 730 million yen.", "grant signed: Peru, Chile"},
		{"called", "Peru and Chile signed an agreement on Monday. It was made in a document called a Fisheries Grant Agreement.", "grant signed 2024-04-29: Peru, Chile"},
		{"federal government", "The Swiss Federal Government and Peru have signed a treaty on bees.", "treaty signed: Swiss Federal Government, Peru"},
		{"after a relative clause", "Peru and Chile signed the Fisheries Agreement, which will help boats, on Tuesday 16 April 2024.", "agreement signed 2024-04-16: Peru, Chile"},
		{"part of a state", "Scotland is cold. The UK and Peru signed a treaty on bees.", "treaty signed 2024-05-03: UK, Peru"},
		{"two or three of two states", "Peru and Chile signed today three development agreements.", "agreement signed 2024-05-03: Peru, Chile"},
		{"many of two states are only counted", "Peru and Chile signed today thirty agreements.", ""},
		{"a region signs nothing", "This is the first memorandum that Peru signs with a Middle East state.", ""},
		{"among others the signing", "She saw results of companies of Peru, Chile and Kenya, including the signing of Memoranda of Understanding.", ""},
	} {
		if got := readNews(t, x.text, "2024-05-03"); got != x.want {
			t.Errorf("%s:\n%s\nwant\n%s", x.name, got, x.want)
		}
	}
}

// TestNarrowLines: lines wrapped to a narrow column are no paragraphs.
func TestNarrowLines(t *testing.T) {
	text := "In the presence today of the\nPresident of Peru and the Prime\nMinister of Chile who had come\nto Lima for the day, the\nMinistry of Fisheries of Peru\nand the Ministry of Ports of\nChile signed an agreement on\nboats and on the nets that\nthese boats use.\n"
	if got, want := readNews(t, text, "2024-05-03"), "agreement signed 2024-05-03: Ministry of Fisheries of Peru, Ministry of Ports of Chile"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

// TestNationalMoney: a currency told by whose it is.
func TestNationalMoney(t *testing.T) {
	for text, want := range map[string]string{
		"605 billion Rwandan francs": "605000000000 RWF",
		"4 million Kuwaiti dinars":   "4000000 KWD",
		"2 million Jamaican dollars": "2000000 JMD",
		"3 million Swiss francs":     "3000000 CHF",
	} {
		d := &document{text: text}
		toks := tokenize(nil, text, 0, len(text))
		m, to := d.moneyAt(toks, 0)
		if got := fmt.Sprintf("%.0f %s", m.value, m.unit); got != want || to != len(toks) {
			t.Errorf("%s: %s", text, got)
		}
	}
}
