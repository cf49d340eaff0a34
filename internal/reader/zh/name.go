package zh

import (
	"strings"
	"unicode/utf8"

	"sanad/internal/reader/language/draft"
)

// part is what a stretch of tokens is to the rule that looks for sides.
type part struct {
	kind  byte // N name, C and, T office, R "both sides", B anything else, D 的
	class class
	at    draft.Span
	alias []draft.Span // names in brackets after it
	tok   int
}

// parts reads tokens as names and what stands between them. Where and when are
// not names: 在北京 is skipped, its place and occasion kept aside.
func (d *document) parts(toks []token) (ps []part, place, event draft.Span) {
	for i := 0; i < len(toks); i++ {
		t := toks[i]
		switch t.class {
		case cName:
			p := part{kind: 'N', at: t.span(), tok: i}
			for i+1 < len(toks) && (toks[i+1].class == cBracket || toks[i+1].class == cMark && d.quoteMark(toks[i+1])) {
				if toks[i+1].class == cBracket {
					p.alias = append(p.alias, d.aliases(toks[i+1])...)
				}
				i++
				if i+1 < len(toks) && toks[i+1].class == cName && toks[i].class == cMark {
					break
				}
			}
			ps = append(ps, p)
		case cStrong, cWeak, cEnum:
			ps = append(ps, part{kind: 'C', class: t.class, at: t.span(), tok: i})
		case cTitle:
			if d.folded[t.start:t.end] == "代表" {
				if n := d.allGeneric(toks[i+1:]); n > 0 { // 代表双方, 代表学校和企业
					ps = append(ps, part{kind: 'R', at: draft.Span{Start: toks[i+1].start, End: toks[i+n].end}, tok: i + 1})
					i += n
					continue
				}
				if i+1 < len(toks) && toks[i+1].class == cName && d.complete(part{kind: 'N', at: toks[i+1].span()}) {
					for len(ps) > 0 && (ps[len(ps)-1].kind == 'N' || ps[len(ps)-1].kind == 'T') {
						ps = ps[:len(ps)-1] // who signs for it is no side
					}
					continue
				}
			}
			ps = append(ps, part{kind: 'T', at: t.span(), tok: i})
		case cRef:
			ps = append(ps, part{kind: 'R', at: t.span(), tok: i})
		case cDe:
			ps = append(ps, part{kind: 'D', at: t.span(), tok: i})
		case cMark:
			if !d.quoteMark(t) {
				ps = append(ps, part{kind: 'B', class: t.class, at: t.span(), tok: i})
			}
		case cAt:
			next, where, occasion := d.at(toks, i)
			if place.Empty() {
				place = where
			}
			if event.Empty() {
				event = occasion
			}
			ps = append(ps, part{kind: 'B', class: cAt, at: t.span(), tok: i})
			i = next - 1
		default:
			ps = append(ps, part{kind: 'B', class: t.class, at: t.span(), tok: i})
		}
	}
	return d.join(ps), place, event
}

// allGeneric is how many tokens name both sides without naming them: 学校和企业.
func (d *document) allGeneric(toks []token) int {
	n, both := 0, false
	for n < len(toks) {
		f := d.folded[toks[n].start:toks[n].end]
		switch toks[n].class {
		case cRef:
			both = true
		case cName:
			if !genericNames[f] {
				return 0
			}
		case cWeak, cEnum:
			both = true
		default:
			if !both {
				return 0
			}
			return n
		}
		n++
	}
	if !both {
		return 0
	}
	return n
}

func (d *document) quoteMark(t token) bool {
	return strings.Contains("“”\"‘’「」『』", d.text[t.start:t.end])
}

