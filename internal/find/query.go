package find

import (
	"context"
	"strconv"
	"strings"

	"sanad/internal/register"
)

// Query is what is looked for. Everything given must fit; of the values of one
// field, one of them.
type Query struct {
	Text   string // words, the last of which may be half typed
	Class  byte   // 0 is any
	Facets map[Field][]string
	Limit  int // 0 is 50
	Offset int

	// Walk gives what fits in the order of the log instead, from behind the id After
	// on; Total counts all that fits.
	Walk  bool
	After register.ID
	Bare  bool // without counts of what else could be chosen
}

// Found is one thing that fits.
type Found struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Count is how many fit with one more value of a field.
type Count struct {
	Value string `json:"value"`
	N     int    `json:"n"`
}

// Results are what fits, those first that fit best, and how many there are.
type Results struct {
	Found []Found           `json:"found"`
	Total int               `json:"total"`
	Facet map[Field][]Count `json:"facets,omitempty"` // of agreements
}

// Search looks for what fits. Of a field that is narrowed by, the counts are of what
// would fit if it were not, so that another value can be chosen.
func (x *Index) Search(ctx context.Context, q Query) (Results, error) {
	out := Results{Found: []Found{}, Facet: map[Field][]Count{}}
	limit := q.Limit
	if limit <= 0 {
		limit = 50
	}
	match := expression(q.Text)
	if strings.TrimSpace(q.Text) != "" && match == "" {
		return out, nil // nothing but marks: no word of anything
	}
	where, args := q.where(match, "")
	order := "item.rank DESC, item.row DESC"
	if match != "" {
		order = "bm25(words, 8.0, 1.0), " + order
	}
	if err := x.db.QueryRowContext(ctx, "SELECT COUNT(*) FROM "+from(match)+where, args...).Scan(&out.Total); err != nil {
		return out, err
	}
	if q.Walk {
		order = "item.seq, item.id"
		if q.After != "" {
			where, args = q.behind(where, args)
		}
	}
	rows, err := x.db.QueryContext(ctx, "SELECT item.id, item.name FROM "+from(match)+where+" ORDER BY "+order+" LIMIT "+strconv.Itoa(limit)+" OFFSET "+strconv.Itoa(max(0, q.Offset)), args...)
	if err != nil {
		return out, err
	}
	defer rows.Close()
	for rows.Next() {
		var f Found
		if err := rows.Scan(&f.ID, &f.Name); err != nil {
			return out, err
		}
		out.Found = append(out.Found, f)
	}
	if err := rows.Err(); err != nil || q.Class != 'a' || q.Bare {
		return out, err
	}
	return out, x.choices(ctx, q, match, out.Facet)
}

// behind narrows a condition to what comes after an id in the log.
func (q Query) behind(where string, args []any) (string, []any) {
	args = append(args, q.After.Sequence(), string(q.After))
	seq, id := "$"+strconv.Itoa(len(args)-1), "$"+strconv.Itoa(len(args))
	and := " WHERE "
	if where != "" {
		and = where + " AND "
	}
	return and + "(item.seq > " + seq + " OR item.seq = " + seq + " AND item.id > " + id + ")", args
}

// most is how many values of a field are counted out; a page shows no more.
const most = 40

// choices counts what else could be chosen of each field: of those that the query is
// not narrowed by all at once, among the same agreements; of each other by itself.
func (x *Index) choices(ctx context.Context, q Query, match string, out map[Field][]Count) error {
	var open []Field
	for _, field := range Fields {
		out[field] = nil // a field without values is told
		if len(q.Facets[field]) == 0 {
			open = append(open, field)
			continue
		}
		if err := x.counts(ctx, q, match, field, []Field{field}, out); err != nil {
			return err
		}
	}
	return x.counts(ctx, q, match, "", open, out)
}

// counts counts the values of fields among what fits a query but for one field. What
// fits is found first and held against the facets after: left to itself, the database
// looks every agreement's words up again.
func (x *Index) counts(ctx context.Context, q Query, match string, without Field, fields []Field, out map[Field][]Count) error {
	if len(fields) == 0 {
		return nil
	}
	where, args := q.where(match, without)
	var marks []string
	for _, f := range fields {
		args = append(args, string(f))
		marks = append(marks, "$"+strconv.Itoa(len(args)))
	}
	fits, among := `WITH fits AS MATERIALIZED (SELECT item.row AS row FROM `+from(match)+where+`) `, `fits CROSS JOIN facet ON facet.row = fits.row`
	if match == "" && where == onlyClass {
		fits, among, args = "", "facet", args[1:] // all agreements: nothing else has values
		for i := range marks {
			marks[i] = "$" + strconv.Itoa(i+1)
		}
	}
	query := fits + `SELECT facet.field, facet.value, COUNT(*) AS n FROM ` + among + ` WHERE facet.field IN (` + strings.Join(marks, ", ") + `)
		GROUP BY facet.field, facet.value ORDER BY n DESC, facet.value`
	rows, err := x.db.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var field Field
		var c Count
		if err := rows.Scan(&field, &c.Value, &c.N); err != nil {
			return err
		}
		if len(out[field]) < most {
			out[field] = append(out[field], c)
		}
	}
	return rows.Err()
}

// from is where items are looked for: by their words, those that have them first.
func from(match string) string {
	if match == "" {
		return "item"
	}
	return "words CROSS JOIN item ON item.row = words.rowid"
}

// onlyClass is the condition of a query that asks for a class alone.
const onlyClass = " WHERE item.class = $1"

// where is the condition of a query but for one field, "" for all of it.
func (q Query) where(match string, without Field) (string, []any) {
	var parts []string
	var args []any
	arg := func(v any) string {
		args = append(args, v)
		return "$" + strconv.Itoa(len(args))
	}
	if match != "" {
		parts = append(parts, "words MATCH "+arg(match))
	}
	if q.Class != 0 {
		parts = append(parts, "item.class = "+arg(string(q.Class)))
	}
	for _, field := range kept {
		values := q.Facets[field]
		if len(values) == 0 || field == without {
			continue
		}
		var list []string
		f := arg(string(field))
		for _, v := range values {
			list = append(list, arg(v))
		}
		parts = append(parts, "EXISTS (SELECT 1 FROM facet AS chosen WHERE chosen.row = item.row AND chosen.field = "+f+" AND chosen.value IN ("+strings.Join(list, ", ")+"))")
	}
	if len(parts) == 0 {
		return "", nil
	}
	return " WHERE " + strings.Join(parts, " AND "), args
}

// expression is what is looked for in the index's own language: every word must be
// there, the last at least begun. Nothing that is typed is taken for an operator.
func expression(text string) string {
	all := words(text)
	for i, w := range all {
		all[i] = `"` + w + `"` // words hold letters and digits alone
	}
	if len(all) == 0 {
		return ""
	}
	// A word with something behind it is typed whole.
	if last := strings.TrimRight(text, " "); last == text {
		all[len(all)-1] += "*"
	}
	return strings.Join(all, " ")
}
