package store

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/seed-4ccf82d5/servicequality/pricing/quote"
)

// A Sale is a receipt with the counters that it moves.
type Sale struct {
	Receipt  quote.Result
	Counters []quote.Counter
}

// A Purchase is what a customer paid on a day, in minor units.
type Purchase struct {
	Seq      int64
	Customer string
	At       time.Time
	Minor    int64
}

// Counters returns the values of the counters called names; those that never moved are left out.
func (s *Store) Counters(ctx context.Context, names []string) (map[string]int64, error) {
	used := make(map[string]int64, len(names))
	if len(names) == 0 {
		return used, nil
	}
	places, args := make([]string, len(names)), make([]any, len(names))
	for i, name := range names {
		places[i], args[i] = "$"+strconv.Itoa(i+1), name
	}
	type counter struct {
		name  string
		value int64
	}
	read := func(scan func(...any) error) (c counter, err error) {
		err = scan(&c.name, &c.value)
		return c, err
	}
	for c, err := range walk(ctx, s.db, read, "SELECT name, value FROM counters WHERE name IN ("+strings.Join(places, ", ")+")", args...) {
		if err != nil {
			return nil, err
		}
		used[c.name] = c.value
	}
	return used, nil
}

// Sell decides on a sale from the values of the counters called names, moves what it says and stores its receipt, all in
// one transaction. A counter that would pass its limit is ErrSoldOut, and then nothing is sold. The same request again
// gives the receipt of the first time; another one with its ID is ErrConflict.
func (s *Store) Sell(
	ctx context.Context, id uuid.UUID, digest string, names []string, decide func(used map[string]int64) (Sale, error),
) (receipt []byte, sold bool, err error) {
	err = s.writer.do(ctx, func(t *tx) error {
		sold = false
		again, err := t.repeated("SELECT digest FROM sales WHERE id = $1", id.String(), digest)
		if err != nil {
			return err
		}
		if again {
			_, err := t.find("SELECT receipt FROM sales WHERE id = $1", []any{id.String()}, &receipt)
			return err
		}
		used, err := t.counters(names)
		if err != nil {
			return err
		}
		sale, err := decide(used)
		if err != nil {
			return err
		}
		for _, c := range sale.Counters {
			if err := t.count(c); err != nil {
				return err
			}
		}
		if receipt, err = json.Marshal(sale.Receipt); err != nil {
			return err
		}
		sold = true
		return t.book(id, digest, sale.Receipt, receipt)
	})
	return receipt, sold && err == nil, err
}

// counters returns the values of the counters called names within the transaction.
func (t *tx) counters(names []string) (map[string]int64, error) {
	used := make(map[string]int64, len(names))
	for _, name := range names {
		var value int64
		found, err := t.find("SELECT value FROM counters WHERE name = $1", []any{name}, &value)
		if err != nil {
			return nil, err
		}
		if found {
			used[name] = value
		}
	}
	return used, nil
}

// count adds to a counter if the sum stays within its limit.
func (t *tx) count(c quote.Counter) error {
	if c.Add > c.Limit {
		return fmt.Errorf("store: count: %w", ErrSoldOut)
	}
	n, err := t.affect(
		`INSERT INTO counters (name, value) VALUES ($1, $2)
		ON CONFLICT (name) DO UPDATE SET value = counters.value + excluded.value WHERE counters.value + excluded.value <= $3`,
		c.Key, c.Add, c.Limit,
	)
	if err == nil && n == 0 {
		err = fmt.Errorf("store: count: %w", ErrSoldOut)
	}
	return err
}

func (t *tx) book(id uuid.UUID, digest string, r quote.Result, receipt []byte) error {
	if err := t.exec(
		"INSERT INTO sales (seq, id, digest, receipt) SELECT coalesce(max(seq), 0) + 1, $1, $2, $3 FROM sales", id.String(), digest, string(receipt),
	); err != nil {
		return err
	}
	if r.Cart.Customer == "" {
		return nil
	}
	return t.purchase(Purchase{Customer: r.Cart.Customer, At: r.Cart.At, Minor: r.Total.Minor()})
}

func (t *tx) purchase(p Purchase) error {
	return t.exec(
		`INSERT INTO purchases (seq, customer, at, minor)
		SELECT coalesce(max(seq), 0) + 1, $1, CAST($2 AS BIGINT), CAST($3 AS BIGINT) FROM purchases`, p.Customer, p.At.UnixMicro(), p.Minor,
	)
}

// Receipt returns the receipt of a sale.
func (s *Store) Receipt(ctx context.Context, id uuid.UUID) ([]byte, error) {
	receipts := walk(ctx, s.db, func(scan func(...any) error) (receipt []byte, err error) {
		err = scan(&receipt)
		return receipt, err
	}, "SELECT receipt FROM sales WHERE id = $1", id.String())
	for receipt, err := range receipts {
		return receipt, err
	}
	return nil, fmt.Errorf("store: receipt: %w", ErrNotFound)
}

// AddPurchases stores what was bought elsewhere.
func (s *Store) AddPurchases(ctx context.Context, all []Purchase) error {
	return s.writer.do(ctx, func(t *tx) error {
		for _, p := range all {
			if err := t.purchase(p); err != nil {
				return err
			}
		}
		return nil
	})
}

// Purchases yields those after a sequence number, in their order.
func (s *Store) Purchases(ctx context.Context, after int64) iter.Seq2[Purchase, error] {
	return walk(ctx, s.db, func(scan func(...any) error) (p Purchase, err error) {
		var at int64
		err = scan(&p.Seq, &p.Customer, &at, &p.Minor)
		p.At = time.UnixMicro(at).UTC()
		return p, err
	}, "SELECT seq, customer, at, minor FROM purchases WHERE seq > $1 ORDER BY seq", after)
}
