package main

import (
	"context"
	"path/filepath"
	"slices"
	"strconv"
	"sync"

	"sanad/claim"
	"sanad/internal/fault"
	"sanad/internal/fsx"
	"sanad/internal/meeting"
)

// sittingsFile holds the meetings that are being held: what has been written down
// and not yet closed into minutes.
const sittingsFile = "sittings.json"

// sittings keeps them in a file of the data directory.
type sittings struct {
	data string
	mu   sync.Mutex
}

// kept is what the file holds. Last is the number last given, so that none is given
// twice.
type kept struct {
	Last int               `json:"last"`
	Open []meeting.Sitting `json:"open"`
}

func (s *sittings) path() string { return filepath.Join(s.data, sittingsFile) }

func (s *sittings) read() (k kept, err error) {
	err = fsx.ReadJSON(s.path(), &k, func(err error) error {
		return fault.New(fault.Invalid, "%s cannot be read: %w", sittingsFile, err).WithHint("it holds meetings not yet closed; mend it, or move it away to lose them")
	})
	return k, err
}

func (s *sittings) All(context.Context) ([]meeting.Sitting, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	k, err := s.read()
	return k.Open, err
}

func (s *sittings) Save(_ context.Context, m meeting.Sitting) (meeting.Sitting, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	k, err := s.read()
	if err != nil {
		return m, err
	}
	if m.ID == "" {
		k.Last++
		m.ID, m.Version = strconv.Itoa(k.Last), 1
		k.Open = append(k.Open, m)
		return m, fsx.WriteJSON(s.path(), k, 0o600)
	}
	i := slices.IndexFunc(k.Open, func(o meeting.Sitting) bool { return o.ID == m.ID })
	if i < 0 {
		return m, fault.New(fault.NotFound, "no meeting %s is being held", m.ID)
	}
	if k.Open[i].Version != m.Version {
		return m, fault.New(fault.Conflict, "meeting %s was saved by %s meanwhile", m.ID, k.Open[i].By)
	}
	m.Version++
	k.Open[i] = m
	return m, fsx.WriteJSON(s.path(), k, 0o600)
}

func (s *sittings) Drop(_ context.Context, id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	k, err := s.read()
	if err != nil {
		return err
	}
	k.Open = slices.DeleteFunc(k.Open, func(o meeting.Sitting) bool { return o.ID == id })
	return fsx.WriteJSON(s.path(), k, 0o600)
}

// attach archives a file that proves something.
func attach(g *globals, file []byte) (ref claim.DocumentRef, err error) {
	door, closeDoor, err := openDoor(g)
	if err != nil {
		return ref, err
	}
	ref, err = door.Attach(file)
	if failed := closeDoor(); err == nil {
		err = failed
	}
	return ref, err
}
