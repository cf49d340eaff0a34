package audit

import (
	"strconv"
	"strings"
	"testing"

	"sanad/claim"
	"sanad/internal/register"
)

// event makes a table of a drawing: one source a line, "name day: counts: x for
// each agreement it lists".
func event(t *testing.T, drawing string) register.Table {
	t.Helper()
	var table register.Table
	for i, line := range strings.Split(strings.TrimSpace(drawing), "\n") {
		f := strings.Split(line, ":")
		head := strings.Fields(f[0])
		sc := register.SourceCount{Source: register.Source{ID: register.ID("s" + strconv.Itoa(i+1)), Publisher: head[0]}}
		if len(head) > 1 {
			sc.Source.Published = claim.Date(head[1])
		}
		for _, c := range strings.Fields(f[1]) {
			n, level, _ := strings.Cut(c, "/")
			sc.Says = append(sc.Says, register.Value{Value: claim.Quantity{Number: n, What: level + " MoUs"}})
		}
		table.Sources = append(table.Sources, sc)
		for k, mark := range strings.TrimSpace(f[2]) {
			for len(table.Rows) <= k {
				id := register.ID("a1-" + strconv.Itoa(len(table.Rows)+1))
				table.Rows = append(table.Rows, register.TableRow{Agreement: register.Row{ID: id, Stage: "signed"}})
			}
			if mark == 'b' {
				table.Rows[k].Agreement.Passing = true
			}
			if mark == 'p' {
				table.Rows[k].Agreement.Stage = "planned"
			}
			for len(table.Rows[k].Cells) < i {
				table.Rows[k].Cells = append(table.Rows[k].Cells, register.Cell{Coverage: register.Absent})
			}
			coverage := register.Absent
			if mark != '.' {
				coverage = register.Full
			}
			table.Rows[k].Cells = append(table.Rows[k].Cells, register.Cell{Coverage: coverage})
		}
	}
	return table
}

func TestCounts(t *testing.T) {
	for _, c := range []struct{ name, drawing, want string }{
		{"parts add up", "Radio 2025-12-22: 24 1/G2G 7/government-to-business 16/B2B:", `
			parts-of-count agrees: Radio: 1 G2G + 7 G2B + 16 B2B = 24, as its total says
			lists cannot-tell: Radio says 24 and lists 0: fewer than it counts, which is no contradiction; 24 are unexplained`},
		{"parts exceed", "Radio: 20 1/G2G 7/G2B 16/B2B:", `
			parts-of-count fails: Radio: 1 G2G + 7 G2B + 16 B2B = 24, its total is 20
			lists cannot-tell: Radio says 20 and lists 0: fewer than it counts, which is no contradiction; 20 are unexplained`},
		{"parts leave a rest", "Radio: 30 1/G2G 7/G2B:", `
			parts-of-count cannot-tell: Radio: 1 G2G + 7 G2B = 8 of 30; it does not say what the other 22 are
			lists cannot-tell: Radio says 30 and lists 0: fewer than it counts, which is no contradiction; 30 are unexplained`},
		{"lists fewer", "Wire: 9 3: xxxx", `
			lists cannot-tell: Wire says 9 and lists 4: fewer than it counts, which is no contradiction; 5 are unexplained
			union cannot-tell: all sources together list 4, 9 are counted by Wire: 5 are listed by no source`},
		{"lists more", "Wire: 3: xxxx", `
			lists fails: Wire says 3 and lists 4: more than it counts
			union fails: all sources together list 4, 3 are counted by Wire: 1 more than that count has room for`},
		{"what is planned or background is not counted", "Wire: 3: xxxpb", `
			lists agrees: Wire says 3 and lists 3
			union agrees: all sources together list 3, 3 are counted by Wire`},
		{"two nines are two sets", "Ministry 2025-09-08: 9: xxxxxxxxx..\nHuawei 2025-09-07: 9: .x.......xx\nMinister 2025-09-08: 10: xx\nRadio 2025-12-22: 24:", `
			lists agrees: Ministry says 9 and lists 9
			lists cannot-tell: Huawei says 9 and lists 3: fewer than it counts, which is no contradiction; 6 are unexplained
			lists cannot-tell: Minister says 10 and lists 2: fewer than it counts, which is no contradiction; 8 are unexplained
			lists cannot-tell: Radio says 24 and lists 0: fewer than it counts, which is no contradiction; 24 are unexplained
			same-count fails: Ministry, Huawei each say 9, but together they list 11: they count different sets, or two of those are one
			union fails: all sources together list 11, 9 are counted by Ministry, Huawei: 2 more than that count has room for
			union fails: all sources together list 11, 10 are counted by Minister: 1 more than that count has room for
			union cannot-tell: all sources together list 11, 24 are counted by Radio: 13 are listed by no source
			sources-differ fails: the sources say 9 (Ministry, Huawei), 10 (Minister), 24 (Radio)`},
		{"months apart", "A 2025-09-08: 9: x\nB 2025-12-22: 24: x", `
			lists cannot-tell: A says 9 and lists 1: fewer than it counts, which is no contradiction; 8 are unexplained
			lists cannot-tell: B says 24 and lists 1: fewer than it counts, which is no contradiction; 23 are unexplained
			union cannot-tell: all sources together list 1, 9 are counted by A: 8 are listed by no source
			union cannot-tell: all sources together list 1, 24 are counted by B: 23 are listed by no source
			sources-differ cannot-tell: the sources say 9 (A), 24 (B); they are undated or more than 31 days apart and may count different things`},
		{"no number, nothing to say", "A: : xxx\nB: : .x", ""},
	} {
		var got []string
		for _, f := range Counts(event(t, c.drawing)) {
			got = append(got, f.Rule+" "+string(f.Verdict)+": "+f.Words)
			if !known(f.Rule) {
				t.Errorf("rule %q is not published", f.Rule)
			}
		}
		want := strings.ReplaceAll(strings.TrimSpace(c.want), "\t", "")
		if strings.Join(got, "\n") != want {
			t.Errorf("%s\n got\n%s\n want\n%s", c.name, strings.Join(got, "\n"), want)
		}
	}
}
