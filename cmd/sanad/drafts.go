package main

import (
	"context"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"sanad/internal/desk"
	"sanad/internal/fault"
	"sanad/internal/fsx"
	"sanad/internal/publish/web"
	"sanad/internal/register"
)

const (
	// draftsFile holds sheets that are half filled in.
	draftsFile = "drafts.json"
	// draftsMost bounds an author's drafts, draftsFor how long one is kept.
	draftsMost = 100
	draftsFor  = 90 * 24 * time.Hour
)

// drafts keeps them in a file of the data directory.
type drafts struct {
	data string
	now  func() time.Time
	mu   sync.Mutex
}

func (d *drafts) read() (all []web.Draft, err error) {
	err = fsx.ReadJSON(filepath.Join(d.data, draftsFile), &all, func(err error) error {
		return fault.New(fault.Invalid, "%s cannot be read: %w", draftsFile, err).WithHint("it holds sheets half filled in; mend it, or move it away to lose them")
	})
	return all, err
}

func (d *drafts) write(all []web.Draft) error {
	return fsx.WriteJSON(filepath.Join(d.data, draftsFile), all, 0o600)
}

// without are the drafts but for one of a sheet, and without those that are too old.
func (d *drafts) without(all []web.Draft, author string, agreement register.ID, kind desk.Kind) []web.Draft {
	old := d.now().Add(-draftsFor)
	return slices.DeleteFunc(all, func(x web.Draft) bool {
		return x.Author == author && x.Agreement == agreement && x.Kind == kind || x.At.Before(old)
	})
}

func (d *drafts) Keep(_ context.Context, draft web.Draft) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	all, err := d.read()
	if err != nil {
		return err
	}
	all = append(d.without(all, draft.Author, draft.Agreement, draft.Kind), draft)
	own := 0
	for i := len(all) - 1; i >= 0; i-- {
		if all[i].Author != draft.Author {
			continue
		}
		if own++; own > draftsMost {
			all = slices.Delete(all, i, i+1)
		}
	}
	return d.write(all)
}

func (d *drafts) Of(_ context.Context, author string) ([]web.Draft, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	all, err := d.read()
	own := slices.DeleteFunc(all, func(x web.Draft) bool { return x.Author != author })
	slices.Reverse(own)
	return own, err
}

func (d *drafts) Drop(_ context.Context, author string, agreement register.ID, kind desk.Kind) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	all, err := d.read()
	if err != nil {
		return err
	}
	left := d.without(slices.Clone(all), author, agreement, kind)
	if len(left) == len(all) {
		return nil
	}
	return d.write(left)
}
