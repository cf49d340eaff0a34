package language

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Stretch is a part of a text in one language.
type Stretch struct {
	Start, End int    // bytes
	Language   string // BCP 47: ur, zh-Hant; und-Latn where the script is all that is known; und where there are no letters
}

// scripts that are written for one language before all others.
var scripts = []struct {
	table *unicode.RangeTable
	tag   string
}{
	{unicode.Devanagari, "hi"},
	{unicode.Bengali, "bn"},
	{unicode.Tamil, "ta"},
	{unicode.Telugu, "te"},
	{unicode.Gujarati, "gu"},
	{unicode.Gurmukhi, "pa"},
	{unicode.Kannada, "kn"},
	{unicode.Malayalam, "ml"},
	{unicode.Sinhala, "si"},
	{unicode.Thai, "th"},
	{unicode.Lao, "lo"},
	{unicode.Khmer, "km"},
	{unicode.Myanmar, "my"},
	{unicode.Tibetan, "bo"},
	{unicode.Greek, "el"},
	{unicode.Hebrew, "he"},
	{unicode.Armenian, "hy"},
	{unicode.Georgian, "ka"},
	{unicode.Ethiopic, "am"},
	{unicode.Hangul, "ko"},
	{unicode.Mongolian, "mn-Mong"},
}

// tally is what a piece of text is written with.
type tally struct {
	letters                     int
	latin, arabic, cyrillic     int
	han, kana                   int
	hans, hant                  int // characters of one script of Chinese only
	urdu, persian, arab         int // letters only these use
	pashto, sindhi, uighur      int
	other                       [32]int
	kazakh, ukrainian, serb, tj int
}

const (
	simplified  = "们这国华产业会议签订约备东发电开关进过还时间战门问团区员万与为书买乐习云亚从众优体价农军决创别办动务劳医协单历县双变号员园图场处备头实对导将尔层岁币师干广应张强归录总战户报担拥择换据数无时术机权来极构标树检欧气汇汉济测满灾点热爱独环现电种称税积积稳笔签类粮级线组织经结统维网职联脑节药营规视览计认讨让训议记讲许论设证评识诉词译试诗诚话询该详语误说请诸读课调谈谋谢贝财责贸费资购贷赛赵转轮软载输达迁运连适选铁银链锁镇长门闭问间闻队阳际陆陈险隐难预题风飞饭饮马驻验鱼鸟龙"
	traditional = "們這國華產業會議簽訂約備東發電開關進過還時間戰門問團區員萬與為書買樂習雲亞從眾優體價農軍決創別辦動務勞醫協單歷縣雙變號園圖場處頭實對導將爾層歲幣師廣應張強歸錄總戶報擔擁擇換據數無術機權來極構標樹檢歐氣匯漢濟測滿災點熱愛獨環現種稱稅積穩筆類糧級線組織經結統維網職聯腦節藥營規視覽計認討讓訓記講許論設證評識訴詞譯試詩誠話詢該詳語誤說請諸讀課調談謀謝貝財責貿費資購貸賽趙轉輪軟載輸達遷運連適選鐵銀鏈鎖鎮長閉聞隊陽際陸陳險隱難預題風飛飯飲馬駐驗魚鳥龍"
)

var hanScript = func() map[rune]int8 {
	m := map[rune]int8{}
	for _, r := range simplified {
		m[r] = 1
	}
	for _, r := range traditional {
		m[r] = -1
	}
	return m
}()

