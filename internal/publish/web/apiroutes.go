package web

import (
	"net/http"

	"sanad/api"
	"sanad/internal/find"
	"sanad/vocab"
)

// pagedBy are the names that every list takes.
var pagedBy = []apiParam{
	{name: "limit", says: "How many to a page, 1 to 1000.", number: true},
	{name: "cursor", says: "Where to go on: the cursor of an earlier answer of the same list."},
}

// narrowedBy are what agreements are narrowed by.
func narrowedBy() []apiParam {
	all := []apiParam{{name: "q", says: "Words in names, titles and quoted sentences, in any script; the last may be half typed."}}
	for _, f := range find.Fields {
		p := apiParam{name: string(f), many: true, says: "Facet: " + facetSays[f] + "."}
		if list, ok := fieldLists[f]; ok && list != "country" {
			p.codes = codesOf(lists[list])
		}
		all = append(all, p)
	}
	return append(all,
		apiParam{name: "event", says: "Only agreements of this event; with it go party, kind, stage and theme."},
		apiParam{name: "source", says: "Only agreements this source speaks of; with it go party, kind, stage and theme."})
}

var facetSays = map[find.Field]string{
	find.Theme: "what it is about", find.Partner: "country of a side abroad, ISO 3166-1", find.Party: "id of a side", find.Kind: "sort of instrument",
	find.Stage: "how far the instrument is", find.Level: "who deals with whom", find.Owner: "id of the office that answers for it", find.Year: "of the signing",
	find.Legal: "what it is in law today", find.Delivery: "how far delivery is", find.Evidence: "what proves delivery", find.Attention: "what attention it wants",
}

func codesOf(l vocab.List) []string {
	var codes []string
	for _, c := range l {
		codes = append(codes, c.Code)
	}
	return codes
}

func with(lists ...[]apiParam) []apiParam {
	var all []apiParam
	for _, l := range lists {
		all = append(all, l...)
	}
	return all
}

