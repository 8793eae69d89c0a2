package rfm

import (
	"encoding/binary"
	"fmt"
	"iter"
	"math"
	"math/big"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/internal/bound"
)

// A Transaction is a row of a log: what a customer paid on a day; below 0 for a return. The zero value is invalid, for it
// has no day.
type Transaction struct {
	Customer string          `json:"customer"`
	On       Day             `json:"on"`
	Amount   decimal.Decimal `json:"amount"`
}

// A Log remembers who bought when and for how much: of every customer and day the sum of the rows at 0 or above, the
// sum of those below 0, and whether there was one at 0 or above. So rows may come in any order and late, and where
// the observation ends and what a return means is chosen when the log is read. Any order and grouping of merges gives
// the same log, and the same bytes. The zero value is empty and ready, with two minor digits. A log serves one
// goroutine at a time, also where it is only read.
type Log struct {
	extra    int32   // minor digits less 2
	fresh    []entry // rows whose customers have no number yet
	total    int64   // the sum of all rows without their signs, or MaxInt64 if that is less
	roll     roll
	rows     []row
	settled  int     // rows that are in order by number and day, one for each
	starts   []int32 // of the rows of each number, when all are settled; one more at the end
	alphabet []int32 // numbers by name, for the first len names
}

// A row is what a customer paid on a day, or, below 0, was paid back; settled, the sum of all rows of that sign.
type row struct {
	customer int32
	on       Day
	minor    int64
}

// An entry is a row as it comes.
type entry struct {
	customer string
	on       Day
	minor    int64
}

// returned reports whether r is below 0.
func (r row) returned() bool { return r.minor < 0 }

// maxRows is as many as a number of a customer counts; none is without a row.
const maxRows = math.MaxInt32 - 1

// New returns an empty log of money with so many minor digits, 2 for cents, or [ErrDigits] unless 0 to 8.
func New(digits int32) (*Log, error) {
	if digits < 0 || digits > 8 {
		return nil, fmt.Errorf("rfm: new log: %d digits: %w", digits, ErrDigits)
	}
	return &Log{extra: digits - 2}, nil
}

// Add notes that a customer paid amount on a day, below 0 for a return. It returns [ErrDay] for no day, [ErrAmount]
// unless amount is a whole number of minor units, and [ErrLimit] if the amounts of the customer, without their signs,
// exceed an int64; then nothing is noted.
func (l *Log) Add(customer string, on Day, amount decimal.Decimal) error {
	if err := l.addDecimal(customer, on, amount); err != nil {
		return fmt.Errorf("rfm: add %.40q: %w", customer, err)
	}
	return nil
}

// addDecimal notes a row.
func (l *Log) addDecimal(customer string, on Day, amount decimal.Decimal) error {
	minor, err := l.minor(amount)
	if err != nil {
		return err
	}
	return l.add(customer, on, minor)
}

// AddMinor is [Log.Add] for an amount in minor units, such as cents.
func (l *Log) AddMinor(customer string, on Day, minor int64) error {
	if err := l.add(customer, on, minor); err != nil {
		return fmt.Errorf("rfm: add %.40q: %w", customer, err)
	}
	return nil
}

// AddAll notes rows until the first bad one, whose index, from 0, the error names; those before it are noted.
func (l *Log) AddAll(rows iter.Seq[Transaction]) error {
	i := 0
	for t := range rows {
		if err := l.addDecimal(t.Customer, t.On, t.Amount); err != nil {
			return fmt.Errorf("rfm: row %d: add %.40q: %w", i, t.Customer, err)
		}
		i++
	}
	return nil
}

// minor returns amount in minor units.
func (l *Log) minor(amount decimal.Decimal) (int64, error) {
	if err := (bound.Limit{Places: 30, Magnitude: 19}).Check(amount); err != nil {
		return 0, fmt.Errorf("%w: %w", ErrAmount, err)
	}
	units := new(big.Rat).Mul(bound.Rat(amount), bound.Rat(decimal.New(1, l.extra+2)))
	if !units.IsInt() || !units.Num().IsInt64() {
		return 0, ErrAmount
	}
	return units.Num().Int64(), nil
}

// add appends a row. Its customer is numbered later, with those of many, but where the sum of all amounts could hide
// too large a sum of one.
func (l *Log) add(customer string, on Day, minor int64) error {
	if !on.valid() {
		return fmt.Errorf("day %d: %w", on, ErrDay)
	}
	if len(l.rows)+len(l.fresh) >= maxRows {
		return fmt.Errorf("rows: %w", ErrLimit)
	}
	amount := max(minor, -minor)
	if amount < 0 {
		return fmt.Errorf("amounts: %w", ErrLimit)
	}
	if amount > math.MaxInt64-l.total {
		l.number()
		if number, known := l.roll.find(customer); known && amount > math.MaxInt64-l.roll.members[number].paid {
			return fmt.Errorf("amounts: %w", ErrLimit)
		}
	}
	l.total += min(amount, math.MaxInt64-l.total)
	l.fresh = append(l.fresh, entry{customer, on, minor})
	if len(l.fresh) == atOnce {
		l.number()
	}
	return nil
}

