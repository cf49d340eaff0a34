package main

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"sanad/api"
	"sanad/internal/account"
	"sanad/internal/claimlog"
	"sanad/internal/register"
)

// clerk makes a person who holds roles and gives a client with a token of theirs.
func (s served) clerk(login string, held []account.Held, acts ...account.Act) *api.Client {
	s.Helper()
	ctx := s.g.Context
	link, _, err := s.people.ForSetUp(ctx)
	if err != nil {
		link, _, err = s.people.ForInvitation(ctx, "Mx. "+login, account.Held{Role: account.Reader}, "test")
	}
	if err != nil {
		s.Fatal(err)
	}
	person, err := s.people.Follow(ctx, link, login, "Mx. "+login, "four words in a row")
	if err != nil {
		s.Fatal(err)
	}
	for _, h := range held {
		if err := s.people.Give(ctx, person, h); err != nil {
			s.Fatal(err)
		}
	}
	token, _, err := s.people.MakeToken(ctx, person, "test", acts, time.Hour)
	if err != nil {
		s.Fatal(err)
	}
	c := s.client()
	c.Token = token
	return c
}

// post sends a write as it is written here.
func (s served) post(token, path, body string, header ...string) (*http.Response, []byte) {
	s.Helper()
	if token != "" {
		header = append(header, "Authorization", "Bearer "+token)
	}
	return s.ask(http.MethodPost, "/api/v1"+path, []byte(body), append(header, "Content-Type", "application/json")...)
}

func (s served) entries() int64 {
	s.Helper()
	log, err := claimlog.Read(s.data)
	if err != nil {
		s.Fatal(err)
	}
	return log.Size()
}

