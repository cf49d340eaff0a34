package press

import (
	"regexp"
	"slices"
	"strings"

	"sanad/internal/reader"
)

// formerly is what follows a body's name where a text tells what it was called
// before: ", formerly Data Links Limited," or " (previously known as the Board of
// Works)". The name ends where the capitalised words do.
var formerly = regexp.MustCompile(`^(?: \([A-Z][A-Za-z0-9&-]*\))?,? \(?(?:formerly|previously|erstwhile|until recently)(?: (?:known as|called|named))? (?:the )?(\p{Lu}[\p{L}\p{N}’'&.-]*(?: (?:(?:of|and|for|on|the|&) )*\p{Lu}[\p{L}\p{N}’'&.-]*)*)`)

// formerWithin bounds how far behind a name its former one is looked for, in bytes.
const formerWithin = 200

// former adds to a party what the document says it was called before.
func (d *document) former(p *reader.Party) {
	if !strings.Contains(d.text, "formerly") && !strings.Contains(d.text, "previously") && !strings.Contains(d.text, "erstwhile") && !strings.Contains(d.text, "until recently") {
		return
	}
	names := []string{p.Name}
	for _, a := range p.Aliases {
		names = append(names, a.Name)
	}
	for _, name := range names {
		for from := 0; ; {
			i := strings.Index(d.text[from:], name)
			if i < 0 {
				break
			}
			end := from + i + len(name)
			m := formerly.FindStringSubmatchIndex(d.text[end:min(end+formerWithin, len(d.text))])
			if from = end; m == nil {
				continue
			}
			at := span{end + m[2], end + m[3]}
			at.end = at.start + len(strings.TrimRight(d.str(at), ".,’'"))
			was := reader.Alias{Name: oneLine(d.str(at)), Quote: d.quote(at), Former: true}
			p.Aliases = append(slices.DeleteFunc(p.Aliases, func(a reader.Alias) bool { return a.Name == was.Name }), was)
			return
		}
	}
}
