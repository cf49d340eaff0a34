package press

import (
	"fmt"
	"strings"
	"testing"

	"sanad/internal/reader"
)

// TestCommitments: what is promised under an agreement, its kind, its figure and
// whether a stranger could check it; and what is no promise.
func TestCommitments(t *testing.T) {
	const signed = "The Ministry of Skills and Nadir Telecom signed a memorandum of understanding on training on 3 March 2026. "
	for _, c := range []struct{ text, want string }{
		{signed + "Under the memorandum, Nadir Telecom will train 5,000 young people.", "train 5000 verifiable"},
		{signed + "The company will set up a training centre in Quetta.", "set-up-body 0"},
		{signed + "“We will train 5,000 people,” said the minister.", ""},
		{signed + "Nadir Telecom will not train government staff.", ""},
		{signed + "If funds allow, the company would train 5,000 people.", ""},
		{signed + "The ministry employs 5,000 people.", ""},
	} {
		r, err := New().Read(reader.Document{Text: "Training agreed\n\n" + c.text + "\n", Published: "2026-03-04"})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, a := range r.Agreements {
			for _, o := range a.Commitments {
				n := 0.0
				if o.Target != nil {
					n = o.Target.Value
				}
				got = append(got, fmt.Sprintf("%s %v %s", o.Kind, n, o.Verifiable))
				if q := o.Quote; q == nil || o.Modality != "planned" {
					t.Errorf("%q: the promise has no quote, or is said to be done: %+v", c.text, o)
				}
			}
		}
		told := strings.Join(got, "; ")
		if (c.want == "") != (told == "") || !strings.HasPrefix(told, c.want) {
			t.Errorf("%q: promised %q, want %q", c.text, told, c.want)
		}
	}
}
