package audit

import (
	"net/url"
	"slices"
	"strings"

	"sanad/internal/register"
)

// Quality is how near a source stands to the agreement it speaks of.
type Quality string

// The qualities, best first. UnknownQuality is the honest answer where neither
// label, address nor publisher tells.
const (
	AgreementText  Quality = "agreement-text"
	OfficialRecord Quality = "official-record"
	PartyStatement Quality = "party-statement"
	PressReport    Quality = "press"
	SocialPost     Quality = "social"
	UnknownQuality Quality = "unknown"
)

// Grade is one line of the published ranking.
type Grade struct {
	Quality Quality `json:"quality"`
	Label   string  `json:"label"`
	Means   string  `json:"means"`
	Points  int     `json:"points"` // what one independent publisher of this quality adds to the score for sources
}

// Ranking is the published ranking of sources, best first. To rank sources in
// public is AidData's idea (TUFF methodology, source quality); this order and
// these points are the register's own.
var Ranking = []Grade{
	{AgreementText, "Agreement text", "the signed instrument itself, or a full copy of it", 60},
	{OfficialRecord, "Official record", "a gazette, treaty series, parliamentary answer, or a government's or international body's own site", 40},
	{PartyStatement, "Party statement", "what a side of the agreement says of it", 25},
	{PressReport, "Press", "a newspaper, agency or broadcaster, and summaries of their reports", 20},
	{SocialPost, "Social media", "a post, whoever wrote it", 5},
	{UnknownQuality, "Unknown", "neither label, address nor publisher tells what it is", 10},
}

func (q Quality) grade() Grade {
	for _, g := range Ranking {
		if g.Quality == q {
			return g
		}
	}
	return Ranking[len(Ranking)-1]
}

// Label is the quality's English name.
func (q Quality) Label() string { return q.grade().Label }

var (
	socialHosts   = []string{"x.com", "twitter.com", "facebook.com", "fb.com", "linkedin.com", "youtube.com", "youtu.be", "instagram.com", "tiktok.com", "t.me", "telegram.org", "weibo.com", "weibo.cn", "reddit.com", "threads.net", "bsky.app", "whatsapp.com"}
	officialHosts = []string{"un.org", "europa.eu", "worldbank.org", "imf.org", "adb.org", "oecd.org", "itu.int", "wto.org", "aiib.org", "legislation.gov.uk"}
	pressHosts    = []string{"reuters.com", "apnews.com", "afp.com", "bbc.com", "bbc.co.uk", "app.com.pk", "xinhuanet.com", "news.cn", "people.cn", "people.com.cn", "ptinews.com", "dawn.com", "brecorder.com", "arabnews.pk", "arabnews.com", "tribune.com.pk", "thehindu.com", "indianexpress.com", "urdupoint.com", "gulfnews.com"}
	pressWords    = set("news newspaper times tribune herald post daily observer press journal chronicle guardian newswire mirror telegraph broadcasting radio television tv magazine")
)

// QualityOf ranks a source by, in this order: what its label says it is, its
// address, and its publisher's name, held against the names of the agreement's
// sides. why tells which of them decided; it is never a guess from the text.
func QualityOf(s register.Source, sides ...string) (q Quality, why string) {
	label := " " + strings.ToLower(strings.Join(strings.FieldsFunc(s.Label, notLetter), " ")) + " "
	for _, c := range []struct {
		q     Quality
		words []string
	}{
		// what a summary sums up decides, and outlets are summed up in our words
		{PressReport, []string{" outlet ", " newspaper ", " news report ", " press report ", " report by the press "}},
		{AgreementText, []string{" text of the agreement ", " agreement text ", " signed copy ", " full text of the ", " signed instrument "}},
		{OfficialRecord, []string{" official record ", " gazette ", " treaty series ", " minutes ", " parliamentary answer "}},
		{PartyStatement, []string{" party statement ", " statement by a party ", " press release ", " company statement ", " statement of a party "}},
		{SocialPost, []string{" social media ", " post on "}},
	} {
		for _, w := range c.words {
			if strings.Contains(label, w) && !strings.Contains(label, " not "+strings.TrimSpace(w)) {
				return c.q, "its label says “" + strings.TrimSpace(w) + "”"
			}
		}
	}
	host := hostOf(s.URL)
	switch {
	case host == "":
	case within(host, socialHosts):
		return SocialPost, "its address is at " + host
	case governmental(host) || within(host, officialHosts):
		return OfficialRecord, "its address is at " + host + ", an official site"
	case within(host, pressHosts):
		return PressReport, "its address is at " + host + ", a news site"
	}
	name := key(s.Publisher)
	if name == "" {
		return UnknownQuality, "no label, address or publisher tells"
	}
	for _, side := range sides {
		if name == key(side) {
			return PartyStatement, "its publisher is a side of the agreement"
		}
	}
	for _, w := range strings.FieldsFunc(strings.ToLower(s.Publisher), notLetter) {
		switch {
		case w == "gazette" || w == "ministry" || w == "parliament":
			return OfficialRecord, "its publisher's name says “" + w + "”"
		case pressWords[w]:
			return PressReport, "its publisher's name says “" + w + "”"
		}
	}
	return UnknownQuality, "neither label, address nor publisher tells"
}

func notLetter(r rune) bool {
	return !(r == '\'' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r > 127)
}

// key folds a name for comparison: letters and digits in lower case.
func key(name string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(name), notLetter), " ")
}

// hostOf is the host of an address in lower case without www.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}

func within(host string, hosts []string) bool {
	return slices.ContainsFunc(hosts, func(h string) bool { return host == h || strings.HasSuffix(host, "."+h) })
}

// governmental knows the labels that registries keep for states: gov, gouv,
// gob, govt, go and mil, last or before a country's two letters.
func governmental(host string) bool {
	p := strings.Split(host, ".")
	state := []string{"gov", "gouv", "gob", "govt", "gub", "mil"}
	switch n := len(p); {
	case n < 2:
		return false
	case slices.Contains(state[:1], p[n-1]) || p[n-1] == "mil" || p[n-1] == "int":
		return true
	case len(p[n-1]) == 2 && (slices.Contains(state, p[n-2]) || p[n-2] == "go" && n > 2):
		return true
	}
	return false
}
