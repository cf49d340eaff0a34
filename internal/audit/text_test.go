package audit

import (
	"strings"
	"testing"
	"unicode/utf8"

	"sanad/corpus"
)

// Each line of a table is a sentence as it might be printed and what doing it
// again says; "" means that nothing may be said.
type sentence struct{ text, want string }

func audited(t *testing.T, text string) string {
	t.Helper()
	var out []string
	for _, f := range Text(text) {
		for _, s := range f.Spans {
			if text[s.Start:s.End] != s.Text {
				t.Errorf("%q: span %d–%d is %q, not %q", text, s.Start, s.End, text[s.Start:s.End], s.Text)
			}
		}
		out = append(out, f.Rule+" "+string(f.Verdict)+": "+f.Words)
	}
	return strings.Join(out, " | ")
}

func check(t *testing.T, table []sentence) {
	t.Helper()
	for _, c := range table {
		if got := audited(t, c.text); got != c.want {
			t.Errorf("%s\n got  %s\n want %s", c.text, got, c.want)
		}
	}
}

const doubt = "; rounding, hedges or what was counted may explain it"

func TestSums(t *testing.T) {
	youth := "sum fails: 200,000 + 300,000 + 200,000 = 700,000, said to be 500,000"
	check(t, []sentence{
		{"A total of 500,000 young people will be trained: 200,000 by Google, 300,000 by Huawei and 200,000 by Microsoft.", youth},
		{"Google will train 200,000 youth, Huawei 300,000 and Microsoft 200,000, a total of 500,000.", youth},
		{"Google trains 200k, Huawei 300k and Microsoft 200k, making 500k in all.", youth},
		{"Google trains 0.2 million, Huawei 3 lakh and Microsoft 200 thousand, totalling 0.5 million.", youth},
		{"500,000 youth (200,000 by Google, 300,000 by Huawei and 200,000 by Microsoft) are to be trained.", youth},
		{"200k + 300k + 200k = 500k", youth},
		{"Google trains 200,000, Huawei 300,000 and Microsoft 200,000, 700,000 in all.", "sum agrees: 200,000 + 300,000 + 200,000 = 700,000, as said (700,000)"},
		{"The list has 1 G2G, 7 G2B and 16 B2B agreements, a total of 24.", "sum agrees: 1 + 7 + 16 = 24, as said (24)"},
		{"24 = 1 G2G + 7 G2B + 16 B2B", "sum agrees: 1 + 7 + 16 = 24, as said (24)"},
		{"They signed 24 MoUs, comprising one government-to-government MoU, seven government-to-business MoUs and 16 business-to-business MoUs.", "sum agrees: 1 + 7 + 16 = 24, as said (24)"},
		{"They signed 25 MoUs, comprising one government-to-government MoU, seven government-to-business MoUs and 16 business-to-business MoUs.", "sum fails: 1 + 7 + 16 = 24, said to be 25"},
		{"Pakistan and China signed 24 memoranda. By type the total is made up of one G2G MoU, seven G2B MoUs and 16 B2B MoUs.", "sum agrees: 1 + 7 + 16 = 24, as said (24)"},
		{"The province gets Rs 5 crore, the district Rs. 30 lakh and the school Rs 20 lakh, a total of Rs 5.5 crore.", "sum agrees: Rs 50,000,000 + Rs 3,000,000 + Rs 2,000,000 = Rs 55,000,000, as said (Rs 55,000,000)"},
		{"The lines carry 1.5 GW, 700 MW and 300 MW, a total of 4 GW.", "sum fails: 1,500 MW + 700 MW + 300 MW = 2,500 MW, said to be 4,000 MW"},
		// rounding and hedges
		{"Sales of $1.2bn, $2.4bn and $0.8bn, a total of $4bn, were reported.", "sum agrees: USD 1,200,000,000 + USD 2,400,000,000 + USD 800,000,000 = USD 4,400,000,000, as said (USD 4,000,000,000)"},
		{"North trained 250,500 and South 249,700, a total of 500,000.", "sum cannot-tell: 250,500 + 249,700 = 500,200, said to be 500,000" + doubt},
		{"North trained 250 women and South over 240 women, a total of 500 women.", "sum cannot-tell: 250 + over 240 = 490, said to be 500" + doubt},
		{"North trained 200 and South 240, a total of nearly 450.", "sum agrees: 200 + 240 = 440, as said (nearly 450)"},
		// not all parts are said to be listed
		{"Of the 9 MoUs: 4 are with Huawei and 3 with ZTE.", "sum cannot-tell: 4 + 3 = 7, said to be 9" + doubt},
		{"24 MoUs, including 1 G2G and 7 G2B ones, were signed.", ""},
		{"There were 100 trainees, of whom 60 were women and 55 from villages.", "sum cannot-tell: 60 + 55 = 115, said to be 100" + doubt},
		// a figure before the list is not its part
		{"In 3 cities, Google trains 200,000 youth and Huawei 300,000, a total of 500,000.", "sum agrees: 200,000 + 300,000 = 500,000, as said (500,000)"},
		// two rungs
		{
			"Deals worth $8.5 billion were signed, comprising $7 billion of MoUs and $1.54 billion of joint ventures.",
			"sum agrees: USD 7,000,000,000 + USD 1,540,000,000 = USD 8,540,000,000, as said (USD 8,500,000,000) | " +
				"rungs fails: USD 7,000,000,000 of memoranda or intent is at most pledged and USD 1,540,000,000 of contracts or joint ventures is another rung: the total USD 8,500,000,000 adds the two",
		},
	})
}

