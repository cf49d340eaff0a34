package zh

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// class is what a word does in a sentence.
type class uint8

const (
	cName     class = iota // not a word of this list: part of some name or other content
	cSign                  // 签署
	cRenew                 // 续签
	cPartner               // 建立, 缔结: makes a relationship
	cEnd                   // 终止
	cApprove               // 批准
	cTalk                  // 磋商
	cForce                 // 生效
	cPlan                  // 将, 拟
	cNeg                   // 未, 否认
	cReport                // 宣布, 表示: what follows has the same subject
	cWitness               // 见证, 出席: what stands before is no side
	cStrong                // 与, 同, 跟
	cWeak                  // 和, 及
	cEnum                  // 、
	cAdv                   // 正式, 昨日, 此外
	cEach                  // 分别
	cPrep                  // 就, 关于, 以
	cBy                    // 由
	cAt                    // 在
	cDe                    // 的
	cInstr                 // 谅解备忘录
	cTitle                 // 董事长
	cRef                   // 双方
	cPast                  // 此前, 首份
	cComma                 // ，
	cColon                 // ：
	cSemi                  // ；
	cMark                  // other marks
	cBracket               // （…）
	cBook                  // 《…》
	cDate                  // 9月4日
	cMoney                 // 3亿元
	cQuantity              // 一千公里
	cCount                 // 九项谅解备忘录
	cLoc                   // 上, 期间
	cVisit                 // 访问
)

// word is a lexicon entry. text is in simplified characters.
type word struct {
	text string
	class
	code string // kind of an instrument
}

func list(c class, words string) []word {
	var out []word
	for w := range strings.FieldsSeq(words) {
		out = append(out, word{text: w, class: c})
	}
	return out
}

// kinds of instrument by the noun; the longest noun that fits is read.
var kindWords = map[string]string{
	"谅解备忘录": "mou", "合作备忘录": "mou", "备忘录": "mou", "理解备忘录": "mou", "合作谅解备忘录": "mou", "合作谅解书": "mou", "MoU": "mou", "MOU": "mou",
	"意向书": "loi", "意向协议": "loi", "合作意向": "loi", "合作意向书": "loi", "投资意向书": "loi", "意向性协议": "loi",
	"框架协议": "framework", "合作框架协议": "framework", "框架协定": "framework", "战略合作框架协议": "framework", "合作框架": "framework",
	"战略伙伴关系": "strategic-partnership", "战略合作伙伴关系": "strategic-partnership", "战略合作关系": "strategic-partnership", "伙伴关系": "strategic-partnership", "战略伙伴关系协定": "strategic-partnership",
	"实施协议": "implementing-agreement", "执行协议": "implementing-agreement", "实施协定": "implementing-agreement",
	"条约": "treaty", "公约": "treaty",
	"议定书": "protocol", "换文": "protocol", "补充议定书": "protocol",
	"合同": "contract", "合约": "contract", "供货合同": "contract", "承包合同": "contract", "总承包合同": "contract", "购销合同": "contract", "采购合同": "contract", "供应合同": "contract", "承包协议": "contract", "采购协议": "contract", "供货协议": "contract", "购电协议": "contract", "租赁合同": "contract", "服务合同": "contract", "订单": "contract",
	"合资协议": "joint-venture", "合资合同": "joint-venture", "合资经营协议": "joint-venture", "合资经营合同": "joint-venture",
	"贷款协议": "loan", "贷款合同": "loan", "融资协议": "loan", "贷款协定": "loan", "优惠贷款协议": "loan", "优惠贷款框架协议": "loan",
	"赠款协议": "grant", "无偿援助协议": "grant", "捐赠协议": "grant", "资助协议": "grant", "援助协议": "grant", "赠款协定": "grant", "捐赠协定": "grant",
	"联合声明": "declaration", "联合宣言": "declaration", "联合公报": "declaration", "共同宣言": "declaration", "宣言": "declaration", "共同声明": "declaration",
	"协约": "agreement", "协议": "agreement", "协定": "agreement", "协议书": "agreement", "合作协议": "agreement", "合作协定": "agreement", "战略合作协议": "agreement", "合作协议书": "agreement", "文件": "agreement", "合作文件": "agreement", "友好合作关系": "other", "友好关系": "other", "合作关系": "agreement", "合作意愿书": "loi",
	"备忘": "mou", "战略协议": "agreement", "战略合作备忘录": "mou", "共识": "",
}

