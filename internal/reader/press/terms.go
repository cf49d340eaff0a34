package press

import (
	"strings"

	"sanad/internal/reader"
)

// Terms are told in few words and always the same: "valid for five years", "enters
// into force on 1 March", "renewed automatically", "six months' written notice",
// "not legally binding". A term is the agreement's only where its sentence names an
// instrument, or goes on from one that does; of an earlier agreement, or of one
// still to be made, it is not. What a sentence denies or supposes is no term. What
// takes effect on signature does so on the day of signing, where that is told.

// termWord is a word of a sentence with its token; "three-year" is two.
type termWord struct {
	low string
	at  span
	tok int
}

type termWords []termWord

func (d *document) termWords(s *sentence) termWords {
	var out termWords
	for i := range s.toks {
		t := &s.toks[i]
		from := 0
		for _, part := range strings.Split(t.low, "-") {
			low := strings.TrimSuffix(strings.TrimSuffix(part, "'s"), "'")
			at := span{t.start + from, t.start + from + len(part)}
			if at.end > t.end || len(t.low) != t.end-t.start {
				at = span{t.start, t.end} // its lower case is of another length
			}
			if from += len(part) + 1; low != "" {
				out = append(out, termWord{low, at, i})
			}
		}
	}
	return out
}

func (w termWords) is(i int, any ...string) bool {
	if i < 0 || i >= len(w) {
		return false
	}
	for _, a := range any {
		if w[i].low == a {
			return true
		}
	}
	return false
}

// runs says whether the words of the phrase stand at i.
func (w termWords) runs(i int, phrase string) bool {
	for word := range strings.FieldsSeq(phrase) {
		if !w.is(i, word) {
			return false
		}
		i++
	}
	return true
}

// after is the place behind the first of the phrases that stands at i, -1 for none.
func (w termWords) after(i int, phrases ...string) int {
	for _, p := range phrases {
		if w.runs(i, p) {
			return i + len(strings.Fields(p))
		}
	}
	return -1
}

// near says whether any of the words stands among the n before i.
func (w termWords) near(i, n int, any ...string) bool {
	for j := max(0, i-n); j < i; j++ {
		if w.is(j, any...) {
			return true
		}
	}
	return false
}

func (w termWords) has(any ...string) bool { return w.near(len(w), len(w), any...) }

func (w termWords) span(from, to int) span { return span{w[from].at.start, w[to-1].at.end} }

var spanUnits = map[string]struct {
	unit string
	of   int
}{"year": {"a", 1}, "years": {"a", 1}, "month": {"mo", 1}, "months": {"mo", 1}, "week": {"d", 7}, "weeks": {"d", 7}, "day": {"d", 1}, "days": {"d", 1}}

// length reads a length of time at i: "three years", "an initial period of five (5)
// years". end == i where none stands there; one that is added to another, "a further
// five years", is none.
func (w termWords) length(toks []token, i int) (n int, unit string, end int) {
	k := i
	for w.is(k, "a", "an", "the", "initial", "first", "period", "term", "duration", "of", "at", "least", "minimum", "fixed", "total", "up", "to") && spanUnits[w.low(k+1)].of == 0 {
		k++
	}
	if k >= len(w) {
		return 0, "", i
	}
	if n = numberWords[w[k].low]; n == 0 {
		n = numeral(&token{low: w[k].low, kind: toks[w[k].tok].kind, cl: toks[w[k].tok].cl})
	}
	if w.is(k, "a", "an") {
		n = 1
	}
	k++
	if w.is(k, "(") {
		for k < len(w) && !w.is(k, ")") {
			k++
		}
		k++
	}
	if w.is(k, "calendar", "consecutive", "full") {
		k++
	}
	u := spanUnits[w.low(k)]
	if n < 1 || n > 999 || u.of == 0 || w.is(k+1, "old") {
		return 0, "", i
	}
	return n * u.of, u.unit, k + 1
}

