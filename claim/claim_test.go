package claim

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var update = flag.Bool("update", false, "write the golden files; only before the format's first release")

// examples holds one claim of every type of value and every optional member.
func examples() []Claim {
	quote := &Selector{Start: 4, End: 12, Quote: "Ministry"}
	return []Claim{
		{Subject: "d", Property: PropOriginal, Value: DocumentRef{Original: strings.Repeat("ab", 32), Text: strings.Repeat("cd", 32), Media: "text/plain; charset=utf-8"}, Modality: Done, Confidence: 1000, Release: Public},
		{Subject: "a1", Property: PropPurpose, Value: Text{Text: "\"fibre\" \\ — مفاہمتی یادداشت\n谅解备忘录\x01", Lang: "en"}, Modality: Done, Selector: quote, Rule: "purpose-for", Confidence: 935, Release: Public},
		{Subject: "a1", Property: PropSigned, Value: Date("2025-09-03/2025-09-05"), Modality: Planned, AsOf: "2025-09", Confidence: 500, Release: Parties},
		{Subject: "a12", Property: PropMoney, Value: Money{Amount: "4200000000", Currency: "USD", Nature: "pledged"}, Modality: Estimated, Selector: &Selector{Start: 0, End: 8, Quote: "US$4.2bn", Page: 3}, Rule: "money", Confidence: 1, Release: Restricted},
		{Subject: "a1", Property: PropQuantity, Value: Quantity{Number: "0.5", Unit: "km", What: "of cable"}, Modality: Denied, Confidence: 0, Release: Sealed},
		{Subject: "17/a1", Property: PropKind, Value: Code{List: "kind", Code: "mou"}, Modality: Done, Confidence: 990, Release: Public},
		{Subject: "a1", Property: PropParty, Value: Ref{Subject: "p2", Role: "signatory"}, Modality: Done, Confidence: 900, Release: Public},
		{Subject: "e1", Property: PropPlace, Value: Geometry{GeoJSON: `{"coordinates":[73.04,33.69],"type":"Point"}`}, Modality: Done, Confidence: 1000, Release: Public},
	}
}

func exampleSalt() (s Salt) {
	for i := range s {
		s[i] = byte(i)
	}
	return s
}

// TestGoldenBytes holds the stored format. A log written by any released
// program must keep verifying: if this test fails, the change is wrong, not the
// file.
func TestGoldenBytes(t *testing.T) {
	var body, hashes bytes.Buffer
	e := Entry{Kind: Reading, Time: time.Date(2025, 9, 8, 6, 30, 0, 0, time.UTC), Reader: "press/1", Part: 1, Parts: 1}
	for n, c := range examples() {
		if err := c.Check(); err != nil {
			t.Fatal(err)
		}
		hash := HashOf(exampleSalt(), c.Append(nil))
		e.Claims = append(e.Claims, hash)
		hashes.WriteString(hash.String() + "\n")
		body.Write(Kept{Entry: 17, N: n, Salt: exampleSalt(), Claim: &c}.Append(nil))
		body.WriteByte('\n')
	}
	body.Write(Kept{Entry: 18, N: 0, Hash: e.Claims[0]}.Append(nil))
	body.WriteByte('\n')
	golden(t, "body.golden", body.Bytes())
	golden(t, "entry.golden", e.Append(nil))
	golden(t, "hashes.golden", hashes.Bytes())
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s:\n got %s\nwant %s", name, got, want)
	}
}

func TestParseTakesOnlyCanonicalBytes(t *testing.T) {
	good := string(examples()[1].Append(nil))
	if _, err := Parse([]byte(good)); err != nil {
		t.Fatal(err)
	}
	for name, bad := range map[string]string{
		"a space":                strings.Replace(good, ",", ", ", 1),
		"a longer escape":        strings.Replace(good, `\n`, `\u000a`, 1),
		"another order":          strings.Replace(good, `"modality":"done","property":"purpose"`, `"property":"purpose","modality":"done"`, 1),
		"a member twice":         strings.Replace(good, `"modality":"done"`, `"modality":"done","modality":"done"`, 1),
		"a number as confidence": strings.Replace(good, `"0.935"`, `0.935`, 1),
		"a longer confidence":    strings.Replace(good, `"0.935"`, `"0.9350"`, 1),
		"an empty member":        strings.Replace(good, `{"confidence"`, `{"asof":"","confidence"`, 1),
		"another spelling":       strings.Replace(good, `"modality"`, `"Modality"`, 1),
		"two values":             good + "{}",
		"nothing":                "",
	} {
		if bad == good {
			t.Fatalf("%s: the case does not change the bytes", name)
		}
		if c, err := Parse([]byte(bad)); err == nil {
			t.Errorf("%s: parsed as %v", name, c)
		}
	}
	if _, err := Parse([]byte(strings.Replace(good, ",", ", ", 1))); !errors.Is(err, ErrNotCanonical) {
		t.Errorf("a space: %v, want ErrNotCanonical", err)
	}
}

