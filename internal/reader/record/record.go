// Package record holds what people enter of a record, by form, workbook or
// programme, to the table of properties in vocab: which property may be said of
// which class of thing, and with what sort of value.
//
// It is pure, and knows neither the log nor the register: that a subject of
// another reading exists is ingest's to check.
package record

import (
	"fmt"
	"slices"
	"strings"

	"sanad/claim"
	"sanad/internal/fault"
	"sanad/vocab"
)

// Parts are the classes that are part of something else and must say of what.
const Parts = "omirtvgxh"

// wholes are the classes a part may be of. A result of an agreement, or an action
// of a result, would be logged and shown nowhere.
var wholes = map[claim.Class]string{
	claim.Commitment: "ao", claim.Milestone: "aom", claim.Indicator: "aom", claim.Result: "i", claim.Transfer: "aom",
	claim.Evidence: "aomirtgx", claim.Meeting: "a", claim.Action: "aomg", claim.Focal: "a",
}

// Refers are the letters of the classes that a property's values may point at, as it
// is said of a class.
func Refers(class claim.Class, p vocab.Property) string {
	if p.Name == string(claim.PropOf) {
		return wholes[class]
	}
	return p.Refers
}

// Check says what is wrong with the claims of one reading, the first thing
// first. Claims on the document itself are not looked at.
func Check(claims []claim.Claim) error {
	said := map[claim.Subject]bool{}
	placed := map[claim.Subject]bool{}
	for _, c := range claims {
		said[c.Subject] = true
		if c.Property == claim.PropOf || c.Property == claim.PropSupports {
			placed[c.Subject] = true
		}
	}
	for _, c := range claims {
		if c.Subject.Class() == claim.Document {
			continue
		}
		if err := Claim(c); err != nil {
			return err
		}
		if ref, ok := c.Value.(claim.Ref); ok {
			if _, global := ref.Subject.Entry(); !global && !said[ref.Subject] {
				return fault.New(fault.Invalid, "%s %s: refers to %s, of which nothing is said", c.Subject, c.Property, ref.Subject)
			}
			if ref.Subject == c.Subject {
				return fault.New(fault.Invalid, "%s %s: refers to itself", c.Subject, c.Property)
			}
		}
		if _, global := c.Subject.Entry(); !global && isPart(c.Subject) && !placed[c.Subject] {
			return fault.New(fault.Invalid, "%s: not said what it is a part of", c.Subject).WithHint("say \"of\" with an agreement, or \"supports\" for evidence")
		}
	}
	return nil
}

func isPart(s claim.Subject) bool { return strings.IndexByte(Parts, byte(s.Class())) >= 0 }

// Claim checks one claim: the property is one of its subject's class, the value
// of the property's type and in its list. What is wrong is told with its subject.
func Claim(c claim.Claim) error {
	if err := c.Check(); err != nil {
		return fault.New(fault.Invalid, "%w", err)
	}
	if err := Said(c); err != nil {
		return fault.New(fault.Invalid, "%s %w", c.Subject, err).WithHint("%s", fault.HintOf(err))
	}
	return nil
}

// Said holds a claim that is well formed to the table of properties. What is wrong is
// told of the property alone, for those who know the subject by another name.
func Said(c claim.Claim) error {
	p, ok := vocab.PropertyOf(byte(c.Subject.Class()), string(c.Property))
	if !ok {
		return fault.New(fault.Invalid, "%q is nothing that is said of it", c.Property)
	}
	if ref, isRef := c.Value.(claim.Ref); isRef && c.Property == claim.PropOf && strings.IndexByte(Refers(c.Subject.Class(), p), byte(ref.Subject.Class())) < 0 {
		return fault.New(fault.Invalid, "of: it cannot be a part of %s", ref.Subject)
	}
	if c.Value.Type() != p.Type {
		return fault.New(fault.Invalid, "%s: a %s is wanted, not a %s", c.Property, p.Type, c.Value.Type())
	}
	if err := inList(p, c.Value); err != nil {
		return fault.New(fault.Invalid, "%s: %w", c.Property, err).WithHint("%s", fault.HintOf(err))
	}
	return nil
}

func inList(p vocab.Property, v claim.Value) error {
	switch v := v.(type) {
	case claim.Code:
		if !slices.Contains(strings.Fields(p.List), v.List) {
			return fmt.Errorf("a code of list %s is wanted, not of %q", strings.ReplaceAll(p.List, " ", " or "), v.List)
		}
		if list, closed := vocab.ByName[v.List]; closed && !list.Has(v.Code) {
			return fault.New(fault.Invalid, "%q is not in the list", v.Code).WithHint("one of: %s", codes(list))
		}
		if v.List == "iso3166" && !twoLetters(v.Code) {
			return fmt.Errorf("%q is not a country's two letters (ISO 3166-1)", v.Code)
		}
	case claim.Ref:
		if strings.IndexByte(p.Refers, byte(v.Subject.Class())) < 0 {
			return fmt.Errorf("%s is not what it can refer to", v.Subject)
		}
		if v.Role != "" && !vocab.Roles.Has(v.Role) {
			return fmt.Errorf("no role %q", v.Role)
		}
	case claim.Money:
		if !vocab.IsCurrency(v.Currency) {
			return fmt.Errorf("there is no currency %q", v.Currency)
		}
		if v.Nature != "" && !vocab.MoneyNatures.Has(v.Nature) {
			return fmt.Errorf("no nature %q of an amount", v.Nature)
		}
	}
	return nil
}

func twoLetters(s string) bool {
	return len(s) == 2 && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

func codes(list vocab.List) string {
	all := make([]string, len(list))
	for i, c := range list {
		all[i] = c.Code
	}
	return strings.Join(all, " ")
}
