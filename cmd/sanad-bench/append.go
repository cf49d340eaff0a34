package main

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	_ "modernc.org/sqlite" // the floor

	"sanad/claim"
	"sanad/internal/claimlog"
)

// claimsPerReading is about what an announcement of one agreement gives.
const claimsPerReading = 20

// appends measures how many claims a second the log takes durably, a reading an
// append and 500 readings an append, beside raw rows of the same bytes put into
// SQLite with a sync for each transaction (WAL, synchronous=FULL), which is the
// least a durable store could do.
func appends(dir string) []comparison {
	n := 0
	fresh := func(name string) string { n++; return filepath.Join(dir, fmt.Sprintf("%s-%d", name, n)) }
	log := func(appends, batch int) func() (float64, time.Duration, error) {
		return func() (float64, time.Duration, error) {
			data := fresh("log")
			if err := claimlog.Create(data, "bench.example/log"); err != nil {
				return 0, 0, err
			}
			l, err := claimlog.Open(data, 0)
			if err != nil {
				return 0, 0, err
			}
			readings := make([]claimlog.Reading, batch)
			for i := range readings {
				readings[i] = sample(i)
			}
			start := time.Now()
			for range appends {
				if _, err := l.Append(readings...); err != nil {
					return 0, 0, err
				}
			}
			took := time.Since(start)
			return float64(appends * batch * claimsPerReading), took, l.Close()
		}
	}
	raw := func(transactions, batch int) func() (float64, time.Duration, error) {
		return func() (float64, time.Duration, error) {
			db, err := sql.Open("sqlite", "file:"+fresh("raw")+"?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)")
			if err != nil {
				return 0, 0, err
			}
			defer db.Close()
			if _, err := db.Exec(`CREATE TABLE claim (n INTEGER PRIMARY KEY, body TEXT NOT NULL)`); err != nil {
				return 0, 0, err
			}
			var bodies []string
			for _, c := range sample(1).Claims {
				bodies = append(bodies, string(c.Append(nil)))
			}
			start := time.Now()
			for range transactions {
				if err := transaction(db, bodies, batch); err != nil {
					return 0, 0, err
				}
			}
			return float64(transactions * batch * claimsPerReading), time.Since(start), nil
		}
	}
	return []comparison{
		{"append, one reading at a time", "claims", side{"log", log(200, 1)}, side{"raw SQLite rows", raw(200, 1)}},
		{"append, 500 readings at a time", "claims", side{"log", log(10, 500)}, side{"raw SQLite rows", raw(10, 500)}},
	}
}

func transaction(db *sql.DB, bodies []string, batch int) error {
	tx, err := db.BeginTx(context.Background(), nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	insert, err := tx.Prepare(`INSERT INTO claim (body) VALUES ($1)`)
	if err != nil {
		return err
	}
	defer insert.Close()
	for range batch {
		for _, b := range bodies {
			if _, err := insert.Exec(b); err != nil {
				return err
			}
		}
	}
	return tx.Commit()
}

// sample is a reading of the size of a short announcement's.
func sample(n int) claimlog.Reading {
	sentence := "The Ministry of Communications signed a memorandum of understanding with Example Cable Company Limited on fibre and government connectivity."
	r := claimlog.Reading{Reader: "bench/1", Claims: []claim.Claim{{
		Subject: "d", Property: claim.PropOriginal, Modality: claim.Done, Release: claim.Public, Confidence: 1000,
		Value: claim.DocumentRef{Original: fmt.Sprintf("%064x", n), Text: strings.Repeat("0", 64), Media: "text/plain"},
	}}}
	for i := 1; i < claimsPerReading; i++ {
		r.Claims = append(r.Claims, claim.Claim{
			Subject: "a1", Property: claim.PropPurpose, Modality: claim.Done, Release: claim.Public, Confidence: 900, Rule: "signed-with",
			Value: claim.Text{Text: "fibre and government connectivity"}, Selector: &claim.Selector{Start: 0, End: len(sentence), Quote: sentence},
		})
	}
	return r
}
