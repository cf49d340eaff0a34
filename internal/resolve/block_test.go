package resolve

import (
	"fmt"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"sanad/claim"
)

// unblocked finds every agreement, whatever the keys.
type unblocked struct{ Memory }

func (u *unblocked) Find(claim.Class, []string, int) ([]*Profile, error) { return u.profiles, nil }

// TestBlockingLosesNothing: the keys by which agreements are found leave out none
// that a rule would have taken or asked about.
func TestBlockingLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var keyed Memory
		var all unblocked
		for i := range rapid.IntRange(2, 12).Draw(t, "agreements") {
			a := Agreement{
				ID: fmt.Sprintf("a%d-1", i), Reading: int64(i / 2),
				Sides:  rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"p1", "p2", "p3"}), 0, 3, rapid.ID).Draw(t, "sides"),
				Event:  rapid.SampledFrom([]string{"", "e1", "e2"}).Draw(t, "event"),
				Themes: rapid.SampledFrom([][]string{nil, {"fibre"}, {"training"}}).Draw(t, "themes"),
				Signed: rapid.SampledFrom([]claim.Date{"", "2025", "2025-09-04", "2025-10-01", "2024-01"}).Draw(t, "signed"),
			}
			type answer struct {
				Link
				Doubts []Doubt
			}
			ask := func(index Index) answer {
				l := Linker{Index: index}
				link, err := l.Agreement(a)
				if err != nil {
					t.Fatal(err)
				}
				doubts, err := l.AgreementDoubts(a, link.ID)
				if err != nil {
					t.Fatal(err)
				}
				return answer{link, doubts}
			}
			if by, without := ask(&keyed), ask(&all); !reflect.DeepEqual(by, without) {
				t.Fatalf("%+v: by keys %+v, without %+v", a, by, without)
			}
		}
	})
}
