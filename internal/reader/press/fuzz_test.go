package press

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"unicode/utf8"

	"sanad/internal/reader"
	"sanad/vocab"
)

// FuzzRead holds what every Reading promises whatever the bytes: no panic, every
// quote stands in the text at its offsets and on the boundaries of characters,
// every code is in its list, and the same text gives the same Reading.
func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txt")
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(b))
	}
	f.Add("A & B: c (G2G)\n| x | y |\n- MoU between the (U.S.) (X) and “we’re”")
	f.Add("The Minister of A, B and C of D’s E’s F signed with G (H), I & J, one between K and L and another between M and N on 4-5 May 2025")
	f.Add("A memorandum between Acme Ltd, Kenyan") // cut off behind an adjective
	f.Add("\xff\xfe MoU signed between \xc3 and \xa0")
	f.Fuzz(func(t *testing.T, text string) {
		doc := reader.Document{Text: text, Published: "2025-09-08"}
		got, err := New().Read(doc)
		if err != nil {
			t.Fatal(err)
		}
		check(t, text, got)
		again, _ := New().Read(doc)
		if !reflect.DeepEqual(got, again) {
			t.Fatal("two readings of one text differ")
		}
	})
}

// check holds the properties of a Reading of text.
func check(t *testing.T, text string, r reader.Reading) {
	t.Helper()
	quotes(t, reflect.ValueOf(r), func(q reader.Quote) {
		if q.Start < 0 || q.End > len(text) || q.Start > q.End {
			t.Fatalf("quote %d–%d outside the text", q.Start, q.End)
		}
		if text[q.Start:q.End] != q.Text {
			t.Fatalf("quote %q is not the text at its offsets", q.Text)
		}
		if utf8.ValidString(text) && !utf8.ValidString(q.Text) {
			t.Fatalf("quote %q breaks a character", q.Text)
		}
	})
	for _, a := range r.Agreements {
		if !vocab.Kinds.Has(a.Kind) || !vocab.Stages.Has(a.Stage) || a.Level != "" && !vocab.Levels.Has(a.Level) {
			t.Fatalf("unlisted code in %s %s %s", a.Kind, a.Stage, a.Level)
		}
		for _, th := range a.Themes {
			if !vocab.Themes.Has(th) {
				t.Fatalf("unlisted theme %s", th)
			}
		}
		for _, p := range a.Parties {
			if !vocab.PartyTypes.Has(p.Type) || !vocab.Roles.Has(p.Role) || p.ID == "" || p.Name == "" {
				t.Fatalf("party %+v", p)
			}
		}
		if a.Confidence <= 0 || a.Confidence > 1 || a.Rule == "" || a.ID == "" || len(a.Parties) == 0 {
			t.Fatalf("agreement %+v", a)
		}
	}
}

// quotes calls f for every Quote in v.
func quotes(t *testing.T, v reflect.Value, f func(reader.Quote)) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			quotes(t, v.Elem(), f)
		}
	case reflect.Struct:
		if q, ok := v.Interface().(reader.Quote); ok {
			f(q)
			return
		}
		for i := range v.NumField() {
			quotes(t, v.Field(i), f)
		}
	case reflect.Slice:
		for i := range v.Len() {
			quotes(t, v.Index(i), f)
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			quotes(t, v.MapIndex(k), f)
		}
	}
}
