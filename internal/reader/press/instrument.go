package press

import "strings"

// An instrument is what is signed: a memorandum of understanding, a framework
// agreement, a treaty. Its kind follows from its head noun and the words
// before it; its number from its plural and the numeral that counts it.

type instrument struct {
	kind   string // vocab.Kinds
	noun   string // head, lower case
	plural bool
	weak   bool   // partnership, collaboration: an instrument only beside a verb of agreeing
	mods   int    // tokens before the head
	acro   string // what it is called from here on: SADEA
	head   int    // token of the head
	proper bool   // written with capitals before its head: Digital Economy Agreement
}

// instrument heads and what kind a bare one is.
var instrKinds = map[string]instrument{
	"mou": {kind: "mou"}, "mous": {kind: "mou", plural: true}, "moc": {kind: "mou"}, "mocs": {kind: "mou", plural: true}, "moa": {kind: "mou"}, "moas": {kind: "mou", plural: true},
	"memorandum": {kind: "mou"}, "memoranda": {kind: "mou", plural: true}, "memorandums": {kind: "mou", plural: true}, "memorandam": {kind: "mou"},
	"memo": {kind: "mou", weak: true}, "memos": {kind: "mou", plural: true, weak: true},
	"loi": {kind: "loi"}, "lois": {kind: "loi", plural: true},
	"agreement": {kind: "agreement"}, "agreements": {kind: "agreement", plural: true},
	"pact": {kind: "agreement"}, "pacts": {kind: "agreement", plural: true},
	"accord": {kind: "agreement"}, "accords": {kind: "agreement", plural: true},
	"deal": {kind: "agreement"}, "deals": {kind: "agreement", plural: true},
	"arrangement": {kind: "agreement", weak: true}, "arrangements": {kind: "agreement", plural: true, weak: true},
	"treaty": {kind: "treaty"}, "treaties": {kind: "treaty", plural: true},
	"convention": {kind: "treaty", weak: true},
	"contract":   {kind: "contract"}, "contracts": {kind: "contract", plural: true},
	"protocol": {kind: "protocol", weak: true}, "protocols": {kind: "protocol", plural: true, weak: true},
	"declaration": {kind: "declaration"}, "declarations": {kind: "declaration", plural: true},
	"partnership": {kind: "agreement", weak: true}, "partnerships": {kind: "agreement", plural: true, weak: true},
	"collaboration": {kind: "agreement", weak: true}, "collaborations": {kind: "agreement", plural: true, weak: true},
	"alliance": {kind: "agreement", weak: true}, "tie-up": {kind: "agreement", weak: true},
	"framework": {kind: "framework", weak: true}, "understanding": {kind: "agreement", weak: true}, "understandings": {kind: "agreement", plural: true, weak: true},
	"loan": {kind: "loan", weak: true}, "loans": {kind: "loan", plural: true, weak: true},
	"financing": {kind: "loan", weak: true}, "facility": {kind: "loan", weak: true}, "facilities": {kind: "loan", weak: true, plural: true},
	"grant": {kind: "grant", weak: true}, "grants": {kind: "grant", plural: true, weak: true},
	"compact": {kind: "agreement", weak: true}, "charter": {kind: "agreement", weak: true},
	"instrument": {kind: "agreement", weak: true}, "instruments": {kind: "agreement", plural: true, weak: true},
	"document": {kind: "agreement", weak: true}, "documents": {kind: "agreement", plural: true, weak: true},
}

