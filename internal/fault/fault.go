// Package fault gives errors a kind, a place and a next step.
//
// An error learns its kind where the cause is known and gathers operation and
// ids on the way up with fmt.Errorf and %w. Exit status, HTTP status and
// wording are chosen once, at the edge (cmd/sanad, publish/web). The package
// never prints, never logs and stores nothing.
package fault

import (
	"errors"
	"fmt"
)

// Kind is what sort of trouble an error is.
type Kind uint8

// The kinds. Unclassified errors are Internal: visitors never see their text.
const (
	Internal    Kind = iota
	NotFound         // there is no such thing
	Invalid          // the input cannot be used as it is
	Conflict         // the input contradicts what stands
	Forbidden        // not allowed to the one who asks
	Gone             // it was here and was withheld or erased
	Unavailable      // try again later: busy, locked, out of reach
	Damaged          // stored bytes are not what was written
)

var kindNames = [...]string{"internal", "not found", "invalid", "conflict", "forbidden", "gone", "unavailable", "damaged"}

func (k Kind) String() string { return kindNames[k] }

// Error is an error with a kind and, where there is one, the next step.
type Error struct {
	Kind  Kind
	Cause error
	Hint  string // what to do next, as an imperative without a full stop
}

func (e *Error) Error() string { return e.Cause.Error() }
func (e *Error) Unwrap() error { return e.Cause }

// New makes an error of a kind. The format takes %w.
func New(kind Kind, format string, args ...any) *Error {
	return &Error{Kind: kind, Cause: fmt.Errorf(format, args...)}
}

// WithHint adds the next step.
func (e *Error) WithHint(format string, args ...any) *Error {
	e.Hint = fmt.Sprintf(format, args...)
	return e
}

// KindOf is the kind of the outermost classified error in the chain, or Internal.
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return Internal
}

// Is says whether err is of the kind.
func Is(err error, kind Kind) bool { return err != nil && KindOf(err) == kind }

// HintOf is the next step an error names, or "".
func HintOf(err error) string {
	for err != nil {
		var e *Error
		if !errors.As(err, &e) {
			return ""
		}
		if e.Hint != "" {
			return e.Hint
		}
		err = e.Cause
	}
	return ""
}