func TestPercentages(t *testing.T) {
	check(t, []sentence{
		{"SMW6 raises capacity by adding 4 Tbps to 13.2, nearly 40%.", "added-share fails: 4 Tbps added to 13.2 is 30.3 %, said to be nearly 40 %"},
		{"The cable is adding 4 Tbps to the existing 13.2 Tbps, an increase of nearly 40 per cent.", "added-share fails: 4 Tbps added to 13.2 Tbps is 30.3 %, said to be nearly 40 %"},
		{"SMW6 will boost capacity by nearly 40% by adding 4 Tbps to the current 13.2 Tbps.", "added-share fails: 4 Tbps added to 13.2 Tbps is 30.3 %, said to be nearly 40 %"},
		{"+4 Tbps on 13.2 Tbps, nearly 40 %", "added-share fails: 4 Tbps added to 13.2 Tbps is 30.3 %, said to be nearly 40 %"},
		{"The cable is adding 4 Tbps to 13.2 Tbps, an increase of about 30%.", "added-share agrees: 4 Tbps added to 13.2 Tbps is 30.3 %, as said (about 30 %)"},
		{"Enrolment grew from 200,000 to 300,000, an increase of 50%.", "growth agrees: from 200,000 to 300,000 is 50 % more, as said (50 %)"},
		{"Enrolment grew from 200,000 to 300,000, an increase of 33%.", "growth fails: from 200,000 to 300,000 is 50 % more, said to be 33 %"},
		{"Exports rose by 25 percent from $2.0bn to $2.5bn.", "growth agrees: from USD 2,000,000,000 to USD 2,500,000,000 is 25 % more, as said (25 %)"},
		{"The dropouts fell 40% to 300 from 500.", "growth agrees: from 500 to 300 is 40 % less, as said (40 %)"},
		{"844 of 9,326 projects (9.0%) were implemented.", "share agrees: 844 of 9,326 is 9 %, as said (9 %)"},
		{"844 out of 9,326 projects, or 12%, were implemented.", "share fails: 844 of 9,326 is 9 %, said to be 12 %"},
		{"The state reports 371/1,045 = 35.5 % under way.", "share agrees: 371 of 1,045 is 35.5 %, as said (35.5 %)"},
		{"Dropped: 24.8% (25,975 of 104,872).", "share agrees: 25,975 of 104,872 is 24.8 %, as said (24.8 %)"},
		{"Dropped: 35% (25,975 of 104,872).", "share fails: 25,975 of 104,872 is 24.8 %, said to be 35 %"},
		{"It covers 40% of 500 sites, or 200.", "share-of agrees: 40 % of 500 is 200, as said (200)"},
		{"It covers 40% of 500 sites, or 250.", "share-of fails: 40 % of 500 is 200, said to be 250"},
		// the figures' own rounding could explain it
		{"The line went from 3 GW to 4 GW, a rise of 40%.", "growth cannot-tell: from 3,000 MW to 4,000 MW is 33.3 % more, said to be 40 %" + doubt},
	})
}

