package press

import (
	"fmt"
	"testing"

	"sanad/internal/reader"
)

// told is what a short announcement, published on Wednesday, 9 April 2025, says of
// its one agreement: each attribute as a line of text.
func told(t *testing.T, text string) map[string]string {
	t.Helper()
	r, err := New().Read(reader.Document{Text: text, Published: "2025-04-09"})
	if err != nil {
		t.Fatal(err)
	}
	var news []reader.Agreement
	for _, a := range r.Agreements {
		if !a.Background {
			news = append(news, a)
		}
	}
	if len(news) != 1 {
		t.Fatalf("%d agreements in %q", len(news), text)
	}
	a := news[0]
	out := map[string]string{"kind": a.Kind, "stage": a.Stage}
	if a.Signed != nil {
		out["signed"] = a.Signed.Value
	}
	if a.Purpose != nil {
		out["purpose"] = a.Purpose.Text
	}
	if a.Place != nil {
		out["place"] = a.Place.Text
	}
	for _, q := range a.Quantities {
		out["quantities"] += fmt.Sprintf("%g %s;", q.Value, q.Unit)
	}
	for _, m := range a.Money {
		out["money"] += fmt.Sprintf("%.0f %s;", m.Amount, m.Currency)
	}
	return out
}

// TestTold is what is said of an agreement away from the words that sign it.
func TestTold(t *testing.T) {
	const signs = "Delta Foods and Orbis Rail signed an MoU on grain. "
	for _, x := range []struct{ attribute, want, text string }{
		// A lender approves a loan, told in two currencies.
		{"stage", "approved", "The Orbis Development Bank said it has approved a $30 million (27.6 million euro) development policy loan to Albania."},
		{"money", "30000000 USD;27600000 EUR;", "The Orbis Development Bank said it has approved a $30 million (27.6 million euro) development policy loan to Albania."},
		// Talks come before the signing of what they were about.
		{"stage", "signed", "Delta Bank held discussions with Orbis Rail to mobilise a loan of USD 5 million.\n\nThe above-mentioned loan agreement was signed by Jane Roe on behalf of Delta Bank and by Max Poe on behalf of Orbis Rail."},
		// The day in full goes before "today".
		{"signed", "2025-04-08", "The signing of the loan agreement between Delta Bank and Orbis Rail took place today in Accra on April 8, 2025."},
		{"signed", "2025-04-09", "Delta Foods and Orbis Rail today signed an MoU on grain."},
		{"signed", "2025-04-08", "Delta Foods has reached an agreement with Orbis Rail on freight. “Yesterday was a good day, as we reached this agreement,” Jane Roe said."},
		// What the sentence goes on to call it, and what the lead calls all of them.
		{"kind", "mou", "Delta Foods and Orbis Rail formalised a new cooperation agreement, signing a memorandum of understanding to move grain."},
		{"kind", "mou", "Delta Foods and Orbis Rail signed an understanding to move grain."},
		{"kind", "agreement", "Delta Foods and Orbis Rail reached an understanding to move grain."},
		{"kind", "mou", "Five memorandums of understanding were sealed at the fair today.\n\nDelta Foods and Orbis Rail inked a deal to move grain."},
		{"kind", "agreement", "Five memorandums of understanding and six agreements were sealed at the fair today.\n\nDelta Foods and Orbis Rail inked a deal to move grain."},
		// Where the ceremony was.
		{"place", "Kampala", signs + "\n\nThe signing ceremony was held at the company's rooms in Quay House, Kampala."},
		{"place", "", signs + "\n\nThe talks were held in Kampala."},
		// What it is for.
		{"purpose", "", "The loan agreement was signed by Jane Roe on behalf of Delta Bank and by Max Poe on behalf of Orbis Rail."},
		{"purpose", "enhance the relationship between the farms of Peru and Chile", "Delta Foods and Orbis Rail signed an MoU to enhance the relationship between the farms of Peru and Chile."},
		{"purpose", "improve harvests by lending drills and ploughs", "Delta Foods and Orbis Rail signed an MoU to improve harvests by lending drills and ploughs."},
		{"purpose", "moving grain, milk, and timber across the gulf", "Delta Foods and Orbis Rail signed an MoU aimed at moving grain, milk, and timber across the gulf."},
		{"purpose", "move grain", "Delta Foods and Orbis Rail signed an MoU to move grain, the companies and their banks said."},
		{"purpose", "feeding crews on night trains", "Delta Foods and Orbis Rail signed an MoU with the aim of feeding crews on night trains."},
		{"purpose", "train millers in new methods", "Delta Foods and Orbis Rail signed an MoU.\n\nThe MoU aims to train millers in new methods."},
		{"purpose", "continue the Lindi canal", "Delta Bank and Orbis Rail signed a loan agreement amounting to USD 200 million to continue the Lindi canal."},
		// What is counted: not the sides, a visit, an anniversary, a year, a section.
		{"quantities", "40 silos;", signs + "The two companies will build 40 silos."},
		{"quantities", "40 silos;", signs + "Our three institutions will build 40 silos."},
		{"quantities", "40 silos;", signs + "On a three-day working visit, Jane Roe said they will build 40 silos."},
		{"quantities", "40 silos;", signs + "In celebration of 50 years of trade they will build 40 silos."},
		{"quantities", "40 silos;", signs + "Under Section 32 of the Companies Act they will build 40 silos."},
		{"quantities", "40 silos;", signs + "They will build 40 silos. With 40 silos they will feed a city."},
		{"quantities", "40 ha;", signs + "This 40 ha project turns heads.\n\nNearby, a forest of 90 ha grows."},
		{"quantities", "4 years;", signs + "The four-year programme will begin in autumn."},
		{"money", "5000000 USD;", signs + "It is worth USD 5 million. The MoU of USD 5 million will run on."},
	} {
		if got := told(t, x.text)[x.attribute]; got != x.want {
			t.Errorf("%s of %q: %q, want %q", x.attribute, x.text, got, x.want)
		}
	}
}

// TestNoAgreement is what names an instrument and makes none.
func TestNoAgreement(t *testing.T) {
	for _, text := range []string{
		"This programme aligns with Orbis Bank's Country Partnership Framework, supporting growth in Albania, as well as with Delta Foods.",
		"Peru and Chile met, based on the General Agreement for Cooperation in the Economic, Technical and Cultural Domains, signed in Lima on 15 January 2014, which will allow other legal instruments to be signed.",
		"Peru and Chile met, based on the General Agreement for Cooperation, which will allow other legal instruments to be signed.",
	} {
		r, err := New().Read(reader.Document{Text: text, Published: "2025-04-09"})
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range r.Agreements {
			if !a.Background {
				t.Errorf("%q: %s %s %s", text, a.Rule, a.Kind, a.Title)
			}
		}
	}
}
