package sqlview

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sanad/claim"
	"sanad/internal/claimlog"
	"sanad/internal/fault"
	"sanad/internal/reader/form"
	"sanad/internal/register"
)

// history appends random readings to a log: bodies that several outlets name in
// their ways, agreements between them, occasions, counts, originals read again.
type history struct {
	t        *rapid.T
	data     string
	next     int64 // log index of the next reading
	seen     []claim.DocumentRef
	subjects map[claim.Class][]claim.Subject
	forms    []int64 // entries of decisions

	documents []int64 // entries of announcements
}

// decision is a reading of a form: a judgement, a ruling, or one taken back.
func (h *history) decision() claimlog.Reading {
	t := h.t
	at := h.next
	h.next++
	f := form.Form{Author: "A. Officer", At: time.Unix(at, 0).UTC(), Reason: "seen the papers"}
	class := rapid.SampledFrom([]claim.Class{claim.Party, claim.Agreement, claim.Event}).Draw(t, "class")
	one := h.subjects[class]
	switch kind := rapid.IntRange(0, 5).Draw(t, "form"); {
	case kind >= 4 && len(h.subjects[claim.Agreement]) > 0:
		h.record(&f)
	case kind == 0 && len(h.forms) > 0:
		entry := rapid.SampledFrom(h.forms).Draw(t, "taken back")
		f.Form, f.Entry = form.Withdrawal, &entry
	case kind == 1 && len(h.subjects[claim.Agreement]) > 0:
		f.Form, f.About, f.Property = form.Ruling, rapid.SampledFrom(h.subjects[claim.Agreement]).Draw(t, "about"), claim.PropKind
		f.Value = []byte(`{"code":"contract","list":"kind","type":"code"}`)
	case kind == 2 && len(h.documents) > 0:
		f.Form, f.About, f.Property = form.Ruling, claim.DocumentSubject.In(rapid.SampledFrom(h.documents).Draw(t, "of")), claim.PropStanding
		f.Value = []byte(`{"code":"` + rapid.SampledFrom([]string{"text", "record", "statement", "social"}).Draw(t, "standing") + `","list":"standing","type":"code"}`)
	case len(one) > 1:
		var verdicts []string
		for _, a := range register.Answers(class) {
			verdicts = append(verdicts, a.Verdict)
		}
		f.Form, f.Verdict = form.Judgement, rapid.SampledFrom(verdicts).Draw(t, "verdict")
		f.Left, f.Right = rapid.SampledFrom(one).Draw(t, "left"), rapid.SampledFrom(one).Draw(t, "right")
	}
	b, err := f.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	claims, err := form.Read(b, formRef(at))
	if err != nil {
		h.next--
		return h.reading() // nothing to decide yet
	}
	h.forms = append(h.forms, at)
	for _, c := range claims {
		if s := c.Subject.In(at); c.Subject != "d" && !slices.Contains(h.subjects[s.Class()], s) {
			h.subjects[s.Class()] = append(h.subjects[s.Class()], s)
		}
	}
	return claimlog.Reading{Reader: form.Reader, Claims: claims}
}

