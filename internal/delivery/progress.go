package delivery

import (
	"cmp"
	"math/big"
	"slices"
	"strings"
	"time"

	"sanad/claim"
	"sanad/internal/register"
	"sanad/vocab"
)

// Promise is what was promised, in one line.
type Promise struct {
	Of     register.ID     `json:"of,omitempty"` // a commitment or an indicator; "" for a figure of an announcement
	Text   string          `json:"text"`
	By     register.ID     `json:"by,omitempty"`
	To     register.ID     `json:"to,omitempty"`
	Due    claim.Date      `json:"due,omitempty"`
	Amount string          `json:"amount,omitempty"` // the figure for people
	Value  claim.Value     `json:"-"`
	Said   []register.Said `json:"said"`
}

// promises are the commitments of the record, the targets of its indicators, and
// the figures of announcements that none of those repeats.
func promises(a register.Agreement) []Promise {
	out := []Promise{}
	told := map[string]bool{}
	for _, c := range a.Record.Commitments {
		v, _ := c.Target.Shown()
		if v.Value == nil {
			v, _ = c.Money.Shown()
		}
		words, _ := c.Text.Shown()
		told[figure(v.Value)] = true
		out = append(out, Promise{
			Of: c.ID, Text: c.Text.Text(), By: register.ID(c.By.Text()), To: register.ID(c.To.Text()), Due: dateIn(c.Due),
			Amount: v.Text, Value: v.Value, Said: append(slices.Clone(words.Said), v.Said...),
		})
	}
	for _, i := range a.Record.Indicators {
		v, ok := i.Target.Shown()
		if !ok || told[figure(v.Value)] {
			continue
		}
		told[figure(v.Value)] = true
		out = append(out, Promise{Of: i.ID, Text: cmp.Or(i.Name.Text(), i.Code.Code()), Due: dateIn(i.Due), Amount: v.Text, Value: v.Value, Said: v.Said})
	}
	for _, v := range slices.Concat(a.Quantities, a.Money) {
		if told[figure(v.Value)] {
			continue
		}
		told[figure(v.Value)] = true
		out = append(out, Promise{Amount: v.Text, Text: v.Text, Value: v.Value, Said: v.Said})
	}
	return out
}

// figure is equal for figures that say the same number of the same unit.
func figure(v claim.Value) string {
	switch v := v.(type) {
	case claim.Quantity:
		return v.Number + " " + v.Unit
	case claim.Money:
		return v.Amount + " " + v.Currency
	}
	return "-"
}

// Gate is a stage of the template and what the record holds of it.
type Gate struct {
	Code      string        `json:"code"`
	Name      string        `json:"name"` // in English, or as the office calls it
	Label     vocab.Words   `json:"-"`
	Phase     string        `json:"phase,omitempty"` // vocab.DeliveryStates; "" for a stage the template does not know
	State     string        `json:"state"`           // met, partly, due, late, not-met, silent
	Due       claim.Date    `json:"due,omitempty"`
	Met       claim.Date    `json:"met,omitempty"`
	Grade     string        `json:"grade,omitempty"` // of its best proof; claimed where met and unproved
	Wants     []string      `json:"wants,omitempty"` // kinds of evidence that would prove it
	Milestone register.ID   `json:"milestone,omitempty"`
	Proofs    []register.ID `json:"proofs,omitempty"`
}

// gates are the template's stages in order, then stages of the office's own.
// Silent is a stage of which nothing is reported: not the same as not started.
func gates(a register.Agreement, t vocab.Template, today time.Time) []Gate {
	var out []Gate
	used := map[register.ID]bool{}
	for _, s := range t.Stages {
		g := Gate{Code: s.Code, Name: s.Label.In("en"), Label: s.Label, Phase: s.Phase, State: "silent", Wants: s.Proof}
		for _, m := range a.Record.Milestones {
			if m.Code.Code() == s.Code && !used[m.ID] {
				used[m.ID] = true
				g.take(a, m, today)
				break
			}
		}
		out = append(out, g)
	}
	for _, m := range a.Record.Milestones {
		if !used[m.ID] {
			g := Gate{Code: m.Code.Code(), Name: milestoneName(m, t)}
			g.take(a, m, today)
			out = append(out, g)
		}
	}
	return out
}

func (g *Gate) take(a register.Agreement, m register.Milestone, today time.Time) {
	g.Milestone, g.Due, g.Met = m.ID, dateIn(m.Due), dateIn(m.Met)
	switch {
	case isMet(m):
		g.State = "met"
	case m.Status.Code() == "partially-met":
		g.State = "partly"
	case m.Status.Code() == "not-met":
		g.State = "not-met"
	case past(g.Due, today):
		g.State = "late"
	default:
		g.State = "due"
	}
	ps := proofs(a, m.ID)
	for _, e := range ps {
		g.Proofs = append(g.Proofs, e.ID)
	}
	switch {
	case slices.ContainsFunc(ps, func(e register.Evidence) bool { return GradeOf(e) == "disputed" }):
		g.Grade = "disputed"
	case len(ps) > 0:
		g.Grade = GradeOf(ps[0])
	case g.State == "met" || g.State == "partly":
		g.Grade = "claimed"
	}
}

