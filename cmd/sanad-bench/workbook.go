package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/xuri/excelize/v2"

	"sanad/internal/claimlog"
	"sanad/internal/ingest"
	publish "sanad/internal/publish/workbook"
	form "sanad/internal/reader/workbook"
	"sanad/internal/register"
	"sanad/internal/register/sqlview"
	"sanad/internal/source/archive"
)

// What an office hands in, and how long it may take until all of it stands in the
// register: read, checked, logged and folded.
const (
	officeRows = 10_000
	goalOffice = 10 * time.Second
)

// workbooks measures letting in an office's workbook and an office's own list, and
// handing the register's own workbook back unchanged, each beside excelize reading
// every cell of the same file and doing nothing with it.
func workbooks(w io.Writer, dir string, rounds int) error {
	fmt.Fprintf(w, "\nworkbooks of %d rows\n", officeRows)
	book, err := officeWorkbook(officeRows)
	if err != nil {
		return err
	}
	list, err := officeList(officeRows)
	if err != nil {
		return err
	}
	mapping, err := form.ParseMapping([]byte(officeMapping))
	if err != nil {
		return err
	}
	kept := filepath.Join(dir, "office")
	if _, err := handIn(kept, list, mapping); err != nil {
		return err
	}
	own, err := handOut(kept)
	if err != nil {
		return err
	}
	n := 0
	fresh := func() string { n++; return filepath.Join(dir, fmt.Sprintf("office-%d", n)) }
	var slowest time.Duration
	newRegister := func(name string, file []byte, mapping *form.Mapping) comparison {
		return comparison{name, "rows", side{"read, checked, logged, folded", func() (float64, time.Duration, error) {
			data := fresh()
			took, err := handIn(data, file, mapping)
			slowest = max(slowest, took)
			return officeRows, took, errors.Join(err, os.RemoveAll(data))
		}}, everyCell(file)}
	}
	err = compare([]comparison{
		newRegister("an office's workbook, eleven sheets", book, nil),
		newRegister("an office's own list, mapped", list, mapping),
		{"the register's own, handed back unchanged", "rows", side{"read and checked", func() (float64, time.Duration, error) {
			start := time.Now()
			read, err := form.Parse(own, nil)
			if err != nil {
				return 0, 0, err
			}
			view, err := sqlview.Open(context.Background(), kept)
			if err != nil {
				return 0, 0, err
			}
			defer view.Close()
			if err := publish.Check(context.Background(), view, read, time.Now(), false); err != nil {
				return 0, 0, err
			}
			took := time.Since(start)
			slowest = max(slowest, took)
			if len(read.Changes)+len(read.Problems) > 0 {
				return 0, 0, fmt.Errorf("%d changes and %d problems of an unchanged workbook", len(read.Changes), len(read.Problems))
			}
			return officeRows, took, nil
		}}, everyCell(own)},
	}, rounds)
	if err != nil {
		return err
	}
	verdict := "reached"
	if slowest > goalOffice {
		verdict = "not reached"
	}
	_, err = fmt.Fprintf(w, "the slowest of all took %s (goal for %d rows: %s): %s\n", slowest.Round(10*time.Millisecond), officeRows, goalOffice, verdict)
	return err
}

// everyCell reads every cell of a workbook: what reading it costs whoever reads it.
func everyCell(file []byte) side {
	return side{"every cell read", func() (float64, time.Duration, error) {
		start := time.Now()
		f, err := excelize.OpenReader(bytes.NewReader(file), excelize.Options{RawCellValue: true})
		if err != nil {
			return 0, 0, err
		}
		defer f.Close()
		for _, sheet := range f.GetSheetList() {
			rows, err := f.Rows(sheet)
			if err != nil {
				return 0, 0, err
			}
			for rows.Next() {
				if _, err := rows.Columns(); err != nil {
					return 0, 0, errors.Join(err, rows.Close())
				}
			}
			if err := errors.Join(rows.Error(), rows.Close()); err != nil {
				return 0, 0, err
			}
		}
		return officeRows, time.Since(start), nil
	}}
}

// handIn lets a workbook into a new register and says how long it took until it stood
// there.
func handIn(data string, file []byte, mapping *form.Mapping) (took time.Duration, err error) {
	ctx := context.Background()
	if err := claimlog.Create(data, "bench.example/log"); err != nil {
		return 0, err
	}
	start := time.Now()
	read, err := form.Parse(file, mapping)
	if err != nil {
		return 0, err
	}
	if err := withView(ctx, data, func(view *sqlview.View) error {
		return publish.Check(ctx, view, read, time.Now(), false)
	}); err != nil {
		return 0, err
	}
	if len(read.Problems) > 0 {
		return 0, fmt.Errorf("%d problems in a workbook that has none, the first %+v", len(read.Problems), read.Problems[0])
	}
	if err := let(ctx, data, file, read); err != nil {
		return 0, err
	}
	err = withView(ctx, data, func(*sqlview.View) error { return nil })
	return time.Since(start), err
}

// let lets what was read through the door.
func let(ctx context.Context, data string, file []byte, read *form.Read) (err error) {
	log, err := claimlog.Open(data, 0)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, log.Close()) }()
	seen, err := ingest.OpenSeen(ctx, data)
	if err != nil {
		return err
	}
	defer seen.Close()
	door := ingest.Door{Data: data, Archive: archive.Open(filepath.Join(data, "archive")), Log: log, Seen: seen}
	out, err := door.Import(ctx, file, read, ingest.Imported{Author: "A. Officer", Name: "office.xlsx", On: time.Now()})
	if err == nil && !out.New {
		err = errors.New("a new workbook was known")
	}
	return err
}

// withView opens a register's view with all its log folded in.
func withView(ctx context.Context, data string, do func(*sqlview.View) error) error {
	log, err := claimlog.Read(data)
	if err != nil {
		return err
	}
	view, err := sqlview.Open(ctx, data)
	if err != nil {
		return err
	}
	defer view.Close()
	if _, err := register.Fold(ctx, log, view, nil); err != nil {
		return err
	}
	return do(view)
}

// handOut is the register as a workbook.
func handOut(data string) (file []byte, err error) {
	ctx := context.Background()
	err = withView(ctx, data, func(view *sqlview.View) error {
		var b bytes.Buffer
		err := publish.Write(ctx, &b, view, publish.Options{Origin: "bench.example/log"})
		file = b.Bytes()
		return err
	})
	return file, err
}
