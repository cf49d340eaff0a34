package zh

import (
	"strings"
	"unicode/utf8"

	"sanad/internal/reader/language/draft"
)

// What a side undertakes stands behind 将, 承诺, 计划 and their like: the first verb
// of doing behind them says what. A verb that only wishes well (促进, 深化) promises
// nothing, nor does what is denied, supposed or quoted.

var vows = strings.Fields("承诺 保证 负责 计划 拟 同意 将 须 应当 应于 应在 应向 应为")

// notVows hold a word of promise and are none.
var notVows = strings.NewReplacer("即将", "□□", "将军", "□□", "将来", "□□", "或将", "□若", "不断", "□□", "不同", "□□", "不仅", "□□", "不少", "□□", "不锈", "□□", "未来", "□□", "不可或缺", "□□□□")

var undone = strings.Fields("不 未 没有 若 如果 否认 可能 有望 是否 如能 无意")

// wishes are verbs behind which nothing is promised.
var wishes = strings.Fields("推动 促进 有助 加强 提升 深化 助力 扩大 进一步 增强 巩固 拓展 标志 成为 带来 使")

// deed is a verb of doing and what it promises.
type deed struct{ word, kind string }

var deeds = func() []deed {
	var out []deed
	for _, d := range []deed{
		{"建设 新建 修建 兴建 铺设 敷设 部署 安装 改造 升级 修复 架设 建造 建成 接通", "build"},
		{"培训 培养", "train"},
		{"投资 投入", "invest"},
		{"捐赠 资助 援助 赠送", "grant"},
		{"贷款", "lend"},
		{"供应 交付 出口 供货 提供 划拨 移交", "supply"},
		{"采购 购买 进口", "procure"},
		{"设立 成立 组建 建立 共建", "set-up-body"},
		{"共享 分享 交换信息", "share-information"},
		{"召开 举行", "meet"},
		{"可行性研究 勘察 评估 试点", "study"},
		{"发布 出版 公布", "publish"},
		{"合作 协作", "cooperate"},
	} {
		for word := range strings.FieldsSeq(d.word) {
			out = append(out, deed{word, d.kind})
		}
	}
	return out
}()

// objects say what is promised where the verb alone does not.
var objects = []deed{
	{"贷款", "lend"}, {"奖学金", "grant"}, {"赠款", "grant"}, {"资助", "grant"}, {"培训", "train"}, {"信息", "share-information"}, {"数据", "share-information"},
}

var bodies = strings.Fields("中心 委员会 工作组 机构 基金 办公室 学院 实验室 公司 学校 研究院 基地 秘书处 小组")

// Undertake is draft.Promiser's.
func (d *document) Undertake(i int) {
	s := &d.sents[i]
	if s.heading || strings.ContainsAny(d.folded[s.Start:s.End], "？?“「") {
		return
	}
	var before *draft.Promise
	for _, c := range d.stretches(s) {
		p, ok := d.promise(s, c, before)
		if ok {
			d.d.Promises = append(d.d.Promises, p)
			before = &p
		}
		d.terms(s, c)
	}
}

// stretches cuts a sentence at its commas and semicolons.
func (d *document) stretches(s *sentence) []draft.Span {
	var out []draft.Span
	from := s.Start
	for at := s.Start; at < s.End; {
		r, n := utf8.DecodeRuneInString(d.folded[at:s.End])
		if r == '，' || r == '；' || r == '。' || r == ',' || r == ';' {
			out = append(out, draft.Span{Start: from, End: at})
			from = at + n
		}
		at += n
	}
	if from < s.End {
		out = append(out, draft.Span{Start: from, End: s.End})
	}
	return out
}

