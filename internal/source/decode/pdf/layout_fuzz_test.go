package pdf

import (
	"encoding/binary"
	"math/rand/v2"
	"testing"

	"sanad/internal/source/decode/decoded"
	"sanad/internal/source/decode/decoded/decodedtest"
)

// letters are those that the layout treats apart.
var letters = []rune("aMé1۱٣,.:-()«\u0002\u2010\u00ad  \u00a0\r\nاﷲﻻא\u064e中、。一•\uf0b7\ufffd|#")

// scattered makes pages of glyphs out of bytes: eight a glyph, or a rule where the
// first is large.
func scattered(b []byte) []page {
	pages := make([]page, 1)
	for ; len(b) >= 8; b = b[8:] {
		p := &pages[len(pages)-1]
		left, bottom := float64(binary.LittleEndian.Uint16(b[1:])%6000)/10, float64(binary.LittleEndian.Uint16(b[3:])%8000)/10
		right, top := left+float64(b[5])/8, bottom+float64(b[6])/8
		switch {
		case b[0] == 255 && len(pages) < 8:
			p.n = len(pages) - 1
			pages = append(pages, page{})
		case b[0] > 230:
			p.rules = append(p.rules, rule{left, left + 4*float64(b[5]), bottom, bottom + float64(b[6])/64})
		default:
			p.glyphs = append(p.glyphs, glyph{r: letters[int(b[0])%len(letters)], left: left, right: right, bottom: bottom, top: top})
		}
	}
	pages[len(pages)-1].n = len(pages) - 1
	return pages
}

// FuzzLayout: wherever glyphs stand, their text is sound and its pages in order.
// The engine that finds them takes long to start under a fuzzer (FuzzPDF); what
// this package makes of them needs no engine.
func FuzzLayout(f *testing.F) {
	noise := make([]byte, 8*120)
	chance := rand.NewChaCha8([32]byte{})
	for range 4 {
		_, _ = chance.Read(noise)
		f.Add(append([]byte{}, noise...))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) > 8*1000 {
			return
		}
		pages := scattered(b)
		for i := range pages {
			pages[i].lay()
		}
		var w decoded.Writer
		text, starts := write(&w, pages)
		doc := decoded.Document{Text: text, Media: Media, Pages: starts, Unread: []decoded.Unread{{Reason: "made up"}}}
		decodedtest.Sound(t, len(b), []decoded.Document{doc}, nil)
	})
}
