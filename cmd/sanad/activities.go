package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"sanad/internal/claimlog"
	"sanad/internal/fault"
	"sanad/internal/fsx"
	"sanad/internal/ingest"
	publish "sanad/internal/publish/iati"
	"sanad/internal/reader/iati"
)

// holdsActivities says whether a file begins as one of IATI activities. What cannot
// be opened is left to whoever opens it next and tells why.
func holdsActivities(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, 4096)
	n, _ := io.ReadFull(f, head)
	return bytes.Contains(head[:n], []byte("<iati-activities"))
}

// importActivities lets the activities of a file in, or only checks them.
func importActivities(g *globals, path string, check bool) error {
	if check {
		return checkActivities(g, path)
	}
	door, closeDoor, err := openDoor(g)
	if err != nil {
		return err
	}
	_, err = addActivities(g, door, path)
	return errors.Join(err, closeDoor())
}

// addActivities lets the activities of a file in and tells what came of them; the
// error is one that was told already where single activities were wrong.
func addActivities(g *globals, door *ingest.Door, path string) (added int, err error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, plainPathError(err)
	}
	defer f.Close()
	before, err := f.Stat()
	if err != nil {
		return 0, err
	}
	out, err := door.ImportActivities(g.Context, iati.Pieces(f), problems(g, path))
	what := fmt.Sprintf("%s: %d new", path, out.New)
	if out.New > 0 {
		what += fmt.Sprintf(" as s%d to s%d with %s", out.First, out.Last, plural(out.Claims, "claim"))
	}
	fmt.Fprintf(g.out, "%s, %d known, %s told\n", what, out.Known, plural(out.Problems, "problem"))
	if err != nil {
		return out.New, fault.New(fault.KindOf(err), "%s: %w", path, err).WithHint("run it again: what was let in is known then")
	}
	if after, err := f.Stat(); err == nil && (after.Size() != before.Size() || !after.ModTime().Equal(before.ModTime())) {
		return out.New, fault.New(fault.Conflict, "%s changed while it was read", path).WithHint("import it again: what is known already is passed over")
	}
	if out.Problems > 0 {
		return out.New, alreadyReported{}
	}
	return out.New, nil
}

// problems tells what is wrong as it is met, the first many one by one.
func problems(g *globals, path string) func(iati.Problem) {
	const most = 100
	n := 0
	return func(p iati.Problem) {
		n++
		switch {
		case n <= most:
			report(g.err, fault.New(fault.Invalid, "%s: %v", path, &p).WithHint("%s", p.Hint))
		case n == most+1:
			fmt.Fprintf(g.err, "sanad: %s: more is wrong than is told here; each source says what of it is not read\n", path)
		}
	}
}

func checkActivities(g *globals, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return plainPathError(err)
	}
	defer f.Close()
	wrong, activities, claims := 0, 0, 0
	say := problems(g, path)
	tell := func(p iati.Problem) {
		wrong++
		say(p)
	}
	for piece, err := range iati.Pieces(f) {
		if err := g.Context.Err(); err != nil {
			return err
		}
		var p *iati.Problem
		if errors.As(err, &p) {
			tell(*p)
			continue
		}
		if err != nil {
			return err
		}
		read, err := iati.Parse(piece.Bytes, piece.File)
		if err != nil {
			tell(iati.Problem{At: piece.At, What: err.Error()})
			continue
		}
		activities++
		claims += len(read.Claims)
		for _, p := range read.Problems {
			p.At, p.Activity = p.At+piece.At, read.Reference
			tell(p)
		}
	}
	fmt.Fprintf(g.out, "%s checked: %d activities with %s\n", path, activities, plural(claims, "claim"))
	if wrong > 0 {
		return alreadyReported{}
	}
	return nil
}

// activities writes agreements as activities and tells what could not be written.
func (c exportCommand) activities(g *globals) (err error) {
	log, err := claimlog.Read(g.Data)
	if err != nil {
		return err
	}
	view, err := openRegister(g)
	if err != nil {
		return err
	}
	defer view.Close()
	o := publish.Options{
		Reporter: cmp.Or(c.Reporter, log.Checkpoint.Origin), Ref: cmp.Or(c.ReporterRef, log.Checkpoint.Origin), Type: c.ReporterType,
		On: time.Now(), Filter: c.filter(),
	}
	left := 0
	tell := func(l publish.Left) {
		const most = 50
		if left++; left <= most {
			fmt.Fprintf(g.err, "sanad: %s: %s\n", l.Agreement, l.What)
		}
	}
	if c.File == "-" {
		_, err := publish.Write(g.Context, g.out, view, o, tell)
		return err
	}
	written := 0
	err = fsx.WriteStream(c.File, 0o644, func(w io.Writer) (err error) {
		written, err = publish.Write(g.Context, w, view, o, tell)
		return err
	})
	if err != nil {
		return plainPathError(err)
	}
	fmt.Fprintf(g.out, "%s written: %d activities, %s left out\n", c.File, written, plural(left, "value"))
	return nil
}