func TestChecks(t *testing.T) {
	good := examples()[1]
	for name, spoil := range map[string]func(*Claim){
		"no subject":                   func(c *Claim) { c.Subject = "" },
		"a subject of no class":        func(c *Claim) { c.Subject = "z1" },
		"a subject numbered 0":         func(c *Claim) { c.Subject = "a0" },
		"a subject numbered 01":        func(c *Claim) { c.Subject = "a01" },
		"an index with a sign":         func(c *Claim) { c.Subject = "+7/a1" },
		"no property":                  func(c *Claim) { c.Property = "" },
		"no value":                     func(c *Claim) { c.Value = nil },
		"empty text":                   func(c *Claim) { c.Value = Text{} },
		"the 30th of February":         func(c *Claim) { c.Value = Date("2025-02-30") },
		"the 29th of February in 2025": func(c *Claim) { c.Value = Date("2025-02-29") },
		"a date with a time":           func(c *Claim) { c.Value = Date("2025-02-01T00:00") },
		"an American date":             func(c *Claim) { c.Value = Date("09/04/2025") },
		"an amount in words":           func(c *Claim) { c.Value = Money{Amount: "4.2bn", Currency: "USD"} },
		"an amount in digits too many": func(c *Claim) { c.Value = Money{Amount: "4.20", Currency: "USD"} },
		"a currency sign":              func(c *Claim) { c.Value = Money{Amount: "4", Currency: "$"} },
		"a hash cut short":             func(c *Claim) { c.Value = DocumentRef{Original: "ab", Text: "cd"} },
		"no modality":                  func(c *Claim) { c.Modality = "" },
		"no release level":             func(c *Claim) { c.Release = "" },
		"a quote of other length":      func(c *Claim) { c.Selector = &Selector{Start: 0, End: 3, Quote: "ab"} },
		"too sure":                     func(c *Claim) { c.Confidence = 1001 },
	} {
		c := good
		spoil(&c)
		if c.Check() == nil {
			t.Errorf("%s: passes", name)
		}
	}
}

// TestRoundTrip: what is written is read back the same, and differs from what
// anything else is written as.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := draw(t)
		if c.Check() != nil {
			t.Skip()
		}
		b := c.Append(nil)
		back, err := Parse(b)
		if err != nil {
			t.Fatalf("%s: %v", b, err)
		}
		if again := back.Append(nil); !bytes.Equal(again, b) {
			t.Fatalf("%s came back as %s", b, again)
		}
	})
}

func draw(t *rapid.T) Claim {
	text := rapid.StringMatching(`[\x00-\x7f؀-ۿ一-鿿\x{1F600}-\x{1F64F}]{0,12}`)
	c := Claim{
		Subject:    Subject(rapid.SampledFrom([]string{"d", "a1", "p22", "e3", "17/a4", "0/d"}).Draw(t, "subject")),
		Property:   Property(text.Draw(t, "property")),
		Modality:   rapid.SampledFrom([]Modality{Done, Planned, Denied, Estimated}).Draw(t, "modality"),
		Release:    rapid.SampledFrom([]Release{Public, Parties, Restricted, Sealed}).Draw(t, "release"),
		Rule:       text.Draw(t, "rule"),
		Confidence: Confidence(rapid.IntRange(0, 1000).Draw(t, "confidence")),
		Value:      Text{Text: text.Draw(t, "text"), Lang: text.Draw(t, "lang")},
	}
	if rapid.Bool().Draw(t, "quoted") {
		q := text.Draw(t, "quote")
		at := rapid.IntRange(0, 1<<40).Draw(t, "start")
		c.Selector = &Selector{Start: at, End: at + len(q), Quote: q, Page: rapid.IntRange(0, 9).Draw(t, "page")}
	}
	return c
}

func TestSubjects(t *testing.T) {
	if got := Subject("a3").In(17); got != "17/a3" {
		t.Errorf("a3 in 17 is %s", got)
	}
	if got := Subject("4/a3").In(17); got != "4/a3" {
		t.Errorf("a global subject became %s", got)
	}
	if e, ok := Subject("17/a3").Entry(); !ok || e != 17 {
		t.Errorf("entry of 17/a3 is %d, %v", e, ok)
	}
	if got := Subject("17/p2").Class(); got != Party {
		t.Errorf("class of 17/p2 is %c", got)
	}
}

func FuzzParse(f *testing.F) {
	for _, c := range examples() {
		f.Add(c.Append(nil))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if c, err := Parse(b); err == nil && !bytes.Equal(c.Append(nil), b) {
			t.Fatalf("took %q, which is not what the claim is written as", b)
		}
		quick, taken := scanClaim(b)
		if slow, err := parse(b); taken != (err == nil) || taken && !reflect.DeepEqual(quick, slow) {
			t.Fatalf("%q: scanned %v %+v, read as JSON %+v, %v", b, taken, quick, slow, err)
		}
	})
}

func FuzzParseEntry(f *testing.F) {
	b, err := os.ReadFile("testdata/entry.golden")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Fuzz(func(t *testing.T, b []byte) {
		if e, err := ParseEntry(b); err == nil && !bytes.Equal(e.Append(nil), b) {
			t.Fatalf("took %q, which is not what the entry is written as", b)
		}
	})
}

func FuzzParseKept(f *testing.F) {
	b, err := os.ReadFile("testdata/body.golden")
	if err != nil {
		f.Fatal(err)
	}
	for line := range bytes.Lines(b) {
		f.Add(bytes.TrimSuffix(line, []byte("\n")))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if k, err := ParseKept(b); err == nil && !bytes.Equal(k.Append(nil), b) {
			t.Fatalf("took %q, which is not what the line is written as", b)
		}
		quick, taken := scanKept(b)
		slow, err := parseKept(b)
		if taken && (err != nil || !reflect.DeepEqual(quick, slow)) || err == nil && slow.Claim != nil && !taken {
			t.Fatalf("%q: scanned %v %+v, read as JSON %+v, %v", b, taken, quick, slow, err)
		}
	})
}
