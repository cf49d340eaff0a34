package verify

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"sanad/claim"
)

// ProofFormat names the format of a proof file in its first line.
const ProofFormat = "sanad-proof/1"

// A proof file is lines of JSON: what a register says of some things, and what
// proves without the register that its log holds the claims behind it. The first
// line is a ProofHead; each entry that a thing cites stands, once, before the thing.
type (
	// ProofHead is the first line.
	ProofHead struct {
		Format     string `json:"format"`     // ProofFormat
		Checkpoint string `json:"checkpoint"` // as signed, with what witnesses signed
		Verifier   string `json:"verifier"`   // the register's own word: nothing is held to it
	}

	// ProofEntry is a line that proves one entry of the log.
	ProofEntry struct {
		Entry string   `json:"entry"` // the leaf's canonical bytes
		Index int64    `json:"index"`
		Path  []string `json:"path"` // the inclusion proof, base64
		Body  []string `json:"body"` // a body line a claim; of one that is not public its hash
	}

	// ProofThing is a line with one thing as the register publishes it.
	ProofThing struct {
		Class string          `json:"class"` // agreement, party, event or source
		Thing json.RawMessage `json:"thing"`
	}
)

// maxProofLine bounds a line of a proof file: an entry is at most 64 KiB and its
// claims some megabytes.
const maxProofLine = 64 << 20

// maxProblems is how many problems of one file are told one by one.
const maxProblems = 100

// Trust is what a proof is held to.
type Trust struct {
	Log       note.Verifier
	Witnesses []note.Verifier
	Quorum    int // how many of the witnesses must have signed
}

// Open checks a signed checkpoint: the log's signature, and as many witnesses' as
// are asked for. It gives the names of the witnesses that signed.
func (t Trust) Open(signed []byte) (Checkpoint, []string, error) {
	c, err := OpenCheckpoint(signed, t.Log)
	if err != nil {
		return c, nil, err
	}
	var names []string
	if len(t.Witnesses) > 0 {
		n, err := note.Open(signed, note.VerifierList(append([]note.Verifier{t.Log}, t.Witnesses...)...))
		if err != nil {
			return c, nil, fmt.Errorf("checkpoint: %w", err)
		}
		for _, w := range t.Witnesses {
			if slices.ContainsFunc(n.Sigs, func(s note.Signature) bool { return s.Name == w.Name() && s.Hash == w.KeyHash() }) {
				names = append(names, w.Name())
			}
		}
	}
	if len(names) < t.Quorum {
		return c, names, fmt.Errorf("checkpoint: %d of the witnesses signed it, want %d", len(names), t.Quorum)
	}
	return c, names, nil
}

// Reading is how the register that made a proof reads its claims. Both may be nil.
type Reading struct {
	Words  func(claim.Value) string // a value's words, as it writes them; nil leaves those unchecked
	Infers func(rule string) bool   // whether it makes links of its own by the rule
}

// ProofReport is what a check of a proof file found.
type ProofReport struct {
	Checkpoint  Checkpoint
	Witnesses   []string // that signed the checkpoint
	Things      int64
	Entries     int64 // proven to be in the log
	Claims      int64 // whose words stand in the file
	Withheld    int64 // of which the file holds the hash alone
	Cited       int64 // places in things that cite a claim, each held against it
	Inferred    int64 // of which the register infers something else from the words, by a rule it names
	First, Last time.Time
	Problems    []*Problem
	More        int // problems beyond those
}

// Proof checks a proof file from its bytes: the checkpoint, that each entry is in
// the log it signs, that each claim is one the entry commits to, and that each place
// where a thing cites a claim says what the claim says. Trouble with what the file says
// is in the report; the error is for a file that is none or a checkpoint that does not
// hold.
//
// What it cannot tell is what a thing leaves out, and which names the register takes
// for one body: that follows from the whole log.
func Proof(r io.Reader, trust Trust, reading Reading) (ProofReport, error) {
	p := proofs{reading: reading, readings: map[int64]*provenReading{}, entries: map[int64]*provenEntry{}}
	lines := bufio.NewReaderSize(r, 64<<10)
	line, err := proofLine(lines)
	if err != nil {
		return p.report, err
	}
	var head ProofHead
	if err := json.Unmarshal(line, &head); err != nil || head.Format != ProofFormat {
		return p.report, errors.New("line 1: not a proof of " + ProofFormat)
	}
	if p.report.Checkpoint, p.report.Witnesses, err = trust.Open([]byte(head.Checkpoint)); err != nil {
		return p.report, err
	}
	for p.line = 2; ; p.line++ {
		line, err := proofLine(lines)
		if errors.Is(err, io.EOF) {
			return p.report, nil
		}
		if err != nil {
			return p.report, fmt.Errorf("line %d: %w", p.line, err)
		}
		p.take(line)
	}
}