var words = func() *byRune[[]word] {
	var all []word
	all = append(all, list(cSign, "签署 签订 签约 签定 签立 签下 签字 订立 达成 敲定 签 缔约 互签 签妥 签成 拿下 斩获 签得")...)
	all = append(all, list(cRenew, "续签 续约 续订 延长 延期 展期")...)
	all = append(all, list(cPartner, "建立 缔结 结成 结为 确立")...)
	all = append(all, list(cEnd, "终止 解除 中止 废止 终结 取消 撤销 到期 期满 届满 失效 解约")...)
	all = append(all, list(cApprove, "批准 核准 审议通过 原则同意 原则批准 通过 同意 核定 准许 审批通过")...)
	all = append(all, list(cTalk, "商谈 磋商 谈判 会谈 洽谈 协商 商讨 洽商 商谈 商议 接洽 探讨")...)
	all = append(all, list(cForce, "生效 施行 开始实施 正式实施")...)
	all = append(all, list(cPlan, "将 拟 计划 有望 预计 准备 即将 期望 打算 定于 考虑 拟于 将于 将在 有意 希望 料将 预期 争取")...)
	all = append(all, list(cNeg, "未 没有 并未 尚未 否认 不会 从未 不存在 未能 拒绝 并无 未曾 不再 不是 无意 未有 没 并非 不实")...)
	all = append(all, list(cReport, "宣布 宣告 表示 透露 公告 称 消息 获悉 介绍 指出 说 披露 通报 证实 发布公告 发布消息 报道")...)
	all = append(all, list(cWitness, "见证 共同见证 出席 主持 参加 授权 促成 推动 监督 观礼 见证下 旁观 责成 指示")...)
	all = append(all, list(cStrong, "与 同 跟")...)
	all = append(all, list(cWeak, "和 及 以及 暨 或")...)
	all = append(all, list(cEach, "分别 各自")...)
	all = append(all, list(cAdv, `正式 已 已经 日前 近日 近期 再次 也 亦 还 又 再 成功 联合 顺利 现场 首次 正 正在 并 此外 另外 另 同时 其中 随后 与此同时 据悉 会上
		会议期间 访问期间 访华期间 出访期间 仪式上 签字仪式 签约仪式 签署仪式 签约活动 同场 目前 现 了 过 对外 当地时间 下午 上午 晚间 晚 早前 刚刚 终于 携手 共同 互相 相互 继续 均
		分头 日内 尽快 进一步 具体 有关 任何 相关 方面 双边 现已 陆续 集中 一次性 继而 接着 之后 随即 稍后 稍早 约 据 根据 按照 按 经 今后 未来 为此 至此 为期 本周 举行 举办 开展 进行 展开 启动 就此 一道 相继 先后 接连 最终 最近 早些时候 部长级 致辞 讲话 发言 致词 揭牌 陪同 率领 会后 会前 会谈后 仪式后 席间 包括 包含 年内 今年内 今年 率团 带队 郑重 一致`)...)
	all = append(all, list(cPrep, "就 围绕 关于 针对 为 为了 以 用于 旨在 对 向 从 于 通过 至")...)
	all = append(all, list(cVisit, "会面 访问 到访 走访 会见 会晤 拜访 考察")...)
	all = append(all, list(cLoc, "期间")...)
	all = append(all, list(cBy, "由")...)
	all = append(all, list(cAt, "在")...)
	all = append(all, list(cDe, "的 之")...)
	all = append(all, list(cTitle, `董事长 总经理 总裁 副总裁 部长 副部长 局长 副局长 市长 副市长 省长 副省长 校长 副校长 院长 副院长 主任 副主任 主席 副主席 秘书长 大使 首席执行官 行政总裁 负责人 发言人
		代表 总监 会长 副会长 行长 副行长 厅长 书记 高管 总理 总统 首席代表 副厅长 常务副厅长 常务副省长 常务副主任 副司长 副署长 副处长 常务 常任秘书长 常任 署理 执行长 副书记 委员 常委 特首 行政长官 专员 参赞 总干事 执行董事 董事 理事 总工程师 总会计师 常务副会长 常务副市长 执行总裁 执行院长 教授 协理副校长 协理副总裁 区长 县长 州长 署长 理事长 CEO 司长 处长 代表团`)...)
	all = append(all, list(cRef, "双方 三方 四方 五方 六方 各方 两国 两校 两院 两家公司 两公司 两部门 两家企业 两市 两地 两机构 两家机构 两国政府 两省 两州 两县 两馆 两行 两部 两大学 三校 三国 缔约双方 签约双方 两家单位 两家银行 两地政府 两市政府 两省政府 校地双方 校企双方 院企双方 银企双方 政企双方 院地双方 校地 两大集团 两家集团 三校代表")...)
	all = append(all, list(cPast, "此前 在此之前 在此以前 首份 曾 曾于 早在 先前 上一份 原有 去年 前年 首个 旧有")...)
	// Words that hold one of the short words above and are none of them.
	all = append(all, list(cName, `数据 证据 依据 占据 政府间 共和国 埃及 也门 经济 经贸 财经 经营 在线 自由 再生 可再生 并购 就业 成就 和平 和田 仁和 太和 永和 和记 和黄 同济 大同 同方 同仁 正大 方正 华为 有为 将军 普及 及时 涉及 现在
		由于 同比 不同 相同 认同 同样 目的 及其 对接 同学 和谐 饱和 中和 碳中和 温和 总和 和睦 协和 颐和 缓和 信和 义和 人和 祥和 祥和 和信 和泰 中同 同城 同创 大使馆 总领事馆 代表处 发展署 说明 解说 学说 称号 名称
		作为 成为 行为 认为 以为 以来 以上 以下 所以 以便 可以 加以 面向 方向 意向 向量 于田 基于 属于 位于 大于 小于 至于 正义 修正 校正 正泰 正威 未央 签名 签证 通过率 非洲 非政府 非遗 是非 说法 自从 从事 从业 跟踪 跟进 对话 对手 应对 针对性 反对 绝对 面对 对口
		在建 存在 所在 潜在 内在 在校 在职 在岸 再保险 再担保 又称 还款 偿还 归还 交还 并网 合并 并行 兼并 并轨 计划署 计划厅 计划局 计划部 五年计划 规划 将来 拟议 准则 经验 经理 财政 之间 之江 之光 另类 现代 现场 现金 实现 发现 体现 现有 现货 约旦 约翰 条约国 签约额 大约 节约 经纪 按揭 神经 东正 签署方 未知 未成年 非常 没收 已故 为主 为期 间接 空间 中间 民间 时间 夜间 房间 车间 就是 迁就 晚报 早报 说唱
		成立 设立 通讯 通讯社 共同体 委员会 合作社 会展 文件夹 协定书局 同盟 联盟 延长石油 代表性 代表作 建立者 希望小学 希望工程 希望集团 新希望 联合国 联合会 联合体 联合大学 联合银行 联合集团 联合能源 联合电力 中国联合 联合航空 联合汽车 准备金 代表大会 董事会 监事会 常委会 中央委员 教授级 对外投资 对外经济 对外贸易 对外友好 对外联络 对外合作 对外文化 对外经贸 合同法 谅解 同时间`)...)
	for w, code := range kindWords {
		all = append(all, word{w, cInstr, code})
	}
	m := map[rune][]word{}
	for _, w := range all {
		r, _ := utf8.DecodeRuneInString(w.text)
		m[r] = append(m[r], w)
	}
	for _, ws := range m {
		sort.Slice(ws, func(i, j int) bool {
			if len(ws[i].text) != len(ws[j].text) {
				return len(ws[i].text) > len(ws[j].text)
			}
			if ws[i].text != ws[j].text {
				return ws[i].text < ws[j].text
			}
			return ws[i].class < ws[j].class
		})
	}
	return newByRune(m)
}()

