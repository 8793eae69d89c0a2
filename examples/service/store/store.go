package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
	_ "modernc.org/sqlite"             // the driver "sqlite"
)

// What is asked of a store and cannot be.
var (
	ErrNotFound = errors.New("not found")
	ErrConflict = errors.New("the same identifier was used for something else")
	ErrSoldOut  = errors.New("sold out")
	ErrClosed   = errors.New("store is closed")
	ErrDatabase = errors.New("database") // its own error follows; it holds nothing that a respondent wrote
)

// A Store serves any number of goroutines. Make it by Open.
type Store struct {
	db     *sql.DB
	writer *writer
}

// A dialect is where the two databases differ.
type dialect struct {
	driver string
	setUp  string // once a file, before any transaction
	begin  string // a transaction that is going to write
	lock   string // makes it the only one that writes, "" where begin does
}

var (
	sqlite   = dialect{driver: "sqlite", setUp: "PRAGMA journal_mode = WAL", begin: "BEGIN IMMEDIATE"}
	postgres = dialect{driver: "pgx", begin: "BEGIN", lock: "SELECT pg_advisory_xact_lock(7307497230641)"}
)

// Open opens the database, a postgres:// URL or else the path of an SQLite file, which is made if it is not there, and
// brings its tables up to date.
func Open(ctx context.Context, database string) (*Store, error) {
	d, source := sqlite, database
	if strings.HasPrefix(database, "postgres://") || strings.HasPrefix(database, "postgresql://") {
		d = postgres
	} else {
		source = "file:" + (&url.URL{Path: database}).EscapedPath() + "?" + url.Values{"_pragma": {
			"busy_timeout(10000)", "synchronous(FULL)", "foreign_keys(ON)", "cache_size(-32768)",
		}}.Encode()
	}
	db, err := sql.Open(d.driver, source)
	if err != nil {
		return nil, fmt.Errorf("store: open: %w", err)
	}
	db.SetMaxOpenConns(16)
	db.SetMaxIdleConns(16)
	if err := migrate(ctx, db, d); err != nil {
		return nil, errors.Join(fmt.Errorf("store: migrate: %w", err), db.Close())
	}
	return &Store{db: db, writer: startWriter(db, d)}, nil
}

// Close finishes what was accepted and closes the database.
func (s *Store) Close() error {
	s.writer.close()
	return s.db.Close()
}

// Ping reports whether the database answers.
func (s *Store) Ping(ctx context.Context) error { return s.db.PingContext(ctx) }

// Digest is a fingerprint of the JSON of v: equal requests have equal ones.
func Digest(v any) (string, error) {
	text, err := json.Marshal(v)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:]), nil
}
