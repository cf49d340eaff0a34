package resolve

import (
	"fmt"
	"slices"
	"strings"

	"sanad/claim"
)

// Party is what a reading says of a body, as the linker needs it.
type Party struct {
	ID      string // the body's own id, used if it is a thing of its own
	Reading int64
	Names   []string // as printed, the fullest first
	Country string   // ISO 3166-1, "" unknown
	Type    string   // vocab.PartyTypes
}

// The rules, surest first.
const (
	RuleSameName  = "same-name"     // the same words, whatever their order, legal form or spelling of short forms
	RuleAcronym   = "acronym"       // one writes the acronym of the other's name
	RuleMinistry  = "same-ministry" // ministries of one country, one's field within the other's
	RuleShortName = "short-name"    // a company's name with and without words that say what sort of company it is
)

// Party links a body and remembers it.
func (l Linker) Party(p Party) (Link, error) {
	link, profile, err := l.FindParty(p)
	if err != nil {
		return link, err
	}
	return link, l.Index.Save(profile.WithParty(p))
}

// FindParty finds the body that p is, and its profile; a profile that knows
// nothing yet where p is a thing of its own. It remembers nothing.
func (l Linker) FindParty(p Party) (Link, Profile, error) {
	said := fold(p)
	candidates, err := l.Index.Find(claim.Party, partyKeys(said))
	if err != nil {
		return Link{}, Profile{}, err
	}
	var ms []match
	for _, c := range candidates {
		if m, ok := matchParty(said, c); ok {
			ms = append(ms, m)
		}
	}
	// Where several ministries would do, none does.
	if n := countRule(ms, RuleMinistry); n > 1 {
		ms = slices.DeleteFunc(ms, func(m match) bool { return m.rule == RuleMinistry })
	}
	return linkOf(p.ID, claim.Party, ms)
}

// WithParty is the profile with what a reading says of the body, and its keys.
func (p Profile) WithParty(more Party) (Profile, []string) {
	said := fold(more)
	p.Names = add(slices.Clone(p.Names), said.Names...)
	p.Acronyms = add(slices.Clone(p.Acronyms), said.Acronyms...)
	p.Initials = add(slices.Clone(p.Initials), said.Initials...)
	p.Countries = add(slices.Clone(p.Countries), said.Countries...)
	p.Types = add(slices.Clone(p.Types), said.Types...)
	p.Readings = add(slices.Clone(p.Readings), more.Reading)
	return p, partyKeys(p)
}

// fold is what a reading says of a body in the form of a profile.
func fold(p Party) Profile {
	var f Profile
	for _, n := range p.Names {
		if isAcronym(n) {
			f.Acronyms = add(f.Acronyms, strings.ToLower(strings.TrimSpace(n)))
		}
		f.Names = addSaid(f.Names, strings.Join(dropCountry(FoldName(n), p.Country), " "))
		f.Initials = addSaid(f.Initials, initials(n)...)
	}
	f.Countries, f.Types = addSaid(f.Countries, p.Country), addSaid(f.Types, p.Type)
	return f
}

// dropCountry takes the body's own country off its name where more is left:
// "Ministry of Commerce, Pakistan" is the Ministry of Commerce, of Pakistan.
func dropCountry(words []string, country string) []string {
	names := countryWords[country]
	if names == nil {
		return words
	}
	rest := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return slices.Contains(names, w) })
	// A company keeps the country in its name; a name that the country's would
	// leave as one common word does too.
	if len(rest) == 0 || (!slices.Contains(rest, "ministry") && len(rest) < 2 && !strings.ContainsAny(rest[0], "0123456789") && len(rest[0]) > 5) {
		return words
	}
	return rest
}

func partyKeys(p Profile) []string {
	var keys []string
	for _, n := range p.Names {
		words := strings.Fields(n)
		keys = add(keys, "n:"+joined(words))
		if !slices.Contains(words, ministry) {
			keys = add(keys, "w:"+words[0])
			continue
		}
		for _, w := range words {
			if w != ministry {
				keys = add(keys, "m:"+w)
			}
		}
	}
	for _, a := range slices.Concat(p.Acronyms, p.Initials) {
		keys = add(keys, "a:"+a)
	}
	return keys
}

