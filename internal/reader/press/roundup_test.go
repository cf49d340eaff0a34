package press

import "testing"

// TestOneByOne: prose that tells one by one what it first told in the plural.
func TestOneByOne(t *testing.T) {
	const lead = "Peru and Chile signed four Memorandums of Understanding (MoUs) in Lima.\n\n"
	for _, x := range []struct{ name, text, want string }{
		{"ordinals", lead + "The first MoU was on border posts. The second MoU was on the care of graves. The ministers signed a third MoU on song and dance, and the fourth MoU on sports.\n", pairs("mou", "mou", "mou", "mou")},
		{"an enumeration of as many", "Peru and Chile have signed more MoUs.\n\nThe four MoUs are on Child Protection, Cooperation in the field of tourism, Agriculture and Food Security and Water.\n", pairs("mou", "mou", "mou", "mou")},
		{"an enumeration of another number", "Peru and Chile have signed more MoUs.\n\nThe five MoUs are on Child Protection, Water and Sports.\n", ""},
		{"two of one verb", lead + "The two countries exchanged the agreement for approval of medicines, and a Memorandum of Understanding on sharing laboratories.\n", pairs("agreement", "mou")},
		{"a passive row", "An MoU on trade and an agreement on fish were signed between Peru and Chile.", pairs("mou", "agreement")},
		{"one twice", lead + "The MoU on railways was signed by Jane Roe on behalf of Peru and Max Poe on behalf of Chile. The two countries signed the MoU on railways after long talks.\n", pairs("mou")},
		{"one of several", "They saw the exchange of several memoranda between Peru and Chile. One of the Memoranda of Understanding was on railways between Peru and Chile. The two countries also exchanged a Memorandum of Understanding on bees.\n", pairs("mou", "mou")},
		{"by number alone", "The governments of Peru and Chile signed four cooperation agreements in Lima.\n\nThe first agreement concerned water, while the second covers schools. The third related to rail, and the fourth was a Letter of Intent to mend a bridge.\n", pairs("agreement", "agreement", "agreement", "loi")},
		{"and another", lead + "The MoUs include a Memorandum of Understanding on telephones. The two countries also signed an MoU on prisons and another on the schooling of pilots.\n", pairs("mou", "mou", "mou")},
		{"subjects counted before", lead + "They signed MoUs on cooperation in the fields of Telephones (ICT), Visas, Education and the regulation of medicines.\n", pairs("mou", "mou", "mou", "mou")},
		{"two with a verb each", "The ministers signed several documents of Peru and Chile. Minister Ana Roe of Peru and Minister Max Poe of Chile signed a memorandum on fish, and Minister Eva Moe of Peru and Minister Jon Doe of Chile signed a memorandum on trade.\n", pairs("mou", "mou")},
		{"heads of state who share a title", "Presidents of Peru Ana Roe Diaz and Chile Max Poe Soto signed the Treaty of Alliance.", pairs("treaty")},
		{"a joint statement signed", "Peru and Chile signed a joint statement on fish.", pairs("declaration")},
		{"a joint statement issued", "Peru and Chile issued a joint statement on fish.", ""},
		{"what it includes", "Peru and Chile signed an agreement on trade, with a chapter on fish and a protocol on bees.", pairs("agreement")},
	} {
		t.Run(x.name, func(t *testing.T) {
			if got := readNews(t, x.text, ""); got != x.want {
				t.Errorf("%s\nreads\n%s\nwant\n%s", x.text, got, x.want)
			}
		})
	}
}