// proofLine reads one line; io.EOF is the end.
func proofLine(r *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := r.ReadSlice('\n')
		line = append(line, part...)
		switch {
		case len(line) > maxProofLine:
			return nil, fmt.Errorf("longer than %d MB", maxProofLine>>20)
		case err == nil:
			return line[:len(line)-1], nil
		case errors.Is(err, io.EOF) && len(line) > 0:
			return nil, errors.New("cut short")
		case !errors.Is(err, bufio.ErrBufferFull):
			return nil, err
		}
	}
}

// proofs is a check under way.
type proofs struct {
	report   ProofReport
	reading  Reading
	line     int
	readings map[int64]*provenReading // by the index of their first entry
	entries  map[int64]*provenEntry   // by index
}

// provenReading is what the proven entries of a reading say of its document.
type provenReading struct {
	said map[claim.Property][]string
}

type provenEntry struct {
	reading int64
	claims  []provenClaim
}

// digest is as much of a hash as nobody finds a second text for.
type digest [16]byte

func digestOf(b []byte) digest {
	h := sha256.Sum256(b)
	return digest(h[:16])
}

// provenClaim is a claim as hashes: a whole register's claims are held at once.
type provenClaim struct {
	kept bool
	ref  bool // the value is another subject, whose id the register gives

	said   digest // how and by which rule it says it, and where
	quoted digest // the words it quotes, and where
	value  digest
	words  digest // of the value, as the register writes them
}

func (p *proofs) bad(place, format string, args ...any) {
	if len(p.report.Problems) == maxProblems {
		p.report.More++
		return
	}
	p.report.Problems = append(p.report.Problems, &Problem{
		Path: "line " + strconv.Itoa(p.line), Place: place, What: fmt.Sprintf(format, args...),
	})
}

func (p *proofs) take(line []byte) {
	var kind struct {
		Index *int64          `json:"index"`
		Class string          `json:"class"`
		Thing json.RawMessage `json:"thing"`
	}
	if err := json.Unmarshal(line, &kind); err != nil {
		p.bad("", "%v", err)
		return
	}
	switch {
	case kind.Index != nil:
		var e ProofEntry
		if err := json.Unmarshal(line, &e); err != nil {
			p.bad("", "%v", err)
			return
		}
		p.entry(e)
	case kind.Thing != nil:
		p.report.Things++
		cited, err := Citations(kind.Thing)
		if err != nil {
			p.bad("", "%v", err)
			return
		}
		if kind.Class == "source" {
			p.source(kind.Thing)
		}
		for _, c := range cited {
			p.report.Cited++
			p.cite(c)
		}
	default:
		p.bad("", "neither an entry nor a thing")
	}
}

// entry checks that an entry is in the log and that its body is what it commits to.
func (p *proofs) entry(e ProofEntry) {
	place := "entry " + strconv.FormatInt(e.Index, 10)
	path, err := parseHashes(e.Path)
	if err != nil {
		p.bad(place, "%v", err)
		return
	}
	if err := CheckInclusion(p.report.Checkpoint, e.Index, []byte(e.Entry), path); err != nil {
		p.bad(place, "is not in the log: %v", err)
		return
	}
	entry, err := claim.ParseEntry([]byte(e.Entry))
	if err != nil {
		p.bad(place, "%v", err)
		return
	}
	if len(e.Body) != len(entry.Claims) {
		p.bad(place, "%d body lines for %d claims", len(e.Body), len(entry.Claims))
		return
	}
	first := e.Index - int64(entry.Part) + 1
	reading := p.readings[first]
	if reading == nil {
		reading = &provenReading{said: map[claim.Property][]string{}}
		p.readings[first] = reading
	}
	proven := &provenEntry{reading: first, claims: make([]provenClaim, len(entry.Claims))}
	for i, line := range e.Body {
		k, err := claim.ParseKept([]byte(line))
		if err != nil || k.Entry != e.Index || k.N != i || k.Hash != entry.Claims[i] {
			p.bad(fmt.Sprintf("%s, claim %d", place, i), "is not the claim the entry commits to")
			return
		}
		if k.Claim == nil {
			p.report.Withheld++
			continue
		}
		p.report.Claims++
		proven.claims[i] = p.fingerprint(*k.Claim)
		if c := k.Claim; c.Subject == claim.DocumentSubject {
			switch v := c.Value.(type) {
			case claim.Text:
				reading.said[c.Property] = append(reading.said[c.Property], v.Text)
			case claim.Date:
				reading.said[c.Property] = append(reading.said[c.Property], string(v))
			case claim.DocumentRef:
				reading.said[c.Property] = append(reading.said[c.Property], v.Original, v.Text)
			}
		}
	}
	p.report.Entries++
	if p.report.First.IsZero() || entry.Time.Before(p.report.First) {
		p.report.First = entry.Time
	}
	if entry.Time.After(p.report.Last) {
		p.report.Last = entry.Time
	}
	p.entries[e.Index] = proven
}

