package delivery

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
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

// beforeForce are the legal states that entry into force leaves behind.
var beforeForce = []string{"", "unknown", "proposed", "cleared", "approved", "signed"}

// legal is the first axis. What somebody states goes before what dates tell,
// except that what has come has come: a term that ran out, a day of entry into
// force. A state of "unknown" is nobody's word and yields to any date.
func legal(a register.Agreement, s Assessment, today time.Time) Axis {
	in := a.Instrument
	stated := in.Legal.Code()
	if slices.Contains(ended, stated) {
		return Axis{Code: stated, Since: asOf(in.Legal), Why: because("legal.stated")}
	}
	if d := in.Terminated.Date(); d != "" && !future(d, today) {
		return Axis{Code: "terminated", Since: d, Why: because("legal.terminated", string(d))}
	}
	if by, ok := pointedAt(a, claim.PropSupersedes); ok {
		return Axis{Code: "superseded", Why: because("legal.superseded", string(by)), From: []register.ID{by}}
	}
	by, renewed := pointedAt(a, claim.PropRenews)
	if past(s.Expires, today) {
		switch {
		case renewed:
			return Axis{Code: "renewed", Since: s.Expires, Why: because("legal.renewed"), From: []register.ID{by}}
		case in.Renewal.Code() == "automatic":
			return Axis{Code: "renewed", Since: s.Expires, Why: because("legal.renews-itself", string(s.Expires))}
		case s.Worked:
			return Axis{Code: "expired", Since: s.Expires, Why: because("legal.ran-out", string(s.Expires))}
		}
		return Axis{Code: "expired", Since: s.Expires, Why: because("legal.expired", string(s.Expires))}
	}
	if slices.Contains(beforeForce, stated) {
		if renewed {
			return Axis{Code: "renewed", Why: because("legal.renewed"), From: []register.ID{by}}
		}
		if d := real(in.Effective).Date(); d != "" && !future(d, today) {
			return Axis{Code: "in-force", Since: d, Why: because("legal.effective", string(d))}
		}
	}
	if stated != "" && stated != "unknown" {
		return Axis{Code: stated, Since: asOf(in.Legal), Why: because("legal.stated")}
	}
	return announced(a, today)
}

// announced is the legal state by the stage that announcements report.
func announced(a register.Agreement, today time.Time) Axis {
	switch code := fromStage[a.Stage.Code()]; code {
	case "":
		if d := a.Instrument.Approved.Date(); d != "" {
			return Axis{Code: "approved", Since: d, Why: because("legal.approved", string(d))}
		}
		return Axis{Code: "unknown", Why: because("legal.unknown")}
	case "signed":
		x := Axis{Code: code, Why: because("legal.announced")}
		if d := a.Signed.Date(); !begins(d, today) {
			x.Since = d
		}
		return x
	default:
		// The day of signing is not since when it is planned, in force or ended.
		return Axis{Code: code, Since: asOf(a.Stage), Why: because("legal.announced")}
	}
}

