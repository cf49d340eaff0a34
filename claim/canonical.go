package claim

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"unicode/utf8"
)

// Canonical bytes are JSON as RFC 8785 would write it, restricted so that no
// two programs can disagree: keys in byte order, no white space, strings with
// the shortest escapes, whole numbers of at most 2^53 as the only numbers, and
// every decimal a string. An empty optional member is left out.

// Append adds the claim's canonical bytes to b. The claim must pass Check.
func (c Claim) Append(b []byte) []byte {
	b = append(b, '{')
	if c.AsOf != "" {
		b = appendMember(b, "asof", string(c.AsOf))
	}
	b = appendMember(b, "confidence", confidenceText(c.Confidence))
	b = appendMember(b, "modality", string(c.Modality))
	b = appendMember(b, "property", string(c.Property))
	if s := c.Selector; s != nil {
		b = appendKey(b, "quote")
		b = append(b, `{"end":`...)
		b = strconv.AppendInt(b, int64(s.End), 10)
		if s.Page != 0 {
			b = append(b, `,"page":`...)
			b = strconv.AppendInt(b, int64(s.Page), 10)
		}
		b = append(b, `,"start":`...)
		b = strconv.AppendInt(b, int64(s.Start), 10)
		b = appendMember(b, "text", s.Quote)
		b = append(b, '}')
	}
	b = appendMember(b, "release", string(c.Release))
	if c.Rule != "" {
		b = appendMember(b, "rule", c.Rule)
	}
	b = appendMember(b, "subject", string(c.Subject))
	b = appendKey(b, "value")
	b = AppendValue(b, c.Value)
	return append(b, '}')
}

// AppendValue adds a value's canonical bytes to b.
func AppendValue(b []byte, v Value) []byte {
	b = append(b, '{')
	b = v.append(b)
	return append(b, '}')
}

// Each value writes its members in byte order, "type" among them.

func (t Text) append(b []byte) []byte {
	b = appendMemberIf(b, "lang", t.Lang)
	b = appendMember(b, "text", t.Text)
	return appendMember(b, "type", t.Type())
}

func (d Date) append(b []byte) []byte {
	b = appendMember(b, "date", string(d))
	return appendMember(b, "type", d.Type())
}

func (m Money) append(b []byte) []byte {
	b = appendMember(b, "amount", m.Amount)
	b = appendMember(b, "currency", m.Currency)
	b = appendMemberIf(b, "nature", m.Nature)
	return appendMember(b, "type", m.Type())
}

func (q Quantity) append(b []byte) []byte {
	b = appendMember(b, "number", q.Number)
	b = appendMember(b, "type", q.Type())
	b = appendMemberIf(b, "unit", q.Unit)
	return appendMemberIf(b, "what", q.What)
}

func (c Code) append(b []byte) []byte {
	b = appendMember(b, "code", c.Code)
	b = appendMember(b, "list", c.List)
	return appendMember(b, "type", c.Type())
}

func (r Ref) append(b []byte) []byte {
	b = appendMemberIf(b, "role", r.Role)
	b = appendMember(b, "subject", string(r.Subject))
	return appendMember(b, "type", r.Type())
}

func (d DocumentRef) append(b []byte) []byte {
	b = appendMember(b, "media", d.Media)
	b = appendMember(b, "original", d.Original)
	b = appendMember(b, "text", d.Text)
	return appendMember(b, "type", d.Type())
}

func (g Geometry) append(b []byte) []byte {
	b = appendMember(b, "geojson", g.GeoJSON)
	return appendMember(b, "type", g.Type())
}

// appendKey adds a member's name. Names are ours and need no escapes.
func appendKey(b []byte, key string) []byte {
	if b[len(b)-1] != '{' {
		b = append(b, ',')
	}
	b = append(b, '"')
	b = append(b, key...)
	return append(b, '"', ':')
}

func appendMember(b []byte, key, value string) []byte {
	return AppendString(appendKey(b, key), value)
}

func appendMemberIf(b []byte, key, value string) []byte {
	if value == "" {
		return b
	}
	return appendMember(b, key, value)
}

// AppendString adds s as a JSON string with RFC 8785's escapes. s must be UTF-8.
func AppendString(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	from := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 0x20 && c != '"' && c != '\\' {
			continue
		}
		b = append(b, s[from:i]...)
		from = i + 1
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\b':
			b = append(b, '\\', 'b')
		case '\t':
			b = append(b, '\\', 't')
		case '\n':
			b = append(b, '\\', 'n')
		case '\f':
			b = append(b, '\\', 'f')
		case '\r':
			b = append(b, '\\', 'r')
		default:
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
	}
	b = append(b, s[from:]...)
	return append(b, '"')
}

func confidenceText(c Confidence) string {
	switch {
	case c == 0:
		return "0"
	case c == 1000:
		return "1"
	}
	s := strconv.Itoa(1000 + int(c))[1:]
	for s[len(s)-1] == '0' {
		s = s[:len(s)-1]
	}
	return "0." + s
}

func parseConfidence(s string) (Confidence, error) {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || confidenceText(ConfidenceOf(f)) != s {
		return 0, fmt.Errorf("confidence %q is not a share in thousandths", s)
	}
	return ConfidenceOf(f), nil
}

// wireClaim and wireValue are the shapes canonical bytes are read into. Parse
// writes the claim again and compares, so leniency here does no harm.
type wireClaim struct {
	AsOf       Date       `json:"asof"`
	Confidence string     `json:"confidence"`
	Modality   Modality   `json:"modality"`
	Property   Property   `json:"property"`
	Quote      *wireQuote `json:"quote"`
	Release    Release    `json:"release"`
	Rule       string     `json:"rule"`
	Subject    Subject    `json:"subject"`
	Value      *wireValue `json:"value"`
}