// source holds what is said of a document against its reading.
func (p *proofs) source(thing json.RawMessage) {
	var t struct {
		Source struct {
			Entry     int64  `json:"entry"`
			Title     string `json:"title"`
			Publisher string `json:"publisher"`
			Published string `json:"published"`
			URL       string `json:"url"`
			Original  string `json:"original"`
			Text      string `json:"text"`
		} `json:"source"`
	}
	if err := json.Unmarshal(thing, &t); err != nil {
		p.bad("source", "%v", err)
		return
	}
	reading := p.readings[t.Source.Entry]
	if reading == nil {
		p.bad("source", "its reading, entry %d, is not proven above", t.Source.Entry)
		return
	}
	for _, of := range []struct {
		what     string
		property claim.Property
		said     string
	}{
		{"title", claim.PropTitle, t.Source.Title},
		{"publisher", claim.PropPublisher, t.Source.Publisher},
		{"published", claim.PropPublished, t.Source.Published},
		{"url", claim.PropURL, t.Source.URL},
		{"original", claim.PropOriginal, t.Source.Original},
		{"text", claim.PropOriginal, t.Source.Text},
	} {
		if of.said != "" && !slices.Contains(reading.said[of.property], of.said) {
			p.bad("source."+of.what, "%q is not what the claims of entry %d say", of.said, t.Source.Entry)
		}
	}
}

// cite holds one place of a thing against the claim it cites.
func (p *proofs) cite(c Citation) {
	e := p.entries[c.Entry]
	switch {
	case e == nil:
		p.bad(c.Place, "cites entry %d, which is not proven above", c.Entry)
		return
	case c.N < 0 || c.N >= len(e.claims):
		p.bad(c.Place, "cites claim %d of entry %d, which has %d", c.N, c.Entry, len(e.claims))
		return
	case !e.claims[c.N].kept:
		p.bad(c.Place, "cites claim %d of entry %d, of which only the hash is here", c.N, c.Entry)
		return
	}
	of := fmt.Sprintf("claim %d of entry %d", c.N, c.Entry)
	proven := e.claims[c.N]
	if want := "s" + strconv.FormatInt(e.reading, 10); c.Source != want {
		p.bad(c.Place, "names the source %q; %s is of %s", c.Source, of, want)
	}
	inferred := false
	switch {
	case c.fingerprint() == proven.said:
	case p.infers(c) && c.quotedDigest() == proven.quoted:
		p.report.Inferred++
		inferred = true
	default:
		p.bad(c.Place, "is not what %s says, or not where, how surely or by which rule", of)
	}
	said := p.readings[e.reading].said
	for _, of := range []struct {
		what     string
		property claim.Property
		text     string
	}{{"publisher", claim.PropPublisher, c.Publisher}, {"day of publication", claim.PropPublished, c.Published}, {"reason", claim.PropReason, c.Reason}} {
		if of.text != "" && !slices.Contains(said[of.property], of.text) {
			p.bad(c.Place, "the %s %q is not what its source's claims say", of.what, of.text)
		}
	}
	if c.Value == nil {
		if c.Text != "" && !proven.ref && p.reading.Words != nil && digestOf([]byte(c.Text)) != proven.words {
			p.bad(c.Place, "the words %q are not those of %s", c.Text, of)
		}
		return
	}
	v, err := claim.DecodeValue(c.Value)
	if err != nil {
		p.bad(c.Place, "%v", err)
		return
	}
	if !inferred && !proven.ref && digestOf([]byte(claim.Sameness(v))) != proven.value {
		p.bad(c.Place, "the value is not that of %s", of)
	}
	if p.reading.Words != nil && p.reading.Words(v) != c.Text {
		p.bad(c.Place, "the words %q are not those of its value, %q", c.Text, p.reading.Words(v))
	}
}

