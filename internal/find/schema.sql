CREATE TABLE meta (
	key   TEXT PRIMARY KEY,
	value TEXT NOT NULL
);
CREATE TABLE item (
	row     INTEGER PRIMARY KEY,
	id      TEXT    NOT NULL UNIQUE,
	class   TEXT    NOT NULL,
	name    TEXT    NOT NULL,
	rank    INTEGER NOT NULL,
	seq     INTEGER NOT NULL, -- the order of ids in the log
	recheck TEXT    NOT NULL
);
CREATE INDEX item_class ON item (class, rank);
CREATE INDEX item_seq ON item (class, seq, id);
CREATE INDEX item_recheck ON item (recheck) WHERE recheck <> '';
CREATE TABLE facet (
	field TEXT    NOT NULL,
	value TEXT    NOT NULL,
	row   INTEGER NOT NULL,
	PRIMARY KEY (field, value, row)
) WITHOUT ROWID;
CREATE INDEX facet_row ON facet (row, field, value);
-- The words are prepared in Go: the tokenizer only parts them at spaces.
CREATE VIRTUAL TABLE words USING fts5 (name, text, tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* Co'", prefix = '2 3');
