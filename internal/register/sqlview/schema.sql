-- Everything here is derived from the log. To change it: raise schemaVersion in
-- sqlview.go; the next start drops all and folds again. No migrations.

CREATE TABLE meta (
	key   TEXT PRIMARY KEY,
	value TEXT NOT NULL
);

-- One row a reading; entry is the log index of its first part.
CREATE TABLE reading (
	entry    BIGINT PRIMARY KEY,
	original TEXT   NOT NULL, -- SHA-256 of the bytes
	part     TEXT   NOT NULL, -- which document of them, '' where there is one
	record   TEXT   NOT NULL, -- its publisher's reference with the publisher, '' where it has none
	later    BIGINT,          -- the reading of the same original or record that counts instead
	erased   BIGINT,          -- the form that says its document was taken out for good
	rank     BIGINT NOT NULL,
	own      BIGINT NOT NULL, -- 1: entered by the office, which may take it back
	publisher TEXT  NOT NULL, -- these three beside every claim shown, so not only in source
	published TEXT  NOT NULL,
	reason   TEXT   NOT NULL,
	source   TEXT   NOT NULL  -- register.Source as JSON
);
CREATE INDEX reading_original ON reading (original, part);
CREATE INDEX reading_record ON reading (record) WHERE record <> '';

-- The public claims; subjects and references are global (17/a3).
CREATE TABLE claim (
	entry    BIGINT NOT NULL,
	n        BIGINT NOT NULL,
	reading  BIGINT NOT NULL,
	subject  TEXT   NOT NULL,
	property TEXT   NOT NULL,
	passing  BIGINT NOT NULL,
	object   TEXT   NOT NULL, -- the subject a reference points at, else ''
	body     TEXT   NOT NULL, -- claim.Claim in canonical form, global
	PRIMARY KEY (entry, n)
);
CREATE INDEX claim_subject ON claim (subject);
CREATE INDEX claim_reading ON claim (reading);
CREATE INDEX claim_object ON claim (object, property) WHERE object <> '';

-- Which thing each subject is; own is its address for ever, anchor the subject
-- the linker linked it to ('' where it is a thing of its own).
CREATE TABLE subject (
	subject TEXT PRIMARY KEY,
	own     TEXT   NOT NULL UNIQUE,
	thing   TEXT   NOT NULL,
	anchor  TEXT   NOT NULL,
	reading BIGINT NOT NULL,
	local   BIGINT NOT NULL, -- the number in its local name, for order
	link    TEXT   NOT NULL, -- register.Link as JSON
	tied    TEXT   NOT NULL, -- of an agreement: the occasion a rule put it on, where its reading names none; else ''
	mention TEXT   NOT NULL  -- register.Mention as JSON
);
CREATE INDEX subject_tied ON subject (tied) WHERE tied <> '';
CREATE INDEX subject_thing ON subject (thing);
CREATE INDEX subject_reading ON subject (reading);
CREATE INDEX subject_anchor ON subject (anchor) WHERE anchor <> '';

-- What people judged of pairs of subjects, an entry a judgement. Those whose
-- reading was taken back (reading.later) no longer stand.
CREATE TABLE judgement (
	entry   BIGINT NOT NULL,
	lhs     TEXT   NOT NULL,
	rhs     TEXT   NOT NULL,
	verdict TEXT   NOT NULL,
	PRIMARY KEY (entry, lhs, rhs)
);
CREATE INDEX judgement_lhs ON judgement (lhs);
CREATE INDEX judgement_rhs ON judgement (rhs);

-- Pairs that no rule decides, for people to judge. Those judged since, or become
-- one, are left out when they are asked for.
CREATE TABLE doubt (
	subject TEXT   NOT NULL,
	other   TEXT   NOT NULL, -- the subject that gives the other thing its id
	rule    TEXT   NOT NULL,
	score   BIGINT NOT NULL, -- thousandths
	reasons TEXT   NOT NULL, -- JSON
	PRIMARY KEY (subject, other)
);

-- What the linker remembers; seq is the order in which things were first logged.
CREATE TABLE profile (
	id    TEXT   PRIMARY KEY,
	seq   BIGINT NOT NULL,
	class TEXT   NOT NULL,
	body  TEXT   NOT NULL -- resolve.Profile as JSON
);
CREATE TABLE profile_key (
	class TEXT NOT NULL,
	key   TEXT NOT NULL,
	id    TEXT NOT NULL,
	PRIMARY KEY (class, key, id)
);
CREATE INDEX profile_key_id ON profile_key (id); -- a judgement forgets a profile's keys

-- Keys that led the linker to more bodies than it compares.
CREATE TABLE crowd (
	key TEXT PRIMARY KEY
);

-- Things whose view a long fold has yet to make anew.
CREATE TABLE deferred (
	id TEXT PRIMARY KEY
);

-- The views, as exports write them.
CREATE TABLE thing (
	id    TEXT PRIMARY KEY,
	class TEXT NOT NULL,   -- a letter of a subject's class, s a source, f the form of a decision
	seq   BIGINT NOT NULL, -- entry * 1000 + local number: order of ids for people
	body  TEXT NOT NULL
);
CREATE INDEX thing_class ON thing (class, seq);

-- When each was last written or taken out, by the count of transactions, for those
-- who follow the view.
CREATE TABLE written (
	id   TEXT   PRIMARY KEY,
	turn BIGINT NOT NULL,
	gone BIGINT NOT NULL -- 1: there is no such thing any more
);
CREATE INDEX written_turn ON written (turn);

-- What lists are sorted and narrowed by.
CREATE TABLE agreement (
	id      TEXT   PRIMARY KEY,
	kind    TEXT   NOT NULL,
	stage   TEXT   NOT NULL,
	event   TEXT   NOT NULL,
	newest  TEXT   NOT NULL, -- last day of the newest source, '' unknown
	passing BIGINT NOT NULL,
	seq     BIGINT NOT NULL,
	body    TEXT   NOT NULL  -- register.Row as JSON, sides without names
);
CREATE INDEX agreement_newest ON agreement (newest, seq);
CREATE INDEX agreement_event ON agreement (event);
CREATE TABLE agreement_side (
	agreement TEXT NOT NULL,
	party     TEXT NOT NULL,
	role      TEXT NOT NULL,
	PRIMARY KEY (agreement, party, role)
);
CREATE INDEX agreement_side_party ON agreement_side (party);
CREATE TABLE agreement_source (
	agreement TEXT NOT NULL,
	source    TEXT NOT NULL,
	PRIMARY KEY (agreement, source)
);
CREATE INDEX agreement_source_source ON agreement_source (source);
CREATE TABLE agreement_theme (
	agreement TEXT NOT NULL,
	theme     TEXT NOT NULL,
	PRIMARY KEY (agreement, theme)
);
CREATE TABLE name (
	id      TEXT PRIMARY KEY,
	name    TEXT NOT NULL,
	country TEXT NOT NULL,
	type    TEXT NOT NULL
);
