package web

import (
	"net/url"
	"strconv"

	"sanad/internal/fault"
	"sanad/internal/find"
	"sanad/internal/publish/news"
	"sanad/internal/register"
)

// Feeds come in parts (RFC 5005, paged feeds): the newest first, each leading to the
// one before it in time. Where a part begins is said by the log, before=17 being what
// was logged before entry 17, so that a part is the same while others are added before
// it. A reading of many agreements may go over several parts: skip says how many of
// the newest entry were told already.

const (
	feedMost = 50   // pieces of news of a part
	feedScan = 5000 // looked through for those of a search
)

// newsLook is where news are looked for.
type newsLook func(register.NewsFilter) ([]register.News, error)

// newsPart is the part of a feed that is asked for, and the query of the next.
func (s *site) newsPart(q *request, filter register.NewsFilter, look newsLook) (items []news.Item, next url.Values, err error) {
	before, err := q.number("before", 0)
	if err != nil {
		return nil, nil, err
	}
	skip, err := q.number("skip", 0)
	if err != nil {
		return nil, nil, err
	}
	filter.Before, filter.Limit = int64(before), skip+feedMost
	list, err := look(filter)
	if err != nil {
		return nil, nil, err
	}
	list = list[min(skip, len(list)):]
	shown := list[:min(feedMost, len(list))]
	if items, err = news.From(q.Context(), s.Register, shown); err != nil || len(shown) == 0 {
		return items, nil, err
	}
	last := shown[len(shown)-1].Source.Entry
	told := 0 // of that entry
	for _, n := range shown {
		if n.Source.Entry == last {
			told++
		}
	}
	if told == len(shown) && last == filter.Before-1 {
		told += skip
	}
	from := url.Values{}
	if len(shown) < len(list) {
		from.Set("before", strconv.FormatInt(last+1, 10))
		from.Set("skip", strconv.Itoa(told))
		return items, from, nil
	}
	if last == 0 {
		return items, nil, nil
	}
	filter.Before, filter.Limit = last, 1
	older, err := look(filter)
	if err != nil || len(older) == 0 {
		return items, nil, err
	}
	from.Set("before", strconv.FormatInt(last, 10))
	return items, from, nil
}

// searchFeed is what is new of the agreements that a search finds: /agreements.atom and
// /agreements/feed.json, with the query of /agreements. Of more than a thousand that it
// finds it tells of those a thousand that stand first, and it looks through the last
// five thousand pieces of news.
func (s *site) searchFeed(q *request) (answer, error) {
	v := q.URL.Query()
	v.Del("before")
	v.Del("skip")
	v.Del("lang")
	if len(v) == 0 {
		return s.newsOf(q, register.NewsFilter{}, "", "/agreements", "/agreements")
	}
	const most = 1000
	var found map[register.ID]bool
	read := func() error {
		var rows []register.Row
		var err error
		if s.searching(q) {
			rows, _, _, err = s.found(q, part{limit: most - 1})
		} else {
			filter, wrong := narrowed(v)
			if wrong != nil {
				return wrong
			}
			filter.Limit = most
			rows, err = s.Register.Agreements(q.Context(), filter)
		}
		found = map[register.ID]bool{}
		for _, r := range rows {
			found[r.ID] = true
		}
		return err
	}
	if err := read(); err != nil {
		return answer{}, err
	}
	return s.newsBy(q, register.NewsFilter{}, q.searched(v), withQuery("/agreements", v), feedAddresses{"/agreements.atom", "/agreements/feed.json", v}, s.among(q, found))
}

// narrowed is the filter of a query of /agreements.
func narrowed(v url.Values) (register.Filter, error) {
	filter := register.Filter{
		Party: register.ID(v.Get("party")), Event: register.ID(v.Get("event")), Source: register.ID(v.Get("source")),
		Kind: v.Get("kind"), Stage: v.Get("stage"), Theme: v.Get("theme"),
	}
	for list, code := range map[string]string{"kind": filter.Kind, "stage": filter.Stage, "theme": filter.Theme} {
		if code != "" && !lists[list].Has(code) {
			return filter, fault.New(fault.Invalid, "%s %q is not in the list", list, code)
		}
	}
	return filter, nil
}

// among looks for news of some agreements.
func (s *site) among(q *request, found map[register.ID]bool) newsLook {
	return func(f register.NewsFilter) (out []register.News, err error) {
		want := f.Limit
		f.Limit = 500
		for scanned := 0; scanned < feedScan && len(out) < want; {
			list, err := s.Register.News(q.Context(), f)
			if err != nil || len(list) == 0 {
				return out, err
			}
			for _, n := range list {
				if found[n.Agreement] {
					out = append(out, n)
				}
			}
			scanned += len(list)
			if f.Before = list[len(list)-1].Source.Entry; f.Before == 0 {
				break
			}
		}
		return out, nil
	}
}

// searched says in words what a query narrows by.
func (q *request) searched(v url.Values) string {
	words := v.Get("q")
	for _, field := range find.Fields {
		value := v.Get(string(field))
		if value == "" {
			continue
		}
		if list, ok := fieldLists[field]; ok {
			value = q.label(list, value)
		}
		if words != "" {
			words += " · "
		}
		words += value
	}
	return words
}
