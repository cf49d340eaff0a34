package web

import (
	"context"
	"time"

	"sanad/internal/fault"
)

// fakeEarlier shows the register as it is for every day since it began.
type fakeEarlier struct{ *fake }

var fakeBegan = time.Date(2025, 9, 4, 0, 0, 0, 0, time.UTC)

func (f fakeEarlier) On(ctx context.Context, day time.Time) (Then, error) {
	if day.Before(fakeBegan) {
		return Then{}, fault.New(fault.Gone, "nothing was logged by then")
	}
	head, err := f.Head(ctx)
	return Then{Register: f.fake, Log: head, Moment: day.Add(24*time.Hour - time.Second), Release: func() {}}, err
}

func (f fakeEarlier) At(ctx context.Context, size int64) (Then, error) {
	if size > int64(len(f.entries)) {
		return Then{}, fault.New(fault.NotFound, "the log never had %d entries", size)
	}
	return f.On(ctx, fakeBegan.AddDate(0, 0, int(size)))
}
