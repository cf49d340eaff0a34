package ur

import (
	"regexp"

	"sanad/internal/reader/language/draft"
)

// former tells what a body was called before: behind its name, in brackets or between
// commas, as سابقہ and the name; or before it, as the name and کا نیا نام.
var former = draft.Former{
	Words:  []string{"سابق", "پرانا نام", "پہلے", "نیا نام", "نئے نام", "موجودہ نام"},
	Behind: regexp.MustCompile(`^(?: \([A-Za-z0-9&-]+\))?(?: ?\(|، ?| - )(?:جس کا |جسے )?(?:سابقہ نام|سابق نام|پرانا نام|سابقہ|سابقاً|پہلے)[:،]? ?([\p{Arabic}\p{M}A-Za-z0-9][\p{Arabic}\p{M}A-Za-z0-9 .&-]*?)(?: تھا| کہلاتا تھا| کہلاتی تھی| کے نام سے جانا جاتا تھا)? ?[)،۔]`),
	Before: regexp.MustCompile(`(?:^|[،۔(] ?)([\p{Arabic}\p{M}A-Za-z0-9][\p{Arabic}\p{M}A-Za-z0-9 .&-]*?) (?:کا|کے) (?:نیا|نئے|موجودہ) نام,? ?$`),
}