func count(s string) tally {
	var t tally
	for _, r := range s {
		if r < utf8.RuneSelf {
			if r|0x20 >= 'a' && r|0x20 <= 'z' {
				t.latin++
				t.letters++
			}
			continue
		}
		if !unicode.IsLetter(r) {
			continue
		}
		t.letters++
		switch {
		case unicode.Is(unicode.Han, r):
			t.han++
			switch hanScript[r] {
			case 1:
				t.hans++
			case -1:
				t.hant++
			}
		case r >= 0x3040 && r <= 0x30ff:
			t.kana++
		case unicode.Is(unicode.Arabic, r):
			t.arabic++
			switch r {
			case 'ٹ', 'ڈ', 'ڑ', 'ں', 'ے', 'ہ', 'ھ', 'ۂ', 'ۓ':
				t.urdu++
			case 'پ', 'چ', 'ژ', 'گ', 'ی', 'ک':
				t.persian++
			case 'ة', 'ى', 'ي', 'ك', 'أ', 'إ':
				t.arab++
			case 'ټ', 'ډ', 'ړ', 'ږ', 'ښ', 'ګ', 'ۍ', 'ځ', 'څ':
				t.pashto++
			case 'ٻ', 'ڄ', 'ڃ', 'ڏ', 'ڦ', 'ڪ', 'ڳ', 'ڻ', 'ٿ', 'ڙ', 'ڇ', 'ڀ':
				t.sindhi++
			case 'ې', 'ۇ', 'ۈ', 'ۋ', 'ە', 'ڭ':
				t.uighur++
			}
		case unicode.Is(unicode.Cyrillic, r):
			t.cyrillic++
			switch unicode.ToLower(r) {
			case 'ә', 'ұ', 'ө', 'ү', 'ң', 'һ':
				t.kazakh++
			case 'і', 'ї', 'є', 'ґ':
				t.ukrainian++
			case 'ј', 'љ', 'њ', 'ћ', 'ђ', 'џ':
				t.serb++
			case 'ӣ', 'ӯ', 'ҳ', 'ҷ':
				t.tj++
			}
		case unicode.Is(unicode.Latin, r):
			t.latin++
		default:
			for i, x := range scripts {
				if unicode.Is(x.table, r) {
					t.other[i]++
					break
				}
			}
		}
	}
	return t
}

// latinWords are the commonest small words of languages in Latin letters. Words
// that several share say nothing and are left out of all.
var latinWords = func() map[string]string {
	m := map[string]string{}
	shared := map[string]bool{}
	for lang, words := range map[string]string{
		"en": "the of and to for with by between was were has have will is are that this from its on at signed agreement memorandum understanding",
		"fr": "le les des du et une dans pour par avec sur entre été qui accord ont cette sont aux signé",
		"de": "der die das und ein eine mit von für zwischen ist wurde den dem auf zur zum werden abkommen haben unterzeichnet",
		"es": "el los las del y una con para por entre fue que acuerdo firmaron ha su memorando firmado",
		"pt": "os da do das dos uma com para entre foi não acordo assinaram que pela pelo memorando",
		"it": "il gli della dei delle e una con per tra è stato accordo hanno che nel firmato",
		"nl": "het een van met voor tussen is werd overeenkomst de en zijn hebben ondertekend",
		"tr": "ve bir ile için arasında bu imzalandı anlaşma olarak da mutabakat",
		"id": "dan yang dengan untuk antara di ini telah nota kesepahaman pada oleh perjanjian akan",
		"sw": "na ya wa kwa katika ni za makubaliano la kati ya serikali",
		"vi": "và của các với cho được ký giữa bản trong thỏa thuận",
		"pl": "i w z na między oraz umowa podpisano przez jest się",
		"uz": "va bilan uchun o‘rtasida imzolandi hamkorlik",
	} {
		for w := range strings.FieldsSeq(words) {
			if m[w] != "" && m[w] != lang {
				shared[w] = true
			}
			m[w] = lang
		}
	}
	for w := range shared {
		delete(m, w)
	}
	m["the"], m["of"], m["and"] = "en", "en", "en"
	return m
}()

// longestSmallWord bounds what is looked up, in bytes.
const longestSmallWord = 20

// latin is the language of a text in Latin letters, und-Latn when too few of its
// small words are known.
func latin(s string) string {
	votes := map[string]int{}
	words := 0
	spelled := map[string]bool{} // languages with a vote of more than one letter
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '‘' }) {
		words++
		if len(w) > longestSmallWord {
			continue
		}
		if lang := latinWords[strings.ToLower(w)]; lang != "" {
			votes[lang]++
			spelled[lang] = spelled[lang] || utf8.RuneCountInString(w) > 1
		}
	}
	for lang := range votes {
		if !spelled[lang] {
			delete(votes, lang) // a letter numbers a paragraph or stands in "e-mail"
		}
	}
	best, n, second := "und-Latn", 0, 0
	for lang, v := range votes {
		switch {
		case v > n || v == n && lang == "en":
			best, n, second = lang, v, max(second, min(n, v))
		case v > second:
			second = v
		}
	}
	if n == 0 || n == second && best != "en" || n*12 < words {
		return "und-Latn"
	}
	return best
}

