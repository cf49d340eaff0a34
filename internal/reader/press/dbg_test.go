package press

import (
	"fmt"
	"os"
	"sanad/internal/reader"
	"testing"
)

func TestDbg(t *testing.T) {
	b, err := os.ReadFile(os.Getenv("DBG"))
	if err != nil {
		t.Skip()
	}
	d := &document{text: string(b)}
	d.parse()
	d.settle("", "")
	d.unify()
	d.scanClauses()
	d.listRules()
	for i := range d.sents {
		s := &d.sents[i]
		fmt.Printf("S%d k%d b%d: ", i, s.kind, s.block)
		for k := range s.items {
			e := &s.items[k]
			switch e.kind {
			case eWord:
				fmt.Print(e.low, " ")
			default:
				fmt.Printf("[%d:%s b%d] ", e.kind, d.text[s.toks[e.from].start:s.toks[e.to-1].end], e.body)
			}
		}
		fmt.Println()
	}
	for _, c := range d.cands {
		fmt.Println("C", c.sent, c.rule, c.instr.kind, c.stage, "bg", c.bg, "head", c.heading, "def", c.def, "weak", c.weak)
		for _, s := range c.sides {
			fmt.Print("    ", s.body, " ", s.via, " ", d.str(d.canonical(d.bodies[s.body])))
		}
		fmt.Println()
	}
	_ = reader.Document{}
}
