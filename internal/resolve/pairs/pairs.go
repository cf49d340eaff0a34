// Package pairs clusters many organisation names at once: it blocks, scores the
// pairs that share a block, and unites what links, with guards against hubs that
// would draw unlike bodies together.
//
// It keeps everything in memory and stores nothing. The answer depends on the
// entities and their order alone, not on how goroutines are scheduled. Scores
// are orgname's; the package adds none of its own and trusts none below the
// link's bar.
package pairs

import (
	"cmp"
	"iter"
	"slices"
	"sync"
	"sync/atomic"

	"sanad/internal/resolve/orgname"
)

// Options of a clustering. The zero value is good.
type Options struct {
	Link     float64 // the bar of a link; 0 is orgname.Link
	Queue    float64 // the bar of the queue; 0 is orgname.Queue
	MaxBlock int     // a block of more entities is left out; 0 is 48
	MaxSize  int     // no cluster grows beyond this; 0 is 500
	Workers  int     // goroutines; 0 is 2
	// KeepQueue keeps the pairs between the bars, for a person to decide.
	KeepQueue bool
}

func (o Options) filled() Options {
	o.Link, o.Queue = cmp.Or(o.Link, orgname.Link), cmp.Or(o.Queue, orgname.Queue)
	o.MaxBlock, o.MaxSize, o.Workers = cmp.Or(o.MaxBlock, 48), cmp.Or(o.MaxSize, 500), cmp.Or(o.Workers, 2)
	return o
}

// Pair is two entities by their place in the sequence, the earlier first.
type Pair struct {
	A, B  int32
	Score float32
}

// Clusters says which entities are one.
type Clusters struct {
	Of    []int32 // for each entity the first entity of its cluster
	Queue []Pair  // in order of A, then B; nil unless asked for
}

// Stats are the figures of a clustering.
type Stats struct {
	Entities, Clusters int
	Repeats            int   // entities that repeat an earlier one letter for letter
	Keys               int   // postings of entities under keys
	LargeBlocks        int   // blocks left out for their size
	Compared           int64 // pairs scored
	Links              int   // pairs at or above the link's bar
	Queued             int   // pairs between the bars, of different clusters or not
	Refused            int   // links a guard refused
}

const (
	batchSize = 2048
	shardSize = 1 << 15 // entities whose pairs are gathered, sorted and scored together
	window    = 8       // neighbours compared in an oversize block of equal names
)

// Cluster clusters entities.
func Cluster(entities iter.Seq[orgname.Entity], o Options) (Clusters, Stats) {
	o = o.filled()
	all, postings := prepare(entities, o.Workers)
	st := Stats{Entities: len(all)}
	repeat := repeats(all)
	postings = slices.DeleteFunc(postings, func(p uint64) bool { return repeat[uint32(p)] != int32(uint32(p)) })
	st.Keys = len(postings)
	sortTwo(postings)
	postings, blocks, large := cut(postings, o.MaxBlock)
	st.LargeBlocks = large

	shards := (len(all) + shardSize - 1) / shardSize
	links, queued := make([][]Pair, shards), make([][]Pair, shards)
	queuedN := make([]int, shards)
	var next atomic.Int64
	var compared atomic.Int64
	var wg sync.WaitGroup
	for range o.Workers {
		wg.Go(func() {
			var candidates []uint64
			for {
				s := int(next.Add(1)) - 1
				if s >= shards {
					return
				}
				candidates = gather(candidates[:0], postings, blocks, uint32(s*shardSize), uint32((s+1)*shardSize), o.MaxBlock)
				slices.Sort(candidates)
				candidates = slices.Compact(candidates)
				compared.Add(int64(len(candidates)))
				for _, c := range candidates {
					i, k := int32(c>>32), int32(uint32(c))
					if o.Queue >= orgname.Queue && all[i].Apart(all[k]) {
						continue
					}
					score := all[i].Score(all[k])
					switch {
					case score >= o.Link:
						links[s] = append(links[s], Pair{i, k, float32(score)})
					case score >= o.Queue:
						queuedN[s]++
						if o.KeepQueue {
							queued[s] = append(queued[s], Pair{i, k, float32(score)})
						}
					}
				}
			}
		})
	}
	wg.Wait()
	st.Compared = compared.Load()
	edges := slices.Concat(links...)
	st.Links = len(edges)
	for _, n := range queuedN {
		st.Queued += n
	}
	edges, unclear := ambiguous(all, edges)
	st.Refused += len(unclear)
	c := Clusters{Of: unite(all, edges, o, &st.Refused)}
	for i, first := range repeat {
		if int(first) != i {
			c.Of[i] = c.Of[first]
			st.Repeats++
		}
	}
	for i, first := range c.Of {
		if int(first) == i {
			st.Clusters++
		}
	}
	if o.KeepQueue {
		c.Queue = slices.DeleteFunc(append(slices.Concat(queued...), unclear...), func(p Pair) bool { return c.Of[p.A] == c.Of[p.B] })
		slices.SortFunc(c.Queue, func(a, b Pair) int { return cmp.Or(cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B)) })
	}
	return c, st
}

