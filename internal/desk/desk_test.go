package desk

import (
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"sanad/claim"
	"sanad/internal/fault"
	"sanad/internal/reader/form"
	"sanad/internal/reader/record"
	"sanad/internal/register"
	"sanad/vocab"
)

func shown(v claim.Value, text string, entry int64) register.Field {
	return register.Field{Values: []register.Value{{Value: v, Text: text, Said: []register.Said{{Entry: entry, Publisher: "B. Other"}}}}}
}

var shipped = sync.OnceValue(vocab.ShippedTemplates)

// about is an agreement of training with an indicator, a stage that was reached and
// an end, on 1 July 2026.
func about(t *testing.T) About {
	t.Helper()
	training, ok := shipped().ByCode("training")
	if !ok {
		t.Fatal("no template for training")
	}
	a := register.Agreement{ID: "a0-1", Sides: []register.Side{{Party: "p0-1"}, {Party: "p0-2"}, {Party: "p0-1", Role: "witness"}}}
	a.Instrument.Expires = shown(claim.Date("2027-09-04"), "2027-09-04", 3)
	a.Record.Indicators = []register.Indicator{{Part: register.Part{ID: "i4-1"}, Code: shown(claim.Code{List: "indicator", Code: "certified"}, "certified", 4)}}
	a.Record.Milestones = []register.Milestone{{Part: register.Part{ID: "m5-1"}, Code: shown(claim.Code{List: "gate", Code: "call"}, "call", 5), Met: shown(claim.Date("2026-01"), "2026-01", 5)}}
	return About{Agreement: a, Template: training, Names: func(id register.ID) string { return "party " + string(id) }, Today: time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC)}
}

func fill(t *testing.T, kind Kind, typed url.Values) Sheet {
	t.Helper()
	s, ok := New(kind, about(t))
	if !ok {
		t.Fatalf("no sheet %s", kind)
	}
	s.Fill(typed.Get)
	return s
}

// said are the claims of a form as "subject property=value of-day".
func said(t *testing.T, f form.Form) []string {
	t.Helper()
	var out []string
	for _, c := range f.Claims {
		v, err := claim.DecodeValue(c.Value)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, strings.TrimSpace(string(c.Subject)+" "+string(c.Property)+"="+record.Typed(v)+" "+string(c.AsOf)))
	}
	return out
}

// TestWhatSheetsEnter: a sheet filled in, and the claims it becomes. What is on
// record is added to; what is not is made first.
func TestWhatSheetsEnter(t *testing.T) {
	for _, c := range []struct {
		kind  Kind
		typed url.Values
		want  []string
	}{
		{Result, url.Values{"indicator": {"i4-1"}, "actual": {"1,703"}, "on": {"2026-03"}, "sex": {"female"}}, []string{"r1 of=i4-1", "r1 actual=1703 people 2026-03", "r1 sex=Female"}},
		{Result, url.Values{"indicator": {"code:enrolled"}, "actual": {"0"}, "on": {"2026-03-31"}}, []string{"i1 of=a0-1", "i1 code=enrolled", "r1 of=i1", "r1 actual=0 people 2026-03-31"}},
		{Result, url.Values{"another": {"Hours"}, "actual": {"40 h"}, "on": {"2026"}, "url": {"https://a.example/x"}, "proof": {"roll"}}, []string{"i1 of=a0-1", "i1 name=Hours", "r1 of=i1", "r1 actual=40 h 2026", "v1 supports=r1", "v1 proof=Signed roll", "v1 url=https://a.example/x"}},
		{Stage, url.Values{"stage": {"m5-1"}, "met": {"2026-02"}}, []string{"5/m1 met=2026-02"}},
		{Stage, url.Values{"stage": {"code:portal"}, "due": {"2027"}}, []string{"m1 of=a0-1", "m1 code=portal", "m1 due=2027"}},
		{Transfer, url.Values{"money": {"PKR 3 crore"}, "rung": {"spent"}, "date": {"2026-05"}, "by": {"p0-1"}, "to": {"p0-2"}}, []string{"t1 of=a0-1", "t1 money=PKR 30000000 spent", "t1 date=2026-05", "t1 by=p0-1", "t1 to=p0-2"}},
		{Dates, url.Values{"was.expires": {"2027-09-04"}, "expires": {"2028-09-04"}, "term": {"3 a"}}, []string{"0/a1 expires=2028-09-04", "0/a1 term=3 a"}},
		{Proof, url.Values{"supports": {"m5-1"}, "url": {"https://a.example/x"}, "proof": {"roll"}}, []string{"v1 supports=m5-1", "v1 proof=Signed roll", "v1 url=https://a.example/x"}},
	} {
		s := fill(t, c.kind, c.typed)
		f, ok := s.Read(false)
		if !ok {
			t.Errorf("%s %v: refused: %+v", c.kind, c.typed, s.Wrongs()[0].Wrong)
			continue
		}
		if got := said(t, f); !slices.Equal(got, c.want) {
			t.Errorf("%s %v:\n got %q\nwant %q", c.kind, c.typed, got, c.want)
		}
	}
}

