package pairs

import (
	"iter"
	"math/rand/v2"
	"strconv"
	"strings"

	"sanad/internal/resolve/orgname"
)

// Believable yields n names of made-up bodies with the number of the body each
// is of: companies, universities, authorities, hospitals and banks of many
// countries, in Latin, Arabic and Han script, with the variations documents
// show: legal forms, word order, short forms, capitals, slips of the pen,
// translation, transliteration and acronyms. Near neighbours that are other
// bodies are among them: same proper name in another trade, place or number.
// The same seed yields the same names.
func Believable(seed uint64, n int) iter.Seq2[orgname.Entity, int32] {
	return func(yield func(orgname.Entity, int32) bool) {
		g := &generator{r: rand.New(rand.NewPCG(seed, 47)), used: map[string]bool{}}
		// Variations of a body are spread out, as in documents: a pool is drawn from.
		type said struct {
			e  orgname.Entity
			id int32
		}
		var pool []said
		for id := int32(0); n > 0; {
			for len(pool) < 5000 && len(pool) < n {
				for _, e := range g.body() {
					pool = append(pool, said{e, id})
				}
				id++
			}
			i := g.r.IntN(len(pool))
			s := pool[i]
			pool[i] = pool[len(pool)-1]
			pool = pool[:len(pool)-1]
			n--
			if !yield(s.e, s.id) {
				return
			}
		}
	}
}

type generator struct {
	r    *rand.Rand
	used map[string]bool

	// the body before, to make near neighbours
	sibling   proper
	siblingOf string // country
}

// proper is a proper name in the scripts it is written in.
type proper struct{ latin, urdu, han string }

// syllables with their Urdu spelling; the second is another writer's.
var syllables = strings.Fields(`ba:با:با ka:کا:کا ra:را:را na:نا:نا sa:سا:سا ma:ما:ما la:لا:لا ta:تا:تا da:دا:دا
ri:ری:ری ni:نی:نی li:لی:لی mi:می:می si:سی:سی ti:ٹی:ٹی ki:کی:کی bi:بی:بی di:ڈی:ڈی zi:زی:زی shi:شی:شی
ro:رو:رو no:نو:نو lo:لو:لو mo:مو:مو so:سو:سو to:ٹو:ٹو ko:کو:کو do:ڈو:ڈو go:گو:گو po:پو:پو
ran:ران:رن man:مان:من dar:دار:در kar:کار:کر lan:لان:لن tan:تان:تن ban:بان:بن sar:سار:سر nar:نار:نر par:پار:پر
vel:ویل:ول mer:میر:مر ter:ٹیر:ٹر ner:نیر:نر del:ڈیل:ڈل lin:لین:لن rin:رین:رن tor:ٹور:ٹر mor:مور:مر kor:کور:کر
gul:گل:گل khan:خان:خان shah:شاہ:شاہ noor:نور:نور zai:زئی:زائی abad:آباد:آباد pur:پور:پر wal:وال:ول bux:بخش:بکس jan:جان:جن`)

const hanChars = "国栋华兴盛达瑞丰恒源鑫泰宏宇嘉德永安康宁金龙飞鹏天成正大光明海润雅博思远智联创世纪凯旋博雅新元晨星振邦立信万通顺和众诚信义利民富强昌隆吉祥如意长城泰山黄河江南蓝天白云"

