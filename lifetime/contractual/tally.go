package contractual

import (
	"fmt"
	"math"

	"github.com/seed-4ccf82d5/servicequality/internal/wire"
)

// maxRenewals is the largest number of a renewal in a [Tally].
const maxRenewals = 10_000

// A Tally counts customers by what became of their contracts: those who left at renewal t, and those who are still
// active after t renewals, so that cohorts of any age go into one. It holds counts only, so any order and grouping
// of merges gives the same value, and the same bytes. The zero value is empty and ready. A tally serves one
// goroutine at a time.
type Tally struct {
	lost, active []int64 // by number of the renewal, without zeros at the end
	customers    int64
}

// FromSurvivors returns the tally of one cohort: counts[0] customers at the start, of whom counts[t] are left after t
// renewals. It returns [ErrTally] unless there is a count, none is negative and none exceeds the one before, and
// [ErrLimit] for over 10,000 renewals.
func FromSurvivors(counts []int64) (*Tally, error) {
	if len(counts) == 0 {
		return nil, fmt.Errorf("contractual: from survivors: no count: %w", ErrTally)
	}
	var y Tally
	for t, n := range counts {
		if n < 0 || t > 0 && n > counts[t-1] {
			return nil, fmt.Errorf("contractual: from survivors: count %d is %d: %w", t, n, ErrTally)
		}
		if t > 0 && counts[t-1] > n {
			if err := y.add(t, false, counts[t-1]-n); err != nil {
				return nil, fmt.Errorf("contractual: from survivors: %w", err)
			}
		}
	}
	if last := counts[len(counts)-1]; last > 0 {
		if err := y.add(len(counts)-1, true, last); err != nil {
			return nil, fmt.Errorf("contractual: from survivors: %w", err)
		}
	}
	return &y, nil
}

// Add counts n customers: active after so many renewals, or else lost at that renewal, the first being 1. It returns
// [ErrRange] for a renewal below these or n below 1, and [ErrLimit] for a renewal over 10,000 or more customers than
// an int64 counts; then nothing is counted.
func (y *Tally) Add(renewals int, active bool, n int64) error {
	if err := y.add(renewals, active, n); err != nil {
		return fmt.Errorf("contractual: add to tally: %w", err)
	}
	return nil
}

func (y *Tally) add(renewals int, active bool, n int64) error {
	switch {
	case renewals < 0 || renewals == 0 && !active:
		return fmt.Errorf("renewal %d: %w", renewals, ErrRange)
	case renewals > maxRenewals:
		return fmt.Errorf("renewal %d: %w: at most %d", renewals, ErrLimit, maxRenewals)
	case n < 1:
		return fmt.Errorf("%d customers: %w", n, ErrRange)
	case n > math.MaxInt64-y.customers:
		return fmt.Errorf("customers: %w", ErrLimit)
	}
	counts := &y.lost
	if active {
		counts = &y.active
	}
	if short := renewals + 1 - len(*counts); short > 0 {
		*counts = append(*counts, make([]int64, short)...)
	}
	(*counts)[renewals] += n
	y.customers += n
	return nil
}

// Merge adds the counts of other, nil or empty for none. It returns [ErrLimit], and adds nothing, if there would be
// more customers than an int64 counts.
func (y *Tally) Merge(other *Tally) error {
	if other == nil {
		return nil
	}
	if other.customers > math.MaxInt64-y.customers {
		return fmt.Errorf("contractual: merge tallies: customers: %w", ErrLimit)
	}
	y.lost, y.active = added(y.lost, other.lost), added(y.active, other.active)
	y.customers += other.customers
	return nil
}

// added returns a + b, by element.
func added(a, b []int64) []int64 {
	sum := make([]int64, max(len(a), len(b)))
	copy(sum, a)
	for t, n := range b {
		sum[t] += n
	}
	return sum
}

// Customers returns the number of customers.
func (y *Tally) Customers() int64 { return y.customers }

// MarshalBinary returns the counts in their one form: equal tallies give equal bytes. Its error is always nil.
func (y *Tally) MarshalBinary() ([]byte, error) {
	w := wire.NewWriter("contractual.tally", 1)
	for _, counts := range [][]int64{y.lost, y.active} {
		w.Uvarint(uint64(len(counts)))
		for _, n := range counts {
			w.Uvarint(uint64(n))
		}
	}
	return w.Bytes(), nil
}

// UnmarshalBinary sets y to what MarshalBinary wrote. For any other bytes it returns [ErrDecode] and leaves y alone.
func (y *Tally) UnmarshalBinary(data []byte) error {
	r := wire.NewReader(data, "contractual.tally", 1)
	var read Tally
	for _, active := range []bool{false, true} {
		length := r.Count(1)
		for t := range length {
			n := r.Uvarint()
			if n == 0 && t < length-1 {
				continue
			}
			if n > math.MaxInt64 || read.add(t, active, int64(n)) != nil {
				r.Refuse("count out of range")
				break
			}
		}
	}
	if err := r.Close(); err != nil {
		return fmt.Errorf("contractual: read tally: %w: %w", ErrDecode, err)
	}
	*y = read
	return nil
}
