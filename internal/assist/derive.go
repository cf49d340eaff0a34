package assist

import (
	"encoding/json"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"sanad/claim"
)

// What a value must have in its quote. These rules are for refusing, not for
// reading: where a quote could be read in several ways each will do, and the
// model has chosen; what they do not know, they refuse.

// plain makes a quote easier to look things up in: lower case, digits of every
// script as 0 to 9.
func plain(quote string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		for _, zero := range []rune{'٠', '۰', '０', '०', '০'} {
			if r >= zero && r <= zero+9 {
				return '0' + r - zero
			}
		}
		switch r {
		case '\u00a0', '\u202f', '\u2009':
			return ' '
		case '٫':
			return '.'
		case '٬', '，':
			return ','
		}
		return r
	}, quote))
}

// derived says why a date is not what its quote says, "" when it is. The quote
// must name day and month as far as the date does. A year that goes unsaid is
// taken from the document's date, at most one away. Words such as yesterday are
// not worked out, and 03/04/2025 could be two days and is refused.
func derived(date, quote, published string) string {
	if date == "" || claim.Date(date).Check() != nil || strings.ContainsAny(date, "?~%") {
		return "not a plain EDTF date"
	}
	from, to, ranged := strings.Cut(date, "/")
	if ranged && (from >= to || len(from) != len(to)) {
		return "not a range from a day to a later one"
	}
	said := days(plain(quote), published)
	ends := []string{from}
	if ranged {
		ends = append(ends, to)
	}
	for _, one := range ends {
		if !slices.ContainsFunc(said, func(d string) bool { return d == one || strings.HasPrefix(d, one+"-") }) {
			return "the quote does not say this date"
		}
	}
	return ""
}

func precision(date string) string {
	switch {
	case strings.Contains(date, "/"):
		return "range"
	case len(date) == 4:
		return "year"
	case len(date) == 7:
		return "month"
	}
	return "day"
}

var monthNames = [12][]string{
	{"january", "jan", "جنوری"},
	{"february", "feb", "فروری"},
	{"march", "mar", "مارچ"},
	{"april", "apr", "اپریل"},
	{"may", "مئی"},
	{"june", "jun", "جون"},
	{"july", "jul", "جولائی"},
	{"august", "aug", "اگست"},
	{"september", "sept", "sep", "ستمبر"},
	{"october", "oct", "اکتوبر"},
	{"november", "nov", "نومبر"},
	{"december", "dec", "دسمبر"},
}

var (
	monthNumber = map[string]int{}
	datePattern []*regexp.Regexp
)

func init() {
	var all []string
	for i, names := range monthNames {
		for _, n := range names {
			monthNumber[n] = i + 1
			all = append(all, n)
		}
	}
	slices.SortFunc(all, func(a, b string) int { return len(b) - len(a) })
	month := `(?P<month>` + strings.Join(all, "|") + `)\.?`
	const (
		day    = `(?P<day>\d{1,2})(?:st|nd|rd|th)?`
		second = `(?:\s*(?:-|–|—|to|and|until|تا)\s*(?P<day2>\d{1,2})(?:st|nd|rd|th)?)?`
		year   = `(?P<year>\d{4})`
	)
	for _, p := range []string{
		day + second + `\s+(?:of\s+)?` + month + `(?:[\s,،.]+` + year + `)?`,
		month + `\s+` + day + second + `(?:[\s,،]+` + year + `)?`,
		month + `[\s,،]+(?:of\s+)?` + year,
		year + `-(?P<number>\d{2})(?:-(?P<day>\d{2}))?`,
		`(?:` + year + `\s*年\s*)?(?P<number>\d{1,2})\s*月(?:\s*(?P<day>\d{1,2})\s*日?)?(?:\s*(?:-|–|—|至|到)\s*(?P<day2>\d{1,2})\s*日)?`,
		`(?P<day>\d{1,2})[./](?P<number>\d{1,2})[./]` + year,
		`(?P<number>\d{1,2})[./](?P<day>\d{1,2})[./]` + year,
		year,
	} {
		datePattern = append(datePattern, regexp.MustCompile(p))
	}
}

