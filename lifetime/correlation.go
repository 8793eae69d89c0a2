package lifetime

import (
	"fmt"
	"iter"
	"math"
)

// SpendCorrelation returns Pearson's correlation of the number of purchases and their mean amount over rows, with
// Fisher's interval of the level, 0 for 0.95. [GammaGamma] assumes that it is 0; where it is not, spend depends on
// frequency, and the model is off for the frequent ones. The library reports it and does not refuse. It returns
// [ErrSpend] for an impossible row and names its index, [ErrNoData] for fewer than four rows or if all have the same
// number or the same amount, and [ErrRange] for another level. Accuracy: 1e-12.
// Reference: Fisher (1921), On the probable error of a coefficient of correlation.
func SpendCorrelation(rows iter.Seq[Spend], level float64) (Estimate, error) {
	z, err := quantile(level)
	if err != nil {
		return Estimate{}, fmt.Errorf("lifetime: spend correlation: %w", err)
	}
	var n, meanX, meanM, xx, mm, xm float64
	for s := range rows {
		if err := s.fault(); err != nil {
			return Estimate{}, fmt.Errorf("lifetime: spend correlation: row %.0f: %w", n, err)
		}
		n++
		dx, dm := float64(s.X)-meanX, s.Mean-meanM
		meanX += dx / n
		meanM += dm / n
		xx += dx * (float64(s.X) - meanX)
		mm += dm * (s.Mean - meanM)
		xm += dx * (s.Mean - meanM)
	}
	if n < 4 || xx == 0 || mm == 0 {
		return Estimate{}, fmt.Errorf("lifetime: spend correlation of %.0f rows: %w", n, ErrNoData)
	}
	r := max(-1, min(1, xm/math.Sqrt(xx)/math.Sqrt(mm)))
	e := Estimate{Value: r, SE: (1 - r*r) / math.Sqrt(n-3), Low: r, High: r}
	if math.Abs(r) < 1 {
		half := z / math.Sqrt(n-3)
		e.Low, e.High = math.Tanh(math.Atanh(r)-half), math.Tanh(math.Atanh(r)+half)
	}
	return e, nil
}
