package press

import "strings"

// This file knows the world's countries: the names announcements use for them,
// the adjectives and demonyms, and the cities that place a dateline or a body.
// The lists are data; the code only indexes them, once, when the package loads.

// country is one entry: its ISO 3166-1 code and how running text calls it.
type country struct {
	code string
	name string
}

// Each line: code | name | other names, comma-separated | adjectives and demonyms.
const countryLines = `
AF|Afghanistan|Islamic Republic of Afghanistan|Afghan,Afghans
AL|Albania|Republic of Albania|Albanian
DZ|Algeria|People's Democratic Republic of Algeria|Algerian
AD|Andorra||Andorran
AO|Angola|Republic of Angola|Angolan
AG|Antigua and Barbuda||Antiguan
AR|Argentina|Argentine Republic,Republic of Argentina|Argentine,Argentinian
AM|Armenia|Republic of Armenia|Armenian
AU|Australia|Commonwealth of Australia|Australian,Australians
AT|Austria|Republic of Austria|Austrian
AZ|Azerbaijan|Republic of Azerbaijan|Azerbaijani,Azeri
BS|Bahamas|The Bahamas|Bahamian
BH|Bahrain|Kingdom of Bahrain|Bahraini
BD|Bangladesh|People's Republic of Bangladesh|Bangladeshi
BB|Barbados||Barbadian
BY|Belarus|Republic of Belarus|Belarusian,Belarussian
BE|Belgium|Kingdom of Belgium|Belgian
BZ|Belize||Belizean
BJ|Benin|Republic of Benin|Beninese
BT|Bhutan|Kingdom of Bhutan|Bhutanese
BO|Bolivia|Plurinational State of Bolivia|Bolivian
BA|Bosnia and Herzegovina|Bosnia|Bosnian
BW|Botswana|Republic of Botswana|Botswanan
BR|Brazil|Federative Republic of Brazil|Brazilian
BN|Brunei Darussalam|Brunei|Bruneian
BG|Bulgaria|Republic of Bulgaria|Bulgarian
BF|Burkina Faso||Burkinabe
BI|Burundi|Republic of Burundi|Burundian
CV|Cabo Verde|Cape Verde|Cape Verdean
KH|Cambodia|Kingdom of Cambodia|Cambodian
CM|Cameroon|Republic of Cameroon|Cameroonian
CA|Canada||Canadian,Canadians
CF|Central African Republic||Central African
TD|Chad|Republic of Chad|Chadian
CL|Chile|Republic of Chile|Chilean
CN|China|People's Republic of China,PRC,P.R. China,PR China|Chinese
CO|Colombia|Republic of Colombia|Colombian
KM|Comoros|Union of the Comoros|Comorian
CG|Congo|Republic of the Congo,Congo-Brazzaville|Congolese
CD|Democratic Republic of the Congo|DR Congo,DRC,Democratic Republic of Congo|
CR|Costa Rica|Republic of Costa Rica|Costa Rican
CI|Côte d'Ivoire|Cote d'Ivoire,Ivory Coast|Ivorian
HR|Croatia|Republic of Croatia|Croatian
CU|Cuba|Republic of Cuba|Cuban
CY|Cyprus|Republic of Cyprus|Cypriot
CZ|Czechia|Czech Republic|Czech
DK|Denmark|Kingdom of Denmark|Danish,Danes
DJ|Djibouti|Republic of Djibouti|Djiboutian
DM|Dominica|Commonwealth of Dominica|
DO|Dominican Republic||Dominican
EC|Ecuador|Republic of Ecuador|Ecuadorian
EG|Egypt|Arab Republic of Egypt|Egyptian
SV|El Salvador||Salvadoran
GQ|Equatorial Guinea||Equatoguinean
ER|Eritrea||Eritrean
EE|Estonia|Republic of Estonia|Estonian
SZ|Eswatini|Swaziland,Kingdom of Eswatini|Swazi
ET|Ethiopia|Federal Democratic Republic of Ethiopia|Ethiopian
FJ|Fiji|Republic of Fiji|Fijian
FI|Finland|Republic of Finland|Finnish
FR|France|French Republic|French
GA|Gabon|Gabonese Republic|Gabonese
GM|Gambia|The Gambia,Republic of The Gambia|Gambian
GE|Georgia||Georgian
DE|Germany|Federal Republic of Germany|German,Germans
GH|Ghana|Republic of Ghana|Ghanaian
GR|Greece|Hellenic Republic,Republic of Greece|Greek,Hellenic
GD|Grenada||Grenadian
GT|Guatemala|Republic of Guatemala|Guatemalan
GN|Guinea|Republic of Guinea|Guinean
GW|Guinea-Bissau||
GY|Guyana|Co-operative Republic of Guyana|Guyanese
HT|Haiti|Republic of Haiti|Haitian
VA|Holy See|Vatican,Vatican City|
HN|Honduras|Republic of Honduras|Honduran
HK|Hong Kong|Hong Kong SAR,HKSAR,Hong Kong Special Administrative Region|
HU|Hungary||Hungarian
IS|Iceland|Republic of Iceland|Icelandic
IN|India|Republic of India,Bharat|Indian,Indians
ID|Indonesia|Republic of Indonesia|Indonesian
IR|Iran|Islamic Republic of Iran|Iranian
IQ|Iraq|Republic of Iraq|Iraqi
IE|Ireland|Republic of Ireland|Irish
IL|Israel|State of Israel|Israeli
IT|Italy|Italian Republic,Republic of Italy|Italian
JM|Jamaica||Jamaican
JP|Japan||Japanese
JO|Jordan|Hashemite Kingdom of Jordan|Jordanian
KZ|Kazakhstan|Republic of Kazakhstan|Kazakh,Kazakhstani
KE|Kenya|Republic of Kenya|Kenyan,Kenyans
KI|Kiribati||
KP|North Korea|Democratic People's Republic of Korea,DPRK|North Korean
KR|South Korea|Republic of Korea,Korea,ROK|South Korean,Korean
KW|Kuwait|State of Kuwait|Kuwaiti
KG|Kyrgyzstan|Kyrgyz Republic|Kyrgyz
LA|Laos|Lao PDR,Lao People's Democratic Republic|Lao,Laotian
LV|Latvia|Republic of Latvia|Latvian
LB|Lebanon|Lebanese Republic|Lebanese
LS|Lesotho|Kingdom of Lesotho|Basotho
LR|Liberia|Republic of Liberia|Liberian
LY|Libya|State of Libya|Libyan
LI|Liechtenstein|Principality of Liechtenstein|
LT|Lithuania|Republic of Lithuania|Lithuanian
LU|Luxembourg|Grand Duchy of Luxembourg|Luxembourgish
MO|Macao|Macau,Macao SAR|
MG|Madagascar|Republic of Madagascar|Malagasy
MW|Malawi|Republic of Malawi|Malawian
MY|Malaysia||Malaysian,Malaysians
MV|Maldives|Republic of Maldives,Republic of the Maldives|Maldivian
ML|Mali|Republic of Mali|Malian
MT|Malta|Republic of Malta|Maltese
MH|Marshall Islands||Marshallese
MR|Mauritania|Islamic Republic of Mauritania|Mauritanian
MU|Mauritius|Republic of Mauritius|Mauritian
MX|Mexico|United Mexican States|Mexican
FM|Micronesia|Federated States of Micronesia|Micronesian
MD|Moldova|Republic of Moldova|Moldovan
MC|Monaco|Principality of Monaco|Monegasque
MN|Mongolia||Mongolian
ME|Montenegro||Montenegrin
MA|Morocco|Kingdom of Morocco|Moroccan
MZ|Mozambique|Republic of Mozambique|Mozambican
MM|Myanmar|Burma,Republic of the Union of Myanmar|Burmese
NA|Namibia|Republic of Namibia|Namibian
NR|Nauru||Nauruan
NP|Nepal|Federal Democratic Republic of Nepal|Nepali,Nepalese
NL|Netherlands|Kingdom of the Netherlands,Holland|Dutch
NZ|New Zealand|Aotearoa|New Zealander,New Zealanders
NI|Nicaragua|Republic of Nicaragua|Nicaraguan
NE|Niger|Republic of Niger|Nigerien
NG|Nigeria|Federal Republic of Nigeria|Nigerian,Nigerians
MK|North Macedonia|Republic of North Macedonia|Macedonian
NO|Norway|Kingdom of Norway|Norwegian
OM|Oman|Sultanate of Oman|Omani
PK|Pakistan|Islamic Republic of Pakistan|Pakistani,Pakistanis
PW|Palau||Palauan
PS|Palestine|State of Palestine,Palestinian Authority|Palestinian
PA|Panama|Republic of Panama|Panamanian
PG|Papua New Guinea|PNG|Papua New Guinean
PY|Paraguay|Republic of Paraguay|Paraguayan
PE|Peru|Republic of Peru|Peruvian
PH|Philippines|Republic of the Philippines|Philippine,Filipino,Filipinos
PL|Poland|Republic of Poland|Polish
PT|Portugal|Portuguese Republic|Portuguese
QA|Qatar|State of Qatar|Qatari
RO|Romania||Romanian
RU|Russia|Russian Federation|Russian,Russians
RW|Rwanda|Republic of Rwanda|Rwandan
KN|Saint Kitts and Nevis|St Kitts and Nevis|
LC|Saint Lucia|St Lucia|
VC|Saint Vincent and the Grenadines||
WS|Samoa|Independent State of Samoa|Samoan
SM|San Marino||
ST|Sao Tome and Principe|São Tomé and Príncipe|
SA|Saudi Arabia|Kingdom of Saudi Arabia,KSA|Saudi,Saudis
SN|Senegal|Republic of Senegal|Senegalese
RS|Serbia|Republic of Serbia|Serbian
SC|Seychelles|Republic of Seychelles|Seychellois
SL|Sierra Leone|Republic of Sierra Leone|Sierra Leonean
SG|Singapore|Republic of Singapore|Singaporean,Singaporeans
SK|Slovakia|Slovak Republic|Slovak
SI|Slovenia|Republic of Slovenia|Slovenian
SB|Solomon Islands||
SO|Somalia|Federal Republic of Somalia|Somali
NU|Niue||Niuean
CK|Cook Islands|The Cook Islands|Cook Islander
FO|Faroe Islands||Faroese
ZA|South Africa|S.Africa,S. Africa,Republic of South Africa|South African,South Africans
SS|South Sudan|Republic of South Sudan|South Sudanese
ES|Spain|Kingdom of Spain|Spanish
LK|Sri Lanka|Democratic Socialist Republic of Sri Lanka|Sri Lankan,Sri Lankans
SD|Sudan|Republic of the Sudan|Sudanese
SR|Suriname|Republic of Suriname|Surinamese
SE|Sweden|Kingdom of Sweden|Swedish
CH|Switzerland|Swiss Confederation|Swiss
SY|Syria|Syrian Arab Republic|Syrian
TW|Taiwan||Taiwanese
TJ|Tajikistan|Republic of Tajikistan|Tajik
TZ|Tanzania|United Republic of Tanzania|Tanzanian
TH|Thailand|Kingdom of Thailand|Thai
TL|Timor-Leste|East Timor|Timorese
TG|Togo|Togolese Republic|Togolese
TO|Tonga|Kingdom of Tonga|Tongan
TT|Trinidad and Tobago|Trinidad|Trinidadian
TN|Tunisia|Republic of Tunisia|Tunisian
TR|Türkiye|Turkey,Turkiye,Republic of Turkey,Republic of Türkiye|Turkish
TM|Turkmenistan||Turkmen
TV|Tuvalu||Tuvaluan
UG|Uganda|Republic of Uganda|Ugandan
UA|Ukraine||Ukrainian
AE|United Arab Emirates|UAE,Emirates,U.A.E.|Emirati
GB|United Kingdom|United Kingdom of Great Britain and Northern Ireland,United Kingdom and Northern Ireland,UK,U.K.,Britain,Great Britain,United Kingdom of Great Britain and Northern Ireland|British,Briton
US|United States|United States of America,USA,US,U.S.,U.S.A.,America|American,Americans
UY|Uruguay|Oriental Republic of Uruguay|Uruguayan
UZ|Uzbekistan|Republic of Uzbekistan|Uzbek
VU|Vanuatu|Republic of Vanuatu|
VE|Venezuela|Bolivarian Republic of Venezuela|Venezuelan
VN|Vietnam|Viet Nam,Socialist Republic of Vietnam,Socialist Republic of Viet Nam|Vietnamese
YE|Yemen|Republic of Yemen|Yemeni
ZM|Zambia|Republic of Zambia|Zambian
ZW|Zimbabwe|Republic of Zimbabwe|Zimbabwean
GB|England||English
GB|Scotland||Scottish
GB|Wales||Welsh
XK|Kosovo|Republic of Kosovo|Kosovar
GL|Greenland||Greenlandic
`

