package vocab

// The lists of an agreement's record. The four axes of status are four lists and
// are never mixed: what the instrument is in law, how far delivery is, what
// proves it, and whether it wants attention.

// LegalStates of an instrument: the first axis.
var LegalStates = List{
	{"proposed", "Proposed", ""},
	{"cleared", "Cleared", "vetted by the offices that must see it"},
	{"approved", "Approved", "by the cabinet, a ministry or a board"},
	{"signed", "Signed", ""},
	{"in-force", "In force", ""},
	{"amended", "Amended", "in force as amended"},
	{"renewed", "Renewed", "in force as renewed"},
	{"expired", "Expired", ""},
	{"terminated", "Terminated", ""},
	{"superseded", "Superseded", "replaced by another instrument"},
	{"withdrawn", "Withdrawn", "before it was signed"},
	{"never-signed", "Never signed", "announced, and then known not to have been signed"},
	{"unknown", "Unknown", "no source says"},
}

// DeliveryStates: the second axis.
var DeliveryStates = List{
	{"announced", "Announced", "nothing beyond the announcement is reported"},
	{"preparatory", "Preparatory", "studies, permits, plans, partners"},
	{"started", "Started", "funding secured or first work done"},
	{"running", "Under way", "being built, taught or used"},
	{"completed", "Completed", ""},
	{"shelved", "Shelved", "suspended or dropped"},
}

// EvidenceGrades: the third axis, of a single proof and of the best there is.
var EvidenceGrades = List{
	{"claimed", "Claimed", "said, and nothing shown"},
	{"reported", "Reported by a party", ""},
	{"documented", "Documented", "a document is archived"},
	{"verified", "Independently verified", ""},
	{"disputed", "Disputed", "a party or a proof says otherwise"},
	{"none", "None found", "nothing since the date given"},
}

// Attentions: the fourth axis. Dormant is computed; nothing is on track unless
// something shows that it is.
var Attentions = List{
	{"on-track", "On track", "what was due is met, with proof, and not long ago"},
	{"at-risk", "At risk", "something falls due soon and nothing shows that it will be met"},
	{"late", "Late", "something due is not met"},
	{"dormant", "Dormant", "no evidence for longer than the register allows"},
	{"unknown", "Unknown", "no dates and no evidence to tell by"},
	{"closed", "Closed", "completed, ended or shelved"},
}

// Bindings: what force an instrument has.
var Bindings = List{
	{"binding-international", "Binding, in international law", ""},
	{"binding-domestic", "Binding, under a national law", ""},
	{"non-binding", "Not binding", ""},
	{"mixed", "Mixed", "some clauses bind, such as confidentiality"},
	{"disputed", "Disputed", "the parties differ"},
	{"unknown", "Unknown", ""},
}

// Renewals: what happens at the end of the term.
var Renewals = List{
	{"automatic", "Automatic unless notice is given", ""},
	{"by-agreement", "By written agreement", ""},
	{"none", "None", ""},
	{"unknown", "Unknown", ""},
}

// Ownerships of a party. A body owned by a state counts as government where an
// approval path says so.
var Ownerships = List{
	{"state", "State body", "ministry, department, authority"},
	{"state-owned", "State-owned", "company or autonomous body of a state"},
	{"mixed", "Mixed", "state and private"},
	{"private", "Private", ""},
	{"international", "International organisation", ""},
	{"unknown", "Unknown", ""},
}

// Tiers: how often an agreement is reviewed, and so by whom.
var Tiers = List{
	{"weekly", "Weekly", ""},
	{"fortnightly", "Fortnightly", ""},
	{"monthly", "Monthly", ""},
}

// CommitmentKinds: what is promised.
var CommitmentKinds = List{
	{"build", "Build", ""},
	{"supply", "Supply", ""},
	{"train", "Train", ""},
	{"invest", "Invest", ""},
	{"lend", "Lend", ""},
	{"grant", "Give", ""},
	{"share-information", "Share information", ""},
	{"set-up-body", "Set up a body", "a working group, centre or company"},
	{"meet", "Meet or report", ""},
	{"legislate", "Legislate", ""},
	{"procure", "Procure", ""},
	{"study", "Study", "feasibility, survey, research"},
	{"publish", "Publish", ""},
	{"cooperate", "Cooperate", "promised in general words alone"},
	{"other", "Other", ""},
}