// TestNearlyForty: nearly 40 % is 36 to 40, about 40 % is 36 to 44, over 40 %
// is anything from 40, and a bare 40 % is 39.5 to below 41.
func TestNearlyForty(t *testing.T) {
	for _, c := range []struct {
		hedge string
		part  string
		want  Verdict
	}{
		{"nearly ", "35.9", Fails},
		{"nearly ", "36", Agrees},
		{"nearly ", "40", Agrees},
		{"nearly ", "41", Fails},
		{"about ", "35", Fails},
		{"about ", "44", Agrees},
		{"over ", "39", Fails},
		{"over ", "55", Agrees},
		{"at least ", "40", Agrees},
		{"up to ", "39", Agrees},
		{"up to ", "43", Fails},
		{"", "39.5", Agrees},
		{"", "39.4", Fails},
		{"", "40.9", Agrees},
		{"", "41", Fails},
	} {
		// of 1,000 things, so that no rounding of the figures comes in
		part := strings.Replace(c.part, ".", "", 1)
		if !strings.Contains(c.part, ".") {
			part += "0"
		}
		text := part + " of 1,000 schools (" + c.hedge + "40%) are connected."
		found := Text(text)
		if len(found) != 1 || found[0].Verdict != c.want {
			t.Errorf("%s: %v, want %s", text, found, c.want)
		}
	}
}

// TestLeftAlone: sentences with several numbers that state no sum.
func TestLeftAlone(t *testing.T) {
	var table []sentence
	for _, line := range strings.Split(strings.TrimSpace(quiet), "\n") {
		table = append(table, sentence{line, ""})
	}
	check(t, table)
}

const quiet = `
Call +92 51 920 1234 or 051-111-222-333, fax 9207890, before 30 June 2025.
The conference met on 4 September 2025, 5 September 2025 and 6 September 2025.
Between 2019 and 2024, and again in 2025, a total of 21 MoUs were signed.
Signed on 2025-09-04, 2025-09-05 and 2025-09-06, 21 in all.
The fair drew 600 Chinese firms, 400 visitors and 3,000 meetings.
There were 900 enterprises, 2,500 people and 3,000 meetings.
The project needs 60 to 70 engineers and 100–120 workers, a total of 500 staff.
Articles 3, 4 and 5 total 12 pages.
The cable has 16 fibre pairs, 24 repeaters and 3 landing stations, and it costs a total of $500 million.
Huawei trained 20,315 of 300,000 youth, and 40% of them were women.
15 of 20 universities said 40% of staff were certified.
The tariff rose from 20% to 30%, an increase of 10%.
Revenue grew from 100 to 150 in ten years, an average of 4% a year.
GDP grew 4% while exports rose from 20 to 30.
He added 4 colleagues to 13 committees, and 40% of the posts are vacant.
Of the budget of $100 million, $30 million went to schools and $20 million to roads, and the rest is unspent.
The three centres train 200 men and 300 women each, a total of 1,500.
Google trained 200,000 and Huawei 300,000, bringing the total to 900,000.
Phase 1, Phase 2 and Phase 3 cost a total of $10 million.
Rs 5 crore, $3 million and 2 million euros were promised, a total of three sums.
The first prize is 500, the second 300 and the third 200, and 24 teams took part.
In 12 districts: 200,000 by Google, 300,000 by Huawei and 200,000 by Microsoft.
The ratio is 3:4, the score 2-1, the version 1.2.3 and the total 24.
It will train 1,500 youth by 2027, 2,000 by 2028 and 3,000 by 2030.
Room 12, Floor 3 and Block 7: a total of 40 seats.
From 3 to 5 September, 40% of the stands were empty.
A total of 9 MoUs and 12 letters were exchanged with 4 ministries and 3 companies.
The 5G, 4G and G20 programmes have 24 members in total.
Prices from Rs 500 to Rs 900 are up 12% of the median.
It has 16 members, 4 observers and 12 partners; the total of 40 votes is needed.
The 21-nation bloc, the 15-day fair and the 3-year plan total 24 items.
Out of a total of 900, 5 and 6 were absent.
Exports rose to 500, imports to 300 and remittances to 200, a total of 12 reports said.
One of 24 MoUs and two of 9 letters are in force, a total of 5 sectors.
Huawei, 7 universities and 3 companies signed a total of 9 MoUs.
The 24 MoUs: 12 sectors, 3 provinces and 5 ministries.
The 3 partners: 200 schools, 300 colleges and 4 universities.
It added 300 MW to 500 MW of solar, with 40% of it on roofs.
From 500 to 700 students, 40% women, enrolled.
The loan of $100 million, at 3% over 20 years, rose from $80 million.
Some 500 of 900 firms came, and exports grew 40%.
It spent 20% of 500 million, or so the minister said, on 300 roads.
The accused, 24, and his brothers, 19 and 17, a total of three, were fined.
Turnout was 45% in 2018, 50% in 2022 and 60% in 2024, a total of 3 polls.
Tel: 0300-1234567, 0321-7654321 and 042 111 222 333 in all offices.
The team won 3 of 5 games (60 points).
Pakistan beat China 3-2, 4-1 and 2-0 for a total of nine goals.
Section 3 of Act 24 of 2002 and rules 5, 6 and 7, 12 in total, apply.
It sold 1,200, 1,300 and 1,100 units in May, June and July, making 12 records.
There are 15 sites in Lahore and 12 in Karachi, with a total of 400 rooms.
Growth was 5% to 6%, inflation 12% and the deficit 4%, a total of 9 indicators.
A total of 900 seats: 500 for women, 300 for men and 200 for the rest.
Revenue grew from 100 to 150, an average increase of 4% a year.
About 200 and 300 people came on the two days against a total of 900 invited.
`