// promise reads the promise of a clause. One that goes on from another (并培训…) is
// owed by the same and needs no word of promise of its own.
func (d *document) promise(s *sentence, c draft.Span, before *draft.Promise) (draft.Promise, bool) {
	p := draft.Promise{Clause: c, Body: -1}
	f := notVows.Replace(d.folded[c.Start:c.End])
	if len(f) != c.End-c.Start || holdsAny(f, undone) {
		return p, false
	}
	if holdsAny(d.folded[s.Start:c.Start], []string{"如果", "若", "倘若"}) {
		return p, false
	}
	vow, after := first(f, vows)
	goesOn := before != nil && goesOn(f)
	if vow < 0 && goesOn {
		vow, after = 0, 0
	}
	if vow < 0 {
		return p, false
	}
	kind, verb := deedIn(f, after)
	if kind == "" {
		return p, false
	}
	p.Kind, p.Words = kind, draft.Span{Start: c.Start + verb, End: c.End}
	if d.owner(&p, s, c.Start+vow); goesOn && p.Body < 0 {
		p.Body, p.Joint = before.Body, before.Joint
	}
	for _, t := range s.toks {
		if t.start < c.Start || t.end > c.End {
			continue
		}
		v := draft.Valued{Number: t.num, Unit: t.unit, At: t.span(), What: t.what(), Est: t.est}
		switch {
		case t.class == cMoney:
			p.Money = append(p.Money, v)
		case t.class == cQuantity && t.unit != "years" && t.unit != "months" && t.unit != "days":
			p.Target = append(p.Target, v)
		case t.class == cDate && p.Due.Y == 0:
			p.Due = d.due(t, c)
		}
	}
	if p.Due.Y == 0 {
		p.Due = d.within(c)
	}
	return p, p.Body >= 0 || p.Joint
}

// goesOn: the clause begins with a word that joins it to the one before.
func goesOn(f string) bool {
	for _, w := range []string{"并", "同时", "还将", "以及", "且"} {
		if strings.HasPrefix(strings.TrimSpace(f), w) {
			return true
		}
	}
	return false
}

// first is where the first of the words stands, and where it ends; -1 for none.
func first(s string, words []string) (at, end int) {
	at = -1
	for _, w := range words {
		if i := strings.Index(s, w); i >= 0 && (at < 0 || i < at) {
			at, end = i, i+len(w)
		}
	}
	return at, end
}

func holdsAny(s string, words []string) bool { at, _ := first(s, words); return at >= 0 }

// deedIn is the first verb of doing behind the word of promise, and what it
// promises; "" where a wish comes first. A field that is only named, 在培训领域, is
// passed over.
func deedIn(f string, from int) (kind string, at int) {
	rest := f[from:]
	for {
		best := -1
		var d deed
		for _, x := range deeds {
			if i := strings.Index(rest, x.word); i >= 0 && (best < 0 || i < best || i == best && len(x.word) > len(d.word)) {
				best, d = i, x
			}
		}
		if best < 0 {
			return "", 0
		}
		if wish, _ := first(rest, wishes); wish >= 0 && wish < best {
			return "", 0
		}
		behind := rest[best+len(d.word):]
		if named(behind) || d.kind == "train" && placed(behind) {
			from, rest = from+best+len(d.word), behind
			continue
		}
		return promisedBy(d, f, behind), from + best
	}
}

// named: what stands before is the name of a field, not what is done.
func named(behind string) bool {
	for _, w := range []string{"领域", "方面", "等", "、", "和", "及", "合作", "事宜", "伙伴", "示范", "联合委员会"} {
		if strings.HasPrefix(behind, w) {
			return true
		}
	}
	return false
}

// placed: the verb is part of the name of a thing, 培训中心, and not what is done.
func placed(behind string) bool {
	for _, w := range []string{"中心", "基地", "学校", "机构", "学院", "大楼", "设施", "平台"} {
		if strings.HasPrefix(behind, w) {
			return true
		}
	}
	return false
}

func promisedBy(d deed, whole, behind string) string {
	switch d.word {
	case "提供":
		for _, o := range objects {
			if strings.Contains(behind, o.word) {
				return o.kind
			}
		}
	case "建立", "共建", "成立", "组建", "设立":
		if !holdsAny(behind, bodies) {
			return ""
		}
	case "召开", "举行":
		if !holdsAny(whole, []string{"每年", "每半年", "定期", "每两年"}) || !strings.Contains(behind, "会") {
			return ""
		}
	}
	return d.kind
}

