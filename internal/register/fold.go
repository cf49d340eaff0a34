package register

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"sanad/claim"
	"sanad/internal/claimlog"
	"sanad/internal/fault"
	"sanad/internal/resolve"
	"sanad/verify"
)

// Store keeps what the fold derives. sqlview is the one there is.
type Store interface {
	Position(ctx context.Context) (int64, error)
	// Update runs f in one transaction that commits when f returns nil.
	Update(ctx context.Context, f func(Tx) error) error
}

// Tx is a transaction of a Store. What it is given comes back in the order of
// the log.
type Tx interface {
	resolve.Index

	// Position is how many entries are linked, SetShown says how many the views tell
	// of; a fold of many entries makes the views of what it meets often but once.
	Position() (int64, error)
	SetPosition(next int64) error
	SetShown(next int64) error

	// Defer keeps ids whose views are to be made later; Deferred are some of them,
	// Done takes one off.
	Defer(ids []ID) error
	Deferred(limit int) ([]ID, error)
	Done(id ID) error
	// New says whether all that is known of a thing was added in this transaction.
	New(id ID) bool

	// AddReading keeps a source and the claims of its reading.
	AddReading(s Source, rank Rank, claims []Stated) error
	// Supersede marks earlier readings of the same part of the same original, or of
	// the same reference and publisher, as read again by later, and returns the
	// entries they begin at.
	Supersede(later Source) ([]int64, error)
	// Link keeps a new subject and which thing it is.
	Link(m Member) error
	// Relink says anew which thing a subject is, and by what.
	Relink(subject claim.Subject, id ID, anchor claim.Subject, link Link, mention Mention) error
	// Thing is the id of the thing a subject is.
	Thing(subject claim.Subject) (ID, error)
	// ThingsOf are the ids of all things a reading speaks of.
	ThingsOf(entry int64) ([]ID, error)
	// Member is one subject; Members are all of a thing, Anchored all that the
	// linker linked to the subject, in log order.
	Member(subject claim.Subject) (Member, error)
	Members(id ID) ([]Member, error)
	Anchored(subject claim.Subject) ([]Member, error)
	// PartsOf are the things that say they are parts of a thing, or evidence of it,
	// in log order; Wholes are what a part says it is of.
	PartsOf(id ID) ([]ID, error)
	Wholes(part ID) ([]ID, error)
	// Referring are the things that speak of a subject.
	Referring(subject claim.Subject) ([]ID, error)
	// Pointing are the claims of readings that count by which other subjects point
	// at a thing.
	Pointing(id ID, by []claim.Property) ([]Stated, error)
	// Naming are the agreements that name any of the parties or events.
	Naming(subjects []claim.Subject) ([]claim.Subject, error)
	// Forget drops what is kept of an id that is no longer a thing; the id still
	// redirects.
	Forget(id ID) error

	// Ask keeps what is in doubt about a subject, in place of what was.
	Ask(subject claim.Subject, doubts []resolve.Doubt) error

	// Judge keeps a judgement; Judgements are those on a subject that stand.
	Judge(j Judgement) error
	Judgements(subject claim.Subject) ([]Judgement, error)
	// Withdraw takes back the decision whose form begins at the entry, and says
	// what subjects it was on; none where there is no such decision.
	Withdraw(entry int64, by Source) ([]claim.Subject, error)

	// Claims are the public claims on a thing's subjects by readings that count.
	Claims(id ID) ([]Stated, error)
	// Said are the claims of one property on a subject by readings that count;
	// SaidIn those of one reading, whether it counts or not.
	Said(subject claim.Subject, property claim.Property) ([]Stated, error)
	SaidIn(entry int64, property claim.Property) ([]Stated, error)
	// Erase notes that the document of the reading that begins at the entry was taken
	// out for good; the first form that says so counts.
	Erase(entry int64, by Source) error
	// Rerank ranks all that a reading says anew.
	Rerank(entry int64, rank Rank) error
	// CountsOf are the claims of counts that say they count the event.
	CountsOf(event ID) ([]Stated, error)
	// SourceOf is the source of the reading that begins at the entry. Of an erasure it
	// knows the form alone.
	SourceOf(entry int64) (Source, error)

	PutAgreement(Agreement, Row) error
	PutPart(id ID, name string, view any) error
	PutParty(Party) error
	PutEvent(Event) error
	PutSource(Source) error
}

