package past

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"sanad/claim"
	"sanad/internal/claimlog"
	"sanad/internal/delivery"
	"sanad/internal/fault"
	"sanad/internal/register"
	"sanad/internal/register/sqlview"
)

var began = time.Date(2025, 9, 1, 12, 0, 0, 0, time.UTC)

// logged is a register to which one reading a day was logged, each of one agreement.
func logged(t *testing.T, days int) (data string, view *sqlview.View) {
	t.Helper()
	data = filepath.Join(t.TempDir(), "register")
	if err := claimlog.Create(data, "past.example"); err != nil {
		t.Fatal(err)
	}
	l, err := claimlog.Open(data, 0)
	if err != nil {
		t.Fatal(err)
	}
	now := began
	l.Clock(func() time.Time { return now })
	for n := range days {
		now = began.AddDate(0, 0, n)
		digest := fmt.Sprintf("%064x", n)
		_, err := l.Append(claimlog.Reading{Reader: "test/1", Claims: []claim.Claim{
			{Subject: "d", Property: claim.PropOriginal, Modality: claim.Done, Release: claim.Public, Value: claim.DocumentRef{Original: digest, Text: digest, Media: "text/plain"}},
			{Subject: "a1", Property: claim.PropTitle, Modality: claim.Done, Release: claim.Public, Value: claim.Text{Text: fmt.Sprintf("Agreement of day %d", n)}},
		}})
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if view, err = sqlview.Open(t.Context(), data); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { view.Close() })
	log, err := claimlog.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := register.Fold(t.Context(), log, view, nil); err != nil {
		t.Fatal(err)
	}
	return data, view
}

func shelfOf(t *testing.T, data string, view *sqlview.View, o Options) *Shelf {
	t.Helper()
	o.Data, o.Present, o.Rules = data, view, delivery.DefaultRules()
	s, err := Open(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// TestStates: each day has what was logged by its end, in whatever order days are
// asked for and by however many at once; so many states are kept and no more, and those
// in use are not taken away.
func TestStates(t *testing.T) {
	data, view := logged(t, 9)
	s := shelfOf(t, data, view, Options{Most: 3, Patience: time.Minute})
	var asked sync.WaitGroup
	for _, n := range []int{4, 1, 7, 8, 2, 4, 0, 6} {
		asked.Go(func() {
			state, err := s.On(t.Context(), began.AddDate(0, 0, n))
			if err != nil {
				t.Errorf("day %d: %v", n, err)
				return
			}
			defer state.Release()
			totals, err := state.View.Counts(t.Context())
			if err != nil || totals.Agreements != int64(n+1) || state.Log.Size() != int64(n+1) {
				t.Errorf("day %d knows %d agreements of %d entries: %v", n, totals.Agreements, state.Log.Size(), err)
			}
			if mark, err := state.Index.Mark(t.Context()); err != nil || mark == "" {
				t.Errorf("day %d has no index: %v", n, err)
			}
		})
	}
	asked.Wait()
	held, err := s.At(t.Context(), 3)
	if err != nil {
		t.Fatal(err)
	}
	for n := range 9 {
		state, err := s.On(t.Context(), began.AddDate(0, 0, n))
		if err != nil {
			t.Fatal(err)
		}
		state.Release()
	}
	if totals, err := held.View.Counts(t.Context()); err != nil || totals.Agreements != 3 {
		t.Errorf("a state in use was taken away: %v", err)
	}
	if dirs, _ := os.ReadDir(filepath.Join(data, dirName)); len(dirs) > 4 {
		t.Errorf("%d states are kept", len(dirs))
	}
	held.Release()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(data, dirName)); err == nil {
		t.Error("something is left behind")
	}
}

func TestDaysThatAreNone(t *testing.T) {
	data, view := logged(t, 2)
	s := shelfOf(t, data, view, Options{})
	if _, err := s.On(t.Context(), began.AddDate(0, 0, -1)); !fault.Is(err, fault.Gone) {
		t.Errorf("before the beginning: %v", err)
	}
	for _, size := range []int64{0, -1, 3} {
		if _, err := s.At(t.Context(), size); !fault.Is(err, fault.NotFound) {
			t.Errorf("%d entries: %v", size, err)
		}
	}
	small := shelfOf(t, data, view, Options{Space: 10})
	if _, err := small.On(t.Context(), began); !fault.Is(err, fault.Unavailable) || !strings.Contains(fault.HintOf(err), "--past-space") {
		t.Errorf("more than there is room for: %v", err)
	}
	hasty := shelfOf(t, data, view, Options{Patience: time.Nanosecond})
	if _, err := hasty.On(t.Context(), began); err != nil && !fault.Is(err, fault.Unavailable) {
		t.Errorf("while it is made: %v", err)
	}
}
