package press

import "strings"

// This file holds the closed classes of English the grammar leans on: function
// words, titles, heads of names, verbs of signing. Words are data; a word may
// belong to several classes. Adding a word here is how the reader learns a
// new way to say an old thing.

type class uint64

const (
	cPrep    class = 1 << iota // with, between, of
	cAux                       // has, was, be
	cModal                     // will, shall, to
	cDet                       // the, a, both
	cBarrier                   // while, which: a new clause begins
	cSign                      // signed, inked, concluded: makes an instrument
	cEnter                     // entered, reached, secured: makes one only with its object
	cPartner                   // partners with
	cPlan                      // expected, set, plans
	cTalk                      // negotiating, talks
	cApprove                   // approved, cleared
	cEnd                       // terminated, expired
	cMonth
	cOrgHead   // Ministry, Limited, University
	cGovHead   // Ministry, Department: takes "of X and Y"
	cCoHead    // Limited, Group
	cAcadHead  // University, College
	cDomain    // Health, Trade: what ministries are about
	cTitle     // Mr, Dr, H.E.
	cOffice    // Minister, Ambassador, Chairman
	cEvent     // conference, forum
	cInstrHead // agreement, treaty, pact
	cNumber    // two, nine
	cStarter   // words that begin a sentence after an abbreviation
	cAbbrev    // a dot after it does not end a sentence
	cPron      // we, they, it
	cAdverb    // also, today, jointly
	cNotOrg    // capitalised but no organisation: AI, CEO, Monday
	cParticle  // bin, al, de: inside personal names
	cNeg       // not, never
	cFinite    // common finite verbs that end a search for the subject
	cAttr      // adjectives that stand before instruments
	cPlaceHead // Hotel, Centre
	cConn      // of, for, and: inside names of bodies
	cLevelWord
	cFunc // any function word, for headlines in title case

	// Words that a rule looks for at every word of a sentence: a sentence without
	// any, as sentence.cl tells, it need not look through.
	cVow      // will, undertakes: begins a promise
	cUnsaid   // denied, rumours: what is told is not so
	cOther    // another, the second: stands for an instrument
	cExplored // was explored, was discussed
	cHeld     // was held, took place
	cApart    // each, separately: one agreement for each
	cAmong    // between, among: the sides stand behind it
	cWith     // with
	cBy       // by
	cBehalf   // on behalf of, signed for
	cDenied   // denied, rumoured: somebody says that it was not so
	cBasis    // forms the basis for
	cOnly     // reviewed, draft: instruments that were only talked about
	cOlder    // existing, previous: instruments that were there before
	cTag      // G2B, government to business
	cWhen     // today, next, Monday: a day told from the day of the release
)

var lexicon = make(map[string]class, 2048)

func add(c class, words string) {
	for w := range strings.FieldsSeq(words) {
		lexicon[w] |= c
	}
}

// wordSet is the set of the words of a list with blanks between.
func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

