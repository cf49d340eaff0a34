// Package mail reads messages as mail programs store them (RFC 5322, MIME),
// mailboxes of them (mbox), and what Outlook packs beside them (winmail.dat).
//
// A message's text is its plain part; its HTML part where there is no plain one
// or only a line that says so. Attachments are documents of their own, decoded
// by whatever the caller gives for it, and take sender and date from the message
// where they state none. What cannot be read of a message is in its Unread. The
// package opens nothing and stores nothing.
package mail

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"regexp"
	"strings"

	"golang.org/x/net/html/charset"

	"sanad/internal/fault"
	"sanad/internal/source/decode/decoded"
	"sanad/internal/source/decode/html"
	"sanad/internal/source/decode/text"
)

// Media is the media type of the form.
const Media = "message/rfc822"

const (
	maxDepth    = 16 // of parts within parts
	maxParts    = 500
	maxMessages = 5000 // of a mailbox
)

// Attached decodes an attachment.
type Attached func(original []byte, name, contentType string) ([]decoded.Document, error)

var mboxLine = regexp.MustCompile(`^From \S+ +(Mon|Tue|Wed|Thu|Fri|Sat|Sun) `)

// IsMailbox says whether the bytes begin as a mailbox does.
func IsMailbox(b []byte) bool { return mboxLine.Match(b[:min(len(b), 512)]) }

// IsMessage says whether the bytes begin with a message's header. Told is that
// the sender of the bytes says so, so that less is enough.
func IsMessage(b []byte, told bool) bool {
	sure, known := false, 0
	for i := 0; i < 200 && len(b) > 0; i++ {
		line := b
		if n := bytes.IndexByte(b, '\n'); n >= 0 {
			line, b = b[:n], b[n+1:]
		} else {
			b = nil
		}
		line = bytes.TrimRight(line, "\r")
		if len(line) == 0 {
			break
		}
		if (line[0] == ' ' || line[0] == '\t') && i > 0 {
			continue
		}
		key, _, ok := bytes.Cut(line, []byte(":"))
		if !ok || len(key) == 0 || len(key) > 60 || bytes.ContainsAny(key, " \t,.<>()") {
			return false
		}
		switch strings.ToLower(string(key)) {
		case "message-id", "mime-version", "received", "return-path", "delivered-to", "content-transfer-encoding", "dkim-signature":
			sure = true
			known++
		case "from", "to", "subject", "date", "content-type", "reply-to", "cc":
			known++
		}
	}
	return known >= 2 && (sure || told)
}

// Mailbox reads every message of a mailbox.
func Mailbox(original []byte, attached Attached) ([]decoded.Document, error) {
	var docs []decoded.Document
	n, total := 0, 0
	for len(original) > 0 {
		// The "From " line is no part of the message.
		if i := bytes.IndexByte(original, '\n'); i >= 0 {
			original = original[i+1:]
		} else {
			break
		}
		end, next := len(original), len(original)
		for at := 0; ; {
			i := bytes.Index(original[at:], []byte("\nFrom "))
			if i < 0 {
				break
			}
			at += i + 1
			if mboxLine.Match(original[at:min(len(original), at+512)]) {
				end, next = at, at
				break
			}
		}
		message := bytes.ReplaceAll(original[:end], []byte("\n>From "), []byte("\nFrom "))
		original = original[next:]
		if n++; n > maxMessages {
			return nil, fault.New(fault.Invalid, "the mailbox has more than %d messages", maxMessages).WithHint("split it")
		}
		got, err := Decode(message, attached)
		if err != nil {
			docs = append(docs, decoded.Document{Media: Media, Part: fmt.Sprintf("message %d", n), Unread: []decoded.Unread{{Reason: err.Error()}}})
			continue
		}
		for _, d := range got {
			part := fmt.Sprintf("message %d", n)
			if d.Part != "" {
				part += ", " + d.Part
			}
			d.Part = part
			if total += len(d.Text); total > decoded.MaxText {
				return nil, decoded.TooLong()
			}
			docs = append(docs, d)
		}
	}
	if n == 0 {
		return nil, fault.New(fault.Invalid, "the mailbox has no messages")
	}
	return docs, nil
}

