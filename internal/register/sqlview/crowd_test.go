package sqlview

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"sanad/claim"
	"sanad/internal/claimlog"
	"sanad/internal/register"
	"sanad/internal/resolve"
)

// TestCrowd: of more bodies named alike than are compared with one another the register
// says so; and what a name has of its own still finds its like among the last of them.
func TestCrowd(t *testing.T) {
	const bodies = resolve.Crowd + 60
	name := func(i int) string { return fmt.Sprintf("Government Primary School No. %d, Rawalpindi", i+1) }
	reading := claimlog.Reading{Reader: "workbook/1", Claims: document(0, "record")}
	for i := range bodies {
		reading.Claims = append(reading.Claims, said(claim.Subject(fmt.Sprintf("p%d", i+1)), claim.PropName, claim.Text{Text: name(i)}))
	}
	again := claimlog.Reading{Reader: "press/1", Claims: append(document(1, "press"),
		said("p1", claim.PropName, claim.Text{Text: fmt.Sprintf("Govt. Primary School %d Rawalpindi", bodies)}))}
	for names, readings := range map[string][]claimlog.Reading{"few": {again}, "many": {reading, again}} {
		v := folded(t, readings...)
		crowds, err := v.Crowds(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if names == "few" {
			if len(crowds) > 0 {
				t.Errorf("crowds of one body: %+v", crowds)
			}
			continue
		}
		if len(crowds) != 1 || crowds[0].Bodies != bodies || crowds[0].First.Name != name(0) || crowds[0].Last.Name != name(bodies-1) {
			t.Errorf("crowds %+v, want one of %d bodies from %q to %q", crowds, bodies, name(0), name(bodies-1))
		}
		same, err := v.PartiesNamed(context.Background(), name(bodies-1))
		if err != nil || len(same) != 1 {
			t.Fatal(same, err)
		}
		p, err := v.Party(context.Background(), same[0])
		if err != nil || len(p.Sources) != 2 {
			t.Errorf("the last school has %d sources, want 2, %v", len(p.Sources), err)
		}
	}
}

// folded is a register of some readings.
func folded(t *testing.T, readings ...claimlog.Reading) *View {
	t.Helper()
	data := filepath.Join(t.TempDir(), "register")
	if err := claimlog.Create(data, "test.example/log"); err != nil {
		t.Fatal(err)
	}
	l, err := claimlog.Open(data, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range readings {
		if _, err := l.Append(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	log, err := claimlog.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	v, err := Open(context.Background(), data)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { v.Close() })
	if _, err := register.Fold(context.Background(), log, v, nil); err != nil {
		t.Fatal(err)
	}
	return v
}
