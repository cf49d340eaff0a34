package mail

import (
	"bytes"
	"encoding/binary"
	"strings"

	"golang.org/x/text/encoding/charmap"

	"sanad/internal/fault"
	"sanad/internal/source/decode/decoded"
)

// IsTNEF says whether the bytes begin as the winmail.dat does into which Outlook
// packs attachments (MS-OXTNEF).
func IsTNEF(b []byte) bool { return bytes.HasPrefix(b, []byte{0x78, 0x9f, 0x3e, 0x22}) }

// Attributes of a TNEF stream, as it stores them.
const (
	tnefRendering = 0x00069002 // begins an attachment
	tnefTitle     = 0x00018010
	tnefData      = 0x0006800f
)

// TNEF decodes the attachments within a winmail.dat. Formatting, and the text that
// the message itself repeats, are not read.
func TNEF(b []byte, attached Attached) ([]decoded.Document, error) {
	var docs []decoded.Document
	var name string
	var failed error
	files, total := 0, 0
	for b = b[min(len(b), 6):]; len(b) >= 9; {
		attribute, size := binary.LittleEndian.Uint32(b[1:]), binary.LittleEndian.Uint32(b[5:])
		b = b[9:]
		if int64(size)+2 > int64(len(b)) {
			return docs, fault.New(fault.Invalid, "Outlook's winmail.dat is truncated").WithHint("ask for the message as HTML or plain text")
		}
		data := b[:size]
		b = b[size+2:] // a checksum follows
		switch attribute {
		case tnefRendering:
			name = ""
		case tnefTitle:
			name = tnefName(data)
		case tnefData:
			if files++; files > maxParts {
				return nil, fault.New(fault.Invalid, "Outlook's winmail.dat has more than %d attachments", maxParts).WithHint("open the message and save them")
			}
			got, err := attached(data, name, "")
			if err != nil {
				failed = err
				continue
			}
			for _, d := range got {
				if total += len(d.Text); total > decoded.MaxText {
					return nil, decoded.TooLong()
				}
				d.Part = strings.Trim(name+", "+d.Part, ", ")
				d.Own = data
				docs = append(docs, d)
			}
		}
	}
	switch {
	case len(docs) > 0:
		return docs, nil
	case failed != nil:
		return nil, failed
	}
	return nil, fault.New(fault.Invalid, "Outlook's winmail.dat holds no attachments").WithHint("ask for the message as HTML or plain text")
}

// tnefName reads a name, which ends with a NUL and is in the sender's code page;
// windows-1252 stands in where it is not UTF-8.
func tnefName(b []byte) string {
	b, _, _ = bytes.Cut(b, []byte{0})
	s := string(b)
	if strings.ToValidUTF8(s, "") != s {
		if t, err := charmap.Windows1252.NewDecoder().String(s); err == nil {
			s = t
		}
	}
	return decoded.Fold(s)
}
