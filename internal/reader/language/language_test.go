package language_test

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"sanad/internal/reader"
	"sanad/internal/reader/language"
	"sanad/internal/reader/language/draft/drafttest"
)

func TestDetect(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"The two ministries signed a memorandum of understanding on Thursday.", "en"},
		{"دونوں وزارتوں نے جمعرات کو مفاہمتی یادداشت پر دستخط کیے۔", "ur"},
		{"وقعت الوزارتان مذكرة تفاهم في مجال التعليم على هامش المؤتمر", "ar"},
		{"دو وزارتخانه تفاهم نامه همکاری را در تهران امضا کردند و این سند برای پنج سال است", "fa"},
		{"两国部门签署了谅解备忘录。", "zh-Hans"},
		{"兩國部門簽署了諒解備忘錄。", "zh-Hant"},
		{"両省は覚書に署名しました。", "ja"},
		{"Министерства подписали меморандум о взаимопонимании.", "ru"},
		{"Міністерства підписали меморандум про взаєморозуміння.", "uk"},
		{"Министрліктер өзара түсіністік туралы меморандумға қол қойды.", "kk"},
		{"दोनों मंत्रालयों ने समझौता ज्ञापन पर हस्ताक्षर किए।", "hi"},
		{"Les deux ministères ont signé un accord de coopération dans le domaine de la santé.", "fr"},
		{"Los ministerios firmaron un memorando de entendimiento para la cooperación con los países.", "es"},
		{"Die Ministerien haben ein Abkommen über die Zusammenarbeit unterzeichnet und das ist gut.", "de"},
		{"İki bakanlık arasında bir mutabakat zaptı imzalandı ve iş birliği için bu adım önemli.", "tr"},
		{"두 부처는 양해각서를 체결했다.", "ko"},
		{"Huawei ZTE Alibaba PSEB", "und-Latn"},
		{"Website: www.fisch.example e-mail: info@fisch.example", "und-Latn"},
		{"I. Canals II. Tunnels III. Pumps", "und-Latn"},
		{"123 – 456", "und"},
		{"", "und"},
		{"华为与NTC Pakistan签署", "zh-Hans"},
		{"ہواوے ٹیکنالوجیز (Huawei Technologies) نے معاہدہ کیا", "ur"},
	} {
		if got := language.Detect(c.text); got != c.want {
			t.Errorf("%q is %s, want %s", c.text, got, c.want)
		}
	}
}

const mixed = `Two signings in one day

The Ministry of Posts signed a memorandum of understanding with Blue Sail Limited on Monday.

南山市政府与清流环境基金会签署合作协议，金额3亿元。

محکمہ صحت پنجاب نے نور فاؤنڈیشن کے ساتھ مفاہمتی یادداشت پر دستخط کیے۔

Министерство связи подписало соглашение о сотрудничестве с компанией «Голубой парус».

海州大学与南山市政府签署谅解备忘录。
`

// TestMixed: each stretch is read by its reader, ids do not collide, and what
// nobody reads is listed with its language.
func TestMixed(t *testing.T) {
	got, err := readers().Read(reader.Document{Text: mixed, Published: "2025-09-08"})
	if err != nil {
		t.Fatal(err)
	}
	drafttest.Quotes(t, mixed, got)
	var titles []string
	ids := map[string]string{}
	for _, a := range got.Agreements {
		titles = append(titles, a.ID+" "+a.Title)
		for _, p := range a.Parties {
			if n, ok := ids[p.ID]; ok && n != p.Name {
				t.Errorf("%s is %s and %s", p.ID, n, p.Name)
			}
			ids[p.ID] = p.Name
		}
	}
	want := []string{"a1 南山市政府 – 清流环境基金会", "a2 محکمہ صحت پنجاب – نور فاؤنڈیشن", "a3 海州大学 – 南山市政府"}
	if !reflect.DeepEqual(titles, want) {
		t.Errorf("read %q, want %q", titles, want)
	}
	if len(ids) != 5 {
		t.Errorf("parties %v, want five", ids)
	}
	if got.Source.Reader != "press-zh/1+press-ur/1" {
		t.Errorf("read by %q", got.Source.Reader)
	}
	var reasons []string
	for _, u := range got.Unread {
		reasons = append(reasons, u.Reason)
		if u.Quote == nil || u.Quote.Text == "" {
			t.Errorf("%s: no quote", u.Reason)
		}
	}
	if want := []string{"written in English; no reader for it", "written in Russian; no reader for it"}; !reflect.DeepEqual(reasons, want) {
		t.Errorf("unread %q, want %q", reasons, want)
	}
}

