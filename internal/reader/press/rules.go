package press

import "slices"

// Rule is a way in which announcements tell of an agreement, by which this reader
// finds its sides. Every claim on an agreement carries the name of one.
type Rule struct {
	Name    string
	Reads   string // what the text does
	Example string // a text, in invented names, that it reads
}

// Rules are all rules that find sides, the commonest first. Which comes before which
// where several could read a sentence, the code says: clause.go, titles.go, roundup.go.
var Rules = []Rule{
	{"between", "the sides stand behind the instrument, joined by between", "A treaty was signed between Peru and Chile on 4 May 2025."},
	{"both-sign", "the sides together are the subject of signing", "Delta Foods and Orbis Rail inked a letter of intent."},
	{"signs-with", "one side signs an instrument with the other", "Delta Foods signed an MoU with Orbis Rail to move grain."},
	{"title", "an item of a list is the title of an instrument; its sides may be told elsewhere", "Peru and Chile signed these documents on Monday:\n\n- Memorandum of understanding on fisheries;\n- Agreement on air services;\n- Protocol on plant health."},
	{"listed", "the instruments or the sides are enumerated behind the signing", "Peru and Chile signed two documents, namely an agreement on customs and an MoU on training."},
	{"compound", "the sides' names stand before the instrument, joined by a dash", "# New Peru-Chile Fisheries Agreement\n\nThe text is short."},
	{"passive-by", "an instrument was signed by the sides", "The MoU was signed by Delta Foods and Orbis Rail."},
	{"passive-with", "an instrument was signed with one side; the other is told before", "Delta Foods signed a contract with Alto Mills. Another agreement was signed with Orbis Rail."},
	{"on-behalf", "people sign, each on behalf of a side", "The treaty was signed by Jane Roe on behalf of Peru and by Max Poe on behalf of Chile."},
	{"list", "an item of a list names the sides, and may say what for", "MoUs signed at the fair:\n\n- Delta Foods & Orbis Rail: grain by rail\n- Alto Mills Ltd & Lindi Port Authority: cold stores"},
	{"row", "a row of a table names the sides under headings", "| Party | Counterpart | Agreement |\n|---|---|---|\n| Delta Foods Ltd | Orbis Rail Ltd | MoU on grain |"},
	{"purpose-between", "what the instrument is for names the sides", "The Minister of Health of Peru and the Minister of Health of Chile will sign an MoU to ease travel between the Andes Clinic Agency and the Pacific Health Agency."},
	{"purpose-with", "what the instrument is for names the other side", "Delta Foods signed an agreement to build a grain port with Orbis Rail."},
	{"owner-with", "one side's instrument with the other", "Delta Foods said that its agreement with Orbis Rail was terminated."},
	{"signs-with-bare", "one side signs with the other, and no instrument is named", "Delta Foods signed with Orbis Rail to move grain."},
	{"partners-with", "one side partners or teams up with the other", "Delta Foods has partnered with Orbis Rail to move grain."},
	{"elided-with", "another instrument with a side; the other side is told in the clause before", "Delta Foods signed an MoU with Alto Mills on rice, and another MoU with Orbis Rail on grain."},
	{"award", "one side gives, wins or receives a contract, a loan or a grant", "Delta Foods has been awarded a contract by Orbis Rail to feed crews."},
	{"talks", "the sides negotiate or consider an instrument", "Talks between Delta Foods and Orbis Rail on a framework agreement go on."},
	{"cabinet-proposal", "a cabinet approves that a body signs with the other side", "The proposal to sign an MoU with Orbis Rail by the Ministry of Transport was approved by the Cabinet."},
	{"ceremony", "the sides hold a ceremony to sign", "The Government of Peru and the Government of Chile held a signing ceremony at the palace for an agreement on fish."},
	{"pronoun", "one, another or they stand for the instrument told before", "Delta Foods signed an MoU on rice with Alto Mills. Orbis Rail also signed one with Alto Mills."},
	{"resumed-with", "one side signs; a later sentence tells of the contract with the other", "Delta Foods has signed its largest contract, worth $5 million. The five-year contract with Lima-based retailer Orbis Rail will see grain shipped each year."},
	{"ordinal-with", "of several instruments the first, the second was signed with a side", "Delta Foods signed three agreements on Monday. The second, on storage, was signed with Orbis Rail."},
	{"alone-with", "an agreement with a side; the other goes without saying", "Under an agreement with Orbis Rail, crews will be fed."},
	{"signs-with-unnamed", "one side signs with others that go by their sort only", "Delta University has signed an agreement with Dutch companies to train pilots."},
	{"states-implied", "an instrument was signed; the two states that the text is about are the sides", "President Roe of Peru met President Poe of Chile in Lima. They witnessed the signing of an agreement on fish."},
	{"accedes", "one side signs a treaty that is open to others", "Peru signed the Treaty on the High Seas on Monday."},
	{"subject-of", "what a side owns is the subject of an agreement", "Orbis Rail’s model is the subject of an agreement."},
	{"explored-with", "cooperation with a side of another agreement was explored", "Delta Foods signed an MoU with Orbis Rail. Alto Mills signed a contract with Orbis Rail. Lindi Bank signed a loan agreement with Delta Foods. In addition, cooperation with Orbis Rail on seeds was explored."},
	{"action-item", "a plan lists to sign an instrument between the two states it is of", "Peru and Chile agreed on these steps:\n\n- Sign a memorandum to exchange information on ports."},
	{"topic", "of several instruments that two sides made, each is told by its subject", "Peru and Chile signed three MoUs on Monday. The three MoUs are on ports, fisheries and tourism."},
	{"one-of", "one of several instruments is told by itself, with the sides of all", "Peru and Chile signed two MoUs on Monday. The first MoU was on border posts. They also signed the MoU on fish."},
	{"coordinated", "a further instrument of a sentence that names the sides once", "Peru and Chile exchanged the agreement on food, and an MoU on medicine."},
	{"most-named", "no sentence tells the sides; the two bodies that the text names most are", "Two old friends sign\n\nThe country’s oldest university and its largest mill have signed an agreement to study bees.\n\nThe chiefs of Alto University and of Beta Mills Ltd said that bees matter. Alto University and Beta Mills Ltd will also share a hall.\n\nBeta Mills Ltd grinds corn and Alto University teaches."},
	{"ranked", "the rules are silent or unsure; a learned ranking finds two bodies likely to be the sides", "LIMA: The Beta Port Authority said on Monday that trade grows. With Alto Shipping Ltd the authority this week put pen to paper: the MoU signed covers grain and salt.\n\nAlto Shipping Ltd and the Beta Port Authority have worked side by side since 2001. Grain is grown near the coast. Salt comes from the lake. Ships call each week.\n\nThe quay is new."},
}

// RuleNamed is the rule that a claim of this reader names; ok is false for the names
// of rules that read something else than sides, and of other readers.
func RuleNamed(name string) (r Rule, ok bool) {
	i := slices.IndexFunc(Rules, func(r Rule) bool { return r.Name == name })
	if i < 0 {
		return Rule{}, false
	}
	return Rules[i], true
}
