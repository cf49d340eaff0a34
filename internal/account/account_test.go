package account

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sanad/internal/fault"
)

// office is the accounts of a register and the clock they go by.
type office struct {
	*testing.T
	*Accounts
	data  string
	clock time.Time
}

func newOffice(t *testing.T) *office {
	t.Helper()
	o := &office{T: t, data: t.TempDir(), clock: time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)}
	var err error
	if o.Accounts, err = Open(t.Context(), o.data, func() time.Time { return o.clock }); err != nil {
		t.Fatal(err)
	}
	o.cost = cost{64, 1, 1} // tests guess often
	t.Cleanup(func() { o.Close() })
	return o
}

const words4 = "four words in a row"

// join makes a person by the link an administrator would hand out, or the first one.
func (o *office) join(login string, h Held) Someone {
	o.Helper()
	ctx := o.Context()
	held, _, err := o.ForSetUp(ctx)
	if fault.Is(err, fault.Conflict) {
		held, _, err = o.ForInvitation(ctx, login, h, "test")
	}
	if err != nil {
		o.Fatal(err)
	}
	id, err := o.Follow(ctx, held, login, "Mx. "+login, words4)
	if err != nil {
		o.Fatal(err)
	}
	who, err := o.Someone(ctx, id)
	if err != nil {
		o.Fatal(err)
	}
	return who
}

