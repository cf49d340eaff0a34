package mail_test

import (
	"os"
	"testing"

	"sanad/internal/source/decode/decoded"
	"sanad/internal/source/decode/decoded/decodedtest"
	"sanad/internal/source/decode/mail"
	"sanad/internal/source/decode/text"
)

// FuzzMail: whatever the message or mailbox, its texts are sound or there is an
// error.
func FuzzMail(f *testing.F) {
	b, err := os.ReadFile("../testdata/announcement.eml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte("From: =?x?Q?=\nContent-Type: multipart/alternative; boundary=a\n\n--a\n\nx\n--a--\n"))
	f.Add([]byte("Content-Type: text/plain; format=flowed; delsp=yes\nContent-Transfer-Encoding: base64\n\nYWJj"))
	f.Add([]byte("From a@b Mon Jun  3 23:30:00 2024\nSubject: a\n\nx\n\nFrom a@b Mon Jun  3 23:30:00 2024\n"))
	f.Add(winmail("a.txt", "one"))
	attached := func(b []byte, name, kind string) ([]decoded.Document, error) {
		s, _, err := text.Decode(b, "")
		if err != nil {
			return nil, err
		}
		return []decoded.Document{{Text: s}}, nil
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		docs, err := mail.Decode(b, attached)
		decodedtest.Sound(t, len(b), docs, err)
		docs, err = mail.TNEF(b, attached)
		decodedtest.Sound(t, len(b), docs, err)
		docs, err = mail.Mailbox(b, attached)
		decodedtest.Sound(t, len(b), docs, err)
	})
}