func init() {
	add(cPrep|cFunc, `with between among amongst of for in on at by from to under during towards toward into through via per within across against amid alongside after before following since until upon over about including regarding concerning as without despite around near`)
	add(cAux|cFunc, `has have had was were is are be been being having do does did get got gets`)
	add(cModal|cFunc, `will would shall should may might can could must to`)
	add(cDet|cFunc, `the a an this that these those its their his her our your both several various many some any all each every no two three`)
	add(cDet, `another further additional first second third new latest separate similar`)
	add(cBarrier|cFunc, `while whereas which who whom whose that where when because although though if whereby wherein thereby so but`)
	add(cSign, `signed signs sign signing inked inks ink inking initialled initialed penned concluded concludes conclude concluding executed ratified ratify ratifies ratifying countersigned`)
	add(cEnter, `cut cuts entered enters enter entering reached reach reaches secured secure secures sealed seals seal struck strikes strike finalised finalized finalises finalizes finalise finalize formalised formalized formalises formalizes formalise formalize established establish establishes forged forges forge agreed agrees agree announced announce announces announcing exchanged exchange exchanges exchanging made make makes forming formed form forms renewed renew renews renewing extended extend extends extending launched launch launches launching unveiled unveils struck upgraded upgrade elevated elevate clinched clinches clinch completed complete cemented cements penning awarded awards award won wins bagged adopted adopt adopts adopting confirmed confirms`)
	add(cPartner, `partners partner partnered partnering teams team teamed collaborates collaborate collaborated collaborating joins join joined joining cooperate cooperates tie ties tied`)
	add(cPlan, `expected set plan plans planned planning intend intends intended scheduled due proposes proposed proposal proposals about poised slated propose likely proposing`)
	add(cTalk, `finalising finalizing negotiating negotiate negotiates negotiated negotiation negotiations talks considered discussing discussions discuss exploring consider considering mulling mulls eyeing eyes`)
	add(cApprove, `approved approves approve approving approval cleared clears clear nod endorsed endorses authorised authorized authorises authorizes granted`)
	add(cEnd, `terminated terminates terminate terminating expired expires ended ends cancelled canceled cancels scrapped scraps withdrew withdrawn withdraws annulled rescinded revoked lapsed suspended dissolved`)
	add(cMonth, `january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec`)
	add(cOrgHead|cGovHead, `presidency dept kementerian ministerio ministère ministero jabatan lembaga ministry department directorate secretariat commission board authority agency council office bureau administration division committee service services government embassy division chancellery inspectorate commissariat registry treasury wing cell unit`)
	add(cOrgHead, `television radio opera stadium combine plant mill mills factory refinery shipyard studios theatre orchestra zoo hospital registry institute institution association organization organisation union federation congress society foundation fund trust alliance initiative network chamber centre center forum programme program court parliament assembly police force army navy museum library hospital clinic observatory archives secretariat league club confederation consortium coalition cooperative operator customs municipality municipal province county district city prefecture state zone park port ports railway railways utility exchange press media campus republic kingdom emirate sultanate commonwealth community development communities venture lab labs laboratory laboratories trade`)
	add(cOrgHead|cCoHead, `company limited ltd ltd. inc inc. corp corp. corporation co co. group bank technologies technology telecom telecommunications holdings holding plc llc llp gmbh ag sa s.a. pvt pte sdn bhd berhad tbk nv bv ab oy spa kk industries enterprises enterprise systems solutions airlines airways motors electronics pharmaceuticals pharma insurance ventures software networks shipping petroleum oil gas steel cement construction engineering consulting consultants labs studio studios express securities resources mining minerals semiconductor semiconductors robotics automotive aerospace biotech healthcare foods textile textiles microfinance fintech payments pay`)
	add(cOrgHead|cAcadHead, `university college school academy polytechnic institute faculty universiti universität universidad université seminary madrasa iit`)
	add(cDomain, `personnel grievances welfare multicultural indigenous aboriginal islander citizenship ethnic ageing disability territories workplace participation art arts worship wildlife design mining fashion textile oceanic atmospheric border protection information technology technologies telecom telecommunication telecommunications communications communication industry industries industrial trade commerce economic economy economics finance health education science sciences innovation innovations environment environmental climate culture cultural tourism sports sport youth women labour labor employment manpower justice law legal foreign external home internal affairs interior defence defense security energy power petroleum mineral minerals mines natural resources water irrigation agriculture agricultural food fisheries livestock forestry forests land lands rural urban housing construction works infrastructure transport transportation railways roads highways highway ports shipping aviation maritime planning development investment investments privatisation privatization statistics digital data cyber broadcasting media research higher training skills skill vocational technical technological religious minorities social family welfare children human rights public private administration administrative reform reforms parliamentary regional local provincial national international security space nuclear atomic standards quality metrology customs revenue excise taxation tax insurance banking monetary securities exchange competition consumer intellectual property trademark trademarks patents consumer protection disaster emergency relief rehabilitation population migration immigration passport overseas diaspora crafts arts heritage archaeology monuments library archives community communities cooperatives small medium enterprises enterprise entrepreneurship business businesses marketing export exports import imports quarantine plant animal veterinary husbandry dairy poultry sugar textile textiles steel chemicals fertilizers pharmaceuticals drug drugs medical medicine nursing hygiene sanitation sustainability green renewable renewables electricity electric gas oil coal hydro wind solar conservation wildlife meteorology hydrology oceans ocean marine fishery geology survey mapping automotive electronics software services service creative content press broadcast aeronautics engineering management governance decentralization decentralisation territorial municipal civil aviation police narcotics corruption anti-corruption biosecurity investment mediation arbitration nation smart cities city oilfield cooperation integration solidarity equality gender veterans pensions pension mobility logistics supply relations commonwealth diplomacy treasury budget aquaculture arbitration dispute resolution mathematics language languages aerospace advanced crime drugs ecology reconstruction petrochemicals hydrocarbons antiquities endowments municipalities handicrafts waterways tolerance demography scientific industrialisation industrialization offshore onshore subsea chemical biological physical transmission distribution generation`)
	add(cTitle, `berhormat mulia mr mr. ms ms. mrs mrs. miss dr dr. prof prof. professor h.e. h.e hon hon. honourable honorable sir dame lord lady sheikh shaikh sheikha shri smt smt. engr engr. ir ir. datuk dato dato' datin tan sri tun tengku puan encik awang haji hajah dayang pehin his her excellency gen gen. lt maj brig col capt rear admiral general lieutenant brigadier major colonel captain ambassador senator congressman adv adv. rt rt. eng eng. madam mme m. prince princess king queen sultan emir crown comrade mufti maulana syed sardar chaudhry malik prof professors drs`)
	add(cOffice, `minister ministers president vice-president secretary secretaries chairman chairwoman chairperson chair ceo director directors governor mayor chancellor vice-chancellor rector dean provost commissioner administrator ambassador envoy chief head deputy premier prime counsellor counselor consul attorney general cfo cto coo md founder co-founder representative principal registrar president-elect undersecretary under-secretary undersecretary-general secretary-general executive officer manager managing partner attaché attache dpm pm high-commissioner commander inspector treasurer spokesperson spokesman councillor councilor plenipotentiary minister-in-charge minister-counsellor`)
	add(cEvent, `conference summit ceremony visit meeting dialogue exhibition expo week convention congress seminar workshop event symposium fair roundtable session assembly talks gala launch festival forum anniversary exchange commemoration consultations consultation webinar hackathon retreat inauguration`)
	add(cInstrHead, `memo memos heads notes exchange exchanges agreement agreements treaty treaties pact pacts accord accords contract contracts deal deals protocol protocols arrangement arrangements partnership partnerships mou mous moa moas moc mocs loi lois memorandum memoranda memorandums memorandam understanding understandings declaration declarations convention collaboration collaborations framework venture ventures compact covenant charter instrument instruments document documents letter letters alliance tie-up tie-ups cooperation cooperations commitment commitments loan loans grant grants financing support facility facilities plan plans programme programmes program programs statement expression`)
	add(cNumber, `one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion dozen lakh crore`)
	add(cStarter, `the this these those it in on at under he she they we our his her their as for with a an both after during through speaking earlier meanwhile also however`)
	add(cAbbrev, `mr ms mrs dr prof hon no nos st vs fig inc ltd co corp gen lt col maj capt engr ir rs vol pvt jan feb mar apr jun jul aug sep sept oct nov dec dept govt approx est al etc rt adv smt bros sen rep gov jr sr ph kshs ksh shs sh tk rp fr messrs bhd sdn`)
	add(cPron|cFunc, `we they it he she us them`)
	add(cAdverb|cFunc, `also today yesterday tomorrow recently now jointly formally officially already just then later earlier again further furthermore additionally moreover meanwhile here there last next tonight soon separately respectively together successfully virtually respectively formally not only still currently thus hereby accordingly subsequently previously since`)
	add(cNotOrg, `authorities stakeholders competent representatives executives jv jvs institutes universities institutions agencies ministries companies organisations organizations banks schools colleges hospitals states countries governments ministers officials participants nations delegates african asian european arab western eastern central latin caribbean nordic ai it ict iot ceo cfo cto coo md covid covid-19 b2b g2g g2b b2g p2p mou mous moa moc loi moi dpm pm sme smes r&d gdp fdi vnr sdg sdgs ev evs 5g 4g 6g 3g ml api pdf usd rmb rs pkr inr us$ monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun q1 q2 q3 q4 am pm gmt pst ist agm stem hiv aids hq faq hr pr tv dna vip i ii iii iv v vi annex article section chapter factsheet press release media statement joint news image photo caption source contact ends note notes editors end about background tel email fax website follow read more click share download cop26 cop27 cop28 cop29 cop30 mw gw km ppp ppps fta ftas nda vat kyc aml esg r d ip cybersecurity english internet web lng nfc gpu gpus north south east west asia africa europe asean-wide dear page summary highlights details diff`)
	add(cParticle, `bin binti ibn al el de da dos di van der den von la le du ul ur bint abu a/l a/p`)
	add(cNeg|cFunc, `not never neither nor without denied denies rejected failed unable`)
	add(cFinite, `said says noted added welcomed highlighted oversaw attended witnessed hosted discussed reaffirmed met led comprised visited chaired stressed expressed announced told held took aims aim marks mark includes included provides provide covers cover allows enables supports brings builds build focuses focused focus commits seeks agreed underlined reiterated demonstrates reflect reflects participate participated inaugurated launched`)
	add(cAttr, `executive side government business people strategic bilateral cooperation co-operation collaborative collaboration framework implementation implementing joint comprehensive free trade investment tripartite trilateral multilateral legal binding non-binding partnership services service technical research loan financing credit grant purchase supply power exchange commercial landmark major important historic air double taxation extradition lending action budget amendment supplementary amending security defence defense economic general formal preliminary initial definitive master memorandum understanding umbrella host country digital economy development licensing license distribution concession lease sale shareholders shareholder project works construction government-to-government business-to-business affiliation academic student mutual twinning sister-city data sharing-in transfer offtake off-take feed-in supply-purchase open skies visa waiver readmission labour labor mobility currency swap guarantee cultural educational association accession stabilisation subsidiary tenancy management operation maintenance`)
	add(cPlaceHead, `hotel palace hall secretariat house headquarters campus auditorium`)
	add(cVow, `will shall is are with provides provide`)
	add(cUnsaid, `? wrong untrue false rumours rumors baseless denied denies rejected`)
	add(cOther, `one another other second third`)
	add(cExplored, `explored discussed`)
	add(cHeld, `held met place opened convened ran`)
	add(cApart, `each respectively separately separate individually`)
	add(cAmong, `between among amongst involving b`)
	add(cWith, `with`)
	add(cBy, `by`)
	add(cBehalf, `behalf signed`)
	add(cDenied, `rumour rumours rumor rumors rumoured rumored falsely untrue refuted refutes debunked debunks denied denies deny dismissed dismisses rejected rejects denying`)
	add(cBasis, `basis foundation groundwork`)
	add(cOnly, `reviewed review agenda draft drafts under pursuant implementing basis articles terminated cancelled ratification areas topics could might delegates participants attendees guests speakers witnesses`)
	add(cOlder, `existing previous previously earlier past old force`)
	add(cTag, `g2g g2b b2b b2g government business`)
	add(cWhen, `today tonight yesterday tomorrow this the earlier later last next monday tuesday wednesday thursday friday saturday sunday`)
	for w := range vows {
		lexicon[w] |= cVow
	}
	add(cConn, `of for and & the on in`)
	for _, m := range []string{"and", "or", "&"} {
		lexicon[m] |= cFunc
	}
	// Adverbial words that are also heads would break names; "may" is a modal first.
	lexicon["may"] |= cModal
}
