package swot

import (
	"cmp"
	"math/big"
	"slices"

	"github.com/shopspring/decimal"
)

// WeightedSum ranks the strategies of d by the weighted sum of their scores on the declared scales:
//
//	u_k = (x_k − Min_k) / (Max_k − Min_k), or (Max_k − x_k) / (Max_k − Min_k) where lower is better
//	Score = Σ w_k·u_k, 0 to 1    Points = Σ w_k·x_k, where all criteria share scale and direction
//
// with w_k = 1/n if all n weights are zero. Scores are compared exactly, as integers over a common
// denominator: 0.1 + 0.2 and 0.3 tie, a third is a third, and two strategies never swap because a third came
// or went. Ties stand in the order of d, share a rank, and say so. A strategy with a score worse than the
// floor of a criterion is vetoed: it is ranked after all others, by its own Score there, and never tied with
// one that is not.
//
// A decision without strategies gives a ranking without places; a single strategy ranks 1. The error is that
// of [Decision.Validate]. Cost: strategies × criteria, and n log n to sort. Reference: Fishburn (1967),
// Additive utilities with incomplete product sets, Operations Research 15(3).
func WeightedSum(d Decision) (Ranking, error) {
	if err := d.Validate(); err != nil {
		return Ranking{}, err
	}
	g := newGrid(d)
	weights, shared := g.shownWeights(), g.isShared()
	totals, out := make([]*big.Int, len(d.Codes)), make([]Place, len(d.Codes))
	unit, product := g.unit(), new(big.Int)
	for i, gains := range g.gains {
		p := Place{Code: d.Codes[i], Parts: make([]Part, len(gains)), Vetoed: g.vetoed[i]}
		totals[i] = new(big.Int)
		for k, gain := range gains {
			totals[i].Add(totals[i], product.Mul(g.weights[k], gain))
			p.Parts[k] = Part{d.Criteria[k].Code, weights[k], quotient(gain, g.span), quotient(product, unit)}
		}
		p.Score = quotient(totals[i], unit)
		if shared {
			p.Points = decimal.NewNullDecimal(g.points(totals[i]))
		}
		out[i] = p
	}
	return Ranking{"weighted sum", rank(out, func(i, j int) int { return totals[j].Cmp(totals[i]) })}, nil
}

// shownWeights returns the weights rounded for show.
func (g grid) shownWeights() []decimal.Decimal {
	weights := make([]decimal.Decimal, len(g.weights))
	for k, w := range g.weights {
		weights[k] = quotient(w, g.whole)
	}
	return weights
}

// isShared reports whether all criteria have the same scale and direction.
func (g grid) isShared() bool {
	for k, c := range g.Criteria {
		if g.least[k].Cmp(g.least[0]) != 0 || g.widths[k].Cmp(g.widths[0]) != 0 || c.LowerIsBetter != g.Criteria[0].LowerIsBetter {
			return false
		}
	}
	return true
}

// points returns a total on the scale that all criteria share: as the weights sum to 1, it lies as far from
// the worst end, in spans, as the score from 0.
func (g grid) points(total *big.Int) decimal.Decimal {
	points := new(big.Int).Set(g.least[0])
	if g.Criteria[0].LowerIsBetter {
		points.Add(points, g.widths[0])
		total = new(big.Int).Neg(total)
	}
	points.Add(points.Mul(points, g.whole), total)
	one := scaled(decimal.New(1, 0), g.places)
	return quotient(points, one.Mul(one, g.whole))
}

// rank sorts places, what is vetoed behind what is not, then by compare of their indexes, ties in their order,
// and gives them their ranks. It changes places.
func rank(places []Place, compare func(i, j int) int) []Place {
	vetoed := func(i int) int { return min(1, len(places[i].Vetoed)) }
	before := func(i, j int) int { return cmp.Or(vetoed(i)-vetoed(j), compare(i, j)) }
	order := make([]int, len(places))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, before)
	out := make([]Place, len(places))
	for at, i := range order {
		p := places[i]
		p.Rank, p.Dense = at+1, 1
		if at > 0 {
			last := &out[at-1]
			p.Dense = last.Dense + 1
			if before(order[at-1], i) == 0 {
				p.Rank, p.Dense, p.Tied, last.Tied = last.Rank, last.Dense, true, true
			}
		}
		out[at] = p
	}
	return out
}
