package sigma

import (
	"fmt"
	"math"
)

// PChart returns the chart of the share of defectives in samples, each of its own size.
//
//	center p = Σdefective/Σsize    limits p ± Width √(p(1-p)/size), within 0 and 1
//
// It returns [ErrSizes] for lists of different lengths, [ErrFew] for none, [ErrRange], with the index, for a size below 1
// or defectives that are not 0 to the size, and for options out of their ranges, and [ErrUnknown] for a rule that is none.
// Accuracy: 1e-14. Cost: O(points) a rule. Reference: Montgomery (2013), section 7.2.
func PChart(defective, size []int64, o ChartOptions) (Chart, error) {
	s, err := o.set(len(defective), 1)
	if err == nil && len(size) != len(defective) {
		err = fmt.Errorf("%d numbers of defectives, %d sizes: %w", len(defective), len(size), ErrSizes)
	}
	if err != nil {
		return Chart{}, fmt.Errorf("sigma: p chart: %w", err)
	}
	points := make([]float64, len(size))
	for i, n := range size {
		if n < 1 || defective[i] < 0 || defective[i] > n {
			return Chart{}, fmt.Errorf("sigma: p chart: sample %d: %d defective of %d: %w", i, defective[i], n, ErrRange)
		}
		points[i] = float64(defective[i]) / float64(n)
	}
	p := weightedMean(points[:s.baseline], func(i int) float64 { return float64(size[i]) })
	p = min(1, max(0, p))
	return s.draw(points, p, func(i int) float64 { return math.Sqrt(p * (1 - p) / float64(size[i])) }, 0, 1), nil
}

// CChart returns the chart of counts of defects in samples of one size.
//
//	center c = mean count    limits c ± Width √c, at least 0
//
// It returns [ErrFew] for no count, [ErrRange], with the index, for a count below 0, and for options out of their ranges,
// and [ErrUnknown] for a rule that is none. Accuracy: 1e-14. Reference: Montgomery (2013), section 7.3.
func CChart(counts []int64, o ChartOptions) (Chart, error) {
	c, err := countChart(counts, func(int) float64 { return 1 }, o)
	if err != nil {
		return Chart{}, fmt.Errorf("sigma: c chart: %w", err)
	}
	return c, nil
}

// UChart returns the chart of defects per unit in samples, each of its own size in units, such as 2.5 buses.
//
//	center u = Σcount/Σsize    limits u ± Width √(u/size), at least 0
//
// Its errors are those of [CChart], [ErrSizes] for lists of different lengths, and [ErrRange] for a size that is not 1e-100
// to 1e100. Accuracy: 1e-14. Reference: Montgomery (2013), section 7.3.
func UChart(counts []int64, size []float64, o ChartOptions) (Chart, error) {
	if len(counts) != len(size) {
		return Chart{}, fmt.Errorf("sigma: u chart: %d counts, %d sizes: %w", len(counts), len(size), ErrSizes)
	}
	for i, n := range size {
		if !(n >= 1e-100 && n <= 1e100) {
			return Chart{}, fmt.Errorf("sigma: u chart: size %d is %v: %w", i, n, ErrRange)
		}
	}
	c, err := countChart(counts, func(i int) float64 { return size[i] }, o)
	if err != nil {
		return Chart{}, fmt.Errorf("sigma: u chart: %w", err)
	}
	return c, nil
}

// countChart charts counts per unit.
func countChart(counts []int64, size func(i int) float64, o ChartOptions) (Chart, error) {
	s, err := o.set(len(counts), 1)
	if err != nil {
		return Chart{}, err
	}
	points := make([]float64, len(counts))
	for i, count := range counts {
		if count < 0 {
			return Chart{}, fmt.Errorf("count %d is %d: %w", i, count, ErrRange)
		}
		points[i] = float64(count) / size(i)
	}
	u := max(0, weightedMean(points[:s.baseline], size))
	return s.draw(points, u, func(i int) float64 { return math.Sqrt(u / size(i)) }, 0, math.MaxFloat64), nil
}
