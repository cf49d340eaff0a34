package ur

import (
	"strings"
	"testing"

	"sanad/internal/reader"
	"sanad/internal/reader/language/draft/drafttest"
)

// Each text is published on Monday, 8 September 2025.
func TestRead(t *testing.T) {
	drafttest.Reads(t, New(), []drafttest.Case{
		{Text: "ہواوے اور نیشنل ٹیلی کمیونیکیشن کارپوریشن (این ٹی سی) کے درمیان مفاہمتی یادداشت پر دستخط ہوئے۔", Want: []string{"ہواوے + نیشنل ٹیلی کمیونیکیشن کارپوریشن | mou signed"}},
		{Text: "جامعہ راوی نے اتوار کو لنجیانگ یونیورسٹی کے ساتھ معاہدے پر دستخط کیے۔", Want: []string{"جامعہ راوی + لنجیانگ یونیورسٹی | agreement signed 2025-09-07"}},
		{Text: "وزارت انفارمیشن ٹیکنالوجی اور ٹیلی کمیونیکیشن اور زیڈ ٹی ای کے درمیان فریم ورک معاہدہ طے پایا۔", Want: []string{"وزارت انفارمیشن ٹیکنالوجی اور ٹیلی کمیونیکیشن + زیڈ ٹی ای | framework signed"}},
		{Text: "جامعہ راوی نے نرسوں کی تربیت کے لیے شفا ہسپتال کے ساتھ سمجھوتہ کیا۔", Want: []string{"جامعہ راوی + شفا ہسپتال | agreement signed"}},
		{Text: "حکومت پنجاب، جامعہ راوی اور صاف دریا فاؤنڈیشن نے سہ فریقی معاہدے پر دستخط کیے۔", Want: []string{"حکومت پنجاب + جامعہ راوی + صاف دریا فاؤنڈیشن | agreement signed"}},
		{Text: "جامعہ راوی نے شفا ہسپتال کے ساتھ معاہدہ کیا، جبکہ نور فاؤنڈیشن کے ساتھ بھی ایک ایم او یو پر دستخط ہوئے۔", Want: []string{"جامعہ راوی + شفا ہسپتال | agreement signed", "جامعہ راوی + نور فاؤنڈیشن | mou signed"}},
		{Text: "نیلم پورٹ اتھارٹی کل گوادر لاجسٹکس لمیٹڈ کے ساتھ معاہدے پر دستخط کرے گی۔", Want: []string{"نیلم پورٹ اتھارٹی + گوادر لاجسٹکس لمیٹڈ | agreement planned 2025-09-09"}},
		{Text: "وفاقی کابینہ نے وزارت صحت اور سبز دوا لمیٹڈ کے درمیان معاہدے کی منظوری دے دی۔", Want: []string{"وزارت صحت + سبز دوا لمیٹڈ | agreement approved"}},
		{Text: "جامعہ راوی اور شفا ہسپتال کے درمیان معاہدے پر مذاکرات جاری ہیں۔", Want: []string{"جامعہ راوی + شفا ہسپتال | agreement negotiating"}},
		{Text: "جامعہ راوی نے شفا ہسپتال کے ساتھ معاہدہ ختم کر دیا۔", Want: []string{"جامعہ راوی + شفا ہسپتال | agreement ended"}},
		{Text: "جامعہ راوی اور شفا ہسپتال نے معاہدے میں پانچ سال کی توسیع کر دی۔", Want: []string{"جامعہ راوی + شفا ہسپتال | agreement signed"}},
		{Text: "جامعہ راوی نے شفا ہسپتال کے ساتھ کسی معاہدے کی تردید کی ہے۔", Want: []string{}},
		{Text: "جامعہ راوی اور شفا ہسپتال کے درمیان کوئی معاہدہ نہیں ہوا۔", Want: []string{}},
		{Text: "کانفرنس میں نو مفاہمتی یادداشتوں پر دستخط کیے گئے۔", Want: []string{}},
		{Text: "جامعہ راوی کے وفد نے شفا ہسپتال کا دورہ کیا۔ اس موقع پر دونوں اداروں نے لیٹر آف انٹینٹ پر دستخط کیے۔", Want: []string{"جامعہ راوی + شفا ہسپتال | loi signed"}},
		{Text: "جامعہ راوي نے ۴ ستمبر ۲۰۲۵ کو شفا ہسپتال كے ساتھ معاہدے پر دستخط کیے۔", Want: []string{"جامعہ راوي + شفا ہسپتال | agreement signed 2025-09-04"}},
	})
}

