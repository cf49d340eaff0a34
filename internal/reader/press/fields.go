package press

// Names of public bodies list their fields, with commas and an "and" inside the
// name, and say whose they are behind it. These rules tell where such a name ends.

// field reads one field of a ministry at i, "Tourism Development", "Christian
// Religious Affairs": the token behind it, i when there is none.
func (sc *scanner) field(i int) int {
	k := i
	for k < len(sc.toks) && k < i+5 && sc.capital(k) && !sc.toks[k].is(cGovHead|cAcadHead) && !sc.instrAhead(k) && !sc.officeAt(k) {
		k++
	}
	if k == i || !sc.toks[k-1].is(cDomain) && !fieldEnd(sc.toks[k-1].low) || !sc.toks[i].is(cDomain) && k == i+1 {
		return i
	}
	if !sc.toks[i].is(cDomain) && !fieldLead(sc.toks[i].low) && !fieldEnd(sc.toks[k-1].low) {
		return i
	}
	return k
}

// fieldEnd: words that end the names of fields.
func fieldEnd(low string) bool {
	switch low {
	case "affairs", "development", "empowerment", "studies", "growth", "supply", "safety", "welfare":
		return true
	}
	return false
}

// fieldLead: words that are no field and begin the name of one.
func fieldLead(low string) bool {
	switch low {
	case "light", "heavy", "sustainable", "green", "blue", "smart", "creative", "new", "artificial":
		return true
	}
	return false
}

// fieldsGoOn: the comma at k stands between the fields of one ministry, of which
// the last is joined by "and": "Mines and Energy, Water Supply, and Fisheries".
func (sc *scanner) fieldsGoOn(k int) bool {
	for n := 0; n < 9; n++ {
		to := sc.field(k + 1)
		if to == k+1 || to >= len(sc.toks) {
			return false
		}
		if sc.toks[to].low == "," && to+1 < len(sc.toks) && (sc.toks[to+1].low == "and" || sc.toks[to+1].low == "&") {
			return sc.lastField(to + 2)
		}
		if sc.toks[to].low == "and" || sc.toks[to].low == "&" {
			return sc.lastField(to + 1)
		}
		if sc.toks[to].low != "," {
			return false
		}
		k = to
	}
	return false
}

// lastField: a field stands at i that ends the name, and no body begins there.
func (sc *scanner) lastField(i int) bool {
	to := sc.field(i)
	if to == i {
		return false
	}
	if to >= len(sc.toks) {
		return true
	}
	for k := i; k < to; k++ {
		if sc.toks[k].is(cCoHead) && !sc.toks[k].is(cDomain) {
			return false
		}
	}
	return !sc.toks[to].is(cOrgHead) || !sc.toks[to].caps
}

// studies: "and" joins what an institute studies: "Institute of International
// Relations and Strategic Studies".
func (sc *scanner) studies(i int) bool {
	return i+1 < len(sc.toks) && sc.capital(i) && sc.toks[i+1].caps && (sc.toks[i+1].low == "studies" || sc.toks[i+1].low == "affairs" && sc.toks[i].low != "foreign") && !sc.toks[i].is(cOrgHead)
}

// parentAt: behind a body of its own, whose name goes from j to k, the ministry is
// told that it belongs to; n is where that name begins.
func (sc *scanner) parentAt(j, k, n int) bool {
	own := false
	for m := j; m < k; m++ {
		own = own || sc.toks[m].is(cOrgHead) && m > j
	}
	if !own {
		return false
	}
	if c, to, adj, _ := sc.geo(n); c.code != "" && adj && to < len(sc.toks) {
		n = to
	}
	return n < len(sc.toks) && sc.toks[n].caps && (sc.toks[n].low == "ministry" || sc.toks[n].low == "department" || sc.toks[n].low == "ministries")
}
