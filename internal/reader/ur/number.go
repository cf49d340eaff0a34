package ur

import (
	"math"
	"strconv"
	"strings"

	"sanad/internal/reader/language/draft"
)

type valueKind uint8

const (
	noValue valueKind = iota
	inside            // a later word of a value
	dateValue
	moneyValue
	quantityValue
	countValue
)

// value is what a number and the words after it say.
type value struct {
	kind  valueKind
	n     int // words
	of    int // words of the number itself
	until int // index after its last word
	num   float64
	unit  string
	when  when
}

// small numbers by their words.
var numerals = func() map[string]float64 {
	m := map[string]float64{}
	for i, w := range strings.Fields(`صفر ایک دو تین چار پانچ چھ سات آٹھ نو دس گیارہ بارہ تیرہ چودہ پندرہ سولہ سترہ اٹھارہ انیس بیس اکیس بائیس تئیس چوبیس پچیس چھبیس ستائیس اٹھائیس انتیس تیس اکتیس بتیس تینتیس چونتیس پینتیس چھتیس سینتیس اڑتیس انتالیس چالیس اکتالیس بیالیس تینتالیس چوالیس پینتالیس چھیالیس سینتالیس اڑتالیس انچاس پچاس اکیاون باون ترپن چون پچپن چھپن ستاون اٹھاون انسٹھ ساٹھ
		اکسٹھ باسٹھ تریسٹھ چونسٹھ پینسٹھ چھیاسٹھ سڑسٹھ اڑسٹھ انہتر ستر اکہتر بہتر تہتر چوہتر پچھتر چھہتر ستتر اٹھہتر اناسی اسی اکیاسی بیاسی تراسی چوراسی پچاسی چھیاسی ستاسی اٹھاسی نواسی نوے اکانوے بانوے ترانوے چورانوے پچانوے چھیانوے ستانوے اٹھانوے ننانوے`) {
		m[w] = float64(i)
	}
	m["چھے"], m["تئیس"] = 6, 23
	return m
}()

// halves are said before a number or alone: ڈیڑھ کروڑ, ساڑھے تین ارب.
var halves = map[string]float64{"ڈیڑھ": 1.5, "ڈھائی": 2.5, "اڑھائی": 2.5}

var scales = map[string]float64{"سو": 100, "ہزار": 1e3, "لاکھ": 1e5, "کروڑ": 1e7, "ارب": 1e9, "کھرب": 1e11, "ملین": 1e6, "بلین": 1e9, "ٹریلین": 1e12, "سینکڑوں": 0}

// number reads the number at word i and how many words it takes.
func number(w []word, i int) (v float64, n int) {
	total, part := 0.0, 0.0
	has := false
	add := 0.0
	for i+n < len(w) && n < 14 && !w[i+n].mark {
		x := w[i+n].norm
		switch {
		case x == "ساڑھے" && !has && i+n+1 < len(w):
			add = 0.5
		case x == "سوا" && !has && i+n+1 < len(w):
			add = 0.25
		case x == "پونے" && !has && i+n+1 < len(w):
			add = -0.25
		case halves[x] > 0 && !has:
			part, has = halves[x], true
		case scales[x] > 0:
			if !has && total == 0 && n > 0 && add == 0 {
				return 0, 0
			}
			s := scales[x]
			if add == 0.25 && !has { // سوا لاکھ: one and a quarter of it
				part, has, add = 1.25, true, 0
			}
			if !has {
				if total == 0 && part == 0 && (s == 100 || n > 0) {
					return 0, 0
				}
				if part == 0 {
					if n == 0 {
						return 0, 0
					}
					part = 1
				}
			}
			if s == 100 {
				part *= 100
			} else {
				total += part * s
				part = 0
			}
			has = s == 100
		default:
			f, ok := figure(x)
			if !ok {
				f, ok = numerals[x]
			}
			if !ok || has && !(part >= 100 && f < 100 && math.Mod(part, 100) == 0) {
				goto done
			}
			part += f + add
			add = 0
			has = true
		}
		n++
	}
done:
	if n == 0 || !has && total == 0 {
		return 0, 0
	}
	return math.Round((total+part)*1e6) / 1e6, n
}