// TestGlued: words written without the space between them.
func TestGlued(t *testing.T) {
	for s, want := range map[string]string{
		"پردستخط": "پر|دستخط", "اورایران": "اور|ایران", "کےساتھ": "کے|ساتھ", "نےمفاہمت": "نے|مفاہمت", "میںمعاہدہ": "میں|معاہدہ", "کامعاہدہ": "کا|معاہدہ", "صدرپروفیسرحسین": "صدر|پروفیسر|حسین",
		"پروگرام": "پروگرام", "پروفیسر": "پروفیسر", "اورنگزیب": "اورنگزیب", "وزیراعظم": "وزیراعظم", "کامیاب": "کامیاب", "کیلئے": "کیلئے", "معاہدے": "معاہدے",
	} {
		var got []string
		for _, w := range tokenize(s, 0, len(s)) {
			got = append(got, s[w.Start:w.End])
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%s is cut %q, want %s", s, got, want)
		}
	}
}

// TestPress: what the press writes beyond a ministry's own sentences.
func TestPress(t *testing.T) {
	drafttest.Reads(t, New(), []drafttest.Case{
		{Text: "پاکستان اورایران کےمابین مفاہمتی یاداشت پردستخط ہوگئے۔", Want: []string{"پاکستان + ایران | mou signed"}},
		{Text: "اسلام آباد (این این آئی)نور بنک اور حکومت پاکستان کے درمیان ایک معاہدے پر دستخط ہو گئے ہیں جس کے تحت بنک ڈیڑھ ارب ڈالر کا قرضہ دے گا۔", Want: []string{"نور بنک + حکومت پاکستان | loan signed"}},
		{Text: "معاہدے پر جامعہ راوی کی جانب سے رجسٹرار جبکہ شفا ہسپتال کی طرف سے سربراہ نے دستخط کیے۔", Want: []string{"جامعہ راوی + شفا ہسپتال | agreement signed"}},
		{Text: "جامعہ راوی کے قائم مقام وائس چانسلر احمد اور شفا ہسپتال کے ڈائریکٹر نے مفاہمت کی یادداشت پر دستخط کیے", Want: []string{"جامعہ راوی + شفا ہسپتال | mou signed"}},
		{Text: "جامعہ گجرات اور شفا ہسپتال کے درمیان معاہدہ طے پایا۔ گجرات یونیورسٹی اور شفا ہسپتال نے معاہدے پر دستخط کیے۔", Want: []string{"گجرات یونیورسٹی + شفا ہسپتال | agreement signed"}},
		{Text: "جامعہ راوی نے شفا ہسپتال کے ساتھ معاہدے پر دستخط کرنے کی خواہش ظاہر کی۔", Want: []string{}},
		{Text: "معاہدے سے پاکستان اور نور بینک کے درمیان تعاون مضبوط ہوگا۔", Want: []string{}},
		{Text: "پاکستان اور ایران افرادی قوت کے لیے مفاہمت کی یادداشت پر دستخط کریں گے۔", Want: []string{"پاکستان + ایران | mou planned"}},
		{Text: "ایران اور تاجکستان کے درمیان مفاہمت کی یادداشت پیش کی گئی جس پر نائب وزیر نے دستخط کیے۔", Want: []string{"ایران + تاجکستان | mou signed"}},
		{Text: "چین اور پاکستان کے درمیان ایم او یو طے پایا۔ چین کی وزارت زراعت اور محکمہ زراعت پنجاب کے درمیان ایم او یو پر دستخط ہوئے۔", Want: []string{"چین کی وزارت زراعت + محکمہ زراعت پنجاب | mou signed"}},
		{Text: "پیر مہر علی شاہ بارانی زرعی یونیورسٹی راولپنڈی اور جامعہ راوی نے مفاہمتی یادداشت پر دستخط کیے۔", Want: []string{"پیر مہر علی شاہ بارانی زرعی یونیورسٹی راولپنڈی + جامعہ راوی | mou signed"}},
		{Text: "جامعہ راوی اور شفا ہسپتال میں مفاہمتی یادداشت کا تبادلہ ہوا۔", Want: []string{"جامعہ راوی + شفا ہسپتال | mou signed"}},
	})
}

