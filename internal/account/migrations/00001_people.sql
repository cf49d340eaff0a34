-- +goose Up
-- Times are milliseconds since 1970, 0 where there is none. What opens something is
-- kept as the SHA-256 of what its holder has, never as that itself.
CREATE TABLE person (
	id       INTEGER PRIMARY KEY,
	login    TEXT    NOT NULL UNIQUE, -- folded
	name     TEXT    NOT NULL,        -- what stands with what they enter
	password TEXT    NOT NULL,        -- argon2id as a PHC string, '' before they chose one
	totp     BLOB    NOT NULL DEFAULT x'', -- the secret of their code generator, empty for none
	step     INTEGER NOT NULL DEFAULT 0,   -- the last code taken, so that none is taken twice
	created  INTEGER NOT NULL,
	disabled INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE held (
	person    INTEGER NOT NULL REFERENCES person,
	role      TEXT    NOT NULL,
	agreement TEXT    NOT NULL, -- '' is the whole register
	party     TEXT    NOT NULL, -- for whom a focal person speaks, else ''
	PRIMARY KEY (person, role, agreement, party)
) WITHOUT ROWID;
CREATE TABLE session (
	hash    BLOB    PRIMARY KEY,
	id      TEXT    NOT NULL UNIQUE, -- by which it is listed and ended
	person  INTEGER NOT NULL REFERENCES person,
	half    INTEGER NOT NULL, -- 1: the password was right and the code is still owed
	agent   TEXT    NOT NULL,
	address TEXT    NOT NULL,
	created INTEGER NOT NULL,
	seen    INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX session_person ON session (person);
CREATE TABLE link (
	hash    BLOB    PRIMARY KEY,
	id      TEXT    NOT NULL UNIQUE,
	purpose TEXT    NOT NULL,
	person  INTEGER NOT NULL, -- whose password it sets, 0 where it makes a person
	name    TEXT    NOT NULL,
	role    TEXT    NOT NULL,
	agreement TEXT  NOT NULL,
	party   TEXT    NOT NULL,
	maker   TEXT    NOT NULL, -- who made it
	created INTEGER NOT NULL,
	expires INTEGER NOT NULL,
	used    INTEGER NOT NULL DEFAULT 0, -- when it was used up
	revoked INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE TABLE token (
	hash    BLOB    PRIMARY KEY,
	id      TEXT    NOT NULL UNIQUE,
	person  INTEGER NOT NULL REFERENCES person,
	name    TEXT    NOT NULL,
	acts    TEXT    NOT NULL, -- what it is for, by spaces
	created INTEGER NOT NULL,
	expires INTEGER NOT NULL,
	used    INTEGER NOT NULL DEFAULT 0,
	revoked INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE TABLE asked (
	person  INTEGER NOT NULL,
	key     TEXT    NOT NULL, -- the client's Idempotency-Key
	request BLOB    NOT NULL, -- SHA-256 of what was asked
	at      INTEGER NOT NULL, -- the time that what was entered carries
	status  INTEGER NOT NULL DEFAULT 0, -- 0 until there is an answer
	answer  BLOB    NOT NULL DEFAULT x'',
	PRIMARY KEY (person, key)
) WITHOUT ROWID;
CREATE TABLE trail (
	n       INTEGER PRIMARY KEY,
	note    BLOB NOT NULL, -- JSON as it is hashed
	hash    BLOB NOT NULL  -- SHA-256 of the hash before and the note
);
