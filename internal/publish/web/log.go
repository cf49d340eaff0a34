package web

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"sanad/claim"
	"sanad/internal/fault"
	"sanad/internal/register"
)

func (s *site) log(q *request) (answer, error) {
	ctx := q.Context()
	head, err := s.Log.Head(ctx)
	if err != nil {
		return answer{}, err
	}
	p, err := q.part()
	if err != nil {
		return answer{}, err
	}
	var entries []LogEntry
	if before := head.Size - int64(p.offset); before > 0 {
		if entries, err = s.Log.Entries(ctx, before, p.limit+1); err != nil {
			return answer{}, err
		}
	}
	entries, nav := cut(q, entries, p)
	type item struct {
		Index  int64  `json:"index"`
		Time   string `json:"time"`
		Reader string `json:"reader"`
		Claims int    `json:"claims"`
	}
	items := []item{}
	for _, e := range entries {
		items = append(items, item{e.Index, e.Time.UTC().Format("2006-01-02T15:04:05Z"), e.Reader, e.Claims})
	}
	documents := map[int64]register.Source{}
	for _, e := range entries {
		if q.form != html {
			break
		}
		src, err := s.Register.Source(ctx, sourceOfEntry(e))
		if fault.Is(err, fault.NotFound) {
			continue // not folded in yet
		}
		if err != nil {
			return answer{}, err
		}
		documents[e.Index] = src
	}
	return answer{
		template: "log", title: q.t("nav.log"), section: "log", next: nav.Next,
		json: map[string]any{
			"origin": head.Origin, "size": head.Size, "root": head.Root, "checkpoint": string(head.Signed),
			"verifier": verifierKey(s.LogDir), "entries": items, "next": nav.Next,
		},
		page: struct {
			LogHead
			Checkpoint string
			Verifier   string
			Entries    []LogEntry
			Pager      pager
			Base       string
			Documents  map[int64]register.Source // by index, of what was read
		}{head, string(head.Signed), verifierKey(s.LogDir), entries, nav, s.base(q), documents},
	}, nil
}

// sourceOfEntry is the source that an entry is of: a reading's first part gives it
// the id.
func sourceOfEntry(e LogEntry) register.ID {
	first := e.Index
	if entry, err := claim.ParseEntry(e.Leaf); err == nil {
		first -= int64(entry.Part) - 1
	}
	return register.ID("s" + strconv.FormatInt(first, 10))
}

// entryPassages is how many passages the page of an entry shows.
const entryPassages = 100

func (s *site) logEntry(q *request) (answer, error) {
	ctx := q.Context()
	asked := q.PathValue("id")
	if q.form == jsonDoc || q.form == tlogProofDoc {
		asked = strings.TrimSuffix(asked, string(q.form))
	}
	index, err := strconv.ParseInt(asked, 10, 64)
	if err != nil || index < 0 || strconv.FormatInt(index, 10) != asked {
		return answer{}, fault.New(fault.NotFound, "%q is not a log index", asked)
	}
	head, err := s.Log.Head(ctx)
	if err != nil {
		return answer{}, err
	}
	if index >= head.Size {
		return answer{}, fault.New(fault.NotFound, "the log has no entry %d", index)
	}
	if q.form == tlogProofDoc {
		return s.entryProof(ctx, index)
	}
	entries, err := s.Log.Entries(ctx, index+1, 1)
	if err != nil {
		return answer{}, err
	}
	if len(entries) != 1 || entries[0].Index != index {
		return answer{}, fault.New(fault.NotFound, "the log has no entry %d", index)
	}
	e := entries[0]
	out := answer{
		template: "entry", title: q.t("entry.title", index), section: "log",
		json: json.RawMessage(e.Leaf),
	}
	if q.form != html {
		return out, nil
	}
	src, err := s.Register.Source(ctx, sourceOfEntry(e))
	found := err == nil
	if err != nil && !fault.Is(err, fault.NotFound) {
		return answer{}, err // an entry that the register has not folded in yet still shows
	}
	var passages []passage
	if found {
		claims, err := s.Register.SourceClaims(ctx, src.ID)
		if err != nil {
			return answer{}, err
		}
		claims = slices.DeleteFunc(slices.Clone(claims), func(c register.SourceClaim) bool { return c.Entry != index })
		passages = q.passages(claims, nil)
		for i := range passages {
			passages[i].Link = passages[i].At
		}
	}
	more := len(passages) > entryPassages
	passages = passages[:min(entryPassages, len(passages))]
	var leaf bytes.Buffer
	if err := json.Indent(&leaf, e.Leaf, "", "  "); err != nil {
		leaf.Reset()
		leaf.Write(e.Leaf)
	}
	out.page = struct {
		LogEntry
		Pretty     string
		Found      bool
		Source     register.Source
		Passages   []passage
		More       bool // the source's page has all
		Prev, Next int64
		Size       int64
	}{e, leaf.String(), found, src, passages, more, index - 1, index + 1, head.Size}
	return out, nil
}
