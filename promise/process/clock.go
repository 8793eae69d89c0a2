package process

import (
	"math"
	"math/big"
	"math/bits"
	"slices"
	"time"
)

// A clock sums times of at least a nanosecond and their squares, as whole numbers of 128 and 192 bits that no number of
// times overflows. The zero value has seen none.
type clock struct {
	n       int64
	sum     [2]uint64 // the low word first
	squares [3]uint64
}

// add counts one time.
func (c *clock) add(t time.Duration) {
	var carry uint64
	c.n++
	c.sum[0], carry = bits.Add64(c.sum[0], uint64(t), 0)
	c.sum[1] += carry
	high, low := bits.Mul64(uint64(t), uint64(t))
	c.squares[0], carry = bits.Add64(c.squares[0], low, 0)
	c.squares[1], carry = bits.Add64(c.squares[1], high, carry)
	c.squares[2] += carry
}

// merge adds the times of other.
func (c *clock) merge(other clock) {
	c.n += other.n
	carry := uint64(0)
	for i := range c.sum {
		c.sum[i], carry = bits.Add64(c.sum[i], other.sum[i], carry)
	}
	carry = 0
	for i := range c.squares {
		c.squares[i], carry = bits.Add64(c.squares[i], other.squares[i], carry)
	}
}

// whole returns a number of several words.
func whole(words ...uint64) *big.Int {
	x := new(big.Int)
	for _, word := range slices.Backward(words) {
		x.Lsh(x, 64).Or(x, new(big.Int).SetUint64(word))
	}
	return x
}

// scatter returns n·Σt² - (Σt)², n² times the variance, below 0 for sums that no times have.
func (c *clock) scatter() *big.Int {
	sum := whole(c.sum[:]...)
	spread := whole(c.squares[:]...)
	spread.Mul(spread, big.NewInt(c.n))
	return spread.Sub(spread, sum.Mul(sum, sum))
}

// span returns mean and standard deviation with n-1, to the nanosecond, for at least two times.
func (c *clock) span() Span {
	n := big.NewInt(c.n)
	twice := new(big.Int).Add(new(big.Int).Lsh(whole(c.sum[:]...), 1), n) // (2Σt + n)/2n is rounded
	mean := twice.Div(twice, new(big.Int).Lsh(n, 1))
	variance, _ := new(big.Rat).SetFrac(c.scatter(), n.Mul(n, big.NewInt(c.n-1))).Float64()
	return Span{time.Duration(mean.Int64()), time.Duration(min(math.Round(math.Sqrt(variance)), math.MaxInt64/2))}
}

// sane reports whether there are such times.
func (c *clock) sane() bool {
	if c.n == 0 {
		return *c == clock{}
	}
	sum, n, longest := whole(c.sum[:]...), big.NewInt(c.n), big.NewInt(math.MaxInt64)
	most := new(big.Int).Mul(n, longest)
	return sum.Cmp(n) >= 0 && sum.Cmp(most) <= 0 && c.scatter().Sign() >= 0 && whole(c.squares[:]...).Cmp(most.Mul(most, longest)) <= 0
}