func TestNumber(t *testing.T) {
	for s, want := range map[string]float64{
		"نو": 9, "پچیس": 25, "ایک سو بیس": 120, "دو ہزار چار سو": 2400, "ایک لاکھ": 100000, "8 کروڑ 60 لاکھ": 86000000, "ڈیڑھ کروڑ": 15000000, "ڈھائی ارب": 2500000000, "ساڑھے تین لاکھ": 350000,
		"۴۵": 45, "٤٥": 45, "1,200": 1200, "1.5 ارب": 1500000000, "پونے دو کروڑ": 17500000, "سوا لاکھ": 125000,
	} {
		w := tokenize(s, 0, len(s))
		if got, n := number(w, 0); got != want || n != len(w) {
			t.Errorf("%s is %v (%d of %d words), want %v", s, got, n, len(w), want)
		}
	}
}

func TestValues(t *testing.T) {
	text := "جامعہ راوی نے شفا ہسپتال کے ساتھ ٹھیکہ کیا جس کی مالیت 23 ارب روپے ہے اور جس کے تحت ایک لاکھ نوجوانوں کو تربیت دی جائے گی اور ۱۲۰ میگاواٹ کا نظام نصب ہوگا۔"
	r, err := New().Read(reader.Document{Text: text})
	if err != nil || len(r.Agreements) != 1 {
		t.Fatalf("%q, %v", drafttest.Lines(r), err)
	}
	a := r.Agreements[0]
	if len(a.Money) != 1 || a.Money[0].Amount != 23e9 || a.Money[0].Currency != "PKR" || a.Money[0].Quote.Text != "23 ارب روپے" {
		t.Errorf("money %+v", a.Money)
	}
	if len(a.Quantities) != 2 || a.Quantities[0].Value != 100000 || a.Quantities[0].Unit != "people" || a.Quantities[1].Value != 120 || a.Quantities[1].Unit != "MW" {
		t.Errorf("quantities %+v", a.Quantities)
	}
}

func TestCounts(t *testing.T) {
	for text, want := range map[string]int{"کانفرنس میں نو مفاہمتی یادداشتوں پر دستخط ہوئے۔": 9, "۲۴ معاہدے طے پائے۔": 24, "ایک معاہدہ ہوا۔": 0, "پانچ سال کا معاہدہ ہوا۔": 0, "دس مفاہمتی یادداشتوں اور معاہدوں پر دستخط ہوئے۔": 10} {
		r, _ := New().Read(reader.Document{Text: text})
		got := 0
		if len(r.Counts) > 0 {
			got = r.Counts[0].Value
		}
		if got != want {
			t.Errorf("%s counts %d, want %d", text, got, want)
		}
	}
}

func TestDate(t *testing.T) {
	for s, want := range map[string]string{"4 ستمبر 2025": "2025-09-04", "۴ ستمبر ۲۰۲۵": "2025-09-04", "4 ستمبر": "2025-09-04", "یکم جنوری 2026": "2026-01-01", "آج": "2025-09-08", "گزشتہ روز": "2025-09-07", "جمعرات کو": "2025-09-04", "جمعہ کے روز": "2025-09-05", "ستمبر 2020": "2020-09"} {
		text := "جامعہ راوی نے " + s + " شفا ہسپتال کے ساتھ معاہدے پر دستخط کیے۔"
		r, _ := New().Read(reader.Document{Text: text, Published: "2025-09-08"})
		if len(r.Agreements) != 1 || r.Agreements[0].Signed == nil || r.Agreements[0].Signed.Value != want {
			t.Errorf("%s: %q, want %s", s, drafttest.Lines(r), want)
		}
	}
}

func TestLinear(t *testing.T) {
	one := strings.Repeat("جامعہ راوی، شفا ہسپتال اور نور فاؤنڈیشن کے درمیان معاہدہ طے پایا اور 3 ارب روپے دیے گئے، ", 40) + "\n"
	drafttest.Linear(t, New(), one)
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"", "جامعہ راوی نے شفا ہسپتال کے ساتھ معاہدہ کیا۔", "نے کے ساتھ معاہدہ", "کے درمیان معاہدہ", "اور، اور", "۱۲۳ کروڑ لاکھ روپے", "(", "دونوں فریقوں نے معاہدہ کیا", "کے کی وزیر نے معاہدہ کیا", "وزارت (اور) ٹیلی کام", "\u200cمعاہدہ", "ساڑھے", "کل"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		drafttest.Steady(t, New(), text)
	})
}
