package ingest

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"sanad/claim"
	"sanad/internal/claimlog"
	"sanad/internal/reader/iati"
	"sanad/internal/source/archive"
)

// A batch is what is archived and appended at once.
const (
	batchActivities = 500
	batchBytes      = 8 << 20
)

// Activities is what came of a file of activities.
type Activities struct {
	New, Known, Claims int
	Problems           int
	First, Last        int64 // entries of the first and last new reading
}

// ImportActivities lets in the activities of a file, each a document of its own, and
// tells what is wrong with single ones or their values. However large the file, it
// holds a batch of them. What was let in before an error stays; whoever runs it again
// goes on from there, because an activity whose bytes are the last that its publisher
// gave of it is known.
func (d *Door) ImportActivities(ctx context.Context, pieces iter.Seq2[iati.Piece, error], tell func(iati.Problem)) (Activities, error) {
	i := &importing{door: d, tell: tell, met: map[[8]byte]int64{}, parents: map[string][]string{}}
	for piece, err := range pieces {
		if cancelled := ctx.Err(); cancelled != nil {
			return i.out, errors.Join(cancelled, i.flush())
		}
		var problem *iati.Problem
		switch {
		case errors.As(err, &problem):
			i.problem(*problem)
		case err != nil:
			return i.out, errors.Join(err, i.flush())
		default:
			if err := i.take(piece); err != nil {
				return i.out, err
			}
		}
	}
	if err := i.flush(); err != nil {
		return i.out, err
	}
	i.circles()
	return i.out, nil
}

// importing is a file of activities on its way in.
type importing struct {
	door *Door
	tell func(iati.Problem)
	out  Activities

	batch   []arriving
	bytes   int
	met     map[[8]byte]int64   // where identifiers stand in the file, by a hash of them
	parents map[string][]string // of activities that are part of others
}

// arriving is one activity of a batch.
type arriving struct {
	original []byte
	reading  claimlog.Reading
	keys     [2][sha256.Size]byte
}

func (i *importing) problem(p iati.Problem) {
	i.out.Problems++
	i.tell(p)
}

// take reads one activity; what cannot be taken is told.
func (i *importing) take(piece iati.Piece) error {
	read, err := iati.Parse(piece.Bytes, piece.File)
	if err != nil {
		i.problem(iati.Problem{At: piece.At, What: err.Error(), Hint: "bytes count from the activity's beginning"})
		return nil
	}
	for _, p := range read.Problems {
		p.At += piece.At
		p.Activity = read.Reference
		i.problem(p)
	}
	sum := sha256.Sum256([]byte(read.Reference))
	key := [8]byte(sum[:])
	if at, twice := i.met[key]; twice {
		i.problem(iati.Problem{At: piece.At, Activity: read.Reference, What: fmt.Sprintf("the identifier stands in this file already, at byte %d; this one is not read", at)})
		return nil
	}
	i.met[key] = piece.At
	if len(read.Parents) > 0 {
		i.parents[read.Reference] = read.Parents
	}
	return i.enter(piece, read)
}

// enter puts a read activity into the batch, unless it is known.
func (i *importing) enter(piece iati.Piece, read *iati.Read) error {
	digest := string(archive.DigestOf(piece.Bytes))
	claims := activityClaims(read, claim.DocumentRef{Original: digest, Text: digest, Media: iati.Media})
	keys := [2][sha256.Size]byte{keyOf(iati.Reader, claims), recordKey(iati.Reader, claims)}
	if entry, seen := i.door.Seen.Entry(keys[0]); seen {
		if last, _ := i.door.Seen.Entry(keys[1]); last == entry {
			i.out.Known++
			return nil
		}
	}
	if err := i.door.refuse(digest); err != nil {
		i.problem(iati.Problem{At: piece.At, Activity: read.Reference, What: err.Error()})
		return nil
	}
	if err := check(claims, string(piece.Bytes)); err != nil {
		return fmt.Errorf("reader %s, byte %d: %w", iati.Reader, piece.At, err)
	}
	i.batch = append(i.batch, arriving{slices.Clone(piece.Bytes), claimlog.Reading{Reader: iati.Reader, Claims: claims}, keys})
	i.bytes += len(piece.Bytes)
	if len(i.batch) < batchActivities && i.bytes < batchBytes {
		return nil
	}
	return i.flush()
}

