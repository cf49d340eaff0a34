package press

import "strings"

// Whether "and" stands inside a name or between two, capitals often do not tell. But
// where the same document shows it once, by an acronym that the whole name spells or
// by what stands around it, every other place is read alike.

// rejoin makes one mention of two with "and" between, where the words are a name that
// the document elsewhere gives with its acronym.
func (d *document) rejoin() {
	var known map[string]*elem
	for i := range d.sents {
		for k := range d.sents[i].items {
			e := &d.sents[i].items[k]
			if e.kind != eBody || e.acronym.empty() || e.to-e.from < 5 {
				continue
			}
			name := string(d.low(e.name))
			if !strings.Contains(name, " and ") {
				continue
			}
			if known == nil {
				known = map[string]*elem{}
			}
			known[name] = e
		}
	}
	if known == nil {
		return
	}
	for i := range d.sents {
		s := &d.sents[i]
		out := s.items[:0]
		for k := 0; k < len(s.items); k++ {
			e := s.items[k]
			if n := k + 2; e.kind == eBody && n < len(s.items) && s.items[n].kind == eBody && s.items[k+1].low == "and" {
				whole := span{e.name.start, s.items[n].name.end}
				if full := known[string(d.low(whole))]; full != nil {
					m := *full.mention
					m.name, m.owner, m.acronym = whole, span{}, s.items[n].acronym
					e.to, e.mention = s.items[n].to, &m
					k = n
				}
			}
			out = append(out, e)
		}
		s.items = out
	}
}
