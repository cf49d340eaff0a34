package account

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"
	"time"

	"sanad/internal/fault"
)

// TokenActs are what a token may be for. Reading what is public needs none.
var TokenActs = []Act{Submit, Record, State, Judge, Rule, Audit}

// tokenMark begins every token, so that one that leaks is known for what it is.
const tokenMark = "sanad_"

// tokenLasts is how long a token may last at most.
const tokenLasts = 366 * 24 * time.Hour

// Token is what a program shows instead of signing in. It can do no more than its
// person, and of that only what it is for.
type Token struct {
	ID      string
	Person  int64
	Name    string
	Acts    []Act
	Created time.Time
	Expires time.Time
	Used    time.Time
	Revoked time.Time
}

// MakeToken makes a token of a person's and gives it, once.
func (a *Accounts) MakeToken(ctx context.Context, person int64, name string, acts []Act, lasts time.Duration) (held string, t Token, err error) {
	name = strings.Join(strings.Fields(name), " ")
	switch {
	case name == "" || len(name) > longest:
		return "", t, fault.New(fault.Invalid, "a token has a name, by which it is known in lists")
	case len(acts) == 0:
		return "", t, fault.New(fault.Invalid, "a token is for something").WithHint("%s", words(TokenActs))
	case lasts <= 0 || lasts > tokenLasts:
		return "", t, fault.New(fault.Invalid, "a token lasts a day at least and %d days at most", tokenLasts/(24*time.Hour))
	}
	for _, act := range acts {
		if !slices.Contains(TokenActs, act) {
			return "", t, fault.New(fault.Invalid, "no token is for %q", cut(string(act))).WithHint("%s", words(TokenActs))
		}
	}
	held, _ = secret()
	held = tokenMark + held
	id, _ := secret()
	now := a.stamp()
	t = Token{ID: id[:16], Person: person, Name: name, Acts: acts, Created: moment(now), Expires: moment(now + lasts.Milliseconds())}
	_, err = a.db.ExecContext(ctx, `INSERT INTO token (hash, id, person, name, acts, created, expires) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		keptAs(held), t.ID, person, name, words(acts), now, t.Expires.UnixMilli())
	return held, t, err
}

func words(acts []Act) string {
	all := make([]string, len(acts))
	for i, a := range acts {
		all[i] = string(a)
	}
	return strings.Join(all, " ")
}

const tokens = `SELECT id, person, name, acts, created, expires, used, revoked FROM token`

func scanToken(scan func(...any) error) (t Token, err error) {
	var acts string
	var created, expires, used, revoked int64
	err = scan(&t.ID, &t.Person, &t.Name, &acts, &created, &expires, &used, &revoked)
	for _, word := range strings.Fields(acts) {
		t.Acts = append(t.Acts, Act(word))
	}
	t.Created, t.Expires, t.Used, t.Revoked = moment(created), moment(expires), moment(used), moment(revoked)
	return t, err
}

// Tokens are a person's that can still be used, or with 0 everybody's, the newest first.
func (a *Accounts) Tokens(ctx context.Context, person int64) ([]Token, error) {
	rows, err := a.db.QueryContext(ctx, tokens+` WHERE ($1 = 0 OR person = $1) AND revoked = 0 AND expires > $2 ORDER BY created DESC, id`, person, a.stamp())
	return list(rows, err, func(rows *sql.Rows) (Token, error) { return scanToken(rows.Scan) })
}

// RevokeToken ends a token of a person's, or with 0 of anybody's.
func (a *Accounts) RevokeToken(ctx context.Context, person int64, id string) error {
	r, err := a.db.ExecContext(ctx, `UPDATE token SET revoked = $3 WHERE id = $2 AND ($1 = 0 OR person = $1) AND revoked = 0`, person, id, a.stamp())
	return changed(r, err, "no such token")
}

// Shown is who shows a token, and the token. NotFound is one that is none, whatever
// became of it.
func (a *Accounts) Shown(ctx context.Context, held string) (Who, Token, error) {
	none := fault.New(fault.NotFound, "no such token").WithHint("it may have expired or been revoked: sanad token create makes another")
	if !strings.HasPrefix(held, tokenMark) || len(held) > longest {
		return Who{}, Token{}, none
	}
	t, err := scanToken(a.db.QueryRowContext(ctx, tokens+` WHERE hash = $1`, keptAs(held)).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return Who{}, t, none
	}
	if err != nil {
		return Who{}, t, err
	}
	if !t.Revoked.IsZero() || !a.now().Before(t.Expires) {
		return Who{}, t, none
	}
	s, err := a.Someone(ctx, t.Person)
	if err != nil {
		return Who{}, t, err
	}
	if !s.Disabled.IsZero() {
		return Who{}, t, none
	}
	if a.now().Sub(t.Used) > seenEach {
		if _, err := a.db.ExecContext(ctx, `UPDATE token SET used = $2 WHERE id = $1`, t.ID, a.stamp()); err != nil {
			return Who{}, t, err
		}
	}
	who := s.Who()
	who.Only = t.Acts
	return who, t, nil
}
