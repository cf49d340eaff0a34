package zh

import (
	"regexp"

	"sanad/internal/reader/language/draft"
)

// former tells what a body was called before: behind its name in brackets or between
// commas, 白帆公司（原名东湖公司）, or before it, 东湖公司更名为白帆公司.
var former = draft.Former{
	Words:  []string{"原名", "原称", "原稱", "曾用名", "前称", "旧称", "舊稱", "旧名", "前身", "更名", "改名", "改组", "更改名称"},
	Behind: regexp.MustCompile(`^(?:[（(][A-Za-z0-9&-]+[）)])?[（(，,；;、](?:其)?(?:原名称?|原称|曾用名|前称|旧称|旧名|前身|原稱|舊稱|前身系)(?:叫|是|为|為)?[:：“「]?(\p{Han}[\p{Han}A-Za-z0-9·]+)[”」]?[）)，,；;。]`),
	Before: regexp.MustCompile(`(?:^|[，,；;：:、])(?:由|原)?(\p{Han}[\p{Han}A-Za-z0-9·]*?)(?:已|正式|现|近日|现已)*(?:更名|改名|更改名称|改组)(?:为|為)$`),
}
