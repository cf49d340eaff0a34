package sqlview

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"pgregory.net/rapid"

	"sanad/internal/claimlog"
	"sanad/internal/register"
)

// follower keeps a copy of the view by what it is told has changed, and nothing else.
type follower struct {
	mark string
	kept map[register.ID]string
}

func (f *follower) follow(t fatal, v *View) {
	all, anew, mark, err := v.Changed(context.Background(), f.mark)
	if err != nil {
		t.Fatal(err)
	}
	if anew {
		f.kept = map[register.ID]string{}
	}
	for _, c := range all {
		delete(f.kept, c.ID)
		if !c.Gone {
			f.kept[c.ID] = copied(t, v)[c.ID]
		}
	}
	f.mark = mark
}

func copied(t fatal, v *View) map[register.ID]string {
	all := map[register.ID]string{}
	err := rows(context.Background(), v.db, `SELECT id, body FROM thing`, nil, func(r *sql.Rows) error {
		var id register.ID
		var body string
		err := r.Scan(&id, &body)
		all[id] = body
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestFollowersMissNothing: whoever copies what changed has what the view has, after
// any history, and after the view was made anew.
func TestFollowersMissNothing(t *testing.T) {
	root := t.TempDir()
	runs := 0
	rapid.Check(t, func(t *rapid.T) {
		runs++
		h := newHistory(t, filepath.Join(root, fmt.Sprint(runs)))
		defer os.RemoveAll(h.data)
		f := follower{kept: map[register.ID]string{}}
		for range rapid.IntRange(1, 4).Draw(t, "sittings") {
			var readings []claimlog.Reading
			for range rapid.IntRange(1, 6).Draw(t, "entries") {
				readings = append(readings, h.entry())
			}
			h.append(readings...)
			if rapid.IntRange(0, 3).Draw(t, "anew") == 0 {
				if err := Remove(h.data); err != nil {
					t.Fatal(err)
				}
			}
			view := foldBy(t, h.data, rapid.IntRange(1, 4).Draw(t, "batch"))
			if rapid.Bool().Draw(t, "follows") {
				f.follow(t, view)
				if all := copied(t, view); !maps.Equal(f.kept, all) {
					t.Fatalf("follows %d things of %d, or has them otherwise", len(f.kept), len(all))
				}
			}
			view.Close()
		}
	})
}
