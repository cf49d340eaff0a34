package web

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"sanad/claim"
	"sanad/internal/fault"
	"sanad/internal/meeting"
	"sanad/internal/publish/calendar"
	decision "sanad/internal/reader/form"
	"sanad/internal/register"
	"sanad/vocab"
)

// sittings is the meeting desk of a request, or that there is none.
func (s *site) sittings(w http.ResponseWriter, r *http.Request) (*request, error) {
	q, err := s.desk(w, r)
	if err == nil && s.Desk.Sittings == nil {
		err = fault.New(fault.NotFound, "this register is served without a meeting desk")
	}
	return q, err
}

// startPage offers to start a meeting, and lists those that are being held.
func (s *site) startPage(w http.ResponseWriter, r *http.Request) error {
	q, err := s.sittings(w, r)
	if err != nil {
		return err
	}
	return s.showStart(w, q, http.StatusOK, meeting.Sitting{On: claim.Date(s.Now().Format(time.DateOnly))}, "")
}

func (s *site) showStart(w http.ResponseWriter, q *request, status int, sitting meeting.Sitting, problem string) error {
	open, err := s.Desk.Sittings.All(q.Context())
	if err != nil {
		return err
	}
	parties, err := s.Register.Parties(q.Context(), listMost, 0)
	if err != nil {
		return err
	}
	page := struct {
		meeting.Sitting
		Open    []meeting.Sitting
		Parties []register.PartyRow
		Bodies  []string
		Tiers   vocab.List
		Problem string
	}{sitting, open, parties, nil, vocab.Tiers, problem}
	known, err := s.Register.Meetings(q.Context(), listLimit, 0)
	if err != nil {
		return err
	}
	for _, p := range known {
		m, err := s.held(q.Context(), p, 1)
		if fault.Is(err, fault.NotFound) {
			continue
		}
		if err != nil {
			return err
		}
		if body := m.Body.Text(); body != "" && !slices.Contains(page.Bodies, body) {
			page.Bodies = append(page.Bodies, body)
		}
	}
	return s.show(w, q, status, answer{template: "start", title: q.t("sitting.start"), section: "desk", page: page, alone: true})
}

// start begins a meeting: it has an agenda from now on.
func (s *site) start(w http.ResponseWriter, r *http.Request) error {
	q, err := s.sittings(w, r)
	if err != nil {
		return err
	}
	if err := posted(w, r); err != nil {
		return err
	}
	sitting := meeting.Sitting{
		By: author(q.Context()), Saved: s.Now().UTC(), Name: oneLine(r, "name"), Body: oneLine(r, "body"), On: claim.Date(oneLine(r, "on")), Next: claim.Date(oneLine(r, "next")),
		Filter: meeting.Filter{Party: register.ID(oneLine(r, "party")), Body: oneLine(r, "of"), Tier: oneLine(r, "tier"), Country: oneLine(r, "country")},
	}
	problem := ""
	for _, d := range []claim.Date{sitting.On, sitting.Next} {
		if d != "" && d.Check() != nil {
			problem = q.t("desk.wrong.date", q.isolated(short(80, string(d))))
		}
	}
	switch {
	case problem != "":
	case sitting.On == "":
		problem = q.t("sitting.wrong.need")
	case sitting.Filter.CheckCountry() != nil:
		problem = q.t("sitting.wrong.country", q.isolated(short(80, sitting.Filter.Country)))
	}
	if problem != "" {
		return s.showStart(w, q, http.StatusUnprocessableEntity, sitting, problem)
	}
	if sitting, err = s.Desk.Sittings.Save(q.Context(), sitting); err != nil {
		return err
	}
	http.Redirect(w, r, "/desk/meetings/"+sitting.ID, http.StatusSeeOther)
	return nil
}

// oneLine is a line of a form without needless space.
func oneLine(r *http.Request, name string) string {
	return strings.Join(strings.Fields(r.PostFormValue(name)), " ")
}

func (s *site) sitting(ctx context.Context, id string) (meeting.Sitting, error) {
	all, err := s.Desk.Sittings.All(ctx)
	if err != nil {
		return meeting.Sitting{}, err
	}
	i := slices.IndexFunc(all, func(m meeting.Sitting) bool { return m.ID == id })
	if i < 0 {
		return meeting.Sitting{}, fault.New(fault.NotFound, "no meeting %q is being held", id)
	}
	return all[i], nil
}

func (s *site) sittingPage(w http.ResponseWriter, r *http.Request) error {
	q, err := s.sittings(w, r)
	if err != nil {
		return err
	}
	m, err := s.sitting(q.Context(), q.PathValue("id"))
	if err != nil {
		return err
	}
	return s.showSitting(w, q, http.StatusOK, sittingView{Sitting: m, Saved: q.URL.Query().Has("saved")})
}

