package web

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"sort"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"sanad/claim"
	"sanad/corpus"
	"sanad/internal/fault"
	"sanad/internal/register"
)

// fake is a register in memory. Its event is the corpus's, folded by hand from
// the gold annotations, so that pages can be held against reports known by
// heart; beside it stand things made to break pages.
type fake struct {
	err        error // what every question answers with, when set
	entries    []LogEntry
	agreements []*register.Agreement
	rows       map[register.ID]register.Row
	parties    []register.Party
	events     []register.Event
	dates      map[register.ID]claim.Date
	sources    []register.Source
	claims     map[register.ID][]register.SourceClaim
	questions  []register.Question
	crowds     []register.Crowd
	texts      map[string][]byte
	tables     map[register.ID]register.Table
	moved      map[register.ID]register.ID
}

func empty() *fake {
	return &fake{
		rows: map[register.ID]register.Row{}, dates: map[register.ID]claim.Date{}, claims: map[register.ID][]register.SourceClaim{},
		texts: map[string][]byte{}, tables: map[register.ID]register.Table{}, moved: map[register.ID]register.ID{},
	}
}

func hash(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}

// source adds a document and its log entry.
func (f *fake) source(title, publisher string, published claim.Date, url, lang, text string) *register.Source {
	n := int64(len(f.entries))
	at := time.Date(2025, 12, 23, 9, int(n), 0, 0, time.UTC)
	digest := hash([]byte(text))
	f.texts[digest] = []byte(text)
	f.sources = append(f.sources, register.Source{
		ID: register.ID(fmt.Sprintf("s%d", n)), Title: title, Publisher: publisher, Published: published, URL: url,
		Language: lang, Original: hash([]byte(title)), TextHash: digest, Media: "text/plain", Reader: "press/1", Entry: n, Parts: 1, ReadAt: at,
	})
	f.entries = append(f.entries, LogEntry{Index: n, Time: at, Reader: "press/1", Claims: 1, Leaf: claim.Entry{
		Kind: claim.Reading, Time: at, Reader: "press/1", Part: 1, Parts: 1, Claims: make([]claim.Hash, 1),
	}.Append(nil)})
	return &f.sources[len(f.sources)-1]
}

// say adds a claim that quotes words of the source, the first time they stand
// at or after from, or else the first time.
func (f *fake) say(s *register.Source, about register.ID, p claim.Property, text, words string, from int) register.Said {
	body := string(f.texts[s.TextHash])
	at := strings.Index(body[from:], words)
	if at < 0 {
		from, at = 0, strings.Index(body, words)
	}
	if at < 0 {
		panic(fmt.Sprintf("%s does not say %q", s.ID, words))
	}
	at += from
	said := register.Said{
		Source: s.ID, Publisher: s.Publisher, Published: s.Published, Entry: s.Entry, N: len(f.claims[s.ID]),
		Quote: words, Start: at, End: at + len(words), Rule: "press." + string(p), Confidence: 0.93, Modality: claim.Done,
	}
	f.claims[s.ID] = append(f.claims[s.ID], register.SourceClaim{About: about, Property: p, Text: text, Said: said})
	return said
}

func add(values []register.Value, v claim.Value, text string, said register.Said) []register.Value {
	for i := range values {
		if values[i].Text == text {
			values[i].Said = append(values[i].Said, said)
			return values
		}
	}
	return append(values, register.Value{Value: v, Text: text, Said: []register.Said{said}})
}

