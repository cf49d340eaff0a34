package iati_test

import (
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"sanad/claim"
	"sanad/internal/claimlog"
	"sanad/internal/ingest"
	publish "sanad/internal/publish/iati"
	reader "sanad/internal/reader/iati"
	"sanad/internal/register"
	"sanad/internal/register/sqlview"
	"sanad/internal/source/archive"
)

// register of the activities of a file.
func registerOf(t *testing.T, file []byte) *sqlview.View {
	t.Helper()
	data := filepath.Join(t.TempDir(), "register")
	if err := claimlog.Create(data, "test.example/log"); err != nil {
		t.Fatal(err)
	}
	log, err := claimlog.Open(data, 0)
	if err != nil {
		t.Fatal(err)
	}
	seen, err := ingest.OpenSeen(context.Background(), data)
	if err != nil {
		t.Fatal(err)
	}
	door := &ingest.Door{Data: data, Archive: archive.Open(filepath.Join(data, "archive")), Log: log, Seen: seen}
	if _, err := door.ImportActivities(context.Background(), reader.Pieces(bytes.NewReader(file)), func(reader.Problem) {}); err != nil {
		t.Fatal(err)
	}
	if err := log.Close(); err != nil {
		t.Fatal(err)
	}
	seen.Close()
	view, err := sqlview.Open(context.Background(), data)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { view.Close() })
	read, err := claimlog.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := register.Fold(context.Background(), read, view, nil); err != nil {
		t.Fatal(err)
	}
	return view
}

func write(t *testing.T, view *sqlview.View) (string, []publish.Left) {
	t.Helper()
	var b strings.Builder
	var left []publish.Left
	o := publish.Options{Reporter: "Register Office", Ref: "ZZ-REG", Type: "10", On: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)}
	if _, err := publish.Write(context.Background(), &b, view, o, func(l publish.Left) { left = append(left, l) }); err != nil {
		t.Fatal(err)
	}
	return b.String(), left
}

// said are the claims of a file's activities, as far as they are of the activity and
// not of who publishes it, parties by their names.
func said(t *testing.T, file string) []string {
	t.Helper()
	var out []string
	for p, err := range reader.Pieces(strings.NewReader(file)) {
		if err != nil {
			t.Fatal(err)
		}
		r, err := reader.Parse(p.Bytes, p.File)
		if err != nil {
			t.Fatal(err)
		}
		// A local subject is what is said of it first: a party's name, an amount.
		names := map[claim.Subject]string{}
		for _, c := range r.Claims {
			text, isText := c.Value.(claim.Text)
			if isText && (c.Property == claim.PropName || c.Property == claim.PropTitle || c.Property == claim.PropReference) && names[c.Subject] == "" {
				names[c.Subject] = text.Text
			}
			if c.Property == claim.PropMoney || c.Property == claim.PropActual {
				names[c.Subject] = string(claim.AppendValue(nil, c.Value))
			}
		}
		for _, c := range r.Claims {
			if c.Subject == claim.DocumentSubject || c.Property == claim.PropMention || c.Property == claim.PropBackground {
				continue
			}
			value := string(claim.AppendValue(nil, c.Value))
			if ref, ok := c.Value.(claim.Ref); ok {
				value = names[ref.Subject] + " " + ref.Role
			}
			out = append(out, fmt.Sprintf("%s: %s %s %s %s %s", r.Reference, names[c.Subject], c.Property, value, c.Modality, c.AsOf))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// TestRoundTrip: what is modelled of activities comes back from the register as it
// went in.
func TestRoundTrip(t *testing.T) {
	b, err := os.ReadFile("../../reader/iati/testdata/activities.xml")
	if err != nil {
		t.Fatal(err)
	}
	file, left := write(t, registerOf(t, b))
	want, got := said(t, string(b)), said(t, file)
	for _, line := range want {
		if !slices.Contains(got, line) {
			t.Errorf("went in and did not come back: %s", line)
		}
	}
	for _, line := range got {
		if !slices.Contains(want, line) {
			t.Errorf("came back and did not go in: %s", line)
		}
	}
	if len(want) < 60 {
		t.Errorf("only %d claims are compared", len(want))
	}
	for _, l := range left {
		t.Logf("%s: %s", l.Agreement, l.What)
	}
	again, _ := write(t, registerOf(t, []byte(file)))
	if again != file {
		t.Errorf("written again it differs:\n%s\n%s", file, again)
	}
	ordered(t, file)
}

// order is how the standard orders what stands in an element, version 2.03, as far
// as it is written here.
var order = map[string]string{
	"iati-activity":        "iati-identifier reporting-org title description participating-org activity-status activity-date recipient-country location sector default-finance-type planned-disbursement transaction document-link related-activity result",
	"planned-disbursement": "period-start period-end value provider-org receiver-org",
	"transaction":          "transaction-type transaction-date value description provider-org receiver-org finance-type",
	"document-link":        "title category document-date",
	"result":               "title indicator",
	"indicator":            "title baseline period",
	"period":               "period-start period-end target actual",
	"actual":               "location dimension",
}

// needed must stand in an element, its attributes after an @.
var needed = map[string]string{
	"iati-activities":      "@version iati-activity",
	"iati-activity":        "iati-identifier reporting-org title description participating-org activity-status activity-date",
	"reporting-org":        "@ref @type narrative",
	"title":                "narrative",
	"description":          "narrative",
	"participating-org":    "@role",
	"activity-date":        "@iso-date @type",
	"planned-disbursement": "period-start value",
	"value":                "@value-date",
	"transaction":          "transaction-type transaction-date value",
	"document-link":        "@format @url title category",
	"related-activity":     "@ref @type",
	"result":               "@type title indicator",
	"indicator":            "@measure title",
	"baseline":             "@year",
	"period":               "period-start period-end",
	"dimension":            "@name @value",
}

// ordered holds a file to order and needed.
func ordered(t *testing.T, file string) {
	t.Helper()
	type inside struct {
		name string
		last int
		has  []string
	}
	var path []inside
	d := xml.NewDecoder(strings.NewReader(file))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		switch x := token.(type) {
		case xml.StartElement:
			name := x.Name.Local
			if len(path) > 0 {
				p := &path[len(path)-1]
				p.has = append(p.has, name)
				if all, known := order[p.name]; known {
					at := slices.Index(strings.Fields(all), name)
					if at < p.last {
						t.Errorf("<%s> stands out of order in <%s>", name, p.name)
					}
					p.last = at
				}
			}
			one := inside{name: name}
			for _, a := range x.Attr {
				one.has = append(one.has, "@"+a.Name.Local)
			}
			path = append(path, one)
		case xml.EndElement:
			p := path[len(path)-1]
			path = path[:len(path)-1]
			for _, what := range strings.Fields(needed[p.name]) {
				if !slices.Contains(p.has, what) {
					t.Errorf("<%s> has no %s", p.name, what)
				}
			}
		}
	}
}