// sittingView is a meeting while it is held.
type sittingView struct {
	meeting.Sitting
	Agenda  *agendaView
	Last    *lastView
	Known   []attendee // who may be there
	Others  string     // who else is, a line each
	About   []titled
	Rows    []pointRow // decisions, with room for more
	Tasks   []pointRow // action points, with room for more
	Flaws   []flaw
	Saved   bool
	Other   *meeting.Sitting // what somebody else saved meanwhile
	Owners  []string
	Missing map[string]string // what is wrong, by field
}

type attendee struct {
	Name string
	Here bool
}

type lastView struct {
	*meeting.Last
	Rows []lastRow
}

type lastRow struct {
	meeting.Action
	Away   string
	DoneOn claim.Date
	Wrong  string
}

// pointRow is a row of decisions or action points; N is its place.
type pointRow struct {
	meeting.Point
	N               int
	Task, Who, When string // what is wrong with each
}

type flaw struct{ ID, Words string }

// blank are how many empty rows stand below those that are filled.
const blank = 3

func (s *site) showSitting(w http.ResponseWriter, q *request, status int, v sittingView) error {
	all, names, err := meeting.Select(q.Context(), s.Register, v.Filter, calendar.Most)
	if err != nil {
		return err
	}
	named := func(id register.ID) string { return cmp.Or(names[id], string(id)) }
	day, err := time.Parse(time.DateOnly, register.LastDay(v.On))
	if err != nil {
		day = s.Now()
	}
	until, _ := time.Parse(time.DateOnly, register.LastDay(v.Next))
	v.Agenda = q.agenda(meeting.Build(all, *s.Rules, named, day, until), v.Sitting)
	for _, a := range all {
		v.About = append(v.About, titled{a.ID, short(100, meeting.Title(a, named))})
	}
	v.attendance(all, day, named)
	v.words(q)
	if v.Agenda.Last != nil {
		v.Last = &lastView{Last: v.Agenda.Last}
		for _, x := range v.Agenda.Last.Actions {
			row := lastRow{Action: x, Wrong: v.Missing["done."+string(x.ID)]}
			if x.State == "late" {
				row.Away = q.n("due.late", x.Days)
			}
			for _, d := range v.Done {
				if d.ID == x.ID {
					row.DoneOn = d.On
				}
			}
			v.Last.Rows = append(v.Last.Rows, row)
		}
	}
	return s.show(w, q, status, answer{template: "sitting", title: cmp.Or(v.Name, v.Body, q.t("sitting.untitled")), section: "desk", page: v, alone: true})
}

// attendance offers those who hold a file, and those who were at the last meeting.
func (v *sittingView) attendance(all []register.Agreement, day time.Time, named func(register.ID) string) {
	offer := func(name string) {
		if name != "" && !slices.ContainsFunc(v.Known, func(a attendee) bool { return a.Name == name }) {
			v.Known = append(v.Known, attendee{name, slices.Contains(v.Attended, name)})
		}
	}
	for _, a := range all {
		for _, h := range meeting.Holders(a, day) {
			if h.Holds && h.Name != "" {
				offer(strings.TrimSuffix(h.Name+", "+cmp.Or(h.Office, named(h.Party)), ", "))
			}
		}
		for _, side := range a.Sides {
			if name := named(side.Party); !slices.Contains(v.Owners, name) {
				v.Owners = append(v.Owners, name)
			}
		}
	}
	if v.Agenda.Last != nil {
		for _, a := range all {
			for _, m := range a.Record.Meetings {
				if m.ID == v.Agenda.Last.ID {
					for _, who := range m.Attended {
						offer(who.Text)
					}
				}
			}
		}
	}
	var others []string
	for _, name := range v.Attended {
		if !slices.ContainsFunc(v.Known, func(a attendee) bool { return a.Name == name }) {
			others = append(others, name)
		}
	}
	v.Others = strings.Join(others, "\n")
}

// words lays out rows and says what is wrong with them.
func (v *sittingView) words(q *request) {
	v.Missing = map[string]string{}
	for _, f := range v.Flaws {
		v.Missing[f.ID] = f.Words
	}
	for i := range len(v.Decisions) + blank {
		row := pointRow{N: i}
		if i < len(v.Decisions) {
			row.Point = v.Decisions[i]
		}
		v.Rows = append(v.Rows, row)
	}
	for i := range len(v.Actions) + blank {
		row := pointRow{N: i}
		if i < len(v.Actions) {
			row.Point = v.Actions[i]
			at := "x" + strconv.Itoa(i) + "."
			row.Task, row.Who, row.When = v.Missing[at+"text"], v.Missing[at+"who"], v.Missing[at+"due"]
		}
		v.Tasks = append(v.Tasks, row)
	}
}