// alias gathers the spellings of the corpus's parties.
var alias = []struct{ in, key, name, country, kind string }{
	{"miit", "miit", "Ministry of Industry and Information Technology", "CN", "government"},
	{"ministry of industry", "miit", "Ministry of Industry and Information Technology", "CN", "government"},
	{"ministry of i", "moitt", "Ministry of IT and Telecom", "PK", "government"},
	{"huawei", "huawei", "Huawei Technologies", "CN", "company"},
	{"ntc", "ntc", "National Telecommunication Corporation", "PK", "government"},
	{"national telecom", "ntc", "National Telecommunication Corporation", "PK", "government"},
	{"alibaba", "alibaba", "Alibaba International Digital Commerce", "CN", "company"},
	{"ignite", "ignite", "Ignite", "PK", "government"},
	{"pseb", "pseb", "Pakistan Software Export Board", "PK", "government"},
	{"pakistan software", "pseb", "Pakistan Software Export Board", "PK", "government"},
	{"shanghai", "shlid", "Shanghai Lingang International Data Industry Institute", "CN", "other"},
	{"zte", "zte", "ZTE", "CN", "company"},
	{"china submarine", "cscc", "China Submarine Cable Construction Company Limited", "CN", "company"},
	{"pak-china inv", "pcicl", "Pak-China Investment Company Limited", "PK", "company"},
	{"guodong", "guodong", "Guodong Group", "CN", "company"},
	{"sky47", "sky47", "SKY47", "PK", "company"},
	{"national vocational", "navttc", "National Vocational and Technical Training Commission", "PK", "government"},
	{"navttc", "navttc", "National Vocational and Technical Training Commission", "PK", "government"},
}

// whole brings one-sided reports to the agreement that they must mean.
var whole = map[string]string{
	"huawei": "huawei+ntc", "alibaba": "alibaba+ignite", "zte": "moitt+zte", "cscc": "cscc+moitt", "guodong": "guodong+moitt",
}

type gold struct {
	Agreements []struct {
		Parties []struct{ Names []string }
		Kind, Stage,
		Level, Purpose, Event, Quote, Place string
		Quantities []struct {
			Value float64
			Unit  string
			Text  string
		}
	}
	Counts []struct {
		Value int
		What  string
		Text  string
	}
}

