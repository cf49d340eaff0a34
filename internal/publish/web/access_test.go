package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"sanad/claim"
	"sanad/internal/account"
	"sanad/internal/register"
)

// staffed is the worked register with accounts, and no people yet.
func staffed(t *testing.T) (*site, *account.Accounts) {
	t.Helper()
	o := worked(t)
	var err error
	if o.Accounts, err = account.Open(t.Context(), t.TempDir(), time.Now); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { o.Accounts.Close() })
	o.API = &API{Walk: nowhereToWalk{}}
	return newSite(o, mustSub("messages")), o.Accounts
}

// nowhereToWalk is the walk of a register that nobody walks: access is decided before.
type nowhereToWalk struct{}

func (nowhereToWalk) After(context.Context, claim.Class, register.ID, int) ([]register.ID, error) {
	return nil, nil
}

func (nowhereToWalk) PartiesOf(context.Context, []register.ID) ([]register.PartyRow, error) {
	return nil, nil
}

func (nowhereToWalk) EventsOf(context.Context, []register.ID) ([]register.EventRow, error) {
	return nil, nil
}

func (nowhereToWalk) Export(context.Context, io.Writer) error { return nil }

// everyPattern are all addresses that are served.
func everyPattern() (all []string) {
	for _, r := range routes {
		all = append(all, r.pattern)
	}
	for _, r := range apiRoutes() {
		all = append(all, r.method+" "+apiRoot+r.path)
	}
	return all
}

// TestEveryRouteIsListed: an address that access.go does not name is opened to nobody,
// and what it names is there.
func TestEveryRouteIsListed(t *testing.T) {
	all := everyPattern()
	for _, pattern := range all {
		if n, ok := askedOf(pattern); !ok || len(n.any) == 0 {
			t.Errorf("%s has no line in access.go", pattern)
		}
	}
	for pattern := range access {
		if !slices.Contains(all, pattern) {
			t.Errorf("access.go names %s, which is no address", pattern)
		}
	}
	s, _ := staffed(t)
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r = r.WithContext(context.WithValue(r.Context(), seatKey{}, &seat{who: account.Local("somebody")}))
	for _, pattern := range []string{"GET /secret", "GET /secret.json", "POST /agreements.json"} {
		if err := s.permit(r, pattern); err == nil {
			t.Errorf("%s has no line and is open", pattern)
		}
	}
}

var wildcard = regexp.MustCompile(`\{[a-z$.]+\}`)

// TestWhoMayCome walks every address as everybody who may come: a visitor, each role of the
// whole register, and each role of one agreement. Who may not is turned away, who may
// is not, and the table of package account says which is which.
func TestWhoMayCome(t *testing.T) {
	s, _ := staffed(t)
	s.Register.(*fake).err = errors.New("whether one may come in is decided before anything is looked up")
	people := map[string]account.Who{"a visitor": {}, "somebody without a role": {Person: 1, Name: "P"}}
	for _, role := range account.Roles {
		h := account.Held{Role: role}
		if role == account.Focal {
			h.Party = "p0-1"
		}
		people[string(role)] = account.Who{Person: 1, Name: "P", Held: []account.Held{h}}
		h.Agreement = "a0-2"
		people[string(role)+" of a0-2"] = account.Who{Person: 1, Name: "P", Held: []account.Held{h}}
	}
	opened := map[string]int{}
	for _, pattern := range everyPattern() {
		method, path, _ := strings.Cut(pattern, " ")
		for _, id := range []string{"a0-2", "a0-1"} {
			on := account.On{}
			asks, _ := askedOf(pattern)
			if asks.of != "" {
				on.Agreement = id
			}
			for name, who := range people {
				may := slices.ContainsFunc(asks.any, func(act account.Act) bool {
					// Of what names its agreements itself, cmd/sanad/apiwrite_test.go tries others.
					return account.Can(who, act, on) || asks.within && account.Can(who, act, account.On{Agreement: "a0-2"})
				})
				at := wildcard.ReplaceAllStringFunc(path, func(w string) string {
					switch w {
					case "{$}":
						return ""
					case "{id}":
						return id
					}
					return "x"
				})
				r := httptest.NewRequest(method, at, nil)
				r = r.WithContext(context.WithValue(r.Context(), seatKey{}, &seat{who: who}))
				w := httptest.NewRecorder()
				s.mux.ServeHTTP(w, r)
				away := w.Code == http.StatusUnauthorized || w.Code == http.StatusForbidden || strings.HasPrefix(w.Header().Get("Location"), "/signin?next=")
				if may == away {
					t.Errorf("%s %s as %s: %d %s, may: %v", method, at, name, w.Code, w.Header().Get("Location"), may)
				}
				if may {
					opened[name]++
				}
			}
		}
	}
	if opened["a visitor"] == 0 || opened["editor"] <= opened["editor of a0-2"] || opened["editor of a0-2"] <= opened["a visitor"] || opened["administrator"] <= opened["reader"] {
		t.Errorf("opened: %v", opened)
	}
}

// TestMergedAgreements: a role of an agreement is of what that agreement is a part of
// by now.
func TestMergedAgreements(t *testing.T) {
	s, _ := staffed(t)
	for _, c := range []struct{ held, asked string }{{"a10-1", "a9-1"}, {"a9-1", "a10-1"}} {
		who := account.Who{Person: 1, Held: []account.Held{{Role: account.Editor, Agreement: c.held}}}
		ctx := context.WithValue(t.Context(), seatKey{}, &seat{who: who})
		if !s.can(ctx, account.Record, register.ID(c.asked)) || s.can(ctx, account.Record, "a0-1") {
			t.Errorf("an editor of %s at %s", c.held, c.asked)
		}
	}
}

// TestAccountWords: each language has all that English has of accounts, and no more.
func TestAccountWords(t *testing.T) {
	read := func(tag string) (words map[string]string) {
		b, err := fs.ReadFile(files, "messages/account/"+tag+".json")
		if err == nil {
			err = json.Unmarshal(b, &words)
		}
		if err != nil {
			t.Fatal(err)
		}
		return words
	}
	english := read("en")
	for _, tag := range []string{"ur", "zh"} {
		own := read(tag)
		for key := range english {
			if own[key] == "" || own[key] == english[key] {
				t.Errorf("%s has no %q", tag, key)
			}
		}
		if len(own) != len(english) {
			t.Errorf("%s has %d words, English %d", tag, len(own), len(english))
		}
	}
	for _, role := range account.Roles {
		if english["role."+string(role)] == "" || english["role."+string(role)+".what"] == "" {
			t.Errorf("role %s has no words", role)
		}
	}
	for _, act := range account.TokenActs {
		if english[fmt.Sprint("act.", act)] == "" {
			t.Errorf("act %s has no words", act)
		}
	}
}