// TestAPIWrites: a program adds a document, enters what is known of its agreement with
// a file that proves it, judges, rules, looks, and takes it all back; each stands in the
// log under its person's name and shows in what is read.
func TestAPIWrites(t *testing.T) {
	s := serveAPI(t)
	c := s.clerk("clerk", nil, account.TokenActs...)
	ctx := t.Context()
	words := "The Ministry of Communications of Kenya and Example Skills Company Limited signed a memorandum of understanding on 4 September 2025 to train 1,500 young people in digital skills."
	taken, err := c.AddSource(ctx, api.NewSource{Text: words, Publisher: "Example Times", Published: "2025-09-08"})
	if err != nil || len(taken.Sources) != 1 || !taken.Sources[0].New || taken.Sources[0].Agreements != 1 {
		t.Fatalf("%+v %v", taken, err)
	}
	again, err := c.AddSource(ctx, api.NewSource{File: []byte(words), Name: "a.txt", Publisher: "Example Times", Published: "2025-09-08"})
	if err != nil || again.Sources[0].New || again.Sources[0].ID != taken.Sources[0].ID {
		t.Errorf("the same as a file: %+v %v", again, err)
	}
	agreement := fmt.Sprintf("a%d-1", taken.Sources[0].Entry)
	before, err := c.Agreement(ctx, agreement)
	if err != nil {
		t.Fatal(err)
	}
	agreement = before.ID
	file, err := c.AttachFile(ctx, []byte("%PDF-1.4 a list of who was trained"))
	if err != nil {
		t.Fatal(err)
	}
	value := func(s string) json.RawMessage { b, _ := json.Marshal(s); return b }
	made, err := c.EnterRecord(ctx, api.NewRecord{Reason: "from the quarterly list", Claims: []api.NewClaim{
		{Subject: agreement, Property: "expires", Value: value("2027-09-04")},
		{Subject: "i1", Property: "of", Value: value(agreement)},
		{Subject: "i1", Property: "code", Value: value("certified")},
		{Subject: "i1", Property: "target", Value: value("1,500 people")},
		{Subject: "r1", Property: "of", Value: value("i1")},
		{Subject: "r1", Property: "actual", Value: value("420 people"), AsOf: "2026-01-31"},
		{Subject: "v1", Property: "supports", Value: value("r1")},
		{Subject: "v1", Property: "title", Value: value("List of the trained")},
		{Subject: "v1", Property: "document", Value: file.Document},
	}})
	if err != nil {
		t.Fatal(err)
	}
	if made.Made["i1"] == "" || made.Made["r1"] == "" || made.Made["v1"] == "" || made.Source != fmt.Sprintf("s%d", made.Entry) {
		t.Errorf("%+v", made)
	}
	src, err := c.Source(ctx, made.Source)
	if err != nil || src.Source.Publisher != "Mx. clerk" || src.Source.Reason != "from the quarterly list" {
		t.Errorf("the entry is %+v's (%v)", src.Source, err)
	}
	now, err := c.Agreement(ctx, agreement)
	if err != nil || len(now.Record.Indicators) != 1 || len(now.Record.Indicators[0].Results) != 1 || now.Record.Indicators[0].Results[0].Actual.Values[0].Text != "420 people" || now.Instrument.Expires.Values[0].Text != "2027-09-04" {
		t.Errorf("%+v %v", now.Record, err)
	}
	if resp, body := s.ask(http.MethodGet, "/files/"+made.Made["v1"], nil); resp.StatusCode != 200 || !strings.HasPrefix(string(body), "%PDF") {
		t.Errorf("the file: %d", resp.StatusCode)
	}
	ruled, err := c.Rule(ctx, api.NewRuling{About: agreement, Property: "signed", Value: value("2025-09-05"), Reason: "the paper says the fifth"})
	if err != nil {
		t.Fatal(err)
	}
	if now, err = c.Agreement(ctx, agreement); err != nil || now.Signed.Values[0].Text != "2025-09-05" {
		t.Errorf("signed %+v %v", now.Signed, err)
	}
	judged, err := c.Judge(ctx, api.NewJudgement{Left: agreement, Right: "a0-1", Verdict: "different", Reason: "two papers"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Looked(ctx, api.NewSearch{About: agreement, For: "a progress report", In: []string{"the ministry's site"}, On: "2026-01-31", Reason: "asked"}); err != nil {
		t.Fatal(err)
	}
	for _, entry := range []int64{ruled.Entry, judged.Entry, made.Entry} {
		if _, err := c.Withdraw(ctx, api.NewWithdrawal{Entry: entry, Reason: "a test"}); err != nil {
			t.Fatal(err)
		}
	}
	if now, err = c.Agreement(ctx, agreement); err != nil || now.Signed.Values[0].Text != before.Signed.Values[0].Text || len(now.Record.Indicators) != 0 {
		t.Errorf("taken back: %+v %v", now.Signed, err)
	}
	if _, stderr, err := command(t, s.data, "verify"); err != nil {
		t.Error("verify:", err, stderr)
	}
	// The trail names each, and holds together outside the register too.
	resp, body := s.ask(http.MethodGet, "/api/v1/trail", nil, "Authorization", "Bearer "+c.Token)
	if resp.StatusCode != 200 {
		t.Fatalf("trail: %d %s", resp.StatusCode, body)
	}
	hash, entries := make([]byte, sha256.Size), []int64{}
	for lines := bufio.NewScanner(bytes.NewReader(body)); lines.Scan(); {
		var one api.Trace
		var n api.Note
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil || json.Unmarshal(one.Note, &n) != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(append(hash, one.Note...))
		if hash = sum[:]; !bytes.Equal(hash, one.Hash) {
			t.Fatalf("note %s does not follow", one.Note)
		}
		if n.Entry != nil && n.Name == "Mx. clerk" && strings.HasPrefix(n.By, "token ") && n.Status == 201 {
			entries = append(entries, *n.Entry)
		}
	}
	for _, want := range []int64{taken.Sources[0].Entry, made.Entry, ruled.Entry, judged.Entry} {
		if !slices.Contains(entries, want) {
			t.Errorf("entry %d is not in the trail: %v", want, entries)
		}
	}
}

// TestAPIAddressIsFetched: a document is fetched from where a program says.
func TestAPIAddressIsFetched(t *testing.T) {
	s, site := serveAPI(t), newsroom(t)
	c := s.clerk("clerk", nil, account.Submit)
	taken, err := c.AddSource(t.Context(), api.NewSource{Address: site.URL + "/releases/1"})
	if err != nil {
		t.Fatal(err)
	}
	src, err := c.Source(t.Context(), taken.Sources[0].ID)
	if err != nil || src.Source.Publisher != "Example Times" || src.Source.URL != site.URL+"/releases/1" {
		t.Errorf("%+v %v", src.Source, err)
	}
	if _, err := c.AddSource(t.Context(), api.NewSource{Address: site.URL + "/closed/3"}); err == nil || !strings.Contains(err.Error(), "robots") {
		t.Errorf("what robots.txt closes: %v", err)
	}
}

// TestAPIWritesOnce: under one key a thing is done once, whoever asks again and when; a
// key is good for one request.
func TestAPIWritesOnce(t *testing.T) {
	s := serveAPI(t)
	c := s.clerk("clerk", nil, account.Record)
	body := `{"claims":[{"subject":"a0-1","property":"notice","value":"90 days"}],"reason":"read in the paper"}`
	before := s.entries()
	var first []byte
	answers := make([][]byte, 6)
	var all sync.WaitGroup
	for i := range answers {
		all.Go(func() {
			for { // what is being done at this moment is asked for again
				resp, b := s.post(c.Token, "/records", body, "Idempotency-Key", "k-1")
				if resp.StatusCode == http.StatusConflict {
					time.Sleep(20 * time.Millisecond)
					continue
				}
				if resp.StatusCode != http.StatusCreated {
					t.Errorf("%d %s", resp.StatusCode, b)
				}
				answers[i] = b
				return
			}
		})
	}
	all.Wait()
	for _, b := range answers {
		if first == nil {
			first = b
		}
		if !bytes.Equal(b, first) {
			t.Errorf("answered %s and %s", first, b)
		}
	}
	if got := s.entries(); got != before+1 {
		t.Errorf("%d entries were made", got-before)
	}
	resp, b := s.post(c.Token, "/records", body, "Idempotency-Key", "k-1")
	if resp.Header.Get("Idempotent-Replayed") != "true" || !bytes.Equal(b, first) {
		t.Errorf("asked again: %v %s", resp.Header, b)
	}
	if resp, b := s.post(c.Token, "/records", strings.Replace(body, "90", "60", 1), "Idempotency-Key", "k-1"); resp.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(string(b), "another request") {
		t.Errorf("another body: %d %s", resp.StatusCode, b)
	}
	if resp, _ := s.post(c.Token, "/searches", body, "Idempotency-Key", "k-1"); resp.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("another address: %d", resp.StatusCode)
	}
	// What was done and not answered, because the machine went down in between, is known.
	var done api.Entered
	if err := json.Unmarshal(first, &done); err != nil {
		t.Fatal(err)
	}
	person, err := s.people.Named(t.Context(), "clerk")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.people.Answered(t.Context(), person.ID, "k-1", 0, []byte{}); err != nil {
		t.Fatal(err)
	}
	resp, b = s.post(c.Token, "/records", body, "Idempotency-Key", "k-1")
	if resp.StatusCode != http.StatusCreated || !bytes.Equal(b, first) || s.entries() != before+1 {
		t.Errorf("after a fall: %d %s, want %s; %d entries", resp.StatusCode, b, first, s.entries()-before)
	}
	// A key under which nothing was done can be used again.
	wrong := strings.Replace(body, "90 days", "ninety", 1)
	if resp, _ := s.post(c.Token, "/records", `{"claims":[{"subject":"a9999-1","property":"notice","value":"90 days"}]}`, "Idempotency-Key", "k-2"); resp.StatusCode/100 != 4 {
		t.Errorf("%s: %d", wrong, resp.StatusCode)
	}
	if resp, b := s.post(c.Token, "/records", body, "Idempotency-Key", "k-2"); resp.StatusCode != http.StatusCreated {
		t.Errorf("the key again: %d %s", resp.StatusCode, b)
	}
}

// TestAPIWritesRefused: what may not be or cannot be is a problem that says where it is
// and what to do, and leaves no entry.
func TestAPIWritesRefused(t *testing.T) {
	s := serveAPI(t)
	all := s.clerk("chief", nil, account.TokenActs...).Token
	one := s.clerk("one", []account.Held{{Role: account.Editor, Agreement: "a0-1"}}, account.Record, account.Judge).Token
	none := s.clerk("none", []account.Held{{Role: account.Editor}}, account.Submit).Token
	before := s.entries()
	record := func(subject string) string {
		return `{"claims":[{"subject":"` + subject + `","property":"notice","value":"90 days"}]}`
	}
	for name, c := range map[string]struct {
		token, path, body string
		status            int
		place, says       string
	}{
		"no token":                    {"", "/records", record("a0-1"), 401, "", "send Authorization: Bearer"},
		"a guessed token":             {"sanad_GUESSED", "/records", record("a0-1"), 401, "", "no such token"},
		"a token for something else":  {none, "/records", record("a0-1"), 403, "", "may not"},
		"another's agreement":         {one, "/records", record("a0-2"), 403, "", "of a0-2"},
		"by way of a part":            {one, "/records", `{"claims":[{"subject":"m1","property":"of","value":"a0-2"},{"subject":"m1","property":"code","value":"route-survey"}]}`, 403, "", "of a0-2"},
		"a party":                     {one, "/records", `{"claims":[{"subject":"p0-1","property":"country","value":"CN"}]}`, 403, "", "whole register"},
		"a role that is not held":     {one, "/judgements", `{"left":"a0-1","right":"a0-2","verdict":"same","reason":"x"}`, 403, "", ""},
		"no JSON":                     {all, "/records", `{`, 422, "", "no such JSON"},
		"a name nobody knows":         {all, "/records", `{"clams":[]}`, 422, "", "clams"},
		"two values":                  {all, "/records", record("a0-1") + `{}`, 422, "", "more than one"},
		"a list for a text":           {all, "/judgements", `{"left":["a0-1"]}`, 422, "/left", "another sort"},
		"no id":                       {all, "/records", record("x 1"), 422, "/claims/0/subject", "no such id"},
		"no property":                 {all, "/records", `{"claims":[{"subject":"a0-1","property":"mood","value":"good"}]}`, 422, "/claims/0/property", "/about/properties"},
		"no value":                    {all, "/records", `{"claims":[{"subject":"a0-1","property":"expires","value":"soon"}]}`, 422, "/claims/0/value", "soon"},
		"a thing that is not there":   {all, "/records", record("a9999-1"), 422, "", "not in the log"},
		"nothing":                     {all, "/records", `{"claims":[]}`, 422, "", "nothing is entered"},
		"no reason":                   {all, "/judgements", `{"left":"a0-1","right":"a0-2","verdict":"same"}`, 422, "", "no reason"},
		"a thing and itself":          {all, "/judgements", `{"left":"a0-1","right":"a0-1","verdict":"same","reason":"x"}`, 422, "", "both sides"},
		"different sorts":             {all, "/judgements", `{"left":"a0-1","right":"p0-1","verdict":"same","reason":"x"}`, 422, "/right", ""},
		"a withdrawal of nothing":     {one, "/withdrawals", `{"entry":0,"reason":"x"}`, 403, "/entry", "take entry 0 back"},
		"a source that is nothing":    {all, "/sources", `{}`, 422, "", "one of text"},
		"a source that is two things": {all, "/sources", `{"text":"a","address":"https://example.org/"}`, 422, "", "one of text"},
		"a source without agreement":  {all, "/sources", `{"text":"Nothing was signed and nobody met anyone."}`, 422, "", "no agreement found"},
		"too much":                    {all, "/records", strings.Repeat(" ", 2<<20), 413, "", "send less"},
	} {
		resp, body := s.post(c.token, c.path, c.body)
		var p api.Problem
		if err := json.Unmarshal(body, &p); err != nil || resp.Header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s is no problem: %s", name, body)
			continue
		}
		if resp.StatusCode != c.status || p.Place != c.place || !strings.Contains(p.Detail+" "+p.Hint, c.says) {
			t.Errorf("%s: %d %+v", name, resp.StatusCode, p)
		}
		if c.status == 401 && !strings.HasPrefix(resp.Header.Get("WWW-Authenticate"), "Bearer") {
			t.Errorf("%s: %v", name, resp.Header)
		}
	}
	if resp, _ := s.ask(http.MethodPost, "/api/v1/records", []byte(record("a0-1")), "Authorization", "Bearer "+all, "Content-Type", "text/plain"); resp.StatusCode != http.StatusUnsupportedMediaType {
		t.Errorf("text/plain: %d", resp.StatusCode)
	}
	if resp, _ := s.ask(http.MethodGet, "/api/v1/trail", nil); resp.StatusCode != http.StatusUnauthorized {
		t.Errorf("the trail for anybody: %d", resp.StatusCode)
	}
	if got := s.entries(); got != before {
		t.Errorf("%d entries were made", got-before)
	}
	resp, _ := s.post(one, "/records", record("a0-1"))
	if resp.StatusCode != http.StatusCreated || !strings.Contains(resp.Header.Get("RateLimit"), `"writes";r=`) {
		t.Errorf("one's own agreement: %d %v", resp.StatusCode, resp.Header)
	}
}

