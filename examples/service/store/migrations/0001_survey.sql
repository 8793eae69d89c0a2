CREATE TABLE responses (
	seq     BIGINT PRIMARY KEY,
	id      TEXT NOT NULL UNIQUE,
	digest  TEXT NOT NULL,
	at      BIGINT NOT NULL,
	took    BIGINT NOT NULL,
	brand   TEXT NOT NULL,
	market  TEXT NOT NULL,
	wave    TEXT NOT NULL,
	answers TEXT NOT NULL
);

CREATE TABLE complaints (
	seq    BIGINT PRIMARY KEY,
	id     TEXT NOT NULL UNIQUE,
	digest TEXT NOT NULL,
	ended  BIGINT NOT NULL,
	opened TEXT NOT NULL
);

CREATE INDEX complaints_ended ON complaints (ended, seq);

CREATE TABLE complaint_events (
	complaint TEXT NOT NULL REFERENCES complaints (id),
	n         BIGINT NOT NULL,
	event     TEXT NOT NULL,
	PRIMARY KEY (complaint, n)
);
