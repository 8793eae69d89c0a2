package earned

import (
	"fmt"
	"iter"
	"maps"
	"math/big"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/internal/wire"
)

const (
	ledgerName    = "earned.ledger"
	ledgerVersion = 1
	maxCode       = 64 // bytes of an action's code
)

// A Ledger sums the actual cost of each action. The zero value is empty and ready. Sums are exact, so any order and
// grouping of Add and Merge gives the same bytes. A ledger serves one goroutine; Merge joins them.
type Ledger struct {
	sums map[actionplan.Code]decimal.Decimal
}

// Add counts an amount spent on an action; a negative one is a credit. It returns [ErrAmount] for one or a sum beyond 1e36,
// and [ErrRange] for a code of no or over 64 bytes, and then counts nothing.
func (l *Ledger) Add(c actionplan.Code, amount decimal.Decimal) error {
	if err := accepted().Check(amount); err != nil {
		return fmt.Errorf("earned: add cost of %.64q: %w: %w", c, ErrAmount, err)
	}
	if c == "" || len(c) > maxCode {
		return fmt.Errorf("earned: add cost of %.64q: code: %w", c, ErrRange)
	}
	sum := l.sums[c].Add(amount)
	if err := accepted().Check(sum); err != nil {
		return fmt.Errorf("earned: add cost of %.64q: sum: %w: %w", c, ErrAmount, err)
	}
	if l.sums == nil {
		l.sums = map[actionplan.Code]decimal.Decimal{}
	}
	l.sums[c] = sum
	return nil
}

// Merge adds the sums of other to l, which may be the same. It returns [ErrAmount] for a sum beyond 1e36, and then adds
// nothing.
func (l *Ledger) Merge(other *Ledger) error {
	if other == nil {
		return nil
	}
	merged := maps.Clone(l.sums)
	if merged == nil {
		merged = map[actionplan.Code]decimal.Decimal{}
	}
	for c, amount := range other.sums {
		sum := merged[c].Add(amount)
		if err := accepted().Check(sum); err != nil {
			return fmt.Errorf("earned: merge cost of %.64q: sum: %w: %w", c, ErrAmount, err)
		}
		merged[c] = sum
	}
	l.sums = merged
	return nil
}

// Total returns the cost of all actions, 0 for none.
func (l *Ledger) Total() (total decimal.Decimal) {
	for _, sum := range l.sums {
		total = total.Add(sum)
	}
	return total
}

// All returns the cost of each action, by code.
func (l *Ledger) All() iter.Seq2[actionplan.Code, decimal.Decimal] {
	return func(yield func(actionplan.Code, decimal.Decimal) bool) {
		for _, c := range slices.Sorted(maps.Keys(l.sums)) {
			if !yield(c, l.sums[c]) {
				return
			}
		}
	}
}

// MarshalBinary returns the ledger in its one form: equal ledgers give equal bytes. Its error is always nil.
func (l *Ledger) MarshalBinary() ([]byte, error) {
	w := wire.NewWriter(ledgerName, ledgerVersion)
	w.Uvarint(uint64(len(l.sums)))
	for c, sum := range l.All() {
		w.String(string(c))
		coefficient, exponent := reduced(sum)
		w.Varint(exponent)
		w.String(coefficient)
	}
	return w.Bytes(), nil
}

// UnmarshalBinary sets l to what MarshalBinary wrote. For any other bytes it returns [ErrDecode] and leaves l alone.
func (l *Ledger) UnmarshalBinary(data []byte) error {
	r := wire.NewReader(data, ledgerName, ledgerVersion)
	read, last := map[actionplan.Code]decimal.Decimal{}, actionplan.Code("")
	for range r.Count(4) {
		c, exponent, coefficient := actionplan.Code(r.String()), r.Varint(), r.String()
		if c <= last || len(c) > maxCode {
			r.Refuse("code")
			break
		}
		n, ok := new(big.Int).SetString(coefficient[:min(70, len(coefficient))], 10)
		if !ok || len(coefficient) > 70 || exponent < -30 || exponent > 36 {
			r.Refuse("amount")
			break
		}
		sum := decimal.NewFromBigInt(n, int32(exponent))
		if again, same := reduced(sum); accepted().Check(sum) != nil || again != coefficient || same != exponent {
			r.Refuse("amount")
			break
		}
		read[c], last = sum, c
	}
	if err := r.Close(); err != nil {
		return fmt.Errorf("earned: decode ledger: %w: %w", ErrDecode, err)
	}
	l.sums = read
	return nil
}

// reduced returns the one form of an amount: a coefficient without trailing zeros.
func reduced(d decimal.Decimal) (coefficient string, exponent int64) {
	n, exponent := d.Coefficient(), int64(d.Exponent())
	if n.Sign() == 0 {
		return "0", 0
	}
	ten, quotient, rest := big.NewInt(10), new(big.Int), new(big.Int)
	for {
		if quotient.QuoRem(n, ten, rest); rest.Sign() != 0 {
			return n.String(), exponent
		}
		n.Set(quotient)
		exponent++
	}
}