// Progress is told how far a fold is.
type Progress func(done, total int64)

// foldBatch bounds how many readings, or views put off, one transaction holds, and
// so what a kill can undo.
const foldBatch = 1000

// Fold brings the store up to the view's size. It may be stopped or killed at
// any point and run again; work and position move in one transaction. Two folds
// at once do each entry once.
func Fold(ctx context.Context, view *claimlog.View, store Store, progress Progress) (entries int64, err error) {
	return FoldBy(ctx, view, store, foldBatch, progress)
}

// FoldBy is Fold with so many readings to a transaction; what comes of it is the same.
func FoldBy(ctx context.Context, view *claimlog.View, store Store, batch int, progress Progress) (entries int64, err error) {
	for {
		var s step
		err := store.Update(ctx, func(tx Tx) (err error) {
			s, err = foldSome(ctx, tx, view, batch)
			return err
		})
		entries += s.took
		if err != nil {
			return entries, err
		}
		if progress != nil && s.took > 0 {
			progress(s.at, view.Size())
		}
		if s.more {
			continue
		}
		for s.waiting {
			err := store.Update(ctx, func(tx Tx) (err error) {
				s.waiting, err = showSome(ctx, tx, batch)
				return err
			})
			if err != nil {
				return entries, err
			}
		}
		return entries, nil
	}
}

// step is one transaction of a fold.
type step struct {
	at, took int64
	more     bool // entries to fold
	waiting  bool // views that were put off
}

// claimsBatch bounds the transaction too: a long list is one reading.
const claimsBatch = 200_000

func foldSome(ctx context.Context, tx Tx, view *claimlog.View, batch int) (step, error) {
	position, err := tx.Position()
	if err != nil {
		return step{}, err
	}
	if position > view.Size() {
		return step{}, fault.New(fault.Conflict, "the register has folded %d entries of a log of %d", position, view.Size()).
			WithHint(`run "sanad verify"; if the log is right, run "sanad rebuild"`)
	}
	f := folder{tx: tx, linker: resolve.Linker{Index: tx}, dirty: map[ID]bool{}}
	s := step{at: position}
	var parts []verify.Record
	readings := 0
	for r, err := range view.Records(ctx, position) {
		if err != nil {
			return step{}, err
		}
		parts = append(parts, r)
		if r.Entry.Part < r.Entry.Parts {
			continue
		}
		if err := f.reading(parts); err != nil {
			return step{}, fmt.Errorf("fold entry %d: %w", parts[0].Index, err)
		}
		s.at, parts = r.Index+1, parts[:0]
		if readings++; readings == batch || f.claims >= claimsBatch {
			s.more = s.at < view.Size()
			break
		}
	}
	if s.waiting, err = f.refresh(s.more); err != nil {
		return step{}, err
	}
	if s.took = s.at - position; s.took == 0 {
		return s, nil
	}
	if !s.waiting && !s.more {
		if err := tx.SetShown(s.at); err != nil {
			return step{}, err
		}
	}
	return s, tx.SetPosition(s.at)
}

// showSome makes some of the views that were put off; after the last of them the
// register shows all that is linked.
func showSome(ctx context.Context, tx Tx, batch int) (more bool, err error) {
	ids, err := tx.Deferred(batch)
	if err != nil {
		return false, err
	}
	f := folder{tx: tx}
	for _, id := range ids {
		if err := ctx.Err(); err != nil {
			return false, err
		}
		if err := f.view(id); err != nil {
			return false, fmt.Errorf("view %s: %w", id, err)
		}
		if err := tx.Done(id); err != nil {
			return false, err
		}
	}
	if len(ids) == batch {
		return true, nil
	}
	at, err := tx.Position()
	if err != nil {
		return false, err
	}
	return false, tx.SetShown(at)
}

// folder folds readings within one transaction.
type folder struct {
	tx     Tx
	linker resolve.Linker
	dirty  map[ID]bool // things whose view no longer is what their claims say
	claims int         // taken in
}

