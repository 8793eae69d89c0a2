package sigma

import (
	"fmt"
	"math"
)

// ChartOptions say how a control chart is made. The zero value is limits at three sigma from all points, and Beyond3.
type ChartOptions struct {
	Rules    []Rule  `json:"rules,omitempty"` // what is a signal; nil is Beyond3 alone, empty is nothing
	Width    float64 `json:"width"`           // of the limits in sigma, above 0 to 10. Defaults to 3
	Baseline int     `json:"baseline"`        // how many of the first points, or groups, set the limits. Defaults to all
}

// A Chart is a control chart as numbers: a point, its center and its limits at each index. A point that is right on a limit
// or on the center is neither beyond it nor on a side of it. The zero value is a chart of nothing.
type Chart struct {
	Points  []float64 `json:"points"`
	Center  []float64 `json:"center"`
	Lower   []float64 `json:"lower"`
	Upper   []float64 `json:"upper"`
	Signals []Signal  `json:"signals,omitempty"` // by index, of one index in the order of the rules
}

// setting is the options with their defaults, checked against a number of points.
type setting struct {
	rules    []Rule
	width    float64
	baseline int
}

// set returns the setting for n points, of which fewest or more set the limits.
func (o ChartOptions) set(n, fewest int) (setting, error) {
	s := setting{o.Rules, o.Width, o.Baseline}
	if o.Rules == nil {
		s.rules = []Rule{Beyond3}
	}
	if o.Width == 0 {
		s.width = 3
	}
	if o.Baseline == 0 {
		s.baseline = n
	}
	switch {
	case n < fewest:
		return s, fmt.Errorf("%d points, at least %d: %w", n, fewest, ErrFew)
	case !(s.width > 0 && s.width <= 10):
		return s, fmt.Errorf("width %v: %w", o.Width, ErrRange)
	case s.baseline < fewest || s.baseline > n:
		return s, fmt.Errorf("baseline of %d among %d points, at least %d: %w", o.Baseline, n, fewest, ErrRange)
	}
	return s, checkRules(s.rules)
}

// draw returns the chart of points about one center, each with its sigma and limits clipped to [low, high].
func (s setting) draw(points []float64, center float64, sigma func(i int) float64, low, high float64) Chart {
	n := len(points)
	all := make([]float64, 3*n)
	c := Chart{Points: points, Center: all[:n:n], Lower: all[n : 2*n : 2*n], Upper: all[2*n:]}
	sigmas := make([]float64, n)
	for i := range points {
		sigmas[i] = sigma(i)
		width := s.width * sigmas[i]
		c.Center[i], c.Lower[i], c.Upper[i] = center, max(low, center-width), min(high, center+width)
	}
	c.Signals = c.signals(sigmas, s.rules)
	return c
}

// same returns a sigma that is one for all points.
func same(sigma float64) func(int) float64 { return func(int) float64 { return sigma } }

// mean returns the mean of values, in which equal values leave no rounding.
func mean(values []float64) float64 {
	return weightedMean(values, func(int) float64 { return 1 })
}

// weightedMean returns the mean of values with weights, likewise.
func weightedMean(values []float64, weight func(i int) float64) float64 {
	sum, all := 0.0, 0.0
	for i, value := range values {
		sum += weight(i) * (value - values[0])
		all += weight(i)
	}
	return values[0] + sum/all
}

// magnitude is the greatest value that charts and indices take, so that no square overflows.
const magnitude = 1e150

// checkValues returns [ErrRange], with the index, for a value that is not a number of at most that magnitude.
func checkValues(values []float64) error {
	for i, value := range values {
		if !(math.Abs(value) <= magnitude) {
			return fmt.Errorf("value %d is %v: %w", i, value, ErrRange)
		}
	}
	return nil
}

// checkGroups returns the size of the groups, or [ErrSizes] unless all are of one size, [ErrFew] for less than two
// values in each, and [ErrRange], with the indexes, as of checkValues.
func checkGroups(groups [][]float64) (size int, err error) {
	for i, group := range groups {
		if i == 0 {
			size = len(group)
		}
		if len(group) != size {
			return 0, fmt.Errorf("group %d has %d values, others %d: %w", i, len(group), size, ErrSizes)
		}
		if size < 2 {
			return 0, fmt.Errorf("group %d has %d values: %w", i, size, ErrFew)
		}
		if err := checkValues(group); err != nil {
			return 0, fmt.Errorf("group %d: %w", i, err)
		}
	}
	return size, nil
}
