package quote

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"github.com/seed-4ccf82d5/servicequality/internal/wire"
	"github.com/seed-4ccf82d5/servicequality/pricing"
)

const (
	wireName    = "quote.Tally"
	wireVersion = 1
)

// MarshalBinary returns t in a versioned form in which equal tallies have equal bytes. It returns no error.
func (t *Tally) MarshalBinary() ([]byte, error) {
	w := wire.NewWriter(wireName, wireVersion)
	w.String(t.currency.Currency())
	w.Uvarint(uint64(len(t.rows)))
	for _, name := range slices.Sorted(maps.Keys(t.rows)) {
		w.String(name)
		s := t.rows[name]
		for _, field := range [...]int64{s.orders, s.units, s.list, s.discount, s.net} {
			w.Uvarint(uint64(field))
		}
	}
	return w.Bytes(), nil
}

// UnmarshalBinary sets t to the tally in data, whatever it was. It returns [ErrDecode] for bytes that
// [Tally.MarshalBinary] does not write, also for sums that no receipts can have given, and leaves t alone then.
func (t *Tally) UnmarshalBinary(data []byte) error {
	r := wire.NewReader(data, wireName, wireVersion)
	decoded := readTally(r)
	if err := r.Close(); err != nil {
		return fmt.Errorf("quote: decode tally: %w: %w", ErrDecode, err)
	}
	*t = decoded
	return nil
}

// readTally reads a tally.
func readTally(r *wire.Reader) (t Tally) {
	code := r.String()
	n := r.Count(6)
	if unit, err := pricing.FromMinor(1, code); err == nil {
		t.currency = unit
	} else if code != "" {
		r.Refuse("not a currency")
	}
	if (n == 0) != (code == "") {
		r.Refuse("a currency without rows, or rows without")
		return Tally{}
	}
	last := ""
	for i := range n {
		name, s := r.String(), &sums{}
		for _, field := range [...]*int64{&s.orders, &s.units, &s.list, &s.discount, &s.net} {
			value := r.Uvarint()
			if value > math.MaxInt64 {
				r.Refuse("a sum beyond 63 bits")
			}
			*field = int64(value)
		}
		if i > 0 && name <= last {
			r.Refuse("names out of order")
		}
		if s.orders < 1 || s.units < s.orders || s.net > s.list || s.discount > s.list-s.net {
			r.Refuse("sums that no receipts give")
		}
		if t.rows == nil {
			t.rows = make(map[string]*sums, n)
		}
		t.rows[name] = s
		last = name
	}
	return t
}
