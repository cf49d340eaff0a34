package iati

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"sanad/claim"
)

// sample is the file of testdata, its activities read.
func sample(t *testing.T) []*Read {
	t.Helper()
	b, err := os.ReadFile("testdata/activities.xml")
	if err != nil {
		t.Fatal(err)
	}
	var all []*Read
	for p, err := range Pieces(bytes.NewReader(b)) {
		if err != nil {
			t.Fatal(err)
		}
		if string(b[p.At:p.At+int64(len(p.Bytes))]) != string(p.Bytes) {
			t.Fatalf("the piece at %d is not the file's bytes", p.At)
		}
		r, err := Parse(p.Bytes, p.File)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range r.Claims {
			if s := c.Selector; s != nil && string(p.Bytes[s.Start:s.End]) != s.Quote {
				t.Errorf("%s %s quotes what is not there", c.Subject, c.Property)
			}
			if err := c.Check(); err != nil {
				t.Error(err)
			}
		}
		all = append(all, r)
	}
	return all
}

// lines are claims as a person would check them.
func lines(claims []claim.Claim) []string {
	var out []string
	for _, c := range claims {
		v := ""
		switch x := c.Value.(type) {
		case claim.Text:
			v = x.Text
			if x.Lang != "" && c.Property != claim.PropUnread {
				v += "@" + x.Lang
			}
		case claim.Code:
			v = x.Code
		case claim.Date:
			v = string(x)
		case claim.Money:
			v = x.Amount + " " + x.Currency + " " + x.Nature
		case claim.Quantity:
			v = strings.TrimSpace(x.Number + " " + x.Unit)
		case claim.Ref:
			v = strings.TrimSpace(string(x.Subject) + " " + x.Role)
		}
		line := fmt.Sprintf("%s %s %s", c.Subject, c.Property, v)
		if c.Modality != claim.Done {
			line += " (" + string(c.Modality) + ")"
		}
		if c.AsOf != "" {
			line += " as of " + string(c.AsOf)
		}
		out = append(out, line)
	}
	return out
}

func TestParse(t *testing.T) {
	all := sample(t)
	if len(all) != 2 {
		t.Fatalf("%d activities", len(all))
	}
	first := lines(all[0].Claims)
	for _, want := range strings.Split(`d reference XX-AID-100
a1 reference XX-AID-100
a1 title Fibre for the northern districts@en
a1 title De la fibre pour les districts du nord@fr
a1 purpose A backbone of 420 km is laid & lit.@en
a1 remark Every district seat is reached.@en
p1 name Aid Office of Exland
p1 type government
a1 party p1 financing
p2 name Northern Telecom Works
a1 party p2 implementing
a1 delivery running
a1 effective 2025-03-01 (planned)
a1 effective 2025-04-10
a1 expires 2027-12-31 (planned)
a1 kind grant
a1 place Pakistan
a1 theme fibre
t1 of a1
t1 by p1
t1 money 1500000.5 EUR disbursed (planned)
t1 date 2026-07-01/2026-12-31 (planned)
t2 money 6000000 USD pledged
t2 date 2024-11-20
t3 money 5000000 EUR committed
t3 by p1
t3 to p2
t3 instrument grant
t3 remark Signed commitment@en
t4 money 750000 EUR disbursed
t5 money 120000 EUR spent
v1 supports a1
v1 title The memorandum
v1 url https://example.org/mou.pdf
v1 proof agreement-text
v1 date 2025-02-20
a2 reference XX-AID-1
a1 implements a2
i1 of a1
i1 name Splicing technicians
i1 remark People trained
i1 baseline 0 as of 2024-12-31
i1 target 60 as of 2025-01-01/2025-12-31
i1 due 2025-12-31
r1 of i1
r1 actual 31 as of 2025-01-01/2025-12-31
r1 sex female
r2 actual 24 as of 2025-01-01/2025-12-31
r2 province Gilgit
r2 sex male
r2 age 15-24
d unread contact-info: personal data is not taken
d unread policy-marker (2): policy markers are not kept
d unread budget: a plan of its publisher's, on no rung of the money ladder
d unread transaction of type 6: the type is on no rung of the money ladder
d unread related-activity type 3: only parents and children are read`, "\n") {
		if !slices.Contains(first, want) {
			t.Errorf("not read: %s", want)
		}
	}
	for _, line := range first {
		if strings.Contains(line, "nn@example.org") || strings.Contains(line, "N. N.") || strings.HasPrefix(line, "t6") {
			t.Errorf("read: %s", line)
		}
	}
	if all[0].Published != "2026-01-15" || all[1].Published != "2026-02-01" || !slices.Equal(all[0].Parents, []string{"XX-AID-1"}) {
		t.Errorf("%+v", all)
	}
	if p := all[1].Problems; len(p) != 2 || !strings.Contains(p[0].What, "20025") || !strings.Contains(p[1].What, "currency") {
		t.Errorf("problems %v", p)
	}
	second := lines(all[1].Claims)
	for _, want := range []string{"p1 name XX-AID", "a2 implements a1", "a1 effective 2025-01-01 (planned)"} {
		if !slices.Contains(second, want) {
			t.Errorf("not read: %s in\n%s", want, strings.Join(second, "\n"))
		}
	}
	for _, c := range all[0].Claims {
		if c.Property == claim.PropUnread && strings.HasPrefix(c.Value.(claim.Text).Text, "contact-info") && c.Selector != nil {
			t.Error("contact details are quoted")
		}
	}
}

