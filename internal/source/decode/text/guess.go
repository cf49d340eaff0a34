package text

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"sanad/internal/fault"
)

// candidate is an encoding that may be guessed, and how well a text decoded by
// it makes sense, 0 to 1.
type candidate struct {
	name  string
	enc   encoding.Encoding
	sense func(string) float64
}

// candidates are in order of how common they are on the web; of two that give
// the same text the earlier names it.
var candidates = []candidate{
	{"windows-1252", charmap.Windows1252, latin(western)},
	{"gb18030", simplifiedchinese.GB18030, frequent(unicode.Han, 0.10,
		"的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处理南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严签署备忘录协议谅解")},
	{"big5", traditionalchinese.Big5, frequent(unicode.Han, 0.10,
		"的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同工也能下過子說產種面而方後多定行學法所民得經十三之進著等部度家電力裡如水化高自二理起小物現實加量都兩體制機當使點從業本去把性好應開它合還因由其些然前外天政四日那社義事平形相全表間樣與關各重新線內數正心反你明看原又麼利比或但質氣第向道命此變條只沒結解問意建月公無系軍很情者最立代想已通並提直題黨程展五果料象員革位入常文總次品式活設及管特件長求老頭基資邊流路級少圖山統接知較將組見計別手期根論運農指幾九區強放決西被幹做必戰先回則任取據處南給色光門即保治北造百規熱領七海口東導器壓志世金增爭濟階油思術極交受聯什認六共權收證改清己美再簽署備忘錄協議諒約委市府")},
	{"shift_jis", japanese.ShiftJIS, kana},
	{"euc-jp", japanese.EUCJP, kana},
	{"euc-kr", korean.EUCKR, frequent(unicode.Hangul, 0.15, "이다는을의에가한고를은로하지사기도서인자리시스부대정과나수일해그어아전제원있것라국으면성보장동주여상조연구들업개만위공안비경관계협력양해각서체결및")},
	{"windows-1256", charmap.Windows1256, script(unicode.Arabic, "ايلمنوهرتبعدةکی", 0.65)},
	{"iso-8859-6", charmap.ISO8859_6, script(unicode.Arabic, "ايلمنوهرتبعدة", 0.65)},
	{"windows-1251", charmap.Windows1251, script(unicode.Cyrillic, "оеаинтсрвлкмдп", 0.68)},
	{"koi8-r", charmap.KOI8R, script(unicode.Cyrillic, "оеаинтсрвлкмдп", 0.68)},
	{"iso-8859-5", charmap.ISO8859_5, script(unicode.Cyrillic, "оеаинтсрвлкмдп", 0.68)},
	{"windows-1253", charmap.Windows1253, script(unicode.Greek, "αεηιοτνσςυρκπμόίάέήύώ", 0.75)},
	{"windows-1255", charmap.Windows1255, script(unicode.Hebrew, "יוהלארתבמשםנ", 0.65)},
	{"windows-874", charmap.Windows874, script(unicode.Thai, "านรอกเงมยลวดทสต่้ั", 0.45)},
	{"windows-1250", charmap.Windows1250, latin(central)},
	{"iso-8859-2", charmap.ISO8859_2, latin(central)},
	{"windows-1254", charmap.Windows1254, latin([]alphabet{{"çğıöşüİ", "âîû"}})},
}

// alphabet is the letters beyond ASCII of one language: those in every text of
// it, and those that turn up.
type alphabet struct{ usual, rare string }

var western = []alphabet{
	{"àâçéèêîôùœ", "ëïüÿæ"}, // French
	{"áâãçéêíóõú", "àôü"},   // Portuguese
	{"áéíñóú", "ü"},         // Spanish
	{"äöüß", "éà"},          // German
	{"åäöæøé", "üàèò"},      // Swedish, Danish, Norwegian, Finnish
	{"àèéìòù", "îí"},        // Italian
	{"ëéïèö", "üáóêà"},      // Dutch
	{"áðéíóúýþæö", ""},      // Icelandic
	{"àçéèíïòóúü", ""},      // Catalan
}

