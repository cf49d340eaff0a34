package text_test

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"sanad/internal/fault"
	"sanad/internal/source/decode/text"
)

// TestGuess: without anyone saying so, common encodings are recognised by what
// makes sense in them. The sentences are ours.
func TestGuess(t *testing.T) {
	for _, c := range []struct {
		name string
		enc  encoding.Encoding
		text string
	}{
		{"windows-1252", charmap.Windows1252, "The Board’s memorandum “binds nobody” – or so it says."},
		{"windows-1252", charmap.Windows1252, "Le ministère a signé à Genève un protocole d’accord avec la société Étoile pour la forêt."},
		{"windows-1252", charmap.ISO8859_1, "Das Ministerium für Verkehr und die Behörde schließen eine Übereinkunft über Straßen."},
		{"windows-1252", charmap.ISO8859_1, "A Câmara e a Fundação assinaram um memorando de cooperação na educação."},
		{"windows-1250", charmap.Windows1250, "Ministerstwo podpisało porozumienie o współpracy w dziedzinie łączności i żeglugi śródlądowej."},
		{"iso-8859-2", charmap.ISO8859_2, "Ministerstwo podpisało porozumienie o współpracy w dziedzinie łączności i żeglugi śródlądowej."},
		{"windows-1251", charmap.Windows1251, "Министерство подписало меморандум о взаимопонимании с компанией."},
		{"koi8-r", charmap.KOI8R, "Министерство подписало меморандум о взаимопонимании с компанией."},
		{"windows-1256", charmap.Windows1256, "وقعت الوزارة مذكرة تفاهم مع الشركة في مجال الاتصالات والمياه."},
		{"windows-1256", charmap.Windows1256, "The Ministry (الوزارة) signed مذكرة تفاهم with the company."},
		{"windows-1253", charmap.Windows1253, "Το υπουργείο υπέγραψε μνημόνιο συνεργασίας με την εταιρεία."},
		{"windows-1255", charmap.Windows1255, "המשרד חתם על מזכר הבנות עם החברה בתחום המים"},
		{"gb18030", simplifiedchinese.GBK, "双方签署了合作谅解备忘录，将在水利领域开展合作。"},
		{"gb18030", simplifiedchinese.GB18030, "The two sides signed 合作协议 in 北京, it was said (中国国家发展和改革委员会)."},
		{"big5", traditionalchinese.Big5, "雙方簽署了合作備忘錄，將在水利領域開展合作。"},
		{"shift_jis", japanese.ShiftJIS, "両者は水道分野における協力に関する覚書に署名しました。"},
		{"euc-jp", japanese.EUCJP, "両者は水道分野における協力に関する覚書に署名しました。"},
		{"iso-2022-jp", japanese.ISO2022JP, "両者は水道分野における協力に関する覚書に署名しました。"},
		{"euc-kr", korean.EUCKR, "양측은 수자원 분야의 협력에 관한 양해각서를 체결하였다고 밝혔다."},
		{"utf-16le", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "The Board’s 備忘錄 𝄞"},
		{"utf-16be", unicode.UTF16(unicode.BigEndian, unicode.UseBOM), "The Board’s 備忘錄 𝄞"},
		{"utf-16le", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "The Board has signed."},
		{"utf-16be", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "The Board has signed."},
		{"utf-8", encoding.Nop, "The Board’s 備忘錄 𝄞"},
	} {
		b, err := c.enc.NewEncoder().Bytes([]byte(c.text))
		if err != nil {
			t.Fatal(err)
		}
		got, name, err := text.Decode(b, "")
		if err != nil || got != c.text || name != c.name {
			t.Errorf("%s of %q: %q as %s, %v", c.name, c.text, got, name, err)
		}
	}
}

// TestUnsure: a close call is not decided; whoever knows may say.
func TestUnsure(t *testing.T) {
	for _, c := range []struct{ bytes, want string }{
		{"P\xf8sek, Kopeck\xfd", "byte 1 (0xf8)"},
		{"one \x81 byte", "byte 4 (0x81)"},
	} {
		_, _, err := text.Decode([]byte(c.bytes), "")
		if err == nil || !strings.Contains(err.Error(), c.want) || fault.HintOf(err) == "" {
			t.Errorf("%q: %v", c.bytes, err)
		}
	}
	got, name, err := text.Decode([]byte("P\xf8sek, Kopeck\xfd"), "Windows-1250")
	if err != nil || got != "Přsek, Kopecký" || name != "windows-1250" {
		t.Errorf("%q, %s, %v", got, name, err)
	}
	if _, _, err := text.Decode([]byte("a\x81\x82\xff"), "shift_jis"); err == nil || !strings.Contains(err.Error(), "said to be shift_jis and is not") {
		t.Errorf("%v", err)
	}
}