func (w termWords) low(i int) string {
	if i < 0 || i >= len(w) {
		return ""
	}
	return w[i].low
}

// writeTerms adds to the agreements of the reading the terms the document tells.
func (d *document) writeTerms(out *reader.Reading, ws []written) {
	for i := range d.sents {
		s := &d.sents[i]
		if i > 400 || s.quoted || s.kind == heading || s.kind == row || !s.mayTellTerms() {
			continue
		}
		c := &clause{d, s, i, s.items}
		w, ok := c.termsOf(ws)
		if !ok {
			continue
		}
		a := &out.Agreements[w.at]
		t := a.Terms
		if t == nil {
			t = &reader.Terms{}
		}
		c.terms(t, a.Signed)
		if *t != (reader.Terms{}) {
			a.Terms = t
		}
	}
}

// mayTellTerms says whether a sentence has a word that terms cannot do without.
func (s *sentence) mayTellTerms() bool {
	for i := range s.toks {
		low := s.toks[i].low
		if spanUnits[low].of > 0 || strings.Contains(low, "binding") || strings.Contains(low, "year") || strings.Contains(low, "month") {
			return true
		}
		switch low {
		case "force", "effect", "effective", "valid", "expire", "expires", "until", "renewed", "renewal", "renews", "renewable", "extended", "notice", "obligation", "obligations", "rights":
			return true
		}
	}
	return false
}

// termsOf is the agreement whose terms a sentence may tell.
func (c *clause) termsOf(ws []written) (written, bool) {
	named, ofSides := false, c.s.ofSides()
	goesOn := ofSides || c.isWord(0, "it", "this")
	for k := range c.it {
		if c.it[k].kind != eInstr {
			continue
		}
		named = true
		for j := max(0, k-3); j < k; j++ {
			if c.isWord(j, "previous", "earlier", "old", "former", "last", "existing", "expired", "future", "another", "original") {
				return written{}, false
			}
		}
	}
	if !named && !goesOn && !c.isWord(0, "the") {
		return written{}, false
	}
	if g := c.d.nearest(c, promise{to: len(c.it)}, ws); g != nil {
		for _, w := range ws {
			if w.g == g {
				return w, true
			}
		}
	}
	if len(ws) == 1 && (named || ofSides) {
		return ws[0], true
	}
	return written{}, false
}

// ofSides says whether a sentence begins with the sides: "either party", "the two
// sides".
func (s *sentence) ofSides() bool {
	for i := 1; i < min(4, len(s.toks)); i++ {
		switch s.toks[i].low {
		case "party", "side", "parties", "sides":
			return true
		}
	}
	return false
}

// terms reads the terms of a sentence into t; what was told before stands.
func (c *clause) terms(t *reader.Terms, signed *reader.Date) {
	w := c.d.termWords(c.s)
	for i := range w {
		c.term(t, w, i)
		c.effective(t, w, i, signed)
		c.expires(t, w, i)
		c.renewal(t, w, i)
		c.notice(t, w, i)
		c.binding(t, w, i)
	}
}

// supposed: what stands at i is denied or only supposed.
func (w termWords) supposed(i int) bool {
	return w.near(i, 5, "not", "no", "never", "if", "once", "unless", "would", "could", "might", "whether", "when", "after")
}

