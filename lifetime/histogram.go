package lifetime

import (
	"fmt"
	"iter"
	"maps"
	"math"
	"slices"

	"github.com/seed-4ccf82d5/servicequality/internal/wire"
)

// A Histogram counts customers by their [History]. It is all that a fit needs of a customer base, and far smaller:
// a million customers have some hundred thousand distinct histories when time is counted in days. It holds counts only,
// so any order and grouping of merges gives the same value, and the same bytes. The zero value is empty and ready.
// A histogram serves one goroutine at a time.
type Histogram struct {
	counts    map[History]int64
	customers int64
}

// Add counts n customers with the history h. It returns [ErrHistory] if h is none, [ErrRange] unless n ≥ 1, and
// [ErrLimit] if there would be more customers than an int64 counts; then nothing is counted.
func (g *Histogram) Add(h History, n int64) error {
	if err := h.fault(); err != nil {
		return fmt.Errorf("lifetime: add history: %w", err)
	}
	if n < 1 {
		return fmt.Errorf("lifetime: add history: %d customers: %w", n, ErrRange)
	}
	if n > math.MaxInt64-g.customers {
		return fmt.Errorf("lifetime: add history: customers: %w", ErrLimit)
	}
	g.add(h, n)
	return nil
}

// add counts what has been checked.
func (g *Histogram) add(h History, n int64) {
	if g.counts == nil {
		g.counts = make(map[History]int64)
	}
	h.Tx, h.T = h.Tx+0, h.T+0 // no -0, which is the same key in other bytes
	g.counts[h] += n
	g.customers += n
}

// Merge adds the counts of other, nil or empty for none. It returns [ErrLimit], and adds nothing, if there would be
// more customers than an int64 counts.
func (g *Histogram) Merge(other *Histogram) error {
	if other == nil {
		return nil
	}
	if other.customers > math.MaxInt64-g.customers {
		return fmt.Errorf("lifetime: merge histograms: customers: %w", ErrLimit)
	}
	if g == other {
		other = &Histogram{counts: maps.Clone(g.counts), customers: g.customers}
	}
	for h, n := range other.counts {
		g.add(h, n)
	}
	return nil
}

// Rows returns the distinct histories with their counts, ascending by T, then Tx, then X.
func (g *Histogram) Rows() iter.Seq2[History, int64] {
	return func(yield func(History, int64) bool) {
		for _, h := range g.sorted() {
			if !yield(h, g.counts[h]) {
				return
			}
		}
	}
}

// sorted returns the distinct histories in order.
func (g *Histogram) sorted() []History {
	rows := make([]History, 0, len(g.counts))
	for h := range g.counts {
		rows = append(rows, h)
	}
	slices.SortFunc(rows, compareHistories)
	return rows
}

// Len returns the number of distinct histories.
func (g *Histogram) Len() int { return len(g.counts) }

// Customers returns the number of customers.
func (g *Histogram) Customers() int64 { return g.customers }

// MarshalBinary returns the counts in their one form: equal histograms give equal bytes. Its error is always nil.
func (g *Histogram) MarshalBinary() ([]byte, error) {
	w := wire.NewWriter("lifetime.histogram", 1)
	w.Uvarint(uint64(len(g.counts)))
	for h, n := range g.Rows() {
		w.Uvarint(uint64(h.X))
		w.Float64(float64(h.Tx))
		w.Float64(float64(h.T))
		w.Uvarint(uint64(n))
	}
	return w.Bytes(), nil
}

// UnmarshalBinary sets g to what MarshalBinary wrote. For any other bytes it returns [ErrDecode] and leaves g alone.
func (g *Histogram) UnmarshalBinary(data []byte) error {
	r := wire.NewReader(data, "lifetime.histogram", 1)
	var read Histogram
	var last History
	for i := range r.Count(18) {
		x, tx, age, n := r.Uvarint(), r.Float64(), r.Float64(), r.Uvarint()
		h := History{X: int(min(x, math.MaxInt32)), Tx: Span(tx), T: Span(age)}
		switch {
		case h.fault() != nil || math.Signbit(tx) || math.Signbit(age):
			r.Refuse("no history")
		case i > 0 && compareHistories(last, h) >= 0:
			r.Refuse("histories out of order")
		case n < 1 || n > uint64(math.MaxInt64-read.customers):
			r.Refuse("count out of range")
		default:
			read.add(h, int64(n))
		}
		last = h
	}
	if err := r.Close(); err != nil {
		return fmt.Errorf("lifetime: read histogram: %w: %w", ErrDecode, err)
	}
	*g = read
	return nil
}