var (
	countries = strings.Fields("PK CN IN US GB DE FR TR SA AE KE NG EG ID MY TH VN BR ZA RU UZ KZ IR LK BD NP SG JP KR AU")
	// Latin, Urdu, Han, short form.
	trades  = strings.Split(`Textile Mills:ٹیکسٹائل ملز:纺织:Textiles Mills|Cement:سیمنٹ:水泥:Cement|Steel:سٹیل:钢铁:Steel|Chemical Industries:کیمیکل انڈسٹریز:化工:Chemical Ind.|Construction:کنسٹرکشن:建设:Construction|Pharmaceutical:فارماسیوٹیکل:制药:Pharma|Energy:انرجی:能源:Energy|Software:سافٹ ویئر:软件:Software|Logistics:لاجسٹکس:物流:Logistics|Trading:ٹریڈنگ:贸易:Trading|Investment:انویسٹمنٹ:投资:Investments|Insurance:انشورنس:保险:Insurance|Fertilizer:فرٹیلائزر:化肥:Fertiliser|Motors:موٹرز:汽车:Motors|Telecommunications:ٹیلی کمیونیکیشن:电信:Telecom|Power Supply:پاور سپلائی:电力供应:Power Supply|Engineering:انجینئرنگ:工程:Engineering|Shipping:شپنگ:航运:Shipping|Foods:فوڈ:食品:Food|Electronics:الیکٹرانکس:电子:Electronics|Mining:معدنیات:矿业:Mining|Petroleum:پیٹرولیم:石油:Petroleum|Media:میڈیا:传媒:Media|Machinery:مشینری:机械:Machinery`, "|")
	legalOf = map[string][]string{
		"PK": {"(Pvt) Limited", "Pvt. Ltd.", "Private Limited", "Limited", "Ltd"}, "CN": {"Co., Ltd.", "Co Ltd", "Company Limited", "Corporation"},
		"IN": {"Private Limited", "Pvt Ltd", "Limited"}, "US": {"Inc.", "Inc", "Incorporated", "LLC"}, "GB": {"Limited", "Ltd", "Ltd."}, "DE": {"GmbH", "Gesellschaft mit beschränkter Haftung"},
		"FR": {"S.A.", "SA"}, "MY": {"Sdn. Bhd.", "Sdn Bhd"}, "RU": {"LLC", "OOO"}, "SG": {"Pte. Ltd.", "Pte Ltd"}, "TR": {"A.Ş.", "A.S."},
	}
	legalRest = []string{"Limited", "Ltd", "Company", "Co."}
	offices   = []string{"Development Authority", "Port Authority", "Investment Board", "Water Supply Agency", "Education Foundation", "Electric Supply Company"}
	ordinals  = [][2]string{{"First", "1st"}, {"Second", "2nd"}, {"Third", "3rd"}, {"Fourth", "No. 4"}}
	hanOrder  = []string{"第一", "第二", "第三", "第四"}
	cities    = strings.Fields("Beijing:北京 Shanghai:上海 Shenzhen:深圳 Hangzhou:杭州 Chengdu:成都 Wuhan:武汉 Qingdao:青岛 Nanjing:南京")
)

func pick[T any](g *generator, of []T) T { return of[g.r.IntN(len(of))] }

func (g *generator) chance(p float64) bool { return g.r.Float64() < p }

func (g *generator) proper() proper {
	var p proper
	var two [2]strings.Builder
	n := 3
	if x := g.r.Float64(); x < 0.1 {
		n = 2
	} else if x > 0.75 {
		n = 4
	}
	for range n {
		s := strings.Split(pick(g, syllables), ":")
		p.latin += s[0]
		two[0].WriteString(s[1])
		two[1].WriteString(s[2])
	}
	p.latin = strings.ToUpper(p.latin[:1]) + p.latin[1:]
	p.urdu = two[g.r.IntN(2)].String()
	return p
}

func (g *generator) properHan() proper {
	rs := []rune(hanChars)
	for {
		p := proper{han: string([]rune{pick(g, rs), pick(g, rs)})}
		if g.chance(0.4) {
			p.han += string(pick(g, rs))
		}
		// 泰国 is Thailand, 金融 finance: no proper names.
		if t := orgname.Parse(p.han).Tokens; len(t) == 1 && t[0].Class == orgname.Proper {
			return p
		}
	}
}

