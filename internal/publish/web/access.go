package web

import (
	"context"
	"fmt"
	"net/http"
	"path"
	"slices"
	"strings"

	"sanad/internal/account"
	"sanad/internal/fault"
	"sanad/internal/register"
)

// need is what an address asks of whoever comes to it.
type need struct {
	any []account.Act // one of them is enough
	of  string        // the part of the address that names the agreement it is about; "" the whole register

	// within is of what is about the agreements that the request itself names: who may do
	// it on one of them comes in, and which they name is looked at there.
	within bool
}

func needs(acts ...account.Act) need { return need{any: acts} }

func somewhere(acts ...account.Act) need { return need{any: acts, within: true} }

// onAgreement is about the agreement that the address names as {id}.
func onAgreement(acts ...account.Act) need { return need{any: acts, of: "id"} }

// access is what every address of the site asks; another form of a page, .json, .csv,
// asks what the page asks. An address that is not here is opened to nobody, and a test
// names it.
var access = map[string]need{
	"GET /{$}": needs(account.Read), "GET /search": needs(account.Read),
	"GET /agreements":      needs(account.Read),
	"GET /agreements/{id}": onAgreement(account.Read), "GET /agreements/{id}/feed.json": onAgreement(account.Read),
	"GET /agreements/{id}/message": onAgreement(account.Read), "GET /agreements/{id}/card.svg": onAgreement(account.Read), "GET /agreements/{id}/card.png": onAgreement(account.Read),
	"GET /events": needs(account.Read), "GET /events/{id}": needs(account.Read),
	"GET /parties":      needs(account.Read),
	"GET /parties/{id}": needs(account.Read), "GET /parties/{id}/feed.json": needs(account.Read),
	"GET /sources": needs(account.Read), "GET /sources/{id}": needs(account.Read),
	"GET /themes/{id}": needs(account.Read), "GET /map": needs(account.Read),
	"GET /calendar":     needs(account.Read),
	"GET /feed":         needs(account.Read),
	"GET /feed/message": needs(account.Read), "GET /feed/card.svg": needs(account.Read), "GET /feed/card.png": needs(account.Read),
	"GET /log": needs(account.Read), "GET /log/entries/{id}": needs(account.Read), "GET /log/{file...}": needs(account.Read),
	"GET /meetings": needs(account.Read), "GET /meetings/{id}": needs(account.Read), "GET /files/{id}": needs(account.Read),
	"GET /questions": needs(account.Read),
	"GET /reports":   needs(account.Read), "GET /reports/{kind}": needs(account.Read),
	"GET /figures":                  needs(account.Read),
	"GET /figures/{name}/{version}": needs(account.Read),
	"GET /about":                    needs(account.Read), "GET /sitemap.xml": needs(account.Read), "GET /sitemaps/{class}": needs(account.Read),
	"GET /robots.txt": needs(account.Read), "GET /opensearch.xml": needs(account.Read),
	"GET /static/{file}": needs(account.Read), "GET /healthz": needs(account.Read), "GET /": needs(account.Read),

	"GET /agreements/feed.json": needs(account.Read), "POST /hub": needs(account.Read), "GET /oembed": needs(account.Read),
	"GET /embed/agreements/{id}": onAgreement(account.Read), "GET /embed/agreements/{id}/timeline": onAgreement(account.Read),
	"GET /embed/parties/{id}": needs(account.Read), "GET /embed/parties/{id}/network": needs(account.Read),
	"GET /embed/events/{id}": needs(account.Read), "GET /embed/figures/{name}/{version}": needs(account.Read),

	"GET /downloads": needs(account.Read), "GET /downloads/register.jsonl.gz": needs(account.Read), "GET /cards/{name}": needs(account.Read), "GET /log/consistency/{old}": needs(account.Read), "GET /cite/{id}": needs(account.Read), "GET /changes": needs(account.Read),

	// Whether who signs in, or follows a link, is who they say is decided behind the door.
	"GET /signin": needs(account.Read), "POST /signin": needs(account.Read), "GET /signin/code": needs(account.Read), "POST /signin/code": needs(account.Read),
	"POST /signout": needs(account.Read), "GET /speak/{link}": needs(account.Read), "GET /welcome/{link}": needs(account.Read), "POST /welcome/{link}": needs(account.Read),

	"GET /account": needs(account.Own), "POST /account/password": needs(account.Own), "POST /account/sessions": needs(account.Own),
	"GET /account/code": needs(account.Own), "POST /account/code": needs(account.Own), "POST /account/tokens": needs(account.Own),
	"GET /trail": needs(account.Audit), "GET /people": needs(account.People), "POST /people": needs(account.People),

	"GET /desk": needs(account.Desk),
	// Whoever may make an entry may take it back: undo looks at which it is. The links by
	// which people speak without an account are the office's to give.
	"GET /desk/agreements/{id}/speakers": onAgreement(account.Record), "POST /desk/agreements/{id}/speakers": onAgreement(account.Record),
	"POST /desk/undo":                          somewhere(account.Record, account.State, account.Judge, account.Rule),
	"GET /desk/agreements/{id}":                onAgreement(account.Record, account.State),
	"POST /desk/agreements/{id}/record/{what}": onAgreement(account.Record, account.State),
	"POST /desk/agreements/{id}/place":         onAgreement(account.Rule),
	"GET /desk/sources":                        needs(account.Rule),
	"GET /desk/sources/{id}":                   needs(account.Rule),
	"POST /desk/sources/{id}":                  needs(account.Rule),
	"GET /desk/meetings":                       needs(account.Meet),
	"POST /desk/meetings":                      needs(account.Meet),
	"GET /desk/meetings/{id}":                  needs(account.Meet),
	"POST /desk/meetings/{id}":                 needs(account.Meet),
	"POST /api/v1/sources":                     needs(account.Submit), "POST /api/v1/files": somewhere(account.Record, account.State),
	"POST /api/v1/records": somewhere(account.Record, account.State), "POST /api/v1/searches": somewhere(account.Record),
	"POST /api/v1/judgements": needs(account.Judge), "POST /api/v1/rulings": somewhere(account.Rule), "POST /api/v1/placements": somewhere(account.Rule),
	// Whoever may make an entry may take it back.
	"POST /api/v1/withdrawals": somewhere(account.Record, account.State, account.Judge, account.Rule),
	"GET /api/v1/trail":        needs(account.Audit),

	"POST /questions/judge": needs(account.Judge),

	"GET /api/v1":                     needs(account.Read),
	"GET /api/v1/openapi.json":        needs(account.Read),
	"GET /api/v1/agreements":          needs(account.Read),
	"GET /api/v1/agreements/{id}":     onAgreement(account.Read),
	"GET /api/v1/parties":             needs(account.Read),
	"GET /api/v1/parties/{id}":        needs(account.Read),
	"GET /api/v1/events":              needs(account.Read),
	"GET /api/v1/events/{id}":         needs(account.Read),
	"GET /api/v1/sources":             needs(account.Read),
	"GET /api/v1/sources/{id}":        needs(account.Read),
	"GET /api/v1/sources/{id}/claims": needs(account.Read),
	"GET /api/v1/meetings":            needs(account.Read),
	"GET /api/v1/meetings/{id}":       needs(account.Read),
	"GET /api/v1/due":                 needs(account.Read),
	"GET /api/v1/log":                 needs(account.Read),
	"GET /api/v1/log/entries":         needs(account.Read),
	"GET /api/v1/log/entries/{id}":    needs(account.Read),
	"GET /api/v1/figures":             needs(account.Read),
	"GET /api/v1/lists":               needs(account.Read),
	"GET /api/v1/templates":           needs(account.Read),
	"GET /api/v1/export":              needs(account.Read),
}

