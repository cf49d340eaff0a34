package main

import (
	"context"
	"io"
	"path/filepath"
	"strconv"

	"sanad/api"
	"sanad/claim"
	"sanad/internal/fault"
	"sanad/internal/ingest"
	"sanad/internal/publish/web"
	"sanad/internal/register/sqlview"
	"sanad/internal/source/decode"
	"sanad/internal/source/fetch"
)

// apiOf is what programs are served of a register. allowPrivate lets addresses that
// they send lead into the office's own network.
func apiOf(g *globals, view *sqlview.View, allowPrivate bool) *web.API {
	client := fetchFlags{AllowPrivate: allowPrivate}.client()
	return &web.API{Walk: view, Submit: func(ctx context.Context, in api.NewSource) ([]api.TakenSource, error) {
		return submit(ctx, g, view, client, in)
	}}
}

// submit lets in what a program sends, by the door that sanad add uses.
func submit(ctx context.Context, g *globals, view *sqlview.View, client *fetch.Client, in api.NewSource) ([]api.TakenSource, error) {
	s, err := sentSubmission(ctx, client, in)
	if err != nil {
		return nil, err
	}
	unseen := *g
	unseen.err = io.Discard // nobody watches how far it is
	s.Recognise = fetchFlags{OCR: "auto"}.recognise(&unseen, newBar(&unseen, 1, "documents"))
	door, closeDoor, err := openDoor(g)
	if err != nil {
		return nil, err
	}
	outcomes, err := door.Submit(ctx, s)
	if failed := closeDoor(); err == nil {
		err = failed
	}
	if err != nil {
		return nil, err
	}
	var taken []api.TakenSource
	for _, o := range outcomes {
		taken = append(taken, api.TakenSource{
			ID: "s" + strconv.FormatInt(o.Entry, 10), Entry: o.Entry, New: o.New, Part: o.Part, Agreements: len(o.Reading.Agreements), Claims: o.Claims,
		})
	}
	return taken, followOnce(g, view)
}

// sentSubmission is a document that was sent, or that an address leads to, with what is
// said of it.
func sentSubmission(ctx context.Context, client *fetch.Client, in api.NewSource) (ingest.Submission, error) {
	s := ingest.Submission{Original: in.File, Keep: in.Keep, About: ingest.About{
		Title: in.Title, Publisher: in.Publisher, Published: claim.Date(in.Published), URL: in.URL, Language: in.Language, Label: in.Label, Standing: in.Standing,
	}}
	switch {
	case in.Text != "":
		s.Original, s.Hint = []byte(in.Text), decode.Hint{ContentType: "text/plain; charset=utf-8"}
	case in.Address != "":
		if !isAddress(in.Address) {
			return s, fault.New(fault.Invalid, "%q is no address", in.Address).WithHint("it begins with https://")
		}
		fetched, err := fetchedSubmission(ctx, client, in.Address, s.About)
		fetched.Keep = in.Keep
		return fetched, err
	default:
		s.Hint = hint(filepath.Base(in.Name))
	}
	return s, nil
}

// fetchedSubmission is the document that an address leads to.
func fetchedSubmission(ctx context.Context, client *fetch.Client, address string, about ingest.About) (ingest.Submission, error) {
	r, err := client.Get(ctx, address)
	if err != nil {
		return ingest.Submission{}, err
	}
	if about.URL == "" {
		about.URL = r.URL
	}
	about.Retrieved = claim.Date(r.Retrieved.UTC().Format("2006-01-02"))
	return ingest.Submission{
		Original: r.Body, About: about,
		Hint: decode.Hint{ContentType: r.Header.Get("Content-Type"), URL: r.URL},
	}, nil
}
