package press

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"sanad/internal/reader"
	"sanad/internal/reader/calibrationtest"
)

// TestAnnouncements reads the announcements in testdata, made up in the styles
// of press offices in many countries, and wants from each what its annotation
// says: every agreement that is news with all its sides and no other, its kind,
// stage and day of signing, and how many agreements it counts.
func TestAnnouncements(t *testing.T) {
	samples, err := calibrationtest.Folder("testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range samples {
		t.Run(strings.TrimSuffix(s.Name, ".txt"), func(t *testing.T) {
			r, err := New().Read(reader.Document{Text: s.Text})
			if err != nil {
				t.Fatal(err)
			}
			check(t, s.Text, r)
			taken := map[int]bool{}
			for _, a := range r.Agreements {
				i := s.Gold.Match(a, taken)
				if i < 0 {
					if !a.Background {
						t.Errorf("made up: %s %s %s", a.Kind, a.Stage, a.Title)
					}
					continue
				}
				taken[i] = true
				x := s.Gold.Agreements[i]
				if !x.News {
					continue
				}
				if a.Kind != x.Kind || a.Stage != x.Stage {
					t.Errorf("%s: %s, %s; want %s, %s", a.Title, a.Kind, a.Stage, x.Kind, x.Stage)
				}
				if x.Signed != nil && a.Signed != nil && a.Signed.Value != *x.Signed {
					t.Errorf("%s: signed %s, want %s", a.Title, a.Signed.Value, *x.Signed)
				}
			}
			for i, x := range s.Gold.Agreements {
				if x.News && !taken[i] {
					t.Errorf("missed: %s %s %v", x.Kind, x.Stage, x.Parties)
				}
			}
			for _, c := range s.Gold.Counts {
				found := false
				for _, x := range r.Counts {
					found = found || x.Value == c.Value
				}
				if !found {
					t.Errorf("does not count %d", c.Value)
				}
			}
		})
	}
}

// TestRules is one sentence a rule.
func TestRules(t *testing.T) {
	for _, x := range []struct{ rule, stage, text string }{
		{"between", "signed", "A treaty was signed between Peru and Chile on 4 May 2025."},
		{"signs-with", "signed", "Delta Foods signed an MoU with Orbis Rail to move grain."},
		{"signs-with", "planned", "Delta Foods will sign an MoU with Orbis Rail next week."},
		{"signs-with", "ended", "Delta Foods has terminated its contract with Orbis Rail."},
		{"both-sign", "signed", "Delta Foods and Orbis Rail inked a letter of intent."},
		{"signs-with-bare", "signed", "Delta Foods signed with Orbis Rail to move grain."},
		{"partners-with", "signed", "Delta Foods has partnered with Orbis Rail to move grain."},
		{"owner-with", "ended", "Delta Foods said that its agreement with Orbis Rail was terminated."},
		{"talks", "negotiating", "Talks between Delta Foods and Orbis Rail on a framework agreement go on."},
		{"award", "signed", "Delta Foods has been awarded a contract by Orbis Rail to feed crews."},
		{"cabinet-proposal", "approved", "The proposal to sign an MoU with Orbis Rail by the Ministry of Transport was approved by the Cabinet."},
		{"purpose-between", "planned", "The Minister of Health of Peru and the Minister of Health of Chile will sign an MoU to ease travel between the Andes Clinic Agency and the Pacific Health Agency."},
		{"alone-with", "signed", "Under an agreement with Orbis Rail, crews will be fed."},
		{"on-behalf", "signed", "The treaty was signed by Jane Roe on behalf of Peru and by Max Poe on behalf of Chile."},
		{"on-behalf", "signed", "Jane Roe signed the accord on behalf of Peru while Max Poe signed for Chile."},
		{"award", "signed", "Orbis Bank has granted a loan of €20 million to Delta Foods."},
		{"award", "signed", "Delta Foods has received a grant of $2 million from the Orbis Foundation."},
		{"award", "approved", "The Orbis Development Bank has approved a $40 million loan for Peru."},
		{"signs-with", "signed", "The Orbis Bank today signed a new EUR 30 million loan with Delta Foods."},
		{"signs-with", "signed", "Delta Foods has cut a deal with Orbis Rail to move grain."},
		{"signs-with", "signed", "Delta Foods Ltd., of Basel, Switzerland, signed a supply agreement with Orbis Rail."},
		{"signs-with-unnamed", "signed", "Delta University has signed an agreement with Dutch companies to train pilots."},
		{"between", "signed", "Delta Foods praised Orbis Rail for the MoU signed between them."},
		{"both-sign", "signed", "Ministries of Health of Peru and Chile signed an agreement on vaccines."},
		{"both-sign", "signed", "The Provinces of Manitoba and Ontario have signed a letter of intent on barley."},
		{"both-sign", "signed", "Jane Roe, head of the Andes Clinic Agency, and Max Poe, Chief Executive of the Pacific Health Agency, signed an MoU on malaria."},
		{"on-behalf", "signed", "Jane Roe signed the letter of intent on behalf of the Alto Institute. Max Poe signed on behalf of Orbis Rail."},
		{"signs-with", "signed", "The Orbis Bank has signed off on a loan of EUR 30 million to Delta Foods."},
		{"purpose-with", "signed", "Delta Foods signed an agreement to build a grain port with Orbis Rail."},
		{"both-sign", "signed", "Delta Foods and Orbis Rail have signed a Ksh80 billion pact to move grain."},
		{"between", "signed", "An MoU was signed b/w Delta Foods and Orbis Rail on grain."},
		{"between", "in-force", "The validity of the MoU signed between Delta Foods and Orbis Rail in 2016 has been extended for five years."},
		{"both-sign", "signed", "Peru and Chile signed a fisheries treaty that will enter into force next year."},
		{"compound", "signed", "# New Peru-Chile Fisheries Agreement\n\nThe text is short."},
	} {
		r, _ := New().Read(reader.Document{Text: x.text})
		if len(r.Agreements) != 1 || r.Agreements[0].Rule != x.rule || r.Agreements[0].Stage != x.stage {
			t.Errorf("%s: %s", x.rule, x.text)
			for _, a := range r.Agreements {
				t.Logf("  %s %s %s", a.Rule, a.Stage, a.Title)
			}
		}
	}
}