// apiRoutes are all addresses of the API. It is a function because some of what it
// names reads it.
func apiRoutes() []apiRoute {
	const get, post = http.MethodGet, http.MethodPost
	reported := []apiParam{
		{name: "party", says: "Only with this party, by id."},
		{name: "country", says: "Only with parties of this country."},
		{name: "theme", says: "Only about this theme.", codes: codesOf(vocab.Themes)},
		{name: "owner", says: "Only what this office answers for, by id."},
		{name: "tier", says: "Only what is reviewed in this tier.", codes: codesOf(vocab.Tiers)},
		{name: "agreement", says: "Only this agreement."},
		{name: "within", says: "Days ahead that count as due.", number: true},
		{name: "months", says: "Months of silence that count as dormant.", number: true},
	}
	return []apiRoute{
		{method: get, path: "", name: "index", says: "Where everything stands.", gives: api.Index{}, read: (*site).apiIndex},
		{method: get, path: "/openapi.json", name: "description", says: "This description.", gives: map[string]any{}, read: (*site).apiDescription},

		{method: get, path: "/agreements", name: "agreements", says: "All agreements, in the order of the log, or those that fit words and facets.", query: with(narrowedBy(), pagedBy), gives: api.Agreements{}, asked: "kind=mou&limit=2", read: (*site).apiAgreements},
		{method: get, path: "/agreements/{id}", name: "agreement", says: "An agreement with everything said of it, by whom and in which words, and how it stands today.", gives: api.AgreementNow{}, example: "a0-1", read: (*site).apiAgreement},
		{method: get, path: "/parties", name: "parties", says: "All parties.", query: pagedBy, gives: api.Parties{}, asked: "limit=2", read: (*site).apiParties},
		{method: get, path: "/parties/{id}", name: "party", says: "A party with the first of its agreements.", gives: api.PartyNow{}, example: "p0-1", read: (*site).apiParty},
		{method: get, path: "/events", name: "events", says: "All events.", query: pagedBy, gives: api.Events{}, read: (*site).apiEvents},
		{method: get, path: "/events/{id}", name: "event", says: "An event with its sources side by side.", gives: api.EventNow{}, example: "e0-1", read: (*site).apiEvent},
		{method: get, path: "/sources", name: "sources", says: "All sources.", query: pagedBy, gives: api.Sources{}, asked: "limit=3", read: (*site).apiSources},
		{method: get, path: "/sources/{id}", name: "source", says: "A source with the claims that quote it.", gives: api.SourceNow{}, example: "s0", read: (*site).apiSource},
		{method: get, path: "/sources/{id}/claims", name: "claims", says: "The claims that quote a source, in text order.", gives: api.Claims{}, example: "s0", read: (*site).apiClaims},
		{method: get, path: "/meetings", name: "meetings", says: "All meetings.", query: pagedBy, gives: api.Meetings{}, read: (*site).apiMeetings},
		{method: get, path: "/meetings/{id}", name: "meeting", says: "A meeting as the record has it.", gives: api.MeetingNow{}, example: "g0-1", read: (*site).apiMeeting},
		{
			method: get, path: "/due", name: "due", says: "The open days that matter: what is late, what falls due, what has been silent long. A page is of so many agreements; it may hold no day and yet have a next.",
			query: with([]apiParam{{name: "from", says: "First day, YYYY-MM-DD."}, {name: "until", says: "Last day, YYYY-MM-DD."}}, pagedBy), gives: api.DueDays{}, asked: "from=2020-01-01", read: (*site).apiDue,
		},
		{method: get, path: "/log", name: "log", says: "The log's newest checkpoint and the key that checks it.", gives: api.LogHead{}, read: (*site).apiLog},
		{method: get, path: "/log/entries", name: "entries", says: "The log's entries, the oldest first.", query: pagedBy, gives: api.LogEntries{}, asked: "limit=2", read: (*site).apiEntries},
		{method: get, path: "/log/entries/{id}", name: "entry", says: "An entry as the log commits to it (docs/FORMAT.md).", gives: map[string]any{}, example: "0", read: (*site).apiEntry},
		{method: get, path: "/figures", name: "figures", says: "Figures under published definitions.", query: reported, gives: api.Report{}, read: (*site).apiFigures},
		{method: get, path: "/lists", name: "lists", says: "The closed lists of codes.", gives: api.Lists{}, read: (*site).apiLists},
		{method: get, path: "/templates", name: "templates", says: "The delivery templates.", gives: api.Templates{}, read: (*site).apiTemplates},
		{method: post, path: "/sources", name: "addSource", says: "Let a document in: text, a file, or an address that is fetched.", takes: api.NewSource{}, large: true, gives: api.TakenSources{}, write: (*site).submitSource},
		{method: post, path: "/files", name: "attachFile", says: "Archive a file that proves something, for a record to name.", takes: api.NewFile{}, large: true, gives: api.TakenFile{}, write: (*site).attachFile},
		{method: post, path: "/records", name: "enterRecord", says: "Enter what is known of agreements: dates, commitments, stages, results, money, evidence, meetings.", takes: api.NewRecord{}, gives: api.Entered{}, write: (*site).enterRecord},
		{method: post, path: "/judgements", name: "judge", says: "Say how two agreements, parties or events stand to each other.", takes: api.NewJudgement{}, gives: api.Entered{}, write: (*site).enterJudgement},
		{method: post, path: "/rulings", name: "rule", says: "Say which value of a property stands.", takes: api.NewRuling{}, gives: api.Entered{}, write: (*site).enterRuling},
		{method: post, path: "/placements", name: "place", says: "Rule whether a candidate belongs to the agreement it is offered to.", takes: api.NewPlacement{}, gives: api.Entered{}, write: (*site).enterPlacement},
		{method: post, path: "/searches", name: "looked", says: "Say what was looked for, where and when, and not found.", takes: api.NewSearch{}, gives: api.Entered{}, write: (*site).enterSearch},
		{method: post, path: "/withdrawals", name: "withdraw", says: "Take an entry back: a judgement, a ruling, a search, a record.", takes: api.NewWithdrawal{}, gives: api.Entered{}, write: (*site).enterWithdrawal},
		{method: get, path: "/trail", name: "trail", says: "Who did and saw what, one note a line of JSON, each hashed with the one before; for auditors.", kind: "application/x-ndjson", query: []apiParam{{name: "after", says: "Only behind this note.", number: true}}, stream: (*site).apiTrail, audits: true},
		{method: get, path: "/export", name: "export", says: "The whole register, one view a line of JSON, streamed.", kind: "application/x-ndjson", stream: (*site).apiExport},
	}
}
