package zh

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"sanad/internal/reader"
	"sanad/internal/reader/language/draft"
	"sanad/internal/reader/language/draft/drafttest"
)

// Each text is published on Monday, 8 September 2025.
func TestRead(t *testing.T) {
	drafttest.Reads(t, New(), []drafttest.Case{
		{Text: "9月4日，华为与巴基斯坦国家电信公司（NTC）签署谅解备忘录。", Want: []string{"华为 + 巴基斯坦国家电信公司 | mou signed 2025-09-04"}},
		{Text: "中国工业和信息化部与巴基斯坦信息技术和电信部签署合作协议。", Want: []string{"中国工业和信息化部 + 巴基斯坦信息技术和电信部 | agreement signed"}},
		{Text: "临江大学、仁和医院和清流基金会昨日共同签署框架协议。", Want: []string{"临江大学 + 仁和医院 + 清流基金会 | framework signed 2025-09-07"}},
		{Text: "中兴通讯将于9月12日与SKY47签署合同。", Want: []string{"中兴通讯 + SKY47 | contract planned 2025-09-12"}},
		{Text: "中兴通讯拟下周三与SKY47签订意向书。", Want: []string{"中兴通讯 + SKY47 | loi planned 2025-09-17"}},
		{Text: "蓝帆公司分别与东湖集团、西湖集团签署供货合同。", Want: []string{"蓝帆公司 + 东湖集团 | contract signed", "蓝帆公司 + 西湖集团 | contract signed"}},
		{Text: "蓝帆公司与东湖集团签署协议。此外，还与西湖集团签署意向书。", Want: []string{"蓝帆公司 + 东湖集团 | agreement signed", "蓝帆公司 + 西湖集团 | loi signed"}},
		{Text: "临江大学与拉维大学举行会谈，双方签署了谅解备忘录。", Want: []string{"临江大学 + 拉维大学 | mou signed"}},
		{Text: "国务院批准财政部与海东银行签署贷款协议。", Want: []string{"财政部 + 海东银行 | loan approved"}},
		{Text: "蓝帆公司正与东湖集团商谈合资协议。", Want: []string{"蓝帆公司 + 东湖集团 | joint-venture negotiating"}},
		{Text: "蓝帆公司宣布终止与东湖集团于2022年签订的供货合同。", Want: []string{"蓝帆公司 + 东湖集团 | contract ended 2022"}},
		{Text: "蓝帆公司未与东湖集团签署任何协议。", Want: []string{}},
		{Text: "蓝帆公司否认与东湖集团达成合作协议。", Want: []string{}},
		{Text: "两国企业签署了九项谅解备忘录。", Want: []string{}},
		{Text: "蓝帆公司与东湖集团建立战略伙伴关系。", Want: []string{"蓝帆公司 + 东湖集团 | strategic-partnership signed"}},
		{Text: "藍帆公司今日與東湖集團簽署《數據中心合作備忘錄》。", Want: []string{"藍帆公司 + 東湖集團 | mou signed 2025-09-08"}},
		{Text: "在市长李明的见证下，蓝帆公司董事长王强与东湖集团总经理赵丽签署合作协议。", Want: []string{"蓝帆公司 + 东湖集团 | agreement signed"}},
		{Text: "1. 蓝帆公司与东湖集团：数据中心谅解备忘录", Want: []string{"蓝帆公司 + 东湖集团 | mou signed"}},
	})
}

