package pairs

import (
	"runtime"
	"slices"
	"testing"
	"time"

	"sanad/internal/resolve/orgname"
)

// clustered clusters n believable names and returns which body each is of.
func clustered(seed uint64, n int, o Options) (Clusters, Stats, []int32) {
	var truth []int32
	c, st := Cluster(func(yield func(orgname.Entity) bool) {
		for e, id := range Believable(seed, n) {
			truth = append(truth, id)
			if !yield(e) {
				return
			}
		}
	}, o)
	return c, st, truth
}

// agreement measures clusters against the truth over all pairs of entities.
func agreement(of, truth []int32) (precision, recall float64) {
	type cell struct{ c, t int32 }
	both, cs, ts := map[cell]int{}, map[int32]int{}, map[int32]int{}
	for i := range of {
		both[cell{of[i], truth[i]}]++
		cs[of[i]]++
		ts[truth[i]]++
	}
	var right, linked, one float64
	pairs := func(n int) float64 { return float64(n) * float64(n-1) / 2 }
	for _, n := range both {
		right += pairs(n)
	}
	for _, n := range cs {
		linked += pairs(n)
	}
	for _, n := range ts {
		one += pairs(n)
	}
	return right / max(linked, 1), right / max(one, 1)
}

func TestBelievable(t *testing.T) {
	c, st, truth := clustered(3, 20_000, Options{})
	p, r := agreement(c.Of, truth)
	t.Logf("precision %.4f, recall %.4f, %+v", p, r, st)
	if p < 0.985 || r < 0.93 {
		t.Errorf("precision %.4f, recall %.4f; want 0.985, 0.93", p, r)
	}
	if st.Entities != 20_000 || len(c.Of) != 20_000 {
		t.Errorf("%+v", st)
	}
	for i, first := range c.Of {
		if int(first) > i || c.Of[first] != first {
			t.Fatalf("entity %d is in the cluster of %d, which is in that of %d", i, first, c.Of[first])
		}
	}
}

// TestScheduleDoesNotMatter: one goroutine or several, the answer is the same.
func TestScheduleDoesNotMatter(t *testing.T) {
	want, wantStats, _ := clustered(4, 6_000, Options{Workers: 1, KeepQueue: true})
	for _, workers := range []int{2, 2, 5} {
		got, st, _ := clustered(4, 6_000, Options{Workers: workers, KeepQueue: true})
		if !slices.Equal(got.Of, want.Of) || !slices.Equal(got.Queue, want.Queue) || st != wantStats {
			t.Fatalf("%d goroutines: %+v, want %+v", workers, st, wantStats)
		}
	}
}

func named(country string, names ...string) []orgname.Entity {
	var es []orgname.Entity
	for _, n := range names {
		es = append(es, orgname.Entity{Names: []string{n}, Country: country})
	}
	return es
}

func TestCluster(t *testing.T) {
	for _, c := range []struct {
		name string
		in   []orgname.Entity
		want []int32
	}{
		{"three Urdu spellings of Guodong find one party", named("CN", "Guodong Group", "گواڈونگ گروپ", "گوو ڈونگ گروپ", "گوڈونگ گروپ", "国栋集团", "Guangdong Group"), []int32{0, 0, 0, 0, 0, 5}},
		{"repeats are one", named("PK", "Bank of Punjab", "Bank of Khyber", "Bank of Punjab"), []int32{0, 1, 0}},
		{
			"a body of no country stands apart where two countries have one of the name",
			slices.Concat(named("KE", "Sahara Cement Limited"), named("UG", "Sahara Cement Ltd"), named("", "Sahara Cement")),
			[]int32{0, 1, 2},
		},
		{
			"and joins where one has",
			slices.Concat(named("KE", "Sahara Cement Limited"), named("", "Sahara Cement")),
			[]int32{0, 0},
		},
		{"a bare name draws no sisters together", named("PK", "Fauji Group", "Fauji Fertilizer Company", "Fauji Cement Company", "Fauji"), []int32{0, 1, 2, 0}},
		{"nothing", nil, nil},
		{"names without letters", named("", "…", "…", ""), []int32{0, 0, 2}},
	} {
		got, _ := Cluster(slices.Values(c.in), Options{})
		if !slices.Equal(got.Of, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got.Of, c.want)
		}
	}
}

// TestGuards: no cluster outgrows its bound, none is of two countries.
func TestGuards(t *testing.T) {
	var es []orgname.Entity
	for _, legal := range []string{"", "Ltd", "Limited", "Co.", "Company", "Pvt Ltd", "LLC", "Inc", "Corporation", "Co Ltd"} {
		es = append(es, named("PK", "Sahara Cement "+legal)...)
	}
	got, st := Cluster(slices.Values(es), Options{MaxSize: 4})
	size := map[int32]int{}
	for _, f := range got.Of {
		size[f]++
	}
	for f, n := range size {
		if n > 4 {
			t.Errorf("cluster %d has %d", f, n)
		}
	}
	if st.Refused == 0 {
		t.Error("nothing was refused")
	}

	var country []string
	c, _ := Cluster(func(yield func(orgname.Entity) bool) {
		for e := range Believable(6, 10_000) {
			country = append(country, e.Country)
			if !yield(e) {
				return
			}
		}
	}, Options{})
	of := map[int32]string{}
	for i, f := range c.Of {
		if country[i] == "" {
			continue
		}
		if of[f] != "" && of[f] != country[i] {
			t.Fatalf("cluster %d is of %s and %s", f, of[f], country[i])
		}
		of[f] = country[i]
	}
}

// TestCalibration: of believable pairs said to be nine in ten sure, about nine
// in ten are one; those linked, more.
func TestCalibration(t *testing.T) {
	c, _, truth := clustered(5, 30_000, Options{Link: 1.1, Queue: 0.5, KeepQueue: true})
	said, right, n := map[int]float64{}, map[int]float64{}, map[int]float64{}
	for _, p := range c.Queue {
		bin := min(int(p.Score*10), 9)
		n[bin]++
		said[bin] += float64(p.Score)
		if truth[p.A] == truth[p.B] {
			right[bin]++
		}
	}
	for bin := 5; bin < 10; bin++ {
		t.Logf("%.1f: %6.0f pairs, said %.2f, were one %.2f", float64(bin)/10, n[bin], said[bin]/n[bin], right[bin]/n[bin])
	}
	if got := right[9] / n[9]; got < 0.95 {
		t.Errorf("of pairs scored 0.9 and above %.3f are one", got)
	}
	if got := right[8] / max(n[8], 1); n[8] > 50 && got < 0.5 {
		t.Errorf("of pairs scored 0.8 to 0.9 %.3f are one", got)
	}
}

// BenchmarkMillion clusters a million believable names on two goroutines. The
// goal is a minute and 2 GiB.
func BenchmarkMillion(b *testing.B) {
	for b.Loop() {
		start := time.Now()
		c, st, truth := clustered(1, 1_000_000, Options{})
		took := time.Since(start)
		p, r := agreement(c.Of, truth)
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		b.ReportMetric(took.Seconds(), "s")
		b.ReportMetric(float64(m.Sys>>20), "MiB")
		b.ReportMetric(p, "precision")
		b.ReportMetric(r, "recall")
		b.ReportMetric(float64(st.Compared)/took.Seconds(), "pairs/s")
		b.Logf("%+v", st)
	}
}
