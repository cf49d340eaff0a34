package draft

import "sanad/internal/reader"

// Language is what a Reader needs to know of its language.
type Language struct {
	Name    string                 // of the reader, with its version, as it stands in the log
	Tag     string                 // BCP 47
	Written func(text string) bool // whether any of text is in it
	Foreign string                 // what is said of a text that is not
	Rules   map[string]float64     // see Draft
	Begin   func(d *Draft) Grammar // a grammar that puts down in d what it finds in d.Text; it sets d.Same
}

// Reader reads announcements in one language. It keeps no state.
type Reader struct{ Language }

// Name is the reader's name and version as it stands in the log.
func (r *Reader) Name() string { return r.Language.Name }

// Grammar reads one text sentence by sentence. Cut comes first, then for each
// sentence in turn Count, Tell, Follow where Tell told nothing, and Introduce.
type Grammar interface {
	// Cut makes the sentences and says how many there are; title is the heading
	// the text begins with, empty when it begins with none.
	Cut() (sentences int, title Span)
	// Release is the date the text itself gives as that of its release.
	Release() Date
	// Count puts down how many agreements sentence i says there are.
	Count(i int)
	// Tell puts down the agreements sentence i speaks of.
	Tell(i int)
	// Follow adds what sentence i says of the agreements told last.
	Follow(i int)
	// Introduce keeps what sentence i says of a list that follows it.
	Introduce(i int)
}

// Read returns what the announcement says of agreements. It never fails; a text
// that has none of the language in it is returned unread, with the reason.
func (r *Reader) Read(doc reader.Document) (reader.Reading, error) {
	l := r.Language
	out := reader.Reading{
		Source:     reader.Source{Title: doc.Title, Publisher: doc.Publisher, Published: doc.Published, Language: doc.Language, URL: doc.URL, Reader: l.Name},
		Agreements: []reader.Agreement{}, Counts: []reader.Count{},
	}
	if !l.Written(doc.Text) {
		out.Unread = append(out.Unread, reader.Unread{Reason: l.Foreign})
		return out, nil
	}
	if out.Source.Language == "" {
		out.Source.Language = l.Tag
	}
	d := &Draft{Text: doc.Text, Rules: l.Rules, Published: ParseDate(doc.Published), Topic: -1}
	g := l.Begin(d)
	sentences, title := g.Cut()
	if out.Source.Title == "" {
		out.Source.Title = d.Str(title)
	}
	if d.Published.Y == 0 {
		d.Published = g.Release()
		if d.Published.D > 0 {
			out.Source.Published, _ = d.Published.EDTF()
		}
	}
	for i := range sentences {
		g.Count(i)
		before := len(d.Tellings)
		g.Tell(i)
		if len(d.Tellings) == before {
			g.Follow(i)
		}
		g.Introduce(i)
		if promiser, ok := g.(Promiser); ok {
			promiser.Undertake(i)
		}
	}
	d.Read(&out)
	d.Unread(&out, d.Long, "the rest of a sentence of more than a thousand words")
	return out, nil
}
