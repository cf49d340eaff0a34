package form

import (
	"strings"
	"testing"
	"time"

	"sanad/claim"
	"sanad/internal/fault"
)

var ref = claim.DocumentRef{Original: strings.Repeat("0", 64), Text: strings.Repeat("0", 64), Media: Media}

const head = `"author":"A. Officer","at":"2026-01-31T09:00:00Z","reason":"the same seal on both"`

func TestForms(t *testing.T) {
	for form, want := range map[string]claim.Claim{
		`{"form":"judgement/1",` + head + `,"verdict":"same","left":"17/p1","right":"19/p2"}`: {
			Subject: "17/p1", Property: claim.PropSameAs, Value: claim.Ref{Subject: "19/p2"},
		},
		`{"form":"judgement/1",` + head + `,"verdict":"different","left":"17/a1","right":"19/a2"}`: {
			Subject: "17/a1", Property: claim.PropDifferentFrom, Value: claim.Ref{Subject: "19/a2"},
		},
		`{"form":"ruling/1",` + head + `,"about":"17/a3","property":"signed","value":{"date":"2025-09-04","type":"date"}}`: {
			Subject: "17/a3", Property: claim.PropSigned, Value: claim.Date("2025-09-04"),
		},
		`{"form":"search/1",` + head + `,"about":"17/a3","for":"a public document","in":["the gazette"],"on":"2025-12"}`: {
			Subject: "17/a3", Property: claim.PropLookedFor, Value: claim.Text{Text: "a public document"},
		},
		`{"form":"withdrawal/1",` + head + `,"entry":31}`: {
			Subject: "d", Property: claim.PropWithdraws, Value: claim.Ref{Subject: "31/d"},
		},
	} {
		claims, err := Read([]byte(form), ref)
		if err != nil {
			t.Errorf("%s: %v", form, err)
			continue
		}
		last := claims[len(claims)-1]
		if last.Subject != want.Subject || last.Property != want.Property || last.Value != want.Value {
			t.Errorf("%s: says %v, want %v", form, last, want)
		}
		if claims[0].Property != claim.PropOriginal {
			t.Errorf("%s: the first claim is not what was read", form)
		}
	}
}

func TestFormsThatDecideNothing(t *testing.T) {
	for why, form := range map[string]string{
		"nobody's name": `{"form":"withdrawal/1","author":" ","at":"2026-01-31T09:00:00Z","entry":1,"reason":"x"}`,
		"no reason":     `{"form":"withdrawal/1","author":"A","at":"2026-01-31T09:00:00Z","entry":1,"reason":""}`,
		"not said when": `{"form":"withdrawal/1","author":"A","entry":1,"reason":"x"}`,
		"none this":     `{"form":"wish/1",` + head + `}`,
		"which entry":   `{"form":"withdrawal/1",` + head + `}`,
		"both sides":    `{"form":"judgement/1",` + head + `,"verdict":"same","left":"17/p1","right":"17/p1"}`,
		"are not two":   `{"form":"judgement/1",` + head + `,"verdict":"same","left":"17/p1","right":"17/a1"}`,
		"verdict":       `{"form":"judgement/1",` + head + `,"verdict":"alike","left":"17/p1","right":"18/p1"}`,
		"of a reading":  `{"form":"judgement/1",` + head + `,"verdict":"same","left":"p1","right":"18/p1"}`,
		"a property":    `{"form":"ruling/1",` + head + `,"about":"17/a3","property":"party","value":{"date":"2025-09-04","type":"date"}}`,
		"unknown type":  `{"form":"ruling/1",` + head + `,"about":"17/a3","property":"signed","value":{"type":"feeling"}}`,
		"EDTF":          `{"form":"ruling/1",` + head + `,"about":"17/a3","property":"signed","value":{"date":"yesterday","type":"date"}}`,
		"on which day":  `{"form":"search/1",` + head + `,"about":"17/a3","for":"a public document","in":["the gazette"]}`,
		"where":         `{"form":"search/1",` + head + `,"about":"17/a3","for":"a public document","on":"2025"}`,
		"unknown field": `{"form":"withdrawal/1",` + head + `,"entry":1,"then":"what"}`,
		"more than one": `{"form":"withdrawal/1",` + head + `,"entry":1}{}`,
	} {
		if _, err := Read([]byte(form), ref); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), why) {
			t.Errorf("%s: %v", why, err)
		}
	}
}

func TestBytesReadBack(t *testing.T) {
	entry := int64(7)
	b, err := Form{Form: Withdrawal, Author: "A", At: time.Date(2026, 1, 31, 9, 0, 0, 0, time.UTC), Entry: &entry, Reason: "a slip"}.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Read(b, ref); err != nil {
		t.Error(err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"form":"judgement/1",` + head + `,"verdict":"same","left":"17/p1","right":"19/p2"}`))
	f.Add([]byte(recordHead + `,"side":"17/p2","claims":[` + stage + `]}`))
	f.Add([]byte(`{"form":"ruling/1",` + head + `,"about":"17/a3","property":"signed","value":{"date":"2025-09-04","type":"date"}}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		claims, err := Read(b, ref)
		for _, c := range claims {
			if err == nil && c.Check() != nil {
				t.Fatalf("gave a claim that does not pass: %v", c)
			}
		}
	})
}
