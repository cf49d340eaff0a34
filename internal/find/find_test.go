package find

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestWords(t *testing.T) {
	for text, want := range map[string][]string{
		"Ministry of I.T. & Telecom": {"ministry", "of", "i", "t", "telecom"}, "Pakistan’s Türkiye": {"pakistans", "turkiye"},
		"中国信息通信": {"中国", "国信", "信息", "息通", "通信"}, "华": {"华"}, "ZTE中兴 5G": {"zte", "中兴", "5g"},
		"وزارتِ آئی ٹی": {"وزارت", "ایی", "ٹی"}, "كراچي": {"کراچی"}, "کراچی": {"کراچی"}, "۲۰۲۵": {"2025"}, "": nil, "—": nil, "ﬁbre": {"fibre"},
	} {
		if got := words(text); !slices.Equal(got, want) {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

func opened(t interface {
	Fatal(...any)
	Cleanup(func())
},
) (*Index, string) {
	dir, err := os.MkdirTemp("", "find")
	if err != nil {
		t.Fatal(err)
	}
	x, err := Open(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close(); os.RemoveAll(dir) })
	return x, dir
}

var sample = []Item{
	{ID: "a1", Class: 'a', Name: "Ministry of IT – ZTE: training for young people", Text: "100,000 youth will be trained", Rank: 3, Facet: map[Field][]string{Theme: {"training"}, Partner: {"CN"}, Attention: {"dormant"}}, Recheck: "2026-03-01"},
	{ID: "a2", Class: 'a', Name: "华为 – NTC", Text: "光纤与政府连通 fibre", Rank: 2, Facet: map[Field][]string{Theme: {"fibre", "training"}, Partner: {"CN"}, Attention: {"late"}}},
	{ID: "a3", Class: 'a', Name: "سٹی یونیورسٹی اور ہواوے", Text: "مفاہمتی یادداشت پر دستخط", Rank: 1, Facet: map[Field][]string{Theme: {"training"}, Partner: {"TR"}}},
	{ID: "p1", Class: 'p', Name: "ZTE Corporation"},
}

func ids(r Results) []string {
	var all []string
	for _, f := range r.Found {
		all = append(all, f.ID)
	}
	return all
}

func TestSearch(t *testing.T) {
	x, _ := opened(t)
	ctx := context.Background()
	if err := x.Put(ctx, sample, nil, "7"); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		q    Query
		want []string
	}{
		{Query{Text: "zte"}, []string{"p1", "a1"}}, // a shorter name is nearer
		{Query{Text: "zt", Class: 'a'}, []string{"a1"}},
		{Query{Text: "zt ", Class: 'a'}, nil}, // typed whole
		{Query{Text: "train youth"}, nil},
		{Query{Text: "youth train"}, []string{"a1"}},
		{Query{Text: "光纤"}, []string{"a2"}},
		{Query{Text: "政府连通"}, []string{"a2"}},
		{Query{Text: "为华"}, nil},
		{Query{Text: "يونيورسٹي"}, []string{"a3"}},
		{Query{Text: `" OR name:x* NEAR(`}, nil},
		{Query{Text: "***"}, nil},
		{Query{Class: 'a'}, []string{"a1", "a2", "a3"}},
		{Query{Class: 'a', Facets: map[Field][]string{Theme: {"training"}, Partner: {"CN"}}}, []string{"a1", "a2"}},
		{Query{Class: 'a', Facets: map[Field][]string{Attention: {"late", "dormant"}}}, []string{"a1", "a2"}},
		{Query{Class: 'a', Limit: 1, Offset: 1}, []string{"a2"}},
	} {
		r, err := x.Search(ctx, c.q)
		if err != nil {
			t.Fatalf("%+v: %v", c.q, err)
		}
		if !slices.Equal(ids(r), c.want) {
			t.Errorf("%+v finds %v, want %v", c.q, ids(r), c.want)
		}
	}
	r, err := x.Search(ctx, Query{Class: 'a', Facets: map[Field][]string{Partner: {"CN"}}})
	if err != nil {
		t.Fatal(err)
	}
	if r.Total != 2 || !slices.Equal(r.Facet[Theme], []Count{{"training", 2}, {"fibre", 1}}) || !slices.Equal(r.Facet[Partner], []Count{{"CN", 2}, {"TR", 1}}) {
		t.Errorf("%d: %v", r.Total, r.Facet)
	}
	if mark, err := x.Mark(ctx); err != nil || mark != "7" {
		t.Errorf("mark %q, %v", mark, err)
	}
	if stale, err := x.Stale(ctx, "2026-03-01"); err != nil || !slices.Equal(stale, []string{"a1"}) {
		t.Errorf("%v, %v", stale, err)
	}
	if stale, _ := x.Stale(ctx, "2026-02-28"); len(stale) != 0 {
		t.Errorf("%v before its day", stale)
	}
}

// What is found is what would be found by looking at everything, whatever was put
// over what and taken out again.
func TestFindsWhatIsThere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, _ := opened(t)
		ctx := context.Background()
		now := map[string]Item{}
		vocabulary := []string{"fibre", "training", "光纤", "تربیت", "zte"}
		for range rapid.IntRange(1, 6).Draw(t, "rounds") {
			var items []Item
			for n := range rapid.IntRange(0, 3).Draw(t, "items") {
				i := Item{
					ID: fmt.Sprint("a", rapid.IntRange(0, 5).Draw(t, "id")), Class: 'a', Rank: int64(n),
					Name: rapid.SampledFrom(vocabulary).Draw(t, "name"), Text: rapid.SampledFrom(vocabulary).Draw(t, "text"),
					Facet: map[Field][]string{Theme: rapid.SliceOfN(rapid.SampledFrom([]string{"x", "y", ""}), 0, 3).Draw(t, "themes")},
				}
				items = append(items, i)
				now[i.ID] = i
			}
			var gone []string
			for range rapid.IntRange(0, 2).Draw(t, "gone") {
				id := fmt.Sprint("a", rapid.IntRange(0, 5).Draw(t, "which"))
				if !slices.ContainsFunc(items, func(i Item) bool { return i.ID == id }) {
					gone = append(gone, id)
					delete(now, id)
				}
			}
			if err := x.Put(ctx, items, gone, ""); err != nil {
				t.Fatal(err)
			}
		}
		text := rapid.SampledFrom(append(vocabulary, "")).Draw(t, "looked for")
		theme := rapid.SampledFrom([]string{"", "x"}).Draw(t, "theme")
		q := Query{Text: text, Class: 'a'}
		if theme != "" {
			q.Facets = map[Field][]string{Theme: {theme}}
		}
		r, err := x.Search(ctx, q)
		if err != nil {
			t.Fatal(err)
		}
		var want []string
		for id, i := range now {
			if (text == "" || i.Name == text || i.Text == text) && (theme == "" || slices.Contains(i.Facet[Theme], theme)) {
				want = append(want, id)
			}
		}
		got := ids(r)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) || r.Total != len(want) {
			t.Fatalf("%q, %q: %v, want %v", text, theme, got, want)
		}
	})
}

// A damaged file, or one of another version, is made anew.
func TestMadeAnew(t *testing.T) {
	x, dir := opened(t)
	ctx := context.Background()
	if err := x.Put(ctx, sample, nil, "7"); err != nil {
		t.Fatal(err)
	}
	x.Close()
	if err := os.WriteFile(filepath.Join(dir, fileName), []byte("not a database, but long enough to be taken for one"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, end := range []string{"-wal", "-shm"} {
		os.Remove(filepath.Join(dir, fileName) + end)
	}
	again, err := Open(ctx, dir)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if mark, err := again.Mark(ctx); err != nil || mark != "" {
		t.Errorf("mark %q, %v", mark, err)
	}
}

func FuzzExpression(f *testing.F) {
	x, _ := opened(f)
	if err := x.Put(context.Background(), sample, nil, ""); err != nil {
		f.Fatal(err)
	}
	for _, text := range []string{"zte", `"`, "a AND b", "光", "x*", "\x00"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if _, err := x.Search(context.Background(), Query{Text: text}); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	})
}
