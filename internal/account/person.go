package account

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"sanad/internal/fault"
)

// Someone is a person as lists show them.
type Someone struct {
	ID       int64
	Login    string
	Name     string
	Held     []Held
	Code     bool // a code is asked for when they sign in
	Ready    bool // they chose a password
	Created  time.Time
	Disabled time.Time // since when they may not sign in
}

// Who is the person as one who asks.
func (s Someone) Who() Who { return Who{Person: s.ID, Name: s.Name, Held: s.Held} }

// longest bounds names and logins, in bytes.
const longest = 200

// fold makes a login comparable: spelling, width and case of letters do not tell two
// logins apart.
func fold(login string) string {
	return cases.Fold().String(norm.NFKC.String(strings.Join(strings.Fields(login), " ")))
}

// Count is how many people there are.
func (a *Accounts) Count(ctx context.Context) (n int, err error) {
	return n, a.db.QueryRowContext(ctx, `SELECT COUNT(*) FROM person`).Scan(&n)
}

// All are the people, by login.
func (a *Accounts) All(ctx context.Context) ([]Someone, error) {
	rows, err := a.db.QueryContext(ctx, someone+` ORDER BY login`)
	all, err := list(rows, err, scanSomeone)
	if err != nil {
		return nil, err
	}
	for i := range all {
		if all[i].Held, err = a.held(ctx, all[i].ID); err != nil {
			return nil, err
		}
	}
	return all, nil
}

const someone = `SELECT id, login, name, length(totp) > 0, password <> '', created, disabled FROM person`

func scanSomeone(rows *sql.Rows) (s Someone, err error) {
	var created, disabled int64
	err = rows.Scan(&s.ID, &s.Login, &s.Name, &s.Code, &s.Ready, &created, &disabled)
	s.Created, s.Disabled = moment(created), moment(disabled)
	return s, err
}

// Named is the person with a login.
func (a *Accounts) Named(ctx context.Context, login string) (Someone, error) {
	return a.one(ctx, someone+` WHERE login = $1`, fold(login))
}

// Someone is the person with an id.
func (a *Accounts) Someone(ctx context.Context, id int64) (Someone, error) {
	return a.one(ctx, someone+` WHERE id = $1`, id)
}

func (a *Accounts) one(ctx context.Context, query string, of any) (Someone, error) {
	rows, err := a.db.QueryContext(ctx, query, of)
	all, err := list(rows, err, scanSomeone)
	if err != nil {
		return Someone{}, err
	}
	if len(all) == 0 {
		return Someone{}, fault.New(fault.NotFound, "nobody is called %q here", cut(of)).WithHint("sanad people list names everybody")
	}
	all[0].Held, err = a.held(ctx, all[0].ID)
	return all[0], err
}

func cut(v any) any {
	if s, ok := v.(string); ok && len(s) > 60 {
		return s[:60]
	}
	return v
}

func (a *Accounts) held(ctx context.Context, person int64) ([]Held, error) {
	rows, err := a.db.QueryContext(ctx, `SELECT role, agreement, party FROM held WHERE person = $1 ORDER BY role, agreement, party`, person)
	return list(rows, err, func(rows *sql.Rows) (h Held, err error) {
		return h, rows.Scan(&h.Role, &h.Agreement, &h.Party)
	})
}

// Give gives a person a role. Giving it twice changes nothing.
func (a *Accounts) Give(ctx context.Context, person int64, h Held) error {
	if err := h.check(); err != nil {
		return err
	}
	_, err := a.db.ExecContext(ctx, `INSERT INTO held (person, role, agreement, party) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`, person, h.Role, h.Agreement, h.Party)
	return err
}

// Take takes a role from a person. The last who looks after people stays one.
func (a *Accounts) Take(ctx context.Context, person int64, h Held) error {
	return a.within(ctx, func(tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, `DELETE FROM held WHERE person = $1 AND role = $2 AND agreement = $3 AND party = $4`, person, h.Role, h.Agreement, h.Party)
		if err := changed(r, err, "%s is no role they hold there", h.Role); err != nil {
			return err
		}
		return keepsAdministrator(ctx, tx)
	})
}

