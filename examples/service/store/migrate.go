package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"time"
)

//go:embed migrations/*.sql
var migrations embed.FS

// migrate runs what the database does not have yet, in one transaction. Of several instances that start at the same time
// one does it and the others find it done.
func migrate(ctx context.Context, db *sql.DB, d dialect) error {
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if err := setUp(ctx, conn, d); err != nil {
		return err
	}
	if _, err := conn.ExecContext(ctx, d.begin); err != nil {
		return err
	}
	if err := missing(ctx, conn, d); err != nil {
		_, undo := conn.ExecContext(ctx, "ROLLBACK")
		return errors.Join(err, undo)
	}
	_, err = conn.ExecContext(ctx, "COMMIT")
	return err
}

// setUp does what is done once a file. SQLite does not wait for its turn to change the journal, so this does.
func setUp(ctx context.Context, conn *sql.Conn, d dialect) error {
	if d.setUp == "" {
		return nil
	}
	for begun := time.Now(); ; time.Sleep(10 * time.Millisecond) {
		_, err := conn.ExecContext(ctx, d.setUp)
		var busy interface{ Code() int }
		if !errors.As(err, &busy) || busy.Code()&0xff != sqliteBusy || time.Since(begun) > 10*time.Second {
			return err
		}
	}
}

const sqliteBusy = 5 // SQLITE_BUSY, the primary code, of https://www.sqlite.org/rescode.html

// missing runs the migrations above the version of the database, by number.
func missing(ctx context.Context, conn *sql.Conn, d dialect) error {
	if d.lock != "" {
		if _, err := conn.ExecContext(ctx, d.lock); err != nil {
			return err
		}
	}
	if _, err := conn.ExecContext(ctx, "CREATE TABLE IF NOT EXISTS schema_migrations (version BIGINT PRIMARY KEY)"); err != nil {
		return err
	}
	var have, known int
	if err := conn.QueryRowContext(ctx, "SELECT coalesce(max(version), 0) FROM schema_migrations").Scan(&have); err != nil {
		return err
	}
	files, err := fs.Glob(migrations, "migrations/*.sql") // sorted
	if err != nil {
		return err
	}
	for _, file := range files {
		number, _, _ := strings.Cut(strings.TrimPrefix(file, "migrations/"), "_")
		if known, err = strconv.Atoi(number); err != nil {
			return err
		}
		if known <= have {
			continue
		}
		text, err := migrations.ReadFile(file)
		if err != nil {
			return err
		}
		for statement := range strings.SplitSeq(string(text), ";\n") {
			if strings.TrimSpace(statement) == "" {
				continue
			}
			if _, err := conn.ExecContext(ctx, statement); err != nil {
				return fmt.Errorf("%s: %w", file, err)
			}
		}
		if _, err := conn.ExecContext(ctx, "INSERT INTO schema_migrations (version) VALUES ($1)", known); err != nil {
			return err
		}
	}
	if have > known {
		return fmt.Errorf("the database is at version %d, this program knows %d", have, known)
	}
	return nil
}
