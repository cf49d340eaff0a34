package web

import (
	"fmt"
	"html/template"
	"strings"

	"rsc.io/qr"
)

// squares draws a text as a QR code. It stays dark on light on a dark page: programs
// that read it look for that.
func squares(text string) (template.HTML, error) {
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return "", fmt.Errorf("QR code: %w", err)
	}
	const quiet = 4 // squares around it, ISO/IEC 18004
	side := code.Size + 2*quiet
	var path strings.Builder
	for y := range code.Size {
		for x := range code.Size {
			if code.Black(x, y) {
				fmt.Fprintf(&path, "M%d %dh1v1h-1z", x+quiet, y+quiet)
			}
		}
	}
	return template.HTML(fmt.Sprintf(`<svg class="squares" width="%[1]d" height="%[1]d" viewBox="0 0 %[2]d %[2]d" aria-hidden="true"><rect width="%[2]d" height="%[2]d" fill="#fff"/><path fill="#000" d="%[3]s"/></svg>`, side*5, side, path.String())), nil
}
