// Package phrase says what leaves the register by post, calendar, feed and
// message in English, Urdu and Chinese: one catalogue, messages/TAG.json, so that
// a digest and a message say the same words. It stores nothing and decides
// nothing. A key a language lacks is taken from English; a test holds that none
// lacks any.
//
// In a language that runs from right to left, every name, number and date put
// into a sentence stands between Unicode isolates (U+2068 … U+2069, UAX #9), so
// that Latin letters neither turn the sentence round nor take its punctuation
// along.
package phrase

import (
	"embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"sanad/claim"
	"sanad/internal/delivery"
	"sanad/internal/fault"
	"sanad/internal/register"
	"sanad/vocab"
)

//go:embed messages
var files embed.FS

// Language is the words of one language.
type Language struct {
	Tag   string // BCP 47
	Dir   string // ltr or rtl
	words map[string]string
}

// Tags are the languages there are.
var Tags = []string{"en", "ur", "zh"}

var languages = func() map[string]*Language {
	all := map[string]*Language{}
	for _, tag := range Tags {
		b, err := files.ReadFile("messages/" + tag + ".json")
		if err != nil {
			panic(err) // embedded
		}
		l := &Language{Tag: tag, words: map[string]string{}}
		if err := json.Unmarshal(b, &l.words); err != nil {
			panic(fmt.Errorf("messages/%s.json: %w", tag, err)) // embedded, and read by every test
		}
		l.Dir = l.words["language.dir"]
		all[tag] = l
	}
	return all
}()

// In is a language by its tag; "" is English.
func In(tag string) (*Language, error) {
	if tag == "" {
		tag = "en"
	}
	l, ok := languages[tag]
	if !ok {
		return nil, fault.New(fault.Invalid, "there are no words in %q", tag).WithHint("one of: %s", strings.Join(Tags, " "))
	}
	return l, nil
}

// The isolates: what stands between them has its own direction.
const (
	isolate    = "\u2068"
	popIsolate = "\u2069"
)

// Isolate sets words apart from the direction around them, where the language
// runs from right to left.
func (l *Language) Isolate(s string) string {
	if l.Dir != "rtl" || s == "" {
		return s
	}
	return isolate + Plain(s) + popIsolate
}

// Plain takes out what would turn the text around it, or break its line: control
// characters, and marks of direction, which a stranger's words may leave open.
func Plain(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t' || r == '\u2028' || r == '\u2029':
			return ' '
		case r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0, r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069':
			return -1
		}
		return r
	}, s)
}

// T is the text with the key, its places filled in.
func (l *Language) T(key string, args ...string) string {
	text, ok := l.words[key]
	if !ok {
		if text, ok = languages["en"].words[key]; !ok {
			return key
		}
	}
	if len(args) == 0 {
		return text
	}
	filled := make([]any, len(args))
	for i, a := range args {
		filled[i] = l.Isolate(Plain(a))
	}
	return fmt.Sprintf(text, filled...)
}

// N is the text for a number of things: key.one or key.other.
func (l *Language) N(key string, n int, args ...string) string {
	form := ".other"
	if n == 1 {
		form = ".one"
	}
	return l.T(key+form, append([]string{fmt.Sprint(n)}, args...)...)
}

// Label names a code of a list.
func (l *Language) Label(list, code string) string {
	if text, ok := l.words[list+"."+code]; ok {
		return text
	}
	return lists[list].Label(code)
}

var lists = map[string]vocab.List{
	"kind": vocab.Kinds, "stage": vocab.Stages, "theme": vocab.Themes, "legal": vocab.LegalStates, "delivery": vocab.DeliveryStates,
	"evidence": vocab.EvidenceGrades, "attention": vocab.Attentions, "level": vocab.Levels,
}

// Date writes a date no finer than it is. What is not a day, a month or a year
// stands as the source has it.
func (l *Language) Date(d claim.Date) string {
	s := string(d)
	part := strings.Split(s, "-")
	switch {
	case strings.ContainsAny(s, "?~%/.X"):
		return s
	case len(part) == 3:
		return fmt.Sprintf(l.T("date.day"), strings.TrimPrefix(part[2], "0"), l.T("month."+part[1]), part[0])
	case len(part) == 2:
		return fmt.Sprintf(l.T("date.month"), l.T("month."+part[1]), part[0])
	}
	return s
}

// Away is how far a day that matters is.
func (l *Language) Away(d delivery.Date) string {
	switch {
	case d.Days == 0:
		return l.T("due.today")
	case d.Late:
		return l.N("due.late", -d.Days)
	case d.Days < 0:
		return l.N("due.past", -d.Days)
	}
	return l.N("due.in", d.Days)
}

// Due is a day that matters in words: "Stage due: Ready for service".
func (l *Language) Due(d delivery.Date) string {
	name := l.T("what." + d.What)
	if d.Name != "" {
		return l.T("due.named", name, Plain(d.Name))
	}
	return name
}

// Called is what an agreement is called: its title, else its sides.
func (l *Language) Called(title string, id register.ID, sides []register.Name) string {
	if title != "" {
		return Plain(title)
	}
	var names []string
	for _, s := range sides {
		if name := Plain(s.Name); name != "" && !slices.Contains(names, name) {
			names = append(names, l.Isolate(name))
		}
	}
	if len(names) == 0 {
		return l.T("agreement.untitled", string(id))
	}
	return strings.Join(names, " – ")
}
