package lifetime

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/internal/bound"
)

// valuePlaces are the decimal places of a present value.
const valuePlaces = 12

// quotient returns num/den rounded to valuePlaces, half away from zero.
func quotient(num, den *big.Int) decimal.Decimal {
	return decimal.NewFromBigInt(num, 0).DivRound(decimal.NewFromBigInt(den, 0), valuePlaces)
}

// rootQuotient returns num/den·√factor rounded likewise. With x the magnitude in units of the last place, it is
// the whole part of x + 1/2, so of (⌊2x⌋ + 1)/2, and ⌊2x⌋ = ⌊√⌊4x²⌋⌋: whole numbers only, no error before the
// rounding.
func rootQuotient(num, den *big.Int, factor *big.Rat) decimal.Decimal {
	square := new(big.Int).Mul(num, num)
	square.Mul(square, factor.Num())
	square.Mul(square, new(big.Int).Exp(big.NewInt(10), big.NewInt(2*valuePlaces), nil))
	square.Lsh(square, 2)
	below := new(big.Int).Mul(den, den)
	square.Quo(square, below.Mul(below, factor.Denom()))
	units := square.Sqrt(square)
	units.Add(units, big.NewInt(1)).Rsh(units, 1)
	if num.Sign()*den.Sign() < 0 {
		units.Neg(units)
	}
	return decimal.NewFromBigInt(units, -valuePlaces)
}

// bounded returns value, or [ErrLimit] if it is beyond what the other functions take.
func bounded(value decimal.Decimal) (decimal.Decimal, error) {
	if err := bound.Wide().Check(value); err != nil {
		return decimal.Decimal{}, fmt.Errorf("result: %w: %w", ErrLimit, err)
	}
	return value, nil
}

// significant returns x, finite, rounded to 20 significant digits and then to at most 40 decimal places.
func significant(x *big.Float) decimal.Decimal {
	mantissa, exponent, _ := strings.Cut(x.Text('e', 19), "e") // d.ddddddddddddddddddd, ±dd
	power, _ := strconv.Atoi(exponent)
	digits, _ := new(big.Int).SetString(strings.Replace(mantissa, ".", "", 1), 10)
	d := decimal.NewFromBigInt(digits, int32(power-19))
	if d.Exponent() < -40 {
		return d.Round(40)
	}
	return d
}