// term reads how long the instrument runs.
func (c *clause) term(t *reader.Terms, w termWords, i int) {
	if t.Term != nil || w.supposed(i) {
		return
	}
	k := w.after(i, "valid for", "validity of", "force for", "effect for", "effective for", "run for", "runs for", "last for", "lasts for", "lasting", "term of", "duration of", "duration is", "duration will be", "validity is", "lapse after", "lapses after", "expire after", "expires after", "in place for")
	if k < 0 && w.is(i, "for") && w.has("valid", "validity", "force", "effect", "effective", "renewable", "signed", "remain", "remains") {
		if k = w.after(i+1, "a period of", "an initial period of", "a term of", "an initial term of", "an initial duration of", "a duration of", "an initial", "a fixed term of"); k >= 0 && !w.is(k-1, "initial") {
			k-- // the "of" is for length
		}
	}
	n, unit, end := 0, "", i
	if k >= 0 {
		n, unit, end = w.length(c.s.toks, k)
		if end == k {
			return
		}
	} else if n, unit, end = w.length(c.s.toks, i); end == i || !c.qualifies(w, end) || w.is(i-1, "first", "last", "past", "next", "their", "its", "our") {
		return
	}
	if unit == "d" && n < 28 {
		return
	}
	for k < 0 && w.is(i, "a", "an", "the", "of", "to", "up") {
		i++
	}
	t.Term = &reader.Quantity{Value: float64(n), Unit: unit, Evidence: c.d.evidence(w.span(i, end), "term", 0.8)}
}

// qualifies: an instrument stands behind the length of time that ends at word end:
// "a three-year memorandum".
func (c *clause) qualifies(w termWords, end int) bool {
	if !strings.HasSuffix(w[end-1].low, "year") && !strings.HasSuffix(w[end-1].low, "month") {
		return false // three years of agreements
	}
	tok := w[end-1].tok
	for k := range c.it {
		e := &c.it[k]
		if e.kind == eInstr && e.to > tok+1 && e.from <= tok+6 {
			for j := tok + 1; j < e.from; j++ {
				if t := &c.s.toks[j]; t.cl&(cPrep|cDet) != 0 || t.kind != word && t.low != "," && t.low != "-" {
					return false
				}
			}
			return true
		}
	}
	return false
}

// dateAt reads a date at word k, over "the", "of" and what says that it is the end.
func (c *clause) dateAt(w termWords, k int) (date, int) {
	for w.is(k, "on", "from", "as", "of", "in", "since", "the", "at", "end", "until", "to", "up", "start", "beginning") {
		k++
	}
	if k >= len(w) {
		return date{}, k
	}
	tok := w[k].tok
	when, to := readDate(c.s.toks, tok)
	if to == tok {
		if y := yearNumber(&c.s.toks[tok]); y > 0 {
			when, to = date{y: y}, tok+1
		}
	}
	if when = when.inYearOf(c.d.day, true); when.y == 0 {
		return date{}, k
	}
	for k < len(w) && w[k].tok < to {
		k++
	}
	return when, k
}

// day writes a date; it is planned where it lies behind the day of the release.
func (c *clause) day(when date, at span, rule string) *reader.Date {
	out := &reader.Date{Value: when.edtf(), Precision: when.precision(), Evidence: c.d.evidence(at, rule, 0.8)}
	if c.d.day.y > 0 && c.d.day.before(when) {
		out.Modality = "planned"
	}
	return out
}

// effective reads the entry into force.
func (c *clause) effective(t *reader.Terms, w termWords, i int, signed *reader.Date) {
	if t.Effective != nil || w.supposed(i) {
		return
	}
	if end := w.onSigning(i); end > i && signed != nil && signed.Quote != nil && signed.Modality == "" && w.has("force", "effect", "effective", "valid") {
		t.Effective = &reader.Date{Value: signed.Value, Precision: signed.Precision, Evidence: c.d.evidence(w.span(i, end), "effective-on-signing", 0.75)}
		return
	}
	k := w.after(i, "enter into force", "enters into force", "entered into force", "come into force", "comes into force", "came into force", "enter into effect", "enters into effect", "entered into effect", "come into effect", "comes into effect", "came into effect", "take effect", "takes effect", "took effect", "effective from", "effective as of", "effective on", "with effect from")
	if k < 0 || w.is(i-1, "that", "which") && c.ofSeveral() {
		return
	}
	if when, end := c.dateAt(w, k); when.y > 0 {
		t.Effective = c.day(when, w.span(i, end), "effective")
	}
}