// infers says whether the value is a link to another thing that the register has
// made itself from these words, by the rule named.
func (p *proofs) infers(c Citation) bool {
	v, err := claim.DecodeValue(c.Value)
	_, ref := v.(claim.Ref)
	return err == nil && ref && c.Modality == string(claim.Done) && p.reading.Infers != nil && p.reading.Infers(c.Rule)
}

// fingerprint is a claim as the things that cite it show it.
func (p *proofs) fingerprint(c claim.Claim) provenClaim {
	cited := Citation{
		Modality: string(c.Modality), AsOf: string(c.AsOf), Rule: c.Rule, Confidence: c.Confidence.Share(),
	}
	if q := c.Selector; q != nil {
		cited.Quote, cited.Start, cited.End, cited.Page = q.Quote, q.Start, q.End, q.Page
	}
	_, ref := c.Value.(claim.Ref)
	proven := provenClaim{kept: true, ref: ref, said: cited.fingerprint(), quoted: cited.quotedDigest(), value: digestOf([]byte(claim.Sameness(c.Value)))}
	if p.reading.Words != nil {
		proven.words = digestOf([]byte(p.reading.Words(c.Value)))
	}
	return proven
}

// Citation is a place in a published thing that cites a claim, with what it says of
// the claim.
type Citation struct {
	Place string `json:"-"` // the members that lead there

	Source     string  `json:"source"`
	Publisher  string  `json:"publisher"`
	Published  string  `json:"published"`
	Entry      int64   `json:"entry"`
	N          int     `json:"n"`
	Quote      string  `json:"quote"`
	Start      int     `json:"start"`
	End        int     `json:"end"`
	Page       int     `json:"page"`
	Rule       string  `json:"rule"`
	Confidence float64 `json:"confidence"`
	Modality   string  `json:"modality"`
	AsOf       string  `json:"as_of"`
	Reason     string  `json:"reason"`

	Value json.RawMessage `json:"-"` // that the claim stands behind; nil where it stands behind none
	Text  string          `json:"-"` // the value's words
}

// fingerprint is equal for what says the same, at the same place, as surely.
func (c Citation) fingerprint() digest {
	h := c.quotedDigest()
	return digestOf(fmt.Appendf(h[:], "%q %d %q %q", c.Rule, int(math.Round(c.Confidence*1000)), c.Modality, c.AsOf))
}

// quotedDigest is equal for the same words at the same place.
func (c Citation) quotedDigest() digest {
	return digestOf(fmt.Appendf(nil, "%q %d %d %d", c.Quote, c.Start, c.End, c.Page))
}

// Citations are the places of a published thing that cite claims, in its order.
func Citations(thing json.RawMessage) ([]Citation, error) {
	var list []Citation
	err := citations(thing, "", nil, "", &list)
	return list, err
}