var central = []alphabet{
	{"ąćęłńóśźż", ""},         // Polish
	{"áčéěířšůýž", "ďňóťú"},   // Czech
	{"áčéíľšťúýž", "äďĺňóôŕ"}, // Slovak
	{"áéíóöőúüű", ""},         // Hungarian
	{"ăâîşţ", ""},             // Romanian
	{"čćđšž", ""},             // Croatian, Slovene
}

const (
	sample = 256 << 10 // bytes whose sense is judged
	enough = 0.85      // sense from which an encoding is believed
	apart  = 0.15      // by how much it must lead one that reads otherwise, at least
)

// guess finds the one encoding in which b makes sense.
func guess(b []byte) (string, string, error) {
	// A sample cut within a character would fail the strict decoders; it ends
	// at a line where there is one.
	part := b
	if len(part) > sample {
		part = part[:sample]
		if i := bytes.LastIndexByte(part, '\n'); i > 0 {
			part = part[:i]
		}
	}
	type scored struct {
		candidate
		score float64
		text  string
	}
	var all []scored
	for _, c := range candidates {
		s, err := strict(c.enc, part)
		if err != nil {
			continue
		}
		if score := c.sense(s); score > 0 {
			all = append(all, scored{c, score, s})
		}
	}
	slices.SortStableFunc(all, func(a, b scored) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return 0
	})
	at := slices.IndexFunc(b, func(c byte) bool { return c >= utf8.RuneSelf })
	if len(all) == 0 || all[0].score < enough {
		return "", "", fault.New(fault.Invalid, "the file is not UTF-8 and its encoding is unknown: byte %d (0x%02x)", at, b[at]).
			WithHint("convert it, for example with: iconv -f WINDOWS-1252 -t UTF-8")
	}
	best := all[0]
	// The fewer characters there are to judge by, the clearer they must be.
	beyond := 0
	for _, r := range best.text {
		if r >= utf8.RuneSelf {
			beyond++
		}
	}
	lead := max(apart, 1.2/float64(beyond))
	for _, other := range all[1:] {
		if other.text != best.text && other.score > best.score-lead {
			return "", "", fault.New(fault.Invalid, "the file may be %s or %s: byte %d (0x%02x) is %q or %q", best.name, other.name,
				at, b[at], differing(best.text, other.text), differing(other.text, best.text)).
				WithHint("convert it, for example with: iconv -f %s -t UTF-8", strings.ToUpper(best.name))
		}
	}
	s, err := strict(best.enc, b)
	if err != nil {
		return "", "", fault.New(fault.Invalid, "the file looks like %s, but: %w", best.name, err).
			WithHint("convert it, for example with: iconv -f %s -t UTF-8 -c", strings.ToUpper(best.name))
	}
	return s, best.name, nil
}

// differing is the first word of a that is another in b.
func differing(a, b string) string {
	wa, wb := strings.Fields(a), strings.Fields(b)
	for i := range wa {
		if i >= len(wb) || wa[i] != wb[i] {
			if r := []rune(wa[i]); len(r) > 24 {
				return string(r[:24])
			}
			return wa[i]
		}
	}
	return ""
}

// punctuation that typesetting puts between words of any script.
const punctuation = "‘’“”–—…•«»„‚§©®°€£™·¡¿½¼¾،؛؟、。，：；（）《》「」『』！？　‹›²³\u00a0\u200c\u200d\u200e\u200f"

// latin judges text in Latin letters: those beyond ASCII are of one language's
// alphabet and stand singly within words of ASCII letters, capitals not after
// small ones.
func latin(alphabets []alphabet) func(string) float64 {
	type letters struct{ usual, rare map[rune]bool }
	var languages []letters
	for _, a := range alphabets {
		languages = append(languages, letters{set(a.usual), set(a.rare)})
	}
	return func(s string) float64 {
		runes := []rune(s)
		at := func(i int) rune {
			if i < 0 || i >= len(runes) {
				return ' '
			}
			return runes[i]
		}
		good, all := 0.0, 0.0
		fits := make([]float64, len(languages))
		for i, r := range runes {
			if r < utf8.RuneSelf {
				continue
			}
			all++
			before, after := at(i-1), at(i+1)
			switch {
			case r == '²' || r == '³':
				if !ascii(after) && (ascii(before) || before <= ' ') {
					good++
				}
			case r == '¿' || r == '¡':
				if before < utf8.RuneSelf && !ascii(before) {
					good++
				}
			case r == '½' || r == '¼' || r == '¾' || r == '·':
				if !ascii(before) && !ascii(after) {
					good++
				}
			case strings.ContainsRune(punctuation, r):
				good++
			case unicode.IsUpper(r) && unicode.IsLower(before):
			case ascii(before) || ascii(after) || !unicode.IsLetter(before) && !unicode.IsLetter(after):
				small := unicode.ToLower(r)
				for k, l := range languages {
					switch {
					case l.usual[small] || l.usual[r]:
						fits[k]++
					case l.rare[small]:
						fits[k] += 0.3
					}
				}
			}
		}
		if all == 0 {
			return 0
		}
		return (good + slices.Max(fits)) / all
	}
}

