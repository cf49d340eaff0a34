package draft

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"sanad/internal/reader"
)

// Former is how a language tells what a body was called before. Each expression has
// the former name as its one group.
type Former struct {
	Words  []string       // a text without any of them tells none
	Behind *regexp.Regexp // matches from where the body's name ends
	Before *regexp.Regexp // matches up to where it begins
}

// formerWithin bounds how far from a name its former one is looked for, in bytes.
const formerWithin = 240

// tellsFormer says whether it is worth looking for former names in the text.
func (d *Draft) tellsFormer() bool {
	return slices.ContainsFunc(d.Former.Words, func(w string) bool { return strings.Contains(d.Text, w) })
}

// former adds to a party what the text says it was called before, wherever it stands
// under any of its names.
func (d *Draft) former(p *reader.Party) {
	names := []string{p.Name}
	for _, a := range p.Aliases {
		names = append(names, a.Name)
	}
	for _, name := range names {
		for from := 0; ; {
			i := strings.Index(d.Text[from:], name)
			if i < 0 {
				break
			}
			n := Span{Start: from + i, End: from + i + len(name)}
			from = n.End
			at, ok := d.formerAt(n)
			if !ok || d.Str(at) == p.Name {
				continue
			}
			was := reader.Alias{Name: d.Str(at), Quote: d.quote(at), Former: true}
			p.Aliases = append(slices.DeleteFunc(p.Aliases, func(a reader.Alias) bool { return a.Name == was.Name }), was)
			return
		}
	}
}

// formerAt is the former name told beside a name.
func (d *Draft) formerAt(n Span) (Span, bool) {
	if m := d.Former.Behind.FindStringSubmatchIndex(d.Text[n.End:min(n.End+formerWithin, len(d.Text))]); m != nil {
		return Span{Start: n.End + m[2], End: n.End + m[3]}, true
	}
	from := max(0, n.Start-formerWithin)
	if i := strings.LastIndexAny(d.Text[from:n.Start], "\n。۔"); i >= 0 {
		from += i
		_, size := utf8.DecodeRuneInString(d.Text[from:])
		from += size
	}
	if m := d.Former.Before.FindStringSubmatchIndex(d.Text[from:n.Start]); m != nil {
		return Span{Start: from + m[2], End: from + m[3]}, true
	}
	return Span{}, false
}
