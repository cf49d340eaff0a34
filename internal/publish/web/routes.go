package web

import (
	"net/http"
)

// route is one address. It has either a page, which is a view of the register
// at one position, or a file, which is bytes as they are.
type route struct {
	pattern string
	page    func(*site, *request) (answer, error)
	file    func(*site, http.ResponseWriter, *http.Request) error
}

// routes are all addresses of the site. An {id} may end in .json, .csv, .xlsx, .geojson
// or .jsonld, and one of an agreement, a party, an event or a theme in .ics (its days);
// one of an agreement, a party or a theme in .atom (what is new of it); one of an
// agreement, a party, an event or a source in .proof. What a page can be had as stands
// at its foot.
var routes = []route{
	{pattern: "GET /{$}", page: (*site).home},

	{pattern: "GET /search", page: (*site).search},
	{pattern: "GET /search.json", page: (*site).search},
	{pattern: "GET /search.csv", page: (*site).search},
	{pattern: "GET /search.xlsx", page: (*site).search},

	{pattern: "GET /agreements", page: (*site).agreements},
	{pattern: "GET /agreements.json", page: (*site).agreements},
	{pattern: "GET /agreements.csv", page: (*site).agreements},
	{pattern: "GET /agreements.xlsx", page: (*site).agreements},
	{pattern: "GET /agreements.geojson", page: (*site).agreements},
	{pattern: "GET /agreements.atom", page: (*site).searchFeed},
	{pattern: "GET /agreements/feed.json", page: (*site).searchFeed},
	{pattern: "GET /agreements/{id}", page: (*site).agreement},
	{pattern: "GET /agreements/{id}/feed.json", page: (*site).agreementFeed},
	{pattern: "GET /agreements/{id}/message", page: (*site).messages},
	{pattern: "GET /agreements/{id}/card.svg", page: (*site).card},
	{pattern: "GET /agreements/{id}/card.png", page: (*site).card},

	{pattern: "GET /events", page: (*site).events},
	{pattern: "GET /events.json", page: (*site).events},
	{pattern: "GET /events.csv", page: (*site).events},
	{pattern: "GET /events.xlsx", page: (*site).events},
	{pattern: "GET /events/{id}", page: (*site).event},

	{pattern: "GET /parties", page: (*site).parties},
	{pattern: "GET /parties.json", page: (*site).parties},
	{pattern: "GET /parties.csv", page: (*site).parties},
	{pattern: "GET /parties.xlsx", page: (*site).parties},
	{pattern: "GET /parties/{id}", page: (*site).party},
	{pattern: "GET /parties/{id}/feed.json", page: (*site).partyFeed},

	{pattern: "GET /sources", page: (*site).sources},
	{pattern: "GET /sources.json", page: (*site).sources},
	{pattern: "GET /sources.csv", page: (*site).sources},
	{pattern: "GET /sources.xlsx", page: (*site).sources},
	{pattern: "GET /sources/{id}", page: (*site).source},

	{pattern: "GET /themes/{id}", page: (*site).theme},

	{pattern: "GET /map", page: (*site).mapPage},
	{pattern: "GET /map.json", page: (*site).mapPage},
	{pattern: "GET /map.csv", page: (*site).mapPage},
	{pattern: "GET /map.xlsx", page: (*site).mapPage},
	{pattern: "GET /map.geojson", page: (*site).mapPage},

	{pattern: "GET /calendar", page: (*site).calendar},
	{pattern: "GET /calendar.json", page: (*site).calendar},
	{pattern: "GET /calendar.ics", page: (*site).calendar},
	{pattern: "GET /calendar.csv", page: (*site).calendar},
	{pattern: "GET /calendar.xlsx", page: (*site).calendar},

	{pattern: "GET /feed", page: (*site).feed},
	{pattern: "GET /feed.json", page: (*site).feed},
	{pattern: "GET /feed.atom", page: (*site).feed},
	{pattern: "GET /feed/message", page: (*site).newsMessages},
	{pattern: "GET /feed/card.svg", page: (*site).newsCard},
	{pattern: "GET /feed/card.png", page: (*site).newsCard},

	{pattern: "GET /log", page: (*site).log},
	{pattern: "GET /log.json", page: (*site).log},
	{pattern: "GET /log/entries/{id}", page: (*site).logEntry},
	{pattern: "GET /log/consistency/{old}", file: (*site).consistency},
	{pattern: "GET /log/{file...}", file: (*site).logFile},

	{pattern: "GET /meetings", page: (*site).meetingsPage},
	{pattern: "GET /meetings.json", page: (*site).meetingsPage},
	{pattern: "GET /meetings.csv", page: (*site).meetingsPage},
	{pattern: "GET /meetings.xlsx", page: (*site).meetingsPage},
	{pattern: "GET /meetings/{id}", page: (*site).meetingPage},
	{pattern: "GET /files/{id}", file: (*site).filed},

	{pattern: "GET /desk", file: (*site).deskFront},
	{pattern: "POST /desk/undo", file: (*site).undo},
	{pattern: "GET /desk/agreements/{id}", file: (*site).recordPage},
	{pattern: "POST /desk/agreements/{id}/place", file: (*site).place},
	{pattern: "POST /desk/agreements/{id}/record/{what}", file: (*site).record},
	{pattern: "GET /desk/sources", file: (*site).inbox},
	{pattern: "GET /desk/sources/{id}", file: (*site).review},
	{pattern: "POST /desk/sources/{id}", file: (*site).decideValue},
	{pattern: "GET /desk/meetings", file: (*site).startPage},
	{pattern: "POST /desk/meetings", file: (*site).start},
	{pattern: "GET /desk/meetings/{id}", file: (*site).sittingPage},
	{pattern: "POST /desk/meetings/{id}", file: (*site).hold},

	{pattern: "GET /cite/{id}", page: (*site).cite},

	{pattern: "GET /downloads", page: (*site).downloads},
	{pattern: "GET /downloads/register.jsonl.gz", file: (*site).wholeRegister},

	{pattern: "GET /cards/{name}", page: (*site).thingCard},

	{pattern: "GET /embed/agreements/{id}", page: (*site).embedAgreement},
	{pattern: "GET /embed/agreements/{id}/timeline", page: (*site).embedTimeline},
	{pattern: "GET /embed/parties/{id}", page: (*site).embedParty},
	{pattern: "GET /embed/parties/{id}/network", page: (*site).embedParty},
	{pattern: "GET /embed/events/{id}", page: (*site).embedEvent},
	{pattern: "GET /embed/figures/{name}/{version}", page: (*site).embedFigure},
	{pattern: "GET /oembed", file: (*site).oembed},

	{pattern: "POST /hub", file: (*site).hub},

	{pattern: "GET /changes", page: (*site).changes},
	{pattern: "GET /changes.json", page: (*site).changes},

	{pattern: "GET /signin", file: (*site).signInPage},
	{pattern: "POST /signin", file: (*site).signIn},
	{pattern: "GET /signin/code", file: (*site).codePage},
	{pattern: "POST /signin/code", file: (*site).giveCode},
	{pattern: "POST /signout", file: (*site).signOut},
	{pattern: "GET /welcome/{link}", file: (*site).welcomePage},
	{pattern: "POST /welcome/{link}", file: (*site).welcome},
	{pattern: "GET /speak/{link}", file: (*site).speak},
	{pattern: "GET /desk/agreements/{id}/speakers", file: (*site).speakersPage},
	{pattern: "POST /desk/agreements/{id}/speakers", file: (*site).speakers},
	{pattern: "GET /account", file: (*site).accountPage},
	{pattern: "POST /account/password", file: (*site).changePassword},
	{pattern: "POST /account/sessions", file: (*site).endSessions},
	{pattern: "GET /account/code", file: (*site).generatorPage},
	{pattern: "POST /account/code", file: (*site).useGenerator},
	{pattern: "POST /account/tokens", file: (*site).ownTokens},
	{pattern: "GET /trail", file: (*site).trailPage},
	{pattern: "GET /people", file: (*site).peoplePage},
	{pattern: "POST /people", file: (*site).lookAfter},

	{pattern: "GET /questions", page: (*site).questions},
	{pattern: "GET /questions.json", page: (*site).questions},
	{pattern: "POST /questions/judge", file: (*site).judge},

	{pattern: "GET /reports", page: (*site).reports},
	{pattern: "GET /reports/{kind}", page: (*site).report},
	{pattern: "GET /figures", page: (*site).figures},
	{pattern: "GET /figures.json", page: (*site).figures},
	{pattern: "GET /figures.csv", page: (*site).figures},
	{pattern: "GET /figures.xlsx", page: (*site).figures},
	{pattern: "GET /figures.pdf", page: (*site).figures},
	{pattern: "GET /figures/{name}/{version}", page: (*site).figure},

	{pattern: "GET /about", page: (*site).about},

	{pattern: "GET /sitemap.xml", file: (*site).sitemapIndex},
	{pattern: "GET /sitemaps/{class}", file: (*site).sitemap},
	{pattern: "GET /robots.txt", file: (*site).robots},
	{pattern: "GET /opensearch.xml", file: (*site).openSearch},

	{pattern: "GET /static/{file}", file: (*site).static},
	{pattern: "GET /healthz", file: (*site).healthz},
	{pattern: "GET /", page: (*site).nowhere},
}
