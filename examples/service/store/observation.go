package store

import (
	"context"
	"iter"
	"time"

	"github.com/seed-4ccf82d5/servicequality/promise"
)

// An Observation is what was seen of the promise of a brand in a market.
type Observation struct {
	Seq int64
	Key promise.Key
	promise.Observation
}

// AddObservations stores all of them, and returns how many were new: of a specification each case counts once, where it has
// a name.
func (s *Store) AddObservations(ctx context.Context, all []Observation) (added int64, err error) {
	err = s.writer.do(ctx, func(t *tx) error {
		added = 0
		for _, o := range all {
			n, err := t.affect(
				`INSERT INTO observations (seq, brand, market, spec, value, words, at, of_case)
				SELECT coalesce(max(seq), 0) + 1, $1, $2, $3, CAST($4 AS DOUBLE PRECISION), $5, CAST($6 AS BIGINT), $7 FROM observations WHERE true
				ON CONFLICT (brand, market, spec, of_case) WHERE of_case <> '' DO NOTHING`,
				o.Key.Brand, o.Key.Market, o.Spec, o.Value, o.Text, o.At.UnixMicro(), o.Case,
			)
			if err != nil {
				return err
			}
			added += n
		}
		return nil
	})
	return added, err
}

// Observations yields those after a sequence number, in their order.
func (s *Store) Observations(ctx context.Context, after int64) iter.Seq2[Observation, error] {
	return walk(ctx, s.db, func(scan func(...any) error) (o Observation, err error) {
		var at int64
		err = scan(&o.Seq, &o.Key.Brand, &o.Key.Market, &o.Spec, &o.Value, &o.Text, &at, &o.Case)
		o.At = time.UnixMicro(at).UTC()
		return o, err
	}, "SELECT seq, brand, market, spec, value, words, at, of_case FROM observations WHERE seq > $1 ORDER BY seq", after)
}
