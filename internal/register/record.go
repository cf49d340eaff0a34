package register

import (
	"cmp"
	"slices"

	"sanad/claim"
)

// Record is what an agreement is held to: what was promised, when it falls due,
// what is measured, paid and proved, and who meets about it. Each list is in the
// order in which its things were logged.
type Record struct {
	Commitments []Commitment `json:"commitments,omitempty"`
	Milestones  []Milestone  `json:"milestones,omitempty"`
	Indicators  []Indicator  `json:"indicators,omitempty"`
	Transfers   []Transfer   `json:"transfers,omitempty"`
	Evidence    []Evidence   `json:"evidence,omitempty"`
	Meetings    []Meeting    `json:"meetings,omitempty"`
	Actions     []Action     `json:"actions,omitempty"` // of the agreement and of its meetings
	Focals      []Focal      `json:"focals,omitempty"`
	Candidates  []Candidate  `json:"candidates,omitempty"` // what may belong here; see candidate.go
}

// Part is what all parts of a record have.
type Part struct {
	ID      ID      `json:"id"`
	Also    []ID    `json:"also,omitempty"`
	Of      []ID    `json:"of,omitempty"` // what it is a part of; not where it only may belong
	Remarks []Value `json:"remarks,omitempty"`
	Sources []ID    `json:"sources"`
}

// Commitment is who owes what to whom, by when.
type Commitment struct {
	Part
	Text       Field `json:"text"`
	Kind       Field `json:"kind"`
	By         Field `json:"by"` // values are Refs; Text is the party's id
	To         Field `json:"to"`
	Target     Field `json:"target"`
	Money      Field `json:"money"`
	Due        Field `json:"due"`
	Met        Field `json:"met"`
	Place      Field `json:"place"`
	Condition  Field `json:"condition"`
	Verifiable Field `json:"verifiable"`
	Progress   Field `json:"progress"`
}

// Milestone is a stage of delivery.
type Milestone struct {
	Part
	Code   Field `json:"code"` // a stage of a delivery template
	Name   Field `json:"name"`
	Due    Field `json:"due"`
	Met    Field `json:"met"`
	Status Field `json:"status"`
}

// Indicator is what is measured, with its dated actuals.
type Indicator struct {
	Part
	Code       Field    `json:"code"` // an indicator of a delivery template
	Name       Field    `json:"name"`
	Baseline   Field    `json:"baseline"`
	Target     Field    `json:"target"`
	Due        Field    `json:"due"` // when the target is to be reached
	Cumulative Field    `json:"cumulative"`
	Parts      Field    `json:"parts"` // whether the parts that results are of make the whole
	Results    []Result `json:"results,omitempty"`
}

// Result is an actual of an indicator, whole or of a part of the people. A
// result of 0 is a report of none; where nothing was reported there is no result.
type Result struct {
	Part
	Actual   Field      `json:"actual"`
	On       claim.Date `json:"on,omitempty"` // the day the actual on show is of
	Sex      Field      `json:"sex"`
	Province Field      `json:"province"`
	Age      Field      `json:"age"`
}

// Whole says whether the result is of everybody, not of a part.
func (r Result) Whole() bool {
	return len(r.Sex.Values)+len(r.Province.Values)+len(r.Age.Values) == 0
}

// Transfer is an amount of money on one rung.
type Transfer struct {
	Part
	Money      Field   `json:"money"`
	Date       Field   `json:"date"`
	By         Field   `json:"by"`
	To         Field   `json:"to"`
	Instrument Field   `json:"instrument"`
	Includes   []Value `json:"includes,omitempty"` // Refs to transfers and agreements whose amount is in this one
}

// Evidence is a file or an address that proves something.
type Evidence struct {
	Part           // Of is what it is evidence of
	Title    Field `json:"title"`
	Proof    Field `json:"proof"`
	Grade    Field `json:"grade"`
	Date     Field `json:"date"`
	URL      Field `json:"url"`
	By       Field `json:"by"` // who provided it, in words
	Document Field `json:"document"`
}

// Meeting is a gathering of the parties or of their working group.
type Meeting struct {
	Part
	Name      Field   `json:"name"`
	Body      Field   `json:"body"`
	Date      Field   `json:"date"`
	Next      Field   `json:"next"`
	URL       Field   `json:"url"`
	Document  Field   `json:"document"` // the minutes
	Attended  []Value `json:"attended,omitempty"`
	Discussed []Value `json:"discussed,omitempty"` // points of its agenda that were spoken of
	Decided   []Value `json:"decided,omitempty"`
}

// Action is an action point.
type Action struct {
	Part
	Text     Field `json:"text"`
	Assigned Field `json:"assigned"`
	Due      Field `json:"due"`
	Met      Field `json:"met"`
}

// Focal is who holds the file for a party.
type Focal struct {
	Part
	By     Field `json:"by"`
	Name   Field `json:"name"`
	Office Field `json:"office"`
	From   Field `json:"from"`
	Until  Field `json:"until"`
}