// days are the dates that a plain quote can be read as saying, as EDTF.
func days(quote, published string) []string {
	type date struct{ y, m, d int }
	var found []date
	years := map[int]bool{} // that stand beside a month
	for k, p := range datePattern {
		for _, at := range p.FindAllStringSubmatchIndex(quote, -1) {
			if cutsNumberOrWord(quote, at) {
				continue
			}
			part := func(name string) (n int, ok bool) {
				i := p.SubexpIndex(name)
				if i < 0 || at[2*i] < 0 {
					return 0, false
				}
				n, err := strconv.Atoi(quote[at[2*i]:at[2*i+1]])
				return n, err == nil
			}
			var d date
			d.y, _ = part("year")
			d.m, _ = part("number")
			if i := p.SubexpIndex("month"); i >= 0 {
				d.m = monthNumber[quote[at[2*i]:at[2*i+1]]]
			}
			d.d, _ = part("day")
			if slashed := k == 5 || k == 6; slashed && d.d <= 12 && d.m <= 12 && d.d != d.m {
				continue // day or month first: it does not say
			}
			if d.y != 0 && d.m != 0 {
				years[d.y] = true
			}
			found = append(found, d)
			if second, ok := part("day2"); ok {
				found = append(found, date{d.y, d.m, second})
			}
		}
	}
	y, m := 0, 0
	if len(published) >= 4 {
		y, _ = strconv.Atoi(published[:4])
	}
	if len(published) >= 7 {
		m, _ = strconv.Atoi(published[5:7])
	}
	var all []string
	add := func(d date) {
		s := strconv.Itoa(d.y)
		if d.m != 0 {
			s += "-" + two(d.m)
		}
		if d.d != 0 {
			s += "-" + two(d.d)
		}
		if len(s) >= 4 && claim.Date(s).Check() == nil {
			all = append(all, s)
		}
	}
	for _, d := range found {
		if d.y != 0 {
			add(d)
			continue
		}
		for beside := range years {
			add(date{beside, d.m, d.d})
		}
		if y != 0 && len(years) == 0 {
			add(date{y, d.m, d.d})
			if m != 0 && d.m > m {
				add(date{y - 1, d.m, d.d})
			}
			if m != 0 && d.m < m {
				add(date{y + 1, d.m, d.d})
			}
		}
	}
	return all
}

func two(n int) string { return string([]byte{'0' + byte(n/10%10), '0' + byte(n%10)}) }

// cutsNumberOrWord says whether a match begins or ends within a run of digits,
// or a group within a word: marching is no month, 20255 no year.
func cutsNumberOrWord(s string, at []int) bool {
	for i := 0; i < len(at); i += 2 {
		if at[i] < 0 {
			continue
		}
		for _, edge := range at[i : i+2] {
			if edge > 0 && edge < len(s) && digit(s[edge-1]) && digit(s[edge]) {
				return true
			}
		}
		word := s[at[i]:at[i+1]]
		if monthNumber[word] != 0 && (inWord(s, at[i]) || inWord(s, at[i+1])) {
			return true
		}
	}
	return false
}

func digit(b byte) bool { return b >= '0' && b <= '9' }

// scales multiply the number before them. An exact one must be applied; k, m
// and b may be something else (metres), so the bare number will do as well.
var scales = []struct {
	word  string
	times float64
	exact bool
}{
	{"hundred", 1e2, true},
	{"thousand", 1e3, true},
	{"million", 1e6, true},
	{"mln", 1e6, true},
	{"mn", 1e6, true},
	{"billion", 1e9, true},
	{"bn", 1e9, true},
	{"trillion", 1e12, true},
	{"tn", 1e12, true},
	{"lakh", 1e5, true},
	{"lakhs", 1e5, true},
	{"lac", 1e5, true},
	{"crore", 1e7, true},
	{"crores", 1e7, true},
	{"k", 1e3, false},
	{"m", 1e6, false},
	{"b", 1e9, false},
	{"ہزار", 1e3, true},
	{"لاکھ", 1e5, true},
	{"کروڑ", 1e7, true},
	{"ارب", 1e9, true},
	{"کھرب", 1e11, true},
	{"ملین", 1e6, true},
	{"بلین", 1e9, true},
	{"百万", 1e6, true},
	{"千万", 1e7, true},
	{"百亿", 1e10, true},
	{"千亿", 1e11, true},
	{"万亿", 1e12, true},
	{"万", 1e4, true},
	{"萬", 1e4, true},
	{"亿", 1e8, true},
	{"億", 1e8, true},
	{"千", 1e3, true},
}

var digits = regexp.MustCompile(`\d+(?:[.,]\d+)*`)