// TestPieces: what is wrong is told with its byte, and the rest is read, however
// the bytes come in.
func TestPieces(t *testing.T) {
	const a, b = `<iati-activity><x y="a>b"/><!-- </iati-activity> --><![CDATA[</iati-activity>]]></iati-activity >`, `<iati-activity/>`
	for _, c := range []struct {
		in     string
		pieces []string
		wrong  string // part of the problem told
		at     int64
	}{
		{`<?xml version="1.0"?><iati-activities version="2.03">` + a + ` ` + b + `</iati-activities>`, []string{a, b}, "", 0},
		{`<iati-activities version="2.03"><iati-activity><t>` + b + `</iati-activities>`, []string{b}, "another begins at byte 50", 32},
		{`<iati-activities version="2.03">` + b + `<iati-activity><t>`, []string{b}, "ends within the activity", 48},
		{`<iati-activities version="2.03">` + b, []string{b}, "before </iati-activities>", 48},
		{`<iati-activities version="2.03">` + b + `<!-- `, []string{b}, "not closed", 48},
		{`<iati-activities version="2.03"><iati-activity></iati-activities>`, nil, "before the activities end", 32},
		{`<iati-activities version="1.04">` + b + `</iati-activities>`, nil, "version 1.04", 32},
		{`<html><body/></html>`, nil, "not with <iati-activities>", 0},
		{`<?xml version="1.0" encoding="ISO-8859-1"?><iati-activities/>`, nil, "iso-8859-1", 0},
		{`<iati-activities version="2.03"><ext:note>` + b + `</ext:note></iati-activities>`, []string{b}, "", 0},
		{``, nil, "held no", 0},
	} {
		for name, r := range map[string]io.Reader{"whole": strings.NewReader(c.in), "by bytes": iotest.OneByteReader(strings.NewReader(c.in))} {
			var got []string
			var wrong []Problem
			for p, err := range Pieces(r) {
				var problem *Problem
				switch {
				case errors.As(err, &problem):
					wrong = append(wrong, *problem)
				case err != nil:
					t.Fatal(err)
				default:
					got = append(got, string(p.Bytes))
				}
			}
			if !slices.Equal(got, c.pieces) {
				t.Errorf("%s, %s: pieces %q", c.in, name, got)
			}
			if c.wrong == "" && len(wrong) == 0 {
				continue
			}
			if len(wrong) == 0 || c.wrong == "" || !strings.Contains(wrong[0].What, c.wrong) || wrong[0].At != c.at {
				t.Errorf("%s, %s: told %+v, want %q at %d", c.in, name, wrong, c.wrong, c.at)
			}
		}
	}
	failing := io.MultiReader(strings.NewReader(`<iati-activities version="2.03">`+b), iotest.ErrReader(errors.New("the disk is gone")))
	n, last := 0, error(nil)
	for _, err := range Pieces(failing) {
		if n++; err != nil {
			last = err
		}
	}
	if n != 2 || last == nil || last.Error() != "the disk is gone" {
		t.Errorf("%d pieces, %v", n, last)
	}
}