// Relation is another agreement that this one renews, amends, implements,
// replaces or announces again, or the other way round.
//
// It is said by somebody, or found by a rule in the words that tell of one of the
// two; a rule's has the rule's name and its reasons.
type Relation struct {
	Kind    claim.Property `json:"kind"`
	To      ID             `json:"to"`
	Inverse bool           `json:"inverse,omitempty"` // To does it to this one
	Denied  bool           `json:"denied,omitempty"`  // whoever is ranked first says that it is not so
	Said    []Said         `json:"said"`
	Rule    string         `json:"rule,omitempty"` // of package resolve; "" where a claim says it
	Reasons []string       `json:"reasons,omitempty"`
}

// relations are the properties that relate agreements.
var relations = []claim.Property{claim.PropRenews, claim.PropAmends, claim.PropImplements, claim.PropSupersedes, claim.PropReannounces}

// record gathers the parts of a thing, and of its parts.
func (f *folder) record(id ID) (Record, error) {
	var r Record
	var promises []promised
	offer := func(c Candidate) { r.Candidates = append(r.Candidates, c) }
	err := f.eachPart(id, offer, func(p Part, of map[claim.Property][]Stated) error {
		one := func(property claim.Property) Field { return field(of[property]) }
		switch p.ID.Class() {
		case claim.Commitment:
			promises = append(promises, promised{p, of})
		case claim.Milestone:
			r.Milestones = append(r.Milestones, Milestone{
				Part: p, Code: one(claim.PropCode), Name: one(claim.PropName), Due: one(claim.PropDue), Met: one(claim.PropMet), Status: one(claim.PropStatus),
			})
		case claim.Indicator:
			results, err := f.results(p.ID)
			if err != nil {
				return err
			}
			r.Indicators = append(r.Indicators, Indicator{
				Part: p, Code: one(claim.PropCode), Name: one(claim.PropName), Baseline: one(claim.PropBaseline), Target: one(claim.PropTarget),
				Due: one(claim.PropDue), Cumulative: one(claim.PropCumulative), Parts: one(claim.PropParts), Results: results,
			})
		case claim.Transfer:
			r.Transfers = append(r.Transfers, Transfer{
				Part: p, Money: one(claim.PropMoney), Date: one(claim.PropDate), By: one(claim.PropBy), To: one(claim.PropTo),
				Instrument: one(claim.PropInstrument), Includes: values(of[claim.PropIncludes]),
			})
		case claim.Evidence:
			r.Evidence = append(r.Evidence, Evidence{
				Part: p, Title: one(claim.PropTitle), Proof: one(claim.PropProof), Grade: one(claim.PropGrade), Date: one(claim.PropDate),
				URL: one(claim.PropURL), By: one(claim.PropPublisher), Document: one(claim.PropDocument),
			})
		case claim.Meeting:
			r.Meetings = append(r.Meetings, Meeting{
				Part: p, Name: one(claim.PropName), Body: one(claim.PropBody), Date: one(claim.PropDate), Next: one(claim.PropNext), URL: one(claim.PropURL),
				Document: one(claim.PropDocument), Attended: values(of[claim.PropAttended]), Discussed: values(of[claim.PropDiscussed]), Decided: values(of[claim.PropDecided]),
			})
		case claim.Action:
			r.Actions = append(r.Actions, Action{
				Part: p, Text: one(claim.PropText), Assigned: one(claim.PropAssigned), Due: one(claim.PropDue), Met: one(claim.PropMet),
			})
		case claim.Focal:
			r.Focals = append(r.Focals, Focal{
				Part: p, By: one(claim.PropBy), Name: one(claim.PropName), Office: one(claim.PropOffice), From: one(claim.PropFrom), Until: one(claim.PropUntil),
			})
		}
		return nil
	})
	if err != nil {
		return r, err
	}
	var also map[ID]ID
	r.Commitments, also = toldOnce(promises)
	for i, e := range r.Evidence {
		for n, of := range e.Of {
			if first, ok := also[of]; ok {
				r.Evidence[i].Of[n] = first // proof of a promise proves it whoever told it
			}
		}
	}
	return r, nil
}

// results are the actuals of an indicator.
func (f *folder) results(indicator ID) ([]Result, error) {
	var list []Result
	err := f.partsOf(indicator, func(p Part, of map[claim.Property][]Stated) error {
		if p.ID.Class() != claim.Result || !slices.Contains(p.Of, indicator) {
			return nil
		}
		r := Result{Part: p, Actual: field(of[claim.PropActual]), Sex: field(of[claim.PropSex]), Province: field(of[claim.PropProvince]), Age: field(of[claim.PropAge])}
		if v, ok := r.Actual.Shown(); ok {
			r.On = v.Said[0].AsOf
		}
		list = append(list, r)
		return nil
	})
	return list, err
}