// readInstrument reads an instrument with its attributes at i; to == i when none.
func readInstrument(toks []token, i int, title bool) (instrument, int) {
	if !toks[i].is(cAttr | cInstrHead | cDomain) {
		return instrument{}, i
	}
	proper := false
	for k := i; k < len(toks) && k < i+9; k++ {
		t := &toks[k]
		if t.kind == mark && (t.low == "-" || t.low == "–") && t.tight {
			continue
		}
		if t.kind != word {
			return instrument{}, i
		}
		if t.is(cInstrHead) {
			if in, to, ok := headAt(toks, k); ok {
				// An attribute that is itself a head: "partnership agreement".
				if to < len(toks) && to == k+1 && toks[to].is(cInstrHead) && to < i+9 && (in.weak || in.noun == "memorandum") {
					if _, _, next := headAt(toks, to); next {
						if t.caps {
							proper = true
						}
						continue
					}
				}
				in.mods, in.head, in.proper = k-i, k, proper && !title
				in.refine(toks[i:to])
				// "(MOU)" behind it says the same again.
				if to+2 < len(toks) && toks[to].low == "(" {
					e := to + 1
					for e < len(toks) && toks[e].low == "\"" || e < len(toks) && toks[e].low == "'" || e < len(toks) && toks[e].low == "the" {
						e++
					}
					if e < len(toks) && (toks[e].is(cInstrHead) || toks[e].upper) {
						c := e + 1
						for c < len(toks) && c < e+3 && (toks[c].low == "\"" || toks[c].low == "'" || toks[c].low == "s") {
							c++
						}
						if c < len(toks) && toks[c].low == ")" {
							if k2, ok := instrKinds[toks[e].low]; !ok {
								in.acro = toks[e].low
							} else if k2.plural {
								in.plural = true
							}
							to = c + 1
						}
					}
				}
				if to < len(toks) && (toks[to].low == "agreement" || toks[to].low == "agreements") && (in.kind == "mou" || toks[to-1].low == ")" && in.weak) {
					if in.weak {
						in.weak, in.noun = false, "agreement"
					}
					if toks[to].low == "agreements" {
						in.plural = true
					}
					to++
				}
				return in, to
			}
			if !t.is(cAttr | cDomain) {
				return instrument{}, i
			}
		}
		if !t.is(cAttr|cDomain) && !(k > i && (t.low == "and" || t.low == "to" && t.tight)) {
			return instrument{}, i
		}
		if t.is(cGovHead) && !t.is(cAttr) {
			return instrument{}, i
		}
		if t.caps {
			proper = true
		}
	}
	return instrument{}, i
}

// headAt reads the head at k: agreement, memorandum of understanding, letter of intent.
func headAt(toks []token, k int) (instrument, int, bool) {
	t := &toks[k]
	switch t.low {
	case "letter", "letters", "expression", "expressions", "statement":
		if k+2 < len(toks) && toks[k+1].low == "of" && (strings.HasPrefix(toks[k+2].low, "intent") || toks[k+2].low == "interest") {
			return instrument{kind: "loi", noun: "letter", plural: strings.HasSuffix(t.low, "s")}, k + 3, true
		}
		if k+2 < len(toks) && toks[k+1].low == "of" && strings.HasPrefix(t.low, "letter") {
			switch toks[k+2].low {
			case "agreement", "understanding":
				return instrument{kind: "agreement", noun: "letter", plural: t.low == "letters"}, k + 3, true
			case "partnership", "cooperation", "collaboration", "exchange":
				return instrument{kind: "other", noun: "letter", plural: t.low == "letters"}, k + 3, true
			}
		}
		if t.low == "statement" && signedBefore(toks, k) && (k > 0 && toks[k-1].low == "joint" || k > 1 && toks[k-1].low == "ministerial" && toks[k-2].low == "joint") {
			return instrument{kind: "declaration", noun: "statement", weak: true}, k + 1, true
		}
		if k > 1 && toks[k-1].low == "-" && toks[k-2].low == "side" || k > 0 && toks[k-1].low == "side" {
			return instrument{kind: "other", noun: "letter", plural: strings.HasSuffix(t.low, "s")}, k + 1, true
		}
		if k > 0 && t.low == "letters" && toks[k-1].low == "exchanged" {
			return instrument{kind: "protocol", noun: "exchange"}, k + 1, true
		}
		return instrument{}, k, false
	case "heads":
		if k+2 < len(toks) && toks[k+1].low == "of" && (strings.HasPrefix(toks[k+2].low, "agreement") || toks[k+2].low == "terms") {
			return instrument{kind: "agreement", noun: "heads"}, k + 3, true
		}
		return instrument{}, k, false
	case "notes":
		// "signed and exchanged notes on", "signed the notes"
		for m := k - 1; m >= 0 && m > k-4; m-- {
			if toks[m].low == "exchanged" || toks[m].low == "exchange" || toks[m].low == "exchanging" || toks[m].low == "signed" {
				return instrument{kind: "protocol", noun: "exchange", plural: false}, k + 1, true
			}
			if toks[m].low != "the" && toks[m].low != "diplomatic" {
				break
			}
		}
		return instrument{}, k, false
	case "exchange", "exchanges":
		if k+2 < len(toks) && toks[k+1].low == "of" && (toks[k+2].low == "notes" || toks[k+2].low == "letters") {
			return instrument{kind: "protocol", noun: "exchange", plural: t.low == "exchanges"}, k + 3, true
		}
		return instrument{}, k, false
	case "plan", "plans":
		if k+2 < len(toks) && toks[k+1].low == "of" && toks[k+2].low == "action" || k > 0 && toks[k-1].low == "action" {
			to := k + 1
			if toks[min(k+1, len(toks)-1)].low == "of" {
				to = k + 3
			}
			return instrument{kind: "other", noun: "plan", plural: t.low == "plans", weak: true}, to, true
		}
		return instrument{}, k, false
	case "programme", "program", "programmes", "programs":
		if k > 0 && (toks[k-1].low == "cooperation" || toks[k-1].low == "executive" || toks[k-1].low == "exchange" && k > 1 && (toks[k-2].low == "cultural" || toks[k-2].low == "educational")) {
			return instrument{kind: "other", noun: "programme", plural: strings.HasSuffix(t.low, "s"), weak: true}, k + 1, true
		}
		return instrument{}, k, false
	case "support":
		if k > 0 && toks[k-1].low == "budget" {
			return instrument{kind: "grant", noun: "support", weak: true}, k + 1, true
		}
		return instrument{}, k, false
	case "venture", "ventures":
		if k > 0 && toks[k-1].low == "joint" {
			return instrument{kind: "joint-venture", noun: "venture", plural: t.low == "ventures", weak: true}, k + 1, true
		}
		return instrument{}, k, false
	}
	in, ok := instrKinds[t.low]
	if !ok || t.low == "deals" && dealsWith(toks, k) {
		return instrument{}, k, false
	}
	if strings.HasPrefix(t.low, "facilit") && (k == 0 || toks[k-1].low != "loan" && toks[k-1].low != "credit" && toks[k-1].low != "financing") {
		return instrument{}, k, false
	}
	in.noun = t.low
	to := k + 1
	if strings.HasPrefix(t.low, "memorand") || t.low == "protocol" || t.low == "agreement" {
		if k+2 < len(toks) && toks[k+1].low == "of" {
			switch toks[k+2].low {
			case "understanding", "understandings", "cooperation", "agreement", "agreements", "collaboration", "collaborations", "intent", "association", "arrangement", "partnership", "co":
				to = k + 3
				if toks[k+2].low == "co" && k+4 < len(toks) && toks[k+4].low == "operation" {
					to = k + 5
				}
				if strings.HasSuffix(toks[k+2].low, "s") {
					in.plural = true
				}
				if toks[k+2].low == "agreement" && strings.HasPrefix(t.low, "memorand") {
					in.kind = "mou"
				}
			}
		}
		if strings.HasPrefix(t.low, "memorand") && to == k+1 && k+1 < len(toks) && toks[k+1].low == "for" && k+2 < len(toks) && toks[k+2].low == "understanding" {
			to = k + 3
		}
	}
	return in, to, true
}