// TestOfficers: whoever signs does so for a body.
func TestOfficers(t *testing.T) {
	drafttest.Reads(t, New(), []drafttest.Case{
		{Text: "会上，张明远代表蓝帆集团分别与南山市政府、东湖市政府签订合作协议。", Want: []string{"蓝帆集团 + 南山市政府 | agreement signed", "蓝帆集团 + 东湖市政府 | agreement signed"}},
		{Text: "临江大学校长李文与拉维大学校长哈桑会面。李文和哈桑签署谅解备忘录。", Want: []string{"临江大学 + 拉维大学 | mou signed"}},
		{Text: "临江大学与拉维大学举行会谈。副校长李文、教务长哈桑代表两校签署谅解备忘录。", Want: []string{"临江大学 + 拉维大学 | mou signed"}},
		{Text: "高新区党工委委员、南山管理局局长李文与蓝帆集团总经理王强签署合作协议。", Want: []string{"南山管理局 + 蓝帆集团 | agreement signed"}},
		{Text: "商务部对外投资和经济合作司司长李文与蓝帆集团总经理王强签署备忘录。", Want: []string{"商务部 + 蓝帆集团 | mou signed"}},
		{Text: "新加坡贸易和工业部长陈明与泰国商务部长颂吉签署谅解备忘录。", Want: []string{"新加坡贸易和工业部 + 泰国商务部 | mou signed"}},
		{Text: "中国文化部部长孙家正和东盟秘书长王景共同签署谅解备忘录。", Want: []string{"中国文化部 + 东盟 | mou signed"}},
		{Text: "发展局「海上丝路」专员李文和东湖集团总裁王强，昨日以视像形式签署备忘录。", Want: []string{"发展局 + 东湖集团 | mou signed 2025-09-07"}},
	})
}

// TestNames: where a name begins and ends.
func TestNames(t *testing.T) {
	drafttest.Reads(t, New(), []drafttest.Case{
		{Text: "临江大学与中资企业(新加坡)协会签署谅解备忘录。", Want: []string{"临江大学 + 中资企业(新加坡)协会 | mou signed"}},
		{Text: "中国林草局与澳大利亚水利、森林和渔业部签署谅解备忘录。", Want: []string{"中国林草局 + 澳大利亚水利、森林和渔业部 | mou signed"}},
		{Text: "蓝帆公司与旁遮普省能源局暨投资局签署合同。", Want: []string{"蓝帆公司 + 旁遮普省能源局暨投资局 | contract signed"}},
		{Text: "蓝帆银行还与东湖集团、西湖集团、北湖集团等重点企业签署合作协议。", Want: []string{"蓝帆银行 + 东湖集团 | agreement signed", "蓝帆银行 + 西湖集团 | agreement signed", "蓝帆银行 + 北湖集团 | agreement signed"}},
		{Text: "蓝帆公司、白帆公司分别与东湖市政府签署备忘录。", Want: []string{"蓝帆公司 + 东湖市政府 | mou signed", "白帆公司 + 东湖市政府 | mou signed"}},
		{Text: "香港临海大学与香港工商总会签署合作备忘录。临大与工总还签署了捐赠协议。", Want: []string{"香港临海大学 + 香港工商总会 | mou signed", "香港临海大学 + 香港工商总会 | grant signed"}},
		{Text: "我校与东湖集团战略合作签约。学校与东湖集团签署框架协议。", Want: []string{"我校 + 东湖集团 | agreement signed", "我校 + 东湖集团 | framework signed"}},
		{Text: "国际处安排本校与拉维大学签订合作备忘录。", Want: []string{"本校 + 拉维大学 | mou signed"}},
		{Text: "蓝帆公司与不同合作机构签署了4项协议。", Want: []string{}},
		{Text: "临江大学与某州四所大学签署备忘录。", Want: []string{"临江大学 | mou signed"}},
		{Text: "9月4日，临江大学与某州两所大学签署备忘录。市长出席。此次签署的备忘录包括东山大学及西山理工大学两所大学。", Want: []string{"临江大学 + 东山大学 | mou signed 2025-09-04", "临江大学 + 西山理工大学 | mou signed 2025-09-04"}},
		{Text: "蓝帆科技公告，公司与东湖集团签署框架协议。", Want: []string{"蓝帆科技 + 东湖集团 | framework signed"}},
		{Text: "中国农业部与阿根廷农牧渔业部签署备忘录。农业部与阿根廷农牧渔业部签署备忘录。", Want: []string{"中国农业部 + 阿根廷农牧渔业部 | mou signed"}},
		{Text: "财团法人东山文教基金会与临江大学签署协议书。东山文教基金会与临江大学签署协议书。", Want: []string{"财团法人东山文教基金会 + 临江大学 | agreement signed"}},
		{Text: "非营利组织清流基金会与临江大学签署协议。", Want: []string{"非营利组织清流基金会 + 临江大学 | agreement signed"}},
	})
}