// pointedAt is the first agreement that does something to this one.
func pointedAt(a register.Agreement, kind claim.Property) (register.ID, bool) {
	i := slices.IndexFunc(a.Relations, func(r register.Relation) bool { return r.Inverse && !r.Denied && r.Kind == kind })
	if i < 0 {
		return "", false
	}
	return a.Relations[i].To, true
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

// progress is the second axis: what somebody states, unless the record shows
// something further of a later day; a status that nobody has looked at since is
// what registers are caught with.
func progress(a register.Agreement, s Assessment) Axis {
	shown := shownProgress(a, s)
	code := a.Instrument.Delivery.Code()
	if code == "" {
		return shown
	}
	since := asOf(a.Instrument.Delivery)
	if phase(shown.Code) > max(0, phase(code)) && register.LastDay(shown.Since) > register.LastDay(since) {
		return shown
	}
	return Axis{Code: code, Since: since, Why: because("delivery.stated")}
}

// shownProgress is the furthest that stages, results, payments and kept
// commitments show.
func shownProgress(a register.Agreement, s Assessment) Axis {
	best := Axis{Code: "announced", Since: firstWord(a), Why: because("delivery.announced")}
	raise := func(code string, since claim.Date, why Reason, from ...register.ID) {
		// Of two signs of one state the later is told: the last stage of several.
		if c := cmp.Or(phase(code)-phase(best.Code), strings.Compare(register.LastDay(since), register.LastDay(best.Since))); c > 0 {
			best = Axis{Code: code, Since: since, Why: why, From: from}
		}
	}
	for i, g := range s.Gates {
		// A stage met shows its phase. One of the office's own shows at least that
		// something is being done, and so does one partly met.
		code, why := cmp.Or(g.Phase, "preparatory"), because("delivery.stage", g.Name)
		switch g.State {
		case "partly":
			code, why = "preparatory", because("delivery.partly", g.Name)
		case "met":
			if code != "completed" {
				break
			}
			if n := open(a, s, i); n > 0 {
				code, why = "running", because("delivery.open", g.Name, strconv.Itoa(n))
			}
		default:
			continue
		}
		raise(code, g.Met, why, g.Milestone)
	}
	for _, m := range s.Measures {
		if m.moved {
			raise("running", m.On, because("delivery.result"), m.Of)
		}
	}
	for _, t := range a.Record.Transfers {
		if m := money(t.Money); m.Nature == "disbursed" || m.Nature == "spent" {
			raise("started", t.Date.Date(), because("delivery.paid"), t.ID)
		}
	}
	var kept, owed []register.ID
	var last claim.Date
	for _, c := range a.Record.Commitments {
		switch {
		case isKept(c):
			kept = append(kept, c.ID)
			last = later(last, cmp.Or(c.Met.Date(), asOf(c.Progress)))
		case obliges(c):
			owed = append(owed, c.ID)
		}
		if code := c.Progress.Code(); code == "limited" || code == "substantial" {
			raise("running", asOf(c.Progress), because("delivery.commitment"), c.ID)
		}
	}
	switch {
	case len(kept) == 0:
	case len(owed) == 0 && open(a, s, len(s.Gates)) == 0:
		raise("completed", last, because("delivery.kept", strconv.Itoa(len(kept))), kept...)
	default:
		raise("running", last, because("delivery.some-kept", strconv.Itoa(len(kept)), strconv.Itoa(len(kept)+len(owed))), kept...)
	}
	return best
}

// open is how many things on record are still owed when a stage reports the end:
// stages before it and of the office's own, commitments, targets. Completion goes
// with closing the file, so nothing owed may hide behind it.
func open(a register.Agreement, s Assessment, end int) int {
	n := 0
	for i, g := range s.Gates {
		before := i < end || g.Phase == "" || g.Code == s.Gates[end].Code && i != end // the same stage of another site is owed too
		if before && (g.State == "late" || g.State == "due" || g.State == "partly") {
			n++
		}
	}
	for _, c := range a.Record.Commitments {
		if obliges(c) && !isKept(c) {
			n++
		}
	}
	for _, m := range s.Measures {
		if m.Target != "" && !m.Reached {
			n++
		}
	}
	return n
}

func isKept(c register.Commitment) bool {
	return len(c.Met.Values) > 0 || c.Progress.Code() == "complete"
}

// obliges says whether the commitment is still owed or was kept: not given up and
// not replaced.
func obliges(c register.Commitment) bool {
	return c.Progress.Code() != "abandoned" && c.Progress.Code() != "superseded"
}

// phase orders the states of delivery; shelved is none of the steps.
func phase(code string) int {
	return slices.IndexFunc(vocab.DeliveryStates[:5], func(c vocab.Code) bool { return c.Code == code })
}

// evidence is the third axis: the strongest grade among the proofs of delivery,
// unless one is disputed: it stays so until the proof is graded anew or taken
// back, since what is contested is not settled by more of the same. Progress that
// nothing proves is only claimed.
func evidence(a register.Agreement, s Assessment) Axis {
	ps := slices.DeleteFunc(allProofs(a), func(p proof) bool { return !p.delivers(s.template) })
	if i := slices.IndexFunc(ps, func(p proof) bool { return p.grade == "disputed" }); i >= 0 {
		return Axis{Code: "disputed", Since: ps[i].on, Why: because("evidence.disputed"), From: []register.ID{ps[i].id}}
	}
	if len(ps) > 0 && strength(ps[0].grade) >= strength("claimed") {
		return Axis{Code: ps[0].grade, Since: ps[0].on, Why: because("evidence." + ps[0].grade), From: []register.ID{ps[0].id}}
	}
	if unproved := unproved(a, s.template); len(unproved) > 0 || phase(s.Delivery.Code) > 0 {
		return Axis{Code: "claimed", Why: because("evidence.claimed"), From: unproved}
	}
	if len(a.Negatives) > 0 {
		n := slices.MaxFunc(a.Negatives, func(x, y register.Negative) int {
			return strings.Compare(register.LastDay(x.On), register.LastDay(y.On))
		})
		return Axis{Code: "none", Since: firstWord(a), Why: because("evidence.looked", string(n.On))}
	}
	return Axis{Code: "none", Since: firstWord(a), Why: because("evidence.none")}
}

// unproved are the parts that report progress.
func unproved(a register.Agreement, t vocab.Template) []register.ID {
	var out []register.ID
	for _, m := range a.Record.Milestones {
		if isMet(m) || m.Status.Code() == "partially-met" {
			out = append(out, m.ID)
		}
	}
	for _, c := range a.Record.Commitments {
		if isKept(c) || c.Progress.Code() == "limited" || c.Progress.Code() == "substantial" {
			out = append(out, c.ID)
		}
	}
	for _, i := range a.Record.Indicators {
		if len(i.Results) > 0 {
			out = append(out, i.ID)
		}
	}
	for _, t := range a.Record.Transfers {
		if m := money(t.Money); m.Nature == "disbursed" || m.Nature == "spent" {
			out = append(out, t.ID)
		}
	}
	for _, m := range a.Record.Meetings {
		if len(m.Date.Values) > 0 && t.Picture == vocab.Cycle {
			out = append(out, m.ID)
		}
	}
	return out
}

// attention is the fourth axis: the most pressing state that holds, and all that
// hold. It is closed when the instrument has ended, or delivery was shelved, or
// is complete and something shows it: a completion that is only claimed stays on
// the officer's list. On track needs something that was due, is met, and is
// proved, with no proof disputed, nothing given up, nothing late, soon or silent.
func attention(a register.Agreement, s Assessment, rules Rules, today time.Time) (Axis, []string) {
	if slices.Contains(ended, s.Legal.Code) {
		return Axis{Code: "closed", Since: s.Legal.Since, Why: because("attention.ended")}, []string{"closed"}
	}
	if s.Delivery.Code == "shelved" || s.Delivery.Code == "completed" && shows(s.Evidence.Code) {
		return Axis{Code: "closed", Since: s.Delivery.Since, Why: because("attention." + s.Delivery.Code)}, []string{"closed"}
	}
	var all []Axis
	hold := func(x Axis) {
		if !slices.ContainsFunc(all, func(o Axis) bool { return o.Code == x.Code }) {
			all = append(all, x)
		}
	}
	late, soon, kept := sorted(s.Dates, rules)
	if len(late) > 0 {
		hold(Axis{Code: "late", Since: late[0].On, Why: because("attention.late", strconv.Itoa(len(late)), string(late[0].On)), From: partsOf(late)})
	}
	if s.Silent != nil && *s.Silent > rules.Dormant {
		since := cmp.Or(s.LastEvidence, firstWord(a))
		hold(Axis{Code: "dormant", Since: since, Why: because("attention.dormant", strconv.Itoa(*s.Silent), strconv.Itoa(rules.Dormant))})
	}
	if len(soon) > 0 {
		hold(Axis{Code: "at-risk", Since: soon[0].On, Why: because("attention.soon", strconv.Itoa(len(soon)), string(soon[0].On)), From: partsOf(soon)})
	}
	if ids := stalled(a); len(ids) > 0 {
		hold(Axis{Code: "at-risk", Why: because("attention.stalled", strconv.Itoa(len(ids))), From: ids})
	}
	if endsUndelivered(a, s, rules) {
		hold(Axis{Code: "at-risk", Since: s.Expires, Why: because("attention.ends", string(s.Expires))})
	}
	if len(all) == 0 {
		all = append(all, calm(s, kept))
	}
	flags := make([]string, len(all))
	for i, x := range all {
		flags[i] = x.Code
	}
	return all[0], flags
}

// calm is the attention of an agreement on which nothing presses.
func calm(s Assessment, kept []Date) Axis {
	switch {
	case s.Delivery.Code == "completed":
		return Axis{Code: "unknown", Why: because("attention.unproved")}
	case s.Evidence.Code == "disputed":
		return Axis{Code: "unknown", Why: because("attention.disputed"), From: s.Evidence.From}
	case len(kept) == 0 || !shows(s.Evidence.Code): // a review held shows that people met, not that anything came of it
		return Axis{Code: "unknown", Why: because("attention.unknown")}
	}
	return Axis{Code: "on-track", Since: kept[len(kept)-1].On, Why: because("attention.on-track"), From: partsOf(kept)}
}

// sorted parts dates into the late, those due soon, and those kept and proved.
func sorted(dates []Date, rules Rules) (late, soon, kept []Date) {
	for _, d := range dates {
		switch {
		case d.Done && d.Proved:
			kept = append(kept, d)
		case d.Late:
			late = append(late, d)
		case !d.Done && d.Obliges && d.Days >= 0 && d.Days <= rules.Soon:
			soon = append(soon, d)
		}
	}
	return late, soon, kept
}

// stalled are the parts that somebody says will not come, or not as things are:
// such an agreement is not on track, whatever else was done in time.
func stalled(a register.Agreement) []register.ID {
	var out []register.ID
	for _, c := range a.Record.Commitments {
		if code := c.Progress.Code(); (code == "stalled" || code == "abandoned") && len(c.Met.Values) == 0 {
			out = append(out, c.ID)
		}
	}
	for _, m := range a.Record.Milestones {
		if m.Status.Code() == "not-met" && !isMet(m) {
			out = append(out, m.ID)
		}
	}
	return out
}

// endsUndelivered says whether the agreement ends soon, does not renew itself, and
// is not delivered.
func endsUndelivered(a register.Agreement, s Assessment, rules Rules) bool {
	return s.DaysLeft != nil && *s.DaysLeft >= 0 && *s.DaysLeft <= rules.Soon &&
		a.Instrument.Renewal.Code() != "automatic" && s.Legal.Code != "renewed" && s.Delivery.Code != "completed"
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
