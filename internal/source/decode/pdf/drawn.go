package pdf

import (
	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

const (
	maxObjects = 5000 // looked at on a page
	maxRules   = 1000
)

// drawn counts the page's objects and, among them, pictures, and finds the lines
// that may part the cells of tables.
func drawn(in pdfium.Pdfium, at requests.Page) (objects, pictures int, rules []rule) {
	out, err := in.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: at})
	if err != nil {
		return 0, 0, nil
	}
	for i := range min(out.Count, maxObjects) {
		o, err := in.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: at, Index: i})
		if err != nil {
			continue
		}
		kind, err := in.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: o.PageObject})
		switch {
		case err != nil:
		case kind.Type == enums.FPDF_PAGEOBJ_IMAGE:
			pictures++
		case kind.Type == enums.FPDF_PAGEOBJ_PATH && len(rules) < maxRules:
			rules = append(rules, rulesOf(in, o.PageObject)...)
		}
	}
	return out.Count, pictures, rules
}

// rulesOf gives a path's lines: itself where it is thin, and the sides of a box.
// What else is drawn parts nothing.
func rulesOf(in pdfium.Pdfium, path references.FPDF_PAGEOBJECT) []rule {
	b, err := in.FPDFPageObj_GetBounds(&requests.FPDFPageObj_GetBounds{PageObject: path})
	if err != nil {
		return nil
	}
	whole := rule{float64(b.Left), float64(b.Right), float64(b.Bottom), float64(b.Top)}
	width, height := whole.right-whole.left, whole.top-whole.bottom
	switch {
	case width <= short && height <= short:
		return nil
	case width <= thin || height <= thin:
		return []rule{whole}
	case width <= short || height <= short:
		return nil
	}
	n, err := in.FPDFPath_CountSegments(&requests.FPDFPath_CountSegments{PageObject: path})
	if err != nil || n.Count < 4 || n.Count > 6 {
		return nil
	}
	return []rule{
		{whole.left, whole.left, whole.bottom, whole.top},
		{whole.right, whole.right, whole.bottom, whole.top},
		{whole.left, whole.right, whole.bottom, whole.bottom},
		{whole.left, whole.right, whole.top, whole.top},
	}
}
