package iati

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
)

// Piece is one activity of a file, byte for byte.
type Piece struct {
	At    int64 // where it begins in the file
	Bytes []byte
	File  File
}

// File is what a file says of all its activities.
type File struct {
	Version   string
	Generated string // date and time
}

// Problem is what is wrong at a place of a file. The rest of the file is read.
type Problem struct {
	At       int64  // byte of the file
	Activity string // the identifier, where it is known
	What     string
	Hint     string
}

func (p *Problem) Error() string {
	if p.Activity != "" {
		return fmt.Sprintf("byte %d, activity %s: %s", p.At, p.Activity, p.What)
	}
	return fmt.Sprintf("byte %d: %s", p.At, p.What)
}

// MaxActivity is the largest activity taken, in bytes. It bounds the memory that
// splitting takes.
const MaxActivity = 64 << 20

const (
	chunk          = 256 << 10
	maxDeclaration = 200 // bytes of an XML declaration
)

// Pieces are the activities of a file, in its order. A *Problem stands for what
// could not be taken, and more may follow it; any other error is the last. A piece's
// bytes are the receiver's until the next.
func Pieces(r io.Reader) iter.Seq2[Piece, error] {
	return func(yield func(Piece, error) bool) {
		s := &splitter{r: r}
		for {
			p, err := s.next()
			if err == io.EOF {
				return
			}
			var problem *Problem
			if !yield(p, err) || err != nil && !errors.As(err, &problem) {
				return
			}
		}
	}
}

// splitter finds where activities begin and end. It looks at nothing but comments,
// CDATA, processing instructions and the tags of activities; whether what lies
// between is well formed is asked by whoever reads it.
type splitter struct {
	r    io.Reader
	buf  []byte // of the file, from base
	base int64
	at   int // in buf
	done bool
	file File

	failed error // of the reader
	root   bool  // the root element was met
	over   bool
}

// more reads on; false at the end of the file.
func (s *splitter) more() (bool, error) {
	if s.done {
		return false, s.failed
	}
	if cap(s.buf)-len(s.buf) < chunk {
		grown := make([]byte, len(s.buf), 2*cap(s.buf)+chunk)
		copy(grown, s.buf)
		s.buf = grown
	}
	n, err := s.r.Read(s.buf[len(s.buf):cap(s.buf)])
	s.buf = s.buf[:len(s.buf)+n]
	if s.done = err != nil; err != io.EOF {
		s.failed = err // told when what came before it is used up
	}
	return true, nil
}

// drop forgets what lies before at.
func (s *splitter) drop() {
	if s.at < chunk && s.at < len(s.buf) {
		return
	}
	s.base += int64(s.at)
	s.buf = s.buf[:copy(s.buf, s.buf[s.at:])]
	s.at = 0
}

// find moves at to the next occurrence of what, reading on; false at the end. What
// lies before keep is forgotten; keep is moved with it.
func (s *splitter) find(what string, keep *int) (bool, error) {
	for {
		if i := bytes.Index(s.buf[s.at:], []byte(what)); i >= 0 {
			s.at += i
			return true, nil
		}
		s.at = max(s.at, len(s.buf)-len(what)+1)
		if keep == nil {
			s.drop()
		} else if s.at-*keep > MaxActivity {
			return false, nil
		}
		ok, err := s.more()
		if err != nil || !ok {
			return false, err
		}
	}
}

// ahead says whether what stands at at.
func (s *splitter) ahead(what string) (bool, error) {
	for len(s.buf)-s.at < len(what) {
		ok, err := s.more()
		if err != nil {
			return false, err
		}
		if !ok {
			return false, nil
		}
	}
	return bytes.HasPrefix(s.buf[s.at:], []byte(what)), nil
}

// tagged says whether a tag of a name stands at at.
func (s *splitter) tagged(open string) (bool, error) {
	ok, err := s.ahead(open)
	if err != nil || !ok {
		return false, err
	}
	for len(s.buf)-s.at == len(open) {
		if more, err := s.more(); err != nil || !more {
			return false, err
		}
	}
	c := s.buf[s.at+len(open)]
	return isSpace(c) || c == '>' || c == '/', nil
}

// skip moves past what is not looked into, if such a thing stands at at.
func (s *splitter) skip(keep *int) (skipped bool, err error) {
	for _, p := range [][2]string{{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}} {
		ok, err := s.ahead(p[0])
		if err != nil {
			return false, err
		}
		if !ok {
			continue
		}
		from := s.base + int64(s.at)
		s.at += len(p[0])
		found, err := s.find(p[1], keep)
		if err != nil {
			return false, err
		}
		if !found {
			s.at = len(s.buf)
			return true, &Problem{At: from, What: fmt.Sprintf("%s is not closed before the file ends", p[0])}
		}
		s.at += len(p[1])
		return true, nil
	}
	return false, nil
}

func (s *splitter) problem(format string, args ...any) *Problem {
	return &Problem{At: s.base + int64(s.at), What: fmt.Sprintf(format, args...)}
}

// next is the next activity, or what is wrong where it should be.
func (s *splitter) next() (Piece, error) {
	for !s.over {
		s.drop()
		ok, err := s.find("<", nil)
		if err != nil {
			return Piece{}, err
		}
		if !ok {
			s.over = true
			if !s.root {
				return Piece{}, s.problem("the file ends and held no <iati-activities>").WithHint("is it an IATI activity file?")
			}
			return Piece{}, s.problem("the file ends before </iati-activities>").WithHint("it may have been cut off; what came before was read")
		}
		declared := s.base == 0 && s.at <= 3
		if declared {
			for !s.done && len(s.buf) < maxDeclaration {
				if _, err := s.more(); err != nil {
					return Piece{}, err
				}
			}
			if p := s.declaration(); p != nil {
				s.over = true
				return Piece{}, p
			}
		}
		if skipped, err := s.skip(nil); err != nil || skipped {
			if err != nil {
				return Piece{}, err
			}
			continue
		}
		activity, err := s.tagged("<iati-activity")
		if err != nil {
			return Piece{}, err
		}
		if activity {
			s.root = true
			return s.activity()
		}
		if err := s.outside(); err != nil {
			return Piece{}, err
		}
	}
	return Piece{}, io.EOF
}

