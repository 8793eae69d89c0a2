package swot

import (
	"cmp"
	"math/big"
	"slices"

	"github.com/shopspring/decimal"
)

// A score is shown with 16 decimal places.
const (
	scorePlaces = 16
	unitPlaces  = 1e16
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
	sum := newWeightedSum(d)
	entries := make([]entry, len(d.Codes))
	for i := range entries {
		entries[i] = sum.entry(i)
	}
	slices.SortStableFunc(entries, entry.compare)
	return Ranking{Method: "weighted sum", Places: places(entries)}, nil
}

// An entry is a place that waits for its rank, with its exact total.
type entry struct {
	Place
	total *big.Int
}

// compare orders what is not vetoed before what is, then higher totals before lower ones.
func (e entry) compare(other entry) int {
	return cmp.Or(cmp.Compare(min(1, len(e.Vetoed)), min(1, len(other.Vetoed))), other.total.Cmp(e.total))
}

// places gives entries, sorted, their ranks.
func places(entries []entry) []Place {
	out := make([]Place, len(entries))
	for i, e := range entries {
		out[i] = e.Place
		if i > 0 && entries[i-1].compare(e) == 0 {
			out[i].Rank, out[i].Dense, out[i].Tied = out[i-1].Rank, out[i-1].Dense, true
			out[i-1].Tied = true
			continue
		}
		out[i].Rank, out[i].Dense = i+1, 1
		if i > 0 {
			out[i].Dense = out[i-1].Dense + 1
		}
	}
	return out
}

// A weightedSum is a decision on integers: the score of a strategy is the sum of its scaled gains times
// factors, over unit.
type weightedSum struct {
	d       Decision
	places  int32             // of whatever is on a scale
	weights []decimal.Decimal // rounded, for show
	spans   []*big.Int        // scaled
	factors []*big.Int
	unit    *big.Int
	shared  bool // all criteria have the same scale and direction
}

func newWeightedSum(d Decision) weightedSum {
	s := weightedSum{d: d, places: d.places(), unit: big.NewInt(1), shared: true}
	weights := d.weights()
	first := d.Criteria[0]
	for k, c := range d.Criteria {
		s.weights = append(s.weights, quotient(weights[k].Num(), weights[k].Denom()))
		s.spans = append(s.spans, scaled(c.Max.Sub(c.Min), s.places))
		weights[k].Quo(weights[k], c.span()) // score a unit of the scale
		common := new(big.Int).GCD(nil, nil, s.unit, weights[k].Denom())
		s.unit.Mul(s.unit, common.Quo(weights[k].Denom(), common))
		same := c.Min.Equal(first.Min) && c.Max.Equal(first.Max) && c.LowerIsBetter == first.LowerIsBetter
		s.shared = s.shared && same
	}
	for _, w := range weights {
		factor := new(big.Int).Quo(s.unit, w.Denom())
		s.factors = append(s.factors, factor.Mul(factor, w.Num()))
	}
	s.unit.Mul(s.unit, scaled(decimal.New(1, 0), s.places))
	return s
}

// entry returns what row i of the decision comes to.
func (s weightedSum) entry(i int) entry {
	e := entry{Place: Place{Code: s.d.Codes[i], Parts: make([]Part, len(s.factors))}, total: new(big.Int)}
	for k, c := range s.d.Criteria {
		score := s.d.Scores[i][k]
		gain := scaled(c.gain(score), s.places)
		value := quotient(gain, s.spans[k])
		product := gain.Mul(gain, s.factors[k])
		e.total.Add(e.total, product)
		e.Parts[k] = Part{Code: c.Code, Weight: s.weights[k], Value: value, Product: quotient(product, s.unit)}
		if c.vetoes(score) {
			e.Vetoed = append(e.Vetoed, c.Code)
		}
	}
	e.Score = quotient(e.total, s.unit)
	if s.shared {
		e.Points = decimal.NewNullDecimal(s.points(e.total))
	}
	return e
}

// points returns a total on the scale that all criteria share: as the weights sum to 1, it lies as far from
// the worst end, in spans, as the score from 0.
func (s weightedSum) points(total *big.Int) decimal.Decimal {
	worst, above := s.d.Criteria[0].Min, new(big.Int).Mul(total, s.spans[0])
	if s.d.Criteria[0].LowerIsBetter {
		worst = s.d.Criteria[0].Max
		above.Neg(above)
	}
	one := scaled(decimal.New(1, 0), s.places)
	above.Add(above, new(big.Int).Mul(scaled(worst, s.places), s.unit))
	return quotient(above, one.Mul(one, s.unit))
}

// places returns the most decimal places of a score or of the end of a scale in d.
func (d Decision) places() (most int32) {
	for _, c := range d.Criteria {
		most = max(most, -c.Min.Exponent(), -c.Max.Exponent())
	}
	for _, row := range d.Scores {
		for _, score := range row {
			most = max(most, -score.Exponent())
		}
	}
	return most
}

// quotient returns numerator/denominator, which is above 0, rounded half away from zero to 16 places.
func quotient(numerator, denominator *big.Int) decimal.Decimal {
	double := new(big.Int).Lsh(denominator, 1)
	q := new(big.Int).Mul(numerator, big.NewInt(2*unitPlaces))
	if q.Sign() < 0 {
		q.Sub(q, denominator)
	} else {
		q.Add(q, denominator)
	}
	return decimal.NewFromBigInt(q.Quo(q, double), -scorePlaces)
}
