package vocab

import (
	"embed"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
)

// Crosswalk says how the terms of a standard of open data stand to ours: which of
// its elements are read and as what, which are not and why, and how its code lists
// map both ways. It is data (crosswalk/*.json), which readers, exports and pages
// all work from.
type Crosswalk struct {
	Code     string              `json:"code"`
	Name     string              `json:"name"`
	Version  string              `json:"version"`
	URL      string              `json:"url"`
	Elements []CrosswalkElement  `json:"elements"`
	Lists    map[string]CodesMap `json:"lists"` // by the name of our list, their code to ours
	Back     map[string]CodesMap `json:"back"`  // our code to theirs; "" where they have none
}

// CrosswalkElement is one element of a standard, as it stands in its documents.
type CrosswalkElement struct {
	Path   string `json:"path"`
	To     string `json:"to,omitempty"`     // what we read it as; "" where it is not read
	Lost   string `json:"lost,omitempty"`   // what of it does not come back
	Reason string `json:"reason,omitempty"` // why it is not read
}

// CodesMap maps codes of one list to another's.
type CodesMap map[string]string

//go:embed crosswalk/*.json
var crosswalkFiles embed.FS

// IATI is the crosswalk of the activity standard of the International Aid
// Transparency Initiative.
var IATI = sync.OnceValue(func() *Crosswalk { return crosswalk("iati") })

// Crosswalks are all there are.
func Crosswalks() []*Crosswalk { return []*Crosswalk{IATI()} }

// crosswalk reads an embedded file, which a test holds to be well formed.
func crosswalk(code string) *Crosswalk {
	b, err := crosswalkFiles.ReadFile("crosswalk/" + code + ".json")
	c := &Crosswalk{}
	if err == nil {
		err = json.Unmarshal(b, c)
	}
	if err != nil {
		panic(fmt.Sprintf("crosswalk %s: %v", code, err))
	}
	return c
}

// Element is what is said of an element; ok is false of one that the standard
// does not have.
func (c *Crosswalk) Element(path string) (e CrosswalkElement, ok bool) {
	i := slices.IndexFunc(c.Elements, func(e CrosswalkElement) bool { return e.Path == path })
	if i < 0 {
		return e, false
	}
	return c.Elements[i], true
}