// onSigning is where words end that count from the signing: "from the date of its
// signature", "upon signing"; i where none begin there.
func (w termWords) onSigning(i int) int {
	k := w.after(i, "from", "upon", "on", "as of", "as from", "with")
	if k < 0 {
		return i
	}
	for w.is(k, "the", "a", "date", "day", "time", "moment", "of", "its", "their") {
		k++
	}
	if w.is(k, "signature", "signatures", "signing") && !w.is(k+1, "ceremony", "of") {
		return k + 1
	}
	return i
}

// ofSeveral: the sentence names several instruments, and "that came into force" is
// of the last.
func (c *clause) ofSeveral() bool {
	n := 0
	for k := range c.it {
		if c.it[k].kind == eInstr {
			n++
		}
	}
	return n > 1 || c.isWord(0, "it", "this")
}

// expires reads the end.
func (c *clause) expires(t *reader.Terms, w termWords, i int) {
	if t.Expires != nil || w.supposed(i) {
		return
	}
	k := w.after(i, "expire on", "expires on", "expire in", "expires in", "expires at", "expire at", "valid until", "valid till", "valid through", "valid to", "valid up to", "force until", "force till", "force through", "effect until", "effect through", "runs until", "run until", "runs to", "runs through", "lasts until", "last until", "lapses on", "lapse on")
	if k < 0 {
		return
	}
	if when, end := c.dateAt(w, k); when.y > 0 && !(c.d.day.y > 0 && when.before(c.d.day)) {
		t.Expires = c.day(when, w.span(i, end), "expires")
		t.Expires.Modality = "" // that it ends then is so today
	}
}

// renewal reads what happens at the end.
func (c *clause) renewal(t *reader.Terms, w termWords, i int) {
	if t.Renewal != nil {
		return
	}
	code, end := "", i
	renewed := func(k int) bool {
		return w.is(k, "renewed", "renew", "renews", "extended", "extend", "extends", "prolonged", "renewable", "renewal", "extension") && !w.is(k+1, "energy", "power", "to")
	}
	switch {
	case w.is(i, "automatically", "tacitly") && (renewed(i+1) || w.is(i+1, "be") && renewed(i+2)):
		code, end = "automatic", i+2
		if w.is(i+1, "be") {
			end++
		}
	case renewed(i) && w.is(i+1, "automatically", "tacitly"), w.is(i, "automatic", "tacit") && renewed(i+1):
		code, end = "automatic", i+2
	case w.is(i, "may", "can") && w.is(i+1, "be") && renewed(i+2) && !w.is(i+3, "automatically", "tacitly"):
		code, end = "by-agreement", i+3
	case w.is(i, "renewable", "extendable") && (i+1 == len(w) || w.is(i+1, "for", "by", "upon", "on", "subject", "once", "every", "annually", "thereafter", ".", ",", ")", "with")):
		code, end = "by-agreement", i+1
	case w.is(i, "unless") && !w.has("terminate", "terminated", "ends", "ended") && (renewed(i+2) || renewed(i+3)):
		if code, end = "by-agreement", i+3; renewed(i + 3) {
			end++
		}
	case w.is(i, "option", "possibility", "provision", "provisions") && w.is(i+1, "to", "of", "for") && renewed(i+2):
		code, end = "by-agreement", i+3
	}
	switch {
	case code == "" || w.near(i, 5, "if", "would", "could", "whether"):
		return
	case w.near(i, 4, "not", "no", "never", "without"):
		if code == "automatic" {
			return // not automatically: how else is not told
		}
		code = "none"
		for !w.is(i, "not", "no", "never", "without") {
			i--
		}
	}
	t.Renewal = &reader.Coded{Code: code, Evidence: c.d.evidence(w.span(i, end), "renewal", 0.8)}
}