// counted is the number as the quote says it; ok is false when it does not.
func counted(n json.Number, quote string) (f float64, ok bool) {
	f, err := strconv.ParseFloat(n.String(), 64)
	if err != nil || math.IsInf(f, 0) || math.IsNaN(f) || f < 0 {
		return 0, false
	}
	for _, said := range numbers(plain(quote)) {
		if said == f || math.Abs(said-f) <= 1e-9*f {
			return f, true
		}
	}
	return 0, false
}

// numbers are those that a plain quote can be read as saying.
func numbers(quote string) []float64 {
	var all []float64
	for _, at := range digits.FindAllStringIndex(quote, -1) {
		for _, f := range figures(quote[at[0]:at[1]]) {
			all = append(all, scaled(f, quote[at[1]:])...)
		}
	}
	return append(append(all, spelled(quote)...), han(quote)...)
}

// figures are the readings of digits with points and commas: 4.2, 1,000,000,
// 10,00,000 and 1.000.000.
func figures(s string) []float64 {
	var all []float64
	try := func(s string) {
		if f, err := strconv.ParseFloat(s, 64); err == nil && !math.IsInf(f, 0) {
			all = append(all, f)
		}
	}
	commas, points := strings.Count(s, ","), strings.Count(s, ".")
	switch {
	case points <= 1 && (commas == 0 || grouped(s, ",")):
		try(strings.ReplaceAll(s, ",", ""))
	case commas <= 1 && points > 1 && grouped(s, "."):
		try(strings.ReplaceAll(strings.ReplaceAll(s, ".", ""), ",", "."))
	}
	if commas == 1 && points == 0 && !grouped(s, ",") {
		try(strings.ReplaceAll(s, ",", ".")) // 4,2 million
	}
	if len(all) == 0 { // a list without spaces: 3,4,5
		for one := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ',' || r == '.' }) {
			try(one)
		}
	}
	return all
}

// grouped says whether by parts a whole number into groups of three, or of two
// before a last three as in South Asia.
func grouped(s, by string) bool {
	decimal := "."
	if by == "." {
		decimal = ","
	}
	whole, _, _ := strings.Cut(s, decimal)
	parts := strings.Split(whole, by)
	for i, p := range parts {
		last := i == len(parts)-1
		switch {
		case i == 0 && len(p) >= 1 && len(p) <= 3:
		case i > 0 && len(p) == 3:
		case i > 0 && !last && len(p) == 2:
		default:
			return false
		}
	}
	return len(parts) > 1
}

// scaled is f with the scales that follow it applied: 4.2 billion, 5 lakh crore.
func scaled(f float64, rest string) []float64 {
	all := []float64{f}
	for range 2 {
		rest = strings.TrimLeft(rest, " -\t\n")
		hit := false
		for _, s := range scales {
			if !strings.HasPrefix(rest, s.word) || inWord(rest, len(s.word)) {
				continue
			}
			f, rest, hit = f*s.times, rest[len(s.word):], true
			if s.exact {
				all = all[:0]
			}
			all = append(all, f)
			break
		}
		if !hit {
			break
		}
	}
	return all
}

var numberWords = map[string]float64{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
	"eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
	"seventy": 70, "eighty": 80, "ninety": 90, "dozen": 12, "half": 0.5,
}

var multipliers = map[string]float64{
	"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "lakh": 1e5, "crore": 1e7,
}

// spelled are the numbers in English words: twenty-five, two hundred and ten
// thousand, a million.
func spelled(quote string) []float64 {
	var all []float64
	total, group, open := 0.0, 0.0, false
	end := func() {
		if open {
			all = append(all, total+group)
		}
		total, group, open = 0, 0, false
	}
	for w := range strings.FieldsFuncSeq(quote, func(r rune) bool { return r == ' ' || r == '-' || r == '\n' || r == '\t' || r == '(' || r == ')' }) {
		bare := strings.TrimRight(w, ".,;:!?")
		n, isNumber := numberWords[bare]
		times, isTimes := multipliers[bare]
		switch {
		case isNumber && (!open || n < 10 && math.Mod(group, 100) >= 20 && math.Mod(group, 10) == 0 || math.Mod(group, 100) == 0):
			group, open = group+n, true
		case isNumber:
			end()
			group, open = n, true
		case isTimes:
			if group == 0 {
				group = 1
			}
			if times == 100 {
				group *= times
			} else {
				total, group = total+group*times, 0
			}
			open = true
		case bare == "and" && open:
			continue
		default:
			end()
		}
		if bare != w {
			end()
		}
	}
	end()
	return all
}

