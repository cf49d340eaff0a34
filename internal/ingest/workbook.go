package ingest

import (
	"cmp"
	"context"
	"errors"
	"time"

	"sanad/claim"
	"sanad/internal/claimlog"
	"sanad/internal/fault"
	"sanad/internal/reader/workbook"
	"sanad/internal/source/archive"
)

// Imported is what is known of a workbook beside its bytes.
type Imported struct {
	Author string // who hands it in
	Name   string // of the file
	On     time.Time
	// Standing is vocab.Standings': "" is record, the office's own.
	Standing string
}

// Import lets in what a workbook says, as far as it was found right: the
// workbook and the text of its cells are archived, the claims appended as one
// reading. A workbook that says nothing new is a fault of kind NotFound.
func (d *Door) Import(ctx context.Context, original []byte, read *workbook.Read, about Imported) (Outcome, error) {
	if err := ctx.Err(); err != nil {
		return Outcome{}, err
	}
	if len(read.Claims) == 0 {
		return Outcome{}, fault.New(fault.NotFound, "the workbook says nothing that was changed since it was written")
	}
	text := []byte(read.Text)
	ref := claim.DocumentRef{Original: string(archive.DigestOf(original)), Text: string(archive.DigestOf(text)), Media: workbook.Media}
	var claims []claim.Claim
	say := func(p claim.Property, v claim.Value) {
		claims = append(claims, claim.Claim{Subject: claim.DocumentSubject, Property: p, Value: v, Modality: claim.Done, Confidence: 1000, Release: claim.Public})
	}
	say(claim.PropOriginal, ref)
	say(claim.PropTitle, claim.Text{Text: cmp.Or(about.Name, "workbook")})
	say(claim.PropPublisher, claim.Text{Text: about.Author})
	say(claim.PropPublished, claim.Date(about.On.UTC().Format(time.DateOnly)))
	say(claim.PropStanding, claim.Code{List: "standing", Code: cmp.Or(about.Standing, "record")})
	claims = append(claims, read.Claims...)
	if err := check(claims, read.Text); err != nil {
		return Outcome{}, err
	}
	outcome := Outcome{Claims: len(claims)}
	key := keyOf(workbook.Reader, claims)
	if entry, seen := d.Seen.Entry(key); seen {
		outcome.Entry = entry
		return outcome, nil
	}
	if err := errors.Join(d.inLog(claims), d.attached(claims)); err != nil {
		return Outcome{}, err
	}
	for _, b := range [][]byte{original, text} {
		if err := d.refuse(string(archive.DigestOf(b))); err != nil {
			return outcome, err
		}
		if _, err := d.Archive.Put(b); err != nil {
			return outcome, err
		}
	}
	first, err := d.Log.Append(claimlog.Reading{Reader: workbook.Reader, Claims: claims})
	if err != nil {
		return outcome, err
	}
	d.Seen.add(key, first)
	outcome.Entry, outcome.New = first, true
	return outcome, nil
}
