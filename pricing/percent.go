package pricing

import (
	"cmp"
	"database/sql/driver"
	"fmt"
	"math"
	"math/big"
	"math/bits"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/internal/bound"
)

// Percent is an exact share, kept as a reduced fraction of one, so that == is equality: 574/1146 is no 50.0873 % but
// 28700/573 %. The zero value is 0 %.
type Percent struct{ num, den int64 } // of one; den above 0, or both 0

// NewPercent returns d percent: 27.325 is 27.325 %. It returns [ErrRange] for a decimal of more than 12 places or a
// fraction beyond int64.
func NewPercent(d decimal.Decimal) (Percent, error) {
	if err := accepted().Check(d); err != nil {
		return Percent{}, fmt.Errorf("pricing: new percent: %w: %w", ErrRange, err)
	}
	return percentOf("new percent", hundredth(bound.Rat(d)))
}

// PercentOf returns part as a share of whole, exactly. It returns [ErrZero] for a whole of 0, a [MismatchError] for
// two currencies, and [ErrRange] where the reduced fraction leaves int64, as the least amount of all may.
func PercentOf(part, whole Money) (Percent, error) {
	if err := part.meets(whole); err != nil {
		return Percent{}, fmt.Errorf("pricing: percent of: %w", err)
	}
	if whole.units == 0 {
		return Percent{}, fmt.Errorf("pricing: percent of: %w", ErrZero)
	}
	num, den := magnitude(part.units), magnitude(whole.units)
	common := num
	for rest := den; rest != 0; { // Euclid
		common, rest = rest, common%rest
	}
	n, ok := signed(0, num/common, (part.units < 0) != (whole.units < 0))
	if den /= common; !ok || den > math.MaxInt64 {
		return Percent{}, fmt.Errorf("pricing: percent of: %w", ErrRange)
	}
	if n == 0 {
		return Percent{}, nil
	}
	return Percent{n, int64(den)}, nil
}

// ParsePercent returns the percentage in text: a decimal such as "27.325", or a fraction of whole numbers such as
// "28700/573", each with an optional "-" in front. It returns [ErrSyntax] for any other form and [ErrRange] beyond int64.
func ParsePercent(text string) (Percent, error) {
	unsigned, negative := strings.CutPrefix(text, "-")
	num, den, fraction := strings.Cut(unsigned, "/")
	whole, places, point := strings.Cut(num, ".")
	if len(text) > maxText || !isDigits(whole) || point && !isDigits(places) || fraction && (point || !isDigits(den)) {
		return Percent{}, fmt.Errorf("pricing: parse percent %.40q: %w", text, ErrSyntax)
	}
	if !fraction && len(whole)+len(places) <= maxExact {
		return exactPercent(whole, places, negative), nil
	}
	if !fraction {
		den = "1"
	}
	above, _ := new(big.Int).SetString(whole+places, 10) // digits only, so not octal for a leading 0
	below, _ := new(big.Int).SetString(den+strings.Repeat("0", len(places)), 10)
	if below.Sign() == 0 {
		return Percent{}, fmt.Errorf("pricing: parse percent %.40q: %w", text, ErrSyntax)
	}
	share := new(big.Rat).SetFrac(above, below)
	if negative {
		share.Neg(share)
	}
	return percentOf("parse percent", hundredth(share))
}

// maxExact is how many digits of a percentage are reckoned in int64.
const maxExact = 15

// exactPercent returns the percentage whole.places, digits, maxExact at most.
func exactPercent(whole, places string, negative bool) Percent {
	num, den := int64(0), int64(100)
	for _, digits := range [...]string{whole, places} {
		for i := range len(digits) {
			num = 10*num + int64(digits[i]-'0')
		}
	}
	for range len(places) {
		den *= 10
	}
	if num == 0 {
		return Percent{}
	}
	by := gcd(num, den)
	if negative {
		by = -by
	}
	return Percent{num / by, den / max(by, -by)}
}

// gcd returns the greatest common divisor of two numbers above 0.
func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// MustPercent is [ParsePercent] for literals. It panics on an error.
func MustPercent(text string) Percent {
	p, err := ParsePercent(text)
	if err != nil {
		panic(err)
	}
	return p
}

// hundredth returns r/100.
func hundredth(r *big.Rat) *big.Rat { return r.Quo(r, big.NewRat(100, 1)) }

// percentOf returns the share of one, or [ErrRange].
func percentOf(op string, share *big.Rat) (Percent, error) {
	if !share.Num().IsInt64() || !share.Denom().IsInt64() {
		return Percent{}, fmt.Errorf("pricing: %s: %w", op, ErrRange)
	}
	if share.Sign() == 0 {
		return Percent{}, nil
	}
	return Percent{share.Num().Int64(), share.Denom().Int64()}, nil
}