// record enters a stage, what is measured of it with an actual, who owes it, what
// proves it, a meeting with its action, or a word on what stands already.
func (h *history) record(f *form.Form) {
	t := h.t
	f.Form, f.Reason = form.Record, ""
	agreement := claim.Ref{Subject: rapid.SampledFrom(h.subjects[claim.Agreement]).Draw(t, "of")}
	day := claim.Date(rapid.SampledFrom([]string{"2025-12-31", "2026-03", "2026"}).Draw(t, "day"))
	switch rapid.IntRange(0, 8).Draw(t, "part") {
	case 8: // what a party was called before
		if parties := h.subjects[claim.Party]; len(parties) > 0 {
			f.Enter(rapid.SampledFrom(parties).Draw(t, "renamed"), claim.PropFormer, claim.Text{Text: rapid.SampledFrom([]string{"Huawei", "SKY47", "Ministry of Health"}).Draw(t, "former")}, day)
			return
		}
		f.Enter(agreement.Subject, claim.PropExpires, day, "")
	case 6: // what may belong
		f.Offer("v1", claim.PropSupports, agreement)
		f.Enter("v1", claim.PropTitle, claim.Text{Text: "a report"}, "")
	case 7: // a ruling on what may
		if known := h.subjects[claim.Evidence]; len(known) > 0 {
			f.Form, f.Reason = form.Ruling, "seen the papers"
			f.Place(rapid.SampledFrom(known).Draw(t, "candidate"), claim.PropSupports, agreement.Subject, rapid.Bool().Draw(t, "belongs"))
			return
		}
		f.Enter(agreement.Subject, claim.PropExpires, day, "")
	case 0:
		f.Enter("m1", claim.PropOf, agreement, "")
		f.Enter("m1", claim.PropCode, claim.Code{List: "gate", Code: "rfs"}, "")
		f.Enter("m1", claim.PropDue, day, "")
		f.Enter("v1", claim.PropSupports, claim.Ref{Subject: "m1"}, "")
	case 1:
		f.Enter("i1", claim.PropOf, agreement, "")
		f.Enter("i1", claim.PropTarget, claim.Quantity{Number: "1500", Unit: "people"}, "")
		f.Enter("r1", claim.PropOf, claim.Ref{Subject: "i1"}, "")
		f.Enter("r1", claim.PropActual, claim.Quantity{Number: "0", Unit: "people"}, day)
	case 2:
		f.Enter("o1", claim.PropOf, agreement, "")
		f.Enter("o1", claim.PropBy, claim.Ref{Subject: rapid.SampledFrom(h.subjects[claim.Party]).Draw(t, "by")}, "")
	case 3:
		f.Enter("g1", claim.PropOf, agreement, "")
		f.Enter("x1", claim.PropOf, claim.Ref{Subject: "g1"}, "")
		f.Enter("x1", claim.PropDue, day, "")
	case 4:
		f.Enter(agreement.Subject, claim.PropRenews, claim.Ref{Subject: rapid.SampledFrom(h.subjects[claim.Agreement]).Draw(t, "earlier")}, "")
	case 5:
		if known := h.subjects[claim.Milestone]; len(known) > 0 {
			f.Enter(rapid.SampledFrom(known).Draw(t, "stage"), claim.PropMet, day, "")
			return
		}
		f.Enter(agreement.Subject, claim.PropExpires, day, "")
	}
}

// formRef is the document of the form at an entry; no reading is of the same.
func formRef(entry int64) claim.DocumentRef {
	hash := fmt.Sprintf("f%063x", entry)
	return claim.DocumentRef{Original: hash, Text: hash, Media: form.Media}
}

// entry is a reading or, now and then, a decision.
func (h *history) entry() claimlog.Reading {
	if rapid.IntRange(0, 2).Draw(h.t, "decide") == 0 {
		return h.decision()
	}
	return h.reading()
}