// lookup is the longest word that begins at s.
func lookup(s string) (word, bool) {
	r, _ := utf8.DecodeRuneInString(s)
	return lookupRune(r, s)
}

// lookupRune is lookup where the first character of s is known.
func lookupRune(r rune, s string) (word, bool) {
	for _, w := range words.of(r) {
		if strings.HasPrefix(s, w.text) {
			return w, true
		}
	}
	return word{}, false
}

// suffix tells by its end what a body is. whole says that a name may end there:
// 工业 ends a company's name at times, but more often it goes on (工业和信息化部).
type suffix struct {
	text, typ string
	whole     bool
}

var suffixes = func() []suffix {
	var out []suffix
	add := func(typ string, whole bool, words string) {
		for w := range strings.FieldsSeq(words) {
			out = append(out, suffix{w, typ, whole})
		}
	}
	add("government", true, "部 委 局 厅 署 政府 委员会 办公室 省 市 县 自治区 特区 州 海关 法院 检察院 大使馆 共和国 王国 联邦 国会 议会 邦 管委会 司令部 军队 警察局 国家电信公司 发改委 内阁 国务院 中央银行 央行 总领事馆 馆 机构")
	add("company", true, "公司 集团 银行 厂 企业 事务所 创投 资本 基金 控股 合作社 商行 通讯社 股份 电视台 港务局集团 报社 出版社 商城 证券 保险 航空 医药 制药 重工 软件 汽车 钢铁 石油 石化 航运 物流 地产 影业 电器 国际")
	add("company", false, "科技 通讯 电信 能源 电力 工业 网络 建设 技术 云 电子 数据 矿业 农业 商务 智能 食品 新能源 生物 动力 材料")
	add("academic", true, "大学 学院 学校 研究院 研究所 中学 小学 科学院 实验室 书院 职院 党校 设计院 工学院 研究中心")
	add("international", true, "组织 联合国 欧盟 东盟 非盟 世界银行 亚洲开发银行 亚投行 计划署 发展署 难民署 联盟委员会 国际货币基金 粮农组织 儿童基金会 世卫组织 开发计划署 环境规划署 亚洲基础设施投资银行 新开发银行 伊斯兰开发银行 欧洲联盟")
	add("ngo", true, "基金会 协会 学会 红十字会 商会 联合会 慈善会 促进会 总会 工会 联盟 志愿者协会 理事会 新月会")
	add("other", true, "中心 医院 园 港 院 所 社 馆 博物馆 图书馆 剧院 俱乐部 交易所 科技园 平台 电台 台")
	add("government", true, "研究理事会 管理局 出口委员会 资本管理局 港务局 铁路局 开发署")
	sort.SliceStable(out, func(i, j int) bool { return len(out[i].text) > len(out[j].text) })
	return out
}()

