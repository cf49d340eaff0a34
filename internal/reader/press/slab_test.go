package press

import (
	"reflect"
	"runtime"
	"strings"
	"testing"

	"sanad/internal/reader"
)

// TestSpeaks: what can hold an agreement is read, and the rest is left at once.
func TestSpeaks(t *testing.T) {
	for text, want := range map[string]bool{
		"The rain stopped on Tuesday and the harvest began.":             false,
		"The ministers met and talked with farmers about the plan.":      false,
		"They talked with farmers before the team joined.":               false,
		"Acme teamed up with Zed.":                                       true,
		"Acme signed with Zed.":                                          true,
		"An MoU was mentioned.":                                          true,
		"Two letters arrived.":                                           false,
		"A letter of intent arrived.":                                    true,
		"| Party | Party |\n| --- | --- |\n| Acme Ltd | Zed Ltd |":       true,
		"The first paragraph is dry.\n\nThe second praises the compact.": true,
	} {
		d := newDocument(text)
		d.cut()
		if got := d.speaks(); got != want {
			t.Errorf("%q speaks: %t", text, got)
		}
		d.release()
	}
}

// TestNothingStays: a document read after others is read as if it were the first,
// and what a huge one needed is not kept.
func TestNothingStays(t *testing.T) {
	doc := reader.Document{Text: prose, Published: "2025-04-04"}
	first, err := New().Read(doc)
	if err != nil || len(first.Agreements) == 0 {
		t.Fatalf("%+v, %v", first, err)
	}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&before)
	huge := strings.Repeat(prose+"\n\n", 5000)
	for range 2 {
		if _, err := New().Read(reader.Document{Text: huge}); err != nil {
			t.Fatal(err)
		}
		if again, _ := New().Read(doc); !reflect.DeepEqual(first, again) {
			t.Fatalf("read as %+v, and first as %+v", again, first)
		}
	}
	if size := documentsKept(); size > 64*slabLimit {
		t.Errorf("%d bytes of tokens are kept", size)
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if after.HeapAlloc > before.HeapAlloc+uint64(len(huge))+(1<<20) {
		t.Errorf("the heap grew from %d to %d bytes", before.HeapAlloc, after.HeapAlloc)
	}
	runtime.KeepAlive(huge)
}

// documentsKept is the size of the slab of tokens that the next document gets.
func documentsKept() int {
	d := newDocument("")
	defer d.release()
	return cap(d.tokens.all) * int(reflect.TypeFor[token]().Size())
}