// reading takes in one reading, all its parts.
func (f *folder) reading(parts []verify.Record) error {
	base := parts[0].Index
	src := Source{
		ID: ID("s" + strconv.FormatInt(base, 10)), Entry: base, Parts: len(parts),
		Reader: parts[0].Entry.Reader, ReadAt: parts[0].Entry.Time.UTC().Truncate(time.Second),
	}
	var claims []Stated
	for _, r := range parts {
		for _, k := range r.Kept {
			if k.Claim != nil && k.Claim.Release == claim.Public {
				claims = append(claims, Stated{Claim: *k.Claim, Entry: k.Entry, N: k.N, Source: src.ID})
			}
		}
	}
	f.claims += len(claims)
	describe(&src, claims)
	m := newMentions(base, src, claims)
	stand(&src, m)
	rank := rankOf(src.Standing)
	for i := range claims {
		c := &claims[i]
		c.Subject = c.Subject.In(base)
		if ref, ok := c.Value.(claim.Ref); ok {
			c.Value = claim.Ref{Subject: ref.Subject.In(base), Role: ref.Role}
		}
		c.Publisher, c.Published, c.Reason, c.Rank, c.Own = src.Publisher, src.Published, src.Reason, rank, src.IsOwn()
		c.Passing = m.passing[c.Subject]
	}
	if err := f.tx.AddReading(src, rank, claims); err != nil {
		return err
	}
	if err := f.link(m); err != nil {
		return err
	}
	if src.IsOwn() {
		if err := f.renamed(claims); err != nil {
			return err
		}
	}
	if rank == RankRuling {
		if err := f.decide(src, claims); err != nil {
			return err
		}
	}
	if src.Original != "" {
		superseded, err := f.tx.Supersede(src)
		if err != nil {
			return err
		}
		for _, entry := range superseded {
			if err := f.touch(entry); err != nil {
				return err
			}
		}
	}
	return f.touch(base)
}

// touch marks a reading's things and its source for a new view.
func (f *folder) touch(entry int64) error {
	ids, err := f.tx.ThingsOf(entry)
	if err != nil {
		return err
	}
	for _, id := range ids {
		f.dirty[id] = true
	}
	f.dirty[ID("s"+strconv.FormatInt(entry, 10))] = true
	return nil
}

// describe fills in what the reading says of its document.
func describe(s *Source, claims []Stated) {
	for _, c := range claims {
		if c.Subject != claim.DocumentSubject {
			continue
		}
		switch v := c.Value.(type) {
		case claim.DocumentRef:
			s.Original, s.TextHash, s.Media = v.Original, v.Text, v.Media
		case claim.Text:
			switch c.Property {
			case claim.PropTitle:
				s.Title = v.Text
			case claim.PropPublisher:
				s.Publisher = v.Text
			case claim.PropURL:
				s.URL = v.Text
			case claim.PropPart:
				s.Part = v.Text
			case claim.PropReference:
				s.Reference = v.Text
			case claim.PropLabel:
				s.Label = v.Text
			case claim.PropReason:
				s.Reason = v.Text
			case claim.PropLookedIn:
				s.LookedIn = append(s.LookedIn, v.Text)
			}
		case claim.Date:
			if c.Property == claim.PropPublished {
				s.Published = v
			}
		case claim.Code:
			switch c.Property {
			case claim.PropLanguage:
				s.Language = v.Code
			case claim.PropStanding:
				s.Standing = v.Code
			}
		}
	}
}

// mentions are a reading's own subjects, as the linker needs them.
type mentions struct {
	parties    []resolve.Party
	events     []resolve.Event
	agreements []resolve.Agreement
	sides      map[string][]claim.Subject // by agreement
	at         map[string]claim.Subject   // event by agreement
	subject    map[string]claim.Subject   // by own id
	alone      []claim.Subject            // counts and parts of records, which are linked to nothing
	passing    map[claim.Subject]bool
	count      int // how many agreements the document says there were, 0 unsaid
}

