package press

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"sanad/internal/reader"
)

func TestScale(t *testing.T) {
	if os.Getenv("SCALE") == "" {
		t.Skip()
	}
	for _, unit := range []string{prose, prose + "\n\n", "Acme Ltd signed an MoU with ", "(((( A of B and C, ", "a", "MoU ", "Ministry of A and ", "\"", "X & Y: z (G2B)\n- ", "| a | b |\n", "the Minister of A, B and C, ", "agreement between ", "“"} {
		for _, n := range []int{200_000, 2_000_000} {
			text := strings.Repeat(unit, n/len(unit))
			at := time.Now()
			r, _ := New().Read(reader.Document{Text: text})
			fmt.Printf("%10d %-30.30q %8v agreements %d\n", len(text), unit, time.Since(at).Round(time.Millisecond), len(r.Agreements))
		}
	}
	// many different bodies
	var b strings.Builder
	for i := range 20000 {
		fmt.Fprintf(&b, "The Ministry of Trade%d signed an MoU with Alpha%d Beta%d Limited. Minister of Trade%d Ann Bee%d attended. It was signed on 4 May 2025.\n\n", i, i, i, i, i)
	}
	at := time.Now()
	r, _ := New().Read(reader.Document{Text: b.String()})
	fmt.Println("distinct", b.Len(), time.Since(at), len(r.Agreements))
}
