package record

import (
	"regexp"
	"strings"

	"sanad/claim"
	"sanad/internal/fault"
	"sanad/vocab"
)

// Value reads what a person typed for a property: a date as it is, "USD
// 4,200,000,000 pledged", "1,500 people", a code, an id as pages print it
// (a17-3). class is the subject's.
func Value(class claim.Class, p vocab.Property, typed string) (claim.Value, error) {
	typed = strings.TrimSpace(typed)
	if typed == "" {
		return nil, fault.New(fault.Invalid, "%s: nothing is given", p.Name)
	}
	var v claim.Value
	var err error
	switch p.Type {
	case "text":
		v = claim.Text{Text: typed}
	case "date":
		v, err = date(typed)
	case "money":
		v, err = moneyOf(typed)
	case "quantity":
		v, err = quantityOf(typed)
	case "code":
		v = codeOf(class, p, typed)
	case "ref":
		v, err = refOf(class, p, typed)
	default:
		err = fault.New(fault.Invalid, "a %s cannot be typed", p.Type)
	}
	if err != nil {
		return nil, fault.New(fault.Invalid, "%s: %w", p.Name, err).WithHint("%s", fault.HintOf(err))
	}
	return v, nil
}

func date(typed string) (claim.Value, error) {
	d := claim.Date(typed)
	if err := d.Check(); err != nil {
		return nil, err
	}
	return d, nil
}

// codeOf is a code of the property's list. The code of a part is of the list of
// gates or of indicators, as the part is one or the other.
func codeOf(class claim.Class, p vocab.Property, typed string) claim.Code {
	list := p.List
	if p.Name == string(claim.PropCode) {
		list = "gate"
		if class == claim.Indicator {
			list = "indicator"
		}
	}
	if list == "iso3166" {
		typed = strings.ToUpper(typed)
	}
	// People write the label as often as the code.
	for _, c := range vocab.ByName[list] {
		if strings.EqualFold(c.Label, typed) || strings.EqualFold(c.Code, typed) {
			typed = c.Code
		}
	}
	return claim.Code{List: list, Code: typed}
}

func refOf(class claim.Class, p vocab.Property, typed string) (claim.Value, error) {
	id, role, _ := strings.Cut(typed, " ")
	s := claim.Subject(id)
	if !strings.Contains(id, "/") && s.Check() != nil {
		s = claim.SubjectOfID(id)
	}
	if s.Check() != nil {
		return nil, fault.New(fault.Invalid, "%q is not an id", id).WithHint("sanad list and sanad show print ids")
	}
	role = strings.TrimSpace(role)
	if role == "" && class == claim.Agreement && p.Name == string(claim.PropParty) {
		role = "signatory"
	}
	return claim.Ref{Subject: s, Role: role}, nil
}

// Amounts: an ISO 4217 code before or after the number, a scale word, and where
// said the rung.
var amount = regexp.MustCompile(`^(?:([A-Za-z]{3})\s*)?(-?[0-9][0-9,]*(?:\.[0-9]+)?)\s*(thousand|million|m|billion|bn|trillion|lakh|crore)?\s*([A-Za-z]{3})?(?:\s+([a-z]+))?$`)

// scales are how many zeros a scale word adds.
var scales = map[string]int{"": 0, "thousand": 3, "lakh": 5, "million": 6, "m": 6, "crore": 7, "billion": 9, "bn": 9, "trillion": 12}

func moneyOf(typed string) (claim.Value, error) {
	m := amount.FindStringSubmatch(typed)
	if m == nil || (m[1] == "") == (m[4] == "") {
		return nil, fault.New(fault.Invalid, "%q is not an amount", typed).WithHint("a currency of ISO 4217, a number, and where known the rung: USD 4200000000 pledged")
	}
	currency := strings.ToUpper(m[1] + m[4])
	if !vocab.IsCurrency(currency) {
		return nil, fault.New(fault.Invalid, "there is no currency %q", currency).WithHint("ISO 4217, such as PKR, CNY, USD")
	}
	if m[5] != "" && !vocab.MoneyNatures.Has(m[5]) {
		return nil, fault.New(fault.Invalid, "there is no rung %q", m[5]).WithHint("announced, pledged, committed, disbursed or spent")
	}
	return claim.Money{Amount: scaled(m[2], scales[m[3]]), Currency: currency, Nature: m[5]}, nil
}

// A quantity may have a scale word of its own, but no single letter: 5 m are five
// metres.
var quantity = regexp.MustCompile(`^(-?[0-9][0-9,]*(?:\.[0-9]+)?)\s*(?:(thousand|million|billion|trillion|lakh|crore)\b)?\s*(.*)$`)

func quantityOf(typed string) (claim.Value, error) {
	m := quantity.FindStringSubmatch(typed)
	if m == nil {
		return nil, fault.New(fault.Invalid, "%q is not a number with a unit", typed).WithHint("such as 1500 people, 820 km, 3 a")
	}
	return claim.Quantity{Number: scaled(m[1], scales[m[2]]), Unit: strings.TrimSpace(m[3])}, nil
}

// scaled is a number as a plain decimal in its shortest form, with more zeros.
func scaled(number string, zeros int) string {
	number = strings.ReplaceAll(number, ",", "")
	sign := ""
	if strings.HasPrefix(number, "-") {
		sign, number = "-", number[1:]
	}
	whole, frac, _ := strings.Cut(number, ".")
	for range zeros {
		digit := "0"
		if frac != "" {
			digit, frac = frac[:1], frac[1:]
		}
		whole += digit
	}
	whole = strings.TrimLeft(whole, "0")
	if whole == "" {
		whole = "0"
	}
	if frac = strings.TrimRight(frac, "0"); frac != "" {
		whole += "." + frac
	}
	if whole == "0" {
		sign = ""
	}
	return sign + whole
}

// Typed writes a value as Value reads it: a code by its label, a reference by its
// id, or by its local name within a reading.
func Typed(v claim.Value) string {
	switch v := v.(type) {
	case claim.Text:
		return v.Text
	case claim.Date:
		return string(v)
	case claim.Money:
		return strings.TrimSpace(v.Currency + " " + v.Amount + " " + v.Nature)
	case claim.Quantity:
		return strings.TrimSpace(v.Number + " " + v.Unit)
	case claim.Code:
		return vocab.ByName[v.List].Label(v.Code)
	case claim.Ref:
		id := v.Subject.ID()
		if id == "" {
			id = string(v.Subject)
		}
		if v.Role != "" && v.Role != "signatory" {
			id += " " + v.Role
		}
		return id
	case claim.DocumentRef:
		return v.Original
	case claim.Geometry:
		return v.GeoJSON
	}
	return ""
}