func newMentions(base int64, src Source, claims []Stated) mentions {
	m := mentions{
		sides: map[string][]claim.Subject{}, at: map[string]claim.Subject{},
		subject: map[string]claim.Subject{}, passing: map[claim.Subject]bool{},
	}
	lonely := map[claim.Subject]bool{}
	parties, events, agreements := map[claim.Subject]int{}, map[claim.Subject]int{}, map[claim.Subject]int{}
	counts := map[claim.Subject]*counted{}
	for _, c := range claims {
		if _, global := c.Subject.Entry(); global {
			continue // speaks of a subject that another reading made
		}
		s := c.Subject.In(base)
		own := string(OwnID(s))
		switch s.Class() {
		case claim.Party:
			i, known := parties[s]
			if !known {
				i = len(m.parties)
				parties[s] = i
				m.parties = append(m.parties, resolve.Party{ID: own, Reading: base})
				m.subject[own] = s
			}
			p := &m.parties[i]
			switch v := c.Value.(type) {
			case claim.Text:
				switch c.Property {
				case claim.PropName:
					p.Names = append(p.Names, v.Text)
				case claim.PropFormer:
					p.Former = append(p.Former, v.Text)
				}
			case claim.Code:
				switch c.Property {
				case claim.PropCountry:
					p.Country = v.Code
				case claim.PropType:
					p.Type = v.Code
				}
			}
		case claim.Event:
			i, known := events[s]
			if !known {
				i = len(m.events)
				events[s] = i
				m.events = append(m.events, resolve.Event{ID: own, Reading: base, Published: src.Published})
				m.subject[own] = s
			}
			switch v := c.Value.(type) {
			case claim.Text:
				m.events[i].Names = append(m.events[i].Names, v.Text)
			case claim.Date:
				m.events[i].Date = v
			}
		case claim.Agreement:
			i, known := agreements[s]
			if !known {
				i = len(m.agreements)
				agreements[s] = i
				m.agreements = append(m.agreements, resolve.Agreement{ID: own, Reading: base, Published: src.Published})
				m.subject[own] = s
			}
			a := &m.agreements[i]
			switch v := c.Value.(type) {
			case claim.Quantity:
				if c.Property == claim.PropQuantity && promises(v) {
					a.Promised = append(a.Promised, v.Number+" "+v.Unit)
				}
			case claim.Ref:
				if c.Property == claim.PropEvent {
					m.at[own] = v.Subject.In(base)
				} else if c.Property == claim.PropParty && v.Role == "signatory" {
					m.sides[own] = append(m.sides[own], v.Subject.In(base))
				}
			case claim.Code:
				switch c.Property {
				case claim.PropKind:
					a.Kind = v.Code
				case claim.PropTheme:
					a.Themes = append(a.Themes, v.Code)
				}
			case claim.Date:
				if c.Property == claim.PropSigned {
					a.Signed = v
				}
			case claim.Text:
				switch {
				case c.Property == claim.PropBackground:
					m.passing[s] = true
				case c.Property == claim.PropReference && src.Reference != "":
					// Of a standard whose references are one world over. What an office
					// files under 12/2024 is another thing in every office.
					a.Reference = v.Text
				}
			}
		case claim.Document:
		default:
			if s.Class() == claim.Count {
				if counts[s] == nil {
					counts[s] = &counted{}
				}
				counts[s].add(c.Property, c.Value, base)
			}
			if !lonely[s] {
				lonely[s] = true
				m.alone = append(m.alone, s)
			}
		}
	}
	for _, s := range m.alone {
		c := counts[s]
		if c == nil {
			continue
		}
		m.count = max(m.count, c.n)
		if e, ok := events[c.of]; ok {
			m.events[e].Count = max(m.events[e].Count, c.n)
			addCountries(&m.events[e], c.countries...)
		}
	}
	for _, a := range m.agreements {
		e, ok := events[m.at[a.ID]]
		if !ok {
			continue
		}
		for _, side := range m.sides[a.ID] {
			if p, ok := parties[side]; ok {
				addCountries(&m.events[e], m.parties[p].Country)
			}
		}
	}
	// An undated report of a dated occasion is from then or after.
	for i := range m.agreements {
		a := &m.agreements[i]
		if e, ok := events[m.at[a.ID]]; ok && a.Published == "" {
			a.Published = m.events[e].Date
		}
	}
	return m
}

// promises says whether a figure is telling enough to know a promise by: a term of
// three years, or one centre, stands in very many.
func promises(q claim.Quantity) bool {
	n, err := strconv.ParseFloat(q.Number, 64)
	return err == nil && n >= 10 && q.Unit != "" && q.Unit != "years" && q.Unit != "months" && q.Unit != "days" && q.Unit != "times"
}

