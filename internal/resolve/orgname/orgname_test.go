package orgname

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// parts writes a name's parts in one line, for the tables.
func parts(n Name) string {
	var b strings.Builder
	for i, t := range n.Tokens {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(t.Text)
	}
	for _, l := range n.Legal {
		fmt.Fprintf(&b, " |%s", l)
	}
	for _, c := range n.Countries {
		fmt.Fprintf(&b, " @%s", c)
	}
	if n.Acronym != "" {
		fmt.Fprintf(&b, " =%s", n.Acronym)
	}
	for _, a := range n.Aliases {
		fmt.Fprintf(&b, " (%s)", a)
	}
	return b.String()
}

func TestParse(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"Ministry of Information Technology and Telecommunication", "ministry information technology telecommunication"},
		{"Pakistan's IT ministry", "information technology ministry @PK"},
		{"وزارت انفارمیشن ٹیکنالوجی و ٹیلی کمیونیکیشن", "ministry information technology telecommunication"},
		{"工业和信息化部", "industry information technology ministry"},
		{"Ministère de la Santé", "ministry health"},
		{"Министерство финансов Российской Федерации", "ministry finance @RU"},
		{"وزارة الصحة والسكان", "ministry health population"},
		{"Bundesministerium der Finanzen", "ministry finance"},
		{"Huawei Technologies Co., Ltd.", "huawei technology |co |ltd"},
		{"华为技术有限公司", "huawei technology |ltd"},
		{"TPS Pakistan (Pvt) Limited", "tps |pvt |ltd @PK"},
		{"میزان بینک لمیٹڈ", "myzan bank |ltd"},
		{"Siemens Aktiengesellschaft", "siemens |ag"},
		{"ООО Ромашка", "romashka |llc"},
		{"Sky47", "sky 47"},
		{"21st Century Fund", "21 century fund"},
		{"Twenty-First Century Fund", "21 century fund"},
		{"第一人民医院", "1 people hospital"},
		{"National Vocational & Technical Training Commission (NAVTTC)", "national vocational technical training commission (navttc)"},
		{"MoITT", "moitt =moitt"},
		{"міністерства науки", "ministry science"},
		{"زیڈ ٹی ای", "zte =zte"},
		{"A.B.C. Company", "abc |co"},
		{"U.S. Agency for International Development", "agency international development @US"},
		{"Minstry of Commerce", "ministry commerce"},
		{"Ministry of Commerce, Government of Pakistan", "ministry commerce @PK"},
		{"中国农业银行", "agriculture bank @CN"},
		{"西安交通大学", "xian jiaotong university"},
		{"100,000 Books", "100000 books"},
		{"The Company", "the company |co"},
		{"", ""},
		{"…", ""},
	} {
		got := parts(Parse(c.name))
		if got != c.want {
			t.Errorf("%s\n  got  %s\n  want %s", c.name, got, c.want)
		}
	}
}