// script judges text in an alphabet: its letters stand among themselves, and
// the frequent ones of its languages are frequent.
func script(table *unicode.RangeTable, letters string, usual float64) func(string) float64 {
	known := set(letters)
	return func(s string) float64 {
		good, all, inScript, common, upper := 0, 0, 0, 0, 0
		before := ' '
		for _, r := range s {
			in := unicode.Is(table, r)
			switch {
			case in && (strings.ContainsRune("ךםןףץς", before) && unicode.IsLetter(r) || unicode.Is(unicode.Mn, r) && !unicode.Is(table, before)):
				good -= 2 // past a letter that only ends words, or a mark on nothing
			case in && !ascii(before) && !(unicode.IsUpper(r) && unicode.IsLower(before)):
				good++
			case !in && strings.ContainsRune(punctuation, r):
				good++
			case ascii(r) && unicode.Is(table, before):
				good-- // mixed within a word
			}
			if r >= utf8.RuneSelf {
				all++
			}
			if in {
				inScript++
				if known[r] || known[unicode.ToLower(r)] {
					common++
				}
				if unicode.IsUpper(r) {
					upper++
				}
			}
			before = r
		}
		if inScript < 8 {
			return 0
		}
		if upper*2 > inScript && strings.ContainsFunc(s, func(r rune) bool { return r >= utf8.RuneSelf && unicode.IsLower(r) }) {
			return 0 // small and capital letters changed places: KOI8 and 1251 read as each other
		}
		score := share(good, all) * min(1, share(common, inScript)/usual)
		if upper == inScript {
			score *= 0.7 // all in capitals: it happens, but seldom
		}
		return score
	}
}

// frequent judges text in a script of many characters: those that make up much
// of any text in it are there.
func frequent(table *unicode.RangeTable, usual float64, characters string) func(string) float64 {
	known := set(characters)
	return func(s string) float64 {
		good, all, in, common := 0, 0, 0, 0
		for _, r := range s {
			if r < utf8.RuneSelf {
				continue
			}
			all++
			switch {
			case unicode.Is(table, r):
				good++
				in++
				if known[r] {
					common++
				}
			case strings.ContainsRune(punctuation, r) || r >= 0xff01 && r <= 0xff5e || unicode.Is(unicode.Han, r):
				good++
			}
		}
		if in < 3 {
			return 0
		}
		// Characters taken at chance hit the list in one of some twenty, real
		// text in one of two.
		return share(good, all) * min(1, share(common, in)/(usual*3))
	}
}

// kana judges Japanese: much of it is Hiragana and Katakana of full width.
func kana(s string) float64 {
	good, all, syllables := 0, 0, 0
	for _, r := range s {
		if r < utf8.RuneSelf {
			continue
		}
		all++
		switch {
		case unicode.Is(unicode.Hiragana, r), r >= 0x30a1 && r <= 0x30fc:
			syllables++
			good++
		case unicode.Is(unicode.Han, r), strings.ContainsRune(punctuation, r), r >= 0xff01 && r <= 0xff5e, r == '々':
			good++
		}
	}
	if syllables < 3 {
		return 0
	}
	return share(good, all) * min(1, share(syllables, all)/0.25)
}

func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return max(0, float64(part)/float64(whole))
}

func ascii(r rune) bool { return r|0x20 >= 'a' && r|0x20 <= 'z' }

func set(s string) map[rune]bool {
	m := make(map[rune]bool, len(s))
	for _, r := range s {
		m[r] = true
	}
	return m
}