// Decode reads one message: first its text, then its attachments.
func Decode(original []byte, attached Attached) ([]decoded.Document, error) {
	m, err := mail.ReadMessage(bytes.NewReader(original))
	if err != nil {
		return nil, fault.New(fault.Invalid, "the message's header is damaged: %s", decoded.Cut(decoded.Fold(err.Error()), 200)).
			WithHint("save it again as .eml, or save its text")
	}
	words := &mime.WordDecoder{CharsetReader: charset.NewReaderLabel}
	header := func(key string) string {
		v := m.Header.Get(key)
		if d, err := words.DecodeHeader(v); err == nil {
			v = d
		}
		return decoded.Fold(strings.ToValidUTF8(v, "\ufffd"))
	}
	doc := decoded.Document{Media: Media, Title: subject(header("Subject")), Published: decoded.Date(m.Header.Get("Date")), Language: language(header("Content-Language"))}
	if doc.Published == "" {
		if t, err := m.Header.Date(); err == nil {
			doc.Published = decoded.Date(t.Format("2006-01-02"))
		}
	}
	doc.Publisher = sender(words, m.Header.Get("From"))
	w := walker{words: words}
	body, err := io.ReadAll(m.Body)
	if err != nil {
		return nil, fault.New(fault.Invalid, "the message cannot be read: %w", err)
	}
	if err := w.part(textproto.MIMEHeader(m.Header), body, 0); err != nil {
		return nil, err
	}
	doc.Text = w.text()
	doc.Unread = w.unread
	var docs []decoded.Document
	total := len(doc.Text)
	for i, a := range w.attachments {
		name := a.name
		if name == "" {
			name = a.kind
		}
		got, err := attached(a.body, a.name, a.kind)
		if err != nil {
			doc.Unread = append(doc.Unread, decoded.Unread{Reason: fmt.Sprintf("attachment %d (%s): %s", i+1, decoded.Cut(decoded.Fold(name), 120), err)})
			continue
		}
		for _, d := range got {
			part := fmt.Sprintf("attachment %d: %s", i+1, decoded.Cut(decoded.Fold(name), 120))
			if d.Part != "" {
				part += ", " + d.Part
			}
			d.Part = part
			if d.Own == nil {
				d.Own = a.body
			}
			if d.Publisher == "" {
				d.Publisher = doc.Publisher
			}
			if d.Published == "" {
				d.Published = doc.Published
			}
			if total += len(d.Text); total > decoded.MaxText {
				return nil, decoded.TooLong()
			}
			docs = append(docs, d)
		}
	}
	if strings.TrimSpace(doc.Text) == "" && len(docs) == 0 {
		if len(doc.Unread) > 0 {
			return nil, fault.New(fault.Invalid, "the message has no text: %s", doc.Unread[0].Reason).WithHint("save its text or attachments and add those")
		}
		return nil, fault.New(fault.Invalid, "the message has no text").WithHint("fetch it again; it may be truncated")
	}
	return append([]decoded.Document{doc}, docs...), nil
}

type attachment struct {
	name, kind string
	body       []byte
}

// walker goes through a message's parts.
type walker struct {
	words       *mime.WordDecoder
	blocks      []string // of the message's text, in order
	attachments []attachment
	unread      []decoded.Unread
	parts       int
	size        int
}

func (w *walker) text() string { return strings.Join(w.blocks, "\n") }

func (w *walker) miss(format string, args ...any) {
	w.unread = append(w.unread, decoded.Unread{Reason: fmt.Sprintf(format, args...)})
}

