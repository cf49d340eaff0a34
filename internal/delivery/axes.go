package delivery

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"sanad/claim"
	"sanad/internal/register"
	"sanad/vocab"
)

// fromStage is what an announcement's stage says of the instrument in law.
var fromStage = map[string]string{
	"signed": "signed", "planned": "proposed", "approved": "approved", "negotiating": "proposed",
	"in-force": "in-force", "ended": "terminated",
}

// ended are the legal states of an instrument that binds nobody any more.
var ended = []string{"expired", "terminated", "superseded", "withdrawn", "never-signed"}

// legal is the first axis. What somebody states goes before what dates tell,
// except that a term that has run out has run out.
func legal(a register.Agreement, s Standing, today time.Time) Axis {
	in := a.Instrument
	stated := in.Legal.Code()
	if slices.Contains(ended, stated) {
		return Axis{Code: stated, Since: asOf(in.Legal), Why: because("legal.stated")}
	}
	if d := dateIn(in.Terminated); d != "" && !future(d, today) {
		return Axis{Code: "terminated", Since: d, Why: because("legal.terminated", string(d))}
	}
	for _, r := range a.Relations {
		if r.Inverse && r.Kind == claim.PropSupersedes {
			return Axis{Code: "superseded", Why: because("legal.superseded", string(r.To)), From: []register.ID{r.To}}
		}
	}
	renewed := slices.ContainsFunc(a.Relations, func(r register.Relation) bool { return r.Inverse && r.Kind == claim.PropRenews })
	if past(s.Expires, today) && in.Renewal.Code() != "automatic" && !renewed {
		why := because("legal.expired", string(s.Expires))
		if s.Worked {
			why = because("legal.ran-out", string(s.Expires))
		}
		return Axis{Code: "expired", Since: s.Expires, Why: why}
	}
	if stated != "" {
		return Axis{Code: stated, Since: asOf(in.Legal), Why: because("legal.stated")}
	}
	if renewed {
		return Axis{Code: "renewed", Why: because("legal.renewed")}
	}
	if d := dateIn(in.Effective); d != "" && !future(d, today) {
		return Axis{Code: "in-force", Since: d, Why: because("legal.effective", string(d))}
	}
	if code := fromStage[a.Stage.Code()]; code != "" {
		return Axis{Code: code, Since: dateIn(a.Signed), Why: because("legal.announced")}
	}
	return Axis{Code: "unknown", Why: because("legal.unknown")}
}

// future says whether a date may not have come yet.
func future(d claim.Date, today time.Time) bool {
	n, ok := daysBetween(today, d)
	return ok && n > 0
}

// asOf is when the claim on show was so, or was published.
func asOf(f register.Field) claim.Date {
	v, ok := f.Shown()
	if !ok || len(v.Said) == 0 {
		return ""
	}
	return cmp.Or(v.Said[0].AsOf, v.Said[0].Published)
}

// progress is the second axis: what somebody states, else the furthest that
// stages, results, payments and kept commitments show.
func progress(a register.Agreement, s Standing) Axis {
	if code := a.Instrument.Delivery.Code(); code != "" {
		return Axis{Code: code, Since: asOf(a.Instrument.Delivery), Why: because("delivery.stated")}
	}
	best := Axis{Code: "announced", Since: firstWord(a), Why: because("delivery.announced")}
	raise := func(code string, since claim.Date, why Reason, from register.ID) {
		if phase(code) > phase(best.Code) {
			best = Axis{Code: code, Since: since, Why: why, From: []register.ID{from}}
		}
	}
	for i, g := range s.Gates {
		if g.State != "met" {
			continue
		}
		code := g.Phase
		if code == "completed" && i < len(s.Gates)-1 && slices.ContainsFunc(s.Gates[:i], func(g Gate) bool { return g.State == "late" || g.State == "due" }) {
			code = "running" // an end is reported while stages before it are open
		}
		raise(code, g.Met, because("delivery.stage", g.Name), g.Milestone)
	}
	for _, i := range a.Record.Indicators {
		for _, r := range i.Results {
			if q, ok := shownQuantity(r.Actual); ok && exact(q.Number).Sign() > 0 {
				raise("running", r.On, because("delivery.result"), i.ID)
			}
		}
	}
	for _, t := range a.Record.Transfers {
		if m := money(t.Money); m.Nature == "disbursed" || m.Nature == "spent" {
			raise("started", dateIn(t.Date), because("delivery.paid"), t.ID)
		}
	}
	if n := len(a.Record.Commitments); n > 0 {
		kept := 0
		for _, c := range a.Record.Commitments {
			if c.Progress.Code() == "complete" || len(c.Met.Values) > 0 {
				kept++
			}
			switch c.Progress.Code() {
			case "limited", "substantial":
				raise("running", asOf(c.Progress), because("delivery.commitment"), c.ID)
			}
		}
		if kept == n {
			raise("completed", lastMet(a), because("delivery.kept", strconv.Itoa(n)), a.Record.Commitments[0].ID)
		} else if kept > 0 {
			raise("running", lastMet(a), because("delivery.some-kept", strconv.Itoa(kept), strconv.Itoa(n)), a.Record.Commitments[0].ID)
		}
	}
	return best
}

