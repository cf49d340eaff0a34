package orgname

import "slices"

// Keys are the blocking keys of an entity: two entities worth comparing have at
// least one in common. A key is a letter for its sort and what it is of:
//
//	s all words, whatever their order     f two words
//	p a proper name's frame of consonants o its letters in byte order
//	h its first four letters              t its last four
//	a an acronym, or initials             v an acronym without vowels
//	m a ministry's field                  c a country, nothing else told
//	w a frame and a word beside it
//
// Neighbouring proper names, and all of them, are framed together too: one
// writer's two words are another's one.
//
// Keys are not a stored format: they change with the word lists.
func Keys(e Entity) []string { return Prepare(e).Keys() }

// Keys is Keys for a prepared entity, in byte order.
func (p *Prepared) Keys() []string {
	var keys []string
	p.EachKey(func(k []byte) { keys = append(keys, string(k)) })
	slices.Sort(keys)
	return slices.Compact(keys)
}

// EachKey calls yield for each key, some perhaps twice. The bytes are the
// caller's only during the call.
func (p *Prepared) EachKey(yield func(key []byte)) {
	var buf [128]byte
	for i := range p.names {
		p.names[i].eachKey(buf[:0], yield)
	}
}

func (n *Name) eachKey(buf []byte, yield func([]byte)) {
	var order [most]string
	texts := order[:0]
	strong := 0
	for i := range min(len(n.Tokens), most) {
		t := &n.Tokens[i]
		if t.aside {
			continue
		}
		switch t.Class {
		case Generic:
			if len(n.Tokens) > 2 {
				continue
			}
		}
		text := t.Text
		switch text { // stand for several
		case "guojia":
			text = "national"
		case "weiyuanhui":
			text = "commission"
		}
		texts = append(texts, text)
		if t.Class <= Number || t.Class == Field {
			strong++
		}
	}
	slices.Sort(texts)
	texts = slices.Compact(texts)
	buf = append(buf[:0], 's')
	for _, t := range texts {
		buf = append(append(buf, t...), ' ')
	}
	if len(texts) < 2 {
		for _, c := range n.Countries {
			buf = append(buf, c...)
		}
	}
	yield(buf)

	// Two words: enough where no proper name tells.
	if len(texts) > 1 {
		k := texts[:min(len(texts), 5)]
		for i := range k {
			for j := i + 1; j < len(k); j++ {
				buf = append(append(append(append(buf[:0], 'f'), k[i]...), ' '), k[j]...)
				yield(buf)
			}
		}
	}
	propers := 0
	for i := range min(len(n.Tokens), most) {
		t := &n.Tokens[i]
		if n.kind == "ministry" && (t.Class == Field || t.Class == Generic) {
			yield(append(append(buf[:0], 'm'), t.Text...))
		}
		if t.Class != Proper {
			continue
		}
		propers++
		yield(frame(append(buf[:0], 'p'), t.Sound))
		if t.Sound == "" {
			yield(append(append(buf[:0], 'p'), t.Text...))
		}
		if t.script == latin && len(t.Text) >= 5 {
			yield(append(append(buf[:0], 'h'), t.Text[:4]...))
			yield(append(append(buf[:0], 't'), t.Text[len(t.Text)-4:]...))
			buf = append(append(buf[:0], 'o'), t.Text...)
			letters := buf[1:]
			slices.Sort(letters)
			yield(buf[:1+len(slices.Compact(letters))])
		}
		if t.Acronym {
			yield(append(append(buf[:0], 'a'), t.Text...))
		}
	}
	// A common proper name's block is too large to compare: with a word beside it,
	// it is not.
	for i := range min(len(n.Tokens), 6) {
		t := &n.Tokens[i]
		if t.Class != Proper {
			continue
		}
		beside := 0
		for k := range min(len(n.Tokens), 8) {
			u := &n.Tokens[k]
			if u.Class != Kind && u.Class != Field && u.Class != Place || beside == 2 {
				continue
			}
			beside++
			yield(append(append(frame(append(buf[:0], 'w'), t.Sound), ' '), u.Text...))
		}
	}
	if propers > 1 {
		var sound [64]byte
		all := sound[:0]
		for i := range min(len(n.Tokens), most) {
			t := &n.Tokens[i]
			if t.Class != Proper {
				continue
			}
			if len(all)+len(t.Sound) < len(sound) {
				all = append(all, t.Sound...)
			}
			if i+1 < len(n.Tokens) && n.Tokens[i+1].Class == Proper && len(t.Sound)+len(n.Tokens[i+1].Sound) < 64 {
				var pair [64]byte
				yield(frame(append(buf[:0], 'p'), string(append(append(pair[:0], t.Sound...), n.Tokens[i+1].Sound...))))
			}
		}
		yield(frame(append(buf[:0], 'p'), string(all)))
	}
	for _, a := range n.Aliases {
		n.acronymKeys(buf, a, yield)
	}
	if n.Acronym != "" {
		n.acronymKeys(buf, n.Acronym, yield)
	} else if len(n.initials) >= 12 || len(n.initials) == 8 && len(n.Tokens) == 2 {
		n.initialKeys(buf, yield)
	}
	if len(n.Tokens) < 2 {
		for _, c := range n.Countries {
			yield(append(append(buf[:0], 'c'), c...))
		}
	}
}

func (n *Name) acronymKeys(buf []byte, a string, yield func([]byte)) {
	yield(append(append(buf[:0], 'a'), a...))
	yield(bare(append(buf[:0], 'v'), a))
}

// initialKeys are the acronyms a name may go by: of all its words, of those
// that must give, without a country at either end, with the first word's second
// letter, without the last, which is often a place.
func (n *Name) initialKeys(buf []byte, yield func([]byte)) {
	var store [24]byte
	words := len(n.initials) / 4
	at := func(i int) string { return n.initials[4*i : 4*i+4] }
	for form := range 6 {
		a := store[:0]
		for i := range words {
			w := at(i)
			country := w[3] == 'c' && (i == 0 || i+1 == words)
			switch {
			case w[3] == 'o' && form != 1 && !(form == 4 && (w[:2] == "co" || w[:2] == "li")):
				continue
			case country && form == 2:
				continue
			case len(a) >= 12 || form == 5 && i+1 == words && i > 2:
				continue
			}
			a = append(a, w[0])
			if i == 0 && form == 3 && w[1] != ' ' || form == 4 && w[:2] == "co" && i+1 == words {
				a = append(a, w[1])
			}
		}
		if len(a) < 2 {
			continue
		}
		yield(append(append(buf[:0], 'a'), a...))
		if form == 0 || form == 2 {
			yield(bare(append(buf[:0], 'v'), string(a)))
		}
	}
}

// bare adds an acronym without the vowels that only make it sayable: NADRA.
func bare(dst []byte, a string) []byte {
	for i := range len(a) {
		if i == 0 || !isVowel(a[i]) {
			dst = append(dst, a[i])
		}
	}
	return dst
}