// Cities by country: capitals, and the places announcements are dated from.
const cityLines = `
PK Islamabad,Karachi,Lahore,Rawalpindi,Peshawar,Quetta,Faisalabad,Multan,Sialkot,Gwadar,Hyderabad Sindh,Gilgit,Muzaffarabad
CN Beijing,Shanghai,Shenzhen,Guangzhou,Chengdu,Hangzhou,Wuhan,Xi'an,Xian,Nanjing,Tianjin,Chongqing,Urumqi,Kashgar,Suzhou,Qingdao,Xiamen,Kunming,Boao,Hefei,Harbin,Changsha,Zhengzhou,Jinan,Dalian,Lingang
IN New Delhi,Delhi,Mumbai,Bengaluru,Bangalore,Chennai,Kolkata,Hyderabad,Pune,Ahmedabad,Gandhinagar,Jaipur,Lucknow,Bhopal,Guwahati,Kochi,Thiruvananthapuram,Chandigarh,Noida,Gurugram,Bhubaneswar
BD Dhaka,Chittagong,Chattogram
LK Colombo,Kandy
NP Kathmandu
MY Kuala Lumpur,Putrajaya,Penang,Cyberjaya,Johor Bahru,Kuching,Kota Kinabalu
ID Jakarta,Surabaya,Bandung,Bali,Nusantara
TH Bangkok,Chiang Mai
VN Hanoi,Ho Chi Minh City,Da Nang
PH Manila,Makati,Quezon City,Cebu
KH Phnom Penh
LA Vientiane
MM Yangon,Naypyidaw,Nay Pyi Taw
BN Bandar Seri Begawan
JP Tokyo,Osaka,Kyoto,Yokohama
KR Seoul,Busan
MN Ulaanbaatar
AU Canberra,Sydney,Melbourne,Brisbane,Perth,Adelaide
NZ Wellington,Auckland
KE Nairobi,Mombasa,Kisumu
TZ Dar es Salaam,Dodoma,Arusha
UG Kampala,Entebbe
RW Kigali
ET Addis Ababa
NG Abuja,Lagos
GH Accra,Kumasi
ZA Pretoria,Cape Town,Johannesburg,Durban
EG Cairo,Alexandria
MA Rabat,Casablanca,Marrakesh,Marrakech
TN Tunis
DZ Algiers
SN Dakar
CI Abidjan
CM Yaoundé
ZM Lusaka
ZW Harare
BW Gaborone
NA Windhoek
MZ Maputo
SA Riyadh,Jeddah,Dammam,Dhahran,Neom
AE Abu Dhabi,Dubai,Sharjah
QA Doha
KW Kuwait City
OM Muscat
BH Manama
JO Amman
LB Beirut
IQ Baghdad,Erbil
IR Tehran,Teheran
TR Ankara,Istanbul
IL Jerusalem,Tel Aviv
AZ Baku
GE Tbilisi
AM Yerevan
KZ Astana,Almaty
UZ Tashkent,Samarkand
KG Bishkek
TJ Dushanbe
TM Ashgabat
RU Moscow,Saint Petersburg,St Petersburg,Kazan,Vladivostok
UA Kyiv,Kiev
BY Minsk
PL Warsaw
DE Berlin,Munich,Frankfurt,Hamburg,Bonn
FR Paris,Lyon,Marseille,Strasbourg
GB London,Edinburgh,Glasgow,Manchester,Cardiff,Belfast,Cambridge,Oxford
IE Dublin
ES Madrid,Barcelona
PT Lisbon
IT Rome,Milan,Florence,Turin
VA Vatican City
CH Geneva,Bern,Zurich,Davos
AT Vienna
BE Brussels
NL The Hague,Amsterdam,Rotterdam
DK Copenhagen
SE Stockholm
NO Oslo
FI Helsinki
IS Reykjavik
EE Tallinn
LV Riga
LT Vilnius
CZ Prague
SK Bratislava
HU Budapest
RO Bucharest
BG Sofia
RS Belgrade
HR Zagreb
GR Athens
CY Nicosia
US Washington DC,Washington D.C.,Washington,New York,New York City,San Francisco,Los Angeles,Chicago,Boston,Houston,Seattle
CA Ottawa,Toronto,Vancouver,Montreal
MX Mexico City
BR Brasilia,Brasília,Sao Paulo,São Paulo,Rio de Janeiro,Belém
AR Buenos Aires
CL Santiago
CO Bogota,Bogotá
PE Lima
EC Quito
PA Panama City
CU Havana
FJ Suva
PG Port Moresby
AF Kabul
MV Malé,Male
BT Thimphu
HK Hong Kong
TW Taipei
TL Dili
MU Port Louis
CV Praia
MW Lilongwe,Blantyre
MG Antananarivo
CD Kinshasa
CG Brazzaville
GA Libreville
BF Ouagadougou
ML Bamako
NE Niamey
TD N'Djamena
SD Khartoum
SS Juba
ER Asmara
SO Mogadishu
LS Maseru
SZ Mbabane
AO Luanda
LR Monrovia
SL Freetown
GN Conakry
GM Banjul
MR Nouakchott
LY Tripoli
YE Sanaa,Aden
SY Damascus
UY Montevideo
PY Asuncion,Asunción
BO La Paz
VE Caracas
GY Georgetown
SR Paramaribo
JM Kingston
TT Port of Spain
CR San Jose,San José
SV San Salvador
HN Tegucigalpa
NI Managua
GT Guatemala City
DO Santo Domingo
SI Ljubljana
BA Sarajevo
MK Skopje
ME Podgorica
AL Tirana
XK Pristina
MD Chisinau,Chișinău
MT Valletta
WS Apia
VU Port Vila
SB Honiara
`