// rat returns p as a share of one.
func (p Percent) rat() *big.Rat { return big.NewRat(p.num, max(1, p.den)) }

// Add returns p + q, or [ErrRange] where the reduced sum leaves int64.
func (p Percent) Add(q Percent) (Percent, error) {
	return percentOf("add percent", new(big.Rat).Add(p.rat(), q.rat()))
}

// Sub returns p - q, or [ErrRange] where the reduced difference leaves int64.
func (p Percent) Sub(q Percent) (Percent, error) {
	return percentOf("subtract percent", new(big.Rat).Sub(p.rat(), q.rat()))
}

// Cmp returns -1, 0 or 1 as p is less than, equal to or more than q.
func (p Percent) Cmp(q Percent) int {
	if p.Sign() != q.Sign() || p.num == 0 {
		return cmp.Compare(p.Sign(), q.Sign())
	}
	highP, lowP := bits.Mul64(magnitude(p.num), uint64(q.den))
	highQ, lowQ := bits.Mul64(magnitude(q.num), uint64(p.den))
	switch {
	case highP == highQ && lowP == lowQ:
		return 0
	case highP < highQ || highP == highQ && lowP < lowQ:
		return -p.Sign()
	}
	return p.Sign()
}

// Sign returns -1, 0 or 1 as p is below, at or above 0 %.
func (p Percent) Sign() int {
	switch {
	case p.num < 0:
		return -1
	case p.num > 0:
		return 1
	}
	return 0
}

// Fraction returns p as a reduced fraction of one, den above 0: 12.5 % is 1/8.
func (p Percent) Fraction() (num, den int64) { return p.num, max(1, p.den) }

// Decimal returns p in percent with at most places decimal places. It returns [ErrRange] for places outside 0 to 12, and
// for an r that is none of the seven.
func (p Percent) Decimal(places int32, r Rounding) (decimal.Decimal, error) {
	if places < 0 || places > 12 || r > Floor {
		return decimal.Decimal{}, fmt.Errorf("pricing: percent to %d places: %w", places, ErrRange)
	}
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)+2), nil)
	scaled := p.rat()
	scaled.Mul(scaled, new(big.Rat).SetInt(scale))
	return decimal.NewFromBigInt(r.quotient(scaled.Num(), scaled.Denom()), -places), nil
}

// String returns p for people, "50.0873 %": to 4 places, half to even, without trailing zeros.
func (p Percent) String() string {
	d, _ := p.Decimal(4, HalfEven) // 4 places are within range
	return bound.Plain(d) + " %"
}

// MarshalText returns p without loss: a decimal of percent where it ends within 12 places, else a fraction "28700/573".
func (p Percent) MarshalText() ([]byte, error) {
	if text, ok := p.digits(); ok {
		return text, nil
	}
	inPercent := p.rat()
	inPercent.Mul(inPercent, big.NewRat(100, 1))
	if d, err := p.Decimal(12, Down); err == nil && bound.Rat(d).Cmp(inPercent) == 0 {
		return []byte(bound.Plain(d)), nil
	}
	return []byte(inPercent.String()), nil
}

// digits returns p in percent as a decimal of at most 12 places, and false if it is none or its numbers are large.
func (p Percent) digits() ([]byte, bool) {
	const large = math.MaxInt64 / 100
	num, den := magnitude(p.num), uint64(max(1, p.den))
	if num > large || den > large {
		return nil, false
	}
	text := make([]byte, 0, 24)
	if p.num < 0 {
		text = append(text, '-')
	}
	text = strconv.AppendUint(text, 100*num/den, 10)
	rest := 100 * num % den
	if rest > 0 {
		text = append(text, '.')
	}
	for places := 0; rest > 0 && places < 12; places++ {
		text = append(text, '0'+byte(10*rest/den))
		rest = 10 * rest % den
	}
	return text, rest == 0
}

// UnmarshalText sets p to what [ParsePercent] reads. On an error it leaves p alone.
func (p *Percent) UnmarshalText(text []byte) error {
	parsed, err := ParsePercent(string(text))
	if err == nil {
		*p = parsed
	}
	return err
}

// Value returns the text of [Percent.MarshalText], for a column.
func (p Percent) Value() (driver.Value, error) {
	text, err := p.MarshalText()
	return string(text), err
}

// Scan sets p to the text that [Percent.Value] wrote. It returns [ErrSyntax] for another type than text.
func (p *Percent) Scan(source any) error { return scan(source, p, "percent") }
