package zh

import (
	"testing"

	"sanad/internal/reader/language/draft/drafttest"
)

// TestFormer: what a body was called before is a former name of it and no side.
func TestFormer(t *testing.T) {
	drafttest.Former(t, New(), map[string]string{
		"白帆公司（原名东湖公司）与临江大学签署谅解备忘录。":      "东湖公司",
		"白帆公司（前身为东湖电缆厂）与临江大学签署合作协议。":     "东湖电缆厂",
		"临江大学与白帆公司（曾用名：东湖公司）签署谅解备忘录。":    "东湖公司",
		"白帆公司（总部设在东湖）与临江大学签署谅解备忘录。":      "",
		"由东湖公司更名为白帆公司。白帆公司与临江大学签署谅解备忘录。": "东湖公司",
	})
}
