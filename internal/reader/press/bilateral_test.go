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
		{"officials from bodies", "An MoU on reefs was signed by officials from the Ports Agency and the Chilean Navy Office.", "mou signed 2024-05-03: Ports Agency, Chilean Navy Office"},
		{"a union and a state", "The EU met in Lima. The EU-Peru Association Agreement was signed this morning on behalf of the EU by its envoy. Peru was glad.", "agreement signed 2024-05-03: EU, Peru"},
		{"towards signing", "The EU Council adopted the proposals for decisions on the signing of the EU-Peru Association Agreement. The EU and Peru were glad.", "agreement planned: EU, Peru"},
		{"approved to sign", "Cabinet gave approval for the negotiation and signing of a Memorandum of Understanding on fish between the Government of Peru and the Government of the Republic of Trinidad and Tobago.", "mou approved: Government of Peru, Government of the Republic of Trinidad and Tobago"},
		{"under consideration", "The Prime Ministers of Peru and Chile have agreed to prioritise the framework agreement currently under consideration.", "framework negotiating: Peru, Chile"},
		{"a row of signings", "The leaders of Peru and Chile met. Peru and Chile welcomed the signing of an agreement on visas, a memorandum of understanding on fish and a letter of intent on trade.", "agreement signed 2024-05-03: Peru, Chile\nmou signed 2024-05-03: Peru, Chile\nloi signed 2024-05-03: Peru, Chile"},
		{"what it is to bring about", "The Ports Agency and the Reef Institute signed an MoU today to establish a framework for cooperation.", "mou signed 2024-05-03: Ports Agency, Reef Institute"},
		{"family name in capitals", "TANAKA Yuki, Ambassador of Japan to Peru, and Ana Roe, Minister of Finance of Peru, signed notes on a grant today.", "grant signed 2024-05-03: Japan, Peru"},
		{"envoy of a state behind the name", "The agreement was signed by John Doe, Chilean Ambassador to Peru, and Ana Roe, Minister of Trade of Peru.", "agreement signed 2024-05-03: Chile, Peru"},
		{"a cultural programme", "A cultural exchange programme was signed between Peru and Chile.", "other signed 2024-05-03: Peru, Chile"},
		{"ratified after its sides", "The Cabinet approved the ratification of the loan agreement between the Republic of Peru and the Andes Development Fund, for its rivers, signed at Lima on 25 March 2024.", "loan signed 2024-03-25: Republic of Peru, Andes Development Fund"},
		{"signing off is no signing", "The Council agreed to sign off on the Peru-Chile Fisheries Agreement.", ""},
		{"joins accords", "Peru has joined the Andes Accords.", "agreement signed: Peru"},
		{"raised ties", "Peru and Chile elevated ties to a comprehensive strategic partnership.", "strategic-partnership signed: Peru, Chile"},
		{"agreed to one", "Peru and Chile have agreed to a new security agreement.", "agreement signed: Peru, Chile"},
		{"being finalised", "Peru and Chile are finalising an agreement on fish.", "agreement negotiating: Peru, Chile"},
		{"who acts under it", "Under the MoU signed today, the Reef Institute and the Ports Agency will share data.", "mou signed 2024-05-03: Reef Institute, Ports Agency"},
		{"awarded by and to", "A contract for the supply of 20 buses was awarded by the Ministry of Transport to Orbis Motors Ltd.", "contract signed: Orbis Motors Ltd., Ministry of Transport"},
		{"representatives of", "Representatives of the Ministry of Justice of Peru and the Ministry of Justice of Chile signed a cooperation agreement.", "agreement signed 2024-05-03: Ministry of Justice of Peru, Ministry of Justice of Chile"},
		{"letters on a grant", "The ambassador of Peru and the Minister of Finance of Chile exchanged letters on a EUR 10 million grant.", "grant signed: Peru, Chile"},
		{"approved partnership", "The Cabinet Meeting approved the partnership between the Government of Peru and Orbis Flowers Ltd to grow roses.", "agreement approved: Government of Peru, Orbis Flowers Ltd"},
		{"given approval", "The MoU between Peru and Chile on boats was given approval by the Cabinet.", "mou approved: Peru, Chile"},
		{"office of a long field", "An MoU on reefs was signed by Peru’s culture, tourism and civil aviation secretary Ana Roe and Chilean foreign minister Max Poe.", "mou signed 2024-05-03: Peru, Chile"},
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
		toks := tokenize(nil, text, 0, len(text), nil)
		m, to := d.moneyAt(toks, 0)
		if got := fmt.Sprintf("%.0f %s", m.value, m.unit); got != want || to != len(toks) {
			t.Errorf("%s: %s", text, got)
		}
	}
}
