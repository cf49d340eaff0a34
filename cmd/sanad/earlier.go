package main

import (
	"context"
	"time"

	"sanad/internal/past"
	"sanad/internal/publish/web"
)

// earlier gives the pages the register as it stood.
type earlier struct{ shelf *past.Shelf }

func (e earlier) On(ctx context.Context, day time.Time) (web.Then, error) {
	return then(e.shelf.On(ctx, day))
}

func (e earlier) At(ctx context.Context, size int64) (web.Then, error) {
	return then(e.shelf.At(ctx, size))
}

func then(s *past.State, err error) (web.Then, error) {
	if err != nil {
		return web.Then{}, err
	}
	c := s.Log.Checkpoint
	return web.Then{
		Register: s.View, Find: s.Index, Moment: s.At, Release: s.Release,
		Log: web.LogHead{Origin: c.Origin, Size: c.Size, Root: c.Root.String()},
	}, nil
}
