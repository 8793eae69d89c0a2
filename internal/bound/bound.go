// Package bound keeps hostile values out: decimals whose exponent or length would make arithmetic run for
// minutes, and texts that would break a report.
//
// decimal.New(1, 1e9) is one small value whose Add, Cmp or String runs for minutes. [Limit.Check] looks at the
// exponent and at the bit length of the coefficient only, so it answers in well under a microsecond; every
// exported function that takes a decimal calls it before any other call on that decimal.
package bound

import (
	"errors"
	"fmt"
	"math/big"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// ErrPlaces says that a decimal has more places than its limit allows.
var ErrPlaces = errors.New("too many decimal places")

// ErrMagnitude says that a decimal is larger than its limit allows.
var ErrMagnitude = errors.New("too large")

// A Limit says which decimals an entry accepts: an exponent from -Places to Magnitude, and |d| ≤ 10^Magnitude.
// The zero value accepts -1, 0 and 1. Trailing zeros count as places, and a zero has its exponent too.
type Limit struct{ Places, Magnitude int32 }

// Check returns [ErrPlaces] or [ErrMagnitude], with the limit in the text, unless d lies within l.
func (l Limit) Check(d decimal.Decimal) error {
	exponent := d.Exponent()
	if exponent < -l.Places {
		return fmt.Errorf("%w: at most %d", ErrPlaces, l.Places)
	}
	// |c| < 2^bits and 10^k ≥ 2^(3k): a coefficient within the limit has at most 10/3 bits a digit and one more.
	bits, digits := d.Coefficient().BitLen(), int(l.Magnitude-exponent)
	if exponent > l.Magnitude || bits > digits*10/3+2 {
		return fmt.Errorf("%w: at most 1e%d", ErrMagnitude, l.Magnitude)
	}
	if bits > digits*3 && d.Abs().GreaterThan(decimal.New(1, l.Magnitude)) {
		return fmt.Errorf("%w: at most 1e%d", ErrMagnitude, l.Magnitude)
	}
	return nil
}

// Wide is the limit within which any arithmetic of this module on one decimal is harmless: 100 places, 1e100.
func Wide() Limit { return Limit{Places: 100, Magnitude: 100} }

// Digits returns d with its digits as written, "0.10" for 0.10, whatever the decimal package's globals say.
// It returns "?" for a decimal beyond [Wide], so that renderers need no error.
func Digits(d decimal.Decimal) string {
	if Wide().Check(d) != nil {
		return "?"
	}
	return d.StringFixed(max(0, -d.Exponent()))
}

// Plain returns d without trailing zeros after the point, "0.1" for 0.10, else as [Digits].
func Plain(d decimal.Decimal) string {
	text := Digits(d)
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	return text
}

// Rat returns d as an exact fraction. The caller has checked d against a [Limit].
func Rat(d decimal.Decimal) *big.Rat {
	power := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(d.Exponent(), -d.Exponent()))), nil)
	if d.Exponent() < 0 {
		return new(big.Rat).SetFrac(d.Coefficient(), power)
	}
	return new(big.Rat).SetInt(power.Mul(power, d.Coefficient()))
}

// CleanText reports whether text is valid UTF-8 without control characters other than tab and newline.
func CleanText(text string) bool {
	if !utf8.ValidString(text) {
		return false
	}
	for _, r := range text {
		if unicode.IsControl(r) && r != '\t' && r != '\n' {
			return false
		}
	}
	return true
}