// persianWords and arabicWords settle what letters leave open.
var (
	persianWords = wordSet("است در به که از را این با های برای شد می آن")
	arabicWords  = wordSet("في من على إلى التي الذي بين مع هذا هذه أن عن تم وقد")
	urduWords    = wordSet("کے کی کا میں نے اور پر سے کو ہے ہیں کیا")
)

func wordSet(s string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		m[w] = true
	}
	return m
}

func arabic(s string, t tally) string {
	ur, fa, ar := 3*t.urdu, t.persian/4, 2*t.arab
	for w := range strings.FieldsSeq(s) {
		w = strings.Trim(w, "،.۔؛:()«»!؟")
		switch {
		case urduWords[w]:
			ur += 3
		case persianWords[w]:
			fa += 4
		case arabicWords[w]:
			ar += 4
		case strings.HasPrefix(w, "ال") && len(w) > 8:
			ar++
		}
	}
	n := t.arabic
	switch {
	case t.sindhi*25 > n:
		return "sd"
	case t.uighur*12 > n:
		return "ug"
	case t.pashto*25 > n:
		return "ps"
	case ur >= fa && ur >= ar && ur > 0:
		return "ur"
	case ar > fa:
		return "ar"
	case fa > 0:
		return "fa"
	}
	return "und-Arab"
}

// Detect is the language of a text as a whole: that of most of its letters.
func Detect(text string) string { return classify(text, count(text)) }

func classify(s string, t tally) string {
	if t.letters == 0 {
		return "und"
	}
	// A Chinese character stands for about as much as four Latin letters.
	best, tag := t.latin, "latin"
	pick := func(n int, name string) {
		if n > best {
			best, tag = n, name
		}
	}
	pick(4*(t.han+t.kana), "han")
	pick(t.arabic, "arabic")
	pick(t.cyrillic, "cyrillic")
	for i, x := range scripts {
		w := 1
		if x.tag == "ko" {
			w = 2
		}
		pick(w*t.other[i], x.tag)
	}
	switch tag {
	case "latin":
		if best == 0 {
			return "und"
		}
		return latin(s)
	case "han":
		switch {
		case t.kana*10 > t.han:
			return "ja"
		case t.hant > t.hans:
			return "zh-Hant"
		case t.hans > 0:
			return "zh-Hans"
		}
		return "zh"
	case "arabic":
		return arabic(s, t)
	case "cyrillic":
		switch {
		case t.tj*60 > t.cyrillic:
			return "tg"
		case t.kazakh*40 > t.cyrillic:
			return "kk"
		case t.ukrainian*40 > t.cyrillic:
			return "uk"
		case t.serb*40 > t.cyrillic:
			return "sr"
		}
		return "ru"
	}
	return tag
}

// enough is how many letters a sentence needs for its language to be asked; a
// shorter one goes with its neighbours, for in an Urdu text a line that is only
// "Huawei Technologies" is a name and no English.
const (
	enough    = 24
	enoughHan = 8
)

