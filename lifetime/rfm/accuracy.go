package rfm

import (
	"cmp"
	"fmt"
	"iter"
	"math"
	"slices"
)

// An Accuracy says how far predictions are off, and how well they rank. The zero value is no comparison.
type Accuracy struct {
	N         int       `json:"n"`         // pairs
	MAE       float64   `json:"mae"`       // mean absolute error
	RMSE      float64   `json:"rmse"`      // root of the mean squared error
	Bias      float64   `json:"bias"`      // mean of predicted - actual
	BiasRatio float64   `json:"biasRatio"` // its sum over the sum of the actuals
	Gini      float64   `json:"gini"`      // of the order by prediction: 1 perfect, 0 none
	Lift      []float64 `json:"lift"`      // mean actual of each tenth by prediction, best first, over that of all
}

// Measure compares predictions with what happened, both at least 0, in pairs (predicted, actual).
//
// Gini is the Gini coefficient of the actuals in the order of the predictions over that in their own order; if all
// actuals are equal it is 0. Pairs with equal predictions share their actuals, so the order of the pairs does not
// matter but for rounding; a tenth may take part of a pair. It returns [ErrNoData] for no pair or if all actuals are 0,
// [ErrRange] for a number below 0, NaN or infinite, and [ErrLimit] where a sum overflows.
func Measure(pairs iter.Seq2[float64, float64]) (Accuracy, error) {
	var all [][2]float64
	var a Accuracy
	var total float64
	for predicted, actual := range pairs {
		if !(predicted >= 0 && actual >= 0) || math.IsInf(predicted, 1) || math.IsInf(actual, 1) {
			return Accuracy{}, fmt.Errorf("rfm: measure: pair %d: %v, %v: %w", a.N, predicted, actual, ErrRange)
		}
		off := predicted - actual
		a.MAE += math.Abs(off)
		a.RMSE += off * off
		a.Bias += off
		total += actual
		a.N++
		all = append(all, [2]float64{predicted, actual})
	}
	if a.N == 0 || total == 0 {
		return Accuracy{}, fmt.Errorf("rfm: measure: %w", ErrNoData)
	}
	n := float64(a.N)
	a.BiasRatio = a.Bias / total
	a.MAE, a.RMSE, a.Bias = a.MAE/n, math.Sqrt(a.RMSE/n), a.Bias/n
	if math.IsInf(a.RMSE, 0) || math.IsInf(total, 0) || math.IsInf(a.BiasRatio, 0) {
		return Accuracy{}, fmt.Errorf("rfm: measure: %w", ErrLimit)
	}
	byPrediction := ranked(all, 0)
	a.Lift = lift(byPrediction, total)
	if perfect := concentration(ranked(all, 1), total); perfect > 0 {
		a.Gini = concentration(byPrediction, total) / perfect
	}
	return a, nil
}

// ranked returns the actuals in falling order of one side of the pairs; equal ones share theirs.
func ranked(pairs [][2]float64, side int) []float64 {
	order := slices.Clone(pairs)
	slices.SortFunc(order, func(a, b [2]float64) int { return cmp.Compare(b[side], a[side]) })
	actuals := make([]float64, len(order))
	for from := 0; from < len(order); {
		to, sum := from, 0.0
		for ; to < len(order) && order[to][side] == order[from][side]; to++ {
			sum += order[to][1]
		}
		for i := from; i < to; i++ {
			actuals[i] = sum / float64(to-from)
		}
		from = to
	}
	return actuals
}

// concentration returns twice the area between the curve of cumulated actuals and the diagonal.
func concentration(actuals []float64, total float64) float64 {
	var area, sum float64
	for _, actual := range actuals {
		area += (sum + actual/2) / total
		sum += actual
	}
	return 2*area/float64(len(actuals)) - 1
}

// lift returns the share of the total that each tenth has, times ten.
func lift(actuals []float64, total float64) []float64 {
	tenths := make([]float64, 10)
	n := float64(len(actuals))
	for i, actual := range actuals {
		from, to := float64(i)/n*10, float64(i+1)/n*10
		for k := int(from); k < 10 && float64(k) < to; k++ {
			part := (min(to, float64(k+1)) - max(from, float64(k))) / (to - from)
			tenths[k] += 10 * part * actual / total
		}
	}
	return tenths
}
