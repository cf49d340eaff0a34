package pdf_test

import (
	"bytes"
	"fmt"
	"image/png"
	"slices"
	"strings"
	"testing"

	"sanad/internal/source/decode/pdf"
)

// file makes a PDF of pages of content, in Helvetica /F with a picture /I.
func file(pages ...string) []byte {
	var b bytes.Buffer
	var at []int
	obj := func(s string) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(at), s)
	}
	b.WriteString("%PDF-1.4\n")
	kids := ""
	for i := range pages {
		kids += fmt.Sprintf("%d 0 R ", 6+2*i)
	}
	obj("<</Type/Catalog/Pages 2 0 R>>")
	obj(fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", kids, len(pages)))
	obj("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
	obj("<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>\nstream\n\x7f\nendstream")
	obj("<</Title(scan0001.pdf)/CreationDate(D:20240603101500+05'00')>>")
	for i, p := range pages {
		obj(fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>/XObject<</I 4 0 R>>>>/Contents %d 0 R>>", 7+2*i))
		obj(fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(p), p))
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, o := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R/Info 5 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, xref)
	return b.Bytes()
}

// at writes lines from a place downwards, 14 points apart.
func at(x, y int, size float64, lines ...string) string {
	var b strings.Builder
	for i, l := range lines {
		l = strings.NewReplacer("(", `\(`, ")", `\)`, "–", `\226`, "•", `\225`).Replace(l)
		fmt.Fprintf(&b, "BT /F %g Tf 1 0 0 1 %d %d Tm (%s) Tj ET\n", size, x, y-14*i, l)
	}
	return b.String()
}

const picture = "q 500 0 0 700 40 40 cm /I Do Q\n"

func TestPages(t *testing.T) {
	for _, c := range []struct {
		name   string
		pages  []string
		text   string
		starts []int
		unread []string
	}{
		{
			name: "paragraphs, a heading, a word cut by the line",
			pages: []string{
				at(60, 780, 18, "Three memoranda") + at(60, 740, 11, "The Board signed a memorandum of under-", "standing on public-private part-", "nership and the Water-", "Energy plan.") +
					at(60, 660, 11, "It is public-", "private in kind."),
			},
			text:   "# Three memoranda\n\nThe Board signed a memorandum of understanding on public-private partnership and the Water-Energy plan.\n\nIt is public-private in kind.\n",
			starts: []int{0},
		},
		{
			name: "a paragraph over two pages, their numbers and heads gone",
			pages: []string{
				at(60, 820, 9, "Nilmarsh Water Board, page 1 of 2") + at(60, 700, 11, "First.", "", "The Board and Halden Rohr Systems have signed a memorandum of understanding", "on the detection of leaks along the") + at(290, 30, 9, "1"),
				at(60, 820, 9, "Nilmarsh Water Board, page 2 of 2") + at(60, 780, 11, "northern mains of the city.") + at(60, 740, 11, "Last.") + at(290, 30, 9, "– 2 –"),
			},
			text:   "Nilmarsh Water Board, page 1 of 2\n\nFirst.\n\nThe Board and Halden Rohr Systems have signed a memorandum of understanding on the detection of leaks along the northern mains of the city.\n\nLast.\n",
			starts: []int{0, len("Nilmarsh Water Board, page 1 of 2\n\nFirst.\n\nThe Board and Halden Rohr Systems have signed a memorandum of understanding on the detection of leaks along the ")},
		},
		{
			name: "two columns, written line by line across",
			pages: []string{
				at(60, 780, 11, "Above both of the columns stands a line that runs over the whole width of the page.") +
					at(60, 740, 11, "The left column speaks of the leaks") + at(320, 740, 11, "The right column speaks of schools") +
					at(60, 726, 11, "that the Board and Halden Rohr find") + at(320, 726, 11, "at which technicians are trained by") +
					at(60, 712, 11, "along the mains in the next three") + at(320, 712, 11, "the Institute of Hydrology and the") +
					at(60, 698, 11, "years, and ends with a full stop.") + at(320, 698, 11, "Board together until the year ends.") +
					at(60, 660, 11, "Below stands another."),
			},
			text:   "Above both of the columns stands a line that runs over the whole width of the page.\n\nThe left column speaks of the leaks that the Board and Halden Rohr find along the mains in the next three years, and ends with a full stop.\n\nThe right column speaks of schools at which technicians are trained by the Institute of Hydrology and the Board together until the year ends.\n\nBelow stands another.\n",
			starts: []int{0},
		},
		{
			name: "a table with cells of two lines, a list",
			pages: []string{
				at(60, 780, 11, "Partner") + at(250, 780, 11, "Subject") + at(450, 780, 11, "Term") +
					at(60, 750, 11, "Halden Rohr Systems", "of the Upper Province") + at(250, 750, 11, "Leaks") + at(450, 750, 11, "3 years") +
					at(60, 706, 11, "Quetzal Finance") + at(250, 706, 11, "Partnership | other") + at(450, 706, 11, "2 years") +
					at(60, 650, 11, "• Open an office for the detection", "of leaks.", "• Publish figures.") + at(60, 590, 11, "1. First", "2. Second"),
			},
			text:   "| Partner | Subject | Term |\n|---|---|---|\n| Halden Rohr Systems of the Upper Province | Leaks | 3 years |\n| Quetzal Finance | Partnership \\| other | 2 years |\n\n- Open an office for the detection of leaks.\n- Publish figures.\n1. First\n2. Second\n",
			starts: []int{0},
		},
		{
			name: "a heading close above a table",
			pages: []string{
				at(60, 780, 16, "Agreements signed") + at(60, 762, 11, "Partner") + at(250, 762, 11, "Subject") +
					at(60, 744, 11, "Halden Rohr Systems") + at(250, 744, 11, "Leaks") + at(60, 726, 11, "Quetzal Finance") + at(250, 726, 11, "Partnership"),
			},
			text:   "# Agreements signed\n\n| Partner | Subject |\n|---|---|\n| Halden Rohr Systems | Leaks |\n| Quetzal Finance | Partnership |\n",
			starts: []int{0},
		},
		{
			name:   "pictures and a blank page",
			pages:  []string{picture, at(60, 780, 11, "The second page has words on it, and enough of them that nobody takes it for the scan of a page."), "", picture + at(60, 20, 8, "Scanned by the clerk")},
			text:   "The second page has words on it, and enough of them that nobody takes it for the scan of a page.\n\nScanned by the clerk\n",
			starts: []int{0, 0, 98, 98},
			unread: []string{"1 " + pdf.NeedsOCR, "4 the page is a picture with a few words over it: it needs OCR"},
		},
		{
			name: "nothing but pictures", pages: []string{picture, picture}, starts: []int{0, 0},
			unread: []string{"1 " + pdf.NeedsOCR, "2 " + pdf.NeedsOCR},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := pdf.Decode(file(c.pages...))
			if err != nil {
				t.Fatal(err)
			}
			var unread []string
			for _, u := range d.Unread {
				unread = append(unread, fmt.Sprint(u.Page, " ", u.Reason))
			}
			if d.Text != c.text || !slices.Equal(d.Pages, c.starts) || !slices.Equal(unread, c.unread) {
				t.Errorf("pages %v, unread %q, text:\n%s\nwant pages %v, unread %q, text:\n%s", d.Pages, unread, d.Text, c.starts, c.unread, c.text)
			}
			if d.Title != "" || d.Created != "2024-06-03" || d.Published != "" {
				t.Errorf("title %q created %q published %q", d.Title, d.Created, d.Published)
			}
		})
	}
}