// rich is the corpus's event as nine sources tell it, and troublesome things.
func rich() *fake {
	f := empty()
	f.events = append(f.events, register.Event{ID: "e0-1"})
	f.dates["e0-1"] = "2025-09-04"
	parties := map[string]int{}
	agreements := map[string]*register.Agreement{}
	coverage := map[string]map[register.ID]register.Cell{}
	var order []string
	for d, err := range corpus.Documents() {
		if err != nil {
			panic(err)
		}
		if !strings.HasPrefix(d.Name, "pk-cn-2025/") {
			continue
		}
		var g gold
		if err := json.Unmarshal(d.Gold, &g); err != nil {
			panic(err)
		}
		s := f.source(d.Meta.Title, d.Meta.Publisher, claim.Date(d.Meta.Published), d.Meta.URL, d.Meta.Language, string(d.Text))
		e := &f.events[0]
		e.Sources = append(e.Sources, s.ID)
		for i, a := range g.Agreements {
			from := strings.Index(string(d.Text), a.Quote)
			var keys, names []string
			for _, p := range a.Parties {
				for _, al := range alias {
					if strings.Contains(strings.ToLower(strings.TrimPrefix(strings.TrimPrefix(p.Names[0], "Pakistan's "), "China's ")), al.in) {
						keys, names = append(keys, al.key), append(names, p.Names[0])
						break
					}
				}
			}
			sort.Strings(keys)
			key := strings.Join(keys, "+")
			cover := register.Full
			if w, ok := whole[key]; ok {
				key, cover = w, register.OneSide
			}
			if strings.Contains(a.Purpose, "language model") {
				key, cover = "alibaba", register.Full
			}
			ag := agreements[key]
			if ag == nil {
				ag = &register.Agreement{ID: register.ID(fmt.Sprintf("a%d-%d", s.Entry, i+1))}
				agreements[key] = ag
				coverage[key] = map[register.ID]register.Cell{}
				order = append(order, key)
				f.agreements = append(f.agreements, ag)
				ag.Links = append(ag.Links, register.Link{Subject: claim.Subject(fmt.Sprintf("%d/a%d", s.Entry, i+1)), Rule: "first"})
			} else {
				id := register.ID(fmt.Sprintf("a%d-%d", s.Entry, i+1))
				if id != ag.ID {
					ag.Also = append(ag.Also, id)
					f.moved[id] = ag.ID
				}
				ag.Links = append(ag.Links, register.Link{Subject: claim.Subject(fmt.Sprintf("%d/a%d", s.Entry, i+1)), Rule: "same-sides", Reasons: []string{"same event, same sides: " + strings.Join(names, ", ")}})
			}
			ag.Sources = append(ag.Sources, s.ID)
			mention := f.say(s, ag.ID, claim.PropMention, a.Quote, a.Quote, 0)
			ag.Mentions = append(ag.Mentions, mention)
			coverage[key][s.ID] = register.Cell{Coverage: cover, Said: &mention}
			code := func(field *register.Field, p claim.Property, code string) {
				if code != "" {
					field.Values = add(field.Values, claim.Code{List: string(p), Code: code}, code, f.say(s, ag.ID, p, code, a.Quote, 0))
				}
			}
			code(&ag.Kind, claim.PropKind, a.Kind)
			code(&ag.Stage, claim.PropStage, a.Stage)
			code(&ag.Level, claim.PropLevel, a.Level)
			if a.Purpose != "" {
				ag.Purpose.Values = add(ag.Purpose.Values, claim.Text{Text: a.Purpose}, a.Purpose, f.say(s, ag.ID, claim.PropPurpose, a.Purpose, a.Purpose, from))
			}
			if a.Place != "" {
				ag.Place.Values = add(ag.Place.Values, claim.Text{Text: a.Place}, a.Place, f.say(s, ag.ID, claim.PropPlace, a.Place, a.Place, 0))
			}
			event := a.Event
			if event != "" {
				said := f.say(s, "e0-1", claim.PropName, event, event, 0)
				e.Names = add(e.Names, claim.Text{Text: event}, event, said)
				ag.Event.Values = add(ag.Event.Values, claim.Ref{Subject: "0/e1"}, "e0-1", said)
			}
			for _, q := range a.Quantities {
				number := fmt.Sprint(int(q.Value))
				ag.Quantities = add(ag.Quantities, claim.Quantity{Number: number, Unit: q.Unit}, q.Text, f.say(s, ag.ID, claim.PropQuantity, q.Text, q.Text, 0))
			}
			for j, name := range names {
				al := alias[0]
				for _, one := range alias {
					if strings.Contains(strings.ToLower(strings.TrimPrefix(strings.TrimPrefix(name, "Pakistan's "), "China's ")), one.in) {
						al = one
						break
					}
				}
				n, ok := parties[al.key]
				if !ok {
					n = len(f.parties)
					parties[al.key] = n
					f.parties = append(f.parties, register.Party{ID: register.ID(fmt.Sprintf("p%d-%d%d", s.Entry, i+1, j+1))})
				}
				p := &f.parties[n]
				said := f.say(s, p.ID, claim.PropName, name, name, 0)
				p.Names = add(p.Names, claim.Text{Text: name}, name, said)
				p.Country.Values = add(p.Country.Values, claim.Code{List: "iso3166", Code: al.country}, al.country, said)
				p.Type.Values = add(p.Type.Values, claim.Code{List: "type", Code: al.kind}, al.kind, said)
				if !slices.Contains(p.Sources, s.ID) {
					p.Sources = append(p.Sources, s.ID)
				}
				at := slices.IndexFunc(ag.Sides, func(x register.Side) bool { return x.Party == p.ID })
				if at < 0 {
					at = len(ag.Sides)
					ag.Sides = append(ag.Sides, register.Side{Party: p.ID, Role: "signatory"})
				}
				ag.Sides[at].Said = append(ag.Sides[at].Said, f.say(s, ag.ID, claim.PropParty, name, name, from))
			}
		}
		for _, c := range g.Counts {
			said := f.say(s, "e0-1", claim.PropCount, c.Text, c.Text, 0)
			v := register.Value{Value: claim.Quantity{Number: fmt.Sprint(c.Value), What: c.What}, Text: fmt.Sprint(c.Value, " ", c.What), Said: []register.Said{said}}
			f.sources[len(f.sources)-1].Counts = append(f.sources[len(f.sources)-1].Counts, v)
			e.Counts = append(e.Counts, v)
		}
	}
	for key, ag := range agreements {
		for _, side := range strings.Split(key, "+") {
			p := f.parties[parties[side]]
			if !slices.ContainsFunc(ag.Sides, func(x register.Side) bool { return x.Party == p.ID }) {
				ag.Sides = append(ag.Sides, register.Side{Party: p.ID, Role: "signatory"})
			}
		}
		if len(ag.Kind.Values) > 1 {
			ag.Kind.Why = "the source that lists the most sides"
		}
	}
	f.events[0].Date.Values = []register.Value{{Value: claim.Date("2025-09-04"), Text: "2025-09-04", Said: f.events[0].Names[0].Said[:1]}}
	table := register.Table{}
	for i := range f.sources {
		table.Sources = append(table.Sources, register.SourceCount{Source: f.sources[i], Says: f.sources[i].Counts})
	}
	for _, key := range order {
		row := register.TableRow{Agreement: f.row(agreements[key], "e0-1")}
		for i, s := range f.sources {
			c, ok := coverage[key][s.ID]
			if !ok {
				c.Coverage = register.Absent
			} else {
				table.Sources[i].Lists++
			}
			row.Cells = append(row.Cells, c)
		}
		table.Rows = append(table.Rows, row)
	}
	table.Rows[len(table.Rows)-1].Cells[0] = register.Cell{Coverage: register.Subject, Said: &f.claims["s1"][0].Said}
	f.tables["e0-1"] = table
	f.trouble()
	f.questions = []register.Question{{Left: "a0-1", Right: "a0-2", Rule: "same-side-other-partner", Score: .4, Reasons: []string{"one side in common, another partner", "the same occasion"}}}
	return f
}

