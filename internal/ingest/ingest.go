// Package ingest is the one door into the register: what comes in is archived,
// read, checked and appended to the log, in that order.
//
// Whoever submits a document, by command, form or feed, does it through Door.
// Ingest never asks what the register makes of a claim and never imports it;
// they meet in the log. Its own file, <data>/ingest.db (seen.go), is derived
// from the log and may be deleted.
package ingest

import (
	"context"
	"fmt"

	"sanad/claim"
	"sanad/internal/claimlog"
	"sanad/internal/fault"
	"sanad/internal/reader"
	"sanad/internal/reader/form"
	"sanad/internal/source"
	"sanad/internal/source/archive"
	"sanad/vocab"
)

// Submission is a document as it comes in.
type Submission struct {
	Original []byte
	About    About
	// Keep takes in a document in which the reader finds nothing.
	Keep bool
}

// About is what is known of a document beside its bytes.
type About struct {
	Title     string
	Publisher string
	Published claim.Date
	URL       string
	Language  string
	Label     string // what must be said wherever the document is shown
}

// Outcome is what came of a submission.
type Outcome struct {
	Entry   int64 // log index of the reading's first entry
	New     bool  // false: this document, described so, was read by this reader before
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
}

// Read reads a document without letting it in: no archive, no log.
func Read(r reader.Reader, original []byte, about About) (text, media string, reading reader.Reading, err error) {
	if about.Published != "" {
		if err := about.Published.Check(); err != nil {
			return "", "", reading, fault.New(fault.Invalid, "published: %w", err)
		}
	}
	text, media, err = source.Text(original)
	if err != nil {
		return "", "", reading, err
	}
	reading, err = r.Read(reader.Document{
		Text: text, Title: about.Title, Publisher: about.Publisher, Published: string(about.Published),
		URL: about.URL, Language: about.Language,
	})
	if err != nil {
		return "", "", reading, err
	}
	s := &reading.Source
	s.SHA256, s.Reader, s.URL, s.Label = string(archive.DigestOf(original)), r.Name(), about.URL, about.Label
	if about.Publisher != "" {
		s.Publisher = about.Publisher
	}
	if about.Title != "" {
		s.Title = about.Title
	}
	if about.Published != "" {
		s.Published = string(about.Published)
	}
	return text, media, reading, nil
}

// Submit lets a document in. When it returns without error the document, its
// text and its claims are durable. Submitting the same again changes nothing.
func (d *Door) Submit(ctx context.Context, s Submission) (Outcome, error) {
	if err := ctx.Err(); err != nil {
		return Outcome{}, err
	}
	text, media, reading, err := Read(d.Reader, s.Original, s.About)
	if err != nil {
		return Outcome{}, err
	}
	if len(reading.Agreements) == 0 && len(reading.Counts) == 0 && !s.Keep {
		err := fault.New(fault.NotFound, "no agreement found in it; nothing was added")
		if len(reading.Unread) > 0 {
			err = fault.New(fault.NotFound, "no agreement found in it (%s); nothing was added", reading.Unread[0].Reason)
		}
		return Outcome{Reading: reading}, err.WithHint("add it all the same with --keep")
	}
	ref := claim.DocumentRef{
		Original: reading.Source.SHA256, Text: string(archive.DigestOf([]byte(text))), Media: media,
	}
	claims := reader.Claims(reading, ref)
	if err := check(claims, text); err != nil {
		return Outcome{}, fmt.Errorf("reader %s: %w", d.Reader.Name(), err)
	}
	outcome := Outcome{Reading: reading, Claims: len(claims)}
	key := keyOf(d.Reader.Name(), claims)
	if entry, seen := d.Seen.Entry(key); seen {
		outcome.Entry = entry
		return outcome, nil
	}
	if _, err := d.Archive.Put(s.Original); err != nil {
		return Outcome{}, err
	}
	if ref.Text != ref.Original {
		if _, err := d.Archive.Put([]byte(text)); err != nil {
			return Outcome{}, err
		}
	}
	first, err := d.Log.Append(claimlog.Reading{Reader: d.Reader.Name(), Claims: claims})
	if err != nil {
		return Outcome{}, err
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
	if err := d.inLog(claims); err != nil {
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

// inLog checks that the subjects of other readings that the claims speak of are
// in the log.
func (d *Door) inLog(claims []claim.Claim) error {
	if err := d.Log.Flush(); err != nil {
		return err
	}
	view, err := claimlog.Read(d.Data)
	if err != nil {
		return err
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
			if list, closed := codeLists[v.List]; closed && !list.Has(v.Code) {
				return fault.New(fault.Invalid, "claim %d (%s %s): %q is not in the list", i, c.Subject, c.Property, v.Code)
			}
		case claim.Ref:
			if !known[v.Subject] {
				return fault.New(fault.Invalid, "claim %d (%s %s): refers to %s, of which nothing is said", i, c.Subject, c.Property, v.Subject)
			}
			if v.Role != "" && !vocab.Roles.Has(v.Role) {
				return fault.New(fault.Invalid, "claim %d (%s %s): no role %q", i, c.Subject, c.Property, v.Role)
			}
		}
	}
	return nil
}

var codeLists = map[string]vocab.List{
	"kind": vocab.Kinds, "stage": vocab.Stages, "level": vocab.Levels,
	"theme": vocab.Themes, "type": vocab.PartyTypes,
}
