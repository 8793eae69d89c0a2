package stat

import "math"

// NewcombeDifference returns the interval of x1/n1 - x2/n2 by the hybrid score method, within [-1, 1].
//
//	Low  = d - √((p1 - l1)² + (u2 - p2)²)    High = d + √((u1 - p1)² + (p2 - l2)²)    l, u: Wilson ends
//
// Reference: Newcombe (1998), Interval Estimation for the Difference Between Independent Proportions, method 10.
func NewcombeDifference(x1, n1, x2, n2 int64, level float64) (Interval, error) {
	first, err := Wilson(x1, n1, level)
	if err != nil {
		return Interval{}, err
	}
	second, err := Wilson(x2, n2, level)
	if err != nil {
		return Interval{}, err
	}
	p1, p2 := float64(x1)/float64(n1), float64(x2)/float64(n2)
	return Interval{
		Low:  max(-1, p1-p2-math.Hypot(p1-first.Low, second.High-p2)),
		High: min(1, p1-p2+math.Hypot(first.High-p1, p2-second.Low)),
	}, nil
}
