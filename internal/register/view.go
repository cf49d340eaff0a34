package register

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"sanad/claim"
	"sanad/internal/fault"
)

// view makes one thing's view from its claims.
func (f *folder) view(id ID) error {
	if id.Class() == claim.Document {
		return f.sourceView(id)
	}
	stated, err := f.tx.Claims(id)
	if err != nil {
		return err
	}
	members, err := f.tx.Members(id)
	if err != nil || len(members) == 0 {
		return err // no longer a thing of its own: its id redirects
	}
	var links []Link
	var own []ID
	for _, m := range members {
		links = append(links, m.Link)
		if m.Own != id {
			own = append(own, m.Own)
		}
	}
	decisions, err := f.decisions(members)
	if err != nil {
		return err
	}
	of := byProperty(stated)
	if isPart(id.Class()) {
		return f.partView(id)
	}
	switch id.Class() {
	case claim.Agreement:
		of[claim.PropEvent] = append(of[claim.PropEvent], ties(members, of)...)
		return f.agreementView(Agreement{ID: id, Also: own, Links: links, Decisions: decisions}, of, stated)
	case claim.Party:
		return f.tx.PutParty(Party{
			ID: id, Also: own, Links: links, Decisions: decisions, Sources: sourcesOf(stated),
			Names: currentFirst(names(of[claim.PropName]), of[claim.PropFormer]), Country: field(of[claim.PropCountry]), Type: field(of[claim.PropType]), Ownership: field(of[claim.PropOwnership]), Former: values(of[claim.PropFormer]),
		})
	case claim.Event:
		counts, err := f.tx.CountsOf(id)
		if err != nil {
			return err
		}
		related, err := f.relationsOf(id, of, claim.PropIncludes)
		if err != nil {
			return err
		}
		return f.tx.PutEvent(Event{
			ID: id, Relations: related, Also: own, Links: links, Decisions: decisions, Sources: sourcesOf(stated),
			Names: eventNames(of[claim.PropName]), Date: field(of[claim.PropDate]), Counts: values(counts),
		})
	}
	return nil // counts have no page of their own
}

// ties are the occasions that a rule put an agreement's readings on, each in the
// words in which the reading tells of the agreement. Where a reading names the
// occasion itself there is none.
func ties(members []Member, of map[claim.Property][]Stated) []Stated {
	var out []Stated
	for _, m := range members {
		if m.Mention.Tied == nil {
			continue
		}
		i := slices.IndexFunc(of[claim.PropMention], func(s Stated) bool { return s.Subject == m.Subject })
		if i < 0 {
			continue // the reading no longer counts
		}
		s := of[claim.PropMention][i]
		s.Property, s.Value, s.Rule = claim.PropEvent, claim.Ref{Subject: m.Mention.At}, m.Mention.Tied.Rule
		out = append(out, s)
	}
	return out
}

func (f *folder) sourceView(id ID) error {
	entry, err := strconv.ParseInt(string(id[1:]), 10, 64)
	if err != nil {
		return err
	}
	s, err := f.tx.SourceOf(entry)
	if err != nil {
		return err
	}
	if s.Erased != nil {
		if err := f.describeErasure(s.Erased); err != nil {
			return err
		}
	}
	return f.tx.PutSource(s)
}

// describeErasure fills in what the form of an erasure says. It cannot be taken back.
func (f *folder) describeErasure(e *Erasure) error {
	form, err := f.tx.SourceOf(e.Entry)
	if err != nil {
		return err
	}
	e.By, e.On, e.Reason = form.Publisher, form.Published, form.Reason
	grounds, err := f.tx.SaidIn(e.Entry, claim.PropGround)
	if err != nil || len(grounds) == 0 {
		return err
	}
	e.Ground = Words(grounds[0].Value)
	return nil
}

