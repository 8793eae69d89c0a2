package promise

import (
	"fmt"
	"math/big"
	"math/bits"
	"strconv"
	"strings"
)

// maxTerm is the greatest numerator and denominator of a ratio.
const maxTerm = 1_000_000_000

// A Ratio is an exact share above 0 and at most 1, a fraction in lowest terms up to 1e9, comparable with ==. The zero value
// is invalid, text "".
type Ratio struct{ num, den int64 }

// Always returns the share 1: in every case. Its text is "always".
func Always() Ratio { return Ratio{1, 1} }

// RatioOf returns the share num/den, or [ErrRatio] unless 0 < num ≤ den and the fraction in lowest terms fits 1e9.
func RatioOf(num, den int64) (Ratio, error) {
	if num <= 0 || num > den {
		return Ratio{}, fmt.Errorf("promise: ratio of %d to %d: %w", num, den, ErrRatio)
	}
	a, b := num, den
	for b != 0 {
		a, b = b, a%b
	}
	if den/a > maxTerm {
		return Ratio{}, fmt.Errorf("promise: ratio of %d to %d: %w", num, den, ErrRatio)
	}
	return Ratio{num / a, den / a}, nil
}

// ParseRatio returns the share in text: "always", a decimal such as "0.95", a percentage "95%" or "99.9%", or a fraction
// "19/20". It returns [ErrRatio] for any other text, of more than 32 bytes too.
func ParseRatio(s string) (Ratio, error) {
	r, ok := parseRatio(s)
	if !ok {
		return Ratio{}, fmt.Errorf("promise: parse ratio %.40q: %w", s, ErrRatio)
	}
	return r, nil
}

// parseRatio is ParseRatio without the error.
func parseRatio(s string) (Ratio, bool) {
	if s == "always" {
		return Always(), true
	}
	number, percent := strings.CutSuffix(s, "%")
	num, den, fraction := strings.Cut(number, "/")
	whole, places, point := strings.Cut(num, ".")
	if len(s) > 32 || fraction && (percent || point || !isDigits(den)) || !isDigits(whole) || point && !isDigits(places) {
		return Ratio{}, false
	}
	share, ok := new(big.Rat).SetString(number)
	if !ok { // a denominator of 0
		return Ratio{}, false
	}
	if percent {
		share.Quo(share, big.NewRat(100, 1))
	}
	if !share.Num().IsInt64() || !share.Denom().IsInt64() {
		return Ratio{}, false
	}
	r, err := RatioOf(share.Num().Int64(), share.Denom().Int64())
	return r, err == nil
}

// isDigits reports whether text is one digit or more and nothing else.
func isDigits(text string) bool { return text != "" && strings.Trim(text, "0123456789") == "" }

// IsAlways reports whether r is [Always].
func (r Ratio) IsAlways() bool { return r == Always() }

// Met reports whether t keeps at least the share r: Kept·den ≥ num·Total, in whole numbers, so 190 of 200 meets 95 %
// exactly. It is false for an empty tally, one that is no share, and the zero ratio.
func (r Ratio) Met(t Tally) bool {
	if t.check() != nil || t.Total == 0 || r.den == 0 {
		return false
	}
	highKept, lowKept := bits.Mul64(uint64(t.Kept), uint64(r.den))
	highDue, lowDue := bits.Mul64(uint64(t.Total), uint64(r.num))
	return highKept > highDue || highKept == highDue && lowKept >= lowDue
}

// Float64 returns r, rounded once; 0 for the zero value.
func (r Ratio) Float64() float64 { return float64(r.num) / float64(max(1, r.den)) }

// Miss returns 1 - r, rounded once; 1 for the zero value.
func (r Ratio) Miss() float64 { return float64(max(1, r.den)-r.num) / float64(max(1, r.den)) }

// Cmp returns -1, 0 or 1 as r is less than, equal to or more than s.
func (r Ratio) Cmp(s Ratio) int {
	left, right := r.num*max(1, s.den), s.num*max(1, r.den) // terms are at most 1e9
	switch {
	case left < right:
		return -1
	case left > right:
		return 1
	}
	return 0
}

// String returns "always", a decimal where it ends within 9 places, else a fraction such as "2/3"; "" for the zero value.
func (r Ratio) String() string {
	switch {
	case r.den == 0:
		return ""
	case r.IsAlways():
		return "always"
	case maxTerm%r.den == 0:
		return strings.TrimRight(fmt.Sprintf("0.%09d", maxTerm/r.den*r.num), "0")
	}
	return strconv.FormatInt(r.num, 10) + "/" + strconv.FormatInt(r.den, 10)
}

// MarshalText returns the text of [Ratio.String].
func (r Ratio) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText sets r to what [ParseRatio] reads, and to the zero value for "". On an error it leaves r alone.
func (r *Ratio) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*r = Ratio{}
		return nil
	}
	parsed, err := ParseRatio(string(text))
	if err == nil {
		*r = parsed
	}
	return err
}
