// Package ingest is the one door into the register: what comes in is archived,
// read, checked and appended to the log, in that order.
//
// Whoever submits a document, by command, form or feed, does it through Door.
// Ingest never asks what the register makes of a claim and never imports it;
// they meet in the log. Its own file, <data>/ingest.db (seen.go), is derived
// from the log and may be deleted.
package ingest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"

	"sanad/claim"
	"sanad/internal/claimlog"
	"sanad/internal/fault"
	"sanad/internal/reader"
	"sanad/internal/reader/form"
	"sanad/internal/source/archive"
	"sanad/internal/source/decode"
	"sanad/vocab"
)

// Submission is what comes in: bytes that hold one document or several.
type Submission struct {
	Original []byte
	Hint     decode.Hint
	About    About
	// Recognise, where not nil, is asked for the text of pages that have none; it
	// runs another program, so that what comes of it depends on that program.
	Recognise func(original []byte, d decode.Decoded) (decode.Decoded, error)
	// Keep takes in a document in which the reader finds nothing.
	Keep bool
}

// About is what is known of a document beside its bytes. It goes before what
// the bytes say themselves.
type About struct {
	Title     string
	Publisher string
	Published claim.Date
	URL       string
	Language  string
	Label     string     // what must be said wherever the document is shown
	Retrieved claim.Date // when the bytes were fetched from URL, "" when they were not
	Standing  string     // vocab.Standings but ruling; "" is press
}

// Outcome is what came of a submission.
type Outcome struct {
	Part    string // which document of the submission, "" where it holds one
	Entry   int64  // log index of the reading's first entry
	New     bool   // false: this document, described so, was read by this reader before
	Reading reader.Reading
	Claims  int
}

// Door lets documents in. It is safe for concurrent use.
type Door struct {
	Data    string // the register's directory
	Archive *archive.Archive
	Log     *claimlog.Log
	Reader  reader.Reader
	Seen    *Seen

	mu  sync.Mutex
	out map[archive.Digest]int64 // what is not let in again, once it was read
}

// Document is one document of a submission, decoded and read.
type Document struct {
	decode.Decoded
	Reading reader.Reading
}

// Read decodes and reads without letting anything in: no archive, no log.
func Read(r reader.Reader, s Submission) ([]Document, error) {
	if s.About.Published != "" {
		if err := s.About.Published.Check(); err != nil {
			return nil, fault.New(fault.Invalid, "published: %w", err)
		}
	}
	if st := s.About.Standing; st != "" && (st == "ruling" || !vocab.Standings.Has(st)) {
		return nil, fault.New(fault.Invalid, "standing %q is none a document has", st).WithHint("text, record, statement, press or social")
	}
	decoded, err := decode.Decode(s.Original, s.Hint)
	if err != nil {
		return nil, err
	}
	docs := make([]Document, len(decoded))
	for i, d := range decoded {
		if s.Recognise != nil && len(d.Unread) > 0 && len(d.Pages) > 0 {
			original := s.Original
			if d.Own != nil {
				original = d.Own
			}
			if d, err = s.Recognise(original, d); err != nil {
				return nil, err
			}
		}
		if docs[i], err = read(r, s, d); err != nil {
			return nil, err
		}
	}
	return docs, nil
}

func read(r reader.Reader, s Submission, d decode.Decoded) (Document, error) {
	about := s.About
	fill := func(known *string, own string) {
		if *known == "" {
			*known = own
		}
	}
	published := string(about.Published)
	fill(&about.Title, d.Title)
	fill(&about.Publisher, d.Publisher)
	fill(&published, d.Published)
	fill(&about.URL, cmp.Or(d.URL, s.Hint.URL))
	fill(&about.Language, d.Language)
	reading, err := r.Read(reader.Document{
		Text: d.Text, Title: about.Title, Publisher: about.Publisher, Published: published, URL: about.URL, Language: about.Language,
	})
	if err != nil {
		return Document{}, err
	}
	src := &reading.Source
	fill(&about.Title, src.Title)
	fill(&published, src.Published)
	fill(&about.Language, src.Language)
	src.Title, src.Publisher, src.Published, src.Language = about.Title, about.Publisher, published, about.Language
	src.URL, src.Label, src.Part, src.Retrieved = about.URL, about.Label, d.Part, string(about.Retrieved)
	src.Standing = about.Standing
	src.SHA256 = string(archive.DigestOf(s.Original))
	src.Reader = cmp.Or(src.Reader, r.Name())
	for _, u := range d.Unread {
		reason := u.Reason
		if u.Page > 0 {
			reason = fmt.Sprintf("page %d: %s", u.Page, reason)
		}
		reading.Unread = append(reading.Unread, reader.Unread{Reason: reason})
	}
	if len(d.Pages) > 0 {
		reading.EachQuote(func(q *reader.Quote) { q.Page = d.PageAt(q.Start) })
	}
	return Document{Decoded: d, Reading: reading}, nil
}

