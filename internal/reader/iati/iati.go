// Package iati reads activities of the International Aid Transparency Initiative,
// version 2.0x, one at a time: split.go finds them in a file of any size, xml.go
// reads one with the place of every element, and this file and its neighbours make
// claims of it, each quoting the element it comes from.
//
// What is read as what is data, the crosswalk vocab.IATI; the elements it does not
// read are told on the source with their reason, never dropped. Contact details are
// never taken, nor quoted. The package stores nothing and knows of no other
// activity: whether two are one is resolve's word.
package iati

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"sanad/claim"
	"sanad/vocab"
)

// Reader is the reader's name and version in the log.
const Reader = "iati/1"

// Media is the media type of an activity.
const Media = "application/xml"

// Read is what an activity says.
type Read struct {
	Reference string // its identifier
	Publisher string
	Title     string
	Language  string
	Published claim.Date
	Parents   []string // identifiers of the activities it is a part of
	Claims    []claim.Claim
	Problems  []Problem // of values; their places count from the activity's beginning
}

// The rules by which claims are read.
const (
	ruleElement   = "element"           // an element says it
	ruleCrosswalk = "crosswalk"         // a code of the standard stands for it
	ruleIdentity  = "identifier-stands" // a body without a name is called by its identifier
)

// Parse reads one activity. An error is of all of it: it is not well formed, has no
// identifier, or nobody reports it. What is wrong with single values stands in
// Problems and on the source.
func Parse(activity []byte, file File) (*Read, error) {
	root, err := parse(activity)
	if err != nil {
		return nil, err
	}
	r := &reading{
		b: string(activity), root: root, out: &Read{Claims: make([]claim.Claim, 0, 16+len(activity)/50)}, next: map[claim.Class]int{}, parties: map[string]claim.Subject{},
		unread: map[string]*unread{}, places: map[string]string{}, currency: strings.TrimSpace(root.attribute("default-currency")),
	}
	if err := r.head(file); err != nil {
		return nil, err
	}
	r.agreement()
	r.money()
	r.documents()
	r.related()
	r.results()
	r.rest()
	return r.out, nil
}

// reading makes claims of one activity.
type reading struct {
	b        string
	root     *element
	out      *Read
	next     map[claim.Class]int
	parties  map[string]claim.Subject // by name and identifier
	places   map[string]string        // names of locations by their reference
	currency string

	selectors []claim.Selector

	unread map[string]*unread // by path
	order  []string
}

// unread is what of one kind is not read.
type unread struct {
	reason string
	first  *element
	n      int
}

// self is the activity itself.
const self claim.Subject = "a1"

func (r *reading) subject(c claim.Class) claim.Subject {
	r.next[c]++
	return claim.Subject(string(rune(c)) + strconv.Itoa(r.next[c]))
}

// maxQuote is the longest element that is quoted whole; of a longer one the start
// tag is.
const maxQuote = 300

func (r *reading) selector(e *element) *claim.Selector {
	end := e.end
	if end-e.start > maxQuote {
		end = min(e.tag, e.start+4*maxQuote)
	}
	for end > e.start && end < len(r.b) && !utf8.RuneStart(r.b[end]) {
		end--
	}
	quote := r.b[e.start:end]
	if len(r.selectors) == cap(r.selectors) {
		r.selectors = make([]claim.Selector, 0, 64) // many at once: there is one a claim
	}
	r.selectors = append(r.selectors, claim.Selector{Start: e.start, End: e.start + len(quote), Quote: quote})
	return &r.selectors[len(r.selectors)-1]
}

// say makes a claim that quotes e.
func (r *reading) say(s claim.Subject, p claim.Property, v claim.Value, e *element) *claim.Claim {
	r.out.Claims = append(r.out.Claims, claim.Claim{
		Subject: s, Property: p, Value: v, Modality: claim.Done, Selector: r.selector(e), Rule: ruleElement, Confidence: 1000, Release: claim.Public,
	})
	return &r.out.Claims[len(r.out.Claims)-1]
}

// code is say for what the crosswalk knows a code for; what it has none for is told.
func (r *reading) code(s claim.Subject, p claim.Property, list, theirs string, e *element) {
	ours, known := vocab.IATI().Lists[list][theirs]
	if !known {
		if theirs != "" {
			r.leave(e.name+" "+clip(theirs, 40), "the code has no counterpart", e)
		}
		return
	}
	r.say(s, p, claim.Code{List: list, Code: ours}, e).Rule = ruleCrosswalk
}

// leave tells that something is not read.
func (r *reading) leave(path, reason string, e *element) {
	u, known := r.unread[path]
	if !known {
		u = &unread{reason: reason, first: e}
		r.unread[path] = u
		r.order = append(r.order, path)
	}
	u.n++
}

// wrong tells of a value that cannot be so.
func (r *reading) wrong(e *element, format string, args ...any) {
	what := fmt.Sprintf(format, args...)
	r.out.Problems = append(r.out.Problems, Problem{At: int64(e.start), What: e.name + ": " + what})
	r.leave(e.name+" at byte "+strconv.Itoa(e.start), what, e)
}

