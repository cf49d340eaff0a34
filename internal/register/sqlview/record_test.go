package sqlview

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"sanad/claim"
	"sanad/internal/claimlog"
	"sanad/internal/fault"
	"sanad/internal/reader/form"
	"sanad/internal/register"
)

// office is a log to which announcements and an office's forms come one by one.
type office struct {
	t    *testing.T
	data string
	next int64
}

func newOffice(t *testing.T) *office {
	o := &office{t: t, data: t.TempDir() + "/data"}
	if err := claimlog.Create(o.data, "test.example/log"); err != nil {
		t.Fatal(err)
	}
	return o
}

func (o *office) append(r claimlog.Reading) int64 {
	o.t.Helper()
	log, err := claimlog.Open(o.data, 0)
	if err != nil {
		o.t.Fatal(err)
	}
	if _, err := log.Append(r); err != nil {
		o.t.Fatal(err)
	}
	if err := log.Close(); err != nil {
		o.t.Fatal(err)
	}
	o.next++
	return o.next - 1
}

// announce is a press report of one agreement between two bodies that nobody else
// names; it is a1 of its reading.
func (o *office) announce(one, other string) int64 {
	o.t.Helper()
	say := func(s claim.Subject, p claim.Property, v claim.Value) claim.Claim {
		return claim.Claim{Subject: s, Property: p, Value: v, Modality: claim.Done, Release: claim.Public, Confidence: 900}
	}
	ref := formRef(o.next)
	ref.Media = "text/plain"
	return o.append(claimlog.Reading{Reader: "test/1", Claims: []claim.Claim{
		say("d", claim.PropOriginal, ref), say("d", claim.PropPublished, claim.Date("2025-09-08")),
		say("p1", claim.PropName, claim.Text{Text: one}), say("p2", claim.PropName, claim.Text{Text: other}),
		say("a1", claim.PropMention, claim.Text{Text: "signed"}), say("a1", claim.PropKind, claim.Code{List: "kind", Code: "mou"}),
		say("a1", claim.PropParty, claim.Ref{Subject: "p1", Role: "signatory"}), say("a1", claim.PropParty, claim.Ref{Subject: "p2", Role: "signatory"}),
	}})
}

// submit lets a form in, all on one day.
func (o *office) submit(f form.Form) int64 {
	o.t.Helper()
	f.Author, f.At, f.Reason = "A. Officer", time.Date(2026, 1, 31, 9, 0, int(o.next), 0, time.UTC), "seen the papers"
	b, err := f.Bytes()
	if err != nil {
		o.t.Fatal(err)
	}
	claims, err := form.Read(b, formRef(o.next))
	if err != nil {
		o.t.Fatal(err)
	}
	return o.append(claimlog.Reading{Reader: form.Reader, Claims: claims})
}

type entered struct {
	s claim.Subject
	p claim.Property
	v claim.Value
}

func (o *office) enter(list ...entered) int64 {
	o.t.Helper()
	f := form.Form{Form: form.Record}
	for _, e := range list {
		f.Enter(e.s, e.p, e.v, "")
	}
	return o.submit(f)
}

func (o *office) withdraw(entry int64) {
	o.t.Helper()
	o.submit(form.Form{Form: form.Withdrawal, Entry: &entry})
}

func (o *office) agreement(id register.ID) register.Agreement {
	o.t.Helper()
	v := fold(o.t, o.data)
	defer v.Close()
	a, err := v.Agreement(context.Background(), id)
	if err != nil {
		o.t.Fatal(err)
	}
	return a
}

func to(s claim.Subject) claim.Ref { return claim.Ref{Subject: s} }

// stageOf enters a stage of an agreement, due on a day; it is m1 of its entry.
func (o *office) stageOf(a claim.Subject, due claim.Date) int64 {
	o.t.Helper()
	return o.enter(entered{"m1", claim.PropOf, to(a)}, entered{"m1", claim.PropCode, claim.Code{List: "gate", Code: "rfs"}}, entered{"m1", claim.PropDue, due})
}