// figureMarks take the marks between groups of digits out, and write a decimal point.
var figureMarks = strings.NewReplacer(",", "", "٬", "", "٫", ".")

// figure reads 1,200 and 1.5; norm has made the digits Latin.
func figure(x string) (float64, bool) {
	if x == "" || x[0] < '0' || x[0] > '9' {
		return 0, false
	}
	x = figureMarks.Replace(x)
	if len(x) > 15 {
		return 0, false
	}
	f, err := strconv.ParseFloat(x, 64)
	if err != nil || strings.ContainsAny(x, "eExXpP_") {
		return 0, false
	}
	return f, true
}

var currencies = newTable().
	add("PKR", "روپے|روپیہ|روپوں|پاکستانی روپے").add("USD", "ڈالر|امریکی ڈالر|ڈالرز|ڈالروں").add("CNY", "یوآن|چینی یوآن|یوان").
	add("EUR", "یورو").add("GBP", "پاؤنڈ|برطانوی پاؤنڈ").add("SAR", "ریال|سعودی ریال").add("AED", "درہم").add("INR", "بھارتی روپے").add("JPY", "ین|جاپانی ین").add("KWD", "کویتی دینار").sorted()

// units of quantities by the noun after the number.
var units = newTable().
	add("MW", "میگاواٹ|میگا واٹ").add("km", "کلومیٹر|کلو میٹر").add("years", "سال|سالوں|برس|برسوں").add("months", "ماہ|مہینے|مہینوں").
	add("people", "نوجوان|نوجوانوں|طلبہ|طلبا|طلباء|طالب علموں|طالب علم|طالبات|افراد|ماہرین|کارکن|کارکنوں|اساتذہ|نرسوں|نرسیں|ملازمین|خواتین|کسان|کسانوں|مریضوں|انجینئرز|انجینئروں|ڈاکٹروں|ڈاکٹر|شرکا|وظائف|اہلکاروں|اہلکار|لوگوں|استادوں|ہنرمندوں|تربیت کاروں").
	add("jobs", "ملازمتیں|ملازمتوں|نوکریاں|روزگار").add("sites", "مراکز|مقامات|اسٹیشن|اسٹیشنوں|مرکز|سائٹس|پلانٹ|پلانٹس|کلینک|کلینکس|بنیادی مراکز صحت").add("schools", "اسکول|اسکولوں|سکول|سکولوں").add("universities", "جامعات|یونیورسٹیوں|یونیورسٹیاں").
	add("hospitals", "ہسپتال|ہسپتالوں|اسپتالوں").add("t", "ٹن").add("%", "فیصد").add("ha", "ہیکٹر").add("acres", "ایکڑ").add("GW", "گیگاواٹ").add("villages", "دیہات|گاؤں").add("companies", "کمپنیوں|کمپنیاں|اسٹارٹ اپس").add("buses", "بسیں|بسوں").add("households", "گھرانوں|گھرانے|گھروں").add("times", "گنا").add("units", "یونٹ|یونٹس").add("beds", "بستروں|بستر").sorted()

var months = map[string]int{"جنوری": 1, "فروری": 2, "مارچ": 3, "اپریل": 4, "مئی": 5, "جون": 6, "جولائی": 7, "اگست": 8, "ستمبر": 9, "اکتوبر": 10, "نومبر": 11, "دسمبر": 12}

var weekdays = map[string]int{"پیر": 0, "سوموار": 0, "منگل": 1, "بدھ": 2, "جمعرات": 3, "جمعہ": 4, "جمعے": 4, "ہفتہ": 5, "ہفتے": 5, "اتوار": 6}

// when is a date as the words give it.
type when struct {
	kind    string // day, weekday, offset, tomorrow-or-yesterday, month, same
	y, m, d int
}

