package ingest

import (
	"context"
	"maps"
	"path/filepath"
	"slices"

	"sanad/claim"
	"sanad/internal/claimlog"
	"sanad/internal/fault"
	"sanad/internal/fsx"
	"sanad/internal/reader/form"
	"sanad/internal/source/archive"
)

// ErasedFile, in the data directory, holds the digests of what was taken out for
// good, so that it is not let in again. It is the office's own and never published.
const ErasedFile = "erased.json"

// Erasure is what goes with a document that is taken out for good.
type Erasure struct {
	Readings []int64          // of the document or of one with the same bytes or words, by first entry
	Places   []claimlog.Place // claims that are withheld
	Files    []archive.Digest // that are taken out of the archive
	Kept     []archive.Digest // attached files that others refer to as well, and that stay
	Form     int64            // log entry of the form that says so already, -1 for none
}

// spoken is a reference to archived bytes.
type spoken struct {
	reading int64
	place   claimlog.Place
	own     bool // what was read, not something attached
	digests [2]archive.Digest
}

// PlanErasure works out what goes with the document whose reading begins at an entry:
// every reading of the same bytes or the same words, all their claims, the files, and
// single claims elsewhere that refer to them. data is the register's directory, where
// an erasure that was cut short left word of what it was about.
func PlanErasure(ctx context.Context, data string, log *claimlog.View, entry int64) (Erasure, error) {
	e := Erasure{Form: -1}
	barred, err := barred(data)
	if err != nil {
		return e, err
	}
	parts := map[int64]int{}
	var all []spoken
	for r, err := range log.Records(ctx, 0) {
		if err != nil {
			return e, err
		}
		first := r.Index - int64(r.Entry.Part) + 1
		parts[first] = r.Entry.Parts
		for _, k := range r.Kept {
			if k.Claim == nil {
				continue
			}
			switch v := k.Claim.Value.(type) {
			case claim.DocumentRef:
				all = append(all, spoken{
					reading: first, place: claimlog.Place{Entry: r.Index, N: k.N}, own: k.Claim.Property == claim.PropOriginal,
					digests: [2]archive.Digest{archive.Digest(v.Original), archive.Digest(v.Text)},
				})
			case claim.Ref:
				if k.Claim.Property == claim.PropErases && v.Subject == claim.DocumentSubject.In(entry) && e.Form < 0 {
					e.Form = first
				}
			}
		}
	}
	if _, known := parts[entry]; !known {
		return e, fault.New(fault.NotFound, "no document begins at log entry %d", entry)
	}
	begun := map[archive.Digest]bool{}
	for digest, of := range barred {
		if of == entry {
			begun[digest] = true
		}
	}
	e.close(all, entry, begun)
	for _, first := range e.Readings {
		for part := range int64(parts[first]) {
			e.Places = append(e.Places, claimlog.Place{Entry: first + part, N: claimlog.AllClaims})
		}
	}
	e.files(all, begun)
	return e, nil
}

// close gathers the readings that share bytes or words with the first, and with those;
// begun are files of theirs that are known already.
func (e *Erasure) close(all []spoken, first int64, begun map[archive.Digest]bool) {
	in := map[int64]bool{first: true}
	of := maps.Clone(begun)
	for grown := true; grown; {
		grown = false
		for _, s := range all {
			if !s.own {
				continue
			}
			shares := in[s.reading] || of[s.digests[0]] || of[s.digests[1]]
			if shares && !(in[s.reading] && of[s.digests[0]] && of[s.digests[1]]) {
				in[s.reading], of[s.digests[0]], of[s.digests[1]] = true, true, true
				grown = true
			}
		}
	}
	for entry := range in {
		e.Readings = append(e.Readings, entry)
	}
	slices.Sort(e.Readings)
}

// files gathers what is taken out of the archive, and the claims of other readings
// that refer to it.
func (e *Erasure) files(all []spoken, begun map[archive.Digest]bool) {
	read, attached, elsewhere := maps.Clone(begun), map[archive.Digest]bool{}, map[archive.Digest]bool{}
	for _, s := range all {
		goes := slices.Contains(e.Readings, s.reading)
		for _, d := range s.digests {
			switch {
			case goes && s.own:
				read[d] = true
			case goes:
				attached[d] = true
			default:
				elsewhere[d] = true
			}
		}
	}
	for _, s := range all {
		if !slices.Contains(e.Readings, s.reading) && (read[s.digests[0]] || read[s.digests[1]]) {
			e.Places = append(e.Places, s.place)
		}
	}
	for d := range attached {
		switch {
		case read[d]:
		case elsewhere[d]:
			e.Kept = append(e.Kept, d)
		default:
			read[d] = true
		}
	}
	for d := range read {
		e.Files = append(e.Files, d)
	}
	slices.Sort(e.Files)
	slices.Sort(e.Kept)
}

// Erase takes a document out for good and says so in the log: first that it is not let
// in again, then the form, then its claims, then its files. Killed anywhere, it is
// completed when it is called again. What was derived from the log is to be made anew
// afterwards.
func (d *Door) Erase(ctx context.Context, log *claimlog.View, f form.Form) (Erasure, error) {
	if f.Form != form.Erasure || f.Entry == nil {
		return Erasure{}, fault.New(fault.Invalid, "not an erasure")
	}
	e, err := PlanErasure(ctx, d.Data, log, *f.Entry)
	if err != nil {
		return e, err
	}
	if err := d.bar(e.Files, *f.Entry); err != nil {
		return e, err
	}
	if e.Form < 0 {
		b, err := f.Bytes()
		if err != nil {
			return e, err
		}
		out, err := d.Decide(ctx, b)
		if err != nil {
			return e, err
		}
		e.Form = out.Entry
	}
	if err := d.Log.Withhold(e.Places); err != nil {
		return e, err
	}
	return e, d.Archive.Remove(e.Files)
}

// bar notes what is not let in again.
func (d *Door) bar(files []archive.Digest, entry int64) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	list, err := barred(d.Data)
	if err != nil {
		return err
	}
	for _, f := range files {
		list[f] = entry
	}
	if err := fsx.WriteJSON(filepath.Join(d.Data, ErasedFile), list, 0o600); err != nil {
		return err
	}
	d.out = list
	return nil
}

// barred is what is not let in again, with the entry it was taken out of.
func barred(data string) (map[archive.Digest]int64, error) {
	list := map[archive.Digest]int64{}
	err := fsx.ReadJSON(filepath.Join(data, ErasedFile), &list, func(err error) error {
		return fault.New(fault.Damaged, "%s: %w", ErasedFile, err).WithHint("put it back from a backup: it keeps out what was erased under the law")
	})
	return list, err
}

// refuse says no to bytes that were taken out for good. The list is read once: nobody
// else changes it while the door holds the log.
func (d *Door) refuse(digests ...string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.out == nil {
		list, err := barred(d.Data)
		if err != nil {
			return err
		}
		d.out = list
	}
	for _, digest := range digests {
		if entry, ok := d.out[archive.Digest(digest)]; ok {
			return fault.New(fault.Gone, "it was taken out for good under the law, from s%d, and is not let in again", entry)
		}
	}
	return nil
}