// Submit lets a submission in, document by document, and tells what came of
// each. When it returns without error the original, the texts and the claims are
// durable. Submitting the same again changes nothing.
func (d *Door) Submit(ctx context.Context, s Submission) ([]Outcome, error) {
	docs, err := Read(d.Reader, s)
	if err != nil {
		return nil, err
	}
	var outcomes []Outcome
	var nothing error
	for _, doc := range docs {
		if err := ctx.Err(); err != nil {
			return outcomes, err
		}
		o, err := d.submit(s, doc)
		switch {
		case fault.Is(err, fault.NotFound):
			nothing = err // the others of a feed go on
		case err != nil:
			return outcomes, err
		default:
			outcomes = append(outcomes, o)
		}
	}
	if len(outcomes) == 0 {
		return nil, nothing
	}
	return outcomes, nil
}

func (d *Door) submit(s Submission, doc Document) (Outcome, error) {
	reading := doc.Reading
	outcome := Outcome{Part: doc.Part, Reading: reading}
	if len(reading.Agreements) == 0 && len(reading.Counts) == 0 && !s.Keep {
		err := fault.New(fault.NotFound, "no agreement found in it; nothing was added")
		if len(reading.Unread) > 0 {
			err = fault.New(fault.NotFound, "no agreement found in it (%s); nothing was added", reading.Unread[0].Reason)
			if strings.HasSuffix(reading.Unread[0].Reason, "needs OCR") {
				return outcome, err.WithHint("install tesseract (Debian: apt install tesseract-ocr) and add it again, or add its text; --keep adds it unread")
			}
		}
		return outcome, err.WithHint("add it all the same with --keep")
	}
	ref := claim.DocumentRef{
		Original: reading.Source.SHA256, Text: string(archive.DigestOf([]byte(doc.Text))), Media: doc.Media,
	}
	claims := reader.Claims(reading, ref)
	if err := check(claims, doc.Text); err != nil {
		return outcome, fmt.Errorf("reader %s: %w", reading.Source.Reader, err)
	}
	outcome.Claims = len(claims)
	key := keyOf(reading.Source.Reader, claims)
	if entry, seen := d.Seen.Entry(key); seen {
		outcome.Entry = entry
		return outcome, nil
	}
	if err := d.refuse(ref.Original, ref.Text, string(archive.DigestOf(s.Original))); err != nil {
		return outcome, err
	}
	if _, err := d.Archive.Put(s.Original); err != nil {
		return outcome, err
	}
	if ref.Text != ref.Original {
		if _, err := d.Archive.Put([]byte(doc.Text)); err != nil {
			return outcome, err
		}
	}
	first, err := d.Log.Append(claimlog.Reading{Reader: reading.Source.Reader, Claims: claims})
	if err != nil {
		return outcome, err
	}
	d.Seen.add(key, first)
	outcome.Entry, outcome.New = first, true
	return outcome, nil
}

// Decide lets in a person's decision: a form, archived, read and appended like
// any document. What it decides of must be in the log.
func (d *Door) Decide(ctx context.Context, original []byte) (Outcome, error) {
	if err := ctx.Err(); err != nil {
		return Outcome{}, err
	}
	digest := string(archive.DigestOf(original))
	claims, err := form.Read(original, claim.DocumentRef{Original: digest, Text: digest, Media: form.Media})
	if err != nil {
		return Outcome{}, err
	}
	outcome := Outcome{Claims: len(claims)}
	key := keyOf(form.Reader, claims)
	if entry, seen := d.Seen.Entry(key); seen {
		outcome.Entry = entry
		return outcome, nil
	}
	if err := errors.Join(d.inLog(claims), d.attached(claims)); err != nil {
		return Outcome{}, err
	}
	if _, err := d.Archive.Put(original); err != nil {
		return Outcome{}, err
	}
	first, err := d.Log.Append(claimlog.Reading{Reader: form.Reader, Claims: claims})
	if err != nil {
		return Outcome{}, err
	}
	d.Seen.add(key, first)
	outcome.Entry, outcome.New = first, true
	return outcome, nil
}

