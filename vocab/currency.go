package vocab

import "golang.org/x/text/currency"

// IsCurrency says whether a code is one of ISO 4217's currencies, as the Unicode
// CLDR has them.
func IsCurrency(code string) bool {
	_, err := currency.ParseISO(code)
	return err == nil
}
