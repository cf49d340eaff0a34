package register

import "sanad/claim"

// News is that one reading speaks of one agreement, or of a part of its record.
// Feeds, digests and webhooks tell what is new from it; a calendar, when an
// agreement last changed.
type News struct {
	Source    Source // the reading's; of a decision, its form
	Agreement ID     // what it is now
	// Own is the agreement's id as the reading named it: whatever is judged to be
	// one later, reading and Own together name this piece of news for ever.
	Own ID
	// Undone says that the reading counts no longer: it was taken back, or the
	// same document was read again.
	Undone bool
}

// First says whether the reading is the one that brought the agreement in.
func (n News) First() bool { return n.Own == n.Agreement && n.Agreement.Entry() == n.Source.Entry }

// Entry is the log entry an id comes from, -1 for no id.
func (id ID) Entry() int64 {
	n, digits := int64(0), 0
	for _, c := range []byte(id[min(1, len(id)):]) {
		if c < '0' || c > '9' {
			break
		}
		n, digits = n*10+int64(c-'0'), digits+1
	}
	if digits == 0 {
		return -1
	}
	return n
}

// NewsFilter narrows News. Zero fields do not narrow.
type NewsFilter struct {
	From, Before int64 // log entries of readings: From ≤ entry < Before
	Agreement    ID
	Party        ID
	Theme        string
	Country      string // of a side, ISO 3166-1 alpha-2
	Oldest       bool   // the oldest first, not the newest
	Limit        int
}

// Takes says whether the filter lets an agreement through.
func (f NewsFilter) Takes(a Agreement, country func(ID) string) bool {
	party, land := f.Party == "", f.Country == ""
	for _, s := range a.Sides {
		party = party || s.Party == f.Party
		land = land || country(s.Party) == f.Country
	}
	theme := f.Theme == ""
	for _, v := range a.Themes {
		c, _ := v.Value.(claim.Code)
		theme = theme || c.Code == f.Theme
	}
	return party && land && theme
}