// han are the numbers in Chinese characters: 二十五, 三万, 两.
func han(quote string) []float64 {
	ones := map[rune]float64{'〇': 0, '零': 0, '一': 1, '二': 2, '两': 2, '兩': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}
	tens := map[rune]float64{'十': 10, '百': 100, '千': 1000}
	large := map[rune]float64{'万': 1e4, '萬': 1e4, '亿': 1e8, '億': 1e8}
	var all []float64
	total, group, one, open := 0.0, 0.0, 0.0, false
	for _, r := range quote + "." {
		if n, ok := ones[r]; ok {
			one, open = n, true
			continue
		}
		if n, ok := tens[r]; ok {
			if one == 0 {
				one = 1
			}
			group, one, open = group+one*n, 0, true
			continue
		}
		if n, ok := large[r]; ok && open {
			total, group, one = (total+group+one)*n, 0, 0
			continue
		}
		if open {
			all = append(all, total+group+one)
		}
		total, group, one, open = 0, 0, 0, false
	}
	return all
}

// unitWords are units whose usual sign is not the word that the quote counts.
var unitWords = map[string][]string{
	"km":     {"kilometre", "kilometer", "kilometres", "kilometers", "公里", "千米", "کلومیٹر"},
	"m":      {"metre", "meter", "metres", "meters", "米", "میٹر"},
	"mi":     {"mile", "miles"},
	"MW":     {"megawatt", "megawatts", "兆瓦", "میگاواٹ"},
	"GW":     {"gigawatt", "gigawatts", "吉瓦", "گیگاواٹ"},
	"ha":     {"hectare", "hectares", "公顷"},
	"t":      {"tonne", "tonnes", "ton", "tons", "吨"},
	"years":  {"year", "-year", "年", "سال", "برس"},
	"months": {"month", "个月", "ماہ"},
	"people": {
		"persons", "individuals", "citizens", "youth", "youths", "students", "trainees", "teachers", "workers", "professionals",
		"engineers", "farmers", "graduates", "women", "officers", "officials", "doctors", "nurses", "participants", "beneficiaries",
		"researchers", "developers", "employees", "人", "名", "افراد", "نوجوانوں", "طلبہ", "لوگوں",
	},
	"%": {"percent", "per cent", "فیصد"},
}

// namesUnit says whether a quote names the unit, itself or in words.
func namesUnit(quote, unit string) bool {
	if unit == "" || len(unit) > 40 {
		return false
	}
	quote = plain(quote)
	u := plain(unit)
	forms := append([]string{u, u + "s", strings.TrimSuffix(u, "s")}, unitWords[unit]...)
	return slices.ContainsFunc(forms, func(f string) bool {
		return holds(quote, f) || holds(unglued(quote), f)
	})
}

// unglued parts numbers from what is written against them: 820km, $4bn, 5年.
func unglued(quote string) string {
	var b strings.Builder
	for i := range len(quote) {
		if i > 0 && digit(quote[i-1]) && !digit(quote[i]) {
			b.WriteByte(' ')
		}
		b.WriteByte(quote[i])
	}
	return b.String()
}

// currencyWords are what else than its code names a currency. A bare $, ¥ or
// rupee can be several; the model has chosen one of them.
var currencyWords = map[string][]string{
	"USD": {"$", "us$", "dollar", "dollars", "美元", "ڈالر"},
	"EUR": {"€", "euro", "euros", "欧元", "یورو"},
	"GBP": {"£", "pound", "pounds", "sterling", "英镑", "پاؤنڈ"},
	"CNY": {"¥", "￥", "yuan", "rmb", "renminbi", "元", "人民币", "یوآن"},
	"JPY": {"¥", "￥", "yen", "日元", "ین"},
	"PKR": {"rs", "rs.", "rupee", "rupees", "卢比", "روپے", "روپیہ"},
	"INR": {"₹", "rs", "rs.", "rupee", "rupees", "卢比", "روپے"},
	"LKR": {"rs", "rs.", "rupee", "rupees"},
	"NPR": {"rs", "rs.", "rupee", "rupees"},
	"BDT": {"৳", "taka"},
	"AED": {"dh", "dhs", "dirham", "dirhams", "迪拉姆", "درہم"},
	"SAR": {"sr", "riyal", "riyals", "里亚尔", "ریال"},
	"QAR": {"qr", "riyal", "riyals"},
	"KWD": {"dinar", "dinars"},
	"TRY": {"₺", "tl", "lira", "liras"},
	"KRW": {"₩", "won", "韩元"},
	"RUB": {"₽", "rouble", "roubles", "ruble", "rubles", "卢布"},
	"CHF": {"franc", "francs"},
	"CAD": {"c$", "ca$", "canadian dollar", "canadian dollars"},
	"AUD": {"a$", "au$", "australian dollar", "australian dollars"},
	"NZD": {"nz$", "new zealand dollar", "new zealand dollars"},
	"SGD": {"s$", "singapore dollar", "singapore dollars"},
	"HKD": {"hk$", "港元"},
	"BRL": {"r$", "real", "reais"},
	"ZAR": {"rand"},
	"NGN": {"₦", "naira"},
	"GHS": {"cedi", "cedis"},
	"KES": {"ksh", "shilling", "shillings"},
	"MYR": {"rm", "ringgit"},
	"IDR": {"rp", "rupiah"},
	"PHP": {"₱", "peso", "pesos"},
	"THB": {"฿", "baht"},
	"VND": {"₫", "dong"},
	"SEK": {"krona", "kronor"},
	"NOK": {"krone", "kroner"},
	"DKK": {"krone", "kroner"},
}