// head reads who reports which activity, and as of when.
func (r *reading) head(file File) error {
	id := r.root.child("iati-identifier")
	if id == nil || strings.TrimSpace(id.text) == "" {
		return &syntaxError{0, "the activity has no iati-identifier"}
	}
	r.out.Reference = strings.TrimSpace(id.text)
	r.out.Language = strings.TrimSpace(r.root.attribute("xml:lang"))
	org := r.root.child("reporting-org")
	if org == nil {
		return &syntaxError{0, "the activity has no reporting-org"}
	}
	name, _ := r.named(org)
	if r.out.Publisher = cmp.Or(name, strings.TrimSpace(org.attribute("ref"))); r.out.Publisher == "" {
		return &syntaxError{org.start, "the reporting-org has neither a name nor an identifier"}
	}
	for _, at := range []string{r.root.attribute("last-updated-datetime"), file.Generated} {
		if d, err := day(at); err == nil && r.out.Published == "" {
			r.out.Published = d
		} else if at != "" && err != nil {
			r.wrong(r.root, "%v", err)
		}
	}
	r.say(claim.DocumentSubject, claim.PropReference, claim.Text{Text: r.out.Reference}, id)
	title := r.root.child("title")
	if title == nil {
		title = id
	}
	r.say(self, claim.PropMention, claim.Text{Text: r.b[title.start:title.end]}, title)
	r.say(self, claim.PropReference, claim.Text{Text: r.out.Reference}, id)
	return nil
}

// words are a text in one language.
type words struct {
	text, language string
	at             *element
}

// narratives are the texts of an element in its languages.
func (r *reading) narratives(e *element) []words {
	var out []words
	if e == nil {
		return nil
	}
	e.each("narrative", func(n *element) {
		if text := strings.Join(strings.Fields(n.text), " "); text != "" {
			out = append(out, words{text, cmp.Or(strings.TrimSpace(n.attribute("xml:lang")), r.out.Language), n})
		}
	})
	return out
}

// named is the first text of an element, and where it stands.
func (r *reading) named(e *element) (string, *element) {
	all := r.narratives(e)
	if len(all) == 0 {
		return "", e
	}
	// The activity's own language before others.
	if i := slices.IndexFunc(all, func(w words) bool { return w.language == r.out.Language }); i > 0 {
		return all[i].text, all[i].at
	}
	return all[0].text, all[0].at
}

// day is the day of a date or of a date and time; a time zone says nothing of it.
func day(s string) (claim.Date, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return "", nil
	}
	date, _, _ := strings.Cut(s, "T")
	date = strings.TrimSuffix(date, "Z")
	if len(date) == len("2006-01-02+01:00") && (date[10] == '+' || date[10] == '-') {
		date = date[:10]
	}
	d := claim.Date(date)
	if len(date) != len("2006-01-02") || d.Check() != nil {
		return "", fmt.Errorf("%q is no date", clip(s, 40))
	}
	return d, nil
}

// dayOf is the date of an element's iso-date; what is wrong with it is told.
func (r *reading) dayOf(e *element) claim.Date {
	if e == nil {
		return ""
	}
	d, err := day(e.attribute("iso-date"))
	if err != nil {
		r.wrong(e, "%v", err)
	}
	return d
}

// decimal is a number in its shortest form.
func decimal(s string) (string, bool) {
	s = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(s), "+"))
	digits, negative := strings.CutPrefix(s, "-")
	whole, fraction, _ := strings.Cut(digits, ".")
	if whole+fraction == "" {
		return "", false
	}
	whole, fraction = strings.TrimLeft(whole, "0"), strings.TrimRight(fraction, "0")
	number := cmp.Or(whole, "0")
	if fraction != "" {
		number += "." + fraction
	}
	if negative && number != "0" {
		number = "-" + number
	}
	return number, claim.Decimal(number)
}

// rest tells what is not read.
func (r *reading) rest() {
	for _, c := range r.root.children {
		known, ok := vocab.IATI().Element(c.name)
		switch {
		case !ok && strings.Contains(c.name, ":"):
			r.leave(c.name, "an extension of its publisher's", c)
		case !ok:
			r.leave(clip(c.name, 60), "the standard has no such element", c)
		case known.To == "":
			r.leave(c.name, known.Reason, c)
		}
	}
	for _, path := range r.order {
		u := r.unread[path]
		text := path
		if u.n > 1 {
			text = fmt.Sprintf("%s (%d)", path, u.n)
		}
		c := r.say(claim.DocumentSubject, claim.PropUnread, claim.Text{Text: text + ": " + u.reason}, u.first)
		if personal(u.first) {
			c.Selector = nil // not even quoted
		}
	}
}

// personal says whether an element holds details of persons.
func personal(e *element) bool { return e.name == "contact-info" }
