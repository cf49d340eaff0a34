package register

import (
	"strings"
	"testing"

	"sanad/claim"
)

// TestToldOnce: what several sources promise alike is one promise with all who
// tell it; what they tell apart stays apart.
func TestToldOnce(t *testing.T) {
	promise := func(id, source, kind, text, number, by, due string) promised {
		p := promised{Part: Part{ID: ID(id), Of: []ID{"a1-1"}, Sources: []ID{ID(source)}}, of: map[claim.Property][]Stated{}}
		say := func(property claim.Property, v claim.Value) {
			p.of[property] = append(p.of[property], Stated{Claim: claim.Claim{Property: property, Value: v, Modality: claim.Planned}, Source: ID(source), Rank: RankPress})
		}
		say(claim.PropText, claim.Text{Text: text})
		say(claim.PropCommitment, claim.Code{List: "commitment", Code: kind})
		if number != "" {
			say(claim.PropTarget, claim.Quantity{Number: number, Unit: "people"})
		}
		if by != "" {
			say(claim.PropBy, claim.Ref{Subject: claim.Subject(by)})
		}
		if due != "" {
			say(claim.PropDue, claim.Date(due))
		}
		return p
	}
	for _, c := range []struct {
		name string
		all  []promised
		want string // the promises' ids, with those that joined them
	}{
		{"the same figure", []promised{promise("o1-1", "s1", "train", "train 100,000 young people", "100000", "", ""), promise("o2-1", "s2", "train", "100,000 youth will be trained", "100000", "p1-1", "")}, "o1-1+o2-1"},
		{"another figure", []promised{promise("o1-1", "s1", "train", "train people", "100000", "", ""), promise("o2-1", "s2", "train", "train people", "1500", "", "")}, "o1-1 o2-1"},
		{"a figure and none", []promised{promise("o1-1", "s1", "train", "train people", "100000", "", ""), promise("o2-1", "s2", "train", "train people", "", "", "")}, "o1-1 o2-1"},
		{"nearly the same words", []promised{promise("o1-1", "s1", "cooperate", "cooperate on fibre and on connectivity", "", "", ""), promise("o2-1", "s2", "cooperate", "Cooperate on fibre and on connectivity for government", "", "", "")}, "o1-1+o2-1"},
		{"other words", []promised{promise("o1-1", "s1", "set-up-body", "open a training centre in Islamabad", "", "", ""), promise("o2-1", "s2", "set-up-body", "set up a joint committee", "", "", "")}, "o1-1 o2-1"},
		{"another kind", []promised{promise("o1-1", "s1", "train", "train 1,500 young people", "1500", "", ""), promise("o2-1", "s2", "supply", "deliver laptops to teachers", "1500", "", "")}, "o1-1 o2-1"},
		{"another kind, the same figure and words", []promised{promise("o1-1", "s1", "build", "15 universities to be covered along with HEC", "15", "", ""), promise("o2-1", "s2", "cooperate", "Cover 15 universities, with HEC", "15", "", "")}, "o1-1+o2-1"},
		{"two of one source", []promised{promise("o1-1", "s1", "train", "train 1,500", "1500", "", ""), promise("o1-2", "s1", "train", "certify 1,500", "1500", "", "")}, "o1-1 o1-2"},
		{"owed by others", []promised{promise("o1-1", "s1", "train", "train 1,500", "1500", "p1-1", ""), promise("o2-1", "s2", "train", "train 1,500", "1500", "p1-2", "")}, "o1-1 o2-1"},
		{"due on another day", []promised{promise("o1-1", "s1", "train", "train 1,500", "1500", "", "2026"), promise("o2-1", "s2", "train", "train 1,500", "1500", "", "2027")}, "o1-1 o2-1"},
	} {
		list, also := toldOnce(c.all)
		var got []string
		for _, p := range list {
			id := string(p.ID)
			for _, a := range p.Also {
				id += "+" + string(a)
				if also[a] != p.ID {
					t.Errorf("%s: %s is now %q", c.name, a, also[a])
				}
			}
			if len(p.Sources) != 1+len(p.Also) {
				t.Errorf("%s: %s has the sources %v", c.name, id, p.Sources)
			}
			got = append(got, id)
		}
		if told := strings.Join(got, " "); told != c.want {
			t.Errorf("%s: %s, want %s", c.name, told, c.want)
		}
	}
}