// activityClaims are an activity's claims with what is said of it as a document.
func activityClaims(read *iati.Read, ref claim.DocumentRef) []claim.Claim {
	claims := make([]claim.Claim, 0, len(read.Claims)+6)
	say := func(p claim.Property, v claim.Value) {
		claims = append(claims, claim.Claim{Subject: claim.DocumentSubject, Property: p, Value: v, Modality: claim.Done, Confidence: 1000, Release: claim.Public})
	}
	say(claim.PropOriginal, ref)
	say(claim.PropTitle, claim.Text{Text: cmp.Or(read.Title, read.Reference)})
	say(claim.PropPublisher, claim.Text{Text: read.Publisher})
	if read.Published != "" {
		say(claim.PropPublished, read.Published)
	}
	if read.Language != "" {
		say(claim.PropLanguage, claim.Code{List: "bcp47", Code: read.Language})
	}
	say(claim.PropStanding, claim.Code{List: "standing", Code: "record"})
	return append(claims, read.Claims...)
}

// flush archives and appends the batch.
func (i *importing) flush() error {
	if len(i.batch) == 0 {
		return nil
	}
	originals := make([][]byte, len(i.batch))
	readings := make([]claimlog.Reading, len(i.batch))
	for n, a := range i.batch {
		originals[n], readings[n] = a.original, a.reading
	}
	if err := i.door.Archive.PutAll(originals); err != nil {
		return err
	}
	entry, err := i.door.Log.Append(readings...)
	if err != nil {
		return err
	}
	if i.out.New == 0 {
		i.out.First = entry
	}
	for _, a := range i.batch {
		for _, key := range a.keys {
			i.door.Seen.add(key, entry)
		}
		i.out.Last = entry
		i.out.New++
		i.out.Claims += len(a.reading.Claims)
		entry += int64((len(a.reading.Claims) + claim.MaxClaims - 1) / claim.MaxClaims)
	}
	clear(i.batch)
	i.batch, i.bytes = i.batch[:0], 0
	return nil
}

// circles tells of activities of the file that are part of themselves by others.
func (i *importing) circles() {
	const walking, done = 1, 2
	state := map[string]int{}
	var path []string
	var walk func(id string)
	walk = func(id string) {
		if state[id] == walking {
			circle := append(slices.Clone(path[slices.Index(path, id):]), id)
			i.problem(iati.Problem{Activity: id, What: "activities are part of one another in a circle: " + strings.Join(circle, ", ")})
			return
		}
		if state[id] == done {
			return
		}
		state[id] = walking
		path = append(path, id)
		for _, parent := range i.parents[id] {
			walk(parent)
		}
		path = path[:len(path)-1]
		state[id] = done
	}
	for _, id := range slices.Sorted(maps.Keys(i.parents)) {
		walk(id)
	}
}

// recordKey is equal for readings of what a publisher files under one reference.
func recordKey(reader string, claims []claim.Claim) [sha256.Size]byte {
	h := sha256.New()
	fmt.Fprintf(h, "record %q\n", reader)
	for _, c := range claims {
		if c.Subject == claim.DocumentSubject && (c.Property == claim.PropReference || c.Property == claim.PropPublisher) {
			fmt.Fprintf(h, "%s %s\n", c.Property, claim.AppendValue(nil, c.Value))
		}
	}
	return [sha256.Size]byte(h.Sum(nil))
}

// hasReference says whether the claims are a record's of its publisher.
func hasReference(claims []claim.Claim) bool {
	return slices.ContainsFunc(claims, func(c claim.Claim) bool {
		return c.Subject == claim.DocumentSubject && c.Property == claim.PropReference
	})
}