const nasty = `<script>alert("x")</script> & 'quoted' </mark><img src=x onerror=alert(1)>`

var endless = strings.Repeat("Inter-Ministerial Coordinating Commission for ", 20) + "Cooperation"

// trouble adds strangers' words in other scripts, HTML, quotes that cross, a
// reading that has been superseded, a source without anything known of it.
func (f *fake) trouble() {
	text := "پاکستان اور چین نے مفاہمتی یادداشت پر دستخط کیے۔\n" +
		"巴基斯坦与中国签署谅解备忘录,金额五百万美元。\n" + nasty + "\n=HYPERLINK(\"http://evil\") signed with " + endless + " on 3 to 5 March 2024."
	s := f.source("مفاہمتی یادداشت "+nasty, "<b>روزنامہ</b>", "2024-03", "javascript:alert(1)", "ur", text)
	ag := &register.Agreement{ID: "a9-1", Sources: []register.ID{s.ID}, Passing: true}
	ag.Title.Values = add(nil, claim.Text{Text: "=HYPERLINK(\"http://evil\")"}, "=HYPERLINK(\"http://evil\")", f.say(s, "a9-1", claim.PropTitle, "=HYPERLINK(\"http://evil\")", "=HYPERLINK(\"http://evil\")", 0))
	// Two quotes that cross, one within both, one twice.
	f.say(s, "a9-1", claim.PropMention, "x", "پاکستان اور چین نے", 0)
	f.say(s, "a9-1", claim.PropPurpose, "x", "چین نے مفاہمتی یادداشت", 0)
	f.say(s, "a9-1", claim.PropTheme, "trade", "چین", 0)
	planned := f.say(s, "a9-1", claim.PropSigned, "2024-03-03/2024-03-05", "3 to 5 March 2024", 0)
	planned.Modality = claim.Planned
	ag.Signed.Values = []register.Value{
		{Value: claim.Date("2024-03-03/2024-03-05"), Text: "2024-03-03/2024-03-05", Said: []register.Said{planned}},
		{Value: claim.Date("2024-03~"), Text: "2024-03~", Said: []register.Said{f.say(s, "a9-1", claim.PropSigned, "2024-03~", "March 2024", 0)}},
	}
	ag.Signed.Why = "newer"
	ag.Money = add(nil, claim.Money{Amount: "5000000", Currency: "USD", Nature: "announced"}, "五百万美元", f.say(s, "a9-1", claim.PropMoney, "五百万美元", "五百万美元", 0))
	ag.Themes = add(nil, claim.Code{List: "theme", Code: "trade"}, "trade", f.say(s, "a9-1", claim.PropTheme, "trade", nasty, 0))
	ag.Links = []register.Link{{Subject: "9/a1", Rule: "first"}, {Subject: "8/a1", Rule: "same", Reasons: []string{nasty}}}
	for i, name := range []string{"وزارت انفارمیشن ٹیکنالوجی", "工业和信息化部", nasty, endless} {
		p := register.Party{ID: register.ID(fmt.Sprintf("p9-%d", i+1)), Sources: []register.ID{s.ID}}
		p.Names = []register.Value{{Value: claim.Text{Text: name}, Text: name, Said: []register.Said{{Source: s.ID, Publisher: s.Publisher}}}}
		f.parties = append(f.parties, p)
		ag.Sides = append(ag.Sides, register.Side{Party: p.ID, Role: "signatory", Said: []register.Said{{Source: s.ID, Publisher: s.Publisher}}})
	}
	// A claim whose words are not where it says.
	f.claims[s.ID] = append(f.claims[s.ID], register.SourceClaim{About: "a9-1", Property: claim.PropPlace, Text: "Nowhere", Said: register.Said{Source: s.ID, Entry: 9, N: 99, Quote: "Nowhere", Start: 1, End: 8}})
	f.sources[len(f.sources)-1].Unread = []register.Value{{Text: "a table too crooked to read", Said: nil}}
	f.agreements = append(f.agreements, ag)
	f.row(ag, "")

	old := f.source("", "", "", "", "", "Read once, read again.")
	old.Later = "s9"
	f.events = append(f.events, register.Event{ID: "e9-1", Names: []register.Value{{Text: nasty}}})
	f.dates["e9-1"] = "2024-03"
	f.moved["p10-1"], f.moved["e10-1"], f.moved["a10-1"] = "p9-1", "e9-1", "a9-1"
	withheld := f.source("Withheld", "Gazette", "2020", "https://gazette.example/1", "en", "gone")
	delete(f.texts, withheld.TextHash)
}