// owner finds who owes the promise whose word of promise is at vow.
func (d *document) owner(p *draft.Promise, s *sentence, vow int) {
	before := d.folded[p.Clause.Start:vow]
	lead := d.folded[s.Start:p.Clause.Start]
	if d.onlyDate(p.Clause.Start, vow) && holdsAny(lead, []string{"协议", "备忘录", "根据", "按照"}) {
		p.Joint = true // 根据协议，到2028年将…
	}
	if holdsAny(before, []string{"双方", "两国", "各方", "两部门", "协议", "备忘录", "根据"}) || strings.TrimSpace(before) == "" || strings.HasPrefix(strings.TrimSpace(before), "该") || strings.Contains(before, "公司") && len(before) <= len("公司")+3 {
		p.Joint = true
	}
	if named := d.d.Mentions(draft.Span{Start: p.Clause.Start, End: vow}); len(named) > 0 && !strings.Contains(before, "双方") {
		p.Body = named[len(named)-1].Body
	} else if named := d.d.Mentions(draft.Span{Start: s.Start, End: vow}); len(named) == 1 && strings.TrimSpace(before) == "" {
		p.Body = named[0].Body
	}
}

// onlyDate: between from and to stands a date, its little words, and nothing else.
func (d *document) onlyDate(from, to int) bool {
	words := strings.TrimSpace(d.folded[from:to])
	for _, t := range d.sentToks(draft.Span{Start: from, End: to}) {
		words = strings.Replace(words, d.folded[t.start:t.end], "", 1)
	}
	return strings.Trim(words, "到至于在前底末之内年 ") == ""
}

// due is the date of a token where it is one to be kept: 到2027年, 2027年底前.
func (d *document) due(t token, c draft.Span) draft.Day {
	before, behind := d.folded[c.Start:t.start], d.folded[t.end:c.End]
	bound := false
	for _, w := range []string{"前", "底前", "之前", "底", "年底", "内", "末"} {
		bound = bound || strings.HasPrefix(behind, w)
	}
	for _, w := range []string{"到", "至", "于", "截至", "在"} {
		bound = bound || strings.HasSuffix(before, w)
	}
	when := t.date.resolve(d.d.Published, d.last, true)
	if !bound || when.Y == 0 || d.d.Published.Y > 0 && when.Y < d.d.Published.Y {
		return draft.Day{}
	}
	return draft.Day{Date: when, At: t.span()}
}

// within reads 三年内 and 18个月内, counted from the day of the release.
func (d *document) within(c draft.Span) draft.Day {
	n, unit, at := d.spanOfTime(c, []deed{{"年内", "a"}, {"个月内", "mo"}, {"天内", "d"}, {"日内", "d"}})
	if at.Empty() || d.d.Published.Y == 0 {
		return draft.Day{}
	}
	return draft.Day{At: at, Date: d.d.Published.After(n, unit)}
}

// spans are the units that a length of time is told in.
var spans = []deed{{"年", "a"}, {"个月", "mo"}, {"天", "d"}, {"日", "d"}}

// spanOfTime reads a number before one of the units.
func (d *document) spanOfTime(c draft.Span, units []deed) (n int, unit string, at draft.Span) {
	f := d.folded[c.Start:c.End]
	for _, u := range units {
		end := strings.Index(f, u.word)
		if end < 0 {
			continue
		}
		for from := end; from > 0; {
			_, w := utf8.DecodeLastRuneInString(f[:from])
			v, k := number(f[from-w : end])
			if k == 0 || from-w+k != end {
				break
			}
			from -= w
			n, unit, at = int(v), u.kind, draft.Span{Start: c.Start + from, End: c.Start + end + len(u.word)}
		}
		if n > 0 && (n < 100 || unit == "d" && n < 1000) {
			return n, unit, at
		}
	}
	return 0, "", draft.Span{}
}

// sentToks are the dates of the sentence within a clause.
func (d *document) sentToks(c draft.Span) []token {
	var out []token
	for i := range d.sents {
		if d.sents[i].Start > c.Start || d.sents[i].End < c.End {
			continue
		}
		for _, t := range d.sents[i].toks {
			if t.class == cDate && t.start >= c.Start && t.end <= c.End {
				out = append(out, t)
			}
		}
	}
	return out
}
