package press

import "sync"

// A document’s tokens, elems, mentions and bodies are many and small and die with
// it, so they are cut from slabs that the next document uses again. Nothing of a
// slab may be kept in a Reading: its strings are pieces of the text or of their
// own.

// slabLimit is the number of things above which a slab is not kept: what a huge
// document needed is given back with it.
const slabLimit = 1 << 13

// slab cuts things from one array at a time.
type slab[T any] struct {
	all []T
	top int // how far it was ever written
}

// room is an empty slice for n more things; what is put into it beyond n is
// stored elsewhere.
func (s *slab[T]) room(n int) []T {
	if cap(s.all)-len(s.all) < n {
		s.all, s.top = make([]T, 0, max(n, 2*cap(s.all), 64)), 0 // the old one lives on in what was cut from it
	}
	at := len(s.all)
	s.all = s.all[:at+n]
	return s.all[at : at : at+n]
}

// back gives back the last n things of the room cut last.
func (s *slab[T]) back(n int) {
	s.top = max(s.top, len(s.all))
	s.all = s.all[:len(s.all)-n]
}

// spare gives back the last n things of the room cut last, which nothing was
// written to.
func (s *slab[T]) spare(n int) { s.all = s.all[:len(s.all)-n] }

// one is a thing of the slab: zero, when nothing was ever given back to it.
func (s *slab[T]) one() *T { return &s.room(1)[:1][0] }

// reset makes all room free and zero.
func (s *slab[T]) reset() {
	if cap(s.all) > slabLimit {
		*s = slab[T]{}
		return
	}
	clear(s.all[:max(s.top, len(s.all))])
	*s = slab[T]{all: s.all[:0]}
}

// kept is s for use again: empty, or nil when it was huge.
func kept[T any](s []T) []T {
	if cap(s) > slabLimit {
		return nil
	}
	clear(s)
	return s[:0]
}

var documents = sync.Pool{New: func() any {
	return &document{names: map[string]*body{}, people: map[string][]elem{}, byFirst: map[string]chain{}}
}}

// newDocument is an empty document over text.
func newDocument(text string) *document {
	d := documents.Get().(*document)
	d.text = text
	return d
}

// release gives the document’s slabs back. Nothing of it may be used any more.
func (d *document) release() {
	d.tokens.reset()
	d.elems.reset()
	d.mentions.reset()
	d.nameWords.reset()
	d.bodySlab.reset()
	d.drafts.reset()
	d.aliases.reset()
	if len(d.names) > slabLimit {
		d.names, d.people, d.byFirst = map[string]*body{}, map[string][]elem{}, map[string]chain{}
	}
	clear(d.names)
	clear(d.people)
	clear(d.byFirst)
	*d = document{
		tokens: d.tokens, elems: d.elems, mentions: d.mentions, nameWords: d.nameWords, bodySlab: d.bodySlab, drafts: d.drafts, aliases: d.aliases,
		names: d.names, people: d.people, byFirst: d.byFirst,
		blocks: kept(d.blocks), sents: kept(d.sents), bodies: kept(d.bodies), offered: kept(d.offered), order: kept(d.order),
		scratch: kept(d.scratch), key: kept(d.key), capitals: kept(d.capitals),
	}
	documents.Put(d)
}