// FuzzElement: what is taken for well formed is so for encoding/xml too, with the
// same names, attributes and text, and every element stands where it is said to.
func FuzzElement(f *testing.F) {
	for _, seed := range []string{"<a/>", "<a b='1' c=\"&#x41;&amp;\">x<![CDATA[<&]]>y\r\n<b/><!-- c --><?p i?></a>", "<a><b></a></b>", "<a>]]></a>", "<a b=1/>", "<é>ü</é>"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		e, err := parse(b)
		if err != nil {
			return
		}
		var text strings.Builder
		names := map[string]int{}
		var walk func(e *element)
		walk = func(e *element) {
			names[e.name]++
			text.WriteString(e.text)
			if e.start > e.tag || e.tag > e.end || b[e.start] != '<' || b[e.end-1] != '>' {
				t.Errorf("<%s> from %d to %d of %q", e.name, e.start, e.end, b)
			}
			for _, c := range e.children {
				walk(c)
			}
		}
		walk(e)
		d := xml.NewDecoder(bytes.NewReader(b))
		n := 0
		for {
			tok, err := d.RawToken()
			if err == io.EOF {
				break
			}
			if err != nil {
				if strings.Contains(err.Error(), "invalid XML name") || strings.Contains(err.Error(), "expected element name") || strings.Contains(err.Error(), "expected attribute name") || strings.Contains(err.Error(), "processing instruction") || strings.Contains(err.Error(), "xml: unsupported") || strings.Contains(err.Error(), "encoding") {
					return // of names and instructions the other reader knows more
				}
				t.Fatalf("%q: %v", b, err)
			}
			switch x := tok.(type) {
			case xml.StartElement:
				n++
			case xml.CharData:
				if len(strings.TrimSpace(string(x))) > 0 && !sameLetters(text.String(), string(x)) {
					t.Errorf("%q: the text %q is not read", b, x)
				}
			}
		}
		total := 0
		for _, k := range names {
			total += k
		}
		if n != total {
			t.Errorf("%q: %d elements, not %d", b, total, n)
		}
	})
}

// sameLetters says whether the words of part stand in the whole.
func sameLetters(whole, part string) bool {
	for _, w := range strings.Fields(part) {
		if !strings.Contains(whole, w) {
			return false
		}
	}
	return true
}

// FuzzFile: whatever a file holds, its pieces are its bytes in order, and what is
// read of one quotes it.
func FuzzFile(f *testing.F) {
	b, err := os.ReadFile("testdata/activities.xml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte(`<iati-activities version="2.03"><iati-activity><iati-identifier>a</iati-identifier><reporting-org ref="b"/></iati-activity></iati-activities>`))
	f.Fuzz(func(t *testing.T, b []byte) {
		end := int64(0)
		for p, err := range Pieces(bytes.NewReader(b)) {
			if err != nil {
				continue
			}
			if p.At < end || p.At+int64(len(p.Bytes)) > int64(len(b)) || !bytes.Equal(b[p.At:p.At+int64(len(p.Bytes))], p.Bytes) {
				t.Fatalf("the piece at %d is not the file's", p.At)
			}
			end = p.At + int64(len(p.Bytes))
			r, err := Parse(p.Bytes, p.File)
			if err != nil {
				continue
			}
			for _, c := range r.Claims {
				if err := c.Check(); err != nil {
					t.Fatal(err)
				}
				if s := c.Selector; s != nil && string(p.Bytes[s.Start:s.End]) != s.Quote {
					t.Fatalf("%s %s quotes what is not there", c.Subject, c.Property)
				}
			}
		}
	})
}
