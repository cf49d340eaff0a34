package delivery

import (
	"cmp"
	"maps"
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
	// Remarks are what whoever entered it wants known of it, such as why it is doubtful.
	Remarks []register.Value `json:"remarks,omitempty"`
}

// promises are the commitments of the record, the targets of its indicators, and
// the figures of announcements that none of those repeats. What can be measured goes
// before what is only words.
func promises(a register.Agreement, t vocab.Template) []Promise {
	out := []Promise{}
	told := map[string]bool{}
	for _, c := range a.Record.Commitments {
		v, _ := c.Target.Shown()
		if v.Value == nil {
			v, _ = c.Money.Shown()
		}
		told[figure(v.Value)] = true
		out = append(out, Promise{
			Of: c.ID, Text: c.Text.Text(), By: register.ID(c.By.Text()), To: register.ID(c.To.Text()), Due: c.Due.Date(),
			Amount: v.Text, Value: v.Value, Said: everyone(c.Text, c.Target, c.Money), Remarks: c.Remarks,
		})
	}
	for _, i := range a.Record.Indicators {
		v, ok := i.Target.Shown()
		if !ok || told[figure(v.Value)] {
			continue
		}
		told[figure(v.Value)] = true
		out = append(out, Promise{Of: i.ID, Text: measure(a, i, t).Name, Due: i.Due.Date(), Amount: v.Text, Value: v.Value, Said: v.Said, Remarks: i.Remarks})
	}
	for _, v := range slices.Concat(a.Quantities, a.Money) {
		if told[figure(v.Value)] {
			continue
		}
		told[figure(v.Value)] = true
		out = append(out, Promise{Amount: v.Text, Text: v.Text, Value: v.Value, Said: v.Said})
	}
	worded, measured := 1, 0
	slices.SortStableFunc(out, func(a, b Promise) int {
		rank := func(p Promise) int {
			if p.Amount == "" && p.Due == "" {
				return worded
			}
			return measured
		}
		return rank(a) - rank(b)
	})
	return out
}

