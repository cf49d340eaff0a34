package register

import (
	"cmp"
	"slices"

	"sanad/claim"
	"sanad/internal/resolve"
)

// Member is one subject of a reading as the register keeps it.
type Member struct {
	Subject claim.Subject
	Own     ID            // its address for ever
	Thing   ID            // what it is now
	Anchor  claim.Subject // whom the linker linked it to; "" where it is a thing of its own
	Link    Link
	Mention Mention
}

// Mention is what the linker was told of a subject, kept so that it can be told
// again when a judgement changes what it is held against.
type Mention struct {
	Party     *resolve.Party     `json:"party,omitempty"`
	Event     *resolve.Event     `json:"event,omitempty"`
	Agreement *resolve.Agreement `json:"agreement,omitempty"`

	// Of an agreement: its sides and its occasion as subjects. In Agreement they
	// are the things those subjects were when it was linked last.
	Sides []claim.Subject `json:"sides,omitempty"`
	At    claim.Subject   `json:"at,omitempty"`

	// Tied is why At is an occasion that the reading does not name: a rule knew its
	// list. Nil where the reading names it.
	Tied *Tied `json:"tied,omitempty"`
}

// Tied is the rule that found the occasion of an agreement, and why.
type Tied struct {
	Rule    string   `json:"rule"`
	Reasons []string `json:"reasons"`
}

// Judgement is a person's word on two subjects.
type Judgement struct {
	Entry       int64 // of the form
	Left, Right claim.Subject
	Verdict     resolve.Verdict
}

// verdicts are the properties that verdicts are logged as.
var verdicts = map[claim.Property]resolve.Verdict{
	claim.PropSameAs: resolve.Same, claim.PropDifferentFrom: resolve.Different, claim.PropUndecidedWith: resolve.Undecided,
}

// decide takes in a form: a judgement, a ruling or a withdrawal. A ruling needs
// nothing more than its claim, which outranks the others.
func (f *folder) decide(src Source, claims []Stated) error {
	var changed []claim.Subject
	for _, c := range claims {
		if c.Property == claim.PropStanding {
			if err := f.restand(c.Subject); err != nil {
				return err
			}
		}
		ref, ok := c.Value.(claim.Ref)
		if !ok {
			continue
		}
		if verdict, ok := verdicts[c.Property]; ok {
			if err := f.tx.Judge(Judgement{Entry: src.Entry, Left: c.Subject, Right: ref.Subject, Verdict: verdict}); err != nil {
				return err
			}
			changed = append(changed, c.Subject, ref.Subject)
		}
		if entry, ok := ref.Subject.Entry(); ok && c.Property == claim.PropErases {
			if err := f.tx.Erase(entry, src); err != nil {
				return err
			}
			f.dirty[ID(claim.DocumentSubject.In(entry).ID())] = true
		}
		if entry, ok := ref.Subject.Entry(); ok && c.Property == claim.PropWithdraws {
			if err := f.touch(entry); err != nil {
				return err
			}
			subjects, err := f.tx.Withdraw(entry, src)
			if err != nil {
				return err
			}
			changed = append(changed, subjects...)
			stood, err := f.tx.SaidIn(entry, claim.PropStanding)
			if err != nil {
				return err
			}
			for _, s := range stood {
				if err := f.restand(s.Subject); err != nil {
					return err
				}
			}
			named, err := f.tx.SaidIn(entry, claim.PropFormer)
			if err != nil {
				return err
			}
			if err := f.renamed(named); err != nil {
				return err
			}
		}
	}
	return f.settle(changed)
}

// settle works out anew what the subjects, and all they are connected with, are
// one with; then, where parties or events changed, what agreements are.
func (f *folder) settle(seeds []claim.Subject) error {
	members, err := f.connected(seeds)
	if err != nil || len(members) == 0 {
		return err
	}
	moved, err := f.assign(members)
	if err != nil || len(moved) == 0 {
		return err
	}
	if c := moved[0].Class(); c != claim.Party && c != claim.Event {
		return nil
	}
	naming, err := f.tx.Naming(moved)
	if err != nil {
		return err
	}
	return f.relink(naming)
}