const ministry = "ministry"

// matchParty holds what a reading says of a body against a body known.
func matchParty(said, c Profile) (match, bool) {
	if len(said.Countries) > 0 && len(c.Countries) > 0 && len(shared(said.Countries, c.Countries)) == 0 {
		return match{}, false // the Ministry of Health of two countries is two
	}
	var names [][2]string // every name of the one beside every name of the other
	for _, n := range said.Names {
		for _, o := range c.Names {
			names = append(names, [2]string{n, o})
		}
	}
	for _, pair := range names {
		if joined(strings.Fields(pair[0])) == joined(strings.Fields(pair[1])) {
			return match{c, 0, RuleSameName, []string{fmt.Sprintf("%q has the words of %q", pair[0], pair[1])}}, true
		}
	}
	if s := shared(said.Acronyms, c.Acronyms); len(s) > 0 {
		return match{c, 0, RuleSameName, []string{fmt.Sprintf("both are called %s", strings.ToUpper(s[0]))}}, true
	}
	for _, s := range [][]string{shared(said.Acronyms, c.Initials), shared(c.Acronyms, said.Initials)} {
		if len(s) > 0 {
			return match{c, 1, RuleAcronym, []string{fmt.Sprintf("one is called %s, the initials of the other", strings.ToUpper(s[0]))}}, true
		}
	}
	for _, pair := range names {
		a, b := strings.Fields(pair[0]), strings.Fields(pair[1])
		if len(said.Countries) > 0 && slices.Contains(a, ministry) && slices.Contains(b, ministry) && len(a) > 1 && len(b) > 1 && (within(a, b) || within(b, a)) {
			return match{c, 2, RuleMinistry, []string{fmt.Sprintf("ministries of %s, %q and %q", said.Countries[0], pair[0], pair[1])}}, true
		}
		if len(a) > len(b) {
			a, b = b, a
		}
		if slices.Equal(a, b[:len(a)]) && len(a[0]) > 1 && all(b[len(a):], descriptors) && !all(a, descriptors) && maybeCompany(said.Types) && maybeCompany(c.Types) {
			return match{c, 3, RuleShortName, []string{fmt.Sprintf("%q is %q without words that say what sort of company it is", strings.Join(a, " "), strings.Join(b, " "))}}, true
		}
	}
	return match{}, false
}

// maybeCompany says whether nothing known speaks against a company.
func maybeCompany(types []string) bool {
	return len(types) == 0 || slices.Contains(types, "company") || slices.Contains(types, "other")
}

func within(a, b []string) bool {
	for _, w := range a {
		if !slices.Contains(b, w) {
			return false
		}
	}
	return true
}

func all(words []string, in map[string]bool) bool {
	for _, w := range words {
		if !in[w] {
			return false
		}
	}
	return true
}

func countRule(ms []match, rule string) int {
	n := 0
	for _, m := range ms {
		if m.rule == rule {
			n++
		}
	}
	return n
}

// countryWords are the folded words by which a country stands in names.
var countryWords = map[string][]string{
	"PK": {"pakistan", "pakistani"}, "CN": {"china", "chinese"}, "IN": {"india", "indian"},
	"LK": {"sri", "lanka", "lankan"}, "SG": {"singapore", "singaporean"}, "MY": {"malaysia", "malaysian"},
	"US": {"us", "usa", "american"}, "GB": {"uk", "british"}, "JP": {"japan", "japanese"},
	"KR": {"korea", "korean", "south", "republic"}, "DE": {"germany", "german"}, "FR": {"france", "french"},
	"SA": {"saudi", "arabia"}, "AE": {"uae", "emirati"}, "KE": {"kenya", "kenyan"}, "ID": {"indonesia", "indonesian"},
	"TR": {"turkey", "turkish", "turkiye"}, "IR": {"iran", "iranian"}, "RU": {"russia", "russian"},
}
