package web

import (
	"cmp"
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"unicode/utf8"

	"sanad/claim"
	"sanad/internal/account"
	"sanad/internal/delivery"
	"sanad/internal/desk"
	"sanad/internal/fault"
	decision "sanad/internal/reader/form"
	"sanad/internal/register"
)

const (
	// fileMost is how large a file that proves something may be.
	fileMost = 20 << 20
	// sentMost is how much is read of what is sent, to answer with a page rather
	// than a broken connection; what is too much of a file is read and dropped.
	sentMost = 1 << 30
	// typedMost bounds all that is typed into a sheet.
	typedMost = 256 << 10
)

func recordAddress(id register.ID) string { return "/desk/agreements/" + string(id) }

// sent is what came with a sheet.
type sent struct {
	url.Values
	file     []byte
	tooLarge bool
}

// readSheet reads a sheet with or without a file. A file that is too large is read
// on and dropped, so that what was typed is kept and can be shown again.
func readSheet(w http.ResponseWriter, r *http.Request) (sent, error) {
	out := sent{Values: url.Values{}}
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind != "multipart/form-data" {
		err := posted(w, r)
		out.Values = r.PostForm
		return out, err
	}
	r.Body = http.MaxBytesReader(w, r.Body, sentMost)
	parts, err := r.MultipartReader()
	if err != nil {
		return out, fault.New(fault.Invalid, "the form cannot be read: %w", err)
	}
	typed := 0
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return out, fault.New(fault.Invalid, "the form cannot be read: %w", err)
		}
		most := int64(typedMost)
		if part.FormName() == "file" {
			most = fileMost
		}
		b, err := io.ReadAll(io.LimitReader(part, most+1))
		if err != nil {
			return out, fault.New(fault.Invalid, "the form cannot be read: %w", err)
		}
		switch {
		case part.FormName() != "file":
			if typed += len(b); typed > typedMost || !utf8.Valid(b) {
				return out, fault.New(fault.Invalid, "the form holds too much, or what is no text")
			}
			out.Add(part.FormName(), string(b))
		case int64(len(b)) > most:
			out.tooLarge = true
			if _, err := io.Copy(io.Discard, part); err != nil {
				return out, fault.New(fault.Invalid, "the form cannot be read: %w", err)
			}
		case len(b) > 0:
			out.file = b
			if out.Get("filename") == "" {
				out.Set("filename", fileName(part.FileName()))
			}
		}
	}
}

