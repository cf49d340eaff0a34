package web

import (
	"bytes"
	"context"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"sanad/internal/fault"
	"sanad/internal/publish/report"
	"sanad/internal/publish/report/render"
	"sanad/internal/register"
	"sanad/vocab"
)

// reportMost bounds how many agreements a report on a page may hold. Larger ones
// are made by the command.
const reportMost = 5000

// reports lists what can be asked for.
func (s *site) reports(q *request) (answer, error) {
	type one struct {
		Name    string
		Country bool // it wants one
		Months  bool
		Within  bool
	}
	var list []one
	for _, kind := range report.Kinds() {
		if kind != "brief" && kind != "figures" {
			list = append(list, one{kind, kind == "visit", kind == "dormant", kind == "pack" || kind == "visit"})
		}
	}
	return answer{template: "reports", title: q.t("nav.reports"), section: "reports", page: list, alone: true}, nil
}

func (s *site) office(q *request) report.Office {
	return report.Office{Register: s.Register, Rules: *s.Rules, Today: s.Now(), Words: reporting{q.language}, Most: reportMost}
}

// narrowing is what an address narrows a report to.
func (q *request) narrowing() (report.Ask, error) {
	v := q.URL.Query()
	ask := report.Ask{
		Agreement: register.ID(v.Get("agreement")), Party: register.ID(v.Get("party")), Owner: register.ID(v.Get("owner")), Theme: v.Get("theme"), Tier: v.Get("tier"),
	}
	var err error
	if ask.Within, err = q.number("within", 0); err != nil {
		return ask, err
	}
	if ask.Months, err = q.number("months", 0); err != nil {
		return ask, err
	}
	if c := v.Get("country"); c != "" {
		if ask.Country = vocab.CountryCode(c); ask.Country == "" {
			return ask, fault.New(fault.Invalid, "%q is no country", c)
		}
	}
	if ask.Theme != "" && !vocab.Themes.Has(ask.Theme) || ask.Tier != "" && !vocab.Tiers.Has(ask.Tier) {
		return ask, fault.New(fault.Invalid, "a theme or tier that is not in the list")
	}
	return ask, nil
}

func (s *site) report(q *request) (answer, error) {
	ask, err := q.narrowing()
	if err != nil {
		return answer{}, err
	}
	made, err := s.office(q).Make(q.Context(), strings.TrimSuffix(q.PathValue("kind"), string(q.form)), ask)
	if err != nil {
		return answer{}, err
	}
	return s.reported(q, made, "reports")
}

// figures are all definitions with their figures.
func (s *site) figures(q *request) (answer, error) {
	ask, err := q.narrowing()
	if err != nil {
		return answer{}, err
	}
	made, err := s.office(q).Make(q.Context(), "figures", ask)
	if err != nil {
		return answer{}, err
	}
	return s.reported(q, made, "figures")
}

// figure is one figure with its rows; its address holds its definition.
func (s *site) figure(q *request) (answer, error) {
	ask, err := q.narrowing()
	if err != nil {
		return answer{}, err
	}
	version, err := strconv.Atoi(strings.TrimSuffix(q.PathValue("version"), string(q.form)))
	if err != nil {
		return answer{}, fault.New(fault.NotFound, "%q is no version", q.PathValue("version"))
	}
	made, err := s.office(q).Figure(q.Context(), q.PathValue("name"), version, ask)
	if err != nil {
		return answer{}, err
	}
	return s.reported(q, made, "figures")
}

// reported is a report in the form that is asked for.
func (s *site) reported(q *request, made report.Report, section string) (answer, error) {
	words := reporting{q.language}
	a := answer{template: "report", title: made.Title, section: section, json: made}
	var b bytes.Buffer
	switch q.form {
	case jsonDoc:
		return a, nil
	case csvDoc:
		err := render.CSV(&b, made)
		a.whole = &ready{"text/csv; charset=utf-8", b.Bytes()}
		return a, err
	case xlsxDoc:
		err := render.XLSX(&b, made, words)
		a.whole = &ready{"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b.Bytes()}
		return a, err
	case pdfDoc:
		if s.PDF == nil {
			return a, fault.New(fault.NotFound, "no browser is set up to print %s", q.URL.Path)
		}
		if err := render.HTML(&b, made, words); err != nil {
			return a, err
		}
		pdf, err := s.print(q.Context(), b.Bytes())
		a.whole = &ready{"application/pdf", pdf}
		return a, err
	}
	cut := shortened(&made)
	body, err := render.Fragment(made, words)
	if err != nil {
		return answer{}, err
	}
	query := ""
	if q.URL.RawQuery != "" {
		query = "?" + q.URL.RawQuery
	}
	a.alone = true // the page itself leads to its forms
	a.page = struct {
		Body  template.HTML
		Path  string
		Query string
		PDF   bool
		Cut   int // rows of tables that stand in the other forms alone
	}{body, q.URL.Path, query, s.PDF != nil, cut}
	return a, nil
}

func (s *site) print(ctx context.Context, page []byte) ([]byte, error) {
	release, err := s.browser(ctx)
	if err != nil {
		return nil, err
	}
	defer release()
	return s.PDF(ctx, page)
}

// browser lets one browser run at a time: each takes a hundred megabytes and more.
func (s *site) browser(ctx context.Context) (release func(), err error) {
	select {
	case s.printing <- struct{}{}:
		return func() { <-s.printing }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// reportRows is how many rows of all its tables a report's page shows.
const reportRows = 300

// shortened cuts a report's tables for a page; cut is how many rows were left out.
func shortened(r *report.Report) (cut int) {
	left := reportRows
	sections := slices.Clone(r.Sections)
	for i, section := range sections {
		if section.Table == nil {
			continue
		}
		table := *section.Table
		keep := min(left, len(table.Rows))
		cut += len(table.Rows) - keep
		left -= keep
		table.Rows = table.Rows[:keep]
		sections[i].Table = &table
	}
	r.Sections = sections
	return cut
}
