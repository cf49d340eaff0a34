package claim

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Value is what a claim says: one of Text, Date, Money, Quantity, Code, Ref,
// DocumentRef or Geometry.
type Value interface {
	// Type is the discriminator in canonical bytes.
	Type() string
	check() error
	append(b []byte) []byte
}

// Text is words, with their BCP 47 language where known.
type Text struct {
	Text string
	Lang string
}

// Date is an EDTF level 1 date that keeps its precision: 2025-09-04, 2025-09,
// 2025, 2025-09-03/2025-09-05, 2025~, 2025-2X is not used. A month is never
// made a first of the month.
// Source: https://www.loc.gov/standards/datetime/
type Date string

// Money is an amount as a decimal in the currency's main unit.
type Money struct {
	Amount   string // plain decimal: 4200000000, 0.5
	Currency string // ISO 4217
	Nature   string // vocab.MoneyNatures
}

// Quantity is a number with a unit.
type Quantity struct {
	Number string // plain decimal
	Unit   string // UCUM where it has one, else a word: people, sites
	What   string // what is counted, in the source's words
}

// Code is an entry of a closed list.
type Code struct {
	List string // kind, stage, level, theme, type, iso3166, bcp47
	Code string
}

// Ref points at another subject, which has a role in this one.
type Ref struct {
	Subject Subject
	Role    string // vocab.Roles, or ""
}

// DocumentRef names an original in the archive and the text read from it, both
// by the SHA-256 of their bytes in lower-case hex.
type DocumentRef struct {
	Original string
	Text     string
	Media    string // media type of the original
}

// Geometry is GeoJSON, kept as its bytes.
type Geometry struct {
	GeoJSON string
}

// Type implements Value.
func (Text) Type() string { return "text" }

// Type implements Value.
func (Date) Type() string { return "date" }

// Type implements Value.
func (Money) Type() string { return "money" }

// Type implements Value.
func (Quantity) Type() string { return "quantity" }

// Type implements Value.
func (Code) Type() string { return "code" }

// Type implements Value.
func (Ref) Type() string { return "ref" }

// Type implements Value.
func (DocumentRef) Type() string { return "document" }

// Type implements Value.
func (Geometry) Type() string { return "geometry" }

func (t Text) check() error {
	if t.Text == "" {
		return errors.New("text is empty")
	}
	return valid(t.Text, t.Lang)
}

// Check says whether the date is well formed and could be.
func (d Date) Check() error { return d.check() }

func (d Date) check() error {
	from, to, ranged := strings.Cut(string(d), "/")
	if ranged {
		if err := checkDay(from); err != nil {
			return fmt.Errorf("date %q: %w", string(d), err)
		}
		from = to
	}
	if err := checkDay(from); err != nil {
		return fmt.Errorf("date %q: %w", string(d), err)
	}
	return nil
}

func (m Money) check() error {
	if !Decimal(m.Amount) {
		return fmt.Errorf("amount %q is not a plain decimal", m.Amount)
	}
	if len(m.Currency) != 3 || strings.ToUpper(m.Currency) != m.Currency {
		return fmt.Errorf("currency %q is not of ISO 4217's form", m.Currency)
	}
	return valid(m.Currency, m.Nature)
}

func (q Quantity) check() error {
	if !Decimal(q.Number) {
		return fmt.Errorf("number %q is not a plain decimal", q.Number)
	}
	return valid(q.Unit, q.What)
}

func (c Code) check() error {
	if c.List == "" || c.Code == "" {
		return errors.New("code without list or code")
	}
	return valid(c.List, c.Code)
}

func (r Ref) check() error {
	if err := r.Subject.Check(); err != nil {
		return err
	}
	return valid(r.Role)
}

func (d DocumentRef) check() error {
	for _, h := range []string{d.Original, d.Text} {
		if len(h) != 64 || strings.Trim(h, "0123456789abcdef") != "" {
			return fmt.Errorf("document hash %q is not 64 lower-case hex digits", h)
		}
	}
	return valid(d.Media)
}

func (g Geometry) check() error {
	if g.GeoJSON == "" {
		return errors.New("geometry is empty")
	}
	return valid(g.GeoJSON)
}

func valid(words ...string) error {
	for _, w := range words {
		if !utf8.ValidString(w) {
			return errors.New("a value is not UTF-8")
		}
	}
	return nil
}

// Decimal says whether s is a plain decimal in its shortest form: an optional
// minus, digits without leading zeros, and where needed a point with digits
// that do not end in zero. 0.5 and 12 are; .5, 012, 1.50, 1e3 and -0 are not.
func Decimal(s string) bool {
	digits := strings.TrimPrefix(s, "-")
	whole, frac, point := strings.Cut(digits, ".")
	if whole == "" || strings.Trim(whole, "0123456789") != "" || (len(whole) > 1 && whole[0] == '0') {
		return false
	}
	if point && (frac == "" || strings.Trim(frac, "0123456789") != "" || frac[len(frac)-1] == '0') {
		return false
	}
	return s != "-0"
}

// checkDay checks one side of a date: YYYY, YYYY-MM or YYYY-MM-DD, each with an
// optional ? or ~ or %, or ".." or "" for an open side.
func checkDay(s string) error {
	if s == "" || s == ".." {
		return nil
	}
	bare := strings.TrimRight(s, "?~%")
	if len(s)-len(bare) > 1 {
		return errors.New("more than one qualifier")
	}
	n := func(part string, width, low, high int) bool {
		if len(part) != width {
			return false
		}
		v := 0
		for _, r := range []byte(part) {
			if r < '0' || r > '9' {
				return false
			}
			v = v*10 + int(r-'0')
		}
		return v >= low && v <= high
	}
	part := strings.Split(bare, "-")
	ok := len(part) <= 3 && n(part[0], 4, 1, 9999)
	if ok && len(part) > 1 {
		ok = n(part[1], 2, 1, 12)
	}
	if ok && len(part) > 2 {
		ok = n(part[2], 2, 1, daysIn(part[0], part[1]))
	}
	if !ok {
		return errors.New("want YYYY, YYYY-MM or YYYY-MM-DD (EDTF level 1)")
	}
	return nil
}

func daysIn(year, month string) int {
	switch month {
	case "02":
		var y int
		for _, r := range []byte(year) {
			y = y*10 + int(r-'0')
		}
		if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 29
		}
		return 28
	case "04", "06", "09", "11":
		return 30
	}
	return 31
}

// Sameness is equal for values that say the same: words up to case and space,
// quantities up to what their source calls the thing counted.
func Sameness(v Value) string {
	switch v := v.(type) {
	case Text:
		return "text " + strings.ToLower(strings.Join(strings.Fields(v.Text), " "))
	case Quantity:
		return "quantity " + v.Number + " " + v.Unit
	}
	return string(AppendValue(nil, v))
}