func (h *history) reading() claimlog.Reading {
	t := h.t
	var claims []claim.Claim
	say := func(s string, p claim.Property, v claim.Value) {
		claims = append(claims, claim.Claim{
			Subject: claim.Subject(s), Property: p, Value: v, Modality: claim.Done, Release: claim.Public,
			Confidence: claim.Confidence(rapid.IntRange(1, 1000).Draw(t, "confidence")),
		})
	}
	ref := claim.DocumentRef{Original: fmt.Sprintf("%064x", rapid.IntRange(0, 1<<30).Draw(t, "original")), Media: "text/plain"}
	ref.Text = ref.Original
	if len(h.seen) > 0 && rapid.IntRange(0, 4).Draw(t, "again") == 0 {
		ref = rapid.SampledFrom(h.seen).Draw(t, "which")
	}
	h.seen = append(h.seen, ref)
	say("d", claim.PropOriginal, ref)
	if rapid.Bool().Draw(t, "dated") {
		say("d", claim.PropPublished, claim.Date(rapid.SampledFrom([]string{"2025-09-08", "2025-09", "2025", "2025-12-22"}).Draw(t, "published")))
	}
	say("d", claim.PropPublisher, claim.Text{Text: rapid.SampledFrom([]string{"TechJuice", "APP", "Dawn", "Huawei Technologies"}).Draw(t, "publisher")})
	references := []string{"XX-1", "XX-2", "XX-3"}
	record := rapid.IntRange(0, 3).Draw(t, "record") == 0
	if record {
		say("d", claim.PropReference, claim.Text{Text: rapid.SampledFrom(references).Draw(t, "record of")})
	}
	bodies := [][2]string{
		{"Ministry of IT and Telecom", "PK"},
		{"MoITT", "PK"},
		{"Ministry of Information Technology and Telecommunication", ""},
		{"Ministry of Health", "PK"},
		{"Ministry of Health", "CN"},
		{"ZTE", "CN"},
		{"ZTE Corporation", ""},
		{"Huawei", "CN"},
		{"Huawei Technologies", "CN"},
		{"SKY47", "PK"},
		{"Sky47 Limited", ""},
	}
	n := rapid.IntRange(1, 4).Draw(t, "parties")
	for i := range n {
		b := rapid.SampledFrom(bodies).Draw(t, "body")
		p := fmt.Sprintf("p%d", i+1)
		say(p, claim.PropName, claim.Text{Text: b[0]})
		if b[1] != "" {
			say(p, claim.PropCountry, claim.Code{List: "iso3166", Code: b[1]})
		}
	}
	event := rapid.Bool().Draw(t, "event")
	if event {
		say("e1", claim.PropName, claim.Text{Text: rapid.SampledFrom([]string{"second Pakistan-China B2B conference", "2nd Pak–China B2B Conference", "Digital Week"}).Draw(t, "occasion")})
		say("c1", claim.PropCount, claim.Quantity{Number: fmt.Sprint(rapid.IntRange(9, 10).Draw(t, "count")), What: "MoUs"})
		say("c1", claim.PropOf, claim.Ref{Subject: "e1"})
	} else if rapid.Bool().Draw(t, "counted") {
		say("c1", claim.PropCount, claim.Quantity{Number: fmt.Sprint(rapid.IntRange(9, 10).Draw(t, "count")), What: "MoUs"})
	}
	for i := range rapid.IntRange(0, 4).Draw(t, "agreements") {
		a := fmt.Sprintf("a%d", i+1)
		say(a, claim.PropMention, claim.Text{Text: "signed"})
		say(a, claim.PropKind, claim.Code{List: "kind", Code: rapid.SampledFrom([]string{"mou", "agreement"}).Draw(t, "kind")})
		say(a, claim.PropTheme, claim.Code{List: "theme", Code: rapid.SampledFrom([]string{"fibre", "training"}).Draw(t, "theme")})
		for range rapid.IntRange(0, 2).Draw(t, "sides") {
			say(a, claim.PropParty, claim.Ref{Subject: claim.Subject(fmt.Sprintf("p%d", rapid.IntRange(1, n).Draw(t, "side"))), Role: "signatory"})
		}
		if event {
			say(a, claim.PropEvent, claim.Ref{Subject: "e1"})
		}
		if record || i == 3 {
			say(a, claim.PropReference, claim.Text{Text: rapid.SampledFrom(references).Draw(t, "reference")})
		}
	}
	for _, c := range claims {
		if s := c.Subject.In(h.next); c.Subject != "d" && !slices.Contains(h.subjects[s.Class()], s) {
			h.subjects[s.Class()] = append(h.subjects[s.Class()], s)
		}
	}
	h.documents = append(h.documents, h.next)
	h.next++
	return claimlog.Reading{Reader: "test/1", Claims: claims}
}

func newHistory(t *rapid.T, data string) *history {
	if err := claimlog.Create(data, "test.example/log"); err != nil {
		t.Fatal(err)
	}
	return &history{t: t, data: data, subjects: map[claim.Class][]claim.Subject{}}
}

func (h *history) append(readings ...claimlog.Reading) {
	log, err := claimlog.Open(h.data, 0)
	if err != nil {
		h.t.Fatal(err)
	}
	if _, err := log.Append(readings...); err != nil {
		h.t.Fatal(err)
	}
	if err := log.Close(); err != nil {
		h.t.Fatal(err)
	}
}

func fold(t fatal, data string) *View { return foldBy(t, data, 1000) }

// foldBy folds so many readings to a transaction.
func foldBy(t fatal, data string, batch int) *View {
	log, err := claimlog.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	view, err := Open(context.Background(), data)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := register.FoldBy(context.Background(), log, view, batch, nil); err != nil {
		t.Fatal(err)
	}
	if at, err := view.Position(context.Background()); err != nil || at != log.Size() {
		t.Fatal(fmt.Sprintf("%d of %d entries are shown, %v", at, log.Size(), err))
	}
	return view
}