// decisions are the judgements that stand on a thing's subjects, in log order.
func (f *folder) decisions(members []Member) ([]Decision, error) {
	var out []Decision
	for _, m := range members {
		judged, err := f.tx.Judgements(m.Subject)
		if err != nil {
			return nil, err
		}
		for _, j := range judged {
			if slices.ContainsFunc(out, func(d Decision) bool { return d.Entry == j.Entry }) {
				continue
			}
			src, err := f.tx.SourceOf(j.Entry)
			if err != nil {
				return nil, err
			}
			out = append(out, Decision{
				Entry: j.Entry, Verdict: j.Verdict, Left: OwnID(j.Left), Right: OwnID(j.Right),
				Author: src.Publisher, On: src.Published, Reason: src.Reason,
			})
		}
	}
	slices.SortFunc(out, func(a, b Decision) int { return cmp.Compare(a.Entry, b.Entry) })
	return out, nil
}

// agreementView completes an agreement from its claims.
func (f *folder) agreementView(a Agreement, of map[claim.Property][]Stated, stated []Stated) error {
	a.Sources = sourcesOf(stated)
	a.Title, a.Kind, a.Stage, a.Level = field(of[claim.PropTitle]), field(of[claim.PropKind]), field(of[claim.PropStage]), field(of[claim.PropLevel])
	a.Signed, a.Place, a.Purpose = field(of[claim.PropSigned]), field(of[claim.PropPlace]), field(of[claim.PropPurpose])
	a.Themes, a.Quantities, a.Money = values(of[claim.PropTheme]), values(of[claim.PropQuantity]), values(of[claim.PropMoney])
	var err error
	if of[claim.PropEvent], err = f.linked(of[claim.PropEvent]); err != nil {
		return err
	}
	a.Event = field(of[claim.PropEvent])
	if of[claim.PropParty], err = f.linked(of[claim.PropParty]); err != nil {
		return err
	}
	for _, v := range values(of[claim.PropParty]) {
		ref := v.Value.(claim.Ref)
		a.Sides = append(a.Sides, Side{Party: ID(ref.Subject), Role: ref.Role, Said: v.Said})
	}
	slices.SortFunc(a.Sides, func(x, y Side) int { return strings.Compare(string(x.Party)+x.Role, string(y.Party)+y.Role) })
	for _, s := range of[claim.PropLookedFor] {
		src, err := f.tx.SourceOf(s.Entry) // a form is one entry
		if err != nil {
			return err
		}
		a.Negatives = append(a.Negatives, Negative{
			For: Words(s.Value), In: src.LookedIn, On: s.AsOf, Author: src.Publisher, Reason: src.Reason, Entry: s.Entry,
		})
	}
	slices.SortStableFunc(a.Negatives, func(x, y Negative) int { return strings.Compare(LastDay(y.On), LastDay(x.On)) })
	a.Passing = len(of[claim.PropMention]) > 0 // what an office entered by itself is no mention in passing
	for _, s := range of[claim.PropMention] {
		a.Mentions = append(a.Mentions, s.said())
		a.Passing = a.Passing && s.Passing
	}
	if a.Instrument, err = f.instrument(of); err != nil {
		return err
	}
	if a.Record, err = f.record(a.ID); err != nil {
		return err
	}
	if a.Relations, err = f.relationsOf(a.ID, of, relations...); err != nil {
		return err
	}
	row := Row{
		Reference: a.Instrument.Reference.Text(), Legal: a.Instrument.Legal.Code(), Expires: a.Instrument.Expires.Text(), Owner: ID(a.Instrument.Owner.Text()),
		ID: a.ID, Title: a.Title.Text(), Purpose: a.Purpose.Text(), Kind: a.Kind.Code(), Stage: a.Stage.Code(), Level: a.Level.Code(),
		Signed: a.Signed.Text(), Event: ID(a.Event.Text()), Sources: len(a.Sources), Passing: a.Passing,
	}
	for _, s := range a.Sides {
		row.Sides = append(row.Sides, Name{ID: s.Party})
	}
	for _, t := range a.Themes {
		row.Themes = append(row.Themes, t.Value.(claim.Code).Code)
	}
	return f.tx.PutAgreement(a, row)
}

