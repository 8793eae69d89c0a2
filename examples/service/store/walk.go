package store

import (
	"context"
	"database/sql"
	"fmt"
	"iter"
)

// walk yields what read makes of each row of a query, and the first error, with which it ends.
func walk[T any](ctx context.Context, db *sql.DB, read func(scan func(...any) error) (T, error), query string, args ...any) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		rows, err := db.QueryContext(ctx, query, args...)
		if err != nil {
			yield(none, fmt.Errorf("store: read: %w: %w", ErrDatabase, err))
			return
		}
		defer rows.Close()
		for rows.Next() {
			v, err := read(rows.Scan)
			if err != nil {
				yield(none, fmt.Errorf("store: read: %w: %w", ErrDatabase, err))
				return
			}
			if !yield(v, nil) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(none, fmt.Errorf("store: read: %w: %w", ErrDatabase, err))
		}
	}
}
