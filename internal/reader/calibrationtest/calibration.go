package calibrationtest

import (
	"cmp"
	"fmt"
	"io"
	"slices"

	"sanad/internal/reader"
)

// Claim is something a reader said, how sure it was, and whether the annotation
// says the same. Of is what was said: sides, kind, stage, day.
type Claim struct {
	Of    string
	Said  float64
	Right bool
	Fold  string
}

// Claims are what r says of the samples and how sure it is. The sides of an
// agreement are right when all are there and none too many; its kind, stage and day
// are judged where the sides are right, and the day where the annotation gives one.
// Agreements only told in passing are left out.
func Claims(r reader.Reader, samples []Sample) ([]Claim, error) {
	var out []Claim
	for _, s := range samples {
		told, err := r.Read(reader.Document{Text: s.Text, Published: s.Published})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", s.Name, err)
		}
		taken := map[int]bool{}
		for _, a := range told.Agreements {
			if a.Background {
				continue
			}
			i := s.Gold.Match(a, taken)
			out = append(out, Claim{"sides", a.Confidence, i >= 0, s.Fold})
			if i < 0 {
				continue
			}
			taken[i] = true
			x := s.Gold.Agreements[i]
			out = append(out, Claim{"kind", a.Evidence["kind"].Confidence, a.Kind == x.Kind, s.Fold},
				Claim{"stage", a.Evidence["stage"].Confidence, a.Stage == x.Stage, s.Fold})
			if a.Signed != nil && x.Signed != nil {
				out = append(out, Claim{"day", a.Signed.Confidence, a.Signed.Value == *x.Signed, s.Fold})
			}
		}
	}
	return out, nil
}

// Refitted are the claims with how sure the reader would have been if its figures
// had been fitted on the other folds only: for each sort of claim, the rising line
// through how often claims said to be so sure were right there. What comes of it is
// out of fold; the rules that made the claims may have seen any fold.
func Refitted(claims []Claim) []Claim {
	out := slices.Clone(claims)
	for i, c := range out {
		line := fit(slices.DeleteFunc(slices.Clone(claims), func(x Claim) bool { return x.Of != c.Of || x.Fold == c.Fold }))
		out[i].Said = line.at(c.Said)
	}
	return out
}

// step is a stretch of the fitted line: from this much said on, so many are right.
type step struct {
	from      float64
	n, right  float64
	estimated float64
}

type line []step

// fit pools neighbours whose shares fall until none does (Ayer and others, 1955).
// Each share is drawn towards a half as by two more claims, so that few are not sure.
func fit(claims []Claim) line {
	slices.SortStableFunc(claims, func(a, b Claim) int { return cmp.Compare(a.Said, b.Said) })
	var l line
	for _, c := range claims {
		s := step{from: c.Said, n: 1}
		if c.Right {
			s.right = 1
		}
		if n := len(l); n > 0 && l[n-1].from == c.Said {
			l[n-1].n++
			l[n-1].right += s.right
		} else {
			l = append(l, s)
		}
		for n := len(l); n > 1 && l[n-2].right*l[n-1].n >= l[n-1].right*l[n-2].n; n = len(l) {
			l[n-2].n += l[n-1].n
			l[n-2].right += l[n-1].right
			l = l[:n-1]
		}
	}
	for i := range l {
		l[i].estimated = (l[i].right + 1) / (l[i].n + 2)
	}
	return l
}

// at is the fitted share where so much was said; a half where nothing is known.
func (l line) at(said float64) float64 {
	e := 0.5
	for i, s := range l {
		if i == 0 || said >= s.from {
			e = s.estimated
		}
	}
	return e
}

// Sure counts the claims said to be at least so sure, and the right ones of them.
func Sure(claims []Claim, said float64) (n, right int) {
	for _, c := range claims {
		if c.Said < said-1e-9 {
			continue
		}
		n++
		if c.Right {
			right++
		}
	}
	return n, right
}

// Print writes how many claims of each sort were right, by how sure the reader said
// it was, in tenths.
func Print(w io.Writer, claims []Claim) {
	for _, of := range []string{"sides", "kind", "stage", "day"} {
		for tenth := range 10 {
			n, right := 0, 0
			for _, c := range claims {
				if c.Of == of && min(int(c.Said*10+1e-9), 9) == tenth {
					n++
					if c.Right {
						right++
					}
				}
			}
			if n > 0 {
				fmt.Fprintf(w, "  %-5s said %.1f–%.1f: %3d right of %3d = %.2f\n", of, float64(tenth)/10, float64(tenth+1)/10, right, n, float64(right)/float64(n))
			}
		}
	}
	n, right := Sure(claims, 0.9)
	fmt.Fprintf(w, "  of %d claims said to be 0.9 sure %d are right = %.2f\n", n, right, float64(right)/float64(max(n, 1)))
}