type wireQuote struct {
	End   int    `json:"end"`
	Page  int    `json:"page"`
	Start int    `json:"start"`
	Text  string `json:"text"`
}

type wireValue struct {
	Type     string  `json:"type"`
	Amount   string  `json:"amount"`
	Code     string  `json:"code"`
	Currency string  `json:"currency"`
	Date     Date    `json:"date"`
	GeoJSON  string  `json:"geojson"`
	Lang     string  `json:"lang"`
	List     string  `json:"list"`
	Media    string  `json:"media"`
	Nature   string  `json:"nature"`
	Number   string  `json:"number"`
	Original string  `json:"original"`
	Role     string  `json:"role"`
	Subject  Subject `json:"subject"`
	Text     string  `json:"text"`
	Unit     string  `json:"unit"`
	What     string  `json:"what"`
}

// ErrNotCanonical says that bytes parse as a claim but are not the bytes the
// claim is written as.
var ErrNotCanonical = errors.New("not in canonical form")

// Parse reads a claim from its canonical bytes, and only from those.
func Parse(b []byte) (Claim, error) {
	if c, ok := scanClaim(b); ok {
		return c, nil
	}
	return parse(b)
}

// parse is Parse with any JSON reader's word on what is wrong.
func parse(b []byte) (Claim, error) {
	var w wireClaim
	if err := strict(b, &w); err != nil {
		return Claim{}, fmt.Errorf("claim: %w", err)
	}
	confidence, err := parseConfidence(w.Confidence)
	if err != nil {
		return Claim{}, fmt.Errorf("claim: %w", err)
	}
	if w.Value == nil {
		return Claim{}, errors.New("claim: no value")
	}
	value, err := w.Value.value()
	if err != nil {
		return Claim{}, fmt.Errorf("claim: %w", err)
	}
	c := Claim{
		Subject: w.Subject, Property: w.Property, Value: value, Modality: w.Modality,
		AsOf: w.AsOf, Rule: w.Rule, Confidence: confidence, Release: w.Release,
	}
	if q := w.Quote; q != nil {
		c.Selector = &Selector{Start: q.Start, End: q.End, Quote: q.Text, Page: q.Page}
	}
	if err := c.Check(); err != nil {
		return Claim{}, err
	}
	if !bytes.Equal(c.Append(nil), b) {
		return Claim{}, fmt.Errorf("claim: %w", ErrNotCanonical)
	}
	return c, nil
}

// ParseValue reads a value from its canonical bytes, and only from those. It
// does not check what the value says, as Claim.Check does: views keep references
// to ids in this form.
func ParseValue(b []byte) (Value, error) {
	v, err := DecodeValue(b)
	if err != nil {
		return nil, err
	}
	if !bytes.Equal(AppendValue(nil, v), b) {
		return nil, fmt.Errorf("value: %w", ErrNotCanonical)
	}
	return v, nil
}

// DecodeValue reads a value from any JSON of its form.
func DecodeValue(b []byte) (Value, error) {
	if v, ok := scanValue(b); ok {
		return v, nil
	}
	var w wireValue
	if err := strict(b, &w); err != nil {
		return nil, fmt.Errorf("value: %w", err)
	}
	return w.value()
}

func (w wireValue) value() (Value, error) {
	switch w.Type {
	case "text":
		return Text{w.Text, w.Lang}, nil
	case "date":
		return w.Date, nil
	case "money":
		return Money{w.Amount, w.Currency, w.Nature}, nil
	case "quantity":
		return Quantity{w.Number, w.Unit, w.What}, nil
	case "code":
		return Code{w.List, w.Code}, nil
	case "ref":
		return Ref{w.Subject, w.Role}, nil
	case "document":
		return DocumentRef{w.Original, w.Text, w.Media}, nil
	case "geometry":
		return Geometry{w.GeoJSON}, nil
	}
	return nil, fmt.Errorf("unknown type of value %q", w.Type)
}

// strict decodes exactly one JSON value with no unknown members.
func strict(b []byte, into any) error {
	if !utf8.Valid(b) {
		return errors.New("not UTF-8")
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return err
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.New("more than one value")
	}
	return nil
}

// Salt makes a claim's hash say nothing about the claim to who lacks it.
type Salt [16]byte

// Hash is what a log entry holds of a claim.
type Hash [sha256.Size]byte

// hashDomain keeps claim hashes apart from every other use of SHA-256.
const hashDomain = "sanad claim v1\n"

// HashOf is SHA-256("sanad claim v1\n" ‖ salt ‖ canonical bytes).
func HashOf(salt Salt, canonical []byte) Hash {
	h := sha256.New()
	io.WriteString(h, hashDomain)
	h.Write(salt[:])
	h.Write(canonical)
	return Hash(h.Sum(nil))
}

// String is the hash as it stands in entries: base64url without padding.
func (h Hash) String() string { return base64.RawURLEncoding.EncodeToString(h[:]) }

// String is the salt as it stands in bodies: base64url without padding.
func (s Salt) String() string { return base64.RawURLEncoding.EncodeToString(s[:]) }

// ParseHash reads what Hash.String writes.
func ParseHash(s string) (h Hash, err error) { return h, decode(h[:], s, "claim hash") }

// ParseSalt reads what Salt.String writes.
func ParseSalt(s string) (salt Salt, err error) { return salt, decode(salt[:], s, "salt") }

func decode(into []byte, s, what string) error {
	b, err := base64.RawURLEncoding.Strict().DecodeString(s)
	if err != nil || len(b) != len(into) {
		return fmt.Errorf("%s %q is not %d bytes of base64url", what, s, len(into))
	}
	copy(into, b)
	return nil
}