// valueAt reads the date, amount, quantity or count that begins at word i.
func valueAt(w []word, i int) (value, bool) {
	x := w[i].norm
	next := func(k int) string {
		if i+k < len(w) {
			return w[i+k].norm
		}
		return ""
	}
	switch x {
	case "آج":
		return value{kind: dateValue, n: 1, when: when{kind: "offset"}}, true
	case "کل":
		if next(1) == "مالیت" || next(1) == "لاگت" || next(1) == "رقم" || next(1) == "ملا" {
			return value{}, false
		}
		return value{kind: dateValue, n: 1, when: when{kind: "near"}}, true
	case "گزشتہ", "گذشتہ":
		switch next(1) {
		case "روز":
			return value{kind: dateValue, n: 2, when: when{kind: "offset", d: -1}}, true
		case "ماہ":
			return value{kind: dateValue, n: 2, when: when{kind: "month", m: -1}}, true
		}
		if wd, ok := weekdays[next(1)]; ok && next(1) != "ہفتے" && next(1) != "ہفتہ" {
			return value{kind: dateValue, n: 2, when: when{kind: "weekday", d: wd}}, true
		}
	case "آئندہ", "اگلے":
		if next(1) == "ماہ" {
			return value{kind: dateValue, n: 2, when: when{kind: "month", m: 1}}, true
		}
		if next(1) == "سال" {
			return value{kind: dateValue, n: 2, when: when{kind: "year", y: 1}}, true
		}
		if wd, ok := weekdays[next(1)]; ok && next(1) != "ہفتے" {
			return value{kind: dateValue, n: 2, when: when{kind: "weekday", y: 1, d: wd}}, true
		}
	case "اسی":
		if next(1) == "روز" || next(1) == "دن" {
			return value{kind: dateValue, n: 2, when: when{kind: "same"}}, true
		}
	}
	if wd, ok := weekdays[x]; ok {
		// ہفتہ is Saturday and week: only a day is "on" or has a روز
		if next(1) == "کو" || next(1) == "کے" && next(2) == "روز" || x != "ہفتہ" && x != "ہفتے" && x != "پیر" && (next(1) == "کی" && (next(2) == "شام" || next(2) == "صبح")) {
			return value{kind: dateValue, n: 1, when: when{kind: "weekday", d: wd}}, true
		}
	}
	if m := months[x]; m > 0 {
		v := value{kind: dateValue, n: 1, when: when{kind: "date", m: m}}
		if y, ok := figure(next(1)); ok && y >= 1900 && y < 2100 {
			v.n, v.when.y = 2, int(y)
		} else if next(1) != "میں" && next(1) != "کے" {
			return value{}, false
		}
		return v, true
	}
	if v, ok := numericDate(w, i); ok {
		return v, true
	}
	v, n := number(w, i)
	if x == "یکم" { // the first of a month has a word of its own
		v, n = 1, 1
	}
	if n == 0 {
		return value{}, false
	}
	if m := months[next(n)]; m > 0 && v >= 1 && v <= 31 && v == math.Trunc(v) {
		out := value{kind: dateValue, n: n + 1, when: when{kind: "date", m: m, d: int(v)}}
		k := n + 1
		if next(k) == "،" || next(k) == "," {
			k++
		}
		if y, ok := figure(next(k)); ok && y >= 1900 && y < 2100 {
			out.n, out.when.y = k+1, int(y)
		}
		return out, true
	}
	if v >= 1900 && v < 2100 && n == 1 && figureLike(x) && (next(1) == "میں" || next(1) == "کے" || next(1) == "سے" || next(1) == "ء") {
		return value{kind: dateValue, n: 1, when: when{kind: "date", y: int(v)}}, true
	}
	if i+n < len(w) {
		if k, code := currencies.at(w, i+n); k > 0 {
			return value{kind: moneyValue, n: n + k, num: v, unit: code}, true
		}
	}
	// nine memoranda: up to three words between
	if v >= 2 && v < 1000 && v == math.Trunc(v) {
		for k := 0; k <= 3 && i+n+k < len(w) && !w[i+n+k].mark; k++ {
			if m, _ := instruments.at(w, i+n+k); m > 0 {
				end := n + k + m
				for i+end+1 < len(w) && (w[i+end].norm == "اور" || w[i+end].norm == "،") {
					m, _ := instruments.at(w, i+end+1)
					if m == 0 {
						break
					}
					end += 1 + m
				}
				last := w[i+end-1].norm
				if strings.HasSuffix(last, "وں") || strings.HasSuffix(last, "یں") || strings.HasSuffix(last, "ے") || strings.HasSuffix(last, "وز") || strings.HasSuffix(last, "ات") || strings.HasSuffix(last, "س") || last == "پروٹوکول" || last == "یوز" {
					return value{kind: countValue, n: end, num: v}, true
				}
				break
			}
			switch w[i+n+k].norm {
			case "کے", "کی", "کا", "میں", "سے", "پر", "نے", "کو", "سال", "ماہ", "اور":
				k = 4
			}
		}
	}
	for k := 0; k <= 2 && i+n+k < len(w) && !w[i+n+k].mark; k++ {
		if m, unit := units.at(w, i+n+k); m > 0 {
			return value{kind: quantityValue, n: n + k + m, of: n, num: v, unit: unit}, true
		}
		if functionWord(w[i+n+k].norm) {
			break
		}
	}
	return value{}, false
}

