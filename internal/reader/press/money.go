package press

// Money is a number with its scale beside a currency, which is written before it
// (US$4.2bn, Rs 5 crore, RM15bil) or behind it (10 million euros, a
// 660-million-dirham fund). A name that several countries use, such as dollar or
// dinar, is the currency of the country named before it ("Singapore dollars"), or
// of the one that the document speaks from or of; where neither tells, it is what
// the world takes it for, and of a few nothing at all.

// currencySigns stand before a number, seldom behind it.
var currencySigns = map[string]string{"$": "USD", "€": "EUR", "£": "GBP", "¥": "CNY", "₹": "INR", "₦": "NGN", "₩": "KRW", "₱": "PHP", "฿": "THB", "₺": "TRY", "₽": "RUB", "৳": "BDT", "₫": "VND", "₪": "ILS", "₵": "GHS", "₴": "UAH", "₸": "KZT", "₾": "GEL", "₮": "MNT"}

// dollarPrefixes stand before the sign of a dollar, a real or a cedi.
var dollarPrefixes = map[string]string{"us": "USD", "u.s.": "USD", "usd": "USD", "s": "SGD", "sg": "SGD", "a": "AUD", "au": "AUD", "aud": "AUD", "hk": "HKD", "c": "CAD", "ca": "CAD", "cad": "CAD", "can": "CAD", "nz": "NZD", "nt": "TWD", "r": "BRL", "tt": "TTD", "fj": "FJD", "bnd": "BND", "jm": "JMD", "gh": "GHS"}

