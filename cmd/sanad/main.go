// Sanad is an open register of cooperation agreements in one program. This
// package is wiring: each command in its own file, no rules.
package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"reflect"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"sanad/internal/fault"
	"sanad/internal/source/decode/pdf"
)

// version is set by the Makefile from the tag or commit.
var version = "development"

// Exit statuses.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	pdf.Compiled = compiled
	os.Exit(run(ctx, os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr}))
}

// streams are where a command reads and writes: results on out, the rest on err.
type streams struct {
	in  io.Reader
	out io.Writer
	err io.Writer
}

// globals are what every command may use.
type globals struct {
	streams
	Context context.Context `kong:"-"`

	Data string `help:"The register's directory." placeholder:"DIR" env:"SANAD_DATA" default:"./data"`
}

type commands struct {
	globals

	Read     readCommand     `cmd:"" help:"Read documents and print what they say. Touches no register."`
	Add      addCommand      `cmd:"" help:"Let documents into the register: archive, read, append."`
	Watch    watchCommand    `cmd:"" help:"Follow feeds and let their new items in."`
	Serve    serveCommand    `cmd:"" help:"Serve the register's pages and its log."`
	List     listCommand     `cmd:"" help:"List the agreements."`
	Show     showCommand     `cmd:"" help:"Show an agreement, party, event or source with everyone who says so."`
	Review   reviewCommand   `cmd:"" help:"Judge the pairs that no rule decides, one at a time."`
	Judge    judgeCommand    `cmd:"" help:"Say that two things are the same or different, with a reason."`
	Rule     ruleCommand     `cmd:"" help:"Say which value of a thing stands, with a reason."`
	Looked   lookedCommand   `cmd:"" help:"Say what was looked for, where and when, and not found."`
	Record   recordCommand   `cmd:"" help:"Enter what is known of an agreement: dates, stages, results, money, evidence, meetings."`
	Place    placeCommand    `cmd:"" help:"Decide whether what may belong to an agreement does."`
	Due      dueCommand      `cmd:"" help:"List what is late, what falls due and what has been silent long."`
	Agenda   agendaCommand   `cmd:"" help:"Print the agenda of a meeting: last actions, what is late, due and silent, decisions asked for."`
	Minutes  minutesCommand  `cmd:"" help:"Enter a meeting from a minutes file, or print one on record."`
	Export   exportCommand   `cmd:"" help:"Write the register as a workbook, to change and hand back."`
	Import   importCommand   `cmd:"" help:"Let in what a workbook says: the register's own, changed, or an office's list."`
	Undo     undoCommand     `cmd:"" help:"Take a judgement, a ruling, a search or an entry back."`
	Erase    eraseCommand    `cmd:"" help:"Take a document out for good, under a law or an order; the log still verifies."`
	Eval     evalCommand     `cmd:"" help:"Measure the rules that link names and records on labelled pairs."`
	Rebuild  rebuildCommand  `cmd:"" help:"Make everything derived anew from the log."`
	Verify   verifyCommand   `cmd:"" help:"Check the whole log and archive from their bytes."`
	Backup   backupCommand   `cmd:"" help:"Copy the register while it is in use."`
	Restore  restoreCommand  `cmd:"" help:"Put a copy back into an empty directory."`
	Witness  witnessCommand  `cmd:"" help:"Have the log's growth witnessed, or witness that of others."`
	Mirror   mirrorCommand   `cmd:"" help:"Keep a copy of another register's log, and raise the alarm when its past changes."`
	People   peopleCommand   `cmd:"" help:"Invite people, give and take roles, disable, and let in again who lost a password."`
	Token    tokenCommand    `cmd:"" help:"Make, list and revoke the tokens by which programs add to the register."`
	Log      logCommand      `cmd:"" help:"List the log's entries, newest first."`
	Version  versionCommand  `cmd:"" help:"Print the version."`
	Help     helpCommand     `cmd:"" help:"Print this, or a command's flags."`
	Calendar calendarCommand `cmd:"" help:"Write the due dates as iCal."`
	Digest   digestCommand   `cmd:"" help:"Print or send what is late, due, silent and new."`
	Message  messageCommand  `cmd:"" help:"Print a message on an agreement, to copy and post."`
	Webhooks webhooksCommand `cmd:"" help:"List the webhooks, or resume one."`
	Report   reportCommand   `cmd:"" help:"Make a report: brief, pack, annex, visit, actions, dormant, return, promised, figures."`
	Network  networkCommand  `cmd:"" help:"Questions of networks: cables cut, fibre and sites, agreements that overlap."`
}