// TestAStageEnteredCorrectedProvedWithdrawn follows one stage through its life.
func TestAStageEnteredCorrectedProvedWithdrawn(t *testing.T) {
	o := newOffice(t)
	o.announce("Ministry of Ports", "Blue Cable Company")
	at := o.stageOf("0/a1", "2026-03")
	stage := claim.Subject(fmt.Sprintf("%d/m1", at))
	a := o.agreement("a0-1")
	if len(a.Record.Milestones) != 1 || a.Record.Milestones[0].Due.Text() != "2026-03" || a.Record.Milestones[0].Code.Code() != "rfs" {
		t.Fatalf("entered, and the record holds %+v", a.Record.Milestones)
	}
	if len(a.Mentions) != 1 || a.Stage.Text() != "" {
		t.Errorf("a record's entry is taken for a report of the agreement: %+v", a.Mentions)
	}

	correction := o.enter(entered{stage, claim.PropDue, claim.Date("2026-05")})
	m := o.agreement("a0-1").Record.Milestones[0]
	if m.Due.Text() != "2026-05" || !m.Due.Disputed() || m.Due.Values[1].Text != "2026-03" {
		t.Errorf("corrected on the same day, and due is %+v", m.Due)
	}

	proof := o.enter(entered{"v1", claim.PropSupports, to(stage)}, entered{"v1", claim.PropURL, claim.Text{Text: "https://example.org/notice"}})
	a = o.agreement("a0-1")
	if len(a.Record.Evidence) != 1 || !slices.Contains(a.Record.Evidence[0].Of, m.ID) {
		t.Errorf("proved, and the record holds %+v", a.Record.Evidence)
	}

	o.withdraw(correction)
	if m := o.agreement("a0-1").Record.Milestones[0]; m.Due.Text() != "2026-03" || m.Due.Disputed() {
		t.Errorf("the correction taken back, and due is %+v", m.Due)
	}
	o.withdraw(proof)
	if a := o.agreement("a0-1"); len(a.Record.Evidence) != 0 || len(a.Record.Milestones) != 1 {
		t.Errorf("the proof taken back, and the record holds %+v", a.Record)
	}
	o.withdraw(at)
	a = o.agreement("a0-1")
	if len(a.Record.Milestones) != 0 || len(a.Sides) != 2 {
		t.Errorf("the stage taken back, and the record holds %+v", a.Record)
	}
}

// TestAStageTakenBackTakesItsProofAlong: what proves a thing that is no longer
// there proves nothing of the agreement.
func TestAStageTakenBackTakesItsProofAlong(t *testing.T) {
	o := newOffice(t)
	o.announce("Ministry of Ports", "Blue Cable Company")
	at := o.stageOf("0/a1", "2026-03")
	o.enter(entered{"v1", claim.PropSupports, to(claim.Subject(fmt.Sprintf("%d/m1", at)))}, entered{"v1", claim.PropGrade, claim.Code{List: "grade", Code: "verified"}})
	o.withdraw(at)
	if a := o.agreement("a0-1"); len(a.Record.Evidence) != 0 {
		t.Errorf("evidence of nothing: %+v", a.Record.Evidence)
	}
}

// TestResultsStandUnderTheirIndicator, and a nought is a result.
func TestResultsStandUnderTheirIndicator(t *testing.T) {
	o := newOffice(t)
	o.announce("Ministry of Skills", "Blue Training Company")
	at := o.enter(entered{"i1", claim.PropOf, to("0/a1")}, entered{"i1", claim.PropTarget, claim.Quantity{Number: "1500", Unit: "people"}})
	if a := o.agreement("a0-1"); len(a.Record.Indicators) != 1 || len(a.Record.Indicators[0].Results) != 0 {
		t.Fatalf("nothing was reported, and the record holds %+v", a.Record.Indicators)
	}
	f := form.Form{Form: form.Record}
	f.Enter("r1", claim.PropOf, to(claim.Subject(fmt.Sprintf("%d/i1", at))), "")
	f.Enter("r1", claim.PropActual, claim.Quantity{Number: "0", Unit: "people"}, "2025-12-31")
	o.submit(f)
	results := o.agreement("a0-1").Record.Indicators[0].Results
	if len(results) != 1 || results[0].Actual.Text() != "0 people" || results[0].On != "2025-12-31" || !results[0].Whole() {
		t.Errorf("none was reported, and the record holds %+v", results)
	}
}

