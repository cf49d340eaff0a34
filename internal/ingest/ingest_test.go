package ingest_test

import (
	"bytes"
	"encoding/base64"
	"os"
	"testing"

	"sanad/internal/ingest"
	"sanad/internal/reader/press"
	"sanad/internal/source/decode"
)

// TestRecogniseAttachment: pages of a file within a message are recognised from
// that file, not from the message.
func TestRecogniseAttachment(t *testing.T) {
	scan, err := os.ReadFile("../source/decode/pdf/testdata/urdu.pdf")
	if err != nil {
		t.Fatal(err)
	}
	mail := "From: desk@example.org\nTo: a@example.org\nMessage-ID: <1@example.org>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n" +
		"--b\nContent-Type: text/plain\n\nThe scan is attached.\n--b\nContent-Type: application/pdf; name=scan.pdf\nContent-Transfer-Encoding: base64\n\n" +
		base64.StdEncoding.EncodeToString(scan) + "\n--b--\n"
	asked := 0
	_, err = ingest.Read(press.New(), ingest.Submission{
		Original: []byte(mail), Hint: decode.Hint{Name: "scan.eml"},
		Recognise: func(original []byte, d decode.Decoded) (decode.Decoded, error) {
			asked++
			if !bytes.Equal(original, scan) {
				t.Errorf("asked to recognise %.20q", original)
			}
			return d, nil
		},
	})
	if err != nil || asked != 1 {
		t.Errorf("asked %d times, %v", asked, err)
	}
}