// declaration refuses what is not UTF-8 as a whole: offsets count its bytes.
func (s *splitter) declaration() *Problem {
	head := string(s.buf[s.at:min(len(s.buf), s.at+maxDeclaration)])
	end := strings.Index(head, "?>")
	if !strings.HasPrefix(head, "<?xml") || end < 0 {
		return nil
	}
	_, encoding, ok := strings.Cut(head[:end], "encoding")
	encoding = strings.ToLower(strings.Trim(encoding, " \t\r\n='\""))
	if i := strings.IndexAny(encoding, "\"' "); i >= 0 {
		encoding = encoding[:i]
	}
	if !ok || encoding == "utf-8" || encoding == "utf8" || encoding == "us-ascii" || encoding == "ascii" {
		return nil
	}
	return s.problem("the file is in %s; activities are read in UTF-8", encoding).WithHint("make it UTF-8: xmllint --encode utf-8 FILE.xml")
}

// WithHint adds the next step.
func (p *Problem) WithHint(hint string) *Problem {
	p.Hint = hint
	return p
}

// outside takes in a tag between activities.
func (s *splitter) outside() error {
	from := s.at
	if end, err := s.ahead("</iati-activities"); err != nil {
		return err
	} else if end {
		s.over = true
		return nil
	}
	ok, err := s.find(">", &from)
	if err != nil {
		return err
	}
	if !ok {
		s.at = len(s.buf)
		return s.problem("a tag is not closed")
	}
	s.at++
	tag := s.buf[from:s.at]
	if s.root || !bytes.HasPrefix(tag, []byte("<iati-activities")) {
		if !s.root && !bytes.HasPrefix(tag, []byte("<!")) {
			s.over = true
			s.at = from
			return s.problem("the file begins with %s, not with <iati-activities>", clip(string(tag), 40)).WithHint("is it an IATI activity file?")
		}
		return nil // an extension's element, or a document type
	}
	s.root = true
	e := &element{}
	read := &scanner{b: string(tag), at: 1}
	empty, err := read.startTag(e)
	if err != nil {
		return s.problem("%v", err)
	}
	s.over = empty
	s.file = File{Version: e.attribute("version"), Generated: e.attribute("generated-datetime")}
	if s.file.Version != "" && !strings.HasPrefix(s.file.Version, "2.") {
		s.over = true
		return s.problem("the file is of version %s of the standard; versions 2.01 to 2.03 are read", clip(s.file.Version, 20))
	}
	return nil
}

// activity takes the activity whose tag the splitter is at. One that does not end
// is left where the next begins.
func (s *splitter) activity() (Piece, error) {
	s.drop()
	begin := s.at
	cut := func(what string) (Piece, error) {
		return Piece{}, &Problem{At: s.base + int64(begin), What: what}
	}
	closed, err := s.pastTag(&begin)
	if err != nil {
		return Piece{}, err
	}
	for closed == open {
		ok, err := s.find("<", &begin)
		if err != nil {
			return Piece{}, err
		}
		if !ok {
			if s.at-begin > MaxActivity {
				return cut(fmt.Sprintf("the activity has more than %d MB", MaxActivity>>20))
			}
			s.at = len(s.buf)
			return cut("the file ends within the activity")
		}
		skipped, err := s.skip(&begin)
		if err != nil {
			return Piece{}, err
		}
		if skipped {
			continue
		}
		if another, err := s.tagged("<iati-activity"); err != nil {
			return Piece{}, err
		} else if another {
			return cut(fmt.Sprintf("the activity is not closed before another begins at byte %d", s.base+int64(s.at)))
		}
		if end, err := s.ahead("</iati-activities"); err != nil {
			return Piece{}, err
		} else if end {
			return cut("the activity is not closed before the activities end")
		}
		end, err := s.tagged("</iati-activity")
		if err != nil {
			return Piece{}, err
		}
		if !end {
			s.at++
			continue
		}
		if closed, err = s.pastTag(&begin); err != nil {
			return Piece{}, err
		}
		if closed == open {
			closed = shut
		}
	}
	if closed == unclosed {
		s.at = len(s.buf)
		return cut("the file ends within a tag of the activity")
	}
	return Piece{At: s.base + int64(begin), Bytes: s.buf[begin:s.at:s.at], File: s.file}, nil
}

// How a tag ends.
const (
	open     = iota // <a>
	shut            // <a/>, or the element's end
	unclosed        // not at all
)

// pastTag moves past the tag at at, whose values may hold a ">".
func (s *splitter) pastTag(keep *int) (int, error) {
	quote := byte(0)
	for {
		for ; s.at < len(s.buf); s.at++ {
			c := s.buf[s.at]
			switch {
			case quote != 0:
				if c == quote {
					quote = 0
				}
			case c == '"' || c == '\'':
				quote = c
			case c == '>':
				s.at++
				if s.buf[s.at-2] == '/' {
					return shut, nil
				}
				return open, nil
			}
		}
		if s.at-*keep > MaxActivity {
			return unclosed, nil
		}
		ok, err := s.more()
		if err != nil || !ok {
			return unclosed, err
		}
	}
}

// clip shortens a text for people.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "") + "…"
}
