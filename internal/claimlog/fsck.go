package claimlog

import (
	"fmt"
	"os"
	"path/filepath"

	"sanad/claim"
	"sanad/internal/source/archive"
	"sanad/verify"
)

// Fsck checks everything in data that is not derived: the log from its bytes,
// the write-ahead log, every archived file against its name, every document the
// log speaks of, and every quote against the text it is quoted from.
func Fsck(data string, originals *archive.Archive) (verify.Report, error) {
	verifier, err := Verifier(data)
	if err != nil {
		return verify.Report{}, err
	}
	held := map[archive.Digest]bool{}
	var problems []*verify.Problem
	bad := func(path, place, what string) {
		problems = append(problems, &verify.Problem{Path: path, Place: place, What: what})
	}
	if err := originals.Fsck(
		func(path, what string) { bad("archive/"+path, "", what) },
		func(d archive.Digest) { held[d] = true },
	); err != nil {
		return verify.Report{}, err
	}

	// The text in hand belongs to the reading whose parts come now.
	var text []byte
	visit := func(r verify.Record) {
		for _, k := range r.Kept {
			if k.Claim == nil {
				continue
			}
			place := placeOf(k)
			if d, ok := k.Claim.Value.(claim.DocumentRef); ok {
				for _, h := range []string{d.Original, d.Text} {
					if !held[archive.Digest(h)] {
						bad("archive/"+h[:2]+"/"+h[2:], "", "is missing or damaged; "+place+" speaks of it")
					}
				}
				if k.Claim.Property == claim.PropOriginal {
					text = nil
					if held[archive.Digest(d.Text)] {
						text, _ = originals.Get(archive.Digest(d.Text)) // held: just read and found whole
					}
				}
			}
			if s := k.Claim.Selector; s != nil && text != nil {
				if s.End > len(text) || string(text[s.Start:s.End]) != s.Quote {
					bad(verify.BodyPath(r.Index/verify.TileWidth, verify.TileWidth), place, "quotes what the text does not say there")
				}
			}
		}
	}
	report, err := verify.Log(os.DirFS(filepath.Join(data, logDir)), verifier, visit)
	if err != nil {
		return report, err
	}
	if left, err := os.ReadFile(filepath.Join(data, logDir, walFile)); err == nil && len(left) > 0 {
		if _, good, err := readWAL(left); err != nil && err != errTorn {
			bad("log/"+walFile, fmt.Sprintf("byte %d", good), err.Error())
		}
	}
	for _, p := range report.Problems {
		p.Path = "log/" + p.Path
	}
	report.Problems = append(report.Problems, problems...)
	return report, nil
}

func placeOf(k claim.Kept) string {
	return fmt.Sprintf("entry %d, claim %d", k.Entry, k.N)
}
