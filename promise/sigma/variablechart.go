package sigma

import (
	"fmt"
	"math"
	"slices"
)

// XmR returns the charts of single values and of their moving ranges, which are the distances of each value to the one
// before: ranges.Points[i] is that of x[i] and x[i+1].
//
//	center mean x ± Width mR/d2(2)    ranges mR ± Width mR d3(2)/d2(2), at least 0    mR = mean moving range
//
// Rules that ask how many sigma a point is off are not run on the ranges, which are not normal. It returns [ErrFew] for
// less than two values or a baseline of less, [ErrRange], with the index, for a value that is not a number within ±1e150,
// and for options out of their ranges, and [ErrUnknown] for a rule that is none. Accuracy: 1e-12. Reference: Montgomery
// (2013), section 6.4.
func XmR(x []float64, o ChartOptions) (individuals, ranges Chart, err error) {
	s, err := o.set(len(x), 2)
	if err == nil {
		err = checkValues(x)
	}
	if err != nil {
		return Chart{}, Chart{}, fmt.Errorf("sigma: XmR chart: %w", err)
	}
	moving := movingRanges(x)
	center := mean(moving[:s.baseline-1])
	expected, sd := rangeMoments(2)
	individuals = s.draw(slices.Clone(x), mean(x[:s.baseline]), same(center/expected), -math.MaxFloat64, math.MaxFloat64)
	return individuals, s.spread(moving, center, center*sd/expected), nil
}

// movingRanges returns the distance of each value to the one before.
func movingRanges(x []float64) []float64 {
	moving := make([]float64, len(x)-1)
	for i := range moving {
		moving[i] = math.Abs(x[i+1] - x[i])
	}
	return moving
}

// spread charts measures of spread, which are not below 0.
func (s setting) spread(points []float64, center, sigma float64) Chart {
	s.rules = withoutZones(s.rules)
	return s.draw(points, center, same(sigma), 0, math.MaxFloat64)
}

// XbarR returns the charts of the means and the ranges of groups of n values each, 2 ≤ n ≤ 25.
//
//	center mean x ± Width R/(d2(n) √n)    ranges R ± Width R d3(n)/d2(n), at least 0    R = mean range
//
// Rules that ask how many sigma a point is off are not run on the ranges. It returns [ErrFew] for no group or less than two
// values in one, [ErrSizes] for groups of different sizes or above 25, else as [XmR]. Accuracy: 1e-12. Reference:
// Montgomery (2013), section 6.2.
func XbarR(x [][]float64, o ChartOptions) (means, ranges Chart, err error) {
	n, err := checkGroups(x)
	if err == nil && n > maxRange {
		err = fmt.Errorf("groups of %d, at most %d: %w", n, maxRange, ErrSizes)
	}
	if err == nil {
		means, ranges, err = groupCharts(x, o, n, rangeOf, rangeMoments)
	}
	if err != nil {
		return Chart{}, Chart{}, fmt.Errorf("sigma: X-bar and R chart: %w", err)
	}
	return means, ranges, nil
}

// XbarS returns the charts of the means and the standard deviations of groups of n values each, n ≥ 2.
//
//	center mean x ± Width s/(c4(n) √n)    deviations s ± Width s √(1-c4(n)²)/c4(n), at least 0    s = mean deviation
//
// Rules that ask how many sigma a point is off are not run on the deviations. Its errors are those of [XbarR], but for the
// greatest size. Accuracy: 1e-12. Reference: Montgomery (2013), section 6.3.
func XbarS(x [][]float64, o ChartOptions) (means, deviations Chart, err error) {
	n, err := checkGroups(x)
	if err == nil {
		means, deviations, err = groupCharts(x, o, n, deviation, c4)
	}
	if err != nil {
		return Chart{}, Chart{}, fmt.Errorf("sigma: X-bar and s chart: %w", err)
	}
	return means, deviations, nil
}

// groupCharts charts the means and a measure of spread of groups of n; moments are the mean and the deviation of that
// measure for standard normal values.
func groupCharts(x [][]float64, o ChartOptions, n int, measure func([]float64) float64, moments func(n int) (mean, sd float64)) (means, spreads Chart, err error) {
	s, err := o.set(len(x), 1)
	if err != nil {
		return Chart{}, Chart{}, err
	}
	middles, measures := make([]float64, len(x)), make([]float64, len(x))
	for i, group := range x {
		middles[i], measures[i] = mean(group), measure(group)
	}
	center := mean(measures[:s.baseline])
	expected, sd := moments(n)
	means = s.draw(middles, mean(middles[:s.baseline]), same(center/expected/math.Sqrt(float64(n))), -math.MaxFloat64, math.MaxFloat64)
	return means, s.spread(measures, center, center*sd/expected), nil
}

// rangeOf returns the distance of the greatest value to the least.
func rangeOf(x []float64) float64 { return slices.Max(x) - slices.Min(x) }

// deviation returns the standard deviation of x with n-1, 0 for equal values, whatever their magnitude.
func deviation(x []float64) float64 {
	center, scale := mean(x), 0.0
	for _, value := range x {
		scale = max(scale, math.Abs(value-center))
	}
	if scale == 0 {
		return 0
	}
	sum := 0.0
	for _, value := range x {
		sum += (value - center) / scale * ((value - center) / scale)
	}
	return scale * math.Sqrt(sum/float64(len(x)-1))
}
