package delivery

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"sanad/claim"
	"sanad/internal/register"
)

// TestApprovals: Pakistan's path follows from who owns the counterpart, and a step
// that is done is no delivery.
func TestApprovals(t *testing.T) {
	field := func(list, code string) register.Field {
		if code == "" {
			return register.Field{}
		}
		return register.Field{Values: []register.Value{{Value: claim.Code{List: list, Code: code}, Said: []register.Said{{}}}}}
	}
	body := func(id register.ID, country, kind, ownership string) register.Party {
		return register.Party{ID: id, Country: field("iso3166", country), Type: field("type", kind), Ownership: field("ownership", ownership)}
	}
	ministry := body("p0-1", "PK", "government", "")
	for _, c := range []struct {
		name        string
		counterpart register.Party
		rule, steps string
		known       bool
	}{
		{"a ministry of another country", body("p0-2", "CN", "government", ""), "foreign-government", "pm-nod law foreign-office security cabinet=met", true},
		{"a state-owned company counts as Government", body("p0-2", "CN", "company", "state-owned"), "foreign-government", "pm-nod law foreign-office security cabinet=met", true},
		{"a private company", body("p0-2", "CN", "company", "private"), "foreign-private", "consultation law foreign-office security parent-ministry", true},
		{"ownership unknown", body("p0-2", "CN", "company", ""), "foreign-unknown", "find-owner", false},
		{"country unknown", body("p0-2", "", "company", "private"), "country-unknown", "find-country", false},
	} {
		a := register.Agreement{Sides: []register.Side{{Party: "p0-1", Role: "signatory"}, {Party: "p0-2", Role: "signatory"}}}
		a.Record.Milestones = []register.Milestone{{
			Part: register.Part{ID: "m0-1"}, Code: field("gate", "cabinet"),
			Met: register.Field{Values: []register.Value{{Value: claim.Date("2025-06-01"), Said: []register.Said{{}}}}},
		}}
		rules := DefaultRules()
		s := Assess(a, rules, time.Date(2025, 9, 1, 0, 0, 0, 0, time.UTC))
		if s.Delivery.Code != "announced" {
			t.Errorf("%s: delivery is %s by the cabinet's approval", c.name, s.Delivery.Code)
		}
		got, err := Approvals(a, s, rules, func(id register.ID) (register.Party, error) {
			if id == "p0-1" {
				return ministry, nil
			}
			return c.counterpart, nil
		})
		if err != nil || len(got) != 1 {
			t.Fatalf("%s: %d paths, %v", c.name, len(got), err)
		}
		var steps []string
		for _, step := range got[0].Steps {
			word := step.Code
			if step.State != "silent" {
				word = fmt.Sprintf("%s=%s", step.Code, step.State)
			}
			steps = append(steps, word)
		}
		if told := strings.Join(steps, " "); told != c.steps || got[0].Rule.Code != c.rule || got[0].Known != c.known {
			t.Errorf("%s: %s: %s (known %v); want %s: %s", c.name, got[0].Rule.Code, told, got[0].Known, c.rule, c.steps)
		}
	}
}