// Progress is one indicator: where it began, where it is to come, and where it
// is.
type Progress struct {
	Of       register.ID `json:"of,omitempty"` // "" for a measure of the template of which nothing is reported
	Code     string      `json:"code,omitempty"`
	Name     string      `json:"name"`
	Label    vocab.Words `json:"-"`
	Unit     string      `json:"unit"`
	Step     int         `json:"step,omitempty"` // in the funnel
	Adds     string      `json:"adds"`           // vocab.Accumulations
	Baseline string      `json:"baseline,omitempty"`
	Target   string      `json:"target,omitempty"`
	Due      claim.Date  `json:"due,omitempty"`
	Actual   string      `json:"actual,omitempty"` // "" where nothing was reported; 0 is a report of none
	On       claim.Date  `json:"on,omitempty"`
	Percent  string      `json:"percent,omitempty"` // of the target
	Reached  bool        `json:"reached,omitempty"`
	Grade    string      `json:"grade,omitempty"`
	Series   []Point     `json:"series,omitempty"`
	Split    []Split     `json:"split,omitempty"`
	Odd      []Reason    `json:"odd,omitempty"` // what does not fit
}

// Point is an actual on a day; Total is what it comes to by then.
type Point struct {
	On     claim.Date  `json:"on"`
	Value  string      `json:"value"`
	Total  string      `json:"total"`
	Result register.ID `json:"result"`
}

// Split is an actual of a part of the people.
type Split struct {
	On       claim.Date  `json:"on,omitempty"`
	Sex      string      `json:"sex,omitempty"`
	Province string      `json:"province,omitempty"`
	Age      string      `json:"age,omitempty"`
	Value    string      `json:"value"`
	Result   register.ID `json:"result"`
}

// measures are the template's indicators in order, with what the record holds of
// each, then the record's others. Measures of the template of which nothing is
// known stand only where they are steps of its funnel.
func measures(a register.Agreement, t vocab.Template) []Progress {
	var out []Progress
	used := map[register.ID]bool{}
	for _, m := range t.Indicators {
		found := false
		for _, i := range a.Record.Indicators {
			if i.Code.Code() == m.Code && !used[i.ID] {
				used[i.ID], found = true, true
				out = append(out, measure(a, i, t))
			}
		}
		if !found && m.Step > 0 && t.Picture == vocab.Funnel {
			out = append(out, Progress{Code: m.Code, Name: m.Label.In("en"), Label: m.Label, Unit: m.Unit, Step: m.Step, Adds: m.Cumulative})
		}
	}
	for _, i := range a.Record.Indicators {
		if !used[i.ID] {
			out = append(out, measure(a, i, t))
		}
	}
	slices.SortStableFunc(out, func(x, y Progress) int {
		if (x.Step == 0) != (y.Step == 0) {
			return y.Step - x.Step // steps first
		}
		return x.Step - y.Step
	})
	return out
}

func measure(a register.Agreement, i register.Indicator, t vocab.Template) Progress {
	p := Progress{Of: i.ID, Code: i.Code.Code(), Name: i.Name.Text(), Due: dateIn(i.Due), Adds: i.Cumulative.Code()}
	if m, ok := t.Measure(p.Code); ok {
		p.Name, p.Label, p.Unit, p.Step, p.Adds = cmp.Or(p.Name, m.Label.In("en")), m.Label, m.Unit, m.Step, cmp.Or(p.Adds, m.Cumulative)
	}
	p.Name, p.Adds = cmp.Or(p.Name, p.Code, string(i.ID)), cmp.Or(p.Adds, "running-total")
	target, hasTarget := shownQuantity(i.Target)
	baseline, hasBaseline := shownQuantity(i.Baseline)
	if hasTarget {
		p.Target, p.Unit = target.Number, cmp.Or(p.Unit, target.Unit)
	}
	if hasBaseline {
		p.Baseline, p.Unit = baseline.Number, cmp.Or(p.Unit, baseline.Unit)
	}
	p.series(i)
	p.Grade = gradeOfResults(a, i, p)
	if p.Actual == "" || !hasTarget {
		return p
	}
	from := new(big.Rat)
	if hasBaseline && p.Adds == "level" {
		from = exact(baseline.Number)
	}
	done, whole := new(big.Rat).Sub(exact(p.Actual), from), new(big.Rat).Sub(exact(target.Number), from)
	p.Percent = percent(done, whole)
	p.Reached = exact(p.Actual).Cmp(exact(target.Number)) >= 0
	if m, ok := t.Measure(p.Code); ok && m.Direction == "down" {
		p.Reached = exact(p.Actual).Cmp(exact(target.Number)) <= 0
	}
	return p
}