func (f *fake) row(a *register.Agreement, event register.ID) register.Row {
	r := register.Row{ID: a.ID, Title: a.Title.Text(), Kind: a.Kind.Code(), Stage: a.Stage.Code(), Level: a.Level.Code(), Signed: a.Signed.Text(), Event: event, Sources: len(a.Sources), Passing: a.Passing}
	for _, s := range a.Sides {
		n := f.name(s.Party)
		r.Sides = append(r.Sides, n)
	}
	f.rows[a.ID] = r
	return r
}

func (f *fake) name(id register.ID) register.Name {
	for _, p := range f.parties {
		if p.ID == id {
			return register.Name{ID: id, Name: p.Name(), Country: p.Country.Code(), Type: p.Type.Code()}
		}
	}
	for _, e := range f.events {
		if e.ID == id {
			return register.Name{ID: id, Name: e.Name()}
		}
	}
	return register.Name{ID: id}
}

func (f *fake) at(id register.ID) register.ID {
	if to, ok := f.moved[id]; ok {
		return to
	}
	return id
}

func one[T any](f *fake, list []T, id register.ID, of func(T) register.ID) (T, error) {
	var none T
	if f.err != nil {
		return none, f.err
	}
	for _, x := range list {
		if of(x) == f.at(id) {
			return x, nil
		}
	}
	return none, fault.New(fault.NotFound, "secret: nothing is called %s", id)
}

func slice[T any](list []T, limit, offset int) []T {
	list = list[min(offset, len(list)):]
	if limit > 0 {
		list = list[:min(limit, len(list))]
	}
	return list
}

func (f *fake) Position(context.Context) (int64, error) { return int64(len(f.entries)), f.err }