// signedBefore: a word of signing stands close before k: a statement is issued, and
// only where it is signed is it an instrument.
func signedBefore(toks []token, k int) bool {
	for j := k - 1; j >= 0 && j > k-8; j-- {
		switch toks[j].low {
		case "signed", "sign", "signing", "inked":
			return true
		}
	}
	return false
}

// dealsWith: a verb, as in "the MoU deals with trade".
func dealsWith(toks []token, k int) bool {
	if k == 0 || k+1 >= len(toks) || toks[k+1].low != "with" {
		return false
	}
	p := &toks[k-1]
	return p.is(cInstrHead) || p.low == ")" || p.low == "which" || p.low == "that" || p.low == "it" || p.low == "who"
}

// refine takes the kind from the words around the head.
func (in *instrument) refine(toks []token) {
	has := func(w string) bool {
		for i := range toks {
			if toks[i].low == w {
				return true
			}
		}
		return false
	}
	if in.kind == "mou" || in.kind == "loi" || in.kind == "treaty" || in.kind == "declaration" {
		return
	}
	switch {
	case has("venture") && has("joint"):
		in.kind, in.weak = "joint-venture", in.noun == "venture"
	case has("strategic") && (has("partnership") || has("partnerships")):
		in.kind = "strategic-partnership"
	case has("framework"):
		in.kind = "framework"
		if in.noun == "framework" && (has("strategic") || has("cooperation") || has("partnership")) {
			in.weak = false
		}
	case has("implementation") || has("implementing"):
		in.kind, in.weak = "implementing-agreement", false
	case has("loan") || has("credit") || has("lending") || has("financing") || has("facility"):
		in.kind = "loan"
	case has("grant") && in.noun != "grant":
		in.kind = "grant"
	case in.kind == "agreement" && (has("purchase") || has("supply") || has("lease") || has("sale") || has("concession") || has("licensing") || has("license") || has("licence") || has("offtake") || has("off-take") || has("distribution")):
		in.kind = "contract"
	}
	if len(toks) > 1 && (in.noun == "partnership" || in.noun == "arrangement") && in.kind != "agreement" {
		in.weak = in.noun == "partnership"
	}
}
