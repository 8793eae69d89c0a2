CREATE TABLE counters (
	name  TEXT PRIMARY KEY,
	value BIGINT NOT NULL
);

CREATE TABLE sales (
	seq     BIGINT PRIMARY KEY,
	id      TEXT NOT NULL UNIQUE,
	digest  TEXT NOT NULL,
	receipt TEXT NOT NULL
);

CREATE TABLE purchases (
	seq      BIGINT PRIMARY KEY,
	customer TEXT NOT NULL,
	at       BIGINT NOT NULL,
	minor    BIGINT NOT NULL
);
