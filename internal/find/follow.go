package find

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"sanad/claim"
	"sanad/internal/delivery"
	"sanad/internal/fault"
	"sanad/internal/register"
	"sanad/internal/resolve"
)

// View is what of the register the index follows.
type View interface {
	register.Queries
	register.Changes
}

// batch is how many things are read and put at a time: what is lost when a follower
// is stopped, and how much it holds.
const batch = 500

// Follow brings the index up to the register and to a day. told, where not nil, is
// told how many things of how many are done. What it is stopped at is done again.
func (x *Index) Follow(ctx context.Context, view View, rules delivery.Rules, today time.Time, told func(done, all int)) error {
	since, err := x.Mark(ctx)
	if err != nil {
		return err
	}
	changed, anew, mark, err := view.Changed(ctx, since)
	if err != nil {
		return err
	}
	if anew {
		if err := x.clear(ctx); err != nil {
			return err
		}
	}
	ids, gone, err := x.touched(ctx, view, changed, anew, today)
	if err != nil {
		return err
	}
	if len(ids)+len(gone) == 0 && mark == since {
		return nil // it is asked every second, and mostly there is nothing to write
	}
	for from := 0; from < len(ids); from += batch {
		if err := ctx.Err(); err != nil {
			return err
		}
		part := ids[from:min(from+batch, len(ids))]
		items, missing, err := x.items(ctx, view, part, rules, today)
		if err != nil {
			return err
		}
		// The mark stands only when all that it stands for is in.
		if err := x.Put(ctx, items, missing, since); err != nil {
			return err
		}
		if told != nil {
			told(from+len(part), len(ids))
		}
	}
	return x.Put(ctx, nil, gone, mark)
}

// clear takes everything out.
func (x *Index) clear(ctx context.Context) error {
	x.lock.Lock()
	defer x.lock.Unlock()
	for _, q := range []string{`DELETE FROM facet`, `DELETE FROM words`, `DELETE FROM item`, `DELETE FROM meta WHERE key = 'mark'`} {
		if _, err := x.db.ExecContext(ctx, q); err != nil {
			return err
		}
	}
	return nil
}