// hold saves a meeting that is being held, closes it into minutes, or drops it.
func (s *site) hold(w http.ResponseWriter, r *http.Request) error {
	q, err := s.sittings(w, r)
	if err != nil {
		return err
	}
	if err := posted(w, r); err != nil {
		return err
	}
	s.Desk.entering.Lock()
	defer s.Desk.entering.Unlock()
	now, err := s.sitting(q.Context(), q.PathValue("id"))
	if err != nil {
		return err
	}
	typed := typedSitting(r, now)
	typed.By, typed.Saved = author(q.Context()), s.Now().UTC()
	if typed.Version != now.Version {
		other := now
		typed.Version = now.Version
		return s.showSitting(w, q, http.StatusConflict, sittingView{Sitting: typed, Other: &other})
	}
	if r.PostFormValue("do") == "drop" {
		if err := s.Desk.Sittings.Drop(q.Context(), now.ID); err != nil {
			return err
		}
		http.Redirect(w, r, "/desk/meetings", http.StatusSeeOther)
		return nil
	}
	saved, err := s.Desk.Sittings.Save(q.Context(), typed)
	if err != nil {
		return err
	}
	if r.PostFormValue("do") != "close" {
		http.Redirect(w, r, "/desk/meetings/"+saved.ID+"?saved", http.StatusSeeOther)
		return nil
	}
	if flaws := saved.Flaws(); len(flaws) > 0 {
		return s.showSitting(w, q, http.StatusUnprocessableEntity, sittingView{Sitting: saved, Flaws: q.flaws(flaws)})
	}
	f, err := saved.Minutes().Form(author(q.Context()), s.Now().UTC().Truncate(time.Millisecond))
	if err != nil {
		return err
	}
	return s.closed(w, r, saved, f)
}

// closed logs the minutes, and lets the sitting go once they are in the log.
func (s *site) closed(w http.ResponseWriter, r *http.Request, m meeting.Sitting, f decision.Form) error {
	entry, err := s.entered(r.Context(), f)
	if err != nil {
		return err
	}
	if err := s.Desk.Sittings.Drop(r.Context(), m.ID); err != nil {
		return err
	}
	http.Redirect(w, r, "/meetings/"+string(register.OwnID(claim.Subject("g1").In(entry))), http.StatusSeeOther)
	return nil
}

func (q *request) flaws(all []meeting.Flaw) []flaw {
	var out []flaw
	for _, f := range all {
		words := q.t("sitting.wrong." + f.Key)
		if strings.Contains(words, "%s") {
			words = q.t("sitting.wrong."+f.Key, q.isolated(short(80, f.Typed)))
		}
		out = append(out, flaw{f.Field, words})
	}
	return out
}

// typedSitting is what stands in the sheet of a meeting. Rows of which everything is
// empty are none.
func typedSitting(r *http.Request, m meeting.Sitting) meeting.Sitting {
	f := r.PostForm
	m.Version, _ = strconv.Atoi(f.Get("version")) // a version that is none is nobody's
	m.Name, m.Body, m.On, m.Next = oneLine(r, "name"), oneLine(r, "body"), claim.Date(oneLine(r, "on")), claim.Date(oneLine(r, "next"))
	m.Note = strings.TrimSpace(f.Get("note"))
	m.Attended, m.Discussed, m.Decisions, m.Actions, m.Done = nil, nil, nil, nil, nil
	for _, name := range append(slices.Clone(f["here"]), strings.Split(f.Get("others"), "\n")...) {
		if name = strings.Join(strings.Fields(name), " "); name != "" && !slices.Contains(m.Attended, name) {
			m.Attended = append(m.Attended, name)
		}
	}
	for _, tick := range f["tick"] {
		if about, text, ok := strings.Cut(tick, "|"); ok && text != "" {
			m.Discussed = append(m.Discussed, meeting.Point{About: agreementID(about), Text: text})
		}
	}
	at := func(name string, i int) string {
		if list := f[name]; i < len(list) {
			return strings.Join(strings.Fields(list[i]), " ")
		}
		return ""
	}
	for i := range f["d.text"] {
		if p := (meeting.Point{About: agreementID(at("d.about", i)), Text: at("d.text", i)}); p.Text != "" {
			m.Decisions = append(m.Decisions, p)
		}
	}
	for i := range f["x.text"] {
		p := meeting.Point{About: agreementID(at("x.about", i)), Text: at("x.text", i), Assigned: at("x.who", i), Due: claim.Date(at("x.due", i))}
		if p.Text+p.Assigned+string(p.Due) != "" {
			m.Actions = append(m.Actions, p)
		}
	}
	for i, id := range f["done.id"] {
		if on := at("done.on", i); on != "" {
			m.Done = append(m.Done, meeting.Done{ID: register.ID(id), On: claim.Date(on)})
		}
	}
	return m
}

// agreementID is an agreement's id of a form, "" for anything else.
func agreementID(s string) register.ID {
	id := register.ID(s)
	if id.Class() != claim.Agreement || register.SubjectOf(id).Check() != nil {
		return ""
	}
	return id
}