func (h Held) check() error {
	switch {
	case !Given(h.Role):
		return fault.New(fault.Invalid, "%q is no role", cut(string(h.Role))).WithHint("reader, focal, editor, reviewer, publisher, auditor or administrator")
	case h.Role == Focal && (h.Party == "" || h.Agreement == ""):
		return fault.New(fault.Invalid, "a focal person speaks for a party on an agreement").WithHint("say of which agreement and for which party")
	case h.Role != Focal && h.Party != "":
		return fault.New(fault.Invalid, "only a focal person speaks for a party")
	case h.Role == Administrator && h.Agreement != "":
		return fault.New(fault.Invalid, "who looks after people does so for the whole register")
	}
	return nil
}

// keepsAdministrator refuses what would leave nobody to look after people.
func keepsAdministrator(ctx context.Context, tx *sql.Tx) error {
	var n int
	err := tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM held JOIN person ON person.id = held.person
		WHERE role = $1 AND disabled = 0`, Administrator).Scan(&n)
	if err == nil && n == 0 {
		return fault.New(fault.Conflict, "nobody would be left to look after people").WithHint("make somebody else administrator first")
	}
	return err
}

// Disable keeps a person from signing in, ends their sessions and revokes their
// tokens. What they entered stays.
func (a *Accounts) Disable(ctx context.Context, person int64) error {
	return a.within(ctx, func(tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, `UPDATE person SET disabled = $2 WHERE id = $1 AND disabled = 0`, person, a.stamp())
		if err := changed(r, err, "there is no such person, or they are disabled already"); err != nil {
			return err
		}
		if err := a.endAll(ctx, tx, person); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `UPDATE token SET revoked = $2 WHERE person = $1 AND revoked = 0`, person, a.stamp()); err != nil {
			return err
		}
		return keepsAdministrator(ctx, tx)
	})
}

// endAll ends the sessions of a person and revokes links that would set their password.
func (a *Accounts) endAll(ctx context.Context, tx *sql.Tx, person int64) error {
	_, err := tx.ExecContext(ctx, `DELETE FROM session WHERE person = $1`, person)
	_, failed := tx.ExecContext(ctx, `UPDATE link SET revoked = $2 WHERE person = $1 AND used = 0 AND revoked = 0`, person, a.stamp())
	return errors.Join(err, failed)
}

// Enable lets a person sign in again.
func (a *Accounts) Enable(ctx context.Context, person int64) error {
	r, err := a.db.ExecContext(ctx, `UPDATE person SET disabled = 0 WHERE id = $1 AND disabled <> 0`, person)
	return changed(r, err, "there is no such person, or they are not disabled")
}

// add makes a person.
func (a *Accounts) add(ctx context.Context, tx *sql.Tx, login, name, password string, held []Held) (int64, error) {
	name = strings.Join(strings.Fields(name), " ")
	login = fold(login)
	if login == "" || len(login) > longest || name == "" || len(name) > longest {
		return 0, fault.New(fault.Invalid, "a person has a name to sign in with and one to be shown, of at most %d bytes", longest)
	}
	rows, err := tx.QueryContext(ctx, someone)
	known, err := list(rows, err, scanSomeone)
	if err != nil {
		return 0, err
	}
	for _, other := range known {
		if other.Login == login {
			return 0, fault.New(fault.Conflict, "somebody signs in as %q already", cut(login)).WithHint("choose another name to sign in with")
		}
		// The name alone stands with what they enter.
		if fold(other.Name) == fold(name) {
			return 0, fault.New(fault.Conflict, "somebody is called %q already", cut(name)).WithHint("add what tells the two apart")
		}
	}
	r, err := tx.ExecContext(ctx, `INSERT INTO person (login, name, password, created) VALUES ($1, $2, $3, $4)`, login, name, password, a.stamp())
	if err != nil {
		return 0, err
	}
	id, err := r.LastInsertId()
	if err != nil {
		return 0, err
	}
	for _, h := range held {
		if err := h.check(); err != nil {
			return 0, err
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO held (person, role, agreement, party) VALUES ($1, $2, $3, $4)`, id, h.Role, h.Agreement, h.Party); err != nil {
			return 0, err
		}
	}
	return id, nil
}