// TestCompare is a table an officer can check: two names, what stands by them,
// what is to come of it, and words of a reason.
func TestCompare(t *testing.T) {
	pk, cn := "PK", "CN"
	gov := func(country string, names ...string) Entity {
		return Entity{Names: names, Country: country, Kind: Government}
	}
	co := func(country string, names ...string) Entity {
		return Entity{Names: names, Country: country, Kind: Company}
	}
	for _, c := range []struct {
		a, b     Entity
		rule     string
		min, max float64
		reason   string
	}{
		// Three Urdu spellings of Guodong find one party.
		{co(cn, "Guodong Group"), co(cn, "گواڈونگ گروپ"), Transliterated, Link, 1, "another script"},
		{co(cn, "Guodong Group"), co(cn, "گوو ڈونگ گروپ"), Transliterated, Link, 1, "another script"},
		{co(cn, "Guodong Group"), co("", "گوڈونگ"), ShortName, Link, 1, "group"},
		{co(cn, "گواڈونگ گروپ"), co(cn, "گوو ڈونگ گروپ"), Transliterated, Link, 1, ""},
		{co(cn, "国栋集团"), co(cn, "گوڈونگ گروپ"), Transliterated, Link, 1, ""},
		{co(cn, "国栋集团"), co(cn, "GuoDong Group"), Translated, Link, 1, ""},
		{co(cn, "国栋集团"), co(cn, "国动集团"), SameName, Link, 1, ""},
		{co(cn, "Guodong Group"), co(cn, "Guangdong Group"), LittleShared, 0, 0.3, "only in"},

		{gov(pk, "Ministry of Information Technology and Telecommunication"), gov(pk, "Pakistan's IT ministry"), Ministry, Link, 1, "fields"},
		{gov(pk, "MoITT"), gov(pk, "Ministry of Information Technology and Telecommunication"), Acronym, Link, 1, "acronym"},
		{gov(cn, "MIIT"), gov(cn, "工业和信息化部"), Acronym, Link, 1, ""},
		{gov(pk, "Ministry of Information Technology and Telecommunication"), gov(pk, "Ministry of Information and Broadcasting"), OtherWords, 0, 0.3, ""},
		{gov(pk, "Ministry of Defence"), gov(pk, "Ministry of Defence Production"), OtherWords, 0, 0.3, ""},
		{gov("KE", "Ministry of Health"), gov("UG", "Ministry of Health"), OtherCountry, 0, 0.2, "two countries: KE, UG"},
		{gov("", "Ministry of Health, Kenya"), gov("", "Ministry of Health, Uganda"), OtherCountry, 0, 0.2, "two countries"},
		{gov("", "Ministry of Health"), gov("", "Ministry of Health"), SameName, Queue, 0.95, "says little"},
		{gov(pk, "Punjab Information Technology Board"), gov(pk, "Sindh Information Technology Board"), OtherPlace, 0, 0.1, "punjab"},

		{co(pk, "The Bank of Punjab"), co(pk, "Bank of Khyber"), OtherPlace, 0, 0.1, ""},
		{co(pk, "بینک آف پنجاب"), co(pk, "Bank of Punjab"), Translated, Link, 1, ""},
		{co(pk, "Sky47"), co(pk, "SKY47 Limited"), SameName, Link, 1, ""},
		{co(pk, "Sky47"), co(pk, "Sky49"), OtherNumber, 0, 0.1, "47"},
		{co(cn, "Huawei Technologies Co., Ltd."), co(cn, "Huawei"), ShortName, Link, 1, "technology"},
		{co(cn, "Huawei"), co(pk, "ہواوے"), OtherCountry, 0.3, Link - 0.01, "two countries"},
		{co("DE", "Siemens Energy AG"), co("DE", "Siemens AG"), ShortName, 0, Queue, "energy"},
		{co(pk, "Telenor Pakistan"), co("NO", "Telenor Group"), OtherCountry, 0, Queue, ""},
		{co("DE", "Deutsche Bank AG"), co("DE", "Deutsche Bank GmbH"), SameName, 0, Link - 0.01, "legal forms"},
		{Entity{Names: []string{"University of Medicine 1"}, Country: "MM"}, Entity{Names: []string{"University of Medicine 2"}, Country: "MM"}, OtherNumber, 0, 0.1, ""},
		{co("", "1st International Bank"), co("", "First International Bank"), SameName, Link, 1, ""},
		{Entity{Names: []string{"University of the Punjab"}, Country: pk, Kind: Academic}, Entity{Names: []string{"جامعہ پنجاب"}, Country: pk, Kind: Academic}, Translated, Link, 1, ""},
		{Entity{Names: []string{"North South University"}}, Entity{Names: []string{"South North University"}}, SameWords, 0, Queue, ""},

		// A former name finds the body; so does any of several names.
		{co(pk, "Warid Telecom"), Entity{Names: []string{"Jazz"}, Former: []string{"Warid Telecom"}, Country: pk, Kind: Company}, SameName, Link, 0.98, "former"},
		{co(pk, "PMCL"), co(pk, "Jazz", "Pakistan Mobile Communications Limited"), Acronym, Link, 1, ""},
		// Of whom a body is named after much is left out; two so named are two.
		{Entity{Names: []string{"Moscow State University named after Lomonosov"}, Country: "RU"}, Entity{Names: []string{"Moscow State University"}, Country: "RU"}, SameName, Queue, 0.95, "named after"},
		{Entity{Names: []string{"Medical University named after Ivanov"}, Country: "RU"}, Entity{Names: []string{"Medical University named after Petrov"}, Country: "RU"}, OtherWords, 0, Queue, ""},
		// What only knowledge can tell is asked, never linked.
		{Entity{Names: []string{"Ignite National Technology Fund"}, Country: pk}, Entity{Names: []string{"Ignite"}, Country: pk}, ShortName, Queue, Link - 0.01, "called for short"},
		{co(pk, "Meezan Bank"), co(pk, "Meezan Islamic Bank"), ShortName, Queue, Link - 0.01, "called for short"},
		{Entity{Names: []string{"Orion – Center for Marine Science"}, Country: "DE"}, Entity{Names: []string{"Orion"}, Country: "DE"}, ShortName, Queue, Link - 0.01, "dash"},
		{co("RU", "OAO Gazprom"), co("RU", "Gasprom JSC"), Spelling, Link, 1, ""},
		// One acronym, two bodies that write themselves out.
		{gov(pk, "NTC", "National Telecommunication Corporation"), gov(pk, "NTC", "National Tariff Commission"), SameName, 0, Queue, "written out differ"},
		{co(pk), co(pk, "Jazz"), Nameless, 0, 0, "no name"},
	} {
		v := Compare(c.a, c.b)
		if v.Score < c.min || v.Score > c.max || v.Rule != c.rule {
			t.Errorf("%q, %q: %s %.3f, want %s in [%.2f, %.2f]\n  %s", c.a.Names, c.b.Names, v.Rule, v.Score, c.rule, c.min, c.max, strings.Join(v.Reasons, "\n  "))
		}
		if !strings.Contains(strings.Join(v.Reasons, "; "), c.reason) {
			t.Errorf("%q, %q: reasons %q say nothing of %q", c.a.Names, c.b.Names, v.Reasons, c.reason)
		}
		if len(v.Reasons) == 0 {
			t.Errorf("%q, %q: no reason", c.a.Names, c.b.Names)
		}
	}
}