// currencyCodes are codes, abbreviations and names.
var currencyCodes = map[string]string{
	"usd": "USD", "us$": "USD", "eur": "EUR", "gbp": "GBP", "pkr": "PKR", "inr": "INR", "rmb": "CNY", "cny": "CNY", "yuan": "CNY", "renminbi": "CNY", "jpy": "JPY", "yen": "JPY", "myr": "MYR", "rm": "MYR", "sgd": "SGD", "s$": "SGD", "kes": "KES", "ksh": "KES", "kshs": "KES", "aed": "AED", "dh": "AED", "dhs": "AED", "sar": "SAR", "sr": "SAR", "qar": "QAR", "bdt": "BDT", "tk": "BDT", "lkr": "LKR", "npr": "NPR", "ngn": "NGN", "zar": "ZAR", "ugx": "UGX", "ush": "UGX", "shs": "KES", "sh": "KES", "tzs": "TZS", "tsh": "TZS", "idr": "IDR", "rp": "IDR", "php": "PHP", "thb": "THB", "vnd": "VND", "krw": "KRW", "chf": "CHF", "cad": "CAD", "aud": "AUD", "nzd": "NZD", "hkd": "HKD", "sek": "SEK", "nok": "NOK", "dkk": "DKK", "omr": "OMR", "kwd": "KWD", "kd": "KWD", "bhd": "BHD", "jod": "JOD", "egp": "EGP", "mad": "MAD", "tnd": "TND", "dzd": "DZD", "iqd": "IQD", "rwf": "RWF", "frw": "RWF", "etb": "ETB", "ghs": "GHS", "xof": "XOF", "xaf": "XAF", "fcfa": "XOF", "zmw": "ZMW", "bwp": "BWP", "mwk": "MWK", "mur": "MUR", "mvr": "MVR", "brl": "BRL", "mxn": "MXN", "cop": "COP", "clp": "CLP", "pen": "PEN", "ars": "ARS", "kzt": "KZT", "uzs": "UZS", "azn": "AZN", "amd": "AMD", "mnt": "MNT", "mmk": "MMK", "khr": "KHR", "lak": "LAK", "btn": "BTN", "twd": "TWD", "try": "TRY", "rub": "RUB", "uah": "UAH", "pln": "PLN", "huf": "HUF", "czk": "CZK", "ron": "RON", "ils": "ILS", "bnd": "BND", "pgk": "PGK", "fjd": "FJD", "bgn": "BGN", "leva": "BGN", "rsd": "RSD", "mkd": "MKD", "bam": "BAM", "mdl": "MDL", "byn": "BYN", "gel": "GEL", "lari": "GEL", "kgs": "KGS", "tjs": "TJS", "tmt": "TMT", "afn": "AFN", "afghanis": "AFN", "isk": "ISK", "mop": "MOP", "mga": "MGA", "mzn": "MZN", "meticais": "MZN", "aoa": "AOA", "kwanzas": "AOA", "szl": "SZL", "lsl": "LSL", "nad": "NAD", "gnf": "GNF", "bif": "BIF", "cdf": "CDF", "djf": "DJF", "scr": "SCR", "bob": "BOB", "pyg": "PYG", "uyu": "UYU", "dop": "DOP", "gtq": "GTQ", "crc": "CRC", "jmd": "JMD", "ttd": "TTD", "xcd": "XCD",
	"dollars": "USD", "dollar": "USD", "euros": "EUR", "euro": "EUR", "pounds": "GBP", "pound": "GBP", "dirhams": "AED", "dirham": "AED", "riyals": "SAR", "riyal": "SAR", "ringgit": "MYR", "shillings": "KES", "shilling": "KES", "taka": "BDT", "naira": "NGN", "rand": "ZAR", "won": "KRW", "baht": "THB", "rupiah": "IDR", "dong": "VND", "pesos": "PHP", "peso": "PHP", "francs": "CHF", "franc": "CHF", "cedis": "GHS", "cedi": "GHS", "birr": "ETB", "kwacha": "ZMW", "lira": "TRY", "liras": "TRY", "tenge": "KZT", "roubles": "RUB", "rubles": "RUB", "rouble": "RUB", "ruble": "RUB", "zloty": "PLN", "zlotys": "PLN", "forints": "HUF", "hryvnia": "UAH", "hryvnias": "UAH", "manat": "AZN", "manats": "AZN", "rufiyaa": "MVR", "ngultrum": "BTN", "kyat": "MMK", "kyats": "MMK", "riel": "KHR", "kina": "PGK", "tugrik": "MNT", "shekels": "ILS", "shekel": "ILS", "reais": "BRL",
	"dinars": "", "dinar": "", "rials": "", "rial": "", "kroner": "", "krone": "", "krona": "", "kronor": "", "som": "", "pula": "BWP", "real": "", "rupees": "", "rupee": "",
}

// nationalMoney says, for a name that several countries use, whose is whose.
var nationalMoney = map[string]map[string]string{
	"dollar":   {"US": "USD", "SG": "SGD", "AU": "AUD", "CA": "CAD", "HK": "HKD", "NZ": "NZD", "TW": "TWD", "BN": "BND", "FJ": "FJD", "JM": "JMD", "TT": "TTD", "NA": "NAD", "GY": "GYD", "BB": "BBD", "LR": "LRD", "SB": "SBD"},
	"pound":    {"GB": "GBP", "EG": "EGP", "LB": "LBP", "SY": "SYP", "SD": "SDG", "SS": "SSP"},
	"rupee":    {"IN": "INR", "PK": "PKR", "LK": "LKR", "NP": "NPR", "MU": "MUR", "SC": "SCR"},
	"shilling": {"KE": "KES", "TZ": "TZS", "UG": "UGX", "SO": "SOS"},
	"dinar":    {"KW": "KWD", "BH": "BHD", "JO": "JOD", "IQ": "IQD", "TN": "TND", "DZ": "DZD", "LY": "LYD", "RS": "RSD"},
	"dirham":   {"AE": "AED", "MA": "MAD"},
	"riyal":    {"SA": "SAR", "QA": "QAR", "OM": "OMR", "YE": "YER"},
	"rial":     {"OM": "OMR", "IR": "IRR", "YE": "YER"},
	"peso":     {"PH": "PHP", "MX": "MXN", "AR": "ARS", "CL": "CLP", "CO": "COP", "UY": "UYU", "DO": "DOP", "CU": "CUP"},
	"franc":    {"CH": "CHF", "RW": "RWF", "BI": "BIF", "GN": "GNF", "DJ": "DJF", "CD": "CDF", "KM": "KMF"},
	"krone":    {"SE": "SEK", "NO": "NOK", "DK": "DKK", "IS": "ISK", "CZ": "CZK"},
	"som":      {"UZ": "UZS", "KG": "KGS"},
	"kwacha":   {"ZM": "ZMW", "MW": "MWK"},
	"yen":      {"JP": "JPY"},
	"sh":       {"KE": "KES", "TZ": "TZS", "UG": "UGX"},
	"n":        {"NG": "NGN"},
	"r":        {"ZA": "ZAR"},
	"p":        {"PH": "PHP", "BW": "BWP"},
	"real":     {"BR": "BRL"},
	"k":        {"ZM": "ZMW", "PG": "PGK", "MW": "MWK"},
	"¥":        {"JP": "JPY", "CN": "CNY"},
}

