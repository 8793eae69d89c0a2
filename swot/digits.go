package swot

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/internal/bound"
)

// check returns an error unless d keeps what every decimal of a declaration keeps: 18 places, and at most 1e9
// either way. It comes before any other call on a decimal.
func check(d decimal.Decimal) error { return bound.Limit{Places: 18, Magnitude: 9}.Check(d) }

// fits reports whether all ds lie within that limit, so that they may be compared.
func fits(ds ...decimal.Decimal) bool {
	return !slices.ContainsFunc(ds, func(d decimal.Decimal) bool { return check(d) != nil })
}

// shortPlaces is how many places fit into 64 bits: within the limit, d·10^9 is at most 1e18.
const shortPlaces = 9

// units returns d, within the limit, times 10^places, at most shortPlaces and no fewer than d has.
func units(d decimal.Decimal, places int32) int64 {
	x := d.CoefficientInt64()
	for range places + d.Exponent() {
		x *= 10
	}
	return x
}

// compare is a.Cmp(b) for decimals within the limit. It does not allocate where both are short.
func compare(a, b decimal.Decimal) int {
	if min(a.Exponent(), b.Exponent()) < -shortPlaces {
		return a.Cmp(b)
	}
	return cmp.Compare(units(a, shortPlaces), units(b, shortPlaces))
}

// digits is a decimal that goes into JSON as text, with its digits as written: the decimal package would trim
// "0.10".
type digits decimal.Decimal

func (d digits) MarshalJSON() ([]byte, error) {
	if err := bound.Wide().Check(decimal.Decimal(d)); err != nil {
		return nil, fmt.Errorf("swot: marshal decimal: %w: %w", ErrLimit, err)
	}
	return []byte(`"` + bound.Digits(decimal.Decimal(d)) + `"`), nil
}

// nullDigits is the same for a decimal that may be absent; omitzero leaves it out then.
type nullDigits decimal.NullDecimal

func (d nullDigits) IsZero() bool { return !d.Valid }

func (d nullDigits) MarshalJSON() ([]byte, error) { return digits(d.Decimal).MarshalJSON() }