// counted is what a reading says of a count.
type counted struct {
	n         int
	of        claim.Subject
	countries []string
}

func (c *counted) add(p claim.Property, v claim.Value, base int64) {
	switch v := v.(type) {
	case claim.Quantity:
		if n, err := strconv.Atoi(v.Number); err == nil && p == claim.PropCount {
			c.n = n
		}
	case claim.Ref:
		if p == claim.PropOf {
			c.of = v.Subject.In(base)
		}
	case claim.Code:
		if p == claim.PropCountry {
			c.countries = append(c.countries, v.Code)
		}
	}
}

func addCountries(e *resolve.Event, more ...string) {
	for _, c := range more {
		if c != "" && !slices.Contains(e.Countries, c) {
			e.Countries = append(e.Countries, c)
		}
	}
}

// link links parties and events first: agreements are told apart by them.
func (f *folder) link(m mentions) error {
	familiar := map[string]bool{} // by own id
	for _, p := range m.parties {
		l, profile, err := f.linker.FindParty(p)
		if err != nil {
			return err
		}
		if familiar[p.ID] = l.Familiar; !l.Familiar {
			if err := f.tx.Save(profile.WithParty(p)); err != nil {
				return err
			}
		}
		if err := f.enter(m.subject[p.ID], l, Mention{Party: &p}); err != nil {
			return err
		}
	}
	for _, e := range m.events {
		l, profile, err := f.linker.FindEvent(e)
		if err != nil {
			return err
		}
		if err := f.tx.Save(profile.WithEvent(e)); err != nil {
			return err
		}
		if err := f.enter(m.subject[e.ID], l, Mention{Event: &e}); err != nil {
			return err
		}
	}
	if err := f.linkByCounterpart(m); err != nil {
		return err
	}
	tied, err := f.tie(m)
	if err != nil {
		return err
	}
	for _, a := range m.agreements {
		mention := Mention{Agreement: &a, Sides: m.sides[a.ID], At: m.at[a.ID], Tied: tied}
		if err := f.place(mention); err != nil {
			return err
		}
		l, profile, err := f.linker.FindAgreement(a, nil)
		if err != nil {
			return err
		}
		if err := f.tx.Save(profile.WithAgreement(a)); err != nil {
			return err
		}
		if err := f.enter(m.subject[a.ID], l, mention); err != nil {
			return err
		}
	}
	for _, p := range m.parties {
		if familiar[p.ID] {
			continue
		}
		if err := f.ask(m.subject[p.ID]); err != nil {
			return err
		}
	}
	for _, e := range m.events {
		if err := f.ask(m.subject[e.ID]); err != nil {
			return err
		}
	}
	for _, a := range m.agreements {
		if err := f.ask(m.subject[a.ID]); err != nil {
			return err
		}
	}
	for _, c := range m.alone {
		if err := f.enter(c, resolve.Link{ID: string(OwnID(c)), Rule: resolve.RuleFirst}, Mention{}); err != nil {
			return err
		}
	}
	return nil
}

// tie finds the occasion of a reading that lists agreements and names none, and
// puts them there; nil where it names one or no rule knows its list.
func (f *folder) tie(m mentions) (*Tied, error) {
	if len(m.events) > 0 {
		return nil, nil
	}
	var list []resolve.Agreement
	for _, a := range m.agreements {
		if m.passing[m.subject[a.ID]] {
			return nil, nil // tells of several times
		}
		mention := Mention{Agreement: &a, Sides: m.sides[a.ID]}
		if err := f.place(mention); err != nil {
			return nil, err
		}
		list = append(list, a)
	}
	tie, ok, err := f.linker.Tie(list, m.count)
	if err != nil || !ok {
		return nil, err
	}
	for _, a := range m.agreements {
		m.at[a.ID] = SubjectOf(ID(tie.Event))
	}
	return &Tied{Rule: tie.Rule, Reasons: tie.Reasons}, nil
}