// everyone are those who speak of any of the fields, each source once.
func everyone(fields ...register.Field) []register.Said {
	var out []register.Said
	for _, f := range fields {
		for _, v := range f.Values {
			for _, s := range v.Said {
				if !slices.ContainsFunc(out, func(o register.Said) bool { return o.Source == s.Source }) {
					out = append(out, s)
				}
			}
		}
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
// A stage that comes round stands by its days, whatever was logged first. Silent
// is a stage of which nothing is reported: not the same as not started.
func gates(a register.Agreement, t vocab.Template, today time.Time) []Gate {
	var out []Gate
	used := map[register.ID]bool{}
	milestones := slices.SortedFunc(slices.Values(a.Record.Milestones), func(x, y register.Milestone) int {
		day := func(m register.Milestone) string { return register.LastDay(cmp.Or(m.Due.Date(), m.Met.Date())) }
		return cmp.Or(strings.Compare(day(x), day(y)), strings.Compare(string(x.ID), string(y.ID)))
	})
	for _, s := range t.Stages {
		g := Gate{Code: s.Code, Name: s.Label.In("en"), Label: s.Label, Phase: s.Phase, State: "silent", Wants: s.Proof}
		found := false
		for _, m := range milestones {
			if m.Code.Code() != s.Code || used[m.ID] {
				continue
			}
			// A stage may come round: meetings of a year, sites of a network.
			used[m.ID] = true
			each := g
			each.take(a, m, today)
			out = append(out, each)
			found = true
		}
		if !found {
			out = append(out, g)
		}
	}
	for _, m := range milestones {
		if !used[m.ID] {
			g := Gate{Code: m.Code.Code(), Name: milestoneName(m, t)}
			g.take(a, m, today)
			out = append(out, g)
		}
	}
	return out
}

func (g *Gate) take(a register.Agreement, m register.Milestone, today time.Time) {
	g.Milestone, g.Due, g.Met = m.ID, m.Due.Date(), m.Met.Date()
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
	ps := proofsOf(a, m.ID)
	for _, p := range ps {
		g.Proofs = append(g.Proofs, p.id)
	}
	g.Grade = gradeOfProofs(ps)
	if g.Grade == "" && (g.State == "met" || g.State == "partly") {
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
	// Remarks are what whoever entered it wants known of it.
	Remarks []register.Value `json:"remarks,omitempty"`

	moved bool // somebody reports that it came further than where it began
}

// Point is an actual on a day; Total is what it comes to by then.
type Point struct {
	On     claim.Date  `json:"on"`
	Value  string      `json:"value"`
	Total  string      `json:"total"`
	Result register.ID `json:"result"`

	grade string
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
	p := Progress{Of: i.ID, Code: i.Code.Code(), Name: i.Name.Text(), Due: i.Due.Date(), Adds: i.Cumulative.Code(), Remarks: i.Remarks}
	if m, ok := t.Measure(p.Code); ok {
		p.Name, p.Label, p.Unit, p.Step, p.Adds = cmp.Or(p.Name, m.Label.In("en")), m.Label, m.Unit, m.Step, cmp.Or(p.Adds, m.Cumulative)
	}
	p.Name, p.Adds = cmp.Or(p.Name, p.Code, string(i.ID)), cmp.Or(p.Adds, "running-total")
	target, hasTarget := p.figure("target", i.Target)
	baseline, hasBaseline := p.figure("baseline", i.Baseline)
	if hasTarget {
		p.Target = target.Number
	}
	if hasBaseline {
		p.Baseline = baseline.Number
	}
	p.series(a, i)
	p.Grade = gradeOfResults(a, i, p)
	from := new(big.Rat)
	if hasBaseline && p.Adds == "level" {
		from = exact(baseline.Number)
	}
	// Less is better where the template says so; without its word, of a level
	// whose target lies below where it began. A count cannot aim below its start.
	m, known := t.Measure(p.Code)
	down := known && m.Direction == "down" || !known && p.Adds == "level" && hasTarget && hasBaseline && exact(target.Number).Cmp(from) < 0
	if hasTarget && hasBaseline && !down && exact(target.Number).Cmp(exact(baseline.Number)) < 0 {
		p.Odd = append(p.Odd, because("odd.target", target.Number, baseline.Number))
	}
	p.moved = moved(p, from, down)
	if p.Actual == "" || !hasTarget {
		return p
	}
	actual, to := exact(p.Actual), exact(target.Number)
	if !down || hasBaseline {
		p.Percent = percent(new(big.Rat).Sub(actual, from), new(big.Rat).Sub(to, from))
	}
	p.Reached = actual.Cmp(to) >= 0
	if down {
		p.Reached = actual.Cmp(to) <= 0
	}
	return p
}

// moved says whether a result, of everybody or of a part, lies further than where
// the indicator began. Of a level whose beginning nobody gives it cannot be told
// from one result; from two it can.
func moved(p Progress, from *big.Rat, down bool) bool {
	if len(p.Series) == 0 {
		return p.Adds != "level" && slices.ContainsFunc(p.Split, func(s Split) bool { return exact(s.Value).Sign() > 0 })
	}
	actual := exact(p.Actual)
	if p.Adds != "level" {
		return actual.Sign() > 0
	}
	if p.Baseline == "" {
		if len(p.Series) < 2 {
			return !down && actual.Sign() > 0
		}
		from = exact(p.Series[0].Value)
	}
	return down && actual.Cmp(from) < 0 || !down && actual.Cmp(from) > 0
}

// figure is a number of the indicator's unit. One of another unit is told and
// left out: 1,500 courses are no 1,500 people.
func (p *Progress) figure(what string, f register.Field) (claim.Quantity, bool) {
	q, ok := shownQuantity(f)
	if !ok {
		return q, false
	}
	p.Unit = cmp.Or(p.Unit, q.Unit)
	if q.Unit != "" && q.Unit != p.Unit {
		p.Odd = append(p.Odd, because("odd."+what+"-unit", q.Number+" "+q.Unit, p.Unit))
		return q, false
	}
	return q, true
}

// actual is a result with its number and what proves it.
type actual struct {
	register.Result
	q     claim.Quantity
	grade string
}

// series lays the actuals of everybody out by day, and the others as splits. Of
// two of one day the better proved counts, then the one logged later, which
// corrects; the other is told.
func (p *Progress) series(a register.Agreement, i register.Indicator) {
	var all []actual
	for _, r := range i.Results {
		if q, ok := shownQuantity(r.Actual); ok {
			all = append(all, actual{r, q, gradeOfProofs(proofsOf(a, r.ID))})
		}
	}
	slices.SortFunc(all, func(x, y actual) int {
		return cmp.Or(strings.Compare(register.LastDay(x.On), register.LastDay(y.On)), strength(x.grade)-strength(y.grade), inLog(x.ID, y.ID))
	})
	var whole []actual
	for _, r := range all {
		p.Unit = cmp.Or(p.Unit, r.q.Unit)
		switch {
		case r.q.Unit != "" && r.q.Unit != p.Unit:
			p.Odd = append(p.Odd, because("odd.unit", string(r.ID), r.q.Unit, p.Unit)) // numbers of two units are not one series
		case !r.Whole():
			p.Split = append(p.Split, Split{On: r.On, Sex: r.Sex.Code(), Province: r.Province.Text(), Age: r.Age.Text(), Value: r.q.Number, Result: r.ID})
		default:
			if n := len(whole); n > 0 && r.On != "" && whole[n-1].On == r.On {
				if exact(whole[n-1].q.Number).Cmp(exact(r.q.Number)) != 0 {
					p.Odd = append(p.Odd, because("odd.same-day", string(r.On), r.q.Number, whole[n-1].q.Number))
				}
				whole[n-1] = r
				continue
			}
			whole = append(whole, r)
		}
	}
	p.pastEnd(a, all)
	if i.Parts.Code() == "whole" {
		whole = p.added(all, whole)
	}
	total := new(big.Rat)
	for _, r := range whole {
		v := exact(r.q.Number)
		switch {
		case p.Adds == "per-period":
			total = new(big.Rat).Add(total, v)
		case p.Adds == "running-total" && v.Cmp(total) < 0:
			p.Odd = append(p.Odd, because("odd.falls", string(r.ID), decimal(v), decimal(total)))
			total = v
		default:
			total = v
		}
		p.Series = append(p.Series, Point{On: r.On, Value: r.q.Number, Total: decimal(total), Result: r.ID, grade: r.grade})
	}
	if n := len(p.Series); n > 0 {
		p.Actual, p.On = p.Series[n-1].Total, p.Series[n-1].On
	} else if len(p.Split) > 0 {
		p.Odd = append(p.Odd, because("odd.only-parts")) // parts may overlap, so they are not added
	}
}

// added puts a total where, on a day that has no result of everybody, the parts
// along one axis are: they are declared to be everybody, each once. Where a day has
// parts along two axes the first counts, and it is told if they differ.
func (p *Progress) added(all, whole []actual) []actual {
	sums := map[claim.Date]map[string]*actual{}
	for _, r := range all {
		axis := axisOf(r.Result)
		if axis == "" || r.q.Unit != "" && r.q.Unit != p.Unit || slices.ContainsFunc(whole, func(w actual) bool { return w.On == r.On }) {
			continue
		}
		if sums[r.On] == nil {
			sums[r.On] = map[string]*actual{}
		}
		if sum := sums[r.On][axis]; sum != nil {
			sum.q.Number = decimal(new(big.Rat).Add(exact(sum.q.Number), exact(r.q.Number)))
			sum.grade = weaker(sum.grade, r.grade)
			continue
		}
		first := r
		sums[r.On][axis] = &first
	}
	for on, by := range sums {
		axes := slices.Sorted(maps.Keys(by))
		for _, other := range axes[1:] {
			if exact(by[other].q.Number).Cmp(exact(by[axes[0]].q.Number)) != 0 {
				p.Odd = append(p.Odd, because("odd.parts-differ", string(on), by[axes[0]].q.Number, axes[0], by[other].q.Number, other))
			}
		}
		whole = append(whole, *by[axes[0]])
	}
	slices.SortStableFunc(whole, func(x, y actual) int { return strings.Compare(register.LastDay(x.On), register.LastDay(y.On)) })
	slices.SortStableFunc(p.Odd, func(x, y Reason) int { return strings.Compare(x.String(), y.String()) })
	return whole
}

// axisOf is the one thing by which a result is split, "" for none and for several.
func axisOf(r register.Result) string {
	axis := ""
	for name, f := range map[string]register.Field{"age": r.Age, "province": r.Province, "sex": r.Sex} {
		if len(f.Values) == 0 {
			continue
		}
		if axis != "" {
			return ""
		}
		axis = name
	}
	return axis
}

// weaker is the grade that proves less: a sum is proved as well as its worst part.
func weaker(a, b string) string {
	if strength(a) < strength(b) {
		return a
	}
	return b
}

// pastEnd tells of results reported of days after the agreement's end: somebody has
// the day wrong, or the end, or counts what is no longer its doing. They count all
// the same.
func (p *Progress) pastEnd(a register.Agreement, all []actual) {
	end, _ := Ends(a)
	last := register.LastDay(end)
	if last == "" {
		return
	}
	for _, r := range all {
		if first := firstDay(r.On); first > last {
			p.Odd = append(p.Odd, because("odd.past-end", string(r.ID), string(r.On), string(end)))
		}
	}
}

// inLog orders ids as they were logged.
func inLog(a, b register.ID) int {
	x, y := claim.SubjectOfID(string(a)), claim.SubjectOfID(string(b))
	m, _ := x.Entry()
	n, _ := y.Entry()
	return cmp.Or(cmp.Compare(m, n), cmp.Compare(len(x), len(y)), strings.Compare(string(x), string(y)))
}

// gradeOfResults is the grade of what proves the newest actual.
func gradeOfResults(a register.Agreement, i register.Indicator, p Progress) string {
	if len(p.Series) == 0 {
		return ""
	}
	return cmp.Or(p.Series[len(p.Series)-1].grade, gradeOfProofs(proofsOf(a, i.ID)), "claimed")
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
// another on the same rung includes, be it by way of a third, is not added again.
func rungs(a register.Agreement) []Rung {
	holds := included(a.Record.Transfers)
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
		held := slices.ContainsFunc(a.Record.Transfers, func(o register.Transfer) bool {
			by := money(o.Money)
			// Where two say that they include each other, the earlier one holds.
			return o.ID != t.ID && by.Nature == m.Nature && by.Currency == m.Currency && holds(o.ID, t.ID) && (!holds(t.ID, o.ID) || inLog(o.ID, t.ID) < 0)
		})
		if held {
			out[i].LeftOut = append(out[i].LeftOut, t.ID)
			continue
		}
		out[i].Amount = decimal(new(big.Rat).Add(exact(out[i].Amount), exact(m.Amount)))
		out[i].Transfers = append(out[i].Transfers, t.ID)
	}
	slices.SortFunc(out, func(x, y Rung) int {
		return cmp.Or(rungHeight(x.Nature)-rungHeight(y.Nature), strings.Compare(x.Currency, y.Currency))
	})
	return out
}

// included says whether one transfer includes another, directly or not.
func included(transfers []register.Transfer) func(outer, inner register.ID) bool {
	direct := map[register.ID][]register.ID{}
	for _, t := range transfers {
		for _, v := range t.Includes {
			direct[t.ID] = append(direct[t.ID], register.ID(v.Text))
		}
	}
	return func(outer, inner register.ID) bool {
		seen := map[register.ID]bool{}
		queue := slices.Clone(direct[outer])
		for len(queue) > 0 {
			id := queue[0]
			queue = queue[1:]
			if id == inner {
				return true
			}
			if !seen[id] {
				seen[id] = true
				queue = append(queue, direct[id]...)
			}
		}
		return false
	}
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
