package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

var update = flag.Bool("update-reports", false, "write the reports' golden texts anew")

// office makes a register of sample announcements and of what an invented office
// entered, and gives its directory.
func office(t *testing.T) string {
	t.Helper()
	data := filepath.Join(t.TempDir(), "data")
	files, err := filepath.Glob("../../corpus/pk-cn-2025/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no samples", err)
	}
	files = append(files, "../../corpus/ur/list-of-five.txt", "../../corpus/zh/list-of-five.txt")
	for _, args := range [][]string{append([]string{"add", "--keep"}, files...), {"record", "--from", "../../internal/publish/report/testdata/office.record"}} {
		if _, stderr, err := command(t, data, args...); err != nil {
			t.Fatalf("%s: %v\n%s", args[0], err, stderr)
		}
	}
	return data
}

// TestReports holds every report of the office, as of 1 March 2026, against a text
// that a programme officer can read: testdata/reports/KIND.txt.
func TestReports(t *testing.T) {
	t.Setenv("COLUMNS", "140")
	data := office(t)
	for name, args := range map[string][]string{
		"brief": {"brief", "@Ministry of IT and Telecom + ZTE"}, "pack": {"pack"}, "annex": {"annex", "--theme", "fibre"}, "visit": {"visit", "--country", "China", "--theme", "training"},
		"actions": {"actions"}, "dormant": {"dormant", "--months", "4"}, "return": {"return", "--country", "CN"}, "promised": {"promised", "--country", "CN"},
		"figures": {"figures"}, "rows": {"begun-of-signed/1", "--country", "CN"}, "empty": {"pack", "--country", "KE"},
	} {
		t.Run(name, func(t *testing.T) {
			got, stderr, err := command(t, data, append(append([]string{"report"}, args...), "--as-on", "2026-03-01")...)
			if err != nil {
				t.Fatalf("%v\n%s", err, stderr)
			}
			if bare := regexp.MustCompile(`\b(report|column|define|decide|figure|because)\.[a-z]+`).FindString(got); bare != "" {
				t.Errorf("no words for %s", bare)
			}
			golden := filepath.Join("testdata", "reports", name+".txt")
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("the report is not %s but:\n%s", golden, got)
			}
		})
	}
}

// TestReportPDF prints a long report and reads it back: A4 across, its pages
// numbered, the day on each, headings of tables on every page, Urdu and Chinese
// names whole.
func TestReportPDF(t *testing.T) {
	printing(t)
	data := office(t)
	file := filepath.Join(t.TempDir(), "return.pdf")
	if _, stderr, err := command(t, data, "report", "return", "--as-on", "2026-03-01", "-o", file); err != nil {
		t.Fatalf("%v\n%s", err, stderr)
	}
	info, err := exec.Command("pdfinfo", file).Output()
	if err != nil {
		t.Fatal(err)
	}
	pages := regexp.MustCompile(`Pages:\s+(\d+)`).FindSubmatch(info)
	if pages == nil || string(pages[1]) == "1" || !strings.Contains(string(info), "(A4)") || !regexp.MustCompile(`Page size:\s+84\d`).Match(info) {
		t.Fatalf("want several pages of A4 across:\n%s", info)
	}
	out, err := exec.Command("pdftotext", "-layout", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	sheets := strings.Split(strings.TrimRight(string(out), "\f"), "\f")
	last := len(sheets)
	for i, sheet := range sheets {
		if want := regexp.MustCompile(`Page\s+` + itoa(i+1) + `\s+of\s+` + itoa(last)); !want.MatchString(sheet) {
			t.Errorf("page %d does not say %s", i+1, want)
		}
		if !strings.Contains(sheet, "as of 1 March 2026") {
			t.Errorf("page %d does not say of which day it is", i+1)
		}
	}
	if !strings.Contains(sheets[1], "Ministry") || !strings.Contains(sheets[1], "National") {
		t.Errorf("the second page does not repeat the heading:\n%s", sheets[1])
	}
	for _, want := range []string{"not stated", "Sources", "Status by area", "TechJuice", "沙赫拉技术博览会"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("it does not say %q", want)
		}
	}
}

// printing skips a test where there is nothing to print and read with.
func printing(t *testing.T) {
	t.Helper()
	for _, tool := range []string{"chromium", "pdftotext", "pdfinfo"} {
		if _, err := exec.LookPath(tool); err != nil {
			if os.Getenv("CI") == "true" {
				t.Fatalf("%s is missing: make tools installs it", tool)
			}
			t.Skipf("%s is missing: make tools installs it", tool)
		}
	}
}