// TestPeople: the first comes by the link of the set-up, others by invitation; a link
// is good once and for a time; one who is disabled is out at once, and the last
// administrator stays.
func TestPeople(t *testing.T) {
	o := newOffice(t)
	ctx := t.Context()
	old, _, err := o.ForSetUp(ctx)
	if err != nil {
		t.Fatal(err)
	}
	first := o.join("Chief", Held{})
	if _, err := o.Link(ctx, old); !fault.Is(err, fault.Gone) {
		t.Errorf("an older link of the set-up: %v", err)
	}
	if !Can(first.Who(), People, On{}) || !Can(first.Who(), Record, On{}) || first.Login != "chief" {
		t.Errorf("the first person: %+v", first)
	}
	if _, _, err := o.ForSetUp(ctx); !fault.Is(err, fault.Conflict) {
		t.Errorf("setting up twice: %v", err)
	}
	held, l, err := o.ForInvitation(ctx, "B. Clerk", Held{Role: Editor}, "Chief")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.Follow(ctx, held, "CHIEF ", "B. Clerk", words4); !fault.Is(err, fault.Conflict) {
		t.Errorf("a login that is taken: %v", err)
	}
	if _, err := o.Follow(ctx, held, "clerk", "B. Clerk", "short"); !fault.Is(err, fault.Invalid) {
		t.Errorf("a short password: %v", err)
	}
	clerk, err := o.Follow(ctx, held, "clerk", "B. Clerk", words4)
	if err != nil {
		t.Fatal("the link was spent by what did not work:", err)
	}
	if _, err := o.Follow(ctx, held, "clerk2", "B. Clerk", words4); !fault.Is(err, fault.Gone) {
		t.Errorf("a link used twice: %v", err)
	}
	late, l, err := o.ForInvitation(ctx, "C. Late", Held{Role: Reader}, "Chief")
	if err != nil {
		t.Fatal(err)
	}
	o.clock = l.Expires
	if _, err := o.Follow(ctx, late, "late", "C. Late", words4); !fault.Is(err, fault.Gone) {
		t.Errorf("a link that is too old: %v", err)
	}
	_, l, err = o.ForInvitation(ctx, "D. Never", Held{Role: Reader}, "Chief")
	if err != nil || o.Revoke(ctx, l.ID) != nil || o.Revoke(ctx, l.ID) == nil {
		t.Errorf("revoking an invitation: %v", err)
	}
	session, _, err := o.SignIn(ctx, "clerk", words4, "browser", "192.0.2.1")
	if err != nil {
		t.Fatal(err)
	}
	token, _, err := o.MakeToken(ctx, clerk, "sync", []Act{Record}, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	if err := o.Disable(ctx, clerk); err != nil {
		t.Fatal(err)
	}
	if _, _, err := o.In(ctx, session); !fault.Is(err, fault.NotFound) {
		t.Errorf("a session of one who is disabled: %v", err)
	}
	if _, _, err := o.Shown(ctx, token); !fault.Is(err, fault.NotFound) {
		t.Errorf("a token of one who is disabled: %v", err)
	}
	if _, _, err := o.SignIn(ctx, "clerk", words4, "", ""); err != ErrRefused {
		t.Errorf("one who is disabled signs in: %v", err)
	}
	if err := o.Disable(ctx, first.ID); !fault.Is(err, fault.Conflict) {
		t.Errorf("nobody is left: %v", err)
	}
	if err := o.Take(ctx, first.ID, Held{Role: Administrator}); !fault.Is(err, fault.Conflict) {
		t.Errorf("nobody is left: %v", err)
	}
	if err := o.Enable(ctx, clerk); err != nil {
		t.Fatal(err)
	}
	for _, h := range []Held{{Role: "king"}, {Role: Focal}, {Role: Editor, Party: "p0-1"}, {Role: Administrator, Agreement: "a0-1"}, {Role: Visitor}} {
		if err := o.Give(ctx, clerk, h); !fault.Is(err, fault.Invalid) {
			t.Errorf("%+v is given: %v", h, err)
		}
	}
}

// TestSpeaking: a link to speak is of one party on one agreement, holds until it ends or
// is revoked, and makes nobody a person.
func TestSpeaking(t *testing.T) {
	o := newOffice(t)
	ctx := t.Context()
	o.join("chief", Held{})
	at := Held{Agreement: "a0-1", Party: "p0-1"}
	for _, c := range []struct {
		name string
		held Held
		last time.Duration
	}{{"", at, time.Hour}, {"F", Held{Agreement: "a0-1"}, time.Hour}, {"F", Held{Party: "p0-1"}, time.Hour}, {"F", at, 0}, {"F", at, 367 * 24 * time.Hour}} {
		if _, _, err := o.ForSpeaking(ctx, c.name, c.held, "chief", c.last); !fault.Is(err, fault.Invalid) {
			t.Errorf("%+v: %v", c, err)
		}
	}
	if _, _, err := o.ForSpeaking(ctx, "mx. CHIEF", at, "chief", time.Hour); !fault.Is(err, fault.Conflict) {
		t.Errorf("a name of one who has an account: %v", err)
	}
	held, l, err := o.ForSpeaking(ctx, " F.  Focal ", at, "chief", 48*time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if l, err = o.Link(ctx, held); err != nil {
			t.Fatal(err)
		}
	}
	who := l.Speaker()
	for _, c := range []struct {
		act Act
		on  string
		may bool
	}{{State, "a0-1", true}, {State, "a0-2", false}, {State, "", false}, {Desk, "", false}, {Record, "a0-1", false}, {Own, "", false}, {Read, "a0-1", true}} {
		if Can(who, c.act, On{Agreement: c.on}) != c.may {
			t.Errorf("%s on %q: %v", c.act, c.on, !c.may)
		}
	}
	if who.Name != "F. Focal" || who.Person != 0 {
		t.Errorf("%+v", who)
	}
	if _, err := o.Follow(ctx, held, "focal", "F. Focal", words4); !fault.Is(err, fault.Invalid) {
		t.Errorf("it makes a person: %v", err)
	}
	if err := o.Revoke(ctx, l.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Link(ctx, held); !fault.Is(err, fault.Gone) {
		t.Errorf("revoked: %v", err)
	}
}

// TestSignIn: one name and one password belong together; nothing else comes in, and
// what is refused looks alike. Sessions end by themselves, when told to, and all of
// them when the password was lost.
func TestSignIn(t *testing.T) {
	o := newOffice(t)
	ctx := t.Context()
	who := o.join("chief", Held{})
	for _, c := range [][2]string{{"chief", "four words in a ro"}, {"nobody", words4}, {"", ""}, {"chief", strings.Repeat("x", 5000)}} {
		if _, _, err := o.SignIn(ctx, c[0], c[1], "", ""); err != ErrRefused {
			t.Errorf("%q: %v", c[0], err)
		}
	}
	first, s, err := o.SignIn(ctx, " ＣＨＩＥＦ", words4, strings.Repeat("agent", 100), "192.0.2.1")
	if err != nil || s.Half {
		t.Fatal(err)
	}
	second, other, err := o.SignIn(ctx, "chief", words4, "another", "192.0.2.2")
	if err != nil {
		t.Fatal(err)
	}
	if all, err := o.Sessions(ctx, who.ID); err != nil || len(all) != 2 {
		t.Fatalf("%+v %v", all, err)
	}
	if err := o.End(ctx, who.ID+1, other.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("somebody ended another's session: %v", err)
	}
	if err := o.Change(ctx, who.ID, words4, "five other words in a row", s.ID); err != nil {
		t.Fatal(err)
	}
	if _, _, err := o.In(ctx, second); !fault.Is(err, fault.NotFound) {
		t.Error("a session outlived the password")
	}
	for range 20 {
		o.clock = o.clock.Add(idleFor - time.Minute)
		if _, _, err = o.In(ctx, first); err != nil {
			break
		}
	}
	if !fault.Is(err, fault.NotFound) || o.clock.Sub(s.Created) < lastsFor {
		t.Errorf("in use it ended after %s: %v", o.clock.Sub(s.Created), err)
	}
	third, _, err := o.SignIn(ctx, "chief", "five other words in a row", "", "")
	if err != nil {
		t.Fatal(err)
	}
	reset, _, err := o.ForReset(ctx, who.ID, "operator")
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := o.In(ctx, third); err != nil {
		t.Error("a reset that nobody followed ended a session:", err)
	}
	if _, err := o.Follow(ctx, reset, "ignored", "ignored", "yet another phrase"); err != nil {
		t.Fatal(err)
	}
	if _, _, err := o.In(ctx, third); !fault.Is(err, fault.NotFound) {
		t.Error("a session outlived the reset")
	}
	o.clock = o.clock.Add(time.Second)
	if _, _, err := o.SignIn(ctx, "chief", "yet another phrase", "", ""); err != nil {
		t.Error(err)
	}
}

// TestCodes: the codes are those of RFC 6238's appendix B, the last six digits of its
// eight; each is taken once, and without one a session is half one.
func TestCodes(t *testing.T) {
	key := []byte("12345678901234567890")
	for at, want := range map[int64]string{59: "287082", 1111111109: "081804", 1111111111: "050471", 1234567890: "005924", 2000000000: "279037", 20000000000: "353130"} {
		if got := code(key, at/step); got != want {
			t.Errorf("at %d: %s, want %s", at, got, want)
		}
	}
	o := newOffice(t)
	ctx := t.Context()
	who := o.join("chief", Held{})
	generator := NewGenerator()
	secret, _ := base.DecodeString(generator)
	now := func() string { return code(secret, o.clock.Unix()/step) }
	if err := o.UseGenerator(ctx, who.ID, generator, "000000"); err != ErrCode && now() != "000000" {
		t.Errorf("a wrong code: %v", err)
	}
	if err := o.UseGenerator(ctx, who.ID, generator, now()); err != nil {
		t.Fatal(err)
	}
	held, s, err := o.SignIn(ctx, "chief", words4, "", "")
	if err != nil || !s.Half {
		t.Fatalf("%+v %v", s, err)
	}
	if _, _, err := o.Complete(ctx, held, now()); err != ErrCode {
		t.Errorf("the code that was shown before: %v", err)
	}
	o.clock = o.clock.Add(step * time.Second)
	whole, s, err := o.Complete(ctx, held, now())
	if err != nil || s.Half {
		t.Fatal(err)
	}
	if _, s, err := o.In(ctx, whole); err != nil || s.Half {
		t.Error(err)
	}
	if _, _, err := o.In(ctx, held); !fault.Is(err, fault.NotFound) {
		t.Error("the half session is still there")
	}
	o.clock = o.clock.Add(step * time.Second)
	late, _, err := o.SignIn(ctx, "chief", words4, "", "")
	if err != nil {
		t.Fatal(err)
	}
	o.clock = o.clock.Add(halfFor + time.Second)
	if _, _, err := o.Complete(ctx, late, now()); !fault.Is(err, fault.NotFound) {
		t.Errorf("a half session lasts: %v", err)
	}
	if err := o.DropGenerator(ctx, who.ID, now()); err != nil {
		t.Fatal(err)
	}
	if _, s, err := o.SignIn(ctx, "chief", words4, "", ""); err != nil || s.Half {
		t.Errorf("without a generator: %+v %v", s, err)
	}
}

// TestTokens: a token does what it is for, of what its person may do, until it ends.
func TestTokens(t *testing.T) {
	o := newOffice(t)
	ctx := t.Context()
	o.join("chief", Held{})
	clerk := o.join("clerk", Held{Role: Editor, Agreement: "a0-1"})
	held, made, err := o.MakeToken(ctx, clerk.ID, "sync", []Act{Record, Judge}, 48*time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	who, token, err := o.Shown(ctx, held)
	if err != nil || token.ID != made.ID || who.Name != "Mx. clerk" {
		t.Fatalf("%+v %+v %v", who, token, err)
	}
	for _, c := range []struct {
		act Act
		on  string
		may bool
	}{{Record, "a0-1", true}, {Record, "a0-2", false}, {Record, "", false}, {Judge, "a0-1", false}, {Meet, "a0-1", false}, {Read, "", true}, {Own, "", false}} {
		if Can(who, c.act, On{Agreement: c.on}) != c.may {
			t.Errorf("%s on %q: %v", c.act, c.on, !c.may)
		}
	}
	if all, err := o.Tokens(ctx, clerk.ID); err != nil || len(all) != 1 || all[0].Used.IsZero() || all[0].Name != "sync" {
		t.Errorf("%+v %v", all, err)
	}
	if err := o.RevokeToken(ctx, clerk.ID+1, made.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("somebody revoked another's token: %v", err)
	}
	o.clock = made.Expires
	if _, _, err := o.Shown(ctx, held); !fault.Is(err, fault.NotFound) {
		t.Errorf("a token that has ended: %v", err)
	}
	held, made, _ = o.MakeToken(ctx, clerk.ID, "again", []Act{Record}, time.Hour)
	if err := o.RevokeToken(ctx, 0, made.ID); err != nil {
		t.Fatal(err)
	}
	if _, _, err := o.Shown(ctx, held); !fault.Is(err, fault.NotFound) {
		t.Errorf("a token that was revoked: %v", err)
	}
	for _, c := range []struct {
		name string
		acts []Act
		last time.Duration
	}{{"", []Act{Record}, time.Hour}, {"x", nil, time.Hour}, {"x", []Act{People}, time.Hour}, {"x", []Act{Record}, 0}, {"x", []Act{Record}, 400 * 24 * time.Hour}} {
		if _, _, err := o.MakeToken(ctx, clerk.ID, c.name, c.acts, c.last); !fault.Is(err, fault.Invalid) {
			t.Errorf("%+v is made: %v", c, err)
		}
	}
}

// TestAsked: a key gives the answer it gave before, and is good for one request.
func TestAsked(t *testing.T) {
	o := newOffice(t)
	ctx := t.Context()
	one, two := [32]byte{1}, [32]byte{2}
	first, err := o.Ask(ctx, 7, "k", one)
	if err != nil || first.Status != 0 {
		t.Fatal(first, err)
	}
	o.clock = o.clock.Add(time.Hour)
	if again, err := o.Ask(ctx, 7, "k", one); err != nil || again.Status != 0 || !again.At.Equal(first.At) {
		t.Errorf("cut off and asked again: %+v %v", again, err)
	}
	if err := o.Answered(ctx, 7, "k", 201, []byte("done")); err != nil {
		t.Fatal(err)
	}
	if again, err := o.Ask(ctx, 7, "k", one); err != nil || again.Status != 201 || string(again.Answer) != "done" {
		t.Errorf("%+v %v", again, err)
	}
	if _, err := o.Ask(ctx, 7, "k", two); err != ErrOtherRequest {
		t.Errorf("another request: %v", err)
	}
	if other, err := o.Ask(ctx, 8, "k", two); err != nil || other.Status != 0 {
		t.Errorf("another's key: %+v %v", other, err)
	}
	if err := o.Forget(ctx, 8, "k"); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Ask(ctx, 8, "k", one); err != nil {
		t.Errorf("a key under which nothing was done: %v", err)
	}
}

// TestTrail: notes stand in order, and what was changed, taken out or put between is
// found.
func TestTrail(t *testing.T) {
	for name, damage := range map[string]string{
		"nothing":      ``,
		"a word":       `UPDATE trail SET note = replace(CAST(note AS TEXT), 'Chief', 'Thief') WHERE n = 2`,
		"a note gone":  `DELETE FROM trail WHERE n = 2`,
		"two exchange": `UPDATE trail SET n = CASE n WHEN 2 THEN 3 ELSE 2 END + 10 WHERE n IN (2, 3)`,
	} {
		o := newOffice(t)
		for _, act := range []string{"signin", "record", "people", "signout"} {
			if err := o.Noted(t.Context(), Note{Person: 1, Name: "Chief", Act: act}); err != nil {
				t.Fatal(err)
			}
		}
		if damage != "" {
			if _, err := o.db.Exec(damage); err != nil {
				t.Fatal(err)
			}
		}
		n, err := o.CheckTrail(t.Context(), 0)
		if (err == nil) != (damage == "") || damage != "" && (n != 1 || !fault.Is(err, fault.Damaged)) {
			t.Errorf("%s: %d notes, %v", name, n, err)
		}
		if n, err := o.CheckTrail(t.Context(), 1); (err == nil) != (damage == "") || damage == "" && n != 4 {
			t.Errorf("%s: from the second on %d, %v", name, n, err)
		}
	}
}

// TestFile: nobody else on the machine may read it; a copy made while it is used is
// whole; what it holds opens nothing.
func TestFile(t *testing.T) {
	o := newOffice(t)
	ctx := t.Context()
	who := o.join("chief", Held{})
	session, _, err := o.SignIn(ctx, "chief", words4, "", "")
	if err != nil {
		t.Fatal(err)
	}
	token, _, err := o.MakeToken(ctx, who.ID, "x", []Act{Record}, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), FileName)
	if err := Copy(ctx, o.data, to); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{filepath.Join(o.data, FileName), to} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v %v", path, info.Mode(), err)
		}
	}
	b, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	for _, held := range []string{session, token, words4} {
		if strings.Contains(string(b), held) {
			t.Errorf("the file holds %q as it is", held)
		}
	}
	again, err := Open(context.Background(), filepath.Dir(to), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if n, err := again.Count(ctx); err != nil || n != 1 {
		t.Errorf("%d people in the copy: %v", n, err)
	}
}
