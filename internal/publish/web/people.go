package web

import (
	"net/http"
	"strconv"
	"strings"

	"sanad/claim"
	"sanad/internal/account"
	"sanad/internal/fault"
	"sanad/internal/register"
)

// peopleView is the page on which administrators look after people.
type peopleView struct {
	People  []personView
	Invited []account.Link
	Roles   []account.Role
	Link    string // one just made, shown this once
	For     string // whom it is for
	Problem string
	Me      int64
}

type personView struct {
	account.Someone
	Roles []heldView
}

func (s *site) peoplePage(w http.ResponseWriter, r *http.Request) error {
	q, err := s.entrance(w, r)
	if err != nil {
		return err
	}
	return s.showPeople(w, q, http.StatusOK, peopleView{})
}

func (s *site) showPeople(w http.ResponseWriter, q *request, status int, page peopleView) error {
	all, err := s.Accounts.All(q.Context())
	if err != nil {
		return err
	}
	for _, one := range all {
		page.People = append(page.People, personView{one, s.namedRoles(q, one.Held)})
	}
	links, err := s.Accounts.Links(q.Context())
	if err != nil {
		return err
	}
	for _, l := range links {
		if l.Purpose == account.Invite {
			page.Invited = append(page.Invited, l)
		}
	}
	page.Roles, page.Me = account.Roles, seatOf(q.Context()).who.Person
	return s.show(w, q, status, answer{template: "people", title: q.t("people.title"), section: "account", page: page, alone: true})
}

// heldOf is a role of a form. An agreement and a party are named by ids.
func heldOf(r *http.Request) (account.Held, error) {
	h := account.Held{Role: account.Role(oneLine(r, "role")), Agreement: oneLine(r, "agreement"), Party: oneLine(r, "party")}
	for _, id := range []struct {
		given string
		class claim.Class
	}{{h.Agreement, claim.Agreement}, {h.Party, claim.Party}} {
		if id.given != "" && (!isID(id.given, byte(id.class)) || register.SubjectOf(register.ID(id.given)).Check() != nil) {
			return h, fault.New(fault.Invalid, "%q is not such an id", id.given)
		}
	}
	return h, nil
}

// lookAfter does what an administrator asks of people.
func (s *site) lookAfter(w http.ResponseWriter, r *http.Request) error {
	q, err := s.entrance(w, r)
	if err != nil {
		return err
	}
	if err := posted(w, r); err != nil {
		return err
	}
	var made peopleView
	err = s.lookedAfter(q, &made)
	switch {
	case fault.Is(err, fault.Invalid):
		return s.showPeople(w, q, http.StatusUnprocessableEntity, peopleView{Problem: q.t("people.wrong")})
	case fault.Is(err, fault.Conflict):
		return s.showPeople(w, q, http.StatusConflict, peopleView{Problem: q.t("people.last")})
	case err != nil:
		return err
	case made.Link != "":
		return s.showPeople(w, q, http.StatusOK, made)
	}
	http.Redirect(w, r, "/people", http.StatusSeeOther)
	return nil
}

// lookedAfter does one thing; a link that comes of it is in made.
func (s *site) lookedAfter(q *request, made *peopleView) error {
	ctx, me := q.Context(), seatOf(q.Context()).who.Name
	person, _ := strconv.ParseInt(q.PostFormValue("person"), 10, 64) // 0 is nobody
	do := q.PostFormValue("do")
	it := seatOf(ctx)
	it.what = do
	if person != 0 {
		who, err := s.Accounts.Someone(ctx, person)
		if err != nil {
			return err
		}
		it.what += " " + who.Login
	}
	switch do {
	case "disable":
		return s.Accounts.Disable(ctx, person)
	case "enable":
		return s.Accounts.Enable(ctx, person)
	case "revoke":
		return s.Accounts.Revoke(ctx, q.PostFormValue("link"))
	}
	var held string
	var l account.Link
	var err error
	if do == "reset" {
		held, l, err = s.Accounts.ForReset(ctx, person, me)
	} else {
		var h account.Held
		if h, err = heldOf(q.Request); err != nil {
			return err
		}
		it.what = strings.TrimSpace(strings.Join([]string{it.what, short(60, oneLine(q.Request, "name")), string(h.Role), h.Agreement, h.Party}, " "))
		switch do {
		case "give":
			return s.Accounts.Give(ctx, person, h)
		case "take":
			return s.Accounts.Take(ctx, person, h)
		case "invite":
			held, l, err = s.Accounts.ForInvitation(ctx, oneLine(q.Request, "name"), h, me)
		default:
			return fault.New(fault.Invalid, "%q is nothing that is done with people", short(60, do))
		}
	}
	if err == nil {
		made.Link, made.For = s.base(q)+prefix(q.Request)+"/welcome/"+held, l.Name
	}
	return err
}
