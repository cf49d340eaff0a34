// Package assist reads a document with the help of a language model: whatever
// answers the OpenAI-compatible endpoint that the configuration names.
//
// It is off unless someone names an endpoint. Privacy: reading with it sends
// the document's whole text, title, publisher and date to that endpoint, and to
// nobody else: redirects are refused. Whoever runs the endpoint sees all of it
// and may keep it. Do not name one for documents that may not leave the house,
// unless it runs in the house.
//
// It is not a reader in the sense of internal/reader and stays outside it: the
// same bytes need not give the same Reading twice, and it has the network. It
// shares only the shape of what it returns.
//
// Nothing that the model says is believed for its own sake. It must quote the
// text for every value; a quote that is not in the text to the byte, a code
// outside the lists, a name, date or number that its quote does not hold is
// dropped, and listed with the reason (check.go, derive.go). So a model that
// makes things up, or obeys a sentence in the document, can leave something out
// or misjudge what stands there; it cannot bring in what does not.
//
// Confidences are the model's own, capped at MaxConfidence and not calibrated:
// nobody has counted how often it is right. Nothing is stored here, and nothing
// is logged.
package assist

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"sanad/internal/fault"
	"sanad/internal/reader"
)

// MaxConfidence is the most that a value read here is given. It is below what
// the rules of internal/reader give to anything they show as read.
const MaxConfidence = 0.6

// Limits, unless the Reader says otherwise.
const (
	PartBytes     = 24_000          // of text in one question
	TextBytes     = 1 << 20         // of a whole document
	AnswerBytes   = 4 << 20         // of one answer
	AnswerTimeout = 2 * time.Minute // for one answer, reading it included
	Tries         = 4               // of one question, while the endpoint is busy or broken
	longestWait   = time.Minute     // between two tries
)

// Secret is a key that does not print itself.
type Secret string

// String hides the key.
func (s Secret) String() string {
	if s == "" {
		return ""
	}
	return "(secret)"
}

// GoString hides the key.
func (s Secret) GoString() string { return s.String() }

// MarshalText hides the key from JSON and logs.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Reader asks an endpoint. Endpoint and Model are needed, the rest may stay
// zero. It is safe for concurrent use.
type Reader struct {
	Endpoint string       // http://127.0.0.1:8000 or https://…/v1: with or without /v1/chat/completions
	Model    string       // as the endpoint calls it
	Key      Secret       // sent as a bearer token; "" sends none
	Client   *http.Client // nil: one of our own. Its redirects are refused either way

	PartBytes   int           // 0: PartBytes
	TextBytes   int           // 0: TextBytes
	AnswerBytes int64         // 0: AnswerBytes
	Timeout     time.Duration // 0: AnswerTimeout
	Tries       int           // 0: Tries

	now   func() time.Time                           // nil: time.Now, for dates in Retry-After
	sleep func(context.Context, time.Duration) error // nil: a timer
}

// Dropped is something the model said that is not taken.
type Dropped struct {
	Where  string `json:"where"`           // in the answer: part 1, agreements[2].parties[0].name
	Value  string `json:"value"`           // as the model gave it
	Quote  string `json:"quote,omitempty"` // likewise
	Reason string `json:"reason"`
}

// String is one line for people.
func (d Dropped) String() string { return fmt.Sprintf("%s: %q: %s", d.Where, d.Value, d.Reason) }

// Name is the reader's name, version and model as they stand in the log.
func (r *Reader) Name() string { return "assist/1 (" + r.Model + ")" }

// Check says whether the reader is configured such that it could ask. It sends
// nothing.
func (r *Reader) Check() error {
	if _, err := address(r.Endpoint, r.Key); err != nil {
		return err
	}
	if strings.TrimSpace(r.Model) == "" || len(r.Model) > 100 || !utf8.ValidString(r.Model) || strings.ContainsFunc(r.Model, func(c rune) bool { return !unicode.IsPrint(c) }) {
		return fault.New(fault.Invalid, "assist: no usable model is named").WithHint("name the model as the endpoint calls it, in SANAD_ASSIST_MODEL")
	}
	return nil
}