// linkByCounterpart links bodies that their names leave in doubt by what they do:
// one that may be a known body, and deals on the same occasion with the same
// counterpart as that body does, is that body.
func (f *folder) linkByCounterpart(m mentions) error {
	for _, a := range m.agreements {
		mention := Mention{Agreement: &a, Sides: m.sides[a.ID], At: m.at[a.ID]}
		if err := f.place(mention); err != nil {
			return err
		}
		if len(a.Sides) != 2 || a.Event == "" {
			continue
		}
		for i, s := range mention.Sides {
			party, err := f.tx.Member(s)
			if err != nil {
				return err
			}
			if party.Anchor != "" || party.Thing != party.Own {
				continue // its name told who it is
			}
			link, ok, err := f.linker.PartyByCounterpart(*party.Mention.Party, a, a.Sides[1-i])
			if err != nil {
				return err
			}
			if !ok {
				continue
			}
			if err := f.tx.Relink(s, party.Thing, SubjectOf(ID(link.ID)), Link{Subject: s, Rule: link.Rule, Reasons: link.Reasons}, party.Mention); err != nil {
				return err
			}
			if err := f.settle([]claim.Subject{s}); err != nil {
				return err
			}
		}
	}
	return nil
}

// ask notes what of a party, an event or an agreement only a person can tell.
func (f *folder) ask(s claim.Subject) error {
	m, err := f.tx.Member(s)
	if err != nil {
		return err
	}
	var doubts []resolve.Doubt
	switch {
	case m.Mention.Party != nil:
		p := *m.Mention.Party
		entered, err := f.entered(s)
		if err != nil {
			return err
		}
		p.Former = append(slices.Clone(p.Former), entered...)
		if doubts, err = f.linker.PartyDoubts(p, string(m.Thing)); err != nil {
			return err
		}
	case m.Mention.Event != nil:
		doubts, err = f.linker.EventDoubts(*m.Mention.Event, string(m.Thing))
	default:
		doubts, err = f.linker.AgreementDoubts(*m.Mention.Agreement, string(m.Thing))
	}
	if err != nil {
		return err
	}
	return f.tx.Ask(s, doubts)
}

// enter keeps a new subject under the thing it was found to be. Its anchor is
// the subject that gave that thing its id: an edge between subjects stays true
// when a judgement takes the thing apart.
func (f *folder) enter(s claim.Subject, l resolve.Link, mention Mention) error {
	m := Member{Subject: s, Own: OwnID(s), Thing: ID(l.ID), Mention: mention, Link: Link{Subject: s, Rule: l.Rule, Reasons: l.Reasons}}
	if m.Thing != m.Own {
		m.Anchor = SubjectOf(m.Thing)
	}
	return f.tx.Link(m)
}

// OwnID is the id a global subject has when it is a thing of its own.
func OwnID(s claim.Subject) ID { return ID(s.ID()) }

// SubjectOf is the global subject that gave an id. Of what is no id it is a
// subject that does not pass Check.
func SubjectOf(id ID) claim.Subject { return claim.SubjectOfID(string(id)) }

// dirtyWholes adds what the parts that changed are parts of.
func (f *folder) dirtyWholes() error {
	queue := slices.Sorted(maps.Keys(f.dirty))
	for len(queue) > 0 {
		id := queue[0]
		queue = queue[1:]
		if !isPart(id.Class()) {
			continue
		}
		wholes, err := f.tx.Wholes(id)
		if err != nil {
			return err
		}
		for _, w := range wholes {
			if !f.dirty[w] {
				f.dirty[w] = true
				queue = append(queue, w)
			}
		}
	}
	return nil
}

// refresh makes the views of everything touched anew from its claims. Where more of
// the log follows, or views were put off before, it makes those alone that are new:
// what is met again and again is made anew once, at the end.
func (f *folder) refresh(more bool) (waiting bool, err error) {
	if err := f.dirtyWholes(); err != nil {
		return false, err
	}
	before, err := f.tx.Deferred(1)
	if err != nil {
		return false, err
	}
	waiting = more || len(before) > 0
	var later []ID
	for _, id := range slices.Sorted(maps.Keys(f.dirty)) {
		if waiting && !f.tx.New(id) {
			later = append(later, id)
			continue
		}
		if err := f.view(id); err != nil {
			return false, fmt.Errorf("view %s: %w", id, err)
		}
	}
	return waiting, f.tx.Defer(later)
}
