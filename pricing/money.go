package pricing

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// Money is an exact amount of a currency of ISO 4217, counted in its minor unit: 1430.00 MXN is 143000 centavos. It is 16
// bytes, immutable, and == compares amount and currency. The zero value is 0 of no currency: neutral in Add and Sub, text
// "", and [ErrCurrency] wherever a currency is needed.
//
// There is no IsZero on purpose: encoding/json's omitzero would drop a real 0.00 MXN.
type Money struct {
	units  int64
	code   [3]byte
	digits uint8
}

// NewMoney returns the amount d of a currency. It returns [ErrCurrency] for an unknown currency, [ErrRange] for a decimal
// of more than 12 places or beyond int64 minor units, and [ErrPrecision] where d has more places than the currency, which
// would be lost: 1.005 MXN.
func NewMoney(d decimal.Decimal, currency string) (Money, error) {
	m, err := toMoney(d, currency, Down)
	if err != nil {
		return Money{}, fmt.Errorf("pricing: new money: %w", err)
	}
	if !m.Decimal().Equal(d) {
		return Money{}, fmt.Errorf("pricing: new money: %w: %s has %d", ErrPrecision, currency, m.digits)
	}
	return m, nil
}

// RoundMoney returns the amount d of a currency, rounded to its minor unit. Its errors are those of [NewMoney] but
// [ErrPrecision].
func RoundMoney(d decimal.Decimal, currency string, r Rounding) (Money, error) {
	m, err := toMoney(d, currency, r)
	if err != nil {
		return Money{}, fmt.Errorf("pricing: round money: %w", err)
	}
	return m, nil
}

// toMoney rounds d to the minor unit of a currency.
func toMoney(d decimal.Decimal, currency string, r Rounding) (Money, error) {
	code, digits, err := lookUp(currency)
	if err != nil {
		return Money{}, err
	}
	rounded, err := r.Round(d, int32(digits))
	if err != nil {
		return Money{}, err
	}
	units := rounded.Shift(int32(digits)).BigInt()
	if !units.IsInt64() {
		return Money{}, fmt.Errorf("amount: %w", ErrRange)
	}
	return Money{units.Int64(), code, digits}, nil
}

// FromMinor returns units of the minor unit of a currency: FromMinor(143000, "MXN") is 1430.00 MXN. It returns
// [ErrCurrency] for an unknown currency.
func FromMinor(units int64, currency string) (Money, error) {
	code, digits, err := lookUp(currency)
	if err != nil {
		return Money{}, fmt.Errorf("pricing: from minor units: %w", err)
	}
	return Money{units, code, digits}, nil
}

// Minor returns the amount in minor units.
func (m Money) Minor() int64 { return m.units }

// Currency returns the code of the currency, "" for the zero value.
func (m Money) Currency() string {
	if m.code == [3]byte{} {
		return ""
	}
	return string(m.code[:])
}

// Decimal returns the amount, exactly, with the places of its currency.
func (m Money) Decimal() decimal.Decimal { return decimal.New(m.units, -int32(m.digits)) }

// Sign returns -1, 0 or 1 as the amount is below, at or above 0.
func (m Money) Sign() int {
	switch {
	case m.units < 0:
		return -1
	case m.units > 0:
		return 1
	}
	return 0
}

// like returns units of m's currency.
func (m Money) like(units int64) Money { return Money{units, m.code, m.digits} }