func figureLike(x string) bool { return x != "" && x[0] >= '0' && x[0] <= '9' }

func functionWord(x string) bool {
	switch x {
	case "کے", "کی", "کا", "میں", "سے", "پر", "نے", "کو", "اور", "تک", "ہے", "کہ", "و", "یا", "بھی":
		return true
	}
	return false
}

// resolve puts a date on the calendar; ahead says the words speak of what is to
// come, which alone tells کل tomorrow from کل yesterday.
func (w when) resolve(published, last draft.Date, ahead bool) draft.Date {
	var d draft.Date
	switch w.kind {
	case "date":
		if w.y > 0 {
			d = draft.Date{Y: w.y, M: w.m, D: w.d}
		} else {
			d = published.Near(w.m, w.d, ahead)
		}
	case "offset":
		d = published.Add(w.d)
	case "near":
		if ahead {
			d = published.Add(1)
		} else {
			d = published.Add(-1)
		}
	case "weekday":
		d = published.On(w.d, ahead || w.y > 0)
	case "month":
		d = published.AddMonths(w.m)
		d.D = 0
	case "year":
		if published.Y > 0 {
			d = draft.Date{Y: published.Y + w.y}
		}
	case "same":
		d = last
	}
	if !d.Valid() {
		return draft.Date{}
	}
	return d
}

// numericDate reads 25-09-2025, 25/9/2025 and 2025-09-25. Where day and month could
// be either way about it says that there is a date and not which.
func numericDate(w []word, i int) (value, bool) {
	parts := strings.Split(w[i].norm, "-")
	n := 1
	if len(parts) == 1 && i+4 < len(w) && w[i+1].norm == "/" && w[i+3].norm == "/" {
		parts, n = []string{w[i].norm, w[i+2].norm, w[i+4].norm}, 5
	}
	if len(parts) != 3 {
		return value{}, false
	}
	var v [3]int
	for k, p := range parts {
		x, err := strconv.Atoi(p)
		if err != nil || x < 1 {
			return value{}, false
		}
		v[k] = x
	}
	d, m, y := v[0], v[1], v[2]
	switch {
	case len(parts[0]) == 4:
		y, m, d = v[0], v[1], v[2]
	case d <= 12 && m > 12:
		d, m = m, d
	case d <= 12 && d != m:
		return value{kind: dateValue, n: n, when: when{kind: "unclear"}}, true
	}
	if y < 1900 || y >= 2100 || !(draft.Date{Y: y, M: m, D: d}).Valid() {
		return value{}, false
	}
	return value{kind: dateValue, n: n, when: when{kind: "date", y: y, m: m, d: d}}, true
}