const description = `Sanad keeps a register of cooperation agreements: it reads announcements into claims with the sentence that says so, keeps them in a tamper-evident log, and shows who promised what to whom and who says so.`

// exited carries kong's wish to exit, which --help has, out of the parser.
type exited int

func run(ctx context.Context, args []string, std streams) (status int) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case exited:
			status = int(r)
		default:
			panic(r)
		}
	}()
	slog.SetDefault(slog.New(slog.NewTextHandler(std.err, &slog.HandlerOptions{Level: slog.LevelInfo})))
	var c commands
	c.streams, c.Context = std, ctx
	parser, err := kong.New(&c,
		kong.Name("sanad"), kong.Description(description),
		kong.Writers(std.out, std.err),
		kong.Exit(func(code int) { panic(exited(code)) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, FlagsLast: true}),
	)
	if err != nil {
		panic(err) // the command table itself is wrong
	}
	if len(args) == 0 {
		fmt.Fprintln(std.err, "sanad: which command?\n  hint: sanad help")
		return exitUsage
	}
	kctx, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintf(std.err, "sanad: %s\n  hint: %s\n", oneLine(err.Error()), strings.TrimSpace("sanad help "+commandOf(args)))
		return exitUsage
	}
	if err := kctx.Run(&c.globals, parser); err != nil {
		return report(std.err, err)
	}
	return status
}

// report prints an error as "sanad: …" with its next step and chooses the exit
// status.
func report(w io.Writer, err error) int {
	var silent alreadyReported
	if errors.As(err, &silent) {
		return exitFailed
	}
	if errors.Is(err, context.Canceled) {
		err = errors.New("stopped")
	}
	fmt.Fprintf(w, "sanad: %s\n", oneLine(err.Error()))
	if hint := fault.HintOf(err); hint != "" {
		fmt.Fprintf(w, "  hint: %s\n", hint)
	}
	var usage usageError
	if errors.As(err, &usage) {
		return exitUsage
	}
	return exitFailed
}

// alreadyReported is the error of a command that has told what went wrong, a
// line each, and must still exit with 1.
type alreadyReported struct{}

func (alreadyReported) Error() string { return "reported" }

// usageError is wrong usage that the parser cannot see.
type usageError struct{ error }

func (u usageError) Unwrap() error { return u.error }

func oneLine(s string) string {
	return string(bytes.ReplaceAll([]byte(strings.TrimSpace(s)), []byte("\n"), []byte("; ")))
}

// commandOf is the command that wrong usage was of, for the hint.
func commandOf(args []string) string {
	for _, a := range args {
		if !strings.HasPrefix(a, "-") {
			if _, known := reflect.TypeFor[commands]().FieldByNameFunc(func(name string) bool { return strings.ToLower(name) == a }); known {
				return a
			}
		}
	}
	return ""
}

type versionCommand struct{}

func (versionCommand) Run(g *globals) error {
	_, err := fmt.Fprintf(g.out, "sanad %s\n", version)
	return err
}

type helpCommand struct {
	Command []string `arg:"" optional:"" help:"A command."`
}

func (h helpCommand) Run(g *globals, parser *kong.Kong) error {
	// Parsing with --help prints and exits, through the parser's own writers.
	_, err := parser.Parse(append(h.Command, "--help"))
	if err != nil {
		return usageError{err}
	}
	return nil
}