func TestKeysMeet(t *testing.T) {
	for _, c := range [][2]string{
		{"Guodong Group", "گوو ڈونگ گروپ"},
		{"گواڈونگ", "گوڈونگ"},
		{"国栋集团", "گوڈونگ گروپ"},
		{"MoITT", "Ministry of Information Technology and Telecommunication"},
		{"NADRA", "National Database and Registration Authority"},
		{"Ministry of Planning, Development and Special Initiatives", "Planning Ministry"},
		{"Goodwill Company", "Good Will Company"},
		{"Bank of Punjab", "بینک آف پنجاب"},
		{"Huwaei Technologies", "Huawei"},
		{"Government of Pakistan", "Islamic Republic of Pakistan"},
	} {
		a, b := Keys(Entity{Names: []string{c[0]}}), Keys(Entity{Names: []string{c[1]}})
		if !slices.ContainsFunc(a, func(k string) bool { return slices.Contains(b, k) }) {
			t.Errorf("%q and %q share no key:\n  %q\n  %q", c[0], c[1], a, b)
		}
	}
}

// entities draws bodies from fragments of many scripts and from arbitrary text.
func entities() *rapid.Generator[Entity] {
	fragment := rapid.OneOf(
		rapid.SampledFrom(strings.Split("Ministry of|Health|and|Telecom|Bank of|Punjab|University|Guodong|گوڈونگ|گروپ|بینک|وزارت|国栋|集团|中国|银行|部|第一|1st|Second|No. 5|Ltd.|GmbH|(Pvt)|NTC|(NTC)|&|Pakistan|China's|Газпром|ООО|Al-Khidmat|North|South|Goodwill|Good Will|Technologies|,|Universidad de|psiquiatria|psychiatry|IIT|آئی ٹی|Sky47", "|")),
		rapid.StringN(0, 8, 24),
	)
	name := rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(fragment, 0, 6).Draw(t, "fragments"), " ")
	})
	return rapid.Custom(func(t *rapid.T) Entity {
		return Entity{
			Names:   rapid.SliceOfN(name, 0, 3).Draw(t, "names"),
			Former:  rapid.SliceOfN(name, 0, 1).Draw(t, "former"),
			Country: rapid.SampledFrom([]string{"", "PK", "CN"}).Draw(t, "country"),
			Kind:    rapid.SampledFrom([]string{"", Government, Company, Academic, International, NGO, Other}).Draw(t, "kind"),
		}
	})
}

func TestCompareProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := entities().Draw(t, "a"), entities().Draw(t, "b")
		v, w, again := Compare(a, b), Compare(b, a), Compare(a, b)
		if v.Score != w.Score || v.Rule != w.Rule || !slices.Equal(v.Reasons, w.Reasons) {
			t.Fatalf("not symmetric:\n%+v\n%+v", v, w)
		}
		if v.Score != again.Score || v.Rule != again.Rule || !slices.Equal(v.Reasons, again.Reasons) {
			t.Fatalf("not deterministic:\n%+v\n%+v", v, again)
		}
		if v.Score < 0 || v.Score > 1 || v.Score != v.Score {
			t.Fatalf("score %v", v.Score)
		}
		if s := Prepare(a).Score(Prepare(b)); s != v.Score {
			t.Fatalf("Score says %v, Compare %v", s, v.Score)
		}
		if len(v.Reasons) == 0 {
			t.Fatal("no reason")
		}
		if Prepare(a).Apart(Prepare(b)) && v.Score >= Queue {
			t.Fatalf("said to be apart, but %v", v.Score)
		}
	})
}

