package account

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"

	"sanad/internal/fault"
)

// Purpose is what a link is for.
type Purpose string

// The purposes. The first three are used once.
const (
	SetUp  Purpose = "setup"  // makes the first person
	Invite Purpose = "invite" // makes a person with a role
	Reset  Purpose = "reset"  // lets a person choose a new password
	Speak  Purpose = "speak"  // lets its holder speak for a party on an agreement, without an account
)

// How long links may be used.
const (
	SetUpFor  = 24 * time.Hour
	InviteFor = 7 * 24 * time.Hour
	ResetFor  = 24 * time.Hour
)

// Link is an address that somebody was given. Who has it may do what it is for.
type Link struct {
	ID      string
	Purpose Purpose
	Person  int64  // whose password it sets
	Name    string // of whom it is for
	Held    Held   // what they will hold
	Maker   string // who made it
	Created time.Time
	Expires time.Time
	Used    time.Time
	Revoked time.Time
}

// Open says whether a link can still be used.
func (l Link) Open(now time.Time) bool {
	return l.Used.IsZero() && l.Revoked.IsZero() && now.Before(l.Expires)
}

// makeLink keeps a link and gives what its holder has. Of a person there is one to
// set a password, of a register one to set it up: the newest.
func (a *Accounts) makeLink(ctx context.Context, l Link, lasts time.Duration) (held string, out Link, err error) {
	held, kept := secret()
	id, _ := secret()
	l.ID, l.Created = id[:16], moment(a.stamp())
	l.Expires = l.Created.Add(lasts)
	err = a.within(ctx, func(tx *sql.Tx) error {
		if l.Purpose == SetUp || l.Purpose == Reset {
			if _, err := tx.ExecContext(ctx, `UPDATE link SET revoked = $1 WHERE purpose = $2 AND person = $3 AND used = 0 AND revoked = 0`, a.stamp(), l.Purpose, l.Person); err != nil {
				return err
			}
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO link (hash, id, purpose, person, name, role, agreement, party, maker, created, expires) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
			kept, l.ID, l.Purpose, l.Person, l.Name, l.Held.Role, l.Held.Agreement, l.Held.Party, l.Maker, l.Created.UnixMilli(), l.Expires.UnixMilli())
		return err
	})
	return held, l, err
}

// ForSetUp makes the link that sets a register up; a Conflict where somebody did.
func (a *Accounts) ForSetUp(ctx context.Context) (held string, l Link, err error) {
	n, err := a.Count(ctx)
	if err != nil {
		return "", l, err
	}
	if n > 0 {
		return "", l, fault.New(fault.Conflict, "the register has people already").WithHint("an administrator invites: sanad people invite NAME")
	}
	return a.makeLink(ctx, Link{Purpose: SetUp, Maker: "sanad"}, SetUpFor)
}

// ForInvitation makes a link by which somebody becomes a person of the register.
func (a *Accounts) ForInvitation(ctx context.Context, name string, h Held, maker string) (held string, l Link, err error) {
	name = strings.Join(strings.Fields(name), " ")
	if name == "" || len(name) > longest {
		return "", l, fault.New(fault.Invalid, "an invitation is to somebody with a name")
	}
	if err := h.check(); err != nil {
		return "", l, err
	}
	return a.makeLink(ctx, Link{Purpose: Invite, Name: name, Held: h, Maker: maker}, InviteFor)
}

// ForReset makes a link by which a person chooses a new password. Nothing changes
// until they do.
func (a *Accounts) ForReset(ctx context.Context, person int64, maker string) (held string, l Link, err error) {
	who, err := a.Someone(ctx, person)
	if err != nil {
		return "", l, err
	}
	if !who.Disabled.IsZero() {
		return "", l, fault.New(fault.Conflict, "%s is disabled", who.Login).WithHint("enable them first")
	}
	return a.makeLink(ctx, Link{Purpose: Reset, Person: person, Name: who.Name, Maker: maker}, ResetFor)
}

// speakMost is how long somebody may speak by a link.
const speakMost = 366 * 24 * time.Hour