// at reads 在…: up to 上 or 期间 when they follow, else the one name after it.
func (d *document) at(toks []token, i int) (next int, place, event draft.Span) {
	for j := i + 1; j < len(toks) && j < i+14; j++ {
		switch toks[j].class {
		case cComma, cColon, cSemi, cSign, cStrong:
			j = len(toks)
			continue
		case cLoc:
			return j + 1, d.placeIn(toks[i+1 : j]), d.occasion(toks[i+1 : j])
		}
	}
	if i+1 < len(toks) && toks[i+1].class == cName {
		at := toks[i+1].span()
		f := d.folded[at.Start:at.End]
		aspect := i+2 < len(toks) && toks[i+2].class == cAdv && d.folded[toks[i+2].start:toks[i+2].end] == "方面"
		for _, no := range []string{"层面", "领域", "基础", "框架", "背景", "过程", "前提", "情况", "之后", "后", "时", "中", "下", "内", "前", "间"} {
			aspect = aspect || strings.HasSuffix(f, no)
		}
		if aspect || utf8.RuneCountInString(f) > 20 {
			return i + 2, draft.Span{}, draft.Span{}
		}
		next = i + 2
		for next+1 < len(toks) && (toks[next].class == cDe || toks[next].class == cDate && toks[next].date.d == 0) && toks[next+1].class == cName { // 在2006年电信展的香港馆
			next += 2
		}
		return next, at, draft.Span{}
	}
	return i + 1, draft.Span{}, draft.Span{}
}

// placeIn is the place of 北京举行的…会.
func (d *document) placeIn(toks []token) draft.Span {
	for j := range toks {
		if toks[j].class == cAdv && d.folded[toks[j].start:toks[j].end] == "举行" && j > 0 && toks[j-1].class == cName {
			return toks[j-1].span()
		}
	}
	return draft.Span{}
}

var occasions = []string{"会议", "大会", "论坛", "博览会", "峰会", "展览会", "交易会", "洽谈会", "研讨会", "展会", "对话会", "年会", "推介会", "科技周", "展", "会", "节", "对接会", "合作周"}

// occasion is the named event in tokens: the last stretch of names after any 的.
func (d *document) occasion(toks []token) draft.Span {
	from := 0
	for j := range toks {
		if toks[j].class == cDe || toks[j].class == cDate || toks[j].class == cAdv {
			from = j + 1
		}
	}
	if from >= len(toks) {
		return draft.Span{}
	}
	s := draft.Span{Start: toks[from].start, End: toks[len(toks)-1].end}
	f := d.folded[s.Start:s.End]
	// 北京第二届…: the place is not its name
	if i := strings.Index(f, "第"); i > 0 {
		if n, _ := place(f); n == i {
			s.Start += i
		}
	}
	if !endsAny(f, occasions) || utf8.RuneCountInString(f) < 4 || strings.HasSuffix(f, "发布会") {
		return draft.Span{}
	}
	return s
}

// aliases are the names a bracket gives: （NTC）, （以下简称“维创”）, （维创，NTC）.
func (d *document) aliases(t token) []draft.Span {
	_, w := utf8.DecodeRuneInString(d.text[t.start:])
	_, e := utf8.DecodeLastRuneInString(d.text[t.start:t.end])
	in := draft.Span{Start: t.start + w, End: t.end - e}
	var out []draft.Span
	for !in.Empty() {
		end := in.End
		next := in.End
		for i, r := range d.folded[in.Start:in.End] {
			if r == '，' || r == ',' || r == '、' || r == '；' || r == '/' {
				end, next = in.Start+i, in.Start+i+utf8.RuneLen(r)
				break
			}
		}
		one := draft.Span{Start: in.Start, End: end}
		for trimmed := true; trimmed; {
			trimmed = false
			f := d.folded[one.Start:one.End]
			for _, p := range []string{"以下简称", "下称", "简称", "英文简称", "英文缩写", "缩写", "又称", "以下", "为", "“", "\"", "「", "『", " ", "：", "‘"} {
				if strings.HasPrefix(f, p) {
					one.Start += len(p)
					trimmed = true
					break
				}
			}
			f = d.folded[one.Start:one.End]
			for _, p := range []string{"”", "\"", "」", "』", " ", "’"} {
				if strings.HasSuffix(f, p) {
					one.End -= len(p)
					trimmed = true
					break
				}
			}
		}
		if n := utf8.RuneCountInString(d.text[one.Start:one.End]); n >= 2 && n <= 60 && d.nameLike(one) {
			out = append(out, one)
		}
		if next == in.End {
			break
		}
		in.Start = next
	}
	return out
}