func (f *fake) Counts(context.Context) (register.Totals, error) {
	t := register.Totals{Agreements: int64(len(f.agreements)), Parties: int64(len(f.parties)), Events: int64(len(f.events)), Sources: int64(len(f.sources))}
	for _, c := range f.claims {
		t.Claims += int64(len(c))
	}
	return t, f.err
}

func (f *fake) Agreement(_ context.Context, id register.ID) (register.Agreement, error) {
	a, err := one(f, f.agreements, id, func(a *register.Agreement) register.ID { return a.ID })
	if err != nil {
		return register.Agreement{}, err
	}
	return *a, nil
}

func (f *fake) Party(_ context.Context, id register.ID) (register.Party, error) {
	return one(f, f.parties, id, func(p register.Party) register.ID { return p.ID })
}

func (f *fake) Event(_ context.Context, id register.ID) (register.Event, error) {
	return one(f, f.events, id, func(e register.Event) register.ID { return e.ID })
}

func (f *fake) Source(_ context.Context, id register.ID) (register.Source, error) {
	return one(f, f.sources, id, func(s register.Source) register.ID { return s.ID })
}

func (f *fake) Known(context.Context, register.ID) (bool, error) { return true, nil }

func (f *fake) PartiesNamed(context.Context, string) ([]register.ID, error) { return nil, nil }

func (f *fake) Part(_ context.Context, id register.ID) (register.Part, error) {
	for _, a := range f.agreements {
		for _, m := range a.Record.Meetings {
			if m.ID == id {
				return m.Part, f.err
			}
		}
	}
	return register.Part{}, fault.New(fault.NotFound, "secret: no part %s", id)
}

func (f *fake) Meetings(context.Context, int, int) ([]register.Part, error) {
	var all []register.Part
	for _, a := range f.agreements {
		for _, m := range a.Record.Meetings {
			all = append(all, m.Part)
		}
	}
	return all, f.err
}

func (f *fake) Names(_ context.Context, ids ...register.ID) (map[register.ID]register.Name, error) {
	m := map[register.ID]register.Name{}
	for _, id := range ids {
		m[id] = f.name(id)
	}
	return m, f.err
}

func (f *fake) Agreements(_ context.Context, want register.Filter) ([]register.Row, error) {
	var rows []register.Row
	for _, a := range f.agreements {
		r := f.rows[a.ID]
		party := want.Party == "" || slices.ContainsFunc(r.Sides, func(n register.Name) bool { return n.ID == want.Party })
		source := want.Source == "" || slices.Contains(a.Sources, want.Source)
		if party && source && (len(want.IDs) == 0 || slices.Contains(want.IDs, a.ID)) && (want.Event == "" || r.Event == want.Event) && (want.Kind == "" || r.Kind == want.Kind) && (want.Stage == "" || r.Stage == want.Stage) {
			rows = append(rows, r)
		}
	}
	return slice(rows, want.Limit, want.Offset), f.err
}

func (f *fake) Parties(_ context.Context, limit, offset int) ([]register.PartyRow, error) {
	var rows []register.PartyRow
	for _, p := range f.parties {
		rows = append(rows, register.PartyRow{Name: f.name(p.ID), Agreements: 1, Sources: len(p.Sources)})
	}
	return slice(rows, limit, offset), f.err
}

func (f *fake) Events(_ context.Context, limit, offset int) ([]register.EventRow, error) {
	var rows []register.EventRow
	for _, e := range f.events {
		rows = append(rows, register.EventRow{ID: e.ID, Name: e.Name(), Date: f.dates[e.ID], Agreements: len(f.tables[e.ID].Rows), Sources: len(e.Sources)})
	}
	return slice(rows, limit, offset), f.err
}

func (f *fake) Sources(_ context.Context, limit, offset int) ([]register.Source, error) {
	rows := slices.Clone(f.sources)
	slices.Reverse(rows)
	return slice(rows, limit, offset), f.err
}

func (f *fake) Table(_ context.Context, event register.ID) (register.Table, error) {
	return f.tables[f.at(event)], f.err
}

