package iati

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// element is one XML element with where it stands: claims quote elements byte for
// byte, which is why they are read here and not by encoding/xml. FuzzElement holds
// the two to one another.
type element struct {
	name       string // with its prefix, if any
	attributes []attribute
	start, end int // of the element, its tags included
	tag        int // end of the start tag
	text       string
	children   []*element
}

type attribute struct{ name, value string }

// Limits on one activity.
const (
	maxDepth      = 64
	maxAttributes = 64
)

func (e *element) attribute(name string) string {
	for _, a := range e.attributes {
		if a.name == name {
			return a.value
		}
	}
	return ""
}

// each calls do for the children of a name.
func (e *element) each(name string, do func(*element)) {
	for _, c := range e.children {
		if c.name == name {
			do(c)
		}
	}
}

func (e *element) child(name string) *element {
	for _, c := range e.children {
		if c.name == name {
			return c
		}
	}
	return nil
}

// syntaxError is what is wrong with the XML at a byte of the activity.
type syntaxError struct {
	at   int
	what string
}

func (e *syntaxError) Error() string { return fmt.Sprintf("byte %d: %s", e.at, e.what) }

// scanner reads one element of well-formed XML without a document type.
type scanner struct {
	b  []byte
	at int
}

// parse reads an element that b is from its first byte to its last.
func parse(b []byte) (*element, error) {
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			return nil, &syntaxError{i, "it is not UTF-8"}
		}
		if !allowed(r) {
			return nil, &syntaxError{i, fmt.Sprintf("the character %U may not stand in XML", r)}
		}
		i += n
	}
	s := &scanner{b: b}
	if len(b) == 0 || b[0] != '<' {
		return nil, &syntaxError{0, "no element begins here"}
	}
	e, err := s.element(0)
	if err != nil {
		return nil, err
	}
	if s.at != len(b) {
		return nil, &syntaxError{s.at, "something follows the element"}
	}
	return e, nil
}

// allowed are the characters of XML 1.0.
func allowed(r rune) bool {
	return r >= 0x20 && r != 0xFFFE && r != 0xFFFF || r == '\t' || r == '\n' || r == '\r'
}

func (s *scanner) wrong(format string, args ...any) error {
	return &syntaxError{s.at, fmt.Sprintf(format, args...)}
}

// element reads the element whose "<" the scanner is at.
func (s *scanner) element(depth int) (*element, error) {
	if depth == maxDepth {
		return nil, s.wrong("elements stand more than %d deep in one another", maxDepth)
	}
	e := &element{start: s.at}
	s.at++
	empty, err := s.startTag(e)
	e.tag = s.at
	if err != nil || empty {
		e.end = s.at
		return e, err
	}
	var text strings.Builder
	for {
		next := bytes.IndexByte(s.b[s.at:], '<')
		if next < 0 {
			s.at = len(s.b)
			return nil, s.wrong("<%s> of byte %d is not closed", e.name, e.start)
		}
		if err := s.characters(&text, s.b[s.at:s.at+next]); err != nil {
			return nil, err
		}
		rest := s.b[s.at:]
		switch {
		case bytes.HasPrefix(rest, []byte("</")):
			if err := s.endTag(e); err != nil {
				return nil, err
			}
			e.end, e.text = s.at, text.String()
			return e, nil
		case bytes.HasPrefix(rest, []byte("<!--")):
			err = s.comment()
		case bytes.HasPrefix(rest, []byte("<![CDATA[")):
			err = s.cdata(&text)
		case bytes.HasPrefix(rest, []byte("<?")):
			err = s.past("?>", "the processing instruction is not closed")
		case bytes.HasPrefix(rest, []byte("<!")):
			err = s.wrong("a declaration may not stand here")
		default:
			var c *element
			c, err = s.element(depth + 1)
			e.children = append(e.children, c)
		}
		if err != nil {
			return nil, err
		}
	}
}

func (s *scanner) past(end, otherwise string) error {
	i := bytes.Index(s.b[s.at:], []byte(end))
	if i < 0 {
		return s.wrong("%s", otherwise)
	}
	s.at += i + len(end)
	return nil
}

func (s *scanner) comment() error {
	s.at += len("<!--")
	i := bytes.Index(s.b[s.at:], []byte("--"))
	if i < 0 {
		return s.wrong("the comment is not closed")
	}
	s.at += i + len("--")
	if s.at == len(s.b) || s.b[s.at] != '>' {
		return s.wrong("-- stands within a comment")
	}
	s.at++
	return nil
}

func (s *scanner) cdata(text *strings.Builder) error {
	s.at += len("<![CDATA[")
	i := bytes.Index(s.b[s.at:], []byte("]]>"))
	if i < 0 {
		return s.wrong("the CDATA section is not closed")
	}
	text.Write(lineEnds(s.b[s.at : s.at+i]))
	s.at += i + len("]]>")
	return nil
}

