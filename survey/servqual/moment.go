package servqual

import (
	"math/big"
	"math/bits"
)

// A total adds up whole numbers. Its n counts those of incomplete respondents only: each complete one counts in every total.
type total struct{ n, sum int64 }

// A moment is a total with the sum of squares, in 128 bits.
type moment struct {
	total
	high, low uint64
}

// add adds one number of at most 2^31 in size, without counting it.
func (m *moment) add(v int64) {
	m.sum += v
	m.square(v)
}

// square adds the square of one.
func (m *moment) square(v int64) {
	var carry uint64
	m.low, carry = bits.Add64(m.low, uint64(v*v), 0)
	m.high += carry
}

// merge adds the numbers of o.
func (t *total) merge(o total) {
	t.n += o.n
	t.sum += o.sum
}

// merge adds the numbers of o.
func (m *moment) merge(o moment) {
	m.total.merge(o.total)
	var carry uint64
	m.low, carry = bits.Add64(m.low, o.low, 0)
	m.high += o.high + carry
}

// spread returns n Σv² - (Σv)² of n numbers, which is n(n-1) times their variance, exactly.
func (m *moment) spread(n int64) *big.Int {
	squares := new(big.Int).SetUint64(m.high)
	squares.Lsh(squares, 64).Or(squares, new(big.Int).SetUint64(m.low))
	sum := big.NewInt(m.sum)
	return squares.Mul(squares, big.NewInt(n)).Sub(squares, sum.Mul(sum, sum))
}

// possible reports whether numbers from low to high can have given t: one of each complete respondent and some of others,
// not above the limit together.
func (t *total) possible(complete, limit, low, high int64) bool {
	return t.n >= 0 && t.n <= limit-complete && t.sum >= low*(t.n+complete) && t.sum <= high*(t.n+complete)
}

// possible reports whether numbers from low to high can have given m, as for a total.
func (m *moment) possible(complete, limit, low, high int64) bool {
	if !m.total.possible(complete, limit, low, high) {
		return false
	}
	n := m.n + complete
	largest := max(-low, high)
	top, bottom := bits.Mul64(uint64(n), uint64(largest*largest))
	if m.high > top || m.high == top && m.low > bottom {
		return false
	}
	return m.spread(n).Sign() >= 0
}
