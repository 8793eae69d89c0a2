package promise

import (
	"fmt"
	"math"
	"math/bits"
	"slices"
)

// Percentile returns the p-th percentile of values by nearest rank: the least of them that at least the share p of them
// does not exceed, so the value of rank ⌈p·n⌉. The statement "p of the cases within v" is then the same as Percentile ≤
// v, and as a target AtMost v with the coverage p, which needs no list: [Evaluate] streams it. Interpolated percentiles
// can contradict the count.
//
// p of [Always] is the greatest value. It returns [ErrNoEvidence] for no values, [ErrValue] for one that is NaN or
// infinite and [ErrRatio] for the zero ratio. The values are not changed; the cost is that of sorting them.
func Percentile(values []float64, p Ratio) (float64, error) {
	const op = "promise: percentile"
	switch {
	case p == Ratio{}:
		return 0, fmt.Errorf("%s: %w", op, ErrRatio)
	case len(values) == 0:
		return 0, fmt.Errorf("%s: %w", op, ErrNoEvidence)
	}
	for i, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return 0, fmt.Errorf("%s: value %d is %v: %w", op, i, v, ErrValue)
		}
	}
	high, low := bits.Mul64(uint64(p.num), uint64(len(values)))
	rank, rest := bits.Div64(high, low, uint64(p.den))
	if rest > 0 {
		rank++
	}
	return slices.Sorted(slices.Values(values))[rank-1], nil
}

// PercentileRanks returns the ranks of the values that enclose the p-th percentile of all cases, of which n were seen:
// it lies between the low-th and the high-th least value with the confidence cover, whatever the distribution is. Of
// the pairs with cover ≥ level it is the narrowest, of equally narrow ones that of most cover, then the lower. Rank 0
// and rank n+1 say that nothing seen bounds it on that side.
//
//	cover = Σ C(n,i)·pⁱ·(1-p)ⁿ⁻ⁱ over low ≤ i < high
//
// It returns [ErrNoEvidence] for n below 1, [ErrLimit] above 1e9, [ErrAlways] and [ErrRatio] for p of Always and of
// zero, and [ErrLevel] unless level is 0, which is 0.95, or in (0, 1). cover is right to 1e-10. The cost is of the
// order of √n. Reference: David, Nagaraja (2003), Order Statistics, sec. 7.1.
func PercentileRanks(n int, p Ratio, level float64) (low, high int, cover float64, err error) {
	const op = "promise: percentile ranks"
	level, err = levelOf(level)
	switch {
	case err != nil:
		return 0, 0, 0, fmt.Errorf("%s: %w", op, err)
	case n < 1:
		return 0, 0, 0, fmt.Errorf("%s: %w", op, ErrNoEvidence)
	case n > 1e9:
		return 0, 0, 0, fmt.Errorf("%s: %d cases: %w", op, n, ErrLimit)
	case p == Ratio{}:
		return 0, 0, 0, fmt.Errorf("%s: %w", op, ErrRatio)
	case p.IsAlways():
		return 0, 0, 0, fmt.Errorf("%s: %w", op, ErrAlways)
	}
	odds := float64(p.num) / float64(p.den-p.num)
	b := bell{
		mode: min(int64(n), int64(float64(n+1)*p.Float64())),
		up:   func(i int64) float64 { return float64(int64(n)-i) / float64(i+1) * odds },
		down: func(i int64) float64 { return float64(i) / float64(int64(n)-i+1) / odds },
	}
	total := 0.0
	for _, chance := range b.chances() {
		total += chance
	}
	// The chances fall on both sides of the mode, so the best run of any width grows by its greater neighbour.
	from, to, sum := b.mode, b.mode+1, 1.0
	below, above := b.down(from), b.up(from)
	for sum < level*total && (from > 0 || to <= int64(n)) {
		if below >= above {
			sum += below
			from--
			below *= b.down(from)
		} else {
			sum += above
			above *= b.up(to)
			to++
		}
	}
	return int(from), int(to), min(1, sum/total), nil
}