// TestActs: what signs and what only speaks of signing.
func TestActs(t *testing.T) {
	drafttest.Reads(t, New(), []drafttest.Case{
		{Text: "9月4日，临江大学与东湖集团“产学研合作协议”签约仪式在东湖举行。", Want: []string{"临江大学 + 东湖集团 | agreement signed 2025-09-04"}},
		{Text: "临江大学在部门支持下，成立三校联盟，4日与拉维大学签订合作意向书。", Want: []string{"临江大学 + 拉维大学 | loi signed 2025-09-04"}},
		{Text: "西岭省农业厅常务副厅长李文率团到访，并与我厅签署备忘录。", Want: []string{"西岭省农业厅 + 我厅 | mou signed"}},
		{Text: "南山省与中央企业座谈会暨签约仪式在东湖举行。", Want: []string{}},
		{Text: "董事会同意公司与东湖市人民政府签订《投资协议》，与西湖市人民政府签订《合作协议》。", Want: []string{"东湖市人民政府 | agreement approved", "西湖市人民政府 | agreement approved"}},
		{Text: "协议的签订有利于推动东湖集团发展。", Want: []string{}},
		{Text: "双方就数据中心、跨境支付等领域达成共识。", Want: []string{}},
		{Text: "双方签署《中国商务部与泰国商务部关于加强合作的谅解备忘录》等四个谅解备忘录。", Want: []string{"中国商务部 + 泰国商务部 | mou signed"}},
		{Text: "临江大学与东湖集团签署备忘录，建立学术与业界合作伙伴关系。", Want: []string{"临江大学 + 东湖集团 | mou signed"}},
		{Text: "中国和泰国8日在曼谷签署三个合作文件。部长出席仪式。\n文件包括：中国商务部与泰国商务部关于建立工作组的谅解备忘录，东湖集团和曼谷银行关于水泥厂的融资协议。", Want: []string{"中国商务部 + 泰国商务部 | mou signed 2025-09-08", "东湖集团 + 曼谷银行 | loan signed 2025-09-08"}},
		{Text: "中国与泰国签署谅解备忘录。中国商务部和泰国商务部签署谅解备忘录。", Want: []string{"中国商务部 + 泰国商务部 | mou signed"}},
		{Text: "临江大学与拉维大学签署协议后，再度与国外学术机构签署协议。", Want: []string{"临江大学 + 拉维大学 | agreement signed (in passing)"}},
		{Text: "新华网曼谷9月3日电(记者 李文)蓝帆公司与东湖集团4日签署合同。", Want: []string{"蓝帆公司 + 东湖集团 | contract signed 2025-09-04"}},
	})
}

func TestValues(t *testing.T) {
	text := "蓝帆公司与东湖集团签署合同，金额约1.2亿美元，建设一千公里光缆和25个监测站，培训10万名青年，有效期五年。"
	r, err := New().Read(reader.Document{Text: text})
	if err != nil || len(r.Agreements) != 1 {
		t.Fatalf("%+v, %v", r, err)
	}
	a := r.Agreements[0]
	if len(a.Money) != 1 || a.Money[0].Amount != 120000000 || a.Money[0].Currency != "USD" || a.Money[0].Nature != "committed" || a.Money[0].Quote.Text != "1.2亿美元" {
		t.Errorf("money %+v", a.Money)
	}
	var got []string
	for _, q := range a.Quantities {
		b, _ := json.Marshal(q.Value)
		got = append(got, string(b)+" "+q.Unit+" "+q.Quote.Text)
	}
	if want := []string{"1000 km 一千公里", "25 sites 25个监测站", "100000 people 10万名青年", "5 years 五年"}; !reflect.DeepEqual(got, want) {
		t.Errorf("quantities %q, want %q", got, want)
	}
}

func TestCounts(t *testing.T) {
	for text, want := range map[string]int{"会上共签署九项谅解备忘录。": 9, "双方签署24份合作文件。": 24, "一份协议。": 0, "粤港签9协议。": 9, "签署31份涉及交通、农业、教育、科技、贸易等关键领域的谅解备忘录。": 31, "三家企业签署协议。": 0, "签署十二项信息技术领域的协议和备忘录。": 12} {
		r, _ := New().Read(reader.Document{Text: text})
		got := 0
		if len(r.Counts) > 0 {
			got = r.Counts[0].Value
		}
		if got != want {
			t.Errorf("%s counts %d, want %d", text, got, want)
		}
	}
}