// suffixesBy are suffixes by their last character, the longest first.
var suffixesBy = func() map[rune][]suffix {
	m := map[rune][]suffix{}
	for _, x := range suffixes {
		r, _ := utf8.DecodeLastRuneInString(x.text)
		m[r] = append(m[r], x)
	}
	return m
}()

// suffixOf is the longest suffix that name ends with, with something before it;
// whole asks for one that a name may end with.
func suffixOf(name string, whole bool) (suffix, bool) {
	r, _ := utf8.DecodeLastRuneInString(name)
	for _, x := range suffixesBy[r] {
		if (x.whole || !whole) && len(name) > len(x.text) && strings.HasSuffix(name, x.text) {
			return x, true
		}
	}
	return suffix{}, false
}

// known are bodies that their bare names do not show to be bodies.
var known = map[string]struct{ country, typ string }{
	"华为": {"CN", "company"}, "中兴": {"CN", "company"}, "中兴通讯": {"CN", "company"}, "阿里巴巴": {"CN", "company"}, "腾讯": {"CN", "company"}, "百度": {"CN", "company"},
	"阿里云": {"CN", "company"}, "中国移动": {"CN", "company"}, "中国电信": {"CN", "company"}, "中国联通": {"CN", "company"}, "比亚迪": {"CN", "company"}, "小米": {"CN", "company"}, "中石油": {"CN", "company"}, "国家电网": {"CN", "company"}, "中国电建": {"CN", "company"}, "三峡集团": {"CN", "company"},
	"ignite": {"PK", "government"}, "ntc": {"PK", "government"}, "pseb": {"PK", "government"}, "navttc": {"PK", "government"}, "sky47": {"PK", "company"}, "sky47公司": {"PK", "company"}, "jazz": {"PK", "company"},
	"巴基斯坦国家电信公司": {"PK", "government"}, "中巴投资有限公司": {"PK", "company"}, "上海临港国际数据产业研究院": {"CN", "other"},
	"联合国": {"", "international"}, "世界银行": {"", "international"}, "欧盟": {"", "international"}, "东盟": {"", "international"}, "亚投行": {"", "international"}, "世卫组织": {"", "international"}, "教科文组织": {"", "international"}, "联合国教科文组织": {"", "international"},
}