// TestCorpusLeftAlone: none of the sample announcements states a false sum.
func TestCorpusLeftAlone(t *testing.T) {
	var agree int
	for _, s := range samples(t) {
		for _, f := range Text(s) {
			if f.Verdict != Agrees {
				t.Errorf("%s", f.Words)
			}
			agree++
		}
	}
	if agree == 0 {
		t.Error("the 24 of December were not re-added")
	}
}

func TestSentencesEnd(t *testing.T) {
	check(t, []sentence{
		{"A total of 500 came: 200. Huawei 300 and ZTE 400.", ""},
		{"A total of 500 came\nHuawei 300 and ZTE 400.", ""},
		{"Google trains 200,000 youth,\nhuawei 300,000 and\nMicrosoft 200,000,\na total of\n500,000.", ""},
	})
}

func FuzzText(f *testing.F) {
	for _, line := range strings.Split(quiet, "\n") {
		f.Add(line)
	}
	for _, s := range []string{"200k + 300k + 200k = 500k", "adding 4 Tbps to 13.2, nearly 40%", "844 of 9,326 (9.0%)", "371/1,045 = 35.5 %", "from 0 to 5, up 3%", "0 of 0 (0%)", "Rs. 5 crore and US$3m, total of €1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, x := range Text(text) {
			if len(x.Spans) < 2 || x.Words == "" || x.Said == "" || x.Computed == "" {
				t.Fatalf("%q: finding %+v says nothing", text, x)
			}
			if utf8.ValidString(text) && !utf8.ValidString(x.Words) {
				t.Fatalf("%q: words %q", text, x.Words)
			}
			for _, s := range x.Spans {
				if s.Start < 0 || s.End > len(text) || s.Start >= s.End || text[s.Start:s.End] != s.Text {
					t.Fatalf("%q: span %+v", text, s)
				}
			}
			if !known(x.Rule) {
				t.Fatalf("rule %q is not published", x.Rule)
			}
		}
	})
}

func known(rule string) bool {
	for _, r := range Rules {
		if r.ID == rule {
			return true
		}
	}
	return false
}

func samples(t *testing.T) []string {
	t.Helper()
	var out []string
	for d, err := range corpus.Documents() {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, string(d.Text))
	}
	return out
}