// notice reads how long before the end a side must say that it leaves: "six months'
// notice", "notice of 90 days", "notify the other side 60 days in advance".
func (c *clause) notice(t *reader.Terms, w termWords, i int) {
	if t.Notice != nil || !w.has("terminate", "terminated", "terminates", "termination", "withdraw", "withdraws", "withdrawal", "cancel", "cancelled", "denounce", "renewed", "renewal", "renews", "renewable", "leave", "end", "ended", "ends") {
		return
	}
	from, n, unit, end := i, 0, "", 0
	if w.is(i, "notice", "notification") {
		k := i + 1
		for w.is(k, "of", "at", "least", "given", "in", "writing") {
			k++
		}
		n, unit, end = w.length(c.s.toks, k)
		if end == k || !w.is(i+1, "of") && !w.is(end, "before", "prior", "in", "ahead") {
			return
		}
	} else {
		n, unit, end = w.length(c.s.toks, i)
		if end == i {
			return
		}
		told := w.near(i, 12, "notify", "notifies", "notifying", "inform", "informs", "informing") && w.is(end, "in", "before", "prior", "ahead", "beforehand")
		for w.is(end, "prior", "advance", "written", "in", "formal") {
			end++
		}
		if !told {
			if !w.is(end, "notice", "notification") {
				return
			}
			end++
		}
	}
	t.Notice = &reader.Quantity{Value: float64(n), Unit: unit, Evidence: c.d.evidence(w.span(from, end), "notice", 0.8)}
}

// binding reads what force the instrument has.
func (c *clause) binding(t *reader.Terms, w termWords, i int) {
	if t.Binding != nil {
		return
	}
	if from, end := w.noLegalDuty(i); end > from {
		t.Binding = &reader.Coded{Code: "non-binding", Evidence: c.d.evidence(w.span(from, end), "binding", 0.8)}
		return
	}
	if !w.is(i, "binding", "nonbinding") {
		return
	}
	from := i
	if w.is(from-1, "legally") {
		from--
	}
	code := "binding-international"
	switch {
	case w.is(i, "nonbinding"), w.is(from-1, "non"), w.is(i-1, "non"):
		code = "non-binding"
		for w.is(from-1, "non", "legally") {
			from--
		}
	case w.near(from, 4, "not", "no", "nor", "neither", "without"):
		code = "non-binding"
		for !w.is(from, "not", "no", "nor", "neither", "without") {
			from--
		}
	case w.near(from, 8, "toward", "towards", "before", "lead", "leading", "later", "final", "definitive", "negotiate", "way", "if", "would", "could", "future", "whether", "until", "into"):
		return
	}
	if code != "non-binding" {
		// A ministry's treaty binds states; what companies sign binds under some law,
		// which is seldom told.
		if !c.statesSign() {
			code = "binding-domestic"
		}
		if w.is(i+1, "targets", "commitments", "obligations", "rules", "limits", "constraints") && !w.is(from-1, "creates", "contains") {
			return
		}
	}
	t.Binding = &reader.Coded{Code: code, Evidence: c.d.evidence(w.span(from, i+1), "binding", 0.8)}
}

// noLegalDuty reads "no legal rights or obligations" at its last noun.
func (w termWords) noLegalDuty(i int) (from, end int) {
	if !w.is(i, "obligation", "obligations", "rights", "duties") || !w.near(i, 4, "legal", "legally") {
		return 0, 0
	}
	for from = i; from > max(0, i-8); from-- {
		if w.is(from, "no", "not", "nor", "neither", "without", "any") && (!w.is(from, "any") || w.near(from, 4, "not", "neither", "nor")) {
			return from, i + 1
		}
	}
	return 0, 0
}

// statesSign: the sentence's instrument is of a kind that states make.
func (c *clause) statesSign() bool {
	for k := range c.it {
		if c.it[k].kind == eInstr && (c.it[k].instr.kind == "treaty" || c.it[k].instr.kind == "protocol") || c.it[k].kind == eCountry || c.it[k].government {
			return true
		}
	}
	return false
}
