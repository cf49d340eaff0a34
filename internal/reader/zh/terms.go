package zh

import (
	"strings"

	"sanad/internal/reader/language/draft"
)

// Terms are told clause by clause: 有效期三年, 自签署之日起生效, 可续签, 提前六个月书面通知.
// What is said of an earlier instrument is no term; of the rest of a sentence that
// supposes, only what happens at the end is one: that is always supposed.

// either splits words as strings.Fields does.
func either(words string) []string { return strings.Fields(words) }

var (
	supposing  = either("如果 若 倘若 如获")
	earlier    = either("此前 上一 原协议 原备忘录 旧协议 前一份")
	instrument = either("协议 备忘录 协定 合同 条约 文件")
	leaving    = either("终止 解除 退出 不再续 不续")
	prolonged  = either("延长 续期 顺延 续签 延期 展期 续展 续约")
	signature  = either("签署之日 签字之日 签订之日 签署日 签署后 签署即 签字后 签字即 签署时")
	denial     = either("不具有 不具备 不具 没有 不 无 非")
	force      = either("法律约束力 法律拘束力 法律效力 约束力 拘束力 约束性 法律约束")
)

// terms reads the terms of an instrument that a clause of the sentence tells.
func (d *document) terms(s *sentence, c draft.Span) {
	f, lead := d.folded[c.Start:c.End], d.folded[s.Start:c.End]
	if holdsAny(lead, earlier) || strings.Contains(f, "否认") {
		return
	}
	put := func(of, code string, at draft.Span, n int, unit string) {
		if at.Empty() {
			at = c
		}
		d.d.Terms = append(d.d.Terms, draft.Term{Of: of, Clause: c, At: at, Code: code, Valued: draft.Valued{Number: float64(n), Unit: unit}})
	}
	if n, unit, at := d.noticeOf(f, lead, c); n > 0 {
		put("notice", "", at, n, unit)
	}
	if code := renewalOf(f); code != "" {
		put("renewal", code, draft.Span{}, 0, "")
	}
	if code := bindingOf(f); code != "" {
		put("binding", code, draft.Span{}, 0, "")
	}
	if holdsAny(lead, supposing) {
		return
	}
	if n, unit, at := d.termOf(f, c); n > 0 {
		put("term", "", at, n, unit)
	}
	if holdsAny(f, signature) && holdsAny(f, either("生效 有效 起效 日起")) && !holdsAny(f, undone) {
		put("effective", "signing", draft.Span{}, 0, "")
	}
	d.days(f, c)
}

// termOf reads how long the instrument runs.
func (d *document) termOf(f string, c draft.Span) (n int, unit string, at draft.Span) {
	told := holdsAny(f, either("有效期 有效期限 期限")) || strings.Contains(f, "为期") && holdsAny(f, instrument)
	if !told || strings.Contains(f, "有效期至") || holdsAny(f, prolonged) {
		return 0, "", draft.Span{}
	}
	if n, unit, at = d.spanOfTime(c, spans); unit == "d" && n < 28 {
		return 0, "", draft.Span{}
	}
	return n, unit, at
}

// days reads the day of entry into force and the last day.
func (d *document) days(f string, c draft.Span) {
	for _, t := range d.sentToks(c) {
		when := t.date.resolve(d.d.Published, d.last, true)
		x := draft.Term{Clause: c, At: c, Date: when}
		switch {
		case when.Y == 0:
			continue
		case holdsAny(f, either("有效期至 有效至 到期 期满 终止")) && !holdsAny(f, either("已 提前")):
			x.Of = "expires"
		case strings.Contains(f, "生效") && !holdsAny(f, undone):
			x.Of = "effective"
		default:
			continue
		}
		d.d.Terms = append(d.d.Terms, x)
	}
}

// noticeOf reads how long before it leaves a side must say so.
func (d *document) noticeOf(f, lead string, c draft.Span) (n int, unit string, at draft.Span) {
	if !holdsAny(f, either("通知 告知 知会")) || !holdsAny(lead, leaving) {
		return 0, "", draft.Span{}
	}
	return d.spanOfTime(c, spans)
}

// renewalOf reads what happens at the end: "" where the clause does not say.
func renewalOf(f string) string {
	if !holdsAny(f, prolonged) {
		return ""
	}
	switch {
	case holdsAny(f, either("不自动 不会自动 不得自动")):
		return "" // how else is not told
	case strings.Contains(f, "自动"):
		return "automatic"
	case holdsAny(f, either("不再 不得 不可 不予 不能")):
		return "none"
	case holdsAny(f, either("可 协商 同意")):
		return "by-agreement"
	}
	return ""
}

// bindingOf reads what force the instrument has: "" where the clause does not say.
func bindingOf(f string) string {
	switch {
	case deniesForce(f):
		return "non-binding"
	case holdsAny(f, either("不产生 不构成 不创设 不设定")) && strings.Contains(f, "法律") && holdsAny(f, either("权利 义务 责任")):
		return "non-binding"
	case holdsAny(f, either("法律约束力 法律拘束力")) && holdsAny(f, either("具有 具备 有")) && !holdsAny(f, either("不 无 没 未 非")):
		return "binding"
	}
	return ""
}

// deniesForce: force in law stands behind a word that denies it, with at most 任何 or
// the like between.
func deniesForce(f string) bool {
	for _, word := range force {
		before, _, ok := strings.Cut(f, word)
		for _, between := range []string{"", "任何", "构成", "法律上的", "产生"} {
			for _, no := range denial {
				if ok && strings.HasSuffix(before, no+between) {
					return true
				}
			}
		}
	}
	return false
}
