package press

// Money is often told by whose it is: "605 billion Rwandan francs", "four
// million Kuwaiti dinars", "two hundred million Japanese yen".

// nationalMoney reads the currency at i that a country's adjective or name
// tells; end is behind it, ok false when there is none. Codes are ISO 4217.
func nationalMoney(toks []token, i int) (code string, end int, ok bool) {
	if i+1 >= len(toks) || toks[i].kind != word || toks[i+1].kind != word {
		return "", i, false
	}
	of := moneyNames[toks[i+1].low]
	if of == nil {
		return "", i, false
	}
	land, known := countryByAdj[toks[i].low]
	if !known {
		land, known = countryByName[toks[i].low]
	}
	code = of[land.code]
	return code, i + 2, known && code != ""
}

// moneyNames: what a currency is called, to whose it is, to its code.
var moneyNames = map[string]map[string]string{
	"franc": francs, "francs": francs,
	"dinar": dinars, "dinars": dinars,
	"shilling": shillings, "shillings": shillings,
	"dollar": dollars, "dollars": dollars,
	"pound": pounds, "pounds": pounds,
	"peso": pesos, "pesos": pesos,
	"krone": krones, "kroner": krones, "krona": krones, "kronor": krones,
	"riyal": riyals, "riyals": riyals, "rial": riyals, "rials": riyals,
	"yen": {"JP": "JPY"}, "yuan": {"CN": "CNY"}, "won": {"KR": "KRW"},
	"real": {"BR": "BRL"}, "reais": {"BR": "BRL"}, "birr": {"ET": "ETB"}, "cedi": {"GH": "GHS"}, "cedis": {"GH": "GHS"},
	"kwacha": {"ZM": "ZMW", "MW": "MWK"}, "rand": {"ZA": "ZAR"}, "pula": {"BW": "BWP"}, "tenge": {"KZ": "KZT"}, "som": {"UZ": "UZS", "KG": "KGS"},
	"lira": {"TR": "TRY"}, "zloty": {"PL": "PLN"}, "hryvnia": {"UA": "UAH"}, "rouble": {"RU": "RUB"}, "roubles": {"RU": "RUB"}, "rubles": {"RU": "RUB"},
	"dirham": {"AE": "AED", "MA": "MAD"}, "dirhams": {"AE": "AED", "MA": "MAD"}, "dong": {"VN": "VND"}, "baht": {"TH": "THB"}, "ringgit": {"MY": "MYR"},
	"rupee": rupeesOf, "rupees": rupeesOf,
}

var (
	francs    = map[string]string{"RW": "RWF", "BI": "BIF", "CH": "CHF", "DJ": "DJF", "GN": "GNF", "CD": "CDF"}
	dinars    = map[string]string{"KW": "KWD", "BH": "BHD", "JO": "JOD", "IQ": "IQD", "TN": "TND", "DZ": "DZD", "RS": "RSD", "LY": "LYD"}
	shillings = map[string]string{"KE": "KES", "UG": "UGX", "TZ": "TZS", "SO": "SOS"}
	dollars   = map[string]string{"US": "USD", "SG": "SGD", "CA": "CAD", "AU": "AUD", "NZ": "NZD", "HK": "HKD", "JM": "JMD", "BB": "BBD", "FJ": "FJD", "NA": "NAD", "TT": "TTD", "BN": "BND", "GY": "GYD", "LR": "LRD"}
	pounds    = map[string]string{"EG": "EGP", "GB": "GBP", "LB": "LBP", "SD": "SDG", "SS": "SSP", "SY": "SYP"}
	pesos     = map[string]string{"PH": "PHP", "MX": "MXN", "AR": "ARS", "CL": "CLP", "CO": "COP", "UY": "UYU", "DO": "DOP", "CU": "CUP"}
	krones    = map[string]string{"SE": "SEK", "NO": "NOK", "DK": "DKK", "IS": "ISK", "CZ": "CZK"}
	riyals    = map[string]string{"SA": "SAR", "QA": "QAR", "OM": "OMR", "YE": "YER", "IR": "IRR"}
	rupeesOf  = map[string]string{"IN": "INR", "PK": "PKR", "LK": "LKR", "NP": "NPR", "MU": "MUR", "SC": "SCR"}
)
