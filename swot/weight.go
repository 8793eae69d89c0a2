package swot

import (
	"fmt"
	"math/big"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/internal/bound"
)

// NormalizeWeights returns points divided by their sum, with places decimal places, so that they sum to exactly 1: each is
// cut down, then the last places that are left go one each to whoever was cut most, ties to the earlier one. It returns
// [ErrRange] for places outside 1 to 18, for a point below 0 or beyond the limit, and for points that sum to 0 or of which
// there are none.
func NormalizeWeights(points []decimal.Decimal, places int32) ([]decimal.Decimal, error) {
	if places < 1 || places > 18 {
		return nil, fmt.Errorf("swot: normalize weights to %d places: %w", places, ErrRange)
	}
	sum := new(big.Rat)
	shares := make([]*big.Rat, len(points))
	for i, d := range points {
		if err := accepted().Check(d); err != nil || d.Sign() < 0 {
			return nil, fmt.Errorf("swot: normalize weights: points[%d]: %w", i, ErrRange)
		}
		shares[i] = bound.Rat(d)
		sum.Add(sum, shares[i])
	}
	if sum.Sign() == 0 {
		return nil, fmt.Errorf("swot: normalize weights: points sum to 0: %w", ErrRange)
	}
	unit := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil)
	left := new(big.Int).Set(unit)
	units, order := make([]*big.Int, len(points)), make([]int, len(points))
	for i, share := range shares {
		share.Quo(share, sum).Mul(share, new(big.Rat).SetInt(unit))
		units[i] = new(big.Int).Quo(share.Num(), share.Denom())
		share.Sub(share, new(big.Rat).SetInt(units[i])) // what was cut
		left.Sub(left, units[i])
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return shares[b].Cmp(shares[a]) })
	weights := make([]decimal.Decimal, len(points))
	for place, i := range order {
		if int64(place) < left.Int64() { // fewer are left than were cut
			units[i].Add(units[i], big.NewInt(1))
		}
		weights[i] = decimal.NewFromBigInt(units[i], -places)
	}
	return weights, nil
}
