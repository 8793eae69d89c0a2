package process

import (
	"cmp"
	"fmt"
	"math"
	"math/bits"
	"slices"
)

// chances returns, by state, the probability to end in the outcome with that code, or [ErrStage].
func (c *Chain) chances(outcome string) ([]float64, error) {
	i, known := c.g.at[outcome]
	if !known || !c.g.b.Stages[i].Outcome {
		return nil, fmt.Errorf("outcome %.40q: %w", outcome, ErrStage)
	}
	direct := make([]float64, len(c.stages))
	for state := range direct {
		stages, p := c.ends.row(state)
		for k, stage := range stages {
			if int(stage) == i {
				direct[state] += p[k]
			}
		}
	}
	return c.f.solve(direct), nil
}

// StepsGiven returns the mean number of stages that a case goes through if it ends in an outcome, each visit counted and the
// outcome not: that of the chain conditioned on it. It is false for a code that is no outcome, and for an outcome that no
// case reaches. Accuracy: 1e-12 relative. Reference: Kemeny, Snell (1960), section 3.3.
func (c *Chain) StepsGiven(outcome string) (float64, bool) {
	chances, err := c.chances(outcome)
	if err != nil {
		return 0, false
	}
	all := dot(c.start, chances)
	if all == 0 {
		return 0, false
	}
	return dot(c.visits, chances) / all, true // each visit counts by the chance to end so from there
}

// StepsOver returns the probability that a case goes through more than k stages, each visit counted and the outcome not: 1
// for a k below 1. It returns [ErrLimit] where that would take minutes, for a k of many millions in a chain of many stages
// that is not over by then. Accuracy: 1e-12. Cost: O(k edges), or O(stages³ log k) where that is less.
func (c *Chain) StepsOver(k int) (float64, error) {
	n := len(c.stages)
	perStep := float64(len(c.q.to) + n)
	squaring := 2 * float64(n+1) * float64(n+1) * float64(n+1) * float64(bits.Len(uint(max(k, 0))))
	x, spare := slices.Clone(c.start), make([]float64, n)
	for step := range k {
		if float64(step)*perStep > min(squaring, maxWork) {
			if squaring > maxWork {
				return 0, fmt.Errorf("process: more than %d steps: %w", k, ErrLimit)
			}
			return c.power(k), nil
		}
		clear(spare)
		mass := 0.0
		for i, at := range x {
			to, p := c.q.row(i)
			for m, j := range to {
				spare[j] += at * p[m]
			}
		}
		x, spare = spare, x
		for _, at := range x {
			mass += at
		}
		if mass < 1e-300 {
			return 0, nil
		}
	}
	return min(1, sum(x)), nil
}

// sum returns Σx.
func sum(x []float64) (total float64) {
	for _, value := range x {
		total += value
	}
	return total
}

// power returns the chance to be still on the way after k moves, by repeated squaring.
func (c *Chain) power(k int) float64 {
	square := newDense(len(c.stages))
	for i := range c.stages {
		to, p := c.q.row(i)
		for m, j := range to {
			square.row(i)[j] = p[m]
		}
		square.row(i)[square.n-1] = c.exit(i)
	}
	x := append(slices.Clone(c.start), 0)
	for ; k > 0; k /= 2 {
		if k%2 == 1 {
			x = square.from(x)
		}
		if k > 1 {
			square = square.times(square)
		}
	}
	return min(1, sum(x[:square.n-1]))
}

// A Gain is what changes if the probability of an edge rises and those of the other edges out of its stage shrink in
// proportion. The zero value is no change.
type Gain struct {
	Edge  Edge    `json:"edge"`
	Steps float64 `json:"steps"` // derivative of the mean number of steps by the probability
	Time  float64 `json:"time"`  // derivative of the mean time, in seconds
}

// Sensitivity returns the gain of every edge that has a probability below 1 and whose stage cases reach, the greatest |Time|
// first, equal ones in the order of declaration: where it pays to mend the process.
//
//	d h_start/d p_ij = N_start,i (h_j - Σ_k≠j p_ik h_k/(1-p_ij))
//
// h is the time to come, 0 from an outcome; of Steps likewise. Accuracy: 1e-11 relative to N h.
func (c *Chain) Sensitivity() []Gain {
	var gains []Gain
	var order []int // of the edges
	for state, i := range c.stages {
		for _, a := range c.g.out(i) {
			others, steps, time := 0.0, 0.0, 0.0
			for _, b := range c.g.out(i) {
				if b != a {
					others += b.p
					steps += b.p * c.toCome(c.steps, b)
					time += b.p * c.toCome(c.left, b)
				}
			}
			if others == 0 {
				continue
			}
			gains = append(gains, Gain{
				Edge:  c.g.b.Edges[a.edge],
				Steps: c.visits[state] * (c.toCome(c.steps, a) - steps/others),
				Time:  c.visits[state] * (c.toCome(c.left, a) - time/others) / 1e9,
			})
			order = append(order, int(a.edge))
		}
	}
	index := make([]int, len(gains))
	for k := range index {
		index[k] = k
	}
	slices.SortFunc(index, func(a, b int) int {
		return cmp.Or(cmp.Compare(math.Abs(gains[b].Time), math.Abs(gains[a].Time)), order[a]-order[b])
	})
	sorted := make([]Gain, len(gains))
	for k, at := range index {
		sorted[k] = gains[at]
	}
	return sorted
}

// toCome returns what is still to come at the end of a way: 0 at an outcome.
func (c *Chain) toCome(value []float64, a arc) float64 {
	if state := c.state[a.to]; state >= 0 {
		return value[state]
	}
	return 0
}
