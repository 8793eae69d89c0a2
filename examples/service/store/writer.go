package store

import (
	"context"
	"database/sql"
	"fmt"
	"sync"
	"time"
)

const (
	batchSize    = 256              // writes a transaction at most
	batchTimeout = 15 * time.Second // for a transaction
)

// A writer does all writing, as the package's doc says.
type writer struct {
	db      *sql.DB
	dialect dialect
	jobs    chan job
	stopped chan struct{}

	mu     sync.RWMutex // held for writing to close jobs
	closed bool

	tx *tx // of the writer's goroutine, nil until it has a connection
}

// A job is a piece of work that is done whole or not at all. Its outcome is sent once it is on disk.
type job struct {
	work func(*tx) error
	done chan error
}

func startWriter(db *sql.DB, d dialect) *writer {
	w := &writer{db: db, dialect: d, jobs: make(chan job, 4*batchSize), stopped: make(chan struct{})}
	go w.run()
	return w
}

// do has work done and returns its error, or that of the transaction. A caller who has gone before his turn is not served;
// after it he waits, because only then is it known whether the work stands.
func (w *writer) do(ctx context.Context, work func(*tx) error) error {
	j := job{done: make(chan error, 1), work: func(t *tx) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		return work(t)
	}}
	if err := w.enqueue(ctx, j); err != nil {
		return err
	}
	return <-j.done
}

func (w *writer) enqueue(ctx context.Context, j job) error {
	w.mu.RLock()
	defer w.mu.RUnlock()
	if w.closed {
		return ErrClosed
	}
	select {
	case w.jobs <- j:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// close takes no more work and waits for what there is.
func (w *writer) close() {
	w.mu.Lock()
	if !w.closed {
		w.closed = true
		close(w.jobs)
	}
	w.mu.Unlock()
	<-w.stopped
}

func (w *writer) run() {
	defer close(w.stopped)
	for first := range w.jobs {
		batch := []job{first}
		for len(batch) < batchSize {
			next, ok := w.waiting()
			if !ok {
				break
			}
			batch = append(batch, next)
		}
		w.commit(batch)
	}
	w.drop()
}

// waiting returns a job if one waits already.
func (w *writer) waiting() (job, bool) {
	select {
	case next, ok := <-w.jobs:
		return next, ok
	default:
		return job{}, false
	}
}

// commit does the work of a batch in one transaction, and then tells everybody.
func (w *writer) commit(batch []job) {
	ctx, cancel := context.WithTimeout(context.Background(), batchTimeout)
	defer cancel()
	outcomes := make([]error, len(batch))
	if err := w.transact(ctx, batch, outcomes); err != nil {
		w.drop() // whatever state the connection is in
		for i := range outcomes {
			outcomes[i] = fmt.Errorf("store: write: %w: %w", ErrDatabase, err)
		}
	}
	for i, j := range batch {
		j.done <- outcomes[i]
	}
}

func (w *writer) transact(ctx context.Context, batch []job, outcomes []error) error {
	if w.tx == nil {
		conn, err := w.db.Conn(ctx)
		if err != nil {
			return err
		}
		w.tx = &tx{conn: conn, prepared: map[string]*sql.Stmt{}}
	}
	w.tx.ctx = ctx
	if err := w.tx.exec(w.dialect.begin); err != nil {
		return err
	}
	if w.dialect.lock != "" {
		if err := w.tx.exec(w.dialect.lock); err != nil {
			return err
		}
	}
	for i, j := range batch {
		var err error
		if outcomes[i], err = w.tx.attempt(j.work); err != nil {
			return err
		}
	}
	return w.tx.exec("COMMIT")
}

// drop gives the connection up; the database rolls back what was open on it.
func (w *writer) drop() {
	if w.tx != nil {
		w.tx.discard()
		w.tx = nil
	}
}
