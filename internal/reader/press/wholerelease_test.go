package press

import "testing"

// TestWholeReleases: what whole releases say besides their first paragraphs, one text
// a rule.
func TestWholeReleases(t *testing.T) {
	const lead = "News of the week\n\nThe week was fine and many people came to town.\n\n"
	for _, x := range []struct{ name, text, want string }{
		{"a name in two tongues", lead + "An agreement on old books was signed this morning in the hall by Libraries Peru – Te Wai Tara (LP) and the Alto Agency. The talks of LP were long.", "agreement signed 2024-05-03: Libraries Peru, Alto Agency"},
		{"an acronym spells the whole name", lead + "The Zed Council and the Foundation for Cooperation in Rural Trade of Peru (FCRTP) have signed an agreement on bees.", "agreement signed: Zed Council, Foundation for Cooperation in Rural Trade of Peru"},
		{"an equivalent", lead + "An agreement on old books was signed this morning in the hall by Libraries Peru and its French equivalent the Conférence des Livres (CDL).", "agreement signed 2024-05-03: Libraries Peru, Conférence des Livres"},
		{"French words with a shortened article", lead + "An agreement on old books was signed this morning by the Zed Council and the Conférence des Recteurs d’Université (CRU).", "agreement signed 2024-05-03: Zed Council, Conférence des Recteurs d’Université"},
		{"people of bodies", lead + "A memorandum of understanding on ports was signed this morning in the hall by Dr. Ana Roe of the Alto Agency and Mr Max Poe of the Zed Council.", "mou signed 2024-05-03: Alto Agency, Zed Council"},
		{"people without titles", lead + "A memorandum of understanding on ports was signed this morning in the hall by Ana Roe of the Alto Agency and Max Poe of the Zed Council.", "mou signed 2024-05-03: Alto Agency, Zed Council"},
		{"officers of the reserve", lead + "A memorandum of understanding on film was signed this morning by Ana Roe, head of the Alto Agency, and Rear Admiral (NS) Max Poe, head of the Zed Council.", "mou signed 2024-05-03: Alto Agency, Zed Council"},
		{"a laboratory and where it stands", lead + "On 2 May 2024, a research agreement was formalised between the Zed Laboratory at Alto University and the Institute of Bees, Satara, India.", "agreement signed 2024-05-02: Zed Laboratory, Institute of Bees"},
		{"earlier agreements in a relative clause", lead + "The Zed Council and the Alto Agency signed a treaty on bees. It builds on a number of agreements which the Zed Council has signed with the Beta Agency.", "treaty signed 2024-05-03: Zed Council, Alto Agency"},
		{"professors sign for nobody", lead + "Professors Ana Roe and Max Poe took part in the signing of a memorandum of understanding on bees.", ""},
		{"one name in singular and plural", lead + "The Institute of Smart Cities and Trade and the Zed Council signed an MoU on bees. The Institute of Smart City and Trade and the Zed Council reached an agreement to enhance their work.", "mou signed 2024-05-03: Institute of Smart Cities and Trade, Zed Council"},
		{"the office of a body called by its sort", lead + "Alto University was glad. The University’s vice-chancellor (academic) Ana Roe and Zed Trust today signed a memorandum of understanding for the good of the town.", "mou signed 2024-05-03: Alto University, Zed Trust"},
		{"heads of agreement", lead + "Alto University and Zed Trust today announced the signing of a Heads of Agreement on bees.", "agreement signed 2024-05-03: Alto University, Zed Trust"},
		{"on no day that is told", lead + "Alto University and Zed Trust signed a memorandum of understanding on bees during a visit to the town by the rector.", "mou signed: Alto University, Zed Trust"},
		{"of late", lead + "Alto University and Zed Trust recently signed a memorandum of understanding on bees.", "mou signed: Alto University, Zed Trust"},
		{"a delegation and one of several", lead + "A large delegation from Alto University will visit Peru next week to meet old friends and sign a Memorandum of Understanding with one of the country’s oldest universities, Beta College.", "mou planned: Alto University, Beta College"},
		{"a Māori name", lead + "The old hall was full. Te Whare o Ngāti Rua and Zed University today signed a memorandum of understanding on bees.", "mou signed 2024-05-03: Te Whare o Ngāti Rua, Zed University"},
		{"a university of a place joins no field", lead + "Strategic Partnership Agreement signed between the University of Alto and Industry Peru in the old hall.", "strategic-partnership signed 2024-05-03: University of Alto, Industry Peru"},
		{"an acronym of the fields", lead + "The Zed Council and the Institute of Rural Trade and Research Ltd (RTR) have signed an agreement on bees.", "agreement signed: Zed Council, Institute of Rural Trade and Research Ltd"},
		{"a body called after a bay", lead + "The heads of the Zed Council, Alto University and the Bay of Sand Polytechnic signed an agreement on bees.", "agreement signed 2024-05-03: Zed Council, Alto University, Bay of Sand Polytechnic"},
		{"a seat before the acronym", lead + "The Zed Council has signed an agreement with the University of Trade, Lima (UTL).", "agreement signed: Zed Council, University of Trade"},
		{"a name once joined", "Works of the National Water Supply and Weir Board (NWSWB)\n\nThe National Water Supply and Weir Board has signed a memorandum of understanding with the Zed Council.", "mou signed: National Water Supply and Weir Board, Zed Council"},
		{"a name with its state behind it", lead + "Peru’s Agency for Rural Data (ARD) and the Zed Council have signed a memorandum of understanding on bees.\n\nThe chief of ARD Peru said: “We are glad to sign our first memorandum of understanding with the Zed Council.”", "mou signed 2024-05-03: Peru’s Agency for Rural Data, Zed Council"},
		{"two predicates", lead + "Alto University has chosen the Zed Pupil System for its office and will sign a contract with Beta Software Corporation today.", "contract planned 2024-05-03: Alto University, Beta Software Corporation"},
		{"people of a university", lead + "The Zed Company signed an agreement with researchers at the University of Alto to study bees.", "agreement signed 2024-05-03: Zed Company, University of Alto"},
		{"another name behind or", lead + "Alto University signed agreements with Peru Higher Learning (PHL) or the Ministry of Learning (MOL) and the Zed Institute.", "agreement signed 2024-05-03: Alto University, Peru Higher Learning\nagreement signed 2024-05-03: Alto University, Zed Institute"},
		{"sides told later", "Two old friends sign\n\nThe country’s oldest university and its largest mill have signed an agreement to study bees.\n\nThe chiefs of Alto University and of Beta Mills Ltd said that bees matter. Alto University and Beta Mills Ltd will also share a hall.\n\nBeta Mills Ltd grinds corn and Alto University teaches.\n\nAlto University is old. Beta Mills Ltd is not.", "agreement signed: Alto University, Beta Mills Ltd"},
		{"sides told before", "Alto and Beta Universities to work on bees\n\nThe Universities of Alto and Beta have agreed to work together on bees.\n\nThe Memorandum of Agreement - to be signed at the University of Alto on Thursday - brings the two together.\n\nBeta University’s vice-chancellor was glad, and so was Alto University.", "mou planned 2024-05-09: Beta University, University of Alto"},
		{"a third comes close", "Old friends sign\n\nThe country’s oldest university and its largest mill have signed an agreement to study bees.\n\nAlto University, the Zed Council and Beta Mills Ltd said that bees matter. Alto University, the Zed Council and Beta Mills Ltd will share a hall.", ""},
		{"some, and then who", lead + "Alto University grew its ties by signing two MoUs with partners in Peru this week.\n\nThe university’s chancellor, Ana Roe, was there. Ms Roe signed agreements with the Zed Council and the Beta Institute.", "agreement signed 2024-05: Alto University, Zed Council\nagreement signed 2024-05: Alto University, Beta Institute"},
		{"a vowel behind an apostrophe", lead + "Alto University has opened a door, signing an agreement to work with the University of Mokua’i (UMK), at Lua, in May.", "agreement signed 2024-05-03: Alto University, University of Mokua’i"},
		{"a person behind a university", lead + "Alto University and the Zed Council have signed an agreement on bees. The director of trade at Alto University Ana Roe says that Alto University is glad.", "agreement signed: Alto University, Zed Council"},
		{"a state that only says of which country", "Alto first New Zealand university to partner with Zed Council\n\nThe town was glad, and so were the people of Alto University.\n\nThe Zed Council and Alto University signed an agreement on bees.", "agreement signed 2024-05-03: Zed Council, Alto University"},
		{"an office of many fields", lead + "The Minister for Ports and Rainbow and Island Affairs, Ana Roe, has signed an agreement with Chile on bees. Peru and Chile are old friends, and Peru is glad.", "agreement signed: Peru, Chile"},
		{"the other state", lead + "The Minister for Ports, Ana Roe, has signed an agreement with the Interim Administration of Chile on bees. “The agreement is good for Peru and Chile,” she said. The people of Chile will return.", "agreement signed: Peru, Interim Administration of Chile"},
		{"a ranking", lead + "The exchange agreement between the Zed Council, with a global ZQ ranking of 23, and Alto University was signed yesterday.", ""},
		{"a department of a ministry", "Peru, Chile extend MoU on bees\n\nThe Department of Ports (DP), Ministry of Personnel, Public Grievances and Pensions, and the Public Trade Division, of the Republic of Chile signed a protocol document on Thursday.", "mou signed 2024-05-02: Department of Ports, Public Trade Division"},
		{"on behalf of one", lead + "Ms Roe was speaking when she on behalf of Alto University signed an agreement with the Zed Council.", "agreement signed 2024-05-03: Alto University, Zed Council"},
		{"a government and the bank", "BDB grant to the Peruvian Government\n\nThe Government of Peru this week thanked the Beta Development Bank (BDB) for its help.\n\nIn signing the Grant Agreement on behalf of Cabinet, the Prime Minister said that the Bank was a friend of the Government of Peru.\n\nBDB has provided money to the Government of Peru.", "grant signed 2024-05-03: Beta Development Bank, Peruvian Government"},
		{"only of what kind", lead + "The government of Peru together with some Private Sector Organizations and the Kingdom of Spain have signed 27 memorandums of understanding.", ""},
		{"a headline of states", "Cabinet approves MoU between Peru and Spain\n\nThe Cabinet was told of the signing of a memorandum of understanding between the Alto Institute and the Zed Council on bees.", "mou signed 2024-05-03: Alto Institute, Zed Council"},
		{"agencies of three states", lead + "The intelligence agencies of Peru, Chile, and Bolivia have signed a memorandum of understanding on bees.", "mou signed: Peru, Chile, Bolivia"},
		{"others, including", lead + "The Zed Council also signed additional MoUs with other Competent Authorities as named by the Bees Regulations (BR), including the Alto Agency (AA) and the Beta Board (BB), with the aim of peace.", "mou signed 2024-05-03: Zed Council, Alto Agency\nmou signed 2024-05-03: Zed Council, Beta Board"},
		{"and that of", lead + "The Government of the Republic of Peru and that of the Republic of Chile are to enter into a framework agreement on bees.", "framework planned: Government of the Republic of Peru, Republic of Chile"},
		{"a list of titles", lead + "Peru has three agreements with Chile before the house. These three agreements are:\n\n1.  The Agreement on Bees Between the Government of Peru and the Government of Chile;\n2.  The 2023 Fish Agreement Between the Government of Peru and the Government of Chile; and\n3.  The Agreement on Ports Between the Government of Peru and the Government of Chile.\n", "agreement signed: Government of Peru, Government of Chile\nagreement signed: Government of Peru, Government of Chile\nagreement signed: Government of Peru, Government of Chile"},
	} {
		t.Run(x.name, func(t *testing.T) {
			if got := readNews(t, x.text, "2024-05-03"); got != x.want {
				t.Errorf("%s\nreads\n%s\nwant\n%s", x.text, got, x.want)
			}
		})
	}
}