// TestSheetsOffer: what a sheet offers is made from the template and the record: what
// is on record once, by its id, and of a side that signs and witnesses once.
func TestSheetsOffer(t *testing.T) {
	values := func(f *Field) (out []string) {
		for _, o := range f.Options {
			out = append(out, o.Value)
		}
		return out
	}
	s := fill(t, Result, nil)
	got := values(s.field("indicator"))
	if got[0] != "i4-1" || slices.Contains(got, "code:certified") || !slices.Contains(got, "code:enrolled") {
		t.Errorf("indicators: %q", got)
	}
	if s.field("indicator").Options[0].Detail != "people" {
		t.Error("the unit of an indicator is not told")
	}
	s = fill(t, Stage, nil)
	got = values(s.field("stage"))
	if got[0] != "m5-1" || slices.Contains(got, "code:call") || !slices.Contains(got, "code:attended") {
		t.Errorf("stages: %q", got)
	}
	s = fill(t, Focal, nil)
	if got := values(s.field("by")); !slices.Equal(got, []string{"p0-1", "p0-2"}) {
		t.Errorf("sides: %q", got)
	}
	if _, ok := New("feeling", about(t)); ok {
		t.Error("a sheet that is none")
	}
}

// TestSince: what somebody else said of the same thing from a position on, and
// nothing of other things.
func TestSince(t *testing.T) {
	now := about(t).Agreement
	for _, c := range []struct {
		kind     Kind
		typed    url.Values
		position int64
		want     int
	}{
		{Stage, url.Values{"stage": {"m5-1"}, "met": {"2026-02"}}, 5, 1},
		{Stage, url.Values{"stage": {"m5-1"}, "met": {"2026-02"}}, 6, 0},
		{Stage, url.Values{"stage": {"code:call"}, "met": {"2026-02"}}, 5, 1}, // it has an id since
		{Stage, url.Values{"stage": {"code:portal"}, "met": {"2026-02"}}, 5, 0},
		{Dates, url.Values{"was.expires": {"2026-09-04"}, "expires": {"2029-01-01"}}, 3, 1},
		{Dates, url.Values{"was.expires": {"2027-09-04"}, "expires": {"2027-09-04"}, "review": {"2026-12"}}, 3, 0},
	} {
		s := fill(t, c.kind, c.typed)
		if got := s.Since(now, c.position); len(got) != c.want {
			t.Errorf("%s %v from %d: %d, want %d", c.kind, c.typed, c.position, len(got), c.want)
		}
	}
}

