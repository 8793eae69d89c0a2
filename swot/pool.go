package swot

import (
	"fmt"
	"math/big"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/internal/declare"
)

// Pool joins the decisions of several judges into one: each score is the mean of theirs, by the weights of the
// voters.
//
//	x = Σ v_j·x_j, rounded half away from zero to 16 places
//
// The judges decide about the same strategies by the same criteria, in any order; the result has the order and
// the criteria of the first, names and anchors too, and shares nothing with ds. Voters holds a weight for each
// of ds: at least 0, with the sum of exactly 1, or all zero or nil, which means equal. How far the judges agree
// is another question: mcdm.KendallW answers it.
//
// It returns [ErrUndefined] for no judge, the error of [Decision.Validate] for one that is at fault, and
// [ErrInvalid] for voters that are no such weights and for a judge who has other strategies or criteria: another
// weight, scale, direction or floor makes another criterion.
func Pool(ds []Decision, voters []decimal.Decimal) (Decision, error) {
	if len(ds) == 0 {
		return Decision{}, fmt.Errorf("swot: pool: %w: no judge", ErrUndefined)
	}
	weights, whole, err := voterWeights(voters, len(ds))
	if err != nil {
		return Decision{}, fmt.Errorf("swot: pool: %w", err)
	}
	var places int32
	for j, d := range ds {
		if err := d.Validate(); err != nil {
			return Decision{}, fmt.Errorf("swot: pool: judge %d: %w", j, err)
		}
		places = max(places, d.places())
	}
	pooled := ds[0].clone()
	sums := make([][]*big.Int, len(pooled.Codes))
	for i := range sums {
		sums[i] = make([]*big.Int, len(pooled.Criteria))
		for k := range sums[i] {
			sums[i][k] = new(big.Int)
		}
	}
	for j, d := range ds {
		rows, columns, err := pooled.match(d)
		if err != nil {
			return Decision{}, fmt.Errorf("swot: pool: judge %d: %w", j, err)
		}
		for i, row := range rows {
			for k, column := range columns {
				score := scaled(d.Scores[row][column], places)
				sums[i][k].Add(sums[i][k], score.Mul(score, weights[j]))
			}
		}
	}
	unit := scaled(decimal.New(1, 0), places)
	unit.Mul(unit, whole)
	for i, row := range sums {
		for k, sum := range row {
			c := pooled.Criteria[k] // rounding may not lead off a scale whose ends have more than 16 places
			pooled.Scores[i][k] = decimal.Max(c.Min, decimal.Min(c.Max, quotient(sum, unit)))
		}
	}
	return pooled, nil
}

// voterWeights returns the weights of n voters as whole numbers, and their sum.
func voterWeights(voters []decimal.Decimal, n int) ([]*big.Int, *big.Int, error) {
	if voters == nil {
		voters = make([]decimal.Decimal, n)
	}
	if len(voters) != n {
		return nil, nil, fmt.Errorf("%w: %d voters for %d judges", ErrInvalid, len(voters), n)
	}
	for j, v := range voters {
		if err := check(v); err != nil {
			return nil, nil, fmt.Errorf("%w: voter %d: %w: %w", ErrInvalid, j, ErrLimit, err)
		}
		if v.IsNegative() {
			return nil, nil, fmt.Errorf("%w: voter %d: weight_negative", ErrInvalid, j)
		}
	}
	if !allZero(voters) && !declare.SumsToOne(voters...) {
		return nil, nil, fmt.Errorf("%w: voters: dsum1", ErrInvalid)
	}
	weights, whole := wholes(voters)
	return weights, whole, nil
}

// match returns where the strategies and the criteria of d, valid, stand in other.
func (d Decision) match(other Decision) (rows, columns []int, err error) {
	at := make(map[string]int, len(other.Codes))
	for i, code := range other.Codes {
		at[code] = i + 1
	}
	for _, code := range d.Codes {
		rows = append(rows, at[code]-1)
	}
	for _, c := range d.Criteria {
		columns = append(columns, slices.IndexFunc(other.Criteria, c.isLike))
	}
	if len(other.Codes) != len(d.Codes) || slices.Contains(rows, -1) {
		return nil, nil, fmt.Errorf("%w: other strategies than the first judge", ErrInvalid)
	}
	if len(other.Criteria) != len(d.Criteria) || slices.Contains(columns, -1) {
		return nil, nil, fmt.Errorf("%w: other criteria than the first judge", ErrInvalid)
	}
	return rows, columns, nil
}

// isLike reports whether c and other, valid, judge the same by the same rule.
func (c Criterion) isLike(other Criterion) bool {
	return c.Code == other.Code && c.Weight.Equal(other.Weight) && c.Min.Equal(other.Min) && c.Max.Equal(other.Max) &&
		c.LowerIsBetter == other.LowerIsBetter && c.Floor.Valid == other.Floor.Valid &&
		(!c.Floor.Valid || c.Floor.Decimal.Equal(other.Floor.Decimal))
}

// Floats returns d for methods that work on float64, such as those of package mcdm: the scores, the weights,
// which sum to 1, and the criteria of which less is better. Each number is the nearest float64. Floors have no
// place there. The error is that of [Decision.Validate].
func (d Decision) Floats() (values [][]float64, weights []float64, cost []bool, err error) {
	if err := d.Validate(); err != nil {
		return nil, nil, nil, err
	}
	whole, sum := d.weights()
	for k, c := range d.Criteria {
		w, _ := new(big.Rat).SetFrac(whole[k], sum).Float64()
		weights, cost = append(weights, w), append(cost, c.LowerIsBetter)
	}
	for _, scores := range d.Scores {
		row := make([]float64, len(scores))
		for k, score := range scores {
			row[k] = score.InexactFloat64()
		}
		values = append(values, row)
	}
	return values, weights, cost, nil
}