// TestApartByFigures: bodies told apart by their figures alone are none that a person
// would have been asked about, and numbered schools are told apart so.
func TestApartByFigures(t *testing.T) {
	word := rapid.SampledFrom(strings.Fields("School School Primary No. 1 2 7 12 21 First 1st II (II) Second twenty one 第一 Sky47 47 7th Phase Rawal Rawalpindi Lahore named after the DHA (DHA) Ministry of 1122 Rescue-1122 ,"))
	entity := rapid.Custom(func(t *rapid.T) Entity {
		name := func(label string) string { return strings.Join(rapid.SliceOfN(word, 2, 6).Draw(t, label), " ") }
		e := Entity{Names: []string{name("name")}, Kind: rapid.SampledFrom([]string{"", Government}).Draw(t, "kind")}
		if rapid.Bool().Draw(t, "two") {
			e.Former = []string{name("former")}
		}
		return e
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b := entity.Draw(t, "a"), entity.Draw(t, "b")
		if score := Prepare(a).Score(Prepare(b)); Prepare(a).Apart(Prepare(b)) && score >= Queue {
			t.Fatalf("said to be apart, but %v", score)
		}
	})
	one, other := Entity{Names: []string{"Government Primary School No. 17, Rawalpindi"}}, Entity{Names: []string{"Govt Primary School 18 Rawalpindi"}}
	if !Prepare(one).Apart(Prepare(other)) {
		t.Error("schools 17 and 18 are not told apart")
	}
}

// TestIdentical: a body is itself, and meets itself in a block. A name that
// says little without a country, an acronym or "Ministry of Health", may be
// another's too: there the score stays under 1, but above the queue's bar.
func TestIdentical(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := entities().Draw(t, "e")
		p := Prepare(e)
		telling, named := false, false
		for _, n := range p.names {
			if len(n.Tokens) > 0 || len(n.Countries) > 0 {
				named = true
			}
			for _, w := range n.Tokens {
				telling = telling || w.Class <= Number && n.Acronym == "" && !n.former
			}
		}
		switch s := p.Score(Prepare(e)); {
		case !named:
			if s != 0 {
				t.Fatalf("nameless, %v", s)
			}
			return
		case telling && s != 1:
			t.Fatalf("%v, want 1", s)
		case s < Queue:
			t.Fatalf("%v, want above the queue's bar", s)
		}
		if len(p.Keys()) == 0 {
			t.Fatal("no key")
		}
	})
}

// FuzzParse: any bytes parse, without panic, into parts that hold together.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"Ministry of IT & Telecom", "گوو ڈونگ گروپ", "中华人民共和国工业和信息化部", "ООО «Ромашка»", "A.B.C. Co., Ltd. (ABC)", "1st 2nd 21st No.5", "\xff\xfe", "d'Ivoire's", "ﷺ", strings.Repeat("ا", 300)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n := Parse(s)
		if len(n.Tokens) > most {
			t.Fatalf("%d tokens", len(n.Tokens))
		}
		for _, w := range n.Tokens {
			if w.Text == "" || w.Class > Generic {
				t.Fatalf("token %+v", w)
			}
		}
		if len(n.initials)%4 != 0 {
			t.Fatalf("initials %q", n.initials)
		}
		e := Entity{Names: []string{s, "Guodong Group"}}
		if v := Compare(e, Entity{Names: []string{s}}); v.Score < 0 || v.Score > 1 {
			t.Fatalf("%+v", v)
		}
		Keys(e)
	})
}

var sample = []string{
	"Ministry of Information Technology and Telecommunication", "Huawei Technologies Co., Ltd.", "گوو ڈونگ گروپ", "上海临港国际数据产业研究院",
	"University of Engineering and Technology, Lahore", "The Bank of Punjab", "Fauji Fertilizer Company Limited", "Новосибирский государственный университет",
}

func BenchmarkParse(b *testing.B) {
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		Parse(sample[i%len(sample)])
	}
}

func BenchmarkScore(b *testing.B) {
	var ps []*Prepared
	for _, s := range sample {
		ps = append(ps, Prepare(Entity{Names: []string{s}}))
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		ps[i%len(ps)].Score(ps[i/3%len(ps)])
	}
}