// TestJudgedOneRecordsJoin: two agreements judged the same have one record, and
// the judgement taken back parts it again.
func TestJudgedOneRecordsJoin(t *testing.T) {
	o := newOffice(t)
	o.announce("Ministry of Ports", "Blue Cable Company")
	o.announce("Harbour Board of the North", "Deep Sea Layers Limited")
	o.stageOf("0/a1", "2026-03")
	o.stageOf("1/a1", "2026-06")
	dues := func(id register.ID) string {
		var out []string
		for _, m := range o.agreement(id).Record.Milestones {
			out = append(out, m.Due.Text())
		}
		return strings.Join(out, " ")
	}
	if dues("a0-1") != "2026-03" || dues("a1-1") != "2026-06" {
		t.Fatalf("before: %s, %s", dues("a0-1"), dues("a1-1"))
	}
	judged := o.submit(form.Form{Form: form.Judgement, Verdict: "same", Left: "0/a1", Right: "1/a1"})
	if got := dues("a0-1"); got != "2026-03 2026-06" {
		t.Errorf("judged one, and stages are due %s", got)
	}
	// The part of the one that gave way says that it is the other's now.
	if of := o.agreement("a0-1").Record.Milestones[1].Of; !slices.Equal(of, []register.ID{"a0-1"}) {
		t.Errorf("the joined stage is of %v", of)
	}
	o.withdraw(judged)
	if dues("a0-1") != "2026-03" || dues("a1-1") != "2026-06" {
		t.Errorf("taken back: %s, %s", dues("a0-1"), dues("a1-1"))
	}
}

// TestRestrictedLeavesNoTrace: not the value, not the note, not the part that
// only restricted claims speak of, nor what refers to it.
func TestRestrictedLeavesNoTrace(t *testing.T) {
	o := newOffice(t)
	o.announce("Ministry of Ports", "Blue Cable Company")
	f := form.Form{Form: form.Record}
	f.Enter("0/a1", claim.PropRemark, claim.Text{Text: "hidden price"}, "")
	f.Enter("m1", claim.PropOf, to("0/a1"), "")
	f.Enter("m1", claim.PropName, claim.Text{Text: "hidden stage"}, "")
	f.Enter("o1", claim.PropOf, to("0/a1"), "")
	f.Enter("o1", claim.PropText, claim.Text{Text: "open promise"}, "")
	for i := range f.Claims[:3] {
		f.Claims[i].Release = claim.Restricted
	}
	at := o.submit(f)
	o.enter(entered{"v1", claim.PropSupports, to(claim.Subject(fmt.Sprintf("%d/m1", at)))}, entered{"v1", claim.PropTitle, claim.Text{Text: "a photograph"}})
	a := o.agreement("a0-1")
	if len(a.Record.Milestones) != 0 || len(a.Instrument.Remarks) != 0 || len(a.Record.Evidence) != 0 {
		t.Errorf("shown: %+v", a)
	}
	if len(a.Record.Commitments) != 1 || a.Record.Commitments[0].Text.Text() != "open promise" {
		t.Errorf("what is public of the same entry: %+v", a.Record.Commitments)
	}
	v := fold(t, o.data)
	defer v.Close()
	all := export(t, v)
	for _, secret := range []string{"hidden", fmt.Sprintf(`"m%d-1"`, at)} {
		if strings.Contains(all, secret) {
			t.Errorf("the export holds %q", secret)
		}
	}
	for _, l := range strings.Split(all, "\n") {
		if strings.Contains(l, fmt.Sprintf(`"id":"s%d"`, at)) && strings.Contains(l, "seen the papers") {
			t.Errorf("the note beside the restricted value is shown: %s", l)
		}
	}
	if _, err := v.Agreement(context.Background(), register.ID(fmt.Sprintf("m%d-1", at))); !fault.Is(err, fault.NotFound) {
		t.Errorf("the restricted stage answers: %v", err)
	}
}

// TestTheOfficeIsNoReport: what an office enters of an event's agreements makes no
// column beside those who report the event.
func TestTheOfficeIsNoReport(t *testing.T) {
	reports := register.Source{ID: "s1", Standing: "press", Reader: "press/1"}
	entry := register.Source{ID: "s2", Standing: "record", Reader: "form/1"}
	a := register.Agreement{ID: "a1-1", Sources: []register.ID{"s1", "s2"}, Mentions: []register.Said{{Source: "s1"}}}
	table, err := register.NewTable(register.Event{}, []register.Row{{ID: "a1-1"}}, []register.Agreement{a}, func(id register.ID) (register.Source, error) {
		if id == "s1" {
			return reports, nil
		}
		return entry, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(table.Sources) != 1 || table.Sources[0].Source.ID != "s1" || len(table.Rows[0].Cells) != 1 {
		t.Errorf("table %+v, want the report alone", table)
	}
}
