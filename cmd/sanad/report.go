package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"sanad/claim"
	"sanad/internal/claimlog"
	"sanad/internal/fault"
	"sanad/internal/fsx"
	reports "sanad/internal/publish/report"
	"sanad/internal/publish/report/figures"
	"sanad/internal/publish/report/render"
	"sanad/internal/publish/web"
	"sanad/internal/register"
	"sanad/internal/register/sqlview"
	"sanad/vocab"
)

type reportCommand struct {
	Kind      string `arg:"" help:"brief, pack, annex, visit, actions, dormant, return, promised, figures, or a figure as NAME/VERSION."`
	Agreement string `arg:"" optional:"" help:"Of a brief: an id, or @names of the sides."`
	Party     string `help:"Only with this party, by id or name." placeholder:"PARTY"`
	Country   string `help:"Only with parties of this country, by code or English name." placeholder:"COUNTRY"`
	Theme     string `help:"Only about this theme." placeholder:"CODE"`
	Owner     string `help:"Only what this office answers for, by id or name." placeholder:"PARTY"`
	Tier      string `help:"Only what is reviewed in this tier." placeholder:"CODE"`
	Within    int    `help:"Days ahead that count as due; else as --soon." placeholder:"DAYS"`
	Months    int    `help:"Months of silence that count as dormant; else --dormant days." placeholder:"N"`
	Output    string `short:"o" help:"Where to write it: FILE.pdf, .xlsx, .csv or .html, or - for text on standard output." placeholder:"FILE" default:"-"`
	Lang      string `help:"en, ur or zh." default:"en" enum:"en,ur,zh"`
	Chromium  string `help:"The browser that prints PDF; else the first Chromium in PATH." placeholder:"PATH"`
	homeFlag
	rulesFlags
}

func (reportCommand) Help() string {
	return `  sanad report brief '@Huawei + NTC' -o brief.pdf
  sanad report pack --within 30 -o pack.pdf
  sanad report visit --country China -o visit.pdf
  sanad report return -o return.xlsx
  sanad report dormant --months 12
  sanad report brief a0-1 --lang ur -o brief.pdf
  sanad report completed-of-signed/1 -o rows.csv`
}

func (c reportCommand) Run(g *globals) error {
	form, err := c.form()
	if err != nil {
		return err
	}
	var browser render.Browser
	if form == ".pdf" { // before any work: without it nothing comes of it
		if browser, err = render.FindBrowser(c.Chromium); err != nil {
			return err
		}
	}
	today, err := c.today()
	if err != nil {
		return err
	}
	rules, err := c.rules(g.Data)
	if err != nil {
		return err
	}
	if err := c.apply(&rules); err != nil {
		return err
	}
	log, err := claimlog.Read(g.Data)
	if err != nil {
		return err
	}
	view, err := openRegister(g)
	if err != nil {
		return err
	}
	defer view.Close()
	ask, err := c.ask(g, view)
	if err != nil {
		return err
	}
	words := web.Words(c.Lang)
	office := reports.Office{Register: view, Rules: rules, Today: today, Words: words, Origin: log.Checkpoint.Origin}
	made, err := c.made(g, office, ask)
	if err != nil {
		return err
	}
	if c.Output == "-" {
		return render.Text(g.out, made, words, columns())
	}
	var b bytes.Buffer
	switch form {
	case ".csv":
		err = render.CSV(&b, made)
	case ".xlsx":
		err = render.XLSX(&b, made, words)
	case ".html", ".htm":
		err = render.HTML(&b, made, words)
	case ".txt":
		err = render.Text(&b, made, words, 120)
	case ".pdf":
		if err = render.HTML(&b, made, words); err == nil {
			var pdf []byte
			pdf, err = browser.PDF(g.Context, b.Bytes())
			b = *bytes.NewBuffer(pdf)
		}
	}
	if err != nil {
		return err
	}
	if err := fsx.WriteAtomic(c.Output, b.Bytes(), 0o644, false); err != nil {
		return plainPathError(err)
	}
	_, err = fmt.Fprintf(g.out, "%s written\n", c.Output)
	return err
}

// form is what the output's name asks for.
func (c reportCommand) form() (string, error) {
	form := strings.ToLower(filepath.Ext(c.Output))
	switch form {
	case ".pdf", ".xlsx", ".csv", ".html", ".htm", ".txt":
		return form, nil
	}
	if c.Output == "-" {
		return "", nil
	}
	return "", usageError{fault.New(fault.Invalid, "%s: no report is written as %q", c.Output, form).WithHint("name it .pdf, .xlsx, .csv, .html or .txt")}
}

func (c reportCommand) made(g *globals, office reports.Office, ask reports.Ask) (reports.Report, error) {
	if name, version, is := strings.Cut(c.Kind, "/"); is {
		n, err := strconv.Atoi(version)
		if err != nil {
			n = 0
		}
		made, err := office.Figure(g.Context, name, n, ask)
		if fault.Is(err, fault.NotFound) {
			var names []string
			for _, d := range figures.Definitions {
				names = append(names, fmt.Sprintf("%s/%d", d.Name, d.Version))
			}
			err = usageError{fault.New(fault.NotFound, "there is no figure %s", c.Kind).WithHint("one of: %s", strings.Join(names, " "))}
		}
		return made, err
	}
	return office.Make(g.Context, c.Kind, ask)
}

// ask turns what was typed into ids and codes.
func (c reportCommand) ask(g *globals, view *sqlview.View) (ask reports.Ask, err error) {
	ask = reports.Ask{Theme: c.Theme, Tier: c.Tier, Within: c.Within, Months: c.Months}
	if c.Theme != "" && !vocab.Themes.Has(c.Theme) {
		return ask, usageError{fault.New(fault.Invalid, "--theme: no %q in the list", c.Theme).WithHint("one of: %s", codes(vocab.Themes))}
	}
	if c.Tier != "" && !vocab.Tiers.Has(c.Tier) {
		return ask, usageError{fault.New(fault.Invalid, "--tier: no %q in the list", c.Tier).WithHint("one of: %s", codes(vocab.Tiers))}
	}
	if c.Within < 0 || c.Months < 0 {
		return ask, usageError{fault.New(fault.Invalid, "days and months are counted from 0 up")}
	}
	if c.Country != "" {
		if ask.Country, err = country("--country", c.Country); err != nil {
			return ask, err
		}
	}
	e := enterer{g: g, view: view}
	if c.Agreement != "" {
		s, err := e.subject(c.Agreement, claim.Agreement)
		if err != nil {
			return ask, err
		}
		ask.Agreement = register.OwnID(s)
	}
	for _, p := range []struct {
		typed string
		to    *register.ID
	}{{c.Party, &ask.Party}, {c.Owner, &ask.Owner}} {
		if p.typed == "" {
			continue
		}
		typed := p.typed
		if claim.SubjectOfID(typed).Check() != nil && !strings.HasPrefix(typed, "@") {
			typed = "@" + typed
		}
		s, err := e.subject(typed, claim.Party)
		if err != nil {
			return ask, err
		}
		*p.to = register.OwnID(s)
	}
	return ask, nil
}

func country(flag, typed string) (string, error) {
	code := vocab.CountryCode(typed)
	if code == "" {
		return "", usageError{fault.New(fault.Invalid, "%s: %q is no country", flag, typed).WithHint("a code of ISO 3166-1 such as CN, or the English name")}
	}
	return code, nil
}

// columns is how wide the terminal says it is.
func columns() int {
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && n >= 60 {
		return min(n, 400)
	}
	return 120
}