// number gives the customers of the fresh rows their numbers.
func (l *Log) number() {
	if len(l.fresh) == 0 {
		return
	}
	l.roll.reserve(len(l.fresh))
	l.roll.approach(l.fresh)
	for _, e := range l.fresh {
		number := l.roll.number(e.customer)
		l.roll.members[number].paid += max(e.minor, -e.minor)
		l.rows = append(roomier(l.rows), row{number, e.on, e.minor})
	}
	clear(l.fresh)
	l.fresh = l.fresh[:0]
}

// roomier returns s with room for another element; a full one doubles, where append would copy it far more often.
func roomier[T any](s []T) []T {
	if len(s) == cap(s) {
		s = slices.Grow(s, max(16, len(s)))
	}
	return s
}

// Merge notes all that other has, nil for nothing. It returns [ErrDigits] unless both have the same minor digits, and
// [ErrLimit] as [Log.Add] does; then nothing is noted.
func (l *Log) Merge(other *Log) error {
	if other == nil {
		return nil
	}
	if other.extra != l.extra {
		return fmt.Errorf("rfm: merge logs of %d and %d digits: %w", l.extra+2, other.extra+2, ErrDigits)
	}
	l.number()
	other.settle()
	if len(other.rows) > maxRows-len(l.rows) {
		return fmt.Errorf("rfm: merge logs: rows: %w", ErrLimit)
	}
	if other.total > math.MaxInt64-l.total {
		for _, theirs := range other.roll.members {
			number, known := l.roll.find(theirs.name)
			if known && theirs.paid > math.MaxInt64-l.roll.members[number].paid {
				return fmt.Errorf("rfm: merge %.40q: amounts: %w", theirs.name, ErrLimit)
			}
		}
	}
	l.rows = slices.Grow(l.rows, len(other.rows))
	for _, r := range other.rows { // as many as there were, if l is other
		name := other.roll.members[r.customer].name
		if err := l.add(name, r.on, r.minor); err != nil { // all has been checked
			return fmt.Errorf("rfm: merge %.40q: %w", name, err)
		}
	}
	return nil
}

// Len returns the number of customers.
func (l *Log) Len() int {
	l.number()
	return len(l.roll.members)
}

// Days returns the number of customers' days: a customer's rows of one day count once.
func (l *Log) Days() int {
	l.settle()
	days := 0
	for i, r := range l.rows {
		if i == 0 || r.customer != l.rows[i-1].customer || r.on != l.rows[i-1].on {
			days++
		}
	}
	return days
}

// Last returns the last day of any row, no day for an empty log.
func (l *Log) Last() Day {
	l.number()
	var last Day
	for _, r := range l.rows {
		last = max(last, r.on)
	}
	return last
}

// settle puts the rows in order by number, day and sign, purchases first, and makes those of one day and sign one.
// Rows are counted into their places by customer; the few of each customer are then sorted.
func (l *Log) settle() {
	l.number()
	if l.settled == len(l.rows) && len(l.starts) == len(l.roll.members)+1 {
		return
	}
	starts := make([]int32, len(l.roll.members)+1)
	for _, r := range l.rows {
		starts[r.customer+1]++
	}
	for i := range l.roll.members {
		starts[i+1] += starts[i]
	}
	placed := make([]row, len(l.rows))
	next := slices.Clone(starts)
	for _, r := range l.rows {
		placed[next[r.customer]] = r
		next[r.customer]++
	}
	kept := l.rows[:0]
	for i := range l.roll.members {
		days := placed[starts[i]:starts[i+1]]
		if len(days) > 1 {
			slices.SortFunc(days, compareRows)
		}
		starts[i] = int32(len(kept))
		for k, r := range days {
			if k > 0 && compareRows(r, days[k-1]) == 0 {
				kept[len(kept)-1].minor += r.minor
				continue
			}
			kept = append(kept, r)
		}
	}
	starts[len(l.roll.members)] = int32(len(kept))
	l.rows, l.settled, l.starts = kept, len(kept), starts
}

// compareRows orders by day, then purchases before returns.
func compareRows(a, b row) int {
	switch {
	case a.on != b.on:
		return int(a.on) - int(b.on)
	case a.returned() == b.returned():
		return 0
	case a.returned():
		return 1
	default:
		return -1
	}
}

// of returns the settled rows of a customer.
func (l *Log) of(number int32) []row { return l.rows[l.starts[number]:l.starts[number+1]] }

// sorted returns the numbers of the customers by their names. These are compared by the eight bytes that follow what all
// begin with, and only where those are equal by all.
func (l *Log) sorted() []int32 {
	members := l.roll.members
	if len(l.alphabet) == len(members) {
		return l.alphabet
	}
	shared := members[0].name
	for _, m := range members {
		for !strings.HasPrefix(m.name, shared) {
			shared = shared[:len(shared)-1]
		}
	}
	type key struct {
		head   uint64
		number int32
	}
	keys := make([]key, len(members))
	for i, m := range members {
		var head [8]byte
		copy(head[:], m.name[len(shared):])
		keys[i] = key{binary.BigEndian.Uint64(head[:]), int32(i)}
	}
	slices.SortFunc(keys, func(a, b key) int {
		switch {
		case a.head < b.head:
			return -1
		case a.head > b.head:
			return 1
		}
		return strings.Compare(members[a.number].name, members[b.number].name)
	})
	l.alphabet = make([]int32, len(keys))
	for i, k := range keys {
		l.alphabet[i] = k.number
	}
	return l.alphabet
}
