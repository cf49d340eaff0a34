package web

import (
	"context"
	"net/http"
	"strings"

	"sanad/claim"
	"sanad/internal/fault"
	"sanad/internal/register"
)

// filed is where the file of a proof or of a meeting is fetched.
func filed(id register.ID) string { return "/files/" + string(id) }

// file serves an archived file that proves something, as an attachment and never as
// a page: whatever it holds, it is no part of this site.
func (s *site) filed(w http.ResponseWriter, r *http.Request) error {
	id := register.ID(r.PathValue("id"))
	if s.Original == nil || (id.Class() != claim.Evidence && id.Class() != claim.Meeting) {
		return fault.New(fault.NotFound, "there is no file %s", id)
	}
	ref, err := s.documentOf(r.Context(), id)
	if err != nil {
		return err
	}
	b, err := s.Original(r.Context(), ref.Original)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("Content-Disposition", `attachment; filename="`+string(id)+extension(ref.Media)+`"`)
	return writeFile(w, r, "application/octet-stream", askAlways, b)
}

// documentOf is the file on show of a proof or a meeting, by way of an agreement
// that holds it: what is not public, or was taken back, stands on none.
func (s *site) documentOf(ctx context.Context, id register.ID) (claim.DocumentRef, error) {
	none := fault.New(fault.NotFound, "there is no file %s", id)
	agreement, err := s.agreementOf(ctx, id, 0)
	if err != nil {
		return claim.DocumentRef{}, err
	}
	a, err := s.Register.Agreement(ctx, agreement)
	if err != nil {
		return claim.DocumentRef{}, err
	}
	look := func(part register.Part, f register.Field) (claim.DocumentRef, bool) {
		v, ok := f.Shown()
		if part.ID != id || !ok {
			return claim.DocumentRef{}, false
		}
		ref, ok := v.Value.(claim.DocumentRef)
		return ref, ok
	}
	for _, e := range a.Record.Evidence {
		if ref, ok := look(e.Part, e.Document); ok {
			return ref, nil
		}
	}
	for _, m := range a.Record.Meetings {
		if ref, ok := look(m.Part, m.Document); ok {
			return ref, nil
		}
	}
	return claim.DocumentRef{}, none
}

// farthest bounds how far up a part is followed to its agreement.
const farthest = 6

// agreementOf is the first agreement that a part is of, by way of other parts.
func (s *site) agreementOf(ctx context.Context, id register.ID, depth int) (register.ID, error) {
	if id.Class() == claim.Agreement {
		return id, nil
	}
	if depth < farthest {
		p, err := s.Register.Part(ctx, id)
		if err != nil {
			return "", err
		}
		for _, of := range p.Of {
			if found, err := s.agreementOf(ctx, of, depth+1); err == nil {
				return found, nil
			}
		}
	}
	return "", fault.New(fault.NotFound, "%s is of no agreement", id)
}

// extensions are the ends of names of files of usual types; others have none.
var extensions = map[string]string{
	"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif", "image/webp": ".webp", "application/zip": ".zip",
	"text/plain": ".txt", "text/html": ".html.txt", "application/x-gzip": ".gz",
}

func extension(media string) string {
	kind, _, _ := strings.Cut(media, ";")
	return extensions[kind]
}
