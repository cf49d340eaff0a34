package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"sanad/claim"
	"sanad/internal/fault"
	"sanad/internal/ingest"
	"sanad/internal/reader/form"
)

// from enters a file line by line; a line that is wrong is told with its number,
// and the others go on. What a line sets holds for the lines below it.
func (e *enterer) from(c recordCommand) error {
	f, err := os.Open(c.From)
	if err != nil {
		return plainPathError(err)
	}
	defer f.Close()
	var failed error
	entered, known, number := 0, 0, 0
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		number++
		if err := e.g.Context.Err(); err != nil {
			return err
		}
		line := strings.TrimSpace(strings.TrimPrefix(lines.Text(), "\ufeff"))
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		set, err := e.set(&c, line)
		var outcome ingest.Outcome
		if err == nil && !set {
			outcome, err = e.line(c, line)
		}
		switch {
		case err != nil:
			e.last = "" // "it" on the next line would be another thing than was meant
			report(e.g.err, atLine(c.From, number, err))
			failed = alreadyReported{}
		case set:
		case outcome.New:
			entered++
		default:
			known++
		}
	}
	if err := lines.Err(); err != nil {
		if errors.Is(err, bufio.ErrTooLong) {
			err = fault.New(fault.Invalid, "the line is longer than 1 MiB")
		}
		return atLine(c.From, number+1, err)
	}
	fmt.Fprintf(e.g.out, "%s entered, %d known before\n", plural(entered, "line"), known)
	return failed
}

// atLine is an error with where in the file it is and, on the same line, what to
// do about it.
func atLine(file string, number int, err error) error {
	if hint := fault.HintOf(err); hint != "" {
		return fmt.Errorf("%s line %d: %s; %s", file, number, err.Error(), hint)
	}
	return fmt.Errorf("%s line %d: %w", file, number, err)
}

// set takes a line that sets when, or in whose name, the lines below are entered.
func (e *enterer) set(c *recordCommand, line string) (bool, error) {
	word, rest, _ := strings.Cut(line, " ")
	rest = strings.TrimSpace(rest)
	switch word {
	case "at":
		at, err := time.Parse(time.RFC3339, rest)
		if err != nil {
			return true, fault.New(fault.Invalid, "%q is not a time", rest).WithHint("such as: at 2025-12-31T12:00:00Z")
		}
		e.at = at.UTC()
		return true, nil
	case "author":
		if rest == "" {
			return true, fault.New(fault.Invalid, "author who?").WithHint("such as: author A. Officer")
		}
		c.Author = rest
		return true, nil
	}
	return false, nil
}

// line enters one line: a search that found nothing, or an entry as the command
// takes it, words apart by space, quotes as in a shell.
func (e *enterer) line(c recordCommand, line string) (ingest.Outcome, error) {
	words, err := split(line)
	if err != nil {
		return ingest.Outcome{}, err
	}
	if words[0] == "looked" {
		return e.looked(c, words[1:])
	}
	one := recordCommand{author: c.author, Side: c.Side, On: c.On, Note: c.Note}
	flags := map[string]*string{"--on": &one.On, "--note": &one.Note, "--side": &one.Side, "--author": &one.Author, "--file": &one.File}
	for i := 0; i < len(words); i++ {
		to, flag := flags[words[i]]
		if !flag {
			if strings.HasPrefix(words[i], "--") {
				return ingest.Outcome{}, fault.New(fault.Invalid, "%s is nothing a line may say", words[i]).WithHint("--on --note --side --author --file")
			}
			one.What = append(one.What, words[i])
			continue
		}
		if i++; i == len(words) {
			return ingest.Outcome{}, fault.New(fault.Invalid, "%s without a value", words[i-1])
		}
		*to = words[i]
	}
	outcome, _, err := e.enter(one)
	return outcome, err
}

// looked enters a search that found nothing: of what, for what, in which places,
// on which day.
func (e *enterer) looked(c recordCommand, words []string) (ingest.Outcome, error) {
	f := c.author.form(form.Search, c.Note)
	if !e.at.IsZero() {
		f.At = e.at
	}
	n := slices.IndexFunc(words, func(w string) bool { return strings.Contains(w, "=") })
	if n < 1 {
		return ingest.Outcome{}, fault.New(fault.Invalid, "looked for what, of which agreement?").WithHint("looked '@A + B' for='…' in='…' on=2025-12-31 reason='…'")
	}
	var err error
	if f.About, err = e.subject(strings.Join(words[:n], " "), claim.Agreement); err != nil {
		return ingest.Outcome{}, err
	}
	for _, word := range words[n:] {
		name, said, _ := strings.Cut(word, "=")
		switch name {
		case "for":
			f.For = said
		case "in":
			f.In = append(f.In, said)
		case "on":
			f.On = claim.Date(said)
		case "reason":
			f.Reason = said
		default:
			return ingest.Outcome{}, fault.New(fault.Invalid, "a search has no %q", name).WithHint("for, in (once for each place), on, reason")
		}
	}
	b, err := f.Bytes()
	if err != nil {
		return ingest.Outcome{}, err
	}
	return e.door.Decide(e.g.Context, b)
}

// split cuts a line into words at spaces, but for what stands in quotes.
func split(line string) ([]string, error) {
	var words []string
	var word strings.Builder
	var quote rune
	open := false
	for _, r := range line {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote == 0 && (r == '\'' || r == '"'):
			quote, open = r, true
		case quote == 0 && (r == ' ' || r == '\t'):
			if open {
				words = append(words, word.String())
			}
			word.Reset()
			open = false
		default:
			word.WriteRune(r)
			open = true
		}
	}
	if quote != 0 {
		return nil, fault.New(fault.Invalid, "a quote is opened and not closed").WithHint("close it with %c; a text that holds %c goes between the other sort", quote, quote)
	}
	if open {
		words = append(words, word.String())
	}
	return words, nil
}
