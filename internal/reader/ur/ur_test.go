package ur

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"sanad/internal/reader"
)

// tell writes a reading in one line for each agreement, for tables.
func tell(r reader.Reading) []string {
	out := []string{}
	for _, a := range r.Agreements {
		var names []string
		for _, p := range a.Parties {
			names = append(names, p.Name)
		}
		s := strings.Join(names, " + ") + " | " + a.Kind + " " + a.Stage
		if a.Signed != nil {
			s += " " + a.Signed.Value
		}
		if a.Background {
			s += " (in passing)"
		}
		out = append(out, s)
	}
	return out
}

// Each text is published on Monday, 8 September 2025.
func TestRead(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"ہواوے اور نیشنل ٹیلی کمیونیکیشن کارپوریشن (این ٹی سی) کے درمیان مفاہمتی یادداشت پر دستخط ہوئے۔", []string{"ہواوے + نیشنل ٹیلی کمیونیکیشن کارپوریشن | mou signed"}},
		{"جامعہ راوی نے اتوار کو لنجیانگ یونیورسٹی کے ساتھ معاہدے پر دستخط کیے۔", []string{"جامعہ راوی + لنجیانگ یونیورسٹی | agreement signed 2025-09-07"}},
		{"وزارت انفارمیشن ٹیکنالوجی اور ٹیلی کمیونیکیشن اور زیڈ ٹی ای کے درمیان فریم ورک معاہدہ طے پایا۔", []string{"وزارت انفارمیشن ٹیکنالوجی اور ٹیلی کمیونیکیشن + زیڈ ٹی ای | framework signed"}},
		{"جامعہ راوی نے نرسوں کی تربیت کے لیے شفا ہسپتال کے ساتھ سمجھوتہ کیا۔", []string{"جامعہ راوی + شفا ہسپتال | agreement signed"}},
		{"حکومت پنجاب، جامعہ راوی اور صاف دریا فاؤنڈیشن نے سہ فریقی معاہدے پر دستخط کیے۔", []string{"حکومت پنجاب + جامعہ راوی + صاف دریا فاؤنڈیشن | agreement signed"}},
		{"جامعہ راوی نے شفا ہسپتال کے ساتھ معاہدہ کیا، جبکہ نور فاؤنڈیشن کے ساتھ بھی ایک ایم او یو پر دستخط ہوئے۔", []string{"جامعہ راوی + شفا ہسپتال | agreement signed", "جامعہ راوی + نور فاؤنڈیشن | mou signed"}},
		{"نیلم پورٹ اتھارٹی کل گوادر لاجسٹکس لمیٹڈ کے ساتھ معاہدے پر دستخط کرے گی۔", []string{"نیلم پورٹ اتھارٹی + گوادر لاجسٹکس لمیٹڈ | agreement planned 2025-09-09"}},
		{"وفاقی کابینہ نے وزارت صحت اور سبز دوا لمیٹڈ کے درمیان معاہدے کی منظوری دے دی۔", []string{"وزارت صحت + سبز دوا لمیٹڈ | agreement approved"}},
		{"جامعہ راوی اور شفا ہسپتال کے درمیان معاہدے پر مذاکرات جاری ہیں۔", []string{"جامعہ راوی + شفا ہسپتال | agreement negotiating"}},
		{"جامعہ راوی نے شفا ہسپتال کے ساتھ معاہدہ ختم کر دیا۔", []string{"جامعہ راوی + شفا ہسپتال | agreement ended"}},
		{"جامعہ راوی اور شفا ہسپتال نے معاہدے میں پانچ سال کی توسیع کر دی۔", []string{"جامعہ راوی + شفا ہسپتال | agreement signed"}},
		{"جامعہ راوی نے شفا ہسپتال کے ساتھ کسی معاہدے کی تردید کی ہے۔", []string{}},
		{"جامعہ راوی اور شفا ہسپتال کے درمیان کوئی معاہدہ نہیں ہوا۔", []string{}},
		{"کانفرنس میں نو مفاہمتی یادداشتوں پر دستخط کیے گئے۔", []string{}},
		{"جامعہ راوی کے وفد نے شفا ہسپتال کا دورہ کیا۔ اس موقع پر دونوں اداروں نے لیٹر آف انٹینٹ پر دستخط کیے۔", []string{"جامعہ راوی + شفا ہسپتال | loi signed"}},
		{"جامعہ راوي نے ۴ ستمبر ۲۰۲۵ کو شفا ہسپتال كے ساتھ معاہدے پر دستخط کیے۔", []string{"جامعہ راوي + شفا ہسپتال | agreement signed 2025-09-04"}},
	} {
		r, err := New().Read(reader.Document{Text: c.text + "\n", Published: "2025-09-08"})
		if err != nil {
			t.Fatal(err)
		}
		if got := tell(r); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s\n got %q\nwant %q", c.text, got, c.want)
		}
	}
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
		t.Fatalf("%q, %v", tell(r), err)
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
			t.Errorf("%s: %q, want %s", s, tell(r), want)
		}
	}
}

// TestLinear: ten times the text takes no more than some forty times the time.
func TestLinear(t *testing.T) {
	one := strings.Repeat("جامعہ راوی، شفا ہسپتال اور نور فاؤنڈیشن کے درمیان معاہدہ طے پایا اور 3 ارب روپے دیے گئے، ", 40) + "\n"
	read := func(n int) time.Duration {
		began := time.Now()
		if _, err := New().Read(reader.Document{Text: strings.Repeat(one, n)}); err != nil {
			t.Fatal(err)
		}
		return time.Since(began)
	}
	read(1)
	small, large := read(5), read(50)
	if large > 40*small+500*time.Millisecond {
		t.Errorf("%v for the text, %v for ten of it", small, large)
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"", "جامعہ راوی نے شفا ہسپتال کے ساتھ معاہدہ کیا۔", "نے کے ساتھ معاہدہ", "کے درمیان معاہدہ", "اور، اور", "۱۲۳ کروڑ لاکھ روپے", "(", "دونوں فریقوں نے معاہدہ کیا", "کے کی وزیر نے معاہدہ کیا", "وزارت (اور) ٹیلی کام", "\u200cمعاہدہ", "ساڑھے", "کل"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "�")
		doc := reader.Document{Text: text, Published: "2025-09-08"}
		a, err := New().Read(doc)
		if err != nil {
			t.Fatal(err)
		}
		exact(t, text, a)
		if b, _ := New().Read(doc); !reflect.DeepEqual(a, b) {
			t.Fatal("two readings of one text differ")
		}
	})
}

// exact: every quote is the text between its offsets, at character boundaries.
func exact(t *testing.T, text string, r reader.Reading) {
	t.Helper()
	b, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var tree any
	if err := json.Unmarshal(b, &tree); err != nil {
		t.Fatal(err)
	}
	var walk func(any)
	walk = func(x any) {
		switch x := x.(type) {
		case map[string]any:
			s, isQuote := x["text"].(string)
			start, has := x["start"].(float64)
			end, _ := x["end"].(float64)
			if isQuote && has && (text[int(start):int(end)] != s || !utf8.ValidString(s)) {
				t.Fatalf("quote %q is %q in the text", s, text[int(start):int(end)])
			}
			for _, v := range x {
				walk(v)
			}
		case []any:
			for _, v := range x {
				walk(v)
			}
		}
	}
	walk(tree)
}
