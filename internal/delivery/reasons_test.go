package delivery

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestEveryReasonHasItsSentence reads the package: each key given to because is
// in Reasons and takes as many arguments as it is given.
func TestEveryReasonHasItsSentence(t *testing.T) {
	files := token.NewFileSet()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(files, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			if name, ok := call.Fun.(*ast.Ident); !ok || name.Name != "because" {
				return true
			}
			for _, key := range keysOf(t, call.Args[0]) {
				used[key] = true
				if got, want := len(call.Args)-1, strings.Count(Reasons[key], "%s"); Reasons[key] == "" || got != want {
					t.Errorf("%s: because(%q) is given %d arguments, and its sentence %q takes %d", files.Position(call.Pos()), key, got, Reasons[key], want)
				}
			}
			return true
		})
	}
	for key := range Reasons {
		if !used[key] {
			t.Errorf("%q is no one's reason", key)
		}
	}
}

// keysOf are the keys an argument may come to: itself, or where a code is put
// after a prefix, one for each code there is a sentence for.
func keysOf(t *testing.T, e ast.Expr) []string {
	switch e := e.(type) {
	case *ast.BasicLit:
		key, _ := strconv.Unquote(e.Value)
		return []string{key}
	case *ast.BinaryExpr:
		prefix := leftmost(e)
		var keys []string
		for _, code := range map[string][]string{
			"evidence.": {"claimed", "reported", "documented", "verified"}, "attention.": {"completed", "shelved"}, "odd.": {"target-unit", "baseline-unit"},
		}[prefix] {
			keys = append(keys, prefix+code)
		}
		if len(keys) == 0 {
			t.Errorf("no codes are known to follow %q", prefix)
		}
		return keys
	}
	t.Errorf("a key that is not written out: %T", e)
	return nil
}

func leftmost(e *ast.BinaryExpr) string {
	for {
		switch x := e.X.(type) {
		case *ast.BinaryExpr:
			e = x
		case *ast.BasicLit:
			s, _ := strconv.Unquote(x.Value)
			return s
		default:
			return ""
		}
	}
}