// startTag reads a start tag after its "<".
func (s *scanner) startTag(e *element) (empty bool, err error) {
	if e.name, err = s.name(); err != nil {
		return false, err
	}
	for {
		blank := s.space()
		switch {
		case s.at == len(s.b):
			return false, s.wrong("the tag <%s> is not closed", e.name)
		case s.b[s.at] == '>':
			s.at++
			return false, nil
		case bytes.HasPrefix(s.b[s.at:], []byte("/>")):
			s.at += 2
			return true, nil
		case !blank:
			return false, s.wrong("a space is missing in the tag <%s>", e.name)
		case len(e.attributes) == maxAttributes:
			return false, s.wrong("<%s> has more than %d attributes", e.name, maxAttributes)
		}
		if err := s.attributeOf(e); err != nil {
			return false, err
		}
	}
}

func (s *scanner) attributeOf(e *element) error {
	name, err := s.name()
	if err != nil {
		return err
	}
	for _, a := range e.attributes {
		if a.name == name {
			return s.wrong("<%s> has the attribute %s twice", e.name, name)
		}
	}
	s.space()
	if s.at == len(s.b) || s.b[s.at] != '=' {
		return s.wrong("the attribute %s has no value", name)
	}
	s.at++
	s.space()
	if s.at == len(s.b) || s.b[s.at] != '"' && s.b[s.at] != '\'' {
		return s.wrong("the value of %s is not in quotes", name)
	}
	quote := s.b[s.at]
	s.at++
	i := bytes.IndexByte(s.b[s.at:], quote)
	if i < 0 {
		return s.wrong("the value of %s is not closed", name)
	}
	raw := s.b[s.at : s.at+i]
	if lt := bytes.IndexByte(raw, '<'); lt >= 0 {
		s.at += lt
		return s.wrong("< stands in the value of %s", name)
	}
	var value strings.Builder
	if err := s.characters(&value, raw); err != nil {
		return err
	}
	s.at++
	e.attributes = append(e.attributes, attribute{name, value.String()})
	return nil
}

func (s *scanner) endTag(e *element) error {
	s.at += len("</")
	start := s.at
	name, err := s.name()
	if err != nil {
		return err
	}
	if name != e.name {
		s.at = start
		return s.wrong("</%s> closes <%s> of byte %d", name, e.name, e.start)
	}
	s.space()
	if s.at == len(s.b) || s.b[s.at] != '>' {
		return s.wrong("the tag </%s> is not closed", name)
	}
	s.at++
	return nil
}

func (s *scanner) space() (any bool) {
	for s.at < len(s.b) && isSpace(s.b[s.at]) {
		s.at++
		any = true
	}
	return any
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// name reads a name in the letters that names have in practice: those of ASCII, and
// whatever lies outside it.
func (s *scanner) name() (string, error) {
	start := s.at
	for s.at < len(s.b) {
		c := s.b[s.at]
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == ':' || c >= utf8.RuneSelf
		if !letter && (s.at == start || c != '-' && c != '.' && (c < '0' || c > '9')) {
			break
		}
		s.at++
	}
	if s.at == start {
		return "", s.wrong("a name is missing")
	}
	return string(s.b[start:s.at]), nil
}

// characters adds raw, which the scanner is at, with its references resolved, and
// moves past it.
func (s *scanner) characters(text *strings.Builder, raw []byte) error {
	if bytes.Contains(raw, []byte("]]>")) {
		return s.wrong("]]> stands outside a CDATA section")
	}
	end := s.at + len(raw)
	for {
		i := bytes.IndexByte(raw, '&')
		if i < 0 {
			text.Write(lineEnds(raw))
			s.at = end
			return nil
		}
		text.Write(lineEnds(raw[:i]))
		s.at += i
		semicolon := bytes.IndexByte(raw[i:], ';')
		if semicolon < 0 {
			return s.wrong("& begins no reference")
		}
		r, err := reference(string(raw[i+1 : i+semicolon]))
		if err != nil {
			return s.wrong("%v", err)
		}
		text.WriteRune(r)
		s.at += semicolon + 1
		raw = raw[i+semicolon+1:]
	}
}

var named = map[string]rune{"amp": '&', "lt": '<', "gt": '>', "quot": '"', "apos": '\''}

func reference(name string) (rune, error) {
	if r, ok := named[name]; ok {
		return r, nil
	}
	digits, base := strings.TrimPrefix(name, "#"), 10
	if digits == name {
		return 0, fmt.Errorf("there is no entity &%s;", name)
	}
	if hex := strings.TrimPrefix(digits, "x"); hex != digits {
		digits, base = hex, 16
	}
	n, err := strconv.ParseUint(digits, base, 21)
	if err != nil || !allowed(rune(n)) || !utf8.ValidRune(rune(n)) {
		return 0, errors.New("a reference to no character of XML")
	}
	return rune(n), nil
}

// lineEnds makes line ends the one of Unix, as XML has it.
func lineEnds(b []byte) []byte {
	if bytes.IndexByte(b, '\r') < 0 {
		return b
	}
	return bytes.ReplaceAll(bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
}