// namesCurrency says whether a quote names the currency, by its code or what
// else stands for it.
func namesCurrency(quote, code string) bool {
	if len(code) != 3 || strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return false
	}
	p := unglued(plain(quote))
	return holds(unglued(quote), code) || slices.ContainsFunc(currencyWords[code], func(w string) bool {
		return holds(p, w) || (strings.HasSuffix(w, "$") || len([]rune(w)) == 1) && strings.Contains(p, w)
	}) || wordBeforeNumber(quote, code)
}

// wordBeforeNumber says whether a code stands against its number: USD5m.
func wordBeforeNumber(quote, code string) bool {
	i := strings.Index(quote, code)
	return i >= 0 && !inWord(quote, i) && i+len(code) < len(quote) && digit(quote[i+len(code)])
}

// countryWords are short and irregular names of countries and their people.
var countryWords = map[string][]string{
	"AE": {"uae", "emirati", "emirates"}, "CH": {"swiss"}, "CZ": {"czech", "czech republic"}, "DE": {"german"},
	"DK": {"danish"}, "ES": {"spanish"}, "FI": {"finnish"}, "FR": {"french"}, "GB": {"uk", "u.k.", "britain", "british"},
	"GR": {"greek"}, "IE": {"irish"}, "KP": {"north korean"}, "KR": {"korea", "korean", "republic of korea"}, "NL": {"dutch"}, "NZ": {"new zealander"},
	"PH": {"philippine", "filipino"}, "PL": {"polish"}, "PT": {"portuguese"}, "RU": {"russian federation"}, "SA": {"saudi", "ksa"},
	"SE": {"swedish"}, "TH": {"thai"}, "TR": {"turkish", "türkiye"}, "UZ": {"uzbek"}, "KZ": {"kazakh"}, "AF": {"afghan"},
	"US": {"usa", "u.s.", "u.s", "american"}, "VN": {"viet nam"},
}

var countryNames = []display.Namer{
	display.English.Regions(), display.Regions(language.Chinese), display.Regions(language.MustParse("zh-Hant")), display.Regions(language.Urdu),
}

// namesCountry says whether a quote names the country, or its people, of an
// ISO 3166-1 code.
func namesCountry(quote, code string) bool {
	if len(code) != 2 || strings.ToUpper(code) != code {
		return false
	}
	r, err := language.ParseRegion(code)
	if err != nil || !r.IsCountry() || r.String() != code || r.Canonicalize() != r {
		return false
	}
	quoted := strings.ToLower(quote)
	forms := countryWords[code]
	for i, names := range countryNames {
		if names == nil {
			continue
		}
		name := strings.ToLower(names.Name(r))
		switch {
		case name == "":
		case i == 0:
			for _, end := range []string{"", "n", "an", "ian", "i", "ese"} {
				forms = append(forms[:len(forms):len(forms)], name+end)
			}
			if stem := name[:len(name)-1]; len(stem) > 3 {
				forms = append(forms, stem+"ese", stem+"ian", stem+"an")
			}
		case strings.Contains(quoted, name):
			return true
		}
	}
	// US stands for the country in capitals alone; us is everybody.
	return code == "US" && holds(quote, "US") || slices.ContainsFunc(forms, func(f string) bool { return holds(quoted, f) })
}