// touched are the ids to put and those to take out: what was written, agreements
// whose parties or event were, because they are found by those names, and what
// another day may change.
func (x *Index) touched(ctx context.Context, view View, changed []register.Change, anew bool, today time.Time) (ids []register.ID, gone []string, err error) {
	seen := map[register.ID]bool{}
	add := func(id register.ID) {
		if !seen[id] && strings.IndexByte("apes", id[0]) >= 0 {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	for _, c := range changed {
		if c.Gone {
			gone = append(gone, string(c.ID))
			continue
		}
		add(c.ID)
		if anew {
			continue // every agreement is among them
		}
		var filter register.Filter
		switch c.ID[0] {
		case 'p':
			filter.Party = c.ID
		case 'e':
			filter.Event = c.ID
		default:
			continue
		}
		rows, err := view.Agreements(ctx, filter)
		if err != nil {
			return nil, nil, err
		}
		for _, r := range rows {
			add(r.ID)
		}
	}
	stale, err := x.Stale(ctx, today.UTC().Format(time.DateOnly))
	for _, id := range stale {
		add(register.ID(id))
	}
	return ids, gone, err
}

// items are the things as they are found; missing are those that are no more.
func (x *Index) items(ctx context.Context, view View, ids []register.ID, rules delivery.Rules, today time.Time) (items []Item, missing []string, err error) {
	for _, id := range ids {
		var i Item
		switch id[0] {
		case 'a':
			i, err = agreement(ctx, view, id, rules, today)
		case 'p':
			i, err = party(ctx, view, id)
		case 'e':
			i, err = event(ctx, view, id)
		default:
			i, err = source(ctx, view, id)
		}
		switch {
		case fault.Is(err, fault.NotFound) || errors.Is(err, errMoved):
			missing = append(missing, string(id))
		case err != nil:
			return nil, nil, fmt.Errorf("%s: %w", id, err)
		default:
			items = append(items, i)
		}
	}
	return items, missing, nil
}

// errMoved is of a thing that is part of another by now.
var errMoved = errors.New("the thing has another id by now")

func agreement(ctx context.Context, view View, id register.ID, rules delivery.Rules, today time.Time) (Item, error) {
	a, err := view.Agreement(ctx, id)
	if err != nil {
		return Item{}, err
	}
	if a.ID != id {
		return Item{}, errMoved
	}
	var ids []register.ID
	for _, s := range a.Sides {
		ids = append(ids, s.Party)
	}
	for _, v := range a.Event.Values {
		ids = append(ids, register.ID(v.Text))
	}
	names, err := view.Names(ctx, ids...)
	if err != nil {
		return Item{}, err
	}
	s := delivery.Assess(a, rules, today)
	i := Item{ID: string(id), Class: 'a', Rank: rank(s.LastWord), Recheck: recheck(a, s, rules, today), Facet: map[Field][]string{
		Kind: {a.Kind.Code()}, Stage: {a.Stage.Code()}, Level: {a.Level.Code()}, Owner: {a.Instrument.Owner.Text()}, Year: {year(a)},
		Legal: {s.Legal.Code}, Delivery: {s.Delivery.Code}, Evidence: {s.Evidence.Code}, Attention: {s.Attention.Code},
		Owes: owes(delivery.Owing(a, s, rules)), Holder: holders(a),
	}}
	var sides, text []string
	for _, side := range a.Sides {
		n := names[side.Party]
		sides = append(sides, n.Name)
		i.Facet[Party] = append(i.Facet[Party], string(side.Party))
		if n.Country != rules.Home {
			i.Facet[Partner] = append(i.Facet[Partner], n.Country)
		}
	}
	for _, v := range a.Themes {
		if c, ok := v.Value.(claim.Code); ok {
			i.Facet[Theme] = append(i.Facet[Theme], c.Code)
		}
	}
	i.Name = a.Title.Text()
	if i.Name == "" {
		i.Name = strings.Join(sides, " – ")
	}
	text = append(text, sides...)
	for _, v := range a.Event.Values {
		text = append(text, names[register.ID(v.Text)].Name)
	}
	for _, f := range []register.Field{a.Title, a.Purpose, a.Place, a.Instrument.Reference} {
		for _, v := range f.Values {
			text = append(text, v.Text)
		}
	}
	for _, m := range a.Mentions {
		text = append(text, m.Quote)
	}
	for _, p := range s.Promised {
		text = append(text, p.Text, p.Amount)
	}
	i.Text = strings.Join(text, "\n")
	return i, nil
}

// owes are the kinds of what an agreement owes.
func owes(o delivery.Owed) []string {
	var out []string
	for kind, has := range map[string]bool{"late": len(o.Late) > 0, "silent": o.Silent, "soon": len(o.Soon) > 0, "offered": o.Offered > 0} {
		if has {
			out = append(out, kind)
		}
	}
	return out
}

// holders are all who ever had the agreement's file or an action point of it, each
// as Person has it: whether they do on a day is for whoever asks to tell.
func holders(a register.Agreement) []string {
	var out []string
	for _, f := range a.Record.Focals {
		out = append(out, Person(f.Name.Text())...)
	}
	for _, x := range a.Record.Actions {
		out = append(out, Person(x.Assigned.Text())...)
	}
	return out
}

// Person is a name as Holder has it, and without what follows it: "A. Officer, Joint
// Secretary" is "A. Officer" too.
func Person(name string) []string {
	name = strings.ToLower(name)
	out := []string{name}
	for i, r := range name {
		if r == ',' {
			out = append(out, name[:i])
		}
	}
	return out
}

// rank puts what was spoken of last first.
func rank(d claim.Date) int64 {
	t, err := time.Parse(time.DateOnly, register.LastDay(d))
	if err != nil {
		return 0
	}
	return t.Unix() / 86400
}

// year is that of the signing, else of the first source, "" where neither has one.
func year(a register.Agreement) string {
	first := a.Signed.Text()
	if first == "" {
		for _, m := range a.Mentions {
			if d := string(m.Published); d != "" && (first == "" || d < first) {
				first = d
			}
		}
	}
	if len(first) < 4 || strings.Trim(first[:4], "0123456789") != "" {
		return ""
	}
	return first[:4]
}

// recheck is the next day that may change how an agreement stands: when something
// falls due soon, when its day is past, when silence becomes long.
func recheck(a register.Agreement, s delivery.Assessment, rules delivery.Rules, today time.Time) string {
	today = today.UTC().Truncate(24 * time.Hour)
	next := 0
	may := func(days int) {
		if days > 0 && (next == 0 || days < next) {
			next = days
		}
	}
	on := []claim.Date{s.LastWord, s.LastEvidence}
	for _, f := range []register.Field{a.Signed, a.Instrument.Approved, a.Instrument.Effective, a.Instrument.Terminated} {
		on = append(on, claim.Date(f.Text()))
	}
	for _, m := range a.Mentions {
		on = append(on, m.Published) // a source of a day to come is heard on that day
	}
	for _, d := range on {
		// A date may be as wide as a year: what it brings may come with its first day
		// or its last.
		first, last, ok := resolve.Span(d)
		if !ok {
			continue
		}
		for _, day := range []time.Time{first, last} {
			days := int(day.Sub(today).Hours() / 24)
			may(days)
			may(days + 1)
			may(days + rules.Dormant + 1)
		}
	}
	for _, d := range s.Dates {
		may(d.Days - rules.Soon)
		may(d.Days)
		may(d.Days + 1)
	}
	if s.DaysLeft != nil {
		may(*s.DaysLeft - rules.Soon)
		may(*s.DaysLeft)
		may(*s.DaysLeft + 1)
	}
	if s.Silent != nil {
		may(rules.Dormant - *s.Silent + 1)
	}
	if next == 0 {
		return ""
	}
	return today.AddDate(0, 0, next).Format(time.DateOnly)
}

func party(ctx context.Context, view View, id register.ID) (Item, error) {
	p, err := view.Party(ctx, id)
	if err != nil {
		return Item{}, err
	}
	if p.ID != id {
		return Item{}, errMoved
	}
	return Item{ID: string(id), Class: 'p', Name: p.Name(), Text: strings.Join(register.Texts(p.Names), "\n"), Rank: int64(len(p.Sources))}, nil
}

func event(ctx context.Context, view View, id register.ID) (Item, error) {
	e, err := view.Event(ctx, id)
	if err != nil {
		return Item{}, err
	}
	if e.ID != id {
		return Item{}, errMoved
	}
	name := string(e.ID)
	if len(e.Names) > 0 {
		name = e.Names[0].Text
	}
	return Item{ID: string(id), Class: 'e', Name: name, Text: strings.Join(register.Texts(e.Names), "\n"), Rank: rank(claim.Date(e.Date.Text()))}, nil
}

// source leaves out what the office entered itself: that is found by what it is of.
func source(ctx context.Context, view View, id register.ID) (Item, error) {
	s, err := view.Source(ctx, id)
	if err != nil {
		return Item{}, err
	}
	if s.ID != id || s.Title == "" || slices.Contains([]string{"form", "workbook"}, strings.SplitN(s.Reader, "/", 2)[0]) {
		return Item{}, errMoved
	}
	return Item{ID: string(id), Class: 's', Name: s.Title, Text: s.Publisher, Rank: rank(s.Published)}, nil
}
