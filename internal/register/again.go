package register

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"sanad/claim"
	"sanad/internal/resolve"
)

// What readings tell of one occasion is held against each other whenever another
// reading tells of it, and not only as it comes: which report came first is an
// accident of the post. So the reports of an occasion, let in in any order, make the
// same agreements (cmd/sanad TestOrderOfReports).

// mostOnOccasion bounds how much is looked at again with every report. An occasion
// of which more is told keeps what was found as its reports came.
const mostOnOccasion = 400

// again looks anew at the occasions that a reading just linked tells of: which
// earlier lists are of them too, which bodies deal there with the same counterpart,
// and which agreements are one.
func (f *folder) again(m mentions) error {
	for _, event := range m.occasions() {
		id, err := f.tx.Thing(event)
		if err != nil {
			return err
		}
		if err := f.tieEarlier(m, event); err != nil {
			return err
		}
		all, err := f.on(id)
		if err != nil {
			return err
		}
		if len(all) > mostOnOccasion || oneReading(all) {
			continue
		}
		if err := f.counterpartsAgain(all); err != nil {
			return err
		}
		if err := f.relink(all); err != nil {
			return err
		}
	}
	return nil
}

// occasions are those that the reading's agreements were made on, each once.
func (m mentions) occasions() []claim.Subject {
	var out []claim.Subject
	for _, a := range m.agreements {
		if e := m.at[a.ID]; e != "" && !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	return out
}

// on are the agreements that readings tell of an occasion.
func (f *folder) on(event ID) ([]claim.Subject, error) {
	members, err := f.tx.Members(event)
	if err != nil {
		return nil, err
	}
	subjects := make([]claim.Subject, len(members))
	for i, m := range members {
		subjects[i] = m.Subject
	}
	return f.tx.Naming(subjects)
}

func oneReading(subjects []claim.Subject) bool {
	return !slices.ContainsFunc(subjects, func(s claim.Subject) bool {
		a, _ := s.Entry()
		b, _ := subjects[0].Entry()
		return a != b
	})
}

// tieEarlier puts lists that came before on an occasion that they do not name, as
// tie does a list that comes after.
func (f *folder) tieEarlier(m mentions, event claim.Subject) error {
	var asked []int64
	for _, a := range m.agreements {
		if m.at[a.ID] != event {
			continue
		}
		mention := Mention{Agreement: &a, Sides: m.sides[a.ID]}
		if err := f.place(mention); err != nil {
			return err
		}
		readings, err := f.linker.Untied(a)
		if err != nil {
			return err
		}
		for _, entry := range readings {
			if slices.Contains(asked, entry) {
				continue
			}
			asked = append(asked, entry)
			if err := f.tieList(entry); err != nil {
				return err
			}
		}
	}
	return nil
}

// tieList ties the list of an earlier reading, where a rule now knows it.
func (f *folder) tieList(entry int64) error {
	members, untied, err := f.listOf(entry)
	if err != nil || !untied {
		return err
	}
	count, err := f.countedIn(entry)
	if err != nil {
		return err
	}
	var list []resolve.Agreement
	for _, m := range members {
		if err := f.place(m.Mention); err != nil {
			return err
		}
		list = append(list, *m.Mention.Agreement)
	}
	tie, ok, err := f.linker.Tie(list, count)
	if err != nil || !ok {
		return err
	}
	for _, m := range members {
		m.Mention.At, m.Mention.Tied = SubjectOf(ID(tie.Event)), &Tied{Rule: tie.Rule, Reasons: tie.Reasons}
		if err := f.tx.Relink(m.Subject, m.Thing, m.Anchor, m.Link, m.Mention); err != nil {
			return err
		}
	}
	f.dirty[ID(tie.Event)] = true
	return f.touch(entry)
}

// listOf are the agreements of a reading; untied says whether it names no occasion
// and none that was before.
func (f *folder) listOf(entry int64) (members []Member, untied bool, err error) {
	recalled, err := f.tx.SaidIn(entry, claim.PropBackground)
	if err != nil || len(recalled) > 0 {
		return nil, false, err
	}
	things, err := f.tx.ThingsOf(entry)
	if err != nil {
		return nil, false, err
	}
	slices.Sort(things)
	for _, id := range things {
		all, err := f.tx.Members(id)
		if err != nil {
			return nil, false, err
		}
		for _, m := range all {
			switch of, _ := m.Subject.Entry(); {
			case of != entry:
			case m.Mention.Event != nil || m.Mention.At != "":
				return nil, false, nil
			case m.Mention.Agreement != nil:
				members = append(members, m)
			}
		}
	}
	slices.SortFunc(members, func(a, b Member) int { return compareSubjects(a.Subject, b.Subject) })
	return members, true, nil
}

// countedIn is how many agreements a reading says there were, 0 for unsaid.
func (f *folder) countedIn(entry int64) (int, error) {
	said, err := f.tx.SaidIn(entry, claim.PropCount)
	if err != nil {
		return 0, err
	}
	most := 0
	for _, s := range said {
		if q, ok := s.Value.(claim.Quantity); ok {
			if n, err := strconv.Atoi(q.Number); err == nil {
				most = max(most, n)
			}
		}
	}
	return most, nil
}

// counterpartsAgain links bodies by what they do on an occasion, as
// linkByCounterpart does those of one reading, until nothing more follows.
func (f *folder) counterpartsAgain(agreements []claim.Subject) error {
	slices.SortFunc(agreements, compareSubjects)
	for more := true; more; {
		more = false
		for _, s := range agreements {
			m, err := f.tx.Member(s)
			if err != nil {
				return err
			}
			linked, err := f.byCounterpart(m.Mention)
			if err != nil {
				return err
			}
			more = more || linked
		}
	}
	return nil
}

// byContent orders agreements by what their readings say of them, and by when they
// came only where that tells nothing: what names more sides first.
func byContent(a, b Member) int {
	x, y := a.Mention.Agreement, b.Mention.Agreement
	words := func(g *resolve.Agreement) string {
		return strings.Join([]string{string(g.Signed), string(g.Published), g.Kind, strings.Join(g.Themes, " "), strings.Join(g.Promised, " ")}, "|")
	}
	return cmp.Or(cmp.Compare(len(b.Mention.Sides), len(a.Mention.Sides)), strings.Compare(words(x), words(y)), compareSubjects(a.Subject, b.Subject))
}