// TestSameTwice: the same bytes give the same text.
func TestSameTwice(t *testing.T) {
	b := file(at(60, 780, 11, "One line."), picture)
	one, err := pdf.Decode(b)
	if err != nil {
		t.Fatal(err)
	}
	two, err := pdf.Decode(b)
	if err != nil || fmt.Sprintf("%+v", one) != fmt.Sprintf("%+v", two) {
		t.Errorf("%+v\n%+v, %v", one, two, err)
	}
	if one.PageAt(0) != 1 || one.PageAt(len(one.Text)) != 2 {
		t.Errorf("pages of offsets: %d %d", one.PageAt(0), one.PageAt(len(one.Text)))
	}
}

// TestPictureOfALargePage: a page of five metres is rendered coarser instead of
// not at all.
func TestPictureOfALargePage(t *testing.T) {
	b := bytes.ReplaceAll(file(picture), []byte("/MediaBox[0 0 595 842]"), []byte("/MediaBox[0 0 14400 14400]"))
	asked := false
	err := pdf.Picture(b, 1, 300, func(b []byte) error {
		asked = true
		c, err := png.DecodeConfig(bytes.NewReader(b))
		if c.Width*c.Height > 36e6 || c.Width < 4000 {
			t.Errorf("%d x %d", c.Width, c.Height)
		}
		return err
	})
	if err != nil || !asked {
		t.Error(err)
	}
}