// body makes a body of which nothing like it was made before, and says its name
// once or several times.
func (g *generator) body() []orgname.Entity {
	for {
		p, country := g.proper(), pick(g, countries)
		if g.sibling.latin != "" && g.chance(0.25) {
			p = g.sibling
			if g.chance(0.85) {
				country = g.siblingOf
			}
		}
		var forms func() string
		var key, kind string
		switch k := g.r.Float64(); {
		case k < 0.55:
			trade := strings.Split(pick(g, trades), ":")
			key, kind = p.latin+trade[0]+country, orgname.Company
			forms = func() string { return g.company(p, trade, country) }
			g.sibling, g.siblingOf = p, country
		case k < 0.7:
			p, country = g.properHan(), "CN"
			trade, city := strings.Split(pick(g, trades), ":"), strings.Split(pick(g, cities), ":")
			key, kind = orgname.Parse(p.han).Tokens[0].Text+trade[0]+city[0], orgname.Company
			forms = func() string { return g.chinese(p, trade, city) }
		case k < 0.82:
			key, kind = p.latin+"university"+country, orgname.Academic
			forms = func() string { return g.university(p) }
		case k < 0.92:
			office := pick(g, offices)
			key, kind = p.latin+office+country, orgname.Government
			forms = func() string { return g.typo(p.latin, 0.08) + " " + office }
			g.sibling, g.siblingOf = p, country
		case k < 0.96:
			i := g.r.IntN(len(ordinals))
			key, kind = p.latin+"hospital"+strconv.Itoa(i)+country, orgname.Academic
			forms = func() string {
				o := ordinals[i][g.r.IntN(2)]
				if g.chance(0.2) && country == "CN" {
					return p.latin + " " + hanOrder[i] + "医院"
				}
				if strings.HasPrefix(o, "No") {
					return g.typo(p.latin, 0.05) + " " + o + " Hospital"
				}
				return pick(g, []string{"The " + o + " " + p.latin + " Hospital", p.latin + " " + o + " Hospital", o + " Hospital of " + p.latin})
			}
		default:
			key, kind = p.latin+"bank"+country, orgname.Company
			forms = func() string {
				return pick(g, []string{"Bank of " + p.latin, "The Bank of " + g.typo(p.latin, 0.1), p.latin + " Bank", p.latin + " Bank Limited", "بینک آف " + p.urdu})
			}
		}
		if g.used[key] {
			continue
		}
		g.used[key] = true
		var said []orgname.Entity
		for more := true; more; more = g.chance(0.6) {
			e := orgname.Entity{Names: []string{forms()}}
			if g.chance(0.1) {
				e.Names[0] = strings.ToUpper(e.Names[0])
			}
			if g.chance(0.8) {
				e.Country = country
			}
			if g.chance(0.7) {
				e.Kind = kind
			}
			said = append(said, e)
		}
		return said
	}
}

func (g *generator) company(p proper, trade []string, country string) string {
	if (country == "PK" || country == "IN") && g.chance(0.2) {
		return p.urdu + " " + trade[1] + pick(g, []string{"", " لمیٹڈ", " پرائیویٹ لمیٹڈ"})
	}
	name := g.typo(p.latin, 0.12) + " " + trade[g.r.IntN(2)*3]
	if g.chance(0.05) {
		name = g.typo(p.latin, 0.12) + "-" + trade[0]
	}
	legal := legalOf[country]
	if legal == nil {
		legal = legalRest
	}
	if g.chance(0.75) {
		name += " " + pick(g, legal)
	}
	return name
}

func (g *generator) chinese(p proper, trade, city []string) string {
	if g.chance(0.4) {
		return city[1] + p.han + trade[2] + pick(g, []string{"有限公司", "有限责任公司", ""})
	}
	latin := orgname.Parse(p.han).Tokens[0].Text
	latin = strings.ToUpper(latin[:1]) + latin[1:]
	return city[0] + " " + g.typo(latin, 0.05) + " " + trade[0] + pick(g, []string{" Co., Ltd.", " Co Ltd", "", " Company Limited"})
}

func (g *generator) university(p proper) string {
	return pick(g, []string{
		"University of " + p.latin, "The University of " + g.typo(p.latin, 0.1), p.latin + " University", "Univ. of " + p.latin,
		p.latin + " Üniversitesi", "Universidad de " + p.latin, "جامعہ " + p.urdu, p.urdu + " یونیورسٹی", g.typo(p.latin, 0.1) + " University",
	})
}

// typo makes one slip of the pen now and then, never in a name's first letter.
func (g *generator) typo(name string, p float64) string {
	if !g.chance(p) || len(name) < 5 {
		return name
	}
	i := 1 + g.r.IntN(len(name)-2)
	switch g.r.IntN(5) {
	case 0:
		return name[:i] + name[i+1:]
	case 1:
		return name[:i] + name[i:i+1] + name[i:]
	case 2:
		return name[:i] + name[i+1:i+2] + name[i:i+1] + name[i+2:]
	case 3:
		return name[:i] + string("aeiou"[g.r.IntN(5)]) + name[i+1:]
	}
	return name[:i] + string(rune('a'+g.r.IntN(26))) + name[i:]
}
