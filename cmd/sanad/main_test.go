package main

import (
	"bufio"
	"bytes"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets the test binary be sanad itself, in scripts and in the tests
// that kill it.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"sanad": main})
}

// TestScript runs testdata/script: a command line and what it prints, a file a
// subject.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"flip":   flip,
			"bytes":  writeBytes,
			"sparse": sparse,
		},
		Setup: func(e *testscript.Env) error {
			corpus, err := filepath.Abs("../../corpus")
			e.Setenv("CORPUS", corpus)
			return err
		},
	})
}

// flip changes one bit of a file: flip FILE BYTE.
func flip(ts *testscript.TestScript, _ bool, args []string) {
	path := ts.MkAbs(args[0])
	b, err := os.ReadFile(path)
	ts.Check(err)
	var at int
	_, err = fmt.Sscan(args[1], &at)
	ts.Check(err)
	b[at] ^= 1
	ts.Check(os.Remove(path)) // archived files are read-only
	ts.Check(os.WriteFile(path, b, 0o644))
}

// writeBytes writes a file from hex: bytes FILE 48 49 00.
func writeBytes(ts *testscript.TestScript, _ bool, args []string) {
	var b []byte
	for _, h := range args[1:] {
		var v byte
		_, err := fmt.Sscanf(h, "%02x", &v)
		ts.Check(err)
		b = append(b, v)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b, 0o644))
}

// sparse makes a large file that takes no room: sparse FILE MEGABYTES.
func sparse(ts *testscript.TestScript, _ bool, args []string) {
	var mb int64
	_, err := fmt.Sscan(args[1], &mb)
	ts.Check(err)
	path := ts.MkAbs(args[0])
	ts.Check(os.WriteFile(path, nil, 0o644))
	ts.Check(os.Truncate(path, mb<<20))
}

// TestKilledAmongAdds kills the program without warning in the middle of a
// thousand adds, at several points. What it said was in is in, whole; nothing
// else is half-visible; the log verifies; adding all again completes it.
func TestKilledAmongAdds(t *testing.T) {
	const documents = 1000
	texts := t.TempDir()
	var files []string
	for i := range documents {
		path := filepath.Join(texts, fmt.Sprintf("%04d.txt", i))
		text := fmt.Sprintf("The Ministry of Communications signed an MoU with Example Company %d Limited on fibre.\n", i)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		files = append(files, path)
	}
	data := filepath.Join(t.TempDir(), "data")
	sanad := func(args ...string) *exec.Cmd {
		path, err := exec.LookPath("sanad")
		if err != nil {
			t.Fatal(err)
		}
		return exec.Command(path, append([]string{"--data", data}, args...)...)
	}
	output := func(args ...string) string {
		var out, errs bytes.Buffer
		cmd := sanad(args...)
		cmd.Stdout, cmd.Stderr = &out, &errs
		if err := cmd.Run(); err != nil {
			t.Fatalf("sanad %s: %v\n%s", args[0], err, errs.String())
		}
		return out.String()
	}

	acknowledged := map[string]bool{}
	for _, after := range []int{1, 37, 300, 511} { // lines read before the kill
		cmd := sanad(append([]string{"add"}, files...)...)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		for n := 0; lines.Scan(); n++ {
			if file, _, in := strings.Cut(lines.Text(), "  new as "); in {
				acknowledged[file] = true
			}
			if n == after {
				if err := cmd.Process.Signal(syscall.SIGKILL); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := cmd.Wait(); err == nil {
			t.Fatal("it ended before it could be killed")
		}

		output("list") // recovers what was acknowledged
		output("verify")
		entries := strings.Count(output("log", "-n", "0"), "\n")
		sources := strings.Count(output("list", "--format", "json"), "\n")
		if entries < len(acknowledged) || entries > documents || sources != entries {
			t.Fatalf("killed after %d lines: %d acknowledged, %d log entries, %d agreements listed", after, len(acknowledged), entries, sources)
		}
		t.Logf("killed after line %d: %d acknowledged, %d in the log", after, len(acknowledged), entries)
	}
	again := output(append([]string{"add"}, files...)...)
	for file := range acknowledged {
		if !strings.Contains(again, file+"  known as ") {
			t.Errorf("%s was acknowledged and is not known", filepath.Base(file))
		}
	}
	if entries := strings.Count(output("log", "-n", "0"), "\n"); entries != documents {
		t.Errorf("%d log entries for %d documents", entries, documents)
	}
	output("verify")
}

// TestBusyPort: another program on the port is one clear line with the way out.
func TestBusyPort(t *testing.T) {
	busy, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer busy.Close()
	data := filepath.Join(t.TempDir(), "data")
	text := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(text, []byte("The Ministry of Communications signed an MoU with Example Company Limited on fibre.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	path, err := exec.LookPath("sanad")
	if err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(path, "--data", data, "add", text).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var errs bytes.Buffer
	cmd := exec.Command(path, "--data", data, "serve", "--listen", busy.Addr().String())
	cmd.Stderr = &errs
	if err := cmd.Run(); err == nil {
		t.Fatal("served on a busy port")
	}
	lines := strings.Split(strings.TrimSpace(errs.String()), "\n")
	if len(lines) != 2 || !strings.Contains(lines[0], busy.Addr().String()) || !strings.Contains(lines[1], "--listen") {
		t.Errorf("said:\n%s\nwant one line that names the address and a hint that names --listen", errs.String())
	}
}