func (w *walker) part(h textproto.MIMEHeader, raw []byte, depth int) error {
	if depth > maxDepth {
		return fault.New(fault.Invalid, "the message's parts are nested more than %d deep", maxDepth).WithHint("save its text")
	}
	if w.parts++; w.parts > maxParts {
		return fault.New(fault.Invalid, "the message has more than %d parts", maxParts).WithHint("save its text")
	}
	kind, params, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil && kind == "" {
		kind = "text/plain"
	}
	if strings.HasPrefix(kind, "multipart/") {
		return w.multipart(kind, params["boundary"], raw, depth)
	}
	body, err := transfer(h.Get("Content-Transfer-Encoding"), raw)
	if err != nil {
		w.miss("a part of the message is damaged: %s", decoded.Cut(decoded.Fold(err.Error()), 120))
	}
	if w.size += len(body); w.size > 4*decoded.MaxText {
		return fault.New(fault.Invalid, "the message is larger than %d MB", 4*decoded.MaxText>>20).WithHint("save its text")
	}
	disposition, dparams, _ := mime.ParseMediaType(h.Get("Content-Disposition"))
	name := dparams["filename"]
	if name == "" {
		name = params["name"]
	}
	if d, err := w.words.DecodeHeader(name); err == nil {
		name = d
	}
	switch {
	case kind == "application/pkcs7-mime" || kind == "application/x-pkcs7-mime":
		if strings.HasPrefix(params["smime-type"], "signed") {
			w.miss("the message is signed in a form that hides its text (S/MIME)")
			return nil
		}
		return fault.New(fault.Invalid, "the message is encrypted").WithHint("open it in a mail program and save its text")
	case disposition == "attachment" || name != "" && !strings.HasPrefix(kind, "text/"):
		if strings.HasSuffix(kind, "-signature") {
			return nil
		}
		w.attachments = append(w.attachments, attachment{name, kind, body})
	case kind == "text/plain" || kind == "text/markdown" || kind == "text":
		if s := w.plain(body, params); strings.TrimSpace(s) != "" {
			w.blocks = append(w.blocks, s)
		}
	case kind == "text/html":
		if s := w.html(body, params); strings.TrimSpace(s) != "" {
			w.blocks = append(w.blocks, s)
		}
	case strings.HasPrefix(kind, "image/"):
		w.miss("a picture in the message is not read (%s)", kind)
	case kind == "message/rfc822":
		w.attachments = append(w.attachments, attachment{"", kind, body})
	case kind == "text/calendar", kind == "text/css":
	default:
		w.miss("a part of the message is not read (%s)", decoded.Cut(decoded.Fold(kind), 80))
	}
	return nil
}

func (w *walker) multipart(kind, boundary string, raw []byte, depth int) error {
	if kind == "multipart/encrypted" {
		return fault.New(fault.Invalid, "the message is encrypted").WithHint("open it in a mail program and save its text")
	}
	if boundary == "" {
		return fault.New(fault.Invalid, "the message is damaged: its parts have no boundary").WithHint("save it again as .eml")
	}
	// Alternatives are read apart, and one of them kept.
	before := len(w.blocks)
	var plain, rich []string
	r := multipart.NewReader(bytes.NewReader(raw), boundary)
	n := 0
	for {
		p, err := r.NextRawPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			if n == 0 {
				return fault.New(fault.Invalid, "the message is truncated: it ends before its first part").WithHint("fetch it again")
			}
			w.miss("the message is truncated: it ends within part %d", n+1)
			break
		}
		n++
		b, err := io.ReadAll(p)
		if err != nil {
			w.miss("the message is truncated: it ends within part %d", n)
		}
		if err := w.part(p.Header, b, depth+1); err != nil {
			return err
		}
		if kind == "multipart/alternative" {
			if sub, _, _ := mime.ParseMediaType(p.Header.Get("Content-Type")); sub == "text/plain" || sub == "" {
				plain = append(plain, w.blocks[before:]...)
			} else {
				rich = append(rich, w.blocks[before:]...)
			}
			w.blocks = w.blocks[:before:before]
		}
		if kind == "multipart/related" && n == 1 {
			// What follows are the pictures and styles of the first part.
			defer func(had int) { w.attachments = withoutPictures(w.attachments, had) }(len(w.attachments))
		}
	}
	if kind == "multipart/alternative" {
		p, h := strings.Join(plain, "\n"), strings.Join(rich, "\n")
		if len(strings.TrimSpace(p))*4 < len(h) {
			w.blocks = append(w.blocks, rich...) // the plain one only says to look at the other
		} else {
			w.blocks = append(w.blocks, plain...)
		}
	}
	return nil
}

