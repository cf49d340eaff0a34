package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"sanad/claim"
	"sanad/internal/register"
)

// long is the rich register with so many agreements more.
func long(n int) *fake {
	f := rich()
	for i := range n {
		id := register.ID(fmt.Sprintf("a%d-1", 1000+i))
		a := register.Agreement{ID: id}
		if i%2 == 0 {
			a.Place = register.Field{Values: []register.Value{{Value: claim.Text{Text: "Beijing"}, Text: "Beijing"}}}
		}
		f.agreements = append(f.agreements, &a)
		f.rows[id] = register.Row{ID: id, Title: fmt.Sprintf("=1+%d", i)}
	}
	return f
}

// A list in a form that holds all of it holds all of it, beyond what a page, or the
// part read at a time, holds.
func TestFormsHoldTheWholeList(t *testing.T) {
	f := long(2*onwardPart + 7)
	n := len(f.agreements)
	h := New(f.options(t))

	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(get(t, h, "/agreements.csv").Body.String(), "\ufeff"))).ReadAll()
	if err != nil || len(rows) != n+1 {
		t.Errorf("CSV has %d rows of %d: %v", len(rows), n+1, err)
	}
	seen := map[string]bool{}
	for _, r := range rows {
		if seen[r[0]] {
			t.Fatalf("%s stands twice", r[0])
		}
		seen[r[0]] = true
	}

	var points struct {
		Features []struct {
			Geometry struct{ Coordinates []float64 }
		}
		Unplaced int
	}
	if err := json.Unmarshal(get(t, h, "/agreements.geojson").Body.Bytes(), &points); err != nil {
		t.Fatal(err)
	}
	if len(points.Features)+points.Unplaced != n || len(points.Features) < n/2 {
		t.Errorf("GeoJSON has %d points and %d without a place, of %d", len(points.Features), points.Unplaced, n)
	}
	if at := points.Features[len(points.Features)-1].Geometry.Coordinates; len(at) != 2 || int(at[0]) != 116 || int(at[1]) != 39 {
		t.Errorf("Beijing is at %v", at)
	}

	book, err := excelize.OpenReader(get(t, h, "/agreements.xlsx").Body)
	if err != nil {
		t.Fatal(err)
	}
	cells, err := book.GetRows("Sheet1")
	if err != nil || len(cells) != n+1 {
		t.Errorf("the workbook has %d rows of %d: %v", len(cells), n+1, err)
	}
	last := fmt.Sprintf("B%d", n+1)
	if formula, _ := book.GetCellFormula("Sheet1", last); formula != "" {
		t.Errorf("a title became the formula %q", formula)
	}
	if text, _ := book.GetCellValue("Sheet1", last); !strings.HasPrefix(text, "=1+") {
		t.Errorf("the title reads %q", text)
	}

	// Whoever asks for a part gets that, and where the next is.
	w := get(t, h, "/agreements.csv?limit=10")
	if lines := strings.Count(w.Body.String(), "\r\n"); lines != 11 || !strings.Contains(w.Header().Get("Link"), "offset=10") {
		t.Errorf("a part has %d lines and leads to %q", lines, w.Header().Get("Link"))
	}
}

// broken fails once a list has begun.
type broken struct{ *fake }

func (b broken) Agreements(ctx context.Context, want register.Filter) ([]register.Row, error) {
	if want.Offset > 0 {
		return nil, errors.New("the disk is gone")
	}
	return b.fake.Agreements(ctx, want)
}

// A form that breaks off does not look whole.
func TestFormsBreakOff(t *testing.T) {
	f := long(onwardPart)
	o := f.options(t)
	o.Register = broken{f}
	server := httptest.NewServer(New(o))
	defer server.Close()
	for _, path := range []string{"/agreements.csv", "/agreements.geojson"} {
		r, err := http.Get(server.URL + path)
		if err != nil {
			continue // not one byte came
		}
		_, err = io.ReadAll(r.Body)
		r.Body.Close()
		if err == nil {
			t.Errorf("%s ends as if it were whole", path)
		}
	}
}

// exporting is a register that can be read in pieces.
type exporting struct{ *fake }

func (exporting) After(context.Context, claim.Class, register.ID, int) ([]register.ID, error) {
	return nil, nil
}
func (exporting) PartiesOf(context.Context, []register.ID) ([]register.PartyRow, error) {
	return nil, nil
}
func (exporting) EventsOf(context.Context, []register.ID) ([]register.EventRow, error) {
	return nil, nil
}
func (exporting) Export(_ context.Context, w io.Writer) error {
	_, err := io.WriteString(w, strings.Repeat("{}\n", 1000))
	return err
}

func TestWholeRegister(t *testing.T) {
	f := rich()
	o := f.options(t)
	o.Register = exporting{f}
	h := New(o)
	if body := get(t, h, "/downloads").Body.String(); !strings.Contains(body, `href="/downloads/register.jsonl.gz"`) {
		t.Error("the downloads do not lead to the whole register")
	}
	w := get(t, h, "/downloads/register.jsonl.gz", "Accept-Encoding", "gzip")
	if w.Header().Get("Content-Encoding") != "" {
		t.Error("it is compressed twice")
	}
	z, err := gzip.NewReader(bytes.NewReader(w.Body.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(z)
	if err != nil || bytes.Count(b, []byte("\n")) != 1000 {
		t.Errorf("%d lines: %v", bytes.Count(b, []byte("\n")), err)
	}
}