// singular maps the names of nationalMoney as they are written to their keys.
var singular = map[string]string{"dollars": "dollar", "pounds": "pound", "rupees": "rupee", "rs": "rupee", "rs.": "rupee", "re": "rupee", "shillings": "shilling", "shs": "sh", "dinars": "dinar", "dirhams": "dirham", "riyals": "riyal", "rials": "rial", "pesos": "peso", "francs": "franc", "kroner": "krone", "krona": "krone", "kronor": "krone"}

// currency is what a name means: in the country named beside it, else in the one
// the document speaks from, else in the only one it names that has such money.
func (d *document) currency(name, nation string) string {
	key := name
	if s := singular[name]; s != "" {
		key = s
	}
	whose := nationalMoney[key]
	if c := whose[nation]; c != "" {
		return c
	}
	worldwide := key == "dollar" || key == "pound" || key == "franc"
	if len(whose) > 0 && !worldwide {
		if c := whose[d.home]; c != "" {
			return c
		}
		only := ""
		for code, c := range whose {
			if d.names["="+code] == nil {
				continue
			}
			if only != "" {
				only = ""
				break
			}
			only = c
		}
		if only != "" {
			return only
		}
	}
	if c := currencySigns[name]; c != "" {
		return c
	}
	if key == "rupee" {
		return "INR"
	}
	return currencyCodes[name]
}

// moneyAt reads an amount of money at i; to == i when there is none.
func (d *document) moneyAt(toks []token, i int) (amount, int) {
	if code, k := d.currencyBefore(toks, i); code != "" {
		if k >= len(toks) || toks[k].kind != number {
			return amount{}, i
		}
		v, to := numberAt(toks, k)
		if to == k || decimalComma(&toks[k]) {
			return amount{}, i
		}
		if to < len(toks) && (toks[to].low == "yuan" || toks[to].low == "renminbi") {
			to++ // RMB 3 billion yuan
		}
		return amount{value: v, unit: code, at: span{toks[i].start, toks[to-1].end}}, to
	}
	v, to := numberAt(toks, i)
	if to == i {
		v, to = roundSum(toks, i)
	}
	if to == i || to >= len(toks) || decimalComma(&toks[i]) {
		return amount{}, i
	}
	code, end := d.currencyBehind(toks, to, to-i > 1)
	if code == "" {
		return amount{}, i
	}
	return amount{value: v, unit: code, at: span{toks[i].start, toks[end-1].end}}, end
}

// roundSum reads "a million" and "half a billion", which count nothing else well.
func roundSum(toks []token, i int) (float64, int) {
	v, k := 1.0, i
	if toks[k].low == "half" && k+1 < len(toks) {
		v, k = 0.5, k+1
	}
	if k+1 >= len(toks) || toks[k].low != "a" {
		return 0, i
	}
	if toks[k+1].f&fScale == 0 {
		return 0, i
	}
	s := scales[toks[k+1].low]
	if s < 1e5 || len(toks[k+1].low) < 4 {
		return 0, i
	}
	return v * s, k + 2
}