// Verifiabilities: whether it could be told that a commitment was kept, as the
// Open Government Partnership asks it.
var Verifiabilities = List{
	{"verifiable", "Verifiable", "it says what will exist or be done, so that a stranger could check"},
	{"not-verifiable", "Not verifiable", ""},
}

// ProgressStates of a commitment.
var ProgressStates = List{
	{"not-started", "Not started", "said by a source; not the same as nothing reported"},
	{"limited", "Limited", ""},
	{"substantial", "Substantial", ""},
	{"complete", "Complete", ""},
	{"stalled", "Stalled", ""},
	{"abandoned", "Abandoned", ""},
	{"superseded", "Superseded", ""},
	{"no-evidence", "No evidence", ""},
}

// MilestoneStates, as OCDS has them.
var MilestoneStates = List{
	{"scheduled", "Scheduled", ""},
	{"met", "Met", ""},
	{"partially-met", "Partly met", ""},
	{"not-met", "Not met", "and no longer expected"},
}

// Accumulations: whether dated actuals of an indicator are running totals.
var Accumulations = List{
	{"running-total", "Running total", "each actual counts all up to its day"},
	{"per-period", "Per period", "actuals are added"},
	{"level", "Level", "each actual is the state on its day"},
}

// Coverages: whether the parts that results are split by make the whole.
var Coverages = List{
	{"whole", "All parts", "the parts of a day are everybody, each once, and are added"},
	{"some", "Some parts", "others are not reported, or parts overlap; they are not added"},
}

// Sexes, by which results are split.
var Sexes = List{
	{"female", "Female", ""},
	{"male", "Male", ""},
	{"other", "Other", ""},
	{"unknown", "Not stated", ""},
}

// EvidenceKinds: what a proof is.
var EvidenceKinds = List{
	{"agreement-text", "Text of the agreement", ""},
	{"minutes", "Minutes", ""},
	{"notification", "Notification or order", ""},
	{"joint-statement", "Joint statement", ""},
	{"permit", "Permit or licence", ""},
	{"design", "Design or survey", ""},
	{"test-record", "Test record", "OTDR traces, integrated systems test, flow log"},
	{"acceptance-certificate", "Acceptance certificate", ""},
	{"certificate", "Certificate of a certifier", "with its scope"},
	{"photograph", "Photograph", "dated and placed"},
	{"roll", "Signed roll", "held by its owner; names are not published"},
	{"platform-export", "Export of a platform", "learning system, marketplace, portal"},
	{"survey", "Survey of outcomes", ""},
	{"contract", "Contract or purchase order", "its cover"},
	{"financial-record", "Financial record", "facility, remittance, bank or central-bank record"},
	{"audit-report", "Audit report", ""},
	{"registry-record", "Registry record", ""},
	{"party-report", "Report of a party", ""},
	{"press-report", "Press report", ""},
	{"decision-note", "Decision note", ""},
	{"other", "Other", ""},
}

// Standings: how near a source stands to the agreement, nearest first. Which
// claim is shown begins with it.
var Standings = List{
	{"ruling", "Ruling", "an officer's decision, with a reason"},
	{"text", "Agreement's own text", ""},
	{"record", "Official record", "a register, gazette or ministry's file"},
	{"statement", "Party's statement", ""},
	{"press", "Press", ""},
	{"social", "Social media", ""},
}

// ByName are the lists that codes of claims are held to, by the name a claim
// gives its list. Lists of delivery templates are not among them: an office may
// add to those.
var ByName = map[string]List{
	"kind": Kinds, "stage": Stages, "level": Levels, "theme": Themes, "type": PartyTypes,
	"legal": LegalStates, "delivery": DeliveryStates, "grade": EvidenceGrades, "binding": Bindings,
	"renewal": Renewals, "ownership": Ownerships, "tier": Tiers, "commitment": CommitmentKinds,
	"verifiable": Verifiabilities, "progress": ProgressStates, "status": MilestoneStates,
	"cumulative": Accumulations, "parts": Coverages, "sex": Sexes, "proof": EvidenceKinds, "standing": Standings,
}