// TestNothingSaid: texts that speak of agreements and announce none.
func TestNothingSaid(t *testing.T) {
	for _, text := range []string{
		"The Ministry of Ports has not signed any agreement with Orbis Rail.",
		"No agreement has been signed with Orbis Rail.",
		"Delta Foods denied that it has signed an MoU with Orbis Rail.",
		"There was a rumour that Delta Foods signed an MoU with Orbis Rail.",
		"The minister dismissed reports that Peru signed a treaty with Chile.",
		"Delta Foods debunked claims that it signed a contract with Orbis Rail.",
		"Delta Foods has denied signing an MoU with Orbis Rail.",
		"Agreements are signed by people who trust each other.",
		"The two banks have a long history of cooperation between Kenya and Uganda.",
		"",
	} {
		r, _ := New().Read(reader.Document{Text: text})
		for _, a := range r.Agreements {
			if !a.Background {
				t.Errorf("%q: %s %s", text, a.Rule, a.Title)
			}
		}
	}
}

// TestHowMany: sentences that tell of several agreements at once.
func TestHowMany(t *testing.T) {
	for _, x := range []struct {
		n    int
		text string
	}{
		{3, "The MoUs were signed between Delta University and Orbis College, Peru; Alto University and Basso College; and Corda University and Danza College, Lima, Peru."},
		{2, "Peru and Chile signed an MoU on copper, with another MOU on fish nearing completion."},
		{3, "Delta Group signed three of the agreements, the first of which was with Orbis Rail. The second, on storage, was signed with Alto Shipping, and the third with Basso Steel."},
		{3, "Delta University signed MoUs with three universities.\n\nThe institutions include Alto University, Basso University and Corda University."},
		{1, "Delta Labs announced a research agreement with three universities. The three universities are Alto University, Basso University and Corda University."},
		{2, "Peru and Chile signed two instruments, namely an Agreement on Customs and an MoU on Training."},
		{2, "Peru and Chile signed two documents, including a treaty on their border and a protocol on its markers."},
		{3, "Peru and Chile signed three MoUs on Monday.\nThe MoUs are as follows:\n1) Cooperation in mining between Andes Copper Agency and Pacific Mines Authority\n2) Cooperation on disasters\n3) Cooperation in shipping"},
		{1, "Peru and Chile signed a treaty, including a chapter on fish."},
		{2, "Peru and Chile signed two agreements on Monday.\n\n1. Agreement on the Trade in Copper\n2. Memorandum of Understanding on Museums\n"},
		{0, "As many as 53 universities from across Peru signed memoranda with Delta University."},
		{1, "Peru signs MoU with Alto Rail\n\nThe MoU, signed as part of a state visit to Chile, was inked by the Andes Rail Authority and Alto Rail."},
	} {
		r, _ := New().Read(reader.Document{Text: x.text})
		n := 0
		for _, a := range r.Agreements {
			if !a.Background {
				n++
			}
		}
		if n != x.n {
			t.Errorf("%d for %d: %s", n, x.n, x.text)
			for _, a := range r.Agreements {
				t.Logf("  %s %s %s", a.Rule, a.Stage, a.Title)
			}
		}
	}
}