// nameLike says whether a bracket's content can be a name at all: no stock code,
// no "reporter so-and-so", no level tag.
func (d *document) nameLike(s draft.Span) bool {
	f := d.folded[s.Start:s.End]
	switch draft.Lower(f) {
	case "g2g", "g2b", "b2b", "b2g", "mou", "loi":
		return false
	}
	if strings.Contains(f, "记者") || strings.Contains(f, "编辑") || strings.Contains(f, "以下") || strings.Contains(f, "报道") {
		return false
	}
	digits := 0
	for _, r := range f {
		if latinDigit(r) >= 0 {
			digits++
		}
	}
	return digits*2 < utf8.RuneCountInString(f)
}

// join puts names together again that hold a 和 or 与 of their own: 工业和信息化部
// is one ministry, because 工业 is no body and 信息化部 ends as one.
func (d *document) join(ps []part) []part {
	out := ps[:0]
	for i := 0; i < len(ps); i++ {
		p := ps[i]
		for p.kind == 'N' && i+2 < len(ps) && ps[i+1].kind == 'C' && ps[i+2].kind == 'N' && d.folded[ps[i+1].at.Start:ps[i+1].at.End] == "暨" {
			p.at.End = ps[i+2].at.End // 能源局暨投资局: one body that is both
			p.alias = append(p.alias, ps[i+2].alias...)
			i += 2
		}
		person := len(out) > 0 && out[len(out)-1].kind == 'T'
		for p.kind == 'N' && !person && len(p.alias) == 0 && i+2 < len(ps) && ps[i+1].kind == 'C' && ps[i+1].class != cEnum && ps[i+2].kind == 'N' &&
			p.at.End == ps[i+1].at.Start && ps[i+1].at.End == ps[i+2].at.Start && !d.complete(p) && d.complete(ps[i+2]) && !d.state(ps[i+2]) && d.folded[ps[i+1].at.Start:ps[i+1].at.End] != "以及" &&
			(ps[i+1].class == cWeak || d.strongAfter(ps[i+2:])) {
			p.at.End = ps[i+2].at.End
			p.alias = ps[i+2].alias
			i += 2
		}
		if n := d.ministryAhead(out, ps[i:], p); n > 0 {
			p.at.End = ps[i+n].at.End
			p.alias = ps[i+n].alias
			i += n
		}
		out = append(out, p)
	}
	return out
}

// state says whether a part is the bare name of a country or a town.
func (d *document) state(p part) bool {
	_, ok := countries[d.folded[p.at.Start:p.at.End]]
	return ok
}

// ministryAhead is how many parts after ps[0] belong to one office's name that
// holds 、 and 与 or 及 of its own: 澳大利亚资源、能源和旅游部 has one country before
// it, and another body was named before. p is ps[0] with what was joined to it.
func (d *document) ministryAhead(before, ps []part, p part) int {
	f := d.folded[p.at.Start:p.at.End]
	n, _ := place(f)
	if p.kind != 'N' || n == 0 || n == len(f) || len(p.alias) > 0 {
		return 0
	}
	partner := false
	for _, b := range before {
		partner = partner || b.kind == 'N' && d.complete(b)
	}
	if !partner {
		return 0
	}
	if d.complete(p) { // 海关及边境保卫署
		if len(ps) > 2 && ps[1].kind == 'C' && ps[2].kind == 'N' && ps[1].at.Start == p.at.End && ps[2].at.Start == ps[1].at.End && d.folded[ps[1].at.Start:ps[1].at.End] == "及" && !officeEnd(f) {
			g := d.folded[ps[2].at.Start:ps[2].at.End]
			if n, _ := place(g); n == 0 && officeEnd(g) && utf8.RuneCountInString(g) <= 8 {
				return 2
			}
		}
		return 0
	}
	for i := 0; i+2 < len(ps) && i < 8; i += 2 {
		c, next := ps[i+1], ps[i+2]
		if c.kind != 'C' || next.kind != 'N' || ps[i].at.End != c.at.Start || c.at.End != next.at.Start {
			return 0
		}
		g := d.folded[next.at.Start:next.at.End]
		if n, _ := place(g); n > 0 {
			return 0
		}
		if officeEnd(g) {
			return i + 2
		}
		if d.complete(next) {
			return 0
		}
	}
	return 0
}

// officeEnd says whether a name ends as that of a government's office.
func officeEnd(f string) bool {
	return endsAny(f, []string{"部", "局", "署", "委", "厅", "委员会"})
}