// TestEveryReportOnPaper prints every report in English, and three in Urdu and in
// Chinese: A4, a brief on one page, no page without something on it, the day and the
// page's number on each, no heading left alone at the foot. The same reports open as
// workbooks with rows in them.
func TestEveryReportOnPaper(t *testing.T) {
	printing(t)
	data := office(t)
	brief := []string{"brief", "@Ministry of IT and Telecom + ZTE"}
	visit := []string{"visit", "--country", "CN"}
	numbered := map[string]string{"en": `Page\s+%d\s+of\s+%d`, "zh": `第\s*%d\s*/\s*%d`, "ur": `%d[^0-9]+%d|%[2]d[^0-9]+%[1]d`}
	for _, c := range []struct {
		lang string
		args []string
		most int // pages
	}{
		{"en", brief, 1},
		{"en", []string{"pack"}, 3},
		{"en", []string{"annex"}, 5},
		{"en", visit, 6},
		{"en", []string{"actions"}, 3},
		{"en", []string{"dormant", "--months", "4"}, 3},
		{"en", []string{"return"}, 5},
		{"en", []string{"promised"}, 4},
		{"en", []string{"figures"}, 4},
		{"ur", brief, 1},
		{"ur", visit, 6},
		{"ur", []string{"pack"}, 3},
		{"zh", brief, 1},
		{"zh", visit, 6},
		{"zh", []string{"pack"}, 3},
	} {
		name := c.args[0] + "-" + c.lang
		file := filepath.Join(t.TempDir(), name+".pdf")
		for _, out := range []string{file, strings.TrimSuffix(file, "pdf") + "xlsx"} {
			if _, stderr, err := command(t, data, append(append([]string{"report"}, c.args...), "--lang", c.lang, "--as-on", "2026-03-01", "-o", out)...); err != nil {
				t.Fatalf("%s: %v\n%s", name, err, stderr)
			}
		}
		book, err := excelize.OpenFile(strings.TrimSuffix(file, "pdf") + "xlsx")
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if rows, err := book.GetRows(book.GetSheetList()[0]); err != nil || len(rows) < 3 {
			t.Errorf("%s: a workbook of %d rows, %v", name, len(rows), err)
		}
		book.Close()
		info, err := exec.Command("pdfinfo", file).Output()
		if err != nil || !strings.Contains(string(info), "(A4)") {
			t.Errorf("%s: %v\n%s", name, err, info)
		}
		text, err := exec.Command("pdftotext", "-layout", file, "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		sheets := strings.Split(strings.TrimRight(string(text), "\f"), "\f")
		if len(sheets) > c.most {
			t.Errorf("%s: %d pages, want at most %d", name, len(sheets), c.most)
		}
		for i, sheet := range sheets {
			lines := strings.Split(strings.TrimSpace(sheet), "\n")
			foot := lines[len(lines)-1]
			if want := regexp.MustCompile(fmt.Sprintf(numbered[c.lang], i+1, len(sheets))); !want.MatchString(foot) || !strings.Contains(foot, "2026") {
				t.Errorf("%s: the foot of page %d is %q, without %s and the day", name, i+1, foot, want)
			}
			if len(strings.Fields(strings.Join(lines[:len(lines)-1], " "))) < 8 {
				t.Errorf("%s: page %d is all but empty:\n%s", name, i+1, sheet)
			}
		}
	}
}

func itoa(n int) string { return strconv.Itoa(n) }

// Without a browser there is one clear line and the next step.
func TestReportWithoutBrowser(t *testing.T) {
	data := office(t)
	_, stderr, err := command(t, data, "report", "pack", "-o", filepath.Join(t.TempDir(), "pack.pdf"), "--chromium", "/nowhere/chromium")
	if err == nil || !strings.Contains(stderr, "no program at /nowhere/chromium to print PDF with") || strings.Count(strings.TrimSpace(stderr), "\n") != 1 {
		t.Errorf("%v\n%s", err, stderr)
	}
	if err := os.WriteFile(filepath.Join(data, "rules.json"), []byte("{\n \"soon_days\": \"ten\"\n}"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, stderr, err = command(t, data, "report", "pack")
	if err == nil || !strings.Contains(stderr, "rules.json line 2: soon_days is a string") {
		t.Errorf("%v\n%s", err, stderr)
	}
}
