package network

import (
	"reflect"
	"testing"

	"sanad/internal/fault"
)

func hint(err error) string { return fault.HintOf(err) }

var (
	ministry = Party{"p1", "Ministry of IT", "PK"}
	sky47    = Party{"p2", "SKY47", "PK"}
	zte      = Party{"p3", "ZTE", "CN"}
	huawei   = Party{"p4", "Huawei", "CN"}
)

var signed = []Agreement{
	{ID: "a1", Sides: []Party{ministry, zte}, Themes: []string{"training"}, Audiences: []string{"young people"}},
	{ID: "a2", Sides: []Party{ministry, huawei}, Themes: []string{"training"}, Audiences: []string{"young people"}},
	{ID: "a3", Sides: []Party{zte, sky47}, Themes: []string{"data-centre"}},
	{ID: "a4", Sides: []Party{huawei, sky47}, Themes: []string{"data-centre"}},
	{ID: "a5", Sides: []Party{ministry, zte}, Themes: []string{"fibre"}},
	{ID: "a6", Sides: []Party{zte, huawei}, Themes: []string{"fibre"}},
}

func TestOverlaps(t *testing.T) {
	found, more := Overlaps(signed, 10)
	if len(found) != 3 || more != 0 {
		t.Fatalf("%+v", found)
	}
	if want := (Overlap{A: "a1", B: "a2", Themes: []string{"training"}, Sides: []Party{ministry}, Audiences: []string{"young people"}}); !reflect.DeepEqual(found[0], want) {
		t.Errorf("%+v", found[0])
	}
	// ZTE has agreements on training and on fibre: another subject is no overlap.
	for _, o := range found {
		if o.A == "a1" && o.B == "a5" {
			t.Error("two themes overlap")
		}
	}
	if found, more := Overlaps(signed, 1); len(found) != 1 || more != 2 {
		t.Errorf("%d and %d more", len(found), more)
	}
}

func TestTwoPartners(t *testing.T) {
	found := TwoPartners(signed)
	if len(found) != 2 || found[0].Body != ministry || found[0].Theme != "training" || found[1].Body != sky47 || len(found[1].Partners) != 2 {
		t.Errorf("%+v", found)
	}
}

func TestDependences(t *testing.T) {
	on := map[string][]string{}
	for _, d := range Dependences(signed, "PK") {
		if d.Agreement == "a3" {
			on[d.Need] = d.On
		}
		if d.Agreement == "a6" {
			t.Error("an agreement between others is a country's")
		}
	}
	if len(on) != 3 || len(on["fibre"]) != 1 || on["fibre"][0] != "a5" || len(on["energy"]) != 0 {
		t.Errorf("the data centre needs %v", on)
	}
}