// TestRoundUp: the occasion that the lead names holds for every agreement and
// count, its days are an interval, and a ministry that does not say whose it is
// is of the state opposite the one that does.
func TestRoundUp(t *testing.T) {
	text := `Firms leave Lima with new papers

Officials from Peru and Chile met at the second Peru-Chile Copper Forum, held in Lima from 3 to 5 May 2025, and left with three agreements.

The Ministry of Mines signed an MoU with Chile’s Ministry of Energy on safety. Lamo and Orbis Rail signed an agreement on freight.
`
	r, _ := New().Read(reader.Document{Text: text})
	if len(r.Agreements) != 2 {
		t.Fatalf("%d agreements", len(r.Agreements))
	}
	for _, a := range r.Agreements {
		if a.Event == nil || a.Event.Name != "second Peru-Chile Copper Forum" || a.Event.Date != "2025-05-03/2025-05-05" {
			t.Errorf("%s: %+v", a.Title, a.Event)
		}
	}
	if p := r.Agreements[0].Parties[0]; p.Country != "PE" || p.Type != "government" {
		t.Errorf("the Ministry of Mines is %s, %s", p.Country, p.Type)
	}
	if p := r.Agreements[1].Parties[0]; p.Country != "" || p.Type != "other" {
		t.Errorf("Lamo is %s, %s; nothing is told of it", p.Country, p.Type)
	}
	if len(r.Counts) != 1 || r.Counts[0].Event == nil || r.Counts[0].Event.ID != r.Agreements[0].Event.ID {
		t.Errorf("counts %+v", r.Counts)
	}
}

// TestOnlyCounted: a report that counts and lists nothing tells of an occasion, be
// it the body under which the agreements fall; a headline's short name for an
// occasion is no second one.
func TestOnlyCounted(t *testing.T) {
	for _, c := range []struct{ text, event, countries string }{
		{"Kenya and India have signed 24 memoranda of understanding. They fall under the Joint Commission on Trade and Energy.", "Joint Commission on Trade and Energy", "[IN KE]"},
		{"Peru and Chile signed 12 agreements under the Joint Working Group on Copper.", "Joint Working Group on Copper", "[CL PE]"},
		{"Kenya and India signed nine agreements at the second Kenya-India Investment Forum.", "second Kenya-India Investment Forum", "[IN KE]"},
		{"Kenya and India signed nine agreements under the rules of both countries.", "", "[IN KE]"},
		{"Kenya and India signed nine agreements. The Joint Commission on Trade met under the new chair.", "", "[IN KE]"},
		{"Nine agreements were signed at the second Kenya-India Investment Forum.", "second Kenya-India Investment Forum", "[]"},
	} {
		r, err := New().Read(reader.Document{Text: c.text, Language: "en"})
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Counts) != 1 || fmt.Sprint(r.Counts[0].Countries) != c.countries {
			t.Errorf("%s: counts %+v, want one between %s", c.text, r.Counts, c.countries)
			continue
		}
		switch e := r.Counts[0].Event; {
		case e == nil && c.event != "", e != nil && e.Name != c.event:
			t.Errorf("%s: on %+v, want %q", c.text, e, c.event)
		case e != nil && c.text[e.Quote.Start:e.Quote.End] != e.Name:
			t.Errorf("%s: %q is not quoted", c.text, e.Name)
		}
	}
}

// TestOtherLanguages are said to be unread, never silently empty.
func TestOtherLanguages(t *testing.T) {
	for _, text := range []string{
		"پاکستان اور چین نے مفاہمت کی یادداشت پر دستخط کیے۔",
		"中国和巴基斯坦签署了谅解备忘录。",
		strings.Repeat("El ministerio firmó un acuerdo con la empresa para mejorar el puerto y formar jóvenes. ", 12),
	} {
		r, _ := New().Read(reader.Document{Text: text})
		if len(r.Unread) == 0 {
			t.Errorf("%.40q: nothing unread", text)
		}
	}
}

// TestLong: reading takes memory in proportion to the text, also on one endless
// line. That time does so too is measured by sanad-bench.
func TestLong(t *testing.T) {
	for _, unit := range []string{prose, "Peru and Chile signed two MoUs. The MoU on fish was signed by both countries. Another agreement on bees. ", "MoU on fish; ", "Agreements signed by Peru and Chile\n\n", "Delta Ltd signed an MoU with ", "(((( A of B and C, ", "Ministry of A and ", "\"", "“"} {
		short, long := allocated(t, strings.Repeat(unit, 100_000/len(unit))), allocated(t, strings.Repeat(unit, 500_000/len(unit)))
		if long > 15*short+1<<20 { // with the square of the length it would be 25
			t.Errorf("%.20q: five times the text took %d bytes after %d", unit, long, short)
		}
	}
}

// allocated is how many bytes of memory reading a text takes in all.
func allocated(t *testing.T, text string) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if _, err := New().Read(reader.Document{Text: text}); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}
