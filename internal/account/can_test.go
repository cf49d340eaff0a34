package account

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"sanad/claim"
)

// may is the table once more, as an officer would read it aloud: what each role may
// do to the register, and to which level it reads. A change of the one is to be a
// change of the other.
const may = `
visitor        public      read
person         public      own read
reader         parties     own read
focal          parties     desk own read state
editor         restricted  desk meet own read record submit
reviewer       restricted  approve desk judge own read rule
publisher      restricted  approve desk lock own read
auditor        sealed      audit own read
administrator  public      audit own people read
`

var (
	acts   = []Act{Read, Own, Desk, Submit, Record, State, Meet, Judge, Rule, Approve, Lock, Audit, People}
	levels = []claim.Release{claim.Public, claim.Parties, claim.Restricted, claim.Sealed}
)

func TestCan(t *testing.T) {
	n := 0
	for line := range strings.Lines(strings.TrimSpace(may)) {
		fields := strings.Fields(line)
		role, level, want := Role(fields[0]), claim.Release(fields[1]), fields[2:]
		who := Who{Person: 1, Held: []Held{{Role: role}}}
		switch role {
		case Visitor:
			who = Who{}
		case Person:
			who.Held = nil
		}
		for _, act := range acts {
			n++
			if got := Can(who, act, On{}); got != slices.Contains(want, string(act)) {
				t.Errorf("%s may %s: %v", role, act, got)
			}
		}
		for i, l := range levels {
			if got := Can(who, Read, On{Release: l}); got != (i <= slices.Index(levels, level)) {
				t.Errorf("%s reads what is %s: %v", role, l, got)
			}
		}
	}
	if n != len(table)*len(acts) {
		t.Errorf("%d looked at, of %d roles", n, len(table))
	}
}

// TestCanOfOneAgreement: a role of one agreement counts for that agreement and, of
// what is no agreement's, for opening the desk.
func TestCanOfOneAgreement(t *testing.T) {
	for _, role := range Roles {
		who := Who{Person: 1, Held: []Held{{Role: role, Agreement: "a0-1"}}}
		plain := Who{Person: 1}
		whole := Who{Person: 1, Held: []Held{{Role: role}}}
		for _, act := range acts {
			for _, on := range []On{{}, {Agreement: "a0-1"}, {Agreement: "a0-2"}, {Agreement: "a0-2", Release: claim.Restricted}} {
				want := Can(plain, act, on)
				if on.Agreement == "a0-1" || act == Desk && on.Agreement == "" {
					want = Can(whole, act, on)
				}
				if Can(who, act, on) != want {
					t.Errorf("%s of a0-1 may %s on %+v: %v", role, act, on, !want)
				}
			}
		}
	}
}

// TestTokensNarrow: with a token one can do less, never more.
func TestTokensNarrow(t *testing.T) {
	for _, role := range append([]Role{Visitor, Person}, Roles...) {
		for _, only := range acts {
			who := Who{Person: 1, Held: []Held{{Role: role}}}
			with := who
			with.Only = []Act{only}
			for _, act := range acts {
				want := Can(who, act, On{}) && (act == only || act == Read)
				if Can(with, act, On{}) != want {
					t.Errorf("%s with a token to %s may %s: %v", role, only, act, !want)
				}
			}
		}
	}
	none := Who{Person: 1, Held: []Held{{Role: Editor}}, Only: []Act{}}
	if Can(none, Record, On{}) {
		t.Error("a token for nothing enters a record")
	}
	if got := fmt.Sprint(Who{Held: []Held{{Role: Focal, Agreement: "a0-1", Party: "p0-1"}}}.SpeaksFor("a0-2")); got != "[]" {
		t.Errorf("speaks for %s", got)
	}
}