// series lays the actuals of everybody out by day, and the others as splits.
func (p *Progress) series(i register.Indicator) {
	type actual struct {
		register.Result
		q claim.Quantity
	}
	var whole []actual
	for _, r := range i.Results {
		q, ok := shownQuantity(r.Actual)
		if !ok {
			continue
		}
		if p.Unit == "" {
			p.Unit = q.Unit
		}
		if q.Unit != "" && q.Unit != p.Unit {
			p.Odd = append(p.Odd, because("odd.unit", string(r.ID), q.Unit, p.Unit))
			continue // numbers of two units are not one series
		}
		if r.Whole() {
			whole = append(whole, actual{r, q})
			continue
		}
		p.Split = append(p.Split, Split{On: r.On, Sex: r.Sex.Code(), Province: r.Province.Text(), Age: r.Age.Text(), Value: q.Number, Result: r.ID})
	}
	slices.SortStableFunc(whole, func(x, y actual) int { return strings.Compare(register.LastDay(x.On), register.LastDay(y.On)) })
	total := new(big.Rat)
	for _, r := range whole {
		v := exact(r.q.Number)
		switch p.Adds {
		case "per-period":
			total = new(big.Rat).Add(total, v)
		default:
			if p.Adds == "running-total" && v.Cmp(total) < 0 {
				p.Odd = append(p.Odd, because("odd.falls", string(r.ID), decimal(v), decimal(total)))
			}
			total = v
		}
		p.Series = append(p.Series, Point{On: r.On, Value: r.q.Number, Total: decimal(total), Result: r.ID})
	}
	if n := len(p.Series); n > 0 {
		p.Actual, p.On = p.Series[n-1].Total, p.Series[n-1].On
	}
}

// gradeOfResults is the grade of what proves the newest actual.
func gradeOfResults(a register.Agreement, i register.Indicator, p Progress) string {
	if len(p.Series) == 0 {
		return ""
	}
	for _, id := range []register.ID{p.Series[len(p.Series)-1].Result, i.ID} {
		if ps := proofs(a, id); len(ps) > 0 {
			if slices.ContainsFunc(ps, func(e register.Evidence) bool { return GradeOf(e) == "disputed" }) {
				return "disputed"
			}
			return GradeOf(ps[0])
		}
	}
	return "claimed"
}

// Rung is what stands on one rung of the money ladder in one currency. Rungs are
// never added: what is pledged may be what is later paid.
type Rung struct {
	Nature    string        `json:"nature"`
	Currency  string        `json:"currency"`
	Amount    string        `json:"amount"`
	Transfers []register.ID `json:"transfers"`
	LeftOut   []register.ID `json:"left_out,omitempty"` // held already by another transfer on the rung
}

// rungs adds the record's transfers by rung and currency. A transfer whose amount
// another on the same rung includes is not added again.
func rungs(a register.Agreement) []Rung {
	type place struct {
		of               register.ID
		nature, currency string
	}
	held := map[place]bool{}
	for _, t := range a.Record.Transfers {
		m := money(t.Money)
		for _, v := range t.Includes {
			held[place{register.ID(v.Text), m.Nature, m.Currency}] = true
		}
	}
	at := map[[2]string]int{}
	var out []Rung
	for _, t := range a.Record.Transfers {
		m := money(t.Money)
		if m.Currency == "" {
			continue
		}
		key := [2]string{m.Nature, m.Currency}
		i, known := at[key]
		if !known {
			i = len(out)
			at[key] = i
			out = append(out, Rung{Nature: m.Nature, Currency: m.Currency, Amount: "0"})
		}
		if held[place{t.ID, m.Nature, m.Currency}] {
			out[i].LeftOut = append(out[i].LeftOut, t.ID)
			continue
		}
		out[i].Amount = decimal(new(big.Rat).Add(exact(out[i].Amount), exact(m.Amount)))
		out[i].Transfers = append(out[i].Transfers, t.ID)
	}
	slices.SortStableFunc(out, func(x, y Rung) int {
		return cmp.Or(rungHeight(x.Nature)-rungHeight(y.Nature), strings.Compare(x.Currency, y.Currency))
	})
	return out
}

func rungHeight(nature string) int {
	return slices.IndexFunc(vocab.MoneyNatures, func(c vocab.Code) bool { return c.Code == nature })
}

func money(f register.Field) claim.Money {
	v, ok := f.Shown()
	if !ok {
		return claim.Money{}
	}
	m, _ := v.Value.(claim.Money)
	m.Nature = cmp.Or(m.Nature, "announced")
	return m
}
