package mail_test

import (
	"encoding/binary"
	"strings"
	"testing"

	"sanad/internal/source/decode"
)

// winmail packs files, name and content by turns, as Outlook does.
func winmail(files ...string) []byte {
	b := []byte{0x78, 0x9f, 0x3e, 0x22, 1, 0}
	attribute := func(level byte, id uint32, data string) {
		b = append(b, level)
		b = binary.LittleEndian.AppendUint32(b, id)
		b = binary.LittleEndian.AppendUint32(b, uint32(len(data)))
		sum := uint16(0)
		for _, c := range []byte(data) {
			sum += uint16(c)
		}
		b = binary.LittleEndian.AppendUint16(append(b, data...), sum)
	}
	attribute(1, 0x00078008, "IPM.Microsoft Mail.Note\x00")
	for i := 0; i < len(files); i += 2 {
		attribute(2, 0x00069002, strings.Repeat("\x00", 14))
		attribute(2, 0x00018010, files[i]+"\x00")
		attribute(2, 0x0006800f, files[i+1])
	}
	return b
}

// TestTNEF: what Outlook packs is unpacked, within a message and alone, and what
// is not there is told.
func TestTNEF(t *testing.T) {
	packed := winmail("caf\xe9.txt", "The Board signed.\n", "two.html", "<!doctype html><p>The Board and Halden Rohr signed a memorandum.</p>")
	docs, err := decode.Decode(packed, decode.Hint{Name: "winmail.dat"})
	if err != nil || len(docs) != 2 || docs[0].Part != "café.txt" || docs[0].Text != "The Board signed.\n" || docs[1].Media != "text/html" {
		t.Errorf("alone: %+v, %v", docs, err)
	}
	message := "From: desk@example.org\nDate: Mon, 03 Jun 2024 10:00:00 +0000\nMessage-ID: <1@x>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n" +
		"--b\nContent-Type: text/plain\n\nSee the files.\n--b\nContent-Type: application/ms-tnef; name=winmail.dat\n\n" + string(packed) + "\n--b--\n"
	docs, err = decode.Decode([]byte(message), decode.Hint{})
	if err != nil || len(docs) != 3 || docs[1].Part != "attachment 1: winmail.dat, café.txt" || docs[1].Published != "2024-06-03" || string(docs[1].Own) != "The Board signed.\n" {
		t.Errorf("in a message: %+v, %v", docs, err)
	}
	for what, b := range map[string][]byte{"holds no attachments": winmail(), "is truncated": packed[:len(packed)-9]} {
		if _, err := decode.Decode(b, decode.Hint{}); err == nil || !strings.Contains(err.Error(), "winmail.dat "+what) {
			t.Errorf("%s: %v", what, err)
		}
	}
}
