package delivery

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sanad/internal/register"
	"sanad/vocab"
)

// history draws an agreement's record as lines of a fixture.
func history(t *rapid.T) *fixture {
	f := newFixture()
	say := func(format string, args ...any) {
		if err := f.line(fmt.Sprintf(format, args...)); err != nil {
			t.Fatalf(format+": %v", append(args, err)...)
		}
	}
	date := rapid.Custom(func(t *rapid.T) string {
		d := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 1200).Draw(t, "day"))
		return d.Format(rapid.SampledFrom([]string{"2006-01-02", "2006-01-02", "2006-01", "2006"}).Draw(t, "precision"))
	})
	maybe := func(pair string, value *rapid.Generator[string]) string {
		if !rapid.Bool().Draw(t, pair) {
			return ""
		}
		mode := rapid.SampledFrom([]string{"", "", "", "planned:", "denied:"}).Draw(t, "mode")
		return " " + mode + pair + "=" + value.Draw(t, "value")
	}
	codes := func(l vocab.List) *rapid.Generator[string] {
		var all []string
		for _, c := range l {
			all = append(all, c.Code)
		}
		return rapid.SampledFrom(all)
	}
	say("a theme=training%s%s%s%s%s%s%s", maybe("signed", date), maybe("expires", date), maybe("effective", date), maybe("terminated", date),
		maybe("review", date), maybe("renewal", codes(vocab.Renewals)), maybe("stage", codes(vocab.Stages)))
	say("a on:%s%s%s%s%s", date.Draw(t, "said"), maybe("legal", codes(vocab.LegalStates)), maybe("delivery", codes(vocab.DeliveryStates)),
		maybe("term", rapid.SampledFrom([]string{"3a", "18mo", "90d"})), maybe("notice", rapid.SampledFrom([]string{"6mo", "2wk"})))
	if rapid.Bool().Draw(t, "spoken of") {
		say("word %s", date.Draw(t, "word"))
	}
	stages := rapid.SampledFrom([]string{"curriculum", "enrolled", "placed-12", "ours"})
	var provable []string
	for n := range rapid.IntRange(0, 3).Draw(t, "stages") {
		say("m%d code=%s%s%s%s", n+1, stages.Draw(t, "stage"), maybe("due", date), maybe("met", date), maybe("status", codes(vocab.MilestoneStates)))
		provable = append(provable, fmt.Sprintf("m%d", n+1))
	}
	for n := range rapid.IntRange(0, 2).Draw(t, "commitments") {
		say("o%d%s%s%s", n+1, maybe("due", date), maybe("met", date), maybe("progress", codes(vocab.ProgressStates)))
		provable = append(provable, fmt.Sprintf("o%d", n+1))
	}
	number := rapid.Map(rapid.IntRange(0, 2000), func(n int) string { return fmt.Sprintf("%dpeople", n) })
	if rapid.Bool().Draw(t, "measured") {
		say("i1 cumulative=%s%s%s%s", codes(vocab.Accumulations).Draw(t, "adds"), maybe("target", number), maybe("baseline", number), maybe("due", date))
		for n := range rapid.IntRange(0, 4).Draw(t, "results") {
			say("r%d of=i1 on:%s actual=%s%s", n+1, date.Draw(t, "on"), number.Draw(t, "actual"), maybe("sex", codes(vocab.Sexes)))
			provable = append(provable, fmt.Sprintf("r%d", n+1))
		}
	}
	for n := range rapid.IntRange(0, 3).Draw(t, "transfers") {
		say("t%d money=\"USD %d %s\"%s includes=t%d", n+1, rapid.IntRange(1, 99).Draw(t, "amount"), codes(vocab.MoneyNatures).Draw(t, "rung"), maybe("date", date), rapid.IntRange(1, 3).Draw(t, "inner"))
	}
	for n := range rapid.IntRange(0, 2).Draw(t, "meetings") {
		say("g%d%s%s%s", n+1, maybe("date", date), maybe("next", date), maybe("url", rapid.Just("https://example.org")))
	}
	for n := range rapid.IntRange(0, 3).Draw(t, "proofs") {
		if len(provable) > 0 {
			say("v%d supports=%s%s%s", n+1, rapid.SampledFrom(provable).Draw(t, "of"), maybe("date", date), maybe("grade", codes(vocab.EvidenceGrades)))
		}
	}
	return f
}

func someDay(t *rapid.T, label string) time.Time {
	return time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 1500).Draw(t, label))
}

