package delivery

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sanad/claim"
	"sanad/internal/register"
	"sanad/internal/resolve"
)

// aDay is any day of two centuries, month ends and leap days often.
var aDay = rapid.Custom(func(t *rapid.T) time.Time {
	year, month := rapid.IntRange(1901, 2099).Draw(t, "year"), rapid.IntRange(1, 12).Draw(t, "month")
	last := time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC)
	switch rapid.IntRange(0, 3).Draw(t, "where") {
	case 0:
		return last
	case 1:
		return time.Date(year/4*4, 2, 29, 0, 0, 0, 0, time.UTC)
	}
	return time.Date(year, time.Month(month), rapid.IntRange(1, last.Day()).Draw(t, "day"), 0, 0, 0, 0, time.UTC)
})

// aSpan is a quantity of time, and how many months it is; 0 for days and weeks.
func aSpan(t *rapid.T, label string) (typed string, months int) {
	n := rapid.IntRange(1, 120).Draw(t, label)
	switch unit := rapid.SampledFrom([]string{"d", "wk", "mo", "a"}).Draw(t, label+" unit"); unit {
	case "mo":
		return fmt.Sprint(n, unit), n
	case "a":
		n = min(n, 40)
		return fmt.Sprint(n, unit), 12 * n
	default:
		return fmt.Sprint(n, unit), 0
	}
}

// governed is an agreement of which its text says its start, its term and its notice.
func governed(t *rapid.T, lines ...string) register.Agreement {
	f := newFixture()
	for _, l := range lines {
		if err := f.line(l); err != nil {
			t.Fatal(err)
		}
	}
	return f.whole()
}

// TestTermOfTheText: the end worked out of a term lies behind the signing, a term of
// months ends in the month that many months on, on the day of the month or the month's
// last where it has none; notice is due before the end; a longer term ends no sooner.
func TestTermOfTheText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		start := aDay.Draw(t, "start")
		layout := rapid.SampledFrom([]string{time.DateOnly, time.DateOnly, "2006-01", "2006"}).Draw(t, "precision")
		term, months := aSpan(t, "term")
		notice, _ := aSpan(t, "notice")
		from := rapid.SampledFrom([]string{"signed", "effective"}).Draw(t, "from")
		a := governed(t, fmt.Sprintf("a %s=%s term=%s notice=%s", from, start.Format(layout), term, notice))
		end, worked := Ends(a)
		if end == "" || !worked {
			t.Fatalf("from %s for %s: no end", start.Format(layout), term)
		}
		first, last, ok := resolve.Span(end)
		if !ok || first.Before(spanOf(t, claim.Date(start.Format(layout)))) || last.Before(first) {
			t.Fatalf("from %s for %s: %s", start.Format(layout), term, end)
		}
		if months > 0 && layout == time.DateOnly {
			want := start.Year()*12 + int(start.Month()) - 1 + months
			if got := first.Year()*12 + int(first.Month()) - 1; got != want {
				t.Fatalf("%s and %d months: %s", start.Format(layout), months, end)
			}
			lastOfMonth := time.Date(first.Year(), first.Month()+1, 0, 0, 0, 0, 0, time.UTC).Day()
			if first.Day() != min(start.Day(), lastOfMonth) {
				t.Fatalf("%s and %d months: %s, in a month of %d days", start.Format(layout), months, end, lastOfMonth)
			}
			longer, _ := Ends(governed(t, fmt.Sprintf("a %s=%s term=%dmo", from, start.Format(layout), months+1)))
			if longer <= end {
				t.Fatalf("%s and a month more than %s: %s", start.Format(layout), end, longer)
			}
		}
		day := noticeDay(a, Assessment{Expires: end})
		if day == "" || !spanOf(t, day).Before(first) {
			t.Fatalf("ends %s, notice of %s is due %q", end, notice, day)
		}
	})
}

func spanOf(t *rapid.T, d claim.Date) time.Time {
	first, _, ok := resolve.Span(d)
	if !ok {
		t.Fatalf("%q is no date", d)
	}
	return first
}

// TestRenewalExtends: what renews itself, or was renewed, is not expired when its term
// has run out, and its file is not closed for that; what does not, is and is.
func TestRenewalExtends(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		start := aDay.Draw(t, "start")
		term, _ := aSpan(t, "term")
		renewal := rapid.SampledFrom([]string{"automatic", "by-agreement", "none", "unknown"}).Draw(t, "renewal")
		a := governed(t, fmt.Sprintf("a signed=%s stage=signed term=%s renewal=%s", start.Format(time.DateOnly), term, renewal))
		renewed := rapid.Bool().Draw(t, "renewed by another")
		if renewed {
			a.Relations = append(a.Relations, register.Relation{Kind: claim.PropRenews, To: "a9-1", Inverse: true})
		}
		end, _ := Ends(a)
		over := spanOf(t, end).AddDate(0, 0, 1+rapid.IntRange(0, 900).Draw(t, "days on"))
		before, after := Assess(a, DefaultRules(), spanOf(t, end)), Assess(a, DefaultRules(), over)
		if before.Legal.Code == "expired" {
			t.Fatalf("expired on its last day, %s", end)
		}
		want := "expired"
		if renewal == "automatic" || renewed {
			want = "renewed"
		}
		if after.Legal.Code != want || (after.Attention.Code == "closed") != (want == "expired") {
			t.Fatalf("after %s, renewal %s, renewed %v: %s and %s", end, renewal, renewed, after.Legal.Code, after.Attention.Code)
		}
	})
}