// Attach archives a file that proves something, for a form to refer to. It is no
// document of its own: nothing is read from it.
func (d *Door) Attach(file []byte) (claim.DocumentRef, error) {
	if len(file) == 0 {
		return claim.DocumentRef{}, fault.New(fault.Invalid, "the file is empty")
	}
	if err := d.refuse(string(archive.DigestOf(file))); err != nil {
		return claim.DocumentRef{}, err
	}
	digest, err := d.Archive.Put(file)
	return claim.DocumentRef{Original: string(digest), Text: string(digest), Media: http.DetectContentType(file)}, err
}

// attached checks that the files a form refers to are in the archive.
func (d *Door) attached(claims []claim.Claim) error {
	for _, c := range claims {
		ref, ok := c.Value.(claim.DocumentRef)
		if !ok || c.Property == claim.PropOriginal {
			continue
		}
		if _, err := d.Archive.Get(archive.Digest(ref.Original)); err != nil {
			return fault.New(fault.NotFound, "%s: no file %s is archived", c.Subject, ref.Original).WithHint("attach the file first")
		}
	}
	return nil
}

// inLog checks that the subjects of other readings that the claims speak of are
// in the log.
func (d *Door) inLog(claims []claim.Claim) error {
	view, err := claimlog.Read(d.Data)
	if err != nil {
		return err
	}
	// What was appended a moment ago is durable and not yet published. Publishing
	// takes its time, so it is asked for only where a claim speaks of such an entry.
	if newest(claims) >= view.Size() {
		if err := d.Log.Flush(); err != nil {
			return err
		}
		if view, err = claimlog.Read(d.Data); err != nil {
			return err
		}
	}
	look := func(s claim.Subject) error {
		entry, global := s.Entry()
		if !global {
			return nil
		}
		for index := entry; ; index++ { // the parts of its reading
			r, err := view.Record(index)
			if err != nil {
				return fault.New(fault.NotFound, "%s is not in the log", s)
			}
			for _, k := range r.Kept {
				if k.Claim != nil && k.Claim.Subject == s.Local() {
					return nil
				}
			}
			if r.Entry.Part == r.Entry.Parts {
				return fault.New(fault.NotFound, "%s is not in the log: the reading at entry %d says nothing of it", s, entry)
			}
		}
	}
	for _, c := range claims {
		if err := look(c.Subject); err != nil {
			return err
		}
		if ref, ok := c.Value.(claim.Ref); ok {
			if err := look(ref.Subject); err != nil {
				return err
			}
		}
	}
	return nil
}

// newest is the last log entry that the claims speak of, -1 for none.
func newest(claims []claim.Claim) int64 {
	last := int64(-1)
	of := func(s claim.Subject) {
		if entry, global := s.Entry(); global {
			last = max(last, entry)
		}
	}
	for _, c := range claims {
		of(c.Subject)
		if ref, ok := c.Value.(claim.Ref); ok {
			of(ref.Subject)
		}
	}
	return last
}

// check holds claims to what the log's form alone cannot: quotes are in the
// text, codes in their lists, references within the reading.
func check(claims []claim.Claim, text string) error {
	known := map[claim.Subject]bool{}
	for _, c := range claims {
		known[c.Subject] = true
	}
	for i, c := range claims {
		if err := c.Check(); err != nil {
			return fault.New(fault.Invalid, "claim %d: %w", i, err)
		}
		if s := c.Selector; s != nil && (s.End > len(text) || text[s.Start:s.End] != s.Quote) {
			return fault.New(fault.Invalid, "claim %d (%s %s): bytes %d to %d of the text are not its quote", i, c.Subject, c.Property, s.Start, s.End)
		}
		switch v := c.Value.(type) {
		case claim.Code:
			if list, closed := vocab.ByName[v.List]; closed && !list.Has(v.Code) {
				return fault.New(fault.Invalid, "claim %d (%s %s): %q is not in the list", i, c.Subject, c.Property, v.Code)
			}
		case claim.Ref:
			if _, global := v.Subject.Entry(); !global && !known[v.Subject] {
				return fault.New(fault.Invalid, "claim %d (%s %s): refers to %s, of which nothing is said", i, c.Subject, c.Property, v.Subject)
			}
			if v.Role != "" && !vocab.Roles.Has(v.Role) {
				return fault.New(fault.Invalid, "claim %d (%s %s): no role %q", i, c.Subject, c.Property, v.Role)
			}
		}
	}
	return nil
}