// connected are the members reached from the seeds through things, links and
// judgements, in log order. Subjects that are in no reading are passed over.
func (f *folder) connected(seeds []claim.Subject) ([]Member, error) {
	seen := map[claim.Subject]bool{}
	things := map[ID]bool{}
	var all []Member
	queue := slices.Clone(seeds)
	for len(queue) > 0 {
		s := queue[0]
		queue = queue[1:]
		if s == "" || seen[s] {
			continue
		}
		seen[s] = true
		m, err := f.tx.Member(s)
		if err != nil {
			return nil, err
		}
		if m.Subject == "" {
			continue // judged before it was logged, or never logged
		}
		all = append(all, m)
		queue = append(queue, m.Anchor)
		if !things[m.Thing] {
			things[m.Thing] = true
			with, err := f.tx.Members(m.Thing)
			if err != nil {
				return nil, err
			}
			for _, o := range with {
				queue = append(queue, o.Subject)
			}
		}
		anchored, err := f.tx.Anchored(s)
		if err != nil {
			return nil, err
		}
		for _, o := range anchored {
			queue = append(queue, o.Subject)
		}
		judged, err := f.tx.Judgements(s)
		if err != nil {
			return nil, err
		}
		for _, j := range judged {
			if j.Verdict == resolve.Same {
				queue = append(queue, j.Left, j.Right)
			}
		}
	}
	slices.SortFunc(all, func(a, b Member) int { return compareSubjects(a.Subject, b.Subject) })
	return all, nil
}

// assign gives each member the thing it now is, makes the profiles of those
// things anew, and returns the subjects whose thing changed.
func (f *folder) assign(members []Member) (moved []claim.Subject, err error) {
	subjects := make([]claim.Subject, len(members))
	of := map[claim.Subject]Member{}
	var edges []resolve.Edge
	var different []resolve.Pair
	for i, m := range members {
		subjects[i], of[m.Subject] = m.Subject, m
		entry, _ := m.Subject.Entry()
		if m.Anchor != "" {
			edges = append(edges, resolve.Edge{A: m.Subject, B: m.Anchor, Entry: entry})
		}
		judged, err := f.tx.Judgements(m.Subject)
		if err != nil {
			return nil, err
		}
		for _, j := range judged {
			if j.Left != m.Subject {
				continue // counted once, from its left side
			}
			switch j.Verdict {
			case resolve.Same:
				edges = append(edges, resolve.Edge{A: j.Left, B: j.Right, Judged: true, Entry: j.Entry})
			case resolve.Different:
				different = append(different, resolve.Pair{A: j.Left, B: j.Right})
			}
		}
	}
	for _, m := range members {
		f.dirty[m.Thing] = true
		if err := f.tx.Forget(m.Thing); err != nil {
			return nil, err
		}
	}
	for _, component := range resolve.Components(subjects, edges, different) {
		id := of[component[0]].Own
		f.dirty[id] = true
		profile := resolve.Profile{ID: string(id), Class: id.Class()}
		var keys []string
		for _, s := range component {
			m := of[s]
			if m.Thing != id {
				moved = append(moved, s)
				referring, err := f.tx.Referring(s)
				if err != nil {
					return nil, err
				}
				for _, r := range referring {
					f.dirty[r] = true
				}
				if err := f.tx.Relink(s, id, m.Anchor, m.Link, m.Mention); err != nil {
					return nil, err
				}
			}
			profile, keys = m.Mention.add(profile)
			if m.Mention.Party == nil {
				continue
			}
			former, err := f.entered(s)
			if err != nil {
				return nil, err
			}
			if len(former) > 0 {
				profile, keys = profile.WithParty(resolve.Party{Reading: m.Mention.Party.Reading, Former: former})
			}
		}
		if keys != nil {
			if err := f.tx.Save(profile, keys); err != nil {
				return nil, err
			}
		}
	}
	return moved, nil
}

