package form

import (
	"slices"
	"strings"
	"testing"

	"sanad/claim"
	"sanad/internal/fault"
)

const recordHead = `{"form":"record/1","author":"A. Officer","at":"2026-01-31T09:00:00Z","reason":"seen on site"`

const stage = `{"subject":"m1","property":"of","value":{"subject":"17/a3","type":"ref"}},{"subject":"m1","property":"due","value":{"date":"2026-03","type":"date"}}`

// find is the claim that says a property of a subject.
func find(t *testing.T, claims []claim.Claim, s claim.Subject, p claim.Property) claim.Claim {
	t.Helper()
	i := slices.IndexFunc(claims, func(c claim.Claim) bool { return c.Subject == s && c.Property == p })
	if i < 0 {
		t.Fatalf("nothing says %s of %s", p, s)
	}
	return claims[i]
}

func TestRecordForm(t *testing.T) {
	claims, err := Read([]byte(recordHead+`,"claims":[`+stage+`]}`), ref)
	if err != nil {
		t.Fatal(err)
	}
	if c := find(t, claims, "m1", claim.PropDue); c.Value != claim.Date("2026-03") || c.Modality != claim.Done || c.Release != claim.Public {
		t.Errorf("due is read as %v", c)
	}
	if c := find(t, claims, "d", claim.PropStanding); c.Value != (claim.Code{List: "standing", Code: "record"}) {
		t.Errorf("an office's entry has standing %v", c.Value)
	}
}

func TestAPartySpeaksForItself(t *testing.T) {
	claims, err := Read([]byte(recordHead+`,"side":"17/p2","claims":[`+stage+`]}`), ref)
	if err != nil {
		t.Fatal(err)
	}
	if c := find(t, claims, "d", claim.PropStanding); c.Value != (claim.Code{List: "standing", Code: "statement"}) {
		t.Errorf("a party's entry has standing %v", c.Value)
	}
	if c := find(t, claims, "d", claim.PropBy); c.Value != (claim.Ref{Subject: "17/p2"}) {
		t.Errorf("it speaks for %v", c.Value)
	}
}

// TestARestrictedEntryTellsNothing: neither the note beside it nor who speaks is
// more public than what is entered.
func TestARestrictedEntryTellsNothing(t *testing.T) {
	secret := `{"subject":"17/a3","property":"remark","value":{"text":"the price","type":"text"},"release":"restricted"}`
	claims, err := Read([]byte(recordHead+`,"side":"17/p2","claims":[`+secret+`]}`), ref)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range []claim.Property{claim.PropReason, claim.PropBy} {
		if c := find(t, claims, "d", p); c.Release != claim.Restricted {
			t.Errorf("%s is %s", p, c.Release)
		}
	}
	claims, err = Read([]byte(recordHead+`,"side":"17/p2","claims":[`+stage+`,`+secret+`]}`), ref)
	if err != nil {
		t.Fatal(err)
	}
	if c := find(t, claims, "d", claim.PropReason); c.Release != claim.Restricted {
		t.Errorf("a note that may speak of the restricted value is %s", c.Release)
	}
	if c := find(t, claims, "d", claim.PropBy); c.Release != claim.Public {
		t.Errorf("who says what is public is %s", c.Release)
	}
}

func TestRecordsThatEnterNothing(t *testing.T) {
	for why, rest := range map[string]string{
		"nothing is entered":          `}`,
		"side 17/a1 is no party":      `,"side":"17/a1","claims":[` + stage + `]}`,
		"not of a reading in the log": `,"side":"p1","claims":[` + stage + `]}`,
		"unknown type":                `,"claims":[{"subject":"m1","property":"due","value":{"type":"feeling"}}]}`,
		"claim 1 (m1 due)":            `,"claims":[{"subject":"m1","property":"due"}]}`,
		"not said what it is":         `,"claims":[{"subject":"m1","property":"due","value":{"date":"2026","type":"date"}}]}`,
		"unknown release level":       `,"claims":[{"subject":"17/a3","property":"remark","value":{"text":"x","type":"text"},"release":"friends"}]}`,
		// A record decides nothing: it could else raise its own standing and take
		// back what an officer decided.
		"claim 3: a record says nothing of documents": `,"claims":[` + stage + `,{"subject":"d","property":"standing","value":{"code":"ruling","list":"standing","type":"code"}}]}`,
		"claim 1: a record says nothing of documents": `,"claims":[{"subject":"17/d","property":"withdraws","value":{"subject":"3/d","type":"ref"}}]}`,
		`"same-as" is nothing that is said of it`:     `,"claims":[{"subject":"17/a3","property":"same-as","value":{"subject":"19/a1","type":"ref"}}]}`,
	} {
		_, err := Read([]byte(recordHead+rest), ref)
		if !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), why) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", why, err)
		}
	}
}
