package calendar

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"

	"sanad/claim"
	"sanad/internal/delivery"
	"sanad/internal/publish/phrase"
	"sanad/internal/register"
)

func entry(on claim.Date, name string) Entry {
	day, _ := time.Parse(time.DateOnly, register.LastDay(on))
	return Entry{
		Date: delivery.Date{What: "milestone", On: on, Of: "m3-1", Name: name}, Day: day, Roughly: len(on) < 10, Agreement: "a1-1",
		Sides:   []register.Name{{Name: "وزارت انفارمیشن ٹیکنالوجی"}, {Name: "工业和信息化部" + strings.Repeat("有限公司", 30)}},
		Changed: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), Sequence: 7,
	}
}

// TestWrite: lines are folded at 75 octets and never within a character, what a
// stranger wrote begins no line of its own, and another's parser reads back what
// was meant. This is what the library is trusted for.
func TestWrite(t *testing.T) {
	l, _ := phrase.In("en")
	name := "RFS; phase 1, \\ \"north\"\r\nBEGIN:VALARM\nEND"
	b, err := Write([]Entry{entry("2026-03", name)}, l, Options{Name: "Due\r\nX-EVIL:1", Origin: "register.example/sanad", Address: "https://register.example"})
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range bytes.Split(bytes.TrimSuffix(b, []byte("\r\n")), []byte("\r\n")) {
		if len(line) > 75 || !utf8.Valid(line) || bytes.ContainsAny(line, "\r\n") {
			t.Errorf("line of %d octets: %q", len(line), line)
		}
		if bytes.HasPrefix(line, []byte("X-EVIL")) || bytes.HasPrefix(line, []byte("BEGIN:VALARM")) {
			t.Errorf("a stranger's line: %q", line)
		}
	}
	c, err := ics.ParseCalendar(bytes.NewReader(b))
	if err != nil || len(c.Events()) != 1 {
		t.Fatal(err)
	}
	e := c.Events()[0]
	read := func(p ics.ComponentProperty) string { return ics.FromText(e.GetProperty(p).Value) }
	for p, want := range map[ics.ComponentProperty]string{
		ics.ComponentPropertyUniqueId: "m3-1-milestone@register.example/sanad", ics.ComponentPropertyDtStart: "20260331", ics.ComponentPropertyDtEnd: "20260401",
		ics.ComponentPropertySequence: "7", ics.ComponentPropertyDtstamp: "20260102T030405Z",
	} {
		if got := read(p); got != want {
			t.Errorf("%s is %q, want %q", p, got, want)
		}
	}
	if s := read(ics.ComponentPropertySummary); !strings.HasPrefix(s, `Stage due: RFS; phase 1, \ "north"  BEGIN:VALARM END: وزارت`) || !strings.HasSuffix(s, "有限公司") {
		t.Errorf("summary %q", s)
	}
	if d := read(ics.ComponentPropertyDescription); !strings.Contains(d, "only March 2026; it is shown on its last day") || !strings.Contains(d, "/agreements/a1-1") {
		t.Errorf("description %q", d)
	}
}

// TestMoved: a date that changes keeps its UID.
func TestMoved(t *testing.T) {
	before, after := entry("2026-03", "RFS"), entry("2026-04-15", "Ready for service")
	if before.UID("x") != after.UID("x") || after.Note(mustIn(t, "en")) != "" {
		t.Error("another date is another event")
	}
}

// TestSilence: the day on which the rules' patience ends, whether it has come or not.
func TestSilence(t *testing.T) {
	today := time.Date(2026, 1, 10, 15, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		silent int
		want   claim.Date
	}{{10, "2026-06-29"}, {180, "2026-01-10"}, {190, "2025-12-31"}} {
		d, ok := silence(delivery.Assessment{Silent: &c.silent}, delivery.Rules{Dormant: 180}, today)
		if !ok || d.On != c.want {
			t.Errorf("silent for %d days: %v, want %s", c.silent, d.On, c.want)
		}
	}
	if _, ok := silence(delivery.Assessment{Silent: new(int), Attention: delivery.Axis{Code: "closed"}}, delivery.Rules{}, today); ok {
		t.Error("a closed agreement owes evidence")
	}
}

func mustIn(t *testing.T, tag string) *phrase.Language {
	t.Helper()
	l, err := phrase.In(tag)
	if err != nil {
		t.Fatal(err)
	}
	return l
}