// lists is what lists and names are made from, beside the views.
func lists(t fatal, v *View) string {
	var b strings.Builder
	for _, query := range []string{
		`SELECT body, newest FROM agreement ORDER BY id`, `SELECT agreement, party || role FROM agreement_side ORDER BY 1, 2`, `SELECT agreement, source FROM agreement_source ORDER BY 1, 2`,
		`SELECT agreement, theme FROM agreement_theme ORDER BY 1, 2`, `SELECT id, name || country || type FROM name ORDER BY id`,
		`SELECT subject, thing || anchor || link FROM subject ORDER BY subject`, `SELECT id, body FROM profile ORDER BY id`, `SELECT class || key, id FROM profile_key ORDER BY 1, 2`,
	} {
		err := rows(context.Background(), v.db, query, nil, func(r *sql.Rows) error {
			var x, y string
			err := r.Scan(&x, &y)
			fmt.Fprintln(&b, x, y)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

func export(t fatal, v *View) string {
	var b bytes.Buffer
	if err := v.Export(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

type fatal interface{ Fatal(...any) }

// oneNews holds the news of each agreement against the news of all, and the newest of
// it against Newest.
func oneNews(t fatal, v *View) {
	ctx := context.Background()
	all, err := v.News(ctx, register.NewsFilter{})
	if err != nil {
		t.Fatal(err)
	}
	of := map[register.ID][]register.News{}
	for _, n := range all {
		of[n.Agreement] = append(of[n.Agreement], n)
	}
	rows, err := v.Agreements(ctx, register.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	var ids []register.ID
	for _, r := range rows {
		ids = append(ids, r.ID)
	}
	newest, err := v.Newest(ctx, ids...)
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range ids {
		one, err := v.News(ctx, register.NewsFilter{Agreement: id})
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(one, of[id]) {
			t.Fatal(fmt.Sprintf("news of %s: %+v, among all news %+v", id, one, of[id]))
		}
		if len(one) > 0 && newest[id].Entry != one[0].Source.Entry {
			t.Fatal(fmt.Sprintf("the newest of %s is of entry %d, its news begin with %d", id, newest[id].Entry, one[0].Source.Entry))
		}
	}
}

// TestRebuiltIsGrown: a register folded as its log grew and one rebuilt from the
// whole log export the same bytes.
func TestRebuiltIsGrown(t *testing.T) {
	root := t.TempDir()
	runs := 0
	rapid.Check(t, func(t *rapid.T) {
		runs++
		h := newHistory(t, filepath.Join(root, fmt.Sprint(runs)))
		defer os.RemoveAll(h.data)
		for range rapid.IntRange(1, 4).Draw(t, "sittings") {
			var readings []claimlog.Reading
			for range rapid.IntRange(1, 6).Draw(t, "entries") {
				readings = append(readings, h.entry())
			}
			h.append(readings...)
			foldBy(t, h.data, rapid.IntRange(1, 4).Draw(t, "batch")).Close()
		}
		view := fold(t, h.data)
		grown, listed := export(t, view), lists(t, view)
		oneNews(t, view)
		view.Close()
		for _, batch := range []int{1000, rapid.IntRange(1, 5).Draw(t, "batch")} {
			if err := Remove(h.data); err != nil {
				t.Fatal(err)
			}
			view = foldBy(t, h.data, batch)
			if rebuilt := export(t, view); rebuilt != grown {
				t.Fatalf("rebuilt %d at a time differs from grown:\n%s", batch, difference(grown, rebuilt))
			}
			if rebuilt := lists(t, view); rebuilt != listed {
				t.Fatalf("lists rebuilt %d at a time differ from grown:\n%s", batch, difference(listed, rebuilt))
			}
			checkAddresses(t, view)
			checkEach(t, view)
			view.Close()
		}
	})
}

// TestUndoRestores: a decision taken back leaves the register as it was, but for
// the two forms that say so.
func TestUndoRestores(t *testing.T) {
	root := t.TempDir()
	runs := 0
	rapid.Check(t, func(t *rapid.T) {
		runs++
		h := newHistory(t, filepath.Join(root, fmt.Sprint(runs)))
		defer os.RemoveAll(h.data)
		for range rapid.IntRange(2, 8).Draw(t, "readings") {
			h.append(h.reading())
		}
		view := fold(t, h.data)
		before := withoutForms(export(t, view))
		view.Close()
		at := h.next
		h.append(h.decision())
		if len(h.forms) == 0 {
			return // there was nothing to decide
		}
		view = fold(t, h.data)
		view.Close()
		back := form.Form{Form: form.Withdrawal, Author: "A. Officer", At: time.Unix(h.next, 0).UTC(), Entry: &at, Reason: "a slip"}
		b, err := back.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		claims, err := form.Read(b, formRef(h.next))
		if err != nil {
			t.Fatal(err)
		}
		h.append(claimlog.Reading{Reader: form.Reader, Claims: claims})
		view = fold(t, h.data)
		defer view.Close()
		if after := withoutForms(export(t, view)); after != before {
			t.Fatalf("not restored:\n%s", difference(before, after))
		}
	})
}

func withoutForms(export string) string {
	lines := strings.Split(export, "\n")
	return strings.Join(slices.DeleteFunc(lines, func(l string) bool { return strings.Contains(l, `"reader":"form/1"`) }), "\n")
}

// checkEach: read at once, agreements are what they are read one by one.
func checkEach(t *rapid.T, v *View) {
	ctx := context.Background()
	list, err := v.Agreements(ctx, register.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	err = register.Each(ctx, v, register.Filter{}, func(row register.Row, a register.Agreement) error {
		one, err := v.Agreement(ctx, row.ID)
		if err != nil {
			return err
		}
		if n >= len(list) || !reflect.DeepEqual(row, list[n]) || !reflect.DeepEqual(a, one) {
			t.Fatalf("%d: at once %+v\nby itself %+v", n, a, one)
		}
		n++
		return nil
	})
	if err != nil || n != len(list) {
		t.Fatalf("%d of %d agreements, %v", n, len(list), err)
	}
}

// checkAddresses: every id a subject ever had answers, with the thing it is now.
func checkAddresses(t *rapid.T, v *View) {
	ctx := context.Background()
	var owns, things []register.ID
	err := rows(ctx, v.db, `SELECT own, thing FROM subject WHERE substr(own, 1, 1) IN ('a', 'p', 'e')`, nil, func(r *sql.Rows) error {
		var own, thing register.ID
		err := r.Scan(&own, &thing)
		owns, things = append(owns, own), append(things, thing)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for i, own := range owns {
		var got register.ID
		var err error
		switch own.Class() {
		case claim.Agreement:
			var a register.Agreement
			a, err = v.Agreement(ctx, own)
			got = a.ID
		case claim.Party:
			var p register.Party
			p, err = v.Party(ctx, own)
			got = p.ID
		case claim.Event:
			var e register.Event
			e, err = v.Event(ctx, own)
			got = e.ID
			if err == nil {
				if _, err := v.Table(ctx, own); err != nil {
					t.Fatalf("table of %s: %v", own, err)
				}
			}
		}
		if err != nil || got != things[i] {
			t.Fatalf("%s answers with %s, %v; want %s", own, got, err, things[i])
		}
	}
}

func difference(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return "grown   " + x[i] + "\nrebuilt " + y[i]
		}
	}
	return fmt.Sprintf("%d lines against %d", len(x), len(y))
}

func TestNotFound(t *testing.T) {
	data := filepath.Join(t.TempDir(), "register")
	if err := claimlog.Create(data, "test.example/log"); err != nil {
		t.Fatal(err)
	}
	v := fold(t, data)
	defer v.Close()
	ctx := context.Background()
	for _, id := range []register.ID{"a1-1", "p1-1", "", "x", "a", "a1-1'--"} {
		if _, err := v.Agreement(ctx, id); !fault.Is(err, fault.NotFound) {
			t.Errorf("agreement %q: %v", id, err)
		}
	}
	if _, err := v.Source(ctx, "s9"); !fault.Is(err, fault.NotFound) {
		t.Errorf("source s9: %v", err)
	}
}

// TestADamagedViewIsMadeAnew: the view is derived, so a file that is no longer
// one is no loss.
func TestADamagedViewIsMadeAnew(t *testing.T) {
	data := filepath.Join(t.TempDir(), "register")
	if err := claimlog.Create(data, "test.example/log"); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(data, fileName), []byte(strings.Repeat("not a database ", 999)), 0o644); err != nil {
		t.Fatal(err)
	}
	v := fold(t, data)
	defer v.Close()
	if n, err := v.Position(context.Background()); err != nil || n != 0 {
		t.Errorf("position %d, %v", n, err)
	}
}

// TestAShorterLog: a view that has folded more than the log holds says so and
// does not serve what cannot be proved.
func TestAShorterLog(t *testing.T) {
	data := filepath.Join(t.TempDir(), "register")
	if err := claimlog.Create(data, "test.example/log"); err != nil {
		t.Fatal(err)
	}
	v := fold(t, data)
	defer v.Close()
	ctx := context.Background()
	if err := v.Update(ctx, func(tx register.Tx) error { return tx.SetPosition(5) }); err != nil {
		t.Fatal(err)
	}
	log, err := claimlog.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := register.Fold(ctx, log, v, nil); !fault.Is(err, fault.Conflict) {
		t.Errorf("fold: %v, want fault.Conflict", err)
	}
}

// TestRecords: what a publisher files under one reference is one agreement, of which
// its last word counts; another publisher's word on it stands beside.
func TestRecords(t *testing.T) {
	data := filepath.Join(t.TempDir(), "register")
	if err := claimlog.Create(data, "test.example/log"); err != nil {
		t.Fatal(err)
	}
	log, err := claimlog.Open(data, 0)
	if err != nil {
		t.Fatal(err)
	}
	record := func(n int, publisher, reference, title, parent string) claimlog.Reading {
		hash := fmt.Sprintf("%064x", n)
		r := claimlog.Reading{Reader: "iati/1"}
		say := func(s claim.Subject, p claim.Property, v claim.Value) {
			r.Claims = append(r.Claims, claim.Claim{Subject: s, Property: p, Value: v, Modality: claim.Done, Release: claim.Public, Confidence: 1000})
		}
		say("d", claim.PropOriginal, claim.DocumentRef{Original: hash, Text: hash, Media: "application/xml"})
		say("d", claim.PropPublisher, claim.Text{Text: publisher})
		say("d", claim.PropReference, claim.Text{Text: reference})
		say("a1", claim.PropReference, claim.Text{Text: reference})
		say("a1", claim.PropTitle, claim.Text{Text: title})
		if parent != "" {
			say("a2", claim.PropReference, claim.Text{Text: parent})
			say("a2", claim.PropBackground, claim.Text{Text: parent})
			say("a1", claim.PropImplements, claim.Ref{Subject: "a2"})
		}
		return r
	}
	_, err = log.Append(record(1, "Aid Office", "XX-2", "The works", "XX-1"), record(2, "Aid Office", "XX-1", "The programme", ""),
		record(3, "Aid Office", "XX-2", "The works, extended", "XX-1"), record(4, "Other Office", "XX-2", "Works of others", ""))
	if err != nil {
		t.Fatal(err)
	}
	if err := log.Close(); err != nil {
		t.Fatal(err)
	}
	view := fold(t, data)
	defer view.Close()
	works, err := view.Agreement(context.Background(), "a2-1")
	if err != nil {
		t.Fatal(err)
	}
	var titles []string
	for _, v := range works.Title.Values {
		titles = append(titles, v.Text)
	}
	if works.ID != "a0-1" || !slices.Equal(titles, []string{"The works, extended", "Works of others"}) {
		t.Errorf("%s %q", works.ID, titles)
	}
	if len(works.Relations) != 1 || works.Relations[0].To != "a0-2" || works.Relations[0].Kind != claim.PropImplements {
		t.Errorf("relations %+v", works.Relations)
	}
	programme, err := view.Agreement(context.Background(), "a1-1")
	if err != nil {
		t.Fatal(err)
	}
	if programme.ID != "a0-2" || programme.Title.Text() != "The programme" || programme.Passing {
		t.Errorf("%s %q, in passing: %v", programme.ID, programme.Title.Text(), programme.Passing)
	}
	if source, err := view.Source(context.Background(), "s0"); err != nil || source.Later != "s2" {
		t.Errorf("the first reading counts still: %+v, %v", source, err)
	}
}
