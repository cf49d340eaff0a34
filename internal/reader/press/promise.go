package press

import (
	"slices"
	"strings"
)

// What is promised is told by its verb, or by the noun made of it; of a few verbs
// that promise anything, such as provide, by their object.

// promised maps verbs as they stand behind "will" to vocab.CommitmentKinds.
var promised = map[string]string{}

// deeds maps nouns of doing to the same: "provides for the training of".
var deeds = map[string]string{
	"training": "train", "certification": "train", "construction": "build", "building": "build", "installation": "build", "rehabilitation": "build", "deployment": "build", "expansion": "build",
	"supply": "supply", "delivery": "supply", "provision": "supply", "establishment": "set-up-body", "creation": "set-up-body", "opening": "set-up-body",
	"study": "study", "survey": "study", "purchase": "procure", "procurement": "procure", "publication": "publish", "investment": "invest",
}

// byObject holds the verbs whose object says what is promised, and what they
// promise where it does not.
var byObject = map[string]string{
	"provide": "supply", "offer": "supply", "deliver": "supply", "give": "", "extend": "other", "conduct": "other", "organise": "other", "organize": "other", "hold": "other",
	"create": "other", "launch": "other", "get": "", "receive": "", "host": "other", "develop": "build", "establish": "set-up-body", "complete": "other", "carry": "other", "support": "cooperate", "share": "share-information", "make": "",
}

// objects are what byObject goes by.
var objects = map[string]string{}

// past are past participles that are not regular.
var past = map[string]string{"built": "build", "given": "give", "lent": "lend", "laid": "lay", "set": "set", "taught": "teach", "made": "make", "held": "hold", "bought": "buy", "met": "meet", "put": "put", "sent": "send", "built-up": "build", "carried": "carry", "supplied": "supply", "run": "run", "sold": "sell", "studied": "study"}

func init() {
	put := func(to map[string]string, kind, words string) {
		for w := range strings.FieldsSeq(words) {
			to[w] = kind
		}
	}
	put(promised, "build", "build construct lay install upgrade rehabilitate deploy connect erect modernise modernize electrify expand extend equip plant")
	put(promised, "supply", "supply ship export sell lease transfer")
	put(promised, "train", "train certify teach educate upskill reskill enrol enroll mentor")
	put(promised, "invest", "invest")
	put(promised, "lend", "lend loan")
	put(promised, "grant", "grant donate contribute fund finance award sponsor")
	put(promised, "share-information", "share")
	put(promised, "set-up-body", "establish open found inaugurate")
	put(promised, "meet", "meet convene report")
	put(promised, "legislate", "ratify legislate enact")
	put(promised, "procure", "procure buy purchase acquire import")
	put(promised, "study", "study survey assess research test pilot examine evaluate trial")
	put(promised, "publish", "publish")
	put(promised, "cooperate", "cooperate co-operate collaborate partner")
	put(promised, "other", "operate manage maintain manufacture produce generate employ hire recruit implement send assign design exempt process plant recycle treat")
	put(objects, "train", "training course courses workshop workshops internships internship apprenticeships")
	put(objects, "lend", "loan loans credit financing")
	put(objects, "grant", "grant grants donation scholarship scholarships")
	put(objects, "study", "study studies survey surveys research assessment feasibility")
	put(objects, "share-information", "information data")
	put(objects, "set-up-body", "centre center centres centers office offices committee group fund company hub institute laboratory academy school commission council laboratories campus secretariat unit desk clinic")
	put(objects, "meet", "meeting meetings session sessions")
	put(objects, "build", "road roads bridge line lines plant network railway station stations terminal port cable facility facilities")
}

// verbOf is the verb of a word: itself, or of its participle; ok only for verbs
// that promise something.
func verbOf(low string, inflected bool) (verb string, ok bool) {
	if v := past[low]; v != "" && inflected {
		low = v
	}
	if knownPromise(low) {
		return low, !inflected || past[low] != "" || irregular(low)
	}
	if !inflected {
		return "", false
	}
	stem, cut := strings.CutSuffix(low, "ed")
	if !cut {
		if stem, cut = strings.CutSuffix(low, "ing"); !cut {
			return "", false
		}
	}
	n := len(stem)
	for _, v := range [...]string{stem, stem + "e", stem[:max(0, n-1)], strings.TrimSuffix(stem, "i") + "y"} {
		if knownPromise(v) && (v != stem[:max(0, n-1)] || n > 2 && stem[n-1] == stem[n-2]) {
			return v, true
		}
	}
	return "", false
}

func irregular(verb string) bool {
	for _, v := range past {
		if v == verb {
			return true
		}
	}
	return false
}

func knownPromise(verb string) bool {
	_, known := byObject[verb]
	return known || promised[verb] != "" || verb == "set" || verb == "work"
}

// promiseKind is what the verb at elem v promises with the words up to elem to; ""
// when it is no promise.
func (c *clause) promiseKind(verb string, v, to int) string {
	switch verb {
	case "set":
		if c.isWord(v+1, "up") {
			return "set-up-body"
		}
		return ""
	case "work":
		if c.isWord(v+1, "together", "with", "closely", "jointly") {
			return "cooperate"
		}
		return ""
	case "meet":
		if !c.isWord(v+1, "every", "each", "once", "twice", "annually", "regularly", "quarterly", "monthly", "at", "in", "on") {
			return "" // meet demand
		}
	case "build":
		if c.isWord(v+1, "on", "upon", "capacity", "stronger", "closer") {
			return ""
		}
	case "equip":
		if c.near(v, to, "knowledge", "skills", "understanding") {
			return ""
		}
	case "open", "carry":
		if c.isWord(v+1, "up", "new", "doors") || verb == "carry" && !c.isWord(v+1, "out") {
			return ""
		}
	case "extend":
		if c.isWord(v+1, "cooperation", "support", "their", "assistance") {
			return ""
		}
	case "report", "share", "found":
		if c.isWord(v-1, "is", "are") {
			return ""
		}
	}
	fallback, ask := byObject[verb]
	if !ask {
		return promised[verb]
	}
	for k := v; k < to && k < v+12; k++ {
		if k == v && c.it[k].low != verb {
			continue
		}
		if c.cls(k)&cPrep != 0 && k > v+1 && !c.isWord(k, "of") {
			break
		}
		for t := c.it[k].from; t < c.it[k].to; t++ {
			if w := &c.s.toks[t]; w.f&fObject != 0 {
				return objects[w.low]
			}
		}
	}
	if verb == "develop" {
		return "other"
	}
	if verb == "give" && c.figureBehind(v, to) {
		return "supply"
	}
	return fallback
}

// figureBehind says whether a quantity stands behind elem v.
func (c *clause) figureBehind(v, to int) bool {
	at := span{c.s.toks[c.it[v].from].start, c.s.toks[c.it[to-1].to-1].end}
	_, quantities := c.d.amounts(c.s)
	return slices.ContainsFunc(quantities, func(q amount) bool { return at.start <= q.at.start && q.at.end <= at.end })
}

// near says whether any of the words stands behind elem v.
func (c *clause) near(v, to int, any ...string) bool {
	for k := v + 1; k < to; k++ {
		if c.isWord(k, any...) {
			return true
		}
	}
	return false
}