// eachPart walks the parts of a thing and, below them, theirs: evidence of a
// milestone, actions of a meeting. Each comes once. What was only offered as a part
// goes to offer, and unless somebody ruled that it belongs, no further.
func (f *folder) eachPart(id ID, offer func(Candidate), do func(Part, map[claim.Property][]Stated) error) error {
	seen := map[ID]bool{id: true}
	queue := []ID{id}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		err := f.partsOf(at, func(p Part, of map[claim.Property][]Stated) error {
			if c, offered := candidate(p, of, at); offered {
				offer(c)
			}
			if seen[p.ID] || !slices.Contains(p.Of, at) || elsewhere(p, at, seen) {
				return nil
			}
			seen[p.ID] = true
			queue = append(queue, p.ID)
			return do(p, of)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// elsewhere says whether an action point of a meeting belongs to other agreements
// than the one at hand: a meeting on several agreements may give each its own, and
// what is late on one is not late on the others.
func elsewhere(p Part, at ID, seen map[ID]bool) bool {
	if at.Class() != claim.Meeting || p.ID.Class() != claim.Action {
		return false
	}
	other := false
	for _, of := range p.Of {
		if of.Class() == claim.Agreement {
			if seen[of] {
				return false
			}
			other = true
		}
	}
	return other
}

// partsOf are the parts that say they are the thing's, with their claims by
// property, references as ids. A part of which no reading that counts speaks is
// none.
func (f *folder) partsOf(id ID, do func(Part, map[claim.Property][]Stated) error) error {
	ids, err := f.tx.PartsOf(id)
	if err != nil {
		return err
	}
	for _, id := range ids {
		p, of, err := f.part(id)
		if err != nil {
			return err
		}
		if len(p.Sources) == 0 {
			continue
		}
		if err := do(p, of); err != nil {
			return err
		}
	}
	return nil
}

func (f *folder) part(id ID) (Part, map[claim.Property][]Stated, error) {
	p := Part{ID: id}
	stated, err := f.tx.Claims(id)
	if err != nil {
		return p, nil, err
	}
	if stated, err = f.linked(stated); err != nil {
		return p, nil, err
	}
	of := byProperty(stated)
	members, err := f.tx.Members(id)
	if err != nil {
		return p, nil, err
	}
	for _, m := range members {
		if m.Own != id {
			p.Also = append(p.Also, m.Own)
		}
	}
	for _, property := range []claim.Property{claim.PropOf, claim.PropSupports} {
		for _, v := range values(of[property]) {
			if whole := ID(v.Text); belongs(v) && !slices.Contains(p.Of, whole) {
				p.Of = append(p.Of, whole)
			}
		}
	}
	slices.Sort(p.Of)
	p.Remarks, p.Sources = values(of[claim.PropRemark]), sourcesOf(stated)
	return p, of, nil
}

// isPart says whether things of the class are parts of a record.
func isPart(c claim.Class) bool {
	switch c {
	case claim.Commitment, claim.Milestone, claim.Indicator, claim.Result, claim.Transfer, claim.Evidence, claim.Meeting, claim.Action, claim.Focal:
		return true
	}
	return false
}

// relationsOf are a thing's relations of some kinds to others, its own first.
func (f *folder) relationsOf(id ID, of map[claim.Property][]Stated, kinds ...claim.Property) ([]Relation, error) {
	var out []Relation
	for _, kind := range kinds {
		said, err := f.linked(of[kind])
		if err != nil {
			return nil, err
		}
		for _, v := range values(said) {
			if to := ID(v.Text); to != id {
				out = append(out, Relation{Kind: kind, To: to, Denied: v.Said[0].Modality == claim.Denied, Said: v.Said})
			}
		}
	}
	pointing, err := f.tx.Pointing(id, kinds)
	if err != nil {
		return nil, err
	}
	inverse := map[[2]string][]Stated{}
	for _, s := range pointing {
		from, err := f.tx.Thing(s.Subject)
		if err != nil {
			return nil, err
		}
		if from != id {
			key := [2]string{string(s.Property), string(from)}
			inverse[key] = append(inverse[key], s)
		}
	}
	for key, said := range inverse {
		r := Relation{Kind: claim.Property(key[0]), To: ID(key[1]), Inverse: true}
		slices.SortFunc(said, func(a, b Stated) int { c, _ := compare(a, b); return c })
		for _, s := range said {
			r.Said = append(r.Said, s.said())
		}
		r.Denied = r.Said[0].Modality == claim.Denied
		out = append(out, r)
	}
	sortRelations(out)
	return out, nil
}

// partView keeps a part by itself, so that its id can be looked up; agreements
// hold it with the rest of their record. One that was taken back is no longer
// there.
func (f *folder) partView(id ID) error {
	p, of, err := f.part(id)
	if err != nil {
		return err
	}
	if len(p.Sources) == 0 {
		return f.tx.Forget(id)
	}
	name := cmp.Or(field(of[claim.PropName]).Text(), field(of[claim.PropText]).Text(), field(of[claim.PropTitle]).Text(), field(of[claim.PropCode]).Code(), string(id))
	return f.tx.PutPart(id, name, struct {
		Part
		Fields map[claim.Property]Field `json:"fields"`
	}{p, fieldsOf(of)})
}

func fieldsOf(of map[claim.Property][]Stated) map[claim.Property]Field {
	out := make(map[claim.Property]Field, len(of))
	for p, said := range of {
		out[p] = field(said)
	}
	return out
}