var (
	countryByName = map[string]country{} // lower case, straight apostrophe
	countryByAdj  = map[string]country{}
	cityCountry   = map[string]string{}
	countryNames  = map[string]string{} // code to common name
	firstWordLong = map[string]int{}    // first word of a country or city name to its longest length in tokens
)

func init() {
	note := func(name string) {
		first := firstWord(name)
		n := 1 + strings.Count(name, " ") + 2*strings.Count(name, "-") + strings.Count(name, "'")
		firstWordLong[first] = max(firstWordLong[first], n)
	}
	for line := range strings.Lines(countryLines) {
		f := strings.Split(strings.TrimSpace(line), "|")
		if len(f) < 4 {
			continue
		}
		c := country{f[0], f[1]}
		if _, ok := countryNames[c.code]; !ok {
			countryNames[c.code] = c.name
		}
		for _, n := range append([]string{f[1]}, strings.Split(f[2], ",")...) {
			if n != "" {
				countryByName[strings.ToLower(n)] = c
				note(strings.ToLower(n))
			}
		}
		for a := range strings.SplitSeq(f[3], ",") {
			if a != "" {
				countryByAdj[strings.ToLower(a)] = c
				note(strings.ToLower(a))
			}
		}
	}
	for line := range strings.Lines(cityLines) {
		code, names, ok := strings.Cut(strings.TrimSpace(line), " ")
		if !ok {
			continue
		}
		for n := range strings.SplitSeq(names, ",") {
			cityCountry[strings.ToLower(n)] = code
			note(strings.ToLower(n))
		}
	}
}

