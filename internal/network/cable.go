package network

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"sanad/internal/fault"
)

// Rate is a capacity in Mbit/s, so that sums of decimals in Tbit/s stay exact.
type Rate int64

// Tbit is the rate in Tbit/s.
func (r Rate) Tbit() float64 { return float64(r) / 1e6 }

// System is a cable system as far as one country draws on it. Its capacity is six
// different numbers (template submarine-cable); those that nobody gave are absent,
// which is not 0. They are never compared with each other but for the one question
// that takes two: whether what is installed elsewhere carries what is activated here.
type System struct {
	Name, Holder, Corridor string
	Capacity               map[Meaning]Rate
}

// Meaning is one of the six numbers, by its code in the template submarine-cable.
type Meaning string

// The six meanings.
const (
	Design    Meaning = "capacity-design"
	National  Meaning = "capacity-national"
	Purchased Meaning = "capacity-purchased"
	Installed Meaning = "capacity-installed"
	Activated Meaning = "capacity-activated"
	Used      Meaning = "capacity-used"
)

// Meanings are all six, from the widest.
var Meanings = []Meaning{Design, National, Purchased, Installed, Activated, Used}

// Cables are the systems that a country draws on.
type Cables []System

// Total adds one meaning over all systems, and says of how many it is known.
func (c Cables) Total(m Meaning) (sum Rate, known int) {
	for _, s := range c {
		if r, ok := s.Capacity[m]; ok {
			sum += r
			known++
		}
	}
	return sum, known
}

// Loss is what the country loses with some of its systems, if every other could be
// activated to its full installed capacity at once: so it is the least that is lost.
type Loss struct {
	Cut   []string
	Lost  Rate    // activated on what is cut
	Share float64 // of all that is activated, 0 to 1
	Left  Rate    // installed on the rest
	Short Rate    // by how much the rest cannot carry all that is activated; 0 where it can
}

// Cut works out the loss of the systems named.
func (c Cables) Cut(names ...string) (Loss, error) {
	for _, name := range names {
		if !slices.ContainsFunc(c, func(s System) bool { return same(s.Name, name) }) {
			return Loss{}, fault.New(fault.NotFound, "no system is called %q", name).WithHint("one of %s", strings.Join(c.names(), ", "))
		}
	}
	return c.without(func(s System) bool {
		return slices.ContainsFunc(names, func(name string) bool { return same(s.Name, name) })
	}), nil
}

func (c Cables) without(cut func(System) bool) Loss {
	active, _ := c.Total(Activated)
	var l Loss
	for _, s := range c {
		if !cut(s) {
			l.Left += s.Capacity[Installed]
			continue
		}
		l.Cut = append(l.Cut, s.Name)
		l.Lost += s.Capacity[Activated]
	}
	if active > 0 {
		l.Share = float64(l.Lost) / float64(active)
	}
	l.Short = max(0, active-l.Left)
	return l
}

// Singles are the losses of each system by itself (N-1), the largest first.
func (c Cables) Singles() []Loss {
	var all []Loss
	for _, one := range c {
		all = append(all, c.without(func(s System) bool { return s.Name == one.Name }))
	}
	return worst(all)
}

// Pairs are the losses of each two (N-2) that the rest cannot carry, the largest
// shortfall first.
func (c Cables) Pairs() []Loss {
	var all []Loss
	for i, one := range c {
		for _, two := range c[i+1:] {
			l := c.without(func(s System) bool { return s.Name == one.Name || s.Name == two.Name })
			if l.Short > 0 {
				all = append(all, l)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Loss) int { return cmp.Compare(b.Short, a.Short) })
	return all
}

// Corridors are the losses of all systems of one corridor together. Which systems
// share a corridor is whoever made the list's word.
func (c Cables) Corridors() []Loss {
	var all []Loss
	for _, corridor := range c.distinct(func(s System) string { return s.Corridor }) {
		all = append(all, c.without(func(s System) bool { return s.Corridor == corridor }))
	}
	return worst(all)
}

func worst(all []Loss) []Loss {
	slices.SortStableFunc(all, func(a, b Loss) int { return cmp.Compare(b.Lost, a.Lost) })
	return all
}

// Holding is what one holder has of all that is activated.
type Holding struct {
	Holder    string
	Systems   []string
	Activated Rate
	Share     float64 // 0 to 1
}

// Holders are who holds what, the largest first, and the Herfindahl-Hirschman
// index of their shares, from near 0 to 10,000 for a single holder.
func (c Cables) Holders() ([]Holding, int) {
	active, _ := c.Total(Activated)
	var all []Holding
	index := 0.0
	for _, holder := range c.distinct(func(s System) string { return s.Holder }) {
		h := Holding{Holder: holder}
		for _, s := range c {
			if s.Holder == holder {
				h.Systems = append(h.Systems, s.Name)
				h.Activated += s.Capacity[Activated]
			}
		}
		if active > 0 {
			h.Share = float64(h.Activated) / float64(active)
		}
		index += 1e4 * h.Share * h.Share
		all = append(all, h)
	}
	slices.SortStableFunc(all, func(a, b Holding) int { return cmp.Compare(b.Activated, a.Activated) })
	return all, int(math.Round(index))
}

// distinct are the different answers in the order they first come, "" left out.
func (c Cables) distinct(of func(System) string) []string {
	var all []string
	for _, s := range c {
		if v := of(s); v != "" && !slices.Contains(all, v) {
			all = append(all, v)
		}
	}
	return all
}

func (c Cables) names() []string { return c.distinct(func(s System) string { return s.Name }) }

func same(a, b string) bool { return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b)) }
