package delivery

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sanad/internal/register"
)

// TestProofNeverWeakens: one more piece of evidence never lowers what is proved, but
// where it disputes; and what is disputed stays so, whatever else is brought.
func TestProofNeverWeakens(t *testing.T) {
	rules := DefaultRules()
	rapid.Check(t, func(t *rapid.T) {
		f := history(t)
		provable := slices.DeleteFunc(slices.Clone(f.order), func(id register.ID) bool { return !strings.ContainsRune("mort", rune(id[0])) })
		if len(provable) == 0 {
			t.Skip("nothing to prove")
		}
		today := someDay(t, "today")
		one := Assess(f.agreement(f.order), rules, today)
		grade := rapid.SampledFrom([]string{"claimed", "reported", "documented", "verified", "disputed"}).Draw(t, "grade")
		of := strings.Replace(string(rapid.SampledFrom(provable).Draw(t, "of")), "1-", "", 1)
		on := today.AddDate(0, 0, -rapid.IntRange(0, 600).Draw(t, "days ago")).Format(time.DateOnly)
		if err := f.line(fmt.Sprintf("v9 supports=%s grade=%s date=%s", of, grade, on)); err != nil {
			t.Fatal(err)
		}
		two := Assess(f.agreement(f.order), rules, today)
		switch {
		case one.Evidence.Code == "disputed" && two.Evidence.Code != "disputed":
			t.Fatalf("disputed, and with one that is %s it is %s", grade, two.Evidence.Code)
		case grade != "disputed" && one.Evidence.Code != "disputed" && strength(two.Evidence.Code) < strength(one.Evidence.Code):
			t.Fatalf("%s, and with one that is %s it is %s", one.Evidence.Code, grade, two.Evidence.Code)
		case shows(grade) && one.LastEvidence != "" && register.LastDay(two.LastEvidence) < register.LastDay(one.LastEvidence):
			t.Fatalf("the last evidence was of %s, and with one more it is of %s", one.LastEvidence, two.LastEvidence)
		}
	})
}

// TestDormantIsSilence: an agreement is dormant when it has been silent for longer than
// the rules allow and is still open, and never otherwise; stated by nobody.
func TestDormantIsSilence(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rules := DefaultRules()
		rules.Dormant = rapid.IntRange(1, 900).Draw(t, "dormant after")
		s := Assess(history(t).whole(), rules, someDay(t, "today"))
		has := func(flag string) bool { return slices.Contains(s.Flags, flag) }
		if want := s.Silent != nil && *s.Silent > rules.Dormant && !has("closed"); has("dormant") != want {
			t.Fatalf("silent %v of %d days, flags %v", s.Silent, rules.Dormant, s.Flags)
		}
	})
}

func (f *fixture) whole() register.Agreement { return f.agreement(f.order) }

// TestNothingReportedIsNotZero: where nothing is reported nothing is told, and a report
// of 0 is told as 0.
func TestNothingReportedIsNotZero(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		today := time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
		f := newFixture()
		say := func(line string) {
			if err := f.line(line); err != nil {
				t.Fatal(err)
			}
		}
		say("i1 cumulative=" + rapid.SampledFrom([]string{"running-total", "per-period", "level"}).Draw(t, "adds") + " target=5people")
		before := Assess(f.whole(), DefaultRules(), today)
		if len(before.Measures) != 1 || before.Measures[0].Actual != "" || before.Measures[0].Percent != "" {
			t.Fatalf("nothing reported: %+v", before.Measures)
		}
		for n := range rapid.IntRange(1, 3).Draw(t, "results") {
			say(fmt.Sprintf("r%d of=i1 on:2026-0%d actual=0people", n+1, n+1))
		}
		after := Assess(f.whole(), DefaultRules(), today)
		if len(after.Measures) != 1 || after.Measures[0].Actual != "0" {
			t.Fatalf("reported 0: %+v", after.Measures)
		}
		if phase(after.Delivery.Code) > phase(before.Delivery.Code) {
			t.Fatalf("0 of 5 moved delivery from %s to %s", before.Delivery.Code, after.Delivery.Code)
		}
	})
}

// TestRungsStayApart: an amount on one rung changes no other rung, nor another
// currency of its own.
func TestRungsStayApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := history(t)
		today := time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
		amounts := func() map[string]string {
			out := map[string]string{}
			for _, r := range Assess(f.whole(), DefaultRules(), today).Rungs {
				out[r.Nature+" "+r.Currency] = r.Amount
			}
			return out
		}
		before := amounts()
		rung := rapid.SampledFrom([]string{"announced", "pledged", "committed", "disbursed", "spent"}).Draw(t, "rung")
		currency := rapid.SampledFrom([]string{"USD", "PKR"}).Draw(t, "currency")
		if err := f.line(fmt.Sprintf("t9 money=\"%s 7 %s\"", currency, rung)); err != nil {
			t.Fatal(err)
		}
		after := amounts()
		if after[rung+" "+currency] == before[rung+" "+currency] {
			t.Fatalf("seven more %s in %s, and it is %s as before", rung, currency, after[rung+" "+currency])
		}
		delete(before, rung+" "+currency)
		delete(after, rung+" "+currency)
		if !maps.Equal(before, after) {
			t.Fatalf("%s in %s moved another rung: %v, then %v", rung, currency, before, after)
		}
	})
}
