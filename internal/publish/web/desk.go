package web

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"sanad/claim"
	"sanad/internal/account"
	"sanad/internal/delivery"
	"sanad/internal/fault"
	"sanad/internal/find"
	"sanad/internal/meeting"
	"sanad/internal/publish/calendar"
	decision "sanad/internal/reader/form"
	"sanad/internal/register"
)

// Desk is where people decide and enter: those who have accounts, each under their own
// name, or without accounts the one person at this machine, who serves it to themselves
// alone, on a loopback address.
type Desk struct {
	Author string // without accounts, whose name is on what is decided and entered
	// Decide logs a decision or an entry and returns its log entry once the
	// register shows it.
	Decide func(context.Context, decision.Form) (entry int64, err error)
	// Attach archives a file that proves something; nil takes no files.
	Attach func(ctx context.Context, file []byte) (claim.DocumentRef, error)
	// Catch folds in what others logged a moment ago; nil where nobody else writes.
	Catch func(context.Context) error
	// Drafts are sheets half filled in; nil keeps none.
	Drafts Drafts
	// Sittings are meetings while they are held; nil offers no meeting desk.
	Sittings Sittings

	remembered reasons
	// entering is held from the look at what was entered meanwhile to the entry, so
	// that of two who send at once the second is told.
	entering sync.Mutex
}

// Sittings keeps meetings until they are closed into minutes.
type Sittings interface {
	All(context.Context) ([]meeting.Sitting, error)
	// Save keeps a sitting under the next version. It is a Conflict where the
	// version given is not the newest, and makes one of a sitting without id.
	Save(context.Context, meeting.Sitting) (meeting.Sitting, error)
	Drop(ctx context.Context, id string) error
}

// desk is the request of a page that only a register with a desk has.
func (s *site) desk(w http.ResponseWriter, r *http.Request) (*request, error) {
	if s.Desk == nil {
		return nil, fault.New(fault.NotFound, "this register is served without a desk")
	}
	q := s.ask(r)
	q.form = html
	w.Header().Set("Cache-Control", "no-store")
	scripted(w.Header())
	return q, nil
}

// show writes a page of the desk, made anew each time.
func (s *site) show(w http.ResponseWriter, q *request, status int, a answer) error {
	position, err := s.Register.Position(q.Context())
	if err != nil {
		return err
	}
	kind, body, err := s.render(q, a, position)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", kind)
	return write(w, q.Request, status, body)
}

// posted reads a form without files.
func posted(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, 256<<10)
	if err := r.ParseForm(); err != nil {
		return fault.New(fault.Invalid, "the form cannot be read: %w", err)
	}
	return nil
}

// entered logs what the desk enters, in its author's name.
func (s *site) entered(ctx context.Context, f decision.Form) (int64, error) {
	return s.enteredAt(ctx, f, s.Now().UTC().Truncate(time.Millisecond))
}

// enteredAt logs a form as of a time, in the name of who enters it.
func (s *site) enteredAt(ctx context.Context, f decision.Form, at time.Time) (int64, error) {
	f.Author, f.At = author(ctx), at
	entry, err := s.Desk.Decide(ctx, f)
	if err == nil {
		seatOf(ctx).entry = &entry
	}
	return entry, err
}

func (s *site) catch(ctx context.Context) error {
	if s.Desk.Catch == nil {
		return nil
	}
	return s.Desk.Catch(ctx)
}

// owed is an agreement with what it owes, as the desk's front lists it.
type owed struct {
	ID     register.ID
	Title  string
	Mine   bool
	Late   []due
	Soon   []due
	Silent string   // in words, where it is dormant
	Open   int      // candidates nobody ruled on
	Ask    []string // whom, of what is late or silent
}

// Urgent is how it is sorted: days late, before what is silent, before what is due.
func (o owed) urgent() int {
	switch {
	case len(o.Late) > 0:
		return -10_000 + o.Late[0].Days
	case o.Silent != "":
		return -5_000
	case len(o.Soon) > 0:
		return o.Soon[0].Days
	}
	return 10_000
}