// countries by name, and by the places in whose names bodies are called.
var countries = func() map[string]string {
	m := map[string]string{}
	for _, row := range strings.Split(`CN 中国 中华人民共和国 中方 北京 上海 深圳 广州 天津 重庆 浙江 江苏 广东 四川 新疆 云南 山东 福建 湖南 湖北 河南 河北 陕西 甘肃 杭州 南京 武汉 成都 西安 青岛 清华 喀什
PK 巴基斯坦 伊斯兰堡 卡拉奇 拉合尔 白沙瓦 奎达 旁遮普省 旁遮普 信德省 信德 俾路支省 俾路支 瓜达尔 拉瓦尔品第 拉维 费萨拉巴德 开普省 木尔坦
HK 香港
MO 澳门
TW 台湾 台北
US 美国 美利坚合众国
RU 俄罗斯 莫斯科
IN 印度 孟买 新德里
ID 印度尼西亚 印尼 雅加达
MY 马来西亚 吉隆坡
TH 泰国 曼谷
SG 新加坡
VN 越南 河内
LA 老挝
KH 柬埔寨 金边
MM 缅甸
BD 孟加拉国 孟加拉 达卡
LK 斯里兰卡 科伦坡
NP 尼泊尔 加德满都
AF 阿富汗 喀布尔
IR 伊朗 德黑兰
IQ 伊拉克
SA 沙特阿拉伯 沙特 利雅得
AE 阿联酋 阿拉伯联合酋长国 迪拜 阿布扎比
QA 卡塔尔 多哈
KW 科威特
OM 阿曼
TR 土耳其 安卡拉 伊斯坦布尔
EG 埃及 开罗
KZ 哈萨克斯坦 阿斯塔纳
UZ 乌兹别克斯坦 塔什干
KG 吉尔吉斯斯坦
TJ 塔吉克斯坦
TM 土库曼斯坦
MN 蒙古国 蒙古
JP 日本 东京
KR 韩国 首尔
KP 朝鲜
GB 英国 伦敦
FR 法国 巴黎
DE 德国 柏林
IT 意大利 罗马
ES 西班牙
PT 葡萄牙
NL 荷兰
BE 比利时
CH 瑞士
SE 瑞典
NO 挪威
FI 芬兰
DK 丹麦
PL 波兰
HU 匈牙利 布达佩斯
RS 塞尔维亚
GR 希腊
UA 乌克兰
BY 白俄罗斯
KE 肯尼亚 内罗毕
ET 埃塞俄比亚
TZ 坦桑尼亚
NG 尼日利亚
ZA 南非
GH 加纳
SN 塞内加尔
UG 乌干达
RW 卢旺达
ZM 赞比亚
DZ 阿尔及利亚
MA 摩洛哥
BR 巴西
AR 阿根廷
CL 智利
PE 秘鲁
MX 墨西哥
CA 加拿大
AU 澳大利亚
NZ 新西兰
PH 菲律宾
MV 马尔代夫
AZ 阿塞拜疆
GE 格鲁吉亚
JO 约旦
IL 以色列`, "\n") {
		f := strings.Fields(row)
		for _, name := range f[1:] {
			m[name] = f[0]
		}
	}
	return m
}()

// longestPlace bounds the search for a country before a name, in runes.
const longestPlace = 8

// place is the country or town a name begins with, its length in bytes, and its
// country's code.
func place(s string) (n int, code string) {
	r, _ := utf8.DecodeRuneInString(s)
	if !placeStarts.of(r) {
		return 0, ""
	}
	i := 0
	for k := 0; k < longestPlace && i < len(s); k++ {
		_, w := utf8.DecodeRuneInString(s[i:])
		i += w
		if c, ok := countries[s[:i]]; ok {
			n, code = i, c
		}
	}
	return n, code
}

// ministries are what offices of a government are for, as their names say it.
var ministries = strings.Fields("外交 商务 财政 教育 交通 经济 工业 农业 卫生 环境 能源 国防 内政 文化 旅游 科技 贸易 投资 通讯 通信 电信 信息 技术 劳工 人力 司法 体育 住房 发展 运输 水利 建设 税务 公安 统计 民政 规划 国土 资源 粮食 安全 创新 石油 电力 铁道 铁路 航空 海事 渔业 林业 宗教 计划 数码 数字 事务 革新 产业 商业 环保 气候 土地 食品 药品 医药 审计 监察 移民 情报 宣传 组织 财经 金融 贸工 社会 青年 妇女")