// TestAxesNeverContradict: whatever is on record, the four axes tell one story.
func TestAxesNeverContradict(t *testing.T) {
	rules := DefaultRules()
	rapid.Check(t, func(t *rapid.T) {
		f := history(t)
		s := Assess(f.agreement(f.order), rules, someDay(t, "today"))
		never := func(wrong bool, what string) {
			if wrong {
				t.Fatalf("%s:\n%s", what, strings.Join(told(s), "\n"))
			}
		}
		for list, code := range map[string]string{"legal": s.Legal.Code, "delivery": s.Delivery.Code, "grade": s.Evidence.Code} {
			never(!vocab.ByName[list].Has(code), "a code of no list: "+code)
		}
		never(!vocab.Attentions.Has(s.Attention.Code), "an attention of no list")
		never(len(s.Flags) == 0 || s.Flags[0] != s.Attention.Code, "the first flag is not the attention")
		has := func(flag string) bool { return slices.Contains(s.Flags, flag) }
		never((has("closed") || has("on-track") || has("unknown")) && len(s.Flags) > 1, "nothing to do, and something to do")
		kept := slices.ContainsFunc(s.Dates, func(d Date) bool { return d.Done && d.Proved })
		late := slices.ContainsFunc(s.Dates, func(d Date) bool { return d.Late })
		never(has("on-track") && !kept, "on track, and nothing due was kept and proved")
		never(has("on-track") && (late || !shows(s.Evidence.Code)), "on track, and late or unproved")
		never(has("on-track") && s.Silent != nil && *s.Silent > rules.Dormant, "on track, and silent")
		never(late && !has("late") && !has("closed"), "something is late and it is not told")
		never(has("late") && !late, "late, and nothing is")
		never(has("closed") && s.Delivery.Code == "completed" && !slices.Contains(ended, s.Legal.Code) && !shows(s.Evidence.Code), "closed on a completion nothing shows")
		never(slices.Contains(ended, s.Legal.Code) && !has("closed"), "ended, and not closed")
		never(phase(s.Delivery.Code) > 0 && s.Evidence.Code == "none", "progress, and evidence says none: it is claimed at least")
		for _, d := range s.Dates {
			never(d.Late && (d.Done || d.Days >= 0 || !d.Obliges), "late, and done, to come or owed by nobody: "+string(d.On))
		}
		for _, x := range []Axis{s.Legal, s.Delivery, s.Evidence, s.Attention} {
			never(Reasons[x.Why.Key] == "" || strings.Contains(x.Why.String(), "%!"), "a reason without its sentence: "+x.Why.Key)
		}
		for _, r := range s.Rungs {
			never(len(r.Transfers) == 0, "a rung on which everything is left out")
		}
	})
}

// TestSameAnswer: the answer is the same each time, and does not hang on the order
// in which parts were logged but where lists show them in that order.
func TestSameAnswer(t *testing.T) {
	rules := DefaultRules()
	rapid.Check(t, func(t *rapid.T) {
		f := history(t)
		today := someDay(t, "today")
		a := f.agreement(f.order)
		before := asJSON(t, a)
		one := Assess(a, rules, today)
		if asJSON(t, one) != asJSON(t, Assess(a, rules, today)) {
			t.Fatal("twice the same, and two answers")
		}
		if asJSON(t, a) != before {
			t.Fatal("assessing changed the agreement")
		}
		other := Assess(f.agreement(rapid.Permutation(f.order).Draw(t, "order")), rules, today)
		if x, y := core(one), core(other); x != y {
			t.Fatalf("another order of logging, another answer:\n%s\n%s", x, y)
		}
	})
}

// core is what must not hang on the order of logging: states, days, dates, what
// is measured and what stands on the rungs.
func core(s Assessment) string {
	var out []string
	for _, x := range []Axis{s.Legal, s.Delivery, s.Evidence, s.Attention} {
		out = append(out, x.Code)
	}
	out = append(out, s.Flags...)
	for _, d := range s.Dates {
		out = append(out, fmt.Sprint(d.What, d.Of, d.On, d.Days, d.Done, d.Proved, d.Late))
	}
	for _, m := range s.Measures {
		out = append(out, fmt.Sprint(m.Of, m.Actual, m.Percent, m.Grade))
	}
	for _, r := range s.Rungs {
		out = append(out, r.Nature+r.Currency+r.Amount)
	}
	out = append(out, string(s.Expires), string(s.LastEvidence), fmt.Sprint(s.Silent != nil && *s.Silent > 0))
	return strings.Join(out, " ")
}

// TestTimeGoesOn: with nothing new on record, a later day never makes a silence
// shorter nor a late thing punctual, nor brings an ended agreement back.
func TestTimeGoesOn(t *testing.T) {
	rules := DefaultRules()
	rapid.Check(t, func(t *rapid.T) {
		f := history(t)
		a := f.agreement(f.order)
		// From the day on which all that is on record lies behind; until then news
		// still comes in.
		now := time.Date(2028, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 400).Draw(t, "now"))
		then := now.AddDate(0, 0, rapid.IntRange(0, 800).Draw(t, "days on"))
		one, two := Assess(a, rules, now), Assess(a, rules, then)
		if one.Silent != nil && (two.Silent == nil || *two.Silent < *one.Silent) {
			t.Fatal("the silence got shorter")
		}
		lateNow := func(s Assessment, d Date) bool {
			return slices.ContainsFunc(s.Dates, func(o Date) bool { return o.What == d.What && o.Of == d.Of && o.Late })
		}
		for _, d := range one.Dates {
			if d.Late && !lateNow(two, d) {
				t.Fatalf("%s %s is no longer late", d.What, d.On)
			}
		}
		if one.Attention.Code == "closed" && two.Attention.Code != "closed" {
			t.Fatal("closed, and open again")
		}
	})
}

// TestNothingLateBeforeItsDay holds on any day, news or none.
func TestNothingLateBeforeItsDay(t *testing.T) {
	rules := DefaultRules()
	rapid.Check(t, func(t *rapid.T) {
		f := history(t)
		today := someDay(t, "today")
		for _, d := range Assess(f.agreement(f.order), rules, today).Dates {
			if d.Late && register.LastDay(d.On) >= today.Format(time.DateOnly) {
				t.Fatalf("%s %s is late on %s", d.What, d.On, today.Format(time.DateOnly))
			}
		}
	})
}

func asJSON(t *rapid.T, v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