func (d *document) strongAfter(ps []part) bool {
	for _, p := range ps {
		if p.kind == 'C' && p.class == cStrong {
			return true
		}
	}
	return false
}

// complete says whether a name may end where it does.
func (d *document) complete(p part) bool {
	if len(p.alias) > 0 {
		return true
	}
	f := d.folded[p.at.Start:p.at.End]
	if f == "" {
		return false
	}
	last := f[len(f)-1]
	if letterOrDigit(last) {
		return true
	}
	if _, ok := countries[f]; ok {
		return true
	}
	if _, ok := known[f]; ok {
		return true
	}
	if _, ok := d.d.Lookup(d.text[p.at.Start:p.at.End]); ok {
		return true
	}
	if strings.HasSuffix(f, "国") && utf8.RuneCountInString(f) <= 7 {
		return true
	}
	if _, ok := suffixOf(f, true); ok {
		return true
	}
	if strings.HasSuffix(f, "司") && utf8.RuneCountInString(f) > 3 {
		return true
	}
	if o, ok := d.officers[f]; ok && o.told {
		return true
	}
	return strings.HasPrefix(f, "该") || f == "公司" || f == "集团" || self[f] != ""
}

// kindOf is a body's type and country as its name shows them.
func kindOf(f string) (country, typ string) {
	low := draft.Lower(f)
	if k, ok := known[low]; ok {
		return k.country, k.typ
	}
	n, code := place(f)
	if n == len(f) {
		return code, "government"
	}
	country = code
	i := 0
	for k := 0; k < 6 && i < len(f); k++ {
		_, w := utf8.DecodeRuneInString(f[i:])
		i += w
		if x, ok := known[low[:i]]; ok && i < len(f) {
			if country == "" {
				country = x.country
			}
			typ = x.typ
		}
	}
	if strings.HasSuffix(f, "国") && utf8.RuneCountInString(f) <= 7 {
		return country, "government"
	}
	if strings.HasPrefix(f, "联合国") {
		return "", "international"
	}
	r, _ := utf8.DecodeLastRuneInString(f)
	for _, x := range suffixesBy[r] {
		if strings.HasSuffix(f, x.text) {
			return country, x.typ
		}
	}
	return country, typ
}

// side is the body a part names; ok is false when it names nobody.
func (d *document) side(p part) (draft.Side, bool) {
	at := p.at
	f := d.folded[at.Start:at.End]
	for _, lead := range []string{"来自", "由于", "是", "我国", "其", "即", "如"} {
		if strings.HasPrefix(f, lead) && len(f) > len(lead)+3 {
			at.Start += len(lead)
			f = f[len(lead):]
		}
	}
	if i := strings.LastIndex(f, "等"); i > 3 {
		switch tail := f[i+len("等"):]; {
		case tail == "" || endsAny(tail, []string{"企业", "公司", "单位", "机构", "高校", "院校", "银行", "部门", "大学", "集团", "国家", "城市", "伙伴"}):
			at.End -= len(f) - i
			f = f[:i]
		case endsAny(tail, []string{"领域", "方面", "项目", "事宜", "内容", "议题", "工作"}):
			return draft.Side{}, false
		}
	}
	for _, n := range [...]int{len("本校"), len("本公司")} { // 国际处安排本校
		if len(f) <= n {
			continue
		}
		if w := f[len(f)-n:]; self[w] != "" && w != "学校" {
			at.Start += len(f) - n
			f = w
			break
		}
	}
	if i := d.purposeIn(f); i > 0 {
		at.End -= len(f) - i
		f = f[:i]
	}
	if endsAny(f, []string{"座谈会", "洽谈会", "对接会", "推介会", "发布会", "启动会", "论坛", "博览会", "大会", "会议", "仪式", "峰会", "研讨会"}) {
		return draft.Side{}, false
	}
	for _, end := range []string{"方面", "一方", "一起", "之间", "两家", "共", "是", "战略合作", "产学研合作", "校企合作", "友好合作", "项目合作", "合作", "代表团"} {
		if strings.HasSuffix(f, end) && len(f) > len(end)+3 {
			at.End -= len(end)
			f = f[:len(f)-len(end)]
		}
	}
	if i := strings.LastIndex(f, "是"); i > 0 { // 他指这是工总
		if _, known := d.d.Lookup(d.text[at.Start+i+len("是") : at.End]); known {
			at.Start += i + len("是")
			f = f[i+len("是"):]
		}
	}
	m := ministry(f)
	if i := d.departmentIn(f, at); i > 0 {
		m = i
	}
	at.End -= len(f) - m
	f = f[:m]
	for strings.HasSuffix(f, " ") {
		at.End--
		f = f[:len(f)-1]
	}
	n := utf8.RuneCountInString(f)
	if o, ok := d.officers[f]; ok {
		if !o.told || d.folded[o.body.at.Start:o.body.at.End] == f || partyOrgan(d.folded[o.body.at.Start:o.body.at.End]) {
			return draft.Side{}, false
		}
		s, ok := d.side(o.body)
		s.At, s.Via = at, "reference"
		return s, ok
	}
	if id, ok := d.oneself(f, at); ok {
		return draft.Side{Body: id, At: at}, true
	}
	if ref, ok := d.reference(f); ok {
		return draft.Side{Body: ref, At: at, Via: "reference"}, true
	}
	if genericNames[f] || n < 2 || n > 48 || strings.HasPrefix(f, "该") || unnamed(f) || strings.Contains(f, "传闻") {
		return draft.Side{}, false
	}
	country, typ := kindOf(f)
	id := d.d.Know(at, country, typ)
	for _, a := range p.alias {
		d.d.Alias(id, a)
	}
	d.d.Recent = append(d.d.Recent, id)
	if _, ok := countries[f]; ok || endsAny(f, []string{"省", "州"}) {
		d.d.Bodies[id].State = true
	}
	return draft.Side{Body: id, At: at}, true
}

