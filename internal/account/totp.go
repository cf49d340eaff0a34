package account

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha1"
	"crypto/subtle"
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"net/url"
	"time"

	"sanad/internal/fault"
)

// Codes are of RFC 6238 as every app makes them: HMAC-SHA-1, thirty seconds, six
// digits.
const (
	step   = 30
	digits = 1_000_000
	// A clock may be a step off to either side: RFC 6238, 5.2.
	skew = 1
)

var base = base32.StdEncoding.WithPadding(base32.NoPadding)

// NewGenerator is the secret of a new code generator as apps are told it. It counts for
// nothing until UseGenerator.
func NewGenerator() string {
	b := make([]byte, 20)
	rand.Read(b)
	return base.EncodeToString(b)
}

// GeneratorAddress is the address that apps read from a picture.
func GeneratorAddress(generator, register, login string) string {
	return "otpauth://totp/" + url.PathEscape(register+":"+login) + "?" + url.Values{"secret": {generator}, "issuer": {register}}.Encode()
}

// code is the code of a step.
func code(key []byte, at int64) string {
	h := hmac.New(sha1.New, key)
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], uint64(at))
	h.Write(b[:])
	sum := h.Sum(nil)
	from := sum[len(sum)-1] & 0xf
	return fmt.Sprintf("%06d", binary.BigEndian.Uint32(sum[from:])&0x7fffffff%digits)
}

// stepOf is the step whose code was typed, 0 for none near now.
func stepOf(key []byte, typed string, now time.Time) (found int64) {
	at := now.Unix() / step
	for s := at - skew; s <= at+skew; s++ {
		if subtle.ConstantTimeCompare([]byte(code(key, s)), []byte(typed)) == 1 {
			found = s
		}
	}
	return found
}

// ErrCode is what a wrong code fails with.
var ErrCode = fault.New(fault.Forbidden, "the code is not right").WithHint("look at the clock of the device that makes the codes")

// UseGenerator asks a person for a code from now on whenever they sign in. The code
// they type shows that their app has the secret.
func (a *Accounts) UseGenerator(ctx context.Context, person int64, generator, typed string) error {
	key, err := base.DecodeString(generator)
	if err != nil || len(key) < 16 {
		return fault.New(fault.Invalid, "that is no secret of a code generator")
	}
	at := stepOf(key, typed, a.now())
	if at == 0 {
		return ErrCode
	}
	_, err = a.db.ExecContext(ctx, `UPDATE person SET totp = $2, step = $3 WHERE id = $1`, person, key, at)
	return err
}

// DropGenerator asks a person for no code any more.
func (a *Accounts) DropGenerator(ctx context.Context, person int64, typed string) error {
	if err := a.taken(ctx, person, typed); err != nil {
		return err
	}
	_, err := a.db.ExecContext(ctx, `UPDATE person SET totp = x'', step = 0 WHERE id = $1`, person)
	return err
}

// taken takes a code of a person's, once.
func (a *Accounts) taken(ctx context.Context, person int64, typed string) error {
	var key []byte
	if err := a.db.QueryRowContext(ctx, `SELECT totp FROM person WHERE id = $1`, person).Scan(&key); err != nil {
		return err
	}
	at := stepOf(key, typed, a.now())
	if len(key) == 0 || at == 0 {
		return ErrCode
	}
	r, err := a.db.ExecContext(ctx, `UPDATE person SET step = $2 WHERE id = $1 AND step < $2`, person, at)
	if err := changed(r, err, "used"); err != nil {
		if fault.Is(err, fault.NotFound) {
			return ErrCode // it was taken before
		}
		return err
	}
	return nil
}

// Complete takes the code that a half session owes and begins a whole one in its place.
func (a *Accounts) Complete(ctx context.Context, held, typed string) (whole string, s Session, err error) {
	who, half, err := a.In(ctx, held)
	if err != nil {
		return "", s, err
	}
	if !half.Half {
		return "", s, fault.New(fault.Conflict, "no code is owed")
	}
	if err := a.taken(ctx, who.ID, typed); err != nil {
		return "", s, err
	}
	if err := a.End(ctx, who.ID, half.ID); err != nil {
		return "", s, err
	}
	return a.begin(ctx, who.ID, false, half.Agent, half.Address)
}