// ForSpeaking makes a link by which somebody without an account speaks for a party on
// one agreement, until it ends or is revoked. It may be used often.
func (a *Accounts) ForSpeaking(ctx context.Context, name string, h Held, maker string, lasts time.Duration) (held string, l Link, err error) {
	name = strings.Join(strings.Fields(name), " ")
	h.Role = Focal
	if err := h.check(); err != nil {
		return "", l, err
	}
	if name == "" || len(name) > longest || lasts <= 0 || lasts > speakMost {
		return "", l, fault.New(fault.Invalid, "a link to speak is for somebody with a name, for a day to %d days", speakMost/(24*time.Hour))
	}
	people, err := a.All(ctx)
	if err != nil {
		return "", l, err
	}
	for _, one := range people {
		if fold(one.Name) == fold(name) { // the name alone tells whose word it is
			return "", l, fault.New(fault.Conflict, "%q has an account", cut(one.Name)).WithHint("give them the role instead, or add what tells the two apart")
		}
	}
	return a.makeLink(ctx, Link{Purpose: Speak, Name: name, Held: h, Maker: maker}, lasts)
}

// Speaker is who comes by a link to speak: without an account, and for that alone.
func (l Link) Speaker() Who {
	return Who{Name: l.Name, Held: []Held{l.Held}, Only: []Act{State}}
}

const links = `SELECT id, purpose, person, name, role, agreement, party, maker, created, expires, used, revoked FROM link`

func scanLink(scan func(...any) error) (l Link, err error) {
	var created, expires, used, revoked int64
	err = scan(&l.ID, &l.Purpose, &l.Person, &l.Name, &l.Held.Role, &l.Held.Agreement, &l.Held.Party, &l.Maker, &created, &expires, &used, &revoked)
	l.Created, l.Expires, l.Used, l.Revoked = moment(created), moment(expires), moment(used), moment(revoked)
	return l, err
}

// Link is the link that its holder shows. Gone is one that can no longer be used.
func (a *Accounts) Link(ctx context.Context, held string) (Link, error) {
	l, err := scanLink(a.db.QueryRowContext(ctx, links+` WHERE hash = $1`, keptAs(held)).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return l, fault.New(fault.NotFound, "no such link")
	}
	if err == nil && !l.Open(a.now()) {
		return l, fault.New(fault.Gone, "the link was used, revoked or is too old").WithHint("ask for another")
	}
	return l, err
}

// Links are those of some purposes that can still be used, the newest first.
func (a *Accounts) Links(ctx context.Context) ([]Link, error) {
	rows, err := a.db.QueryContext(ctx, links+` WHERE used = 0 AND revoked = 0 AND expires > $1 ORDER BY created DESC, id`, a.stamp())
	return list(rows, err, func(rows *sql.Rows) (Link, error) { return scanLink(rows.Scan) })
}

// Revoke ends a link.
func (a *Accounts) Revoke(ctx context.Context, id string) error {
	r, err := a.db.ExecContext(ctx, `UPDATE link SET revoked = $2 WHERE id = $1 AND used = 0 AND revoked = 0`, id, a.stamp())
	return changed(r, err, "no such link")
}

// Follow uses a link up: whoever has it becomes a person, or has a new password. Of a
// reset the code generator is taken away as well, which may be what was lost, and all
// sessions end.
func (a *Accounts) Follow(ctx context.Context, held, login, name, password string) (person int64, err error) {
	l, err := a.Link(ctx, held)
	if err != nil {
		return 0, err
	}
	if l.Purpose == Reset {
		who, err := a.Someone(ctx, l.Person)
		if err != nil {
			return 0, err
		}
		login, name = who.Login, who.Name
	}
	if err := CheckPassword(password, login, name); err != nil {
		return 0, err
	}
	phc, err := a.hash(ctx, password)
	if err != nil {
		return 0, err
	}
	err = a.within(ctx, func(tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, `UPDATE link SET used = $2 WHERE hash = $1 AND used = 0 AND revoked = 0 AND expires > $2`, keptAs(held), a.stamp())
		if err := changed(r, err, "the link was used meanwhile"); err != nil {
			return err
		}
		switch l.Purpose {
		case SetUp:
			var n int
			if err := tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM person`).Scan(&n); err != nil || n > 0 {
				return errors.Join(err, fault.New(fault.Conflict, "the register has people already"))
			}
			person, err = a.add(ctx, tx, login, name, phc, all())
		case Invite:
			person, err = a.add(ctx, tx, login, name, phc, []Held{l.Held})
		case Reset:
			person = l.Person
			if _, err = tx.ExecContext(ctx, `UPDATE person SET password = $2, totp = x'', step = 0 WHERE id = $1`, person, phc); err == nil {
				err = a.endAll(ctx, tx, person)
			}
		default:
			err = fault.New(fault.Invalid, "the link is for something else")
		}
		return err
	})
	return person, err
}

// all is what the first person holds: until others come, everything is theirs to do.
func all() (held []Held) {
	for _, r := range []Role{Editor, Reviewer, Publisher, Auditor, Administrator} {
		held = append(held, Held{Role: r})
	}
	return held
}