// withoutPictures drops pictures that only decorate the text they came with.
func withoutPictures(all []attachment, from int) []attachment {
	out := all[:from]
	for _, a := range all[from:] {
		if !strings.HasPrefix(a.kind, "image/") && a.kind != "text/css" {
			out = append(out, a)
		}
	}
	return out
}

func transfer(encoding string, raw []byte) ([]byte, error) {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "base64":
		clean := bytes.Map(func(r rune) rune {
			switch {
			case r >= 'A' && r <= 'Z', r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '+', r == '/':
				return r
			}
			return -1
		}, raw)
		out := make([]byte, base64.RawStdEncoding.DecodedLen(len(clean)))
		n, err := base64.RawStdEncoding.Decode(out, clean)
		return out[:n], err
	case "quoted-printable":
		return io.ReadAll(quotedprintable.NewReader(bytes.NewReader(raw)))
	}
	return raw, nil
}

func (w *walker) plain(body []byte, params map[string]string) string {
	if len(bytes.TrimSpace(body)) == 0 {
		return ""
	}
	s, _, err := text.Decode(body, params["charset"])
	if err != nil {
		w.miss("the message's text cannot be read: %s", err)
		return ""
	}
	s = strings.TrimPrefix(strings.ReplaceAll(s, "\r\n", "\n"), "\ufeff")
	s = quoting.ReplaceAllString(s, "")
	if strings.EqualFold(params["format"], "flowed") {
		s = unflow(s, strings.EqualFold(params["delsp"], "yes"))
	}
	return strings.TrimRight(s, "\n") + "\n"
}

func (w *walker) html(body []byte, params map[string]string) string {
	if len(bytes.TrimSpace(body)) == 0 {
		return ""
	}
	s, _, err := text.Decode(body, params["charset"])
	if err != nil {
		w.miss("the message's HTML cannot be read: %s", err)
		return ""
	}
	out, err := html.Fragment(s)
	if err != nil {
		w.miss("the message's HTML cannot be read: %s", err)
	}
	return out
}

// unflow joins the lines that end in a blank to those after them (RFC 3676).
func unflow(s string, drop bool) string {
	var b strings.Builder
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		line = strings.TrimPrefix(line, " ") // space-stuffing
		flows := i < len(lines)-1 && strings.HasSuffix(line, " ") && line != "-- " && strings.TrimSpace(lines[i+1]) != ""
		if flows && drop {
			line = strings.TrimSuffix(line, " ")
		}
		b.WriteString(line)
		if !flows && i < len(lines)-1 {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// quoting marks the lines of a message that another quotes or forwards. Left in,
// it would stand amid their sentences.
var quoting = regexp.MustCompile(`(?m)^(?:> ?)+`)

var prefixes = regexp.MustCompile(`(?i)^(\s*(re|fw|fwd|aw|wg|tr)\s*:\s*)+`)

func subject(s string) string { return prefixes.ReplaceAllString(s, "") }

// sender is the name of whom a message is from, or the address without one.
func sender(words *mime.WordDecoder, from string) string {
	parser := mail.AddressParser{WordDecoder: words}
	if list, err := parser.ParseList(from); err == nil && len(list) > 0 {
		if list[0].Name != "" {
			return decoded.Fold(strings.ToValidUTF8(list[0].Name, "\ufffd"))
		}
		return decoded.Fold(strings.ToValidUTF8(list[0].Address, "\ufffd"))
	}
	name, _, _ := strings.Cut(from, "<")
	return decoded.Fold(strings.ToValidUTF8(strings.Trim(name, ` "`), "\ufffd"))
}

func language(s string) string {
	s, _, _ = strings.Cut(s, ",")
	if s = strings.TrimSpace(s); len(s) < 2 || len(s) > 12 || strings.ContainsAny(s, " ;") {
		return ""
	}
	return s
}
