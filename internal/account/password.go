package account

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"

	"sanad/internal/fault"
)

// cost is what a guess at a password costs.
type cost struct {
	kib    uint32
	passes uint32
	lanes  uint8
}

// usual is the second recommended choice of RFC 9106, section 4, for machines with
// little memory to spare: 64 MiB, three passes, four lanes.
var usual = cost{64 << 10, 3, 4}

// Shortest and longest password, in characters and in bytes. There are no rules of
// what it is made of: NIST SP 800-63B, 3.1.1.2.
const (
	shortestPassword = 12
	longestPassword  = 1000
)

// CheckPassword says what is wrong with a password that somebody chooses.
func CheckPassword(password, login, name string) error {
	few := map[rune]bool{}
	for _, r := range password {
		few[r] = true
	}
	low := fold(password)
	switch {
	case utf8.RuneCountInString(password) < shortestPassword:
		return fault.New(fault.Invalid, "the password has fewer than %d characters", shortestPassword).WithHint("several words in a row are long and easily kept in mind")
	case len(password) > longestPassword:
		return fault.New(fault.Invalid, "the password has more than %d bytes", longestPassword)
	case len(few) < 5 || low == fold(login) || low == fold(name):
		return fault.New(fault.Invalid, "the password is easily guessed").WithHint("do not repeat few letters, or the name")
	}
	return nil
}

// hash makes a PHC string of a password. At most so many are made at once that they
// do not take the memory of everything else.
func (a *Accounts) hash(ctx context.Context, password string) (string, error) {
	salt := make([]byte, 16)
	rand.Read(salt)
	sum, err := a.sum(ctx, password, salt, a.cost, 32)
	c := a.cost
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, c.kib, c.passes, c.lanes, raw.EncodeToString(salt), raw.EncodeToString(sum)), err
}

var raw = base64.RawStdEncoding

func (a *Accounts) sum(ctx context.Context, password string, salt []byte, c cost, size int) ([]byte, error) {
	select {
	case a.hashing <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-a.hashing }()
	return argon2.IDKey([]byte(norm.NFKC.String(password)), salt, c.passes, c.kib, c.lanes, uint32(size)), nil
}

// matches says whether a password is the one of a PHC string. Of no string it takes as
// long to say no.
func (a *Accounts) matches(ctx context.Context, phc, password string) (bool, error) {
	known := phc != ""
	if !known {
		phc = fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, a.cost.kib, a.cost.passes, a.cost.lanes, raw.EncodeToString(make([]byte, 16)), raw.EncodeToString(make([]byte, 32)))
	}
	parts := strings.Split(phc, "$")
	var version int
	var c cost
	if len(parts) != 6 || parts[1] != "argon2id" {
		return false, fault.New(fault.Damaged, "a password is kept in no known form")
	}
	if _, err := fmt.Sscanf(parts[2]+" "+parts[3], "v=%d m=%d,t=%d,p=%d", &version, &c.kib, &c.passes, &c.lanes); err != nil || version != argon2.Version {
		return false, fault.New(fault.Damaged, "a password is kept in no known form")
	}
	salt, err := raw.DecodeString(parts[4])
	if err != nil {
		return false, err
	}
	want, err := raw.DecodeString(parts[5])
	if err != nil {
		return false, err
	}
	if len(password) > longestPassword {
		password = password[:longestPassword] // which is nobody's, and must not cost more
	}
	got, err := a.sum(ctx, password, salt, c, len(want))
	return err == nil && subtle.ConstantTimeCompare(got, want) == 1 && known, err
}
