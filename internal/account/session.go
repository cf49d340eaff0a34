package account

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"sanad/internal/fault"
)

// How long a session lasts without a request, and at all; how long one whose code is
// still owed.
const (
	idleFor  = 12 * time.Hour
	lastsFor = 7 * 24 * time.Hour
	halfFor  = 10 * time.Minute
	seenEach = time.Minute // how often it is noted that one is in use
)

// Session is a browser that somebody signed in with.
type Session struct {
	ID      string
	Half    bool // a code is still owed
	Agent   string
	Address string
	Created time.Time
	Seen    time.Time
}

// ErrRefused is what signing in fails with, whatever was wrong: who may not come in
// learns nothing of who may.
var ErrRefused = fault.New(fault.Forbidden, "name and password do not belong together")

// SignIn begins a session of whoever login and password show to be who they are. held
// is what their browser keeps. The session is half one where a code is still owed.
func (a *Accounts) SignIn(ctx context.Context, login, password, agent, address string) (held string, s Session, err error) {
	var id, disabled int64
	var phc string
	var totp []byte
	err = a.db.QueryRowContext(ctx, `SELECT id, password, totp, disabled FROM person WHERE login = $1`, fold(login)).Scan(&id, &phc, &totp, &disabled)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", s, err
	}
	right, err := a.matches(ctx, phc, password)
	if err != nil {
		return "", s, err
	}
	if !right || disabled != 0 {
		return "", s, ErrRefused
	}
	return a.begin(ctx, id, len(totp) > 0, agent, address)
}

func (a *Accounts) begin(ctx context.Context, person int64, half bool, agent, address string) (held string, s Session, err error) {
	held, kept := secret()
	id, _ := secret()
	now := a.stamp()
	s = Session{ID: id[:16], Half: half, Agent: short(agent), Address: address, Created: moment(now), Seen: moment(now)}
	err = a.within(ctx, func(tx *sql.Tx) error {
		// Those that have ended are swept where a new one begins.
		if _, err := tx.ExecContext(ctx, `DELETE FROM session WHERE seen < $1 OR created < $2 OR half = 1 AND created < $3`, now-idleFor.Milliseconds(), now-lastsFor.Milliseconds(), now-halfFor.Milliseconds()); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO session (hash, id, person, half, agent, address, created, seen) VALUES ($1, $2, $3, $4, $5, $6, $7, $7)`,
			kept, s.ID, person, half, s.Agent, address, now)
		return err
	})
	return held, s, err
}

func short(s string) string {
	if r := []rune(s); len(r) > 120 {
		return string(r[:120])
	}
	return s
}

// In is who a session is of. NotFound is one that has ended or never was.
func (a *Accounts) In(ctx context.Context, held string) (Someone, Session, error) {
	var s Session
	var person, created, seen int64
	kept := keptAs(held)
	err := a.db.QueryRowContext(ctx, `SELECT id, person, half, agent, address, created, seen FROM session WHERE hash = $1`, kept).
		Scan(&s.ID, &person, &s.Half, &s.Agent, &s.Address, &created, &seen)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return Someone{}, s, err
	}
	s.Created, s.Seen = moment(created), moment(seen)
	now := a.now()
	ended := now.Sub(s.Seen) > idleFor || now.Sub(s.Created) > lastsFor || s.Half && now.Sub(s.Created) > halfFor
	if err != nil || ended {
		return Someone{}, s, fault.New(fault.NotFound, "no such session")
	}
	who, err := a.Someone(ctx, person)
	if err != nil {
		return who, s, err
	}
	if !who.Disabled.IsZero() {
		return Someone{}, s, fault.New(fault.NotFound, "no such session")
	}
	if now.Sub(s.Seen) > seenEach {
		_, err = a.db.ExecContext(ctx, `UPDATE session SET seen = $2 WHERE hash = $1`, kept, now.UnixMilli())
	}
	return who, s, err
}

// Sessions are those of a person, the newest first.
func (a *Accounts) Sessions(ctx context.Context, person int64) ([]Session, error) {
	now := a.stamp()
	rows, err := a.db.QueryContext(ctx, `SELECT id, half, agent, address, created, seen FROM session
		WHERE person = $1 AND seen >= $2 AND created >= $3 AND half = 0 ORDER BY created DESC, id`, person, now-idleFor.Milliseconds(), now-lastsFor.Milliseconds())
	return list(rows, err, func(rows *sql.Rows) (s Session, err error) {
		var created, seen int64
		err = rows.Scan(&s.ID, &s.Half, &s.Agent, &s.Address, &created, &seen)
		s.Created, s.Seen = moment(created), moment(seen)
		return s, err
	})
}

// End ends a session of a person's; of all others but one, EndOthers.
func (a *Accounts) End(ctx context.Context, person int64, id string) error {
	r, err := a.db.ExecContext(ctx, `DELETE FROM session WHERE person = $1 AND id = $2`, person, id)
	return changed(r, err, "no such session")
}

// EndOthers ends all sessions of a person but one.
func (a *Accounts) EndOthers(ctx context.Context, person int64, but string) error {
	_, err := a.db.ExecContext(ctx, `DELETE FROM session WHERE person = $1 AND id <> $2`, person, but)
	return err
}

// Change changes a person's password by the one they have, and ends their other
// sessions.
func (a *Accounts) Change(ctx context.Context, person int64, old, password, session string) error {
	var login, name, phc string
	if err := a.db.QueryRowContext(ctx, `SELECT login, name, password FROM person WHERE id = $1`, person).Scan(&login, &name, &phc); err != nil {
		return err
	}
	right, err := a.matches(ctx, phc, old)
	if err != nil {
		return err
	}
	if !right {
		return ErrRefused
	}
	if err := CheckPassword(password, login, name); err != nil {
		return err
	}
	if phc, err = a.hash(ctx, password); err != nil {
		return err
	}
	if _, err := a.db.ExecContext(ctx, `UPDATE person SET password = $2 WHERE id = $1`, person, phc); err != nil {
		return err
	}
	return a.EndOthers(ctx, person, session)
}
