package zh

import (
	"math"
	"strings"
	"unicode/utf8"

	"sanad/internal/reader/language/draft"
)

// Numbers are read in Han numerals (一千二百), Latin and full-width digits
// (1,200 and １２００), and both with 万 and 亿 after them.

func hanDigit(r rune) int {
	switch r {
	case '零', '〇':
		return 0
	case '一', '壹':
		return 1
	case '二', '两', '贰':
		return 2
	case '三', '叁':
		return 3
	case '四':
		return 4
	case '五':
		return 5
	case '六':
		return 6
	case '七':
		return 7
	case '八':
		return 8
	case '九':
		return 9
	}
	return -1
}

func latinDigit(r rune) int {
	switch {
	case r >= '0' && r <= '9':
		return int(r - '0')
	case r >= '０' && r <= '９':
		return int(r - '０')
	}
	return -1
}

// number reads the number s begins with and its length; n is 0 where there is
// none.
func number(s string) (v float64, n int) {
	r, _ := utf8.DecodeRuneInString(s)
	if latinDigit(r) >= 0 {
		v, n = digits(s)
	} else {
		v, n = hanNumber(s)
		if n == 0 {
			return 0, 0
		}
	}
	// 3500万, 1.2亿, 5千万
	for {
		r, w := utf8.DecodeRuneInString(s[n:])
		var by float64
		switch r {
		case '万':
			by = 1e4
		case '亿':
			by = 1e8
		case '千':
			by = 1e3
		case '百':
			by = 1e2
		default:
			return v, n
		}
		if (r == '千' || r == '百') && !strings.HasPrefix(s[n+w:], "万") && !strings.HasPrefix(s[n+w:], "亿") {
			return v, n
		}
		v, n = math.Round(v*by*100)/100, n+w
	}
}

func digits(s string) (v float64, n int) {
	point := 0.0
	count := 0
	for n < len(s) {
		r, w := utf8.DecodeRuneInString(s[n:])
		if d := latinDigit(r); d >= 0 && count < 15 {
			count++
			if point > 0 {
				v += float64(d) * point
				point /= 10
			} else {
				v = v*10 + float64(d)
			}
			n += w
			continue
		}
		next, _ := utf8.DecodeRuneInString(s[n+w:])
		if (r == '.' || r == '．') && point == 0 && latinDigit(next) >= 0 {
			point = 0.1
			n += w
			continue
		}
		if r == ',' && point == 0 && three(s[n+w:]) {
			n += w
			continue
		}
		break
	}
	return math.Round(v*1e6) / 1e6, n
}