// askedOf is what an address asks; ok is false where nobody said.
func askedOf(pattern string) (n need, ok bool) {
	if n, ok = access[pattern]; ok {
		return n, true
	}
	n, ok = access[strings.TrimSuffix(pattern, path.Ext(pattern))]
	return n, ok && strings.HasPrefix(pattern, "GET ")
}

// errNobody is the error of whoever must sign in before it is known what they may do.
var errNobody = fault.New(fault.Forbidden, "sign in first")

// permit says whether whoever asks may have what an address gives.
func (s *site) permit(r *http.Request, pattern string) error {
	n, listed := askedOf(pattern)
	if !listed {
		return fmt.Errorf("%s has no line in access.go", pattern)
	}
	seat := seatOf(r.Context())
	seat.act = n.any[0]
	agreement := ""
	if n.of != "" {
		agreement = r.PathValue(n.of)
	}
	if slices.ContainsFunc(n.any, func(act account.Act) bool {
		return s.can(r.Context(), act, register.ID(agreement)) || n.within && canSomewhere(seat.who, act)
	}) {
		return nil
	}
	switch {
	case s.Accounts == nil && strings.HasPrefix(r.URL.Path, apiRoot+"/"):
		return fault.New(fault.NotFound, "this register takes nothing from programs").WithHint("serve it with accounts, and make a token: sanad token create")
	case s.Accounts == nil && s.Desk == nil, s.Accounts == nil && n.any[0] == account.Own, s.Accounts == nil && n.any[0] == account.People:
		return fault.New(fault.NotFound, "this register is served without that")
	case s.Accounts != nil && seat.who.Person == 0:
		return errNobody
	}
	return fault.New(fault.Forbidden, "%s may not %s here", seat.who.Name, n.any[0])
}

// can says whether who asks may do an act to an agreement, or to the whole register
// where none is named.
func (s *site) can(ctx context.Context, act account.Act, agreement register.ID) bool {
	who := seatOf(ctx).who
	if account.Can(who, act, account.On{Agreement: string(agreement)}) {
		return true
	}
	// A role of an agreement is of whatever that turned out to be a part of.
	if agreement == "" || !slices.ContainsFunc(who.Held, func(h account.Held) bool { return h.Agreement != "" }) {
		return false
	}
	return account.Can(s.asNow(ctx, who), act, account.On{Agreement: string(s.nowCalled(ctx, agreement))})
}

// canSomewhere says whether who asks may do an act to some agreement.
func canSomewhere(who account.Who, act account.Act) bool {
	return slices.ContainsFunc(who.Held, func(h account.Held) bool {
		return account.Can(who, act, account.On{Agreement: h.Agreement})
	})
}

// asNow is who asks with the agreements of their roles as they are called today.
func (s *site) asNow(ctx context.Context, who account.Who) account.Who {
	who.Held = slices.Clone(who.Held)
	for i, h := range who.Held {
		if h.Agreement != "" {
			who.Held[i].Agreement = string(s.nowCalled(ctx, register.ID(h.Agreement)))
		}
	}
	return who
}

// nowCalled is the id that an agreement has today.
func (s *site) nowCalled(ctx context.Context, id register.ID) register.ID {
	a, err := s.Register.Agreement(ctx, id)
	if err != nil {
		return id
	}
	return a.ID
}
