// Package vocab holds the register's closed lists and names them for people.
//
// A code is for ever: retire it in place, never reuse it. Lists are small
// enough to live as Go values; delivery templates and crosswalks are embedded
// data files beside them.
package vocab

import "slices"

// Code is one entry of a closed list.
type Code struct {
	Code  string // as stored: mou
	Label string // in English: Memorandum of understanding
	Note  string // what it means where the label does not say
}

// List is a closed, ordered list of codes.
type List []Code

// Has says whether code is in the list.
func (l List) Has(code string) bool {
	return slices.ContainsFunc(l, func(c Code) bool { return c.Code == code })
}

// Label is the English label of a code, or the code itself when unlisted.
func (l List) Label(code string) string {
	for _, c := range l {
		if c.Code == code {
			return c.Label
		}
	}
	return code
}

// Kinds of instrument.
var Kinds = List{
	{"mou", "Memorandum of understanding", ""},
	{"loi", "Letter of intent", ""},
	{"framework", "Framework agreement", ""},
	{"strategic-partnership", "Strategic partnership", ""},
	{"implementing-agreement", "Implementing agreement", ""},
	{"treaty", "Treaty", ""},
	{"protocol", "Protocol", "protocols and exchanges of notes"},
	{"contract", "Contract", ""},
	{"joint-venture", "Joint venture", ""},
	{"loan", "Loan agreement", ""},
	{"grant", "Grant agreement", ""},
	{"declaration", "Declaration", "joint declarations and statements"},
	{"agreement", "Agreement", "an agreement whose instrument the source does not name more closely"},
	{"other", "Other", ""},
}

// Stages of an instrument as of the document that speaks of it.
var Stages = List{
	{"signed", "Signed", ""},
	{"planned", "Planned", "to be signed"},
	{"approved", "Approved", "cleared by a cabinet, ministry or board; not yet said to be signed"},
	{"negotiating", "In talks", ""},
	{"in-force", "In force", ""},
	{"ended", "Ended", "expired, terminated or withdrawn"},
}

// Levels: who deals with whom.
var Levels = List{
	{"G2G", "Government to government", ""},
	{"G2B", "Government to business", ""},
	{"B2B", "Business to business", ""},
	{"inter-institutional", "Between institutions", "universities, agencies and institutes"},
	{"sub-national", "Sub-national", "provinces, states and cities"},
	{"international-organisation", "With an international organisation", ""},
}

// PartyTypes: what a party is.
var PartyTypes = List{
	{"government", "Government", "ministries, agencies, state bodies and countries"},
	{"company", "Company", ""},
	{"academic", "Academic", "universities, schools and research institutes"},
	{"international", "International organisation", ""},
	{"ngo", "Civil society", ""},
	{"other", "Other", ""},
}

// Roles a party has in an agreement.
var Roles = List{
	{"signatory", "Side", "signs or is stated as a side"},
	{"witness", "Witness", ""},
	{"guarantor", "Guarantor", ""},
	{"host", "Host", ""},
	{"beneficiary", "Beneficiary", ""},
	{"implementing", "Implementing", ""},
	{"financing", "Financing", ""},
	{"coordinating", "Coordinating", ""},
}

// Themes an agreement is about.
var Themes = List{
	{"emerging-tech", "Emerging technology", "AI, 5G, quantum, blockchain, robotics"},
	{"fibre", "Fibre and connectivity", "terrestrial fibre, broadband, government networks"},
	{"submarine-cable", "Submarine cable", ""},
	{"data-centre", "Data centre and cloud", ""},
	{"training", "Training and skills", ""},
	{"capacity-building", "Capacity building", "of institutions, sellers and staff"},
	{"digital-industry", "Digital industry", "software, outsourcing, data industry, start-ups"},
	{"e-commerce", "Electronic commerce", ""},
	{"investment", "Investment framework", ""},
	{"cybersecurity", "Cyber security", ""},
	{"exploratory", "Exploratory partnership", ""},
	{"trade", "Trade and customs", ""},
	{"energy", "Energy", ""},
	{"environment", "Environment and climate", ""},
	{"health", "Health", ""},
	{"agriculture", "Agriculture and food", ""},
	{"education", "Education and research", ""},
	{"transport", "Transport and logistics", ""},
	{"finance", "Finance and banking", ""},
	{"security", "Security, justice and defence", ""},
	{"culture", "Culture, tourism and sport", ""},
	{"labour", "Labour and migration", ""},
	{"science", "Science and space", ""},
	{"infrastructure", "Infrastructure and housing", ""},
	{"governance", "Public administration", ""},
}

// Modalities: in which mode a source speaks of a value.
var Modalities = List{
	{"done", "Done", "said to be so"},
	{"planned", "Planned", "said to be going to be so"},
	{"denied", "Denied", "said not to be so"},
	{"estimated", "Estimated", ""},
}

// MoneyNatures are the rungs of the money ladder. Amounts on two rungs are
// never added together.
var MoneyNatures = List{
	{"announced", "Announced", "a headline figure whose nature the source does not say"},
	{"pledged", "Pledged", "all a non-binding instrument can do"},
	{"committed", "Committed", "a firm, written obligation (IATI 2.03 transaction type 2)"},
	{"disbursed", "Disbursed", ""},
	{"spent", "Spent", ""},
}

// Releases: who may see a value.
var Releases = List{
	{"public", "Public", ""},
	{"parties", "Parties", "the parties to the agreement"},
	{"restricted", "Restricted", "the office that keeps the register"},
	{"sealed", "Sealed", "only its existence shows"},
}
