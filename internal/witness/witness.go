// Package witness is both ends of the C2SP witness protocol: a register asks others
// to sign that its log only grew (ask.go), and whoever wants to can be such a witness
// for registers (serve.go). A register that shows two pasts to two readers then needs
// its witnesses to lie with it.
//
// Cosignatures are C2SP cosignature/v1, made and checked by transparency-dev/formats;
// ours are made with Ed25519, those of others may be ML-DSA-44.
//
// Source: https://c2sp.org/tlog-witness, https://c2sp.org/tlog-cosignature
package witness

import (
	"crypto/rand"
	"strings"

	formats "github.com/transparency-dev/formats/note"
	"golang.org/x/mod/sumdb/note"
)

// maxRequest bounds a request: 63 hashes and a checkpoint with its signatures.
const maxRequest = 64 << 10

// sizeType is the type of an answer that says which size was cosigned last.
const sizeType = "text/x.tlog.size"

// GenerateKey makes a witness's pair of keys under a name, which by custom is an
// address without scheme. The public one is of the type of cosignatures.
func GenerateKey(name string) (secret, public string, err error) {
	secret, plain, err := note.GenerateKey(rand.Reader, name)
	if err != nil {
		return "", "", err
	}
	public, err = formats.VKeyToCosignatureV1(plain)
	return secret, public, err
}

// Verifier checks cosignatures of the witness with the public key.
func Verifier(key string) (note.Verifier, error) {
	return formats.NewVerifierForCosignatureV1(strings.TrimSpace(key))
}
