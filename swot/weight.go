package swot

import (
	"fmt"
	"math/big"
	"slices"

	"github.com/shopspring/decimal"
)

// NormalizeWeights turns points, as a jury hands them out, into weights with the given number of places that
// sum to exactly 1:
//
//	w_i ≈ p_i / Σ p
//
// each first rounded down, the units left over then given to the largest remainders, of equal ones to the
// first. So every weight is less than one unit of the last place from its exact value, and more points never
// get less weight. This is the one place where weights are normalised; nothing else does it unasked.
//
// It returns [ErrRange] unless places is 0 to 18 and every point is 0 or more, [ErrUndefined] if the points
// are none or all zero, and [ErrLimit] for more than 10,000 points or one of more than 18 places or beyond
// 1e9. Cost: n log n. Reference: the method of largest remainders, Hamilton; Balinski, Young (1982), Fair
// Representation.
func NormalizeWeights(points []decimal.Decimal, places int32) ([]decimal.Decimal, error) {
	shares, err := integers(points, places)
	if err != nil {
		return nil, fmt.Errorf("swot: normalize weights: %w", err)
	}
	total := new(big.Int)
	for _, share := range shares {
		total.Add(total, share)
	}
	if total.Sign() == 0 {
		return nil, fmt.Errorf("swot: normalize weights: %w: the points sum to 0", ErrUndefined)
	}
	return apportion(shares, total, places), nil
}

// apportion returns shares of total, which is their sum, as decimals that sum to exactly 1, by largest
// remainders. It changes shares.
func apportion(shares []*big.Int, total *big.Int, places int32) []decimal.Decimal {
	unit := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil)
	left := new(big.Int).Set(unit)
	remainders, order := make([]*big.Int, len(shares)), make([]int, len(shares))
	for i, share := range shares {
		share.Mul(share, unit)
		_, remainders[i] = share.DivMod(share, total, new(big.Int))
		left.Sub(left, share)
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return remainders[j].Cmp(remainders[i]) })
	for _, i := range order[:left.Int64()] { // fewer than there are shares
		shares[i].Add(shares[i], big.NewInt(1))
	}
	weights := make([]decimal.Decimal, len(shares))
	for i, share := range shares {
		weights[i] = decimal.NewFromBigInt(share, -places)
	}
	return weights
}

// integers returns points times 10^18, after checking the arguments of NormalizeWeights.
func integers(points []decimal.Decimal, places int32) ([]*big.Int, error) {
	if places < 0 || places > 18 {
		return nil, fmt.Errorf("%w: %d places", ErrRange, places)
	}
	if len(points) > 10_000 {
		return nil, fmt.Errorf("%w: %d points", ErrLimit, len(points))
	}
	out := make([]*big.Int, len(points))
	for i, p := range points {
		if err := check(p); err != nil {
			return nil, fmt.Errorf("point %d: %w: %w", i, ErrLimit, err)
		}
		if p.IsNegative() {
			return nil, fmt.Errorf("point %d: %w: negative", i, ErrRange)
		}
		out[i] = scaled(p, 18)
	}
	return out, nil
}