// instrument is what is said of the instrument itself.
func (f *folder) instrument(of map[claim.Property][]Stated) (Instrument, error) {
	one := func(p claim.Property) Field { return field(of[p]) }
	owner, err := f.linked(of[claim.PropOwner])
	return Instrument{
		Reference: one(claim.PropReference), Legal: one(claim.PropLegal), Binding: one(claim.PropBinding), Approved: one(claim.PropApproved),
		Effective: one(claim.PropEffective), Expires: one(claim.PropExpires), Term: one(claim.PropTerm), Notice: one(claim.PropNotice),
		Renewal: one(claim.PropRenewal), Review: one(claim.PropReview), Terminated: one(claim.PropTerminated), Template: one(claim.PropTemplate),
		Delivery: one(claim.PropDelivery), Owner: field(owner), Tier: one(claim.PropTier), Remarks: values(of[claim.PropRemark]),
	}, err
}

// linked replaces references to subjects by references to the things they are,
// written as ids. In claims a reference is to a subject for ever; in views, to
// the thing it is now. A reference to a subject of which nothing public is said
// is left out: that it exists is not public either.
func (f *folder) linked(stated []Stated) ([]Stated, error) {
	out := make([]Stated, 0, len(stated))
	for _, s := range stated {
		if ref, ok := s.Value.(claim.Ref); ok {
			id, err := f.tx.Thing(ref.Subject)
			if fault.Is(err, fault.NotFound) {
				continue
			}
			if err != nil {
				return nil, err
			}
			s.Value = claim.Ref{Subject: claim.Subject(id), Role: ref.Role}
		}
		out = append(out, s)
	}
	return out, nil
}

func byProperty(stated []Stated) map[claim.Property][]Stated {
	of := map[claim.Property][]Stated{}
	for _, s := range stated {
		of[s.Property] = append(of[s.Property], s)
	}
	return of
}

// names puts full names before single words, which mostly are acronyms; then
// the name that most sources print; then the longest.
func names(stated []Stated) []Value {
	vs := values(stated)
	slices.SortStableFunc(vs, func(a, b Value) int {
		return cmp.Or(
			boolCompare(isShort(a.Text), isShort(b.Text)),
			sourceCount(b)-sourceCount(a),
			len(b.Text)-len(a.Text),
		)
	})
	return vs
}

// currentFirst puts names that a party is said to have had before after the others.
func currentFirst(names []Value, former []Stated) []Value {
	was := func(v Value) bool {
		return slices.ContainsFunc(former, func(s Stated) bool { return claim.Sameness(s.Value) == claim.Sameness(v.Value) })
	}
	slices.SortStableFunc(names, func(a, b Value) int { return boolCompare(was(a), was(b)) })
	return names
}

// eventNames puts the fullest first: the shorter ones leave something out, an
// edition or a place.
func eventNames(stated []Stated) []Value {
	vs := values(stated)
	slices.SortStableFunc(vs, func(a, b Value) int {
		return cmp.Or(len(strings.Fields(b.Text))-len(strings.Fields(a.Text)), sourceCount(b)-sourceCount(a), len(b.Text)-len(a.Text))
	})
	return vs
}

// isShort says whether a name is an acronym, which is no name to show while a
// full one is known.
func isShort(name string) bool { return !strings.Contains(name, " ") }

func sourceCount(v Value) int {
	seen := map[ID]bool{}
	for _, s := range v.Said {
		seen[s.Source] = true
	}
	return len(seen)
}

// sourcesOf are the sources of the claims, in log order. A decision is none: it
// weighs what sources say.
func sourcesOf(stated []Stated) []ID {
	var ids []ID
	for _, s := range stated {
		if s.Rank != RankRuling && !slices.Contains(ids, s.Source) {
			ids = append(ids, s.Source)
		}
	}
	return ids
}
