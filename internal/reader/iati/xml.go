package iati

import (
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
	b  string // names and texts are parts of it, where they can be
	at int
}

// parse reads an element that b is from its first byte to its last.
func parse(b []byte) (*element, error) {
	text := string(b)
	if err := characters(text); err != nil {
		return nil, err
	}
	s := &scanner{b: text}
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

// characters tells where text is not UTF-8, or has what may not stand in XML.
func characters(text string) error {
	plain := utf8.ValidString(text) && !strings.Contains(text, "\uFFFE") && !strings.Contains(text, "\uFFFF")
	for i := 0; plain && i < len(text); i++ {
		plain = text[i] >= ' ' || isSpace(text[i])
	}
	if plain {
		return nil
	}
	for i, r := range text {
		if _, n := utf8.DecodeRuneInString(text[i:]); r == utf8.RuneError && n == 1 {
			return &syntaxError{i, "it is not UTF-8"}
		}
		if !allowed(r) {
			return &syntaxError{i, fmt.Sprintf("the character %U may not stand in XML", r)}
		}
	}
	return nil
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
	for {
		next := strings.IndexByte(s.b[s.at:], '<')
		if next < 0 {
			s.at = len(s.b)
			return nil, s.wrong("<%s> of byte %d is not closed", e.name, e.start)
		}
		text, err := s.characters(s.b[s.at : s.at+next])
		if err != nil {
			return nil, err
		}
		if len(e.children) == 0 || strings.TrimSpace(text) != "" {
			e.text += text // blanks between elements are not gathered
		}
		rest := s.b[s.at:]
		switch {
		case strings.HasPrefix(rest, "</"):
			if err := s.endTag(e); err != nil {
				return nil, err
			}
			e.end = s.at
			return e, nil
		case strings.HasPrefix(rest, "<!--"):
			err = s.comment()
		case strings.HasPrefix(rest, "<![CDATA["):
			err = s.cdata(e)
		case strings.HasPrefix(rest, "<?"):
			err = s.past("?>", "the processing instruction is not closed")
		case strings.HasPrefix(rest, "<!"):
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
	i := strings.Index(s.b[s.at:], end)
	if i < 0 {
		return s.wrong("%s", otherwise)
	}
	s.at += i + len(end)
	return nil
}

func (s *scanner) comment() error {
	s.at += len("<!--")
	i := strings.Index(s.b[s.at:], "--")
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

func (s *scanner) cdata(e *element) error {
	s.at += len("<![CDATA[")
	i := strings.Index(s.b[s.at:], "]]>")
	if i < 0 {
		return s.wrong("the CDATA section is not closed")
	}
	e.text += lineEnds(s.b[s.at : s.at+i])
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
		case strings.HasPrefix(s.b[s.at:], "/>"):
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
	i := strings.IndexByte(s.b[s.at:], quote)
	if i < 0 {
		return s.wrong("the value of %s is not closed", name)
	}
	raw := s.b[s.at : s.at+i]
	if lt := strings.IndexByte(raw, '<'); lt >= 0 {
		s.at += lt
		return s.wrong("< stands in the value of %s", name)
	}
	value, err := s.characters(raw)
	if err != nil {
		return err
	}
	s.at++
	e.attributes = append(e.attributes, attribute{name, value})
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
	return s.b[start:s.at], nil
}

// characters is raw, which the scanner is at and moves past, with its references
// resolved.
func (s *scanner) characters(raw string) (string, error) {
	if strings.Contains(raw, "]]>") {
		return "", s.wrong("]]> stands outside a CDATA section")
	}
	end := s.at + len(raw)
	if strings.IndexByte(raw, '&') < 0 {
		s.at = end
		return lineEnds(raw), nil
	}
	var text strings.Builder
	for {
		i := strings.IndexByte(raw, '&')
		if i < 0 {
			text.WriteString(lineEnds(raw))
			s.at = end
			return text.String(), nil
		}
		text.WriteString(lineEnds(raw[:i]))
		s.at += i
		semicolon := strings.IndexByte(raw[i:], ';')
		if semicolon < 0 {
			return "", s.wrong("& begins no reference")
		}
		r, err := reference(raw[i+1 : i+semicolon])
		if err != nil {
			return "", s.wrong("%v", err)
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
func lineEnds(text string) string {
	if strings.IndexByte(text, '\r') < 0 {
		return text
	}
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
}