func (f *fake) SourceClaims(_ context.Context, source register.ID) ([]register.SourceClaim, error) {
	list := slices.Clone(f.claims[source])
	slices.SortStableFunc(list, func(a, b register.SourceClaim) int { return a.Start - b.Start })
	return list, f.err
}

func (f *fake) Text(_ context.Context, digest string) ([]byte, error) {
	b, ok := f.texts[digest]
	if !ok {
		return nil, fault.New(fault.Gone, "secret: withheld")
	}
	return b, nil
}

func (f *fake) Head(context.Context) (LogHead, error) {
	n := int64(len(f.entries))
	return LogHead{Signed: fmt.Appendf(nil, "register.example/sanad\n%d\nroot=\n\n— sig\n", n), Origin: "register.example/sanad", Size: n, Root: "cm9vdA=="}, nil
}

func (f *fake) Entries(_ context.Context, before int64, limit int) ([]LogEntry, error) {
	var out []LogEntry
	for i := min(before, int64(len(f.entries))) - 1; i >= 0 && len(out) < limit; i-- {
		out = append(out, f.entries[i])
	}
	return out, nil
}

func (f *fake) Root(context.Context, int64) (string, error) { return "cm9vdA==", nil }

// keptSecret is a claim that is not public, as a body keeps it.
func keptSecret() claim.Kept {
	c := claim.Claim{
		Subject: "a1", Property: claim.PropTitle, Value: claim.Text{Text: `the "release":"public" secret`}, Modality: claim.Done,
		Confidence: 1000, Release: claim.Restricted,
	}
	k := claim.Kept{Entry: 0, N: 1, Claim: &c}
	k.Hash = claim.HashOf(k.Salt, c.Append(nil))
	return k
}

func (f *fake) options(*testing.T) Options {
	public := claim.Claim{Subject: "a1", Property: claim.PropTitle, Value: claim.Text{Text: "open words"}, Modality: claim.Done, Release: claim.Public}
	body := append(claim.Kept{Claim: &public}.Append(nil), '\n')
	body = append(keptSecret().Append(body), '\n')
	return Options{Register: f, Earlier: fakeEarlier{f}, Text: f.Text, Log: f, Version: "v0.0.0-test", LogDir: fstest.MapFS{
		"checkpoint":            {Data: []byte("register.example/sanad\n1\nroot=\n")},
		"verifier":              {Data: []byte("register.example/sanad+abcdef01+key\n")},
		"wal":                   {Data: []byte("secret")},
		"tile/0/000":            {Data: make([]byte, 8192)},
		"tile/entries/000.p/11": {Data: []byte("entries")},
		"tile/0/x001/x234/067":  {Data: make([]byte, 8192)},
		"body/000.p/11":         {Data: body},
		"tile/entries/lock":     {Data: []byte("secret")},
	}}
}

func (f *fake) Questions(context.Context, register.ID) ([]register.Question, error) {
	return f.questions, nil
}

func (f *fake) Crowds(context.Context) ([]register.Crowd, error) { return f.crowds, nil }

func (f *fake) Newest(ctx context.Context, agreements ...register.ID) (map[register.ID]register.Source, error) {
	out := map[register.ID]register.Source{}
	for _, id := range agreements {
		if list, _ := f.News(ctx, register.NewsFilter{Agreement: id, Limit: 1}); len(list) > 0 {
			out[id] = list[0].Source
		}
	}
	return out, f.err
}

func (f *fake) News(_ context.Context, want register.NewsFilter) ([]register.News, error) {
	var out []register.News
	for i := len(f.sources) - 1; i >= 0; i-- {
		for _, a := range f.agreements {
			if slices.Contains(a.Sources, f.sources[i].ID) && (want.Agreement == "" || want.Agreement == a.ID) && want.Takes(*a, func(register.ID) string { return "" }) {
				out = append(out, register.News{Source: f.sources[i], Agreement: a.ID, Own: a.ID})
			}
		}
	}
	return slice(out, want.Limit, 0), f.err
}
