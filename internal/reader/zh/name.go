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
		return i + 2, at, draft.Span{}
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
	switch strings.ToUpper(f) {
	case "G2G", "G2B", "B2B", "B2G", "MOU", "LOI":
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
		for p.kind == 'N' && len(p.alias) == 0 && i+2 < len(ps) && ps[i+1].kind == 'C' && ps[i+1].class != cEnum && ps[i+2].kind == 'N' &&
			p.at.End == ps[i+1].at.Start && ps[i+1].at.End == ps[i+2].at.Start && !d.complete(p) && d.complete(ps[i+2]) &&
			(ps[i+1].class == cWeak || d.strongAfter(ps[i+2:])) {
			p.at.End = ps[i+2].at.End
			p.alias = ps[i+2].alias
			i += 2
		}
		out = append(out, p)
	}
	return out
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
	for _, x := range suffixes {
		if x.whole && strings.HasSuffix(f, x.text) && len(f) > len(x.text) {
			return true
		}
	}
	return strings.HasPrefix(f, "该") || f == "公司" || f == "集团" || f == "学校"
}

// kindOf is a body's type and country as its name shows them.
func kindOf(f string) (country, typ string) {
	low := strings.ToLower(f)
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
	for _, x := range suffixes {
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
	for _, lead := range []string{"来自", "由于", "我国", "其", "即", "如"} {
		if strings.HasPrefix(f, lead) && len(f) > len(lead)+3 {
			at.Start += len(lead)
			f = f[len(lead):]
		}
	}
	for _, end := range []string{"等单位", "等企业", "等机构", "等公司", "等多家企业", "等", "方面", "一方", "一起", "之间", "两家", "共", "有限公司等"} {
		if strings.HasSuffix(f, end) && len(f) > len(end)+3 && end != "有限公司等" {
			at.End -= len(end)
			f = f[:len(f)-len(end)]
		}
	}
	for strings.HasSuffix(f, " ") {
		at.End--
		f = f[:len(f)-1]
	}
	n := utf8.RuneCountInString(f)
	if ref, ok := d.reference(f); ok {
		return draft.Side{Body: ref, At: at, Via: "reference"}, true
	}
	if genericNames[f] || n < 2 || n > 48 || strings.HasPrefix(f, "该") || strings.HasPrefix(f, "多家") || strings.HasPrefix(f, "数家") || strings.HasPrefix(f, "相关") || strings.HasPrefix(f, "有关") || strings.Contains(f, "传闻") {
		return draft.Side{}, false
	}
	country, typ := kindOf(f)
	id := d.d.Know(at, country, typ)
	for _, a := range p.alias {
		d.d.Alias(id, a)
	}
	d.d.Recent = append(d.d.Recent, id)
	return draft.Side{Body: id, At: at}, true
}

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
	if !ok && f != "公司" && f != "集团" && f != "学校" {
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

// same says whether two names are one body's: one with its country before it,
// or its legal form after it, or a part of it left off.
func same(a, b string) bool {
	a, b = fold(a), fold(b)
	a, b = bare(a), bare(b)
	if a == b && a != "" {
		return true
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	if utf8.RuneCountInString(a) < 2 {
		return false
	}
	if _, ok := countries[a]; ok {
		return false
	}
	_, ta := kindOf(a)
	_, tb := kindOf(b)
	rest, ok := strings.CutPrefix(b, a)
	if !ok {
		// 中国海关总署 and 海关总署; 维创信号 and 维创
		return false
	}
	if ta == "government" {
		switch rest {
		case "人民政府", "政府", "市政府", "省政府", "市人民政府", "省人民政府", "市":
			return true
		}
		return false
	}
	if (tb == "company" || tb == "") && (ta == "company" || ta == "") {
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
	for _, c := range []string{"中国", "巴基斯坦", "中华人民共和国"} {
		if s, ok := strings.CutPrefix(f, c); ok && utf8.RuneCountInString(s) >= 3 {
			f = s
		}
	}
	if n, _ := place(f); n > 0 && utf8.RuneCountInString(f[n:]) >= 3 && countries[f[:n]] != "" && nation[f[:n]] {
		f = f[n:]
	}
	return f
}

// nation are the names of states among countries, which a body's name may drop.
var nation = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq("美国 俄罗斯 印度 印度尼西亚 印尼 马来西亚 泰国 新加坡 越南 老挝 柬埔寨 缅甸 孟加拉国 斯里兰卡 尼泊尔 阿富汗 伊朗 沙特 阿联酋 卡塔尔 土耳其 埃及 哈萨克斯坦 日本 韩国 英国 法国 德国 肯尼亚") {
		m[w] = true
	}
	return m
}()