// fileName is the name a file came under, without folders and not too long.
func fileName(s string) string {
	s = path.Base(strings.ReplaceAll(s, `\`, "/"))
	if s == "." || s == "/" || !utf8.ValidString(s) {
		return ""
	}
	return short(120, s)
}

// sheetOf is the sheet that an address asks for, of an agreement as it is now.
func (s *site) sheetOf(q *request, kind desk.Kind, a register.Agreement) (desk.Sheet, naming, error) {
	names, err := s.called(q.Context(), a)
	if err != nil {
		return desk.Sheet{}, nil, err
	}
	stands := delivery.Assess(a, *s.Rules, s.Now())
	template, _ := s.Rules.Templates.ByCode(stands.Template)
	sheet, ok := desk.New(kind, desk.About{Agreement: a, Template: template, Templates: s.Rules.Templates, Names: names, Today: s.Now()})
	if !ok {
		return sheet, names, fault.New(fault.NotFound, "there is no sheet %q", kind)
	}
	return sheet, names, nil
}

// naming tells what a party is called.
type naming func(register.ID) string

// called are what the sides of an agreement are called.
func (s *site) called(ctx context.Context, a register.Agreement) (naming, error) {
	var ids []register.ID
	for _, side := range a.Sides {
		ids = append(ids, side.Party)
	}
	names, err := s.Register.Names(ctx, ids...)
	if err != nil {
		return nil, err
	}
	return func(id register.ID) string {
		if n := names[id].Name; n != "" {
			return n
		}
		return string(id)
	}, nil
}

// atDesk is the agreement a page of the desk is about.
func (s *site) atDesk(q *request) (register.Agreement, error) {
	id, err := q.id('a')
	if err != nil {
		return register.Agreement{}, err
	}
	return s.Register.Agreement(q.Context(), id)
}

// recordPage shows a sheet to fill in.
func (s *site) recordPage(w http.ResponseWriter, r *http.Request) error {
	q, err := s.desk(w, r)
	if err != nil {
		return err
	}
	// The position is read before the agreement: what is logged between the two is
	// then told as entered meanwhile, never overlooked.
	seen, err := s.Register.Position(q.Context())
	if err != nil {
		return err
	}
	a, err := s.atDesk(q)
	if err != nil {
		return err
	}
	kind := desk.Kind(q.URL.Query().Get("what"))
	if kind == "" {
		kind = desk.Result
	}
	sheet, names, err := s.sheetOf(q, kind, a)
	if err != nil {
		return err
	}
	draft, err := s.draft(q.Context(), a.ID, kind)
	if err != nil {
		return err
	}
	if draft != nil {
		sheet.Fill(draft.Typed.Get)
		seen = draft.Seen
	}
	if q.URL.Query().Has("indicator") {
		sheet.Choose("indicator", q.URL.Query().Get("indicator"))
	}
	page, err := s.recording(q, a, sheet, names, seen)
	if err != nil {
		return err
	}
	page.Draft, page.Kept = draft, q.URL.Query().Get("kept") != ""
	page.Done, page.Undone = entryNumber(q.URL.Query().Get("done")), entryNumber(q.URL.Query().Get("undone"))
	return s.show(w, q, http.StatusOK, page.answer(q))
}

// record takes a sheet: wrong fields and what others entered meanwhile are shown
// with it, and what was typed stays.
func (s *site) record(w http.ResponseWriter, r *http.Request) error {
	q, err := s.desk(w, r)
	if err != nil {
		return err
	}
	in, err := readSheet(w, r)
	if err != nil {
		return err
	}
	version, err := strconv.ParseInt(in.Get("seen"), 10, 64)
	if err != nil {
		return fault.New(fault.Invalid, "seen: want the position of the log that the page was made at")
	}
	if do := in.Get("do"); do == "keep" || do == "drop" {
		return s.keepDraft(w, q, in, version)
	}
	s.Desk.entering.Lock()
	defer s.Desk.entering.Unlock()
	a, seen, err := s.caughtUp(q)
	if err != nil {
		return err
	}
	kind := desk.Kind(q.PathValue("what"))
	sheet, names, err := s.sheetOf(q, kind, a)
	if err != nil {
		return err
	}
	if in.file != nil && in.Get("title") == "" {
		in.Set("title", in.Get("filename"))
	}
	sheet.Fill(in.Get)
	if in.tooLarge {
		sheet.Refuse("file", "toolarge", strconv.Itoa(fileMost>>20))
	}
	if in.file != nil && s.Desk.Attach == nil {
		sheet.Refuse("file", "nofiles")
	}
	f, ok := sheet.Read(in.file != nil || in.tooLarge)
	again := func(status int, meanwhile []desk.Meanwhile, problem string) error {
		page, err := s.recording(q, a, sheet, names, seen)
		if err != nil {
			return err
		}
		page.Meanwhile, page.Problem, page.FileLost = meanwhile, problem, in.file != nil
		return s.show(w, q, status, page.answer(q))
	}
	if !ok {
		return again(http.StatusUnprocessableEntity, nil, "")
	}
	if err := s.speaking(q.Context(), &f, a.ID); err != nil {
		return err
	}
	if meanwhile := sheet.Since(a, version); len(meanwhile) > 0 {
		return again(http.StatusConflict, meanwhile, "")
	}
	if in.file != nil {
		ref, err := s.Desk.Attach(q.Context(), in.file)
		if err != nil {
			return err
		}
		desk.Attach(&f, ref)
	}
	entry, err := s.entered(q.Context(), f)
	if fault.Is(err, fault.Invalid) {
		return again(http.StatusUnprocessableEntity, nil, err.Error())
	}
	if err != nil {
		return err
	}
	s.dropDraft(q.Context(), a.ID, kind)
	http.Redirect(w, r, recordAddress(a.ID)+"?"+url.Values{"what": {string(kind)}, "done": {strconv.FormatInt(entry, 10)}}.Encode(), http.StatusSeeOther)
	return nil
}

// caughtUp is the agreement as the newest log has it, and the position that is seen
// from. Whoever asks holds the lock of those who enter.
func (s *site) caughtUp(q *request) (a register.Agreement, seen int64, err error) {
	if err = s.catch(q.Context()); err != nil {
		return a, 0, err
	}
	if seen, err = s.Register.Position(q.Context()); err != nil {
		return a, 0, err
	}
	a, err = s.atDesk(q)
	return a, seen, err
}

// place takes the desk's word on a candidate.
func (s *site) place(w http.ResponseWriter, r *http.Request) error {
	q, err := s.desk(w, r)
	if err != nil {
		return err
	}
	if err := posted(w, r); err != nil {
		return err
	}
	s.Desk.entering.Lock()
	defer s.Desk.entering.Unlock()
	a, seen, err := s.caughtUp(q)
	if err != nil {
		return err
	}
	f := decision.Form{Form: decision.Ruling, Reason: strings.TrimSpace(r.PostFormValue("reason"))}
	verdict, candidate := r.PostFormValue("verdict"), register.ID(r.PostFormValue("candidate"))
	if verdict != "attach" && verdict != "reject" {
		return fault.New(fault.Invalid, "verdict %q is neither attach nor reject", verdict)
	}
	status, problem := http.StatusUnprocessableEntity, ""
	err = desk.Place(&f, a, candidate, verdict == "attach")
	switch {
	case fault.Is(err, fault.Conflict):
		status, problem = http.StatusConflict, q.t("desk.place.already")
	case err != nil:
		return err
	case f.Reason == "":
		problem = q.t("desk.place.reason")
	}
	if problem != "" {
		sheet, names, err := s.sheetOf(q, desk.Result, a)
		if err != nil {
			return err
		}
		page, err := s.recording(q, a, sheet, names, seen)
		if err != nil {
			return err
		}
		page.Problem = problem
		return s.show(w, q, status, page.answer(q))
	}
	entry, err := s.entered(q.Context(), f)
	if err != nil {
		return err
	}
	http.Redirect(w, r, recordAddress(a.ID)+"?"+url.Values{"done": {strconv.FormatInt(entry, 10)}}.Encode(), http.StatusSeeOther)
	return nil
}

// recording is the page of a sheet.
type recording struct {
	ID        register.ID
	Shown     string
	Author    string
	Seen      int64 // the position of the log it was made at
	Kind      desk.Kind
	Kinds     []tab
	Fields    []typing
	More      []typing
	Proofs    []typing
	OpenMore  bool
	Wrongs    []typing
	Meanwhile []desk.Meanwhile
	Problem   string
	FileLost  bool // a file was chosen and must be chosen again
	Done      string
	Undone    string
	Offered   []offered
	Place     string // where rulings on candidates go
	Speaks    string // for whom whoever enters speaks, "" for the office
	Speakers  string // where links to speak are given
	Lately    []lately
	Standing  standing
	Dormant   string
	Drafts    bool   // drafts are kept
	Draft     *Draft // that the sheet was filled in from
	Kept      bool   // it was kept just now
	Script    string
}

// tab leads to a sheet.
type tab struct {
	Kind desk.Kind
	Key  int // on the keyboard
	Here bool
}

// typing is a field as the page shows it.
type typing struct {
	desk.Field
	ID    string
	Label string
	Hint  string
	Wrong string
	Shown []option
	Focus bool
}

type option struct{ Value, Text string }

// lately is an entry of the last ones, to be taken back.
type lately struct {
	register.News
	Words string
}

func (p recording) answer(q *request) answer {
	return answer{template: "record", title: q.t("desk.record") + ": " + p.Shown, section: "desk", page: p, alone: true}
}

func (s *site) recording(q *request, a register.Agreement, sheet desk.Sheet, names naming, seen int64) (recording, error) {
	var sides []register.Name
	known := map[register.ID]register.Name{}
	for _, side := range a.Sides {
		n := register.Name{ID: side.Party, Name: names(side.Party)}
		known[side.Party] = n
		if side.Role == "" || side.Role == "signatory" {
			sides = append(sides, n)
		}
	}
	stands := delivery.Assess(a, *s.Rules, s.Now())
	p := recording{
		ID: a.ID, Shown: q.entitled(a.Title.Text(), a.ID, sides), Author: author(q.Context()), Seen: seen, Kind: sheet.Kind,
		Drafts: s.Desk.Drafts != nil, Script: "/static/desk.js?v=" + s.edition, OpenMore: sheet.OpenMore(), Place: recordAddress(a.ID) + "/place", Standing: q.standing(a, *s.Rules, stands, known),
	}
	if p.Speaks, p.Speakers = s.speaksFor(q.Context(), a.ID, names); p.Speaks != "" {
		p.Place = ""
	}
	for _, o := range p.Standing.Offered {
		if o.State == register.Open && s.can(q.Context(), account.Rule, a.ID) {
			o.Place = p.Place
			p.Offered = append(p.Offered, o)
		}
	}
	for i, k := range desk.Kinds {
		p.Kinds = append(p.Kinds, tab{Kind: k, Key: i + 1, Here: k == sheet.Kind})
	}
	wrong := len(sheet.Wrongs()) > 0
	focused := false
	for _, list := range []struct {
		from []desk.Field
		to   *[]typing
	}{{sheet.Fields, &p.Fields}, {sheet.More, &p.More}, {sheet.Proofs, &p.Proofs}} {
		for _, f := range list.from {
			shown := q.typing(f, sheet.Kind, p.Shown)
			if !focused && (!wrong || f.Wrong != nil) {
				shown.Focus, focused = true, true
			}
			if f.Wrong != nil {
				p.Wrongs = append(p.Wrongs, shown)
			}
			*list.to = append(*list.to, shown)
		}
	}
	news, err := s.Register.News(q.Context(), register.NewsFilter{Agreement: a.ID, Limit: 30})
	if err != nil {
		return p, err
	}
	for _, n := range news {
		if n.Source.Reader != decision.Reader || n.Undone || n.Source.Title == decision.Withdrawal || len(p.Lately) == 5 {
			continue
		}
		p.Lately = append(p.Lately, lately{n, q.reason("form", n.Source.Title)})
	}
	return p, nil
}

// typing is a field in the reader's words.
func (q *request) typing(f desk.Field, kind desk.Kind, agreement string) typing {
	t := typing{Field: f, ID: "f-" + f.Name, Hint: q.words["desk.hint."+f.Name]}
	t.Label = cmp.Or(q.words["desk.field."+string(kind)+"."+f.Name], q.t("desk.field."+f.Name))
	if f.Wrong != nil {
		args := make([]any, len(f.Wrong.Args))
		for i, a := range f.Wrong.Args {
			args[i] = q.isolated(short(80, a))
		}
		t.Wrong = q.t("desk.wrong."+f.Wrong.Key, args...)
	}
	for _, o := range f.Options {
		text := o.Text
		switch {
		case o.List != "":
			text = q.label(o.List, o.Value)
		case o.Words != nil && text == "":
			text = o.Words.In(q.Tag)
		}
		if register.ID(text).Class() == claim.Agreement && text == o.Value {
			text = q.t("desk.whole") + ": " + agreement
		}
		if o.Detail != "" {
			text += " (" + q.reason("measured", o.Detail) + ")"
		}
		t.Shown = append(t.Shown, option{o.Value, short(110, text)})
	}
	return t
}

// Is says how it is typed, for templates.
func (t typing) Is(input string) bool { return string(t.Input) == input }

// isolated sets what somebody typed apart from a sentence that runs from the right,
// so that Latin letters do not turn it round.
func (l *language) isolated(s string) string {
	if l.Dir != "rtl" {
		return s
	}
	return "\u2068" + s + "\u2069"
}
