package store_test

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/examples/service/store"
	"github.com/seed-4ccf82d5/servicequality/examples/service/store/storetest"
	"github.com/seed-4ccf82d5/servicequality/pricing/quote"
	"github.com/seed-4ccf82d5/servicequality/promise"
	"github.com/seed-4ccf82d5/servicequality/survey"
)

var at = time.Date(2026, 11, 2, 8, 30, 0, 123_456_000, time.UTC)

func response(recommend int) store.Response {
	return store.Response{Wave: "2026-Q4", Response: survey.Response{
		ID: uuid.New(), At: at, Took: time.Minute, Segments: map[string]string{"brand": "OCC", "market": "Puebla"},
		Answers: map[survey.QuestionID]survey.Answer{"recommend": survey.Points(recommend), "why": survey.Text("it's \"late\"\x00; DROP TABLE responses")},
	}}
}

func TestStore_AddResponse(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.Store) {
		first, second := response(9), response(3)
		added, err := db.AddResponse(t.Context(), first)
		require.NoError(t, err)
		assert.True(t, added)
		added, err = db.AddResponse(t.Context(), first)
		require.NoError(t, err)
		assert.False(t, added, "the same again")
		other := response(4)
		other.ID = first.ID
		_, err = db.AddResponse(t.Context(), other)
		require.ErrorIs(t, err, store.ErrConflict)
		_, err = db.AddResponse(t.Context(), second)
		require.NoError(t, err)

		first.Seq, second.Seq = 1, 2
		var all []store.Response
		for r, err := range db.Responses(t.Context(), 0) {
			require.NoError(t, err)
			all = append(all, r)
		}
		assert.Equal(t, []store.Response{first, second}, all, "as they were given, in their order")
		for r, err := range db.Responses(t.Context(), 1) {
			require.NoError(t, err)
			assert.Equal(t, second.ID, r.ID)
		}
	})
}

// TestStore_concurrent: numbers have no gap and no double, however many write, and each failure stays alone.
func TestStore_concurrent(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.Store) {
		var writers sync.WaitGroup
		taken := response(1)
		for range 20 {
			writers.Go(func() {
				for range 20 {
					_, err := db.AddResponse(t.Context(), response(5))
					assert.NoError(t, err)
					other := response(6)
					other.ID = taken.ID
					_, err = db.AddResponse(t.Context(), other)
					assert.True(t, err == nil || errors.Is(err, store.ErrConflict))
				}
			})
		}
		writers.Wait()
		next := int64(1)
		for r, err := range db.Responses(t.Context(), 0) {
			require.NoError(t, err)
			assert.Equal(t, next, r.Seq)
			next++
		}
		assert.EqualValues(t, 402, next)
	})
}

func TestStore_AddObservations(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.Store) {
		o := store.Observation{Key: promise.Key{Brand: "OCC", Market: "Puebla"}, Observation: promise.Observation{Spec: "delay", Value: 7.5, At: at, Case: "trip 1"}}
		unnamed := o
		unnamed.Case = ""
		added, err := db.AddObservations(t.Context(), []store.Observation{o, o, unnamed, unnamed})
		require.NoError(t, err)
		assert.EqualValues(t, 3, added, "a named case counts once, one without a name each time")
		for seen, err := range db.Observations(t.Context(), 0) {
			require.NoError(t, err)
			o.Seq = 1
			assert.Equal(t, o, seen)
			break
		}
	})
}

// TestStore_Sell: of a counter that a sale would take beyond its limit nothing is moved, nor of the others before it.
func TestStore_Sell(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.Store) {
		sell := func(id uuid.UUID, digest string, counters ...quote.Counter) (bool, error) {
			_, sold, err := db.Sell(t.Context(), id, digest, []string{"a", "b"}, func(map[string]int64) (store.Sale, error) {
				return store.Sale{Receipt: quote.Result{Cart: quote.Cart{At: at, Customer: "c"}}, Counters: counters}, nil
			})
			return sold, err
		}
		id := uuid.New()
		sold, err := sell(id, "x", quote.Counter{Key: "a", Add: 2, Limit: 3}, quote.Counter{Key: "b", Add: 1, Limit: 1})
		require.NoError(t, err)
		assert.True(t, sold)
		sold, err = sell(id, "x", quote.Counter{Key: "a", Add: 1, Limit: 3})
		require.NoError(t, err)
		assert.False(t, sold, "bought already")
		_, err = sell(id, "y")
		require.ErrorIs(t, err, store.ErrConflict)
		_, err = sell(uuid.New(), "x", quote.Counter{Key: "a", Add: 1, Limit: 3}, quote.Counter{Key: "b", Add: 1, Limit: 1})
		require.ErrorIs(t, err, store.ErrSoldOut)
		_, err = sell(uuid.New(), "x", quote.Counter{Key: "c", Add: 2, Limit: 1})
		require.ErrorIs(t, err, store.ErrSoldOut)
		used, err := db.Counters(t.Context(), []string{"a", "b", "c", "d"})
		require.NoError(t, err)
		assert.Equal(t, map[string]int64{"a": 2, "b": 1}, used)
		_, err = db.Receipt(t.Context(), uuid.New())
		require.ErrorIs(t, err, store.ErrNotFound)
	})
}