// decimalComma: "2,5" is two and a half in one country and a slip in another.
func decimalComma(t *token) bool {
	n := len(t.low)
	return t.kind == number && n > 2 && (t.low[n-2] == ',' || n > 3 && t.low[n-3] == ',' && !grouped(t.low))
}

// grouped: digits in groups as they are written in South Asia and elsewhere,
// 1,50,000 and 4,000: the last group has three.
func grouped(s string) bool { return len(s) > 4 && s[len(s)-4] == ',' }

// currencyBefore reads the currency at i that a number follows, and where the
// number is to stand.
func (d *document) currencyBefore(toks []token, i int) (string, int) {
	t := &toks[i]
	next := func(k int) string {
		if k < len(toks) {
			return toks[k].low
		}
		return ""
	}
	if t.kind == mark {
		if len(t.low) == 1 && t.low != "$" || currencySigns[t.low] == "" {
			return "", i
		}
		return d.currency(t.low, ""), i + 1
	}
	if t.kind != word || !t.caps && t.low != "rs" {
		return "", i
	}
	if n := next(i + 1); n == "$" || n == "₵" {
		if code := dollarPrefixes[t.low]; code != "" {
			return code, i + 2
		}
	}
	if t.low == "s" && next(i+1) == "/" {
		return "PEN", i + 2
	}
	k := i + 1
	if next(k) == "." && toks[k].tight {
		k++
	}
	if t.low == "rs" || t.low == "rs." || t.low == "re" {
		return d.currency("rs", ""), k
	}
	if len(t.low) == 1 {
		if k >= len(toks) || !toks[k].tight || nationalMoney[t.low] == nil {
			return "", i
		}
		return d.currency(t.low, ""), k
	}
	if t.f&fMoney == 0 || len(t.low) > 4 || currencyCodes[t.low] == "" {
		return "", i
	}
	if currencySigns[next(k)] != "" {
		k++
	}
	return d.currency(t.low, ""), k
}

// currencyBehind reads the currency behind a number that ends before k, and where
// it ends. scaled says that the number has a scale.
func (d *document) currencyBehind(toks []token, k int, scaled bool) (string, int) {
	if (toks[k].low == "$" || toks[k].low == "€") && toks[k].tight {
		return currencySigns[toks[k].low], k + 1
	}
	if toks[k].low == "-" && toks[k].tight && k+1 < len(toks) {
		k++
	}
	nation, name, cfa := "", "", false
	for j := k; j < len(toks) && j < k+3; j++ {
		t := &toks[j]
		if t.kind == mark {
			return "", k
		}
		if t.f&fMoney != 0 && (len(t.low) > 2 || t.caps) {
			code := currencyCodes[t.low]
			switch {
			case j > k && nation == "" && !cfa:
				return "", k
			case t.low == "won" && !scaled, t.low == "try", t.low == "pen" && !t.upper, t.low == "pound" || t.low == "cop" && !t.upper:
				return "", k
			case cfa:
				return "XOF", j + 1
			case code != "" && nation == "" && nationalMoney[t.low] == nil && singular[t.low] == "":
				return code, j + 1
			}
			if code = d.currency(t.low, nation); code == "" {
				return "", k
			}
			return code, j + 1
		}
		if name != "" {
			name += " "
		}
		name += t.low
		cfa = cfa || t.low == "cfa"
		switch {
		case countryByAdj[name].code != "":
			nation = countryByAdj[name].code
		case countryByName[name].code != "":
			nation = countryByName[name].code
		case t.low == "american" || t.low == "us" || t.low == "u.s.":
			nation = "US"
		}
	}
	return "", k
}
