package delivery

import "fmt"

// Reasons are all reasons there are, in English, by key. A %s takes one argument.
// The site says the same in its languages and is held to these keys.
var Reasons = map[string]string{
	"template.named": "Somebody named it.",
	"template.theme": "It fits the agreement's themes.",
	"template.gone":  "The template named, %s, is not known here; this one fits the themes.",
	"template.none":  "No theme of the agreement has one.",

	"legal.stated":        "A source states it.",
	"legal.terminated":    "Terminated on %s.",
	"legal.superseded":    "Replaced by %s.",
	"legal.expired":       "Its term ended on %s.",
	"legal.ran-out":       "From its start and its term it ended on %s.",
	"legal.renewed":       "A later agreement renews it.",
	"legal.renews-itself": "Its term ended on %s and renews itself unless notice is given; none is on record.",
	"legal.effective":     "In force from %s.",
	"legal.approved":      "Approved on %s.",
	"legal.announced":     "By the stage its sources report.",
	"legal.unknown":       "No source says.",

	"delivery.stated":     "A source states it.",
	"delivery.announced":  "Nothing beyond the announcement is on record.",
	"delivery.stage":      "Furthest stage done: %s.",
	"delivery.partly":     "Partly done: %s.",
	"delivery.open":       "The end is reported (%s) while things on record are still owed: %s.",
	"delivery.result":     "Results are reported.",
	"delivery.paid":       "Money was paid.",
	"delivery.commitment": "Progress on a promise is reported.",
	"delivery.kept":       "All %s promises are kept.",
	"delivery.some-kept":  "%s of %s promises are kept.",

	"evidence.none":       "Nothing on record shows delivery.",
	"evidence.looked":     "Looked for on %s, and not found.",
	"evidence.claimed":    "Progress is reported, and nothing is shown for it.",
	"evidence.reported":   "The best there is: a report.",
	"evidence.documented": "The best there is: an archived document.",
	"evidence.verified":   "The best there is: an independent check.",
	"evidence.disputed":   "A proof is disputed.",

	"attention.ended":     "The agreement has ended.",
	"attention.completed": "Delivery is complete.",
	"attention.shelved":   "Delivery was shelved.",
	"attention.late":      "%s due and not done, the first on %s.",
	"attention.dormant":   "%s days without evidence; the register allows %s.",
	"attention.soon":      "%s due soon and not done, the first on %s.",
	"attention.stalled":   "%s stalled or given up.",
	"attention.ends":      "It ends on %s and is not delivered.",
	"attention.on-track":  "What was due is done and proved.",
	"attention.unproved":  "Said to be complete; nothing shows it.",
	"attention.disputed":  "Nothing is due, and a proof is disputed.",
	"attention.unknown":   "No dates and no evidence to tell by.",

	"odd.unit":          "%s is in %s, not in %s, and is left out.",
	"odd.target-unit":   "The target is %s, not in %s, and nothing is measured against it.",
	"odd.baseline-unit": "The baseline is %s, not in %s, and is left out.",
	"odd.target":        "The target, %s, lies below the baseline, %s.",
	"odd.falls":         "A running total falls in %s: %s after %s.",
	"odd.same-day":      "Two figures of %s: %s counts, %s does not.",
	"odd.past-end":      "%s is of %s, past the agreement's end, %s.",
	"odd.parts-differ":  "On %s the parts come to %s by %s and to %s by %s; the first counts.",
	"odd.only-parts":    "Reported only of parts, which may overlap and are not added.",
}

// String is the reason in English.
func (r Reason) String() string {
	args := make([]any, len(r.Args))
	for i, a := range r.Args {
		args[i] = a
	}
	return fmt.Sprintf(Reasons[r.Key], args...)
}
