package message

import (
	"time"

	"sanad/claim"
	"sanad/internal/publish/phrase"
)

// About is a message on any page, for its card: what the page is called, some lines,
// where it stands.
func About(title, link string, lines []string, l *phrase.Language, today time.Time) Message {
	return Message{
		Lang: l.Tag, Dir: l.Dir, Title: title, Link: link, lines: lines,
		asOf: l.T("message.asof", l.Date(claim.Date(today.Format(time.DateOnly)))),
	}
}