// three says whether exactly three digits follow, as after a thousands comma.
func three(s string) bool {
	return len(s) >= 3 && allDigits(s[:3]) && (len(s) == 3 || s[3] < '0' || s[3] > '9')
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// hanNumber reads 十五, 一百零五, 两千四百, 二〇二五, 一万五千, 三亿五千万.
func hanNumber(s string) (v float64, n int) {
	total, section := 0.0, 0.0 // what stands before 万 and 亿, and since them
	digit := -1                // waiting for its 十, 百 or 千
	run := 0                   // digits with no unit between them: 二〇二五
	for seen := 0; n < len(s) && seen < 16; seen++ {
		r, w := utf8.DecodeRuneInString(s[n:])
		if d := hanDigit(r); d >= 0 {
			switch {
			case section == 0 && total == 0:
				v = v*10 + float64(d)
				run++
			case digit > 0: // 三十二三: not a number
				return total + section, n
			}
			digit = d
			n += w
			continue
		}
		unit := tens(r)
		if unit == 0 || run > 1 || digit < 0 && unit != 10 && section == 0 {
			break
		}
		run = 0
		switch {
		case unit >= 1e4:
			section += float64(max(digit, 0))
			if unit == 1e4 && total >= 1e8 {
				total += section * unit
			} else {
				total = (total + section) * unit
			}
			section = 0
		case digit < 0:
			section += unit
		default:
			section += float64(digit) * unit
		}
		digit = -1
		n += w
	}
	if total == 0 && section == 0 {
		return v, n
	}
	return total + section + float64(max(digit, 0)), n
}

func tens(r rune) float64 {
	switch r {
	case '十':
		return 10
	case '百':
		return 100
	case '千':
		return 1000
	case '万':
		return 1e4
	case '亿':
		return 1e8
	}
	return 0
}

// currencies, longest first where one begins another.
var currencies = []struct{ text, code string }{
	{"人民币", "CNY"},
	{"元人民币", "CNY"},
	{"美元", "USD"},
	{"欧元", "EUR"},
	{"英镑", "GBP"},
	{"日元", "JPY"},
	{"港元", "HKD"},
	{"港币", "HKD"},
	{"新元", "SGD"},
	{"新加坡元", "SGD"},
	{"巴基斯坦卢比", "PKR"},
	{"巴卢比", "PKR"},
	{"印度卢比", "INR"},
	{"卢比", "PKR"},
	{"卢布", "RUB"},
	{"迪拉姆", "AED"},
	{"沙特里亚尔", "SAR"},
	{"里亚尔", "SAR"},
	{"林吉特", "MYR"},
	{"泰铢", "THB"},
	{"韩元", "KRW"},
	{"令吉", "MYR"},
	{"澳元", "AUD"},
	{"加元", "CAD"},
	{"元", "CNY"},
}

func currency(s string) (code string, n int) {
	for _, c := range currencies {
		if strings.HasPrefix(s, c.text) {
			n := len(c.text)
			if c.text == "元" && strings.HasPrefix(s[n:], "人民币") {
				n += len("人民币")
			}
			return c.code, n
		}
	}
	return "", 0
}

// units of quantities; a measure word (个) is followed by what it measures.
var units = []struct{ text, unit string }{
	{"兆瓦时", "MWh"}, {"兆瓦", "MW"}, {"吉瓦", "GW"}, {"千瓦", "kW"}, {"平方公里", "km²"}, {"平方米", "m²"}, {"公里", "km"}, {"千米", "km"}, {"万吨", ""}, {"吨", "t"}, {"公顷", "ha"}, {"年", "years"}, {"个月", "months"}, {"名", "people"}, {"位", "people"}, {"人", "people"}, {"所", "sites"}, {"座", "sites"}, {"处", "sites"}, {"家", "companies"}, {"台", "units"}, {"辆", "vehicles"}, {"艘", "ships"}, {"架", "aircraft"}, {"套", "units"}, {"种", "kinds"}, {"门课程", "courses"}, {"门", "courses"}, {"个", ""}, {"%", "%"}, {"倍", "times"}, {"亩", "mu"}, {"TB", "TB"}, {"MW", "MW"}, {"km", "km"}, {"张床位", "beds"},
}

// measured are what 个 and its like count, by the end of the noun.
var measured = []struct{ text, unit string }{
	{"监测站", "sites"}, {"基站", "sites"}, {"站点", "sites"}, {"充电站", "sites"}, {"站", "sites"}, {"学校", "schools"}, {"大学", "universities"}, {"高校", "universities"}, {"企业", "companies"}, {"公司", "companies"}, {"就业岗位", "jobs"}, {"岗位", "jobs"}, {"实验室", "laboratories"}, {"医院", "hospitals"}, {"中心", "sites"}, {"城市", "cities"}, {"村庄", "villages"}, {"村", "villages"}, {"名额", "people"}, {"奖学金名额", "people"}, {"床位", "beds"}, {"地区", "regions"}, {"博物馆", "sites"}, {"诊所", "sites"}, {"家庭", "households"}, {"农户", "households"}, {"品种", "varieties"}, {"泊位", "berths"},
}

// valueAt reads an amount, a quantity or a date at the start of s, which is
// folded; base is where s begins in the text. ok is false where s begins with
// none of them.
func valueAt(s string, base int, before string) (t token, ok bool) {
	r, _ := utf8.DecodeRuneInString(s)
	lead := 0
	switch {
	case latinDigit(r) >= 0 || hanDigit(r) >= 0 || r == '十':
	case strings.HasPrefix(s, "US$") || r == '$' || r == '¥' || r == '￥' || r == '€' || r == '£':
		return symbolMoney(s, base)
	default:
		return t, false
	}
	if strings.HasSuffix(before, "第") {
		return t, false
	}
	if d, n := dateAt(s); n > 0 {
		return token{class: cDate, start: base, end: base + n, date: d}, true
	}
	v, n := number(s)
	if n == 0 {
		return t, false
	}
	n += lead
	rest := s[n:]
	rest = strings.TrimPrefix(rest, "多")
	rest = strings.TrimPrefix(rest, "余")
	more := len(s[n:]) - len(rest)
	// 20多亿元, 3亿多美元
	for _, big := range []struct {
		text string
		by   float64
	}{{"万", 1e4}, {"亿", 1e8}} {
		if more > 0 && strings.HasPrefix(rest, big.text) {
			v = math.Round(v*big.by*100) / 100
			rest = rest[len(big.text):]
			more += len(big.text)
		}
	}
	n += more
	if code, w := currency(rest); w > 0 && !strings.HasPrefix(rest, "元旦") {
		return token{class: cMoney, start: base, end: base + n + w, num: v, unit: code, est: more > 0}, true
	}
	for _, u := range units {
		if !strings.HasPrefix(rest, u.text) {
			continue
		}
		w := len(u.text)
		unit := u.unit
		after := rest[w:]
		switch u.text {
		case "年":
			// a year of the calendar, or the year of a plan
			if v > 200 || strings.HasPrefix(after, "前") || strings.HasPrefix(after, "来") || strings.HasPrefix(after, "级") || strings.HasPrefix(after, "度") {
				return t, false
			}
		case "人", "位", "名", "家", "个", "所", "座", "处", "门", "台", "套", "架", "种":
			k, mu := noun(after)
			if mu != "" && (unit == "" || unit != "people") {
				unit = mu
			}
			if u.text == "名" || u.text == "位" || u.text == "人" {
				unit = "people"
			}
			if instr := instrumentAhead(after); instr && (u.text == "个" || u.text == "家") {
				return t, false
			}
			if unit == "" {
				if k == 0 || u.text == "个" && v < 2 {
					return t, false
				}
				unit = "items"
			}
			w += k
		case "万吨":
			v *= 1e4
			unit = "t"
		}
		return token{class: cQuantity, start: base, of: base + n, end: base + n + w, num: v, unit: unit, est: more > 0}, true
	}
	return t, false
}

func symbolMoney(s string, base int) (token, bool) {
	for _, c := range []struct{ text, code string }{{"US$", "USD"}, {"$", "USD"}, {"¥", "CNY"}, {"￥", "CNY"}, {"€", "EUR"}, {"£", "GBP"}} {
		if rest, ok := strings.CutPrefix(s, c.text); ok {
			if v, n := number(rest); n > 0 {
				return token{class: cMoney, start: base, end: base + len(c.text) + n, num: v, unit: c.code}, true
			}
		}
	}
	return token{}, false
}

// noun is the noun that a measure word measures: its length, and the unit its
// end gives.
func noun(s string) (n int, unit string) {
	i, best := 0, 0
	for k := 0; k < 10 && i < len(s); k++ {
		r, w := utf8.DecodeRuneInString(s[i:])
		if r < 0x4e00 && r != '、' || strings.ContainsRune("的和与将在为并已，。、；", r) || latinDigit(r) >= 0 {
			break
		}
		i += w
		for _, m := range measured {
			if strings.HasSuffix(s[:i], m.text) && (best == 0 || m.unit == unit) {
				best, unit = i, m.unit
				break
			}
		}
		if best == 0 && k == 3 && n == 0 {
			n = i
		}
	}
	if best > 0 {
		return best, unit
	}
	if i < n || n == 0 {
		n = i
	}
	return min(n, i), ""
}

func instrumentAhead(s string) bool {
	i := 0
	for k := 0; k < 12 && i < len(s); k++ {
		r, w := utf8.DecodeRuneInString(s[i:])
		if r == '，' || r == '。' || r == '、' || r == '；' {
			return false
		}
		if x, ok := lookup(s[i:]); ok && x.class == cInstr {
			return true
		}
		i += w
	}
	return false
}

// Dates -------------------------------------------------------------------

// when is a date as the words give it; what they leave out is to be filled in
// from the day of publication.
type when struct {
	kind    string // "", day, month, year, weekday, offset, monthOffset, same
	y, m, d int
	off     int
}

// dateAt reads 2025年9月4日, 9月4日, 4日, 2025年9月, 9月, 2025年, 今年3月.
func dateAt(s string) (w when, n int) {
	v, k := plainNumber(s)
	if k == 0 {
		return w, 0
	}
	if n := numericDate(s, k); n > 0 {
		y, m, d := parseNumeric(s[:n])
		return when{kind: "day", y: y, m: m, d: d}, n
	}
	switch {
	case v >= 1900 && v < 2100 && past(s, k, "年") > 0:
		w, n = when{kind: "year", y: v}, past(s, k, "年")
		return monthAt(s, n, w)
	case v >= 1 && v <= 12 && past(s, k, "月") > 0 && !strings.HasPrefix(s[k:], "月球"):
		return monthAt(s, 0, when{kind: "month"})
	case v >= 1 && v <= 31 && past(s, k, "日") > 0 && !strings.HasPrefix(s[k:], "日元") && !strings.HasPrefix(s[k:], "日本"):
		return when{kind: "day", d: v}, past(s, k, "日")
	}
	return w, 0
}

// past is the end of the unit that stands at s[n:], with a space before it or
// without; 0 when it is another. Typists put spaces about Latin digits: 9 月 4 日.
func past(s string, n int, unit string) int {
	rest := strings.TrimPrefix(s[n:], " ")
	if !strings.HasPrefix(rest, unit) {
		return 0
	}
	return len(s) - len(rest) + len(unit)
}

// monthAt reads the month and the day at s[n:] into w, and where they end: n
// when there is no month.
func monthAt(s string, n int, w when) (when, int) {
	from := n + len(s[n:]) - len(strings.TrimPrefix(s[n:], " "))
	m, j := plainNumber(s[from:])
	end := 0
	if j > 0 && m >= 1 && m <= 12 {
		end = past(s, from+j, "月")
	}
	if end == 0 {
		return w, n
	}
	w.kind, w.m, n = "month", m, end
	from = n + len(s[n:]) - len(strings.TrimPrefix(s[n:], " "))
	if d, e := dayAt(s[from:]); e > 0 {
		w.kind, w.d, n = "day", d, from+e
	}
	return w, n
}

// numericDate is the length of 2025-09-04, 2025/9/4 or 2025.9.4 whose year has k
// bytes, 0 where s begins with none.
func numericDate(s string, k int) int {
	if k != 4 || len(s) < 8 || !allDigits(s[:4]) {
		return 0
	}
	sep := s[4]
	if sep != '-' && sep != '/' && sep != '.' {
		return 0
	}
	n := 5
	for part := range 2 {
		from := n
		for n < len(s) && n < from+2 && s[n] >= '0' && s[n] <= '9' {
			n++
		}
		if n == from || part == 0 && (n == len(s) || s[n] != sep) {
			return 0
		}
		if part == 0 {
			n++
		}
	}
	if n < len(s) && (s[n] >= '0' && s[n] <= '9' || s[n] == sep) {
		return 0
	}
	if y, m, d := parseNumeric(s[:n]); y < 1900 || y >= 2100 || !(draft.Date{Y: y, M: m, D: d}).Valid() || d == 0 || m == 0 {
		return 0
	}
	return n
}

func parseNumeric(s string) (y, m, d int) {
	v := [3]int{}
	i := 0
	for _, c := range []byte(s) {
		if c >= '0' && c <= '9' {
			v[i] = v[i]*10 + int(c-'0')
		} else if i < 2 {
			i++
		}
	}
	return v[0], v[1], v[2]
}

// republic reads a year of the Republic of China, 民国114年 for 2025.
func republic(s string) (w when, n int) {
	rest, ok := strings.CutPrefix(s, "民国")
	if !ok {
		return w, 0
	}
	from := len("民国")
	if strings.HasPrefix(rest, " ") {
		from++
	}
	v, k := plainNumber(s[from:])
	end := 0
	if k > 0 && v >= 1 && v < 200 {
		end = past(s, from+k, "年")
	}
	if end == 0 {
		return w, 0
	}
	return monthAt(s, end, when{kind: "year", y: 1911 + v})
}

func dayAt(s string) (d, n int) {
	d, n = plainNumber(s)
	if n == 0 || d < 1 || d > 31 {
		return 0, 0
	}
	for _, unit := range []string{"日", "号"} {
		if end := past(s, n, unit); end > 0 {
			return d, end
		}
	}
	return 0, 0
}

// plainNumber is a whole number without 万, thousands commas or a point.
func plainNumber(s string) (v, n int) {
	r, _ := utf8.DecodeRuneInString(s)
	if latinDigit(r) < 0 {
		f, k := hanNumber(s)
		if k == 0 || f > 9999 {
			return 0, 0
		}
		return int(f), k
	}
	for n < len(s) {
		r, w := utf8.DecodeRuneInString(s[n:])
		d := latinDigit(r)
		if d < 0 || v > 9999 {
			break
		}
		v, n = v*10+d, n+w
	}
	return v, n
}

// relative are dates by a word.
var relative = []struct {
	text string
	when
}{
	{"今日", when{kind: "offset"}},
	{"今天", when{kind: "offset"}},
	{"今早", when{kind: "offset"}},
	{"今晨", when{kind: "offset"}},
	{"本日", when{kind: "offset"}},
	{"昨日", when{kind: "offset", off: -1}},
	{"昨天", when{kind: "offset", off: -1}},
	{"昨晚", when{kind: "offset", off: -1}},
	{"前天", when{kind: "offset", off: -2}},
	{"前日", when{kind: "offset", off: -2}},
	{"明日", when{kind: "offset", off: 1}},
	{"明天", when{kind: "offset", off: 1}},
	{"后天", when{kind: "offset", off: 2}},
	{"同一日", when{kind: "same"}},
	{"同日", when{kind: "same"}},
	{"当天", when{kind: "same"}},
	{"当日", when{kind: "same"}},
	{"同一天", when{kind: "same"}},
	{"下个月", when{kind: "monthOffset", off: 1}},
	{"下月", when{kind: "monthOffset", off: 1}},
	{"上个月", when{kind: "monthOffset", off: -1}},
	{"上月", when{kind: "monthOffset", off: -1}},
}

// relativeStarts are the characters relativeAt's words begin with.
var relativeStarts = func() map[rune]bool {
	m := map[rune]bool{}
	for _, r := range "今明去前本下上周星礼民" {
		m[r] = true
	}
	for _, x := range relative {
		r, _ := utf8.DecodeRuneInString(x.text)
		m[r] = true
	}
	return m
}()

var weekdays = map[string]int{"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6}

// relativeAt reads 昨日, 下周三, 本周四, 明年一月, 今年3月, 本月4日.
func relativeAt(s string) (w when, n int) {
	if r, _ := utf8.DecodeRuneInString(s); !relativeStarts[r] {
		return w, 0
	}
	if w, n := republic(s); n > 0 {
		return w, n
	}
	for _, r := range relative {
		if strings.HasPrefix(s, r.text) {
			n = len(r.text)
			if r.kind == "monthOffset" { // 下月8日
				if d, k := dayAt(s[n:]); k > 0 {
					return when{kind: "dayOfMonth", d: d, off: r.off}, n + k
				}
			}
			return r.when, n
		}
	}
	for _, y := range []struct {
		text string
		off  int
	}{{"今年", 0}, {"明年", 1}, {"去年", -1}, {"前年", -2}} {
		if rest, ok := strings.CutPrefix(s, y.text); ok {
			if d, k := dateAt(rest); k > 0 && d.m > 0 && d.y == 0 {
				return when{kind: "yearOffset", m: d.m, d: d.d, off: y.off}, len(y.text) + k
			}
			if y.off == 1 && !strings.HasPrefix(rest, "初") {
				return when{kind: "yearOffset", off: y.off}, len(y.text)
			}
			return w, 0
		}
	}
	if rest, ok := strings.CutPrefix(s, "本月"); ok {
		if d, k := dayAt(rest); k > 0 {
			return when{kind: "dayOfMonth", d: d}, len("本月") + k
		}
		return w, 0
	}
	off, rest := 0, s
	if r, ok := strings.CutPrefix(rest, "下"); ok {
		off, rest = 1, r
	} else if r, ok := strings.CutPrefix(rest, "上"); ok {
		off, rest = -1, r
	} else if r, ok := strings.CutPrefix(rest, "本"); ok {
		rest = r
		off = 2
	}
	for _, name := range []string{"周", "星期", "礼拜"} {
		if r, ok := strings.CutPrefix(rest, name); ok && len(r) >= 3 {
			if d, ok := weekdays[r[:3]]; ok {
				return when{kind: "weekday", d: d, off: off}, len(s) - len(r) + 3
			}
		}
	}
	return w, 0
}

// resolve puts a date on the calendar. ahead says that the words speak of what
// is to come.
func (w when) resolve(published, last draft.Date, ahead bool) draft.Date {
	var d draft.Date
	switch w.kind {
	case "day", "month":
		if w.y > 0 {
			d = draft.Date{Y: w.y, M: w.m, D: w.d}
		} else {
			d = published.Near(w.m, w.d, ahead)
		}
	case "year":
		d = draft.Date{Y: w.y}
	case "offset":
		d = published.Add(w.off)
	case "same":
		d = last
	case "monthOffset":
		d = published.AddMonths(w.off)
		d.D = 0
	case "dayOfMonth":
		d = published.AddMonths(w.off)
		d.D = w.d
	case "yearOffset":
		if published.Y > 0 {
			d = draft.Date{Y: published.Y + w.off, M: w.m, D: w.d}
		}
	case "weekday":
		switch w.off {
		case 1, -1, 2: // of the next week, the last, this one, Monday first
			if published.D > 0 {
				off := w.off
				if off == 2 {
					off = 0
				}
				d = published.Add(w.d - published.Weekday() + 7*off)
			}
		default:
			d = published.On(w.d, ahead)
		}
	}
	if !d.Valid() {
		return draft.Date{}
	}
	return d
}