// knownCompany holds the first word of firms so well known that announcements
// do not say what they are.
var knownCompany = map[string]bool{}

func init() {
	for w := range strings.FieldsSeq(`huawei zte alibaba tencent baidu xiaomi lenovo byd oppo vivo transsion didi bytedance
		google microsoft amazon apple ibm intel nvidia oracle cisco qualcomm meta facebook tesla boeing nokia ericsson
		samsung hyundai toyota honda nissan sony hitachi toshiba fujitsu nec panasonic mitsubishi sumitomo itochu
		siemens bosch basf bayer sap volkswagen bmw airbus thales totalenergies engie orange vodafone shell bp unilever
		astrazeneca pfizer novartis roche nestlé mastercard visa paypal uber grab mtn safaricom airtel jio infosys wipro tcs reliance
		dhl maersk emirates etisalat petronas telenor telefónica ibm salesforce adobe accenture deloitte kpmg pwc`) {
		knownCompany[w] = true
	}
}

// regionCountry knows the states and provinces that make agreements in their own
// name.
var regionCountry = map[string]string{}

func init() {
	for line := range strings.Lines(`US Alabama,Alaska,Arizona,Arkansas,California,Colorado,Connecticut,Delaware,Florida,Hawaii,Idaho,Illinois,Indiana,Iowa,Kansas,Kentucky,Louisiana,Maine,Maryland,Massachusetts,Michigan,Minnesota,Mississippi,Missouri,Montana,Nebraska,Nevada,New Hampshire,New Jersey,New Mexico,North Carolina,North Dakota,Ohio,Oklahoma,Oregon,Pennsylvania,Rhode Island,South Carolina,South Dakota,Tennessee,Texas,Utah,Vermont,Virginia,West Virginia,Wisconsin,Wyoming
CA Alberta,British Columbia,Manitoba,New Brunswick,Newfoundland and Labrador,Nova Scotia,Ontario,Prince Edward Island,Quebec,Saskatchewan,Yukon,Nunavut
AU New South Wales,Queensland,South Australia,Tasmania,Victoria,Western Australia
IN Andhra Pradesh,Assam,Bihar,Goa,Gujarat,Haryana,Himachal Pradesh,Jharkhand,Karnataka,Kerala,Madhya Pradesh,Maharashtra,Odisha,Punjab,Rajasthan,Tamil Nadu,Telangana,Uttar Pradesh,Uttarakhand,West Bengal
MY Sarawak,Sabah,Penang,Johor,Selangor,Perak,Pahang
PK Sindh,Balochistan,Khyber Pakhtunkhwa,Gilgit-Baltistan
DE Bavaria,Saxony,Hesse,North Rhine-Westphalia
ES Catalonia,Andalusia
CN Guangdong,Sichuan,Zhejiang,Jiangsu,Hainan,Yunnan,Shandong,Fujian,Xinjiang
`) {
		code, names, _ := strings.Cut(strings.TrimSpace(line), " ")
		for n := range strings.SplitSeq(names, ",") {
			regionCountry[strings.ToLower(n)] = code
		}
	}
}
