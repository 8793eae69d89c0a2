package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
)

// A tx is the transaction that is being written, with the statements that its connection has prepared.
type tx struct {
	ctx      context.Context // of the batch; a tx lives no longer
	conn     *sql.Conn
	prepared map[string]*sql.Stmt
}

// attempt does work, and undoes it alone if it returns an error. The second error is one of the transaction.
func (t *tx) attempt(work func(*tx) error) (outcome, broken error) {
	if err := t.exec("SAVEPOINT job"); err != nil {
		return nil, err
	}
	if outcome = guarded(t, work); outcome != nil {
		if err := t.exec("ROLLBACK TO SAVEPOINT job"); err != nil {
			return nil, errors.Join(outcome, err)
		}
	}
	return outcome, t.exec("RELEASE SAVEPOINT job")
}

// guarded turns a panic of one piece of work into its error, since the goroutine serves all.
func guarded(t *tx, work func(*tx) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("store: panic of %T", p)
		}
	}()
	return work(t)
}

// statement returns the query prepared.
func (t *tx) statement(query string) (*sql.Stmt, error) {
	if s, ok := t.prepared[query]; ok {
		return s, nil
	}
	s, err := t.conn.PrepareContext(t.ctx, query)
	if err != nil {
		return nil, fmt.Errorf("store: prepare: %w: %w", ErrDatabase, err)
	}
	t.prepared[query] = s
	return s, nil
}

func (t *tx) exec(query string, args ...any) error {
	_, err := t.affect(query, args...)
	return err
}

// affect runs a statement and returns how many rows it touched.
func (t *tx) affect(query string, args ...any) (int64, error) {
	s, err := t.statement(query)
	if err != nil {
		return 0, err
	}
	result, err := s.ExecContext(t.ctx, args...)
	if err != nil {
		return 0, fmt.Errorf("store: execute: %w: %w", ErrDatabase, err)
	}
	return result.RowsAffected()
}

// find scans the one row that a query gives, and reports whether there is one.
func (t *tx) find(query string, args []any, into ...any) (bool, error) {
	s, err := t.statement(query)
	if err != nil {
		return false, err
	}
	switch err := s.QueryRowContext(t.ctx, args...).Scan(into...); {
	case errors.Is(err, sql.ErrNoRows):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("store: find: %w: %w", ErrDatabase, err)
	}
	return true, nil
}

// repeated reports whether the row called id is there already, for the same request; for another it is a conflict.
func (t *tx) repeated(query, id, digest string) (bool, error) {
	var earlier string
	found, err := t.find(query, []any{id}, &earlier)
	if err == nil && found && earlier != digest {
		err = ErrConflict
	}
	return found, err
}

// discard closes the connection for good, so that nobody gets one in the middle of a transaction.
func (t *tx) discard() {
	for _, s := range t.prepared {
		_ = s.Close()
	}
	_ = t.conn.Raw(func(any) error { return driver.ErrBadConn })
	_ = t.conn.Close()
}