func lastMet(a register.Agreement) claim.Date {
	var newest claim.Date
	for _, c := range a.Record.Commitments {
		newest = later(newest, dateIn(c.Met))
	}
	return newest
}

// phase orders the states of delivery; shelved is none of the steps.
func phase(code string) int {
	return slices.IndexFunc(vocab.DeliveryStates[:5], func(c vocab.Code) bool { return c.Code == code })
}

// evidence is the third axis: the strongest grade among the proofs of delivery,
// unless one is disputed. Progress that nothing proves is only claimed.
func evidence(a register.Agreement, s Standing) Axis {
	best := Axis{Code: "", Why: because("evidence.none")}
	for _, e := range a.Record.Evidence {
		if e.Proof.Code() == "agreement-text" {
			continue
		}
		grade := GradeOf(e)
		if grade == "disputed" {
			return Axis{Code: "disputed", Since: dateIn(e.Date), Why: because("evidence.disputed"), From: []register.ID{e.ID}}
		}
		if best.Code == "" || strength(grade) > strength(best.Code) {
			best = Axis{Code: grade, Since: cmp.Or(dateIn(e.Date), dayOf(a, e.Of)), Why: because("evidence." + grade), From: []register.ID{e.ID}}
		}
	}
	if best.Code != "" {
		return best
	}
	if unproved := unproved(a); len(unproved) > 0 {
		return Axis{Code: "claimed", Why: because("evidence.claimed"), From: unproved}
	}
	if len(a.Negatives) > 0 {
		n := a.Negatives[0]
		return Axis{Code: "none", Since: firstWord(a), Why: because("evidence.looked", string(n.On))}
	}
	return Axis{Code: "none", Since: firstWord(a), Why: because("evidence.none")}
}

// unproved are the parts that report progress.
func unproved(a register.Agreement) []register.ID {
	var out []register.ID
	for _, m := range a.Record.Milestones {
		if len(m.Met.Values) > 0 || m.Status.Code() == "met" || m.Status.Code() == "partially-met" {
			out = append(out, m.ID)
		}
	}
	for _, c := range a.Record.Commitments {
		switch c.Progress.Code() {
		case "limited", "substantial", "complete":
			out = append(out, c.ID)
		default:
			if len(c.Met.Values) > 0 {
				out = append(out, c.ID)
			}
		}
	}
	for _, i := range a.Record.Indicators {
		if len(i.Results) > 0 {
			out = append(out, i.ID)
		}
	}
	return out
}

// attention is the fourth axis: the most pressing state that holds, and all that
// hold. On track needs something that was due, is met, and is proved not long ago.
func attention(s Standing, rules Rules, today time.Time) (Axis, []string) {
	if slices.Contains(ended, s.Legal.Code) {
		return Axis{Code: "closed", Since: s.Legal.Since, Why: because("attention.ended")}, []string{"closed"}
	}
	if s.Delivery.Code == "completed" || s.Delivery.Code == "shelved" {
		return Axis{Code: "closed", Since: s.Delivery.Since, Why: because("attention." + s.Delivery.Code)}, []string{"closed"}
	}
	var all []Axis
	var late, soon, kept []Date
	for _, d := range s.Dates {
		switch {
		case d.Done && d.Proved:
			kept = append(kept, d)
		case !d.Done && d.Late && d.Obliges:
			late = append(late, d)
		case !d.Done && d.Obliges && d.Days >= 0 && d.Days <= rules.Soon:
			soon = append(soon, d)
		}
	}
	if len(late) > 0 {
		all = append(all, Axis{Code: "late", Since: late[0].On, Why: because("attention.late", strconv.Itoa(len(late)), string(late[0].On)), From: partsOf(late)})
	}
	silent := s.Silent != nil && *s.Silent > rules.Dormant
	if silent {
		since := cmp.Or(s.LastEvidence, firstDay(s, today))
		all = append(all, Axis{Code: "dormant", Since: since, Why: because("attention.dormant", strconv.Itoa(*s.Silent), strconv.Itoa(rules.Dormant))})
	}
	if len(soon) > 0 {
		all = append(all, Axis{Code: "at-risk", Since: soon[0].On, Why: because("attention.soon", strconv.Itoa(len(soon)), string(soon[0].On)), From: partsOf(soon)})
	}
	if len(all) == 0 && len(kept) > 0 {
		all = append(all, Axis{Code: "on-track", Since: kept[len(kept)-1].On, Why: because("attention.on-track"), From: partsOf(kept)})
	}
	if len(all) == 0 {
		all = append(all, Axis{Code: "unknown", Why: because("attention.unknown")})
	}
	flags := make([]string, len(all))
	for i, x := range all {
		flags[i] = x.Code
	}
	return all[0], flags
}

// firstDay is the day the silence began where nothing was ever proved.
func firstDay(s Standing, today time.Time) claim.Date {
	return dateOf(midnight(today).AddDate(0, 0, -*s.Silent))
}

func partsOf(ds []Date) []register.ID {
	var out []register.ID
	for _, d := range ds {
		if d.Of != "" && !slices.Contains(out, d.Of) {
			out = append(out, d.Of)
		}
	}
	return out
}
