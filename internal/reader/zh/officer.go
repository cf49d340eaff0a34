package zh

import (
	"strings"
	"unicode/utf8"

	"sanad/internal/reader/language/draft"
)

// Whoever signs does so for a body: 周某代表某集团, 某大学校长王某. A name once told
// with its office stands for the body of that office from then on, and for nobody
// where the text does not say of what.

// officer is for whom a person signs.
type officer struct {
	body part
	told bool // the office was told with its body
}

// meetOfficers learns who holds which office from the words of every sentence.
func (d *document) meetOfficers() {
	for i := range d.sents {
		toks := d.sents[i].toks
		titled := false
		for _, t := range toks {
			titled = titled || t.class == cTitle
		}
		if !titled {
			continue
		}
		ps, _, _ := d.parts(toks)
		for k := 0; k+1 < len(ps); k++ {
			if ps[k].kind != 'T' || ps[k+1].kind != 'N' || !d.personal(ps[k+1].at) {
				continue
			}
			who := d.folded[ps[k+1].at.Start:ps[k+1].at.End]
			if o, known := d.officers[who]; known && o.told {
				continue
			}
			if d.officers == nil {
				d.officers = map[string]officer{}
			}
			o := officer{}
			if b, ok := officeOf(ps[:k+1]); ok && d.complete(b) {
				o = officer{body: b, told: true}
			}
			d.officers[who] = o
		}
	}
}

// officeOf is the body before the titles that ps ends with.
func officeOf(ps []part) (part, bool) {
	for k := len(ps) - 1; k >= 0; k-- {
		switch ps[k].kind {
		case 'T':
		case 'N':
			if k > 0 && ps[k-1].kind == 'N' && ps[k-1].at.End < ps[k].at.Start {
				k-- // 局“一带一路”专员: what is quoted is not whose officer it is
			}
			return ps[k], true
		default:
			return part{}, false
		}
	}
	return part{}, false
}

// personal says whether a name may be a person's by its length and by naming no
// kind of body.
func (d *document) personal(at draft.Span) bool {
	f := d.folded[at.Start:at.End]
	n := utf8.RuneCountInString(f)
	if n < 2 || n > 4 && !strings.Contains(f, "·") || genericNames[f] {
		return false
	}
	_, typ := kindOf(f)
	return typ == ""
}

// partyOrgan says whether a name is that of a party committee or the like, whose
// officers sign for the administration they sit in.
func partyOrgan(f string) bool {
	for _, end := range []string{"党委", "党工委", "党组", "工委", "省委", "市委", "区委", "县委", "党总支", "团委", "纪委", "人大常委会", "政协", "中共中央", "政治局"} {
		if strings.HasSuffix(f, end) {
			return true
		}
	}
	return false
}

// office is the body of the person whose offices ps[i:] lists (甲委员、乙局长王某):
// the last that is no party organ. next is where the list ends.
func (d *document) office(ps []part, i int) (p part, next int) {
	p = ps[i]
	for i+2 < len(ps) && ps[i].kind == 'N' && ps[i+1].kind == 'T' {
		k := i + 1
		for k < len(ps) && ps[k].kind == 'T' {
			k++
		}
		if k+1 >= len(ps) || ps[k].kind != 'C' || ps[k].class != cEnum || ps[k+1].kind != 'N' || k+2 >= len(ps) || ps[k+2].kind != 'T' {
			break
		}
		i = k + 1
		if !partyOrgan(d.folded[ps[i].at.Start:ps[i].at.End]) {
			p = ps[i]
		}
	}
	return p, i
}

// ministry is a name without the department at its end: 商务部 of 商务部投资司.
func ministry(f string) int {
	if !strings.HasSuffix(f, "司") && !strings.HasSuffix(f, "处") && !strings.HasSuffix(f, "科") || strings.HasSuffix(f, "公司") || strings.HasSuffix(f, "办事处") || strings.HasSuffix(f, "代表处") {
		return len(f)
	}
	for i, r := range f {
		if i > 0 && (r == '部' || r == '局' || r == '署') && i+len("部") < len(f) {
			return i + utf8.RuneLen(r)
		}
	}
	return len(f)
}

// self are the words by which a body speaks of itself, by what kind it is.
var self = map[string]string{
	"我校": "academic", "本校": "academic", "学校": "academic", "我院": "academic", "本院": "academic", "我行": "company", "本行": "company",
	"我司": "company", "本公司": "company", "我公司": "company", "本集团": "company", "我集团": "company", "我局": "government", "我厅": "government", "本会": "ngo", "本署": "government",
}

// oneself is the body that such a word stands for.
func (d *document) oneself(f string, at draft.Span) (int, bool) {
	typ := self[f]
	if typ == "" {
		return 0, false
	}
	if id, ok := d.selves[typ]; ok {
		d.d.Alias(id, at)
		return id, true
	}
	if strings.HasPrefix(f, "我") || strings.HasPrefix(f, "本") || f == "学校" {
		if d.selves == nil {
			d.selves = map[string]int{}
		}
		id := d.d.Know(at, "", typ)
		d.selves[typ] = id
		return id, true
	}
	return 0, false
}

// abbreviates says whether short is long with letters left out, as 都大 is 香港都会大学
// and 中行 中国银行: its characters in their order, the last from the end, and of
// two the first from the beginning.
func abbreviates(short, long string) bool {
	if len(short) > 12 {
		return false
	}
	a, b := []rune(short), []rune(long)
	if len(a) < 2 || len(a) > 4 || len(b) < len(a)+2 || len(b) > 16 || strings.Contains(long, short) {
		return false
	}
	if x, ok := suffixOf(short, false); ok && utf8.RuneCountInString(x.text) > 1 && x.text != "商会" && x.text != "总会" && x.text != "协会" {
		return false
	}
	if last := a[len(a)-1]; last != b[len(b)-1] && last != b[len(b)-2] {
		return false
	}
	n, _ := place(long)
	first := []rune(long[n:])
	if len(a) < 4 && a[0] != b[0] && (len(first) == 0 || a[0] != first[0]) && len(a) < 3 {
		return false
	}
	k := 0
	for _, r := range b {
		if k < len(a) && r == a[k] {
			k++
		}
	}
	return k == len(a)
}
