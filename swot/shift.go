package swot

import (
	"cmp"
	"math/big"
	"slices"

	"github.com/shopspring/decimal"
)

// A WeightShift is the least change of all weights together that makes a challenger tie with the leader. By L2,
// the root of the sum of squares, the weights lie in the plane of sum 1 and may fall below 0. By L1, the sum of
// the sizes of the changes, they stay within 0 and 1: weight moves from the criteria on which the leader is
// farthest ahead to those on which it is least so, until the distance is closed. Where several changes are
// least, it is the one that treats alike criteria alike. The zero value is no shift.
type WeightShift struct {
	Challenger string `json:"challenger"`
	// Distance is how far the weights move, to 16 places; 0 if there is no tie to reach.
	Distance decimal.Decimal `json:"distance"`
	// Weights are the new weights in the order of the criteria, rounded to 16 places so that they sum to
	// exactly 1; nil if no weights make a tie.
	Weights []decimal.Decimal `json:"weights"`
	// Feasible says that there are such weights and that none of them is negative.
	Feasible bool `json:"feasible"`
}

// leastSquares returns the least change by L2 that ties v with the leader. In whole numbers, with n criteria and
// h' = n·g - Σg, the weights are (w·|h'|² - G·n·h')/|h'|².
func (c contest) leastSquares(v rival) WeightShift {
	shift, n := WeightShift{Challenger: c.Codes[v.row]}, big.NewInt(int64(len(c.weights)))
	sum := new(big.Int)
	for _, gap := range v.gaps {
		sum.Add(sum, gap)
	}
	slopes, square := make([]*big.Int, len(v.gaps)), new(big.Int)
	for k, gap := range v.gaps {
		h := new(big.Int).Mul(n, gap)
		slopes[k] = h.Sub(h, sum)
		square.Add(square, new(big.Int).Mul(h, h))
	}
	if v.gap.Sign() == 0 {
		return c.unmoved(shift)
	}
	if square.Sign() == 0 { // ahead by the same everywhere
		return shift
	}
	reach := new(big.Int).Mul(v.gap, n) // G·n
	weights := make([]*big.Int, len(slopes))
	shift.Feasible = true
	for k, h := range slopes {
		w := new(big.Int).Mul(c.weights[k], square)
		weights[k] = w.Sub(w, h.Mul(h, reach))
		shift.Feasible = shift.Feasible && w.Sign() >= 0
	}
	shift.Distance = root(reach.Mul(reach, reach), new(big.Int).Mul(square, new(big.Int).Mul(c.whole, c.whole)))
	shift.Weights = apportion(weights, square.Mul(square, c.whole), scorePlaces)
	return shift
}

// leastSum returns the least change by L1 that ties v with the leader, by the exact greedy rule: a unit of weight
// that moves from a criterion with the gap g to one with the least gap closes g - least.
func (c contest) leastSum(v rival) WeightShift {
	shift := WeightShift{Challenger: c.Codes[v.row]}
	if v.gap.Sign() == 0 {
		return c.unmoved(shift)
	}
	least := slices.MinFunc(v.gaps, (*big.Int).Cmp)
	order := make([]int, len(v.gaps))
	for k := range order {
		order[k] = k
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Or(v.gaps[b].Cmp(v.gaps[a]), a-b) })
	left, moved := new(big.Int).Set(v.gap), new(big.Int) // of the distance; of weight, whole criteria
	for from := 0; ; {
		gap := v.gaps[order[from]]
		if gap.Cmp(least) == 0 { // nothing more to move, and the leader is still ahead: it is so everywhere
			return shift
		}
		to, weight := from, new(big.Int)
		for v.gaps[order[to]].Cmp(gap) == 0 { // criteria that are alike; those with the least gap end it
			weight.Add(weight, c.weights[order[to]])
			to++
		}
		gain := new(big.Int).Sub(gap, least)
		all := new(big.Int).Mul(weight, gain)
		if all.Cmp(left) >= 0 {
			return c.moved(shift, v, order[:from], order[from:to], left, all, moved)
		}
		left.Sub(left, all)
		moved.Add(moved, weight)
		from = to
	}
}

// moved returns the shift in which the criteria given lose all their weight, moved in sum, and those shared lose
// the part left/all of theirs, to those of the least gap in equal parts.
func (c contest) moved(shift WeightShift, v rival, given, shared []int, left, all, moved *big.Int) WeightShift {
	least, receivers := slices.MinFunc(v.gaps, (*big.Int).Cmp), int64(0)
	for _, gap := range v.gaps {
		if gap.Cmp(least) == 0 {
			receivers++
		}
	}
	unit := new(big.Int).Mul(all, big.NewInt(receivers)) // of weight
	total := new(big.Int).Mul(moved, all)                // what moves, times all
	weights := make([]*big.Int, len(c.weights))
	for k, w := range c.weights {
		weights[k] = new(big.Int).Mul(w, unit)
	}
	for _, k := range given {
		weights[k].SetInt64(0)
	}
	kept := new(big.Int).Sub(all, left)
	for _, k := range shared {
		total.Add(total, new(big.Int).Mul(c.weights[k], left))
		weights[k].Mul(c.weights[k], kept)
		weights[k].Mul(weights[k], big.NewInt(receivers))
	}
	for k, gap := range v.gaps {
		if gap.Cmp(least) == 0 {
			weights[k].Add(weights[k], total)
		}
	}
	shift.Distance = quotient(total.Lsh(total, 1), new(big.Int).Mul(all, c.whole))
	shift.Weights = apportion(weights, unit.Mul(unit, c.whole), scorePlaces)
	shift.Feasible = true
	return shift
}

// unmoved returns the shift of a tie that is there already.
func (c contest) unmoved(shift WeightShift) WeightShift {
	weights := make([]*big.Int, len(c.weights))
	for k, w := range c.weights {
		weights[k] = new(big.Int).Set(w)
	}
	shift.Weights, shift.Feasible = apportion(weights, c.whole, scorePlaces), true
	return shift
}

// root returns √(numerator/denominator) rounded to 16 places.
func root(numerator, denominator *big.Int) decimal.Decimal {
	scale := big.NewInt(2 * unitPlaces)
	square := new(big.Int).Mul(numerator, scale)
	square.Quo(square.Mul(square, scale), denominator)
	twice := square.Sqrt(square) // 2e16 times the root, rounded down
	return decimal.NewFromBigInt(twice.Rsh(twice.Add(twice, big.NewInt(1)), 1), -scorePlaces)
}