func TestNumber(t *testing.T) {
	for s, want := range map[string]float64{"九": 9, "十五": 15, "二十": 20, "一百零五": 105, "两千四百": 2400, "一万五千": 15000, "三亿五千万": 350000000, "1.2亿": 120000000, "3500万": 35000000, "５００": 500, "1,200": 1200, "二〇二五": 2025, "9.8亿": 980000000, "3.5万亿": 3500000000000, "２００万": 2000000, "1,200万": 12000000, "十二亿": 1200000000, "六万": 60000} {
		if got, n := number(s); got != want || n != len(s) {
			t.Errorf("%s is %v (%d of %d bytes), want %v", s, got, n, len(s), want)
		}
	}
}

func TestDate(t *testing.T) {
	monday := draft.ParseDate("2025-09-08")
	for s, want := range map[string]string{
		"2025年9月4日": "2025-09-04", "9月4日": "2025-09-04", "4日": "2025-09-04", "28日": "2025-08-28", "12月3日": "2024-12-03", "2022年3月": "2022-03", "二〇二四年十一月": "2024-11", "二零二五年九月四日": "2025-09-04", "９月４日": "2025-09-04", "9 月 4 日": "2025-09-04",
		"2025 年 9 月4日": "2025-09-04", "9月4号": "2025-09-04", "2025-09-04": "2025-09-04", "2025/9/4": "2025-09-04", "2025.9.4": "2025-09-04",
	} {
		w, n := dateAt(s)
		got, _ := w.resolve(monday, draft.Date{}, false).EDTF()
		if got != want || n != len(s) {
			t.Errorf("%s is %s, want %s", s, got, want)
		}
	}
	for s, want := range map[string]string{"昨日": "2025-09-07", "今天": "2025-09-08", "上周五": "2025-09-05", "本周三": "2025-09-10", "下周一": "2025-09-15", "下月": "2025-10", "去年10月": "2024-10", "明年": "2026", "民国114年9月4日": "2025-09-04", "民国一百一十四年": "2025", "民国 114 年 9 月": "2025-09"} {
		w, n := relativeAt(s)
		got, _ := w.resolve(monday, draft.Date{}, false).EDTF()
		if got != want || n != len(s) {
			t.Errorf("%s is %s, want %s", s, got, want)
		}
	}
}

// TestNoDate: what looks like a date and is none.
func TestNoDate(t *testing.T) {
	for _, s := range []string{"2025-2030年", "2025.13.4", "192.168.1.1", "13月", "月球", "1.5年", "民国时期", "5年"} {
		if w, n := dateAt(s); n > 0 {
			t.Errorf("%s is read as %+v", s, w)
		}
		if w, n := relativeAt(s); n > 0 {
			t.Errorf("%s is read as %+v", s, w)
		}
	}
}

// TestFold: a folded text has the length of the original at every character, or
// offsets would not hold.
func TestFold(t *testing.T) {
	rs := []rune(pairs)
	if len(rs)%2 != 0 {
		t.Fatal("a character without its pair")
	}
	for i := 0; i < len(rs); i += 2 {
		if utf8.RuneLen(rs[i]) != utf8.RuneLen(rs[i+1]) || rs[i] == rs[i+1] {
			t.Errorf("%c %c", rs[i], rs[i+1])
		}
	}
	if got := fold("簽署諒解備忘錄"); got != "签署谅解备忘录" {
		t.Error(got)
	}
}

func TestLinear(t *testing.T) {
	one := strings.Repeat("蓝帆公司与东湖集团、西湖集团和南山市政府签署合作协议，金额3亿元；", 40) + "\n"
	drafttest.Linear(t, New(), one)
}

func FuzzRead(f *testing.F) {
	drafttest.Fuzz(f, New(), "", "华为与SKY47签署合同。", "（", "《《》", "在", "与与和、签署协议", "1,2,3亿元万美元", "第届会上双方签署协议", "九项", "A\u3000B与C签约", "该合同于2022年签署")
}