// TestMarks: direction marks and isolates between the languages of one page
// change no reading, and quotes hold.
func TestMarks(t *testing.T) {
	text := "\u202bمحکمہ صحت پنجاب نے \u2067نور فاؤنڈیشن\u2069 کے ساتھ ۳ کروڑ روپے کے معاہدے پر دستخط کیے۔\u202c\n\n\u200e南山市政府\u200e与\u2066清流环境基金会\u2069签署合作协议，金额３亿元。\n\nThe two sides met again on Tuesday and spoke of the work to come.\n"
	got, err := readers().Read(reader.Document{Text: text, Published: "2025-09-08"})
	if err != nil {
		t.Fatal(err)
	}
	drafttest.Quotes(t, text, got)
	want := []string{"محکمہ صحت پنجاب + نور فاؤنڈیشن | agreement signed", "南山市政府 + 清流环境基金会 | agreement signed"}
	if lines := drafttest.Lines(got); !reflect.DeepEqual(lines, want) {
		t.Errorf("read %q, want %q", lines, want)
	}
	for i, amount := range []float64{3e7, 3e8} {
		if i >= len(got.Agreements) || len(got.Agreements[i].Money) != 1 || got.Agreements[i].Money[0].Amount != amount {
			t.Errorf("agreement %d: want %v", i, amount)
		}
	}
	if len(got.Unread) != 1 || got.Unread[0].Reason != "written in English; no reader for it" {
		t.Errorf("unread %v", got.Unread)
	}
}

// TestOneReader: a document in one language is read as its own reader reads it,
// and the reading bears that reader's name.
func TestOneReader(t *testing.T) {
	got, err := readers().Read(reader.Document{Text: "华为与SKY47签署合作协议。\n"})
	if err != nil {
		t.Fatal(err)
	}
	if got.Source.Reader != "press-zh/1" || len(got.Agreements) != 1 || len(got.Unread) != 0 || got.Source.Language != "zh-Hans" {
		t.Errorf("%+v", got)
	}
	got, err = readers().Read(reader.Document{Text: "Министерство связи подписало соглашение о сотрудничестве."})
	if err != nil || len(got.Agreements) != 0 || len(got.Unread) != 1 || got.Source.Reader != "language/1" {
		t.Errorf("%+v, %v", got, err)
	}
}

// TestNamesDoNotSwitch: a line of Latin names in an Urdu text is Urdu text.
func TestNamesDoNotSwitch(t *testing.T) {
	text := "محکمہ صحت پنجاب نے ایک مفاہمتی یادداشت پر دستخط کیے۔\nHuawei Cloud\nدوسرے فریق کا نام اوپر دیا گیا ہے اور تقریب لاہور میں ہوئی۔\n"
	if s := language.Stretches(text); len(s) != 1 || s[0].Language != "ur" {
		t.Errorf("%v", s)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(mixed, "")
	f.Add("", "ur")
	f.Add("华为\xff与", "zh")
	f.Add(strings.Repeat("与和签署", 50), "zh-Hant")
	r := readers()
	f.Fuzz(func(t *testing.T, text, lang string) {
		if !utf8.ValidString(text) {
			text = strings.ToValidUTF8(text, "�")
		}
		at := 0
		for _, s := range language.Stretches(text) {
			if s.Start != at || s.End < s.Start {
				t.Fatalf("stretches leave a gap at %d: %v", at, s)
			}
			at = s.End
		}
		if at != len(text) {
			t.Fatalf("stretches end at %d of %d", at, len(text))
		}
		doc := reader.Document{Text: text, Language: lang, Published: "2025-09-08"}
		a, err := r.Read(doc)
		if err != nil {
			t.Fatal(err)
		}
		drafttest.Quotes(t, text, a)
		b, _ := r.Read(doc)
		if !reflect.DeepEqual(a, b) {
			t.Fatal("two readings of one text differ")
		}
	})
}