// placeStarts are the characters that names of countries begin with.
var placeStarts = func() *byRune[bool] {
	m := map[rune]bool{}
	for name := range countries {
		r, _ := utf8.DecodeRuneInString(name)
		m[r] = true
	}
	return newByRune(m)
}()

var themeWords = func() *finder {
	var words []string
	for _, t := range themes {
		words = append(words, t.word)
	}
	return newFinder(words...)
}()

// themes by word.
var themes = []struct{ word, code string }{
	{"海底电缆", "submarine-cable"},
	{"海缆", "submarine-cable"},
	{"光纤", "fibre"},
	{"宽带", "fibre"},
	{"网络互联", "fibre"},
	{"数据中心", "data-centre"},
	{"云计算", "data-centre"},
	{"新兴技术", "emerging-tech"},
	{"人工智能", "emerging-tech"},
	{"智慧城市", "emerging-tech"},
	{"机器人", "emerging-tech"},
	{"5G", "emerging-tech"},
	{"区块链", "emerging-tech"},
	{"培训", "training"},
	{"技能", "training"},
	{"人才培养", "training"},
	{"培养", "training"},
	{"能力建设", "capacity-building"},
	{"数字产业", "digital-industry"},
	{"软件", "digital-industry"},
	{"初创", "digital-industry"},
	{"电子商务", "e-commerce"},
	{"跨境电商", "e-commerce"},
	{"投资", "investment"},
	{"网络安全", "cybersecurity"},
	{"海关", "trade"},
	{"贸易", "trade"},
	{"出口", "trade"},
	{"电力", "energy"},
	{"光伏", "energy"},
	{"储能", "energy"},
	{"风电", "energy"},
	{"能源", "energy"},
	{"太阳能", "energy"},
	{"气候", "environment"},
	{"环保", "environment"},
	{"环境", "environment"},
	{"医疗", "health"},
	{"疫苗", "health"},
	{"卫生", "health"},
	{"农业", "agriculture"},
	{"种子", "agriculture"},
	{"粮食", "agriculture"},
	{"大米", "agriculture"},
	{"联合办学", "education"},
	{"学生交流", "education"},
	{"学术", "education"},
	{"留学", "education"},
	{"科研", "education"},
	{"航线", "transport"},
	{"铁路", "transport"},
	{"物流", "transport"},
	{"港口", "transport"},
	{"公交", "transport"},
	{"航空", "transport"},
	{"贷款", "finance"},
	{"金融", "finance"},
	{"支付", "finance"},
	{"旅游", "culture"},
	{"文化", "culture"},
	{"考古", "culture"},
	{"博物馆", "culture"},
	{"体育", "culture"},
	{"劳务", "labour"},
	{"航天", "science"},
	{"卫星", "science"},
	{"月球", "science"},
	{"住房", "infrastructure"},
	{"公路", "infrastructure"},
	{"大桥", "infrastructure"},
	{"探索", "exploratory"},
}

// genericNames are nouns that stand where a name would and name nobody.
var genericNames = map[string]bool{}

func init() {
	for w := range strings.FieldsSeq(`企业 公司 集团 政府 政府部门 两国政府部门 机构 有关部门 相关部门 相关企业 有关企业 合作伙伴 伙伴 各方 对方 中方 巴方 外方 客户 单位 院校 高校 银行 中国企业 巴基斯坦企业 当地企业 本地企业 嘉宾 官员 代表 专家 媒体 会议 论坛 大会 仪式 项目
		邻国 多国 各国 国际社会 中国公司 中资企业 多家企业 双方企业 两国企业 学校 部门 媒体报道 市场 项目方 企业家 他 她 我们 其 它 该 本 公众 社会 行业 合作方 供应商 甲方 乙方 年 月 日 中 上 下 等 组委会 组织 平台 基金 国际 医院 中心 协会 大学 学院 研究院 市 省 县 部 局 厅 委 署 社 所 院 园 港 台 厂 馆 州 邦 政府间`) {
		genericNames[w] = true
	}
}