// purposeIn is where a complete name ends and what it agrees to begins: 交通部加强铁路.
func (d *document) purposeIn(f string) int {
	for _, verb := range []string{"加强", "深化", "促进", "推进", "扩大", "推动", "开展", "建立", "提升", "支持", "共建", "共同"} {
		i := strings.Index(f, verb)
		if i <= 3 {
			continue
		}
		if _, typ := kindOf(f[i:]); typ != "" {
			continue // 贸易促进会
		}
		if _, ok := suffixOf(f[:i], true); ok {
			return i
		}
	}
	return 0
}

// departmentIn is where the name of a body known already ends within that of a
// department of it; 0 where f is none.
func (d *document) departmentIn(f string, at draft.Span) int {
	if !endsAny(f, []string{"部", "处", "室", "办"}) || strings.HasSuffix(f, "总部") || strings.HasSuffix(f, "分部") {
		return 0
	}
	for i := range f {
		if i < 9 {
			continue
		}
		if id, ok := d.d.Lookup(d.text[at.Start : at.Start+i]); ok && !d.d.Bodies[id].State && d.d.Bodies[id].Type != "government" {
			return i
		}
	}
	return 0
}

// unnamed says whether a name only says that there are some: 多家企业, 不同机构.
func unnamed(f string) bool {
	for _, p := range []string{"多家", "数家", "多个", "相关", "有关", "不同", "其他", "其它", "各", "上述", "一批", "若干", "众多", "合作城市", "合作伙伴", "合作单位", "合作机构", "部分", "这些", "多所", "多国", "国外", "海外", "境外", "国内外"} {
		if strings.HasPrefix(f, p) {
			return true
		}
	}
	return false
}

// heads are the words that end bodies' names and stand for a body named before.
var heads = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq("公司 集团 学校 管委会 委员会 基金会 研究院 协会 医院 银行 大学 学院 商会 市政府 县政府 省政府 区政府 总局 该局") {
		m[w] = true
	}
	return m
}()

// reference is the body that 该集团, 该部 or a bare 公司 stands for: the one last
// spoken of as a subject, else the one last named, that such a word fits.
func (d *document) reference(f string) (int, bool) {
	head, ok := f, false
	for _, p := range []string{"该", "本", "这家", "此"} {
		if h, cut := strings.CutPrefix(f, p); cut {
			head, ok = h, true
			break
		}
	}
	if !ok && !heads[f] {
		return 0, false
	}
	fits := func(id int) bool {
		b := d.d.Bodies[id]
		switch head {
		case "公司", "企业":
			return b.Type == "company"
		case "校", "大学", "学校", "高校":
			return b.Type == "academic"
		case "行", "银行":
			return b.Type == "company"
		case "机构":
			return true
		case "国":
			return false
		}
		for _, n := range b.Names {
			if head != "" && strings.HasSuffix(d.folded[n.Start:n.End], head) {
				return true
			}
		}
		return false
	}
	return d.d.Spoken(fits)
}