// add adds what the mention says to a profile.
func (m Mention) add(p resolve.Profile) (resolve.Profile, []string) {
	switch {
	case m.Party != nil:
		return p.WithParty(*m.Party)
	case m.Event != nil:
		return p.WithEvent(*m.Event)
	case m.Agreement != nil:
		return p.WithAgreement(*m.Agreement)
	}
	return p, nil
}

// place fills in what the sides and the occasion of an agreement are now.
func (f *folder) place(m Mention) error {
	m.Agreement.Sides, m.Agreement.Event = nil, ""
	for _, s := range m.Sides {
		id, err := f.tx.Thing(s)
		if err != nil {
			return err
		}
		m.Agreement.Sides = append(m.Agreement.Sides, string(id))
	}
	if m.At == "" {
		return nil
	}
	id, err := f.tx.Thing(m.At)
	m.Agreement.Event = string(id)
	return err
}

// relink links agreements anew after their parties or events changed: all are
// first taken out, then put back in log order, as if they came now.
func (f *folder) relink(agreements []claim.Subject) error {
	slices.SortFunc(agreements, compareSubjects)
	for _, s := range agreements {
		m, err := f.tx.Member(s)
		if err != nil {
			return err
		}
		if err := f.place(m.Mention); err != nil {
			return err
		}
		own := Link{Subject: s, Rule: resolve.RuleFirst}
		if err := f.tx.Relink(s, m.Thing, "", own, m.Mention); err != nil {
			return err
		}
	}
	// Out: without their links they stay with others only by judgements and by
	// the links of agreements that did not change.
	if err := f.settle(agreements); err != nil {
		return err
	}
	for _, s := range agreements {
		m, err := f.tx.Member(s)
		if err != nil {
			return err
		}
		barred, err := f.barred(m)
		if err != nil {
			return err
		}
		l, _, err := f.linker.FindAgreement(*m.Mention.Agreement, barred)
		if err != nil {
			return err
		}
		if l.Rule == resolve.RuleFirst {
			continue
		}
		anchor := SubjectOf(ID(l.ID))
		if compareSubjects(anchor, s) > 0 {
			continue // the later of two links to the earlier
		}
		if err := f.tx.Relink(s, m.Thing, anchor, Link{Subject: s, Rule: l.Rule, Reasons: l.Reasons}, m.Mention); err != nil {
			return err
		}
		if err := f.settle([]claim.Subject{s}); err != nil {
			return err
		}
	}
	for _, s := range agreements {
		if err := f.ask(s); err != nil {
			return err
		}
	}
	return nil
}

// barred says which things the member must not be linked to: its own, and those
// that hold a subject judged different from one of its thing's.
func (f *folder) barred(m Member) (func(id string) bool, error) {
	out := map[string]bool{string(m.Thing): true}
	with, err := f.tx.Members(m.Thing)
	if err != nil {
		return nil, err
	}
	for _, o := range with {
		judged, err := f.tx.Judgements(o.Subject)
		if err != nil {
			return nil, err
		}
		for _, j := range judged {
			if j.Verdict != resolve.Different {
				continue
			}
			for _, s := range []claim.Subject{j.Left, j.Right} {
				other, err := f.tx.Member(s)
				if err != nil {
					return nil, err
				}
				out[string(other.Thing)] = true
			}
		}
	}
	return func(id string) bool { return out[id] }, nil
}

// compareSubjects orders global subjects as they were logged.
func compareSubjects(a, b claim.Subject) int {
	x, _ := a.Entry()
	y, _ := b.Entry()
	la, lb := a.Local(), b.Local()
	return cmp.Or(cmp.Compare(x, y), cmp.Compare(la[:1], lb[:1]), cmp.Compare(len(la), len(lb)), cmp.Compare(la, lb))
}