// Read asks the endpoint about the document and returns what of its answer the
// text bears out, and what was dropped with the reasons. A long text is asked
// about in parts; when one of them cannot be had, there is no reading at all,
// because half of one looks like a whole.
//
// Errors are Invalid (configuration, or a document too long), Forbidden (the
// key), NotFound (no such endpoint or model) and Unavailable (the rest). None
// holds the key or anything the endpoint said.
func (r *Reader) Read(ctx context.Context, doc reader.Document) (reader.Reading, []Dropped, error) {
	out := reader.Reading{
		Source: reader.Source{
			Title: doc.Title, Publisher: doc.Publisher, Published: doc.Published,
			Language: doc.Language, URL: doc.URL, Reader: r.Name(),
		},
		Agreements: []reader.Agreement{}, Counts: []reader.Count{},
	}
	if err := r.Check(); err != nil {
		return out, nil, err
	}
	if limit := or(r.TextBytes, TextBytes); len(doc.Text) > limit {
		return out, nil, fault.New(fault.Invalid, "assist: the document has %d bytes of text, more than the %d that are sent", len(doc.Text), limit)
	}
	if !utf8.ValidString(doc.Text) {
		return out, nil, fault.New(fault.Invalid, "assist: the text is not UTF-8")
	}
	c := newCheck(doc, r.Model)
	for i, p := range split(doc.Text, or(r.PartBytes, PartBytes)) {
		part := doc.Text[p.start:p.end]
		if strings.TrimSpace(part) == "" {
			continue
		}
		answer, err := r.ask(ctx, doc, part)
		if err != nil {
			return out, nil, fmt.Errorf("assist: %w", err)
		}
		c.where = fmt.Sprintf("part %d", i+1)
		if err := c.answer(answer, p); err != nil {
			return out, nil, fmt.Errorf("assist: %w", err)
		}
	}
	out.Agreements = append(out.Agreements, c.agreements...)
	return out, c.dropped, nil
}

// As is the reader as the rest of the program knows readers, for as long as ctx
// lives. What is dropped goes to tell, which may be nil.
func (r *Reader) As(ctx context.Context, tell func(Dropped)) reader.Reader {
	return bound{r, ctx, tell}
}

type bound struct {
	*Reader
	ctx  context.Context
	tell func(Dropped)
}

func (b bound) Read(doc reader.Document) (reader.Reading, error) {
	reading, dropped, err := b.Reader.Read(b.ctx, doc)
	if b.tell != nil {
		for _, d := range dropped {
			b.tell(d)
		}
	}
	return reading, err
}

// span is a stretch of the document's text.
type span struct{ start, end int }

// split cuts a text into parts of at most limit bytes: between paragraphs where
// it can, else between lines, else after a sentence, else between words, else
// between characters. The parts are the text, one after another.
func split(text string, limit int) []span {
	limit = max(limit, utf8.UTFMax)
	var parts []span
	for at := 0; at < len(text); {
		end := len(text)
		if end-at > limit {
			end = at + cut(text[at:at+limit])
		}
		parts = append(parts, span{at, end})
		at = end
	}
	return parts
}

// cut is where to end a part that would run on past s.
func cut(s string) int {
	for _, between := range []string{"\n\n", "\n", ". ", "。", "۔", " "} {
		// Not in the first quarter: many small parts lose more than they keep.
		if i := strings.LastIndex(s, between); i > len(s)/4 {
			return i + len(between)
		}
	}
	end := len(s)
	for end > 1 && !utf8.RuneStart(s[end-1]) {
		end--
	}
	// s[end-1] begins the last character, which may be whole or not.
	if utf8.FullRuneInString(s[end-1:]) {
		return len(s)
	}
	return end - 1
}

func or[T comparable](set, usual T) T {
	var zero T
	if set == zero {
		return usual
	}
	return set
}
