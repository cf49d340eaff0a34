package vocab

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
)

// ApprovalPath is who must agree before an agreement is signed, by one country's
// rules. It is data, as a template is: approvals/*.json are the shipped ones.
type ApprovalPath struct {
	Code    string         `json:"code"`
	Label   Words          `json:"label"`
	Note    Words          `json:"note,omitempty"`
	Country string         `json:"country"` // ISO 3166-1 alpha-2: whose rules these are
	Source  string         `json:"source"`
	Steps   []ApprovalStep `json:"steps"`
	Rules   []ApprovalRule `json:"rules"` // the first that fits decides
}

// ApprovalStep is one decision on the way.
type ApprovalStep struct {
	Code    string   `json:"code"`
	Label   Words    `json:"label"`
	Decides Words    `json:"decides"`         // who
	Proof   []string `json:"proof,omitempty"` // EvidenceKinds
	Usual   *Span    `json:"usual,omitempty"`
	Only    string   `json:"only,omitempty"` // "sensitive": left out where the agreement is known not to be
}

// ApprovalRule leads from the sides to steps. An empty list fits anything.
type ApprovalRule struct {
	Code      string   `json:"code"`
	Label     Words    `json:"label"`               // why these steps, for people
	Home      []string `json:"home,omitempty"`      // Ownerships of the home side
	HomeType  []string `json:"homeType,omitempty"`  // PartyTypes of the home side
	Where     string   `json:"where,omitempty"`     // counterpart's country: home, foreign or unknown
	Ownership []string `json:"ownership,omitempty"` // Ownerships of the counterpart
	Level     []string `json:"level,omitempty"`     // Levels
	Steps     []string `json:"steps,omitempty"`     // codes of steps, in order
	Open      bool     `json:"open,omitempty"`      // the steps are a question to settle, and no path yet
}

// Side is what an approval path asks about a party.
type Side struct {
	Country   string // ISO 3166-1 alpha-2; empty: unknown
	Ownership string // Ownerships; empty: unknown
	Type      string // PartyTypes
}

// Approval is what a path answers.
type Approval struct {
	Rule  ApprovalRule
	Steps []ApprovalStep
	Known bool // false: the steps say what to find out first
}

// For is the approval an agreement between a home side and a counterpart needs.
// sensitive is yes, no or empty for not known; a step only for sensitive ones is
// kept unless it is no. ok is false where no rule fits.
func (p ApprovalPath) For(home, counterpart Side, level, sensitive string) (a Approval, ok bool) {
	i := slices.IndexFunc(p.Rules, func(r ApprovalRule) bool { return p.fits(r, home, counterpart, level) })
	if i < 0 {
		return a, false
	}
	a = Approval{Rule: p.Rules[i], Known: !p.Rules[i].Open}
	for _, code := range a.Rule.Steps {
		at := slices.IndexFunc(p.Steps, func(s ApprovalStep) bool { return s.Code == code })
		if at >= 0 && (p.Steps[at].Only == "" || sensitive != "no") {
			a.Steps = append(a.Steps, p.Steps[at])
		}
	}
	return a, true
}

func (p ApprovalPath) fits(r ApprovalRule, home, counterpart Side, level string) bool {
	among := func(list []string, code string) bool { return len(list) == 0 || slices.Contains(list, code) }
	return among(r.Home, orUnknown(home.Ownership)) && among(r.HomeType, home.Type) &&
		(r.Where == "" || r.Where == p.where(counterpart)) &&
		among(r.Ownership, orUnknown(counterpart.Ownership)) && among(r.Level, level)
}

func (p ApprovalPath) where(s Side) string {
	switch s.Country {
	case "":
		return "unknown"
	case p.Country:
		return "home"
	}
	return "foreign"
}

func orUnknown(code string) string {
	if code == "" {
		return "unknown"
	}
	return code
}

//go:embed approvals/*.json
var shippedApprovals embed.FS

// ShippedApprovals are the paths that come with the program.
func ShippedApprovals() []ApprovalPath {
	return readShipped("approval path", shippedApprovals, "approvals", parseApproval)
}

// LoadApprovals are the shipped paths with those of the office's directory, given
// as its file system (os.DirFS); readOwn says how they meet.
func LoadApprovals(dir fs.FS) ([]ApprovalPath, error) {
	return readOwn("approval path", ShippedApprovals(), dir, parseApproval)
}

func parseApproval(b []byte) (ApprovalPath, error) {
	var p ApprovalPath
	if err := decodeStrictly(b, &p); err != nil {
		return p, err
	}
	return p, p.check()
}

func (p ApprovalPath) check() error {
	c := checker{}
	c.code("approval path", p.Code)
	c.label("approval path", p.Label)
	c.need(len(p.Country) == 2, "country %q is not two letters", p.Country)
	c.need(p.Source != "", "no source")
	c.need(len(p.Rules) > 0, "it has no rules")
	var steps, rules []string
	for i, s := range p.Steps {
		at := fmt.Sprintf("step %d (%s)", i+1, s.Code)
		c.code(at, s.Code)
		c.label(at, s.Label)
		c.label(at+": decides", s.Decides)
		c.proof(at, s.Proof)
		c.need(s.Only == "" || s.Only == "sensitive", "%s: only %q is not sensitive", at, s.Only)
		if s.Usual != nil {
			c.span(at, *s.Usual)
		}
		steps = append(steps, s.Code)
	}
	listed := func(at string, list List, codes []string) {
		for _, code := range codes {
			c.need(list.Has(code), "%s: %q is not in the list", at, code)
		}
	}
	for i, r := range p.Rules {
		at := fmt.Sprintf("rule %d (%s)", i+1, r.Code)
		c.code(at, r.Code)
		c.label(at, r.Label)
		listed(at, Ownerships, r.Home)
		listed(at, PartyTypes, r.HomeType)
		listed(at, Ownerships, r.Ownership)
		listed(at, Levels, r.Level)
		c.need(slices.Contains([]string{"", "home", "foreign", "unknown"}, r.Where), "%s: where %q is not home, foreign or unknown", at, r.Where)
		for _, s := range r.Steps {
			c.need(slices.Contains(steps, s), "%s: no step %q", at, s)
		}
		rules = append(rules, r.Code)
	}
	c.once("step", steps)
	c.once("rule", rules)
	return c.err
}