// form is what two names are compared by, worked out once for each.
type form struct {
	bare    string
	country string // of the place the name begins with, when more follows it
	typ     string
	runes   int
}

func (d *document) form(name string) form {
	if f, ok := d.forms[name]; ok {
		return f
	}
	s := fold(name)
	f := form{bare: bare(s)}
	if n, code := place(s); n < len(s) {
		f.country = code
	}
	_, f.typ = kindOf(f.bare)
	f.runes = utf8.RuneCountInString(f.bare)
	if d.forms == nil {
		d.forms = map[string]form{}
	}
	d.forms[name] = f
	return f
}

// same says whether two names are one body's: one with its country before it,
// or its legal form after it, or a part of it left off.
func (d *document) same(x, y string) bool {
	a, b := d.form(x), d.form(y)
	if a.country != "" && b.country != "" && a.country != b.country {
		return false // 中国商务部 and 泰国商务部
	}
	if a.bare == b.bare && a.bare != "" {
		return true
	}
	if len(a.bare) > len(b.bare) {
		a, b = b, a
	}
	if a.runes < 2 {
		return false
	}
	if _, ok := countries[a.bare]; ok {
		return false
	}
	if (a.typ == "" || a.runes <= 3 && a.typ != "government") && abbreviates(a.bare, b.bare) {
		return true
	}
	rest, ok := strings.CutPrefix(b.bare, a.bare)
	if !ok {
		return false
	}
	if a.typ == "government" {
		switch rest {
		case "人民政府", "政府", "市政府", "省政府", "市人民政府", "省人民政府", "市":
			return true
		}
		return false
	}
	if (b.typ == "company" || b.typ == "") && (a.typ == "company" || a.typ == "") {
		return utf8.RuneCountInString(rest) <= 6
	}
	return false
}

// bare is a name without its country and its legal form.
func bare(f string) string {
	for _, end := range []string{"有限责任公司", "股份有限公司", "集团有限公司", "有限公司", "集团股份", "集团公司", "公司", "集团"} {
		if s, ok := strings.CutSuffix(f, end); ok && utf8.RuneCountInString(s) >= 2 {
			f = s
			break
		}
	}
	if i := strings.Index(f, "法人"); i >= 0 && utf8.RuneCountInString(f[i+len("法人"):]) >= 3 { // 财团法人某某会
		f = f[i+len("法人"):]
	}
	return f[stateBefore(f):]
}

// ownName is a name without the state it begins with, 中国东湖集团, "" where it begins
// with none.
func ownName(name string) string {
	if n := stateBefore(fold(name)); n > 0 {
		return name[n:]
	}
	return ""
}

// stateBefore is how many bytes of a folded name are the states it begins with; at
// least three letters are left.
func stateBefore(f string) int {
	from := 0
	for _, c := range []string{"中国", "巴基斯坦", "中华人民共和国"} {
		if s, ok := strings.CutPrefix(f[from:], c); ok && utf8.RuneCountInString(s) >= 3 {
			from += len(c)
		}
	}
	if n, _ := place(f[from:]); n > 0 && utf8.RuneCountInString(f[from+n:]) >= 3 && countries[f[from:from+n]] != "" && nation[f[from:from+n]] {
		from += n
	}
	return from
}

// nation are the names of states among countries, which a body's name may drop.
var nation = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq("美国 俄罗斯 印度 印度尼西亚 印尼 马来西亚 泰国 新加坡 越南 老挝 柬埔寨 缅甸 孟加拉国 斯里兰卡 尼泊尔 阿富汗 伊朗 沙特 阿联酋 卡塔尔 土耳其 埃及 哈萨克斯坦 日本 韩国 英国 法国 德国 肯尼亚") {
		m[w] = true
	}
	return m
}()
