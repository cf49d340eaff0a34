package press

import (
	"strings"
	"testing"
)

// pairs is what readNews prints of agreements of these kinds between Peru and Chile.
func pairs(kinds ...string) string {
	for i, k := range kinds {
		kinds[i] = k + " signed: Peru, Chile"
	}
	return strings.Join(kinds, "\n")
}

// TestTitles: lists whose items are titles, with the sides told elsewhere; and lists
// that hold no agreements.
func TestTitles(t *testing.T) {
	const lead = "President Rosa Diaz of Peru received President Juan Soto of Chile in Lima. Peru and Chile are neighbours.\n\n"
	for _, x := range []struct{ name, text, want string }{
		{"numbered, opened as following", lead + "The following three agreements were signed:\n\n1. MoU on Visas for Pilots;\n2. Executive Programme for Museums (2024-26); and\n3. Protocol on the Export of Quinces from Peru to Chile.\n", pairs("mou", "other", "protocol")},
		{"bullets, opened by what they are", lead + "The MoUs are:\n\n- MoU on flood warning, relief and repair;\n- MoU between the Andes Cadet Corps and the Pacific Cadet Corps;\n- MoU on sports grounds.\n", "mou signed: Peru, Chile\nmou signed: Andes Cadet Corps, Pacific Cadet Corps\nmou signed: Peru, Chile"},
		{"lettered under a heading", lead + "Agreements signed during the visit\n\na) Agreement on extradition\nb) Memorandum of Understanding on seismology\n", pairs("agreement", "mou")},
		{"paragraphs that end in a semicolon", lead + "A ceremony was held to sign three documents:\n\nA memorandum of cooperation between the foreign ministries;\n\nAn agreement between the national museums of Peru and Chile;\n\nA memorandum on earthquakes.\n", pairs("mou", "agreement", "mou")},
		{"lines with what each says below", "List of Agreements signed between Peru and Chile during the visit\n\nMemorandum of Understanding in the field of Ocean Economy\nThis MoU will help both to study the ocean and those who live from it, on the coast and on the islands before it.\n\nProgramme for Cultural Cooperation for the year 2024-26\nThis programme will send dancers and painters to and fro as long as there are people who like to look at them.\n", pairs("mou", "other")},
		{"in one sentence", lead + "The following documents were signed: (i) MoU on mines; (ii) Agreement on air services; and (iii) Protocol on bees.", pairs("mou", "agreement", "protocol")},
		{"run on with commas", lead + "Peru and Chile signed four MoUs.\n\nThe MoUs are – MoU on a joint commission, MoU on consular talks, MoU on pelagic fishing and MoU on theatre.", pairs("mou", "mou", "mou", "mou")},
		{"bare subjects, as many as counted", lead + "Peru and Chile signed three MoUs on Monday.\nThe MoUs are as follows:\n1) Cooperation in mining\n2) Cooperation on disasters\n3) Cooperation in shipping\n", pairs("mou", "mou", "mou")},
		{"another section ends it", "Outcomes of the visit of the President of Chile to Peru\n\nA. Agreements Exchanged\n\n1. MoU on mines\n\n2. MoU on bees\n\nB. Announcements\n\n1. Programme of dances in the capital\n", "mou signed: Chile, Peru\nmou signed: Chile, Peru"},
		{"told again below", lead + "The following two agreements were signed:\n\n1. MoU on Visas for Pilots\n2. Protocol on Quinces\n\nThe protocol on quinces was signed by Jane Roe on behalf of Peru and by Max Poe on behalf of Chile.\n", pairs("mou", "protocol")},
		{"to be signed", lead + "The following agreements will be signed tomorrow:\n\n1. MoU on mines\n2. MoU on bees\n", "mou planned: Peru, Chile\nmou planned: Peru, Chile"},

		{"subjects with a word on each", "Peru and Chile signed three MoUs in Lima.\n\nThe MoUs include:\n1. Tourism – Bringing more guests to both.\n2. Mines and Quarries – Keeping those who dig safe.\n3. Standards – Ties between the Andes Bureau of Standards and the Pacific Bureau of Standards.\n", "mou signed: Peru, Chile\nmou signed: Peru, Chile\nmou signed: Andes Bureau of Standards, Pacific Bureau of Standards"},
		{"areas of another number", "Peru and Chile signed two MoUs in Lima.\n\nThe MoUs cover a range of areas, including:\n- Tourism\n- Mines\n- Ports\n- Bees\n", pairs("mou")},
		{"topics talked about", lead + "They discussed the following areas of cooperation:\n\n1. Trade agreements\n2. Agreement on a date for the next visit\n3. Mining\n", ""},
		{"drafts reviewed", lead + "They reviewed the following draft agreements:\n\n1. Agreement on extradition\n2. Agreement on bees\n", ""},
		{"participants", lead + "Delegates at the signing of the agreements:\n\n1. Programme Manager Ana Roe\n2. Plan Office Chief Max Poe\n", ""},
		{"areas within one agreement", "Peru and Chile signed an agreement on science on Monday. Its areas are:\n\n1. Mining\n2. Bees\n3. Ports\n", pairs("agreement")},
		{"what each says", "New agreements on quinces and harbours\n\nLIMA, 4 May 2023 - Peru and Chile committed to farm together, with two new agreements.\n\nThe Memorandum of Understanding agreements were signed during the first visit of the Deputy President of Chile. They were agreed between the Ministry of Mines of Peru and the Ports Authority of Chile.\n\nThe Memorandum of Understanding on Quinces commits to:\n* Sharing seeds\n* Promoting more business partnerships on quinces\n\nThe Memorandum of Understanding on Harbours covers:\n* Sharing cranes\n* Pilots\n", "mou signed: Ministry of Mines of Peru, Ports Authority of Chile\nmou signed: Ministry of Mines of Peru, Ports Authority of Chile"},
		{"articles", "Treaty on bees\n\n1. Objectives of the agreement\n2. Plan of work\n3. Terms used\n", ""},
		{"agenda", lead + "Agenda\n\n1. Minutes of the last meeting\n2. Work plan for the year\n3. Statement of the chair\n", ""},
		{"projects opened", lead + "The following two projects were opened:\n\n1. Programme for Bees\n2. Plan for Ports\n", ""},
	} {
		t.Run(x.name, func(t *testing.T) {
			if got := readNews(t, x.text, ""); got != x.want {
				t.Errorf("%s\nreads\n%s\nwant\n%s", x.text, got, x.want)
			}
		})
	}
}
