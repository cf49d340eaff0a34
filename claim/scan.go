package claim

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Canonical bytes have one order of members and one spelling of each, so they can
// be read from front to back without a general JSON reader; a fold reads hundreds
// of claims for every page it makes. Whoever scans must write what was read again
// and compare: what is scanned wrongly then does not pass.

// scanner reads canonical bytes. After what it does not expect, failed stays true.
type scanner struct {
	rest   []byte
	failed bool
}

// next says whether the bytes go on with s, and steps over it.
func (c *scanner) next(s string) bool {
	if len(c.rest) < len(s) || string(c.rest[:len(s)]) != s {
		return false
	}
	c.rest = c.rest[len(s):]
	return true
}

func (c *scanner) want(s string) { c.failed = c.failed || !c.next(s) }

// member reads a member that must be there, optional one that may.
func (c *scanner) member(key string) string {
	c.want(key)
	return c.string()
}

func (c *scanner) optional(key string) string {
	if !c.next(key) {
		return ""
	}
	return c.string()
}

// string reads a string from behind its opening quotation mark to behind its
// closing one.
func (c *scanner) string() string {
	end := bytes.IndexByte(c.rest, '"')
	if end < 0 {
		c.failed = true
		return ""
	}
	if bytes.IndexByte(c.rest[:end], '\\') < 0 {
		s := string(c.rest[:end])
		c.rest = c.rest[end+1:]
		return s
	}
	return c.escaped()
}

func (c *scanner) escaped() string {
	var s strings.Builder
	for i := 0; i < len(c.rest); i++ {
		switch b := c.rest[i]; b {
		case '"':
			c.rest = c.rest[i+1:]
			return s.String()
		case '\\':
			r, n := unescape(c.rest[i:])
			if n == 0 {
				c.failed = true
				return ""
			}
			s.WriteByte(r)
			i += n - 1
		default:
			s.WriteByte(b)
		}
	}
	c.failed = true
	return ""
}

// unescape is the byte an escape stands for, and how long the escape is.
func unescape(b []byte) (r byte, n int) {
	if len(b) < 2 {
		return 0, 0
	}
	switch b[1] {
	case '"', '\\':
		return b[1], 2
	case 'b':
		return '\b', 2
	case 't':
		return '\t', 2
	case 'n':
		return '\n', 2
	case 'f':
		return '\f', 2
	case 'r':
		return '\r', 2
	case 'u':
		if len(b) < 6 {
			return 0, 0
		}
		code, err := strconv.ParseUint(string(b[2:6]), 16, 8)
		if err != nil {
			return 0, 0
		}
		return byte(code), 6
	}
	return 0, 0
}

func (c *scanner) number(key string) int {
	c.want(key)
	n := 0
	for n < len(c.rest) && n < 16 && c.rest[n] >= '0' && c.rest[n] <= '9' {
		n++
	}
	v, err := strconv.Atoi(string(c.rest[:n]))
	c.failed = c.failed || err != nil
	c.rest = c.rest[n:]
	return v
}

// claim reads a claim, not yet checked.
func (c *scanner) claim() Claim {
	var out Claim
	var confidence string
	if c.next(`{"asof":"`) {
		out.AsOf = Date(c.string())
		confidence = c.member(`,"confidence":"`)
	} else {
		confidence = c.member(`{"confidence":"`)
	}
	out.Modality = Modality(c.member(`,"modality":"`))
	out.Property = Property(c.member(`,"property":"`))
	if c.next(`,"quote":`) {
		out.Selector = c.selector()
	}
	out.Release = Release(c.member(`,"release":"`))
	out.Rule = c.optional(`,"rule":"`)
	out.Subject = Subject(c.member(`,"subject":"`))
	c.want(`,"value":`)
	out.Value = c.value()
	c.want(`}`)
	if c.failed {
		return out
	}
	var err error
	out.Confidence, err = parseConfidence(confidence)
	c.failed = err != nil
	return out
}

func (c *scanner) selector() *Selector {
	var s Selector
	s.End = c.number(`{"end":`)
	if c.next(`,"page":`) {
		s.Page = c.number("")
	}
	s.Start = c.number(`,"start":`)
	s.Quote = c.member(`,"text":"`)
	c.want(`}`)
	return &s
}

// value reads a value: which one is told by the member it begins with.
func (c *scanner) value() (v Value) {
	switch {
	case c.next(`{"lang":"`):
		t := Text{Lang: c.string()}
		t.Text = c.member(`,"text":"`)
		v = t
	case c.next(`{"text":"`):
		v = Text{Text: c.string()}
	case c.next(`{"date":"`):
		v = Date(c.string())
	case c.next(`{"amount":"`):
		m := Money{Amount: c.string()}
		m.Currency = c.member(`,"currency":"`)
		m.Nature = c.optional(`,"nature":"`)
		v = m
	case c.next(`{"number":"`):
		q := Quantity{Number: c.string()}
		c.want(`,"type":"quantity"`)
		q.Unit = c.optional(`,"unit":"`)
		q.What = c.optional(`,"what":"`)
		c.want(`}`)
		return q
	case c.next(`{"code":"`):
		k := Code{Code: c.string()}
		k.List = c.member(`,"list":"`)
		v = k
	case c.next(`{"role":"`):
		r := Ref{Role: c.string()}
		r.Subject = Subject(c.member(`,"subject":"`))
		v = r
	case c.next(`{"subject":"`):
		v = Ref{Subject: Subject(c.string())}
	case c.next(`{"media":"`):
		d := DocumentRef{Media: c.string()}
		d.Original = c.member(`,"original":"`)
		d.Text = c.member(`,"text":"`)
		v = d
	case c.next(`{"geojson":"`):
		v = Geometry{GeoJSON: c.string()}
	default:
		c.failed = true
		return nil
	}
	c.want(`,"type":"`)
	c.want(v.Type())
	c.want(`"}`)
	return v
}

// scanClaim reads a whole claim; ok is false where the bytes are not just those
// that it is written as.
func scanClaim(b []byte) (Claim, bool) {
	s := scanner{rest: b}
	c := s.claim()
	if s.failed || len(s.rest) > 0 || !utf8.Valid(b) || c.Check() != nil {
		return Claim{}, false
	}
	var room [512]byte
	return c, bytes.Equal(c.Append(room[:0]), b)
}

// scanValue does the same for a value, which it does not check.
func scanValue(b []byte) (Value, bool) {
	s := scanner{rest: b}
	v := s.value()
	if s.failed || len(s.rest) > 0 || !utf8.Valid(b) {
		return nil, false
	}
	var room [256]byte
	return v, bytes.Equal(AppendValue(room[:0], v), b)
}

// scanKept reads the body line of a claim that is not withheld.
func scanKept(b []byte) (Kept, bool) {
	s := scanner{rest: b}
	s.want(`{"claim":`)
	from := len(b) - len(s.rest)
	c := s.claim()
	if s.failed || !utf8.Valid(b) || c.Check() != nil {
		return Kept{}, false
	}
	body := b[from : len(b)-len(s.rest)]
	entry := s.number(`,"entry":`)
	n := s.number(`,"n":`)
	salt, err := ParseSalt(s.member(`,"salt":"`))
	s.want(`}`)
	if s.failed || err != nil || len(s.rest) > 0 {
		return Kept{}, false
	}
	k := Kept{Entry: int64(entry), N: n, Claim: &c, Salt: salt, Hash: HashOf(salt, body)}
	var room [768]byte
	return k, bytes.Equal(k.Append(room[:0]), b)
}
