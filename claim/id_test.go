package claim

import "testing"

func TestIDs(t *testing.T) {
	for s, id := range map[Subject]string{"17/a3": "a17-3", "0/p12": "p0-12", "17/d": "s17", "31/m1": "m31-1"} {
		if got := s.ID(); got != id {
			t.Errorf("%s has id %q, want %q", s, got, id)
		}
		if got := SubjectOfID(id); got != s {
			t.Errorf("%s is the id of %q, want %q", id, got, s)
		}
	}
	if got := Subject("a3").ID(); got != "" {
		t.Errorf("a local subject has id %q", got)
	}
	for _, id := range []string{"", "a", "a17", "A17", "17", "x", "z1-1", "a-1", "a1-", "a1-01", "a1-1-1", "a01-1"} {
		if s := SubjectOfID(id); s.Check() == nil {
			t.Errorf("%q is taken for the id of %s", id, s)
		}
	}
}