// prepare parses the entities and notes their keys, each as the key's hash above
// the entity's number. The hash's lowest bit marks a key of all words.
func prepare(entities iter.Seq[orgname.Entity], workers int) ([]*orgname.Prepared, []uint64) {
	type batch struct {
		first int
		in    []orgname.Entity
		out   []*orgname.Prepared
		keys  []uint64
	}
	work := make(chan *batch, workers)
	var batches []*batch
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for b := range work {
				b.out = make([]*orgname.Prepared, len(b.in))
				b.keys = make([]uint64, 0, 12*len(b.in))
				for i, e := range b.in {
					b.out[i] = orgname.Prepare(e)
					from := len(b.keys)
					b.out[i].EachKey(func(k []byte) {
						b.keys = append(b.keys, uint64(hash(k))<<32|uint64(uint32(b.first+i)))
					})
					mine := b.keys[from:]
					slices.Sort(mine)
					b.keys = b.keys[:from+len(slices.Compact(mine))]
				}
				b.in = nil
			}
		})
	}
	n := 0
	b := &batch{}
	send := func() {
		batches = append(batches, b)
		work <- b
		b = &batch{first: n}
	}
	for e := range entities {
		b.in = append(b.in, e)
		if n++; len(b.in) == batchSize {
			send()
		}
	}
	send()
	close(work)
	wg.Wait()
	keys := 0
	for _, b := range batches {
		keys += len(b.keys)
	}
	all, postings := make([]*orgname.Prepared, 0, n), make([]uint64, 0, keys)
	for _, b := range batches {
		all, postings = append(all, b.out...), append(postings, b.keys...)
		b.out, b.keys = nil, nil
	}
	return all, postings
}

// hash is FNV-1a over 32 bits; two keys of one hash only cost comparisons.
func hash(k []byte) uint32 {
	h := uint32(2166136261)
	for _, c := range k {
		h = (h ^ uint32(c)) * 16777619
	}
	h ^= h >> 15
	if k[0] == 's' {
		return h | 1
	}
	return h &^ 1
}

// repeats gives for each entity the first that says the same letter for letter.
func repeats(all []*orgname.Prepared) []int32 {
	first := make([]int32, len(all))
	seen := make(map[uint64]int32, len(all))
	for i, p := range all {
		first[i] = int32(i)
		h := p.Fingerprint()
		if at, ok := seen[h]; !ok {
			seen[h] = int32(i)
		} else if all[at].Repeats(p) {
			first[i] = at
		}
	}
	return first
}

// sortTwo sorts in two halves by value, each in a goroutine.
func sortTwo(ps []uint64) {
	i, k := 0, len(ps)
	for i < k {
		if ps[i] < 1<<63 {
			i++
		} else {
			k--
			ps[i], ps[k] = ps[k], ps[i]
		}
	}
	var wg sync.WaitGroup
	wg.Go(func() { slices.Sort(ps[:i]) })
	slices.Sort(ps[i:])
	wg.Wait()
}

