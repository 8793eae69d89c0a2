CREATE TABLE observations (
	seq     BIGINT PRIMARY KEY,
	brand   TEXT NOT NULL,
	market  TEXT NOT NULL,
	spec    TEXT NOT NULL,
	value   DOUBLE PRECISION NOT NULL,
	words   TEXT NOT NULL,
	at      BIGINT NOT NULL,
	of_case TEXT NOT NULL
);

CREATE UNIQUE INDEX observations_once ON observations (brand, market, spec, of_case) WHERE of_case <> '';

CREATE TABLE plans (
	id   TEXT PRIMARY KEY,
	body TEXT NOT NULL
);