// Stretches cuts a text into parts of one language, at the ends of sentences and
// lines. The parts follow one another without gaps.
func Stretches(text string) []Stretch {
	var out []Stretch
	add := func(start, end int, tag string) {
		if n := len(out); n > 0 && (out[n-1].Language == tag || base(out[n-1].Language) == base(tag) && base(tag) == "zh") {
			out[n-1].End = end
			if tag == "zh-Hant" || out[n-1].Language == "zh" {
				out[n-1].Language = tag
			}
			return
		}
		out = append(out, Stretch{start, end, tag})
	}
	pending := 0 // where text not yet given to a language begins
	for at := 0; at < len(text); {
		end := sentenceEnd(text, at)
		unit := text[at:end]
		t := count(unit)
		tag := classify(unit, t)
		sure := t.letters >= enough || t.han >= enoughHan
		if tag == "und" || tag == "und-Latn" || tag == "und-Arab" {
			sure = sure && t.letters >= 4*enough && tag != "und"
		}
		if sure {
			if len(out) == 0 {
				add(0, end, tag)
			} else {
				out[len(out)-1].End = pending
				// what was short stays with what stands before it, except a line of
				// the same language as this sentence
				if n := len(out); pending < at && out[n-1].Language != tag && classify(text[pending:at], count(text[pending:at])) == tag {
					add(pending, end, tag)
				} else {
					out[n-1].End = at
					add(at, end, tag)
				}
			}
			pending = end
		}
		at = end
	}
	if len(out) == 0 {
		return []Stretch{{0, len(text), Detect(text)}}
	}
	out[len(out)-1].End = len(text)
	return merge(out)
}

// merge gives stretches whose script alone is known to a neighbour in the same
// script whose language is: a table of names between English sentences.
func merge(in []Stretch) []Stretch {
	same := func(a, b string) bool {
		switch a {
		case "und-Latn":
			_, latin := latinNames[b]
			return latin
		case "und-Arab":
			return b == "ur" || b == "ar" || b == "fa"
		}
		return false
	}
	for i := range in {
		if i > 0 && same(in[i].Language, in[i-1].Language) {
			in[i].Language = in[i-1].Language
		} else if i+1 < len(in) && same(in[i].Language, in[i+1].Language) {
			in[i].Language = in[i+1].Language
		}
	}
	var out []Stretch
	for _, s := range in {
		if s.End <= s.Start {
			continue
		}
		if n := len(out); n > 0 && out[n-1].Language == s.Language {
			out[n-1].End = s.End
			continue
		}
		out = append(out, s)
	}
	return out
}

// sentenceEnd is the index after the sentence that begins at at.
func sentenceEnd(s string, at int) int {
	for i := at; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		switch r {
		case '\n', '。', '！', '？', '۔', '؟', '।':
			return i
		case '.', '!', '?':
			if i < len(s) && s[i] == ' ' {
				return i
			}
		}
	}
	return len(s)
}

// base is a tag without script and region.
func base(tag string) string {
	b, _, _ := strings.Cut(tag, "-")
	return strings.ToLower(b)
}

var latinNames = map[string]string{
	"en": "English", "fr": "French", "de": "German", "es": "Spanish", "pt": "Portuguese", "it": "Italian", "nl": "Dutch", "tr": "Turkish", "id": "Indonesian or Malay", "sw": "Swahili", "vi": "Vietnamese", "pl": "Polish", "uz": "Uzbek",
}

var otherNames = map[string]string{
	"ur": "Urdu", "ar": "Arabic", "fa": "Persian", "ps": "Pashto", "sd": "Sindhi", "ug": "Uyghur", "zh": "Chinese", "zh-Hans": "Chinese (simplified)", "zh-Hant": "Chinese (traditional)", "ja": "Japanese", "ko": "Korean",
	"ru": "Russian", "uk": "Ukrainian", "kk": "Kazakh", "sr": "Serbian", "tg": "Tajik", "hi": "Hindi or another language in Devanagari", "bn": "Bengali", "ta": "Tamil", "te": "Telugu", "gu": "Gujarati", "pa": "Punjabi", "kn": "Kannada", "ml": "Malayalam", "si": "Sinhala",
	"th": "Thai", "lo": "Lao", "km": "Khmer", "my": "Burmese", "bo": "Tibetan", "el": "Greek", "he": "Hebrew", "hy": "Armenian", "ka": "Georgian", "am": "Amharic", "mn-Mong": "Mongolian",
	"und-Latn": "a language in Latin letters that was not recognised", "und-Arab": "a language in Arabic letters that was not recognised", "und": "no letters",
}

// Name is a language's English name, or its tag when there is none here.
func Name(tag string) string {
	if n := latinNames[tag]; n != "" {
		return n
	}
	if n := otherNames[tag]; n != "" {
		return n
	}
	return tag
}