// citations walks a value; above is the value of the object that holds it.
func citations(b json.RawMessage, place string, value json.RawMessage, text string, list *[]Citation) error {
	b = bytes.TrimLeft(b, " \t\r\n")
	if len(b) == 0 || b[0] != '{' && b[0] != '[' {
		return nil
	}
	if b[0] == '[' {
		var items []json.RawMessage
		if err := json.Unmarshal(b, &items); err != nil {
			return err
		}
		for i, item := range items {
			if err := citations(item, place+"["+strconv.Itoa(i)+"]", value, text, list); err != nil {
				return err
			}
		}
		return nil
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(b, &members); err != nil {
		return err
	}
	if cites(members) {
		c := Citation{}
		if err := json.Unmarshal(b, &c); err != nil {
			return fmt.Errorf("%s: %w", place, err)
		}
		c.Place, c.Value, c.Text = place, value, text
		if own, ok := members["text"]; ok {
			if err := json.Unmarshal(own, &c.Text); err != nil {
				return fmt.Errorf("%s.text: %w", place, err)
			}
		}
		*list = append(*list, c)
		return nil
	}
	names := make([]string, 0, len(members))
	for name := range members {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		var v json.RawMessage
		words := ""
		if name == "said" {
			if v = members["value"]; string(v) == "null" {
				v = nil
			}
			if t, ok := members["text"]; ok {
				if err := json.Unmarshal(t, &words); err != nil {
					return fmt.Errorf("%s.text: %w", place, err)
				}
			}
		}
		inner := name
		if place != "" {
			inner = place + "." + name
		}
		if err := citations(members[name], inner, v, words, list); err != nil {
			return err
		}
	}
	return nil
}

// cites says whether an object is one claim with who says so.
func cites(members map[string]json.RawMessage) bool {
	for _, name := range []string{"entry", "n", "source", "modality", "confidence"} {
		if _, ok := members[name]; !ok {
			return false
		}
	}
	return true
}

// EntryProof is the inclusion proof of one entry as C2SP writes it, with the entry
// as its extra data.
// Source: https://c2sp.org/tlog-proof
type EntryProof struct {
	Index      int64
	Leaf       []byte // the entry's canonical bytes
	Path       []tlog.Hash
	Checkpoint []byte // as signed
}

// entryProofHead is the first line of such a proof.
const entryProofHead = "c2sp.org/tlog-proof@v1"

// Append adds the proof's text to b.
func (p EntryProof) Append(b []byte) []byte {
	b = fmt.Appendf(b, "%s\nextra %s\nindex %d\n", entryProofHead, base64.StdEncoding.EncodeToString(p.Leaf), p.Index)
	return append(append(appendHashes(b, p.Path), '\n'), p.Checkpoint...)
}

// AppendConsistency adds to b what a witness is asked with: the old size, the proof
// that the log of the checkpoint begins with the log of that size, and the checkpoint.
// Source: https://c2sp.org/tlog-witness
func AppendConsistency(b []byte, old int64, path []tlog.Hash, signed []byte) []byte {
	b = appendHashes(fmt.Appendf(b, "old %d\n", old), path)
	return append(append(b, '\n'), signed...)
}

// ParseConsistency reads what AppendConsistency writes, and what a witness is asked
// with. It checks nothing.
func ParseConsistency(b []byte) (old int64, path []tlog.Hash, signed []byte, err error) {
	head, signed, found := bytes.Cut(b, []byte("\n\n"))
	if !found {
		return 0, nil, nil, errors.New("no checkpoint follows the hashes")
	}
	lines := strings.Split(string(head), "\n")
	digits, ok := strings.CutPrefix(lines[0], "old ")
	old, err = strconv.ParseInt(digits, 10, 64)
	if !ok || err != nil || old < 0 || strconv.FormatInt(old, 10) != digits {
		return 0, nil, nil, fmt.Errorf("%q is not an old size", lines[0])
	}
	path, err = parseHashes(lines[1:])
	return old, path, signed, err
}

func appendHashes(b []byte, path []tlog.Hash) []byte {
	for _, h := range path {
		b = append(append(b, h.String()...), '\n')
	}
	return b
}

// ParseEntryProof reads such a proof. It checks nothing.
func ParseEntryProof(b []byte) (EntryProof, error) {
	var p EntryProof
	head, checkpoint, found := bytes.Cut(b, []byte("\n\n"))
	if !found {
		return p, errors.New("no checkpoint follows the hashes")
	}
	p.Checkpoint = checkpoint
	lines := strings.Split(string(head), "\n")
	if lines[0] != entryProofHead {
		return p, errors.New("line 1: not " + entryProofHead)
	}
	if len(lines) > 1 {
		if extra, ok := strings.CutPrefix(lines[1], "extra "); ok {
			leaf, err := base64.StdEncoding.Strict().DecodeString(extra)
			if err != nil {
				return p, fmt.Errorf("line 2: %w", err)
			}
			p.Leaf = leaf
			lines = lines[1:]
		}
	}
	if len(lines) < 2 {
		return p, errors.New("no index")
	}
	digits, ok := strings.CutPrefix(lines[1], "index ")
	index, err := strconv.ParseInt(digits, 10, 64)
	if !ok || err != nil || index < 0 || strconv.FormatInt(index, 10) != digits {
		return p, fmt.Errorf("%q is not an index", lines[1])
	}
	p.Index = index
	p.Path, err = parseHashes(lines[2:])
	return p, err
}

func parseHashes(lines []string) ([]tlog.Hash, error) {
	if len(lines) > 63 {
		return nil, fmt.Errorf("%d hashes: a tree has no more than 63 levels", len(lines))
	}
	path := make([]tlog.Hash, len(lines))
	for i, line := range lines {
		h, err := tlog.ParseHash(line)
		if err != nil {
			return nil, err
		}
		path[i] = h
	}
	return path, nil
}

// Check says whether the entry is in the log that the checkpoint signs.
func (p EntryProof) Check(trust Trust) (Checkpoint, claim.Entry, error) {
	c, _, err := trust.Open(p.Checkpoint)
	if err != nil {
		return c, claim.Entry{}, err
	}
	if err := CheckInclusion(c, p.Index, p.Leaf, p.Path); err != nil {
		return c, claim.Entry{}, fmt.Errorf("entry %d is not in the log: %w", p.Index, err)
	}
	e, err := claim.ParseEntry(p.Leaf)
	return c, e, err
}