// cut keeps the postings of blocks worth comparing and gives where each begins.
func cut(ps []uint64, maxBlock int) (kept []uint64, blocks []uint32, large int) {
	kept = ps[:0]
	for i := 0; i < len(ps); {
		k := i + 1
		for k < len(ps) && ps[k]>>32 == ps[i]>>32 {
			k++
		}
		whole := ps[i]>>32&1 == 1
		switch n := k - i; {
		case n < 2:
		case n > maxBlock && !whole:
			large++
		default:
			blocks = append(blocks, uint32(len(kept)))
			kept = append(kept, ps[i:k]...)
		}
		i = k
	}
	return kept, append(blocks, uint32(len(kept))), large
}

// gather adds the candidate pairs whose earlier entity lies in [from, to).
func gather(dst, ps []uint64, blocks []uint32, from, to uint32, maxBlock int) []uint64 {
	for b := range len(blocks) - 1 {
		block := ps[blocks[b]:blocks[b+1]]
		if uint32(block[0]) >= to || uint32(block[len(block)-1]) < from {
			continue
		}
		for i, p := range block {
			a := uint32(p)
			if a < from {
				continue
			}
			if a >= to {
				break
			}
			others := block[i+1:]
			if len(block) > maxBlock {
				others = others[:min(window, len(others))]
			}
			for _, q := range others {
				dst = append(dst, uint64(a)<<32|uint64(uint32(q)))
			}
		}
	}
	return dst
}

// ambiguous parts off the links of entities of no known country to entities of
// several: where several would do, none does.
func ambiguous(all []*orgname.Prepared, edges []Pair) (clear, unclear []Pair) {
	const several = "*"
	of := map[int32]string{}
	note := func(i int32, country string) {
		if country == "" {
			return
		}
		if have, ok := of[i]; !ok {
			of[i] = country
		} else if have != country {
			of[i] = several
		}
	}
	for _, e := range edges {
		ca, cb := all[e.A].Country(), all[e.B].Country()
		if ca == "" {
			note(e.A, cb)
		}
		if cb == "" {
			note(e.B, ca)
		}
	}
	clear = edges[:0]
	for _, e := range edges {
		if of[e.A] == several && all[e.B].Country() != "" || of[e.B] == several && all[e.A].Country() != "" {
			unclear = append(unclear, e)
		} else {
			clear = append(clear, e)
		}
	}
	return clear, unclear
}

// unite joins linked entities, surest links first. Where either side is a
// cluster already, the fullest names of the two must at least be worth a
// person's look: else one body with a bare name would draw unlike bodies
// together. No cluster is of two countries.
func unite(all []*orgname.Prepared, edges []Pair, o Options, refused *int) []int32 {
	slices.SortFunc(edges, func(a, b Pair) int {
		return cmp.Or(-cmp.Compare(a.Score, b.Score), cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B))
	})
	parent, fullest, size := make([]int32, len(all)), make([]int32, len(all)), make([]int32, len(all))
	country := make([]string, len(all)) // of a cluster
	for i := range parent {
		parent[i], fullest[i], size[i], country[i] = int32(i), int32(i), 1, all[i].Country()
	}
	find := func(i int32) int32 {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	for _, e := range edges {
		a, b := find(e.A), find(e.B)
		if a == b {
			continue
		}
		if int(size[a]+size[b]) > o.MaxSize || country[a] != "" && country[b] != "" && country[a] != country[b] {
			*refused++
			continue
		}
		if (size[a] > 1 || size[b] > 1) && (fullest[a] != e.A || fullest[b] != e.B) && all[fullest[a]].Score(all[fullest[b]]) < o.Queue {
			*refused++
			continue
		}
		if b < a {
			a, b = b, a
		}
		parent[b] = a
		size[a] += size[b]
		country[a] = cmp.Or(country[a], country[b])
		if all[fullest[b]].Fuller(all[fullest[a]]) {
			fullest[a] = fullest[b]
		}
	}
	for i := range parent {
		parent[i] = find(int32(i))
	}
	return parent
}
