package assist

import (
	"encoding/json"
	"strings"
	"testing"

	"sanad/claim"
	"sanad/internal/reader"
)

var doref = claim.DocumentRef{Original: strings.Repeat("0", 64), Text: strings.Repeat("0", 64), Media: "text/plain"}

func TestDerived(t *testing.T) {
	for _, c := range []struct {
		date, quote, published string
		ok                     bool
	}{
		{"2025-09-04", "on 4 September 2025", "", true},
		{"2025-09-04", "on 4th of September, 2025", "", true},
		{"2025-09-04", "September 4, 2025", "", true},
		{"2025-09-04", "Sept. 4, 2025", "", true},
		{"2025-09", "in September 2025", "", true},
		{"2025-09", "on 4 September 2025", "", true},
		{"2025", "signed in 2025", "", true},
		{"2025-09-03/2025-09-05", "from 3 to 5 September 2025", "", true},
		{"2025-09-03/2025-09-05", "September 3–5, 2025", "", true},
		{"2025-08-30/2025-09-02", "from 30 August to 2 September 2025", "", true},
		{"2025-09-04", "2025年9月4日", "", true},
		{"2025-09-04", "9月4日签署", "2025-09-08", true},
		{"2025-09-04", "۴ ستمبر ۲۰۲۵ کو", "", true},
		{"2025-09-04", "2025-09-04", "", true},
		{"2025-09-14", "14/09/2025", "", true},
		{"2025-09-04", "on 4 September", "2025-09-08", true},
		{"2024-12-30", "on 30 December", "2025-01-02", true},
		{"2026-01-02", "on 2 January", "2025-12-30", true},

		{"", "on 4 September 2025", "", false},
		{"..", "on 4 September 2025", "", false},
		{"2025-09-04/..", "on 4 September 2025", "", false},
		{"2025-09-04~", "on 4 September 2025", "", false},
		{"2025-09-05/2025-09-03", "from 3 to 5 September 2025", "", false},
		{"2025-09-04", "on 4 September", "", false},
		{"2023-09-04", "on 4 September", "2025-09-08", false},
		{"2025-09-04", "in September 2025", "", false},
		{"2025-09-04", "on 14 September 2025", "", false},
		{"2025-04-09", "on 09/04/2025", "", false},
		{"2025-09-04", "on 09/04/2025", "", false},
		{"2019-09-04", "On 4 September he recalled the agreement of 2019", "2025-09-08", false},
		{"2025-09-04", "yesterday", "2025-09-05", false},
		{"2025-03-04", "4 marching bands in 2025", "2025-09-05", false},
		{"2025", "item 20255", "", false},
	} {
		if reason := derived(c.date, c.quote, c.published); (reason == "") != c.ok {
			t.Errorf("%q from %q (%s): %q", c.date, c.quote, c.published, reason)
		}
	}
}

func TestCounted(t *testing.T) {
	for _, c := range []struct {
		number, quote string
		ok            bool
	}{
		{"820", "an 820 km line", true},
		{"820", "an 820km line", true},
		{"100000", "100,000 people", true},
		{"1000000", "10,00,000 people", true},
		{"4200000000", "US$4.2bn", true},
		{"4200000000", "$4.2 billion", true},
		{"4200000", "4,2 Millionen, or 4,2 million", true},
		{"50000000", "Rs 5 crore", true},
		{"5000000000000", "5 lakh crore", true},
		{"25", "twenty-five years", true},
		{"210000", "two hundred and ten thousand homes", true},
		{"1000000", "a million trees", true},
		{"2", "two offices", true},
		{"30000", "三万人", true},
		{"100000000", "1亿元", true},
		{"25", "二十五年", true},
		{"500000", "۵ لاکھ افراد", true},
		{"0.5", "0.5 per cent", true},
		{"3000000", "$3m", true},

		{"4.2", "$4.2 billion", false},
		{"82", "an 820 km line", false},
		{"20", "twenty-five years", false},
		{"-5", "5 years", false},
		{"7", "several years", false},
		{"1e400", "1", false},
		{"", "5", false},
	} {
		if _, ok := counted(json.Number(c.number), c.quote); ok != c.ok {
			t.Errorf("%s from %q: %t, numbers are %v", c.number, c.quote, ok, numbers(plain(c.quote)))
		}
	}
}

