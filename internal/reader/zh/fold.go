package zh

import "unicode/utf8"

// pairs are the traditional characters that the lexicon's words are written
// with, each before its simplified form. Every character is three bytes long in
// UTF-8, so that a folded text has the offsets of its original.
const pairs = "並并乾干亜亚亞亚佔占來来係系個个們们倫伦備备傳传價价儀仪億亿償偿優优儲储兒儿內内兩两別别則则剛刚創创劃划劇剧劑剂動动務务勞劳區区協协參参叄叁吶呐員员問问啓启啟启" +
	"喪丧單单嗎吗噸吨嚴严國国圍围園园圓圆圖图團团執执堅坚報报場场塊块壇坛壓压壘垒壩坝夠够夢梦夥伙夾夹奪夺奮奋婦妇媽妈孫孙學学實实寧宁審审寫写寬宽寶宝將将專专尋寻對对" +
	"導导屆届層层屬属岡冈島岛峽峡崗岗嶺岭師师帶带幣币幫帮幹干庫库廈厦廟庙廠厂廢废廣广廳厅張张強强彈弹彙汇後后徑径從从復复徵征態态慮虑慶庆憂忧憲宪應应懷怀戰战戲戏戶户" +
	"拋抛掃扫採采揚扬換换損损搖摇撾挝擁拥擇择擊击擔担據据擬拟擴扩擾扰攜携攝摄敵敌數数斷断於于時时晉晋晝昼暢畅曆历書书會会東东條条棄弃業业極极構构樂乐樓楼標标樞枢樣样" +
	"樹树橋桥機机橫横檢检權权歐欧歡欢歲岁歷历歸归殘残氣气氫氢決决沒没況况淨净減减測测湯汤準准溫温滅灭滿满漁渔漢汉潔洁潛潜澤泽濃浓濟济濱滨灘滩灣湾災灾為为烏乌無无煉炼" +
	"煩烦熱热營营爭争爾尔狀状獅狮獎奖獨独獲获現现環环瓊琼甌瓯產产畝亩畢毕異异當当療疗癥症發发盜盗盡尽監监盤盘盧卢眾众睏困矚瞩確确碼码礎础礦矿祕秘禦御禮礼稅税種种稱称" +
	"穩稳窮穷競竞筆笔節节範范築筑簡简簽签籌筹籤签粵粤糧粮糾纠紀纪約约紅红納纳紐纽純纯級级紛纷細细紹绍終终組组結结絕绝絡络給给統统絲丝經经綠绿綫线維维網网緊紧緒绪線线" +
	"締缔緣缘編编緩缓緬缅練练縣县縮缩縱纵總总織织繞绕繪绘繼继續续纖纤纜缆罰罚羅罗義义習习聖圣聞闻聯联聰聪聲声職职聽听肅肃脫脱腦脑臘腊臨临臺台與与興兴舉举舊旧艦舰艱艰" +
	"茲兹莊庄華华萬万著着薩萨藥药蘇苏蘊蕴蘭兰處处虛虚號号蟲虫術术衛卫衝冲補补裝装裡里製制複复見见規规視视覽览觀观觸触訂订計计訊讯討讨訓训記记訪访設设許许診诊評评詞词" +
	"試试話话該该詳详誌志認认語语誤误說说課课調调談谈請请諒谅論论諧谐諸诸諾诺謠谣證证識识譯译議议護护讀读變变讓让豐丰貝贝負负財财貢贡貨货販贩貫贯責责貳贰買买貸贷費费" +
	"貿贸賀贺賃赁資资賓宾賠赔賣卖質质賬账賺赚購购賽赛贈赠贊赞贏赢趙赵趨趋跡迹踐践蹤踪車车軌轨軍军軟软載载輔辅輕轻輛辆輪轮輯辑輸输轉转辦办辭辞農农迴回這这連连週周進进" +
	"遊游運运過过達达遞递遠远適适遷迁選选遺遗遼辽還还邊边邏逻郵邮鄉乡鄭郑鄰邻醫医釋释針针鈔钞鉛铅銀银銅铜銖铢銷销鋪铺鋰锂鋼钢錄录錢钱錯错鍵键鎊镑鎮镇鏈链鐵铁鑑鉴鑒鉴" +
	"長长門门閉闭開开間间閣阁閱阅闊阔關关闡阐陝陕陰阴陳陈陸陆陽阳隊队際际隨随險险雖虽雙双雜杂離离難难雲云電电靈灵靜静韓韩響响頁页頂顶頃顷項项順顺須须預预頒颁領领頤颐" +
	"頭头題题額额願愿類类顧顾顯显風风飛飞飯饭飲饮飼饲飽饱養养餘余館馆馬马駐驻騰腾驅驱驗验體体鬆松鬥斗魚鱼魯鲁鮮鲜鳥鸟鳳凤鹽盐麥麦麵面黃黄點点黨党齊齐齡龄龍龙"

// simplified holds the simplified form of each traditional character, 0 for others.
var simplified = func() *byRune[rune] {
	m := map[rune]rune{}
	rs := []rune(pairs)
	for i := 0; i+1 < len(rs); i += 2 {
		m[rs[i]] = rs[i+1]
	}
	return newByRune(m)
}()

// fold writes a text in the characters of the lexicon, byte for byte in place.
func fold(s string) string {
	var out []byte
	for i := 0; i+2 < len(s); i++ {
		if s[i] < 0xe4 || s[i] > 0xe9 { // no Chinese character begins here
			continue
		}
		r, w := utf8.DecodeRuneInString(s[i:])
		if w < 3 {
			continue
		}
		if to := simplified.of(r); to != 0 {
			if out == nil {
				out = []byte(s)
			}
			utf8.EncodeRune(out[i:], to)
		}
		i += w - 1
	}
	if out == nil {
		return s
	}
	return string(out)
}
