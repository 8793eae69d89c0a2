package quote

import (
	"fmt"
	"iter"
	"maps"
	"math"
	"slices"

	"github.com/seed-4ccf82d5/servicequality/pricing"
)

// A Tally counts what promotions did over many receipts of one currency. The zero value is empty and ready. It keeps sums
// only, so any order and grouping of merges gives the bits of one pass. A tally serves one goroutine; Merge joins them.
type Tally struct {
	currency pricing.Money // some amount in it; zero for none yet
	rows     map[string]*sums
	scratch  []sums
}

// A TallyRow is what one promotion did. Orders counts the receipts in which it took anything off, Units those that became
// cheaper, Discount is what it took off; List and Net are those of the lines that it touched, so that a line under two
// promotions stands in both rows.
type TallyRow struct {
	Orders, Units       int64
	List, Discount, Net pricing.Money
}

// sums are a row in minor units.
type sums struct{ orders, units, list, discount, net int64 }

// fits reports whether s can take t, sums that are not negative, without overflow.
func (s *sums) fits(t *sums) bool {
	// the largest difference that leaves no sum negative: one test for all five
	return min(math.MaxInt64-s.orders-t.orders, math.MaxInt64-s.units-t.units, math.MaxInt64-s.list-t.list,
		math.MaxInt64-s.discount-t.discount, math.MaxInt64-s.net-t.net) >= 0
}

func (s *sums) add(t *sums) {
	s.orders += t.orders
	s.units += t.units
	s.list += t.list
	s.discount += t.discount
	s.net += t.net
}

// sub takes back what add added.
func (s *sums) sub(t *sums) {
	s.orders -= t.orders
	s.units -= t.units
	s.list -= t.list
	s.discount -= t.discount
	s.net -= t.net
}

// Add counts one receipt. It does not verify it. It returns a [pricing.MismatchError] for another currency, [ErrBroken]
// for a receipt whose lines do not fit its cart or whose shares name no step, and [ErrRange] where a sum would overflow;
// nothing is counted then. Cost: lines times promotions, without an allocation once all promotions are known.
func (t *Tally) Add(r Result) error {
	if err := t.add(&r); err != nil {
		return fmt.Errorf("quote: add to tally: %w", err)
	}
	return nil
}

func (t *Tally) add(r *Result) error {
	if len(r.Lines) == 0 {
		return nil
	}
	currency := r.List
	if t.currency != (pricing.Money{}) && !alike(t.currency, currency) {
		return pricing.MismatchError{A: t.currency.Currency(), B: currency.Currency()}
	}
	if len(r.Lines) != len(r.Cart.Lines) || currency.Currency() == "" {
		return ErrBroken
	}
	steps := len(r.Trace)
	t.scratch = append(t.scratch[:0], make([]sums, steps+1)...) // the last for lines without promotions
	f := finder{steps: r.Trace}
	for i := range r.Lines {
		if err := t.line(r, i, &f); err != nil {
			return err
		}
	}
	for k := range t.scratch {
		t.scratch[k].orders = min(1, t.scratch[k].units)
		if !t.row(nameOf(r, k), &t.scratch[k]) {
			for undo := range k {
				t.drop(nameOf(r, undo), &t.scratch[undo])
			}
			return ErrRange
		}
	}
	t.currency = currency
	return nil
}

// nameOf returns the name of the k-th step, "" behind the last.
func nameOf(r *Result, k int) string {
	if k == len(r.Trace) {
		return ""
	}
	return r.Trace[k].Promotion
}

// row adds sums to the row of a name, unless they are of no order. It returns false, and adds nothing, on overflow.
func (t *Tally) row(name string, s *sums) bool {
	if s.orders == 0 {
		return true
	}
	row := t.rows[name]
	if row == nil {
		if t.rows == nil {
			t.rows = map[string]*sums{}
		}
		row = &sums{}
		t.rows[name] = row
	}
	if !row.fits(s) {
		return false
	}
	row.add(s)
	return true
}

// drop takes back what row added.
func (t *Tally) drop(name string, s *sums) {
	if s.orders == 0 {
		return
	}
	row := t.rows[name]
	row.sub(s)
	if row.orders == 0 {
		delete(t.rows, name)
	}
}

// line counts a line in the sums of the promotions that touched it.
func (t *Tally) line(r *Result, i int, f *finder) error {
	l := &r.Lines[i]
	units, left := r.Cart.Lines[i].Units, l.List.Minor()-max(0, l.Net.Minor())
	if l.List.Minor() < 0 || l.Net.Minor() < 0 || left < 0 || units < 1 {
		return ErrBroken
	}
	if len(l.Shares) == 0 {
		return t.count(len(r.Trace), int64(units), l, 0, true)
	}
	last := none
	for k := range l.Shares {
		s := &l.Shares[k]
		at := f.find(s.Promotion)
		if amount := s.Amount.Minor(); at < 0 || amount < 0 || amount > left || s.Units < 1 {
			return ErrBroken
		}
		left -= s.Amount.Minor()
		if err := t.count(at, int64(s.Units), l, s.Amount.Minor(), at != last); err != nil {
			return err
		}
		last = at
	}
	return nil
}

// count adds to the sums of one promotion, the line's own amounts once.
func (t *Tally) count(at int, units int64, l *LineResult, discount int64, first bool) error {
	s := sums{units: units, discount: discount}
	if first {
		s.list, s.net = l.List.Minor(), l.Net.Minor()
	}
	if !t.scratch[at].fits(&s) {
		return ErrRange
	}
	t.scratch[at].add(&s)
	return nil
}

// Merge adds what u counted to t. It returns a [pricing.MismatchError] for another currency and [ErrRange] where a sum
// would overflow; t is as before then.
func (t *Tally) Merge(u *Tally) error {
	if len(u.rows) == 0 {
		return nil
	}
	if t.currency != (pricing.Money{}) && !alike(t.currency, u.currency) {
		return fmt.Errorf("quote: merge tallies: %w", pricing.MismatchError{A: t.currency.Currency(), B: u.currency.Currency()})
	}
	for name, s := range u.rows {
		if row := t.rows[name]; row != nil && !row.fits(s) {
			return fmt.Errorf("quote: merge tallies: %w", ErrRange)
		}
	}
	t.currency = u.currency
	for name, s := range u.rows {
		_ = t.row(name, s) // it fits
	}
	return nil
}

// All yields a row for each promotion, by name; the first, "", is for lines that no promotion touched.
func (t *Tally) All() iter.Seq2[string, TallyRow] {
	return func(yield func(string, TallyRow) bool) {
		for _, name := range slices.Sorted(maps.Keys(t.rows)) {
			s := t.rows[name]
			money := func(units int64) pricing.Money {
				m, _ := pricing.FromMinor(units, t.currency.Currency())
				return m
			}
			if !yield(name, TallyRow{s.orders, s.units, money(s.list), money(s.discount), money(s.net)}) {
				return
			}
		}
	}
}