// deskFront is what the officer's day begins with.
func (s *site) deskFront(w http.ResponseWriter, r *http.Request) error {
	q, err := s.desk(w, r)
	if err != nil {
		return err
	}
	party := register.ID(q.URL.Query().Get("party"))
	page := struct {
		Author     string
		Mine       []owed
		Others     []owed
		Quiet      int // agreements that are not listed
		Questions  int
		Party      register.Name
		Undone     string
		Sittings   []meeting.Sitting
		HasSitting bool
		Drafts     []drafted
	}{Author: author(q.Context()), Party: register.Name{ID: party}, Undone: entryNumber(q.URL.Query().Get("undone")), HasSitting: s.Desk.Sittings != nil && s.can(q.Context(), account.Meet, "")}
	only, all, err := s.pressing(q.Context(), party)
	if err != nil {
		return err
	}
	if page.Drafts, err = s.drafted(q); err != nil {
		return err
	}
	err = register.Each(q.Context(), s.Register, only, func(row register.Row, a register.Agreement) error {
		all--
		o := s.owed(q, row, a)
		switch {
		case o.Mine:
			page.Mine = append(page.Mine, o)
		case o.urgent() < 10_000 || o.Open > 0:
			page.Others = append(page.Others, o)
		default:
			page.Quiet++
		}
		return nil
	})
	if err != nil {
		return err
	}
	page.Quiet += max(0, all)
	if party != "" {
		names, err := s.Register.Names(q.Context(), party)
		if err != nil {
			return err
		}
		page.Party.Name = names[party].Name
	}
	for _, list := range [][]owed{page.Mine, page.Others} {
		slices.SortStableFunc(list, func(a, b owed) int { return a.urgent() - b.urgent() })
	}
	open, err := s.Register.Questions(q.Context(), "")
	if err != nil {
		return err
	}
	page.Questions = len(open)
	if page.HasSitting {
		if page.Sittings, err = s.Desk.Sittings.All(q.Context()); err != nil {
			return err
		}
	}
	return s.show(w, q, http.StatusOK, answer{template: "desk", title: q.t("desk.title"), section: "desk", page: page, alone: true})
}

// frontMost is how many agreements of others the desk's front reads: a day's work
// many times over. The rest are counted, and found by narrowing the register.
const frontMost = 60

// pressing are the agreements that the desk's front reads, and how many there are in
// all: with an index the person's own and those that owe something, what is late
// before what is silent, due soon or offered.
func (s *site) pressing(ctx context.Context, party register.ID) (only register.Filter, all int, err error) {
	only = register.Filter{Party: party, Limit: calendar.Most}
	if s.indexed(ctx) == "" {
		return only, 0, nil
	}
	within := map[find.Field][]string{}
	if party != "" {
		within[find.Party] = []string{string(party)}
	}
	// The first holds everything, and is asked for its size alone.
	r, err := s.Find.Search(ctx, find.Query{Class: 'a', Facets: within, Bare: true, Limit: 1})
	if err != nil {
		return only, 0, err
	}
	all = r.Total
	take := func(field find.Field, value string, most int) error {
		fields := maps.Clone(within)
		fields[field] = []string{value}
		r, err := s.Find.Search(ctx, find.Query{Class: 'a', Facets: fields, Bare: true, Limit: most})
		for _, f := range r.Found {
			if id := register.ID(f.ID); !slices.Contains(only.IDs, id) {
				only.IDs = append(only.IDs, id)
			}
		}
		return err
	}
	if err := take(find.Holder, strings.ToLower(author(ctx)), frontMost); err != nil {
		return only, 0, err
	}
	own := len(only.IDs)
	for _, kind := range []string{"late", "silent", "soon", "offered"} {
		if left := frontMost - (len(only.IDs) - own); left > 0 {
			if err := take(find.Owes, kind, left); err != nil {
				return only, 0, err
			}
		}
	}
	if len(only.IDs) == 0 {
		only.IDs = []register.ID{""} // none: an empty list would be all
	}
	return only, all, nil
}

