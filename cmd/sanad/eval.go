package main

import (
	"fmt"
	"time"

	"sanad/internal/resolve/eval"
)

type evalCommand struct {
	File    string `arg:"" help:"A CSV of labelled pairs (left, right, same) or, with --records, of records with their cluster; - is standard input."`
	Records bool   `help:"The file holds agreement-like records: id, title, parties, date, amount, country, cluster."`
	Misses  bool   `help:"Print also how often which rule was wrong."`
}

func (evalCommand) Help() string {
	return "Prints precision, recall, F1 and pairs per second of the rules that link names and records, on pairs that others have labelled."
}

func (c evalCommand) Run(g *globals) error {
	from, closeFile, err := open(g, c.File)
	if err != nil {
		return fmt.Errorf("%s: %w", c.File, err)
	}
	defer closeFile()
	run := eval.Pairs
	if c.Records {
		run = eval.Records
	}
	report, err := run(from, eval.Options{Now: time.Now})
	if err != nil {
		return fmt.Errorf("%s: %w", c.File, err)
	}
	if err := report.Write(g.out); err != nil || !c.Misses {
		return err
	}
	return report.WriteMistakes(g.out)
}
