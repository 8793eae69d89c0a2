package swot

import (
	"math/big"
	"sync"

	"github.com/shopspring/decimal"
)

// logBits is how precise logarithms are: 48 digits, of which 30 are asked.
const logBits = 160

// newFloat returns 0 with that many bits.
func newFloat() *big.Float { return new(big.Float).SetPrec(logBits) }

// logarithm returns ln(numerator/denominator), both above 0: exactly 0 for equal ones, else to 1e-44.
func logarithm(numerator, denominator *big.Int) *big.Float {
	x := newFloat().Quo(newFloat().SetInt(numerator), newFloat().SetInt(denominator))
	exponent := x.MantExp(x)
	if x.Cmp(big.NewFloat(0.7)) < 0 {
		exponent--
		x.SetMantExp(x, 1)
	}
	one := big.NewFloat(1)
	z := newFloat().Quo(newFloat().Sub(x, one), newFloat().Add(x, one)) // within ±0.18
	log := artanh(z)
	if exponent != 0 {
		log.Add(log, newFloat().Mul(ln2(), newFloat().SetInt64(int64(exponent))))
	}
	return log
}

// ln2 is the logarithm of 2, that of (1 + 1/3)/(1 - 1/3). It is only read.
var ln2 = sync.OnceValue(func() *big.Float {
	return artanh(newFloat().Quo(newFloat().SetInt64(1), newFloat().SetInt64(3)))
})

// artanh returns ln((1+z)/(1-z)) = 2(z + z³/3 + z⁵/5 + ...) for z within ±1/3.
func artanh(z *big.Float) *big.Float {
	sum, power, square := newFloat(), newFloat().Set(z), newFloat().Mul(z, z)
	term, odd := newFloat(), newFloat()
	for n := int64(1); power.Sign() != 0 && power.MantExp(nil) > -logBits; n += 2 {
		sum.Add(sum, term.Quo(power, odd.SetInt64(n)))
		power.Mul(power, square)
	}
	return sum.SetMantExp(sum, 1)
}

// exponential returns e^x, x at most 0, rounded to 16 places: e^x = (e^(x/2^k))^(2^k), with k so large that the
// series of the inner one is short.
func exponential(x *big.Float) decimal.Decimal {
	if x.Cmp(big.NewFloat(-40)) < 0 {
		return decimal.Decimal{} // below half of 1e-16
	}
	const halvings, enough = 14, 96 // 16 places and 14 bits are lost by squaring
	small := new(big.Float).SetPrec(enough).SetMantExp(x, -halvings)
	one := new(big.Float).SetPrec(enough).SetInt64(1)
	sum, term, divisor := new(big.Float).Copy(one), new(big.Float).Copy(one), new(big.Float).Copy(one)
	for n := int64(1); term.Sign() != 0 && term.MantExp(nil) > -enough; n++ {
		term.Quo(term.Mul(term, small), divisor.SetInt64(n))
		sum.Add(sum, term)
	}
	for range halvings {
		sum.Mul(sum, sum)
	}
	sum.Add(sum.Mul(sum, big.NewFloat(unitPlaces)), big.NewFloat(0.5))
	units, _ := sum.Int(nil)
	return decimal.NewFromBigInt(units, -scorePlaces)
}