func (s *site) owed(q *request, row register.Row, a register.Agreement) owed {
	today := s.Now()
	names := map[register.ID]string{}
	for _, side := range row.Sides {
		names[side.ID] = side.Name
	}
	named := func(id register.ID) string { return cmp.Or(names[id], string(id)) }
	stands := delivery.Assess(a, *s.Rules, today)
	owes := delivery.Owing(a, stands, *s.Rules)
	o := owed{ID: a.ID, Title: q.entitled(row.Title, row.ID, row.Sides), Mine: mine(a, author(q.Context()), today), Open: owes.Offered}
	for _, d := range owes.Late {
		o.Late = append(o.Late, due{d, q.away(d)})
	}
	for _, d := range owes.Soon {
		o.Soon = append(o.Soon, due{d, q.away(d)})
	}
	if owes.Silent {
		o.Silent = q.n("silent.days", *stands.Silent)
	}
	latest := register.ID("")
	if len(o.Late) > 0 {
		latest = o.Late[0].Of
	}
	if len(o.Late) > 0 || o.Silent != "" {
		o.Ask = q.whom(meeting.Whom(a, latest, named, today))
	}
	return o
}

// whom says in the reader's words whom to ask.
func (q *request) whom(people []string) []string {
	for i, p := range people {
		if side, ok := strings.CutSuffix(p, ": "+meeting.NobodyKnown); ok {
			people[i] = side + ": " + q.t("desk.nobody")
		}
	}
	return people
}

// mine says whether the file is the person's: they hold it for a side, or have an
// action point of it open.
func mine(a register.Agreement, who string, today time.Time) bool {
	is := func(name string) bool {
		name, who := strings.ToLower(name), strings.ToLower(who)
		return who != "" && (name == who || strings.HasPrefix(name, who+","))
	}
	return slices.ContainsFunc(meeting.Holders(a, today), func(h meeting.Holder) bool { return h.Holds && is(h.Name) }) ||
		slices.ContainsFunc(a.Record.Actions, func(x register.Action) bool { return is(x.Assigned.Text()) && len(x.Met.Values) == 0 })
}

// entryNumber is a log entry of an address, "" for anything else.
func entryNumber(s string) string {
	if n, err := strconv.ParseInt(s, 10, 64); err != nil || n < 0 {
		return ""
	}
	return s
}

// undo takes an entry of the desk back.
func (s *site) undo(w http.ResponseWriter, r *http.Request) error {
	if _, err := s.desk(w, r); err != nil {
		return err
	}
	if err := posted(w, r); err != nil {
		return err
	}
	n, err := strconv.ParseInt(r.PostFormValue("entry"), 10, 64)
	if err != nil {
		return fault.New(fault.Invalid, "entry: want a log entry")
	}
	s.Desk.entering.Lock()
	defer s.Desk.entering.Unlock()
	if err := s.mayUndo(r.Context(), n); err != nil {
		return err
	}
	if _, err := s.entered(r.Context(), decision.Form{Form: decision.Withdrawal, Entry: &n, Reason: cmp.Or(strings.TrimSpace(r.PostFormValue("reason")), "entered by mistake")}); err != nil {
		return err
	}
	back := "/desk"
	if id := register.ID(r.PostFormValue("agreement")); id.Class() == claim.Agreement && register.SubjectOf(id).Check() == nil {
		back = recordAddress(id)
	}
	http.Redirect(w, r, back+"?"+url.Values{"undone": {strconv.FormatInt(n, 10)}}.Encode(), http.StatusSeeOther)
	return nil
}

// deskMark keeps a page's tag apart from that of the same address as somebody else
// sees it, without buttons or with others.
func (s *site) deskMark(q *request) string {
	who := seatOf(q.Context()).who
	if s.Desk == nil && !seatOf(q.Context()).known() {
		return ""
	}
	return fmt.Sprintf("%d %q %v", who.Person, who.Name, who.Held)
}