// TestPlace: a report takes the figures it proves along, and what was ruled on stays
// ruled on.
func TestPlace(t *testing.T) {
	a := register.Agreement{ID: "a0-1"}
	a.Record.Candidates = []register.Candidate{
		{Part: register.Part{ID: "r2-1"}, For: "i1-1", State: register.Open},
		{Part: register.Part{ID: "v3-1", Of: []register.ID{"r2-1"}}, For: "a0-1", State: register.Open},
		{Part: register.Part{ID: "v4-1"}, For: "a0-1", State: register.Rejected, Ruling: &register.Said{Entry: 9}},
	}
	f := form.Form{Form: form.Ruling}
	if err := Place(&f, a, "v3-1", true); err != nil || !slices.Equal(said(t, f), []string{"2/r1 of=i1-1", "3/v1 supports=a0-1"}) {
		t.Errorf("%q, %v", said(t, f), err)
	}
	if err := Place(&f, a, "v4-1", true); !fault.Is(err, fault.Conflict) {
		t.Errorf("ruled on already: %v", err)
	}
	if err := Place(&f, a, "v5-1", true); !fault.Is(err, fault.NotFound) {
		t.Errorf("no candidate: %v", err)
	}
}

// FuzzSheet: whatever is typed into whichever sheet, it is refused with a message or
// enters claims that the form's reader takes.
func FuzzSheet(f *testing.F) {
	f.Add("result", "i4-1", "1,703", "2026-03", "https://a.example/x", "roll")
	f.Add("dates", "", "2028", "x", "3 a", "")
	f.Fuzz(func(t *testing.T, kind, a, b, c, d, e string) {
		s, ok := New(Kind(kind), about(t))
		if !ok {
			return
		}
		typed := []string{a, b, c, d, e}
		n := 0
		s.Fill(func(string) string { n++; return typed[n%len(typed)] })
		got, ok := s.Read(false)
		if ok == (len(s.Wrongs()) > 0) {
			t.Fatalf("ok %v with %d wrong", ok, len(s.Wrongs()))
		}
		if !ok {
			return
		}
		got.Author, got.At = "A. Officer", time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC)
		bytes, err := got.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		ref := claim.DocumentRef{Original: strings.Repeat("a", 64), Text: strings.Repeat("a", 64), Media: form.Media}
		if _, err := form.Read(bytes, ref); err != nil {
			t.Fatalf("%s %q enters what is refused: %v", kind, typed, err)
		}
	})
}

// TestEveryTemplateIsTaken: of every kind of agreement, each indicator and each stage
// that its template has can be entered on a sheet, by its name, a number and a day
// alone; of a cable its six capacities stand apart.
func TestEveryTemplateIsTaken(t *testing.T) {
	for _, template := range shipped() {
		about := About{Agreement: register.Agreement{ID: "a0-1"}, Template: template, Templates: shipped(), Names: func(id register.ID) string { return string(id) }, Today: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)}
		take := func(kind Kind, typed url.Values) string {
			t.Helper()
			s, _ := New(kind, about)
			s.Fill(typed.Get)
			f, ok := s.Read(false)
			if !ok {
				t.Errorf("%s: %s %v is refused: %v", template.Code, kind, typed, s.Wrongs())
			}
			return strings.Join(said(t, f), "; ")
		}
		for _, i := range template.Indicators {
			if got := take(Result, url.Values{"indicator": {"code:" + i.Code}, "actual": {"7"}, "on": {"2026-01"}}); !strings.Contains(got, "code="+i.Code) || !strings.Contains(got, "actual=7 "+i.Unit) {
				t.Errorf("%s: a result of %s enters %s", template.Code, i.Code, got)
			}
		}
		for _, s := range template.Stages {
			if got := take(Stage, url.Values{"stage": {"code:" + s.Code}, "met": {"2026-01-15"}}); !strings.Contains(got, "code="+s.Code) || !strings.Contains(got, "met=2026-01-15") {
				t.Errorf("%s: stage %s enters %s", template.Code, s.Code, got)
			}
		}
		if got := take(Dates, url.Values{"template": {template.Code}, "term": {"3 years"}, "notice": {"6 ماہ"}}); !strings.Contains(got, "template="+template.Code) || !strings.Contains(got, "term=3 a") || !strings.Contains(got, "notice=6 mo") {
			t.Errorf("%s: as the kind of delivery it enters %s", template.Code, got)
		}
	}
}