// TestAPIFocalPerson: who speaks for a party enters its statement, on its agreement
// alone, and takes back what is their own.
func TestAPIFocalPerson(t *testing.T) {
	s := serveAPI(t)
	chief := s.clerk("chief", nil, account.TokenActs...)
	a, err := chief.Agreement(t.Context(), "a0-1")
	if err != nil || len(a.Sides) == 0 {
		t.Fatal(err)
	}
	party := a.Sides[0].Party
	c := s.clerk("focal", []account.Held{{Role: account.Focal, Agreement: "a0-1", Party: party}}, account.State)
	value := json.RawMessage(`"2028-01-01"`)
	said, err := c.EnterRecord(t.Context(), api.NewRecord{Claims: []api.NewClaim{{Subject: "a0-1", Property: "expires", Value: value}}})
	if err != nil {
		t.Fatal(err)
	}
	src, err := c.Source(t.Context(), said.Source)
	if err != nil || src.Source.Standing != "statement" {
		t.Errorf("%+v %v", src.Source, err)
	}
	if _, err := c.EnterRecord(t.Context(), api.NewRecord{Side: a.Sides[len(a.Sides)-1].Party, Claims: []api.NewClaim{{Subject: "a0-1", Property: "expires", Value: value}}}); err == nil {
		t.Error("they speak for another party")
	}
	office, err := chief.EnterRecord(t.Context(), api.NewRecord{Claims: []api.NewClaim{{Subject: "a0-1", Property: "expires", Value: value}}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Withdraw(t.Context(), api.NewWithdrawal{Entry: office.Entry, Reason: "x"}); err == nil {
		t.Error("they take the office's entry back")
	}
	if _, err := c.Withdraw(t.Context(), api.NewWithdrawal{Entry: said.Entry, Reason: "x"}); err != nil {
		t.Error(err)
	}
}

// TestAPIWritesAsDescribed: what is sent and answered is as the description says, and a
// write that is described has an example here.
func TestAPIWritesAsDescribed(t *testing.T) {
	s := serveAPI(t)
	c := s.clerk("clerk", nil, account.TokenActs...)
	paths, compiler := s.description()
	row := register.ID("")
	for a, err := range c.Agreements(t.Context(), nil) {
		if err != nil {
			t.Fatal(err)
		}
		row = register.ID(a.ID)
	}
	examples := map[string]string{
		"/sources":     `{"text":"The Ministry of Communications of Kenya and Example Skills Company Limited signed a memorandum of understanding on 4 September 2025.","title":"A signing"}`,
		"/files":       `{"file":"SGVsbG8="}`,
		"/records":     `{"claims":[{"subject":"m1","property":"of","value":"a0-1"},{"subject":"m1","property":"code","value":"route-survey"},{"subject":"m1","property":"met","value":{"date":"2026-03-01","type":"date"}}]}`,
		"/judgements":  `{"left":"a0-1","right":"` + string(row) + `","verdict":"different","reason":"two papers"}`,
		"/rulings":     `{"about":"a0-1","property":"kind","value":"mou","reason":"it says so"}`,
		"/searches":    `{"about":"a0-1","for":"a list","in":["the gazette"],"on":"2026-01-01","reason":"asked"}`,
		"/placements":  `{"agreement":"a0-1","candidate":"CANDIDATE","belongs":true,"reason":"it names it"}`,
		"/withdrawals": `{"entry":LAST,"reason":"a test"}`,
	}
	if _, stderr, err := command(t, s.data, "record", "a0-1", "candidate", "evidence", "title=A report", "--author", "A. Officer"); err != nil {
		t.Fatal(err, stderr)
	}
	last := s.entries() - 1
	examples["/placements"] = strings.Replace(examples["/placements"], "CANDIDATE", fmt.Sprintf("v%d-1", last), 1)
	examples["/withdrawals"] = strings.Replace(examples["/withdrawals"], "LAST", fmt.Sprint(last-1), 1)
	s.follow()
	for path, methods := range paths {
		operation, ok := methods["post"]
		if !ok {
			continue
		}
		path = strings.TrimPrefix(path, "/api/v1")
		body := examples[path]
		if body == "" {
			t.Errorf("%s is described and has no example", path)
			continue
		}
		at := "#/paths/~1api~1v1" + strings.ReplaceAll(path, "/", "~1") + "/post/"
		valid := func(part string, b []byte) {
			schema, err := compiler.Compile(descriptionAt + at + part + "/content/application~1json/schema")
			if err != nil {
				t.Errorf("%s %s: %v", path, part, err)
				return
			}
			v, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
			if err == nil {
				err = schema.Validate(v)
			}
			if err != nil {
				t.Errorf("%s %s is not as described: %v", path, part, err)
			}
		}
		valid("requestBody", []byte(body))
		resp, answer := s.post(c.Token, path, body)
		if resp.StatusCode != http.StatusCreated {
			t.Errorf("%s: %d %s", path, resp.StatusCode, answer)
			continue
		}
		valid("responses/201", answer)
		takes := slices.ContainsFunc(operation.Parameters, func(p struct{ Name, In string }) bool { return p.Name == "Idempotency-Key" && p.In == "header" })
		if !takes {
			t.Errorf("%s does not say that it takes a key", path)
		}
	}
}

// TestServedWithAccounts: the program prints the first link once it serves, and none
// once somebody followed it; two at once keep one file of accounts.
func TestServedWithAccounts(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	text := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(text, []byte("The Ministry of Communications of Kenya and Example Skills Company Limited signed a memorandum of understanding on 4 September 2025."), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, stderr, err := command(t, data, "add", text); err != nil {
		t.Fatal(err, stderr)
	}
	serve := func(args ...string) string {
		return servedUntil(t, data, args...)
	}
	if out := serve("--read-only"); strings.Contains(out, "/welcome/") {
		t.Errorf("read only: %s", out)
	}
	out := serve("--address", "https://register.example")
	_, after, ok := strings.Cut(out, "https://register.example/welcome/")
	if !ok {
		t.Fatalf("no link: %s", out)
	}
	people, err := account.Open(t.Context(), data, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer people.Close()
	if _, err := people.Follow(t.Context(), strings.Fields(after)[0], "chief", "A. Chief", "four words in a row"); err != nil {
		t.Fatal(err)
	}
	if out := serve(); strings.Contains(out, "/welcome/") {
		t.Errorf("somebody has an account: %s", out)
	}
	if out, stderr, err := command(t, data, "people", "list"); err != nil || !strings.Contains(out, "A. Chief") {
		t.Errorf("%s %s %v", out, stderr, err)
	}
}
