package schedule

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
)

// sane returns [ErrEstimate] unless 0 ≤ o ≤ m ≤ p are finite.
func sane(e actionplan.Estimate) error {
	if !(e.Optimistic >= 0 && e.Optimistic <= e.Likely && e.Likely <= e.Pessimistic && e.Pessimistic <= most) {
		return fmt.Errorf("%v, %v, %v: %w", e.Optimistic, e.Likely, e.Pessimistic, ErrEstimate)
	}
	return nil
}

// saneAll returns [ErrEstimate], with the activity, unless all estimates are sane.
func saneAll(estimates []actionplan.Estimate) error {
	for i, e := range estimates {
		if err := sane(e); err != nil {
			return fmt.Errorf("activity %d: %w", i, err)
		}
	}
	return nil
}

// classic returns mean and variance of an estimate by the rule of 1959.
func classic(e actionplan.Estimate) (mean, variance float64) {
	deviation := (e.Pessimistic - e.Optimistic) / 6
	return (e.Optimistic + float64(4*e.Likely) + e.Pessimistic) / 6, float64(deviation * deviation)
}

// A Normal is the finish of a network as PERT sees it, in the unit of the network. The zero value is the finish of one
// without activities, at 0 for certain.
type Normal struct {
	Mean, Variance float64
	Path           []int // the longest by means, of several equal ones that of the greatest variance, then from its end back the least indexes
	Optimistic     bool  // P is too high: another path may well be the longest
}

// PERT returns the finish of a network of finish-start links by the rule of 1959: each activity takes (o + 4m + p)/6 on
// average with a variance of ((p - o)/6)², which add up along the one path that is longest on average.
//
// That overstates the chance of being in time wherever paths merge: two equal independent paths meet their median together
// in 1 of 4 cases, and PERT says 1 of 2. Optimistic says so: an activity off the path has a float, on average, below 2√V,
// where V is the variance of the path or of the longest through that activity, whichever is greater. Then [Simulate].
//
// There is an estimate an activity; n.Duration and n.NotAfter are not read. It returns [ErrEstimate], [ErrLinkType],
// [ErrNetwork] and [CycleError]. Reference: Malcolm, Roseboom, Clark, Fazar (1959), Application of a technique for research
// and development program evaluation; for the merging of paths MacCrimmon, Ryavec (1964), An analytical study of the PERT
// assumptions.
func PERT(n Network, estimates []actionplan.Estimate) (Normal, error) {
	if err := saneAll(estimates); err != nil {
		return Normal{}, fmt.Errorf("schedule: PERT: %w", err)
	}
	if !n.isFinishStart() {
		return Normal{}, fmt.Errorf("schedule: PERT: %w", ErrLinkType)
	}
	variance := make([]float64, len(estimates))
	n.Duration, n.NotAfter = make([]float64, len(estimates)), nil
	for i, e := range estimates {
		n.Duration[i], variance[i] = classic(e)
	}
	t, g, err := n.times(CPMOptions{})
	if err != nil {
		return Normal{}, fmt.Errorf("schedule: PERT: %w", err)
	}
	return t.pert(g, variance), nil
}

// pert follows the drivers, of several those of the greatest variance.
func (t *Times) pert(g *graph, variance []float64) Normal {
	before, back := make([]float64, len(variance)), make([]int, len(variance)) // variance up to an activity, without its own
	for _, i := range t.Order {
		back[i] = -1
		for _, d := range t.driversOf(i) {
			from := int(d.from)
			sum := before[from] + variance[from]
			if back[i] < 0 || sum > before[i] || sum == before[i] && from < back[i] {
				before[i], back[i] = sum, from
			}
		}
	}
	d := Normal{Mean: t.Finish}
	end := -1
	for _, i := range t.lasts() {
		if sum := before[i] + variance[i]; end < 0 || sum > d.Variance {
			d.Variance, end = sum, i
		}
	}
	on := make([]bool, len(variance))
	for ; end >= 0; end = back[end] {
		d.Path = append(d.Path, end)
		on[end] = true
	}
	slices.Reverse(d.Path)
	after := t.after(g, variance)
	for i, float := range t.TotalFloat {
		through := before[i] + variance[i] + after[i]
		d.Optimistic = d.Optimistic || !on[i] && float < 2*math.Sqrt(max(d.Variance, through))
	}
	return d
}

// after returns the variance of the longest way from each activity on, without its own; of several the greatest.
func (t *Times) after(g *graph, variance []float64) []float64 {
	after := make([]float64, len(variance))
	near := tolerance(t.Finish)
	for _, i := range slices.Backward(g.order) {
		for _, e := range g.out(i) {
			if t.LateStart[e.to]-e.gap-t.LateStart[i] <= near {
				after[i] = max(after[i], after[e.to]+variance[e.to])
			}
		}
	}
	return after
}

// P returns the chance that the network has finished by then, Φ((by − Mean)/√Variance): a step at Mean where the variance is
// 0. It is 0 for a by that is not a number. Accuracy: 1e-15, and as many digits in the lower tail.
func (d Normal) P(by float64) float64 {
	if d.Variance > 0 && !math.IsNaN(by) && !math.IsNaN(d.Mean) && !math.IsInf(d.Mean, 0) && !math.IsInf(d.Variance, 0) {
		return math.Erfc((d.Mean-by)/math.Sqrt(2*d.Variance)) / 2
	}
	if by >= d.Mean {
		return 1
	}
	return 0
}

// Quantile returns the time by which the network has finished with probability p, which is Mean where the variance is 0. It
// returns [ErrRange] unless 0 < p < 1 and d is finite. Accuracy: 1e-14 of the deviation.
func (d Normal) Quantile(p float64) (float64, error) {
	if !(p > 0 && p < 1) || !(math.Abs(d.Mean) <= most) || !(d.Variance >= 0 && d.Variance <= math.MaxFloat64) {
		return 0, fmt.Errorf("schedule: quantile %v of mean %v and variance %v: %w", p, d.Mean, d.Variance, ErrRange)
	}
	return d.Mean + float64(math.Sqrt(d.Variance)*distuv.UnitNormal.Quantile(p)), nil
}
