package claim

import (
	"strconv"
	"strings"
)

// ID is the address of a global subject, for ever: 17/a3 is a17-3, 17/d is s17.
// Of a local subject it is "".
func (s Subject) ID() string {
	entry, global := s.Entry()
	if !global {
		return ""
	}
	l := string(s.Local())
	if s.Local() == DocumentSubject {
		return "s" + strconv.FormatInt(entry, 10)
	}
	return l[:1] + strconv.FormatInt(entry, 10) + "-" + l[1:]
}

// SubjectOfID is the global subject that has an id: a17-3 is 17/a3. Of what is no
// id it is a subject that does not pass Check.
func SubjectOfID(id string) Subject {
	if len(id) < 2 {
		return ""
	}
	entry, local, ok := strings.Cut(id[1:], "-")
	if !ok && id[0] == 's' {
		return Subject(entry + "/" + string(DocumentSubject))
	}
	if !ok {
		return ""
	}
	return Subject(entry + "/" + id[:1] + local)
}