func TestNames(t *testing.T) {
	for _, c := range []struct {
		what string
		ok   bool
		want bool
	}{
		{"Pakistan", namesCountry("Ministry of Communications of Pakistan", "PK"), true},
		{"Pakistani", namesCountry("the Pakistani ministry", "PK"), true},
		{"Chinese", namesCountry("a Chinese company", "CN"), true},
		{"中国", namesCountry("中国工业和信息化部", "CN"), true},
		{"چین", namesCountry("چین کی وزارت", "CN"), true},
		{"UK", namesCountry("the UK government", "GB"), true},
		{"US", namesCountry("the US government", "US"), true},
		{"us", namesCountry("told us", "US"), false},
		{"chin", namesCountry("on the chin", "CN"), false},
		{"elsewhere", namesCountry("Huawei", "CN"), false},
		{"no code", namesCountry("Pakistan", "XX"), false},
		{"lower case", namesCountry("Pakistan", "pk"), false},
		{"years", namesUnit("a 5-year plan", "years"), true},
		{"km", namesUnit("820km", "km"), true},
		{"kilometres", namesUnit("820 kilometres", "km"), true},
		{"sites", namesUnit("40 sites", "sites"), true},
		{"人", namesUnit("三万人", "people"), true},
		{"no unit", namesUnit("820", "km"), false},
		{"$", namesCurrency("cost $4.2 million", "USD"), true},
		{"USD5m", namesCurrency("USD5m", "USD"), true},
		{"元", namesCurrency("1亿元", "CNY"), true},
		{"A$", namesCurrency("A$5m", "AUD"), true},
		{"$ for EUR", namesCurrency("$5m", "EUR"), false},
		{"rs in a word", namesCurrency("5 readers", "PKR"), false},
		{"lower-case code", namesCurrency("5 usd", "usd"), false},
	} {
		if c.ok != c.want {
			t.Errorf("%s: %t", c.what, c.ok)
		}
	}
}

// TestInWord: a cut neither parts a word nor takes a mark from its letter;
// where words have no spaces between, every cut between characters will do.
func TestInWord(t *testing.T) {
	for _, c := range []struct {
		s    string
		at   int
		want bool
	}{
		{"cable", 2, true}, {"a cable", 2, false}, {"4G", 1, true}, {"中国", 3, false}, {"e\u0301", 1, true}, {"5年", 1, false}, {"中\ufe00", 3, true}, {"cable", 0, false}, {"cable", 5, false},
	} {
		if got := inWord(c.s, c.at); got != c.want {
			t.Errorf("%q at %d: %t", c.s, c.at, got)
		}
	}
	if !holds("Chinese cables and cable", "cable") || holds("cables", "cable") || holds("cables", "") {
		t.Error("whole words are not told from parts")
	}
}

// FuzzAnswer: whatever a model says of whatever text, checking it does not
// panic, and what is kept is in the text to the byte and can be logged.
func FuzzAnswer(f *testing.F) {
	f.Add(announcement, good)
	f.Add(announcement+announcement, good)
	f.Add("Zürich und 中国 signed. ZTE signed.", `{"agreements":[{"quote":"ZTE signed.","parties":[{"name":"ZTE","role":"signatory","quote":"ZTE"}]}]}`)
	f.Add("a\u0301 b", `{"agreements":[{"quote":"a","parties":[{"name":"a","role":"host","quote":"a"}]}]}`)
	f.Add("x", `{"agreements":[null,1,"x",{}]}`)
	f.Fuzz(func(t *testing.T, text, answer string) {
		if len(text) > 10_000 || len(answer) > 10_000 {
			return
		}
		text = strings.ToValidUTF8(text, "?")
		c := newCheck(reader.Document{Text: text, Published: "2025-09-08"}, "m")
		for _, p := range split(text, 700) {
			if err := c.answer([]byte(answer), p); err != nil {
				return
			}
		}
		bornOut(t, text, reader.Reading{Agreements: c.agreements})
	})
}