// TestStore_panic: what panics in the writer is an error of its caller, and the next one is served.
func TestStore_panic(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.Store) {
		_, _, err := db.Sell(t.Context(), uuid.New(), "x", nil, func(map[string]int64) (store.Sale, error) { panic("secret") })
		require.ErrorContains(t, err, "panic of string")
		assert.NotContains(t, err.Error(), "secret")
		_, err = db.AddResponse(t.Context(), response(1))
		require.NoError(t, err)
	})
}

func TestStore_Close(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a b?%20.db") // a name that a URL would take apart
	db, err := store.Open(t.Context(), file)
	require.NoError(t, err)
	_, err = db.AddResponse(t.Context(), response(1))
	require.NoError(t, err)
	require.NoError(t, db.Close())
	_, err = db.AddResponse(t.Context(), response(1))
	require.ErrorIs(t, err, store.ErrClosed)
	assert.FileExists(t, file)

	again := storetest.Open(t, file)
	for r, err := range again.Responses(t.Context(), 0) {
		require.NoError(t, err)
		assert.EqualValues(t, 1, r.Seq)
	}
}

// TestOpen_newer: a program does not touch a database that a later one has made.
func TestOpen_newer(t *testing.T) {
	file := filepath.Join(t.TempDir(), "service.db")
	storetest.Open(t, file)
	db, err := sql.Open("sqlite", file)
	require.NoError(t, err)
	_, err = db.Exec("INSERT INTO schema_migrations (version) VALUES (1000)")
	require.NoError(t, err)
	require.NoError(t, db.Close())
	_, err = store.Open(t.Context(), file)
	require.ErrorContains(t, err, "version 1000")
}

// everyDatabase returns an empty SQLite database and, where there is a server of PostgreSQL, an empty one there.
func everyDatabase(t *testing.T) []string {
	t.Helper()
	databases := []string{filepath.Join(t.TempDir(), "service.db")}
	if server := os.Getenv("DATABASE_URL"); server != "" {
		databases = append(databases, storetest.Schema(t, server))
	}
	return databases
}

// TestOpen_together: several instances that start at the same time on an empty database agree on who makes the tables, and
// their writers on the numbers.
func TestOpen_together(t *testing.T) {
	for _, database := range everyDatabase(t) {
		var instances sync.WaitGroup
		for range 4 {
			instances.Go(func() {
				db, err := store.Open(t.Context(), database)
				if !assert.NoError(t, err) {
					return
				}
				for range 10 {
					_, err := db.AddResponse(t.Context(), response(2))
					assert.NoError(t, err)
				}
				assert.NoError(t, db.Close())
			})
		}
		instances.Wait()
		db, n := storetest.Open(t, database), int64(0)
		for r, err := range db.Responses(t.Context(), 0) {
			require.NoError(t, err)
			n++
			assert.Equal(t, n, r.Seq, fmt.Sprint(database))
		}
		assert.EqualValues(t, 40, n)
	}
}

// TestStore_Sell_together: buyers at several instances get ten of ten seats and not one more.
func TestStore_Sell_together(t *testing.T) {
	for _, database := range everyDatabase(t) {
		var buyers sync.WaitGroup
		var sold atomic.Int64
		for range 3 {
			instance := storetest.Open(t, database)
			for range 8 {
				buyers.Go(func() {
					_, ok, err := instance.Sell(t.Context(), uuid.New(), "x", []string{"seats"}, func(used map[string]int64) (store.Sale, error) {
						return store.Sale{Counters: []quote.Counter{{Key: "seats", Seen: used["seats"], Add: 1, Limit: 10}}}, nil
					})
					assert.True(t, err == nil || errors.Is(err, store.ErrSoldOut), "%v", err)
					if ok {
						sold.Add(1)
					}
				})
			}
		}
		buyers.Wait()
		assert.EqualValues(t, 10, sold.Load())
	}
}
